/** Runs every transcript in test/cli with the real program, offline, each in a folder of its own. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chmodSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import {
  alignOutcome,
  outcomeLines,
  outcomeMatches,
  readTranscript,
  type Transcript,
  updateExpected,
  writeTranscript,
} from './transcript.ts'

const here = dirname(fileURLToPath(import.meta.url))
const examples = join(dirname(here), 'examples')
const update = process.env.UPDATE_TRANSCRIPTS === '1'
/** Every command loads the whole program: compiled once, a transcript takes half the time. */
const compiled = mkdtempSync(join(tmpdir(), 'counterfoil-compiled-'))
const paths = globSync(join(here, 'cli', '*.txt')).sort()

describe('command line transcripts', { concurrency: 2 }, () => {
  after(() => rmSync(compiled, { recursive: true, force: true }))
  it('are there', () => assert.notEqual(paths.length, 0))
  for (const path of paths)
    it(basename(path, '.txt'), async () => {
      const text = readFileSync(path, 'utf8')
      const transcript = readTranscript(text)
      assert.ok(
        transcript.steps.some(({ kind }) => kind === 'command'),
        'a transcript without a command proves nothing',
      )
      const folder = mkdtempSync(join(tmpdir(), 'counterfoil-cli-'))
      try {
        const { steps, differences } = await replay(transcript, folder)
        rmSync(`${path}.actual`, { force: true })
        if (differences.length === 0) return
        writeFileSync(update ? path : `${path}.actual`, writeTranscript({ ...transcript, steps }))
        if (!update) assert.fail(`${basename(path)} went another way:\n${differences.join('\n')}`)
      } finally {
        rmSync(folder, { recursive: true, force: true })
      }
    })
})

async function replay(
  { steps, files }: Transcript,
  folder: string,
): Promise<{ steps: Transcript['steps']; differences: readonly string[] }> {
  const mail = join(folder, 'mail')
  mkdirSync(mail)
  for (const { name, content } of files) {
    mkdirSync(dirname(join(mail, name)), { recursive: true })
    writeFileSync(join(mail, name), content)
  }
  const env = sessionEnvironment(folder)
  const replayed: Transcript['steps'][number][] = []
  const differences: string[] = []
  for (const step of steps) {
    if (step.kind === 'prose') {
      replayed.push(step)
      continue
    }
    const { stdout, stderr, exit } = await runInShell(step.line, mail, env)
    const shown = (text: string): string => text.replaceAll(mail, '/mail').replaceAll(examples, '$EXAMPLES')
    const actual = outcomeLines(shown(stdout), shown(stderr), exit)
    // Never taken down as expected, not even by UPDATE_TRANSCRIPTS.
    assert.doesNotMatch(stderr, /this is a bug in counterfoil/)
    if (!outcomeMatches(step.expected, actual))
      differences.push(
        `$ ${step.line}`,
        ...alignOutcome(step.expected, actual).map(
          ({ mark, line }) => `${mark === '=' ? ' ' : mark} ${line}`,
        ),
      )
    replayed.push({ ...step, expected: updateExpected(step.expected, actual) })
  }
  return { steps: replayed, differences }
}

/** A small, fixed environment with `counterfoil` on the path, denied the network. */
function sessionEnvironment(folder: string): Record<string, string> {
  const bin = join(folder, 'bin')
  mkdirSync(bin)
  const quote = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`
  const command = [
    process.execPath,
    '--import',
    new URL('../src/testing/deny-network.ts', import.meta.url).href,
    fileURLToPath(new URL('../bin/counterfoil.js', import.meta.url)),
  ]
  writeFileSync(join(bin, 'counterfoil'), `#!/bin/sh\nexec ${command.map(quote).join(' ')} "$@"\n`)
  chmodSync(join(bin, 'counterfoil'), 0o755)
  return {
    PATH: `${bin}:/usr/local/bin:/usr/bin:/bin`,
    EXAMPLES: examples,
    HOME: folder,
    TMPDIR: folder,
    NODE_COMPILE_CACHE: compiled,
    LC_ALL: 'C.UTF-8',
    TZ: 'Pacific/Auckland', // far from UTC: a time read or shown in local time would be seen
  }
}

function runInShell(
  line: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ stdout: string; stderr: string; exit: number | string }> {
  return new Promise((resolve, reject) => {
    const child = spawn('/bin/sh', ['-c', line], {
      cwd,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 100_000,
    })
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (code, signal) => resolve({ stdout, stderr, exit: code ?? String(signal) }))
  })
}

describe('transcript', () => {
  const text =
    '# Two\n# lines.\n$ one\nout\n\nmore [..]\nstderr> err\nexit 3\n\n$ two\n\n-- a.txt --\nx\n\n-- b/c --\ny\n'
  it('is read, and written back the same', () => {
    const transcript = readTranscript(text)
    assert.deepEqual(transcript, {
      steps: [
        { kind: 'prose', lines: ['# Two', '# lines.'] },
        { kind: 'command', line: 'one', expected: ['out', '', 'more [..]', 'stderr> err', 'exit 3'] },
        { kind: 'command', line: 'two', expected: [] },
      ],
      files: [
        { name: 'a.txt', content: 'x\n' },
        { name: 'b/c', content: 'y\n' },
      ],
    })
    assert.equal(writeTranscript(transcript), text)
    assert.throws(() => readTranscript('stray\n'), /neither prose nor a command/)
  })
  it('tells outcomes apart by output, errors and exit code', () => {
    const lines = outcomeLines('a\nexit 3\n# b\n\n', 'e\n', 2)
    assert.deepEqual(lines, ['a', '\\exit 3', '\\# b', 'stderr> e', 'exit 2'])
    assert.ok(outcomeMatches(lines, lines))
    assert.ok(!outcomeMatches(lines.slice(0, -1), lines))
    assert.ok(!outcomeMatches(lines, outcomeLines('a\nexit 3\n# b\n\n', 'e\n', 1)))
  })
  it('honours wild cards, and only them', () => {
    assert.ok(outcomeMatches(['took [..] s', '[...]', 'end'], ['took 1.5 s', 'x', 'y', 'end']))
    assert.ok(outcomeMatches(['[...]'], []))
    assert.ok(!outcomeMatches(['took [..] s'], ['took 1.5 ms']))
    assert.ok(!outcomeMatches(['a', '[...]', 'end'], ['b', 'end']))
    assert.ok(!outcomeMatches(['ab[..]ba'], ['aba']))
  })
  it('keeps wild cards when it is brought up to date', () => {
    assert.deepEqual(updateExpected(['old', 'took [..] s', 'end'], ['new', 'took 2 s', 'end', 'more']), [
      'new',
      'took [..] s',
      'end',
      'more',
    ])
  })
})
