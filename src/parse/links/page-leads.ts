import type { ByteRange } from '../../model/bytes.ts'
import type { LeadPlace, PageLeads, PageReader } from '../../model/page-leads.ts'
import { decodeAttribute } from '../body/character-references.ts'
import { type HtmlElement, type HtmlHandler, readHtml } from '../body/html-reader.ts'
import { type PageText, pageText } from './page-text.ts'
import { readRefresh } from './refresh-value.ts'
import { scriptLeads } from './script-leads.ts'

/** Attack: a page of a million links, frames or forms; one that leads on has few. */
const MOST = 200

type Changeable<T> = { -readonly [K in keyof T]: T[K] }
type Found = {
  -readonly [K in keyof PageLeads]: PageLeads[K] extends readonly (infer One)[] ? One[] : PageLeads[K]
}

/** Reads answers of web servers for the request tracer. */
export const pageReader: PageReader = {
  page: (bytes, charset) => htmlRedirects(bytes, charset),
  refresh: readRefresh,
}

/**
 * Everything in an HTML page that can take its reader elsewhere: refreshes, scripts that navigate, forms, frames,
 * links, with their bytes. Scripts are not run. `charset` is what the answer's header declares. Linear; never throws.
 */
export function htmlRedirects(bytes: Uint8Array, charset?: string): PageLeads {
  const text = pageText(bytes, charset)
  const found = emptyLeads()
  readPage(text, text.html, 0, 'document', found)
  return found
}

const emptyLeads = (): Found => ({
  refreshes: [],
  scripts: [],
  externalScripts: 0,
  forms: [],
  frames: [],
  links: [],
  referrers: [],
  password: false,
  textLength: 0,
})

function readPage(text: PageText, html: string, offset: number, outer: LeadPlace, found: Found): void {
  let noscripts = 0
  let templates = 0
  let script: HtmlElement | undefined
  let form: Changeable<PageLeads['forms'][number]> | undefined

  const range = (start: number, end: number): ByteRange => text.range(offset + start, offset + end)
  const add = <T>(list: T[], one: T): void => {
    if (list.length < MOST) list.push(one)
  }
  /** Value of an attribute, read in the page's charset. */
  const value = (element: HtmlElement, name: string): string | undefined => {
    const one = element.attributes.find((attribute) => attribute.name === name)
    if (one === undefined) return undefined
    return one.value === '' ? '' : decodeAttribute(text.words(offset + one.start, offset + one.end))
  }
  const at = (element: HtmlElement, name: string): ByteRange => {
    const one = element.attributes.find((attribute) => attribute.name === name) ?? element
    return range(one.start, one.end)
  }
  const place = (): LeadPlace =>
    outer !== 'document' ? outer : templates > 0 ? 'template' : noscripts > 0 ? 'noscript' : 'document'
  const addScript = (code: string, start: number): void => {
    if (place() !== 'document') return
    for (const { how, target, start: from, end } of scriptLeads(code))
      add(found.scripts, {
        how,
        ...(target === undefined ? {} : { target }),
        range: range(start + from, start + end),
      })
  }

  const startMeta = (element: HtmlElement): void => {
    if (value(element, 'name')?.trim().toLowerCase() === 'referrer' && place() === 'document')
      add(found.referrers, value(element, 'content') ?? '')
    if (value(element, 'http-equiv')?.trim().toLowerCase() !== 'refresh') return
    const refresh = readRefresh(value(element, 'content') ?? '')
    if (refresh !== undefined)
      add(found.refreshes, { value: refresh, place: place(), range: at(element, 'content') })
  }

  const startField = (element: HtmlElement): void => {
    const type = element.name === 'input' ? (value(element, 'type') ?? 'text').trim().toLowerCase() : 'text'
    if (type === 'password') found.password = true
    if (form !== undefined && !NO_FIELD.has(type)) form.fields++
  }

  const handler: HtmlHandler = {
    text: (run: string, visible: boolean): void => {
      if (visible && templates === 0)
        for (let i = 0; i < run.length; i++) if (run.charCodeAt(i) > 32) found.textLength++
    },
    start: (element: HtmlElement): void => {
      const { name } = element
      for (const attribute of element.attributes)
        if (name === 'body' ? /^on(?:load|pageshow)$/.test(attribute.name) : attribute.name === 'onload')
          addScript(value(element, attribute.name) ?? '', attribute.start)
      if (element.foreign) return
      switch (name) {
        case 'noscript':
          noscripts++
          break
        case 'template':
          templates++
          break
        case 'base': {
          const href = value(element, 'href')
          if (href !== undefined && found.base === undefined && place() === 'document') found.base = href
          break
        }
        case 'meta':
          startMeta(element)
          break
        case 'script':
          script = element
          if (value(element, 'src') !== undefined && place() === 'document') found.externalScripts++
          break
        case 'form': {
          const method = (value(element, 'method') ?? '').trim().toLowerCase()
          form = {
            action: value(element, 'action') ?? '',
            method: method === 'post' || method === 'dialog' ? method : 'get',
            fields: 0,
            range: at(element, 'action'),
          }
          if (place() === 'document') add(found.forms, form)
          break
        }
        case 'input':
        case 'select':
        case 'textarea':
          startField(element)
          break
        case 'iframe':
        case 'frame': {
          const source = value(element, 'src')
          if (source !== undefined && source !== '' && place() === 'document')
            add(found.frames, {
              source,
              fills: name === 'frame' || fillsPage(element),
              range: at(element, 'src'),
            })
          break
        }
        case 'a':
        case 'area': {
          const href = value(element, 'href')
          if (href !== undefined && element.visible && place() !== 'template')
            add(found.links, { href, range: at(element, 'href') })
          break
        }
      }
    },
    end: (name: string, _kind: number, start: number): void => {
      if (name === 'script' && script !== undefined) {
        addScript(html.slice(script.end, start), script.end)
        script = undefined
      } else if (name === 'noscript' && noscripts > 0) noscripts--
      else if (name === 'template' && templates > 0) templates--
      else if (name === 'form') form = undefined
    },
    comment: (comment: string, start: number): void => {
      // Nobody but old Internet Explorer reads on in these; a way that only stands there is still told.
      if (outer === 'document' && /^\[if\s/i.test(comment))
        readPage(text, comment, offset + start, 'conditional-comment', inner(found))
    },
  }
  readHtml(html, handler)
  if (script !== undefined) addScript(html.slice(script.end), script.end)
}

/** What is read in a comment counts only as refreshes. */
const inner = (found: Found): Found => ({ ...emptyLeads(), refreshes: found.refreshes })

const NO_FIELD: ReadonlySet<string> = new Set(['hidden', 'submit', 'button', 'image', 'reset'])

/** Whether a frame says that it takes the whole page. */
function fillsPage(element: HtmlElement): boolean {
  const written = (name: string): string => element.attributes.find((one) => one.name === name)?.value ?? ''
  const style = written('style').slice(0, 500).toLowerCase()
  if (/display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden/.test(style)) return false
  if (
    /^\s*(?:100%|[6-9]\d{2}|\d{4})/.test(written('height')) &&
    /^\s*(?:100%|[6-9]\d{2}|\d{4}|$)/.test(written('width'))
  )
    return true
  return /\b(?:height|inset|bottom)\s{0,9}:\s{0,9}(?:100(?:%|d?vh)|0)/.test(style)
}
