import type { CaseReport } from '../model/case-report.ts'

/** Names looked for. Attack: a mail to ten thousand people makes a search of all pairs. */
const MOST_NAMES = 3_000
/** Fields that hold words of the program, never of people. */
const FIXED: ReadonlySet<string> = new Set(
  'kind id of label lane state digest hash before tlp source information grade zone tier type role edge evidence supporting contradicting items hypothesis item denies tactics standing head end duplicateOf sha256 code likelihood confidence version attackVersion tool'.split(
    ' ',
  ),
)
/** Mail addresses in running text; bounded, so that the search is linear. */
const ADDRESS = /[\p{L}\p{N}._%+'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu
const MAILBOX = /^(.*?)\s*<([^<>]*)>$/
const MONTHS: ReadonlySet<string> = new Set(['March', 'April', 'May', 'June', 'August', 'January'])

/**
 * The report with every person in it under a pseudonym that is the same throughout: correspondents of the mails,
 * collectors, speakers, and whoever the case names. What the case calls public stays. Addresses that belong to nobody
 * known get numbers; queries and fragments of URLs, which may hold names in codes, go.
 */
export function pseudonymiser(report: CaseReport): {
  readonly replaced: CaseReport
  readonly people: number
} {
  const people = peopleOf(report)
  const byForm = new Map<string, string>()
  const exact = new Map<string, string>()
  const publicNames = new Set(
    report.case.people
      .filter(({ isPublic }) => isPublic)
      .flatMap(({ name, also }) => [name, ...also].map(folded)),
  )
  for (const [index, { forms }] of people.entries())
    for (const form of forms) {
      const pseudonym = `Person ${index + 1}`
      const known = folded(form)
      if (known === '' || byForm.size > MOST_NAMES || publicNames.has(known)) continue
      if (!byForm.has(known)) byForm.set(known, form.includes('@') ? `[address of ${pseudonym}]` : pseudonym)
      if (form.includes('@')) continue
      // A surname or first name alone names the same person.
      const words = form.split(/[\s,]+/).filter((word) => /^\p{L}{3,}$/u.test(word))
      for (const [place, word] of words.entries()) {
        if (words.length < 2 || MONTHS.has(word) || publicNames.has(folded(word))) continue
        if (place === words.length - 1 && word.length > 4 && !byForm.has(folded(word)))
          byForm.set(folded(word), pseudonym)
        else if (/^\p{Lu}/u.test(word) && !exact.has(word)) exact.set(word, pseudonym)
      }
    }
  const search = namesPattern([...byForm.keys()], 'giu')
  const searchExact = namesPattern([...exact.keys()], 'gu')
  const strangers = new Map<string, string>()
  const text = (words: string): string => {
    let out = words.replace(/(\b[a-z][a-z0-9+.-]{1,10}:\/\/[^\s?#]{1,2000})[?#]\S{0,4000}/giu, '$1[…]')
    if (search) out = out.replace(search, (found) => byForm.get(folded(found)) ?? found)
    if (searchExact) out = out.replace(searchExact, (found) => exact.get(found) ?? found)
    return out.replace(ADDRESS, (found) => {
      const key = folded(found)
      if (publicNames.has(key)) return found
      const given = strangers.get(key) ?? `[address ${strangers.size + 1}]`
      strangers.set(key, given)
      return given
    })
  }
  return { replaced: mapped(report, text) as CaseReport, people: people.length }
}

const folded = (text: string): string => text.normalize('NFKC').toLowerCase()

/** Everybody named, in the order of the report; forms of one person together. */
function peopleOf({ case: found, facts }: CaseReport): readonly { readonly forms: readonly string[] }[] {
  const groups: Set<string>[] = []
  const add = (forms: readonly string[]): void => {
    const given = forms.map((form) => form.trim()).filter((form) => form.length > 1)
    if (given.length === 0) return
    const keys = new Set(given.map(folded))
    const same = groups.find((group) => [...group].some((form) => keys.has(folded(form))))
    if (same) for (const form of given) same.add(form)
    else groups.push(new Set(given))
  }
  for (const { name, also, isPublic } of found.people) if (!isPublic) add([name, ...also])
  for (const { from, to } of facts.mails)
    for (const box of [...from, ...to]) {
      const [, name, address] = MAILBOX.exec(box) ?? []
      add(address === undefined ? [box] : [name ?? '', address])
    }
  for (const { collector } of found.evidence) add([collector])
  for (const { speaker, via } of found.claims) {
    if (speaker !== undefined) add([speaker])
    if (via !== undefined) add([via])
  }
  for (const { by } of found.notes) if (by !== undefined) add([by])
  for (const { person } of found.custody) add([person])
  const open = found.people
    .filter(({ isPublic }) => isPublic)
    .flatMap(({ name, also }) => [name, ...also].map(folded))
  return groups
    .filter((group) => ![...group].some((form) => open.includes(folded(form))))
    .map((group) => ({ forms: [...group] }))
}

function namesPattern(names: readonly string[], flags: string): RegExp | undefined {
  if (names.length === 0) return undefined
  const escaped = names
    .toSorted((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'))
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, flags)
}

/** Every text in a value, but those of fixed fields. The value is ours and not deep. */
function mapped(value: unknown, text: (words: string) => string): unknown {
  if (typeof value === 'string') return text(value)
  if (Array.isArray(value)) return value.map((one) => mapped(one, text))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [
      key,
      FIXED.has(key) && (typeof one === 'string' || Array.isArray(one)) && !isSourceName(key, value)
        ? key === 'evidence' && Array.isArray(one)
          ? mapped(one, text)
          : one
        : mapped(one, text),
    ]),
  )
}

/** The source of a sighting is a name somebody wrote; that of a grade is a letter. */
const isSourceName = (key: string, holder: object): boolean => key === 'source' && 'tier' in holder
