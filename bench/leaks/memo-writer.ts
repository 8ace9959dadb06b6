/**
 * Memos, briefings and minutes of a campaign that does not exist: texts for tracing. Names, places and numbers are drawn
 * anew in every sentence, and sentence forms are shared between memos as in a real house.
 */
import type { SeededRandom } from '../../src/testing/seeded-random.ts'

const FIRST =
  'Ada Bruno Carla Dmitri Elif Farid Greta Hana Ivo Jelena Karim Lena Milan Nadia Oskar Petra Quentin Rosa Samir Tilda Ulrich Vera Wanda Xenia Yusuf Zora'.split(
    ' ',
  )
const LAST =
  'Abend Birkholz Caspary Dunmore Eklund Farrow Gilmore Hartwig Iversen Jansson Kettler Lindqvist Marlowe Norwood Ostrander Pemberton Quillfeather Ravenscroft Sundqvist Thackeray Underhill Vandermeer Whitlock Yardley Zimmerly'.split(
    ' ',
  )
const PLACES =
  'Ashford Brackwater Cold_Harbor Dunmere Eastvale Fernhollow Gatesbury Hollins Inverdale Juniper_Falls Kingsreach Larkmoor Millbrook Northgate Oakhurst Pinecrest Queensport Redmarsh Stonebridge Thornbury Upper_Vale Westmere Yellow_Springs'
    .split(' ')
    .map((name) => name.replace('_', ' '))
const TOPICS =
  'water tariff|school buses|night trains|harbour dredging|rent register|clinic hours|grain storage|broadband cables|forest roads|fishing licences|flood walls|library funding|teacher housing|ferry timetable|bridge inspection|heating subsidy|waste contracts|airport noise|orchard pests|quarry permits|cycle lanes|care homes|police radios|market fees|youth centres'.split(
    '|',
  )
const BODIES =
  'county board|finance committee|regional council|press office|field team|legal group|volunteer desk|donor circle|policy unit|audit panel|polling group|logistics crew|advance team|digital desk|research unit'.split(
    '|',
  )
const VERBS =
  'postponed|approved|rejected|rewrote|leaked early|doubled|cut|reopened|defended|withdrew|outsourced|audited|challenged|announced|buried'.split(
    '|',
  )
const FEELINGS = 'cautious|hostile|warm|divided|tired|curious|angry|indifferent|hopeful|suspicious'.split('|')
const REASONS =
  'because the figures arrived late|after two members walked out|although nobody had read the annex|since the contract ends before winter|as the auditor had asked for|despite a promise made on the radio|while the deputy was abroad|before the second reading|to please a single donor|against the advice of counsel'.split(
    '|',
  )
const OUTCOMES =
  'a hearing in open session|a quiet settlement|another round of letters|a vote by show of hands|an apology in the local paper|a smaller tender|a delay of one quarter|a visit by the minister|an inquiry nobody wants|a change of the statute'.split(
    '|',
  )
const DAYS = 'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' ')
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
)

/** One sentence with names, numbers and matters drawn anew. */
export function memoSentence(random: SeededRandom): string {
  const { pick, below } = random
  const person = (): string => `${pick(FIRST)} ${pick(LAST)}`
  const number = (): string => `${2 + below(97)}`
  const money = (): string => `${1 + below(9)}${below(10)}${below(10)},${100 + below(900)} dollars`
  const day = (): string => `${pick(DAYS)} ${1 + below(28)} ${pick(MONTHS)}`
  const forms: readonly (() => string)[] = [
    () => `The ${pick(BODIES)} ${pick(VERBS)} the plan for ${pick(TOPICS)} in ${pick(PLACES)} ${pick(REASONS)}.`,
    () => `${person()} told ${person()} on ${day()} that support for the ${pick(TOPICS)} stands at ${number()} percent among ${pick(FEELINGS)} voters.`,
    () => `We owe ${person()} ${money()} for the work on ${pick(TOPICS)}, payable in ${number()} weeks.`,
    () => `If asked about ${pick(TOPICS)}, say that the ${pick(BODIES)} expects ${pick(OUTCOMES)} and name no date before ${day()}.`,
    () => `Focus groups in ${pick(PLACES)} and ${pick(PLACES)} were ${pick(FEELINGS)}, with ${number()} of ${number()} people unable to name ${person()}.`,
    () => `Between ${pick(PLACES)} and ${pick(PLACES)} the ${pick(TOPICS)} costs ${money()} a year, and ${person()} ${pick(VERBS)} the only audit.`,
    () => `${person()} wants ${pick(OUTCOMES)}, ${person()} would rather see ${pick(OUTCOMES)}, and the ${pick(BODIES)} has ${number()} days to choose.`,
    () => `Our weak side is the ${pick(TOPICS)} vote of ${day()}, which ${person()} ${pick(VERBS)} ${pick(REASONS)}.`,
    () => `Ask the ${pick(BODIES)} for table ${number()} of the annex; page ${number()} gives ${money()} for ${pick(PLACES)} alone.`,
    () => `Nobody at the ${pick(BODIES)} has answered ${person()} since ${day()}, so the ${pick(TOPICS)} letter goes out unsigned.`,
    () => `The rumour in ${pick(PLACES)} is that ${person()} will leave the ${pick(BODIES)} for ${pick(OUTCOMES)}.`,
    () => `Travel on ${day()}: ${pick(PLACES)} at ${1 + below(12)}:${10 + below(50)}, ${pick(PLACES)} by evening, ${number()} seats kept for the ${pick(BODIES)}.`,
  ] // biome-ignore format: a list
  return pick(forms)()
}

/** A memo of about so many words. */
export function memo(words: number, random: SeededRandom): string {
  const paragraphs: string[] = [
    `MEMORANDUM\nTo: ${random.pick(FIRST)} ${random.pick(LAST)}\nFrom: ${random.pick(FIRST)} ${random.pick(LAST)}\nRe: ${random.pick(TOPICS)}, ${random.pick(PLACES)}`,
  ]
  for (let count = 16; count < words; ) {
    const sentences: string[] = []
    for (let i = 3 + random.below(4); i > 0 && count < words; i--) {
      const sentence = memoSentence(random)
      sentences.push(sentence)
      count += sentence.split(' ').length
    }
    paragraphs.push(sentences.join(' '))
  }
  paragraphs.push(
    'CONFIDENTIAL. Draft for internal discussion only. Do not forward, print or quote without permission.',
  )
  return paragraphs.join('\n\n')
}
