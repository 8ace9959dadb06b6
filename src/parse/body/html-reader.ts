import { classNames } from './class-names.ts'
import { hidingSelectors } from './css-hiding.ts'
import { elementKind, NOT_SHOWN, VOID } from './element-kinds.ts'
import { type HtmlAttribute, type StartTag, tokenizeHtml } from './html-tokenizer.ts'
import { NO_STYLE, readColour, type StyleFacts } from './inline-style.ts'
import { openElements } from './open-elements.ts'
import type { TextPlaces } from './source-offset.ts'
import { styleFacts } from './style-facts.ts'

/** What a reading of HTML tells; offsets count characters of the HTML. Handlers must not throw. */
export interface HtmlHandler {
  /** A run of text between tags, entities decoded; `sourceOffset` gives the place of a character of it in the HTML. */
  text(text: string, visible: boolean, start: number, places: TextPlaces): void
  start(element: HtmlElement): void
  end(name: string, kind: number, start: number, end: number, after: OpenCounts): void
  /** Text of a `style` element. */
  css?(css: string, start: number): void
  comment?(text: string, start: number): void
}

/** What is open at a place. */
export interface OpenCounts {
  /** Table cells, captions, objects: anchors do not reach out of them. */
  readonly markers: number
  /** The fewest of them since the last tag: anchors in cells that ended are over. */
  readonly fewestMarkers: number
  readonly depth: number
}

export interface HtmlElement extends OpenCounts {
  readonly name: string
  /** What the standard says of it (`elementKind`). */
  readonly kind: number
  readonly attributes: readonly HtmlAttribute[]
  readonly start: number
  readonly end: number
  /** Whether the element, and what is in it, is seen, as far as its own and outer styles tell. */
  readonly visible: boolean
  /** Inside SVG or MathML. */
  readonly foreign: boolean
}

const GONE: StyleFacts = { ...NO_STYLE, gone: true }
/**
 * Reads HTML with our tokenizer and follows which elements are open. Linear; nesting past
 * `OPEN_ELEMENTS_DEPTH` is not followed and said in the result. Scripts are not run.
 */
export function readHtml(html: string, handler: HtmlHandler): { readonly tooDeep: boolean } {
  const elements = openElements()
  let hiding: ReadonlySet<string> | undefined
  /** The class names and ids in them: most are in none. */
  let hidingNames: ReadonlySet<string> = new Set()
  let visible = true

  const facts = (name: string, kind: number, attributes: readonly HtmlAttribute[]): StyleFacts => {
    let style: StyleFacts = kind & NOT_SHOWN ? GONE : NO_STYLE
    if (attributes.length === 0) return style
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
            for (const one of classNames(value.slice(0, 1000)))
              if (hidingNames.has(one) && (hiding.has(`.${one}`) || hiding.has(`${name}.${one}`)))
                style = { ...style, gone: true }
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

  tokenizeHtml(html, {
    foreign: elements.foreign,
    startTag(tag: StartTag) {
      const { name, kind, attributes } = tag
      const style = facts(name, kind, attributes)
      const foreign = elements.foreign()
      const closed = (kind & VOID) !== 0 || (foreign && tag.selfClosing)
      if (!closed) elements.open(name, kind, style)
      visible = elements.visible()
      handler.start({
        name,
        kind,
        attributes,
        start: tag.start,
        end: tag.end,
        visible: closed ? elements.wouldShow(style) : visible,
        markers: elements.markers(),
        fewestMarkers: elements.fewestMarkers(),
        depth: elements.depth(),
        foreign,
      })
    },
    endTag(name, start, end) {
      const kind = elementKind(name)
      elements.close(name, kind)
      visible = elements.visible()
      handler.end(name, kind, start, end, {
        markers: elements.markers(),
        fewestMarkers: elements.fewestMarkers(),
        depth: elements.depth(),
      })
    },
    text(text, start, places) {
      handler.text(text, visible, start, places)
    },
    comment(text, start) {
      handler.comment?.(text, start)
    },
    css(css, start) {
      const known = hiding
      hiding = hidingSelectors(css, hiding)
      if (hiding && hiding !== known) hidingNames = new Set([...hiding].map(nameIn))
      handler.css?.(css, start)
    },
  })
  return { tooDeep: elements.tooDeep() }
}

/** The class name or id that a selector ends in. */
const nameIn = (selector: string): string =>
  selector.slice(Math.max(selector.lastIndexOf('.'), selector.lastIndexOf('#')) + 1)

/** One reading for two that want to know. */
export function together(one: HtmlHandler, other: HtmlHandler): HtmlHandler {
  return {
    text(text, visible, start, places) {
      one.text(text, visible, start, places)
      other.text(text, visible, start, places)
    },
    start(element) {
      one.start(element)
      other.start(element)
    },
    end(name, kind, start, end, after) {
      one.end(name, kind, start, end, after)
      other.end(name, kind, start, end, after)
    },
    css(css, start) {
      one.css?.(css, start)
      other.css?.(css, start)
    },
    comment(text, start) {
      one.comment?.(text, start)
      other.comment?.(text, start)
    },
  }
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
