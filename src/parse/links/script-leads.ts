import type { PageLeads } from '../../model/page-leads.ts'

type ScriptLead = Omit<PageLeads['scripts'][number], 'range'> & {
  readonly start: number
  readonly end: number
}

/** Repetitions are bounded, so that the search stays linear in any script. */
const S = '\\s{0,20}'
const LEADS: readonly (readonly [how: ScriptLead['how'], pattern: RegExp])[] = [
  // location = …, location.href = …, but not a comparison
  [
    'navigates',
    new RegExp(
      `\\blocation${S}(?:\\.${S}(?:href|hash|search|pathname|host|hostname|protocol)${S})?=(?![=>])`,
      'g',
    ),
  ],
  ['navigates', new RegExp(`\\blocation${S}\\.${S}(?:replace|assign|reload)${S}\\(`, 'g')],
  ['navigates', new RegExp(`\\bnavigation${S}\\.${S}navigate${S}\\(|\\.${S}click${S}\\(${S}\\)`, 'g')],
  ['navigates', /\bserviceWorker\b/g],
  ['opens-window', new RegExp(`\\bwindow${S}\\.${S}open${S}\\(`, 'g')],
  ['submits-form', new RegExp(`\\.${S}(?:submit|requestSubmit)${S}\\(`, 'g')],
  ['rewrites-history', new RegExp(`\\bhistory${S}\\.${S}(?:pushState|replaceState|back|go)${S}\\(`, 'g')],
  ['writes-page', new RegExp(`\\bdocument${S}\\.${S}write(?:ln)?${S}\\(|\\bcreateObjectURL\\b`, 'g')],
  // the name of what is called, or the text of the program, is put together or unpacked first
  ['hides-text', new RegExp(`\\b(?:eval|atob|unescape|fromCharCode|Function)${S}\\(`, 'g')],
  ['hides-text', new RegExp(`\\b(?:window|self|top|parent|document|globalThis|this)${S}\\[`, 'g')],
]
/** Attack: a script of a million assignments. */
const MOST = 50

/**
 * What the text of a script says of leading elsewhere, in order; offsets count in the script. Nothing is run: a
 * target is told only when it stands there as one plain string.
 */
export function scriptLeads(script: string): readonly ScriptLead[] {
  const found: ScriptLead[] = []
  for (const [how, pattern] of LEADS) {
    let count = 0
    for (const match of script.matchAll(pattern)) {
      if (++count > MOST) break
      const end = match.index + match[0].length
      const target = how === 'navigates' || how === 'opens-window' ? plainString(script, end) : undefined
      found.push({
        how,
        start: match.index,
        end: target?.end ?? end,
        ...(target === undefined ? {} : { target: target.text }),
      })
    }
  }
  return found.sort((a, b) => a.start - b.start).slice(0, MOST)
}

/** The string that begins here and is not added to. */
function plainString(script: string, from: number): { text: string; end: number } | undefined {
  let at = from
  while (at < from + 40 && /\s/.test(script[at] ?? 'x')) at++
  const quote = script[at]
  if (quote !== '"' && quote !== "'" && quote !== '`') return undefined
  const close = script.indexOf(quote, at + 1)
  if (close < 0 || close - at > 4_096) return undefined
  const text = script.slice(at + 1, close)
  // Escapes and insertions would have to be run to be known; `\/` alone is common in JSON.
  const plain = text.replaceAll('\\/', '/')
  if (plain.includes('\\') || (quote === '`' && plain.includes('${'))) return undefined
  let after = close + 1
  while (after < close + 40 && /\s/.test(script[after] ?? 'x')) after++
  return after >= script.length || /[;,)}\n]/.test(script[after] ?? '')
    ? { text: plain, end: close + 1 }
    : undefined
}
