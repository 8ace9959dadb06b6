import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readRefresh } from './refresh-value.ts'

test('reads what the HTML Standard reads', () => {
  for (const [written, delay, target] of [
    ['5', 5, undefined],
    [' 5 ', 5, undefined],
    ['5;', 5, undefined],
    ['0;url=x', 0, 'x'],
    ['0; URL = x', 0, 'x'],
    ['0,x', 0, 'x'],
    ['0 x', 0, 'x'],
    ['0\nurl=x', 0, 'x'],
    ['.5;url=x', 0, 'x'],
    ['1.5.7;url=x', 1, 'x'],
    ['0;;url=x', 0, ';url=x'],
    ['0;url', 0, 'url'],
    ['0;urlx', 0, 'urlx'],
    ['0;u', 0, 'u'],
    ['0;url=url=x', 0, 'url=x'],
    [`0;url='x' y`, 0, 'x'],
    [`0;url="x' y`, 0, `x' y`],
    [`0;'x'`, 0, 'x'],
    ['0;url=x;y', 0, 'x;y'],
    ['0;url=', 0, ''],
    ['٣;url=x', undefined, undefined],
  ] as const) {
    const expected = delay === undefined ? undefined : target === undefined ? { delay } : { delay, target }
    assert.deepEqual(readRefresh(written), expected, written)
  }
  for (const none of ['', ' ', 'x', '-1;url=x', '+0;url=x', '5x', '0a;url=x', 'url=x'])
    assert.equal(readRefresh(none), undefined, none)
})

test('what is written is read back', () => {
  const white = fc.stringMatching(/^[ \t\n\f\r]{0,3}$/)
  const target = fc.stringMatching(/^[a-z0-9/:.?&=#%-]{1,40}$/).filter((text) => !/^[uU]/.test(text))
  fc.assert(
    fc.property(
      fc.nat(99_999),
      white,
      fc.constantFrom(';', ','),
      white,
      fc.boolean(),
      fc.constantFrom('', '"', "'"),
      target,
      (delay, before, mark, after, named, quote, text) => {
        const written = `${before}${delay}${before}${mark}${after}${named ? `url${after}=${after}` : ''}${quote}${text}${quote}`
        assert.deepEqual(readRefresh(written), { delay, target: text })
      },
    ),
  )
  fc.assert(fc.property(fc.string(), (text) => void readRefresh(text)))
})

test('stays quick on long values', () => {
  const began = process.cpuUsage()
  for (const text of ['0;url='.repeat(1e6), ' '.repeat(5e6), '1'.repeat(5e6), `0;url='${'x'.repeat(5e6)}`])
    readRefresh(text)
  assert.ok(process.cpuUsage(began).user < 500_000)
})
