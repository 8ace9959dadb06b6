/** Control words of RTF that stand for a character: as text, and as HTML ([MS-OXRTFEX] §2.2.1, table of §2.1.3.1.6). */
export const SYMBOLS: ReadonlyMap<string, { readonly text: string; readonly html: string }> = new Map(
  (
    [
      ['par', '\n', '\r\n'],
      ['line', '\n', '\r\n'],
      ['sect', '\n', '\r\n'],
      ['page', '\n', '\r\n'],
      ['row', '\n', '\r\n'],
      ['nestrow', '\n', '\r\n'],
      ['cell', '\t', '\t'],
      ['nestcell', '\t', '\t'],
      ['tab', '\t', '\t'],
      ['lquote', '‘', '&lsquo;'],
      ['rquote', '’', '&rsquo;'],
      ['ldblquote', '“', '&ldquo;'],
      ['rdblquote', '”', '&rdquo;'],
      ['bullet', '•', '&bull;'],
      ['endash', '–', '&ndash;'],
      ['emdash', '—', '&mdash;'],
      ['enspace', '\u2002', '&ensp;'],
      ['emspace', '\u2003', '&emsp;'],
      ['qmspace', '\u2005', '&#8197;'],
      ['zwj', '\u200d', '&zwj;'],
      ['zwnj', '\u200c', '&zwnj;'],
      ['ltrmark', '\u200e', '&lrm;'],
      ['rtlmark', '\u200f', '&rlm;'],
    ] as const
  ).map(([word, text, html]) => [word, { text, html }]),
)

/** Destinations whose content is no text of the document. */
export const DESTINATIONS_SKIPPED: ReadonlySet<string> = new Set(
  (
    'colortbl stylesheet info pict objdata objclass objname objtime fontemb fontfile filetbl revtbl rsidtbl ' +
    'listtable listoverridetable generator xmlnstbl themedata colorschememapping datastore latentstyles ' +
    'pgdsctbl mhtmltag bkmkstart bkmkend atnid atnauthor atnref atrfstart atrfend shpinst nonshppict ' +
    'header headerf headerl headerr footer footerf footerl footerr background template passwordhash'
  ).split(' '),
)

/** `\fcharset` numbers as charset names; a font without one has the code page of the document. */
export const FONT_CHARSETS: Readonly<Record<number, string>> = {
  77: 'macintosh',
  128: 'shift_jis',
  129: 'euc-kr',
  134: 'gbk',
  136: 'big5',
  161: 'windows-1253',
  162: 'windows-1254',
  163: 'windows-1258',
  177: 'windows-1255',
  178: 'windows-1256',
  186: 'windows-1257',
  204: 'windows-1251',
  222: 'windows-874',
  238: 'windows-1250',
  254: 'cp437',
  255: 'cp850',
}
