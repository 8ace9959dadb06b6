/** Where results go: stdout, or a file that is complete or not there. */
import {
  closeSync,
  fsyncSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { resolve } from 'node:path'
import { EXIT, Stop, systemReason } from './exit.ts'
import type { Terminal } from './terminal.ts'

export interface Output {
  write(text: string): Promise<void>
  /** Makes a file appear under its name; before that nothing is there. */
  finish(): Promise<void>
  /** Leaves no trace. Safe to call after `finish`. */
  discard(): void
}

/**
 * Opens the place results go to, before any work is done, so that a wrong path costs nothing. A file is written
 * readable by its owner only, under a temporary name beside its place, and renamed when complete. Throws `Stop`.
 */
export function openOutput(
  path: string | undefined,
  terminal: Terminal,
  option: string = '--output',
): Output {
  if (path === undefined)
    return { write: (text) => terminal.write(text), finish: async () => {}, discard: () => {} }
  const target = followLinks(path)
  // Renaming over a device (/dev/stdout, /dev/null) or a pipe would replace it.
  const inPlace = isSpecial(target)
  const temporary = inPlace ? target : `${target}.${process.pid}.partial`
  let file: number | undefined
  try {
    if (statSync(target, { throwIfNoEntry: false })?.isDirectory())
      throw Object.assign(new Error(), { code: 'EISDIR' })
    file = openSync(temporary, inPlace ? 'w' : 'wx', 0o600)
  } catch (error) {
    throw new Stop(EXIT.wrongUse, {
      where: path,
      what: `results cannot be written there: ${systemReason(error)}`,
      next: `give ${option} the name of a file in a folder you can write to`,
      cause: error,
    })
  }
  const close = (): void => {
    if (file !== undefined) closeSync(file)
    file = undefined
  }
  const discard = (): void => {
    process.off('exit', discard)
    if (file === undefined) return
    close()
    if (!inPlace) unlinkSync(temporary)
  }
  process.on('exit', discard)
  const orStop = (action: () => void): void => {
    try {
      action()
    } catch (error) {
      discard()
      throw new Stop(EXIT.incomplete, {
        where: path,
        what: `the results could not be written: ${systemReason(error)}; nothing was left there`,
        next: `make room or choose another place with ${option}, and run the same again`,
        cause: error,
      })
    }
  }
  return {
    async write(text) {
      orStop(() => writeAll(file, text))
    },
    async finish() {
      orStop(() => {
        if (!inPlace) {
          fsyncSync(file!)
          renameSync(temporary, target)
        }
      })
      close()
      process.off('exit', discard)
    },
    discard,
  }
}

function writeAll(file: number | undefined, text: string): void {
  if (file === undefined) throw new TypeError('this output is closed')
  const bytes = Buffer.from(text)
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}

function followLinks(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

function isSpecial(path: string): boolean {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat !== undefined && !stat.isFile() && !stat.isDirectory()
}

/** True when both name the same file, by whatever path or link. */
export function samePath(one: string, other: string): boolean {
  if (resolve(one) === resolve(other)) return true
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false, bigint: true }))
  return a?.isFile() === true && b?.isFile() === true && a.dev === b.dev && a.ino === b.ino
}
