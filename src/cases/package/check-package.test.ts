import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { unzipSync } from 'fflate'
import type { Case } from '../../model/case.ts'
import { addingEvidence } from '../add-evidence.ts'
import { addingGap } from '../case-annotations.ts'
import { changeCase, evidenceBytes, newCase, openCase } from '../case-folder.ts'
import { canonicalZip, readCanonicalZip } from './canonical-zip.ts'
import { checkPackage } from './check-package.ts'
import { casePackage } from './write-package.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-package-'))
after(() => rmSync(root, { recursive: true, force: true }))

const NOW = Date.UTC(2026, 10, 23, 12)
const ACTING = { person: 'ana', tool: 'counterfoil test', time: NOW }
const folder = join(root, 'harbour')
newCase(folder, { title: 'Harbour', tlp: 'amber', attackVersion: '18.1' }, ACTING)
const evidence = [
  {
    bytes: Buffer.from('From: a@b.example\r\n\r\nHi.\r\n'),
    name: 'plan.eml',
    of: 'message',
    how: 'exported',
  },
  { bytes: Buffer.from('MZ'), name: 'tool.EXE', of: 'document', how: 'attached', tlp: 'red' },
  {
    bytes: Buffer.from('From: a@b.example\r\n\r\nHi.\r\n'),
    name: 'b.eml',
    of: 'message',
    how: 'exported again',
  },
] as const
changeCase(folder, ACTING, (found) => addingEvidence(found, evidence, ACTING))
changeCase(folder, ACTING, (found) => addingGap(found, 'The gateway has no logs.'))
const found: Case = openCase(folder, { now: NOW })

const input = {
  found,
  bytesOf: (one: Case['evidence'][number]) => evidenceBytes(folder, one),
  rendered: [{ path: 'report.html', bytes: Buffer.from('<!doctype html><title>x</title>') }],
  created: NOW,
  tool: 'counterfoil test',
  tlp: 'red',
} as const
const { bytes } = casePackage(input)

test('a package is sound, the same bytes whenever it is made, and opens with other programs', () => {
  const check = checkPackage(bytes)
  assert.deepEqual(check.issues, [])
  assert.equal(check.head, found.custody.at(-1)?.hash)
  assert.deepEqual(casePackage(input).bytes, bytes)
  const files = unzipSync(bytes)
  assert.deepEqual(Object.keys(files), [
    'README.txt',
    'SHA256SUMS',
    'case.json',
    'custody.ndjson',
    'evidence/E1.eml',
    'evidence/E2.exe.bin',
    'manifest.json',
    'report.html',
  ])
  const unpacked = mkdtempSync(join(root, 'unpacked-'))
  writeFileSync(join(unpacked, 'p.zip'), bytes)
  execFileSync(
    'python3',
    ['-c', 'import zipfile; z=zipfile.ZipFile("p.zip"); assert z.testzip() is None; z.extractall()'],
    { cwd: unpacked },
  )
  assert.ok(readdirSync(unpacked).includes('evidence'))
  const told = execFileSync('sha256sum', ['-c', 'SHA256SUMS'], { cwd: unpacked, encoding: 'utf8' })
  assert.equal(told.match(/: OK$/gm)?.length, 7)
})

test('every single byte that is changed anywhere in a package is told with its place', () => {
  for (let at = 0; at < bytes.length; at++) {
    const changed = Buffer.from(bytes)
    changed[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
    const { issues } = checkPackage(changed)
    assert.ok(
      issues.some(({ range }) => range !== undefined && range.start <= at && at < range.end),
      `byte ${at}: ${JSON.stringify(issues)}`,
    )
  }
})

test('bytes appended, taken away or put in are told', () => {
  const at = 400
  for (const changed of [
    Buffer.concat([bytes, Buffer.from('x')]),
    bytes.subarray(0, -1),
    bytes.subarray(0, at),
    bytes.subarray(1),
    Buffer.concat([bytes.subarray(0, at), Buffer.from('x'), bytes.subarray(at)]),
    Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1)]),
    Buffer.alloc(0),
    Buffer.from('not a package'),
  ])
    assert.notDeepEqual(checkPackage(changed).issues, [])
})

/** Somebody who makes the archive anew around a changed file. */
function remade(change: (path: string, text: string) => string | undefined): Buffer {
  const { files } = readCanonicalZip(bytes)
  return canonicalZip(
    files.flatMap(({ path, bytes: content }) => {
      const text = change(path, Buffer.from(content).toString('latin1'))
      return text === undefined ? [] : [{ path, bytes: Buffer.from(text, 'latin1') }]
    }),
  )
}
const codes = (package_: Buffer): readonly string[] => [
  ...new Set(checkPackage(package_).issues.map(({ code }) => code)),
]

test('an archive made anew around a changed file does not fit its manifest', () => {
  assert.deepEqual(
    codes(remade((path, text) => (path === 'evidence/E1.eml' ? text.replace('Hi', 'Ho') : text))),
    ['case.package-changed'],
  )
  assert.deepEqual(codes(remade((path, text) => (path === 'evidence/E1.eml' ? undefined : text))), [
    'case.package-incomplete',
    'case.package-changed',
  ])
  const cut = codes(
    remade((path, text) =>
      path === 'custody.ndjson' ? text.split('\n').slice(0, 1).join('\n').concat('\n') : text,
    ),
  )
  assert.ok(cut.includes('case.log-cut') && cut.includes('case.changed-outside'), cut.join())
  assert.ok(
    codes(
      remade((path, text) => (path === 'case.json' ? text.replace('Harbour', 'Herbour') : text)),
    ).includes('case.changed-outside'),
  )
  assert.ok(
    codes(
      remade((path, text) =>
        path === 'manifest.json' ? text.replace('"version": 1', '"version": 2') : text,
      ),
    ).includes('case.newer-version'),
  )
})

test('evidence above the marking of the package is left out, and said to be', () => {
  const { bytes: amber, manifest } = casePackage({ ...input, tlp: 'amber' })
  assert.deepEqual(manifest.withheld, ['E2'])
  assert.deepEqual(checkPackage(amber).issues, [])
  assert.ok(!Object.keys(unzipSync(amber)).some((path) => path.includes('E2') || path === 'case.json'))
})
