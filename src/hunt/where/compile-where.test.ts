import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Judgement, Verdict } from '../../model/verdict.ts'
import { observables } from '../../store/observables.ts'
import { makeRecord, recordLink } from '../../testing/record-fixture.ts'
import { compileWhere } from './compile-where.ts'
import type { HuntSubject } from './field.ts'

const NOW = Date.UTC(2024, 5, 1, 12)

function holds(query: string, subject: HuntSubject): boolean | undefined {
  const compiled = compileWhere(query, { now: NOW })
  assert.ok(compiled.kind === 'compiled-where', `${query}: ${JSON.stringify(compiled)}`)
  return compiled.matches(subject)
}

const record = makeRecord({
  time: Date.UTC(2024, 4, 1, 10, 30),
  size: 3000,
  from: { name: 'Anna Berg', address: 'Anna@example.org' },
  to: [
    { name: '', address: 'desk@news.example' },
    { name: 'Cem', address: 'cem@example.com' },
  ],
  subject: 'Fwd: Draft Ünder review',
  messageId: 'Ab1@example.org',
  thread: {
    poses: 'forward',
    because: ['subject'],
    anchors: [],
    claims: [],
    baseSubject: 'draft ünder review',
  },
  links: [
    recordLink('lure.test', { url: 'https://www.lure.test/Sign?a=1', region: 'own', traits: ['idn'] }),
    recordLink('example.org', { region: 'quoted', visible: false, href: 'http://www.example.org/page' }),
  ],
  attachments: [
    {
      part: '2',
      range: { start: 0, end: 1 },
      name: 'Invoice.docm',
      extension: 'docm',
      declaredType: 'application/octet-stream',
      size: 20 * 1024,
      sha256: 'ab'.repeat(32),
      active: true,
      opened: {
        encrypted: 'unknown',
        powers: ['macro', 'auto-open'],
        metadata: { author: 'A. Writer' },
        files: [],
        complete: true,
      },
    },
  ],
  asks: [
    {
      kind: 'credential',
      strength: 0.8,
      place: 'text',
      part: '1',
      start: 0,
      end: 1,
      words: 'sign in',
      language: 'en',
    },
    {
      kind: 'payment',
      strength: 0.2,
      place: 'text',
      part: '1',
      start: 0,
      end: 1,
      words: 'pay',
      language: 'en',
    },
  ],
})
const judgement: Judgement = {
  kind: 'judgement',
  digest: record.digest,
  time: record.time,
  sender: 'anna@example.org',
  rules: '1',
  gates: [
    { gate: 'new-link-domain', open: true, because: '' },
    { gate: 'reply-diverted', open: false, because: '' },
  ],
  channels: [
    { channel: 'client', drift: 4, tail: 0.01, n: 99, because: [] },
    { channel: 'style', drift: 0, n: 0, because: [], notEvaluated: 'too short' },
  ],
  models: [{ model: 'takeover', strength: 12, chance: 0.1, n: 50 }],
  drift: 9,
  cause: 'x',
  held: true,
  unknown: false,
  findings: [
    {
      kind: 'finding',
      id: 'link.stop-over',
      severity: 'high',
      channel: 'links',
      seen: '',
      why: '',
      innocent: '',
      next: '',
      evidence: [{ kind: 'bytes', part: '1', range: { start: 0, end: 1 }, quoted: '' }],
    },
  ],
}
const verdict: Verdict = {
  kind: 'verdict',
  digest: record.digest,
  level: 'alert',
  score: 0.97,
  rank: 2,
  model: 'takeover',
}
const judged: HuntSubject = { record, judgement, verdict }

test('what holds of a mail', () => {
  for (const query of [
    'from = anna@example.org',
    'from.domain = EXAMPLE.org',
    'from.name has berg',
    'to = cem@example.com',
    'to != nobody@example.org',
    'all to.domain ~ *example*',
    'to.count = 2',
    'recipients.count = 2',
    'not cc exists',
    'subject has "ÜNDER"',
    'subject has "u\u0308nder"',
    'subject ~ fwd:*review',
    'message-id = <Ab1@example.org>',
    'date = 2024',
    'date = 2024-05-01',
    'date > 2024-04',
    'date <= 2024-05-01',
    'date < 2024-05-01T10:31',
    'date >= 2024-05-01T10:30',
    'date within 2d of 2024-05-03',
    'date > "60d ago"',
    'date < today',
    'date != 2023',
    'date in (2022, 2024-05)',
    'size > 2kb',
    'size <= 3000',
    'size in (1, 3000)',
    'not bulk',
    'bulk = no',
    'thread.poses = forward and thread.anchors.count = 0',
    'client.mailer = thunderbird',
    'path.first-by = example.org',
    'links.host = www.lure.test',
    'links.domain in (lure.test, x.test)',
    'links.url = HTTPS://WWW.lure.test/Sign?a=1',
    'links.url ~ https://*/sign*',
    'links.path ~ /sign*',
    'links.traits has idn',
    'links.count = 2',
    'links[host ~ *.test and region = own]',
    'not links[host ~ *.test and region = quoted]',
    'links[visible = no].count = 1',
    'all links[host ~ www.*]',
    'links.host = www.lure.test and links.region = quoted',
    'links.text-host not exists',
    'attachments exists',
    'attachments.name ~ *.docm',
    'attachments.size = 20kb',
    'attachments.powers has macro',
    `attachments.sha256 = SHA256:${'AB'.repeat(32)}`,
    'attachments[active and extension = docm]',
    'not attachments.encrypted exists',
    'attachments.author has writer',
    'ask = credential',
    'ask != payment',
    'asks.kind = payment',
    'asks[kind = credential and strength > 0.7]',
    'auth.aligned = unknown',
    'finding = link.stop-over',
    'finding ~ link.*',
    'finding != link.new-domain',
    'gate = new-link-domain',
    'gate != reply-diverted',
    'findings[severity = high and channel = links]',
    'channels[name = client and tail <= 0.01]',
    'channels.name != style',
    'models.strength > 10',
    'drift > 5',
    'held',
    'not reviewed exists',
    'verdict = alert',
    'verdict.score > 0.9',
    'verdict.rank <= 2',
    'verdict.model = takeover',
  ])
    assert.equal(holds(query, judged), true, query)
})

test('what does not', () => {
  for (const query of [
    'from = berg@example.org',
    'to != cem@example.com',
    'all to.domain = example.com',
    'all cc = a@example.org',
    'all cc != a@example.org',
    'to.count > 2',
    'subject = draft',
    'message-id = ab1@example.org',
    'date > 2024',
    'date >= 2024-05-01T10:31',
    'date < 2024-05-01',
    'date within 1d of 2024-05-03',
    'date = today',
    'bulk',
    'links.host = lure.test',
    'links[host ~ *.test and region = quoted]',
    'all links[region = own]',
    'links[region = own].count > 1',
    'attachments.count = 0',
    'ask = payment',
    'finding = link.new-domain',
    'gate = reply-diverted',
    'channels.name = style',
    'verdict = none',
    'finding = link.stop-over and bulk',
    'links.url = https://www.lure.test/sign?a=1',
  ])
    assert.equal(holds(query, judged), false, query)
})

test('without a judgement there is no answer, unless the rest decides', () => {
  const plain: HuntSubject = { record }
  for (const [query, answer] of [
    ['finding = link.stop-over', undefined],
    ['not finding = link.stop-over', undefined],
    ['finding exists', undefined],
    ['findings.count = 0', undefined],
    ['findings[severity = high].count = 0', undefined],
    ['all findings[severity = high]', undefined],
    ['verdict = alert or from.domain = example.org', true],
    ['verdict = alert and from.domain = example.com', false],
    ['links.role = shortener', undefined],
    ['links[role = shortener or region = own]', true],
    ['links[role = shortener].count = 0', true],
  ] as const)
    assert.equal(holds(query, plain), answer, query)
  const roles = { record, hostRoles: (host: string) => (host === 'www.lure.test' ? ['free-host'] : []) }
  assert.equal(holds('links[role = free-host and region = own]', roles), true)
  const compiled = compileWhere('verdict = alert and (gate = identity-clash or links.role = courier)', {
    now: NOW,
  })
  assert.ok(compiled.kind === 'compiled-where')
  assert.deepEqual([...compiled.needs].sort(), ['host-roles', 'judgement', 'verdict'])
})

test('what the index may leave out', () => {
  const value = (type: string, one: string, match = 'exact') => ({ type, value: one, match })
  const day = (month: number, date: number): number => Date.UTC(2024, month - 1, date)
  for (const [query, narrowing] of [
    ['date >= 2024-05-01 and date < 2024-06-01', { since: day(5, 1), until: day(6, 1) }],
    ['date = 2024-05-01 or date = 2024-05-03', { since: day(5, 1), until: day(5, 4) }],
    ['date within 1d of 2024-05-02', { since: day(5, 1), until: day(5, 4) }],
    ['date in (2024-05-01, 2024-05-02)', { since: day(5, 1), until: day(5, 3) }],
    ['date > 2024-04', { since: day(5, 1) }],
    ['not date > 2024-04', {}],
    ['date.stated > 2024-04', {}],
    ['from = A@b.test', { anyOf: [value('address', 'a@b.test')] }],
    ['from.domain = b.test', { anyOf: [value('host', 'b.test')] }],
    ['to.domain ~ *.b.test', { anyOf: [value('host', 'b.test', 'suffix')] }],
    ['links.host = 192.0.2.1', { anyOf: [value('ip', '192.0.2.1')] }],
    ['links.host = [2001:db8::1]', null],
    ['links.host = "[2001:db8::1]"', { anyOf: [value('ip', '2001:db8::1')] }],
    ['links.domain = b.test', { anyOf: [value('host', 'b.test', 'suffix')] }],
    ['links.url = b.test', {}],
    ['links.url = HTTP://b.test', { anyOf: [value('url', 'http://b.test/')] }],
    ['links[host = a.test and region = own]', { anyOf: [value('host', 'a.test')] }],
    ['links[host = a.test].count < 1', {}],
    ['links.host != a.test', {}],
    ['links.host ~ a*.test', {}],
    [
      'from = a@b.test or to = c@d.test',
      { anyOf: [value('address', 'a@b.test'), value('address', 'c@d.test')] },
    ],
    ['from = a@b.test or subject = x', {}],
    ['from in (a@b.test, c@d.test) and links.host = x.test', { anyOf: [value('host', 'x.test')] }],
    ['message-id = <X@y>', { anyOf: [value('message-id', 'X@y')] }],
    ['path.route has b.test', {}],
  ] as const) {
    const compiled = compileWhere(query, { now: NOW })
    if (narrowing === null) assert.equal(compiled.kind, 'error', query)
    else {
      assert.ok(compiled.kind === 'compiled-where', query)
      assert.deepEqual(compiled.narrowing, narrowing, query)
    }
  }
})

test('a mail that fits is never left out by the narrowing', () => {
  const part = fc.constantFrom(
    'from = anna@example.org',
    'to.domain = example.com',
    'to.domain ~ *.com',
    'links.host = www.lure.test',
    'links.domain = lure.test',
    'links.host ~ *.test',
    'links[host = www.lure.test and region = own]',
    'all links[host = www.lure.test]',
    'date >= 2024-05-01',
    'date < 2024-05-01',
    'date within 3d of 2024-05-03',
    'date in (2023, 2024-05-01)',
    'subject has draft',
    'bulk',
    'links.url = https://www.lure.test/Sign?a=1',
    'recipients = CEM@example.com',
    `attachments.sha256 = ${'ab'.repeat(32)}`,
    'message-id = Ab1@example.org',
    'from.domain in (example.net, example.org)',
    'date != 2024',
    'links.host != x.test',
  )
  const { query } = fc.letrec<{ query: string }>((tie) => ({
    query: fc.oneof(
      { depthSize: 'small' },
      part,
      tie('query').map((one) => `not (${one})`),
      fc
        .tuple(tie('query'), fc.constantFrom('and', 'or'), tie('query'))
        .map(([a, join, b]) => `((${a}) ${join} (${b}))`),
    ),
  }))
  const held: { type: string; value: string }[] = []
  observables(record, (type, value) => held.push({ type, value: value.toLowerCase() }))
  for (const { type, value } of [...held])
    if (type === 'address') held.push({ type: 'host', value: value.slice(value.lastIndexOf('@') + 1) })
  let fitted = 0
  fc.assert(
    fc.property(query, (text) => {
      const compiled = compileWhere(text, { now: NOW })
      assert.ok(compiled.kind === 'compiled-where', text)
      if (!compiled.matches(judged)) return
      fitted++
      const { since = record.time, until = record.time + 1, anyOf } = compiled.narrowing
      assert.ok(since <= record.time && record.time < until, text)
      if (anyOf)
        assert.ok(
          anyOf.some(({ type, value, match }) =>
            held.some(
              (one) =>
                one.type === type &&
                (one.value === value.toLowerCase() ||
                  (match === 'suffix' && one.value.endsWith(`.${value}`))),
            ),
          ),
          text,
        )
    }),
    { numRuns: 2000 },
  )
  assert.ok(fitted > 300)
})
