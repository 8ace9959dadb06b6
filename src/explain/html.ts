import { defang } from './defang.ts'
import { printable } from './printable.ts'

/** HTML that is ready to be written; only `html` and `rawHtml` make it. */
export interface Html {
  readonly html: string
}

/**
 * What a template takes. A plain string is defanged, made printable and escaped by the template itself, so that no
 * caller can forget it; `{ exact }` is made printable and escaped: for paths, ids and hosts of the reader's own.
 */
export type HtmlValue = Html | string | number | { readonly exact: string } | undefined | readonly HtmlValue[]

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for element content and quoted attributes (OWASP XSS rule 1 and 2). */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character)
}

function write(value: HtmlValue): string {
  if (value === undefined) return ''
  if (typeof value === 'number') return String(value)
  if (typeof value === 'string') return escapeHtml(defang(value))
  if ('html' in value) return value.html
  if ('exact' in value) return escapeHtml(printable(value.exact))
  return value.map(write).join('')
}

/** Template for HTML: what stands in the source is trusted, every value put in is made harmless. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  return {
    html: strings.map((text, at) => text + (at < values.length ? write(values[at]) : '')).join(''),
  }
}

/** Text that was made harmless already (by `printableEdits` and `defangEdits`) and only needs escaping. */
export function editedHtml(text: string): Html {
  return { html: escapeHtml(text) }
}

/** Our own style sheet and other constants of the program. Never for anything that came from outside. */
export function rawHtml(constant: string): Html {
  return { html: constant }
}

/** Hostile text set apart, so that right-to-left letters in it do not reorder what stands beside it. */
export function isolated(text: string): Html {
  return html`<bdi>${text}</bdi>`
}
