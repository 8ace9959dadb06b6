import type {
  CorrespondentProfile,
  Habit,
  Habits,
  ProgramHabit,
  SetAside,
  WritingHabit,
  WritingStyle,
} from '../model/profile.ts'
import { HABIT_NAMES } from '../model/style.ts'
import { knownContactText } from './contact-words.ts'
import { shortDigest } from './evidence-text.ts'
import { languageName, valueText } from './habit-words.ts'
import { countText, cutText, dayText, listText, numberText, shareText } from './layout.ts'
import { type Page, type PageText, startPage, type TextOptions } from './page.ts'
import { deviationText } from './profile-deviations.ts'
import { REVIEW_WORDS } from './review-text.ts'
import { ASK_WORDS, LEVEL_WORDS, STYLE_ABSTENTION_WORDS } from './words.ts'

/** UTF-16 units of one value. Attack: a name of kilobytes pushes everything else off the screen. */
const MAX_VALUE = 120
/** Values listed under one heading; JSON has more. */
const MAX_LISTED = 8
const DAY = 86_400_000
/** A stretch of the day is told when it holds this share of the mail. */
const MOST = 0.8
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

const cut = (text: string): string => cutText(text, MAX_VALUE)

/** How a correspondent writes, in sentences with the numbers behind them, and what a deviation would look like. */
export function profileText(profile: CorrespondentProfile, options: TextOptions): string {
  const page = startPage(options)
  who(page, profile)
  if (profile.learned > 0) {
    programs(page, profile)
    origin(page, profile)
    recipients(page, profile)
    links(page, profile)
    attachments(page, profile)
    conversations(page, profile)
    rhythm(page, profile)
    requests(page, profile)
    style(page, profile)
    contacts(page, profile)
  }
  setAside(page, profile)
  deviationText(page, profile)
  return page.toString()
}

function who(page: Page, profile: CorrespondentProfile): void {
  const { learned, held, timeless, older, bulk, names } = profile
  page.heading(profile.address)
  const [name, ...others] = names.values
  if (name) {
    const also = others
      .slice(0, MAX_LISTED - 1)
      .map((one) => `“${cut(one.value)}” (${numberText(one.messages)})`)
    page.text(
      `Writes as “${cut(name.value)}”${also.length > 0 ? `, and as ${listText(also)}` : ''}${names.distinct > MAX_LISTED ? ` and ${countText(names.distinct - MAX_LISTED, 'other name')}` : ''}.`,
    )
  } else if (learned > 0) page.text('Writes without a name.')
  if (learned === 0) page.text('Nothing was learned from this address yet.')
  else {
    page.text(
      `${countText(learned, 'mail')} on ${countText(profile.days, 'day')}, the first on ${dayText(profile.firstSeen)}, the last on ${dayText(profile.lastSeen)}.${pauses(profile)}`,
    )
    if (bulk > 0)
      page.text(`${shareText(bulk, learned)} of it is list, bulk or automatic mail by its own header.`)
  }
  if (held > 0)
    page.text(
      `${countText(held, 'more mail')} ${held === 1 ? 'is' : 'are'} held; nothing was learned from ${held === 1 ? 'it' : 'them'}.`,
      {
        style: 'caution',
      },
    )
  if (timeless > 0)
    page.text(
      `${countText(timeless, 'more mail')} ${timeless === 1 ? 'states' : 'state'} no time that can be read, and ${timeless === 1 ? 'teaches' : 'teach'} nothing.`,
    )
  if (older > 0) page.text(`${countText(older, 'older mail')} ${older === 1 ? 'was' : 'were'} not looked at.`)
}

function pauses({ medianPause, longestPause }: CorrespondentProfile): string {
  if (medianPause === undefined || longestPause === undefined) return ''
  const usual =
    medianPause <= DAY
      ? 'Mostly writes day after day'
      : `Mostly writes every ${countText(medianPause / DAY, 'day')}`
  return ` ${usual}; the longest pause was ${countText(longestPause / DAY, 'day')}.`
}

function programs(page: Page, profile: CorrespondentProfile): void {
  page.heading('Mail programs')
  for (const one of profile.programs) {
    page.text(
      `${cut(one.label)}: ${countText(one.messages, 'mail')} (${shareText(one.messages, profile.learned)}), since ${dayText(one.firstSeen)}, last on ${dayText(one.lastSeen)}`,
      { mark: '• ' },
    )
    const usual = usualWords(one)
    if (usual !== '') page.text(usual, { indent: 4, style: 'faint' })
  }
  const others = profile.learned - profile.programs.reduce((sum, one) => sum + one.messages, 0)
  if (others > 0)
    page.text(`${countText(others, 'older mail')} from ways of writing not used any more`, { mark: '• ' })
}

const TRAIT_NAMES = {
  'mailer-version': 'version',
  zone: 'time zone',
  'mime-shape': 'build',
  language: 'language',
} as const

function usualWords({ usual }: ProgramHabit): string {
  return usual
    .map(({ trait, value, seen, of }) => `${TRAIT_NAMES[trait]} ${cut(value)} (${seen} of the last ${of})`)
    .join(', ')
}

/** `+0100 in 20 mails (77 %), +0200 in 6 (23 %)`. */
function habitWords({ values, distinct }: Habits, whole: number, most: number = 4): string {
  const shown = values
    .slice(0, most)
    .map(
      (one, n) =>
        `${cut(one.value)} in ${n === 0 ? countText(one.messages, 'mail') : numberText(one.messages)} (${shareText(one.messages, whole)})`,
    )
  return `${shown.join(', ')}${distinct > shown.length ? `, and ${countText(distinct - shown.length, 'other')}` : ''}`
}

function origin(page: Page, profile: CorrespondentProfile): void {
  page.heading('Where the mail comes from')
  const lines = [
    ['Time zone', profile.zones],
    ['Network it was sent from', profile.networks],
    ['First server', profile.servers],
    ['Signed by', profile.signers],
  ] as const
  for (const [label, habits] of lines)
    page.text(`${label}: ${habits.distinct === 0 ? 'never stated' : habitWords(habits, profile.learned)}`, {
      mark: '• ',
    })
  if (profile.replyDomains.distinct > 0)
    page.text(`Asks for answers to another domain: ${habitWords(profile.replyDomains, profile.learned)}`, {
      mark: '• ',
    })
}

/** The usual values one by one, then how many more there are. */
function list(page: Page, { values, distinct }: Habits, whole: number): void {
  const line = (one: Habit): PageText =>
    `${cut(one.value)}: ${countText(one.messages, 'mail')} (${shareText(one.messages, whole)}), last on ${dayText(one.lastSeen)}`
  for (const one of values.slice(0, MAX_LISTED)) page.text(line(one), { mark: '• ' })
  if (distinct > MAX_LISTED)
    page.text(`and ${numberText(distinct - MAX_LISTED)} more`, { indent: 2, style: 'faint' })
}

function recipients(page: Page, { recipients: known, groups, learned }: CorrespondentProfile): void {
  page.heading('To whom')
  if (known.distinct === 0) page.text('The mail names no recipient.')
  else page.text(`${countText(known.distinct, 'address', 'addresses')} in all.`)
  list(page, known, learned)
  if (groups.length === 0) return
  page.text('Written to together:')
  for (const { addresses, messages, lastSeen } of groups) {
    const more = addresses.length > 4 ? ` and ${countText(addresses.length - 4, 'other')}` : ''
    page.text(
      `${addresses.slice(0, 4).map(cut).join(', ')}${more}: ${countText(messages, 'mail')}, last on ${dayText(lastSeen)}`,
      { mark: '• ' },
    )
  }
}

function links(page: Page, { links: known, withLinks, learned }: CorrespondentProfile): void {
  page.heading('Links')
  page.text(
    withLinks === 0
      ? `Never sent a link to click, in ${countText(learned, 'mail')}.`
      : `${countText(withLinks, 'mail')} (${shareText(withLinks, learned)}) ${withLinks === 1 ? 'carries' : 'carry'} a link to click, to ${countText(known.distinct, 'domain')} in all.`,
  )
  list(page, known, learned)
}

function attachments(page: Page, profile: CorrespondentProfile): void {
  const { withAttachments, withActiveAttachments, attachmentKinds, learned } = profile
  page.heading('Attachments')
  if (withAttachments === 0) page.text(`Never attached a file, in ${countText(learned, 'mail')}.`)
  else
    page.text(
      `${countText(withAttachments, 'mail')} (${shareText(withAttachments, learned)}) ${withAttachments === 1 ? 'carries' : 'carry'} a file: ${habitWords(attachmentKinds, learned, MAX_LISTED)}.`,
    )
  if (withAttachments > 0)
    page.text(
      withActiveAttachments === 0
        ? 'None could run something.'
        : `${countText(withActiveAttachments, 'mail')} carried one that can run something.`,
    )
}

function conversations(page: Page, profile: CorrespondentProfile): void {
  const { replies, forwards, anchored, learned } = profile
  page.heading('Conversations')
  if (replies + forwards === 0) {
    page.text(`Never replied or forwarded, in ${countText(learned, 'mail')}.`)
    return
  }
  page.text(
    `${countText(replies, 'mail')} (${shareText(replies, learned)}) ${replies === 1 ? 'is a reply' : 'are replies'}, ${forwards === 0 ? 'none is a forward' : `${numberText(forwards)} (${shareText(forwards, learned)}) ${forwards === 1 ? 'is a forward' : 'are forwards'}`}.`,
  )
  page.text(
    `The mail they refer to is in the store for ${numberText(anchored)} of these ${numberText(replies + forwards)} (${shareText(anchored, replies + forwards)}).`,
  )
}

function rhythm(page: Page, { hours, weekdays, clocked, learned }: CorrespondentProfile): void {
  page.heading('Rhythm')
  if (clocked === 0) {
    page.text('No mail states the sender’s own time.')
    return
  }
  const span = busiestSpan(hours)
  const clock = (hour: number): string => `${String(hour % 24).padStart(2, '0')}:00`
  page.text(
    `Between ${clock(span.start)} and ${clock(span.start + span.length)} on their own clock in ${shareText(span.count, clocked)} of ${clocked === learned ? '' : 'the '}${countText(clocked, 'mail')}${clocked === learned ? '' : ' that state it'}.`,
  )
  const quiet = hours.filter((count) => count === 0).length
  if (quiet > 0) page.text(`Never in ${countText(quiet, 'hour')} of the day.`)
  const days = weekdays.flatMap((count, n) =>
    count > 0 ? [`${WEEKDAYS[n]} ${shareText(count, clocked)}`] : [],
  )
  page.text(`By day: ${days.join(', ')}.`)
}

/** The shortest stretch of hours, round the clock, that holds most of the mail. */
function busiestSpan(hours: readonly number[]): { start: number; length: number; count: number } {
  const all = hours.reduce((sum, count) => sum + count, 0)
  for (let length = 1; length < 24; length++) {
    let best = { start: 0, length, count: -1 }
    for (let start = 0; start < 24; start++) {
      let count = 0
      for (let hour = start; hour < start + length; hour++) count += hours[hour % 24] ?? 0
      if (count > best.count) best = { start, length, count }
    }
    if (best.count >= MOST * all) return best
  }
  return { start: 0, length: 24, count: all }
}

function contacts(page: Page, { contacts: known }: CorrespondentProfile): void {
  page.heading('Ways to reach them')
  if (known.length === 0)
    page.text('Their mail gave no phone number or second address, or not long and often enough to rely on.')
  for (const contact of known) page.text(knownContactText(contact), { mark: '• ' })
}

function requests(page: Page, { asks, withAsks, learned }: CorrespondentProfile): void {
  page.heading('What they ask for')
  if (asks.length === 0) {
    page.text(`Asked for nothing plainly, in ${countText(learned, 'mail')}.`)
    return
  }
  page.text(
    `${countText(withAsks, 'mail')} (${shareText(withAsks, learned)}) ${withAsks === 1 ? 'asks' : 'ask'} for something:`,
  )
  for (const { kind, messages, byWordsAlone, lastSeen, words } of asks) {
    const doubt =
      byWordsAlone === 0
        ? ''
        : `; in ${messages === 1 ? 'it' : `${numberText(byWordsAlone)} of them`} no set phrase asks, only the words as a whole read so`
    page.text(
      `${ASK_WORDS[kind]}: ${countText(messages, 'mail')} (${shareText(messages, learned)}), last on ${dayText(lastSeen)}: “${cut(words)}”${doubt}`,
      { mark: '• ' },
    )
  }
}

/** A habit that most texts share is told when the usual value is in this share of them. */
const STEADY = 0.8
/** Habits told besides greeting, sign-off and name. */
const MAX_HABITS = 8
const ALWAYS_TOLD: ReadonlySet<string> = new Set(['greeting', 'closing', 'signed'])

function style(page: Page, { style: found, replies }: CorrespondentProfile): void {
  if (!found) return
  page.heading('How they write')
  const { texts, tooShort, medianLength, languages, habits, quotingReplies, abstains } = found
  if (medianLength !== undefined)
    page.text(`Half of their mails have at least ${countText(medianLength, 'character')} of their own.`)
  if (replies > 0)
    page.text(
      `${numberText(quotingReplies)} of ${countText(replies, 'reply', 'replies')} (${shareText(quotingReplies, replies)}) ${quotingReplies === 1 ? 'quotes' : 'quote'} what ${quotingReplies === 1 ? 'it answers' : 'they answer'}.`,
    )
  if (texts > 0) {
    page.text(
      `Counted over the newest ${countText(texts, 'text')} long enough to compare${tooShort > 0 ? ` (${countText(tooShort, 'mail')} ${tooShort === 1 ? 'was' : 'were'} too short)` : ''}:`,
    )
    page.text(
      `language: ${languages.map(({ value, texts: in_ }) => `${languageName(value)} in ${numberText(in_)}`).join(', ')}`,
      { mark: '• ' },
    )
    for (const habit of toldHabits(habits)) page.text(habitText(habit), { mark: '• ' })
  }
  page.text(comparisonWords(found), abstains === undefined ? {} : { style: 'caution' })
}

function comparisonWords({ abstains, texts }: WritingStyle): string {
  return abstains === undefined
    ? 'The words of a new mail would be compared with these, where it has a link, a request or the like; words alone never raise an alert.'
    : `The words of a new mail would not be compared: ${STYLE_ABSTENTION_WORDS[abstains]}${abstains === 'few-texts' ? ` (${countText(texts, 'text')})` : ''}.`
}

function toldHabits(habits: readonly WritingHabit[]): readonly WritingHabit[] {
  const steady = habits
    .filter(({ habit, of, values: [usual] }) => {
      if (ALWAYS_TOLD.has(habit) || !usual || of < 5) return false
      return usual.value !== 'none' && usual.texts >= STEADY * of
    })
    .sort((a, b) => (b.values[0]?.texts ?? 0) - (a.values[0]?.texts ?? 0))
  return [...habits.filter(({ habit }) => ALWAYS_TOLD.has(habit)), ...steady.slice(0, MAX_HABITS)]
}

/** `greeting: “hi NAME,” in 17 of 18 texts, none in 1`. */
function habitText({ habit, of, values, distinct }: WritingHabit): string {
  const shown = values.slice(0, 3)
  const told = shown.map(
    ({ value, texts }, n) =>
      `${valueText(habit, value)} in ${numberText(texts)}${n === 0 ? ` of ${countText(of, 'text')}` : ''}`,
  )
  const more = distinct > shown.length ? ` and ${countText(distinct - shown.length, 'other value')}` : ''
  return `${HABIT_NAMES[habit] ?? cut(habit)}: ${told.join(', ')}${more}`
}

function setAside(page: Page, { setAside: mails }: CorrespondentProfile): void {
  if (mails.length === 0) return
  page.heading('Held and reviewed')
  for (const mail of mails.slice(0, MAX_LISTED)) {
    page.text(
      [
        { exact: shortDigest(mail.digest) },
        `  ${dayText(mail.time)}: ${mail.subject === '' ? '(no subject)' : `“${cut(mail.subject)}”`}`,
      ],
      { mark: '• ' },
    )
    page.text(setAsideWords(mail), { indent: 4, style: 'faint' })
  }
  if (mails.length > MAX_LISTED)
    page.text(`and ${numberText(mails.length - MAX_LISTED)} more`, { indent: 2, style: 'faint' })
}

function setAsideWords({ held, level, review }: SetAside): PageText {
  const state = held ? 'held' : 'not held'
  const verdict = level === undefined ? '' : `, ${LEVEL_WORDS[level].toLowerCase()}`
  if (!review) return `${state}${verdict}; nobody has said anything about it`
  return [
    `${state}${verdict}; ${REVIEW_WORDS[review.action]} by `,
    { exact: review.by },
    ` on ${dayText(review.time)}: ${cut(review.why)}`,
  ]
}
