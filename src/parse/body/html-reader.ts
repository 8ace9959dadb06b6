import { type Token, Tokenizer, TokenizerMode } from 'parse5'
import { hidingSelectors } from './css-hiding.ts'
import { NO_STYLE, readColour, readStyle, type StyleFacts } from './inline-style.ts'
import { openElements, VOID_ELEMENTS } from './open-elements.ts'

/** What a reading of HTML tells; offsets count characters of the HTML. Handlers must not throw. */
export interface HtmlHandler {
  /**
   * A run of text without white space, or of white space only. `text` has entities decoded, so it can be shorter
   * than `[start, end)`.
   */
  text(text: string, start: number, end: number, visible: boolean): void
  start(element: HtmlElement): void
  end(name: string, start: number, end: number, after: OpenCounts): void
  /** Text of a `style` element. */
  css?(css: string, start: number): void
  comment?(text: string, start: number): void
}

/** What is open at a place. */
export interface OpenCounts {
  /** Table cells, captions, objects: anchors do not reach out of them. */
  readonly markers: number
  readonly depth: number
}

export interface HtmlElement extends OpenCounts {
  readonly name: string
  readonly attributes: readonly Token.Attribute[]
  readonly start: number
  readonly end: number
  /** Whether the element, and what is in it, is seen, as far as its own and outer styles tell. */
  readonly visible: boolean
  /** Inside SVG or MathML. */
  readonly foreign: boolean
  /** Range of an attribute's value without its quotes. */
  valueRange(name: string): { readonly start: number; readonly end: number }
}

/** A style is written once per cell in mail; the same string is read once. Bounded: a mail can have 100,000 of them. */
const STYLE_CACHE = 2048

const GONE: StyleFacts = { ...NO_STYLE, gone: true }
/** Elements whose content is not shown. */
const NOT_SHOWN: ReadonlySet<string> = new Set(
  'title script style template noembed noframes iframe datalist dialog'.split(' '),
)

/**
 * Reads HTML with the parse5 tokenizer and follows which elements are open. Linear; nesting past
 * `OPEN_ELEMENTS_DEPTH` is not followed and said in the result. Scripts are not run.
 */
export function readHtml(html: string, handler: HtmlHandler): { readonly tooDeep: boolean } {
  const elements = openElements()
  const styles = new Map<string, StyleFacts>()
  let hiding: ReadonlySet<string> | undefined
  let raw: 'css' | 'drop' | undefined
  let visible = true
  let cssStart = 0

  const styleFacts = (css: string): StyleFacts => {
    const known = styles.get(css)
    if (known) return known
    const facts = readStyle(css)
    if (styles.size < STYLE_CACHE) styles.set(css, facts)
    return facts
  }

  const facts = (name: string, attributes: readonly Token.Attribute[]): StyleFacts => {
    let style: StyleFacts = NOT_SHOWN.has(name) ? GONE : NO_STYLE
    for (const { name: key, value } of attributes) {
      switch (key) {
        case 'style':
          style = merge(style, styleFacts(value))
          break
        case 'hidden':
          style = { ...style, gone: true }
          break
        case 'open':
          if (name === 'dialog') style = { ...style, gone: false }
          break
        case 'bgcolor':
          style = { ...style, background: style.background ?? readColour(value) }
          break
        case 'background':
          style = { ...style, background: 'picture' }
          break
        case 'color':
          if (name === 'font') style = { ...style, color: style.color ?? readColour(value) }
          break
        case 'class':
          if (hiding)
            for (const one of value.slice(0, 1000).split(/\s+/))
              if (hiding.has(`.${one}`) || hiding.has(`${name}.${one}`)) style = { ...style, gone: true }
          break
        case 'id':
          if (hiding?.has(`#${value}`) || hiding?.has(`${name}#${value}`)) style = { ...style, gone: true }
          break
        case 'type':
          if (name === 'input' && value.toLowerCase() === 'hidden') style = GONE
          break
        case 'width':
        case 'height':
          // A picture of one pixel is a tracker, not something to click.
          if (name === 'img' && /^\s*[01](?:px)?\s*$/.test(value.slice(0, 20)))
            style = { ...style, gone: true }
          break
      }
    }
    return style
  }

  const tokenizer: Tokenizer = new Tokenizer(
    { sourceCodeLocationInfo: true },
    {
      onStartTag(tag) {
        const name = tag.tagName
        const place = tag.location
        const style = tag.attrs.length > 0 || NOT_SHOWN.has(name) ? facts(name, tag.attrs) : NO_STYLE
        const foreign = elements.foreign()
        const closed = VOID_ELEMENTS.has(name) || (foreign && tag.selfClosing)
        if (!closed) elements.open(name, style)
        visible = elements.visible()
        handler.start({
          name,
          attributes: tag.attrs,
          start: place?.startOffset ?? 0,
          end: place?.endOffset ?? 0,
          visible: closed ? elements.wouldShow(style) : visible,
          markers: elements.markers(),
          depth: elements.depth(),
          foreign,
          valueRange: (attribute) => valueRange(html, attribute, place),
        })
        tokenizer.inForeignNode = elements.foreign()
        if (!foreign) switchMode(name)
        if (raw === 'css') cssStart = place?.endOffset ?? 0
      },
      onEndTag(tag) {
        endCss(tag.location?.startOffset ?? 0)
        raw = undefined
        elements.close(tag.tagName)
        visible = elements.visible()
        tokenizer.inForeignNode = elements.foreign()
        const place = tag.location
        handler.end(tag.tagName, place?.startOffset ?? 0, place?.endOffset ?? 0, {
          markers: elements.markers(),
          depth: elements.depth(),
        })
      },
      onCharacter: text,
      onWhitespaceCharacter: text,
      onNullCharacter() {},
      onComment(comment) {
        const start = comment.location?.startOffset ?? 0
        if (handler.comment && html.startsWith('<!--', start)) handler.comment(comment.data, start + 4)
      },
      onDoctype() {},
      onEof() {
        endCss(html.length)
      },
    },
  )

  /** parse5's tree builder would switch the tokenizer for elements with raw content (HTML Standard §13.2.6.2). */
  function switchMode(name: string): void {
    switch (name) {
      case 'style':
        tokenizer.state = TokenizerMode.RAWTEXT
        raw = 'css'
        break
      case 'script':
        tokenizer.state = TokenizerMode.SCRIPT_DATA
        raw = 'drop'
        break
      case 'title':
      case 'textarea':
        tokenizer.state = TokenizerMode.RCDATA
        break
      case 'xmp':
        tokenizer.state = TokenizerMode.RAWTEXT
        break
      case 'iframe':
      case 'noembed':
      case 'noframes':
        tokenizer.state = TokenizerMode.RAWTEXT
        raw = 'drop'
        break
      case 'plaintext':
        tokenizer.state = TokenizerMode.PLAINTEXT
        break
    }
  }

  function text(token: Token.CharacterToken): void {
    if (raw !== undefined) return
    const start = token.location?.startOffset ?? 0
    handler.text(token.chars, start, token.location?.endOffset ?? start, visible)
  }

  function endCss(end: number): void {
    if (raw !== 'css') return
    const css = html.slice(cssStart, end)
    hiding = hidingSelectors(css, hiding)
    handler.css?.(css, cssStart)
  }

  tokenizer.write(html, true)
  return { tooDeep: elements.tooDeep() }
}

function merge(a: StyleFacts, b: StyleFacts): StyleFacts {
  if (a === NO_STYLE) return b
  return {
    gone: a.gone || b.gone,
    visibility: b.visibility ?? a.visibility,
    tiny: b.tiny ?? a.tiny,
    color: b.color ?? a.color,
    background: b.background ?? a.background,
  }
}

function valueRange(
  html: string,
  name: string,
  place: Token.LocationWithAttributes | null,
): { start: number; end: number } {
  const whole = place?.attrs?.[name]
  if (!whole) return { start: place?.startOffset ?? 0, end: place?.endOffset ?? 0 }
  let start = whole.startOffset + name.length
  const { endOffset } = whole
  while (start < endOffset && isBlank(html.charCodeAt(start))) start++
  if (html.charCodeAt(start) !== 61) return { start: whole.startOffset, end: endOffset }
  start++
  while (start < endOffset && isBlank(html.charCodeAt(start))) start++
  const quote = html.charCodeAt(start)
  if (quote === 34 || quote === 39) {
    start++
    const end = html.charCodeAt(endOffset - 1) === quote && endOffset - 1 >= start ? endOffset - 1 : endOffset
    return { start, end }
  }
  return { start, end: Math.max(start, endOffset) }
}

const isBlank = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)
