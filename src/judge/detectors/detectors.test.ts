import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Ask, AskContext, AskOnset } from '../../model/ask.ts'
import type { Channel } from '../../model/finding.ts'
import type { LinkSign, SeenSign } from '../../model/link-sign.ts'
import type { MessageRecord } from '../../model/record.ts'
import type { LinkNovelty, SenderContext, ServiceUse } from '../../model/sender.ts'
import type { StyleReading } from '../../model/style.ts'
import type { ChannelResult } from '../../model/verdict.ts'
import { ordinaryContext, surprise } from '../../testing/context-fixture.ts'
import { makeRecord, recordLink } from '../../testing/record-fixture.ts'
import { gateResults } from '../gates/all-gates.ts'
import { ALL_DETECTORS } from './all-detectors.ts'

const channel = (name: Channel, tail: number): ChannelResult => ({
  channel: name,
  drift: 1,
  tail,
  n: 500,
  because: [],
})
const novelty = (domain: string, changes: Partial<LinkNovelty> = {}): LinkNovelty => ({
  link: 0,
  domain,
  nested: false,
  bySender: 0,
  byAnybody: 0,
  senders: 0,
  host: { name: domain, bySender: changes.bySender ?? 0, byAnybody: changes.byAnybody ?? 0 },
  own: false,
  mailDomain: false,
  ...changes,
})
const seen = (sign: LinkSign): SeenSign => ({ link: 0, sign })
/** A sign that a detector speaks of, and one it leaves to another. */
const signed = (here: LinkSign, elsewhere: LinkSign): (typeof CASES)[string] => ({
  match: [
    { record: { links: [recordLink('gate.test')] }, context: { signs: [seen(here)] } },
    { record: { links: [recordLink('gate.test')] }, context: { signs: [seen(here), seen(here)] } },
  ],
  miss: [
    { record: { links: [recordLink('gate.test')] } },
    { record: { links: [recordLink('gate.test')] }, context: { signs: [seen(elsewhere)] } },
  ],
})
const ordinaryIdentity = ordinaryContext().identity
const ordinaryThread = ordinaryContext().thread
const attachment = (name: string, active: boolean): MessageRecord['attachments'][number] => ({
  part: '2',
  range: { start: 900, end: 1200 },
  name,
  extension: name.split('.').at(-1) ?? '',
  declaredType: 'application/octet-stream',
  size: 300,
  sha256: '0'.repeat(64),
  active,
})
const posing = (poses: 'reply' | 'forward', anchors: readonly string[] = []): MessageRecord['thread'] => ({
  poses,
  because: ['subject'],
  anchors,
  claims: [],
  baseSubject: 'the plan',
})

const ask = (kind: Ask['kind'], strength: number): Ask => ({
  kind,
  strength,
  place: 'text',
  part: '1',
  start: 10,
  end: 30,
  words: 'send me your password',
  language: 'en',
})
const onset = (kind: Ask['kind'], changes: Partial<AskOnset> = {}): AskContext => ({
  kind: 'ask-context',
  onsets: [
    {
      kind,
      strength: 0.8,
      ask: 0,
      bySender: 0,
      senderMessages: 40,
      byAnybody: 1,
      messages: 900,
      ofRecipients: 0,
      inThread: false,
      inThreadBySender: false,
      ...changes,
    },
  ],
  threadKnown: true,
})
const reading = (score: number): StyleReading => ({
  kind: 'style',
  score,
  n: 40,
  components: {},
  habits: [
    { habit: 'greeting', usual: 'hi', usualSeen: 30, of: 40, here: 'dear', seen: 0, logRatio: 3 },
    { habit: 'dash', usual: 'none', usualSeen: 38, of: 40, here: 'none', seen: 38, logRatio: -0.2 },
  ],
})

interface Case {
  readonly record?: Partial<MessageRecord>
  readonly context?: Partial<SenderContext>
  readonly channels?: readonly ChannelResult[]
}

/** Each detector with mails it must speak about, and near misses it must not. */
const CASES: Readonly<Record<string, { readonly match: readonly Case[]; readonly miss: readonly Case[] }>> = {
  'sender.client-drift': {
    match: [
      {
        context: { client: [surprise('zone', '+0330', '+0100'), surprise('mailer', 'Other', 'Thunderbird')] },
        channels: [channel('client', 0.004)],
      },
    ],
    miss: [
      // one new habit, however rare, is everyday life
      {
        context: { client: [surprise('mailer-version', '116', '115')] },
        channels: [channel('client', 0.004)],
      },
      {
        context: { client: [surprise('zone', '+0330', '+0100'), surprise('mailer', 'Other', 'Thunderbird')] },
        channels: [channel('client', 0.2)],
      },
      { channels: [{ channel: 'client', drift: 0, n: 0, because: [], notEvaluated: 'too little' }] },
    ],
  },
  'ask.changed': {
    match: [
      {
        record: { asks: [ask('credential', 0.8)] },
        context: { asks: onset('credential') },
        channels: [channel('asks', 0.001)],
      },
    ],
    miss: [
      // asked for before
      {
        record: { asks: [ask('payment', 0.8)] },
        context: { asks: onset('payment', { bySender: 4 }) },
        channels: [channel('asks', 0.001)],
      },
      // this thread is about it already
      {
        record: { asks: [ask('file', 0.8)] },
        context: { asks: onset('file', { inThread: true, inThreadBySender: true }) },
        channels: [channel('asks', 0.01)],
      },
      // haste alone
      {
        record: { asks: [ask('urgency', 0.8)] },
        context: { asks: onset('urgency') },
        channels: [channel('asks', 0.001)],
      },
      // usual here
      {
        record: { asks: [ask('meeting', 0.8)] },
        context: { asks: onset('meeting', { byAnybody: 300 }) },
        channels: [channel('asks', 0.3)],
      },
    ],
  },
  'sender.style-drift': {
    match: [{ context: { style: reading(3.2) }, channels: [channel('style', 0.004)] }],
    miss: [
      { context: { style: reading(0.3) }, channels: [channel('style', 0.4)] },
      { channels: [{ channel: 'style', drift: 0, n: 0, because: [], notEvaluated: 'too few words' }] },
    ],
  },
  'sender.path-drift': {
    match: [
      {
        context: {
          path: [
            surprise('first-network', '203.0.0.0/16', '192.0.0.0/16'),
            surprise('first-helo', 'other', 'home'),
          ],
        },
        channels: [channel('path', 0.01)],
      },
    ],
    miss: [
      {
        context: { path: [surprise('first-network', '203.0.0.0/16', '192.0.0.0/16')] },
        channels: [channel('path', 0.01)],
      },
    ],
  },
  'link.deceptive': {
    match: [
      {
        record: { links: [recordLink('gate.test')] },
        context: {
          links: [novelty('gate.test')],
          signs: [seen({ kind: 'other-landing', shown: 'paper.example', landing: 'gate.test' })],
        },
      },
      {
        record: { links: [recordLink('gate.test', { traits: ['userinfo'] })] },
        context: { links: [novelty('gate.test')] },
      },
    ],
    miss: [
      // a tracker this sender always uses
      {
        record: { links: [recordLink('clicks.example')] },
        context: {
          links: [novelty('clicks.example', { bySender: 12 })],
          signs: [seen({ kind: 'other-landing', shown: 'paper.example', landing: 'clicks.example' })],
        },
      },
      // a text that differs, on the wrapper of a gateway that leads to the host shown
      {
        record: {
          links: [
            recordLink('gateway.example', {
              traits: ['text-host-differs'],
              textHost: recordLink('paper.example').target!,
            }),
          ],
        },
        context: { links: [novelty('paper.example')] },
      },
      // somebody else's link, quoted from a mail that is here
      {
        record: { links: [recordLink('gate.test', { traits: ['userinfo'], region: 'quoted' })] },
        context: { thread: { ...ordinaryThread, resolved: 1, anchors: 1 } },
      },
    ],
  },
  'link.stop-over': signed(
    { kind: 'stop-over', hop: 1, domain: 'between.test', returns: true },
    { kind: 'courier-to-unseen', hop: 0, courier: 'share.example', landing: 'gate.test' },
  ),
  'link.foreign-wrapper': signed(
    {
      kind: 'foreign-wrapper',
      hop: 0,
      other: 'organisation',
      recipient: 'mara@elsewhere.example',
      tenant: 't1',
    },
    { kind: 'stop-over', hop: 1, domain: 'between.test', returns: false },
  ),
  'link.courier-to-unseen': signed(
    { kind: 'courier-to-unseen', hop: 0, courier: 'share.example', landing: 'gate.test' },
    { kind: 'other-landing', shown: 'paper.example', landing: 'gate.test' },
  ),
  'link.recipient-carried': signed(
    { kind: 'recipient-carried', hop: 0, domain: 'gate.test', encoded: true },
    { kind: 'path-shape', hop: 0, shape: 'token' },
  ),
  'link.gateway-inside': signed(
    { kind: 'gateway-inside', before: 0, hop: 1, landing: 'gate.test' },
    { kind: 'foreign-wrapper', hop: 0, other: 'person', recipient: 'mara@elsewhere.example' },
  ),
  'link.look-alike': signed(
    { kind: 'look-alike', hop: 0, host: 'papers.test', of: 'paper.example', how: 'ending' },
    { kind: 'other-landing', shown: 'paper.example', landing: 'papers.test' },
  ),
  'link.fresh-host': signed(
    { kind: 'host-shape', hop: 0, shapes: ['dynamic-dns', 'random-label'] },
    { kind: 'path-shape', hop: 0, shape: 'token' },
  ),
  'link.kit-path': signed(
    { kind: 'path-shape', hop: 0, shape: 'kit-folder' },
    { kind: 'host-shape', hop: 0, shapes: ['cheap-ending'] },
  ),
  'link.new-domain': {
    match: [
      { record: { links: [recordLink('gate.test')] }, context: { links: [novelty('gate.test')] } },
      // behind a gateway's wrapper
      { record: { links: [recordLink('gateway.example')] }, context: { links: [novelty('gate.test')] } },
    ],
    miss: [
      {
        record: { links: [recordLink('known.example')] },
        context: { links: [novelty('known.example', { bySender: 1 })] },
      },
      {
        record: { links: [recordLink('example.org')] },
        context: { links: [novelty('example.org', { own: true })] },
      },
      // the first mail of a stranger, with nothing to clash with
      {
        record: { links: [recordLink('gate.test')] },
        context: { messages: 0, links: [novelty('gate.test')] },
      },
    ],
  },
  'link.new-service': {
    match: [
      { record: { links: [recordLink('short.example')] }, context: { services: [service()] } },
      {
        record: { links: [recordLink('short.example')] },
        context: { services: [service({ bySender: 3 }), service({ role: 'courier' })] },
      },
    ],
    miss: [
      { record: { links: [recordLink('known.example')] } },
      { record: { links: [recordLink('short.example')] }, context: { services: [service({ bySender: 1 })] } },
      // a newcomer's first use of anything is their first
      {
        record: { links: [recordLink('short.example')] },
        context: { messages: 9, services: [service()] },
      },
    ],
  },
  'thread.unanchored': {
    match: [
      { record: { thread: posing('forward') } },
      {
        record: { thread: posing('reply', ['gone@x.test']) },
        context: { thread: { ...ordinaryThread, anchors: 1, original: 'missing' } },
      },
    ],
    miss: [
      {
        record: { thread: posing('reply', ['here@x.test']) },
        context: { thread: { ...ordinaryThread, anchors: 1, resolved: 1 } },
      },
      // it names a mail; that we do not hold it may be our gap
      {
        record: { thread: posing('reply', ['elsewhere@x.test']) },
        context: { thread: { ...ordinaryThread, anchors: 1 } },
      },
    ],
  },
  'recipients.unusual': {
    match: [
      {
        context: { recipients: [{ address: 'new@other.example', seenBySender: 0, seenInOrganisation: 0 }] },
        channels: [channel('recipients', 0.01)],
      },
    ],
    miss: [
      {
        context: { recipients: [{ address: 'new@other.example', seenBySender: 0, seenInOrganisation: 0 }] },
        channels: [channel('recipients', 0.3)],
      },
    ],
  },
  'attachment.active-new': {
    match: [
      { record: { attachments: [attachment('notes.docm', true)] }, context: { activeAttachmentSeen: 0 } },
    ],
    miss: [
      { record: { attachments: [attachment('notes.docm', true)] }, context: { activeAttachmentSeen: 3 } },
      { record: { attachments: [attachment('notes.txt', false)] } },
    ],
  },
  'identity.known-name-new-address': {
    match: [
      {
        context: {
          messages: 0,
          identity: {
            ...ordinaryIdentity,
            sameName: [
              { address: 'anna@example.org', name: 'Anna Berg', messages: 60, lastSeen: 1, linked: false },
            ],
          },
        },
      },
    ],
    miss: [
      // the owner wrote from both addresses on one mail before
      {
        context: {
          messages: 0,
          identity: {
            ...ordinaryIdentity,
            sameName: [
              { address: 'anna@example.org', name: 'Anna Berg', messages: 60, lastSeen: 1, linked: true },
            ],
          },
        },
      },
      {
        context: {
          messages: 40,
          identity: {
            ...ordinaryIdentity,
            sameName: [
              { address: 'anna@example.org', name: 'Anna Berg', messages: 60, lastSeen: 1, linked: false },
            ],
          },
        },
      },
    ],
  },
  'thread.mismatch': {
    match: [
      ...(
        [
          {
            kind: 'participant-swapped',
            known: 'omar@granite.example',
            here: 'omar@granlte.example',
            how: 'lookalike',
            isSender: false,
          },
          {
            kind: 'participant-swapped',
            known: 'omar@granite.example',
            here: 'anna@example.org',
            how: 'same-name',
            isSender: true,
          },
          { kind: 'claimed-address', claim: 0, known: 'omar@granite.example', here: 'omar@pay.test' },
          { kind: 'quote-differs', claim: 0, original: `sha256:${'1'.repeat(64)}`, compared: 9 },
          { kind: 'conversation-index', how: 'other-beginning' },
        ] as const
      ).map((mismatch) => ({
        record: {
          thread: {
            ...posing('reply'),
            claims: [
              {
                kind: 'quoted' as const,
                from: 'omar@pay.test',
                name: 'Omar Idris',
                part: '1',
                start: 0,
                end: 40,
                range: { start: 700, end: 740 },
              },
            ],
          },
        },
        context: { thread: { ...ordinaryThread, resolved: 1, anchors: 1, mismatches: [mismatch] } },
      })),
    ],
    miss: [
      { record: { thread: posing('reply') } },
      {
        record: { thread: posing('reply', ['a@example.org']) },
        context: { thread: { ...ordinaryThread, resolved: 1, anchors: 1 } },
      },
    ],
  },
  'first-contact.lure': {
    match: [
      {
        record: { links: [recordLink('gate.test')], thread: posing('reply') },
        context: { messages: 0, links: [novelty('gate.test')] },
      },
      {
        record: {
          attachments: [attachment('invoice.js', true)],
          authentication: { ...makeRecord().authentication, aligned: 'fail' },
        },
        context: { messages: 2, activeAttachmentSeen: 0 },
      },
      {
        record: { asks: [ask('credential', 0.8)], replyTo: [{ name: '', address: 'a@other.test' }] },
        context: {
          messages: 0,
          asks: onset('credential'),
          identity: { ...ordinaryIdentity, replyToDiffers: true, replyToSeen: 0 },
        },
      },
      {
        record: { links: [recordLink('gate.test', { traits: ['recipient-in-url'] })] },
        context: { messages: 0, links: [novelty('gate.test')] },
      },
    ],
    miss: [
      // known here
      {
        record: { links: [recordLink('gate.test')], thread: posing('reply') },
        context: { messages: 10, links: [novelty('gate.test')] },
      },
      // the impostor's
      {
        record: { links: [recordLink('gate.test')], thread: posing('reply') },
        context: {
          messages: 0,
          links: [novelty('gate.test')],
          identity: {
            ...ordinaryIdentity,
            lookalikes: [{ address: 'example.org', messages: 60, how: 'domain-edit' }],
          },
        },
      },
      // a lure, nothing pretended
      {
        record: { links: [recordLink('gate.test')] },
        context: { messages: 0, links: [novelty('gate.test')] },
      },
      // an answer without an original, and nothing to open
      { record: { thread: posing('reply') }, context: { messages: 0 } },
    ],
  },
  'identity.lookalike': {
    match: [
      {
        context: {
          messages: 0,
          identity: {
            ...ordinaryIdentity,
            lookalikes: [{ address: 'example.org', messages: 60, how: 'domain-edit' }],
          },
        },
      },
    ],
    miss: [
      {
        context: {
          messages: 9,
          identity: {
            ...ordinaryIdentity,
            lookalikes: [{ address: 'example.org', messages: 60, how: 'domain-edit' }],
          },
        },
      },
    ],
  },
  'identity.reply-diverted': {
    match: [
      {
        record: { replyTo: [{ name: '', address: 'anna@other.test' }] },
        context: { identity: { ...ordinaryIdentity, replyToDiffers: true, replyToSeen: 0 } },
      },
    ],
    miss: [
      {
        record: { replyTo: [{ name: '', address: 'anna@other.test' }] },
        context: { identity: { ...ordinaryIdentity, replyToDiffers: true, replyToSeen: 4 } },
      },
      {
        record: { replyTo: [{ name: '', address: 'anna@other.test' }] },
        context: { messages: 0, identity: { ...ordinaryIdentity, replyToDiffers: true, replyToSeen: 0 } },
      },
    ],
  },
}

function service(given: Partial<ServiceUse> = {}): ServiceUse {
  return { role: 'shortener', host: 'short.example', link: 0, bySender: 0, byAnybody: 4, ...given }
}

function run(id: string, { record, context, channels = [] }: Case) {
  const detector = ALL_DETECTORS.find((one) => one.id === id)
  assert.ok(detector, id)
  const facts = { record: makeRecord(record), context: ordinaryContext(context) }
  return detector.detect({ ...facts, gates: gateResults(facts.record, facts.context), channels })
}

test('every detector has its cases here, and every case its detector', () => {
  assert.deepEqual(ALL_DETECTORS.map((one) => one.id).sort(), Object.keys(CASES).sort())
})

for (const [id, { match, miss }] of Object.entries(CASES))
  describe(id, () => {
    for (const [i, one] of match.entries())
      test(`speaks (${i + 1})`, () => {
        const found = run(id, one)
        assert.notEqual(typeof found, 'string', `kept silent: ${String(found)}`)
        if (typeof found === 'string') return
        assert.ok(found.evidence.length > 0)
        for (const sentence of [found.seen, found.why, found.innocent, found.next]) {
          assert.match(sentence, /^\S.*\.$/s)
          assert.doesNotMatch(sentence, /https?:|\bundefined\b|\bNaN\b|\b1 mails\b|\b(clean|safe|benign)\b/)
        }
      })
    for (const [i, one] of miss.entries())
      test(`near miss keeps silent and says why (${i + 1})`, () => {
        const found = run(id, one)
        assert.equal(typeof found, 'string', `spoke: ${JSON.stringify(found)}`)
        assert.match(String(found), /\w/)
      })
  })

test('a request read from the words as a whole is told as one, and that it may be none', () => {
  const found = run('ask.changed', {
    record: { asks: [{ ...ask('payment', 0.6), learned: true }] },
    context: { asks: onset('payment', { strength: 0.6 }) },
    channels: [channel('asks', 0.001)],
  })
  assert.ok(typeof found !== 'string')
  assert.match(
    found.seen,
    /^No set phrase asks for anything, but its words as a whole read like a request for a/,
  )
  assert.match(found.innocent, /^It asks for nothing of the kind/)
  assert.equal(found.severity, 'low')
})

test('a wrapped link is told by its target', () => {
  const found = run('link.new-domain', CASES['link.new-domain']!.match[1]!)
  assert.match(
    typeof found === 'string' ? found : found.seen,
    /^Links to gate\[\.\]test, behind the wrapper of a mail gateway;/,
  )
})

test('hostile names and subjects reach no sentence raw', () => {
  const evil = '\u202eevil\u0007 https://live.test/x'
  for (const id of Object.keys(CASES))
    for (const one of CASES[id]!.match) {
      const found = run(id, {
        ...one,
        record: {
          ...one.record,
          subject: evil,
          from: { name: evil, address: 'anna@example.org' },
          attachments: (one.record?.attachments ?? []).map((file) => ({ ...file, name: evil })),
        },
      })
      assert.notEqual(typeof found, 'string')
      if (typeof found !== 'string')
        for (const sentence of [found.seen, found.why, found.innocent, found.next])
          assert.doesNotMatch(sentence, /[\u202e\u0007]/)
    }
})
