// Runs the unit and transcript tests with the network denied; fails when no test file is found.
// Usage: npm test [-- FILE-OR-PATTERN …]
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

const asked = process.argv.slice(2)
const patterns =
  asked.length > 0
    ? asked
    : ['src/**/*.test.ts', 'test/*.test.ts', 'examples/*.test.ts', 'bench/**/*.test.ts']
const files = patterns.flatMap((pattern) => globSync(pattern)).sort()
if (files.length === 0) {
  console.error(`no test file matches ${patterns.join(' ')}`)
  process.exit(1)
}
const { status } = spawnSync(
  process.execPath,
  [
    '--import',
    './src/testing/deny-network.ts',
    '--conditions=counterfoil-source',
    '--test',
    '--test-timeout=120000',
    ...files,
  ],
  { stdio: 'inherit' },
)
process.exit(status ?? 1)
