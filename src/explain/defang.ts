import { cutToColumns } from './columns.ts'
import { printableEdits } from './printable.ts'
import { applyEdits, mergeEdits, type TextEdit } from './text-edit.ts'

/** Longest URL scheme looked for; longer ones are no link for any client, and the bound keeps the search linear. */
const SCHEME = /[a-z][a-z0-9+.-]{0,30}:(?=[/\\]{2})/giu
/** Schemes of the web and FTP, also with the single or reversed slashes browsers accept. */
const WEB_SCHEME = /(?:https?|ftps?):(?=[/\\])/giu
/** Schemes that act without slashes. */
const BARE_SCHEME =
  /(?<![\p{L}\p{N}])(?:mailto|javascript|vbscript|data|tel|sms|callto|magnet|file|cid|mid):(?=[^ ])/giu
const DEFANGED_SCHEME = /(?:hxxps?|fxps?):$/i
const DEFANGED = /^(?:hxxps?|fxps?):/i
/** Everything between white space, quotes and brackets; ⟨⟩ are the brackets `printable` puts around unseen characters. */
const WORD = /[^\s<>"'`⟨⟩]+/gu
/** A name of labels joined by dots, the dots of IDNA (UTS 46) included. Matches single labels too, so it never backtracks. */
const DOTTED = /[\p{L}\p{N}\p{M}_-]+(?:[.。．｡][\p{L}\p{N}\p{M}_-]+)*/gu
const DOT = /[.。．｡]/gu
const LAST_LABEL = /[^.。．｡]+$/u
const TOP_LEVEL = /^(?:\p{L}[\p{L}\p{M}]{1,62}|xn--[a-z0-9-]{1,59})$/iu
const IPV4 = /^\d{1,3}(?:\.\d{1,3}){3}$/

/** Endings of file names that are no top-level domain, so that no client links them and people can read them. */
const FILE_ENDINGS: ReadonlySet<string> = new Set(
  (
    '7z bak bat bin bmp bz2 cer cfg chm class cmd conf crt css csv dat db dll dmg doc docm docx dot dotm dotx eml emlx ' +
    'exe gif gz hta htm html ics iqy iso jar jpeg jpg js json jsp key lnk log mbox mht mp3 mp4 mpeg msg msi odp ods ' +
    'odt ogg one p7m p7s pdf pem php png potx pps ppt pptm pptx ps1 pst rar rtf scr settings-ms sig sql sqlite svg ' +
    'tar tgz tif tiff tmp toml ts txt url vbs vcf wav webp wsf xhtml xla xls xlsb xlsm xlsx xml yaml yml zst'
  ).split(' '),
)

/** One edit per scheme, found by the place of its colon. */
function schemeEdits(text: string): readonly TextEdit[] {
  const edits = new Map<number, TextEdit>()
  for (const match of text.matchAll(WEB_SCHEME)) {
    const scheme = match[0].slice(0, -1).toLowerCase()
    edits.set(match.index + scheme.length, {
      at: match.index,
      length: scheme.length,
      with: scheme.replace('http', 'hxxp').replace('ftp', 'fxp'),
    })
  }
  for (const pattern of [SCHEME, BARE_SCHEME])
    for (const match of text.matchAll(pattern)) {
      const colon = match.index + match[0].length - 1
      if (!edits.has(colon) && !DEFANGED_SCHEME.test(match[0]))
        edits.set(colon, { at: colon, length: 1, with: '[:]' })
    }
  return [...edits.values()].sort((a, b) => a.at - b.at)
}

function isHostName(name: string): boolean {
  if (IPV4.test(name)) return true
  const last = LAST_LABEL.exec(name)?.[0] ?? ''
  return TOP_LEVEL.test(last) && !FILE_ENDINGS.has(last.toLowerCase())
}

function addWordEdits(edits: TextEdit[], word: string, offset: number, inUrl: boolean): void {
  for (const match of word.matchAll(DOTTED)) {
    const name = match[0]
    if (!isHostName(name)) continue
    const before = word[match.index - 1]
    const after = word[match.index + name.length]
    // A mail address stands as it is; inside a URL the same spelling is user and host, and is defanged.
    if (!inUrl && (before === '@' || after === '@')) continue
    for (const dot of name.matchAll(DOT))
      edits.push({ at: offset + match.index + dot.index, length: 1, with: `[${dot[0]}]` })
  }
  if (inUrl)
    for (let at = word.indexOf('@'); at >= 0; at = word.indexOf('@', at + 1))
      if (word[at - 1] !== '[' || word[at + 1] !== ']')
        edits.push({ at: offset + at, length: 1, with: '[@]' })
}

/** Edits that keep any client from linking what the text names; see `defang`. Linear in the text. */
export function defangEdits(text: string): readonly TextEdit[] {
  const schemes = schemeEdits(text)
  const edits: TextEdit[] = []
  let next = 0
  for (const match of text.matchAll(WORD)) {
    while (next < schemes.length && schemes[next]!.at < match.index) next++
    const scheme = schemes[next]
    const inUrl =
      (scheme !== undefined && scheme.at < match.index + match[0].length) || DEFANGED.test(match[0])
    addWordEdits(edits, match[0], match.index, inUrl)
  }
  return mergeEdits(schemes, edits)
}

/**
 * The text as one line that no client turns into a link, with everything unseen made visible (see `printable`):
 * - `https://host.example/path` becomes `hxxps://host[.]example/path`, ftp `fxp`, any other scheme `scheme[:]`;
 * - bare host names and IPv4 addresses get `[.]` for every dot, also inside paths, queries and fragments;
 * - inside a URL `@` becomes `[@]`: there it marks the place where the real host begins;
 * - a plain mail address stays as it is, since it names a person the reader has to compare letter by letter, and
 *   opening it loads nothing. `mailto:` in front of it is broken;
 * - file names stay (`minutes.pdf`) unless their ending is a top-level domain (`minutes.zip` is a host name too).
 * Doing it twice changes nothing more. With `width`, cut at that many terminal columns.
 */
export function defang(text: string, width?: number): string {
  const seen = applyEdits(text, mergeEdits(printableEdits(text), defangEdits(text)))
  return width === undefined ? seen : cutToColumns(seen, width)
}
