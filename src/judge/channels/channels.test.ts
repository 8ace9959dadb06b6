import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AskOnset } from '../../model/ask.ts'
import type { LinkNovelty, ThreadMismatch } from '../../model/sender.ts'
import { ordinaryContext } from '../../testing/context-fixture.ts'
import { makeRecord } from '../../testing/record-fixture.ts'
import { askSurprise, asksChannel } from './asks-channel.ts'
import { linkSurprise } from './links-channel.ts'
import { styleChannel } from './style-channel.ts'
import { threadChannel } from './thread-channel.ts'

const context = ordinaryContext()
const link = (changes: Partial<LinkNovelty> = {}): LinkNovelty => ({
  link: 0,
  domain: 'gate.test',
  nested: false,
  bySender: 0,
  byAnybody: 0,
  senders: 0,
  host: { name: 'gate.test', bySender: 0, byAnybody: 0 },
  own: false,
  mailDomain: false,
  ...changes,
})

test('a link surprises less the better it is known, by anybody and by the sender', () => {
  const known = { name: 'gate.test', bySender: 0, byAnybody: 40 }
  const ladder = [
    link(),
    link({ byAnybody: 40, senders: 3 }), // the domain is known, the host is not
    link({ byAnybody: 40, senders: 3, host: known }),
    link({ byAnybody: 40, senders: 3, bySender: 5, host: { ...known, bySender: 5 } }),
  ].map((one) => linkSurprise(one, context))
  for (let i = 1; i < ladder.length; i++) assert.ok(ladder[i]! < ladder[i - 1]!, `${ladder}`)
})

test('how long a sender is known does not change what a new link means', () => {
  const few = linkSurprise(link(), { ...context, messages: 12 })
  assert.equal(linkSurprise(link(), { ...context, messages: 4000 }), few)
})

const asking = (...onsets: readonly Partial<AskOnset>[]): number =>
  asksChannel.measure(makeRecord({}), {
    ...context,
    asks: {
      kind: 'ask-context',
      threadKnown: false,
      onsets: onsets.map((changes) => ({
        kind: 'payment',
        strength: 0.8,
        ask: 0,
        bySender: 0,
        senderMessages: 40,
        byAnybody: 2,
        messages: 900,
        ofRecipients: 0,
        inThread: false,
        inThreadBySender: false,
        ...changes,
      })),
    },
  }).drift

test('kinds of request put together surprise more than the strongest alone, haste alone does not', () => {
  const alone = asking({})
  assert.ok(asking({}, { kind: 'secrecy' }) > alone)
  assert.ok(asking({}, { kind: 'urgency', strength: 0.4 }) > alone)
  assert.ok(asking({}, { kind: 'secrecy' }) < 2 * alone)
  assert.equal(asking({ kind: 'urgency', strength: 0.4 }), 0)
  assert.equal(asking(), 0)
})

test('what these recipients were asked before surprises less', () => {
  assert.ok(asking({ ofRecipients: 2 }) < asking({}))
})

test('a request surprises less when the sender, the house or the thread knows it', () => {
  const onset: AskOnset = {
    kind: 'payment',
    strength: 0.8,
    ask: 0,
    bySender: 0,
    senderMessages: 40,
    byAnybody: 2,
    messages: 900,
    ofRecipients: 0,
    inThread: false,
    inThreadBySender: false,
  }
  const fresh = askSurprise(onset)
  for (const changes of [{ bySender: 3 }, { byAnybody: 90 }, { inThread: true }])
    assert.ok(askSurprise({ ...onset, ...changes }) < fresh, JSON.stringify(changes))
})

test('a style that cannot be told is not evaluated, and says why', () => {
  const record = {} as Parameters<typeof styleChannel.measure>[0]
  assert.match(styleChannel.measure(record, context).notEvaluated ?? '', /nothing in the mail/)
  const style = { kind: 'style', score: 0, n: 3, components: {}, habits: [], abstained: 'few-texts' } as const
  assert.match(
    styleChannel.measure(record, { ...context, style }).notEvaluated ?? '',
    /too few earlier texts/,
  )
})

test('an answer that contradicts the mail it answers stands among those without an original', () => {
  const { thread } = ordinaryContext()
  const record = makeRecord({
    thread: { poses: 'reply', because: ['subject'], anchors: [], claims: [], baseSubject: 'the plan' },
  })
  const unanchored = { ...thread, organisationPosed: 900, organisationAnchored: 880, senderPosed: 40 }
  const measured = (mismatches: readonly ThreadMismatch[], more: object = {}): number =>
    threadChannel.measure(record, {
      ...context,
      thread: { ...unanchored, ...more, ...(mismatches.length > 0 ? { mismatches } : {}) },
    }).drift
  const quote: ThreadMismatch = {
    kind: 'quote-differs',
    claim: 0,
    original: `sha256:${'1'.repeat(64)}`,
    compared: 9,
  }
  const index: ThreadMismatch = { kind: 'conversation-index', how: 'other-topic' }
  const anchored = { resolved: 1, anchors: 1 }
  assert.equal(measured([], anchored), 0)
  // Above an answer without an original where that is usual, below one where it never is.
  assert.ok(measured([quote], anchored) > measured([], { senderAnchored: 20 }))
  assert.ok(measured([quote], anchored) < measured([], { senderAnchored: 40 }))
  assert.ok(measured([quote]) > measured([quote], anchored))
  assert.ok(measured([quote, index], anchored) > measured([quote], anchored))
  assert.ok(measured([quote, index], anchored) < measured([quote], anchored) + measured([index], anchored))
})
