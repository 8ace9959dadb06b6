// Conformance suites of others, run only where they lie beside the project (../shared/corpora/suites); they are
// never part of it. Prints what was run, and what was not and why.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Resolver } from '../../model/ports.ts'
import { zoneOf, zoneResolver } from '../../net/zone-resolver.ts'
import { readMailText } from '../../testing/read-mail-text.ts'
import { SUITES_FOLDER, suiteArchive } from '../../testing/suite-archive.ts'
import { authenticate } from './authenticate.ts'

function suite(name: string, file: string, run: (files: ReadonlyMap<string, Buffer>) => Promise<void>): void {
  test(name, async (context) => {
    const files = suiteArchive(file)
    if (files === undefined) {
      console.log(`${name}: not run, no ${file} in ${SUITES_FOLDER}`)
      context.skip('suite not beside the project')
      return
    }
    await run(files)
  })
}

/** Cases of a suite whose difference is deliberate; `npm run suites` lists them with their reasons. */
function deliberate(suiteName: string): string[] {
  const file = join(import.meta.dirname, '../../../test/suites/deliberate-differences.json')
  const groups = JSON.parse(readFileSync(file, 'utf8')) as { suite: string; cases: Record<string, number> }[]
  return groups.filter(({ suite }) => suite === suiteName).flatMap(({ cases }) => Object.keys(cases))
}

interface ArcScenario {
  readonly tests: Readonly<Record<string, { readonly message: string; readonly cv: string }>>
  readonly 'txt-records': Readonly<Record<string, string>>
}

suite('ARC validation suite (ValiMail)', 'mailauth-eml.tar.zst', async (files) => {
  const scenarios = JSON.parse(
    files.get('mailauth-eml/fixtures/arc/arc-draft-validation-tests.json')!.toString(),
  ) as ArcScenario[]
  const counts = { agree: 0, open: 0, differ: 0, unstated: 0 }
  const differing: string[] = []
  const open: string[] = []
  for (const scenario of scenarios)
    for (const [name, { message, cv }] of Object.entries(scenario.tests)) {
      const bytes = Buffer.from(message)
      const resolver = zoneResolver(zoneOf(scenario['txt-records'], name), 0)
      const { facts } = await authenticate(readMailText(bytes), { bytes, resolver })
      const arc = facts.results.find(({ method, source }) => method === 'arc' && source === 'own')
      const got = arc?.result ?? 'none'
      if (cv === '') counts.unstated++
      else if (got === cv.toLowerCase()) counts.agree++
      else if (cv === 'Fail' && (got === 'temperror' || got === 'neutral')) {
        counts.open++
        open.push(name)
      } else {
        counts.differ++
        differing.push(name)
      }
    }
  console.log(
    `ARC validation suite: ${JSON.stringify(counts)}${differing.map((name) => `\n  ${name}`).join('')}`,
  )
  assert.deepEqual(differing.sort(), deliberate('ARC validation suite').sort())
  // No key is to be had under these names: what is asked is left open and not called forged.
  assert.deepEqual(open, ['ams_fields_d_invalid', 'as_fields_d_invalid', 'public_key_na'])
  assert.ok(counts.agree >= 160)
})

suite('signed mails of mailauth', 'mailauth-eml.tar.zst', async (files) => {
  const folder = 'mailauth-eml/dkim/ec/fixtures/'
  const zone = JSON.parse(files.get(`${folder}dns.json`)!.toString()) as unknown
  const bytes = files.get(`${folder}signed.eml`)!
  const { facts } = await authenticate(readMailText(bytes), {
    bytes,
    resolver: zoneResolver(zoneOf(zone, 'dns.json'), 0),
  })
  const results = facts.results.filter(({ method, source }) => method === 'dkim' && source === 'own')
  console.log(
    `RFC 8463 example: ${results.map(({ selector, result }) => `${selector} ${result}`).join(', ')}`,
  )
  assert.deepEqual(
    results.map(({ result }) => result),
    ['pass', 'pass'],
  )
})

interface SpfScenario {
  readonly tests: Readonly<
    Record<string, { helo: string; host: string; mailfrom: string; result: string | string[] }>
  >
  readonly zonedata: Readonly<Record<string, readonly (string | Readonly<Record<string, unknown>>)[]>>
}

/** Answers as the suite's rules say: SPF records stand for TXT, `TIMEOUT` fails, what is not listed is absent. */
function spfResolver(scenario: SpfScenario): Resolver {
  const zone = new Map(
    Object.entries(scenario.zonedata).map(([name, records]) => [name.toLowerCase(), records]),
  )
  const find = (name: string, type: string, depth: number): unknown[] | 'unknown' => {
    const records = zone.get(name) ?? []
    const listed = (key: string): unknown[] =>
      records.flatMap((record) => (typeof record === 'object' && key in record ? [record[key]] : []))
    const found = type === 'TXT' && listed('TXT').length === 0 ? listed('SPF') : listed(type)
    const texts = found.filter((value) => value !== 'NONE')
    if (texts.length > 0) return texts
    const [alias] = listed('CNAME')
    if (typeof alias === 'string' && depth < 8) return find(alias.toLowerCase(), type, depth + 1)
    return records.includes('TIMEOUT') ? 'unknown' : []
  }
  return {
    resolve: async (name, type) => {
      const base = { kind: 'lookup', id: `dns:${type}:${name}`, time: 0, from: 'dns' } as const
      const found = find(name, type, 0)
      if (found === 'unknown' || found.includes('TIMEOUT'))
        return { ...base, status: 'unknown', error: 'TIMEOUT' }
      if (found.length === 0) return { ...base, status: 'absent' }
      const answer = found.map((value) => {
        if (type === 'MX')
          return { priority: (value as [number, string])[0], exchange: (value as [number, string])[1] }
        return Array.isArray(value) ? value.join('') : value
      })
      return { ...base, status: 'answer', answer }
    },
  }
}

for (const [title, name, agreeing] of [
  ['RFC 7208 suite', 'rfc7208-tests.yml', 181],
  ['RFC 7208 (2014) suite', 'rfc7208-tests-2014-05.yml', 174],
] as const)
  suite(`${title} (openspf)`, 'spf.tar.zst', (files) => spfSuite(files.get(`spf/${name}`)!, title, agreeing))

async function spfSuite(yaml: Buffer, title: string, agreeing: number): Promise<void> {
  // The suite is YAML with all its quoting; nothing else here needs a YAML reader.
  const python = spawnSync(
    'python3',
    ['-c', 'import sys,json,yaml; json.dump(list(yaml.safe_load_all(sys.stdin.buffer)), sys.stdout)'],
    { input: yaml, maxBuffer: 1 << 26 },
  )
  if (python.status !== 0) {
    console.log(`${title}: not run, it is YAML and needs python3 with PyYAML to be read`)
    return
  }
  const scenarios = (JSON.parse(python.stdout.toString()) as (SpfScenario | null)[]).filter(
    (one) => one !== null,
  )
  const counts = { agree: 0, open: 0, internalClient: 0, differ: 0 }
  const differing: string[] = []
  const open: string[] = []
  for (const scenario of scenarios)
    for (const [name, spf] of Object.entries(scenario.tests)) {
      const ip = spf.host.includes(':') ? `IPv6:${spf.host}` : spf.host
      const mail = [
        `Return-Path: <${spf.mailfrom}>`,
        `Received: from ${spf.helo} (unknown [${ip}]) by mx.receiver.test (Postfix) with ESMTP id 1`,
        'From: a@b.test',
        '',
        '',
      ].join('\r\n')
      const bytes = Buffer.from(mail)
      const { facts } = await authenticate(readMailText(bytes), { bytes, resolver: spfResolver(scenario) })
      if (facts.notEvaluated.includes('own SPF check: no client address at the border hop')) {
        counts.internalClient++
        continue
      }
      const got = facts.results.find(({ method, source }) => method === 'spf' && source === 'own')?.result
      const expected = [spf.result].flat()
      if (got !== undefined && expected.includes(got)) counts.agree++
      else if (got === undefined && expected.some((word) => word === 'none' || word === 'temperror')) {
        counts.open++
        open.push(`${name}: ${expected.join(' or ')}`)
      } else {
        counts.differ++
        differing.push(`${name}: expected ${expected.join(' or ')}, got ${got ?? 'nothing'}`)
      }
    }
  console.log(`${title}: ${JSON.stringify(counts)}${differing.map((line) => `\n  ${line}`).join('')}`)
  assert.deepEqual(differing, [])
  // DNS does not answer: there is no result then, and `notEvaluated` says so.
  assert.deepEqual(open, ['txttimeout: temperror', 'nospftxttimeout: temperror', 'alltimeout: temperror'])
  assert.ok(counts.agree >= agreeing)
}
