/** Marks in HTML, alone or as the body of a mail, and HTML written again with plain tags only. */
import { tokenizeHtml } from '../../parse/body/html-tokenizer.ts'
import type { MarkList } from './mark-list.ts'
import { plainText, textMarks } from './text-marks.ts'
import { byteRanges, escaped } from './xml-filter.ts'

const LOADS: Readonly<Record<string, string>> = {
  img: 'src',
  source: 'src',
  iframe: 'src',
  link: 'href',
  script: 'src',
  video: 'src',
  audio: 'src',
  embed: 'src',
  object: 'data',
  input: 'src',
  body: 'background',
  table: 'background',
  td: 'background',
}

/** Adds the marks of an HTML text; `ranges` gives places in bytes, when there are any. */
export function markupMarks(
  list: MarkList,
  html: string,
  part?: string,
  given?: ReturnType<typeof byteRanges>,
  cleaned: 'yes' | 'no' = 'yes',
): void {
  const ranges = given ?? byteRanges(html)
  const text: string[] = []
  const ids = new Set<string>()
  tokenizeHtml(html, {
    text: (piece) => {
      text.push(piece)
    },
    comment: (comment, start) => {
      if (comment.trim() !== '')
        list.add({
          code: 'html.comment',
          means: 'hidden',
          part,
          value: comment,
          range: ranges(start, start + comment.length),
          cleaned,
        })
    },
    css: (css, start) => {
      for (const match of css.matchAll(/url\(\s{0,5}["']?(https?:[^"')]{1,500})/gi))
        list.add({
          code: 'html.remote-content',
          means: 'recipient',
          part,
          value: match[1]!,
          range: ranges(start + match.index, start + match.index + match[0].length),
          cleaned,
        })
    },
    endTag: () => {},
    foreign: () => false,
    startTag: ({ name, attributes }) => {
      const value = (key: string): string | undefined => attributes.find((one) => one.name === key)?.value
      for (const { name: key, value: held, start, end } of attributes) {
        const add = (code: string, means: 'recipient' | 'device' | 'copy' | 'hidden', told: string): void =>
          list.add({ code, means, part, value: told, range: ranges(start, end), cleaned })
        if (key === LOADS[name] && /^(?:https?:)?\/\//i.test(held)) {
          const pixel =
            name === 'img' &&
            (/^[01](?:px)?$/.test(value('width') ?? '') || /^[01](?:px)?$/.test(value('height') ?? ''))
          add(pixel ? 'html.tracking-pixel' : 'html.remote-content', 'recipient', held)
        } else if (key === LOADS[name] && /^cid:/i.test(held)) add('html.content-id', 'copy', held)
        else if (name === 'a' && key === 'href' && hasToken(held)) add('html.link', 'recipient', held)
        else if (key.startsWith('data-')) add('html.program-data', 'copy', `${key}=${held}`)
        else if (key === 'style' && /url\(/i.test(held)) add('html.remote-content', 'recipient', held)
        else if (key === 'style' && /display\s{0,5}:\s{0,5}none|font-size\s{0,5}:\s{0,5}0/i.test(held))
          add('html.hidden', 'hidden', held)
        else if (
          (key === 'id' || key === 'class') &&
          !ids.has(held) &&
          ids.size < 200 &&
          /\d{4,}|[0-9a-f]{8,}/i.test(held)
        ) {
          ids.add(held)
          add('html.program-data', 'copy', `${key}=${held}`)
        }
      }
      if (
        name === 'meta' &&
        /^(?:generator|author|progid|originator|copyright|created|changed)$/i.test(value('name') ?? '')
      )
        list.add({
          code: /author|originator/i.test(value('name') ?? '') ? 'html.author' : 'html.program',
          means: /author|originator/i.test(value('name') ?? '') ? 'person' : 'device',
          part,
          value: value('content') ?? '',
          cleaned,
        })
    },
  })
  textMarks(list, text.join(''), { ...(part !== undefined && { part }), cleaned })
}

/** A link that is not the same for everybody: it has a query, a fragment, an address or a long number in it. */
export function hasToken(url: string): boolean {
  return /[?#]|@|%40/.test(url.replace(/^mailto:[^?]*/i, '')) || /[0-9a-f]{16,}|[A-Za-z0-9_-]{32,}/.test(url)
}

const TAGS: ReadonlySet<string> = new Set(
  'p br div span h1 h2 h3 h4 h5 h6 ul ol li blockquote pre code b strong i em u s sub sup table thead tbody tfoot tr th td a hr dl dt dd caption'.split(
    ' ',
  ),
)
const VOID: ReadonlySet<string> = new Set(['br', 'hr'])

/** The text with plain tags: no attributes but the address of a link without its query, nothing that loads or hides. */
export function cleanMarkup(html: string): string {
  const out: string[] = ['<!DOCTYPE html>\n<html><head><meta charset="utf-8"></head><body>\n']
  // Depth inside an element that is not shown.
  const hidden: string[] = []
  tokenizeHtml(html, {
    text: (piece) => {
      if (hidden.length === 0) out.push(escaped(plainText(piece)))
    },
    comment: () => {},
    css: () => {},
    foreign: () => false,
    startTag: ({ name, attributes, selfClosing }) => {
      const style = attributes.find((one) => one.name === 'style')?.value ?? ''
      const isHidden =
        /display\s{0,5}:\s{0,5}none|font-size\s{0,5}:\s{0,5}0(?![.\d])/i.test(style) ||
        attributes.some((one) => one.name === 'hidden') ||
        name === 'head' ||
        name === 'title'
      if (hidden.length > 0 || isHidden) {
        if (
          !VOID.has(name) &&
          !selfClosing &&
          (isHidden || hidden.at(-1) === name) &&
          hidden.length < 10_000 &&
          !/^(?:img|input|meta|link)$/.test(name)
        )
          hidden.push(name)
        return
      }
      if (!TAGS.has(name)) return
      const href = name === 'a' ? attributes.find((one) => one.name === 'href')?.value : undefined
      const plain = href === undefined ? undefined : plainUrl(href)
      out.push(plain === undefined ? `<${name}>` : `<a href="${escaped(plain).replaceAll('"', '&quot;')}">`)
    },
    endTag: (name) => {
      if (hidden.length > 0) {
        if (hidden.at(-1) === name) hidden.pop()
        return
      }
      if (TAGS.has(name) && !VOID.has(name)) out.push(`</${name}>`)
    },
  })
  out.push('\n</body></html>\n')
  return out.join('')
}

/** Scheme, host and path of a web address; nothing when a long number in the path could be somebody's. */
function plainUrl(href: string): string | undefined {
  const url = URL.parse(href)
  if (url === null || !/^https?:$/.test(url.protocol)) return undefined
  const plain = `${url.protocol}//${url.host}${url.pathname}`
  return hasToken(plain) ? `${url.protocol}//${url.host}/` : plain
}
