import assert from 'node:assert/strict'
import { test } from 'node:test'
import { markedHtml, type TextMark } from './marked-text.ts'

const mark = (start: number, end: number, finding = 1): TextMark => ({ start, end, finding, id: `e${start}` })
const note = (finding: number): string =>
  `<sup class="note"><a href="#m1-f${finding}" aria-label="Finding ${finding}">${finding}</a></sup>`

test('marks, footnotes and escapes', () => {
  assert.equal(
    markedHtml({ text: 'a <b> & c', marks: [mark(2, 5, 3)] }, 'm1').html,
    `a <span id="e2"></span><mark>&lt;b&gt;</mark>${note(3)} &amp; c`,
  )
})

test('a mark inside a host name cannot undo its defanging', () => {
  const { html } = markedHtml(
    { text: 'see https://evil.test now', marks: [mark(12, 16), mark(6, 10, 2)] },
    'm1',
  )
  const text = html.replace(/<sup.*?<\/sup>|<[^>]+>/g, '')
  assert.equal(text, 'see hxxps://evil[.]test now')
})

test('overlapping and nested marks keep both footnotes', () => {
  const { html } = markedHtml(
    { text: '0123456789', marks: [mark(1, 6, 1), mark(4, 9, 2), mark(4, 6, 3)] },
    'm1',
  )
  assert.equal(html.replace(/<sup.*?<\/sup>|<[^>]+>/g, ''), '0123456789')
  for (const finding of [1, 2, 3]) assert.equal(html.split(note(finding)).length, 2)
  assert.equal(html.match(/id="e4"/g)?.length, 2)
})

test('marks out of range are dropped', () => {
  const marks = [mark(-5, 3), mark(8, 4), mark(2, 400), mark(3, 3)]
  assert.equal(markedHtml({ text: 'abcdef', marks }, 'm1').html, 'abcdef')
})

test('a long text is shown around its marks, and what is left out is counted', () => {
  const text = `${'x'.repeat(40_000)}HERE${'y'.repeat(40_000)}`
  const { html } = markedHtml({ text, marks: [mark(40_000, 40_004)] }, 'm1')
  assert.ok(html.length < 3_000)
  assert.match(html, /<mark>HERE<\/mark>/)
  assert.match(html, /… 38,800 characters not shown …/)
  assert.match(html, /… 39,400 characters not shown …<\/span>$/)
})

test('a mark over megabytes shows its beginning', () => {
  const { html } = markedHtml({ text: 'z'.repeat(2_000_000), marks: [mark(10, 1_999_990)] }, 'm1')
  assert.ok(html.length < 5_000)
  assert.match(html, /<mark>z+<\/mark>/)
})

test('CRLF is a line end; a lone CR, bidi and escapes are shown', () => {
  assert.equal(
    markedHtml({ text: 'a\r\nb\rc\u202e\u001b\td', marks: [] }, 'm1').html,
    'a\nb⟨U+000D⟩c⟨U+202E⟩⟨U+001B⟩\td',
  )
})
