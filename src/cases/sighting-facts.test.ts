import assert from 'node:assert/strict'
import { test } from 'node:test'
import { huntJson, huntLine } from '../explain/hunt-json.ts'
import type { HuntResult } from '../model/hunt.ts'
import type { Indicator } from '../model/indicator.ts'
import type { Sighting } from '../model/sighting.ts'
import { sightingsIn } from './sighting-facts.ts'

const PUBLISHED = Date.UTC(2026, 7, 9)
const INDICATOR: Indicator = {
  kind: 'indicator',
  id: 'indicator--1',
  type: 'host',
  value: 'share.test',
  wording: 'share[.]test',
  source: { name: 'lantern.html', format: 'report', publisher: 'Fernwick Labs', title: 'Paper Lantern' },
  published: PUBLISHED,
  validUntil: PUBLISHED + 9e9,
  tlp: 'green',
  labels: ['Grey Heron', 'phishing'],
}
const SIGHTING: Sighting = {
  kind: 'sighting',
  indicator: INDICATOR,
  tier: 'host',
  digest: `sha256:${'ab'.repeat(32)}`,
  time: Date.UTC(2026, 5, 12, 9, 12),
  seen: 'share.test',
  places: ['link'],
  evidence: [],
}
const SET = { kind: 'indicator-set', source: INDICATOR.source, indicators: [INDICATOR], issues: [] } as const
const EXPECTED = {
  evidence: 'E1',
  type: 'host',
  value: 'share.test',
  tier: 'host',
  digest: SIGHTING.digest,
  time: SIGHTING.time,
  source: 'Fernwick Labs',
  published: PUBLISHED,
  validUntil: PUBLISHED + 9e9,
  tlp: 'green',
  labels: ['Grey Heron', 'phishing'],
}

test('sightings are read as hunt writes them: JSON lines, one document, or as the library has them', () => {
  const lines = Buffer.from(huntLine(SET) + huntLine(SIGHTING))
  assert.deepEqual(sightingsIn('E1', lines), [EXPECTED])
  const result = {
    sets: [SET],
    sightings: [SIGHTING],
    messages: [],
    summary: {
      kind: 'hunt-summary',
      sets: [],
      met: [],
      tiers: [],
      limits: [],
      hunted: 1,
      setAside: 0,
      sightings: 1,
      messages: 1,
      coverage: {
        kind: 'hunt-coverage',
        messages: 1,
        sources: [],
        unread: 0,
        attachments: { seen: 0, opened: 0 },
        wrapped: { seen: 0, decoded: 0 },
        notSearched: [],
      },
    },
  } as unknown as HuntResult
  assert.deepEqual(sightingsIn('E1', Buffer.from(huntJson(result))), [EXPECTED])
  assert.deepEqual(sightingsIn('E1', Buffer.from(`${JSON.stringify(SIGHTING)}\n`)), [EXPECTED])
})

test('what is no sighting gives none, and a sighting without its report still counts', () => {
  const [one] = sightingsIn('E1', Buffer.from(huntLine(SIGHTING)))
  assert.equal(one?.source, 'lantern.html')
  assert.equal(one?.published, undefined)
  for (const text of ['', 'null', '[1]', '{"type":"sighting"}', '{"indicator":{},"date":"x"}', '\u0000'])
    assert.deepEqual(sightingsIn('E1', Buffer.from(text)), [], text)
})
