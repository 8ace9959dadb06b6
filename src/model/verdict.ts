import type { Digest } from './bytes.ts'
import type { ContactContext } from './contact.ts'
import type { Channel, Finding } from './finding.ts'

export const ATTACKER_MODELS = ['takeover', 'session-rider', 'impostor', 'stranger'] as const
export type AttackerModel = (typeof ATTACKER_MODELS)[number]

export const GATES = [
  'new-link-domain', // a link whose registered domain is new to the sender or the organisation
  'unanchored-thread', // poses as reply or forward of something that cannot be found
  'thread-mismatch', // what it quotes, whom it writes to or its index does not fit the mail it answers
  'deceptive-link', // the link shows one host and leads to another, or hides its host
  'active-attachment', // an attachment that can run something, new for this sender
  'identity-clash', // a known name or a look-alike address on an address not known
  'changed-ask', // asks for something this sender never asked for: a password, money, secrecy, papers, another channel
  'reply-diverted', // Reply-To leads to another domain, new for this sender
  'first-contact-lure', // somebody unknown brings a lure, under a pretence
] as const
export type Gate = (typeof GATES)[number]

export const VERDICT_LEVELS = ['alert', 'review', 'none', 'unknown'] as const
/**
 * `alert`: inside the budget · `review`: worth a look · `none`: nothing found by what was able to run ·
 * `unknown`: could not be judged. There is no word for harmless on purpose.
 */
export type VerdictLevel = (typeof VERDICT_LEVELS)[number]

export interface GateResult {
  readonly gate: Gate
  readonly open: boolean
  /** What was seen, or why it stayed shut, in a few words; or why it could not be evaluated. */
  readonly because: string
  readonly notEvaluated?: boolean
}

export interface ChannelResult {
  readonly channel: Channel
  /** The drift itself; larger is stranger. Unit depends on the channel (mostly nats). */
  readonly drift: number
  /** Share of earlier comparable mail at least as strange, (1 + k) / (1 + n): an empirical tail probability. */
  readonly tail?: number
  /** How many earlier values the tail was counted over. */
  readonly n: number
  /** Why the channel could not speak. */
  readonly notEvaluated?: string
  /** The main reasons for the drift, strongest first, in a few words each. */
  readonly because: readonly string[]
}

export interface ModelResult {
  readonly model: AttackerModel
  /** Sum of −ln(tail) over the model's channels, 0 when no gate is open; larger is stranger. */
  readonly strength: number
  /** Chance of a sum this large from mail without drift, by Fisher's method. */
  readonly chance: number
  /** Tail probability of that strength against the organisation's earlier mail under the same model. */
  readonly tail?: number
  readonly n: number
  readonly notEvaluated?: string
}

/** What judging one message against its past gave. The verdict needs the ranking over the whole scan on top. */
export interface Judgement {
  readonly kind: 'judgement'
  readonly digest: Digest
  readonly time: number
  readonly sender: string
  /** Version of gates, channels, models and detectors together. */
  readonly rules: string
  readonly gates: readonly GateResult[]
  readonly channels: readonly ChannelResult[]
  readonly models: readonly ModelResult[]
  /** Sum of −ln(tail) over all channels that spoke, gates or not: orders the mail that no model ranked. */
  readonly drift: number
  /**
   * What would make two mails the same incident: the sender with the new domain led to, else with the subject. One
   * alert stands for all of one cause.
   */
  readonly cause: string
  /** Not learned from until a person releases it. Only held mail can become an alert. */
  readonly held: boolean
  /** True when a model could not be asked and no other found anything: nothing can be said about this mail. */
  readonly unknown: boolean
  readonly findings: readonly Finding[]
  /** The last word of a person about this mail; it decides over `held`. */
  readonly reviewed?: 'confirm' | 'release'
  /** Of held mail: ways to ask the sender that were known before it. */
  readonly contacts?: ContactContext
}

export interface Verdict {
  readonly kind: 'verdict'
  readonly digest: Digest
  readonly level: VerdictLevel
  /** 0–1, comparable inside one scan only; 1 is most suspicious. */
  readonly score: number
  /** 1 is most suspicious. */
  readonly rank: number
  /** The model that put it there, when one spoke. */
  readonly model?: AttackerModel
}
