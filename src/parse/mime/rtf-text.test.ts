import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { charsetOfPage, rtfForm, rtfText } from './rtf-text.ts'

const read = (rtf: string): string => {
  const bytes = Buffer.from(rtf, 'latin1')
  return rtfText(bytes, rtfForm(bytes), 1 << 20).toString('utf8')
}

test('HTML comes back as it was, RTF of its own does not show', () => {
  const rtf = String.raw`{\rtf1\ansi\ansicpg1251\fromhtml1 \deff0{\fonttbl{\f0\fswiss Arial;}{\f1\fmodern\fcharset204 Courier;}}
{\colortbl\red0\green0\blue0;}
{\*\htmltag64 <p class="x">}\htmlrtf \par\b \htmlrtf0 1 {\*\htmltag84 &lt;}2, \'cf\'f0 {\*\htmltag148 <a href="https://example.org/?a=1&amp;b=\'7bc\'7d">}{\*\mhtmltag148 <a href="cid:1">}\htmlrtf {\field{\*\fldinst HYPERLINK "https://other.test/"}{\fldrslt\htmlrtf0 here\htmlrtf }}\htmlrtf0 {\*\htmltag156 </a>}\lquote x\rquote\~y\htmlrtf\par\htmlrtf0
{\*\htmltag72 </p>}}`
  assert.equal(
    read(rtf),
    '<p class="x">1 &lt;2, Пр <a href="https://example.org/?a=1&amp;b={c}">here</a>&lsquo;x&rsquo;&nbsp;y</p>',
  )
})

test('text of a plain RTF body, with the targets of its links', () => {
  const rtf = String.raw`{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 MS Gothic;}}{\stylesheet{\s0 Normal;}}{\info{\title Secret}}
\pard Gr\'fc\'dfe\par \u8364?5 {\f1 \'cf\'f0}{\f2 \'93\'fa\'96\'7b}\line {\field{\*\fldinst{HYPERLINK "https://example.org/a b" \\t "_blank"}}{\fldrslt{\ul click here}}}\tab end\cell x\row
{\*\unknown hidden}{\pict 0102}{\object{\*\objdata 0105}{\result shown}}\{brace\}\u-10179?\u-8704?}`
  assert.equal(read(rtf), 'Grüße\n€5 Пр日本\n<https://example.org/a b> click here\tend\tx\nshown{brace}😀')
})

test('text that an HTML mail was sent as', () => {
  assert.equal(read(String.raw`{\rtf1\ansi\fromtext {\fonttbl{\f0 x;}}one\par two\par}`), 'one\ntwo\n')
})

test('fallback characters after \\u are passed over as many times as \\uc says', () => {
  assert.equal(read(String.raw`{\rtf1 \uc2\u8364 ab c{\uc0\u233 d}\uc1\u233\'e9f}`), '€ cédéf')
})

test('bytes of pictures are stepped over, also when they look like RTF', () => {
  assert.equal(read(`{\\rtf1 a{\\pict\\bin4 }}}}}b}`), 'ab')
})

test('code pages', () => {
  assert.equal(charsetOfPage(65001), 'utf-8')
  assert.equal(charsetOfPage(28605), 'iso-8859-15')
  assert.equal(charsetOfPage(932), 'cp932')
  assert.equal(charsetOfPage(-1), 'windows-1252')
  for (const [page, name] of [
    [1200, 'utf-16le'],
    [20127, 'windows-1252'],
    [20866, 'koi8-r'],
    [21866, 'koi8-u'],
    [10000, 'macintosh'],
    [874, 'windows-874'],
  ] as const)
    assert.equal(charsetOfPage(page), name)
})

test('the charsets of before Windows, and characters with a control of their own', () => {
  assert.equal(read(String.raw`{\rtf1\mac \'8a}`), 'ä')
  assert.equal(read(String.raw`{\rtf1\pc \'84}`), 'ä')
  assert.equal(read(String.raw`{\rtf1\pca \'84}`), 'ä')
  assert.equal(read('{\\rtf1 a\\_b\\~c\\\nd\\\\e}'), 'a\u00adb\u00a0c\nd\\e')
  assert.equal(read(String.raw`{\rtf1\fromhtml1 a\_b}`), 'a&shy;b')
  assert.equal(read(String.raw`{\rtf1\ansicpg1252{\fonttbl{\f1\fcharset204 x;}}\f1 \'cf\plain \'cf}`), 'ПÏ')
})

test('property: never throws, never longer than the limit', () => {
  const pieces =
    String.raw`{|}|\par |\u8364?|\'e4|\htmlrtf |\htmlrtf0 |{\*\htmltag64 <p>}|\fromhtml1 |{\field{\*\fldinst HYPERLINK "x"}{\fldrslt y}}|\bin9 |\uc9 |\f1 |{\fonttbl{\f1\fcharset128 x;}}|\*|\|text|\ansicpg932 |\fldinst `.split(
      '|',
    )
  const rtf = fc
    .array(fc.constantFrom(...pieces), { maxLength: 60 })
    .map((list) => `{\\rtf1 ${list.join('')}`)
  fc.assert(
    fc.property(
      rtf,
      fc.constantFrom('html' as const, 'text' as const),
      fc.nat(200),
      (written, form, limit) => {
        assert.ok(rtfText(Buffer.from(written, 'latin1'), form, limit).toString('utf8').length <= limit)
      },
    ),
    { numRuns: 2000 },
  )
})

test('hostile megabytes are read in under a second', () => {
  for (const piece of [
    '{',
    '{\\*\\x',
    '\\par ',
    "\\'e4",
    '\\u8364?',
    '{\\field{\\*\\fldinst HYPERLINK "',
    '\\bin1',
    '}',
    '\\htmlrtf1',
    '{\\fonttbl\\f1\\fcharset128 ',
  ]) {
    const rtf = Buffer.from(`{\\rtf1\\ansi ${piece.repeat(2_000_000 / piece.length)}`, 'latin1')
    const start = process.cpuUsage()
    for (const form of ['html', 'text'] as const) rtfText(rtf, form, 8 << 20)
    const { user, system } = process.cpuUsage(start)
    assert.ok(user + system < 2_000_000, `${piece}: ${(user + system) / 1000} ms for both`)
  }
})
