import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { identityIndex, identityOf, learnIdentity, nameKey, oneEditApart } from './identity.ts'

function known(
  address: string,
  name: string,
  messages = 6,
  others: { name: string; address: string }[] = [],
) {
  const index = identityIndex()
  for (let i = 0; i < messages; i++) learnIdentity(index, address, name, i, others)
  return index
}

test('names compare without order, case, role and list decoration', () => {
  assert.equal(nameKey('Berg, Anna'), nameKey('anna berg'))
  assert.equal(nameKey('Anna Berg via Desk List'), nameKey('Anna Berg'))
  assert.equal(nameKey('Anna Berg (she/her)'), nameKey('Anna Berg'))
  assert.equal(nameKey('Anna'), '')
  assert.equal(nameKey('anna@example.org'), '')
})

test('a known name on a new address is seen, and named', () => {
  const index = known('anna@example.org', 'Anna Berg')
  const { sameName } = identityOf(index, 'anna.berg.private@mail.example', 'Anna Berg')
  assert.deepEqual(
    sameName.map((one) => [one.address, one.messages, one.linked]),
    [['anna@example.org', 6, false]],
  )
})

test('an address its owner put on a mail beside the known one counts as linked', () => {
  const index = known('anna@example.org', 'Anna Berg', 6, [{ name: 'Anna Berg', address: 'ab@mail.example' }])
  assert.equal(identityOf(index, 'ab@mail.example', 'Anna Berg').sameName[0]?.linked, true)
})

test('somebody met only four times has nobody to be taken for', () => {
  assert.deepEqual(
    identityOf(known('anna@example.org', 'Anna Berg', 4), 'x@mail.example', 'Anna Berg').sameName,
    [],
  )
})

const lookalikes: readonly (readonly [address: string, how: string])[] = [
  ['anna@brookfie1dhouse.example', 'skeleton'],
  ['someone@brookfie1dhouse.example', 'domain-skeleton'],
  ['anna@brookfieldhouze.example', 'domain-edit'],
  ['anna@brookfeildhouse.example', 'domain-edit'],
  ['anna@brookfieldhouse.test', 'domain-tld'],
]
for (const [address, how] of lookalikes)
  test(`${address} looks like a known address (${how})`, () => {
    const index = known('anna@brookfieldhouse.example', 'Anna Berg')
    assert.equal(identityOf(index, address, 'Somebody Else').lookalikes[0]?.how, how)
  })

test('the known domain itself, and unrelated ones, look like nobody', () => {
  const index = known('anna@brookfieldhouse.example', 'Anna Berg')
  assert.deepEqual(identityOf(index, 'new.colleague@brookfieldhouse.example', 'New Colleague').lookalikes, [])
  assert.deepEqual(identityOf(index, 'x@riverbank.example', 'X Y').lookalikes, [])
})

test('one edit apart agrees with the definition', () => {
  const distance = (a: string, b: string): number => {
    const rows = Array.from({ length: a.length + 1 }, (_, i) => [i, ...Array<number>(b.length).fill(0)])
    for (let j = 0; j <= b.length; j++) rows[0]![j] = j
    for (let i = 1; i <= a.length; i++)
      for (let j = 1; j <= b.length; j++) {
        rows[i]![j] = Math.min(
          rows[i - 1]![j]! + 1,
          rows[i]![j - 1]! + 1,
          rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1),
        )
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
          rows[i]![j] = Math.min(rows[i]![j]!, rows[i - 2]![j - 2]! + 1)
      }
    return rows[a.length]![b.length]!
  }
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 })
  fc.assert(fc.property(word, word, (a, b) => assert.equal(oneEditApart(a, b), distance(a, b) === 1)))
})
