import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { columns } from './columns.ts'
import { printable } from './printable.ts'

const CASES: readonly (readonly [name: string, given: string, expected: string])[] = [
  ['CSI clear screen', '\u001b[2Jgone', '⟨U+001B⟩[2Jgone'],
  ['C1 CSI', '\u009b31mred', '⟨U+009B⟩31mred'],
  ['OSC 8 link', '\u001b]8;;x\u001b\\y', '⟨U+001B⟩]8;;x⟨U+001B⟩\\y'],
  ['bell, backspace, delete', 'a\u0007\u0008\u007f', 'a⟨U+0007⟩⟨U+0008⟩⟨U+007F⟩'],
  ['carriage return overwrites a line', 'safe\rBcc: x', 'safe⟨U+000D⟩Bcc: x'],
  ['right-to-left override', 'annex\u202efdp.exe', 'annex⟨U+202E⟩fdp.exe'],
  ['bidi isolates and marks', '\u2066a\u2069\u200f\u061c', '⟨U+2066⟩a⟨U+2069⟩⟨U+200F⟩⟨U+061C⟩'],
  ['zero width', 'pay\u200bpal\ufeff\u00ad\u2060', 'pay⟨U+200B⟩pal⟨U+FEFF⟩⟨U+00AD⟩⟨U+2060⟩'],
  ['line and paragraph separators', 'a\u2028b\u2029', 'a⟨U+2028⟩b⟨U+2029⟩'],
  ['tag characters smuggle text', 'a\u{e0041}', 'a⟨U+E0041⟩'],
  ['variation selectors smuggle bytes', 'a\u{e0100}\ufe01', 'a⟨U+E0100⟩⟨U+FE01⟩'],
  ['lone surrogate', 'a\ud800b', 'a⟨U+D800⟩b'],
  ['Hangul filler looks empty', '\u3164', '⟨U+3164⟩'],
  ['stacked marks', `Z${'\u0301'.repeat(60)}!`, `Z${'\u0301'.repeat(6)}⟨+54 marks⟩!`],
  [
    'a selector hidden in a stack',
    `Z${'\u0301'.repeat(3)}\ufe01${'\u0301'.repeat(9)}`,
    `Z${'\u0301'.repeat(3)}⟨U+FE01⟩${'\u0301'.repeat(2)}⟨+7 marks⟩`,
  ],
  ['an emoji keeps its variant', 'I ❤\ufe0f it', 'I ❤\ufe0f it'],
  ['other scripts stay', 'Épreuves 記者 שלום नमस्ते Tiếng Việt', 'Épreuves 記者 שלום नमस्ते Tiếng Việt'],
]

for (const [name, given, expected] of CASES) test(name, () => assert.equal(printable(given), expected))

test('cuts at terminal columns, wide characters counting 2', () => {
  assert.equal(printable('abcdef', 6), 'abcdef')
  assert.equal(printable('abcdefg', 6), 'abcde…')
  assert.equal(printable('記者記者', 5), '記者…')
  assert.equal(printable('記者記者', 8), '記者記者')
  assert.equal(printable('e\u0301e\u0301e\u0301', 3), 'e\u0301e\u0301e\u0301')
  assert.equal(printable('👩‍💻', 80), '👩⟨U+200D⟩💻')
})

test('nothing unseen is left, and a cut text fits', () => {
  const unit = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('\u001b', '\u202e', '\u0301', '記', 'a', '\ufe0f', '❤', '\ud83d') }),
  )
  fc.assert(
    fc.property(unit, fc.integer({ min: 1, max: 40 }), (text, width) => {
      const seen = printable(text)
      assert.doesNotMatch(seen, /[\p{Cc}\p{Cs}\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u)
      assert.ok(columns(printable(text, width)) <= width)
    }),
    { numRuns: 500 },
  )
})
