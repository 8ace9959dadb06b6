import type { PersonaEvidence, PersonaPair, PersonaView } from '../model/authenticity.ts'
import { countText, cutText, listText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'

/** Pairs told in full; the rest is counted. */
const MAX_PAIRS = 10
const MAX_VALUE = 80

const VERDICT_WORDS: Readonly<Record<PersonaPair['verdict'], string>> = {
  'like-one': 'look like one hand',
  'like-two': 'look like two hands',
  'cannot-tell': 'cannot tell',
}
const CHANNEL_WORDS: Readonly<Record<PersonaEvidence['channel'], string>> = {
  client: 'program',
  path: 'way in',
  signature: 'signature',
  style: 'writing',
}

/** Which senders of the set look like one, and what that rests on. */
export function personaViewText(view: PersonaView, options: TextOptions): string {
  const page = startPage(options)
  page.heading('Senders beside each other')
  page.text(
    `${countText(view.senders.length, 'sender')} in the set, measured against ${countText(view.background, 'sender')} with three mails or more.`,
  )
  for (const group of view.groups)
    page.text(`Look like one: ${listText(group.slice(0, 20).map((sender) => cutText(sender, MAX_VALUE)))}`, {
      mark: '• ',
      style: 'strong',
    })
  for (const pair of view.pairs.slice(0, MAX_PAIRS)) pairLines(page, pair)
  if (view.pairs.length > MAX_PAIRS)
    page.text(`and ${countText(view.pairs.length - MAX_PAIRS, 'more pair')}`, { style: 'faint' })
  if (view.left > 0)
    page.text(`${countText(view.left, 'pair')} not compared: too many senders`, { style: 'caution' })
  page.gap()
  page.text(
    'This is a lead and no proof: people share programs, networks and phrases, and whoever wants to can imitate them. It names no person. Two accounts of one office look alike, too.',
  )
  return page.toString()
}

function pairLines(
  page: Page,
  { senders, items, verdict, score, reason, evidence, notEvaluated }: PersonaPair,
): void {
  const points = score === undefined ? '' : `, ${score.toFixed(1)} points`
  page.text(
    `${cutText(senders[0], MAX_VALUE)} (${countText(items[0], 'mail')}) and ${cutText(senders[1], MAX_VALUE)} (${items[1]}): ${VERDICT_WORDS[verdict]}${points}`,
    { mark: '• ' },
  )
  if (reason !== undefined) page.text(reason, { indent: 2, style: 'faint' })
  for (const one of verdict === 'cannot-tell' ? evidence.slice(0, 3) : evidence) {
    const sides =
      one.one === one.other
        ? `both “${cutText(one.one, MAX_VALUE)}”`
        : `“${cutText(one.one, MAX_VALUE)}” and “${cutText(one.other, MAX_VALUE)}”`
    page.text(
      `${one.weight > 0 ? 'for one' : 'for two'}: ${CHANNEL_WORDS[one.channel]}, ${one.trait}: ${sides}; agrees in ${percent(one.agreement)}, with others in ${percent(one.usual)}`,
      { indent: 2, hang: 4, style: 'faint' },
    )
  }
  for (const why of notEvaluated)
    page.text(`not compared: ${cutText(why, 200)}`, { indent: 2, style: 'faint' })
}

const percent = (share: number): string => `${Math.round(share * 100)} %`
