import { tokenizeHtml } from '../../../parse/body/html-tokenizer.ts'
import { visibleText } from '../../../parse/body/visible-text.ts'
import { htmlPlaces } from '../../../parse/links/html-places.ts'
import type { OpenContext } from '../opener.ts'
import { type CarriedFile, readScript } from './script-facts.ts'

/** Scripts of one page that are read. Attack: a million empty ones. */
const MAX_SCRIPTS = 500
/** Files carried in `data:` addresses. */
const MAX_DATA = 20

/**
 * Reads a page that is a file: links as browsers make them, what it loads, scripts and what they carry, forms.
 * @param page.scripts false for the body of a mail, where scripts do not run.
 * @param page.bytes true when each character is one byte of the file, so that places can be told.
 * @returns files that scripts and `data:` addresses carry, to be opened by the caller.
 */
export function readHtmlFile(
  html: string,
  context: OpenContext,
  page: { readonly scripts: boolean; readonly bytes?: boolean },
): readonly CarriedFile[] {
  const carried: CarriedFile[] = []
  const { places, base, tooDeep } = htmlPlaces(html)
  context.budget.work(1 + (html.length >> 4) + places.length)
  if (tooDeep)
    context.issue('html.truncated', 'Elements are nested too deep; what is hidden inside is not told')
  for (const { origin, start, end, href, prefix, text, visible } of places) {
    if (/^data:/i.test(href)) {
      const file = dataFile(href, carried.length + 1)
      if (file !== undefined && carried.length < MAX_DATA) carried.push(file)
      else if (file !== undefined)
        context.issue('limit.attachment-files', `Only ${MAX_DATA} files in data: addresses are opened`)
    }
    context.link({
      origin,
      href,
      ...(prefix !== undefined && { prefix }),
      ...(base !== undefined && { base }),
      text,
      visible,
      ...(page.bytes && { range: { start, end } }),
    })
  }
  readPowers(html, context, page, carried)
  context.text(visibleText(html))
  return carried
}

/** Elements whose address is fetched when the page is shown, and the attribute that has it. */
const LOADS: ReadonlyMap<string, string> = new Map([
  ['img', 'src'],
  ['image', 'href'],
  ['iframe', 'src'],
  ['frame', 'src'],
  ['embed', 'src'],
  ['object', 'data'],
  ['script', 'src'],
  ['video', 'src'],
  ['audio', 'src'],
  ['source', 'src'],
  ['use', 'href'],
  ['link', 'href'],
])

function readPowers(
  html: string,
  context: OpenContext,
  page: { readonly scripts: boolean; readonly bytes?: boolean },
  carried: CarriedFile[],
): void {
  let scripts = 0
  const script = (code: string, start: number): void => {
    if (!page.scripts) return
    if (scripts++ >= MAX_SCRIPTS) {
      context.issue('limit.attachment-files', `Only ${MAX_SCRIPTS} scripts of the page are read`)
      return
    }
    const range = page.bytes ? { range: { start, end: start + code.length } } : {}
    carried.push(...readScript(code, context, { origin: 'html-other', ...range }))
  }
  tokenizeHtml(html, {
    text() {},
    endTag() {},
    comment() {},
    css() {},
    foreign: () => false,
    startTag({ name, attributes, end, selfClosing }) {
      const value = (key: string): string => attributes.find((one) => one.name === key)?.value ?? ''
      const loads = LOADS.get(name)
      if (loads !== undefined) {
        const target = value(loads) || value('xlink:href')
        if (
          /^\s*(?:https?:)?[\\/]{2}/i.test(target) &&
          !(name === 'link' && !/stylesheet|import|pre/i.test(value('rel')))
        )
          context.power('remote-content')
      }
      if (name === 'script') {
        if (page.scripts) {
          context.power('script')
          if (!selfClosing) script(scriptText(html, end), end)
        }
      } else if (name === 'form') context.power('form-submission')
      else if (name === 'input' && /^password$/i.test(value('type'))) context.power('form-submission')
      else if (name === 'meta' && /^\s*refresh\s*$/i.test(value('http-equiv'))) {
        if (/url/i.test(value('content'))) context.power('auto-open')
      }
      for (const { name: key, value: code, start } of attributes) {
        if (key.startsWith('on') && key.length > 3 && code !== '') script(code, start)
        else if (/^\s*(?:java|vb)script:/i.test(code.slice(0, 40))) script(code, start)
      }
    },
  })
}

/** Text up to the end tag; when there is none the rest of the page is script, and nothing follows. */
function scriptText(html: string, from: number): string {
  const end = /<\/script/gi
  end.lastIndex = from
  const found = end.exec(html)
  return html.slice(from, found === null ? html.length : found.index).replace(/^\s*<!\[CDATA\[/, '')
}

/** The file in a `data:` address (RFC 2397); undefined for pictures and fonts, which are a page's own looks. */
function dataFile(href: string, number: number): CarriedFile | undefined {
  const comma = href.indexOf(',')
  const head = href.slice(5, comma < 0 ? 0 : Math.min(comma, 300)).toLowerCase()
  if (comma < 0 || /^(?:image\/(?!svg)|font\/|application\/(?:x-)?font|text\/css)/.test(head))
    return undefined
  const content = href.slice(comma + 1)
  let bytes: Buffer
  if (head.endsWith(';base64')) bytes = Buffer.from(content.replace(/%[0-9a-f]{2}/gi, unescapeOne), 'base64')
  else bytes = Buffer.from(content.replace(/%[0-9a-f]{2}/gi, unescapeOne), 'latin1')
  return bytes.length < 16 ? undefined : { bytes, name: `data ${number}` }
}

const unescapeOne = (escaped: string): string => String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
