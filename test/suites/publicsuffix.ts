import { domainToASCII } from 'node:url'
import { linkHost } from '../../src/parse/links/link-host.ts'
import type { Suite, SuiteFiles, SuiteResult } from './suite.ts'
import { tally, versus } from './suite.ts'

/**
 * Registrable domains. Where the list's tests say that a name has none, being a suffix itself, ours is the name:
 * a link there still has somebody to be compared with.
 */
function domains(files: SuiteFiles): SuiteResult {
  const rows = tally('publicsuffix')
  const lines = files
    .read('publicsuffix/tests/tests.txt')
    .toString('utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('//'))
  for (const line of lines) {
    const [name = '', registrable = ''] = line.trim().split(/\s+/)
    if (name === 'null') {
      rows.skip('no name at all')
      continue
    }
    const expected = domainToASCII(registrable === 'null' ? name : registrable)
    const { domain } = linkHost(name)
    rows.add(
      domain === expected ? [] : [{ case: domainToASCII(name) || name, what: versus(expected, domain) }],
    )
  }
  return rows.result()
}

export const publicsuffix: Suite = {
  archive: 'publicsuffix.tar.zst',
  run: (files) => [domains(files)],
}
