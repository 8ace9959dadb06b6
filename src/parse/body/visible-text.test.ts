import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../testing/thread-time.ts'
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

test('never throws, stays linear', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(typeof visibleText(text), 'string')
    }),
  )
  for (const piece of ['<div>', '<', 'a<br>', '&amp', '<p style="display:none">', '<td>x']) {
    const from = threadTime()
    visibleText(piece.repeat(Math.ceil(1_000_000 / piece.length)))
    const took = threadTime() - from
    assert.ok(took < 1_000, `${piece}: ${Math.round(took)} ms`)
  }
})
