import type { Explanation } from '../model/scan.ts'
import type { AttackerModel } from '../model/verdict.ts'
import { countText, cutText, listText } from './layout.ts'
import { CHANNEL_WORDS, MODEL_NAMES, STYLE_ABSTENTION_WORDS } from './words.ts'

/** UTF-16 units of a reason. */
const MAX_REASON = 300

/** What a model would have told, had it been asked. */
const UNSEEN: Readonly<Partial<Record<AttackerModel, string>>> = {
  takeover: 'another hand at this account',
  'session-rider': 'somebody in the owner’s open session',
}

/** Where all limits stand, with the numbers measured. */
export const MORE_ON_LIMITS = 'All limits, and how often each kind of attack was found: docs/limits.md.'

/** What could not be seen about this one mail and why, in sentences; the same limits stand in docs/limits.md. */
export function limitsOf({ record, context, judgement }: Explanation): readonly string[] {
  const limits: string[] = []
  if (record.timeBasis === 'none')
    limits.push('It states no time that can be read, so it was compared with nothing and teaches nothing.')
  silentModels(judgement.models, limits)
  const isRankable = judgement.gates.some(({ open }) => open)
  if (!isRankable)
    limits.push(
      'No reason to rank it: without a new link, a request, a file that can run, a broken conversation, a borrowed name or diverted answers a mail is never held, however odd its words or its program.',
    )
  const unchecked = judgement.gates.filter(({ open, notEvaluated }) => !open && notEvaluated === true)
  for (const { because } of unchecked)
    limits.push(`Could not be checked: it ${cutText(because, MAX_REASON)}.`)
  style(judgement, context, limits)
  const short = judgement.channels.filter((one) => one.notEvaluated === undefined && one.tail === undefined)
  if (short.length > 0)
    limits.push(
      `A small past: how rare it is could not be counted for ${listText(short.map(({ channel }) => CHANNEL_WORDS[channel]))} (${countText(Math.max(...short.map(({ n }) => n)), 'earlier mail')} of anybody to compare with).`,
    )
  const isCompared = judgement.models.some(
    ({ model, notEvaluated }) => model === 'session-rider' && notEvaluated === undefined,
  )
  if (isRankable && isCompared && !judgement.held)
    limits.push(
      'Somebody in the owner’s open session who also borrows the owner’s words leaves little to see; of such mail about one in ten was found when it was measured.',
    )
  if (record.bulk)
    limits.push(
      'By its header it went through a list or was sent in bulk: what a list rewrites hides the sender’s own traces.',
    )
  return limits
}

function silentModels(models: Explanation['judgement']['models'], limits: string[]): void {
  const reasons = new Map<string, string[]>()
  for (const { model, notEvaluated } of models)
    if (notEvaluated !== undefined)
      reasons.set(notEvaluated, [...(reasons.get(notEvaluated) ?? []), UNSEEN[model] ?? MODEL_NAMES[model]])
  for (const [why, names] of reasons)
    limits.push(`Could not be told: ${listText(names, 'or')} (${cutText(why, MAX_REASON)}).`)
}

const known = (texts: number | undefined): string =>
  texts === undefined || texts === 0 ? '' : ` (${countText(texts, 'text')} known)`

function style(judgement: Explanation['judgement'], context: Explanation['context'], limits: string[]): void {
  const abstained = context.style?.abstained
  if (abstained !== undefined)
    limits.push(
      `Its words were not compared with the sender’s: ${STYLE_ABSTENTION_WORDS[abstained]}${known(context.style?.n)}.`,
    )
  else if (context.style === undefined) {
    const why = judgement.channels.find(({ channel }) => channel === 'style')?.notEvaluated
    if (why !== undefined)
      limits.push(`Its words were not compared with the sender’s: ${cutText(why, MAX_REASON)}.`)
  }
}
