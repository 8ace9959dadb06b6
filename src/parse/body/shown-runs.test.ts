import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { TextRegion } from '../../model/message.ts'
import type { ShownText } from '../../model/shown-text.ts'
import { readHtml } from './html-reader.ts'
import { shownReader, TAIL_LENGTH } from './shown-runs.ts'
import { sourceOffset } from './source-offset.ts'

function shown(html: string, regions: readonly TextRegion[] = []): ShownText {
  const reader = shownReader(html.length)
  readHtml(html, reader.handler)
  return reader.shown(regions)
}

const told = (html: string) =>
  shown(html).runs.map(({ text, lineEnds, cell, apart }) => [text, lineEnds, cell, apart])

test('says what stands between two runs', () => {
  assert.deepEqual(told('a<b>b</b>'), [
    ['a', 'none', false, false],
    ['b', 'none', false, false],
  ])
  assert.deepEqual(told('a<br>b'), [
    ['a', 'none', false, false],
    ['b', 'one-more', false, true],
  ])
  assert.deepEqual(told('<div>a</div><br>b<br><br>c<br><div>d'), [
    ['a', 'one', false, true],
    ['b', 'blank-line', false, true],
    ['c', 'blank-line', false, true],
    ['d', 'one-more', false, true],
  ])
  assert.deepEqual(told('<p>a<table><tr><td>b<td>c<button>d</button>e'), [
    ['a', 'blank-line', false, true],
    ['b', 'blank-line', true, true],
    ['c', 'none', true, true],
    ['d', 'none', false, true],
    ['e', 'none', false, false],
  ])
})

test('white space counts inside pre, and only there', () => {
  const runs = shown('a<pre>b<i>c</i></pre></pre>d').runs
  assert.deepEqual(
    runs.map(({ text, preformatted }) => [text, preformatted]),
    [
      ['a', false],
      ['b', true],
      ['c', true],
      ['d', false],
    ],
  )
})

test('hidden text is no run, and each run is of the region it begins in', () => {
  const html = '<div style="display:none">a<p>b</p></div><p>c</p><blockquote>d</blockquote><p>e</p>'
  const quote = html.indexOf('<blockquote')
  const after = html.indexOf('<p>e')
  const { runs, complete } = shown(html, [
    { kind: 'own', start: 0, end: quote },
    { kind: 'quoted', start: quote, end: after },
    { kind: 'own', start: after, end: html.length },
  ])
  assert.ok(complete)
  assert.deepEqual(
    runs.map(({ text, region }) => [text, region]),
    [
      ['c', 'own'],
      ['d', 'quoted'],
      ['e', 'own'],
    ],
  )
})

test('every run leads back to its place', () => {
  const pieces = fc.constantFrom(
    '<b>',
    '</b>',
    'word ',
    '&amp;',
    '&nbsp;',
    '&#x1f4de;',
    'ü',
    '<br>',
    '<td>',
    '\n',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 40 }), (soup) => {
      const html = soup.join('')
      for (const { text, start, places } of shown(html).runs)
        for (let i = 0; i < text.length; i++) {
          const at = sourceOffset(start, places, i)
          // The second half of a character beyond the first plane lies inside its reference.
          const from = /[\udc00-\udfff]/.test(text[i] ?? '') ? at - 1 : at
          assert.ok(html[from] === '&' || html[at] === text[i], `${html}: ${i} of ${text}`)
        }
    }),
  )
})

test('of a text too long the beginning and the end are kept, and it is said', () => {
  const short = shown('<p>word</p>'.repeat(10_000))
  assert.ok(short.complete)
  assert.equal(short.runs.length, 10_000)
  for (const piece of ['<b>x', '<p>word word word word word</p>']) {
    const html = piece.repeat(Math.ceil(1_500_000 / piece.length))
    const { runs, complete } = shown(html)
    assert.equal(complete, false)
    assert.ok(runs.length < 70_000, `${runs.length}`)
    assert.equal(runs[0]?.start, html.indexOf('>') + 1)
    const inTail = (start: number): boolean => start >= html.length - TAIL_LENGTH
    let expected = 0
    for (let at = piece.indexOf('>') + 1; at < html.length; at += piece.length) if (inTail(at)) expected++
    assert.equal(runs.filter(({ start }) => inTail(start)).length, expected)
  }
})
