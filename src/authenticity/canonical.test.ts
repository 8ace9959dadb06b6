import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { rsaSigned, rsaTestKey } from '../testing/rsa-signed-mail.ts'
import { bodyPlace, canonicalBody, canonicalField } from './canonical.ts'
import { rawMail } from './raw-mail.ts'
import { readSignature } from './signature-tags.ts'

const body = (text: string, form: 'simple' | 'relaxed'): string =>
  canonicalBody(Buffer.from(text, 'latin1'), form).toString('latin1')

test('the examples of RFC 6376 §3.4.5', () => {
  assert.equal(canonicalField('A: X', 'relaxed'), 'a:X')
  assert.equal(canonicalField('B : Y\t\r\n\tZ  ', 'relaxed'), 'b:Y Z')
  assert.equal(canonicalField('B : Y\t\r\n\tZ  ', 'simple'), 'B : Y\t\r\n\tZ  ')
  assert.equal(body(' C \r\nD \t E\r\n\r\n\r\n', 'relaxed'), ' C\r\nD E\r\n')
  assert.equal(body(' C \r\nD \t E\r\n\r\n\r\n', 'simple'), ' C \r\nD \t E\r\n')
})

test('an empty body is one line end when simple and nothing when relaxed', () => {
  assert.equal(body('', 'simple'), '\r\n')
  assert.equal(body('', 'relaxed'), '')
  assert.equal(body('\r\n\r\n', 'simple'), '\r\n')
  assert.equal(body(' \r\n\t\r\n', 'relaxed'), '')
  assert.equal(body('x', 'relaxed'), 'x\r\n')
  assert.equal(body('x', 'simple'), 'x\r\n')
})

test('the byte where an unsigned rest begins', () => {
  assert.equal(bodyPlace(Buffer.from('ab\r\ncd\r\n'), 'simple', 4), 4)
  assert.equal(bodyPlace(Buffer.from('a  b\r\ncd\r\n'), 'relaxed', 5), 6)
  assert.equal(bodyPlace(Buffer.from('a  b\r\ncd\r\n'), 'relaxed', 99), 10)
})

const key = rsaTestKey('example.org', 's1', { bits: 1024 })
const piece = fc.constantFrom(
  'a',
  'Z',
  '.',
  '=',
  ' ',
  '  ',
  '\t',
  '\r\n',
  '\r\n',
  'word',
  '\xe9',
  '--',
  '\r\n\r\n',
)

test('bodies hash as mailauth hashes them', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 40 }),
      fc.constantFrom<'simple' | 'relaxed'>('simple', 'relaxed'),
      async (pieces, form) => {
        const text = pieces.join('')
        const mail = await rsaSigned(`From: a@example.org\r\n\r\n${text}`, {
          key,
          canonicalization: `relaxed/${form}`,
          fields: ['from'],
        })
        const signature = readSignature(rawMail(Buffer.from(mail, 'latin1')).fields[0]!, 0)
        const hash = createHash('sha256')
          .update(canonicalBody(Buffer.from(text, 'latin1'), form))
          .digest('base64')
        assert.equal(hash, signature?.bodyHash)
      },
    ),
    { numRuns: 150 },
  )
})
