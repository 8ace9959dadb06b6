import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { scratchFile } from './scratch-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-scratch-'))
after(() => rmSync(folder, { recursive: true }))

test('nothing is written before something is put, and nothing lies there afterwards', () => {
  const scratch = scratchFile(join(folder, 'store.db'))
  assert.equal(scratch.get('a'), undefined)
  assert.deepEqual(readdirSync(folder), [])
  scratch.put('a', new Uint8Array(100_000))
  // Without a name there is nothing to leave behind, however the run ends.
  if (process.platform !== 'win32') assert.deepEqual(readdirSync(folder), [])
  assert.equal(scratch.get('a')?.length, 100_000)
  scratch.close()
  assert.deepEqual(readdirSync(folder), [])
})

test('a file that is there already is neither used nor harmed', () => {
  const theirs = join(folder, 'other.db-scratch-1')
  writeFileSync(theirs, 'theirs')
  const scratch = scratchFile(join(folder, 'other.db'))
  scratch.put('a', Uint8Array.of(1))
  assert.deepEqual([...(scratch.get('a') ?? [])], [1])
  scratch.close()
  assert.deepEqual(readdirSync(folder), ['other.db-scratch-1'])
  rmSync(theirs)
})

test('a folder that cannot be written is said as trouble of the store', () => {
  const scratch = scratchFile(join(folder, 'nowhere', 'store.db'))
  assert.throws(() => scratch.put('a', Uint8Array.of(1)), /./)
  scratch.close()
})
