import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { StoreError } from '../model/ports.ts'
import { Damage, storeTrouble } from './sqlite-trouble.ts'

/** Errors as node:sqlite and node:fs throw them, for those no test can provoke on every machine. */
const sqlite = (errcode: number): Error =>
  Object.assign(new Error('boom'), { code: 'ERR_SQLITE_ERROR', errcode })
const system = (code: string): Error => Object.assign(new Error('boom'), { code, errno: -1 })

describe('what an error means', () => {
  const location = '/nowhere/store.db'
  const codeOf = (error: unknown): string => {
    const found = storeTrouble(error, location)
    return found instanceof StoreError ? found.code : 'defect'
  }

  it('to the operator, for every code SQLite can give for trouble outside the program', () => {
    const expected: Record<number, string> = {
      5: 'locked',
      517: 'locked', // SQLITE_BUSY_SNAPSHOT
      6: 'locked',
      8: 'unwritable',
      1544: 'unwritable', // SQLITE_READONLY_DIRECTORY
      3: 'unwritable',
      10: 'unwritable',
      266: 'corrupt', // SQLITE_IOERR_READ
      522: 'corrupt', // SQLITE_IOERR_SHORT_READ
      778: 'unwritable', // SQLITE_IOERR_WRITE
      4874: 'full', // SQLITE_IOERR_SHMSIZE
      11: 'corrupt',
      779: 'corrupt', // SQLITE_CORRUPT_INDEX
      13: 'full',
      14: 'unwritable',
      26: 'not-a-store',
      1: 'defect',
      19: 'defect',
      21: 'defect',
    }
    for (const [code, meaning] of Object.entries(expected))
      assert.equal(codeOf(sqlite(Number(code))), meaning, code)
  })

  it('to the operator, for what the file system says', () => {
    const expected = {
      ENOENT: 'no-such-folder',
      ENOTDIR: 'no-such-folder',
      ENOSPC: 'full',
      EDQUOT: 'full',
      EISDIR: 'not-a-store',
      EACCES: 'unwritable',
      EROFS: 'unwritable',
      EMFILE: 'unwritable',
      ELOOP: 'unwritable',
    }
    for (const [code, meaning] of Object.entries(expected)) assert.equal(codeOf(system(code)), meaning, code)
  })

  it('keeps the cause, passes our own mistakes through, and names damage', () => {
    const cause = sqlite(13)
    assert.equal((storeTrouble(cause, location) as StoreError).cause, cause)
    const mistake = new TypeError('no digest')
    assert.equal(storeTrouble(mistake, location), mistake)
    assert.equal(codeOf(new Damage('block 7 is missing')), 'corrupt')
    const known = storeTrouble(cause, location)
    assert.equal(storeTrouble(known, '/elsewhere'), known)
  })
})
