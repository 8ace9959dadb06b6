// Templates the campaign's mail is written from. `{…}` is replaced, so that no two mails are the same.
import type { SeededRandom } from '../mail-writing/seeded-random.ts'

export const TOPICS: readonly string[] = [
  'housing plan',
  'bus lanes paper',
  'volunteer rota',
  'donor dinner',
  'ward poll',
  'riverfront speech',
  'school meals pledge',
  'field office lease',
  'ward seven leaflet',
  'transit safety memo',
  'town hall in Eastbridge',
  'debate preparation',
  'spring budget',
  'radio interview',
  'library evening',
  'market day stall',
  'ballot access forms',
  'phone bank',
  'campaign song',
  'parks letter',
  'crisis plan',
  'website texts',
  'opposition research',
  'press list',
]
export const MATTERS: readonly string[] = [
  'second draft',
  'figures',
  'comments',
  'timeline',
  'budget lines',
  'guest list',
  'dates',
  'notes',
  'maps',
  'questions',
  'contract',
  'open points',
  'photo rights',
  'seating',
  'talking points',
  'costs',
  'short version',
  'translation',
]

const SLOTS: Readonly<Record<string, readonly string[]>> = {
  day: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday'],
  when: [
    'by the end of the week',
    'before the committee meets',
    'this afternoon',
    'after lunch',
    'on {day} morning',
    'once the numbers are in',
    'next week at the latest',
    'before the {n}th',
    'tonight if you can',
  ],
  section: [
    'section {n}',
    'page {n}',
    'table {n}',
    'the part on ward {n}',
    'question {n}',
    'slide {n}',
    'the last paragraph',
  ],
  place: [
    'the field office',
    'the Eastbridge hall',
    'the market square',
    'the tram depot',
    'room {n}',
    'the old brewery',
    'the library',
    'the ferry landing',
    'the print shop',
  ],
  thing: [
    'the canvass sheets',
    'the revised budget',
    'the list of speakers',
    'the signed lease',
    'the photographs',
    'the new numbers',
    'the talking points',
    'the seating plan',
    'the travel receipts',
    'the leaflet proof',
    'the legal note',
    'the summary for the committee',
    'the donor cards',
    'the sound check',
  ],
  who: [
    'the committee',
    'the printers',
    'the lawyers',
    'the ward captains',
    'the treasurer',
    'the candidate',
    'the volunteers',
    'the transit people',
    'the landlord',
    'the pollsters',
  ],
}

const OPENINGS: readonly string[] = [
  'could you look at {section} of the {topic} {when}?',
  'we are still missing {thing} for the {topic}.',
  'I have gone through the {topic} once more and have {n} remarks.',
  '{who} asked for {thing}, can we send it {when}?',
  'here is where we stand with the {topic}: {n} of {big} items are done.',
  'I would like to settle the {topic} {when}.',
  'a short question about {section}: does the {topic} need {thing}?',
  'the visit to {place} is now set for {day}, at {n} o’clock.',
  'I spoke to {who} about the {topic} and they agree.',
  'please find below what I noted on {day} about {section}.',
  '{who} would rather have {thing} first and the {topic} later.',
  'the numbers in {section} do not add up: I get {big} and not {big}.',
  'may I move our talk about the {topic} to {day}?',
  'for the {topic} we need {n} more people at {place} {when}.',
  'I promised {who} an answer on the {topic} {when}.',
  'our evening at {place} left me with {n} questions about {section}.',
  'as agreed I took over {thing} and come back {when}.',
  'do we have a decision on the {topic}? {who} keeps asking.',
  'I rewrote {section}, it is {n} lines shorter now.',
  'from {place} on we need {n} more posters for the {topic}.',
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
  'I put a paper copy on the shelf in {place}.',
  'Please do not forget the {n} chairs.',
  'The tram leaves at {n} past.',
  'There is coffee at {place} from {n} on.',
  'My notes from {day} are {n} pages long, ask if you need them.',
  'That would leave {big} in the travel line.',
  'The old version of {section} had it right.',
  'I counted {big} names, {n} of them twice.',
  'It rained so hard on {day} that we only did {n} of the streets.',
  'We should thank {who} properly this time.',
  'Nothing urgent, {when} is early enough.',
  'The door of {place} still does not close.',
  'I am away for {n} days after that.',
  'With {thing} in hand we can close the file.',
  'Last time we needed {n} rounds for it.',
  'The candidate likes {section} best.',
]
const LINK_LEADS: readonly string[] = [
  'The current version is here: {link}',
  'I put it at {link} so that everybody can write in it.',
  'Everything is in {link} as usual.',
  'See {link} for the rest.',
  'For your diary: {link}',
  'The files are under {link} until {day}.',
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
function fill(template: string, random: SeededRandom, given: Readonly<Record<string, string>>): string {
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

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** One sentence with a purpose; `{link}` stays for the caller to replace. */
export function sentence(intent: Intent, random: SeededRandom, topic: string): string {
  return capital(fill(random.pick(POOLS[intent]), random, { topic, link: '{link}' }))
}
