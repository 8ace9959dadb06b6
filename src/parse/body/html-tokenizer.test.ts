import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Tokenizer, TokenizerMode } from 'parse5'
import { tokenizeHtml } from './html-tokenizer.ts'
import { sourceOffset } from './source-offset.ts'

const RAW_MODES: Readonly<Record<string, (typeof TokenizerMode)[keyof typeof TokenizerMode]>> = {
  style: TokenizerMode.RAWTEXT,
  xmp: TokenizerMode.RAWTEXT,
  iframe: TokenizerMode.RAWTEXT,
  noembed: TokenizerMode.RAWTEXT,
  noframes: TokenizerMode.RAWTEXT,
  script: TokenizerMode.SCRIPT_DATA,
  title: TokenizerMode.RCDATA,
  textarea: TokenizerMode.RCDATA,
  plaintext: TokenizerMode.PLAINTEXT,
}
const DROPPED = new Set(['iframe', 'noembed', 'noframes', 'script'])

/** Tokens with adjoining text joined; bogus comments, which we do not tell, left out. */
function joined(tokens: readonly string[]): string[] {
  const out: string[] = []
  for (const token of tokens) {
    const last = out[out.length - 1]
    if (token.startsWith('text ') && last?.startsWith('text ')) out[out.length - 1] = last + token.slice(5)
    else out.push(token)
  }
  return out
}

function throughParse5(html: string): string[] {
  const tokens: string[] = []
  let dropped = false
  const text = ({ chars }: { chars: string }): void => {
    if (!dropped) tokens.push(`text ${chars}`)
  }
  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(tag) {
        tokens.push(`<${tag.tagName} ${JSON.stringify(tag.attrs.map(({ name, value }) => [name, value]))}`)
        dropped = DROPPED.has(tag.tagName)
        const mode = RAW_MODES[tag.tagName]
        if (mode !== undefined && Object.hasOwn(RAW_MODES, tag.tagName)) tokenizer.state = mode
      },
      onEndTag(tag) {
        dropped = false
        tokens.push(`</${tag.tagName}`)
      },
      onCharacter: text,
      onWhitespaceCharacter: text,
      onNullCharacter() {},
      onComment(comment) {
        if (html.startsWith('<!--', comment.location?.startOffset ?? 0) && comment.data !== '')
          tokens.push(`comment ${comment.data}`)
      },
      onDoctype() {},
      onEof() {},
    },
  )
  tokenizer.write(html, true)
  return joined(tokens)
}

function throughOurs(html: string): string[] {
  const tokens: string[] = []
  tokenizeHtml(html, {
    foreign: () => false,
    text: (text) => tokens.push(`text ${text}`),
    startTag({ name, attributes }) {
      tokens.push(`<${name} ${JSON.stringify(attributes.map((one) => [one.name, one.value]))}`)
    },
    endTag: (name) => tokens.push(`</${name}`),
    comment(text) {
      if (text !== '') tokens.push(`comment ${text}`)
    },
    css: (css) => tokens.push(`text ${css}`),
  })
  return joined(tokens)
}

const PIECES =
  '<|>|</|<!|<!--|-->|--!>|--|-|!|?|<a |<A HREF|<b>|</b >|</a|a|href|=|"|\'|/|/>| |\n|\t|\f|&|&amp;|&amp|&#60;|&#x3c|&#|&notit;|&notin;|&copy=|&copy|&nosuch;|&AMP;|&#128;|x|<script|</script|<script>|</script>|<style>|</style>|</style |<title>|</title>|<textarea>|</textarea>|<xmp>|</xmp>|<plaintext>|<iframe>|</iframe>|<!doctype html>|<![CDATA[|]]>|ä|\u{1f600}|<\u212a>|STYLE|;|&lt|&ltx'.split(
    '|',
  )
const soup = fc.array(fc.constantFrom(...PIECES), { maxLength: 60 }).map((pieces) => pieces.join(''))

test('gives the same tokens as parse5 for any soup of marks', () => {
  fc.assert(
    fc.property(soup, (html) => {
      assert.deepEqual(throughOurs(html), throughParse5(html))
    }),
    { numRuns: 20_000 },
  )
})

test('places of text and attribute values lie in the source and hold what is written', () => {
  fc.assert(
    fc.property(soup, (html) => {
      tokenizeHtml(html, {
        foreign: () => false,
        text(text, start, places) {
          const end = sourceOffset(start, places, text.length)
          assert.ok(start >= 0 && start < end && end <= html.length)
          let last = start
          for (let i = 0; i <= text.length; i++) {
            const at = sourceOffset(start, places, i)
            assert.ok(at >= last && at <= end)
            last = at
          }
        },
        startTag({ attributes, start, end }) {
          for (const one of attributes) {
            assert.ok(one.start >= start && one.start <= one.end && one.end <= end)
            const written = html.slice(one.start, one.end)
            if (one.value !== '' && !written.includes('&')) assert.equal(one.value, written)
          }
        },
        endTag() {},
        comment(text, start) {
          assert.equal(html.slice(start, start + text.length), text)
        },
        css(css, start) {
          assert.equal(html.slice(start, start + css.length), css)
        },
      })
    }),
    { numRuns: 5_000 },
  )
})

test('knows CDATA and raw names only where they count', () => {
  const texts: string[] = []
  tokenizeHtml('<svg><style><a href=x></style><![CDATA[<b>]]>', {
    foreign: () => true,
    text: (text) => texts.push(text),
    startTag: ({ name }) => texts.push(name),
    endTag() {},
    comment() {},
    css: () => assert.fail('no raw text in SVG'),
  })
  assert.deepEqual(texts, ['svg', 'style', 'a', '<b>'])
})
