import iconv from 'iconv-lite'

/** Charsets of Windows code pages that differ from `windows-NNN` ([MS-UCODEREF] and the IANA registry). */
const CHARSETS: Readonly<Record<number, string>> = {
  437: 'ibm437',
  850: 'ibm850',
  852: 'ibm852',
  866: 'ibm866',
  874: 'windows-874',
  932: 'shift_jis',
  936: 'gbk',
  949: 'euc-kr',
  950: 'big5',
  1200: 'utf-16le',
  1201: 'utf-16be',
  1361: 'johab',
  10000: 'macintosh',
  20127: 'us-ascii',
  20866: 'koi8-r',
  20932: 'euc-jp',
  20936: 'gbk',
  21866: 'koi8-u',
  38598: 'iso-8859-8-i',
  50220: 'iso-2022-jp',
  50221: 'iso-2022-jp',
  50222: 'iso-2022-jp',
  51932: 'euc-jp',
  51936: 'gbk',
  51949: 'euc-kr',
  52936: 'hz-gb-2312',
  54936: 'gb18030',
  65000: 'utf-7',
  65001: 'utf-8',
}

/** Charset of a Windows code page; undefined for a number that is none. */
export function charsetOf(codePage: number): string | undefined {
  const named = CHARSETS[codePage]
  if (named !== undefined) return named
  if (codePage >= 1250 && codePage <= 1258) return `windows-${codePage}`
  if (codePage >= 28591 && codePage <= 28605) return `iso-8859-${codePage - 28590}`
  return undefined
}

/** Code pages of Windows by language ([MS-LCID], the lower ten bits), where it is not 1252. */
const LANGUAGE_CODE_PAGES: Readonly<Record<number, number>> = {
  1: 1256,
  2: 1251,
  4: 936,
  5: 1250,
  8: 1253,
  13: 1255,
  14: 1250,
  17: 932,
  18: 949,
  21: 1250,
  24: 1250,
  25: 1251,
  26: 1250,
  27: 1250,
  28: 1250,
  30: 874,
  31: 1254,
  32: 1256,
  34: 1251,
  35: 1251,
  36: 1250,
  37: 1257,
  38: 1257,
  39: 1257,
  41: 1256,
  42: 1258,
  47: 1251,
  63: 1251,
}
/** Chinese of Taiwan, Hong Kong and Macao. */
const TRADITIONAL_CHINESE: ReadonlySet<number> = new Set([0x0404, 0x0c04, 0x1404])

/** Charset of Windows in a language; undefined where it is the western one, which says nothing. */
export function charsetOfLocale(locale: number): string | undefined {
  const codePage = TRADITIONAL_CHINESE.has(locale) ? 950 : LANGUAGE_CODE_PAGES[locale & 0x3ff]
  return codePage === undefined ? undefined : charsetOf(codePage)
}

/** Text of bytes in a charset; never throws: an unknown charset is read as windows-1252. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset, { ignoreBOM: true }).decode(bytes)
  } catch {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
    return iconv.decode(buffer, iconv.encodingExists(charset) ? charset : 'windows-1252')
  }
}
