import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../../testing/thread-time.ts'
import { rtfText } from './rtf-text.ts'

function read(rtf: string): ReturnType<typeof rtfText> {
  return rtfText(Buffer.from(rtf, 'latin1'))
}

const HEAD =
  '{\\rtf1\\ANSI\\ansicpg1251\\fromhtml1 \\deff0{\\fonttbl{\\f0\\fswiss Arial;}{\\f1\\fmodern Courier New;}{\\f2\\fnil\\fcharset128 MS Gothic;}}{\\colortbl\\red0;}{\\*\\generator Example;}\r\n'

test('the HTML is got back as it was', () => {
  const rtf = `${HEAD}{\\*\\htmltag19 <html>}{\\*\\htmltag34 <head>}{\\*\\htmltag241 <style>p \\{color:red\\}</style>}{\\*\\htmltag41 </head>}
{\\*\\htmltag50 <body>}{\\*\\htmltag64 <p>}\\htmlrtf {\\htmlrtf0 Hello \\htmlrtf \\b\\htmlrtf0 {\\*\\htmltag84 <b>}world{\\*\\htmltag92 </b>}\\htmlrtf }\\htmlrtf0 {\\*\\htmltag84 &lt;}\\htmlrtf <\\htmlrtf0{\\*\\mhtmltag84 <a href="rewritten">}{\\*\\htmltag84 <a href="https://example.org/?a=\\'41\\u8364?">}link{\\*\\htmltag92 </a>}\\htmlrtf\\par\\htmlrtf0\r\n{\\*\\htmltag58 </body>}{\\*\\htmltag27 </html>}}`
  assert.deepEqual(read(rtf), {
    from: 'html',
    text: '<html><head><style>p {color:red}</style></head><body><p>Hello <b>world</b>&lt;<a href="https://example.org/?a=A\u20ac">link</a></body></html>',
  })
})

test('text in code pages, by the document, by its font, and in Unicode', () => {
  const rtf = `${HEAD}\\'cf\\'f0\\'e8\\f2 \\'93\\'fa\\'96{\\f0 \\'cf}\\uc2\\u1055 ??x\\uc0\\u-257 y}`
  // the second Japanese character is cut by the change of font
  assert.equal(read(rtf).text, 'При日\ufffdППx\ufeffy')
})

test('plain text inside RTF, and text of RTF itself', () => {
  const text =
    '{\\rtf1\\ansi\\ansicpg1252\\fromtext{\\fonttbl{\\f0 A;}}one\\par two\\tab three\\line \\{four\\}\\~\\par}'
  assert.deepEqual(read(text), { from: 'text', text: 'one\r\ntwo\tthree\r\n{four}\u00a0\r\n' })
  assert.deepEqual(
    read('{\\rtf1\\ansi{\\stylesheet{\\s0 Normal;}}{\\info{\\title T}}\\b a\\b0\\bin4 {}{} b}'),
    {
      from: 'rtf',
      text: 'a b',
    },
  )
})

test('any bytes give a text, in time that grows with their number', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.constantFrom('{', '}', '\\', '\\*', '\\htmltag', '\\u', "\\'", '\\bin', '-', '9', 'a', ' '),
        { maxLength: 200 },
      ),
      (tokens) => {
        assert.equal(typeof read(`${HEAD}${tokens.join('')}`).text, 'string')
      },
    ),
  )
  const deep = `${HEAD}${'{\\f1 '.repeat(300_000)}a${'}'.repeat(300_000)}`
  const start = threadTime()
  assert.equal(read(deep).text, 'a')
  assert.ok((threadTime() - start) / 1000 < 3)
})
