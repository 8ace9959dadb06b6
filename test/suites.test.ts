// The command that runs the suites of others, on a suite made here: what is not listed and what is listed in vain fails it.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'

/** One file in a tar, its name in a pax header as the real archives may have it. */
function archive(name: string, text: string): Buffer {
  const entry = (title: string, type: string, content: string): Buffer => {
    const head = Buffer.alloc(512)
    head.write(title)
    head.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')}\0`, 124)
    head.write(type, 156)
    const body = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512)
    body.write(content)
    return Buffer.concat([head, body])
  }
  const pax = ` path=${name}\n`
  const length = pax.length + 2
  return zstdCompressSync(
    Buffer.concat([entry('x', 'x', `${length}${pax}`), entry('short', '0', text), Buffer.alloc(1024)]),
  )
}

/** Where the command unpacks: empty again when it is done. */
const temporary: string = mkdtempSync(join(tmpdir(), 'suites-test-unpacked-'))

function run(from: string, ...more: string[]): { code: number | null; out: string; err: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=counterfoil-source', join(import.meta.dirname, 'suites/run.ts'), '--from', from, ...more],
    { encoding: 'utf8', env: { ...process.env, TMPDIR: temporary } },
  )
  return { code: status, out: stdout, err: stderr }
}

test('npm run suites', async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'suites-test-'))
  context.after(() => {
    rmSync(folder, { recursive: true, force: true })
    rmSync(temporary, { recursive: true, force: true })
  })
  const write = (...lines: string[]) =>
    writeFileSync(
      join(folder, 'publicsuffix.tar.zst'),
      archive('publicsuffix/tests/tests.txt', `// a comment\n${lines.join('\n')}\n`),
    )
  const listed = ['.example.com null', '.example.example null']

  await context.test('says that it did not run where the suites are not', () => {
    const { code, out } = run(join(folder, 'nowhere'))
    assert.equal(code, 0)
    assert.match(out, /^suites: not run, there is no /)
  })
  await context.test('passes when all differences are listed, and leaves nothing behind', () => {
    write('www.example.org example.org', ...listed)
    const { code, out, err } = run(folder, 'publicsuffix')
    assert.equal(err, '')
    assert.equal(code, 0)
    assert.match(out, /^publicsuffix +1 +2 +0$/m)
    assert.match(out, /no difference but those listed/)
    assert.deepEqual(readdirSync(temporary), [])
  })
  await context.test('fails for a difference that is not listed, and shows it only when asked', () => {
    write('www.example.org www.example.org', ...listed)
    const quiet = run(folder, 'publicsuffix')
    assert.equal(quiet.code, 1)
    assert.match(quiet.err, /publicsuffix: www\.example\.org differs and is not listed$/m)
    assert.match(
      run(folder, 'publicsuffix', '--show').err,
      /is not listed: expected "www\.example\.org", ours /,
    )
  })
  await context.test('fails for a listed difference that is none any more', () => {
    write('www.example.org example.org', listed[0] as string)
    const { code, err } = run(folder, 'publicsuffix')
    assert.equal(code, 1)
    assert.match(err, /\.example\.example is listed 1 times and differs 0 times/)
  })
  await context.test('refuses an archive that leads out of its folder', () => {
    writeFileSync(join(folder, 'publicsuffix.tar.zst'), archive('../../out.txt', 'x'))
    assert.match(run(folder, 'publicsuffix').err, /leads out of it/)
  })
  await context.test('knows its suites', () => assert.equal(run(folder, 'no-such-suite').code, 2))
})
