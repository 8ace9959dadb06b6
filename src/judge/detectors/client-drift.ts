import type { Evidence } from '../../model/evidence.ts'
import type { ClientTrait, PathTrait } from '../../model/record.ts'
import type { TraitSurprise } from '../../model/sender.ts'
import { grouped, mails, quote } from '../quoting.ts'
import { DESCRIBED, surpriseText, TRAIT_FIELD, TRAIT_WORDS } from '../trait-words.ts'
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
  const { tail, n } = result
  const differed = 'differed as much from their sender’s habits'
  if (tail > TELL) return `within this sender’s habits: ${howOften(tail, n, differed)}`
  const { context, record } = facts
  const surprises: readonly TraitSurprise[] = channel === 'client' ? context.client : context.path
  const strange = surprises
    .filter((one) => one.logRatio > 0.5 && one.seen * 10 <= one.of)
    .toSorted((a, b) => b.logRatio - a.logRatio)
    .slice(0, 5)
  // One new value is everyday life; the combination is the finding.
  if (strange.length < 2)
    return strange.length === 0
      ? 'no single habit is far off'
      : 'only 1 habit differs, which happens every day'
  const evidence = strange.map((one) => traitEvidence(facts, one))
  const nearest = context.profile
    ? `, even from the nearest of their programs (${quote(context.profile.label)}, ${mails(context.profile.messages)})`
    : ''
  return {
    severity: tail <= LOUD ? 'high' : 'medium',
    seen: `${words.what} differs from the habits of ${quote(record.from.address)} in ${strange.length} ways${channel === 'client' ? nearest : `, counted over ${mails(context.messages, 'earlier')}`}: ${differences(strange)}.`,
    why: `${words.why} ${howRare(tail, n, differed)}.`,
    innocent: words.innocent,
    next: ASK,
    evidence: [evidence[0]!, ...evidence.slice(1)],
  }
}

/** What a reader knows by name, told first. */
const FAMILIAR: readonly string[] = ['mailer', 'mailer-version', 'zone', 'first-network', 'language']
const familiarity = ({ trait }: TraitSurprise): number => {
  const place = FAMILIAR.indexOf(trait)
  return place < 0 ? FAMILIAR.length : place
}

/** What a reader can recognise first; a version says little beside another program, and shapes have only names. */
function differences(strange: readonly TraitSurprise[]): string {
  const isOther = strange.some(({ trait }) => trait === 'mailer')
  const named = strange
    .filter(({ trait }) => !DESCRIBED.has(trait) && !(isOther && trait === 'mailer-version'))
    .toSorted((a, b) => familiarity(a) - familiarity(b))
  const shapes = strange.filter((one) => !named.includes(one)).map(({ trait }) => TRAIT_WORDS[trait])
  return [...named.map(surpriseText), ...shapes].join('; ')
}

function traitEvidence(facts: Facts, surprise: TraitSurprise): Evidence {
  const fields = TRAIT_FIELD[surprise.trait as ClientTrait | PathTrait]
  const bytes =
    fields && surprise.value !== '∅' ? fieldEvidence(facts.record, fields, surprise.value) : undefined
  return (
    bytes ?? {
      kind: 'statistic',
      profile: facts.context.sender,
      name: `mails with ${TRAIT_WORDS[surprise.trait]} ${surprise.value === '∅' ? 'missing' : `“${surprise.value}”`}`.slice(
        0,
        200,
      ),
      value: surprise.seen,
      n: surprise.of,
    }
  )
}

/** `about 1 in 250 of 900 earlier mails …`; most of them, when it is nothing rare. */
export function howOften(tail: number, n: number, didWhat: string, which: string = 'earlier mails'): string {
  if (tail > 1 / 2) return `most of ${grouped(n)} ${which} ${didWhat}`
  // (1 + k) / (1 + n) with k = 0: as rare as can be told.
  if (tail * (n + 1) < 1.5) return `none of ${grouped(n)} ${which} ${didWhat}`
  return `about 1 in ${grouped(Math.round(1 / tail))} of ${grouped(n)} ${which} ${didWhat}`
}

/** The same of something rare, as a sentence without its full stop. */
export function howRare(tail: number, n: number, didWhat: string, which: string = 'earlier mails'): string {
  const often = howOften(tail, n, didWhat, which)
  return often.startsWith('none') ? `N${often.slice(1)}` : `Only ${often}`
}

export const clientDrift: Detector = {
  id: 'sender.client-drift',
  channel: 'client',
  detect: (facts) =>
    drifted(facts, 'client', {
      what: 'The program that wrote this mail',
      why: 'Somebody who takes over an account mostly writes from a program of their own, and it leaves other traces than the owner’s.',
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
      why: 'The first network and server a mail passes are those of whoever sends it, and a thief mostly comes from elsewhere.',
      innocent:
        'Travel, a new internet provider, a move of the organisation to another mail service, or a mailing list that passes mail on differently.',
    }),
}
