import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { headerTooCostly, withCrlf } from './raw-mail.ts'

test('bare line feeds become CRLF, nothing else changes', () => {
  for (const [from, to] of [
    ['', ''],
    ['a', 'a'],
    ['\n', '\r\n'],
    ['a\nb\r\nc\n\n', 'a\r\nb\r\nc\r\n\r\n'],
    ['\r\r\n\r', '\r\r\n\r'],
  ] as const) {
    const { bytes, converted } = withCrlf(Buffer.from(from))
    assert.equal(bytes.toString(), to)
    assert.equal(converted, from !== to)
  }
})

test('as replacing by expression does', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('\r', '\n', 'a', 'b')), (parts) => {
      const text = parts.join('')
      assert.equal(withCrlf(Buffer.from(text)).bytes.toString(), text.replace(/(?<!\r)\n/g, '\r\n'))
    }),
  )
})

test('only the header counts', () => {
  assert.equal(
    headerTooCostly(Buffer.from(`a: b\r\n\r\n${' '.repeat(5_000)}${'x\n'.repeat(9_000)}`)),
    undefined,
  )
  assert.equal(headerTooCostly(Buffer.from(`\n${' '.repeat(5_000)}`)), undefined)
  assert.equal(headerTooCostly(Buffer.from('')), undefined)
})
