/** Somebody words are attributed to, as the article names them. */
export interface Speaker {
  /** `Dana Whitlock`, `Northgate Labs`, or the description when there is no name: `a senior official`. */
  readonly name: string
  /** `a spokeswoman for the campaign`. */
  readonly role?: string
}

/** Who spoke so far, so that `she`, `Whitlock` and `the company` can be told. */
export interface SpeakerMemory {
  /** The speaker a noun phrase names, given who spoke before; undefined when the phrase names nobody. */
  resolve(phrase: string): Speaker | undefined
  /** The last speaker, whatever they are. */
  last(): Speaker | undefined
  /** Remembers somebody that was named without speaking. */
  note(phrase: string): void
}

const TITLE =
  /^(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Sir|Dame|Lord|Lady|Senator|Representative|Governor|President|Minister|Professor|Judge|Detective|Inspector)\.?\s+/u
/** Two to five capitalised words, particles between them allowed. */
const NAME =
  /(?:\p{Lu}[\p{L}\p{N}'’.&-]*)(?:\s+(?:(?:de|del|della|van|von|der|den|la|le|bin|al|of|and|&)\s+)?\p{Lu}[\p{L}\p{N}'’.&-]*){0,5}/gu
const PERSON_PRONOUN = /^(?:he|she|they)$/i
const THING_PRONOUN = /^(?:it|they)$/i
/** Words that make a name one of an organisation. */
const ORGANISATION =
  /\b(?:Inc|Ltd|Corp|LLC|Labs?|Group|Security|Intelligence|Ministry|Department|Agency|Office|Bureau|Committee|Commission|Council|Campaign|Party|Post|Times|Herald|Tribune|Gazette|Journal|News|Courier|Wire|Institute|University|Foundation|Center|Centre|Embassy|Mission|Police|Court|Company|Bank|Systems|Networks?|Research|Team|Union|Association|Alliance|Trust|Authority|Government|Service|Services|Telecom|Mail|Provider|Desk|Observatory|Watch|Force|House|Senate|Parliament)\b/u
/** Nouns that stand for an organisation: `the company said`. */
const ORGANISATION_NOUN =
  /\b(?:company|firm|vendor|provider|group|ministry|department|agency|office|bureau|campaign|party|committee|government|embassy|newspaper|outlet|publication|institute|think tank|organisation|organization|team|foundation|police|court|regulator|mission|service)\b/i
const PERSON_NOUN =
  /\b(?:spokes(?:man|woman|person)|official|officer|director|adviser|advisor|analyst|researcher|manager|chief|head|lawyer|attorney|editor|reporter|minister|secretary|senator|candidate|strategist|consultant|chair(?:man|woman|person)?|founder|executive|expert|professor|aide|staffer|volunteer|president|governor|ambassador|diplomat|engineer|investigator|persona|hacker|source|employee|witness|detective|commissioner|treasurer)\b/i
const NOT_NAMES = new Set(
  'The A An In On At But And Still Meanwhile However After Before Asked Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December Yesterday Today I We He She They It This That Those These Some Many Most Both Another Other Several Two Three Four Five No'.split(
    ' ',
  ),
) // prettier-ignore
/** Speakers kept. Attack: an article of nothing but names. */
const REMEMBERED = 500

export function speakerMemory(): SpeakerMemory {
  const known: Speaker[] = []

  const remember = (speaker: Speaker): Speaker => {
    const index = known.findIndex(({ name }) => name === speaker.name)
    const before = index < 0 ? undefined : known.splice(index, 1)[0]
    const role = speaker.role ?? before?.role
    const whole = { name: speaker.name, ...(role !== undefined && { role }) }
    known.push(whole)
    if (known.length > REMEMBERED) known.shift()
    return whole
  }
  const lastThat = (fits: (one: Speaker) => boolean): Speaker | undefined => known.findLast(fits)

  const meant = (phrase: string): Speaker | undefined => {
    const plain = phrase.replace(/\s+/g, ' ').trim()
    if (plain === '') return undefined
    if (PERSON_PRONOUN.test(plain)) {
      const person = lastThat(isPerson)
      if (person !== undefined || !THING_PRONOUN.test(plain)) return person
    }
    if (THING_PRONOUN.test(plain)) return lastThat((one) => !isPerson(one)) ?? known.at(-1)
    const named = namedIn(plain)
    if (named !== undefined) return fullName(named, known)
    return known.findLast((one) => isMeantBy(one, plain)) ?? { name: plain }
  }

  return {
    resolve(phrase) {
      const found = meant(phrase)
      return found && remember(found)
    },
    last: () => known.at(-1),
    note(phrase) {
      const found = namedIn(phrase)
      if (found === undefined || known.some(({ name }) => name === found.name)) return
      // Before the last speaker: a name that was only mentioned is not whom `she` means.
      known.splice(Math.max(0, known.length - 1), 0, fullName(found, known))
    },
  }
}

const isPerson = ({ name, role }: Speaker): boolean => {
  if (ORGANISATION.test(name) || (ORGANISATION_NOUN.test(name) && !PERSON_NOUN.test(name))) return false
  return (
    (role !== undefined && PERSON_NOUN.test(role)) ||
    PERSON_NOUN.test(name) ||
    /^\p{Lu}\S+\s+(?:\S+\s+)?\p{Lu}/u.test(name)
  )
}

/** `Whitlock`, `Ms. Whitlock`: the one with the longer name who spoke or was named before. */
function fullName(named: Speaker, known: readonly Speaker[]): Speaker {
  const bare = named.name.replace(TITLE, '')
  const longer = known.findLast(
    ({ name }) => name.endsWith(` ${bare}`) || name.startsWith(`${bare} `) || name === bare,
  )
  if (longer === undefined) return { ...named, name: bare }
  const role = named.role ?? longer.role
  return { name: longer.name, ...(role !== undefined && { role }) }
}

/** `the company` means a speaker whose name or role says that it is one. */
function isMeantBy({ name, role = '' }: Speaker, phrase: string): boolean {
  const noun = /^(?:the|its|their|his|her|that|this)\s+(?:same\s+)?([\p{L} -]{3,40})$/iu
    .exec(phrase)?.[1]
    ?.toLowerCase()
  if (noun === undefined) return false
  const words = `${name} ${role}`.toLowerCase()
  return words.includes(noun) || (noun.length > 5 && words.includes(noun.split(' ').at(-1) ?? noun))
}

/** Name and role in a noun phrase such as `Dana Whitlock, a spokeswoman for the campaign`. */
function namedIn(phrase: string): Speaker | undefined {
  const chunks = phrase.split(/\s*,\s*/).filter((chunk) => chunk !== '')
  for (const [index, chunk] of chunks.entries()) {
    const whole = chunk.replace(TITLE, '')
    const names = namesIn(whole)
    if (names.length === 0) continue
    // `a spokeswoman for the Harrow campaign`: the name there is not hers.
    const last = names.at(-1)
    if (last === undefined) continue
    const described = PERSON_NOUN.exec(whole)
    const behind = described !== null && last.start > described.index + described[0].length
    const linked =
      behind &&
      /\b(?:of|for|at|from|with|in|to|on)\s+(?:the\s+)?(?:\p{L}+\s+){0,3}$/u.test(whole.slice(0, last.start))
    if (described !== null && (!behind || linked)) {
      // The name may stand in the next chunk: `a spokeswoman for the campaign, Dana Whitlock`.
      const next = chunks[index + 1]
      const nextName = next === undefined ? undefined : namesIn(next.replace(TITLE, ''))[0]
      if (nextName !== undefined && nextName.start === 0 && /\s/.test(nextName.name))
        return { name: nextName.name, role: chunk }
      if (/^(?:a|an|the|one|two|three|several|some|its|their|his|her|another|former|senior)\b/i.test(whole))
        return { name: chunk }
      if (!behind && last.start === 0) {
        // `Northgate Labs researcher` without a name
        return { name: chunk }
      }
      return { name: chunk }
    }
    // `The Harrow campaign`: what follows the name belongs to it.
    const after = whole.slice(last.start + last.name.length)
    if (/^\s+\p{Ll}/u.test(after) && ORGANISATION_NOUN.test(after))
      return { name: whole.slice(last.start).replace(/\s+(?:of|in|for|at)\s.*$/, '') }
    const before = whole.slice(0, last.start).trim()
    const role = [before.replace(/^(?:the)$/i, ''), ...chunks.slice(index + 1)]
      .filter((one) => one !== '')
      .join(', ')
    const title = TITLE.exec(chunk)?.[0].trim()
    const full = role || (title !== undefined && title.length > 4 ? title : '')
    return { name: last.name, ...(full !== '' && { role: full }) }
  }
  return undefined
}

function namesIn(text: string): readonly { readonly name: string; readonly start: number }[] {
  const found: { name: string; start: number }[] = []
  for (const { 0: words, index } of text.matchAll(NAME)) {
    let name = words
    let start = index
    for (
      let first = /^(\S+)(\s+|$)/.exec(name);
      first !== null && NOT_NAMES.has(first[1] ?? '');
      first = /^(\S+)(\s+|$)/.exec(name)
    ) {
      name = name.slice(first[0].length)
      start += first[0].length
      if (name === '') break
    }
    name = name.replace(/[’']s$/, '').replace(/[.,]$/, '')
    if (name !== '') found.push({ name, start })
  }
  return found
}
