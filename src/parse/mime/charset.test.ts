import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeCharset, findCharset } from './charset.ts'

const hex = (text: string) => Buffer.from(text.replaceAll(' ', ''), 'hex')

const cases: readonly (readonly [label: string | undefined, bytes: string, text: string, name: string])[] = [
  ['utf-8', 'c3bc', 'ü', 'utf-8'],
  ['UTF8', 'c3bc', 'ü', 'utf-8'],
  ['"utf_8"', 'c3bc', 'ü', 'utf-8'],
  ['utf-8;', 'efbbbfc3bc', 'ü', 'utf-8'],
  ['utf-8http-equiv', 'c3bc', 'ü', 'utf-8'],
  ['iso-8859-1', '80 fc', '€ü', 'windows-1252'],
  ['iso-8859-8-i', 'f9', 'ש', 'iso-8859-8-i'],
  ['iso8859_15', 'a4', '€', 'iso-8859-15'],
  ['windows-1252http-equiv', '93', '“', 'windows-1252'],
  ['cp1251', 'cf', 'П', 'windows-1251'],
  ['win-1251', 'cf', 'П', 'windows-1251'],
  ['cp-850', '81', 'ü', 'cp850'],
  ['ibm437', '81', 'ü', 'ibm437'],
  ['x-mac-roman', '9f', 'ü', 'macintosh'],
  ['x-mac-ce', '9f', 'ü', 'maccenteuro'],
  ['x-gbk', 'c4e3', '你', 'gbk'],
  ['gb2312', 'c4e3', '你', 'gbk'],
  ['big5', 'a741', '你', 'big5'],
  ['ks_c_5601-1987', 'b0a1', '가', 'euc-kr'],
  ['cp932', '8abf', '漢', 'shift_jis'],
  ['iso-2022-jp', '1b2442 467c 1b2842', '日', 'iso-2022-jp'],
  // an escape sequence right behind another
  ['iso-2022-jp', '1b2442 467c 1b2842 1b2442 4b5c 1b2842 41', '日本A', 'iso-2022-jp'],
  ['iso-2022-jp', '1b2842 1b2842 1b2442 467c', '日', 'iso-2022-jp'],
  ['iso-2022-jp', '1b2441 41', '\ufffdA', 'iso-2022-jp'],
  ['iso-2022-kr', '1b242943 0e 3021 0f', '가', 'iso-2022-kr'],
  ['hz-gb-2312', '7e7b 4463 7e7d', '你', 'hz-gb-2312'],
  ['hz-gb-2312', '7e7e 7e78 7e0a 61 7e7b 4463 0a 62', '~~xa你\nb', 'hz-gb-2312'],
  ['utf-7', '2b4150772d 41 2b2d 2b32443365414120', 'üA+😀\0 '.replace('\0', ''), 'utf-7'],
  ['unicode-1-1-utf-7', '2b4150772d', 'ü', 'utf-7'],
  ['utf-16', 'fffe fc00', 'ü', 'utf-16le'],
  ['utf-16', 'feff 00fc', 'ü', 'utf-16be'],
  ['koi8-r', 'cf', 'о', 'koi8-r'],
  // undeclared, and declared without meaning
  [undefined, '61', 'a', 'us-ascii'],
  [undefined, 'c3bc', 'ü', 'utf-8'],
  [undefined, 'fc', 'ü', 'windows-1252'],
  ['us-ascii', 'c3bc', 'ü', 'utf-8'],
  ['us-ascii', 'fc', 'ü', 'windows-1252'],
  ['unknown-8bit', 'fc', 'ü', 'windows-1252'],
  // unknown
  ['x-nobody', 'c3bc', 'ü', 'utf-8'],
  ['x-nobody', 'fc', 'ü', 'windows-1252'],
]
for (const [label, bytes, text, name] of cases)
  test(`${label ?? 'undeclared'}: ${bytes}`, () => {
    const result = decodeCharset(hex(bytes), label)
    assert.equal(result.text, text)
    assert.equal(result.charset.name, name)
    assert.equal(result.unknown, label === 'x-nobody')
  })

test('bytes that are not in the charset are said', () => {
  assert.equal(decodeCharset(hex('c328'), 'utf-8').invalid, true)
  assert.equal(decodeCharset(hex('c3bc'), 'utf-8').invalid, false)
  assert.equal(decodeCharset(hex('8130'), 'shift_jis').invalid, true)
})

test('iso-2022-jp in pieces of any size', () => {
  const bytes = hex('41 1b2442 467c 1b2842 1b2442 4b5c 1b2842 42')
  const stream = findCharset('iso-2022-jp')?.stream()
  let text = ''
  for (const byte of bytes) text += stream?.write(Buffer.of(byte)) ?? ''
  assert.equal(text + (stream?.end() ?? ''), 'A日本B')
})

test('transfer codings are no charsets', () => {
  assert.equal(findCharset('base64'), undefined)
  assert.equal(findCharset('hex'), undefined)
})
