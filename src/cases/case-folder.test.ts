import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import type { Case } from '../model/case.ts'
import { addingEvidence } from './add-evidence.ts'
import { addingGap } from './case-annotations.ts'
import { CaseError } from './case-error.ts'
import { changeCase, mendCase, newCase, openCase } from './case-folder.ts'
import { whileLocked } from './case-lock.ts'
import { evidencePath } from './case-paths.ts'
import { addingClaims } from './case-statements.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-case-'))
after(() => rmSync(root, { recursive: true, force: true }))

const NOW = Date.UTC(2026, 10, 23, 12)
const ACTING = { person: 'ana', tool: 'counterfoil test', time: NOW }
const OPTIONS = { title: 'Harbour', tlp: 'amber', attackVersion: '18.1' } as const
const MAIL = Buffer.from(
  'From: Edda <edda@webpost.example>\r\nTo: o@office.example\r\nSubject: Plan\r\nDate: Mon, 2 Nov 2026 09:12:00 +0100\r\n\r\nHi.\r\n',
)

let count = 0
function harbour(): string {
  const folder = join(root, `harbour ${++count}`)
  newCase(folder, OPTIONS, ACTING)
  changeCase(folder, ACTING, (found) =>
    addingEvidence(found, [{ bytes: MAIL, name: 'plan.eml', of: 'message', how: 'exported by Ana' }], ACTING),
  )
  return folder
}

const codes = ({ issues }: Case): readonly string[] => issues.map(({ code }) => code)
const open = (folder: string): Case => openCase(folder, { now: NOW })
const refused = (action: () => unknown): CaseError => {
  let error: unknown
  try {
    action()
  } catch (caught) {
    error = caught
  }
  assert.ok(error instanceof CaseError, `not refused: ${String(error)}`)
  return error
}

test('a case is opened, grows, and reads back; a mail brings its time and zone', () => {
  const folder = harbour()
  const found = changeCase(folder, ACTING, (one) =>
    addingClaims(one, [{ text: 'The mail was sent from a phone.', supporting: ['e1'] }]),
  )
  assert.deepEqual(codes(found), [])
  const [evidence] = found.evidence
  assert.equal(evidence?.zone, '+0100')
  assert.equal(evidence?.time, Date.UTC(2026, 10, 2, 8, 12))
  assert.equal(evidence?.title, 'Mail “Plan”')
  assert.deepEqual(found.claims[0]?.supporting, ['E1'])
  assert.deepEqual(
    found.custody.map(({ what, item }) => [what, item]),
    [
      ['case opened', undefined],
      ['evidence added (message)', 'E1'],
      ['claim added', 'C1'],
    ],
  )
  assert.deepEqual(readFileSync(join(folder, evidencePath(evidence?.digest ?? ''))), MAIL)
  assert.equal(statSync(join(folder, 'case.json')).mode & 0o777, 0o600)
  assert.equal(statSync(join(folder, evidencePath(evidence?.digest ?? ''))).mode & 0o777, 0o400)
})

test('evidence that changed, is gone, was never added or came twice is told by its name', () => {
  const folder = harbour()
  const path = join(folder, evidencePath(open(folder).evidence[0]?.digest ?? ''))
  const again = { bytes: MAIL, name: 'copy.eml', of: 'message', how: 'sent by Bo' } as const
  changeCase(folder, ACTING, (found) => addingEvidence(found, [again], ACTING))
  assert.deepEqual(codes(open(folder)), ['case.duplicate'])
  assert.equal(open(folder).evidence[1]?.duplicateOf, 'E1')
  chmodSync(path, 0o600)
  writeFileSync(path, Buffer.concat([MAIL, Buffer.from('.')]))
  writeFileSync(join(folder, 'evidence', 'planted'), 'x')
  const found = open(folder)
  assert.deepEqual(codes(found), [
    'case.evidence-changed',
    'case.evidence-changed',
    'case.duplicate',
    'case.stray-file',
  ])
  assert.match(
    found.issues[0]?.detail ?? '',
    /^E1: evidence\/sha256-\w+ was changed since it was added: \d+ bytes/,
  )
  rmSync(path)
  assert.equal(open(folder).issues[0]?.code, 'case.evidence-missing')
})

test('times to come and times without a zone are told', () => {
  const folder = harbour()
  const log = Buffer.from('x')
  const tomorrow = NOW + 86_400_000
  const found = changeCase(folder, ACTING, (one) =>
    addingEvidence(one, [{ bytes: log, name: 'a.log', of: 'log', how: 'export', time: tomorrow }], ACTING),
  )
  assert.deepEqual(codes(found), ['case.clock-future', 'case.zone-missing'])
  assert.match(found.issues[0]?.detail ?? '', /^E2: its time is 2026-11-24T12:00:00Z, which is after now/)
})

test('any byte changed in case.json or the log is told, and nothing more is written', () => {
  const folder = harbour()
  for (const name of ['case.json', 'custody.ndjson']) {
    const path = join(folder, name)
    const bytes = readFileSync(path)
    for (let at = 0; at < bytes.length; at += name === 'case.json' ? 7 : 1) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ 1
      writeFileSync(path, changed)
      let told: string
      try {
        told = open(folder).issues[0]?.code ?? 'nothing'
      } catch (error) {
        told = (error as CaseError).code
      }
      assert.match(
        told,
        /^(?:case\.log-broken|case\.changed-outside|case\.log-cut|not-a-case|newer-version)$/,
        `${name} byte ${at}`,
      )
      writeFileSync(path, bytes)
    }
  }
  const path = join(folder, 'custody.ndjson')
  const lines = readFileSync(path, 'utf8').split('\n')
  writeFileSync(path, `${lines[0]}\n`)
  const cut = open(folder)
  assert.deepEqual(codes(cut), ['case.log-cut'])
  assert.match(cut.issues[0]?.detail ?? '', /counts 2 entries and there are 1/)
  const error = refused(() =>
    changeCase(folder, ACTING, (found) => addingGap(found, 'The gateway has no logs.')),
  )
  assert.equal(error.code, 'broken')
  assert.match(error.next, /case mend/)
})

test('a broken case goes on when somebody says why; the log as found is kept', () => {
  const folder = harbour()
  const path = join(folder, 'custody.ndjson')
  const text = readFileSync(path, 'utf8').replace('"ana"', '"eve"')
  writeFileSync(path, text)
  const { found, kept } = mendCase(folder, ACTING, 'the disk was restored from a backup')
  assert.deepEqual(codes(found), [])
  assert.equal(readFileSync(join(folder, kept), 'utf8'), text)
  assert.match(
    found.custody.at(-1)?.what ?? '',
    /gone on although custody\.ndjson: entry 1 .* because: the disk/,
  )
  assert.equal(refused(() => mendCase(folder, ACTING, 'again')).code, 'refused')
  assert.deepEqual(codes(changeCase(folder, ACTING, (one) => addingGap(one, 'The gateway has no logs.'))), [])
})

test('a change that is interrupted anywhere leaves the case as it was, or is complete', () => {
  const folder = harbour()
  const before = join(root, 'before')
  cpSync(folder, before, { recursive: true })
  changeCase(folder, ACTING, (found) => addingGap(found, 'The gateway has no logs.'))
  const log = readFileSync(join(folder, 'custody.ndjson'))
  const old = readFileSync(join(before, 'custody.ndjson'))
  for (let length = old.length; length <= log.length; length += length + 9 > log.length ? 1 : 9) {
    const crashed = join(root, 'crashed')
    rmSync(crashed, { recursive: true, force: true })
    cpSync(before, crashed, { recursive: true })
    copyFileSync(join(folder, 'case.json'), join(crashed, 'case.json.next'))
    writeFileSync(join(crashed, 'custody.ndjson'), log.subarray(0, length))
    const found = open(crashed)
    const isWhole = length === log.length
    assert.deepEqual(found.gaps.length, isWhole ? 1 : 0, `${length - old.length} bytes of the entry`)
    assert.deepEqual(codes(found), isWhole ? [] : ['case.interrupted'])
    const later = changeCase(crashed, ACTING, (one) => addingGap(one, 'A phone was not examined.'))
    assert.deepEqual(codes(later), [])
    assert.equal(later.gaps.length, isWhole ? 2 : 1)
    assert.ok(!existsSync(join(crashed, 'case.json.next')))
  }
})

test('what is not ours is not made ours: newer versions, other folders, cases that are there', () => {
  const folder = harbour()
  const path = join(folder, 'case.json')
  const text = readFileSync(path, 'utf8')
  writeFileSync(path, text.replace('"version": 1', '"version": 2'))
  assert.equal(refused(() => open(folder)).code, 'newer-version')
  writeFileSync(path, text.replace('"version": 1', '"version": 1, "colour": "red"'))
  assert.equal(refused(() => open(folder)).code, 'not-a-case')
  assert.equal(refused(() => open(root)).code, 'not-a-case')
  assert.equal(refused(() => newCase(folder, OPTIONS, ACTING)).code, 'exists')
  assert.equal(refused(() => newCase(join(root, '..hidden'), OPTIONS, ACTING)).code, 'refused')
})

test('of two processes at once one waits; a lock ends with its process', async () => {
  const folder = harbour()
  const script = `
    import { changeCase } from ${JSON.stringify(join(import.meta.dirname, 'case-folder.ts'))}
    import { addingGap } from ${JSON.stringify(join(import.meta.dirname, 'case-annotations.ts'))}
    for (let i = 0; i < 10; i++)
      changeCase(process.argv[1], { person: 'p', tool: 't', time: ${NOW} }, (one) => addingGap(one, 'Log ' + process.pid + '-' + i + ' is gone.'))
  `
  const run = (): Promise<number | null> =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
        stdio: 'inherit',
      })
      child.on('close', resolve)
    })
  assert.deepEqual(await Promise.all([run(), run(), run()]), [0, 0, 0])
  const found = open(folder)
  assert.equal(found.gaps.length, 30)
  assert.deepEqual(codes(found), [])
  const error = whileLocked(folder, () => refused(() => whileLocked(folder, () => 0, 50)))
  assert.equal(error.code, 'locked')
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.includes('partial')),
    [],
  )
})

test('bytes appended to the log of a sound case are passed over and taken away with the next change', () => {
  const folder = harbour()
  appendFileSync(join(folder, 'custody.ndjson'), '{"kind":"custody"')
  assert.deepEqual(codes(open(folder)), ['case.interrupted'])
  assert.deepEqual(
    codes(changeCase(folder, ACTING, (one) => addingGap(one, 'A phone was not examined.'))),
    [],
  )
})
