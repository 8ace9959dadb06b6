import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { checkMessage, readWhole } from '../bench/fuzz/check-message.ts'

// What the fuzzer found worth keeping (bench/fuzz): messages that broke a promise of the reader once, and the
// shortest ones that together run through all its code. Made by grammar and mutation; no real mail.
const FOLDER = new URL('../fixtures/fuzz/', import.meta.url)
const names = readdirSync(FOLDER).filter((name) => name.endsWith('.eml'))

/** Milliseconds of processor time for one message. */
const BOUND = 1000

test('the messages the fuzzer kept are there', () => {
  assert.ok(names.length > 100, `${names.length}`)
})

for (const name of names)
  test(`fixtures/fuzz/${name}`, () => {
    const bytes = readFileSync(new URL(name, FOLDER))
    let best = Infinity
    for (let tries = 0; tries < 3 && best >= BOUND; tries++) {
      const { user, system } = process.cpuUsage()
      const checked = readWhole(bytes)
      const used = process.cpuUsage({ user, system })
      best = Math.min(best, (used.user + used.system) / 1000)
      checkMessage(bytes, checked)
    }
    assert.ok(best < BOUND, `${best} ms`)
  })
