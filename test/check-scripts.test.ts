// The checks of `npm run check` are themselves checked: each catches what it is there for, and passes what is right.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { test } from 'node:test'

interface Outcome {
  readonly status: number | null
  readonly lines: readonly string[]
}

function run(script: string, files: Readonly<Record<string, string>>): Outcome {
  const root = mkdtempSync(join(tmpdir(), 'counterfoil-check-'))
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, name)), { recursive: true })
      writeFileSync(join(root, name), text)
    }
    const child = spawnSync(process.execPath, [resolve('scripts', script)], { cwd: root, encoding: 'utf8' })
    return { status: child.status, lines: child.stderr.split('\n').filter((line) => line !== '') }
  } finally {
    rmSync(root, { recursive: true })
  }
}

const boundaries = (file: string, text: string): Outcome =>
  run('check-boundaries.js', { [`src/${file}`]: text })

const REFUSED: readonly (readonly [what: string, file: string, text: string, message: RegExp])[] = [
  ['an import upward', 'parse/a.ts', `import { x } from '../enrich/b.ts'`, /parse may not import enrich/],
  [
    'a type import upward',
    'judge/a.ts',
    `import type { X } from '../parse/b.ts'`,
    /judge may not import parse/,
  ],
  ['export … from', 'explain/a.ts', `export * from '../store/b.ts'`, /explain may not import store/],
  [
    'an import over several lines',
    'store/a.ts',
    `import {\n  x,\n} from\n  '../ingest/b.ts'`,
    /store may not/,
  ],
  ['an import for effect', 'net/a.ts', `import '../parse/b.ts'`, /net may not import parse/],
  [
    'a dynamic import',
    'ingest/a.ts',
    `const x = await import('../store/b.ts')`,
    /ingest may not import store/,
  ],
  [
    'a type by import()',
    'model/a.ts',
    `export type X = import('../parse/b.ts').X`,
    /model may not import parse/,
  ],
  ['a computed import', 'enrich/a.ts', 'const x = await import(name)', /computed target/],
  ['require', 'parse/a.ts', `const x = require('../enrich/b.ts')`, /parse may not import enrich/],
  [
    'a worker’s script',
    'parse/a.ts',
    `new URL('../work/w.ts', import.meta.url)`,
    /parse may not import work/,
  ],
  ['the command line below the library', 'cli/a.ts', `import { x } from '../pipeline.ts'`, /cli may not/],
  ['its own package name', 'cli/a.ts', `import { scan } from 'counterfoil'`, /relative path/],
  ['a file outside src', 'parse/a.ts', `import x from '../../bench/b.ts'`, /outside src/],
  ['DNS', 'enrich/a.ts', `import dns from 'node:dns'`, /Resolver or Fetcher/],
  ['sockets without node:', 'parse/a.ts', `import net from 'net'`, /Resolver or Fetcher/],
  ['an npm client', 'judge/a.ts', `import { request } from 'undici'`, /Resolver or Fetcher/],
  [
    'mailauth elsewhere',
    'parse/a.ts',
    `import { dkimVerify } from 'mailauth/lib/dkim/verify.js'`,
    /only enrich/,
  ],
  [
    'sockets past the address rules',
    'net/a.ts',
    `import { connect } from 'node:tls'`,
    /behind the address rules/,
  ],
  [
    'another kind of socket than the one a file is for',
    'net/dns-resolver.ts',
    `import http from 'node:http'`,
    /behind the address rules/,
  ],
  ['fetch past the address rules', 'net/a.ts', `const x = await fetch(url)`, /nobody calls fetch/],
  ['fetch', 'ingest/a.ts', `const x = await fetch('https://example.org')`, /nobody calls fetch/],
  ['fetch by another name', 'cli/a.ts', `const get = globalThis.fetch`, /nobody calls fetch/],
  ['files', 'parse/a.ts', `import { readFileSync } from 'node:fs'`, /works on what it is given/],
  [
    'threads beside the file that may start one',
    'enrich/attachments/pdf/other.ts',
    `import { Worker } from 'node:worker_threads'`,
    /works on what it is given/,
  ],
  [
    'another door than the one allowed',
    'enrich/attachments/pdf/pdfjs-thread.ts',
    `import { readFileSync } from 'node:fs'`,
    /works on what it is given/,
  ],
  ['other programs', 'cli/a.ts', `import { spawn } from 'node:child_process'`, /other programs/],
  ['a module unseen', 'judge/a.ts', `const fs = process.getBuiltinModule('fs')`, /by import only/],
  ['the clock', 'judge/a.ts', `const now = Date.now()`, /read the clock/],
  ['the clock by new Date', 'enrich/a.ts', `const now = new Date()`, /read the clock/],
  ['the clock by new Date without brackets', 'enrich/a.ts', `const now = new Date;`, /read the clock/],
  ['the clock passed on', 'store/a.ts', `const clock = Date.now`, /read the clock/],
  ['dice', 'judge/a.ts', `const x = Math.random()`, /no random numbers/],
  ['waiting', 'judge/a.ts', `export async function judge() {}`, /judge is synchronous/],
  ['an unknown folder', 'utils/a.ts', `export const x = 1`, /add "utils" to MAY_IMPORT/],
]

test('the boundary check refuses each way around the plan', () => {
  for (const [what, file, text, message] of REFUSED) {
    const { status, lines } = boundaries(file, text)
    assert.equal(status, 1, what)
    assert.ok(
      lines.some((line) => message.test(line)),
      `${what}: ${lines.join('; ')}`,
    )
  }
})

test('the boundary check passes what the plan allows, and tests', () => {
  const { status, lines } = run('check-boundaries.js', {
    'src/model/x.ts': `export interface X { readonly time: number }`,
    'src/parse/a.ts': `import type { X } from '../model/x.ts'\nimport { b } from './sub/b.ts'\nnew Date(5)\nnew URL('https://example.org')`,
    'src/parse/a.test.ts': `import { y } from '../enrich/y.ts'\nimport fs from 'node:fs'`,
    'src/enrich/y.ts': `import { a } from '../parse/a.ts'\nlet m: typeof import('mailauth')\nm = await import('mailauth')`,
    'src/enrich/attachments/pdf/pdfjs-thread.ts': `import { Worker } from 'node:worker_threads'`,
    'src/net/dns-resolver.ts': `import dns from 'node:dns/promises'`,
    'src/net/guarded-connection.ts': `import { connect } from 'node:net'`,
    'src/testing/t.ts': `import http from 'node:http'\nawait fetch(url)`,
    'src/cli/main.ts': `import { scan } from '../index.ts'\nDate.now()`,
    'src/index.ts': `export { a } from './parse/a.ts'`,
  })
  assert.deepEqual([status, lines], [0, []])
})

test('the boundary check fails where there is nothing to check', () => {
  assert.equal(run('check-boundaries.js', { 'src/readme.md': 'x' }).status, 1)
})

const lock = (packages: Readonly<Record<string, unknown>>): string => JSON.stringify({ packages })
const project = (
  architecture: string,
  packages: Readonly<Record<string, unknown>>,
  source: string = `import { x } from 'one/part'`,
): Outcome =>
  run('check-dependencies.js', {
    'package.json': JSON.stringify({ dependencies: { one: '^1' }, workspaces: ['tools'] }),
    'package-lock.json': lock({ '': {}, tools: { optionalDependencies: { two: '1' } }, ...packages }),
    'ARCHITECTURE.md': architecture,
    'src/a.ts': source,
  })
const ROWS =
  '# A\n\n| `src/x` | a | b |\n\n## Dependencies\n\n| name | for | why |\n|---|---|---|\n| `one` | reading | small |\n| `two` | running | pinned |\n\n## Next\n\n| `src/y` | a | b |\n'
const FINE = { 'node_modules/one': { version: '1.0.0', license: 'MIT' } }

test('the dependency check wants a line, a licence we may ship, and no script at installation', () => {
  assert.deepEqual(project(ROWS, FINE), { status: 0, lines: [] })
  assert.match(
    project(ROWS, FINE, `import { x } from 'other'`).lines.join(),
    /one: nothing in src imports it/,
  )
  assert.match(project('', FINE).lines.join(), /one: add a row/)
  assert.match(project(ROWS.replace('| small |', '|  |'), FINE).lines.join(), /one: add a row/)
  assert.match(
    project(ROWS.replace('| `two`', '| `gone` | a | b |\n| `two`'), FINE).lines.join(),
    /gone: .* no dependency/,
  )
  const refused: readonly (readonly [Readonly<Record<string, unknown>>, RegExp])[] = [
    [{ license: 'AGPL-3.0-only' }, /licence AGPL/],
    [{ license: 'GPL-3.0 AND MIT' }, /licence GPL/],
    [{ license: 'GPL-2.0', dev: true }, /licence GPL/],
    [{ license: 'MPL-2.0' }, /licence MPL/],
    [{}, /states no licence/],
    [{ license: 'MIT', hasInstallScript: true }, /runs a script/],
  ]
  for (const [entry, message] of refused) {
    const outcome = project(ROWS, { ...FINE, 'node_modules/x': { version: '2.0.0', ...entry } })
    assert.equal(outcome.status, 1, JSON.stringify(entry))
    assert.match(outcome.lines.join(), message)
  }
  for (const entry of [{ license: '(MIT OR GPL-3.0)' }, { license: 'MPL-2.0', dev: true }])
    assert.equal(project(ROWS, { ...FINE, 'node_modules/x': { version: '2.0.0', ...entry } }).status, 0)
})
