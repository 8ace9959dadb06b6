import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { logRows } from './log-rows.ts'

const rows = (text: string): readonly (readonly [string, string | undefined, string])[] =>
  logRows('E1', Buffer.from(text)).rows.map(({ time, zone, text: words }) => [
    new Date(time).toISOString(),
    zone,
    words,
  ])

test('a table of sign-ins: times in UTC, the zone as the log states it, the other cells as they are', () => {
  assert.deepEqual(
    rows(
      '\ufeffUser,"Date (UTC)",IP,Result\nedda@webpost.example,2026-03-02T09:40:00Z,192.0.2.7,"ok, new"\ndov,2026-03-02 04:40:00 -0500,,failed\nana,2026-03-02 09:40,192.0.2.9,ok\n',
    ),
    [
      ['2026-03-02T09:40:00.000Z', 'Z', 'User: edda@webpost.example; IP: 192.0.2.7; Result: ok, new'],
      ['2026-03-02T09:40:00.000Z', '-0500', 'User: dov; Result: failed'],
      ['2026-03-02T09:40:00.000Z', 'UTC', 'User: ana; IP: 192.0.2.9; Result: ok'],
    ],
  )
})

test('zones in a column of their own, semicolons, tabs, seconds since 1970, JSON lines, plain lines', () => {
  assert.deepEqual(rows('time;tz;what\n2026-03-02 04:40;EST;sign-in\n'), [
    ['2026-03-02T09:40:00.000Z', 'EST', 'what: sign-in'],
  ])
  assert.deepEqual(rows('timestamp\twhat\n1772444400\tsign-in\n1772444400123\tsign-out\n'), [
    ['2026-03-02T09:40:00.000Z', 'UTC', 'what: sign-in'],
    ['2026-03-02T09:40:00.123Z', 'UTC', 'what: sign-out'],
  ])
  assert.deepEqual(rows('{"createdDateTime":"2026-03-02T09:40:00Z","user":"edda","n":3}\n{"user":"dov"}\n'), [
    ['2026-03-02T09:40:00.000Z', 'Z', 'user: edda; n: 3'],
  ])
  assert.deepEqual(
    rows('# a log\n[2026-03-02 04:40 EST] sign-in edda\n2026-03-02T09:41:00+00:00 sign-out\nno time\n'),
    [
      ['2026-03-02T09:40:00.000Z', 'EST', 'sign-in edda'],
      ['2026-03-02T09:41:00.000Z', '+00:00', 'sign-out'],
    ],
  )
})

test('what can be read in two ways, or not at all, is counted and never guessed', () => {
  const { rows: found, undated } = logRows(
    'E1',
    Buffer.from('date,what\n03/02/2026 04:40,a\n2026-03-02 04:40,b\n,c\n2026-02-31 04:40,d\n'),
  )
  assert.deepEqual(
    found.map(({ zone, line }) => [zone, line]),
    [[undefined, 3]],
  )
  assert.equal(undated, 3)
  for (const text of ['', 'x', 'user,ip\na,b\n', 'MZ\0\0'])
    assert.deepEqual(logRows('E1', Buffer.from(text)).rows, [], text)
})

test('any bytes: never throws, every row lies in the file and has a time', () => {
  const piece = fc.constantFrom(
    ...['time', ',', '\n', ';', '"', '2026-03-02 04:40', 'EST', 'Z', '{', '}', ':', '\t', '1772444400', '😀'],
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 60 }), (parts) => {
      const text = parts.join('')
      const lines = text.split('\n').length
      for (const { time, line } of logRows('E1', Buffer.from(text)).rows) {
        assert.ok(Number.isFinite(time))
        assert.ok(line >= 1 && line <= lines)
      }
    }),
    { numRuns: 2_000 },
  )
})
