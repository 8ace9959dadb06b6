import type { AttachmentPower } from '../../../model/attachment.ts'

/** What a formula of a spreadsheet reaches out to. */
export interface FormulaFacts {
  /** Addresses as written in string constants, in order. */
  readonly links: readonly string[]
  readonly powers: readonly AttachmentPower[]
  /** The formula is a HYPERLINK, whose value is the visible text of the link. */
  readonly isLink: boolean
}

/** Characters of one formula that are read; Excel allows 8,192. */
const MAX_FORMULA = 16_384
const MAX_LINKS = 50

const ADDRESS = /^(?:https?:\/\/|ftp:\/\/|mailto:|file:|\\\\)/i
/** `program|'topic'!item`, the form of a DDE link in a cell. */
const DDE = /^[\s=+@-]*'?[\w.\\:$ -]{1,100}'?\|['\w]/
/** Functions that fetch their argument when the sheet is computed. */
const FETCHES =
  /\b(?:WEBSERVICE|IMAGE|IMPORTDATA|IMPORTXML|IMPORTHTML|IMPORTFEED|IMPORTRANGE|FILTERXML|RTD)\s*\(/i
/** Functions of Excel 4 macro sheets that run something. */
const RUNS = /\b(?:EXEC|CALL|REGISTER|SHELL|RUN|FOPEN|FORMULA\.FILL|URLDOWNLOADTOFILEA?)\s*\(/i

/** Reads a formula as text (Excel's or, without `of:`, OpenDocument's form). Linear. */
export function formulaFacts(code: string): FormulaFacts {
  const formula = code.slice(0, MAX_FORMULA)
  const powers: AttachmentPower[] = []
  const links: string[] = []
  for (const text of stringsIn(formula))
    if (ADDRESS.test(text.trim()) && links.length < MAX_LINKS) links.push(text.trim())
  const isLink = /\bHYPERLINK\s*\(/i.test(formula)
  if (FETCHES.test(formula)) powers.push('remote-content')
  // `[1]!` and `[file.xlsx]Sheet` refer to parts that say themselves where they lead.
  if (DDE.test(formula.slice(0, 300)) || /\bDDE\s*\(/i.test(formula)) powers.push('external-data')
  if (RUNS.test(formula)) powers.push('launch')
  return { links, powers, isLink }
}

/** String constants: in double quotes, a doubled quote is one; pieces joined by `&` are one text. */
function stringsIn(formula: string): readonly string[] {
  const found: string[] = []
  let joined = false
  let i = 0
  while (i < formula.length) {
    const open = formula.indexOf('"', i)
    if (open < 0) break
    const between = formula.slice(i, open)
    joined = found.length > 0 && /^\s*&\s*$/.test(between.slice(0, 20)) && between.length <= 20
    let text = ''
    let at = open + 1
    for (;;) {
      const close = formula.indexOf('"', at)
      if (close < 0) {
        text += formula.slice(at)
        i = formula.length
        break
      }
      text += formula.slice(at, close)
      if (formula.charAt(close + 1) !== '"') {
        i = close + 1
        break
      }
      text += '"'
      at = close + 2
    }
    if (joined) found[found.length - 1] += text
    else found.push(text)
  }
  return found
}
