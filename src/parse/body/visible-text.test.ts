import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { DecodedText } from '../decoded-text.ts'
import { ownText } from './own-text.ts'
import { visibleText } from './visible-text.ts'

test('gives the text as it is seen', () => {
  const cases: readonly (readonly [html: string, text: string])[] = [
    ['<p>One</p><p>Two</p>', 'One\n\nTwo'],
    ['<div>One</div><div>Two<br>Three</div>', 'One\nTwo\nThree'],
    ['a<br><br>b', 'a\n\nb'],
    ['One\n  <b>t</b>wo &amp; th&eacute;', 'One two & thé'],
    ['<b>bold</b> <i>text</i>', 'bold text'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a\tb\nc'],
    ['a<span style="display:none">hidden</span>b', 'ab'],
    ['<head><title>t</title><style>p{}</style></head><body>x<script>y</script></body>', 'x'],
    ['<pre>a\n  b</pre>', 'a\n  b'],
    ['a&nbsp;b', 'a\u00a0b'],
    ['<ul><li>one<li>two</ul>', 'one\ntwo'],
    ['', ''],
  ]
  for (const [html, text] of cases) assert.equal(visibleText(html), text, html)
})

const decoded = (text: string, mediaType: string): DecodedText => ({
  part: '1',
  mediaType,
  charset: 'utf-8',
  text,
  attached: false,
  rangeOf: (start, end) => ({ start, end }),
})

test('own text leaves out the rest, and what an outer element hides', () => {
  const plain = 'Mine.\n> Yours.\nMine again.\n'
  assert.equal(
    ownText(decoded(plain, 'text/plain'), [
      { kind: 'own', start: 0, end: 6 },
      { kind: 'quoted', start: 6, end: 15 },
      { kind: 'own', start: 15, end: plain.length },
    ]),
    'Mine.\nMine again.',
  )
  const html = '<div style="display:none">a<p>b</p></div><p>c</p><blockquote>d</blockquote><p>e</p>'
  const quote = html.indexOf('<blockquote')
  const after = html.indexOf('<p>e')
  assert.equal(
    ownText(decoded(html, 'text/html'), [
      { kind: 'own', start: 0, end: quote },
      { kind: 'quoted', start: quote, end: after },
      { kind: 'own', start: after, end: html.length },
    ]),
    'c\n\ne',
  )
})

test('never throws, stays linear', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(typeof visibleText(text), 'string')
    }),
  )
  for (const piece of ['<div>', '<', 'a<br>', '&amp', '<p style="display:none">', '<td>x']) {
    const from = process.hrtime.bigint()
    visibleText(piece.repeat(Math.ceil(1_000_000 / piece.length)))
    const took = Number(process.hrtime.bigint() - from) / 1e6
    assert.ok(took < 1_000, `${piece}: ${Math.round(took)} ms`)
  }
})
