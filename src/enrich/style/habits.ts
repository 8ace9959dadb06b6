import { isClosing, isGreeting } from './own-text.ts'
import { textLanguage } from './text-language.ts'

/** Habits of writing that a person can be told about. Each value is a short word; absent when it cannot be told. */
export const HABITS = [
  'greeting',
  'closing',
  'signed',
  'wrap',
  'opening-case',
  'sentence-case',
  'i-case',
  'apostrophe',
  'contractions',
  'dash',
  'ellipsis',
  'exclamation',
  'doubled-marks',
  'emoticon',
  'after-full-stop',
  'before-mark',
  'quotes',
  'brackets',
  'semicolon',
  'list-mark',
  'emphasis',
  'paragraphs',
  'paragraph-length',
  'last-mark',
  'short-forms',
  'sentence-opener',
  'okay',
  'capitals',
  'language',
] as const
export type Habit = (typeof HABITS)[number]
export type HabitValues = Readonly<Partial<Record<Habit, string>>>

/** Characters a text needs before the absence of something in it is a habit. */
const TELLING = 120

const CONTRACTION = /[a-z]['’](?:t|s|m|re|ve|ll|d)(?![a-z])/i
const BARE = /\b(?:dont|doesnt|didnt|cant|wont|isnt|im|ive|thats|youre|couldnt|wouldnt|shouldnt)\b/i
const UNCONTRACTED =
  /\b(?:do|does|did|is|are|was|would|should|could|have|has|can) ?not\b|\b(?:I am|it is|that is|I will|I have|we are)\b/i
const SHORT_FORMS =
  /\b(?:btw|imo|imho|iirc|afaict|afaik|fwiw|fyi|iiuc|lgtm|pls|plz|thx|asap|wrt|aka|etc|ie|eg|tbh|ymmv|nit|ack)\b/i
const EMOJI = /\p{Extended_Pictographic}/u
const EMOTICON = /(?:^|\s)([:;=8]['’]?-?[)(DPpO/|\]])(?=\s|$|[.,])/
const OPENERS =
  /(?:^|[.!?]\s+)(So|And|But|Also|However|Well|Yes|No|Yeah|Please|Thanks|Sorry|Hmm|Right|Ok|OK|Okay)\b/

/** The habits a style text shows. Pure; a handful of linear searches over at most `STYLE_TEXT_LIMIT` characters. */
export function habitsOf(text: string): HabitValues {
  const lines = text.split('\n')
  const filled = lines.filter((line) => line !== '')
  const first = filled[0] ?? ''
  const last = filled.at(-1) ?? ''
  const greeted = filled.length > 1 && (isGreeting(first) || /^¶[,:!.]?$/.test(first))
  const signed = filled.length > 1 && /^[-–—~/*]*\s?¶[.,]?$/.test(last)
  const parting = signed ? (filled.at(-2) ?? '') : last
  const closed = filled.length > 1 && isClosing(parting)
  const body = filled.slice(greeted ? 1 : 0, filled.length - (signed ? 1 : 0) - (closed ? 1 : 0))
  const prose = body.join(' ')
  const long = prose.length >= TELLING
  const found: Partial<Record<Habit, string>> = {}
  found.greeting = greeted ? formula(first) : 'none'
  found.closing = closed ? formula(parting) : 'none'
  found.signed = signed ? (/^[^¶]/.test(last) ? 'dash and name' : 'name') : 'none'

  const width = Math.max(...lines.map((line) => line.length))
  if (text.length > 160)
    found.wrap =
      width <= 66
        ? 'by 66'
        : width <= 72
          ? 'by 72'
          : width <= 76
            ? 'by 76'
            : width <= 80
              ? 'by 80'
              : width <= 120
                ? 'by 120'
                : 'none'

  const opening = /\p{L}/u.exec(body[0] ?? '')?.[0]
  if (opening && opening.toLowerCase() !== opening.toUpperCase())
    found['opening-case'] = opening === opening.toLowerCase() ? 'small' : 'capital'
  const starts = prose.match(/[.!?]\s+["'(]?\p{L}/gu)?.map((one) => one.slice(-1)) ?? []
  const cased = starts.filter((one) => one.toLowerCase() !== one.toUpperCase())
  if (cased.length > 0) {
    const small = cased.filter((one) => one === one.toLowerCase()).length
    found['sentence-case'] = small === 0 ? 'capital' : small === cased.length ? 'small' : 'mixed'
  }
  const self = /(?:^|\s)([iI])(?=['’]|\s)/.exec(prose)?.[1]
  if (self) found['i-case'] = self === 'i' ? 'small' : 'capital'

  const apostrophe = /\p{L}(['’])\p{L}/u.exec(prose)?.[1]
  const bare = BARE.test(prose)
  if (apostrophe || bare)
    found.apostrophe = apostrophe === "'" ? 'straight' : apostrophe ? 'curly' : 'left out'
  const contracts = CONTRACTION.test(prose) || bare
  if (contracts || UNCONTRACTED.test(prose)) found.contractions = contracts ? 'yes' : 'no'

  if (long) {
    found.dash = / — |\w—\w/.test(prose)
      ? 'long'
      : / – /.test(prose)
        ? 'middle'
        : / -- |\w--\s|---/.test(prose)
          ? 'two hyphens'
          : / - /.test(prose)
            ? 'hyphen'
            : 'none'
    found.exclamation = prose.includes('!') ? 'some' : 'none'
    found.semicolon = /\p{L};(?:\s|$)/u.test(prose) ? 'some' : 'none'
    found.brackets = /\(\p{L}[^()]*\p{L}[.)]/u.test(prose) ? 'some' : 'none'
    found.quotes = /[“”„]/.test(prose)
      ? 'curly'
      : /(?:^|\s)"/.test(prose)
        ? 'double'
        : /`/.test(prose)
          ? 'backtick'
          : /(?:^|\s)'\p{L}/u.test(prose)
            ? 'single'
            : 'none'
    found['short-forms'] = SHORT_FORMS.exec(prose)?.[0].toLowerCase() ?? 'none'
    found['sentence-opener'] = OPENERS.exec(prose)?.[1] ?? 'none'
    found.capitals =
      /\b(?:NOT|VERY|ALL|ANY|MUST|ONLY|NO|IS|DO|DOES|SHOULD|REALLY|NEVER|ALWAYS|PLEASE)\b/.test(prose)
        ? 'for stress'
        : 'none'
    const paragraphs = text.split('\n\n').length
    found.paragraphs = paragraphs <= 1 ? 'one' : paragraphs <= 3 ? 'two or three' : 'many'
    const mean = text.length / paragraphs
    found['paragraph-length'] = mean < 100 ? 'short' : mean < 250 ? 'middle' : 'long'
  }
  found.ellipsis = /\.\.\.\./.test(prose)
    ? 'long'
    : /\.\.\./.test(prose)
      ? 'three stops'
      : /[^.]\.\.(?:[^.]|$)/.test(prose)
        ? 'two stops'
        : 'none'
  found['doubled-marks'] = /[!?]{2}/.test(prose) ? 'some' : 'none'
  found.emoticon = EMOTICON.exec(text)?.[1] ?? (EMOJI.test(text) ? 'emoji' : 'none')
  const gap = /[.!?]( {1,3})\p{Lu}/u.exec(prose)?.[1]
  // Two blanks are kept by the reader of the mail only where it is plain text.
  if (gap) found['after-full-stop'] = gap.length > 1 ? 'two blanks' : 'one blank'
  found['before-mark'] = /\p{L} [?!,:](?:\s|$)/u.test(prose) ? 'blank' : 'none'
  found['list-mark'] = /\n(?:- )/.test(text)
    ? 'hyphen'
    : /\n\* /.test(text)
      ? 'star'
      : /\n0[.)] /.test(text)
        ? 'number'
        : /\n\(?[a-z0]\)/.test(text)
          ? 'bracket'
          : /\n[•·o] /.test(text)
            ? 'dot'
            : 'none'
  found.emphasis = /(?:^|\s)\*\p{L}[^*\n]{0,40}\*/u.test(prose)
    ? 'stars'
    : /(?:^|\s)_\p{L}[^_\n]{0,40}_/u.test(prose)
      ? 'underscores'
      : /(?:^|\s)\/\p{L}+\//u.test(prose)
        ? 'slashes'
        : 'none'
  const end = (body.at(-1) ?? '').slice(-1)
  if (end) found['last-mark'] = /[.?!:,)]/.test(end) ? end : 'none'
  const okay = /\b(?:OK|Ok|ok|okay|Okay|O\.K\.|k)\b/.exec(prose)?.[0]
  if (okay) found.okay = okay
  const { script, language } = textLanguage(text)
  if (language ?? script !== 'latin') found.language = language ?? script
  return found
}

/** A greeting or closing as it recurs: lower case kept as written, names as one sign, at most 24 characters. */
const formula = (line: string): string => line.replace(/\s+/g, ' ').slice(0, 24)
