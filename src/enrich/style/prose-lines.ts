/**
 * Tells lines that a person wrote for a person from patches, code, logs, tables and trailers. Pure; each line is
 * looked at once, by its first characters and by counts.
 */

const PATCH_START =
  /^(?:diff --git |diff -|Index: \S|--- (?:a\/|\/dev\/)|\+\+\+ (?:b\/|\/dev\/)|@@ -|Binary files |GIT binary patch|The following changes since commit |are available in the \S+ repository)/
/** Trailers of patches and fields of quoted headers: a word with a hyphen, or one of these, and a colon. */
const FIELD =
  /^(?:[A-Za-z]+(?:-[A-Za-z]+)+|Fixes|Cc|CC|Bcc|To|From|Date|Subject|Link|Links|Closes|Resolves|Bug|BugLink|Reference|References|URL|Sent|Depends|Signed|Tested|Reviewed|Acked|Reported|Suggested|Tags|Version|Commit|commit|Author|Merge) ?:(?: |$|\t)/
const PROMPT = /^(?:\$ |# |~ ?[#$] |>>> |% |[\w.-]+@[\w.-]+[:~])/
const LOG = /^(?:\[ *\d|\d{4}-\d\d-\d\d[ T]|\d\d:\d\d:\d\d|[A-Z][a-z]{2} +\d{1,2} \d\d:\d\d|0x[\da-f]{4})/
const DIFFSTAT =
  /^ ?(?:\d+ files? changed|\S.{0,200}\|\s{1,12}(?:\d+ ?[+-]*|Bin .{0,60})$|(?:create|delete|rename) mode )/

/** A patch begins here; what follows in the same stretch of text is not prose. */
export const startsPatch = (line: string): boolean => PATCH_START.test(line)

/** `Name (3):`, above a list of patches (git shortlog). */
export const startsShortlog = (line: string): boolean =>
  line.length < 80 && line.endsWith('):') && /\(\d{1,4}\):$/.test(line)

/** Share of letters, blanks and common punctuation below which a line was not written for a person. */
const PROSE_SHARE = 0.75
const SHORT_LINE = 12

/** Whether a line is prose, or blank. `line` has no line end and no trailing blanks. */
export function isProse(line: string): boolean {
  if (line === '') return true
  if (line.startsWith('\t') || line.startsWith('    ') || line.startsWith('>')) return false
  if (FIELD.test(line) || PROMPT.test(line) || LOG.test(line) || DIFFSTAT.test(line)) return false
  const last = line.charCodeAt(line.length - 1)
  if (last === 0x7b || last === 0x7d) return false
  let prose = 0
  let letters = 0
  let gap = 0
  let bars = 0
  for (let i = 0; i < line.length; i++) {
    const c = line.charCodeAt(i)
    if (c === 0x20) {
      prose++
      // Columns. A single one is somebody's double blank after a full stop or an indent.
      if (++gap >= 4 && i > 4) return false
      continue
    }
    gap = 0
    if (c === 0x09) return false
    if ((c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a) || c >= 0x80) {
      prose++
      letters++
    } else if (c === 0x7c) bars++
    else if (PUNCTUATION.has(c)) prose++
  }
  if (bars > 1) return false
  if (last === 0x3b && (line.startsWith('  ') || line.includes('('))) return false
  // An emoticon alone is prose; a rule or a number is not.
  if (letters === 0) return line.length <= 4 && /[:;^]/.test(line)
  return line.length < SHORT_LINE ? prose * 2 > line.length : prose >= PROSE_SHARE * line.length
}

const PUNCTUATION: ReadonlySet<number> = new Set([...`,.'"?!():;-*`].map((one) => one.charCodeAt(0)))
