import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MessageRecord } from '../model/record.ts'
import type { SenderContext } from '../model/sender.ts'
import type { Judgement } from '../model/verdict.ts'
import { ordinaryContext, surprise } from '../testing/context-fixture.ts'
import { makeRecord, recordLink } from '../testing/record-fixture.ts'
import { judge, learnReference } from './judge.ts'
import { referenceLog } from './reference.ts'

/** A reference that has seen many ordinary mails. */
function seasoned() {
  const reference = referenceLog()
  for (let i = 0; i < 1000; i++)
    learnReference(reference, judge(makeRecord(), ordinaryContext({ clientDrift: -8 + (i % 7) }), reference))
  return reference
}

/** The mail this project exists for: real account, other client, unanchored forward, unknown host. */
const TAKEOVER: readonly [MessageRecord, SenderContext] = [
  makeRecord({
    subject: 'Fwd: the plan',
    links: [
      recordLink('quiet-river-gate.test', {
        traits: ['text-host-differs'],
        textHost: recordLink('paper.example').target!,
      }),
    ],
    thread: {
      poses: 'forward',
      because: ['subject', 'forward-block'],
      anchors: [],
      claims: [],
      baseSubject: 'the plan',
    },
  }),
  ordinaryContext({
    clientDrift: 9,
    pathDrift: 6,
    client: [
      surprise('zone', '+0330', '+0100'),
      surprise('mailer', 'unnamed', 'Thunderbird'),
      surprise('header-order', 'a b', 'b a'),
    ],
    links: [
      {
        link: 0,
        domain: 'quiet-river-gate.test',
        nested: false,
        bySender: 0,
        byAnybody: 0,
        senders: 0,
        host: { name: 'quiet-river-gate.test', bySender: 0, byAnybody: 0 },
        own: false,
        mailDomain: false,
      },
    ],
    signs: [
      {
        link: 0,
        sign: { kind: 'other-landing', shown: 'paper.example', landing: 'quiet-river-gate.test' },
      },
    ],
  }),
]

test('the fake forward from a real account is held, by the takeover model', () => {
  const judgement = judge(...TAKEOVER, seasoned())
  assert.equal(judgement.held, true)
  const takeover = judgement.models.find((one) => one.model === 'takeover')
  assert.ok(takeover && takeover.tail !== undefined && takeover.tail < 0.005)
  const ids = judgement.findings.map((one) => one.id)
  for (const id of ['sender.client-drift', 'link.deceptive', 'link.new-domain', 'thread.unanchored'])
    assert.ok(ids.includes(id), id)
})

test('the same client and path without a gate hold nothing: oddness alone is no suspicion', () => {
  const [, context] = TAKEOVER
  const judgement = judge(makeRecord(), { ...context, links: [] }, seasoned())
  assert.equal(judgement.held, false)
  assert.ok(judgement.models.every((one) => one.strength === 0))
})

test('one new link domain from the usual client is not held', () => {
  const [record, { links }] = TAKEOVER
  const judgement = judge(
    { ...makeRecord(), links: record.links.map((one) => ({ ...one, traits: [] })) },
    ordinaryContext({ links }),
    seasoned(),
  )
  assert.equal(judgement.models.find((one) => one.model === 'takeover')!.strength > 0, true)
  assert.equal(
    judgement.findings.some((one) => one.id === 'sender.client-drift'),
    false,
  )
})

test('authentication changes nothing: passing is no excuse', () => {
  const reference = seasoned()
  const [record, context] = TAKEOVER
  const passing = { ...record, authentication: { ...record.authentication, aligned: 'pass' as const } }
  assert.deepEqual({ ...judge(passing, context, reference) }, { ...judge(record, context, reference) })
})

test('a sender without a past is unknown, not cleared', () => {
  const judgement = judge(makeRecord(), ordinaryContext({ messages: 6, days: 3 }), seasoned())
  assert.equal(judgement.unknown, true)
  assert.equal(judgement.held, false)
  assert.ok(judgement.channels.some((one) => one.notEvaluated !== undefined))
})

test('nothing is held before there is anything to compare with', () => {
  assert.equal(judge(...TAKEOVER, referenceLog()).held, false)
})

test('a known name on a fresh address is the impostor model’s', () => {
  const record = makeRecord({ from: { name: 'Anna Berg', address: 'anna.berg@mail.test' } })
  const context = ordinaryContext({
    sender: 'anna.berg@mail.test',
    messages: 0,
    days: 0,
    identity: {
      sameName: [
        { address: 'anna@example.org', name: 'Anna Berg', messages: 60, lastSeen: 1, linked: false },
      ],
      lookalikes: [],
      replyToDiffers: false,
      replyToSeen: 0,
    },
  })
  const reference = referenceLog()
  for (let i = 0; i < 300; i++)
    learnReference(reference, judge(makeRecord(), ordinaryContext({ messages: 0 }), reference))
  const judgement = judge(record, context, reference)
  assert.deepEqual(
    judgement.models.filter((one) => one.strength > 0).map((one) => one.model),
    ['impostor'],
  )
  assert.equal(judgement.held, true)
  assert.ok(judgement.findings.some((one) => one.id === 'identity.known-name-new-address'))
})

test('the same facts give the same judgement, byte for byte', () => {
  const reference = seasoned()
  assert.equal(JSON.stringify(judge(...TAKEOVER, reference)), JSON.stringify(judge(...TAKEOVER, reference)))
})

test('every finding has evidence, four sentences, and no live URL', () => {
  for (const { id, evidence, seen, why, innocent, next } of judge(...TAKEOVER, seasoned()).findings) {
    assert.ok(evidence.length > 0, id)
    for (const sentence of [seen, why, innocent, next]) {
      assert.match(sentence, /\.$/, id)
      assert.doesNotMatch(sentence, /https?:\/\/|quiet-river-gate\.test/, id)
      assert.doesNotMatch(sentence, /\b(clean|safe|benign)\b/i, id)
    }
  }
})

test('held mail shapes the reference of later mail only one time in a thousand', () => {
  const reference = referenceLog()
  const measured = (held: boolean, drift: number): Judgement => ({
    ...judge(makeRecord(), ordinaryContext(), referenceLog()),
    held,
    channels: [{ channel: 'links', drift, n: 0, because: [] }],
  })
  for (let i = 0; i < 2000; i++) learnReference(reference, measured(i % 10 === 0, i % 10 === 0 ? 20 : 1))
  assert.equal(reference.size('channel:links'), 1800 + 2)
  assert.equal(reference.size('model:takeover'), 2000)
  assert.ok(reference.tail('channel:links', 19).tail < 0.003)
})

/** Newcomers as they are here: some with a link, a few of them answering something. */
function newcomers(n: number) {
  const reference = referenceLog()
  for (let i = 0; i < n; i++) {
    const context = ordinaryContext({ messages: 0, days: 0, links: i % 5 === 0 ? [UNKNOWN] : [] })
    learnReference(reference, judge(makeRecord(), context, reference))
  }
  return reference
}
const UNKNOWN: SenderContext['links'][number] = {
  link: 0,
  domain: 'quiet-river-gate.test',
  nested: false,
  bySender: 0,
  byAnybody: 0,
  senders: 0,
  host: { name: 'quiet-river-gate.test', bySender: 0, byAnybody: 0 },
  own: false,
  mailDomain: false,
}
const STRANGER: MessageRecord = makeRecord({
  from: { name: 'Billing', address: 'desk@quiet-river.test' },
  links: [recordLink('quiet-river-gate.test', { traits: ['userinfo', 'recipient-in-url'] })],
  authentication: { ...makeRecord().authentication, aligned: 'fail' },
  thread: { poses: 'reply', because: ['subject'], anchors: [], claims: [], baseSubject: 'invoice' },
})
const FIRST: SenderContext = ordinaryContext({ messages: 0, days: 0, links: [UNKNOWN] })
const stranger = (judgement: Judgement) =>
  judgement.models.find((one) => one.model === 'stranger') ?? assert.fail()

test('a lure under a pretence from somebody unknown is the stranger’s, and is held', () => {
  const judgement = judge(STRANGER, FIRST, newcomers(1000))
  assert.deepEqual(
    judgement.models.filter((one) => one.strength > 0).map((one) => one.model),
    ['stranger'],
  )
  assert.equal(judgement.held, true)
  assert.ok(judgement.findings.some((one) => one.id === 'first-contact.lure'))
})

test('the same mail from somebody known, or without a pretence, is not the stranger’s', () => {
  const reference = newcomers(1000)
  assert.equal(stranger(judge(STRANGER, ordinaryContext({ links: [UNKNOWN] }), reference)).strength, 0)
  const plain = makeRecord({ links: [recordLink('quiet-river-gate.test')] })
  assert.equal(stranger(judge(plain, FIRST, reference)).strength, 0)
})

test('before enough newcomers wrote, the stranger’s model says that it cannot speak', () => {
  const { notEvaluated, strength } = stranger(judge(STRANGER, FIRST, newcomers(50)))
  assert.match(notEvaluated ?? '', /newcomers/)
  assert.equal(strength, 0)
  assert.equal(stranger(judge(makeRecord(), ordinaryContext(), newcomers(50))).notEvaluated, undefined)
})

test('known senders do not shape what a first contact is compared with', () => {
  const reference = newcomers(200)
  const before = reference.size('first:pretence')
  learnReference(reference, judge(makeRecord(), ordinaryContext(), reference))
  assert.equal(reference.size('first:pretence'), before)
})
