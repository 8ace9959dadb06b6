import assert from 'node:assert/strict'
import { test } from 'node:test'
import { PLAIN_ASK } from '../../model/ask.ts'
import { textAsks } from './message-asks.ts'

const asked = (text: string): readonly string[] => [
  ...new Set(
    textAsks(text, [[0, text.length]])
      .asks.filter(({ kind, strength }) => kind !== 'urgency' && strength >= PLAIN_ASK)
      .map(({ kind }) => kind),
  ),
]

test('any verb of handing over asks for a thing, whatever else the sentence says', () => {
  assert.deepEqual(asked('Can you dig out the donor list for me?'), ['information'])
  assert.deepEqual(asked('Pls shoot me your cell.'), ['channel-switch'])
  assert.deepEqual(asked('Könntest du mir die Spenderliste heraussuchen?'), ['information'])
})

test('a need is a request by itself, somebody who has the thing asks nothing', () => {
  assert.deepEqual(asked('I need the list of our donors.'), ['information'])
  assert.deepEqual(asked('I have the list of our donors.'), [])
  assert.deepEqual(asked('We sent the list of our donors to the printer.'), [])
})

test('a pronoun stands for the thing of the sentence before', () => {
  assert.deepEqual(asked('A six digit code comes to your phone. Please read it to me.'), ['credential'])
  assert.deepEqual(asked('The garden looks fine. Please read it to me.'), [])
})

test('the points of a list are what the sentence before it asks for', () => {
  const list = 'Please send me:\n\n- passport copy\n- payslips\n'
  assert.deepEqual(asked(list), ['information'])
  assert.deepEqual(asked('We looked at:\n\n- the roof\n- the old passport copy\n'), [])
})

test('a few words with a thing of the reader ask, denied they do not', () => {
  assert.deepEqual(asked('Your mobile number?'), ['channel-switch'])
  assert.deepEqual(asked('Not your password.'), [])
})

test('an opener that names no matter is a favour', () => {
  assert.ok(asked('Are you at your desk? I need a quick favor.').includes('favour'))
  assert.ok(asked('Jesteś przy biurku? Mam pilną sprawę.').includes('favour'))
  assert.deepEqual(asked('My desk is at the window.'), [])
})

test('the words of a trade weaken its own matters only', () => {
  assert.deepEqual(asked('Please update the password of the kernel test.'), [])
  assert.deepEqual(asked('Please pay the fee for the kernel test.'), ['payment'])
})

test('letters that look like others, one wrong letter, umlauts typed as two letters', () => {
  // Cyrillic а and о, the figure 0.
  assert.deepEqual(asked('Please send me your p\u0430ssw\u043erd.'), ['credential'])
  assert.deepEqual(asked('Please send me your passw0rd.'), ['credential'])
  assert.deepEqual(asked('Please send me your pasword.'), ['credential'])
  assert.deepEqual(asked('Bitte die UEberweisung heute veranlassen.'), ['payment'])
})

test('a text of nothing but things, verbs and points is weighed in bounded time', () => {
  const times = [2_000, 8_000].map((n) => {
    const text = '- please send it your password list of donors gift cards need hand over '.repeat(n)
    const start = process.cpuUsage().user
    textAsks(text, [[0, text.length]])
    return process.cpuUsage().user - start
  })
  const [small, large] = times
  assert.ok(small !== undefined && large !== undefined)
  // Text past the limit is not read, so four times as much takes at most about four times as long.
  assert.ok(large <= 20 * small + 500_000, `${small} and ${large} µs`)
})
