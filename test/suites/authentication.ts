import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Suite, SuiteResult } from './suite.ts'
import { tally } from './suite.ts'

const ROOT = join(import.meta.dirname, '../..')

/**
 * The suites of ARC, SPF and DKIM are tests beside the code they are about; they are run as such, and what they
 * print is counted: one line of counts for each, then one line for each case that differs.
 */
function run(suitesFolder: string): SuiteResult[] {
  const { stdout, status } = spawnSync(
    process.execPath,
    [
      '--import',
      './src/testing/deny-network.ts',
      '--conditions=counterfoil-source',
      '--test',
      '--test-reporter=tap',
      'src/enrich/auth/suites.test.ts',
      'src/authenticity/suites.test.ts',
    ],
    { cwd: ROOT, env: { ...process.env, COUNTERFOIL_SUITES: suitesFolder }, encoding: 'utf8' },
  )
  const results: SuiteResult[] = []
  const lines = stdout.split('\n').map((line) => line.replace(/^# /, ''))
  for (const [index, line] of lines.entries()) {
    const head = /^(.* suite): (\{.*\})$/.exec(line)
    if (head) {
      const counts = JSON.parse(head[2] as string) as Record<string, number>
      const rows = tally(head[1] as string)
      for (const [name, count] of Object.entries(counts))
        for (let each = 0; each < count; each++) {
          if (name === 'agree') rows.add([])
          else if (name !== 'differ') rows.skip(REASONS[name] ?? name)
        }
      for (let at = index + 1; /^ {2}\S/.test(lines[at] ?? ''); at++) {
        const [name = '', what = ''] = (lines[at] as string).trim().split(/: (.*)/s)
        rows.add([{ case: name, what }])
      }
      results.push(rows.result())
    }
    const signed = /^RFC 8463 example: (.*)$/.exec(line)?.[1]
    if (signed !== undefined) {
      const rows = tally('mailauth signed mails')
      for (const [at, word] of signed.split(', ').entries())
        rows.add(word.endsWith(' pass') ? [] : [{ case: `signature ${at + 1}`, what: word }])
      results.push(rows.result())
    }
    if (/: not run, /.test(line)) {
      const rows = tally(line.slice(0, line.indexOf(':')))
      rows.note(line.slice(line.indexOf(':') + 2))
      results.push(rows.result())
    }
  }
  const rows = tally('authentication tests')
  if (status === 0) rows.add([])
  else rows.fail('a suites.test.ts of src/enrich/auth or src/authenticity fails: run it by itself to see why')
  return [...results, rows.result()]
}

const REASONS: Readonly<Record<string, string>> = {
  open: 'no answer to be had: the result stays open, which the suite calls none, fail or temperror',
  unstated: 'the suite states no result',
  byStandard:
    'the suite states no result, the standard does: the test holds us to it (RFC 8617 §5.2: cv=fail fails)',
  internalClient: 'the client has an internal address, which is never checked',
}

export const authentication: Suite = {
  archive: 'mailauth-eml.tar.zst',
  run: (_files, suitesFolder) => run(suitesFolder),
}
