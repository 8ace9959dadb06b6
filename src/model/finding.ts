import type { Evidence } from './evidence.ts'

export const SEVERITIES = ['info', 'low', 'medium', 'high', 'critical'] as const
export type Severity = (typeof SEVERITIES)[number]

/** Ways in which a mail can drift from its sender's past. */
export const CHANNELS = [
  'client',
  'path',
  'recipients',
  'links',
  'services',
  'thread',
  'identity',
  'attachments',
  'asks',
  'style',
  'pretence', // signs that a first contact is not what it poses as
] as const
export type Channel = (typeof CHANNELS)[number]

/** Something seen that somebody should know, with what else it could be. */
export interface Finding {
  readonly kind: 'finding'
  /** Stable, `area.name`. */
  readonly id: string
  readonly severity: Severity
  readonly channel: Channel
  /** Four sentences for a person who is no mail expert. URLs in them are already defanged. */
  readonly seen: string
  readonly why: string
  readonly innocent: string
  readonly next: string
  /** Never empty: a finding without evidence cannot be constructed. */
  readonly evidence: readonly [Evidence, ...Evidence[]]
}
