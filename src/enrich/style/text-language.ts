/** Script and language of a short text, for saying that two texts cannot be compared. */
export interface TextLanguage {
  /** The script most letters are of; `none` without letters. */
  readonly script: Script
  /** ISO 639-1, when common short words of one language clearly lead; undefined when that cannot be told. */
  readonly language?: string
}
export type Script =
  | 'none'
  | 'latin'
  | 'cyrillic'
  | 'greek'
  | 'hebrew'
  | 'arabic'
  | 'indic'
  | 'thai'
  | 'cjk'
  | 'hangul'
  | 'other'

/** Upper ends of ranges of code units, and the script below each (Unicode blocks, grouped). */
const RANGES: readonly (readonly [number, Script])[] = [
  [0x0250, 'latin'],
  [0x0370, 'other'],
  [0x0400, 'greek'],
  [0x0530, 'cyrillic'],
  [0x0590, 'other'],
  [0x0600, 'hebrew'],
  [0x0780, 'arabic'],
  [0x0900, 'other'],
  [0x0e00, 'indic'],
  [0x0e80, 'thai'],
  [0x1100, 'other'],
  [0x1200, 'hangul'],
  [0x1e00, 'other'],
  [0x2000, 'latin'],
  [0x2e80, 'other'],
  [0xac00, 'cjk'],
  [0xd7b0, 'hangul'],
  [0xfb1d, 'other'],
  [0xfb50, 'hebrew'],
  [0xfe00, 'arabic'],
  [0xfe70, 'other'],
  [0xff00, 'arabic'],
]

/**
 * Short words that are frequent in one language. A word of the English list counts for English alone: English texts
 * are full of words that mean something else elsewhere, and of foreign-looking names of things.
 */
const WORDS: Readonly<Record<string, string>> = {
  en: 'the and of is that this it you for with be have not are was but what will would can if they there about been i a to do no as on me so in at an all or had has we he she by from your my our just now see need up out how when which some any am did does its were could should use also like one more then than only please thanks',
  de: 'der die und das ist nicht ich wir sie mit auf für ein eine zu dem den auch wird haben sind bei oder noch',
  fr: 'le les et est des une pas que vous nous pour dans sur je qui avec cette mais aux du ce sont bien avons',
  es: 'el los las y es una por para con que del se lo pero está como más muy esto tenemos este hay mi usted',
  it: 'il di che è non per una sono con gli della anche questo ho ma del abbiamo nel come alla più si ci lo',
  pt: 'o os não uma para com do da que em você mas está isso por muito são ao temos no na foi como seu',
  nl: 'de het een en niet ik van dat we zijn met voor te op ook maar hebben wordt aan bij je naar dit kan',
  sv: 'och det att är jag inte som på för med en den vi har av till om men kan ska också eller från så',
  da: 'og det at er jeg ikke som på for med en den vi har af til om men kan skal også eller fra så',
  pl: 'i nie się jest że na to do w z jak ale co czy tak dla po już tylko przez mam być są może',
  cs: 'a je se na že to v ne s jak ale co by jsem pro tak jsou po už jen nebo když které má',
  hu: 'a az és hogy nem egy is van ez meg de csak már lesz ha volt kell vagy mert azt nagyon még itt majd',
  tr: 've bir bu için ile de da ben çok ama var olarak daha gibi kadar olan ne değil sonra ya biz mi şey her',
  ro: 'și nu este în la pe cu de o un că am mai sunt din care ca dar pentru fi aici sau avem acest',
  fi: 'ja on ei se että en mutta ole oli ovat kun niin myös tai vain jos hän minä nyt kuin voi sitä tämä olen',
  ru: 'и в не на что я с как это но по мы все для от из так бы если есть было вы они будет',
  uk: 'і в не на що я з як це але по ми все для від та бо чи є було ви вони буде якщо',
}

const TABLE: ReadonlyMap<string, readonly string[]> = table()

function table(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const [language, words] of Object.entries(WORDS))
    for (const word of words.split(' '))
      if (!found.get(word)?.includes('en')) found.set(word, [...(found.get(word) ?? []), language])
  return found
}

/** ASCII but letters. */
const BETWEEN_WORDS = /[\x00-\x60\x7b-\x7f]+/
const LONGEST = 9

/** Hits a language needs, and how far it must be ahead of the next. */
const LEAST_HITS = 4
const LEAD = 2
/** Characters looked at: the beginning tells. */
const LOOKED_AT = 300

/** What was told last: a text is asked about by its habits and again by its reading. */
let told: { readonly text: string; readonly language: TextLanguage } = {
  text: '',
  language: { script: 'none' },
}

/** Counts letters by script and frequent words by language. Linear, deterministic. */
export function textLanguage(text: string): TextLanguage {
  if (told.text !== text) told = { text, language: languageOf(text) }
  return told.language
}

function languageOf(text: string): TextLanguage {
  const start = text.slice(0, LOOKED_AT)
  const counts = new Map<Script, number>()
  let latin = 0
  for (let i = 0; i < start.length; i++) {
    const c = start.charCodeAt(i)
    if (c < 0x80) {
      if ((c | 0x20) >= 0x61 && (c | 0x20) <= 0x7a) latin++
    } else if (c >= 0xc0) {
      const script = RANGES.find(([end]) => c < end)?.[1] ?? 'other'
      if (script === 'latin') latin++
      else counts.set(script, (counts.get(script) ?? 0) + 1)
    }
  }
  let script: Script = latin > 0 ? 'latin' : 'none'
  let most = latin
  for (const [one, count] of counts) {
    // One sign of Chinese or Japanese says as much as three letters.
    const weight = one === 'cjk' || one === 'hangul' ? count * 3 : count
    if (one !== 'other' && weight > most) {
      script = one
      most = weight
    }
  }
  if (script !== 'latin' && script !== 'cyrillic') return { script }
  const hits = new Map<string, number>()
  // Each word once: names of things recur.
  for (const word of new Set(start.toLowerCase().split(BETWEEN_WORDS))) {
    const languages = word.length <= LONGEST ? TABLE.get(word) : undefined
    if (languages)
      for (const language of languages) hits.set(language, (hits.get(language) ?? 0) + 1 / languages.length)
  }
  const [first, second] = [...hits].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  if (!first || first[1] < LEAST_HITS || first[1] < LEAD * (second?.[1] ?? 0)) return { script }
  return { script, language: first[0] }
}
