/** The text of a made mail: words of a stranger or of the owner, the lure, a true quote or a forwarded block. */
import type { Mailbox } from '../../src/model/message.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import { linkMark, type MailText } from './body-writer.ts'
import { type Drawn, filled, firstName } from './lure-draw.ts'
import { chosen, type Language } from './lures.ts'
import type { BaseMail } from './mail-maker.ts'
import type { Dice } from './random.ts'
import { isPatch, type Scene, type Sources } from './scene.ts'
import { ownLines, type Voice, voiceOf } from './voice.ts'

/** Subject of a made mail that is no forward. */
export function subjectOf(
  sources: Sources,
  scene: Scene,
  drawn: Drawn,
  parent: MessageRecord | undefined,
): string {
  if (parent) return /^re:/i.test(parent.subject) ? parent.subject : `Re: ${parent.subject}`
  const subject = filled(drawn.template.subject, sources, scene, drawn.language, []).replace(linkMark(0), '')
  const cased = scene.dice.chance(0.5) ? subject.charAt(0).toUpperCase() + subject.slice(1) : subject
  return cased
}

/** Text of a made mail that is no forward; `imitates`: in the owner's own words around the lure. */
export function mailText(
  sources: Sources,
  scene: Scene,
  drawn: Drawn,
  to: readonly Mailbox[],
  parent: MessageRecord | undefined,
  imitates: boolean,
  base: BaseMail,
): MailText {
  const { dice, victim } = scene
  const language = drawn.language
  const body = filled(drawn.template.text, sources, scene, language, to)
  const paragraphs = body === '' ? [] : body.split('\n\n')
  const voice = imitates ? voiceBefore(sources, scene) : undefined
  const greeting = voice?.greetings.length
    ? adapted(dice.pick(voice.greetings), to)
    : voice
      ? ''
      : filled(dice.pick(sources.lures.greetings[language]), sources, scene, language, to)
  const name = /^[\p{L}.-]+/u.exec(victim.name)?.[0] ?? ''
  const closing = voice?.closings.length
    ? dice.pick(voice.closings)
    : voice
      ? ''
      : [chosen(dice.pick(sources.lures.closings[language]), dice), name]
          .filter((one) => one !== '')
          .join('\n')
  const own = voice ? sentences(voice, paragraphs.length === 0 ? 2 + dice.below(3) : dice.below(3), dice) : []
  const quote = parent ? quotedParent(sources, parent, base, dice) : []
  const first = own.length > 0 && dice.chance(0.5) ? [own.join(' ')] : []
  const last = own.length > 0 && first.length === 0 ? [own.join(' ')] : []
  return {
    paragraphs: [greeting, ...first, ...paragraphs, ...last, closing].filter((one) => one !== ''),
    links: drawn.links,
    tail: quote,
  }
}

/** A greeting the owner used once, with the name of who is greeted now. */
function adapted(greeting: string, to: readonly Mailbox[]): string {
  const name = firstName(to)
  const found = /^(hi|hello|hey|dear|hallo|bonjour|hola)\s+([A-Z][\p{L}-]+)/iu.exec(greeting)
  return found?.[2] && !/^(all|everyone|folks|team|there)$/i.test(found[2]) && name !== ''
    ? greeting.replace(found[2], name)
    : greeting
}

/** Up to `n` different ones. */
function sentences(voice: Voice, n: number, dice: Dice): readonly string[] {
  const found = new Set<string>()
  for (let round = 0; round < n && voice.sentences.length > 0; round++) found.add(dice.pick(voice.sentences))
  return [...found]
}

function voiceBefore(sources: Sources, scene: Scene): Voice {
  const records = scene.own.slice(-40).map((place) => sources.index.records[place]!)
  const byHand = records.filter((one) => !isPatch(one)).slice(-10)
  return voiceOf(
    (byHand.length > 0 ? byHand : records.slice(-6)).map((one) => parseMessage(sources.raw(one))),
  )
}

function quotedParent(
  sources: Sources,
  parent: MessageRecord,
  base: BaseMail,
  dice: Dice,
): readonly string[] {
  const message = parseMessage(sources.raw(parent))
  const own = ownLines(message)
  while (own.length > 0 && own.at(-1)!.trim() === '') own.pop()
  while (own.length > 0 && own[0]!.trim() === '') own.shift()
  const lines = own.slice(0, 12 + dice.below(20))
  const when = new Date(parent.statedTime ?? parent.time)
  const date = `${WEEKDAYS_SHORT[when.getUTCDay()]}, ${MONTHS[when.getUTCMonth()]} ${when.getUTCDate()}, ${when.getUTCFullYear()}`
  const clock = `${String(when.getUTCHours()).padStart(2, '0')}:${String(when.getUTCMinutes()).padStart(2, '0')}`
  const who = parent.from.name || parent.from.address
  const outlook = fieldNamed(base, 'thread-topic')
  if (outlook)
    return [
      `From: ${who} <${parent.from.address}>`,
      `Sent: ${date} ${clock}`,
      `To: ${parent.to
        .map((one) => one.name || one.address)
        .slice(0, 4)
        .join('; ')}`,
      `Subject: ${parent.subject}`,
      '',
      ...lines,
    ]
  const attribution =
    base.record.client.mailer === 'Gmail'
      ? `On ${date} at ${clock} ${who} <${parent.from.address}> wrote:`
      : base.record.client.mailer === 'Thunderbird'
        ? `On ${when.getUTCMonth() + 1}/${when.getUTCDate()}/${String(when.getUTCFullYear()).slice(2)} ${clock}, ${who} wrote:`
        : `On ${date} at ${clock}, ${who} wrote:`
  return [attribution, ...lines.map((line) => (line === '' ? '>' : `> ${line}`))]
}

function fieldNamed(base: BaseMail, key: string): boolean {
  return base.message.header.some((one) => one.key === key)
}

const WEEKDAYS_SHORT = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** A few words above a forwarded mail. */
export function coverText(
  sources: Sources,
  scene: Scene,
  to: readonly Mailbox[],
  imitates: boolean,
  language: Language = 'en',
): MailText {
  const { dice, victim } = scene
  const template = dice.pick(sources.lures.covering.filter((one) => one.language === language))
  const voice = imitates ? voiceBefore(sources, scene) : undefined
  const name = /^[\p{L}.-]+/u.exec(victim.name)?.[0] ?? ''
  const greeting = voice?.greetings.length
    ? adapted(dice.pick(voice.greetings), to)
    : filled(dice.pick(sources.lures.greetings[language]), sources, scene, language, to)
  const closing = voice?.closings.length ? dice.pick(voice.closings) : name
  return {
    paragraphs: [greeting, filled(template.text, sources, scene, language, to), closing].filter(
      (one) => one !== '',
    ),
    links: [],
    tail: [],
  }
}
