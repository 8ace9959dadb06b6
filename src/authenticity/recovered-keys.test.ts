import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { closedSigned, rsaSigned, rsaTestKey } from '../testing/rsa-signed-mail.ts'
import { readKeyRecord } from './key-record.ts'
import { bitLength, gcdSteps, largeGcd } from './large-gcd.ts'
import { rawMail } from './raw-mail.ts'
import { addSample, pairsOf, type RecoveredKey, recoverKeySteps, type SignedMail } from './recovered-keys.ts'
import { readSignature } from './signature-tags.ts'

const plainGcd = (a: bigint, b: bigint): bigint => {
  while (b !== 0n) [a, b] = [b, a % b]
  return a
}

test('the divisor is Euclid’s, at every length', () => {
  const number = fc
    .tuple(fc.bigInt({ min: 0n, max: 1n << 4000n }), fc.nat(4000))
    .map(([n, shift]) => n >> BigInt(shift))
  fc.assert(
    fc.property(number, number, number, (a, b, factor) => {
      assert.equal(largeGcd(a * factor, b * factor), plainGcd(a * factor, b * factor))
    }),
    { numRuns: 400 },
  )
  assert.equal(largeGcd(0n, 0n), 0n)
  assert.equal(largeGcd(0n, 7n), 7n)
})

test('a common factor of numbers of three million bits, which are worked on in steps', () => {
  const long = (seed: string): bigint => {
    let hex = ''
    for (let at = 0; hex.length < 750_000; at++)
      hex += createHash('sha512').update(`${seed} ${at}`).digest('hex')
    return BigInt(`0x${hex}`)
  }
  const factor = (1n << 1279n) - 1n
  const steps = gcdSteps(long('a') * factor, long('b') * factor)
  const shares: number[] = []
  let step = steps.next()
  for (; !step.done; step = steps.next()) shares.push(step.value)
  assert.equal(step.value % factor, 0n)
  assert.ok(step.value < factor << 64n)
  assert.ok(shares.length > 10)
  assert.deepEqual(
    shares,
    [...shares].sort((one, other) => one - other),
  )
  assert.ok(shares[0]! > 0 && shares.at(-1)! <= 1)
})

test('numbers far apart, equal ones, and ones of which one divides the other', () => {
  const long = (1n << 6_000n) - 12_345n
  for (const [a, b] of [
    [long, 97n],
    [long, long],
    [long * 977n, long],
    [long * long, (long * long) / 3n],
    [long << 3_000n, long * 3n],
    [(1n << 4_096n) + 1n, (1n << 2_048n) + 1n],
  ] as const)
    assert.equal(largeGcd(a, b), plainGcd(a, b))
})

test('the length of a number in bits', () => {
  for (const bits of [1, 2, 31, 52, 53, 54, 64, 103, 104, 105, 2048, 99_999]) {
    assert.equal(bitLength(1n << BigInt(bits - 1)), bits)
    assert.equal(bitLength((1n << BigInt(bits)) - 1n), bits)
    for (const above of [0, 1, 49, 50, 51, 500])
      assert.equal(bitLength(1n << BigInt(bits - 1), bits + above), bits)
  }
  assert.equal(bitLength(0n), 0)
})

// With the exponent 3 the numbers have 1,500 bits, with the usual one 34 million.
const key = rsaTestKey('example.org', 's1', { bits: 512, exponent: 3 })

async function mail(number: number, by = key): Promise<SignedMail> {
  const text = await rsaSigned(
    `From: ann@example.org\r\nSubject: letter ${number}\r\nDate: Thu, 13 Jun 2024 09:12:00 +0000\r\n\r\nText ${number}\r\n`,
    { key: by, fields: ['from', 'subject', 'date'] },
  )
  return fromText(text)
}

function fromText(text: string): SignedMail {
  const bytes = Buffer.from(text, 'latin1')
  const parsed = rawMail(bytes)
  return {
    digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    mail: parsed,
    signature: readSignature(parsed.fields[0]!, 0)!,
  }
}

function recoverKey(...given: Parameters<typeof recoverKeySteps>): RecoveredKey {
  const steps = recoverKeySteps(...given)
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

const NAME = { domain: 'example.org', selector: 's1' }

test('a key worked out from the set alone says only that the mails share it', async () => {
  const set = [await mail(1), await mail(2), await mail(3)]
  const { key: found, recovery } = recoverKey(NAME, set, [], [])
  assert.equal(found?.facts.independent, 'no')
  assert.equal(recovery.result, 'found')
  const published = readKeyRecord(key.record, { ...NAME, from: 'archive', source: 'k' })
  assert.equal(found?.facts.fingerprint, 'facts' in published ? published.facts.fingerprint : '')
})

test('mail held independently, or a record, makes it independent; the same mail again does not', async () => {
  const set = [await mail(1), await mail(2)]
  const held = recoverKey(NAME, set, [await mail(7)], [])
  assert.equal(held.key?.facts.independent, 'yes')
  assert.match(held.key?.facts.independentBy ?? '', /fits 1 mail held independently/)
  assert.equal(recoverKey(NAME, set, [set[0]!], []).key?.facts.independent, 'no')
  const recorded = readKeyRecord(key.record, {
    ...NAME,
    selector: 'other',
    from: 'archive',
    source: 'archive.json',
  })
  assert.ok('facts' in recorded)
  assert.match(
    recoverKey(NAME, set, [], [recorded]).key?.facts.independentBy ?? '',
    /equals a key recorded in archive.json/,
  )
})

test('a forged set does not borrow the trust of held mail', async () => {
  const forger = rsaTestKey('example.org', 's1', { bits: 512, exponent: 3 })
  const set = [await mail(1, forger), await mail(2, forger)]
  const { key: found } = recoverKey(NAME, set, [await mail(7)], [])
  assert.equal(found?.facts.independent, 'no')
})

test('too few signatures, changed mails and different keys give none', async () => {
  const one = await mail(1)
  assert.equal(recoverKey(NAME, [one], [], []).recovery.result, 'not-tried')
  assert.equal(recoverKey(NAME, [one, one], [], []).recovery.result, 'not-tried')
  const ed = fromText(
    closedSigned('From: ann@example.org\r\n\r\nx\r\n', key, ['from']).replace('rsa-sha256', 'ed25519-sha256'),
  )
  assert.equal(recoverKey(NAME, [one, ed], [], []).recovery.result, 'not-tried')
})

test('signatures kept are those most likely intact: usable ones, of mail by a list last', async () => {
  const direct = await mail(1)
  const listed = async (number: number): Promise<SignedMail> =>
    fromText(
      await rsaSigned(
        `List-Id: <plans.lists.example.org>\r\nFrom: ann@example.org\r\nSubject: letter ${number}\r\nDate: Thu, 13 Jun 2024 09:12:00 +0000\r\n\r\nText ${number}\r\n`,
        { key, fields: ['from', 'subject', 'date'] },
      ),
    )
  const changed = fromText(
    (await rsaSigned('From: ann@example.org\r\n\r\nText\r\n', { key, fields: ['from'] })).replace(
      'Text',
      'Test',
    ),
  )
  const samples: SignedMail[] = []
  for (const one of [await listed(11), changed, await listed(12), direct, direct]) addSample(samples, one)
  assert.deepEqual(
    samples.map(({ digest }) => digest === direct.digest),
    [true, false, false],
  )
  for (let number = 20; number < 30; number++) addSample(samples, await mail(number))
  assert.equal(samples.length, 6)
  assert.ok(samples.every((one) => one.mail.fields.every((field) => field.key !== 'list-id')))
})

test('pairs: each signature once before any twice', async () => {
  const all = [await mail(1), await mail(2), await mail(3), await mail(4), await mail(5), await mail(6)]
  const places = (count: number): string[] =>
    pairsOf(all.slice(0, count)).map(([one, other]) => `${all.indexOf(one)}${all.indexOf(other)}`)
  assert.deepEqual(places(6), ['01', '23', '45'])
  assert.deepEqual(places(4), ['01', '23', '02'])
  assert.deepEqual(places(3), ['01', '02', '12'])
  assert.deepEqual(places(2), ['01'])
})

test('a damaged signature among three does not hide the key', async () => {
  const damaged = fromText(
    (
      await rsaSigned('From: ann@example.org\r\nSubject: a\r\n\r\nText\r\n', {
        key,
        fields: ['from', 'subject'],
      })
    ).replace('Subject: a', 'Subject: [list] a'),
  )
  for (const set of [
    [damaged, await mail(1), await mail(2)],
    [await mail(1), damaged, await mail(2)],
  ])
    assert.equal(recoverKey(NAME, set, [], []).recovery.result, 'found')
})
