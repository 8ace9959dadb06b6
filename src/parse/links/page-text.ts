import type { ByteRange } from '../../model/bytes.ts'

/** A page as text whose places are places in its bytes. */
export interface PageText {
  /** What the tokenizer reads: marks are right, letters above ASCII are bytes. */
  readonly html: string
  /** The letters at a place, in the page's charset. */
  words(start: number, end: number): string
  range(start: number, end: number): ByteRange
}

/** HTML Standard §13.2.3.2: so much is searched for a declaration. */
const PRESCAN = 1024

/**
 * A page for reading marks. Charsets are those that keep ASCII in place, read byte by byte, and UTF-16 with a byte
 * order mark or declared. Without a declaration a page is UTF-8 where it can be, else windows-1252.
 */
export function pageText(bytes: Uint8Array, declared?: string): PageText {
  const mark = byteOrderMark(bytes)
  const charset = mark?.charset ?? declared?.trim().toLowerCase() ?? ''
  if (/^utf-?16/.test(charset)) {
    const from = mark?.length ?? 0
    const html = decoder(charset === 'utf-16' ? 'utf-16le' : charset).decode(bytes.subarray(from))
    return {
      html,
      words: (start, end) => html.slice(start, end),
      range: (start, end) => ({ start: from + 2 * start, end: from + 2 * end, of: 'body' }),
    }
  }
  const html = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  const label = charset !== '' ? charset : (metaCharset(html) ?? '')
  return {
    html,
    words: (start, end) => {
      const slice = bytes.subarray(start, end)
      if (slice.every((byte) => byte < 0x80)) return html.slice(start, end)
      return label === '' ? undeclared(slice) : decoder(label).decode(slice)
    },
    range: (start, end) => ({ start, end, of: 'body' }),
  }
}

function byteOrderMark([a, b, c]: Uint8Array): { charset: string; length: number } | undefined {
  if (a === 0xef && b === 0xbb && c === 0xbf) return { charset: 'utf-8', length: 3 }
  if (a === 0xff && b === 0xfe) return { charset: 'utf-16le', length: 2 }
  if (a === 0xfe && b === 0xff) return { charset: 'utf-16be', length: 2 }
  return undefined
}

function metaCharset(html: string): string | undefined {
  const label = /<meta[^>]{0,200}charset\s{0,20}=\s{0,20}["']?\s{0,20}([\w:.-]{1,40})/i.exec(
    html.slice(0, PRESCAN),
  )?.[1]
  // A page cannot say in ASCII that it is UTF-16 (HTML Standard §13.2.3.2).
  return label === undefined ? undefined : /^utf-?16/i.test(label) ? 'utf-8' : label
}

function undeclared(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decoder('windows-1252').decode(bytes)
  }
}

/** A charset nobody knows is read as windows-1252. */
function decoder(label: string) {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder('windows-1252')
  }
}
