import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parsePattern } from './parse-pattern.ts'
import type { ComparisonExpression, ObservationExpression } from './pattern.ts'
import { printPattern } from './print-pattern.ts'

/** Forms taken from the examples of the specification and the cases of the OASIS validator. */
const GOOD = [
  "[file:hashes.'SHA-256' = 'aec070645fe53ee3b3763059376134f058cc337247c978add178b6ccdfb0019f']",
  "[email-message:from_ref.value MATCHES '.+\\\\@example\\\\.com$' AND email-message:body_multipart[*].body_raw_ref.name MATCHES '^Final Report.+\\\\.exe$']",
  "([file:hashes.MD5 = '79054025255fb1a26e4bc422aef54eb4'] FOLLOWEDBY [win-registry-key:key = 'HKEY_LOCAL_MACHINE\\\\foo\\\\bar']) WITHIN 300 SECONDS",
  "[file:extensions.'windows-pebinary-ext'.sections[*].entropy > 7.0]",
  "[file:mime_type = 'image/bmp' AND file:magic_number_hex = h'ffd8']",
  "[network-traffic:dst_ref.type = 'domain-name' AND network-traffic:dst_ref.value = 'example.com'] REPEATS 5 TIMES WITHIN 1800 SECONDS",
  "[(file:name = 'pdf.exe' OR file:size = '371712') AND file:created = t'2014-01-13T07:03:17Z']",
  "[network-traffic:dst_ref.value ISSUBSET '2001:0db8:dead:beef:0000:0000:0000:0000/64']",
  "([file:name = 'foo.dll'] AND [win-registry-key:key = 'a']) OR [process:name = 'fooproc' OR process:name = 'procfoo']",
  "[x_whatever:detected == t'2018-03-22T12:11:14.1Z']",
  "[artifact:payload_bin = b'dGhpcyBpcyBhIHRlc3Q=']",
  '( [(network-traffic:dst_port IN(443,6443,8443) AND network-traffic:src_packets <> 0) ])',
  '([foo:bar=1] REPEATS 2 TIMES) REPEATS 2 TIMES',
  "[a:b = 1] START t'2016-06-01T01:30:00.123Z' STOP t'2016-06-01T02:20:00.123Z' OR [c:d != -4.5]",
  "[file:hashes[*] = '8665c8d477534008b3058b72e2dae8ae']",
  "[x:created = t'2024-02-30T12:00:00Z']",
  '[EXISTS email-message:from_ref AND NOT EXISTS email-message:sender_ref]',
  "[a:b NOT IN ('x', 'y')] /* a\ncomment */ AND // another\n [a:'has.dot' LIKE 'n%']",
  '[a:b IN ()]',
  "[a:b MATCHES '\\d+']",
]

test('what the specification shows is read, and read again the same from its own print', () => {
  for (const text of GOOD) {
    const reading = parsePattern(text)
    assert.ok(reading.kind === 'pattern', `${text}: ${JSON.stringify(reading)}`)
    const printed = printPattern(reading.pattern)
    const again = parsePattern(printed)
    assert.ok(again.kind === 'pattern', printed)
    assert.deepEqual(bare(again.pattern), bare(reading.pattern), printed)
  }
})

/** Place of the error, as character of the text. */
const BAD: readonly (readonly [text: string, at: number, words: RegExp])[] = [
  ['file:size = 1280', 0, /observation in \[ \]/],
  ['[file:size = ]', 13, /value is missing/],
  ['[file:hashes.MD5 = cead3f77f6cda6ec00f57d76c9a6879f]', 19, /value is missing/],
  ['[file.size = 1280]', 5, /a : behind/],
  ['[file:name MATCHES /x/]', 19, /no meaning/],
  ["[a:b = 'c'] WITHIN ]", 19, /seconds is missing/],
  ["[a:b = 'c'] WITHIN 5 HOURS", 21, /SECONDS/],
  ["[a:b = 'c'] WITHIN -5 SECONDS", 19, /seconds is missing/],
  ["[a:b = 'c'] WITHIN 0 SECONDS", 19, /more than 0/],
  ['[a:b ISSUBSET ]', 14, /string is missing/],
  ["[a:b =? 'c']", 6, /no meaning/],
  ["[a:b == t'2457-73-22T32:81:84.1Z']", 8, /time such as/],
  ["[a:b = t'2024-01-15T12:30:61Z']", 7, /time such as/],
  ["[a:b = b'====']", 7, /base64/],
  ["[a:b = h'abc']", 7, /hexadecimal/],
  ['[foo:bar=1] within 2 SECONDS', 12, /nothing can follow/],
  ["[file:hashes.'SHA-256' = 'f00']", 25, /64 hexadecimal/],
  ["[a:b = 'c'] WITHIN 5 SECONDS WITHIN 6 SECONDS", 29, /second time/],
  ["([a:b = 'c'] REPEATS 2 TIMES REPEATS 3 TIMES)", 29, /second time/],
  ["[a:b = 'c'] REPEATS 1000000000 TIMES", 20, /1000 repetitions/],
  ["(([a:b = 'c'] REPEATS 100 TIMES) REPEATS 100 TIMES)", 0, /10000 observations/],
  ['[null_test:name = null]', 18, /value is missing/],
  ['[some-type:needs-quotes = 1]', 11, /needs quotes/],
  ['[test:string IN (1, true)]', 20, /one type/],
  ["[a:b = 'c", 7, /not closed/],
  ['[a:b > true]', 7, /no order/],
  ["[a:b START 'c']", 5, /operator is missing/],
  ['[a:b = 12abc]', 7, /no number/],
  ['', 0, /observation in/],
]

test('errors point at their character', () => {
  for (const [text, at, words] of BAD) {
    const reading = parsePattern(text)
    assert.ok(reading.kind === 'error', text)
    assert.equal(reading.error.start, at, `${text}: ${JSON.stringify(reading.error)}`)
    assert.match(reading.error.message, words, text)
  }
})

test('bounded in every direction', () => {
  for (const text of [
    `${'('.repeat(100_000)}[a:b=1]`,
    `[${'('.repeat(100_000)}a:b=1]`,
    `[${'a:b=1 OR '.repeat(30_000)}a:b=1]`,
    `${'[a:b=1] OR '.repeat(2000)}[a:b=1]`,
    `[a:b = '${'x'.repeat(2_000_000)}']`,
  ])
    assert.equal(parsePattern(text).kind, 'error')
  const deep = `${'('.repeat(60)}[a:b=1]${')'.repeat(60)}`
  assert.equal(parsePattern(deep).kind, 'pattern')
})

const WORDS = [
  '[',
  ']',
  '(',
  ')',
  'a:b',
  'url:value',
  '=',
  '!=',
  'NOT',
  "'x'",
  '1',
  '-2.5',
  'AND',
  'OR',
  'FOLLOWEDBY',
  'WITHIN',
  'SECONDS',
  'REPEATS',
  'TIMES',
  'START',
  "t'2024-01-01T00:00:00Z'",
  'IN',
  'LIKE',
  'EXISTS',
  '.',
  '[*]',
  ',',
  '\\',
  '"',
  '//',
  '/*',
]

test('any text is read without a throw, and errors lie inside it', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((words) => words.join(' ')),
    fc
      .tuple(fc.constantFrom(...GOOD), fc.nat(200), fc.string({ maxLength: 2 }), fc.nat(3))
      .map(([text, at, put, cut]) => text.slice(0, at) + put + text.slice(at + cut)),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const reading = parsePattern(text)
      if (reading.kind === 'error') {
        const { start, end, message } = reading.error
        assert.ok(start >= 0 && start <= end && end <= text.length, JSON.stringify(reading.error))
        assert.ok(message.length > 0 && message.length < 200)
      } else {
        const again = parsePattern(printPattern(reading.pattern))
        assert.ok(again.kind === 'pattern')
        assert.deepEqual(bare(again.pattern), bare(reading.pattern))
      }
    }),
    { numRuns: 4000 },
  )
})

/** Without places, which print changes. */
function bare(pattern: ObservationExpression | ComparisonExpression): unknown {
  return JSON.parse(
    JSON.stringify(pattern, (key, value) => (key === 'start' || key === 'end' ? undefined : value)),
  )
}
