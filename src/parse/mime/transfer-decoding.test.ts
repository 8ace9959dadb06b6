import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TransferCoding } from './transfer-decoding.ts'
import { decodeTransfer, transferCoding } from './transfer-decoding.ts'

const decode = (coding: TransferCoding, text: string) => {
  const raw = Buffer.from(text, 'latin1')
  return decodeTransfer(coding, raw, 0, raw.length)
}

const cases: readonly (readonly [coding: TransferCoding, written: string, read: string, invalid?: true])[] = [
  ['quoted-printable', 'a=3Db=\r\nc=3d', 'a=b' + 'c='],
  ['quoted-printable', 'soft=  \t\nbreak', 'softbreak'],
  ['quoted-printable', 'trailing  \t\r\nspace \nx ', 'trailing\r\nspace\nx '],
  ['quoted-printable', 'trailing \t\rspace', 'trailing\rspace'],
  ['quoted-printable', 'broken =ZZ =4', 'broken =ZZ =4', true],
  ['quoted-printable', 'end=', 'end'],
  ['quoted-printable', 'r=\rs', 'rs'],
  ['quoted-printable', '=FC\u00fc', '\u00fc\u00fc'],
  ['base64', 'SGVsbG8=', 'Hello'],
  ['base64', 'SGVs\r\nbG8=\r\n', 'Hello'],
  ['base64', 'SGVsbG8', 'Hello'],
  ['base64', 'SG*Vs!bG8=', 'Hello', true],
  ['base64', 'SGVs bG8 =', 'Hello'],
  ['base64', 'SGVsbG8=\nSGVsbG8=\n', 'HelloHello', true],
  ['base64', 'SGVsbG8=\n_____________\nlist footer\n', 'Hello', true],
  ['base64', 'SGVsbG8=\n-- \nfooter', 'Hello', true],
  ['base64', '', ''],
  ['base64', '====', '', true],
  ['uuencode', 'begin 644 a.txt\n%2&5L;&\\\n`\nend\n', 'Hello'],
  ['uuencode', 'text before\nbegin 644 a.txt\r\n%2&5L;&\\\r\n`\r\nend\r\nafter', 'Hello'],
  ['uuencode', 'no begin', '', true],
  ['identity', 'as it is\r\n', 'as it is\r\n'],
]
for (const [coding, written, read, invalid] of cases)
  test(`${coding} ${JSON.stringify(written)}`, () => {
    const result = decode(coding, written)
    assert.equal(result.bytes.toString('latin1'), read)
    if (written !== '====') assert.equal(result.invalid, invalid === true)
  })

test('names of codings as they are written', () => {
  const read = (value: string) => transferCoding(value)
  assert.equal(read('7bit'), 'identity')
  assert.equal(read('8bits'), 'identity')
  assert.equal(read('quoted printable'), 'quoted-printable')
  assert.equal(read('base-64'), 'base64')
  assert.equal(read('x-uuencode'), 'uuencode')
  assert.equal(read('rot13'), undefined)
})

test('base64 of any bytes in lines of any length comes back', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 500 }),
      fc.integer({ min: 1, max: 90 }),
      fc.boolean(),
      (bytes, width, crlf) => {
        const written = Buffer.from(bytes)
          .toString('base64')
          .replace(new RegExp(`.{${width}}`, 'g'), `$&${crlf ? '\r\n' : '\n'}`)
        const result = decode('base64', written)
        assert.deepEqual(result.bytes, Buffer.from(bytes))
        assert.equal(result.invalid, false)
      },
    ),
  )
})

test('what junk is between base64 digits does not matter', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.array(fc.tuple(fc.nat(300), fc.constantFrom('!', '\n', ' ', '\0', '-', '\xff'))),
      (bytes, junk) => {
        let written = Buffer.from(bytes).toString('base64').replaceAll('=', '')
        for (const [at, piece] of junk) written = written.slice(0, at) + piece + written.slice(at)
        // A dash alone is a digit of another base64 alphabet, not of this one.
        assert.deepEqual(decode('base64', written).bytes, Buffer.from(bytes))
      },
    ),
  )
})
