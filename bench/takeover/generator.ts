/** Makes attacks and their benign twins: raw mails with a time, strictly out of what was there before them. */
import { readFileSync } from 'node:fs'
import { registeredDomain } from '../../src/enrich/senders/registered-domain.ts'
import type { Mailbox } from '../../src/model/message.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import { canWriteLike, linkMark, type MailText, type TextLink, writesHtml } from './body-writer.ts'
import { splicedHeader } from './foreign-mail.ts'
import { forwardBlock, forwardSubject } from './forward-block.ts'
import { HARD_NEGATIVES, type HardNegative, hardNegative } from './hard-negatives.ts'
import { chosen, filledPath, inventedHost, type Language, type Lures, type LureTemplate } from './lures.ts'
import { type BaseFacts, type BaseMail, editedHeader, type MailPlan, makeMail } from './mail-maker.ts'
import { countBefore, domainOf, knownRareHost, type PastIndex, senderOf } from './past-index.ts'
import { type Dice, dice } from './random.ts'
import { putTogether, takeApart } from './raw-header.ts'
import { ownLines, type Voice, voiceOf } from './voice.ts'

export const TIERS = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'] as const
export type Tier = (typeof TIERS)[number]
export const PAYLOADS = ['host', 'courier', 'ask'] as const
export type Payload = (typeof PAYLOADS)[number] | 'none'

export interface Generated {
  readonly bytes: Uint8Array
  /** Milliseconds: when the archive got it. */
  readonly time: number
  readonly sender: string
  readonly tier: Tier
  readonly role: 'attack' | 'twin'
  /** What a twin is: the owner sends a new link, forwards a mail, or does something unusual. */
  readonly twin?: 'own-link' | 'own-forward' | HardNegative
  readonly payload: Payload
  /** The host led to was linked here before. */
  readonly knownHost: boolean
  readonly usualRecipients: boolean
  /** Header and text of a real phishing mail. */
  readonly phish: boolean
}

/** Lists and phishing mails the generator draws from. */
export interface Sources {
  readonly index: PastIndex
  raw(record: MessageRecord): Uint8Array
  /** Another list: infrastructure that never wrote here. */
  readonly foreign: { readonly index: PastIndex; raw(record: MessageRecord): Uint8Array }
  /** Paths of real phishing mails; none when the set is not here. */
  readonly phish: readonly string[]
  readonly lures: Lures
}

const DAY = 86_400_000
const HOUR = 3_600_000
/** A sender with so many earlier mails can be known (methods.md §7.3). */
export const WARM = 20
/** Victims wrote lately; nobody takes over an account that is silent to use its habits. */
const ACTIVE = 120 * DAY
const NEW_HOST_SHARE = 0.7
const USUAL_SHARE = 0.5
const TWIN_USUAL_SHARE = 0.85
const HARD_NEGATIVE_SHARE = 0.4
const ASK_SHARE = 0.2
/** Session-riders write into live threads so often. */
const THREAD_SHARE = 0.4
const COURIER_SHARE = 0.3
const ATTEMPTS = 200
const TWIN_ATTEMPTS = 100

/** What the pair number `n` shall be. Thrown before any scene is tried, or hard scenes would bend the shares. */
interface Intent {
  readonly phish: boolean
  readonly inThread: boolean
  readonly payload: Exclude<Payload, 'none'>
  readonly newHost: boolean
  /** Nine in ten in the language of the list; who poses as the owner keeps to it. */
  readonly english: boolean
  readonly usual: boolean
  /** For hard negatives: mostly an ordinary answer, sometimes with a new link on top. */
  readonly oddInThread: boolean
  readonly oddLure: boolean
}

function intentOf(throws: Dice, tier: Tier, twin: boolean): Intent {
  const usualShare = twin ? TWIN_USUAL_SHARE : USUAL_SHARE
  const thread = throws.chance(THREAD_SHARE)
  return {
    phish: throws.chance(0.5),
    inThread: tier === 'T3' || ((tier === 'T4' || tier === 'T5') && thread),
    payload:
      throws.chance(ASK_SHARE) && tier !== 'T6' ? 'ask' : throws.chance(COURIER_SHARE) ? 'courier' : 'host',
    newHost: throws.chance(NEW_HOST_SHARE),
    english: throws.chance(0.9) || twin || tier === 'T4' || tier === 'T5',
    usual: throws.chance(usualShare),
    oddInThread: throws.chance(0.6),
    oddLure: throws.chance(0.3),
  }
}

/** A moment, a victim and everything both sides of a pair start from. */
interface Scene {
  readonly place: number
  readonly time: number
  readonly victim: Mailbox
  readonly own: readonly number[]
  readonly dice: Dice
}

/**
 * The attack of a tier and its twin number `n` of a seed, both with a time in [start, end) places of the index;
 * undefined when the list offers no scene for it. Deterministic.
 */
export function attackAndTwin(
  sources: Sources,
  seed: string,
  n: number,
  tier: Tier,
  window: { readonly start: number; readonly end: number },
): readonly Generated[] | undefined {
  const throws = dice(`${seed}/${tier}/${n}`)
  const intent = intentOf(throws.apart('attack'), tier, false)
  const twinIntent = intentOf(throws.apart('twin'), tier, true)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const scene = sceneOf(sources, window, throws)
    if (!scene) continue
    const attack = makeAttack(sources, scene, tier, intent)
    if (!attack) continue
    const kind = twinKind(throws.apart('kind'), tier)
    for (let round = 0; round < TWIN_ATTEMPTS; round++) {
      const other = round === 0 ? scene : sceneOf(sources, window, throws)
      if (!other) continue
      const twinScene = { ...other, dice: throws.apart(`twin ${round}`) }
      const twin = makeTwin(sources, twinScene, tier, kind, twinIntent)
      if (twin) return [attack, twin]
    }
    return undefined
  }
  return undefined
}

function sceneOf(
  { index }: Sources,
  window: { readonly start: number; readonly end: number },
  dice: Dice,
): Scene | undefined {
  const place = window.start + dice.below(window.end - window.start)
  const now = index.records[place]!.time
  // Senders, not mails, are drawn: a thief does not choose by how much somebody writes.
  const senders = activeSenders(index, place, now)
  if (senders.length === 0) return undefined
  const sender = dice.pick(senders)
  const places = index.bySender.get(sender)!
  const own = places.slice(0, countBefore(places, place))
  const last = index.records[own.at(-1)!]!
  return { place, time: now, victim: last.from, own, dice }
}

/** Programs that send mail by themselves; nobody rides their session. */
const ROBOT =
  /bot\b|robot|notify|noreply|no-reply|patchwork|gerrit|jenkins|syzbot|^lkp@|^root@|bugzilla|mailer|^tip-/i

function activeSenders(index: PastIndex, place: number, now: number): readonly string[] {
  const found: string[] = []
  for (const [sender, places] of index.bySender) {
    const before = countBefore(places, place)
    if (before < WARM || ROBOT.test(sender)) continue
    if (now - index.records[places[before - 1]!]!.time <= ACTIVE) found.push(sender)
  }
  return found
}

interface Drawn {
  readonly language: Language
  readonly template: LureTemplate
  readonly links: readonly TextLink[]
  readonly payload: Payload
  readonly knownHost: boolean
}

function makeAttack(sources: Sources, scene: Scene, tier: Tier, intent: Intent): Generated | undefined {
  const { dice } = scene
  const base = baseOf(sources, scene, tier)
  if (!base) return undefined
  if (tier === 'T1') return blindAttack(sources, scene, base, intent)
  const { usual } = intent
  const parent = intent.inThread ? liveThread(sources.index, scene) : undefined
  if (intent.inThread && !parent) return undefined
  const drawn = drawLure(
    sources,
    scene,
    intent,
    tier === 'T6' ? 'forwarded' : 'sharing',
    writesHtml(base.message),
  )
  if (!drawn) return undefined
  const time = timeLike(base.record, scene, parent)
  const recipients = parent
    ? answered(sources.index, scene, parent, usual)
    : recipientsOf(sources.index, scene, usual)
  if (!recipients) return undefined
  const imitates = tier === 'T5'
  const text = mailText(sources, scene, drawn, recipients.to, parent, imitates, base, tier === 'T6')
  const plan: MailPlan = {
    from: scene.victim,
    time,
    ...recipients,
    subject: subjectOf(sources, scene, drawn, parent, tier === 'T6', base),
    ...(parent ? { parent } : {}),
    text,
  }
  return {
    bytes: makeMail(base, plan, dice),
    time,
    sender: scene.victim.address.toLowerCase(),
    tier,
    role: 'attack',
    payload: drawn.payload,
    knownHost: drawn.knownHost,
    usualRecipients: usual,
    phish: false,
  }
}

/** The owner's own mail of the same make and words; what makes it honest is who sends it. */
type TwinKind = NonNullable<Generated['twin']>

function twinKind(throws: Dice, tier: Tier): TwinKind {
  if (throws.chance(HARD_NEGATIVE_SHARE)) return throws.pick(HARD_NEGATIVES)
  return tier === 'T6' ? 'own-forward' : 'own-link'
}

function makeTwin(
  sources: Sources,
  scene: Scene,
  tier: Tier,
  kind: TwinKind,
  intent: Intent,
): Generated | undefined {
  const { dice } = scene
  const hard = kind === 'own-link' || kind === 'own-forward' ? undefined : kind
  // A new phone or an assistant writes with another program of the same house, as a thief there does.
  const lent = hard === 'new-phone' || hard === 'assistant'
  const base = lent ? mateBase(sources, scene) : ownBase(sources, scene)
  if (!base) return undefined
  const inThread =
    kind === 'own-forward' || hard === 'first-partner' ? false : hard ? intent.oddInThread : intent.inThread
  const parent = inThread ? liveThread(sources.index, scene) : undefined
  if (inThread && !parent) return undefined
  // Unusual mail mostly has an ordinary text; three in ten bring a new link on top.
  const drawn = !hard || intent.oddLure ? drawLure(sources, scene, intent, 'sharing', false) : PLAIN
  if (!drawn) return undefined
  const usual = hard === 'first-partner' ? false : intent.usual
  const recipients =
    hard === 'first-partner'
      ? newPartner(sources, scene)
      : parent
        ? answered(sources.index, scene, parent, usual)
        : recipientsOf(sources.index, scene, usual)
  if (!recipients) return undefined
  const time = timeLike(base.record, scene, parent)
  const voiced = mailText(sources, scene, drawn, recipients.to, parent, true, base, false)
  const forwarded = kind === 'own-forward' ? realOriginal(sources, scene) : undefined
  if (kind === 'own-forward' && !forwarded) return undefined
  const text: MailText = forwarded
    ? {
        ...coverText(sources, scene, recipients.to, true),
        tail: forwardBlock(forwarded.original, forwarded.lines, 'en', base.record, dice),
      }
    : voiced
  const made = makeMail(
    base,
    {
      from: scene.victim,
      time,
      ...recipients,
      subject: forwarded
        ? forwardSubject(forwarded.original.subject, 'en', base.record)
        : subjectOf(sources, scene, drawn, parent, false, base),
      ...(parent ? { parent } : {}),
      text,
    },
    dice,
  )
  return {
    bytes: hard
      ? hardNegative(hard, made, {
          listAddress: sources.index.listAddress,
          assistant: base.record.from,
          dice,
        })
      : made,
    time,
    sender: scene.victim.address.toLowerCase(),
    tier,
    role: 'twin',
    twin: kind,
    payload: forwarded ? 'host' : drawn.payload,
    knownHost: drawn.knownHost,
    usualRecipients: usual,
    phish: false,
  }
}

/** Foreign header under the known name; half of them real phishing mails, words and all. */
function blindAttack(
  sources: Sources,
  scene: Scene,
  carrier: BaseMail,
  intent: Intent,
): Generated | undefined {
  const { dice, victim } = scene
  const { usual } = intent
  const phish = sources.phish.length > 0 && intent.phish
  const foreign = phish ? phishingMail(sources, dice) : foreignMail(sources, scene)
  if (foreign && domainOf(foreign.record.from.address) === domainOf(victim.address)) return undefined
  if (!foreign) return undefined
  const time = timeLike(carrier.record, scene, undefined)
  const header = splicedHeader(
    carrier,
    sources.index.relayDomains,
    foreign,
    phish ? MICROSOFT : sources.foreign.index.relayDomains,
    time,
    { victim: domainOf(victim.address), listAddress: sources.index.listAddress, dice },
  )
  const recipients = recipientsOf(sources.index, scene, usual)
  if (!header || !recipients) return undefined
  const drawn = phish ? undefined : drawLure(sources, scene, intent, 'sharing', writesHtml(foreign.message))
  if (!phish && !drawn) return undefined
  const subject = drawn
    ? subjectOf(sources, scene, drawn, undefined, false, foreign)
    : foreign.message.subject
  // Dates stand already at the new time, so the maker moves them by nothing.
  const atTime = { ...foreign.record, time }
  const text = drawn
    ? mailText(sources, scene, drawn, recipients.to, undefined, false, foreign, false)
    : { paragraphs: [], links: [], tail: [] }
  const plan: MailPlan = { from: victim, time, ...recipients, subject, text }
  const moved = putTogether({ fields: header, body: takeApart(foreign.bytes).body })
  const bytes = drawn
    ? makeMail({ bytes: moved, message: parseMessage(moved), record: atTime }, plan, dice)
    : putTogether({ fields: editedHeader(header, atTime, plan, dice), body: takeApart(foreign.bytes).body })
  return {
    bytes,
    time,
    sender: victim.address.toLowerCase(),
    tier: 'T1',
    role: 'attack',
    payload: drawn ? drawn.payload : foreign.message.links.length > 0 ? 'host' : 'ask',
    knownHost: drawn?.knownHost ?? false,
    usualRecipients: usual,
    phish,
  }
}

/** Lists refuse bigger mails; so do we. */
const PHISH_LIMIT = 128 * 1024
/** Where the phishing set was received. */
const MICROSOFT: ReadonlySet<string> = new Set(['outlook.com', 'office365.com'])

function phishingMail({ phish }: Sources, dice: Dice): BaseMail | undefined {
  const file = readFileSync(dice.pick(phish))
  if (file.length > PHISH_LIMIT) return undefined
  const bytes = Buffer.from(file.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')
  const message = parseMessage(bytes)
  const from = message.from[0]
  if (!from?.address.includes('@') || message.links.length === 0) return undefined
  return {
    bytes,
    message,
    record: {
      time: message.received[0]?.date?.time ?? message.date?.time ?? 0,
      ...(message.messageId ? { messageId: message.messageId } : {}),
      from,
      client: {},
    },
  }
}

function foreignMail({ foreign, index }: Sources, scene: Scene): BaseMail | undefined {
  const domain = domainOf(scene.victim.address)
  for (let round = 0; round < 60; round++) {
    // Programs of that time: one of the last mails there before the moment.
    const before = countUpTo(foreign.index.records, scene.time)
    if (before === 0) return undefined
    const record = foreign.index.records[Math.max(0, before - 1 - scene.dice.below(3000))]!
    if (ROBOT.test(senderOf(record))) continue
    if (domainOf(record.from.address) === domain || index.bySender.has(senderOf(record))) continue
    const base = usable(record, foreign.raw(record))
    if (base) return base
  }
  return undefined
}

function countUpTo(records: readonly MessageRecord[], time: number): number {
  let low = 0
  let high = records.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (records[middle]!.time < time) low = middle + 1
    else high = middle
  }
  return low
}

/** A mail of this make can be written anew; patches are passed over by the caller. */
function usable(record: MessageRecord, bytes: Uint8Array): BaseMail | undefined {
  const message = parseMessage(bytes)
  return canWriteLike(message) && message.from.length === 1 && record.from.address.includes('@')
    ? { record, bytes, message }
    : undefined
}

function baseOf(sources: Sources, scene: Scene, tier: Tier): BaseMail | undefined {
  if (tier === 'T4' || tier === 'T5') return ownBase(sources, scene)
  if (tier === 'T1') return carrierBase(sources, scene)
  return mateBase(sources, scene)
}

/** A program that writes under a person's address. */
const byRobot = (record: MessageRecord): boolean => ROBOT.test(record.messageId ?? '')

const isPatch = (record: MessageRecord): boolean =>
  /\[[^\]]*patch/i.test(record.subject) && record.thread.poses === 'new'

/** One of the owner's last mails, one written by hand where there is one. */
function ownBase(sources: Sources, scene: Scene): BaseMail | undefined {
  return fromRecent(sources, scene, scene.own.slice(-30))
}

/** A mail of somebody else of the same mail domain, at most half a year old. */
function mateBase(sources: Sources, scene: Scene): BaseMail | undefined {
  const { index } = sources
  const sender = scene.victim.address.toLowerCase()
  const mates = (index.byDomain.get(domainOf(sender)) ?? []).filter(
    (one) => one !== sender && !ROBOT.test(one),
  )
  for (let round = 0; round < 30 && mates.length > 0; round++) {
    const mate = scene.dice.pick(mates)
    const places = index.bySender.get(mate)!
    const recent = places
      .slice(0, countBefore(places, scene.place))
      .slice(-20)
      .filter((place) => scene.time - index.records[place]!.time < 180 * DAY)
    // Second addresses and tools of the same person are no other hand.
    const other = recent.filter((place) => index.records[place]!.from.name !== scene.victim.name)
    const base = other.length > 0 ? fromRecent(sources, scene, other) : undefined
    if (base) return base
  }
  return undefined
}

function fromRecent(sources: Sources, scene: Scene, places: readonly number[]): BaseMail | undefined {
  const records = places
    .map((place) => sources.index.records[place]!)
    .filter((one) => one.timeBasis !== 'none' && !byRobot(one))
  const byHand = records.filter((one) => !isPatch(one))
  const pool = byHand.length > 0 ? byHand : records
  for (let round = 0; round < 6 && pool.length > 0; round++) {
    const record = scene.dice.pick(pool)
    const base = usable(record, sources.raw(record))
    if (base) return base
  }
  return undefined
}

/** A mail that came to this list from outside, near the moment, whose way the forged one will take. */
function carrierBase(sources: Sources, scene: Scene): BaseMail | undefined {
  const { index } = sources
  for (let round = 0; round < 20; round++) {
    const record = index.records[Math.max(0, scene.place - 1 - scene.dice.below(300))]!
    if (index.relayDomains.has(domainOf(record.from.address)) || record.timeBasis !== 'received') continue
    const bytes = sources.raw(record)
    return { record, bytes, message: parseMessage(bytes) }
  }
  return undefined
}

/** A mail of the last weeks by somebody else, in a thread the victim wrote in or that was sent to them. */
function liveThread({ records, byMessageId }: PastIndex, scene: Scene): MessageRecord | undefined {
  const sender = scene.victim.address.toLowerCase()
  const found: MessageRecord[] = []
  for (let place = scene.place - 1; place >= 0; place--) {
    const record = records[place]!
    if (scene.time - record.time > 21 * DAY || found.length >= 8) break
    if (senderOf(record) === sender || !record.messageId) continue
    const took = record.thread.anchors.some((anchor) => {
      const at = byMessageId.get(anchor)
      return at !== undefined && at < scene.place && senderOf(records[at]!) === sender
    })
    const addressed = [...record.to, ...record.cc].some((one) => one.address.toLowerCase() === sender)
    if (took || addressed) found.push(record)
  }
  return found.length > 0 ? scene.dice.pick(found) : undefined
}

/** The base mail's hour on another day near the scene, after the mail it answers. */
function timeLike(base: BaseFacts, scene: Scene, parent: MessageRecord | undefined): number {
  const days = Math.max(0, Math.round((scene.time - base.time) / DAY))
  const jitter = Math.round((scene.dice.next() - 0.5) * 3 * HOUR)
  let time = base.time + days * DAY + jitter
  const after = Math.max(base.time, parent?.time ?? 0)
  while (time <= after + HOUR / 6) time += parent ? Math.round((0.2 + scene.dice.next() * 3) * HOUR) : DAY
  return Math.floor(time / 1000) * 1000
}

interface Recipients {
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
}

/** Whom the victim wrote to lately, or, for a stranger to these habits, whom somebody else wrote to. */
function recipientsOf(index: PastIndex, scene: Scene, usual: boolean): Recipients | undefined {
  const { dice, victim, place, own } = scene
  for (let round = 0; round < 30; round++) {
    const record = usual
      ? index.records[dice.pick(own.slice(-15))]!
      : index.records[Math.max(0, place - 1 - dice.below(4000))]!
    if (!usual && senderOf(record) === victim.address.toLowerCase()) continue
    const not = (one: Mailbox): boolean =>
      one.address.toLowerCase() !== victim.address.toLowerCase() && one.address.includes('@')
    const to = record.to.filter(not).slice(0, 12)
    const cc = record.cc.filter(not).slice(0, 20)
    if (to.length > 0) return { to, cc }
  }
  return undefined
}

/** Everybody of the thread, or only its last writer and somebody it does not concern. */
function answered(
  index: PastIndex,
  scene: Scene,
  parent: MessageRecord,
  usual: boolean,
): Recipients | undefined {
  const sender = scene.victim.address.toLowerCase()
  const others = [...parent.to, ...parent.cc].filter(
    (one) =>
      one.address.toLowerCase() !== sender &&
      one.address.toLowerCase() !== senderOf(parent) &&
      one.address.includes('@'),
  )
  if (usual) return { to: [parent.from], cc: others.slice(0, 20) }
  const stranger = recipientsOf(index, scene, false)
  if (!stranger) return undefined
  const list = others.filter((one) => one.address.toLowerCase() === index.listAddress)
  return { to: [parent.from], cc: [...list, ...stranger.to.slice(0, 1)] }
}

/** Somebody nobody here wrote to yet, at a host nobody has; the list in copy. */
function newPartner({ lures, index }: Sources, scene: Scene): Recipients {
  const given = scene.dice.pick(lures.givenNames)
  const family = scene.dice.pick(lures.familyNames)
  const host = inventedHost(lures, scene.dice).replace(/^www\./, '')
  return {
    to: [{ name: `${given} ${family}`, address: `${given}.${family}@${host}`.toLowerCase() }],
    cc: [{ name: '', address: index.listAddress }],
  }
}

function drawLure(
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
const PLAIN: Drawn = {
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
function filled(
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

function firstName(to: readonly Mailbox[]): string {
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

function subjectOf(
  sources: Sources,
  scene: Scene,
  drawn: Drawn,
  parent: MessageRecord | undefined,
  forwards: boolean,
  base: BaseMail,
): string {
  if (parent) return /^re:/i.test(parent.subject) ? parent.subject : `Re: ${parent.subject}`
  const subject = filled(drawn.template.subject, sources, scene, drawn.language, []).replace(linkMark(0), '')
  if (forwards) return forwardSubject(subject, drawn.language, base.record)
  const cased = scene.dice.chance(0.5) ? subject.charAt(0).toUpperCase() + subject.slice(1) : subject
  return cased
}

function mailText(
  sources: Sources,
  scene: Scene,
  drawn: Drawn,
  to: readonly Mailbox[],
  parent: MessageRecord | undefined,
  imitates: boolean,
  base: BaseMail,
  forwards: boolean,
): MailText {
  const { dice, victim } = scene
  if (forwards) return forwardText(sources, scene, drawn, to, base)
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

function coverText(
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

/** A made-up original by somebody known here or by nobody, whose link leads elsewhere than it says. */
function forwardText(
  sources: Sources,
  scene: Scene,
  drawn: Drawn,
  to: readonly Mailbox[],
  base: BaseMail,
): MailText {
  const { dice, place } = scene
  const { lures, index } = sources
  const known = dice.chance(0.5) ? index.records[Math.max(0, place - 1 - dice.below(3000))]!.from : undefined
  const invented: Mailbox = {
    name: `${dice.pick(lures.givenNames)} ${dice.pick(lures.familyNames)}`,
    address: '',
  }
  const author: Mailbox =
    (known?.address.toLowerCase() === scene.victim.address.toLowerCase() ? undefined : known) ??
    ({
      ...invented,
      address: `${invented.name.toLowerCase().replace(' ', '.')}@${inventedHost(lures, dice).replace(/^www\./, '')}`,
    } satisfies Mailbox)
  const original = {
    from: author,
    to: [scene.victim],
    subject: filled(drawn.template.subject, sources, scene, drawn.language, []),
    time: scene.time - Math.round((2 + dice.next() * 60) * HOUR),
  }
  const lines = filled(
    drawn.template.text,
    sources,
    scene,
    drawn.language,
    [scene.victim],
    author.name,
  ).split('\n')
  return {
    ...coverText(sources, scene, to, false, drawn.language),
    links: drawn.links,
    tail: forwardBlock(original, lines, drawn.language, base.record, dice),
  }
}

/** A real mail of the last weeks, for the owner to pass on. */
function realOriginal(
  sources: Sources,
  scene: Scene,
): { readonly original: Parameters<typeof forwardBlock>[0]; readonly lines: readonly string[] } | undefined {
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
    }
  }
  return undefined
}
