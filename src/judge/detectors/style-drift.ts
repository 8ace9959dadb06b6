import type { Evidence } from '../../model/evidence.ts'
import { HABIT_NAMES } from '../../model/style.ts'
import { mails, quote } from '../quoting.ts'
import { howOften, howRare } from './client-drift.ts'
import { ASK, channelOf, type Detector } from './detector.ts'

const TELL = 1 / 20
const LOUD = 1 / 100
const UNLIKE = 'were as unlike their sender'
const COMPARED = 'compared mails'

/** Names are masked in the texts compared. */
const shown = (value: string): string =>
  value === 'none' ? 'none' : `“${quote(value.replaceAll('¶', 'NAME'))}”`
const name = (habit: string): string => HABIT_NAMES[habit] ?? habit

/** The words do not sound like their sender. Never severe: style supports other findings. */
export const styleDrift: Detector = {
  id: 'sender.style-drift',
  channel: 'style',
  detect(facts) {
    const { record, context } = facts
    const result = channelOf(facts, 'style')
    const { style } = context
    if (!result || result.notEvaluated !== undefined)
      return `not evaluated: ${result?.notEvaluated ?? 'not measured'}`
    if (!style || result.tail === undefined)
      return `not evaluated: only ${result.n} earlier mails to compare with`
    if (result.tail > TELL)
      return `within this sender’s style: ${howOften(result.tail, result.n, UNLIKE, COMPARED)}`
    const habits = style.habits.filter((one) => one.logRatio > 0.5).slice(0, 4)
    const evidence = habits.map(
      (one): Evidence => ({
        kind: 'statistic',
        profile: context.sender,
        name: `texts with ${name(one.habit)}: ${one.here}`.slice(0, 200),
        value: one.seen,
        n: one.of,
      }),
    )
    const whole: Evidence = {
      kind: 'statistic',
      profile: context.sender,
      name: 'standard deviations from the sender’s own texts',
      value: Math.round(style.score * 10) / 10,
      n: style.n,
    }
    const told = habits.map(
      (one) =>
        `${name(one.habit)} ${shown(one.here)} (usual: ${shown(one.usual)}, in ${one.usualSeen} of ${one.of})`,
    )
    return {
      severity: result.tail <= LOUD ? 'medium' : 'low',
      seen: `The words do not read like ${mails(style.n, 'earlier')} of ${quote(record.from.address)}${told.length > 0 ? `: ${told.join('; ')}` : ''}.`,
      why: `Words, punctuation, greeting and sign-off are habits that a stranger rarely shares. ${howRare(result.tail, result.n, UNLIKE, COMPARED)}; by itself that proves nothing.`,
      innocent:
        'A formal occasion, another language, haste, a phone’s keyboard, or a text by an assistant or from a template.',
      next: ASK,
      evidence: [whole, ...evidence],
    }
  },
}
