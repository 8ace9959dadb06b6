// How one person puts sentences: what stays with somebody through a year of mail, whatever it is about.
import type { SeededRandom } from '../mail-writing/seeded-random.ts'

export interface Voice {
  /** `{name}` is the first name of the person written to; empty: no greeting. */
  readonly greetings: readonly string[]
  readonly closings: readonly string[]
  readonly lower: boolean
  readonly contractions: boolean
  readonly exclaims: number
  /** Put before a sentence now and then. */
  readonly fillers: readonly string[]
  /** Sentences in a mail beyond the first, at most. */
  readonly more: number
}

const GREETINGS: readonly (readonly string[])[] = [
  ['Dear {name},'],
  ['Hi {name},', 'Hi {name} -'],
  ['{name},', '{name} –'],
  ['Hello {name},', 'Good morning {name},'],
  ['hey {name}', ''],
  ['', ''],
  ['Morning {name}!', 'Hi {name}!'],
]
const CLOSINGS: readonly (readonly string[])[] = [
  ['Best, {me}', 'Best wishes, {me}'],
  ['Thanks, {me}', 'Many thanks, {me}'],
  ['{me}'],
  ['Kind regards, {me}', 'With kind regards, {me}'],
  ['{m}.', '- {m}'],
  ['Cheers, {me}', 'Talk soon, {me}'],
]
const FILLERS: readonly (readonly string[])[] = [
  [],
  [],
  ['To be honest, ', 'As you know, '],
  ['Well, ', 'So, '],
  ['For what it is worth, '],
  ['Quick one: ', 'FYI: '],
]

/** A voice of its own for each seed. */
export function drawVoice(firstName: string, random: SeededRandom): Voice {
  const lower = random.chance(0.15)
  return {
    greetings: random.pick(GREETINGS),
    closings: random
      .pick(CLOSINGS)
      .map((text) => text.replace('{me}', firstName).replace('{m}', firstName.charAt(0))),
    lower,
    contractions: random.chance(0.5),
    exclaims: random.pick([0, 0, 0, 0.15, 0.35]),
    fillers: random.pick(FILLERS),
    more: random.pick([1, 2, 2, 3]),
  }
}

const CONTRACTED: readonly (readonly [RegExp, string])[] = [
  [/\bI am\b/g, 'I’m'],
  [/\bI will\b/g, 'I’ll'],
  [/\bI have\b/g, 'I’ve'],
  [/\bwe are\b/gi, 'we’re'],
  [/\bdo not\b/g, 'don’t'],
  [/\bis not\b/g, 'isn’t'],
  [/\bwould rather\b/g, '’d rather'],
]

/** The sentence as this person would put it. */
export function spoken(text: string, voice: Voice, random: SeededRandom): string {
  let said = text
  if (voice.fillers.length > 0 && random.chance(0.25)) {
    const filler = random.pick(voice.fillers)
    said = filler + (/^I\b/.test(said) ? said : said.charAt(0).toLowerCase() + said.slice(1))
  }
  if (voice.contractions) for (const [long, short] of CONTRACTED) said = said.replace(long, short)
  if (said.endsWith('.') && random.chance(voice.exclaims)) said = `${said.slice(0, -1)}!`
  return voice.lower ? said.toLowerCase() : said
}
