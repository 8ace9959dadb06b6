/** The key of marked copies: a file that only its owner can read. It is never printed, and never part of a result. */
import { randomBytes } from 'node:crypto'
import { closeSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { EXIT, Stop, systemReason } from './exit.ts'

const HEAD = 'counterfoil mark key 1'
const FORM = /^counterfoil mark key 1\r?\n([0-9a-f]{64})\s*$/

/** The key in a file. Throws `Stop` when it is missing, damaged, or readable by others. */
export function readMarkKey(path: string): Uint8Array {
  let file: number | undefined
  try {
    file = openSync(path, 'r')
    const mode = fstatSync(file).mode & 0o777
    // Windows knows no such bits; there the folder's rights have to do.
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new Stop(EXIT.wrongUse, {
        where: path,
        what: 'other users of this computer can read the key, and could make copies that point at anybody',
        next: `chmod 600 ${path}`,
      })
    const hex = FORM.exec(readFileSync(file, 'utf8'))?.[1]
    if (hex === undefined)
      throw new Stop(EXIT.wrongUse, {
        where: path,
        what: 'this is no key of marked copies, or it is damaged',
        next: 'restore it from a backup; without it no mark can be read',
      })
    return Buffer.from(hex, 'hex')
  } catch (error) {
    if (error instanceof Stop) throw error
    throw new Stop(EXIT.wrongUse, {
      where: path,
      what: `the key cannot be read: ${systemReason(error)}`,
      next: 'give the key the copies were made with: --key FILE',
      cause: error,
    })
  } finally {
    if (file !== undefined) closeSync(file)
  }
}

/** Makes a new key; throws `Stop` when the file exists or cannot be written. */
export function makeMarkKey(path: string, bytes: number): Uint8Array {
  const key = randomBytes(bytes)
  try {
    writeFileSync(path, `${HEAD}\n${key.toString('hex')}\n`, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    throw new Stop(EXIT.wrongUse, {
      where: path,
      what: `the key cannot be kept there: ${systemReason(error)}`,
      next: 'give another place with --key FILE',
      cause: error,
    })
  }
  return key
}
