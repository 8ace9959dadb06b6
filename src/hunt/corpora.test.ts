// Files others publish, read only where they lie beside the project (../shared/corpora, or the folder
// COUNTERFOIL_CORPORA names); they are never part of it. Nothing in them is fetched.
import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { zstdDecompressSync } from 'node:zlib'
import type { Indicator, IndicatorSet } from '../model/indicator.ts'
import { stixErrors } from '../testing/stix-schemas.ts'
import { readIndicators } from './read/read-indicators.ts'
import { writeIndicatorCsv } from './write/csv-table.ts'
import { writeMisp } from './write/misp-event.ts'
import { writeStix } from './write/stix-bundle.ts'

const FOLDER = join(
  process.env.COUNTERFOIL_CORPORA ?? join(import.meta.dirname, '../../../shared/corpora'),
  'intel',
)
const NOW = Date.UTC(2026, 5, 1)

function files(context: TestContext, folder: string): readonly (readonly [name: string, bytes: Buffer])[] {
  const path = join(FOLDER, folder)
  if (!existsSync(path)) {
    console.log(`${context.name}: not run, no ${path}`)
    context.skip('corpora are not beside the project')
    return []
  }
  return readdirSync(path)
    .filter((name) => !name.startsWith('LICENSE'))
    .sort()
    .map((name) => {
      const bytes = readFileSync(join(path, name))
      return [name, name.endsWith('.zst') ? zstdDecompressSync(bytes) : bytes]
    })
}

const values = (indicators: readonly Indicator[]): readonly string[] =>
  indicators.map(({ type, value }) => `${type} ${value}`).sort()

/** Says only what differs: the lists are long. */
function sameValues(told: readonly string[], wanted: readonly string[], name: string): void {
  assert.deepEqual(
    {
      missing: wanted.filter((each) => !told.includes(each)),
      added: told.filter((each) => !wanted.includes(each)),
    },
    { missing: [], added: [] },
    name,
  )
}

/** Written as STIX (valid by the schemas of OASIS), MISP and a table, and read back: the same values each time. */
async function roundTrip({ indicators, source }: IndicatorSet): Promise<void> {
  const hunt = { indicators, sightings: [] }
  const stix = writeStix(hunt, { now: NOW })
  assert.deepEqual(stixErrors(stix), [], source.name)
  const read = async (text: string, name: string): Promise<readonly string[]> => {
    const again = await readIndicators(Buffer.from(text), name)
    assert.deepEqual(again.issues, [], source.name)
    return values(again.indicators)
  }
  sameValues(await read(stix, 'again.json'), values(indicators), source.name)
  if (indicators.length === 0) return
  sameValues(await read(writeMisp(hunt, { now: NOW }), 'again.json'), values(indicators), source.name)
  sameValues(await read(writeIndicatorCsv(indicators), 'again.csv'), values(indicators), source.name)
}

async function all(context: TestContext, folder: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {}
  for (const [name, bytes] of files(context, folder)) {
    const started = performance.now()
    const set = await readIndicators(bytes, name)
    const took = Math.round(performance.now() - started)
    assert.deepEqual(set.issues, [], name)
    counts[name.replace(/\..*$/, '')] = set.indicators.length
    console.log(`${name}: ${set.source.format}, ${set.indicators.length} indicators, ${took} ms`)
    await roundTrip(set)
  }
  return counts
}

test('corpora: the list of maltrail', async (context) => {
  const counts = await all(context, 'maltrail')
  if (Object.keys(counts).length > 0) assert.deepEqual(counts, { apt_charmingkitten: 2_408 })
})

test('corpora: the tables of Volexity', async (context) => {
  const counts = await all(context, 'volexity')
  if (Object.keys(counts).length > 0)
    assert.deepEqual(counts, { '2023-06-28-POWERSTAR-iocs': 23, '2024-02-13-CharmingCypress-iocs': 104 })
})

test('corpora: the bundles of Amnesty', async (context) => {
  const counts = await all(context, 'amnesty')
  if (Object.keys(counts).length > 0)
    assert.deepEqual(counts, {
      '2021-07-18_nso-pegasus': 1_549,
      '2021-12-16_cytrox-cytrox': 343,
      '2023-03-29_android_campaign-malware': 2_187,
      '2024-05-02_wintego_helios-wintego_helios': 175,
      '2024-12-16_serbia_novispy-novispy': 18,
    })
})

test('corpora: the examples of OASIS', async (context) => {
  const counts = await all(context, 'stix-examples')
  if (Object.keys(counts).length > 0) assert.equal(counts.poisonivy, 45)
})
