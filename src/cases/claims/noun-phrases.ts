import { isCapital, isComma, isWord, type Token, wordSet } from './sentence-tokens.ts'

/** Nouns for people by what they do. */
export const PERSON_NOUN: RegExp =
  /\b(?:spokes(?:man|woman|person)|officials?|officer|director|adviser|advisor|analyst|researcher|manager|chief|head|lawyer|attorney|defender|counsel|editor|reporter|minister|secretary|treasurer|senator|candidate|strategist|consultant|chair(?:man|woman|person)?|founder|executive|expert|boffin|professor|lecturer|reader|historian|scientist|aide|staffer|volunteer|president|premier|governor|mayor|ambassador|diplomat|engineer|technician|investigator|prosecutor|persona|hacker|insider|source|employee|worker|clerk|nurse|doctor|teacher|witness|resident|detective|inspector|sergeant|constable|commissioner|representative|deputy|MP|councillor|leader|owner|contractor|user|friend|colleague|neighbour|neighbor|victim|accused|pal|mum|politician|activist|journalist|author|blogger|customer|partner|co-founder|CEO|CTO|CISO|speaker|judge|student|man|woman|person|people|crew|critic|lawmaker|legislator|bookkeeper|accountant|parent|pupil|farmer|driver|pilot|captain|dealer|broker|banker|pensioner|campaigner|organi[sz]er|coach|vicar|priest|librarian|archivist|curator|scholar|academic|trustee|registrar|lobbyist|columnist|correspondent)s?\b/i
/** Nouns for groups, offices and companies. */
export const ORGANISATION_NOUN: RegExp =
  /\b(?:company|companies|firm|vendor|provider|insurer|bank|retailer|operator|group|gang|ministry|department|agency|office|bureau|campaign|party|committee|commission|council|board|government|authorities|embassy|consulate|newspaper|paper|outlet|publication|magazine|broadcaster|institute|university|college|clinic|hospital|think tank|organisation|organization|charity|union|team|foundation|police|court|tribunal|inquiry|panel|parliament|regulator|watchdog|mission|service|desk|platform|network|airline|utility|school|church|meeting|court)\b/i
/** Words that make a name one of an organisation. */
export const ORGANISATION_NAME: RegExp =
  /\b(?:Inc|Ltd|Corp|LLC|GmbH|plc|Labs?|Group|Security|Intelligence|Ministry|Department|Agency|Office|Bureau|Committee|Commission|Council|Campaign|Party|Post|Times|Herald|Tribune|Gazette|Ledger|Journal|News|Courier|Wire|Institute|University|College|Foundation|Cent(?:er|re)|Embassy|Mission|Police|Court|Company|Bank|Mutual|Systems|Solutions|Networks?|Research|Analytics|Team|Union|Association|Alliance|Trust|Authority|Government|Services?|Telecom|Mail|Cloud|Provider|Desk|Observatory|Watch|Force|House|Senate|Parliament|Board|Hospital|Collective|Street)\b/u
/** Papers that speak for who wrote them: `a report by Northgate Labs`. */
export const DOCUMENT: RegExp =
  /\b(?:report|post|message|email|e-mail|mail|letter|memo|memorandum|tweet|statement|advisory|bulletin|note|blog|comment|information|study|paper|analysis|thread|filing|notice)s?\b/i

/** Words an adverbial begins with: `On Friday, …`, `Asked about it, …`. */
const ADVERBIAL = wordSet(
  `in on at after before asked speaking earlier later meanwhile however but and still by during when while as since for
  with following yesterday today last this next though although if once until under from to of because then so yet instead
  also separately nevertheless nonetheless contacted reached citing pressed responding writing posting within shortly again
  finally first second additionally similarly likewise privately publicly over despite without among according ok now too
  moreover furthermore indeed even only perhaps addressing amid between through throughout via rubbishing across ahead
  days hours weeks months minutes moments unlike like`,
)
const CONJUNCTIONS = wordSet('and but yet so while although though because as which when where whereas nor')
const NEVER_SPEAKS = wordSet(
  "that there what which if whether how why i we you who whom where when here i'm we've let us nothing everything anything something none nobody not no",
)
const PRONOUNS = wordSet('he she it they')
const NOMINATIVE = wordSet('he she it they i we')
const DETERMINERS = wordSet(
  'the a an one two three four five six seven eight nine ten several some many most both its their his her another other each all few dozens',
)
const FINITE = wordSet(
  "was were is are had has have did does do would could should will can may might been be isn't wasn't didn't doesn't won't told said says",
)
/** Adverbs of a whole sentence: what follows is no object of theirs. */
const SENTENCE_ADVERBS = wordSet(
  'meanwhile however still but then now later again finally also yet instead earlier nevertheless separately',
)
const RELATIVE = wordSet('who which that whose whom')
const TIME = wordSet(
  'on in at late early last this yesterday today earlier monday tuesday wednesday thursday friday saturday sunday during after before when while via by following tonight again',
)
const MONTH_OR_DAY =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october|november|december|yesterday|today|tonight|\d{1,2}|\d{4})$/

/** Who says something, as it stands in the sentence: name and description in pieces, and where that begins. */
export interface Subject {
  readonly pieces: readonly string[]
  readonly start: number
  /** Token indices: of the first word, and after the last one. */
  readonly from: number
  readonly to: number
  /** `As Ida Holm put it`. */
  readonly as?: true
}

/** Tokens in which a subject is looked for. Attack: a sentence without a mark. */
const STRETCH = 80

type Chunk = { from: number; to: number }

const pieceOf = (tokens: readonly Token[], { from, to }: Chunk): string =>
  tokens
    .slice(from, to)
    .map((one, index, all) =>
      index > 0 && one.start > (all[index - 1]?.end ?? 0) ? ` ${one.text}` : one.text,
    )
    .join('')

/** Chunks between commas of the tokens from `from` to before `to`; empty ones left out. */
function chunksOf(tokens: readonly Token[], from: number, to: number): readonly Chunk[] {
  const found: Chunk[] = []
  let start = from
  for (let at = from; at <= to; at++)
    if (at === to || isComma(tokens[at])) {
      if (at > start) found.push({ from: start, to: at })
      start = at + 1
    }
  return found
}

/** Whether a token ends the stretch in which the subject of a verb is looked for. */
const isBoundary = (token: Token | undefined): boolean =>
  token === undefined ||
  (token.kind === 'mark' && token.text !== ',') ||
  (token.kind === 'quotation' && ((token.quotation?.words ?? 0) >= 4 || /[.,!?]['"’”»]$/.test(token.text)))

/** The subject that ends directly before the token `end`: `Whitlock`, `The ministry’s spokesman, Karel Dvorak,`. */
export function subjectBefore(tokens: readonly Token[], end: number, after = 0): Subject | undefined {
  let to = end
  // `Mottram — who was sacked last year — has denied`
  let dashed: Chunk | undefined
  if (tokens[to - 1]?.lower === '—') {
    const open = tokens.findLastIndex((one, index) => index < to - 1 && one.lower === '—')
    if (open < 0) return undefined
    dashed = { from: open + 1, to: to - 1 }
    to = open
  }
  let from = to
  while (from > after && to - from < STRETCH && !isBoundary(tokens[from - 1])) from--
  const chunks = [...chunksOf(tokens, from, to)]
  const closed = isComma(tokens[to - 1])
  const all = chunks.length
  while (closed && chunks.length > 1 && isAside(tokens, chunks)) chunks.pop()
  const last = chunks.at(-1)
  if (last === undefined) return undefined
  const bare = withoutContact(tokens, withoutConjunction(tokens, last))
  const as = tokens[bare.from - 1]?.lower === 'as' && bare.from > last.from ? ({ as: true } as const) : {}
  const first = tokens[bare.from]
  if (closed && chunks.length > 1) {
    const head = headOf(tokens, chunks)
    if (head !== undefined) {
      const [one, ...roles] = chunks.slice(head)
      const start = withoutConjunction(tokens, one ?? last)
      return subjectOf(tokens, [start, ...roles], to)
    }
  }
  // `Nobody knows, says Mirela Sand`: a comma parts a verb from its subject only around something.
  if (closed && chunks.length === all) return undefined
  // `That contradicts what NightLedger wrote`
  const what = tokens.findLastIndex(
    (one, index) => index >= bare.from && index < bare.to && one.lower === 'what',
  )
  if (what >= 0) return subjectOf(tokens, [{ from: what + 1, to: bare.to }], to)
  if (isWord(first, RELATIVE)) {
    const before = chunks.at(-2)
    const noun = before && trailingPhrase(tokens, before)
    if (noun === undefined) return undefined
    if (first?.lower !== 'whose')
      return bare.to - bare.from <= 2 ? subjectOf(tokens, [noun], noun.to) : undefined
    return {
      pieces: [`${pieceOf(tokens, noun)}’s ${pieceOf(tokens, { from: bare.from + 1, to: bare.to })}`],
      start: first.start,
      from: bare.from,
      to: bare.to,
    }
  }
  const noun = isAdverbial(tokens, bare) ? trailingPhrase(tokens, bare) : withoutTime(tokens, bare)
  if (noun === undefined || !isNounPhrase(tokens, noun)) return undefined
  // `The minister of state, Harbhajan Gill` without the comma behind it, `his director, Ann Lee said`
  const role = closed ? undefined : chunks.at(-2)
  const pieces =
    role !== undefined && noun.from === last.from && isRoleNoun(tokens, role) && isCapital(tokens[noun.from])
      ? [withoutConjunction(tokens, role), noun]
      : [noun]
  return subjectOf(tokens, dashed ? [...pieces, dashed] : pieces, to, as)
}

function subjectOf(
  tokens: readonly Token[],
  chunks: readonly Chunk[],
  to: number,
  as: { readonly as?: true } = {},
): Subject | undefined {
  const [first] = chunks
  const start = tokens[first?.from ?? -1]?.start
  if (first === undefined || start === undefined) return undefined
  return { pieces: chunks.map((one) => pieceOf(tokens, one)), start, from: first.from, to, ...as }
}

/** The subject behind its verb: `said Dana Whitlock, a spokeswoman for the campaign`. */
export function subjectAfter(tokens: readonly Token[], at: number): Subject | undefined {
  let to = at
  while (to < tokens.length && to - at < STRETCH && !isBoundary(tokens[to])) to++
  const [first, ...rest] = chunksOf(tokens, at, to)
  if (first === undefined || first.from !== at) return undefined
  const head = cutAtTime(tokens, first)
  if (!isNounPhrase(tokens, head)) return undefined
  const chunks = [head]
  for (const chunk of rest) {
    if (head.to < first.to || isAdverbial(tokens, chunk) || !isAppositive(tokens, chunk)) break
    chunks.push(chunk)
    if (isWord(tokens[chunk.from], RELATIVE)) break
  }
  return subjectOf(tokens, chunks, chunks.at(-1)?.to ?? head.to)
}

/** The subject at the start of a sentence that reports nothing: whom a pronoun may mean later. */
export function subjectOfSentence(tokens: readonly Token[]): Subject | undefined {
  const verb = tokens.findIndex(
    (one, index) =>
      index > 0 &&
      (isWord(one, FINITE) || (/^\p{Ll}{2,}ed$/u.test(one.text) && !isWord(tokens[index - 1], DETERMINERS))),
  )
  if (verb < 1) {
    let to = 0
    while (to < tokens.length && isCapital(tokens[to])) to++
    return to > 1 ? subjectOf(tokens, [{ from: 0, to }], to) : undefined
  }
  return subjectBefore(tokens, verb)
}

/** The noun phrase from a token to a comma or boundary, with an appositive: `according to Northgate Labs, a company,`; `front` when a clause follows. */
export function phraseFrom(tokens: readonly Token[], at: number, front: boolean): Subject | undefined {
  let to = at
  while (to < tokens.length && to - at < STRETCH && !isBoundary(tokens[to])) to++
  const [first, ...rest] = chunksOf(tokens, at, to)
  if (first === undefined || first.from !== at) return undefined
  const made = tokens
    .slice(first.from, first.to)
    .findIndex((one, index, all) => one.lower === 'by' && all[index + 1]?.kind === 'word')
  const chunks = [made > 0 ? first : cutAtTime(tokens, first)]
  const next = rest[0]
  if (
    next &&
    isAppositive(tokens, next) &&
    isWord(tokens[next.from], APPOSED) &&
    rest.length >= (front ? 2 : 1)
  )
    chunks.push(next)
  return subjectOf(tokens, chunks, chunks.length > 1 ? (next?.to ?? first.to) : first.to)
}

const APPOSED = wordSet('a an the which who its their')

function withoutConjunction(tokens: readonly Token[], chunk: Chunk): Chunk {
  let { from } = chunk
  while (from < chunk.to - 1 && isWord(tokens[from], CONJUNCTIONS)) from++
  return { from, to: chunk.to }
}

/** `two engineers I have spoken to` are two engineers. */
function withoutContact(tokens: readonly Token[], chunk: Chunk): Chunk {
  if (!/^(?:to|with)$/.test(tokens[chunk.to - 1]?.lower ?? '')) return chunk
  const at = tokens.findLastIndex(
    (one, index) => index > chunk.from && index < chunk.to && isWord(one, NOMINATIVE),
  )
  return at < 0 || chunk.to - at > 5 ? chunk : { from: chunk.from, to: at }
}

const isAdverbial = (tokens: readonly Token[], { from }: Chunk): boolean => {
  const first = tokens[from]
  if (first?.kind !== 'word') return true
  return ADVERBIAL.has(first.lower) || /(?:ing|ly)$/.test(first.lower)
}

/** `, however,`, `, on Tuesday,` */
function isAside(tokens: readonly Token[], chunks: readonly Chunk[]): boolean {
  const [before, chunk] = chunks.slice(-2)
  return chunk !== undefined && isAdverbial(tokens, chunk) && !isOf(tokens, chunk, before)
}

/** `of Tuttle IT`; behind a paper also `by a user called @tidewatcher`. */
const isOf = (tokens: readonly Token[], { from }: Chunk, before: Chunk | undefined): boolean =>
  tokens[from]?.lower === 'of' ||
  (isWord(tokens[from], BY) && before !== undefined && DOCUMENT.test(pieceOf(tokens, before)))
const BY = wordSet('by from')

/** Index of the chunk that names the speaker, when all that follow belong to it. */
function headOf(tokens: readonly Token[], chunks: readonly Chunk[]): number | undefined {
  for (const [index, chunk] of chunks.entries()) {
    if (index === chunks.length - 1) return undefined
    const bare = withoutConjunction(tokens, chunk)
    if (isAdverbial(tokens, bare) || !isNounPhrase(tokens, bare)) continue
    if (chunks.slice(index + 1).every((one) => isAppositive(tokens, one))) return index
  }
  return undefined
}

/** What may stand between the commas behind a name: a role, an age, `who leads research`. */
function isAppositive(tokens: readonly Token[], chunk: Chunk): boolean {
  const first = tokens[chunk.from]
  if (first?.kind !== 'word') return false
  if (
    isWord(first, RELATIVE) ||
    first.lower === 'of' ||
    first.lower === 'by' ||
    /^(?:known|\p{Ll}{2,}ed)$/u.test(first.text) ||
    /^\d{1,3}$/.test(first.text)
  )
    return true
  if (NEVER_SPEAKS.has(first.lower) || PRONOUNS.has(first.lower)) return false
  if (isWord(first, DETERMINERS) || isCapital(first)) return !hasFinite(tokens, chunk)
  const piece = pieceOf(tokens, chunk)
  return (PERSON_NOUN.test(piece) || ORGANISATION_NOUN.test(piece)) && !hasFinite(tokens, chunk)
}

function hasFinite(tokens: readonly Token[], { from, to }: Chunk): boolean {
  for (let at = from; at < to; at++) {
    if (isWord(tokens[at], RELATIVE) && at > from) return false
    if (isWord(tokens[at], FINITE)) return true
  }
  return false
}

const isRoleNoun = (tokens: readonly Token[], chunk: Chunk): boolean => {
  const bare = withoutConjunction(tokens, chunk)
  const piece = pieceOf(tokens, bare)
  return !isAdverbial(tokens, bare) && isNounPhrase(tokens, bare) && PERSON_NOUN.test(piece)
}

/** Longest noun phrase, in words, without what a relative clause adds. */
const PHRASE_WORDS = 16

/** Few words that can begin one, and no finite verb before a relative clause. */
function isNounPhrase(tokens: readonly Token[], chunk: Chunk): boolean {
  const { from, to } = chunk
  const first = tokens[from]
  if (first?.kind !== 'word' || to <= from || NEVER_SPEAKS.has(first.lower)) return false
  let head = from
  while (head < to && !isWord(tokens[head], RELATIVE)) head++
  if (head === from || head - from > PHRASE_WORDS) return false
  if (PRONOUNS.has(first.lower)) return to - from === 1
  if (to - from > 1 && isWord(tokens[to - 1], NOMINATIVE)) return false
  // `a cluster it calls Grey Heron`
  if (tokens.slice(from + 1, head).some((one) => isWord(one, NOMINATIVE))) return false
  if (hasFinite(tokens, { from, to: head })) return false
  if (to - from === 1 && DETERMINERS.has(first.lower) && first.lower !== 'one') return false
  if (isCapital(first) || DETERMINERS.has(first.lower)) return true
  // `parent Kev Dolan`, `striker Ana Ruiz`
  if (head - from >= 3 && isCapital(tokens[head - 1]) && isCapital(tokens[head - 2])) return true
  const piece = pieceOf(tokens, chunk)
  return (
    PERSON_NOUN.test(piece) ||
    ORGANISATION_NOUN.test(piece) ||
    /^(?:former|current|senior|sources|officials|researchers|investigators|people|experts|analysts|lawyers|aides|critics|residents|prosecutors|records|documents|independent)\b/.test(
      piece,
    )
  )
}

/** `On Friday the company`: the phrase at the end of an adverbial. */
function trailingPhrase(tokens: readonly Token[], chunk: Chunk): Chunk | undefined {
  const whole = withoutTime(tokens, chunk)
  const last = tokens[whole.to - 1]
  if (isWord(last, PRONOUNS)) return { from: whole.to - 1, to: whole.to }
  let from = whole.to
  while (from > whole.from && isCapital(tokens[from - 1])) from--
  const phrase = { from, to: whole.to }
  // The name may be the object of the preposition: `In Lutow`.
  if (from < whole.to && from > whole.from) {
    while (
      phrase.from > whole.from + 1 &&
      /^\p{Ll}/u.test(tokens[phrase.from - 1]?.text ?? '') &&
      PERSON_NOUN.test(tokens[phrase.from - 1]?.text ?? '')
    )
      phrase.from--
    if (isWord(tokens[phrase.from - 1], DETERMINERS)) phrase.from--
    return phrase.from > whole.from + 1 || !isAdverbial(tokens, whole) ? phrase : undefined
  }
  if (from === whole.from) return isAdverbial(tokens, whole) ? undefined : whole
  const determiner = tokens.findLastIndex(
    (one, index) =>
      index > whole.from + (isWord(tokens[whole.from], SENTENCE_ADVERBS) ? 0 : 1) &&
      index < whole.to &&
      isWord(one, DETERMINERS),
  )
  if (determiner > 0) return { from: determiner, to: whole.to }
  return isAdverbial(tokens, whole) ? undefined : whole
}

/** `Suraksha Mutual on Friday`: without the day. */
function withoutTime(tokens: readonly Token[], { from, to }: Chunk): Chunk {
  let end = to
  while (end > from + 1 && MONTH_OR_DAY.test(tokens[end - 1]?.lower ?? '')) end--
  if (end < to && isWord(tokens[end - 1], TIME) && end > from + 1) end--
  return end < to ? { from, to: end } : { from, to }
}

/** `Jun Okabe in conversation with the Bote`: up to where and when it was said. */
function cutAtTime(tokens: readonly Token[], { from, to }: Chunk): Chunk {
  for (let at = from + 1; at < to; at++) {
    if (!isWord(tokens[at], TIME)) continue
    const named = isCapital(tokens[at - 1])
    const lower = tokens[at]?.lower
    if ((lower === 'in' || lower === 'at' || lower === 'by') && !named) continue
    return { from, to: at }
  }
  return { from, to }
}

/** `a post by Lena Strand` is hers: the maker of a paper, when it is named. */
export function makerOf(piece: string): string {
  const by = /\s(?:by|from|of)\s/.exec(piece)
  if (by === null || !DOCUMENT.test(piece.slice(0, by.index))) return piece
  const last = / by (?!\d)/.exec(piece)
  return piece.slice(last ? last.index + 4 : by.index + by[0].length)
}
