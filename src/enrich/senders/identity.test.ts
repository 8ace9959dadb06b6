import assert from 'node:assert/strict'
import { test } from 'node:test'
import { identityIndex, identityOf, learnIdentity, nameKey } from './identity.ts'

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

test('an address that bears everybody’s name is nobody’s', () => {
  const index = known('share@docs.example', 'Anna Berg via Docs', 8)
  assert.equal(identityOf(index, 'x@mail.example', 'Anna Berg').sameName.length, 1)
  for (let i = 0; i < 40; i++)
    learnIdentity(index, 'share@docs.example', `Reader ${'abcdefgh'[i % 8]}x`, 100 + i, [])
  assert.deepEqual(identityOf(index, 'x@mail.example', 'Anna Berg').sameName, [])
})

test('a hundred false names on a known address do not take its own from it', () => {
  const index = known('anna@example.org', 'Anna Berg', 60)
  for (let i = 0; i < 100; i++) learnIdentity(index, 'anna@example.org', `Other Name${i}`, 100 + i, [])
  assert.deepEqual(
    identityOf(index, 'x@mail.example', 'Anna Berg').sameName.map(({ messages }) => messages),
    [60],
  )
})

for (const [address, person] of [
  ['no-reply@docs.example', false],
  ['drive-shares-noreply@docs.example', false],
  ['donotreply+82@docs.example', false],
  ['ne-pas-repondre@poste.example', false],
  ['notifications@git.example', false],
  ['anna.noreply@example.org', false],
  ['norepley@example.org', true],
  ['nora.replyburg@example.org', true],
] as const)
  test(`${address} is ${person ? 'somebody’s' : 'nobody’s'}`, () => {
    const { sameName } = identityOf(known(address, 'Anna Berg', 8), 'x@mail.example', 'Anna Berg')
    assert.equal(sameName.length > 0, person)
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

test('a flood of fresh senders is bounded, and who goes on writing stays known through it', () => {
  const index = identityIndex({ senders: 40, keys: 400, pairs: 10 })
  const write = (address: string, name: string): void => learnIdentity(index, address, name, 0, [])
  for (let i = 0; i < 6; i++) write('old@silence.example', 'Olga Stille')
  for (let i = 0; i < 400; i++) {
    write('anna@example.org', 'Anna Berg')
    write(`fresh${i}@flood${i}.example`, `Fresh Name${i}`)
  }
  const [anna] = identityOf(index, 'anna@mail.example', 'Anna Berg').sameName
  assert.equal(anna?.messages, 400)
  assert.deepEqual(identityOf(index, 'olga@mail.example', 'Olga Stille').sameName, [])
  assert.deepEqual(identityOf(index, 'fresh3@mail.example', 'Fresh Name3').sameName, [])
})

test('look-alikes of who goes on writing are told after a flood of known domains', () => {
  const index = identityIndex({ keys: 400 })
  for (let i = 0; i < 500; i++) {
    learnIdentity(index, 'anna@anchorage.example', 'Anna Berg', i, [])
    for (let n = 0; n < 5; n++) learnIdentity(index, `a@flooding${i}.example`, '', i, [])
  }
  const { lookalikes } = identityOf(index, 'anna@anch0rage.example', 'Somebody Else')
  assert.ok(lookalikes.some((one) => one.address.includes('anchorage.example')))
})
