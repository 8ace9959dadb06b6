/**
 * The judge: facts in, judgement out; synchronous, pure, the same for the same input (design §4.2). It reads the
 * past only through `context` and `reference`, both strictly before the message.
 */
import type { MessageRecord } from '../model/record.ts'
import type { SenderContext } from '../model/sender.ts'
import type { ChannelResult, GateResult, Judgement, ModelResult } from '../model/verdict.ts'
import { ALL_CHANNELS } from './channels/all-channels.ts'
import { findingsOf } from './detectors/all-detectors.ts'
import { gateResults, NEWCOMER } from './gates/all-gates.ts'
import { ALL_MODELS, learnFirstContact, learnJoint, modelStrength } from './models/all-models.ts'
import { fisherTail, type Reference, type ReferenceLog } from './reference.ts'
import { REFERENCE_MINIMUM, RULES_VERSION } from './rules-version.ts'

/** A mail is held when at most one earlier mail in so many was as strange under the same model… */
const HOLD_TAIL = 1 / 200
/** Nats a confirmed takeover within 90 days adds to what is strange by itself: where one was, more are likely. */
const CORROBORATED = Math.log(20)
/** Held mail that counts as reference all the same, as a share of all mail. */
const HELD_SHARE = 1 / 1000
/** …and the sum is worth at least one such event by itself (nats), so that a quiet mailbox holds nothing. */
const HOLD_STRENGTH = Math.log(200)

/** Judges one message against what was known before it. Never throws for any record the reader can make. */
export function judge(record: MessageRecord, context: SenderContext, reference: Reference): Judgement {
  const gates = gateResults(record, context)
  const channels = channelResults(record, context, reference)
  const models = ALL_MODELS.map((rule) => modelResult(rule, gates, channels, context, reference))
  const held = models.some((one) => holds(one))
  let drift = 0
  for (const { tail } of channels) if (tail !== undefined) drift -= Math.log(tail)
  return {
    kind: 'judgement',
    digest: record.digest,
    time: record.time,
    sender: context.sender,
    rules: RULES_VERSION,
    gates,
    channels,
    models,
    drift,
    cause: causeOf(record, context),
    held,
    unknown:
      models.every((one) => one.notEvaluated !== undefined || one.strength === 0) &&
      models.some((one) => one.notEvaluated !== undefined),
    findings: findingsOf(record, context, gates, channels),
  }
}

/**
 * Adds what a judgement measured to the reference. A model counts every mail, those it was not asked about as 0: its
 * tail is the share of all mail, because that is what the budget is a share of.
 *
 * What is measured of held mail is left out, but for a few mails, and what decides about holding is not: were a
 * campaign's mail all counted, the first hundred would be the measure for the next; were it left out of the decision,
 * the bar would sink for ever, as what is cut off at the top moves the top down.
 */
export function learnReference(reference: ReferenceLog, judgement: Judgement): void {
  for (const { model, strength } of judgement.models) reference.learn(`model:${model}`, strength)
  reference.learn(MAIL, 0)
  if (judgement.held) {
    if (reference.size(HELD) >= reference.size(MAIL) * HELD_SHARE) return
    reference.learn(HELD, 0)
  }
  for (const { channel, drift, notEvaluated } of judgement.channels)
    if (notEvaluated === undefined) reference.learn(`channel:${channel}`, drift)
  learnJoint(reference, judgement.channels)
  learnFirstContact(reference, judgement.channels)
}

const MAIL = 'mail'
const HELD = 'held mail'

/** An incident is a sender and what is new about the mail (Ho et al. 2019 take sender and subject). */
function causeOf(record: MessageRecord, context: SenderContext): string {
  // Whoever bears a known name on a new address is one incident, whatever they write about.
  if (
    context.messages < NEWCOMER &&
    (context.identity.sameName.length > 0 || context.identity.lookalikes.length > 0)
  )
    return `${context.sender} is new`
  const fresh = context.links.find((one) => !one.own && one.bySender === 0)
  return `${context.sender} ${fresh ? `links ${fresh.domain}` : `writes on ${record.thread.baseSubject}`}`
}

function channelResults(
  record: MessageRecord,
  context: SenderContext,
  reference: Reference,
): readonly ChannelResult[] {
  return ALL_CHANNELS.map(({ channel, measure }) => {
    const { drift, because, notEvaluated } = measure(record, context)
    if (notEvaluated !== undefined) return { channel, drift: 0, n: 0, because, notEvaluated }
    const { tail, n } = reference.tail(`channel:${channel}`, drift)
    // Too little to compare with: the drift is known, its rarity is not.
    return n < REFERENCE_MINIMUM ? { channel, drift, n, because } : { channel, drift, tail, n, because }
  })
}

function modelResult(
  rule: (typeof ALL_MODELS)[number],
  gates: readonly GateResult[],
  channels: readonly ChannelResult[],
  context: SenderContext,
  reference: Reference,
): ModelResult {
  const { model } = rule
  const notEvaluated = rule.notEvaluated(context, reference)
  if (notEvaluated !== undefined) return { model, strength: 0, chance: 1, n: 0, notEvaluated }
  const { strength, degrees } = modelStrength(rule, channels, reference)
  const open = gates.some((one) => one.open && rule.gates.includes(one.gate))
  const counted = open ? strength + (context.confirmed ? CORROBORATED : 0) : 0
  const { tail, n } = reference.tail(`model:${model}`, counted)
  const chance = fisherTail(counted, Math.max(1, Math.ceil(degrees)))
  if (n < REFERENCE_MINIMUM) return { model, strength: counted, chance, n }
  return { model, strength: counted, chance, tail, n }
}

/** True when the model finds this mail too strange to learn from without a person's word. */
export function holds(result: ModelResult): boolean {
  return (
    result.notEvaluated === undefined &&
    result.strength >= HOLD_STRENGTH &&
    result.tail !== undefined &&
    result.tail <= HOLD_TAIL
  )
}
