/**
 * What a style says about being seen, and the addresses it loads. A linear reading of declarations (CSS Syntax 3 §5
 * in the parts that matter): quotes, parentheses, comments and escapes are honoured, the rest is skipped.
 */
export interface StyleFacts {
  /** Nothing inside can be seen, whatever inner elements say: display:none, opacity 0, clipped to nothing, off-screen. */
  readonly gone: boolean
  /** visibility, which inner elements can take back. */
  readonly visibility: boolean | undefined
  /** Font size of 1px or less, or back to something readable. */
  readonly tiny: boolean | undefined
  /** Normalised colours; `transparent` when stated so. */
  readonly color: string | undefined
  /** `picture` when a background image covers the plain colour. */
  readonly background: string | undefined
}

export const NO_STYLE: StyleFacts = {
  gone: false,
  visibility: undefined,
  tiny: undefined,
  color: undefined,
  background: undefined,
}

/** Calls `each` with the name (lower case) and value (trimmed, comments kept out) of every declaration. */
export function eachDeclaration(css: string, each: (name: string, value: string) => void): void {
  let from = 0
  let colon = -1
  let depth = 0
  const clean = css.includes('\\') || css.includes('/*') ? cleanCss : trimmed
  for (let i = 0; i <= css.length; i++) {
    const c = i < css.length ? css.charCodeAt(i) : 59
    if (c === 59 && (depth === 0 || i === css.length)) {
      if (colon > from) each(clean(css.slice(from, colon)).toLowerCase(), clean(css.slice(colon + 1, i)))
      from = i + 1
      colon = -1
      depth = 0
    } else if (c === 58) {
      if (colon < 0) colon = i
    } else if (c === 40) depth++
    else if (c === 41) {
      if (depth > 0) depth--
    } else if (c === 34 || c === 39) {
      const close = css.indexOf(c === 34 ? '"' : "'", i + 1)
      // An unclosed quote ends the search for quotes, not the reading: mail clients carry on, too.
      if (close > 0) i = close
    } else if (c === 92) i++
    else if (c === 47 && css.charCodeAt(i + 1) === 42) {
      const close = css.indexOf('*/', i + 2)
      i = close < 0 ? css.length - 1 : close + 1
    }
  }
}

const trimmed = (text: string): string => text.trim()

/** Removes comments and decodes escapes (`d\69splay` hides from a plain text search). */
function cleanCss(text: string): string {
  let clean = text
  if (clean.includes('/*')) clean = withoutComments(clean)
  if (clean.includes('\\'))
    clean = clean.replace(/\\([0-9a-fA-F]{1,6})\s?|\\(.)/g, (_, hex: string | undefined, other: string) => {
      if (hex === undefined) return other
      const code = Number.parseInt(hex, 16)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    })
  return clean.trim()
}

function withoutComments(text: string): string {
  let out = ''
  let from = 0
  for (;;) {
    const open = text.indexOf('/*', from)
    if (open < 0) return out + text.slice(from)
    out += text.slice(from, open)
    const close = text.indexOf('*/', open + 2)
    if (close < 0) return out
    from = close + 2
  }
}

/** No value that matters here is longer; attack: a megabyte of blanks for the small expressions below. */
const VALUE_LENGTH = 512

/** Reads a `style` attribute. */
export function readStyle(css: string): StyleFacts {
  let gone = false
  let visibility: boolean | undefined
  let tiny: boolean | undefined
  let color: string | undefined
  let background: string | undefined
  let clipped = false
  let noExtent = false
  let placed = false
  let away = false
  eachDeclaration(css, (name, written) => {
    const value = written.slice(0, VALUE_LENGTH).toLowerCase()
    switch (name) {
      case 'display':
        gone = value.startsWith('none')
        break
      case 'visibility':
        visibility = !(value.startsWith('hidden') || value.startsWith('collapse'))
        break
      case 'opacity':
        if (isNumber(value) && Number.parseFloat(value) < 0.02) gone = true
        break
      case 'font-size':
        if (isNumber(value)) tiny = Number.parseFloat(value) * (/^[\d.]+r?em/.test(value) ? 16 : 1) <= 1
        else if (value !== 'inherit') tiny = false
        break
      case 'font': {
        const size = /(?:^|\s)([\d.]+)(?:px|pt|em|rem|%)?(?:\/|\s)/.exec(`${value} `)
        if (size?.[1] !== undefined && Number.parseFloat(size[1]) < 100)
          tiny = Number.parseFloat(size[1]) <= 1
        break
      }
      case 'width':
      case 'height':
      case 'max-width':
      case 'max-height':
        if (isNumber(value) && Number.parseFloat(value) === 0) noExtent = true
        break
      case 'overflow':
        clipped = value.startsWith('hidden') || value.startsWith('clip')
        break
      case 'position':
        placed = value.startsWith('absolute') || value.startsWith('fixed') || value.startsWith('relative')
        break
      case 'left':
      case 'right':
      case 'top':
      case 'bottom':
        if (Number.parseFloat(value) <= -900) away = true
        break
      case 'text-indent':
      case 'margin-left':
      case 'margin-top':
        if (Number.parseFloat(value) <= -900) gone = true
        break
      case 'transform':
        if (/scale[xy]?\(\s*0(?:\.0*)?\s*[,)]/.test(value)) gone = true
        break
      case 'clip':
        if (/rect\((?:\s*0\w*[\s,]*){4}\)/.test(value)) gone = true
        break
      case 'color':
        color = readColour(value)
        break
      case 'background-color':
        background = readColour(value)
        break
      case 'background':
      case 'background-image':
        if (value.includes('url(') || value.includes('gradient(')) background = 'picture'
        else if (name === 'background') background = readColour(value)
        break
    }
  })
  if ((clipped && noExtent) || (placed && away)) gone = true
  return { gone, visibility, tiny, color, background }
}

const isNumber = (value: string): boolean => /^[+-]?\.?\d/.test(value)

const NAMED: Readonly<Record<string, string>> = {
  white: '#ffffff',
  black: '#000000',
  red: '#ff0000',
  green: '#008000',
  blue: '#0000ff',
  yellow: '#ffff00',
  gray: '#808080',
  grey: '#808080',
  silver: '#c0c0c0',
  whitesmoke: '#f5f5f5',
  snow: '#fffafa',
  ivory: '#fffff0',
}

/** One spelling per colour: `#rrggbb`, `transparent`, or the name as written; undefined for inherit and the like. */
export function readColour(written: string): string | undefined {
  const value = written
    .replace(/\s*!\s*important$/, '')
    .trim()
    .toLowerCase()
  if (value === '' || value === 'inherit' || value === 'initial' || value === 'currentcolor') return undefined
  const hex = /^#?([0-9a-f]{3,8})$/.exec(value)?.[1]
  if (hex !== undefined && (value.startsWith('#') || hex.length === 6)) {
    if (hex.length === 3 || hex.length === 4) {
      if (hex[3] === '0') return 'transparent'
      return `#${hex[0]}${hex[0]}${hex[1]}${hex[1]}${hex[2]}${hex[2]}`
    }
    if (hex.length === 8 && hex.endsWith('00')) return 'transparent'
    return `#${hex.slice(0, 6)}`
  }
  const rgb = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+([\d.]+))?/.exec(value)
  if (rgb) {
    if (rgb[4] !== undefined && Number.parseFloat(rgb[4]) < 0.02) return 'transparent'
    return `#${[rgb[1], rgb[2], rgb[3]].map((n) => Math.min(255, Number(n)).toString(16).padStart(2, '0')).join('')}`
  }
  const word = /^[a-z]+/.exec(value)?.[0]
  return word === undefined ? undefined : (NAMED[word] ?? word)
}
