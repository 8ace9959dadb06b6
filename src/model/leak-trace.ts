import type { Digest } from './bytes.ts'
import type { Document } from './document.ts'
import type { HoldingWay } from './holding.ts'
import type { Issue } from './issue.ts'
import type { NaturalMark } from './natural-mark.ts'

/** One place where a leaked text and a document differ. Quotes are hostile text, at most 200 characters. */
export interface TextDifference {
  readonly kind: 'slip' | 'changed' | 'added' | 'missing' | 'apart'
  readonly leaked: string
  readonly document: string
}

/** A document a leaked item may be, or be a part of. */
export interface VersionMatch {
  readonly document: Document
  /** `bytes`: the same file. `words`: the same words throughout. `part`: the leaked text stands in it. `pieces`: by fingerprint only, its text is not at hand. `page`: pages that look the same, their text was not compared. `picture`: a picture that looks the same. */
  readonly by: 'bytes' | 'words' | 'part' | 'pieces' | 'page' | 'picture'
  /** Share of belief among the versions of this item, 0 to 1. */
  readonly share: number
  /** Natural logarithm of how much less likely the leaked text is from this version than from the first; absent when words were not compared. */
  readonly behind?: number
  /** Leaked words that stand in it and leaked words in all, when they were compared. */
  readonly words?: readonly [fitting: number, all: number]
  /** Pages that look the same, when `by` is `page`; and how much, -1 to 1, the mean of them. */
  readonly pages?: readonly (readonly [leaked: number, document: number])[]
  readonly likeness?: number
  /** The first differences. */
  readonly differences: readonly TextDifference[]
}

/** Who held a version when. */
export interface HolderOfItem {
  readonly holder: string
  readonly way: HoldingWay
  readonly from: number
  readonly until?: number
  /** Milliseconds; an export of the mailbox shows that it was still held then. */
  readonly seen?: number
  /** It lay among deleted mail in that export. */
  readonly trashed?: true
  readonly document: Digest
  /** The mail that shows it; absent when a person registered it. */
  readonly message?: Digest
}

/** One leaked thing and what it was traced to. */
export interface LeakedItem {
  readonly kind: 'leaked-item'
  /** Name of the leaked file, with the place inside it when it holds several. Hostile text. */
  readonly name: string
  readonly sha256: Digest
  readonly letters: number
  /** `version`: one version. `versions`: a document, but which version is open. `none`: nothing held here. `no-text`: nothing to search by. */
  readonly found: 'version' | 'versions' | 'none' | 'no-text'
  /** Best first. */
  readonly versions: readonly VersionMatch[]
  /** Holders of any of the versions, earliest first. */
  readonly holders: readonly HolderOfItem[]
  readonly marks: readonly NaturalMark[]
  /** Files held here that were made from the same file, by what they state about themselves; at most 20. */
  readonly relatives: readonly {
    readonly document: Digest
    readonly name: string
    readonly shared: readonly string[]
  }[]
  /** Share of its letters that everybody's mail or many documents here contain, 0 to 1. */
  readonly boilerplate: number
  readonly issues: readonly Issue[]
}

/** What could be the source. `elsewhere`: one that saw everything (a server, a backup, an administrator, a guess). */
export type SourceGuess =
  | { readonly kind: 'mailbox'; readonly holder: string }
  | { readonly kind: 'two-mailboxes'; readonly holders: readonly [string, string] }
  | { readonly kind: 'elsewhere' }

export interface WeighedSource {
  readonly source: SourceGuess
  /** Share of belief among all sources weighed, 0 to 1; those of all sources add up to one. */
  readonly share: number
  /** Share of all sources this one is part of: of a mailbox its own and that of the pairs it is in. */
  readonly involved: number
  /** Natural logarithm of how likely the leaked set is from this source, on a scale of this question, tempered (`TEMPER` of the guilt model). */
  readonly logLikelihood: number
  /** Leaked items it held at the time of access that fits best. */
  readonly held: number
  /** Weighed sum of all it held then, leaked or not. */
  readonly sawAttraction: number
  /** Times of access that fit about as well as the best, milliseconds. `accessFrom` is -Infinity (null in JSON) for a source whose holdings have no times. */
  readonly accessFrom: number
  readonly accessTo: number
}

export interface ItemWeight {
  readonly item: string
  /** Mailboxes that held it (any of its versions) by the time the leak was out. */
  readonly holders: number
  /** The best source held it. */
  readonly heldByBest: boolean
  /** By how much (natural logarithm of a ratio) the best is further before the next mailbox with this item than without; negative when it speaks against. */
  readonly weight: number
  /** Best source without this item. */
  readonly bestWithout: string
}

/** Why another story would leave the same traces. */
export interface RivalSource {
  readonly kind:
    | 'same-holdings'
    | 'second-mailbox'
    | 'elsewhere'
    | 'owner-or-device'
    | 'list-members'
    | 'chance'
  /** Mailboxes it is about. */
  readonly holders: readonly string[]
  /** Share of belief, where it was weighed. */
  readonly share?: number
}

/** Which mailbox best explains the whole set. Never a bare name. */
export interface MailboxAnswer {
  readonly kind: 'mailbox-answer'
  /** `one`: a mailbox explains the set better than any other. `several`: these cannot be told apart. */
  readonly verdict: 'one' | 'several' | 'cannot-tell'
  /** Mailboxes that the verdict names, best first. */
  readonly named: readonly string[]
  readonly because: 'best' | 'same-holdings' | 'too-close' | 'elsewhere-as-good' | 'no-items' | 'nobody-held'
  /** Best first. */
  readonly sources: readonly WeighedSource[]
  readonly items: readonly ItemWeight[]
  readonly rivals: readonly RivalSource[]
  /** Of the items the best source held: when the newest came to it, milliseconds. Access went on at least until then. */
  readonly accessNotBefore?: number
}

/** Everything a trace found. */
export interface LeakTrace {
  readonly kind: 'leak-trace'
  readonly items: readonly LeakedItem[]
  readonly answer: MailboxAnswer
  readonly searched: {
    readonly documents: number
    readonly holders: number
    readonly messages: number
    /** Messages whose text could not be read again for searching. */
    readonly unread: number
  }
  /** Milliseconds; the leak was in other hands by then. */
  readonly until: number
}

/** How far the mail of the store was read for tracing. */
export interface LeakProgress {
  readonly kind: 'leak-progress'
  readonly read: number
  readonly of: number
}

/** One file that was registered. */
export interface RegisteredFile {
  readonly kind: 'registered-file'
  readonly name: string
  readonly document: Digest
  readonly letters: number
  /** Pages that can be known again by how they look. */
  readonly pages: number
  /** Name of the file beside it from which its text was taken; absent when it was not. */
  readonly readFrom?: string
  readonly issues: readonly string[]
}
