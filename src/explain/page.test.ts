import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startPage } from './page.ts'

const HOSTILE = '\u001b[31mhttps://evil.test/\u0007 \u202e'

test('whatever is set passes defang or printable, labels and marks included', () => {
  const page = startPage({ width: 100, color: false })
  page.heading(HOSTILE)
  page.text(HOSTILE, { mark: HOSTILE })
  page.field(HOSTILE, HOSTILE)
  page.text({ exact: HOSTILE })
  page.text([HOSTILE, { exact: HOSTILE }])
  const text = page.toString()
  assert.doesNotMatch(text, /[\u001b\u0007\u202e]/)
  assert.equal(text.match(/hxxps:\/\/evil\[\.\]test/g)?.length, 6)
  // Exact text keeps its spelling, so that paths can be copied; only what is unseen is shown.
  assert.equal(text.match(/⟨U\+001B⟩\[31mhttps:\/\/evil\.test/g)?.length, 2)
})

test('fields align, values hang beside their label', () => {
  const page = startPage({ width: 40, color: false })
  page.field('To', 'one two three four five six seven eight nine ten', { indent: 2, at: 12 })
  assert.equal(page.toString(), '  To        one two three four five six\n            seven eight nine ten\n')
})

test('colour wraps each line alone and only when asked', () => {
  const page = startPage({ width: 40, color: true })
  page.text('one two three four five six seven eight nine', { style: 'alarm' })
  assert.equal(
    page.toString(),
    '\u001b[1;31mone two three four five six seven eight\u001b[0m\n\u001b[1;31mnine\u001b[0m\n',
  )
})

test('ASCII only, also in decoration', () => {
  const page = startPage({ width: 40, color: false, ascii: true })
  page.heading('Überblick')
  page.text('“é” \u202e', { mark: '• ' })
  assert.match(page.toString(), /^[\x20-\x7e\n]+$/)
})

test('gaps do not add up, an empty page is empty, a narrow one has a least width', () => {
  const page = startPage({ width: 3, color: false })
  assert.equal(page.toString(), '')
  page.gap()
  page.text('a')
  page.gap()
  page.gap()
  page.text('b')
  assert.equal(page.toString(), 'a\n\nb\n')
  assert.equal(page.width, 40)
})
