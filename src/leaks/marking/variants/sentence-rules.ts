/** Rules over the build of English sentences: that and which, lists, numbers, dates, order, position. */
import { type Candidate, cased, type RuleInput, type VariantRule } from './variant-rule.ts'

type Make = (
  match: RegExpExecArray,
) => { readonly skip: number; readonly original: string; readonly alternative: string } | undefined

/** All matches of a pattern without repetition of repetitions, so that it stays linear. */
function rewritten(
  { text, language }: RuleInput,
  rule: string,
  pattern: RegExp,
  make: Make,
): readonly Candidate[] {
  if (language !== 'en') return []
  const found: Candidate[] = []
  for (const match of text.matchAll(pattern)) {
    const change = make(match as RegExpExecArray)
    if (!change) continue
    const start = match.index + change.skip
    found.push({ rule, start, end: start + change.original.length, alternative: change.alternative })
  }
  return found
}

/** "the form that was sent" | "the form which was sent": only where no comma makes another sense of it. */
export const thatWhichRule: VariantRule = (input) =>
  rewritten(
    input,
    'that-which',
    /\b(?:the|a|an|any|every|each|no|those|these|some) ([a-z]{3,20}) (that|which) (?:is|are|was|were|has|have|had|can|could|will|would|may|might|must|should|does|did|do|covers?|contains?|shows?|needs?|makes?|includes?|came|comes|led|follows?|remains?)\b/g,
    (match) =>
      /^(?:fact|idea|view|hope|claim|news|way|time|day|reason|belief|only|same|one|people|person|staff|those)$/.test(
        match[1]!,
      )
        ? undefined
        : {
            skip: match[0].indexOf(` ${match[2]} `, match[1]!.length) + 1,
            original: match[2]!,
            alternative: match[2] === 'that' ? 'which' : 'that',
          },
  )

/** "he said that it" | "he said it". */
export const optionalThatRule: VariantRule = (input) => [
  ...rewritten(
    input,
    'optional-that',
    /\b(?:said|says|say|think|thinks|thought|believe|believes|believed|know|knows|knew|hope|hopes|hoped|expect|expects|expected|found|agreed|agree|suggests?|shows?|showed|noted|confirmed|assume|assumes|assumed|felt|feels?|means?|ensures?|decided|concluded|reported) (that) (?:the|a|an|it|he|she|they|we|you|I|this|these|those|there|all|no|our|their|his|her)\b/g,
    (match) => {
      const skip = match[0].indexOf(' that ')
      return { skip, original: ' that ', alternative: ' ' }
    },
  ),
  ...rewritten(
    input,
    'optional-that',
    /\b(?:said|think|thinks|thought|believe|believes|believed|hope|hopes|hoped|agreed|confirmed|assume|assumed|decided|concluded|reported) (it|he|she|they|we|there|the) (?=[a-z])/g,
    (match) => ({
      skip: match[0].indexOf(` ${match[1]} `),
      original: ` ${match[1]} `,
      alternative: ` that ${match[1]} `,
    }),
  ),
]

/** "red, green and blue" | "red, green, and blue". */
export const serialCommaRule: VariantRule = (input) =>
  rewritten(
    input,
    'serial-comma',
    /, (?:[a-z-]{2,20} ){0,2}([a-z-]{2,20})(,?) (and|or) (?:[a-z-]{2,20})\b/g,
    (match) => {
      // ", which is heated and guarded" is no list of three.
      if (
        /\b(?:who|whom|whose|which|that|is|are|was|were|be|been|has|have|had|but|and|or|it|they|he|she|we|you|so|as|if|when|while|where|then|because|not|will|can)\b/.test(
          match[0].slice(0, match[0].lastIndexOf(` ${match[3]} `)),
        )
      )
        return undefined
      const tail = `${match[2]} ${match[3]} `
      const skip = match[0].lastIndexOf(`${match[1]}${tail}`)
      return {
        skip,
        original: `${match[1]}${match[2]} ${match[3]}`,
        alternative: `${match[1]}${match[2] === ',' ? '' : ','} ${match[3]}`,
      }
    },
  )

const NUMBERS = [
  'zero',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** "three weeks" | "3 weeks": small counts before a plural in small letters; amounts, shares and codes are left alone. */
export const numberRule: VariantRule = (input) =>
  rewritten(
    input,
    'number',
    /(^|[^\p{L}\p{N}\p{Sc}.,:/#§-] ?)(two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[2-9]|1[0-2]) (?=[a-z]{2,20}(?:s|people|men|women|children)\b(?! ?[%\d]))/gu,
    (match) => {
      const before = input.text.slice(Math.max(0, match.index - 12), match.index + match[1]!.length)
      // "page 3 lists", "version 2 has", "hundred and five": part of a name or of a larger number.
      if (
        /\b(?:page|part|section|chapter|version|item|figure|table|no\.|number|article|room|and|hundred|thousand|point|to|or|of) ?$|\d ?$/i.test(
          before,
        )
      )
        return undefined
      if (/[.!?] ?$/.test(before) || before === '') return undefined
      const word = match[2]!
      const digits = /^\d/.test(word)
      return {
        skip: match[1]!.length,
        original: word,
        alternative: digits ? NUMBERS[Number(word)]! : String(NUMBERS.indexOf(word)),
      }
    },
  )

const MONTH = '(?:January|February|March|April|May|June|July|August|September|October|November|December)'

/** "3 May" | "3rd May" and "May 3" | "May 3rd": the day stays the same. */
export const dateRule: VariantRule = (input) => [
  ...rewritten(
    input,
    'date',
    new RegExp(`(?<![\\d.:/-])(\\d{1,2})(st|nd|rd|th)?( (?:of )?)(?=${MONTH}\\b)`, 'g'),
    (match) => dayForm(match[1]!, match[2], match[3]!, 0),
  ),
  ...rewritten(input, 'date', new RegExp(`\\b${MONTH} (\\d{1,2})(st|nd|rd|th)?(?![\\d:])\\b`, 'g'), (match) =>
    dayForm(match[1]!, match[2], '', match[0].indexOf(' ') + 1),
  ),
]

function dayForm(digits: string, suffix: string | undefined, of: string, skip: number): ReturnType<Make> {
  const day = Number(digits)
  if (day < 1 || day > 31 || of.includes('of')) return undefined
  const right =
    day % 10 === 1 && day !== 11
      ? 'st'
      : day % 10 === 2 && day !== 12
        ? 'nd'
        : day % 10 === 3 && day !== 13
          ? 'rd'
          : 'th'
  return {
    skip,
    original: digits + (suffix ?? ''),
    alternative: suffix === undefined ? digits + right : digits,
  }
}

/** Pairs of words that always stand in one order. */
const FIXED_ORDER = new Set(
  'terms conditions|pros cons|rules regulations|ups downs|odds ends|goods services|research development|arts crafts|bits pieces|facts figures|trials tribulations|checks balances|bed breakfast|profit loss|friends family|ladies gentlemen|health safety|supply demand|trial error|law order|first last|before after|old new|black white|left right|day night|man woman|more less|aches pains|search rescue'.split(
    '|',
  ),
)
const KINDS = [/s$/, /ly$/, /ing$/, /ed$/, /tion$/, /ment$/, /ity$/]

/** "costs and delays" | "delays and costs": two single words of one kind. */
export const orderRule: VariantRule = (input) =>
  rewritten(
    input,
    'order',
    /\b(?:(?:the|our|their|its|all|of|for|with|by|in|on|were|was|are|is|be|been|between|from|about) )([a-z]{4,20}) (and|or) ([a-z]{4,20})(?=[.,;:)]|$| (?:is|are|was|were|will|have|has|can|may|in|on|of|for|to|from|by|at|before|after|that|which)\b)/gu,
    (match) => {
      const [whole, one = '', word, other = ''] = match
      if (one === other || FIXED_ORDER.has(`${one} ${other}`) || FIXED_ORDER.has(`${other} ${one}`))
        return undefined
      if (!KINDS.some((kind) => kind.test(one) && kind.test(other))) return undefined
      const skip = whole.indexOf(' ') + 1
      return { skip, original: `${one} ${word} ${other}`, alternative: `${other} ${word} ${one}` }
    },
  )

/** "However, it is late" | "It is, however, late". */
export const connectorRule: VariantRule = (input) => [
  ...rewritten(
    input,
    'connector',
    /\b(However|Therefore|Moreover|Furthermore), (it|we|they|he|she|this|that|there|I|you) (is|are|was|were|has|have|had|will|can|cannot|may|should|must|would|could) /g,
    ([whole, connector = '', subject = '', verb = '']) => ({
      skip: 0,
      original: whole!,
      alternative: `${subject === 'I' ? 'I' : cased(subject, 'X')} ${verb}, ${connector.toLowerCase()}, `,
    }),
  ),
  ...rewritten(
    input,
    'connector',
    /\b(It|We|They|He|She|This|That|There|I|You) (is|are|was|were|has|have|had|will|can|cannot|may|should|must|would|could), (however|therefore|moreover|furthermore), /g,
    ([whole, subject = '', verb = '', connector = '']) => ({
      skip: 0,
      original: whole!,
      alternative: `${cased(connector, 'X')}, ${subject === 'I' ? 'I' : subject.toLowerCase()} ${verb} `,
    }),
  ),
]

/** "will also be" | "also will be", "has already been" | "already has been": the adverb on either side of the verb. */
export const adverbRule: VariantRule = (input) =>
  rewritten(
    input,
    'adverb',
    /\b(?:it|we|they|he|she|[a-z]{3,20}s|board|team|office|group|committee) (will|has|have|had|can|could|should|would|may|must) (also|now|still|usually|normally|often|already|probably|therefore) (?=[a-z]{2,})/g,
    ([whole, verb = '', adverb = '']) => ({
      skip: whole!.indexOf(` ${verb} ${adverb} `) + 1,
      original: `${verb} ${adverb}`,
      alternative: `${adverb} ${verb}`,
    }),
  )
