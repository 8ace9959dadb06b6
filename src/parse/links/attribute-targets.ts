import type { LinkOrigin } from '../../model/link.ts'

/**
 * Attributes that hold an address, by element (HTML Standard "attributes" index, and the obsolete ones that mail
 * still uses). `*` stands for any element.
 */
const TARGETS: Readonly<Record<string, Readonly<Record<string, LinkOrigin>>>> = {
  // `folder`: AnchorClick behaviour of Internet Explorer, whose engine desktop mail programs had.
  a: { href: 'html-anchor', 'xlink:href': 'html-anchor', ping: 'html-other', folder: 'html-other' },
  area: { href: 'html-area', ping: 'html-other' },
  form: { action: 'html-form' },
  // HTML 4.01 §17.8: a form by itself; HTML 2 readers took its action.
  isindex: { action: 'html-form' },
  button: { formaction: 'html-form' },
  input: { formaction: 'html-form', src: 'html-image' },
  img: { src: 'html-image', srcset: 'html-image', lowsrc: 'html-image', longdesc: 'html-other' },
  image: { src: 'html-image', href: 'html-image', 'xlink:href': 'html-image' },
  source: { src: 'html-other', srcset: 'html-image' },
  use: { href: 'html-other', 'xlink:href': 'html-other' },
  link: { href: 'html-other' },
  script: { src: 'html-other', href: 'html-other' },
  iframe: { src: 'html-other' },
  frame: { src: 'html-other' },
  embed: { src: 'html-other' },
  object: { data: 'html-other' },
  applet: { code: 'html-other', codebase: 'html-other' },
  video: { src: 'html-other', poster: 'html-image' },
  audio: { src: 'html-other' },
  track: { src: 'html-other' },
  blockquote: { cite: 'html-other' },
  q: { cite: 'html-other' },
  bgsound: { src: 'html-other' },
  'v:fill': { src: 'html-image' },
  'v:imagedata': { src: 'html-image' },
  'v:image': { src: 'html-image' },
  'v:rect': { href: 'html-anchor' },
  'v:roundrect': { href: 'html-anchor' },
  'v:shape': { href: 'html-anchor' },
}
const ANYWHERE: Readonly<Record<string, LinkOrigin>> = { background: 'html-image', dynsrc: 'html-other' }

const BY_ELEMENT: ReadonlyMap<string, ReadonlyMap<string, LinkOrigin>> = new Map(
  Object.entries(TARGETS).map(([element, attributes]) => [element, new Map(Object.entries(attributes))]),
)
const BY_ATTRIBUTE: ReadonlyMap<string, LinkOrigin> = new Map(Object.entries(ANYWHERE))

/** Targets of an element; undefined when it has none of its own. */
export const elementTargets = (element: string): ReadonlyMap<string, LinkOrigin> | undefined =>
  BY_ELEMENT.get(element)

const ANIMATIONS: ReadonlySet<string> = new Set(['animate', 'set', 'animatemotion', 'animatetransform'])
const ANIMATED: ReadonlySet<string> = new Set(['from', 'to', 'by', 'values'])

/** Whether the attribute gives values that an SVG animation writes into another one (SVG Animations §2.11). */
export const isAnimated = (element: string, attribute: string): boolean =>
  ANIMATED.has(attribute) && ANIMATIONS.has(element)

/**
 * The addresses among the values of an animation, with their place. Most values are numbers and colours, and which
 * attribute they go to is told by another element, so only what begins with a scheme counts.
 * Attack: a link whose real target is put in by `<set attributeName="href" to="…">`.
 */
export function eachAnimated(value: string, each: (href: string, start: number, end: number) => void): void {
  for (let start = 0; start <= value.length; ) {
    const next = value.indexOf(';', start)
    const end = next < 0 ? value.length : next
    if (/^\s{0,50}[a-z][a-z\d+.-]{1,30}:/i.test(value.slice(start, Math.min(end, start + 100))))
      each(value.slice(start, end), start, end)
    start = end + 1
  }
}

/** What an attribute holds on any element. */
export const anywhereTarget = (attribute: string): LinkOrigin | undefined => BY_ATTRIBUTE.get(attribute)

/** The addresses of a `srcset`, with their place in it (HTML Standard §4.8.4.3.8, descriptors ignored). */
export function eachSrcset(value: string, each: (href: string, start: number, end: number) => void): void {
  let i = 0
  while (i < value.length) {
    while (i < value.length && (isBlank(value.charCodeAt(i)) || value.charCodeAt(i) === 44)) i++
    const start = i
    while (i < value.length && !isBlank(value.charCodeAt(i))) i++
    let end = i
    while (end > start && value.charCodeAt(end - 1) === 44) end--
    if (end > start) each(value.slice(start, end), start, end)
    // A candidate without a comma at its end has descriptors up to the next comma.
    if (end === i) while (i < value.length && value.charCodeAt(i) !== 44) i++
  }
}

/** The address of `<meta http-equiv=refresh content="0; url=…">` (HTML Standard §4.2.5.3), with its place in it. */
export function refreshTarget(content: string): { href: string; start: number; end: number } | undefined {
  const url = /^[\s]{0,50}[\d.]{0,20}[\s;,]{0,50}(?:url\s{0,20}=\s{0,20})?/i.exec(content.slice(0, 200))
  const head = url?.[0] ?? ''
  if (!/[;,\s]/.test(head.trimStart())) return undefined
  let start = head.length
  const quote = content.charAt(start)
  let end = content.length
  if (quote === '"' || quote === "'") {
    start++
    const close = content.indexOf(quote, start)
    if (close >= 0) end = close
  }
  while (end > start && isBlank(content.charCodeAt(end - 1))) end--
  return end > start ? { href: content.slice(start, end), start, end } : undefined
}

const isBlank = (c: number): boolean => c === 32 || (c >= 9 && c <= 13)
