// Small templates the example mails are written from. `{…}` is replaced; numbers and names keep bodies apart.
import type { SeededRandom } from '../../src/testing/seeded-random.ts'

export const PROJECTS: readonly string[] = [
  'Lower Vessa study',
  'Tarn estuary observatory',
  'harbour dredging brief',
  'spring conference',
  'water court database',
  'annual report',
  'ferry subsidies memo',
  'flood archive',
  'fisheries handbook',
  'lock keepers oral history',
  'sluice safety survey',
  'reed belt mapping',
]

export const MATTERS: readonly string[] = [
  'second draft',
  'figures',
  'review comments',
  'timeline',
  'budget lines',
  'invitation list',
  'interview dates',
  'minutes',
  'maps',
  'foreword',
  'reading group',
  'site visit',
  'footnotes',
  'press questions',
  'contract',
  'open points',
  'photo rights',
  'glossary',
]

const SLOTS: Readonly<Record<string, readonly string[]>> = {
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  when: [
    'by the end of the week',
    'before the board meets',
    'this afternoon',
    'after lunch',
    'on {day} morning',
    'once the numbers are in',
    'next week at the latest',
    'before the {n}th',
  ],
  section: [
    'section {n}',
    'chapter {n}',
    'table {n}',
    'annex {letter}',
    'figure {n}',
    'page {big}',
    'appendix {n}',
  ],
  place: [
    'the lock at Vessa Mouth',
    'the harbour office',
    'the old pumping station',
    'the upper weir',
    'the gauge at Tarn',
    'room {n}',
    'the reading room',
    'the north quay',
  ],
  thing: [
    'the gauge readings',
    'the translation',
    'the list of speakers',
    'the signed copy',
    'the survey sheets',
    'the revised budget',
    'the caption texts',
    'the travel forms',
    'the permit',
    'the scans of the ledger',
    'the transcript',
    'the summary for the ministry',
    'the proof from the printers',
    'the legal note',
  ],
  who: [
    'the board',
    'the ministry',
    'the printers',
    'the harbour master',
    'our auditor',
    'the fund',
    'the students',
    'the archive',
  ],
  letter: ['A', 'B', 'C', 'D', 'E', 'F'],
}

const OPENINGS: readonly string[] = [
  'could you look at {section} of the {project} {when}?',
  'we are still missing {thing} for the {project}.',
  'I have gone through the {project} once more and have {n} remarks.',
  '{who} asked for {thing}, can we send it {when}?',
  'here is where we stand with the {project}: {n} of {big} items are done.',
  'I would like to settle the {project} {when}.',
  'a short question about {section}: does the {project} need {thing}?',
  'the visit to {place} is now set for {day}, at {n} o’clock.',
  'I spoke to {who} about the {project} and they agree in principle.',
  'please find below what I noted on {day} about {section}.',
  '{who} would rather have {thing} first and the {project} afterwards.',
  'the numbers in {section} do not add up: I get {big} and not {big}.',
  'may I move our talk about the {project} to {day}?',
  'thank you for {thing}; one point on {section} is open.',
  'for the {project} we need {n} more people at {place} {when}.',
  'I promised {who} an answer on the {project} {when}.',
  'our talk at {place} left me with {n} questions about {section}.',
  // begins a line with "From ", which an mbox file has to quote
  'from {place} on we need {n} more photographs for the {project}.',
  'as agreed I took over {thing} and will come back {when}.',
]

const ANSWERS: readonly string[] = [
  'yes, {when} works for me.',
  'I checked {section}: the right figure is {big}.',
  'agreed, and please keep {who} informed.',
  'sorry for the wait, {thing} came in only on {day}.',
  'I would cut {section} to {n} lines and leave the rest as it is.',
  'not quite: {who} wants {thing} before that.',
  'I am at {place} on {day}, so {when} is better.',
  'done for {section}; the other {n} follow {when}.',
  'that is fine with me as long as {thing} is in.',
  'let us ask {who}, they had the same problem with {section}.',
  'I have it printed in front of me, {section} looks good now.',
  'good that you ask, I had counted {big} where it should be {big}.',
  'can it wait until {day}? I have {n} meetings before that.',
  'I will bring {thing} to {place} on {day}.',
  '{who} confirmed it on the phone a moment ago.',
  'no objection; I only changed two words in {section}.',
  'I passed it on and expect {thing} {when}.',
  'my version had {n} more lines there, I will compare.',
]

const DETAILS: readonly string[] = [
  'In {section} I marked {n} places in yellow.',
  'We have {big} pages now, which is {n} too many.',
  'If {thing} is late we start without it.',
  '{who} will not mind.',
  'The keeper of {place} says the water stood at {big} centimetres.',
  'I put a paper copy on the shelf in {place}.',
  'Please do not forget the {n} photographs.',
  'The train leaves at {n} past, platform {n}.',
  'There is coffee at {place} from {n} on.',
  'My notes from {day} are {n} pages long, ask if you need them.',
  'That would leave {big} in the travel line.',
  'The old version of {section} had it right.',
  'I counted {big} entries, {n} of them twice.',
  'It rained so hard on {day} that we only did {n} of the stops.',
  'We should thank {who} properly this time.',
  'Nothing urgent, {when} is early enough.',
  'The window in {place} still does not close.',
  'I will be on leave for {n} days after that.',
  'With {thing} in hand we can close the file.',
  'Last year we needed {n} rounds for it.',
]

const LINK_LEADS: readonly string[] = [
  'The current version is here: {link}',
  'I put it at {link} so that everybody can write in it.',
  'Everything is in {link} as usual.',
  'See {link} for the rest.',
  'For your diary: {link}',
  'You find the files under {link} until {day}.',
]

const NEWS_LEADS: readonly string[] = [
  'You may have seen this already: {link}',
  'This made me think of {place}: {link}',
  'A good piece on the same question: {link}',
  'The table I mentioned is at {link}, third from the top.',
  'They list the dates at {link}.',
]

export type Intent = 'opening' | 'answer' | 'detail' | 'link' | 'news'
const POOLS: Readonly<Record<Intent, readonly string[]>> = {
  opening: OPENINGS,
  answer: ANSWERS,
  detail: DETAILS,
  link: LINK_LEADS,
  news: NEWS_LEADS,
}

/** Fills the slots of a template; slots may hold slots, three deep. */
export function fill(
  template: string,
  random: SeededRandom,
  given: Readonly<Record<string, string>>,
): string {
  let text = template
  for (let depth = 0; depth < 3 && text.includes('{'); depth++)
    text = text.replace(/\{(\w+)\}/g, (slot, name: string) => {
      if (name in given) return given[name] as string
      if (name === 'n') return String(2 + random.below(17))
      if (name === 'big') return String(21 + random.below(880))
      const options = SLOTS[name]
      return options === undefined ? slot : random.pick(options)
    })
  return text
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** One sentence with a purpose; `{link}` stays for the caller to replace. */
export function sentence(intent: Intent, random: SeededRandom, project: string): string {
  return capital(fill(random.pick(POOLS[intent]), random, { project, link: '{link}' }))
}
