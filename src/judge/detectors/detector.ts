import type { Evidence } from '../../model/evidence.ts'
import type { Channel, Finding, Severity } from '../../model/finding.ts'
import type { MessageRecord } from '../../model/record.ts'
import type { SenderContext } from '../../model/sender.ts'
import type { ChannelResult, GateResult } from '../../model/verdict.ts'

/** Everything a detector may see. */
export interface Facts {
  readonly record: MessageRecord
  readonly context: SenderContext
  readonly gates: readonly GateResult[]
  readonly channels: readonly ChannelResult[]
}

/** What a detector found, before it gets its name. */
export interface Found {
  readonly severity: Severity
  readonly seen: string
  readonly why: string
  readonly innocent: string
  readonly next: string
  readonly evidence: readonly [Evidence, ...Evidence[]]
}

/** One thing to look for: one file, one exported value, listed in `all-detectors.ts`. */
export interface Detector {
  readonly id: string
  readonly channel: Channel
  /** A finding, or why there is none, in a few words. */
  detect(facts: Facts): Found | string
}

export function finding(detector: Detector, found: Found): Finding {
  return { kind: 'finding', id: detector.id, channel: detector.channel, ...found }
}

export function channelOf(facts: Facts, channel: Channel): ChannelResult | undefined {
  return facts.channels.find((one) => one.channel === channel)
}

/** Evidence for a header field of the judged mail, when its place was recorded. */
export function fieldEvidence(
  record: MessageRecord,
  names: readonly string[],
  quoted: string,
): Evidence | undefined {
  for (const name of names) {
    const span = record.spans[name]
    if (span)
      return {
        kind: 'bytes',
        part: '0',
        range: { start: span[0], end: span[1] },
        quoted: quoted.slice(0, 300),
      }
  }
  return undefined
}

/** The one advice that always holds. */
export const ASK =
  'Ask the sender whether they wrote it: by a phone number or another channel you already had, not by answering this mail, and not by a number or address it gives. Until then open no link and no file of it.'
/** Said before `ASK` wherever a link is the matter, in the same words, so that it is said once. */
export const LEAVE_LINK = 'Do not open the link, not even to look.'
