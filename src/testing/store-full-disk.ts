/**
 * Runs the SQLite store on a small disk until it is full, and says as JSON what happened. Meant to be started inside
 * a mount namespace of its own; argument: an empty folder. The first word printed is `no-mount` when the machine
 * does not let us mount.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, rmSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from '../model/ports.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import { sampleResults } from './store-samples.ts'

/** What the test compares. */
export interface FullDiskReport {
  /** Code of the error that ended the first run of writing. */
  readonly full: string
  readonly messagesBefore: number
  readonly messagesAfter: number
  readonly readable: number
  /** Code after opening the full disk's store again and writing. */
  readonly fullAgain: string
  readonly messagesReopened: number
  /** New messages saved once there was room. */
  readonly savedWithRoom: number
  readonly messagesInEnd: number
  readonly newStoreOnFullDisk: string
  readonly leftOver: readonly string[]
  readonly readOnly: string
}

const BATCH = 50

async function codeOf(work: () => Promise<unknown>): Promise<string> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (error instanceof StoreError) return error.code
    throw error
  }
}

async function run(folder: string): Promise<FullDiskReport> {
  const location = join(folder, 'counterfoil.db')
  const ballast = join(folder, 'ballast')
  writeFileSync(ballast, Buffer.alloc(400_000))
  let store = await openSqliteStore(location)
  let next = 0
  const fill = (): Promise<string> =>
    codeOf(async () => {
      for (; next < 1e6; next += BATCH) await store.saveMessages(sampleResults(next, next + BATCH))
    })
  const full = await fill()
  const messagesBefore = next
  const messagesAfter = (await store.counts()).messages
  let readable = 0
  for await (const _ of store.messages()) readable++
  await store.close()

  store = await openSqliteStore(location)
  const messagesReopened = (await store.counts()).messages
  const fullAgain = await fill()

  // The disk is filled to the last byte, so that not even an empty store fits.
  try {
    for (let n = 0; ; n++) writeFileSync(join(folder, `rest${n}`), Buffer.alloc(4096))
  } catch {
    // Full: what was wanted.
  }
  const newStoreOnFullDisk = await codeOf(() => openSqliteStore(join(folder, 'second.db')))
  const leftOver = readdirSync(folder).filter((name) => name.startsWith('second'))

  for (const name of readdirSync(folder)) if (/^(rest|ballast)/.test(name)) rmSync(join(folder, name))
  const savedWithRoom = await store.saveMessages(sampleResults(next, next + BATCH))
  const messagesInEnd = (await store.counts()).messages
  await store.close()

  spawnSync('mount', ['-o', 'remount,ro', folder])
  const readOnly = await codeOf(() => openSqliteStore(location))
  return {
    full,
    messagesBefore,
    messagesAfter,
    readable,
    fullAgain,
    messagesReopened,
    savedWithRoom,
    messagesInEnd,
    newStoreOnFullDisk,
    leftOver,
    readOnly,
  }
}

if (import.meta.main) {
  const [, , folder = ''] = process.argv
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'counterfoil-test', folder])
  writeSync(1, mounted.status === 0 ? JSON.stringify(await run(folder)) : 'no-mount')
}
