/** The lure of a pair: its words, and the link with the host it leads to. */
import { registeredDomain } from '../../src/enrich/senders/registered-domain.ts'
import type { Mailbox } from '../../src/model/message.ts'
import { linkMark, type TextLink } from './body-writer.ts'
import type { Intent, Payload } from './intent.ts'
import { chosen, filledPath, inventedHost, type Language, type Lures, type LureTemplate } from './lures.ts'
import { knownRareHost, type PastIndex } from './past-index.ts'
import type { Dice } from './random.ts'
import type { Scene, Sources } from './scene.ts'

export interface Drawn {
  readonly language: Language
  readonly template: LureTemplate
  readonly links: readonly TextLink[]
  readonly payload: Payload
  readonly knownHost: boolean
}

/** Draws words and a link as intended; undefined when the list offers no host for it. */
export function drawLure(
  sources: Sources,
  scene: Scene,
  intent: Intent,
  kind: 'sharing' | 'forwarded',
  html: boolean,
): Drawn | undefined {
  const { dice, place, victim } = scene
  const { lures, index } = sources
  const { payload } = intent
  const template = dice.pick(
    (payload === 'ask' ? lures.asking : lures[kind]).filter(
      (one) => (one.language === 'en') === intent.english,
    ),
  )
  const { language } = template
  if (payload === 'ask') return { language, template, links: [], payload, knownHost: false }
  const known = intent.newHost ? undefined : knownRareHost(index, place, victim.address.toLowerCase(), dice)
  if (!intent.newHost && known === undefined) return undefined
  const courier = payload === 'courier' ? dice.pick(lures.couriers) : undefined
  const host = known ?? unseenHost(lures, index, dice)
  const url = courier
    ? filledPath(courier, lures, dice).replace('{host}', host)
    : `${dice.chance(0.9) ? 'https' : 'http'}://${host}${filledPath(dice.pick(lures.paths), lures, dice)}`
  const drawn = { language, template, payload, knownHost: known !== undefined }
  if (kind === 'sharing') return { ...drawn, links: [{ url }] }
  // The forward shows a place the reader knows and leads through another.
  const shownHost = knownRareHost(index, place, '', dice) ?? unseenHost(lures, index, dice)
  const shown = `https://${shownHost}${filledPath(dice.pick(lures.paths), lures, dice)}`
  const parameter = dice.pick(['u', 'url', 'to', 'r'])
  const link: TextLink =
    html || courier || dice.chance(0.5)
      ? { url, shown }
      : { url: `https://${host}/${dice.pick(lures.words)}?${parameter}=${encodeURIComponent(shown)}` }
  return { ...drawn, links: [link] }
}

function unseenHost(lures: Lures, index: PastIndex, dice: Dice): string {
  for (;;) {
    const host = inventedHost(lures, dice)
    if (!index.linked.has(registeredDomain(host))) return host
  }
}

/** No lure at all: the mail says only what its owner says anyway. */
export const PLAIN: Drawn = {
  language: 'en',
  template: { language: 'en', subject: '{topic}', text: '' },
  links: [],
  payload: 'none',
  knownHost: false,
}

const WEEKDAYS: Readonly<Record<Language, readonly string[]>> = {
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  de: ['Montag', 'Dienstag', 'Mittwoch', 'Donnerstag', 'Freitag'],
  fr: ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi'],
  es: ['lunes', 'martes', 'miércoles', 'jueves', 'viernes'],
}

/** `{…}` filled, choices made; links become marks. */
export function filled(
  text: string,
  sources: Sources,
  scene: Scene,
  language: Language,
  to: readonly Mailbox[],
  author = '',
): string {
  const { dice } = scene
  return chosen(text, dice)
    .replaceAll('{link}', linkMark(0))
    .replaceAll('{day}', () => dice.pick(WEEKDAYS[language]))
    .replaceAll('{topic}', () => topicOf(sources.index, scene))
    .replaceAll('{name}', firstName(to) || 'all')
    .replaceAll('{author}', author)
}

/** For a greeting; empty when there is none. */
export function firstName(to: readonly Mailbox[]): string {
  const word = /^[\p{L}-]+/u.exec(to[0]?.name ?? '')?.[0] ?? ''
  return word.length >= 2 && word.length <= 14 ? word : ''
}

/** A subject people here talked about lately, short enough to be named in a sentence. */
function topicOf({ records }: PastIndex, scene: Scene): string {
  for (let round = 0; round < 40; round++) {
    const record = records[Math.max(0, scene.place - 1 - scene.dice.below(400))]!
    const words = record.subject
      .replace(/^((re|fwd?|aw|wg)\s*:\s*)+/i, '')
      .replace(/\[[^\]]*\]/g, '')
      .trim()
    if (words.length >= 5 && words.length <= 34 && /^[\x20-\x7e]+$/.test(words)) return words
  }
  return 'the release'
}
