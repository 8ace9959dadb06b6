/** The objects of PDF (ISO 32000-1 §7.3) as plain data. Streams keep their place in the file, not their content. */
export type PdfValue = null | boolean | number | PdfName | PdfString | PdfRef | PdfArray | PdfDict | PdfStream

export interface PdfName {
  readonly kind: 'name'
  /** `#xx` decoded, one character per byte. */
  readonly name: string
}

export interface PdfString {
  readonly kind: 'string'
  /** One character per byte; decrypted. */
  readonly bytes: string
  /** Where it is written: in the file, or in the file the stream that holds it. */
  readonly start: number
  readonly end: number
}

export interface PdfRef {
  readonly kind: 'ref'
  readonly num: number
  readonly gen: number
}

export interface PdfArray {
  readonly kind: 'array'
  readonly items: readonly PdfValue[]
}

export interface PdfDict {
  readonly kind: 'dict'
  readonly map: ReadonlyMap<string, PdfValue>
}

export interface PdfStream {
  readonly kind: 'stream'
  readonly map: ReadonlyMap<string, PdfValue>
  /** Bytes of the encoded data. */
  readonly start: number
  readonly end: number
  /** Object it belongs to; encryption depends on it. */
  readonly num: number
  readonly gen: number
}

export type Keyed = PdfDict | PdfStream

/** Dictionary or stream. */
export const isKeyed = (value: PdfValue | undefined): value is Keyed =>
  typeof value === 'object' && value !== null && (value.kind === 'dict' || value.kind === 'stream')

export const nameOf = (value: PdfValue | undefined): string | undefined =>
  typeof value === 'object' && value !== null && value.kind === 'name' ? value.name : undefined

export const itemsOf = (value: PdfValue | undefined): readonly PdfValue[] =>
  typeof value === 'object' && value !== null && value.kind === 'array' ? value.items : []

export const stringOf = (value: PdfValue | undefined): PdfString | undefined =>
  typeof value === 'object' && value !== null && value.kind === 'string' ? value : undefined

/** 0x18–0x1f and 0x80–0x9f of PDFDocEncoding (ISO 32000-1 annex D.2); the rest is as in Latin-1. */
const LOW = '\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc'
const HIGH =
  '\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018' +
  '\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd'

/** A text string (ISO 32000-1 §7.9.2.2): UTF-16 or UTF-8 by its byte order mark, else PDFDocEncoding. */
export function textOf(value: PdfValue | undefined): string {
  const bytes = stringOf(value)?.bytes
  if (bytes === undefined) return ''
  if (bytes.startsWith('\u00fe\u00ff') || bytes.startsWith('\u00ff\u00fe')) {
    const order = bytes.charCodeAt(0) === 0xfe ? 'utf-16be' : 'utf-16le'
    return new TextDecoder(order).decode(Buffer.from(bytes, 'latin1'))
  }
  if (bytes.startsWith('\u00ef\u00bb\u00bf')) return Buffer.from(bytes, 'latin1').toString('utf8').slice(1)
  return bytes.replace(/[\x18-\x1f\x80-\xa0]/g, (c) => {
    const code = c.charCodeAt(0)
    if (code === 0xa0) return '\u20ac'
    return code < 0x80 ? LOW.charAt(code - 0x18) : HIGH.charAt(code - 0x80)
  })
}
