/** Forwarded mails: the thief's made-up original, and what honest people pass on. */
import type { Mailbox } from '../../src/model/message.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import type { MailText, TextLink } from './body-writer.ts'
import { forwardBlock, forwardSubject, type Original } from './forward-block.ts'
import type { Intent, Payload } from './intent.ts'
import { type Drawn, drawHost, filled, hostPage, unseenHost, wrapped } from './lure-draw.ts'
import { inventedHost, type Language } from './lures.ts'
import type { BaseMail } from './mail-maker.ts'
import { coverText } from './mail-text.ts'
import { knownRareHost, senderOf } from './past-index.ts'
import { isPatch, type Scene, type Sources } from './scene.ts'
import { ownLines } from './voice.ts'

export interface Forwarded {
  readonly original: Original
  readonly lines: readonly string[]
  readonly links: readonly TextLink[]
  readonly language: Language
  readonly payload: Payload
  readonly knownHost: boolean
}

const HOUR = 3_600_000
/** Honest mail from outside often leads through a gateway or a counter of clicks. */
const WRAPPED_SHARE = 0.4

/** Subject and text of the mail that passes it on. */
export function forwardingMail(
  forwarded: Forwarded,
  sources: Sources,
  scene: Scene,
  to: readonly Mailbox[],
  base: BaseMail,
  imitates: boolean,
): { readonly subject: string; readonly text: MailText } {
  const { original, lines, links, language } = forwarded
  return {
    subject: forwardSubject(original.subject, language, base.record),
    text: {
      ...coverText(sources, scene, to, imitates, language),
      links,
      tail: forwardBlock(original, lines, language, base.record, scene.dice),
    },
  }
}

/** An original nobody sent: it shows a place the reader knows and leads through another. */
export function fakeForward(
  sources: Sources,
  scene: Scene,
  intent: Intent,
  html: boolean,
): Forwarded | undefined {
  const { dice, place } = scene
  const { lures, index } = sources
  const drawn = drawHost(sources, scene, intent)
  if (!drawn) return undefined
  const shown = hostPage(knownRareHost(index, place, '', dice) ?? unseenHost(lures, index, dice), lures, dice)
  const parameter = dice.pick(['u', 'url', 'to', 'r'])
  const link: TextLink =
    html || drawn.payload === 'courier' || dice.chance(0.5)
      ? { url: drawn.url, shown }
      : { url: `https://${drawn.host}/${dice.pick(lures.words)}?${parameter}=${encodeURIComponent(shown)}` }
  return outside(sources, scene, intent, { ...drawn, links: [link] })
}

/** Honest mail: a mail of the list, or one from outside whose link may lead through a wrapper to where it says. */
export function honestForward(sources: Sources, scene: Scene, intent: Intent): Forwarded | undefined {
  const { dice } = scene
  if (dice.chance(0.5)) return listForward(sources, scene)
  const drawn = drawHost(sources, scene, { ...intent, payload: 'host' })
  if (!drawn) return undefined
  const link = dice.chance(WRAPPED_SHARE)
    ? { url: wrapped(drawn.host, sources.lures, dice), shown: drawn.url }
    : { url: drawn.url }
  return outside(sources, scene, intent, { ...drawn, links: [link] })
}

/** A mail from outside, by somebody known here or by nobody. */
function outside(
  sources: Sources,
  scene: Scene,
  intent: Intent,
  link: Pick<Drawn, 'links' | 'payload' | 'knownHost'>,
): Forwarded {
  const { dice, place, victim } = scene
  const { lures, index } = sources
  const template = dice.pick(lures.forwarded.filter((one) => (one.language === 'en') === intent.english))
  const { language } = template
  const known = index.records[Math.max(0, place - 1 - dice.below(3000))]!.from
  const name = `${dice.pick(lures.givenNames)} ${dice.pick(lures.familyNames)}`
  const host = inventedHost(lures, dice).replace(/^www\./, '')
  const author =
    dice.chance(0.5) && known.address.toLowerCase() !== victim.address.toLowerCase()
      ? known
      : { name, address: `${name.toLowerCase().replace(' ', '.')}@${host}` }
  return {
    original: {
      from: author,
      to: [victim],
      subject: filled(template.subject, sources, scene, language, []),
      time: scene.time - Math.round((2 + dice.next() * 60) * HOUR),
    },
    lines: filled(template.text, sources, scene, language, [victim], author.name).split('\n'),
    language,
    links: link.links,
    payload: link.payload,
    knownHost: link.knownHost,
  }
}

/** A real mail of the last weeks. */
function listForward(sources: Sources, scene: Scene): Forwarded | undefined {
  const { records } = sources.index
  for (let round = 0; round < 40; round++) {
    const record = records[Math.max(0, scene.place - 1 - scene.dice.below(400))]!
    if (isPatch(record) || senderOf(record) === scene.victim.address.toLowerCase()) continue
    const lines = ownLines(parseMessage(sources.raw(record))).slice(0, 30)
    if (lines.filter((line) => line.trim() !== '').length < 3) continue
    return {
      original: {
        from: record.from,
        to: record.to,
        subject: record.subject,
        time: record.statedTime ?? record.time,
      },
      lines,
      links: [],
      language: 'en',
      payload: 'none',
      knownHost: true,
    }
  }
  return undefined
}
