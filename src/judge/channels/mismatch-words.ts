import type { ThreadMismatch } from '../../model/sender.ts'
import { quote } from '../quoting.ts'

/**
 * Nats, on the scale of a missing original. Only the order matters, as the drift is compared with earlier drifts: each
 * stands below a forward without any original from somebody whose answers always have one (5 and more), because honest
 * mail shows it as often (counts beside the rules in enrich/threads).
 */
const SURPRISE: Readonly<Record<ThreadMismatch['kind'], number>> = {
  'participant-swapped': 5,
  'claimed-address': 4.5,
  'quote-differs': 4,
  'conversation-index': 3,
}

/** Strongest first. */
export function rankedMismatches(
  mismatches: readonly ThreadMismatch[] | undefined,
): readonly ThreadMismatch[] {
  return (mismatches ?? []).toSorted((a, b) => mismatchSurprise(b) - mismatchSurprise(a))
}

/** Nats. */
export function mismatchSurprise(mismatch: ThreadMismatch): number {
  // People do write from a second address of their own.
  if (mismatch.kind === 'participant-swapped' && mismatch.how === 'same-name') return 3
  return SURPRISE[mismatch.kind]
}

/** What does not fit, in a few words. */
export function mismatchText(mismatch: ThreadMismatch): string {
  switch (mismatch.kind) {
    case 'participant-swapped':
      return `the address ${quote(mismatch.here)} stands where the original had ${quote(mismatch.known)}, ${mismatch.how === 'lookalike' ? 'which looks alike' : 'under the same name'}`
    case 'claimed-address':
      return `a quoted block gives somebody known as ${quote(mismatch.known)} the address ${quote(mismatch.here)}`
    case 'quote-differs':
      return 'nothing of what it quotes stands in the mail it claims to quote'
    case 'conversation-index':
      return INDEX_WORDS[mismatch.how]
  }
}

const INDEX_WORDS: Readonly<Record<Extract<ThreadMismatch, { kind: 'conversation-index' }>['how'], string>> =
  {
    'began-after-sent': 'its conversation index begins after the mail itself was sent',
    'began-after-original': 'its conversation index begins after the mail it answers',
    'other-beginning': 'its conversation index states another beginning than the mail it answers',
    'too-few-answers': 'its conversation index counts no more answers than the mail it answers',
    'other-topic': 'its conversation topic is not its subject',
    reused: 'its conversation index was seen under another subject',
  }
