import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { INDICATOR_TYPES, type Indicator, TLP_LABELS } from '../../model/indicator.ts'
import { SIGHTING_TIERS, type Sighting } from '../../model/sighting.ts'
import { stixErrors } from '../../testing/stix-schemas.ts'
import { indicatorId } from '../read/indicator-collector.ts'
import { valueByForm } from '../read/indicator-value.ts'
import { readIndicators } from '../read/read-indicators.ts'
import type { HuntExport } from './hunt-export.ts'
import { writeMisp } from './misp-event.ts'
import { writeStix } from './stix-bundle.ts'
import { observableId, uuid5 } from './stix-id.ts'

const NOW = Date.UTC(2026, 5, 1, 12)

const VALUES: Readonly<Record<(typeof INDICATOR_TYPES)[number], readonly string[]>> = {
  url: ["https://a.test/it's?x=1&y=\\\\", 'http://[2001:db8::1]:8080/'],
  path: ['/gate.php?id=', '/a_b/c%20d', "/it's"],
  host: ['login.evil-fictional.com', 'a.b.c.test'],
  domain: ['evil.test', 'zone.of.evil.test', 'xn--e1aybc.test'],
  address: ["o'neil@evil.test", 'a+b@evil.test'],
  ip: ['192.0.2.1', '192.0.2.1:8443', '2001:db8::1', '[2001:db8::1]:443'],
  network: ['192.0.2.0/24', '2001:db8::/32'],
  'message-id': ['2026.4711@mta.evil.test'],
  'file-hash': [
    `sha256:${'ab'.repeat(32)}`,
    `md5:${'0f'.repeat(16)}`,
    `sha1:${'1e'.repeat(20)}`,
    `sha512:${'2d'.repeat(64)}`,
  ],
  'file-name': ["invoice 'final'.pdf.exe", 'a\\b.lnk'],
  text: ['your mailbox is "almost" full'],
  pattern: ["[email-message:subject MATCHES '^Re: .+' AND email-message:from_ref.value = 'a@evil.test']"],
}

const made = (
  type: (typeof INDICATOR_TYPES)[number],
  value: string,
  rest: Partial<Indicator> = {},
): Indicator => ({
  kind: 'indicator',
  id: indicatorId(type, value, 'report.html'),
  type,
  value,
  wording: value,
  ...(type === 'pattern' && { pattern: value }),
  source: { name: 'report.html', format: 'report', publisher: 'Fernwick Labs', title: 'Paper Lantern' },
  labels: [],
  ...rest,
})

const INDICATORS = INDICATOR_TYPES.flatMap((type, i) =>
  VALUES[type].map((value, j) =>
    made(type, value, {
      published: NOW - 86_400_000 * (i + 1),
      validFrom: NOW - 86_400_000 * (i + 2),
      validUntil: NOW + 86_400_000 * j,
      confidence: (i * 10 + j) % 101,
      ...(TLP_LABELS[(i + j) % TLP_LABELS.length] !== undefined && {
        tlp: TLP_LABELS[(i + j) % TLP_LABELS.length] ?? 'clear',
      }),
      labels: ['phishing', 'lure "x"'],
      context: 'Seen \u202e in a lure <b>\u0000',
    }),
  ),
)

const DIGEST = `sha256:${'ab'.repeat(32)}` as const
const SIGHTINGS: readonly Sighting[] = SIGHTING_TIERS.map((tier, i) => ({
  kind: 'sighting',
  indicator: INDICATORS[i % INDICATORS.length] ?? made('domain', 'evil.test'),
  tier,
  digest: DIGEST,
  time: NOW - 1_000 * i,
  seen: tier === 'exact-url' ? 'https://a.test/x' : 'login.evil.test',
  places: ['link', 'link-text'],
  evidence: [],
  lead: -1_000,
}))

const HUNT: HuntExport = {
  indicators: [
    ...INDICATORS,
    made('domain', 'benign.test', { benign: { kind: 'publisher', host: 'benign.test' } }),
  ],
  sightings: SIGHTINGS,
  messages: new Map([
    [
      DIGEST,
      {
        messageId: '4711@mta.evil.test',
        from: { name: 'A', address: 'a@evil.test' },
        subject: 'Re: a "quoted" subject',
        recipients: [{ name: '', address: 'b@example.org' }],
      },
    ],
  ]),
  coverage: {
    kind: 'hunt-coverage',
    messages: 41_212,
    from: NOW - 1e11,
    until: NOW,
    sources: [{ name: 'mail.mbox', messages: 41_212 }],
    unread: 12,
    attachments: { seen: 100, opened: 98 },
    wrapped: { seen: 10, decoded: 9 },
    notSearched: ['text was indexed from 2026-11 on'],
  },
}

const read = (text: string): ReturnType<typeof readIndicators> => readIndicators(Buffer.from(text), 'again')
const values = (indicators: readonly Indicator[]): readonly string[] =>
  indicators.map(({ type, value }) => `${type} ${value}`).sort()

test('the bundle holds to the schemas of OASIS, and the check can fail', () => {
  const json = writeStix(HUNT, { now: NOW, author: 'Meadow Lane' })
  assert.deepEqual(stixErrors(json), [])
  assert.notDeepEqual(stixErrors(json.replace('"valid_from"', '"valid_form"')), [])
  assert.notDeepEqual(stixErrors(json.replaceAll('email-message--', 'mail--')), [])
  assert.deepEqual(stixErrors(writeStix({ indicators: [], sightings: [] }, { now: NOW })), [])
})

test('what was written is read back: types, values, dates, confidence, TLP, labels', async () => {
  const again = await read(writeStix(HUNT, { now: NOW }))
  assert.deepEqual(again.issues, [])
  assert.deepEqual(values(again.indicators), values(INDICATORS))
  for (const indicator of INDICATORS) {
    const [one] = again.indicators.filter(
      ({ type, value }) => type === indicator.type && value === indicator.value,
    )
    assert.equal(one?.published, indicator.published)
    assert.equal(one?.validFrom, indicator.validFrom)
    assert.equal(one?.validUntil, indicator.validUntil)
    assert.equal(one?.confidence, indicator.confidence)
    assert.equal(one?.tlp, indicator.tlp)
    assert.ok(indicator.labels.every((label) => one?.labels.includes(label)))
  }
})

test('MISP: what was written is read back', async () => {
  const again = await read(writeMisp(HUNT, { now: NOW }))
  assert.equal(again.source.format, 'misp')
  assert.deepEqual(again.issues, [])
  // A zone below a registered domain has no type there: it comes back as the host.
  const wanted = INDICATORS.map((each) =>
    each.value === 'zone.of.evil.test' ? made('host', each.value) : each,
  )
  assert.deepEqual(values(again.indicators), values(wanted))
})

test('the same hunt written twice is the same text, and observables have the ids others give them', () => {
  assert.equal(writeStix(HUNT, { now: NOW }), writeStix(HUNT, { now: NOW }))
  assert.equal(writeMisp(HUNT, { now: NOW }), writeMisp(HUNT, { now: NOW }))
  // RFC 9562 appendix A.4: the name www.example.com in the namespace of DNS.
  assert.equal(
    uuid5('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com'),
    '2ed6657d-e927-568b-95e1-2665a8aea6a2',
  )
  // The example of STIX 2.1 §2.9.
  assert.equal(
    observableId('ipv4-addr', { value: '198.51.100.3' }),
    'ipv4-addr--28bb3599-77cd-5a82-a950-b5bc3caf07c4',
  )
})

test('whatever values, names and texts: valid, and the values come back', async () => {
  const word = fc.string({ unit: 'binary', maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          value: fc.oneof(
            fc.webUrl({ withQueryParameters: true }),
            fc.domain(),
            fc.ipV4(),
            fc.ipV6(),
            fc.emailAddress(),
          ),
          context: word,
          label: word,
          publisher: word,
          time: fc.integer({ min: -1e13, max: 1e16 }),
        }),
        { maxLength: 5 },
      ),
      async (parts) => {
        const indicators = parts.flatMap(({ value, context, label, publisher, time }) => {
          const normal = valueByForm(value)
          if (normal === undefined) return []
          const source = { name: 'r', format: 'list' as const, publisher }
          return [
            made(normal.type, normal.value, {
              context,
              labels: [label],
              published: time,
              validUntil: time + 1,
              source,
            }),
          ]
        })
        const json = writeStix({ indicators, sightings: [] }, { now: NOW })
        assert.deepEqual(stixErrors(json), [])
        const again = await read(json)
        assert.deepEqual(values(again.indicators), [...new Set(values(indicators))])
      },
    ),
    { numRuns: 150 },
  )
})
