import { type HtmlElement, type HtmlHandler, readHtml } from '../body/html-reader.ts'
import { sourceOffset } from '../body/source-offset.ts'
import {
  anywhereTarget,
  eachAnimated,
  eachSrcset,
  elementTargets,
  isAnimated,
  refreshTarget,
} from './attribute-targets.ts'
import { eachCssUrl } from './css-urls.ts'
import { LIMITS } from './link-limits.ts'
import type { LinkPlace } from './link-place.ts'
import { eachTextLink } from './text-places.ts'

export interface HtmlPlaces {
  readonly places: readonly LinkPlace[]
  /** The document's base URL, from the first usable `<base href>`. */
  readonly base: string | undefined
  readonly tooDeep: boolean
}

/** Attack: an attribute-heavy mail of megabytes; places are plain objects, past this no more are collected. */
const PLACE_COUNT = 50_000

interface OpenAnchor {
  readonly place: LinkPlace
  readonly markers: number
  text: string
  blank: boolean
  alt: string
  /** Something of it can be seen, or something was there but hidden. */
  shown: boolean
  hidden: boolean
}

/**
 * All links of an HTML text as browsers read it, in order of place: addresses in attributes, styles and conditional
 * comments, and addresses in running text outside anchors, which mail clients link. Anchor text goes to the
 * innermost open anchor; a new anchor ends an open one, a table cell keeps its anchors inside (HTML Standard
 * §13.2.4.3 and §13.2.6.4.7).
 */
export function htmlPlaces(html: string): HtmlPlaces {
  const reader = htmlPlaceReader(html)
  return reader.places(readHtml(html, reader.handler).tooDeep)
}

/** Gathers places while `html` is read; ask for them when the reading is over. */
export interface HtmlPlaceReader {
  readonly handler: HtmlHandler
  /** `tooDeep` is what the reading said of itself. */
  places(tooDeep: boolean): HtmlPlaces
}

/** The same for a reading of HTML that serves others as well. */
export function htmlPlaceReader(html: string): HtmlPlaceReader {
  const places: LinkPlace[] = []
  const state = { base: undefined as string | undefined }
  let innerTooDeep = false
  const { handler, finish } = collector(html, 0, true, places, state, (text, start, shown) => {
    // Outlook renders what stands in `<!--[if mso]> … <![endif]-->`; `[if !mso]` in one comment is seen by nobody.
    const inner = collector(text, start, shown, places, state, undefined)
    if (readHtml(text, inner.handler).tooDeep) innerTooDeep = true
    inner.finish()
  })
  return {
    handler,
    places(tooDeep) {
      finish()
      return { places, base: state.base, tooDeep: tooDeep || innerTooDeep }
    },
  }
}

function collector(
  html: string,
  offset: number,
  shown: boolean,
  places: LinkPlace[],
  state: { base: string | undefined },
  conditional: ((text: string, start: number, shown: boolean) => void) | undefined,
): { readonly handler: HtmlHandler; readonly finish: () => void } {
  const anchors: OpenAnchor[] = []
  let buttons: OpenAnchor | undefined

  const add = (place: LinkPlace): void => {
    if (places.length < PLACE_COUNT) places.push(place)
  }

  const close = (anchor: OpenAnchor | undefined): void => {
    if (!anchor) return
    anchor.place.text = anchor.text !== '' ? anchor.text : anchor.alt
    if (!anchor.shown) anchor.place.visible = false
  }
  /** Ends anchors of table cells that have ended. */
  const closeInner = (markers: number): void => {
    for (let last = anchors.at(-1); last && last.markers > markers; last = anchors.at(-1))
      close(anchors.pop())
  }

  const addText = (anchor: OpenAnchor, text: string, visible: boolean): void => {
    const words = text.length > 2_000 ? text.slice(0, 2_000) : text
    if (isWhite(text.charCodeAt(0))) anchor.blank = true
    const said = words.trim()
    if (said !== '') {
      if (visible) {
        anchor.shown = true
        if (anchor.text.length < LIMITS.textLength) {
          const piece = said.replace(WHITE, ' ')
          const gap = anchor.blank && anchor.text !== '' ? ' ' : ''
          anchor.text = (anchor.text + gap + piece).slice(0, LIMITS.textLength)
        }
      } else anchor.hidden = true
      anchor.blank = false
    }
    if (isWhite(text.charCodeAt(text.length - 1))) anchor.blank = true
  }

  const targetPlaces = (element: HtmlElement): void => {
    const own = elementTargets(element.name)
    for (const { name, value } of element.attributes) {
      const origin = own?.get(name) ?? anywhereTarget(name)
      if (origin !== undefined) {
        const range = at(element, name)
        if (name === 'srcset') {
          eachSrcset(value, (href, start, end) => addInside(range, value, href, start, end, element.visible))
        } else if (name === 'ping') {
          // HTML Standard §4.6.3: separated by white space.
          for (const href of value.split(WHITE)) addTarget('html-other', range, href, element.visible)
        } else {
          const place = addTarget(origin, range, value, element.visible)
          if (place && (origin === 'html-anchor' || name === 'formaction')) open(element, place)
          else if (place) place.text = attribute(element, 'alt').slice(0, LIMITS.textLength)
        }
      } else if (name === 'style' && value.includes('(') && /url\(/i.test(value)) {
        const range = at(element, name)
        eachCssUrl(value, (href, start, end) => addInside(range, value, href, start, end, element.visible))
      } else if (isAnimated(element.name, name)) {
        const range = at(element, name)
        eachAnimated(value, (href, start, end) =>
          addInside(range, value, href, start, end, element.visible, 'html-other'),
        )
      } else if (name === 'srcdoc' && conditional) {
        conditional(value, at(element, name).start, element.visible)
      }
    }
  }

  const addInside = (
    range: { start: number; end: number },
    value: string,
    href: string,
    start: number,
    end: number,
    visible: boolean,
    origin: LinkPlace['origin'] = 'html-image',
  ): void => {
    // With entities inside, positions in the value are not positions in the source: the whole value is the place.
    const exact = range.end - range.start === value.length
    const place = exact ? { start: range.start + start, end: range.start + end } : range
    addTarget(origin, place, href, visible)
  }

  const addTarget = (
    origin: LinkPlace['origin'],
    range: { start: number; end: number },
    written: string,
    visible: boolean,
  ): LinkPlace | undefined => {
    const href = written.trim()
    if (pointsInside(href)) return undefined
    let { start, end } = range
    while (start < end && isWhite(html.charCodeAt(start))) start++
    while (end > start && isWhite(html.charCodeAt(end - 1))) end--
    const place: LinkPlace = {
      origin,
      start: offset + start,
      end: offset + end,
      href,
      prefix: undefined,
      text: '',
      visible: visible && shown,
    }
    add(place)
    return place
  }

  const open = (element: HtmlElement, place: LinkPlace): void => {
    const anchor: OpenAnchor = {
      place,
      markers: element.markers,
      text: '',
      blank: false,
      alt: '',
      // A shape of Outlook or a styled empty anchor has its size from elsewhere.
      shown: element.name !== 'a',
      hidden: false,
    }
    if (element.name === 'input') {
      anchor.alt = attribute(element, 'value') || attribute(element, 'alt')
      close(anchor)
    } else if (element.name === 'button') buttons = anchor
    else anchors.push(anchor)
  }

  const handler: HtmlHandler = {
    text(text, visible, from, decoded) {
      const last = anchors.at(-1)
      if (last) addText(last, text, visible)
      if (buttons) addText(buttons, text, visible)
      if (last !== undefined || text.length < 4 || !(text.includes('.') || text.includes(':'))) return
      eachTextLink(text, (link) => {
        add({
          origin: 'text',
          start: offset + sourceOffset(from, decoded, link.start),
          end: offset + sourceOffset(from, decoded, link.end),
          href: link.href,
          prefix: link.prefix,
          text: link.href.slice(0, LIMITS.textLength),
          visible: visible && shown,
        })
      })
    },
    start(element) {
      const { name, markers, fewestMarkers } = element
      closeInner(fewestMarkers)
      const last = anchors.at(-1)
      if (name === 'a' && last && last.markers === markers) close(anchors.pop())
      else if (last) {
        last.blank ||= BREAKS.has(name)
        if (name === 'img' || name === 'image' || name === 'svg') {
          if (element.visible) {
            last.shown = true
            const alt = attribute(element, 'alt').trim()
            if (last.alt === '' && alt !== '') last.alt = alt.replace(/\s+/g, ' ').slice(0, LIMITS.textLength)
          } else last.hidden = true
        }
      }
      if (element.attributes.length === 0) return
      if (name === 'base') {
        const href = attribute(element, 'href').trim()
        const url = href === '' ? null : URL.parse(href)
        if (state.base === undefined && url && /^(?:https?|ftp|file):$/.test(url.protocol)) {
          state.base = url.href
          addTarget('html-other', at(element, 'href'), href, false)
        }
        return
      }
      if (name === 'meta') {
        if (attribute(element, 'http-equiv').trim().toLowerCase() !== 'refresh') return
        const content = attribute(element, 'content')
        const target = refreshTarget(content)
        if (target) {
          const range = at(element, 'content')
          const exact = range.end - range.start === content.length
          const place = exact ? { start: range.start + target.start, end: range.start + target.end } : range
          addTarget('html-refresh', place, target.href, true)
        }
        return
      }
      targetPlaces(element)
    },
    end(name, _kind, _start, _end, { markers, fewestMarkers }) {
      closeInner(fewestMarkers)
      const last = anchors.at(-1)
      if (name === 'a' || name.startsWith('v:')) {
        if (last?.markers === markers) close(anchors.pop())
      } else if (name === 'button') {
        close(buttons)
        buttons = undefined
      } else if (last && BREAKS.has(name)) last.blank = true
    },
    css(css, start) {
      eachCssUrl(css, (href, from, to) =>
        addTarget('html-other', { start: start + from, end: start + to }, href, false),
      )
    },
    comment(text, start) {
      if (!conditional || !text.startsWith('[if')) return
      const head = text.indexOf(']>')
      if (head > 0) conditional(text, start, !text.slice(3, head).trim().startsWith('!'))
    },
  }
  return {
    handler,
    finish() {
      for (const anchor of anchors) close(anchor)
      close(buttons)
    },
  }
}

const WHITE = /\s+/g
const isWhite = (c: number): boolean => c === 32 || (c >= 9 && c <= 13) || c === 0xa0

/** Elements that separate words of an anchor's text. */
const BREAKS: ReadonlySet<string> = new Set(
  'br p div td th tr table li ul ol h1 h2 h3 h4 h5 h6 img'.split(' '),
)

/** Targets inside the mail itself: other parts, and places in the same text. */
const pointsInside = (href: string): boolean =>
  href === '' || href.startsWith('#') || /^(?:cid|mid|about|blob):/i.test(href)

/** Place of an attribute's value. */
const at = (element: HtmlElement, name: string): { start: number; end: number } =>
  element.attributes.find((one) => one.name === name) ?? { start: element.start, end: element.end }

const attribute = (element: HtmlElement, name: string): string =>
  element.attributes.find((one) => one.name === name)?.value ?? ''
