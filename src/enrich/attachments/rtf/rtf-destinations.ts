/** What the text of a group is for. */
export type RtfDestination =
  | 'body'
  | 'skip'
  | 'field-code'
  | 'object-data'
  | 'object-class'
  | 'fonts'
  | 'sessions'
  | 'html-tag'
  | 'shape-name'
  | 'shape-value'
  | 'link-source'
  | 'info'
  | 'authors'

/** Control words that begin a destination (RTF 1.9.1); what is in them is not text of the document. */
const DESTINATIONS: ReadonlyMap<string, RtfDestination> = new Map([
  ['fldinst', 'field-code'],
  ['objdata', 'object-data'],
  ['objclass', 'object-class'],
  ['fonttbl', 'fonts'],
  ['rsidtbl', 'sessions'],
  ['htmltag', 'html-tag'],
  ['mhtmltag', 'skip'],
  ['sn', 'shape-name'],
  ['sv', 'shape-value'],
  ['hlsrc', 'link-source'],
  ['hlfr', 'skip'],
  ['hlloc', 'skip'],
  ['title', 'info'],
  ['author', 'info'],
  ['operator', 'info'],
  ['company', 'info'],
  ['generator', 'info'],
  ['template', 'info'],
  ['atnauthor', 'authors'],
  ['revtbl', 'authors'],
  ...(
    'colortbl stylesheet listtable listoverridetable pict themedata colorschememapping datastore latentstyles ' +
    'filetbl xmlnstbl bkmkstart bkmkend atnid atnref atndate atnicn nonshppict nonesttables fname falt panose ' +
    'fontemb fontfile keywords subject doccomm category manager comment hlinkbase vern objname objalias objsect ' +
    'private1 passwordhash wgrffmtfilter userprops mmathPr datafield formfield docvar ebcstart ebcend ' +
    'pgdsctbl pnseclvl picprop blipuid'
  )
    .split(' ')
    .map((word) => [word, 'skip'] as [string, RtfDestination]),
])

/**
 * Destinations that may be ignored by old programs (`\*`) and hold text that is shown, or groups that do; every other
 * ignorable destination that is not known is skipped, as the specification asks.
 */
const SHOWN: ReadonlySet<string> = new Set(
  (
    'shppict shpinst annotation footnote header headerl headerr headerf footer footerl footerr footerf ftnsep ' +
    'shptxt shprslt ud hl cs ds ts listtext pntext objdata fldrslt field object result bkmkpub aftnsep do dptxbxtext'
  ).split(' '),
)

/** The destination a control word begins, or undefined when the group goes on as it was. */
export function destinationOf(word: string, ignorable: boolean): RtfDestination | undefined {
  const known = DESTINATIONS.get(word)
  if (known !== undefined) return known
  return ignorable && !SHOWN.has(word) ? 'skip' : undefined
}

/** Windows code pages of font character sets (RTF 1.9.1, `\fcharsetN`). */
const CHARSET_PAGES: ReadonlyMap<number, number> = new Map([
  [0, 1252],
  [77, 10000],
  [128, 932],
  [129, 949],
  [130, 1361],
  [134, 936],
  [136, 950],
  [161, 1253],
  [162, 1254],
  [163, 1258],
  [177, 1255],
  [178, 1256],
  [186, 1257],
  [204, 1251],
  [222, 874],
  [238, 1250],
])

/** Code page of a font's character set; undefined for the default of the document. */
export const charsetPage = (charset: number): number | undefined => CHARSET_PAGES.get(charset)
