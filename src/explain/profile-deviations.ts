import type { CorrespondentProfile, Novelty, NoveltyKind, WritingHabit } from '../model/profile.ts'
import { HABIT_NAMES } from '../model/style.ts'
import { valueText } from './habit-words.ts'
import { countText, dayText, listText, numberText, shareText } from './layout.ts'
import type { Page } from './page.ts'
import { ASK_WORDS, STYLE_ABSTENTION_WORDS } from './words.ts'

/** Fewer mails than this say nothing about what is rare. */
const ENOUGH = 10
/** Something new that came up at most so often, one more counted on top, is rare for this sender. */
const RARE = 1 / 20
/** …and what comes up more often than this is everyday life. */
const COMMON = 1 / 5

type Weight = 'rare' | 'sometimes' | 'common' | 'unknown'

/** By (1 + k) / (1 + n), as the judge counts tails; what never came up in enough mails is rare. */
function weightOf({ times, of }: Pick<Novelty, 'times' | 'of'>): Weight {
  if (of < ENOUGH) return 'unknown'
  if (times === 0) return 'rare'
  const rate = (1 + times) / (1 + of)
  return rate <= RARE ? 'rare' : rate <= COMMON ? 'sometimes' : 'common'
}

const some = (values: readonly { readonly value: string }[]): string =>
  listText(
    values.slice(0, 3).map(({ value }) => value.slice(0, 60)),
    'or',
  )

/** What would be new, in the sender's own terms. */
function wording(what: NoveltyKind, profile: CorrespondentProfile): string {
  switch (what) {
    case 'program': {
      const known = [...new Set(profile.programs.map(({ label }) => label.slice(0, 60)))].slice(0, 3)
      return `a mail program other than ${listText(known, 'or')}`
    }
    case 'zone':
      return profile.zones.distinct === 0
        ? 'a stated time zone'
        : `a time zone other than ${profile.zones.distinct > 3 ? `the ${profile.zones.distinct} known` : some(profile.zones.values)}`
    case 'network':
      return profile.networks.distinct === 0 ? 'a network that can be told' : 'a network not seen before'
    case 'link-domain':
      return profile.links.distinct === 0 ? 'any link to click' : 'a link to a domain never sent before'
    case 'recipient':
      return 'a recipient never written to before'
    case 'unanchored':
      return 'a reply or forward of something that is not in the store'
    case 'active-attachment':
      return profile.withActiveAttachments === 0
        ? 'an attachment that can run something'
        : 'a new kind of attachment that can run something'
    case 'ask': {
      const known = profile.asks.filter(({ kind }) => kind !== 'link').slice(0, 3)
      return known.length === 0
        ? 'a plain request of any kind'
        : `a request for something other than ${listText(
            known.map(({ kind }) => ASK_WORDS[kind]),
            'or',
          )}`
    }
    case 'reply-diverted':
      return profile.replyDomains.distinct === 0
        ? 'answers asked to another domain'
        : 'answers asked to a domain not named before'
  }
}

function evidence({ what, times, of, lastTime }: Novelty): string {
  const among =
    what === 'unanchored' ? countText(of, 'reply or forward', 'replies and forwards') : countText(of, 'mail')
  return times === 0
    ? `never in ${among}`
    : `${numberText(times)} of ${among}, ${shareText(times, of)}, last on ${dayText(lastTime)}`
}

/** Habits that somebody who writes from the sender's own session cannot help leaving as they are. */
const SESSION: ReadonlySet<NoveltyKind> = new Set(['program', 'zone', 'network'])

/** What a deviation from this profile would look like, and what would hardly be one. */
export function deviationText(page: Page, profile: CorrespondentProfile): void {
  page.heading('What would stand out')
  const judged = profile.novelties.map((one) => ({ ...one, weight: weightOf(one) }))
  if (judged.every(({ weight }) => weight === 'unknown')) {
    page.text(
      `Too little is known: ${countText(profile.learned, 'mail')} learned, and the first ten teach only what is usual.`,
    )
    return
  }
  const groups: readonly (readonly [Weight, string])[] = [
    ['rare', 'Would stand out, most of all two or three of them together:'],
    ['sometimes', 'Would be noticed, but comes up now and then:'],
    ['common', 'Would hardly stand out:'],
    ['unknown', 'Cannot be told yet, too few mails:'],
  ]
  for (const [weight, heading] of groups) {
    const members = judged.filter((one) => one.weight === weight)
    if (members.length === 0) continue
    page.text(heading)
    for (const one of members) page.text(`${wording(one.what, profile)} (${evidence(one)})`, { mark: '• ' })
  }
  wordsText(page, profile)
  page.gap()
  page.text(
    `Somebody in the sender’s own open session leaves the program, the network and the time zone as they are. ${sessionWords(profile, judged)}`,
  )
}

/** Habits of writing told as deviations. */
const MAX_HABITS = 6

/** What would be odd in the words: habits the sender's texts hardly ever leave. */
function wordsText(page: Page, { style }: CorrespondentProfile): void {
  if (!style) return
  if (style.abstains !== undefined) {
    page.text(`Nothing in the words would be noticed: ${STYLE_ABSTENTION_WORDS[style.abstains]}.`)
    return
  }
  const kept = style.habits.filter(
    ({ of, values: [usual] }) => usual !== undefined && weightOf({ times: of - usual.texts, of }) === 'rare',
  )
  if (kept.length === 0) return
  page.text('In the words, as support for other signs only:')
  const shown = [...kept].sort((a, b) => Number(isAbsence(a)) - Number(isAbsence(b)) || b.of - a.of)
  for (const habit of shown.slice(0, MAX_HABITS)) page.text(habitDeviation(habit), { mark: '• ' })
}

const isAbsence = ({ values: [usual] }: WritingHabit): boolean => usual?.value === 'none'

function habitDeviation({ habit, of, values: [usual] }: WritingHabit): string {
  const name = HABIT_NAMES[habit] ?? habit.slice(0, 60)
  const [value, texts] = [usual?.value ?? '', usual?.texts ?? 0]
  return value === 'none'
    ? `${name}: any (none in ${numberText(texts)} of ${countText(of, 'text')})`
    : `${name}: other than ${valueText(habit, value)} (in ${numberText(texts)} of ${countText(of, 'text')})`
}

function sessionWords(
  profile: CorrespondentProfile,
  judged: readonly (Novelty & { readonly weight: Weight })[],
): string {
  const of = (weight: Weight): string =>
    listText(
      judged
        .filter((one) => one.weight === weight && !SESSION.has(one.what))
        .map(({ what }) => wording(what, profile)),
      'or',
    )
  const [rare, sometimes] = [of('rare'), of('sometimes')]
  if (rare !== '') return `What could give such a mail away: ${rare}.`
  if (sometimes !== '') return `At best noticed would be: ${sometimes}.`
  return 'What is left to see is common for this sender: such a mail would hardly stand out.'
}
