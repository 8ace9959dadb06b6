import { ASK_KINDS, type AskKind } from '../../model/ask.ts'
import type { Hit, Sentence } from './read-sentences.ts'
import type { Vocabulary } from './vocabulary.ts'

/** An ask in a text; offsets count in that text. */
export interface WeighedAsk {
  readonly kind: AskKind
  readonly strength: number
  readonly start: number
  readonly end: number
  readonly language: string
  readonly learned?: true
}

/**
 * The parts an ask is weighed by. Written down here once; the sum is bounded by 1. An act with its object alone
 * (0.35) is talk of a matter; with the form of a request (0.25) and the reader (0.15) it is an ask. Without the form
 * it stays below 0.5, whatever else is there.
 */
const NEAR = 0.35
const FORM = 0.25
/** The bare imperative of commit messages and manuals, without a word to the reader. */
const BARE_FORM = 0.12
const READER = 0.15
const HASTE = 0.1
const SHARP = 0.1
const WHOLE = 0.6
const WITHOUT_FORM = 0.45
const FAR = -0.1
const TECHNICAL = 0.45
const CONDITION = 0.6
const URGENT = 0.3
/** Words between act and object at most, and from where on they count as far. */
const REACH = 9
const FAR_FROM = 4
/** Words between a form of request and its verb at most. */
const FORM_REACH = 8
/** Words between a negation and its verb, on either side; between reported speech and what it reports. */
const NOT_BEFORE = 2
const NOT_BEHIND = 3
const TOLD_REACH = 14
/** Words between "we", "users" and their verb ("we will then send"); between "if" and its. */
const SUBJECT_REACH = 2
const CONDITION_REACH = 3
/** Asks of one text. Attack: a text of nothing but asks. */
const KEPT = 32
/** While a text is read more are gathered, and the weaker ones left out in between, so that none is pushed out by its place. */
const GATHERED = 256
/** Weaker ones say nothing. */
const LEAST = 0.2

/** A thing beside the reader and next to nothing else: "your cell?". Says less than a sentence does. */
const ELLIPSIS = 0.47
const ELLIPSIS_WORDS = 4
/** Words between "I need", "what is" and the thing: more often another verb follows. */
const NEED_REACH = 4
/** Words between a verb and the pronoun it hands over. */
const IT_REACH = 3
/** Points of a list behind "please send me:" that count as what is asked. */
const POINTS = 12

const URGENCY: number = ASK_KINDS.indexOf('urgency')
/** Kinds a trade with sign-in, documents and reviews talks about all day. */
const TRADE: ReadonlySet<number> = new Set(
  (['credential', 'file', 'link', 'information', 'meeting', 'favour', 'urgency'] as const).map((kind) =>
    ASK_KINDS.indexOf(kind),
  ),
)
/** Kinds whose sharp objects are things to be handed over. */
const HANDED: ReadonlySet<number> = new Set(
  (['credential', 'payment', 'information', 'channel-switch'] as const).map((kind) =>
    ASK_KINDS.indexOf(kind),
  ),
)

/** Gathers the sentences of one text (one mail) and weighs what they ask. */
export interface AskWeigher {
  take(sentence: Sentence): void
  /** Strongest first, overlapping ones of one kind once. */
  asks(): readonly WeighedAsk[]
}

/**
 * `commonWords` counts the common words by language; handing one on from text to text of a mail lets a short text
 * (the subject) be read in the language of the rest.
 */
export function askWeigher(
  vocabulary: Vocabulary,
  commonWords: Int32Array = new Int32Array(vocabulary.languages.length),
): AskWeigher {
  const { languages } = vocabulary
  const sentences: {
    readonly sentence: Sentence
    readonly common: Uint8Array
    soon: boolean
    readonly led: ReadonlySet<number>
    readonly before: ReadonlyMap<number, number>
  }[] = []
  let previous: Sentence | undefined
  let soonBefore = false
  /** Languages in which the sentence before a list asks for its points. */
  let led: ReadonlySet<number> = NONE
  let points = 0

  return {
    take(sentence) {
      let soon = false
      let pronoun = false
      let acts = false
      let objects = false
      let speaks = false
      for (const { meaning } of sentence.hits)
        switch (meaning.role) {
          case 'act':
          case 'order':
            acts = true
            break
          case 'object':
            objects = true
            break
          case 'sharp':
          case 'thing':
          case 'whole':
            speaks = true
            break
          case 'soon':
            soon = true
            break
          case 'it':
            pronoun = true
        }
      const named = pronoun && previous ? namedIn(previous) : NOTHING
      if (!sentence.item) points = 0
      else {
        if (points === 0) led = previous ? leads(previous) : NONE
        if (++points > POINTS) led = NONE
      }
      const { common } = sentence
      for (let at = 0; at < commonWords.length; at++) commonWords[at]! += common[at]!
      // Haste in the sentence before or behind counts as well.
      const last = sentences.at(-1)
      if (soon && last && last.sentence === previous) last.soon = true
      // An act without an object asks nothing, nor does an object alone.
      if (speaks || soon || (acts && objects) || named.size > 0)
        sentences.push({
          sentence,
          common: common.slice(),
          soon: soon || soonBefore,
          led: sentence.item ? led : NONE,
          before: named,
        })
      previous = sentence
      soonBefore = soon
    },
    asks() {
      let found: WeighedAsk[] = []
      const spoken = spokenLanguages(commonWords)
      const rank = (one: WeighedAsk): number =>
        commonWords[languages.findIndex(({ language }) => language === one.language)] ?? 0
      for (const { sentence, common, soon, led, before } of sentences)
        for (const language of languagesOf(sentence, common, spoken, before)) {
          weigh(sentence, language, soon, led, before, found)
          if (found.length > GATHERED) found = strongest(found, rank)
        }
      return strongest(found, rank)
    },
  }

  function weigh(
    sentence: Sentence,
    language: number,
    soonNear: boolean,
    led: ReadonlySet<number>,
    before: ReadonlyMap<number, number>,
    into: WeighedAsk[],
  ): void {
    const lists = languages[language]
    if (!lists) return
    const said: Hit[] = []
    const roles = new Map<Hit['meaning']['role'], Hit[]>()
    for (const hit of sentence.hits) {
      if (hit.meaning.language !== language) continue
      said.push(hit)
      const same = roles.get(hit.meaning.role)
      if (same) same.push(hit)
      else roles.set(hit.meaning.role, [hit])
    }
    const of = (role: Hit['meaning']['role']): readonly Hit[] => roles.get(role) ?? NO_HITS
    const please = of('please')
    const you = of('you')
    const not = of('not')
    const others = of('others')
    const told = of('told')
    const unless = of('unless')
    const technical = of('technical').length > 0
    const soon = of('soon')

    /** Denied, reported, or done by somebody else than the reader. */
    const blocked = (first: number, last: number, isOrder: boolean): boolean => {
      for (const one of not) {
        if (one.first >= first && one.last <= last) {
          if (lists.notFollows) return true
          continue
        }
        if (one.last < first && first - one.last <= NOT_BEFORE) return true
        if (lists.notFollows && one.first > last && one.first - last <= NOT_BEHIND) return true
      }
      for (const one of told) if (one.last < first && first - one.last <= TOLD_REACH) return true
      if (!isOrder)
        for (const one of others) {
          // "we will … send" frames the whole clause where the verb stands at its end.
          const frames = one.last > one.first && please.length === 0
          if (frames && one.last < first && first - one.last <= FORM_REACH) return true
          if (
            one.last < first &&
            first - one.last <= SUBJECT_REACH &&
            !please.some((p) => p.last < first && p.last >= one.first)
          )
            return true
        }
      return false
    }
    /** The weight of the form of request around the words, 0 without. */
    const formOf = (first: number, last: number): number => {
      for (const one of please) {
        const gap = one.last < first ? first - one.last : one.first - last
        if (gap <= FORM_REACH) return FORM
      }
      if (!lists.bareImperative || !sentence.clauses.includes(first)) return 0
      return you.length > 0 ? FORM : BARE_FORM
    }
    const conditional = (first: number): boolean =>
      unless.some((one) => one.last < first && first - one.last <= CONDITION_REACH)

    const push = (kind: number, strength: number, first: number, last: number): void => {
      const bounded = Math.round(Math.min(1, strength) * 100) / 100
      const name = ASK_KINDS[kind]
      if (bounded < LEAST || !name) return
      into.push({
        kind: name,
        strength: bounded,
        start: sentence.starts[first] ?? 0,
        end: sentence.ends[last] ?? 0,
        language: lists.language,
      })
    }
    const damped = (kind: number, strength: number, first: number): number =>
      strength * (technical && TRADE.has(kind) ? TECHNICAL : 1) * (conditional(first) ? CONDITION : 1)

    for (const whole of of('whole')) {
      const { first, last } = whole
      if (blocked(first, last, false)) continue
      const strength =
        WHOLE +
        (you.length > 0 ? READER : 0) +
        (formOf(first, last) === FORM ? HASTE : 0) +
        (soonNear ? HASTE : 0)
      push(whole.meaning.kind, damped(whole.meaning.kind, strength, first), first, last)
    }

    const things = said.filter(
      ({ meaning }) => meaning.role === 'thing' || (meaning.role === 'sharp' && HANDED.has(meaning.kind)),
    )
    if (things.length > 0) {
      let asked = false
      for (const hand of said) {
        const { role } = hand.meaning
        if (role !== 'hand' && role !== 'handOrder' && role !== 'need') continue
        const thing = nearest(hand, things, role === 'need' && !lists.verbLast ? NEED_REACH : REACH)
        if (!thing) continue
        const first = Math.min(hand.first, thing.first)
        const last = Math.max(hand.last, thing.last)
        if (blocked(hand.first, lists.notFollows ? last : hand.last, role !== 'hand')) continue
        const form = role === 'hand' ? formOf(hand.first, hand.last) : FORM
        if (form === 0) continue
        const gap = apart(hand, thing)
        asked = true
        push(
          thing.meaning.kind,
          damped(
            thing.meaning.kind,
            NEAR +
              (gap > FAR_FROM ? FAR : 0) +
              form +
              (role === 'handOrder' || you.length > 0 ? READER : 0) +
              (soonNear ? HASTE : 0),
            first,
          ),
          first,
          last,
        )
      }
      const thing = things.find(({ meaning }) => meaning.role === 'thing') ?? things[0]
      if (!asked && thing) {
        const { first, last, meaning } = thing
        // "Could you quickly your access data?", "your cell?", and the points of a list.
        const spoken =
          meaning.role === 'thing' &&
          you.length > 0 &&
          please.some((one) => apart(one, thing) >= 0 && apart(one, thing) <= FAR_FROM)
        const short = sentence.starts.length <= ELLIPSIS_WORDS && you.length > 0
        const point = sentence.item && led.has(language)
        if ((spoken || short || point) && not.length === 0 && !blocked(first, last, false))
          push(meaning.kind, damped(meaning.kind, point ? NEAR + FORM : ELLIPSIS, first), first, last)
      }
    } else {
      const it = of('it')
      const named = before.get(language)
      if (it.length > 0 && named !== undefined)
        for (const hand of said) {
          const isOrder = hand.meaning.role === 'handOrder'
          if (hand.meaning.role !== 'hand' && !isOrder) continue
          const pronoun = it.find(
            (one) => one.first <= hand.last + IT_REACH && hand.first <= one.last + IT_REACH,
          )
          const form = isOrder ? FORM : formOf(hand.first, hand.last)
          if (!pronoun || form === 0 || blocked(hand.first, hand.last, isOrder)) continue
          const first = Math.min(hand.first, pronoun.first)
          const strength = NEAR + form + (soonNear ? HASTE : 0)
          push(named, damped(named, strength, first), first, Math.max(hand.last, pronoun.last))
        }
    }

    const objects = said.filter(({ meaning }) => meaning.role === 'object' || meaning.role === 'sharp')
    for (const act of said) {
      const isOrder = act.meaning.role === 'order'
      if (act.meaning.role !== 'act' && !isOrder) continue
      let best: Hit | undefined
      let bestGap = REACH + 1
      for (const object of objects) {
        if (object.meaning.kind !== act.meaning.kind) continue
        const gap = apart(act, object)
        if (gap < 0) continue
        // An object that is also sharp is hit twice; the sharp one wins.
        const sharper = best && gap === bestGap && object.meaning.role === 'sharp'
        if (gap < bestGap || sharper) {
          best = object
          bestGap = gap
        }
      }
      if (!best) continue
      const first = Math.min(act.first, best.first)
      const last = Math.max(act.last, best.last)
      if (blocked(act.first, Math.max(act.last, lists.notFollows ? last : act.last), isOrder)) continue
      const form = isOrder ? FORM : formOf(act.first, act.last)
      let strength =
        NEAR +
        (bestGap > FAR_FROM ? FAR : 0) +
        form +
        (isOrder || you.length > 0 ? READER : 0) +
        (soonNear ? HASTE : 0) +
        (best.meaning.role === 'sharp' ? SHARP : 0)
      if (form === 0) strength = Math.min(strength, WITHOUT_FORM)
      push(act.meaning.kind, damped(act.meaning.kind, strength, act.first), first, last)
    }

    const urgent = soon[0]
    if (urgent && (please.length > 0 || you.length > 0) && !blocked(urgent.first, urgent.last, true))
      push(
        URGENCY,
        damped(URGENCY, URGENT + (please.length > 0 ? HASTE : 0), urgent.first),
        urgent.first,
        urgent.last,
      )
  }
}

const NO_HITS: readonly Hit[] = []
const NONE: ReadonlySet<number> = new Set()
const NOTHING: ReadonlyMap<number, number> = new Map()

/** What a following "send it over" would be about. */
function namedIn({ hits }: Sentence): ReadonlyMap<number, number> {
  const named = new Map<number, number>()
  for (const { meaning } of hits) if (meaning.role === 'thing') named.set(meaning.language, meaning.kind)
  return named
}

/** Languages in which a sentence asks for something to be handed over, as the last one before a list does. */
function leads({ hits }: Sentence): ReadonlySet<number> {
  const handing = new Set<number>()
  const polite = new Set<number>()
  for (const { meaning } of hits) if (meaning.role === 'please') polite.add(meaning.language)
  for (const { meaning } of hits) {
    const { role, language } = meaning
    if (role === 'handOrder' || role === 'need' || (role === 'hand' && polite.has(language)))
      handing.add(language)
  }
  return handing
}

/** Words between two phrases; -1 when they overlap. */
function apart(one: Hit, two: Hit): number {
  return two.first > one.last
    ? two.first - one.last - 1
    : one.first > two.last
      ? one.first - two.last - 1
      : -1
}

/** The nearest of `things` within reach of `verb`. */
function nearest(verb: Hit, things: readonly Hit[], reach: number): Hit | undefined {
  let best: Hit | undefined
  let bestGap = reach + 1
  for (const thing of things) {
    const gap = apart(verb, thing)
    if (gap < 0 || gap >= bestGap) continue
    best = thing
    bestGap = gap
  }
  return best
}

/** Languages of the whole text: those with at least a third as many common words as the leading one. */
function spokenLanguages(commonWords: Int32Array): ReadonlySet<number> {
  let most = 0
  for (const n of commonWords) most = Math.max(most, n)
  const spoken = new Set<number>()
  for (const [language, n] of commonWords.entries()) if (most < 3 || n * 2 >= most) spoken.add(language)
  return spoken
}

/**
 * Languages to weigh a sentence in: those of the text, and the one most of its own common words are of, so that a
 * request in another language than the rest is seen.
 */
function languagesOf(
  sentence: Sentence,
  own: Uint8Array,
  spoken: ReadonlySet<number>,
  before: ReadonlyMap<number, number>,
): ReadonlySet<number> {
  const has = new Set<number>(before.keys())
  for (const { meaning } of sentence.hits)
    if (meaning.kind >= 0 || meaning.role === 'soon') has.add(meaning.language)
  let most = 0
  for (const n of own) most = Math.max(most, n)
  for (const one of has) {
    const n = own[one] ?? 0
    const isOfText = spoken.has(one) && (most < 2 || n * 3 >= most)
    if (!isOfText && !(most >= 2 && n === most)) has.delete(one)
  }
  return has
}

/** Strongest first; of one kind in one place the strongest only. */
function strongest(found: WeighedAsk[], rank: (one: WeighedAsk) => number): WeighedAsk[] {
  found.sort(
    (a, b) => b.strength - a.strength || rank(b) - rank(a) || a.start - b.start || (a.kind < b.kind ? -1 : 1),
  )
  const kept: WeighedAsk[] = []
  for (const one of found) {
    if (kept.length >= KEPT) break
    if (!kept.some((two) => two.kind === one.kind && two.start < one.end && one.start < two.end))
      kept.push(one)
  }
  return kept
}
