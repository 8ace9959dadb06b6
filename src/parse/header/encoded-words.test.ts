import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../testing/thread-time.ts'
import { decodeWords, MAX_ENCODED_WORDS } from './encoded-words.ts'

const cases: readonly (readonly [written: string, read: string])[] = [
  ['plain text', 'plain text'],
  ['=?utf-8?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
  ['=?UTF-8?B?R3LDvMOfZQ==?=', 'Grüße'],
  ['=?iso-8859-1?q?a_b?= c', 'a b c'],
  // RFC 2047 §8
  ['=?ISO-8859-1?Q?a?= b', 'a b'],
  ['=?ISO-8859-1?Q?a?= =?ISO-8859-1?Q?b?=', 'ab'],
  ['=?ISO-8859-1?Q?a?=  \r\n  =?ISO-8859-1?Q?b?=', 'ab'],
  ['=?ISO-8859-1?Q?a_b?=', 'a b'],
  ['=?ISO-8859-1?Q?a?= =?ISO-8859-2?Q?_b?=', 'a b'],
  // RFC 2231 §5
  ['=?US-ASCII*EN?Q?Keith_Moore?=', 'Keith Moore'],
  // a character cut in two words
  ['=?utf-8?B?8J+Y?= =?utf-8?B?gA==?=', '😀'],
  ['=?utf-8?Q?=F0=9F?= =?utf-8?B?mIA=?=', '😀'],
  ['=?gb2312?B?xOM=?= =?gb2312?B?usM=?=', '你好'],
  // base64 text cut in the middle of a quantum
  ['=?utf-8?B?R3LDvM?= =?utf-8?B?OfZQ==?=', 'Grüße'],
  ['=?iso-2022-jp?B?GyRCRnxLXBsoQg==?=', '日本'],
  ['=?iso-2022-jp?B?GyRCRnwbKEI=?= =?iso-2022-jp?B?GyRCS1wbKEI=?=', '日本'],
  // inside words and quotes, with spaces: not allowed, shown decoded by clients
  ['[x]=?utf-8?Q?y?=z', '[x]yz'],
  ['"=?utf-8?Q?y?="', '"y"'],
  ['=?utf-8?q?this is some text?=', 'this is some text'],
  ['=?utf-8?Q??=end', 'end'],
  // bytes above 127 that were not encoded: in the charset named, read before as UTF-8 or windows-1252
  ['=?iso-8859-1?Q?Gr\u00fc\u00dfe?=', 'Grüße'],
  ['=?iso-8859-1?Q?Gr\u00fc=DFe?=', 'Grüße'],
  ['=?koi8-r?Q?\u00c1\u00c2?=', 'аб'],
  ['=?windows-1251?Q?\u201a\u00e0?=', '‚а'],
  ['=?utf-8?Q?Gr\u00fc\u00dfe?=', 'Grüße'],
  ['=?utf-8?Q?Gr\u00c3\u00bc=C3=9Fe?=', 'Grüße'],
  ['=?utf-8?Q?\u65e5=E6=9C=AC?=', '日本'],
  // broken
  ['=?utf-8?Q?a=ZZb=4?=', 'a=ZZb=4'],
  ['=?utf-8?X?abc?=', '=?utf-8?X?abc?='],
  ['=?utf-8?Q?never closed', '=?utf-8?Q?never closed'],
  ['=? =?utf-8?Q?a?= =?', '=? a =?'],
  ['=?utf-8?B?!!R3LD*vMOfZQ?=', 'Grüße'],
  ['=?us-ascii?Q?Gr=C3=BC=C3=9Fe?=', 'Grüße'],
  ['=?us-ascii?Q?Gr=FC=DFe?=', 'Grüße'],
]
for (const [written, read] of cases)
  test(`decodes ${JSON.stringify(written)}`, () => assert.equal(decodeWords(written), read))

test('an unknown charset and a broken escape are noted', () => {
  const codes: string[] = []
  assert.equal(
    decodeWords('=?x-nobody-42z?Q?=C3=BC?= =?utf-8?Q?=QQ?=', (code) => codes.push(code)),
    'ü=QQ',
  )
  assert.deepEqual(codes.sort(), ['header.encoded-word-invalid', 'mime.charset-unknown'])
})

test('too many words: the rest stays as written, and it is said', () => {
  const codes: string[] = []
  const text = decodeWords('=?utf-8?Q?a?= x '.repeat(MAX_ENCODED_WORDS + 5), (code) => codes.push(code))
  assert.deepEqual(codes, ['limit.encoded-words'])
  assert.match(text, /^a x a x .* =\?utf-8\?Q\?a\?= x $/s)
})

test('openings without an end cost nothing', () => {
  const start = threadTime()
  const text = '=?utf-8?Q?x'.repeat(200_000)
  assert.ok(decodeWords(text) === text)
  assert.ok(threadTime() - start < 1000)
})
