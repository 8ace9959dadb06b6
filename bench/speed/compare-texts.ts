import type { ParsedMail } from 'mailparser'
import type { Part, TextBody } from '../../src/model/message.ts'

/** What mailparser counts as text; everything else is an attachment to it. */
const BODY_TYPES = new Set(['text/plain', 'text/html', 'message/delivery-status'])

/** The plain and the HTML texts of both, made comparable. */
export interface JoinedTexts {
  readonly plain: string
  readonly html: string
  readonly theirPlain: string
  readonly theirHtml: string
}

/**
 * mailparser gives no list of text parts. It joins all plain texts with LF into `text` and all HTML with `<br/>` LF
 * into `html`, puts plain texts outside an alternative into `html` too when there is any HTML (empty here, since
 * conversions are off), and an empty string into `text` for HTML without a plain version. So the parts are joined
 * here, and empty pieces and differences of white space at the ends of lines and between pieces are ignored.
 */
export function joinTexts(
  texts: readonly TextBody[],
  parts: readonly Part[],
  parsed: ParsedMail,
): JoinedTexts {
  const shown = texts.filter((text) => BODY_TYPES.has(text.mediaType) && !isAttached(text, parts))
  const html = normalise(shown.filter((text) => text.mediaType === 'text/html').map((text) => text.text))
  return {
    plain: normalise(shown.filter((text) => text.mediaType !== 'text/html').map((text) => text.text)),
    html: unjoin(html),
    theirPlain: normalise([parsed.text ?? '']),
    theirHtml: unjoin(normalise([parsed.html || ''])),
  }
}

/** Undefined when both read the same text parts, else a few words for the kind of difference. */
export function compareTexts(
  texts: readonly TextBody[],
  parts: readonly Part[],
  parsed: ParsedMail,
): string | undefined {
  const { plain, html, theirPlain, theirHtml } = joinTexts(texts, parts, parsed)
  if (plain === theirPlain && html === theirHtml) return undefined
  if (plain !== theirPlain && html !== theirHtml)
    return `plain and html: ${kindOf(plain, theirPlain, texts)} / ${kindOf(html, theirHtml, texts)}`
  return plain === theirPlain
    ? `html: ${kindOf(html, theirHtml, texts)}`
    : `plain: ${kindOf(plain, theirPlain, texts)}`
}

/** mailparser shows what is inside attached messages as text of the outer mail; only the part's own disposition counts. */
function isAttached(text: TextBody, parts: readonly Part[]): boolean {
  const part = parts.find((each) => each.path === text.part)
  return part?.disposition !== undefined && part.disposition.kind !== 'inline'
}

/** The joint mailparser puts between HTML texts; HTML of its own may end a line like that too. */
function unjoin(html: string): string {
  return normalise([html.replaceAll('<br/>\n', '\n')])
}

function normalise(pieces: readonly string[]): string {
  return pieces
    .join('\n')
    .replace(/\r\n?/g, '\n')
    .replace(/^\ufeff/gm, '')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\n+/g, '\n')
    .trim()
}

const bare = (text: string): string => text.replace(/\s+/g, '')
const ascii = (text: string): string => text.replace(/[^\x21-\x7e]+/g, '')

function kindOf(ours: string, theirs: string, texts: readonly TextBody[]): string {
  if (ours === '') return 'only they have text'
  if (theirs === '') return 'only we have text'
  if (bare(ours) === bare(theirs)) return 'white space'
  const charsets = [...new Set(texts.map((text) => text.charset))].join('+')
  if (ascii(ours) === ascii(theirs)) return `characters outside ASCII, charset ${charsets}`
  if (ours.startsWith(theirs) || theirs.startsWith(ours))
    return ours.length > theirs.length ? 'theirs ends earlier' : 'ours ends earlier'
  if (ours.endsWith(theirs) || theirs.endsWith(ours))
    return ours.length > theirs.length ? 'theirs starts later' : 'ours starts later'
  return `other, charset ${charsets}`
}
