import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { suite, test } from 'node:test'
import { promisify } from 'node:util'
import { BOMBS } from './bomb-messages.ts'

/** Milliseconds of processor time, with garbage collection on other threads counted in. */
const MILLISECONDS = 1500
/** Above what the process held when the message was made. */
const MEGABYTES = 300
/** The machine that runs the tests may be busy: the best of so many tries counts. */
const TRIES = 3

const run = promisify(execFile)
const child = new URL('bomb-child.ts', import.meta.url).pathname

interface Taken {
  readonly bytes: number
  readonly milliseconds: number
  readonly megabytes: number
  readonly codes: readonly string[]
}

suite('messages made to be expensive', { concurrency: 2 }, () => {
  for (const [name, { says }] of Object.entries(BOMBS))
    test(name, async (context) => {
      let best: Taken | undefined
      for (let tries = 0; tries < TRIES; tries++) {
        const { stdout } = await run(process.execPath, [child, name])
        const taken = JSON.parse(stdout) as Taken
        if (!best || taken.milliseconds < best.milliseconds) best = taken
        if (best.milliseconds < MILLISECONDS && best.megabytes < MEGABYTES) break
      }
      assert.ok(best)
      context.diagnostic(
        `${(best.bytes / 1e6).toFixed(1)} MB: ${best.milliseconds.toFixed(0)} ms, ${best.megabytes.toFixed(0)} MB`,
      )
      assert.ok(best.milliseconds < MILLISECONDS, `${best.milliseconds} ms`)
      assert.ok(best.megabytes < MEGABYTES, `${best.megabytes} MB`)
      if (says !== undefined) assert.ok(best.codes.includes(says), `says ${best.codes.join(', ')}`)
    })
})
