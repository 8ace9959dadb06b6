import type { CorrespondentProfile, Habit, Habits, ProgramHabit, SetAside } from '../model/profile.ts'
import { knownContactText } from './contact-words.ts'
import { shortDigest } from './evidence-text.ts'
import { countText, cutText, dayText, listText, numberText, shareText } from './layout.ts'
import { type Page, type PageText, startPage, type TextOptions } from './page.ts'
import { deviationText } from './profile-deviations.ts'
import { REVIEW_WORDS } from './review-text.ts'
import { LEVEL_WORDS } from './words.ts'

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
  page.text(
    `${countText(replies, 'mail')} (${shareText(replies, learned)}) ${replies === 1 ? 'is a reply' : 'are replies'}, ${numberText(forwards)} (${shareText(forwards, learned)}) ${forwards === 1 ? 'is a forward' : 'are forwards'}.`,
  )
  if (replies + forwards > 0)
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
  if (known.length === 0) return
  page.heading('Ways to reach them')
  for (const contact of known) page.text(knownContactText(contact), { mark: '• ' })
}

function style(page: Page, { style: habits }: CorrespondentProfile): void {
  if (!habits || habits.length === 0) return
  page.heading('Wording')
  for (const { habit, messages, of } of habits)
    page.text(
      `${cut(habit)}: ${numberText(messages)} of ${countText(of, 'mail')} (${shareText(messages, of)})`,
      {
        mark: '• ',
      },
    )
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
