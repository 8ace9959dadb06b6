import type { Evidence } from '../../model/evidence.ts'
import type { ClientTrait, PathTrait } from '../../model/record.ts'
import type { TraitSurprise } from '../../model/sender.ts'
import { mails, quote } from '../quoting.ts'
import { surpriseText, TRAIT_FIELD, TRAIT_WORDS } from '../trait-words.ts'
import { ASK, channelOf, type Detector, type Facts, type Found, fieldEvidence } from './detector.ts'

/** Drift this rare is told; rarer than the second value it is told loudly. */
const TELL = 1 / 20
const LOUD = 1 / 200

function drifted(
  facts: Facts,
  channel: 'client' | 'path',
  words: { what: string; why: string; innocent: string },
): Found | string {
  const result = channelOf(facts, channel)
  if (!result) return 'not measured'
  if (result.notEvaluated !== undefined) return `not evaluated: ${result.notEvaluated}`
  if (result.tail === undefined) return `not evaluated: only ${result.n} earlier mails to compare with`
  const rarity = `${oneIn(result.tail)} of ${result.n} earlier mails drifted as far from their sender's habits`
  if (result.tail > TELL) return `within this sender's habits: ${rarity}`
  const { context, record } = facts
  const surprises: readonly TraitSurprise[] = channel === 'client' ? context.client : context.path
  const strange = surprises
    .filter((one) => one.logRatio > 0.5 && one.seen * 10 <= one.of)
    .toSorted((a, b) => b.logRatio - a.logRatio)
    .slice(0, 5)
  // One new value is everyday life; the combination is the finding.
  if (strange.length < 2) return `only ${strange.length} habit differs, which is no deviation`
  const evidence = strange.map((one) => traitEvidence(facts, one))
  const nearest = context.profile
    ? `, compared with the nearest of their ways of writing (${quote(context.profile.label)}, ${mails(context.profile.messages)})`
    : ''
  return {
    severity: result.tail <= LOUD ? 'high' : 'medium',
    seen: `${words.what} differs from the habits of ${quote(record.from.address)} in ${strange.length} ways${channel === 'client' ? nearest : `, seen over ${mails(context.messages, 'earlier')}`}: ${strange.map(surpriseText).join('; ')}.`,
    why: `${words.why} Only ${rarity}.`,
    innocent: words.innocent,
    next: ASK,
    evidence: [evidence[0]!, ...evidence.slice(1)],
  }
}

function traitEvidence(facts: Facts, surprise: TraitSurprise): Evidence {
  const fields = TRAIT_FIELD[surprise.trait as ClientTrait | PathTrait]
  const bytes =
    fields && surprise.value !== '∅' ? fieldEvidence(facts.record, fields, surprise.value) : undefined
  return (
    bytes ?? {
      kind: 'statistic',
      profile: facts.context.sender,
      name: `${TRAIT_WORDS[surprise.trait]} ${surprise.value === '∅' ? 'missing' : surprise.value}`.slice(
        0,
        200,
      ),
      value: surprise.seen,
      n: surprise.of,
    }
  )
}

/** `1 in 250`. */
export function oneIn(tail: number): string {
  return `1 in ${Math.max(1, Math.round(1 / tail))}`
}

export const clientDrift: Detector = {
  id: 'sender.client-drift',
  channel: 'client',
  detect: (facts) =>
    drifted(facts, 'client', {
      what: 'The program that wrote this mail',
      why: 'Somebody who takes over an account writes from a program of their own, which leaves other traces than the owner’s.',
      innocent:
        'A new phone or computer, an updated mail program, webmail while travelling, or an assistant who writes for them.',
    }),
}

export const pathDrift: Detector = {
  id: 'sender.path-drift',
  channel: 'path',
  detect: (facts) =>
    drifted(facts, 'path', {
      what: 'The way this mail took',
      why: 'The first server and network a mail passes belong to whoever sends it; a thief comes from elsewhere.',
      innocent:
        'Travel, a new internet provider, a move of the organisation to another mail service, or a mailing list that passes mail on differently.',
    }),
}
