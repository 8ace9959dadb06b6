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
export function drawLure(sources: Sources, scene: Scene, intent: Intent): Drawn | undefined {
  const { lures } = sources
  const asks = intent.payload === 'ask'
  const template = scene.dice.pick(
    (asks ? lures.asking : lures.sharing).filter((one) => (one.language === 'en') === intent.english),
  )
  const { language } = template
  if (asks) return { language, template, links: [], payload: 'ask', knownHost: false }
  const found = drawHost(sources, scene, intent)
  return found && { ...found, language, template, links: [{ url: found.url }] }
}

export interface DrawnHost {
  readonly host: string
  /** A page on it, or on the courier that leads there. */
  readonly url: string
  readonly payload: 'host' | 'courier'
  readonly knownHost: boolean
}

/** A host as intended: nobody's, or one linked here before by others; with a courier in front where that is meant. */
export function drawHost({ index, lures }: Sources, scene: Scene, intent: Intent): DrawnHost | undefined {
  const { dice, place, victim } = scene
  const known = intent.newHost ? undefined : knownRareHost(index, place, victim.address.toLowerCase(), dice)
  if (!intent.newHost && known === undefined) return undefined
  const host = known ?? unseenHost(lures, index, dice)
  const knownHost = known !== undefined
  if (intent.payload !== 'courier')
    return { host, url: hostPage(host, lures, dice), payload: 'host', knownHost }
  const url = filledPath(dice.pick(lures.couriers), lures, dice).replace('{host}', host)
  return { host, url, payload: 'courier', knownHost }
}

export function hostPage(host: string, lures: Lures, dice: Dice): string {
  return `${dice.chance(0.9) ? 'https' : 'http'}://${host}${filledPath(dice.pick(lures.paths), lures, dice)}`
}

/** A gateway's or click counter's address around a page of the host. */
export function wrapped(host: string, lures: Lures, dice: Dice): string {
  const wrappers = lures.couriers.filter((one) => one.includes('{host}'))
  return filledPath(dice.pick(wrappers), lures, dice).replace('{host}', host)
}

/** An invented host whose domain was never linked here. */
export function unseenHost(lures: Lures, index: PastIndex, dice: Dice): string {
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
