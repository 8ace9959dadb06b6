/**
 * Picks from a folder of messages the fewest and shortest that still run all the code the whole folder runs, and
 * copies them: `node bench/fuzz/distil.ts FROM TO [MOST]`. The result is kept in fixtures/fuzz and replayed by
 * test/fuzz-replay.test.ts.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readWhole } from './check-message.ts'
import { coverageMap } from './coverage.ts'
import { features } from './features.ts'

const [from, to, most = '400'] = process.argv.slice(2)
if (from === undefined || to === undefined) {
  console.error('usage: node bench/fuzz/distil.ts FROM TO [MOST]')
  process.exit(2)
}
/** Longer inputs are left where they are. */
const MAX_BYTES = 4_000

const inputs = readdirSync(from)
  .filter((name) => name.endsWith('.eml'))
  .map((name) => readFileSync(join(from, name)))
  .filter((bytes) => bytes.length <= MAX_BYTES)
  .sort((a, b) => a.length - b.length || a.compare(b))

/** Those that run code, or show a word, that none before them did. */
function fresh(messages: readonly Buffer[]): Buffer[] {
  const coverage = coverageMap(['/src/parse/', '/src/enrich/'])
  const words = new Set<string>()
  const kept = messages.filter((bytes) => {
    const checked = readWhole(bytes)
    let isFresh = coverage.takeNew().length > 0
    // Words with a number count how much there is of something: that alone is no reason to keep a file.
    for (const word of features(checked))
      if (/^(?:issue [\w.-]+ 1|part |link )/.test(word) && !words.has(word)) {
        words.add(word)
        isFresh = true
      }
    return isFresh
  })
  console.log(`${kept.length} of ${messages.length} messages, ${coverage.covered()} characters of code`)
  coverage.stop()
  return kept
}

// First the short ones, so that a long one is kept only for what it alone has; then the long ones, which make many
// short ones needless.
const kept = fresh(fresh(inputs).reverse()).slice(0, Number(most))
mkdirSync(to, { recursive: true })
for (const bytes of kept)
  writeFileSync(join(to, `${createHash('sha256').update(bytes).digest('hex').slice(0, 12)}.eml`), bytes)
