import { Tokenizer, TokenizerMode } from 'parse5'
import type { MarkedText, TextMark } from './marked-text.ts'

type TokenHandler = ConstructorParameters<typeof Tokenizer>[1]
type Location = { readonly startOffset: number; readonly endOffset: number } | null

/** Elements that start and end a line. */
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote br caption center dd details div dl dt fieldset figcaption figure footer form ' +
    'h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead title tr ul'
  ).split(' '),
)
/** Elements whose content is no text; how the tokenizer has to read it (HTML Standard §13.2.6.4). */
const NO_TEXT: ReadonlyMap<string, (typeof TokenizerMode)['RAWTEXT' | 'SCRIPT_DATA' | 'RCDATA']> = new Map([
  ['script', TokenizerMode.SCRIPT_DATA],
  ['style', TokenizerMode.RAWTEXT],
  ['noembed', TokenizerMode.RAWTEXT],
  ['noframes', TokenizerMode.RAWTEXT],
  ['iframe', TokenizerMode.RAWTEXT],
  ['xmp', TokenizerMode.RAWTEXT],
])
const RCDATA: ReadonlySet<string> = new Set(['title', 'textarea'])

const nothing = (): void => {}

function run(source: string, handler: Partial<TokenHandler>): void {
  const tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onComment: nothing,
      onDoctype: nothing,
      onEndTag: nothing,
      onEof: nothing,
      onCharacter: nothing,
      onNullCharacter: nothing,
      onWhitespaceCharacter: nothing,
      ...handler,
      onStartTag(token) {
        const mode = NO_TEXT.get(token.tagName)
        if (mode !== undefined) tokenizer.state = mode
        else if (RCDATA.has(token.tagName)) tokenizer.state = TokenizerMode.RCDATA
        handler.onStartTag?.(token)
      },
    },
  )
  tokenizer.write(source, true)
}

/** A stretch of source as a reader sees it: character references decoded. */
function decodeReferences(source: string): string {
  let text = ''
  const add = (token: { readonly chars: string }): void => {
    text += token.chars
  }
  run(source, { onCharacter: add, onWhitespaceCharacter: add })
  return text
}

/**
 * HTML as the text a reader sees, formatting dropped, with its marks carried over. A mark inside a tag (a link
 * target, say) is shown as `[→ …]` at the place of the tag, or behind the text of the link. Text that the formatting hides is shown:
 * whoever checks a mail should see it. Linear in the source: the tokenizer only, no tree.
 */
export function htmlAsText({ text: source, marks }: MarkedText): MarkedText {
  const out: string[] = []
  let length = 0
  let last = '\n'
  let emptyLine = true
  let silent: string | undefined
  const moved = new Map<string, TextMark>()
  const ordered = [...marks].sort((a, b) => a.start - b.start)

  const put = (text: string): void => {
    if (text === '') return
    out.push(text)
    length += text.length
    emptyLine = text === '\n' && last === '\n'
    last = text.at(-1) ?? last
  }
  const lineEnd = (): void => {
    if (last !== '\n') put('\n')
  }
  const cover = (mark: TextMark, start: number): void => {
    if (length === start) return
    const known = moved.get(mark.id)
    moved.set(mark.id, { ...mark, start: known?.start ?? start, end: length })
  }
  const touching = (from: number, to: number): readonly TextMark[] =>
    ordered.filter((mark) => mark.start < to && mark.end > from)

  const visible = (from: number, to: number, chars: string): void => {
    const hits = touching(from, to)
    const plain = chars.length === to - from
    const cuts = [
      ...new Set([from, to, ...hits.flatMap(({ start, end }) => [Math.max(from, start), Math.min(to, end)])]),
    ].sort((a, b) => a - b)
    for (let at = 0; at + 1 < cuts.length; at++) {
      const start = cuts[at]!
      const end = cuts[at + 1]!
      const piece =
        cuts.length === 2
          ? chars
          : plain
            ? chars.slice(start - from, end - from)
            : decodeReferences(source.slice(start, end))
      const before = length
      const collapsed = piece.replace(/[ \t\r\n\f]+/g, ' ')
      put(/\s/.test(last) && collapsed.startsWith(' ') ? collapsed.slice(1) : collapsed)
      for (const mark of hits) if (mark.start <= start && mark.end >= end) cover(mark, before)
    }
  }
  const unseen = (location: Location): void => {
    if (!location) return
    for (const mark of touching(location.startOffset, location.endOffset)) {
      // A mark that reaches beyond the tag is seen on the text around it.
      if (mark.start < location.startOffset || mark.end > location.endOffset) continue
      put(/\s/.test(last) ? '[→ ' : ' [→ ')
      const before = length
      put(source.slice(mark.start, mark.end))
      cover(mark, before)
      put('] ')
    }
  }
  // A link's target is shown behind its text, as people write it.
  let openLink: Location = null
  const closeLink = (): void => {
    unseen(openLink)
    openLink = null
  }
  // Stretches of text are taken from tag to tag: parse5 places a character reference at its last character, so the
  // ends of its character tokens are not to be relied on.
  let chars = ''
  let textStart = 0
  const text = (token: { readonly chars: string }): void => {
    chars += token.chars
  }
  const flush = (next: Location): void => {
    const end = next?.startOffset ?? source.length
    if (end > textStart) {
      if (silent === undefined) visible(textStart, end, chars)
      else unseen({ startOffset: textStart, endOffset: end })
    }
    chars = ''
    textStart = next?.endOffset ?? source.length
  }
  run(source, {
    onCharacter: text,
    onWhitespaceCharacter: text,
    onNullCharacter: text,
    onComment(token) {
      flush(token.location)
      unseen(token.location)
    },
    onDoctype(token) {
      flush(token.location)
      unseen(token.location)
    },
    onEof: () => flush(null),
    onStartTag(token) {
      flush(token.location)
      if (token.tagName === 'a') closeLink()
      if (BLOCKS.has(token.tagName)) lineEnd()
      if (token.tagName === 'td' || token.tagName === 'th') put(/\s/.test(last) ? '' : ' ')
      if (token.tagName === 'img') {
        const alt = token.attrs.find(({ name }) => name === 'alt')?.value.trim() ?? ''
        put(alt === '' ? '[image] ' : `[image: ${alt}] `)
      }
      if (token.tagName === 'a') openLink = token.location
      else unseen(token.location)
      if (silent === undefined && NO_TEXT.has(token.tagName)) silent = token.tagName
    },
    onEndTag(token) {
      flush(token.location)
      if (token.tagName === silent) silent = undefined
      unseen(token.location)
      if (token.tagName === 'a') closeLink()
      if (BLOCKS.has(token.tagName)) {
        lineEnd()
        if (token.tagName === 'p' && !emptyLine) put('\n')
      }
    },
  })
  closeLink()
  const shown = out.join('').trimEnd()
  // Trailing white space is dropped, so a mark may not reach into it.
  const kept = [...moved.values()].map((mark) => ({
    ...mark,
    start: Math.min(mark.start, shown.length),
    end: Math.min(mark.end, shown.length),
  }))
  return { text: shown, marks: kept }
}
