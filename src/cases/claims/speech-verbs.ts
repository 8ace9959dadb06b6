import { isWord, type Token, wordSet } from './sentence-tokens.ts'

/**
 * How a verb takes what was said. `say`: a clause with or without `that`; `that`: mostly with it; `object`: whom or what
 * it says something of; `deny`: what it denies; `quote`: a quotation or nothing; `hear`: only behind the clause.
 */
export type VerbFrame = 'say' | 'that' | 'object' | 'deny' | 'quote' | 'hear'

/** A verb of speech in a sentence with its auxiliaries: token indices, `from` to before `after`. */
export interface SpeechVerb {
  readonly frame: VerbFrame
  readonly word: string
  readonly from: number
  readonly at: number
  readonly after: number
  /** `adding`, `insisting`: says it of the subject of another verb. */
  readonly participle: boolean
}

const FRAMES: readonly (readonly [VerbFrame, string])[] = [
  ['hear', 'heard hears learned learnt'],
  [
    'say',
    `said says say saying tells tell telling told claimed claims claiming admitted admits admitting insisted insists insisting
    maintained maintains maintaining confirmed confirms confirming alleged alleges alleging believes believed thinks fears
    assessed assesses concluded concludes acknowledged acknowledges acknowledging announced announces announcing disclosed
    discloses estimated estimates predicted predicts revealed reveals testified swore conceded concedes suspects stated states
    stating reckons reckoned asserted asserts asserting averred avers contended contends`,
  ],
  [
    'that',
    `added adds adding noted notes noting warned warns warning wrote writes writing suggested suggests suggesting explained
    explains explaining argued argues arguing replied replies responded responds reported reports recalled recalls posted posts
    continued continues stressed stresses stressing emphasized emphasised emphasizes emphasises underlined underlines
    underscored pointed points pointing informed informs opined opines cautioned cautions remarked remarks observed observes
    found finds declared declares understands tweeted tweets reiterated reiterates complained complains countered counters
    retorted mentioned mentions recounted pledged pledges promised promises wrote commented comments let
    remembers remembered guessed speculated speculates hinted hints implied implies indicated indicates assured assures
    advises advised urges urged demanded demands clarified clarifies repeated repeats conjectured surmised judged judges`,
  ],
  [
    'object',
    `attributed attributes attributing accused accuses accusing blamed blames blaming called calls calling described describes
    describing labelled labels labelling labeled termed terms terming branded brands branding considers considered considering
    questioned questions questioning linked links`,
  ],
  [
    'deny',
    `denied denies deny denying rejected rejects reject rejecting dismissed dismisses dismissing disputed disputes dispute
    disputing refuted refutes refuting rebutted rebuts rubbished rubbishes rubbishing contradicted contradicts contradicting
    contested contests disavowed disavows`,
  ],
  [
    'quote',
    `asked asks fumed fumes blasted raged quipped quips joked jokes laughed vowed went goes hit began begins mused
    sighed snapped exclaimed shouted stormed texted emailed read reads put puts reading thundered blogged wondered wonders
    whispered answered answers protested summed so`,
  ],
]
const FRAME_OF: ReadonlyMap<string, VerbFrame> = new Map([
  ...FRAMES.flatMap(([frame, words]) => [...wordSet(words)].map((word) => [word, frame] as const)),
])
/** Only with these words behind them: `went on`, `hit back`, `put it`, `let it be known`. */
const WITH: ReadonlyMap<string, readonly string[]> = new Map([
  ['went', ['on']],
  ['goes', ['on']],
  ['hit', ['back']],
  ['pointed', ['out']],
  ['points', ['out']],
  ['pointing', ['out']],
  ['put', ['it']],
  ['puts', ['it']],
  ['let', ['it', 'be', 'known']],
  ['summed', ['up']],
])
const AUXILIARIES = wordSet('has have had having was been is be')
const ADVERBS = wordSet(
  'both each all also later then now further always since long first again likewise however already still once twice even just today yesterday never not so only too instead meanwhile himself herself itself themselves previously',
)
const PASSIVE = wordSet('is are was were be been being get gets got as')
/** After these a verb reports nothing: `to say`, `would say`, `did not say`. */
const UNSAID = wordSet(
  "to would could should can may might must will shall not never didn't doesn't don't hasn't haven't hadn't won't wouldn't couldn't cannot can't isn't aren't wasn't neither nor did do does without declined refused",
)
/** What may stand before a noun, and not before a verb: `two reports`, `the claims`. */
const BEFORE_NOUN = wordSet(
  'the a an its their his her this these those no any some other all such of for with in on about from several two three new false key more your our my what both many',
)
const ALSO_NOUNS = wordSet(
  'claims reports notes posts states calls estimates fears comments demands questions answers links labels terms say finds points judges brands dispute report terms contests tweets puts reads counters promises tell warning reading writing finding saying telling repeats hints',
)
const ALSO_ADJECTIVES = wordSet(
  'alleged accused confirmed disputed contested estimated reported linked claimed attributed considered found repeated branded',
)

/** Auxiliaries and adverbs before a verb: `has since repeatedly and publicly said`. */
const HELPERS = 6
/** Verbs of speech read in a sentence. Attack: a sentence of nothing else. */
const VERBS = 30

/** Verbs of speech of a sentence, in order, those left out that are negated, passive, infinitives or nouns. */
export function speechVerbs(tokens: readonly Token[]): readonly SpeechVerb[] {
  const found: SpeechVerb[] = []
  for (const [at, token] of tokens.entries()) {
    if (found.length >= VERBS) break
    const frame = token.kind === 'word' ? frameOf(tokens, at) : undefined
    if (frame === undefined) continue
    // “…,” so the prosecutor
    if (token.text === 'so' && tokens[at - 1]?.kind !== 'quotation' && tokens[at - 2]?.kind !== 'quotation')
      continue
    const particle = WITH.get(token.lower)
    if (particle?.some((word, index) => tokens[at + 1 + index]?.lower !== word)) continue
    let from = wishing(tokens, at) ?? at
    while (from > 0 && at - from < HELPERS && isHelper(tokens[from - 1])) from--
    const helpers = tokens.slice(from, at)
    const wishes = wishing(tokens, at) !== undefined
    // `engineers I have spoken to say`
    const before = isWord(tokens[from - 2], TALKED) ? undefined : tokens[from - 1]
    const perfect = helpers.some((one) => isWord(one, HAVE))
    if (!wishes && (helpers.some((one) => isWord(one, UNSAID)) || isWord(before, UNSAID))) continue
    if (helpers.some((one) => isWord(one, PASSIVE)) || isWord(before, PASSIVE)) continue
    if (!perfect && ALSO_NOUNS.has(token.lower) && isWord(before, BEFORE_NOUN)) continue
    if (!perfect && ALSO_ADJECTIVES.has(token.lower) && isWord(before, BEFORE_NOUN)) continue
    // `said to be`, `believed to have`
    const after = at + 1 + (particle?.length ?? 0)
    if (isWord(tokens[after], TO) && INFINITIVE_PASSIVE.has(token.lower)) continue
    found.push({
      frame,
      word: token.lower,
      from,
      at,
      after,
      participle: token.lower.endsWith('ing'),
    })
  }
  return found
}

/** `wishes to state`, `would like to make clear`: an infinitive that says it all the same. */
const WISHING = wordSet('wish wishes want wants like begs')
const INFINITIVES: ReadonlyMap<string, VerbFrame> = new Map([
  ...[...wordSet('state say stress emphasise emphasize underline confirm clarify add announce')].map(
    (word) => [word, 'that'] as const,
  ),
  ['deny', 'deny'],
  ['reject', 'deny'],
])

/** Token at which `wishes to` begins before the verb at a token. */
function wishing(tokens: readonly Token[], at: number): number | undefined {
  if (tokens[at - 1]?.lower !== 'to' || !isWord(tokens[at - 2], WISHING)) return undefined
  return tokens[at - 2]?.lower === 'like' && tokens[at - 3]?.lower === 'would' ? at - 3 : at - 2
}

const frameOf = (tokens: readonly Token[], at: number): VerbFrame | undefined =>
  wishing(tokens, at) === undefined
    ? FRAME_OF.get(tokens[at]?.text ?? '')
    : INFINITIVES.get(tokens[at]?.text ?? '')

const TALKED = wordSet('spoken spoke talked speaking talking')
const TO = wordSet('to')
const HAVE = wordSet('has have had having')
const INFINITIVE_PASSIVE = wordSet(
  'said believed alleged claimed reported estimated found told asked vowed declined',
)

const isHelper = (token: Token | undefined): boolean =>
  token?.kind === 'word' &&
  token.text === token.lower.replace(/'/g, token.text.includes('’') ? '’' : "'") &&
  (AUXILIARIES.has(token.lower) ||
    ADVERBS.has(token.lower) ||
    PASSIVE_HELPERS.has(token.lower) ||
    (token.lower.length > 4 && token.lower.endsWith('ly') && !NOT_ADVERBS.has(token.lower)))

const PASSIVE_HELPERS = wordSet('being were are')
const NOT_ADVERBS = wordSet('family ally italy daily weekly monthly reply supply assembly')
