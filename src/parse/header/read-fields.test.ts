import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { HeaderBlock } from './read-fields.ts'
import { readFields } from './read-fields.ts'

const LIMITS = { headerBytes: 1 << 20, fieldBytes: 1 << 16, fieldCount: 5_000 }

function read(text: string | Buffer, limits = LIMITS): HeaderBlock & { readonly raw: Buffer } {
  const raw = Buffer.isBuffer(text) ? text : Buffer.from(text, 'utf8')
  return { ...readFields(raw, 0, raw.length, limits, () => false), raw }
}
const pairs = (block: HeaderBlock) => block.fields.map((field) => `${field.key}=${field.value}`)
const body = (block: HeaderBlock & { readonly raw: Buffer }) => block.raw.toString('latin1', block.bodyStart)

for (const [name, end] of [
  ['LF', '\n'],
  ['CRLF', '\r\n'],
  ['bare CR', '\r'],
  ['CR CR LF', '\r\r\n'],
] as const)
  test(`splits and unfolds fields with ${name} line ends`, () => {
    const block = read(
      ['Subject: one', ' two', '\tthree', 'X-Empty:', 'To : <a@example.org>  ', '', 'body', ''].join(end),
    )
    assert.deepEqual(pairs(block), ['subject=one two\tthree', 'x-empty=', 'to=<a@example.org>'])
    assert.equal(body(block), `body${end}`)
    const [subject] = block.fields
    assert.equal(
      block.raw.toString('latin1', subject?.range.start, subject?.range.end),
      ['Subject: one', ' two', '\tthree'].join(end),
    )
    assert.equal(
      block.raw.toString('latin1', subject?.valueRange.start, subject?.valueRange.end),
      [' one', ' two', '\tthree'].join(end),
    )
  })

for (const end of ['\n', '\r\n', '\r'])
  test(`a known name whose colon was folded away is read (${JSON.stringify(end)})`, () => {
    const block = read(
      [
        'Subject: x',
        'X-A: y',
        'From',
        ' : <a@example.org>,',
        '\t<b@example.org>',
        'word',
        ' : no',
        '',
        'body',
      ].join(end),
    )
    assert.deepEqual(pairs(block), ['subject=x', 'x-a=y', 'from=<a@example.org>,\t<b@example.org>'])
    assert.equal(body(block), 'body')
    const { range, valueRange } = block.fields[2] as NonNullable<(typeof block.fields)[1]>
    assert.ok(block.raw.toString('latin1', range.start, range.end).startsWith(`From${end} : <a`))
    assert.ok(block.raw.toString('latin1', valueRange.start, valueRange.end).startsWith(' <a'))
    assert.equal(
      body(read(['Subject: x', 'X-A: y', 'From', '', ' : <a@example.org>', ''].join(end)))
        .trim()
        .at(0),
      ':',
    )
  })

test('a first line that folds nothing is no body, unless other lines follow it', () => {
  assert.equal(body(read(' boundary="b"\n more\n\nbody')), 'body')
  assert.equal(body(read('  Dear all,\nwelcome\n\nbody')), '  Dear all,\nwelcome\n\nbody')
  assert.equal(body(read('  Dear all')), '  Dear all')
})

test('mixed line ends in one header', () => {
  assert.deepEqual(pairs(read('A: 1\r\nB: 2\n c\r\nD: 3\n\r\nbody')), ['a=1', 'b=2 c', 'd=3'])
})

test('a stray CR inside a line does not start another field', () => {
  const block = read('Subject: hello\rBcc hidden\nTo: a@example.org\n\n')
  assert.deepEqual(pairs(block), ['subject=hello\rBcc hidden', 'to=a@example.org'])
})

test('an mbox separator, quoted or not, is skipped without a word', () => {
  for (const line of [
    'From a@example.org Mon Jan  1 00:00:00 2024',
    '>From a@example.org Mon Jan  1 00:00:00 2024',
  ]) {
    const block = read(`${line}\nSubject: x\n\nbody`)
    assert.deepEqual(pairs(block), ['subject=x'])
    assert.equal(block.malformed, 0)
  }
})

test('lines that are no fields are skipped and counted', () => {
  const block = read('Subject: x\nthis is no field\nnor this one: really\nTo: a@example.org\n\nbody')
  assert.deepEqual(pairs(block), ['subject=x', 'to=a@example.org'])
  assert.equal(block.malformed, 2)
  assert.equal(block.malformedAt, 11)
})

test('a broken continuation line before the blank line stays in the header', () => {
  const block = read('Subject: x\nDKIM-Signature: v=1;\nb8sJ2==\n\nbody')
  assert.equal(body(block), 'body')
  assert.equal(block.malformed, 1)
})

test('a forgotten blank line: the body starts at the first line that is no field', () => {
  const html = read('Subject: x\nContent-Type: text/html\n<html><a href="http://example.org/">x</a>\n\nmore')
  assert.equal(body(html), '<html><a href="http://example.org/">x</a>\n\nmore')
  const text = read('Subject: x\nDear reader,\nsee Note: this\nhttp://example.org/\n\nmore')
  assert.deepEqual(pairs(text), ['subject=x'])
  assert.equal(body(text), 'Dear reader,\nsee Note: this\nhttp://example.org/\n\nmore')
  assert.equal(body(read('Subject: x\nno body after this')), 'no body after this')
})

test('text without any header is all body', () => {
  const block = read('Just some words\nand more.\n\nEnd')
  assert.deepEqual(block.fields, [])
  assert.equal(block.bodyStart, 0)
})

test('raw 8-bit values: UTF-8 when valid, else windows-1252', () => {
  const block = read(
    Buffer.concat([
      Buffer.from('Subject: Grüße\nX-Old: '),
      Buffer.from([0x93, 0xe9, 0x94]),
      Buffer.from('\n\n'),
    ]),
  )
  assert.deepEqual(pairs(block), ['subject=Grüße', 'x-old=“é”'])
  assert.equal(block.eightBit, true)
})

test('a boundary line ends the header', () => {
  const raw = Buffer.from('Content-Type: text/plain\n--b\nrest')
  const block = readFields(raw, 0, raw.length, LIMITS, (at) => raw.toString('latin1', at, at + 3) === '--b')
  assert.equal(block.delimiter, 25)
  assert.equal(block.bodyStart, 25)
})

test('too many fields: what matters is still read', () => {
  const filler = 'X-Fill: 1\n'.repeat(50)
  const block = read(`${filler}From: a@example.org\nX-Late: 2\n\nbody`, { ...LIMITS, fieldCount: 20 })
  assert.equal(block.overCount, true)
  assert.equal(block.fields.length, 21)
  assert.equal(block.fields.at(-1)?.value, 'a@example.org')
  assert.equal(body(block), 'body')
})

test('a long value is cut, its range is not', () => {
  const block = read(`Subject: ${'x'.repeat(1000)}\n\nbody`, { ...LIMITS, fieldBytes: 100 })
  assert.equal(block.overSize, true)
  assert.equal(block.fields[0]?.value.length, 99)
  assert.equal(block.fields[0]?.range.end, 1009)
})
