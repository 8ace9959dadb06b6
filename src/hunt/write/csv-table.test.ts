import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Indicator } from '../../model/indicator.ts'
import { readIndicators } from '../read/read-indicators.ts'
import { csvCell, writeIndicatorCsv, writeSightingCsv } from './csv-table.ts'
import { writeHuntJson } from './hunt-json.ts'

const made = (type: Indicator['type'], value: string, rest: Partial<Indicator> = {}): Indicator => ({
  kind: 'indicator',
  id: value,
  type,
  value,
  wording: value,
  source: { name: '=cmd.html', format: 'report' },
  labels: [],
  ...rest,
})

test('no cell is a formula, and none breaks its row', () => {
  assert.equal(csvCell('=1+1'), '"\'=1+1"')
  assert.equal(csvCell(' @SUM(A1)'), '"\' @SUM(A1)"')
  assert.equal(csvCell('a"b\r\n=c'), '"a""b =c"')
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const cell = csvCell(text)
      assert.match(cell, /^"(?:[^"\r\n]|"")*"$/)
      if (/^"-\d+(?:\.\d+)?"$/.test(cell)) return
      assert.doesNotMatch(cell, /^"[\s'"]*[=+\-@|](?<!'.*)/)
    }),
    { numRuns: 5_000 },
  )
})

test('a table of indicators is read back', async () => {
  const indicators = [
    made('address', '+a@evil.test', {
      context: '=HYPERLINK("http://x.test")',
      tlp: 'amber',
      confidence: 50,
      labels: ['a', 'b'],
      validFrom: 1_700_000_000_000,
    }),
    made('file-hash', `sha256:${'0f'.repeat(32)}`),
    made('file-name', '-rf.exe'),
    made('path', '/a?b'),
    made('text', 'Pay now, please'),
    made('pattern', "[email-message:subject MATCHES '^x']", {
      pattern: "[email-message:subject MATCHES '^x']",
    }),
    made('message-id', '1@evil.test'),
    made('network', '192.0.2.0/24'),
  ]
  const set = await readIndicators(Buffer.from(writeIndicatorCsv(indicators)), 'again.csv')
  assert.deepEqual(set.issues, [])
  assert.deepEqual(
    set.indicators.map(({ type, value }) => `${type} ${value}`),
    indicators.map(({ type, value }) => `${type} ${value}`),
  )
  const [first] = set.indicators
  assert.deepEqual(
    [first?.tlp, first?.confidence, first?.labels, first?.validFrom],
    ['amber', 50, ['a', 'b'], 1_700_000_000_000],
  )
})

test('sightings: a row each, lead in days', () => {
  const csv = writeSightingCsv([
    {
      kind: 'sighting',
      indicator: made('domain', 'evil.test'),
      tier: 'host',
      digest: `sha256:${'ab'.repeat(32)}`,
      time: 0,
      seen: '=evil',
      places: ['link'],
      evidence: [],
      lead: -86_400_000,
    },
  ])
  const [header, row] = csv.split('\r\n')
  assert.match(header ?? '', /^"time","tier","indicator_type"/)
  assert.match(
    row ?? '',
    /^"1970-01-01T00:00:00\.000Z","host","domain","evil\.test","'=evil","link","sha256:(?:ab){32}","-1\.0"/,
  )
})

test('JSON holds everything once', () => {
  const indicator = made('domain', 'evil.test')
  const json = writeHuntJson(
    {
      indicators: [indicator],
      sightings: [
        {
          kind: 'sighting',
          indicator,
          tier: 'host',
          digest: `sha256:${'ab'.repeat(32)}`,
          time: 0,
          seen: 'x',
          places: [],
          evidence: [],
        },
      ],
    },
    { now: 5 },
  )
  const read = JSON.parse(json) as { indicators: unknown[]; sightings: { indicator: string }[]; made: number }
  assert.deepEqual([read.indicators.length, read.sightings[0]?.indicator, read.made], [1, 'evil.test', 5])
})
