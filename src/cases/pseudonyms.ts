import type { CaseReport } from '../model/case-report.ts'
import { foldedText } from './folded-text.ts'
import { compactForm, namedPeople, publicForms } from './person-names.ts'

/** Names looked for. Attack: a mail to ten thousand people makes a search of all pairs. */
const MOST_NAMES = 6_000
/** Letters of a name that is found inside other words, too: `EddaThornquist.docx`, `ethornquist`. */
const INSIDE = 5
/** Fields that hold words of the program, never of people. */
const FIXED: ReadonlySet<string> = new Set(
  'kind id of label lane state digest hash before tlp source information grade zone tier type role edge evidence supporting contradicting items hypothesis item denies tactics standing head end duplicateOf madeFrom statements undated sha256 code likelihood confidence version attackVersion tool'.split(
    ' ',
  ),
)
/** Names that are words: only with a capital letter they are taken for a name. */
const WORDS: ReadonlySet<string> = new Set(
  'will mark may april june july august march bill grant art frank young page case long short brown black white green gray grey king bishop rose grace hope faith joy dawn eve ray jack rob sue pat penny ruby amber pearl iris ivy lily daisy violet holly max dean earl duke baron miles wade reed rich rusty sandy sunny stone wood woods field fields hill banks brooks rivers lane street park parks church bell ball cook baker butler carpenter cooper fisher hunter mason miller porter potter shepherd smith taylor turner walker weaver winter summer day night best good noble wise strong swift sharp stark small little big large love price cash bond law laws gold silver power rush cross bush lake ford marsh moss heath barn house homes block brick cane chance chase christian major minor sergeant constable marshal pope abbot judge justice guy don gene dale glen cliff clay heather hazel olive mail link host file draft post list note report server'.split(
    ' ',
  ),
)
/** Mail addresses in a folded text; bounded, so that the search is linear. */
const ADDRESS = "[\\p{L}\\p{N}._%+'-]{1,64}@[\\p{L}\\p{N}-]{1,63}(?:\\.[\\p{L}\\p{N}-]{1,63}){1,8}"
/** What stands in a URL behind its path: it may hold a name in any code. */
const QUERY = /(\b[a-z][a-z0-9+.-]{1,10}:\/\/[^\s?#]{1,2000})[?#]\S{0,4000}/giu
/** What may be a name in base64 or in hexadecimal digits. */
const CODED = /[A-Za-z0-9+_-]{12,2000}={0,2}/g

/**
 * The report with every person in it under a pseudonym that is the same throughout: correspondents of the mails,
 * collectors, speakers, and whoever the case names; by their whole names, parts of them, addresses and local parts,
 * however they are written. A word that is part of several names stands for nobody. What the case calls public stays.
 * Addresses that belong to nobody known get numbers; queries and fragments of URLs, and codes that hold a name, go.
 */
export function pseudonymiser(report: CaseReport): {
  readonly replaced: CaseReport
  readonly people: number
} {
  const people = namedPeople(report)
  const open = publicForms(report.case)
  /** Folded form to what stands in its place. */
  const forms = new Map<string, string>([...open].map((form) => [compactForm(form), form]))
  const wholes: string[] = [...open]
  const addresses = new Map<string, string>()
  const words = new Map<string, string>()
  for (const [index, person] of people.entries()) {
    const pseudonym = `Person ${index + 1}`
    for (const address of person.addresses)
      if (!addresses.has(address)) addresses.set(address, `[address of ${pseudonym}]`)
    for (const form of person.forms)
      if (forms.size < MOST_NAMES && !forms.has(compactForm(form))) {
        forms.set(compactForm(form), pseudonym)
        wholes.push(form)
      }
    for (const word of person.words) {
      if (words.size >= MOST_NAMES || open.has(word)) continue
      const before = words.get(word)
      words.set(word, before === undefined || before === pseudonym ? pseudonym : '[name]')
    }
  }
  const search = searchFor(wholes, [...words.keys()])
  const openCompact = new Set([...open].map(compactForm))
  const strangers = new Map<string, string>()
  const secrets = [...words.keys(), ...addresses.keys()].filter((one) => one.length >= INSIDE)
  /** Whether a code holds an address or a name when it is decoded. */
  const isNamed = (code: string): boolean =>
    secrets.length > 0 &&
    decodings(code).some((words) => {
      const { folded } = foldedText(words)
      return folded.includes('@') || secrets.some((secret) => folded.includes(secret))
    })
  const standIn = (found: string): string | undefined => {
    if (openCompact.has(compactForm(found))) return undefined
    if (found.includes('@')) {
      const known = addresses.get(found) ?? strangers.get(found) ?? `[address ${strangers.size + 1}]`
      if (!addresses.has(found)) strangers.set(found, known)
      return known
    }
    return forms.get(compactForm(found)) ?? words.get(found)
  }
  const text = (given: string): string => {
    const short = given.replace(QUERY, '$1[…]').replace(CODED, (code) => (isNamed(code) ? '[code]' : code))
    const { folded, starts, ends } = foldedText(short)
    let out = ''
    let at = 0
    search.lastIndex = 0
    for (let match = search.exec(folded); match !== null; match = search.exec(folded)) {
      const [found] = match
      const start = starts[match.index] ?? 0
      const end = ends[match.index + found.length - 1] ?? start
      const instead = start < at || !isName(found, short, start, end) ? undefined : standIn(found)
      if (instead === undefined) {
        // Another name may begin inside what is none.
        if (!openCompact.has(compactForm(found))) search.lastIndex = match.index + 1
        continue
      }
      out += short.slice(at, start) + instead
      at = end
    }
    return out + short.slice(at)
  }
  return { replaced: mapped(report, text) as CaseReport, people: people.length }
}

/** What a code may stand for, where that is text. */
function decodings(code: string): readonly string[] {
  const bytes = [
    Buffer.from(code, 'base64'),
    ...(/^(?:[0-9a-f]{2}){6,}$/i.test(code) ? [Buffer.from(code, 'hex')] : []),
  ]
  return bytes
    .map((one) => one.toString('utf8'))
    .filter((words) => /^[\t\n\r\x20-\u{10ffff}]+$/u.test(words) && !words.includes('\ufffd'))
}

/**
 * Whether a word that was found is a name where it stands: long ones anywhere, short ones between what is no letter or
 * where a capital begins a new word (`EddaPlan.docx`), those that are words as well only with a capital.
 */
function isName(found: string, text: string, start: number, end: number): boolean {
  if (/[^\p{L}]/u.test(found) || (found.length >= INSIDE && !WORDS.has(found))) return true
  const written = text.slice(start, end)
  const capital = /^\p{Lu}/u.test(written)
  if (!capital && (found.length < 3 || WORDS.has(found))) return false
  const before = text.slice(Math.max(0, start - 2), start)
  const after = text.slice(end, end + 2)
  const begins = !/\p{L}$/u.test(before) || (capital && /\p{Ll}$/u.test(before))
  const ends = !/^\p{L}/u.test(after) || (/\p{Ll}$/u.test(written) && /^\p{Lu}/u.test(after))
  return begins && ends
}

/** Addresses of anybody first, then whole forms, the longest first, then single words. */
function searchFor(forms: readonly string[], words: readonly string[]): RegExp {
  const whole = byLength(forms).map((form) =>
    form.includes('@')
      ? escaped(form)
      : form
          .split(/[ ._,+-]+/)
          .map(escaped)
          .join('[ ._,+-]{0,3}'),
  )
  const single = byLength(words).map(escaped)
  const alternatives = [
    ADDRESS,
    ...(whole.length > 0 ? [`(?<![\\p{L}\\p{N}])(?:${whole.join('|')})(?![\\p{L}\\p{N}])`] : []),
    ...(single.length > 0 ? [`(?:${single.join('|')})`] : []),
  ]
  return new RegExp(alternatives.join('|'), 'gu')
}

const byLength = (texts: readonly string[]): readonly string[] =>
  texts.filter((one) => one !== '').toSorted((a, b) => b.length - a.length)
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')

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
