import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { refang, refangValue } from './refang.ts'

const CASES: readonly (readonly [written: string, meant: string])[] = [
  ['hxxp://a.test', 'http://a.test'],
  ['hXXps://a[.]test/x', 'https://a.test/x'],
  ['hxxps[:]//a[.]test', 'https://a.test'],
  ['hxxps[://]a[.]test', 'https://a.test'],
  ['https:[//]a.test', 'https://a.test'],
  ['hxxp[s]://a.test', 'https://a.test'],
  ['h**p://a.test', 'http://a.test'],
  ['http:\\\\a.test', 'http://a.test'],
  ['hxxp:// a.test', 'http://a.test'],
  ['hxxps :// a [.] test / b / c', 'https://a.test/b/c'],
  ['fxp://a.test', 'ftp://a.test'],
  ['a(.)test', 'a.test'],
  ['a{.}test', 'a.test'],
  ['a<.>test', 'a.test'],
  ['a[dot]test', 'a.test'],
  ['a (DOT) test', 'a.test'],
  ['a [ . ] test', 'a.test'],
  ['a\\.test', 'a.test'],
  ['a\\[.\\]test', 'a.test'],
  ['a[.test', 'a.test'],
  ['a.]test', 'a.test'],
  ['a[.]\n  test', 'a.test'],
  ['a\n[.]test', 'a.test'],
  ['a\u200b.te\u00adst', 'a.test'],
  ['a\uff0etest', 'a.test'],
  ['a\u2011b.test', 'a-b.test'],
  ['me[at]a[.]test', 'me@a.test'],
  ['me (at) a (dot) test', 'me@a.test'],
  ['me[@]a.test', 'me@a.test'],
  ['192[.]0[.]2[.]1[:]80', '192.0.2.1:80'],
  ['a[.]test[/]x', 'a.test/x'],
  ['2001[:]db8[:]:1', '2001:db8::1'],
  // Nothing to be put together.
  ['http://[2001:db8::1]/', 'http://[2001:db8::1]/'],
  ['x[]=1&y[a]=2', 'x[]=1&y[a]=2'],
  ['see (at) the end.', 'see@the end.'],
  ['[.]', '[.]'],
  ['end. [1] Next', 'end. [1] Next'],
  ['C:\\.ssh', 'C:\\.ssh'],
]

test('puts together what was written so that nobody clicks on it', () => {
  for (const [written, meant] of CASES) assert.equal(refangValue(written), meant, JSON.stringify(written))
})

test('marks only what was written otherwise', () => {
  assert.deepEqual(refang('https://a.test and b.test').marks, [])
  const { text, marks } = refang('https://a.test and b[.]test')
  assert.deepEqual(
    marks.map((at) => text.slice(at)),
    ['.test'],
  )
})

test('places lead back to the original, for any text', () => {
  const pieces = fc.constantFrom(
    ...'hxxp|http|s|://|[:]//|[.]|(dot)|[at]|\\.|.|[|]|a|b1|test| |\n|\u200b|/|ä|。|-|@|😀'.split('|'),
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
      const source = parts.join('')
      const { text, places } = refang(source)
      assert.equal(places.length, text.length + 1)
      assert.equal(places[text.length], source.length)
      for (let i = 1; i < places.length; i++) assert.ok((places[i] ?? 0) >= (places[i - 1] ?? 0))
      // Written once more there is nothing left to do but what became one by it.
      for (const c of text) if (c === 'ä') assert.ok(source.includes(c))
    }),
    { numRuns: 5_000 },
  )
})

test('long texts of nothing but marks take linear time', () => {
  for (const piece of [
    '[',
    '[.',
    '[.]',
    'hxxp',
    'h**p:',
    '\u200b',
    '[dot',
    'a[.]\n',
    ' [.] ',
    'hxxps :// ',
  ]) {
    const started = performance.now()
    refang(piece.repeat(Math.ceil(300_000 / piece.length)))
    assert.ok(performance.now() - started < 10_000, JSON.stringify(piece))
  }
})
