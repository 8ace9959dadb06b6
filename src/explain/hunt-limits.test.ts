import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HuntResult } from '../model/hunt.ts'
import type { Indicator } from '../model/indicator.ts'
import { sampleDigest } from '../testing/store-samples.ts'
import { huntHtml } from './hunt-html.ts'
import { huntJson } from './hunt-json.ts'
import { huntText } from './hunt-text.ts'

const indicator: Indicator = {
  kind: 'indicator',
  id: 'one',
  type: 'host',
  value: 'bad-place.example',
  wording: 'bad-place.example',
  source: { name: 'test', format: 'list' },
  labels: [],
}
const digest = sampleDigest(1)
const from = { name: 'Anna', address: 'anna@example.org' }
const marks = {
  sighting: 'more places of this mail hold it than are told',
  aftermath: 'only the first 50 mails that refer to it were looked at',
  whole: 'of 3552 sightings only the place is told, not the bytes',
}
const result: HuntResult = {
  sets: [],
  sightings: [
    {
      kind: 'sighting',
      indicator,
      tier: 'host',
      digest,
      time: 0,
      seen: 'bad-place.example',
      places: ['link'],
      evidence: [],
      cut: marks.sighting,
    },
  ],
  messages: [
    {
      kind: 'hunted-message',
      digest,
      time: 0,
      from,
      recipients: [],
      subject: 'Hello',
      source: 'a.mbox#0',
      tier: 'host',
      indicators: ['one'],
      aftermath: {
        kind: 'aftermath',
        digest,
        from,
        recipients: [],
        followedBy: [],
        related: [],
        limits: [marks.aftermath],
      },
    },
  ],
  summary: {
    kind: 'hunt-summary',
    sets: [],
    hunted: 1,
    setAside: 0,
    sightings: 1,
    messages: 1,
    tiers: [{ tier: 'host', sightings: 1 }],
    met: [{ indicator, messages: 1 }],
    limits: [
      ...Array.from({ length: 60 }, (_, n) => ({
        indicator: 'one',
        kind: 'shared-host' as const,
        detail: `host${n} is shared`,
      })),
      { kind: 'evidence-not-read', detail: marks.whole },
    ],
    coverage: {
      kind: 'hunt-coverage',
      messages: 1,
      sources: [],
      unread: 0,
      attachments: { seen: 0, opened: 0 },
      wrapped: { seen: 0, decoded: 0 },
      notSearched: [],
    },
    timings: { total: 0 },
  },
}

test('every limit that was met stands in text, HTML and JSON', () => {
  const forms = {
    text: huntText(result, { width: 400, color: false }),
    html: huntHtml(result, 0),
    json: huntJson(result),
  }
  for (const [form, written] of Object.entries(forms))
    for (const [name, mark] of Object.entries(marks))
      assert.ok(written.replace(/\s+/g, ' ').includes(mark), `${name} in ${form}: ${written}`)
  const { sightings, messages, summary } = JSON.parse(forms.json) as Record<string, unknown> & {
    sightings: readonly { cut: string }[]
    messages: readonly { limits: readonly string[] }[]
    summary: { limits: readonly unknown[] }
  }
  assert.equal(sightings[0]?.cut, marks.sighting)
  assert.deepEqual(messages[0]?.limits, [marks.aftermath])
  assert.equal(summary.limits.length, 61)
})
