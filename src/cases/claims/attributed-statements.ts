import type { Quotation } from './quotations.ts'
import { type Sentence, type Stretch, sentencesOf } from './sentences.ts'
import { type Speaker, type SpeakerMemory, speakerMemory } from './speakers.ts'

/** What a text says that somebody said. Every stretch is a slice of the text: nothing is reworded. */
export interface AttributedStatement {
  readonly kind: 'statement' | 'denial'
  /** In the speaker's own words; else in the article's. */
  readonly verbatim: boolean
  /** The words of the statement, without quotation marks around them. */
  readonly text: string
  readonly place: Stretch
  /** The whole sentence it stands in. */
  readonly sentence: Stretch
  readonly speaker: Speaker
  /** To whom it was said: `told the Example Post`. */
  readonly to?: string
  /** When, in the article's words. */
  readonly when?: string
  /** What it is about, in the article's words: what a quotation follows, or what is denied. */
  readonly about?: string
}

/** Verbs that report what somebody said. `declined` and `refused` report that nothing was. */
const SAID =
  'said|says|stated|states|wrote|writes|added|adds|told|claimed|claims|alleged|alleges|argued|argues|insisted|insists|announced|confirmed|confirms|disclosed|acknowledged|acknowledges|admitted|admits|warned|warns|noted|notes|explained|explains|asserted|asserts|maintained|maintains|concluded|concludes|assessed|assesses|believes|believed|replied|responded|recalled|recalls|tweeted|posted|testified|suggested|suggests|reported|reports|estimated|estimates|predicted|stressed|emphasized|emphasised|continued|declared|declares|revealed|attributed|attributes|accused|accuses|blamed|blames|called|calls|described|describes|wondered|asked'
const DENIED =
  'denied|denies|rejected|rejects|dismissed|dismisses|disputed|disputes|rebutted|contested|contests'
const VERB = new RegExp(
  `^(?:(?:has|have|had|also|later|then|further|repeatedly|flatly|firmly|strongly|categorically|publicly|privately|initially|previously|separately|again|likewise|first)\\s+){0,3}(${SAID}|${DENIED})\\b`,
)
/** Verbs that take their object without `that`: who is accused, what is called what. */
const TRANSITIVE = /^(?:attribut|accus|blam|call|describ|announc|confirm|disclos|acknowledg|admit|reveal)/
/** Verbs that say something only with `that` or a quotation: `called a taxi`, `asked for`, `posted a picture`. */
const NEEDS_THAT =
  /^(?:wonder|ask|post|report|suggest|not|warn|continu|recall|writ|wrot|tweet|respond|repl|told|explain|argu)/

/** Opening words of something that is not the speaker: `On Friday, …`. */
const ADVERBIAL =
  /^(?:in|on|at|after|before|asked|speaking|earlier|later|meanwhile|however|but|and|still|by|during|when|while|as|since|for|with|following|yesterday|today|last|this|next|though|although|if|once|until|under|from|to|of|because|then|so|yet|instead|also|separately|nevertheless|nonetheless|contacted|reached|citing|pressed|responding|writing|posting|(?:two|three|four|five|several|some) (?:days|hours|weeks|months|minutes)|days|hours|weeks|months|minutes|within|shortly|moments|again|finally|first|second|additionally|similarly|likewise|privately|publicly|over|despite|without|among|according|the (?:day|week|month|next|same|following|previous)|one (?:day|week|hour))\b/i
const DENYING =
  /\b(?:had nothing to do with|have nothing to do with|has nothing to do with|no role in|played no part|no part in|not involved in|not responsible for|no involvement|baseless|untrue|is false|are false|was false|were false|entirely false|fabricated|(?:did|does|do|has|have|had|was|were) (?:not|never) (?:\p{L}+ )?(?:hack|leak|leaked|send|sent|order|ordered|steal|stolen|take|taken|break|broken|been|share|shared|write|written|authori[sz]e|authori[sz]ed)|categorically)\b/iu
const WHEN =
  /\b(?:(?:on|in|late on|early on|by)\s+)?(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?:\s+(?:morning|afternoon|evening|night))?(?:,?\s+(?:\d{1,2}\s+\p{Lu}\p{Ll}{2,8}|\p{Lu}\p{Ll}{2,8}\s+\d{1,2}))?|(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+\d{1,2}(?:,\s+\d{4})?|\d{1,2}\s+(?:January|February|March|April|May|June|July|August|September|October|November|December)(?:\s+\d{4})?|yesterday|today|last (?:week|month|year|night)|earlier (?:this|that) (?:week|month|year|day)|this (?:week|month|morning|afternoon|evening))\b/u
/** A quotation of fewer words is part of the sentence around it. */
const QUOTED_WORDS = 4
/** Statements taken from one text. Attack: a text of nothing else. */
const STATEMENTS = 5_000
/** Shorter paraphrases say nothing: `he said so`. */
const CLAUSE_WORDS = 3

/**
 * What an article or report says that somebody said, in order: quotations and paraphrases with their speaker, denials
 * marked as such. By rules of English news writing; pronouns, surnames and `the company` are led back to who spoke
 * before. What cannot be led back to anybody is left out. Pure, linear in the text.
 */
export function attributedStatements(text: string): readonly AttributedStatement[] {
  const memory = speakerMemory()
  const found: AttributedStatement[] = []
  let previous:
    | { readonly speaker: Speaker; readonly sentence: Sentence; readonly quoted: boolean }
    | undefined
  for (const sentence of sentencesOf(text)) {
    if (found.length >= STATEMENTS) break
    const statements = statementsIn(sentence, memory, previous)
    found.push(...statements)
    const last = statements.at(-1)
    if (last) previous = { speaker: last.speaker, sentence, quoted: last.verbatim }
    else if (previous?.sentence.paragraph !== sentence.paragraph && sentence.quotations.length === 0)
      previous = undefined
    for (const { 0: name } of sentence.text.matchAll(MENTIONED)) memory.note(name)
  }
  return found
}

/** A person with a role, named without speaking: `Dana Whitlock, the campaign's treasurer, …`. */
const MENTIONED = /\p{Lu}[\p{L}'’-]+(?:\s+\p{Lu}[\p{L}.'’-]*){1,3}(?:,\s+(?:a|an|the|who)\s[^,.;“"]{3,80})?/gu

interface Reported {
  readonly speaker: Speaker
  readonly verb: string
  /** Offsets in the sentence: of the verb and what follows it. */
  readonly at: number
  readonly after: number
  /** Where the words of the speaker's name begin. */
  readonly from: number
  readonly to?: string
}

function statementsIn(
  sentence: Sentence,
  memory: SpeakerMemory,
  previous: { readonly speaker: Speaker; readonly sentence: Sentence; readonly quoted: boolean } | undefined,
): readonly AttributedStatement[] {
  const { text, start } = sentence
  const masked = maskQuotations(sentence)
  const long = sentence.quotations.filter(
    ({ words, start: from, to }) =>
      words >= QUOTED_WORDS || (words >= 2 && from === start && /[,.!?]/.test(text[to - 1 - start] ?? '')),
  )
  const report = reportedIn(masked, memory)
  const when = WHEN.exec(masked)?.[0]
  const base = {
    sentence: { start, end: sentence.end },
    ...(when !== undefined && { when }),
    ...(report?.to !== undefined && { to: report.to }),
  }
  const denies = (words: string, verb = ''): 'denial' | 'statement' =>
    new RegExp(`^(?:${DENIED})$`).test(verb) || DENYING.test(words) ? 'denial' : 'statement'
  const quote = (one: Quotation, speaker: Speaker, verb: string): AttributedStatement => {
    const words = text.slice(one.from - start, one.to - start)
    const to = words.endsWith(',') ? one.to - 1 : one.to
    const about = aboutOf(masked)
    return {
      kind: denies(words, verb),
      verbatim: true,
      text: text.slice(one.from - start, to - start),
      place: { start: one.from, end: to },
      ...base,
      speaker,
      ...(about !== undefined && { about }),
    }
  }
  const clause = (
    from: number,
    to: number,
    speaker: Speaker,
    verb: string,
  ): AttributedStatement | undefined => {
    const place = trimmedClause(text, from, to)
    const words = text.slice(place.start, place.end)
    if ((words.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0) < CLAUSE_WORDS) return undefined
    const kind = denies(words, verb)
    return {
      kind,
      verbatim: false,
      text: words,
      place: { start: start + place.start, end: start + place.end },
      ...base,
      speaker,
      ...(kind === 'denial' && { about: words }),
    }
  }

  if (report === undefined) {
    const according = accordingTo(masked, memory)
    if (according) {
      const quoted = long.map((one) => quote(one, according.speaker, 'said'))
      const rest = clause(according.from, according.to, according.speaker, 'said')
      return wholeQuotation(sentence, quoted) ? quoted : rest ? [rest] : quoted
    }
    // A quotation by itself goes on with what the last speaker said, or is the next paragraph of it.
    const alone = long.length > 0 && onlyQuotations(sentence)
    if (alone && previous?.quoted === true && sentence.paragraph - previous.sentence.paragraph <= 1)
      return long.map((one) => quote(one, previous.speaker, 'said'))
    return []
  }

  const { speaker, verb } = report
  const outside = long.filter((one) => one.end - start <= report.from || one.start - start >= report.after)
  // Quotations that are sentences of their own; fragments inside a clause belong to the clause.
  const own = outside.filter((one) => isOwn(masked, one, start, report))
  const statements = own.map((one) => quote(one, speaker, verb))
  const before = masked.slice(0, report.from)
  if (/[^\s,“”"«»■]/.test(before) && endsInComma(before) && !ADVERBIAL.test(before.trim())) {
    // CLAUSE, NP said.
    const words = clause(0, report.from, speaker, verb)
    if (words && !own.some((one) => one.start - start < report.from)) statements.unshift(words)
  }
  const rest = afterVerb(masked, report)
  if (
    rest !== undefined &&
    !own.some((one) => one.start - start >= report.at && one.start - start <= rest + 3)
  ) {
    const words = clause(rest, clauseEnd(masked, rest), speaker, verb)
    if (words) statements.push(words)
  }
  return statements.sort((a, b) => a.place.start - b.place.start)
}

/** The sentence with the insides of its quotations blanked, at the same offsets. */
function maskQuotations({ text, start, quotations }: Sentence): string {
  let masked = text
  for (const { from, to } of quotations)
    masked = masked.slice(0, from - start) + '■'.repeat(to - from) + masked.slice(to - start)
  return masked
}

/** Verbs of speech in a sentence, outside of quotations: their offsets, and what follows them. */
function verbsIn(
  masked: string,
): readonly { readonly word: string; readonly at: number; readonly after: number }[] {
  const found: { word: string; at: number; after: number }[] = []
  for (const { index } of masked.matchAll(/(?<![\p{L}\p{N}’'-])\p{Ll}/gu)) {
    const verb = VERB.exec(masked.slice(index, index + 80))
    if (verb === null || found.some(({ after }) => index < after)) continue
    found.push({ word: verb[1] ?? '', at: index, after: index + verb[0].length })
  }
  return found
}

/** `Joost Brandt, a lawyer for the newsletter,` */
const APPOSITIVE =
  /,\s+(?:a|an|the|who|which|its|their|his|her|one|former|now|chief|head|director|senior)\s[^,]*,\s*$/i

/** After `, NP said`: at most when, where and in what. */
const CLOSING =
  /^(?:\s+(?:on|in|at|late|early|last|this|yesterday|today|by|to|during|after|when|via|earlier|\p{Lu}\p{Ll}+day)\b[^“"■]{0,90})?\s*[.!?]?$/u

/**
 * Who reports what in a sentence: by the attribution at its end (`…, the company said.`), else by the first verb of
 * speech that has somebody before or behind it.
 */
function reportedIn(masked: string, memory: SpeakerMemory): Reported | undefined {
  const verbs = verbsIn(masked)
  for (const { word, at, after } of verbs) {
    const behind = speakerAfter(masked, at, after)
    // “…,” said NP; Nobody knows, says NP.
    const comma =
      /^(?:said|says)$/.test(word) &&
      /,\s*$/.test(masked.slice(0, at)) &&
      !APPOSITIVE.test(masked.slice(0, at))
    if (behind && (comma || /[”"»■],?\s*$/.test(masked.slice(0, at)))) {
      const speaker = memory.resolve(behind.phrase)
      if (speaker) return { speaker, verb: word, at, after: behind.end, from: at }
    }
  }
  const closing = verbs.findLast(({ at, after }) => {
    const before = speakerBefore(masked, at)
    return (
      before !== undefined &&
      /[,”"»]\s*$/.test(masked.slice(0, before.start)) &&
      CLOSING.test(masked.slice(after))
    )
  })
  for (const { word, at, after } of closing ? [closing] : verbs) {
    const before = speakerBefore(masked, at)
    if (before === undefined || !saysSomething(masked, at, after, word)) continue
    const speaker = memory.resolve(before.phrase)
    if (speaker === undefined) continue
    const told = word === 'told' ? TOLD.exec(masked.slice(after)) : null
    return {
      speaker,
      verb: word,
      at,
      after: after + (told?.[0].length ?? 0),
      from: before.start,
      ...(told?.[1] !== undefined && { to: told[1].trim() }),
    }
  }
  return undefined
}

/** Whom somebody told. */
const TOLD = /^\s+((?:the\s+)?[^,“"■]{2,60}?)(?=\s+(?:that|in|on|by|during|late|early|this|last)\b|[,.:]|$)/

/** Whether the verb reports words here: `asked for a copy` and `posted a picture` do not. */
function saysSomething(masked: string, at: number, after: number, verb: string): boolean {
  const rest = masked.slice(after)
  if (/^\s+to\s+(?:comment|say|answer|respond)\b/.test(rest)) return false
  if (NEEDS_THAT.test(verb))
    return (
      /[“"«]/.test(masked) ||
      /^(?:\s+[^“",.]{2,80}?)?\s+that\b/.test(rest) ||
      /^\s*[.,]?\s*$/.test(rest) ||
      (verb === 'told' && /^\s+\p{L}/u.test(rest))
    )
  return at > 0
}

/** The noun phrase directly before a verb of speech. */
function speakerBefore(
  masked: string,
  at: number,
): { readonly phrase: string; readonly start: number } | undefined {
  const from =
    Math.max(
      ...['”', '"', '»', ';', '—', '–', ':', '?', '!'].map((mark) => masked.lastIndexOf(mark, at - 1)),
    ) + 1
  const stretch = masked.slice(from, at)
  const chunks: { text: string; start: number }[] = []
  let offset = from
  for (const piece of stretch.split(',')) {
    const lead = piece.length - piece.trimStart().length
    if (piece.trim() !== '') chunks.push({ text: piece.trim(), start: offset + lead })
    offset += piece.length + 1
  }
  const last = chunks.at(-1)
  if (last === undefined) return undefined
  // `NP, an appositive, said`: the comma before the verb closes it.
  if (/,\s*$/.test(stretch)) {
    const heads = chunks.filter((chunk, index) => index < chunks.length - 1 && !ADVERBIAL.test(chunk.text))
    const head = heads.findLast(({ text }) => isNounPhrase(text))
    if (
      head !== undefined &&
      /^(?:a|an|the|who|which|its|their|his|her|one|former|now|then|chief|head|director|senior|co-|vice|deputy)\b/i.test(
        last.text,
      )
    )
      return {
        phrase: masked
          .slice(head.start, at)
          .replace(/,\s*(?:who|which)\b.*$/, '')
          .replace(/[,\s]+$/, ''),
        start: head.start,
      }
    if (isNounPhrase(last.text) && !ADVERBIAL.test(last.text)) {
      // `The ministry’s spokesman, Karel Dvorak, disputed`
      const role = chunks.at(-2)
      return role !== undefined &&
        isNounPhrase(role.text) &&
        !ADVERBIAL.test(role.text) &&
        /^(?:the|a|an|its|their|his|her|\p{Lu}[^,]*[’']s)\s/iu.test(role.text)
        ? { phrase: `${last.text}, ${role.text}`, start: role.start }
        : { phrase: last.text, start: last.start }
    }
    return undefined
  }
  const bare = last.text.replace(
    /^(?:and|but|yet|so|while|although|though|because|as|which|when|where)\s+/i,
    '',
  )
  const start = last.start + (last.text.length - bare.length)
  if (/^who$/i.test(bare)) {
    const head = chunks.at(-2)
    return head && isNounPhrase(head.text) ? { phrase: head.text, start: head.start } : undefined
  }
  if (ADVERBIAL.test(bare)) {
    // `On Friday the company said`
    const inner =
      /\s((?:the|a|an|its|their)\s[\p{L} '’-]{3,60}|(?:\p{Lu}[\p{L}'’-]*\s?){2,5}|he|she|it|they)\s*$/u.exec(
        bare,
      )
    return inner?.[1] === undefined ? undefined : { phrase: inner[1], start: start + (inner.index ?? 0) + 1 }
  }
  return isNounPhrase(bare) ? { phrase: bare, start } : undefined
}

/** `said Dana Whitlock, a spokeswoman for the campaign` */
function speakerAfter(
  masked: string,
  at: number,
  after: number,
): { readonly phrase: string; readonly end: number } | undefined {
  if (at === 0) return undefined
  const rest = masked.slice(after)
  const match = /^\s+((?:(?:the|a|an|one|its|another|former|senior)\s)?[^“"«.;:—]{2,160})/.exec(rest)
  const phrase = match?.[1]
  if (
    phrase === undefined ||
    /^(?:that|in|on|at|by|after|to|of|it|he|she|they|we|there|this)\s/i.test(phrase)
  )
    return undefined
  const cut = phrase
    .replace(
      /\s+(?:on|in|at|during|after|before|when|while|late|early|adding|referring|citing|of the (?:mail|attack|leak|incident))\s.*$/,
      '',
    )
    .replace(/,\s*(?:who|which|adding|referring|citing|in|on|at|after)\b.*$/, '')
  const bare = cut.replace(/[\s,]+$/, '')
  return isNounPhrase(bare) ? { phrase: bare, end: after + (match?.[0].length ?? 0) } : undefined
}

/** `campaign spokeswoman Dana Whitlock` */
const DESCRIBED_NAME =
  /^\p{Ll}[\p{L}’'-]*(?:\s[\p{L}’'-]+){0,4}\s\p{Lu}[\p{L}’'-]+(?:\s\p{Lu}[\p{L}’'-]+){0,3}$/u

/** Few words, and no verb of its own as far as one can see. */
function isNounPhrase(words: string): boolean {
  if (words === '' || words.length > 160) return false
  if (/^(?:that|there|what|which|if|whether|how|why|i|we|you)\b/i.test(words)) return false
  if (
    !DESCRIBED_NAME.test(words) &&
    !/^(?:he|she|it|they|\p{Lu}|the|a|an|one|two|three|several|some|many|most|both|its|their|his|her|another|other|former|current|senior|officials?|researchers?|investigators?|sources?|people|experts?|analysts?|lawyers?|aides?|critics|police|prosecutors)/u.test(
      words,
    )
  )
    return false
  return !/\s(?:was|were|is|are|had|has|have|did|would|could|should|will|been|be)\s/.test(
    ` ${words} `.replace(/\b(?:who|which|that)\s.*$/, ''),
  )
}

/** `According to NP, CLAUSE.` and `CLAUSE, according to NP.` */
function accordingTo(
  masked: string,
  memory: SpeakerMemory,
): { readonly speaker: Speaker; readonly from: number; readonly to: number } | undefined {
  const front = /^(?:[^,“"]{0,60},\s+)?According to ([^“"■]{2,160}?),\s+(?=\S)/i.exec(masked)
  if (front?.[1] !== undefined) {
    const appositive = /^((?:a|an|the|which|who)\s[^,“"]{2,100}),\s+(?=\S)/i.exec(
      masked.slice(front[0].length),
    )
    const phrase = appositive?.[1] === undefined ? front[1] : `${front[1]}, ${appositive[1]}`
    const speaker = memory.resolve(cleanSource(phrase))
    return speaker && { speaker, from: front[0].length + (appositive?.[0].length ?? 0), to: masked.length }
  }
  const back = /,?\s+according to ([^“"■]{2,200}?)\s*[.!?]?$/i.exec(masked)
  if (back?.[1] === undefined) return undefined
  const speaker = memory.resolve(cleanSource(back[1]))
  return speaker && { speaker, from: 0, to: back.index }
}

/** `a report published on Friday by Northgate Labs` is Northgate Labs'. */
function cleanSource(phrase: string): string {
  const by = /\b(?:by|from)\s+((?:the\s+)?\p{Lu}[^,]*)/u.exec(phrase)
  return by?.[1] ?? phrase
}

function wholeQuotation({ text, start }: Sentence, quoted: readonly AttributedStatement[]): boolean {
  const length = quoted.reduce((sum, { place }) => sum + place.end - place.start, 0)
  return quoted.length > 0 && length > 0.5 * text.length && (quoted[0]?.place.start ?? 0) - start <= 2
}

/** Nothing but quotations, and the words `and` and the like between them. */
function onlyQuotations({ text, start, quotations }: Sentence): boolean {
  let rest = text
  for (const { start: from, end } of [...quotations].reverse())
    rest = rest.slice(0, from - start) + rest.slice(end - start)
  return rest.replace(/[\s.,;:—–-]|\band\b/g, '') === ''
}

const endsInComma = (before: string): boolean => /[,”"»]\s*$/.test(before)

/** A quotation that is a sentence or clause by itself, not a few words set in marks inside another. */
function isOwn(masked: string, one: Quotation, start: number, report: Reported): boolean {
  const before = masked.slice(0, one.start - start).trimEnd()
  if (before === '' || /[.:,—–]$/.test(before)) return true
  if (one.start - start >= report.at)
    return /\b(?:said|says|wrote|writes|added|adds|told [^“"]{2,60}|stated|replied|tweeted|posted|that|read|warned|continued|responded)$/.test(
      before,
    )
  return one.words >= 8
}

/** Where the clause behind the verb begins, when there is one. */
function afterVerb(masked: string, { verb, after }: Reported): number | undefined {
  const rest = masked.slice(after)
  const denied = new RegExp(`^(?:${DENIED})$`).test(verb)
  const that =
    /^(?:\s+(?:in|on|at|during|through|by|late|early|via|with|to)\s[^,“"■]{2,80}?)?,?\s+that\s+/.exec(rest)
  // `disputed that account`: no clause
  if (that && /\s\S+\s+\S/.test(rest.slice(that[0].length - 1))) return after + that[0].length
  const colon = /^[^“"■:.]{0,60}:\s+/.exec(rest)
  if (colon) return after + colon[0].length
  if (denied || TRANSITIVE.test(verb)) return /^\s+\S/.test(rest) ? after + 1 : undefined
  if (NEEDS_THAT.test(verb) && verb !== 'told') return undefined
  // `said it had no role`; `said on Friday it had no role`; but not `said.` or `said on Friday.`
  const adverb =
    /^\s+(?:on|in|late|early|at|by|during|through|via)\s[^,“"■.]{2,60}?(?=\s+(?:the|it|he|she|they|its|their|there|no|a|an|\p{Lu}\p{Ll}+\s\p{L}+\s)\b)/u.exec(
      rest,
    )
  const from = after + (adverb?.[0].length ?? 0)
  const clause = masked.slice(from)
  if (!/^\s+[\p{L}\p{N}“"]/u.test(clause)) return undefined
  if (
    adverb === null &&
    /^\s+(?:on|in|late|early|at|by|during|through|via|when|after|before|of|to|as|while|with|about|for|from)\b/.test(
      clause,
    )
  ) {
    const words = clause.match(/[\p{L}\p{N}'’-]+/gu)?.length ?? 0
    return words > 8 && !/^\s+(?:of|to|as|with|about|for|from)\b/.test(clause) ? undefined : undefined
  }
  return from + (/^\s+/.exec(clause)?.[0].length ?? 0)
}

/** A clause ends at the end of its sentence, or where the article goes on by itself. */
function clauseEnd(masked: string, from: number): number {
  const on =
    /(?:,\s+(?:although|though|while|but (?:he|she|it|they|the|did|has|gave)|adding|according to|citing|declining|without (?:giving|naming|saying|elaborating))\b|;\s)/.exec(
      masked.slice(from),
    )
  return on === null ? masked.length : from + on.index
}

function trimmedClause(text: string, start: number, end: number): Stretch {
  let [from, to] = [start, end]
  while (from < to && /[\s,;:—–-]/.test(text[from] ?? '')) from++
  while (to > from && /[\s,;:.!?—–-]/.test(text[to - 1] ?? '')) to--
  return { start: from, end: to }
}

/** `Asked about the dossier, …`, `of the leak` */
function aboutOf(masked: string): string | undefined {
  return /\b(?:about|regarding|referring to|concerning|of)\s+((?:the|its|his|her|their|a|an)\s[^,“"■.;]{3,80}?)(?=[,.;“"]|\s(?:said|told|on|in|at)\b|$)/i.exec(
    masked,
  )?.[1]
}
