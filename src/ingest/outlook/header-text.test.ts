import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseMessage } from '../../parse/parse-message.ts'
import { addressWords, dateText, fieldOf, parameterOf, textWords } from './header-text.ts'

function messageWith(...fields: readonly string[]): ReturnType<typeof parseMessage> {
  return parseMessage(Buffer.from(`${fields.join('')}\r\n`))
}

test('nothing in a property ends a line or begins a field', () => {
  const evil = 'minutes\r\nBcc: eve@example.net\n\nbody\0\x7f'
  const person = { name: evil, type: 'SMTP', address: 'ann@example.org>\r\nX: y' }
  for (const field of [
    fieldOf('Subject', textWords(evil)),
    fieldOf('From', addressWords([person, person])),
    `Content-Type: a/b${parameterOf('name', evil)}\r\n`,
  ]) {
    const lines = field.split('\r\n')
    assert.equal(lines.pop(), '')
    assert.ok(
      lines.slice(1).every((line) => /^[ \t]\S/.test(line)),
      field,
    )
    assert.equal(messageWith(field).header.length, 1)
  }
})

test('any text comes back as it was, but for control characters and runs of blanks', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      const words = textWords(text)
      const { subject, issues } = messageWith('From: a@example.org\r\n', fieldOf('Subject', words))
      const clean = text
        .toWellFormed()
        .replace(/[\x00-\x1f\x7f]/g, ' ')
        .replace(/ {2,}/g, ' ')
      assert.equal(subject.replace(/\s+/gu, ' ').trim(), clean.replace(/\s+/gu, ' ').trim())
      assert.ok(issues.every(({ code }) => code !== 'header.encoded-word-invalid'))
    }),
  )
})

test('addresses: SMTP as they are, X.500 names readable before a host that cannot exist', () => {
  const people = [
    { name: 'Ann Lee', type: 'SMTP', address: 'ann@example.org' },
    { name: 'Roe, "Bob"', type: 'EX', address: '/O=EXAMPLE/OU=FIRST (X)/CN=RECIPIENTS/CN=BOB' },
    { name: 'Zoë', type: 'FAX', address: '+1 555' },
    { name: 'Only Name', type: '', address: '' },
    { name: '', type: 'SMTP', address: 'plain@example.com' },
  ]
  const { to } = messageWith(fieldOf('To', addressWords(people)))
  assert.deepEqual(
    to.map(({ name, address }) => [name, address]),
    [
      ['Ann Lee', 'ann@example.org'],
      ['Roe, "Bob"', '"/O=EXAMPLE/OU=FIRST (X)/CN=RECIPIENTS/CN=BOB"@x500.invalid'],
      ['Zoë', '"+1 555"@fax.invalid'],
      ['Only Name', '"Only Name"@name.invalid'],
      ['', 'plain@example.com'],
    ],
  )
})

test('dates', () => {
  assert.equal(dateText(Date.UTC(2024, 0, 5, 3, 4, 5)), 'Fri, 05 Jan 2024 03:04:05 +0000')
})
