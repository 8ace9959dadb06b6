import type { AttachmentPower, DocumentMetadata } from '../../model/attachment.ts'
import type { IssueCode } from '../../model/issue.ts'
import type { Link, LinkOrigin } from '../../model/link.ts'
import type { TextRegionKind } from '../../model/message.ts'
import type { OpenBudget } from './open-budget.ts'

/**
 * Reads one family of file formats. An opener is one value in `ALL_OPENERS`; the first that accepts a file opens it.
 * It runs nothing, fetches nothing, imports heavy libraries only inside `open`, and tells what it finds through the
 * context as it goes, so that what was found before damage or a limit is kept. It may throw: the caller turns that
 * into an issue.
 */
export interface Opener {
  readonly id: string
  /**
   * @param mediaType by content, lower case; for text that no signature tells, the declared `text/…` type or
   *   `text/plain`; else `application/octet-stream`.
   * @param name file name; hostile.
   */
  accepts(mediaType: string, name: string): boolean
  open(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent>
}

/** What an opener says at the end; everything else went through the context. */
export interface OpenedContent {
  readonly encrypted: boolean | 'unknown'
  readonly metadata: DocumentMetadata
  /** False when a part of the file could not be read; an issue says why. */
  readonly complete: boolean
}

/** A link as an opener sees it; the caller reads host, traits and nested URLs from it. */
export interface FoundLink {
  readonly origin: LinkOrigin
  /** Exactly as written (entities decoded, trimmed). */
  readonly href: string
  /** Put before `href` to read it: `http://` where a reader links a bare domain. */
  readonly prefix?: string
  /** Base URL of the document, when it states one. */
  readonly base?: string
  /** Visible text when it is known apart from the target; the target itself for links in running text. */
  readonly text?: string
  /** Page, box, file inside; the path of the packed file is put before `file`. */
  readonly place?: NonNullable<Link['place']>
  /** `[start, end)` in the bytes given to `open`; the whole file when the target has no place of its own. */
  readonly range?: { readonly start: number; readonly end: number }
  /** Default true. */
  readonly visible?: boolean
  /** Default `own`. */
  readonly region?: TextRegionKind
}

export interface OpenContext {
  /** Path of the MIME part of the mail. */
  readonly part: string
  /** Path of this file inside the attachment, `/` between levels; empty for the attachment itself. */
  readonly path: string
  /** Name of this file. */
  readonly name: string
  /** As it was given to `accepts`. */
  readonly mediaType: string
  /** 0 for the attachment itself. */
  readonly depth: number
  /** Addresses of the mail's recipients. */
  readonly recipients: readonly string[]
  /** Whether to look for QR codes in pictures, which costs most of the time. */
  readonly qr: boolean
  /** This file is a message whose links and files are told with the mail that carries it. */
  readonly readInPlace: boolean
  readonly budget: OpenBudget
  link(found: FoundLink): void
  /** Every link that a mail client would make of running text (`src/parse/links/text-places.ts`). */
  linksOfText(text: string, found: Omit<FoundLink, 'href' | 'prefix' | 'text'>): void
  power(power: AttachmentPower): void
  /** Adds text a reader sees, a line end between pieces; what is beyond the limit is dropped with an issue. */
  text(text: string): void
  issue(code: IssueCode, detail: string): void
  /**
   * Lists and opens a file inside: its links, powers, text and issues join those of the attachment. Resolves also
   * when it cannot be read.
   * @param range place of the packed file in the bytes given to `open`, when it has one.
   */
  openInner(bytes: Uint8Array, name: string, range?: FoundLink['range']): Promise<InnerFile>
}

export interface InnerFile {
  readonly path: string
  readonly mediaType: string
  readonly active: boolean
  readonly encrypted: boolean | 'unknown'
  readonly complete: boolean
}
