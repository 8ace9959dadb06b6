import { tagValue } from '../../src/enrich/auth/tag-list.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import { writesHtml } from './body-writer.ts'
import { splicedHeader } from './foreign-mail.ts'
import { fakeForward, forwardingMail, honestForward } from './forwards.ts'
import { hardNegative } from './hard-negatives.ts'
import { type Intent, intentOf, type Payload, type Tier, type TwinKind, twinKind } from './intent.ts'
import { drawLure, PLAIN } from './lure-draw.ts'
import { editedHeader, type MailPlan, makeMail } from './mail-maker.ts'
import { mailText, subjectOf } from './mail-text.ts'
import { domainOf } from './past-index.ts'
import { dice } from './random.ts'
import { putTogether, takeApart } from './raw-header.ts'
import { answered, newPartner, recipientsOf } from './recipients.ts'
import {
  carrierBase,
  foreignMail,
  liveThread,
  MICROSOFT,
  mateBase,
  ownBase,
  phishingMail,
  type Scene,
  type Sources,
  sceneOf,
  timeLike,
} from './scene.ts'

export interface Generated {
  readonly bytes: Uint8Array
  /** Milliseconds: when the archive got it. */
  readonly time: number
  readonly sender: string
  readonly tier: Tier
  readonly role: 'attack' | 'twin'
  readonly twin?: TwinKind
  readonly payload: Payload
  /** The host led to was linked here before. */
  readonly knownHost: boolean
  readonly usualRecipients: boolean
  /** Header and text of a real phishing mail. */
  readonly phish: boolean
}

const ATTEMPTS = 200
const TWIN_ATTEMPTS = 100

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

function makeAttack(sources: Sources, scene: Scene, tier: Tier, intent: Intent): Generated | undefined {
  const { dice } = scene
  if (tier === 'T1') return blindAttack(sources, scene, intent)
  const base = tier === 'T4' || tier === 'T5' ? ownBase(sources, scene) : mateBase(sources, scene)
  if (!base) return undefined
  const { usual } = intent
  const parent = intent.inThread ? liveThread(sources.index, scene) : undefined
  if (intent.inThread && !parent) return undefined
  const forwarded = tier === 'T6' ? fakeForward(sources, scene, intent, writesHtml(base.message)) : undefined
  const drawn = tier === 'T6' ? PLAIN : drawLure(sources, scene, intent)
  const recipients = parent
    ? answered(sources.index, scene, parent, usual)
    : recipientsOf(sources.index, scene, usual)
  if (!drawn || !recipients || (tier === 'T6' && !forwarded)) return undefined
  const time = timeLike(base.record, scene, parent)
  const { subject, text } = forwarded
    ? forwardingMail(forwarded, sources, scene, recipients.to, base, false)
    : {
        subject: subjectOf(sources, scene, drawn, parent),
        text: mailText(sources, scene, drawn, recipients.to, parent, tier === 'T5', base),
      }
  const plan: MailPlan = {
    from: scene.victim,
    time,
    ...recipients,
    subject,
    ...(parent ? { parent } : {}),
    text,
  }
  return {
    bytes: makeMail(base, plan, dice),
    time,
    sender: scene.victim.address.toLowerCase(),
    tier,
    role: 'attack',
    payload: (forwarded ?? drawn).payload,
    knownHost: (forwarded ?? drawn).knownHost,
    usualRecipients: usual,
    phish: false,
  }
}

/** The owner's own mail of the same make and words; what makes it honest is who sends it. */
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
  const forwarded = kind === 'own-forward' ? honestForward(sources, scene, intent) : undefined
  if (kind === 'own-forward' && !forwarded) return undefined
  // Unusual mail mostly has an ordinary text; three in ten bring a new link on top.
  const drawn = kind === 'own-link' || intent.oddLure ? drawLure(sources, scene, intent) : PLAIN
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
  const { subject, text } = forwarded
    ? forwardingMail(forwarded, sources, scene, recipients.to, base, true)
    : {
        subject: subjectOf(sources, scene, drawn, parent),
        text: mailText(sources, scene, drawn, recipients.to, parent, true, base),
      }
  const plan: MailPlan = {
    from: scene.victim,
    time,
    ...recipients,
    subject,
    ...(parent ? { parent } : {}),
    text,
  }
  const made = makeMail(base, plan, dice)
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
    payload: (forwarded ?? drawn).payload,
    knownHost: (forwarded ?? drawn).knownHost,
    usualRecipients: usual,
    phish: false,
  }
}

/** Foreign header under the known name; half of them real phishing mails, words and all. */
function blindAttack(sources: Sources, scene: Scene, intent: Intent): Generated | undefined {
  const { dice, victim } = scene
  const { usual } = intent
  const phish = sources.phish.length > 0 && intent.phish
  const foreign = phish ? phishingMail(sources, dice) : foreignMail(sources, scene)
  if (!foreign || domainOf(foreign.record.from.address) === domainOf(victim.address)) return undefined
  const signature = foreign.message.header.find((one) => one.key === 'dkim-signature')
  const signer = signature && tagValue(signature.value, 'd')
  const carrier = carrierBase(sources, scene, signer !== undefined)
  if (!carrier) return undefined
  const time = timeLike(carrier.record, scene, undefined)
  const header = splicedHeader(
    carrier,
    sources.index.relayDomains,
    foreign,
    phish ? MICROSOFT : sources.foreign.index.relayDomains,
    time,
    { victim: domainOf(victim.address), signer, listAddress: sources.index.listAddress, dice },
  )
  const recipients = recipientsOf(sources.index, scene, usual)
  if (!header || !recipients) return undefined
  const drawn = phish ? undefined : drawLure(sources, scene, intent)
  if (!phish && !drawn) return undefined
  const subject = drawn ? subjectOf(sources, scene, drawn, undefined) : foreign.message.subject
  // Dates stand already at the new time, so the maker moves them by nothing.
  const atTime = { ...foreign.record, time }
  const text = drawn
    ? mailText(sources, scene, drawn, recipients.to, undefined, false, foreign)
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
