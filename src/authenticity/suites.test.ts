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
import { type KeyRing, keysFromJson, NO_KEYS } from './key-archive.ts'

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

/** The suite signs in 1970 (`t=12345`) and its zone is what DNS says then: recorded keys with that life. */
function ringOfSuite(records: Readonly<Record<string, string>>): KeyRing {
  const list = Object.entries(records).map(([name, value]) => {
    const [selector = '', domain = ''] = name.split('._domainkey.')
    return { selector, domain, value, firstSeenAt: 1, lastSeenAt: 1e9 }
  })
  return keysFromJson(list, 'suite').ring
}

suite('ARC chains of the ValiMail suite', 'mailauth-eml.tar.zst', (files) => {
  const scenarios = JSON.parse(
    files.get('mailauth-eml/fixtures/arc/arc-draft-validation-tests.json')!.toString(),
  ) as ArcScenario[]
  const counts = { agree: 0, byStandard: 0, differ: 0 }
  const differing: string[] = []
  for (const scenario of scenarios) {
    const ring = ringOfSuite(scenario['txt-records'])
    for (const [name, { message, cv }] of Object.entries(scenario.tests)) {
      const { arc } = verdict(Buffer.from(message), ring)
      if (cv === '') {
        // Three seals that state cv=fail, for which the suite gives no result: RFC 8617 §5.2, steps 2 and 3.
        assert.equal(arc.result, 'fail', name)
        assert.match(arc.reason, /states cv=fail/)
        counts.byStandard++
      } else if (arc.result === cv.toLowerCase()) counts.agree++
      else {
        counts.differ++
        differing.push(`${name}: expected ${cv}, got ${arc.result} (${arc.reason})`)
      }
    }
  }
  console.log(`ARC chain suite: ${JSON.stringify(counts)}${differing.map((line) => `\n  ${line}`).join('')}`)
  assert.deepEqual(differing.map((line) => line.split(':')[0]).sort(), deliberate('ARC chain suite'))
  assert.deepEqual(counts, { agree: 163, byStandard: 3, differ: 5 })
})

interface ArcSigning {
  readonly tests: Readonly<
    Record<
      string,
      { readonly message: string; readonly AS: string; readonly AMS: string; readonly AAR: string }
    >
  >
  readonly 'txt-records': Readonly<Record<string, string>>
}

/** The field as the suite's signer wrote it: it compares tags without the white space inside b=, bh= and h=. */
function signedField(name: string, value: string): string {
  const plain = value
    .trimEnd()
    .replace(/\b(b|bh|h)=([^;]*)/g, (_, tag: string, text: string) => `${tag}=${text.replace(/\s+/g, '')}`)
  return plain === '' ? '' : `${name}: ${plain.replaceAll('\n', '\n ')}\n`
}

suite('ARC sets of the ValiMail signing suite', 'mailauth-eml.tar.zst', (files) => {
  const scenarios = JSON.parse(
    files.get('mailauth-eml/fixtures/arc/arc-draft-sign-tests.json')!.toString(),
  ) as ArcSigning[]
  // Nothing here signs; what a signer must come to has to be found good, and a set over a failed chain failed.
  const counts = { agree: 0, differ: 0 }
  const differing: string[] = []
  for (const scenario of scenarios)
    for (const [name, { message, AS, AMS, AAR }] of Object.entries(scenario.tests)) {
      const text = `${signedField('ARC-Seal', AS)}${signedField('ARC-Message-Signature', AMS)}${AAR.trim() === '' ? '' : `ARC-Authentication-Results: ${AAR.trimEnd().replaceAll('\n', '\n ')}\n`}${message}`
      const { arc } = verdict(Buffer.from(text), ringOfSuite(scenario['txt-records']))
      // Without a new seal there is one in the message already that states cv=fail.
      const expected = /cv=(?:none|pass)/.test(AS) ? 'pass' : 'fail'
      if (arc.result === expected && (expected === 'pass' || /states cv=fail/.test(arc.reason)))
        counts.agree++
      else {
        counts.differ++
        differing.push(`${name}: expected ${expected}, got ${arc.result} (${arc.reason})`)
      }
    }
  console.log(
    `ARC signing suite: ${JSON.stringify(counts)}${differing.map((line) => `\n  ${line}`).join('')}`,
  )
  assert.deepEqual(counts, { agree: 17, differ: 0 })
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

suite('mails of mailauth, without their keys', 'mailauth-eml.tar.zst', (files) => {
  // Real mails whose keys are not in the suite (mailauth's own tests ask DNS): the bodies can be checked, the fields
  // and chains not. A chain whose seal states cv=fail fails without any key.
  const counts = { agree: 0, differ: 0, keyless: 0 }
  const differing: string[] = []
  for (const [path, bytes] of files) {
    const name = /^mailauth-eml\/fixtures\/([\w-]+)\.eml$/.exec(path)?.[1]
    if (name === undefined) continue
    const { signatures, arc, state } = verdict(bytes, NO_KEYS)
    const arcExpected = name === 'arc-fail3' ? ['fail'] : ['open', 'none']
    const fine =
      signatures.every((one) => one.body === 'match' && one.state === 'no_key_found') &&
      arc.sets.every(({ message }) => message === undefined || message.body === 'match') &&
      arcExpected.includes(arc.result) &&
      state === (signatures.length === 0 ? 'unsigned' : 'no_key_found')
    if (fine) counts.agree++
    else {
      counts.differ++
      differing.push(`${name}: ${state}, chain ${arc.result} (${arc.reason})`)
    }
    if (arc.result === 'open') counts.keyless++
  }
  const { keyless, ...told } = counts
  console.log(
    `mailauth mail suite: ${JSON.stringify(told)}${differing.map((line) => `\n  ${line}`).join('')}`,
  )
  assert.deepEqual(differing, [])
  assert.deepEqual({ ...told, keyless }, { agree: 13, differ: 0, keyless: 8 })
})
