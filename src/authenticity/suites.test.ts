// Conformance suites of others, run only where they lie beside the project (../shared/corpora/suites); they are
// never part of it. Prints what was run, and what differs and why.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { ItemVerdict } from '../model/authenticity.ts'
import { parseMessage } from '../parse/parse-message.ts'
import { SUITES_FOLDER, suiteArchive } from '../testing/suite-archive.ts'
import { itemVerdict } from './item-verdict.ts'
import { type KeyRing, keysFromJson } from './key-archive.ts'

function suite(name: string, archive: string, run: (files: ReadonlyMap<string, Buffer>) => void): void {
  test(name, (context) => {
    const files = suiteArchive(archive)
    if (files === undefined) {
      console.log(`${name}: not run, no ${archive} in ${SUITES_FOLDER}`)
      context.skip('suite not beside the project')
      return
    }
    run(files)
  })
}

/** Cases of a suite whose difference is deliberate; `npm run suites` lists them with their reasons. */
function deliberate(suiteName: string): readonly string[] {
  const file = join(import.meta.dirname, '../../test/suites/deliberate-differences.json')
  const groups = JSON.parse(readFileSync(file, 'utf8')) as { suite: string; cases: Record<string, number> }[]
  return groups
    .filter((group) => group.suite === suiteName)
    .flatMap(({ cases }) => Object.keys(cases))
    .sort()
}

function verdict(bytes: Buffer, ring: KeyRing): ItemVerdict {
  return itemVerdict(
    {
      kind: 'raw-message',
      bytes,
      source: { file: '/suite.eml', format: 'eml', offset: 0, length: bytes.length },
      issues: [],
    },
    parseMessage(bytes),
    ring,
  )
}

interface ArcScenario {
  readonly tests: Readonly<Record<string, { readonly message: string; readonly cv: string }>>
  readonly 'txt-records': Readonly<Record<string, string>>
}

suite('ARC chains of the ValiMail suite', 'mailauth-eml.tar.zst', (files) => {
  const scenarios = JSON.parse(
    files.get('mailauth-eml/fixtures/arc/arc-draft-validation-tests.json')!.toString(),
  ) as ArcScenario[]
  const counts = { agree: 0, open: 0, differ: 0, unstated: 0 }
  const differing: string[] = []
  for (const scenario of scenarios) {
    const { ring } = keysFromJson(scenario['txt-records'], 'suite')
    for (const [name, { message, cv }] of Object.entries(scenario.tests)) {
      const { arc } = verdict(Buffer.from(message), ring)
      if (cv === '') counts.unstated++
      else if (arc.result === cv.toLowerCase()) counts.agree++
      else if (cv === 'Fail' && arc.result === 'open') counts.open++
      else {
        counts.differ++
        differing.push(`${name}: expected ${cv}, got ${arc.result} (${arc.reason})`)
      }
    }
  }
  console.log(`ARC chain suite: ${JSON.stringify(counts)}${differing.map((line) => `\n  ${line}`).join('')}`)
  assert.deepEqual(differing.map((line) => line.split(':')[0]).sort(), deliberate('ARC chain suite'))
  assert.ok(counts.agree >= 158)
})

suite('signed mails of mailauth', 'mailauth-eml.tar.zst', (files) => {
  const folder = 'mailauth-eml/dkim/ec/fixtures/'
  const { ring } = keysFromJson(JSON.parse(files.get(`${folder}dns.json`)!.toString()), 'dns.json')
  const { signatures } = verdict(files.get(`${folder}signed.eml`)!, ring)
  assert.deepEqual(
    signatures.map(({ state }) => state),
    ['pass_archived_key', 'pass_archived_key'],
  )
})
