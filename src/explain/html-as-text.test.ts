import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { htmlAsText } from './html-as-text.ts'
import type { TextMark } from './marked-text.ts'

/** The text shown for some HTML, with what each quoted stretch of source became. */
function shown(source: string, ...quoted: readonly string[]): { text: string; marked: readonly string[] } {
  const marks: TextMark[] = quoted.map((quote, at) => {
    const start = source.indexOf(quote)
    assert.ok(start >= 0, quote)
    return { start, end: start + quote.length, finding: at + 1, id: quote }
  })
  const { text, marks: moved } = htmlAsText({ text: source, marks })
  return {
    text,
    marked: quoted.map((quote) => {
      const mark = moved.find(({ id }) => id === quote)
      return mark ? text.slice(mark.start, mark.end) : '(lost)'
    }),
  }
}

test('formatting goes, blocks make lines, white space is collapsed', () => {
  assert.equal(
    shown('<html><body><h1>Title</h1><p>one\n  <b>two</b></p><p>three<br>four</p><ul><li>a<li>b</ul>').text,
    'Title\none two\n\nthree\nfour\n\na\nb',
  )
})

test('scripts, styles and comments are no text', () => {
  assert.equal(
    shown('a<style>p{}</style><script>evil("<p>")</script><!-- no --><iframe>x</iframe>b').text,
    'ab',
  )
})

test('a link target follows the text of the link', () => {
  const target = 'https://evil.test/?a=1&amp;b=2'
  assert.deepEqual(shown(`<p>see <a href="${target}">the <i>minutes</i></a>, please</p>`, target), {
    text: `see the minutes [→ ${target}] , please`,
    marked: [target],
  })
})

test('a link that is never closed, and one inside another, lose nothing', () => {
  const { marked } = shown('<a href="one.test">x<a href="two.test">y', 'one.test', 'two.test')
  assert.deepEqual(marked, ['one.test', 'two.test'])
})

test('marks over character references cover what the reader sees', () => {
  assert.deepEqual(shown('x &lt;b&gt; caf&eacute; &amp; y', '&lt;b&gt;', 'caf&eacute;', '&amp;').marked, [
    '<b>',
    'café',
    '&',
  ])
})

test('marks across tags, in attributes, comments and hidden content', () => {
  const source =
    '<p>pay <b>now</b> or</p><!-- secret --><img src="http://t.test/p.gif" alt="logo"><script>run()</script>'
  assert.deepEqual(shown(source, 'pay <b>now</b> or', 'secret', 'http://t.test/p.gif', 'run()').marked, [
    'pay now or',
    'secret',
    'http://t.test/p.gif',
    'run()',
  ])
})

test('CRLF and NUL do not shift marks', () => {
  assert.deepEqual(shown('a\r\nb\r\n\0 c <i>here</i>\r\n', 'here').marked, ['here'])
})

test('any text survives: no throw, and marks stay inside', () => {
  const piece = fc.constantFrom(
    '<a href="x">',
    '</a>',
    '<p>',
    '</p>',
    '&amp;',
    '&',
    '<',
    '>',
    '"',
    '<!--',
    '-->',
    '<script>',
    '</script>',
    'a',
    ' ',
    '\n',
    '<title>',
    '</title>',
    '\0',
    'é',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(60), fc.nat(60), (pieces, from, length) => {
      const source = pieces.join('')
      const start = Math.min(from, source.length)
      const marks = [{ start, end: Math.min(source.length, start + length), finding: 1, id: 'a' }]
      const { text, marks: moved } = htmlAsText({ text: source, marks })
      for (const mark of moved)
        assert.ok(mark.start >= 0 && mark.start <= mark.end && mark.end <= text.length)
      assert.equal(text, text.trimEnd())
    }),
    { numRuns: 1000 },
  )
})

test('hostile sizes take linear time', { timeout: 20_000 }, () => {
  for (const piece of ['</p>', '&', '<', '<a href=x>', '&lt;', '<p>', '\n', '<!--'])
    htmlAsText({
      text: piece.repeat(500_000 / piece.length),
      marks: [{ start: 5, end: 400_000, finding: 1, id: 'x' }],
    })
})
