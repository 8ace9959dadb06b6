/** Writes a text into a body of the same make as another mail's: structure, charset and transfer encoding kept. */
import type { Message, Part } from '../../src/model/message.ts'
import type { Dice } from './random.ts'
import { likeText, type RawField, type RawMail } from './raw-header.ts'

/** A line of a mail to be written; links may show something else than they lead to. */
export interface TextLink {
  readonly url: string
  /** What the reader sees in HTML; the URL itself when absent. */
  readonly shown?: string
}

/** A mail's text: paragraphs, in which `\u0001N\u0002` stands for the link of that number. */
export interface MailText {
  readonly paragraphs: readonly string[]
  readonly links: readonly TextLink[]
  /** Text behind it that is kept line by line: quotes, forwarded blocks, footers. */
  readonly tail: readonly string[]
}

export function linkMark(n: number): string {
  return `\u0001${n}\u0002`
}

/** True when a body of this make can be written: plain text, HTML, or both as alternatives. */
export function canWriteLike(message: Message): boolean {
  const leaves = textLeaves(message.root)
  return leaves?.every((leaf) => ENCODINGS.has(leaf.encoding) && charsetOf(leaf) !== undefined) ?? false
}

const ENCODINGS = new Set(['7bit', '8bit', 'quoted-printable', 'base64'])

function textLeaves(root: Part): readonly Part[] | undefined {
  const { mediaType } = root.contentType
  if (root.kind === 'leaf')
    return mediaType === 'text/plain' || mediaType === 'text/html' ? [root] : undefined
  if (mediaType !== 'multipart/alternative' || root.children.length > 2) return undefined
  const plain = root.children.every(
    (one) =>
      one.kind === 'leaf' &&
      (one.contentType.mediaType === 'text/plain' || one.contentType.mediaType === 'text/html') &&
      one.disposition?.kind !== 'attachment',
  )
  return plain && root.children.length > 0 ? root.children : undefined
}

/** Charsets written here; of other ASCII-based ones only the ASCII part. */
function charsetOf(part: Part): 'utf-8' | 'latin1' | 'ascii' | undefined {
  const named = (part.contentType.parameters.charset ?? 'us-ascii').toLowerCase()
  if (/^utf-?8$/.test(named)) return 'utf-8'
  if (/^(iso-8859-1|windows-1252|iso-8859-15)$/.test(named)) return 'latin1'
  if (
    /^(us-ascii|ascii|gb2312|gbk|gb18030|big5|euc-kr|ks_c_5601-1987|iso-2022-jp|koi8-r|iso-8859-\d+|windows-125\d)$/.test(
      named,
    )
  )
    return 'ascii'
  return undefined
}

/** True when the make can show a link under other words. */
export function writesHtml(message: Message): boolean {
  return textLeaves(message.root)?.some((one) => one.contentType.mediaType === 'text/html') ?? false
}

/** The body, and the header with a fresh boundary where there is one. `message` is the parsed form of `like`. */
export function writeBody(
  like: RawMail,
  bytes: Uint8Array,
  message: Message,
  text: MailText,
  dice: Dice,
): RawMail {
  const leaves = textLeaves(message.root)
  if (!leaves) throw new Error('a body of this make cannot be written')
  const raw = Buffer.from(bytes).toString('latin1')
  if (message.root.kind === 'leaf')
    return { fields: like.fields, body: encodedLeaf(message.root, text, raw, true) }
  const old = message.root.contentType.parameters.boundary ?? ''
  const fresh = likeBoundary(old, dice)
  const parts = leaves.map((leaf) => {
    const header = raw.slice(leaf.headerRange.start, leaf.headerRange.end).replace(/\n*$/, '')
    return `--${fresh}\n${header}\n\n${encodedLeaf(leaf, text, raw, false)}\n`
  })
  const first = like.body.indexOf(`--${old}`)
  const preamble = first > 0 ? like.body.slice(0, first) : ''
  return {
    fields: like.fields.map((one) => changedBoundary(one, old, fresh)),
    body: `${preamble}${parts.join('')}--${fresh}--\n`,
  }
}

function changedBoundary(field: RawField, old: string, fresh: string): RawField {
  return field.key === 'content-type' ? { ...field, value: field.value.replace(old, () => fresh) } : field
}

/** Fixed words of a program in its boundaries (`Apple-Mail`, `_000_`, `NextPart`) stay, its random part is thrown anew. */
function likeBoundary(boundary: string, dice: Dice): string {
  return boundary.replace(/[A-Za-z0-9]+/g, (word) => {
    if (/^\d{1,3}$/.test(word) || /^[A-Za-z]+$/.test(word)) return word
    if (/^\d+$/.test(word)) return word.replace(/\d/g, () => String(dice.below(10)))
    if (/^[0-9a-f]+$/.test(word)) return word.replace(/[0-9a-f]/g, () => dice.pick([...'0123456789abcdef']))
    if (/^[0-9A-F]+$/.test(word)) return word.replace(/[0-9A-F]/g, () => dice.pick([...'0123456789ABCDEF']))
    return likeText(word, dice).replace(/./g, (c, i: number) =>
      /\d/.test(word[i]!)
        ? String(dice.below(10))
        : word[i] === word[i]!.toLowerCase()
          ? c.toLowerCase()
          : c.toUpperCase(),
    )
  })
}

function encodedLeaf(leaf: Part, text: MailText, raw: string, alone: boolean): string {
  const html = leaf.contentType.mediaType === 'text/html'
  const charset = charsetOf(leaf) ?? 'ascii'
  const long = leaf.encoding === 'quoted-printable' || leaf.encoding === 'base64'
  const flowed = (leaf.contentType.parameters.format ?? '').toLowerCase() === 'flowed'
  let plain = html
    ? htmlText(text, leaf, raw)
    : plainText(text, flowed ? 'flowed' : long ? 'long' : 'wrapped')
  if (charset === 'ascii' || leaf.encoding === '7bit') plain = asciiText(plain)
  const bytes = Buffer.from(plain, charset === 'utf-8' ? 'utf8' : 'latin1')
  switch (leaf.encoding) {
    case 'base64':
      return `${bytes.toString('base64').replace(/.{76}/g, '$&\n').replace(/\n$/, '')}\n`
    case 'quoted-printable':
      return quotedPrintable(bytes)
    default:
      return alone || !html ? bytes.toString('latin1') : `${bytes.toString('latin1')}\n`
  }
}

/** RFC 2045 §6.7, lines of at most 76 characters. */
export function quotedPrintable(bytes: Buffer): string {
  let out = ''
  let line = ''
  const put = (piece: string): void => {
    if (line.length + piece.length > 75) {
      out += `${line}=\n`
      line = ''
    }
    line += piece
  }
  for (const [i, byte] of bytes.entries()) {
    if (byte === 10) {
      out += `${line}\n`
      line = ''
    } else if (
      byte === 61 ||
      byte > 126 ||
      (byte < 32 && byte !== 9) ||
      ((byte === 32 || byte === 9) && (bytes[i + 1] ?? 10) === 10)
    )
      put(`=${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    else put(String.fromCharCode(byte))
  }
  return line === '' ? out : `${out}${line}\n`
}

/** What somebody without umlauts and accents on the keyboard writes. */
export function asciiText(text: string): string {
  return text
    .replace(/[äöüÄÖÜß]/g, (c) => ({ ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss' })[c] ?? c)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’]/g, "'")
    .replace(/[“”«»]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/[^\n\t\x01-\x7e]/g, '')
}

const MARK = /\u0001(\d+)\u0002/g

function plainText(text: MailText, how: 'wrapped' | 'flowed' | 'long'): string {
  const resolved = text.paragraphs.map((paragraph) =>
    paragraph.replace(MARK, (_whole, n) => {
      const link = text.links[Number(n)]!
      // As clients write an HTML link into the plain alternative.
      return link.shown && link.shown !== link.url ? `${link.shown}<${link.url}>` : link.url
    }),
  )
  const blocks = resolved.map((paragraph) =>
    paragraph
      .split('\n')
      .flatMap((line) => (how === 'long' ? [line] : wrapped(line, how === 'flowed')))
      .join('\n'),
  )
  const tail = text.tail.map((line) =>
    line.replace(MARK, (_whole, n) => {
      const link = text.links[Number(n)]!
      return link.shown && link.shown !== link.url ? `${link.shown}<${link.url}>` : link.url
    }),
  )
  return `${[blocks.join('\n\n'), ...(tail.length > 0 ? [tail.join('\n')] : [])].join('\n\n')}\n`
}

function wrapped(line: string, flowed: boolean): string[] {
  const lines: string[] = []
  let current = ''
  for (const word of line.split(' ')) {
    if (current !== '' && current.length + 1 + word.length > 72) {
      lines.push(flowed ? `${current} ` : current)
      current = word
    } else current = current === '' ? word : `${current} ${word}`
  }
  lines.push(current)
  return lines
}

/** HTML in the dress of the mail it is made like: what stands up to `<body>` and from `</body>` on is that mail's. */
function htmlText(text: MailText, leaf: Part, raw: string): string {
  const decoded = decodedHtml(leaf, raw)
  const open = /<body[^>]*>/i.exec(decoded)
  const close = decoded.search(/<\/body>/i)
  const before = open ? decoded.slice(0, open.index + open[0].length) : ''
  const after = open && close >= 0 ? decoded.slice(close) : ''
  const escaped = (line: string): string =>
    line
      .replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replace(MARK, (_whole, n) => {
        const link = text.links[Number(n)]!
        const href = link.url.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
        const shown = (link.shown ?? link.url).replaceAll('&', '&amp;').replaceAll('<', '&lt;')
        return `<a href="${href}">${shown}</a>`
      })
  const outlook = /MsoNormal/.test(decoded) && !/<div dir="ltr">/.test(decoded)
  const block = (paragraph: string): string =>
    outlook
      ? `<p class="MsoNormal">${paragraph}</p>\n`
      : /<div dir="ltr">/.test(decoded)
        ? `<div>${paragraph}</div><div><br></div>\n`
        : `<p>${paragraph}</p>\n`
  const main = text.paragraphs.map((one) => block(one.split('\n').map(escaped).join('<br>\n'))).join('')
  const tail = text.tail.length > 0 ? block(text.tail.map(escaped).join('<br>\n')) : ''
  const inner = /<div dir="ltr">/.test(decoded) ? `<div dir="ltr">${main}${tail}</div>` : `${main}${tail}`
  return `${before}${inner}${after || '\n'}`
}

function decodedHtml(leaf: Part, raw: string): string {
  const body = raw.slice(leaf.bodyRange.start, leaf.bodyRange.end)
  if (leaf.encoding === 'base64') return Buffer.from(body, 'base64').toString('latin1')
  if (leaf.encoding !== 'quoted-printable') return body
  return body
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9A-Fa-f]{2})/g, (_whole, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}
