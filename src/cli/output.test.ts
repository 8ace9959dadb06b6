import assert from 'node:assert/strict'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, beforeEach, describe, it } from 'node:test'
import { Stop } from './exit.ts'
import { openOutput, samePath } from './output.ts'
import type { Terminal } from './terminal.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-output-'))
after(() => rmSync(root, { recursive: true }))
let folder = root
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'))
})
const terminal = { write: () => assert.fail('a file was asked for') } as unknown as Terminal

describe('openOutput', () => {
  it('shows a file only when it is complete, for its owner only', async () => {
    const path = join(folder, 'report.html')
    const output = openOutput(path, terminal)
    await output.write('one ')
    await output.write('zwölf')
    assert.ok(!existsSync(path))
    await output.finish()
    output.discard()
    assert.equal(readFileSync(path, 'utf8'), 'one zwölf')
    assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.deepEqual(readdirSync(folder), ['report.html'])
  })

  it('leaves an earlier file alone until then, and no trace when discarded', async () => {
    const path = join(folder, 'report.html')
    writeFileSync(path, 'earlier')
    const output = openOutput(path, terminal)
    await output.write('half')
    assert.equal(readFileSync(path, 'utf8'), 'earlier')
    output.discard()
    output.discard()
    assert.equal(readFileSync(path, 'utf8'), 'earlier')
    assert.deepEqual(readdirSync(folder), ['report.html'])
  })

  it('writes through a symbolic link instead of replacing it', async () => {
    writeFileSync(join(folder, 'real.txt'), 'earlier')
    symlinkSync('real.txt', join(folder, 'link.txt'))
    const output = openOutput(join(folder, 'link.txt'), terminal)
    await output.write('new')
    await output.finish()
    assert.equal(readFileSync(join(folder, 'real.txt'), 'utf8'), 'new')
  })

  it('does not replace a device', {
    skip: process.platform === 'win32' && 'Windows has no /dev/null',
  }, async () => {
    const output = openOutput('/dev/null', terminal)
    await output.write('gone')
    await output.finish()
    assert.ok(statSync('/dev/null').isCharacterDevice())
  })

  it('refuses a place that cannot be written before any work is done', () => {
    mkdirSync(join(folder, 'sub'))
    for (const [path, why] of [
      [join(folder, 'sub'), /it is a folder/],
      [join(folder, 'nowhere', 'a.txt'), /no such file or folder/],
    ] as const)
      assert.throws(
        () => openOutput(path, terminal),
        (error) =>
          error instanceof Stop && error.exit === 2 && error.where === path && why.test(error.message),
      )
  })

  it('says when the disk is full, and leaves nothing', {
    skip: !existsSync('/dev/full') && 'no /dev/full',
  }, async () => {
    const output = openOutput('/dev/full', terminal)
    await assert.rejects(
      output.write('x'),
      (error) => error instanceof Stop && error.exit === 1 && /the disk is full/.test(error.message),
    )
  })
})

describe('samePath', () => {
  it('sees through spelling and links', () => {
    const path = join(folder, 'a')
    writeFileSync(path, '')
    symlinkSync('a', join(folder, 'b'))
    assert.ok(samePath(path, join(folder, '.', 'x', '..', 'a')))
    assert.ok(samePath(path, join(folder, 'b')))
    assert.ok(!samePath(path, join(folder, 'c')))
    assert.ok(samePath(join(folder, 'c'), join(folder, 'c')))
  })
})
