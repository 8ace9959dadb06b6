import { makerOf, ORGANISATION_NAME, ORGANISATION_NOUN, PERSON_NOUN } from './noun-phrases.ts'

/** Somebody words are attributed to, as the article names them. */
export interface Speaker {
  /** `Dana Whitlock`, `Northgate Labs`, or the description when there is no name: `a senior official`. */
  readonly name: string
  /** `a spokeswoman for the campaign`. */
  readonly role?: string
}

/** Who spoke or was named so far, so that `she`, `Whitlock` and `the company` can be told. */
export interface SpeakerMemory {
  /** The speaker whom the pieces of a noun phrase name, given who spoke before; undefined when they name nobody. */
  resolve(pieces: readonly string[]): Speaker | undefined
  /** Remembers the subject of a sentence that reports nothing: a pronoun behind it may mean it. */
  mention(pieces: readonly string[]): Speaker | undefined
  /** Remembers a name from the midst of a sentence: a surname may mean it, a pronoun does not. */
  note(name: string): void
}

interface Known extends Speaker {
  /** Nouns it is called by besides its name: `spokeswoman`, `firm`. */
  readonly nouns: ReadonlySet<string>
  readonly person?: boolean
  readonly gender?: 'he' | 'she'
  /** Named only in passing. */
  readonly aside: boolean
}

/** What stands before a name and is no part of it. */
export const TITLES: RegExp =
  /^(?:Mr|Mrs|Ms|Mx|Dr|Prof|Sen|Rep|Gov|Gen|Col|Lt|Sgt|Capt|Rev|Hon|Cllr|Sir|Dame|Lord|Lady|Senator|Representative|Governor|President|Minister|Professor|Judge|Detective|Inspector|Councillor|Counsel)\.?$/
const MALE =
  /(?:^|[\s.])(?:Mr|Sir|Lord|spokesman|chairman|businessman|policeman|congressman|man|father|dad)(?:[\s.,]|$)/
const FEMALE =
  /(?:^|[\s.])(?:Mrs|Ms|Lady|Dame|spokeswoman|chairwoman|businesswoman|policewoman|congresswoman|woman|mother|mum|Mum-of-\p{L}+)(?:[\s.,]|$)/u
const DETERMINER = /^(?:the|a|an|one|its|their|his|her|this|that|another|some)$/i
const BEHIND_HEAD =
  /^(?:of|for|at|in|from|with|who|which|that|to|on|behind|close|calling|known|named|called|whose|by|familiar|briefed|involved|about|identified|speaking|like|over|under|and)$/
const PARTICLE = /^(?:de|del|della|di|da|van|von|der|den|la|le|bin|ibn|al|of|the|and|&)$/
/** `The company` and the like mean the organisation that was spoken of last. */
const ANY_ORGANISATION =
  /^(?:company|firm|group|organi[sz]ation|agency|outfit|vendor|business|insurer|bank|provider)$/i
/** `The blonde politician` means the person that was spoken of last. */
const ANY_PERSON =
  /^(?:man|woman|politician|MP|favourite|singer|actor|actress|presenter|host|comic|comedian|legend|mogul|tycoon|father|mother|mum|dad|lawmaker|pensioner|star|executive|veteran|pair|\d{1,2}-year-old)$/i
/** Characters of a name with what describes it. Attack: a word of thousands of letters. */
const LONGEST = 200
/** Letters behind a name. */
const LETTERS_BEHIND = /^(?:SC|KC|QC|MP|PhD|OBE|CBE|MBE|Jr|Sr|II|III|Esq)\.?$/
/** Names kept. Attack: an article of nothing but names. */
const REMEMBERED = 200
/** A capitalised word that is no name at the start of a sentence. */
const NOT_NAME =
  /^(?:The|A|An|In|On|At|But|And|Still|Meanwhile|However|After|Before|Asked|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December|Yesterday|Today|I|We|He|She|They|It|This|That|Those|These|Some|Many|Most|Both|Another|Other|Others|Several|One|Two|Three|Four|Five|No|None|Her|His|Their|Its|Our|My|Former|Senior|Independent|Current|Sources?|Officials?|Experts?|Researchers?|Investigators?|Critics|People|Residents?|Workers|Lawyers?|Analysts?|According|When|While)$/

/** A memory of who was named in one article. */
export function speakerMemory(): SpeakerMemory {
  const known: Known[] = []

  const remember = (one: Known): Known => {
    const index = known.findIndex(({ name }) => name === one.name)
    const before = index < 0 ? undefined : known.splice(index, 1)[0]
    const role = one.role ?? before?.role
    const person = one.person ?? before?.person
    const gender = one.gender ?? before?.gender
    const whole: Known = {
      name: one.name,
      nouns: new Set([...(before?.nouns ?? []), ...one.nouns]),
      aside: one.aside && (before?.aside ?? true),
      ...(role !== undefined && { role }),
      ...(person !== undefined && { person }),
      ...(gender !== undefined && { gender }),
    }
    known.push(whole)
    if (known.length > REMEMBERED) known.shift()
    return whole
  }

  const pronoun = (word: string): Known | undefined => {
    if (word === 'it')
      return (
        known.findLast((one) => one.person === false && !one.aside) ??
        known.findLast((one) => one.person !== true && !one.aside)
      )
    if (word === 'they')
      return (
        known.findLast((one) => !one.aside && (one.person !== true || PLURAL.test(one.name))) ??
        known.findLast((one) => !one.aside)
      )
    const other = word === 'he' ? 'she' : 'he'
    const fits = (one: Known): boolean => one.person !== false && one.gender !== other
    const found = known.findLast((one) => fits(one) && !one.aside) ?? known.findLast(fits)
    return found && { ...found, person: true, gender: word === 'he' ? 'he' : 'she' }
  }

  const meant = (pieces: readonly string[]): Known | undefined => {
    const [first = ''] = pieces
    const plain = first.trim().toLowerCase()
    if (pieces.length === 1 && /^(?:he|she|it|they)$/.test(plain)) return pronoun(plain)
    if (first.trim() === '' || pieces.some((piece) => piece.length > LONGEST)) return undefined
    const named = namedIn(pieces)
    // `The Company`, as statements of companies write it
    const capital = /^the \p{Lu}\p{Ll}+$/iu.test(first.trim()) && ORGANISATION_NOUN.test(first)
    const company = capital ? meantBy(first.toLowerCase(), known) : undefined
    if (company !== undefined) return company
    if (named.named) return fullName(named, known)
    return meantBy(first, known) ?? named
  }

  const plainOf = ({ name, role }: Known): Speaker => ({ name, ...(role !== undefined && { role }) })
  return {
    resolve(pieces) {
      const found = meant(pieces)
      return found && plainOf(remember({ ...found, aside: false }))
    },
    mention(pieces) {
      const found = meant(pieces)
      return found && plainOf(remember({ ...found, aside: false }))
    },
    note(name) {
      if (name.length > LONGEST) return
      const found = namedIn([name])
      if (!found.named || known.some((one) => one.name === found.name || one.name.endsWith(` ${found.name}`)))
        return
      known.unshift({ ...found, aside: true })
      if (known.length > REMEMBERED) known.shift()
    },
  }
}

const PLURAL =
  /^(?:two|three|four|five|six|several|some|many|officials|researchers|people|authorities|[\p{L}-]+s of)\b/iu

/** `Whitlock`, `Ms. Whitlock`, `WHITLOCK`: the one with the longer name who was named before. */
function fullName(named: Known, known: readonly Known[]): Known {
  const bare = named.name.toLowerCase()
  const ends = known.findLast(({ name }) => name.toLowerCase().endsWith(` ${bare}`) && !LINKED.test(name))
  const longer =
    ends ?? known.findLast(({ name }) => name.toLowerCase().startsWith(`${bare} `) && !/\s\p{Ll}/u.test(name))
  if (longer === undefined || longer.person === !(named.person ?? longer.person)) return named
  return {
    ...longer,
    nouns: new Set([...longer.nouns, ...named.nouns]),
    ...(longer.role === undefined && named.role !== undefined && { role: named.role }),
    ...(named.gender !== undefined && { gender: named.gender }),
    ...(named.person !== undefined && { person: named.person }),
  }
}

/** `lawyer for Duarte` is not Duarte. */
const LINKED = /\s(?:of|for|at|in|from|with|and|to|on|by|as|behind)\s/

/** No person, and nothing that has a noun of its own: `the company` is no ministry and no gang. */
const isAnyOrganisation = ({ name, aside, person, nouns }: Known): boolean =>
  !aside &&
  (person === false || (person === undefined && /^\p{Lu}/u.test(name))) &&
  ![...nouns].some(
    (noun) =>
      PERSON_NOUN.test(noun) ||
      (ORGANISATION_NOUN.test(noun) && !ANY_ORGANISATION.test(noun) && !noun.includes(' ')),
  )

/** `the company`, `the insider`, `one of the officials`: somebody named before whose role or name has the noun. */
function meantBy(phrase: string, known: readonly Known[]): Known | undefined {
  const words = phrase.trim().split(/\s+/)
  if (!/^(?:the|its|their|his|her|this|that)$/i.test(words[0] ?? '')) return undefined
  const head = headWords(words.slice(1))
  const noun = head.at(-1)?.toLowerCase() ?? ''
  if (noun === '' || head.length < words.length - 1) return undefined
  const whole = head.join(' ').toLowerCase()
  return (
    known.findLast((one) => !one.aside && one.nouns.has(whole)) ??
    known.findLast((one) => !one.aside && one.nouns.has(noun)) ??
    (ANY_ORGANISATION.test(noun) ? known.findLast(isAnyOrganisation) : undefined) ??
    (ANY_PERSON.test(noun) ? known.findLast((one) => !one.aside && one.person !== false) : undefined)
  )
}

/** Words before what is attached to them: `spokeswoman` of `spokeswoman for the campaign`. */
function headWords(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word, index) => index > 0 && BEHIND_HEAD.test(word))
  return end < 0 ? words : words.slice(0, end)
}

/** The nouns somebody may be called by later: `campaign manager` gives that and `manager`. */
function nounsOf(descriptions: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>()
  for (const one of descriptions) {
    const words = one.split(/\s+/)
    const head = headWords(words.slice(DETERMINER.test(words[0] ?? '') ? 1 : 0)).map((word) =>
      word.toLowerCase(),
    )
    const last = head.at(-1)
    if (last === undefined) continue
    found.add(last).add(head.join(' '))
    if (last.endsWith('s')) found.add(last.slice(0, -1))
  }
  return found
}

/** Name and role in the pieces of a noun phrase: `Dana Whitlock`, `a spokeswoman for the campaign`. */
function namedIn(pieces: readonly string[]): Known & { readonly named: boolean } {
  const [raw = '', ...others] = withMaker(pieces).map((piece) => makerOf(piece.trim()))
  const words = raw.split(/\s+/)
  if (
    /^\p{Lu}.*\p{Lu}[\p{L}.'’-]* and (?:\p{Ll}.* )?\p{Lu}[\p{L}.'’-]*$/u.test(raw) &&
    !DETERMINER.test(words[0] ?? '')
  )
    return knownAs(raw, others, true)
  const called = /^(?:known|called|named|nicknamed)\s(?:as\s)?(.+)$/.exec(others[0] ?? '')?.[1]
  if (called !== undefined)
    return knownAs(called.replace(/^[“"‘']|[”"’']$/g, ''), [raw, ...others.slice(1)], true)
  const name = nameAtEnd(words)
  if (name !== undefined) return knownAs(name.name, [name.before, ...others], true)
  // `Director of the National Cyber Desk, Colm Hartigan`
  const next = others[0]?.split(/\s+/)
  const nextName = next && nameAtEnd(next)
  if (
    nextName !== undefined &&
    (PERSON_NOUN.test(raw) || !ORGANISATION_NOUN.test(raw)) &&
    !ORGANISATION_NAME.test(nextName.name)
  )
    return knownAs(nextName.name, [raw, nextName.before, ...others.slice(1)], true)
  const description = words.slice(/^(?:the|a|an)$/i.test(words[0] ?? '') ? 1 : 0).join(' ')
  return knownAs(description, [raw, ...others], false)
}

/** `One post`, `by a user called @tidewatcher` */
const withMaker = ([first = '', second, ...rest]: readonly string[]): readonly string[] =>
  second !== undefined && /^(?:by|from)\s/.test(second)
    ? [`${first} ${second}`, ...rest]
    : second === undefined
      ? [first]
      : [first, second, ...rest]

function knownAs(
  name: string,
  about: readonly string[],
  named: boolean,
): Known & { readonly named: boolean } {
  const descriptions = about.map((one) => one.trim()).filter((one) => one !== '')
  const roles = descriptions.filter((one) => one !== name && !/^\d+$/.test(one) && !one.endsWith(` ${name}`))
  const role = roles.join(', ')
  const all = [name, ...descriptions].join(' , ')
  const gender = MALE.test(all) ? 'he' : FEMALE.test(all) ? 'she' : undefined
  const person = gender !== undefined ? true : isPerson(name, roles, named)
  return {
    name,
    nouns: nounsOf(
      named ? [...roles, ...(ORGANISATION_NAME.test(name) ? [name] : [])] : [name, ...descriptions],
    ),
    aside: false,
    named,
    ...(named && role !== '' && { role }),
    ...(person !== undefined && { person }),
    ...(gender !== undefined && { gender }),
  }
}

function isPerson(name: string, roles: readonly string[], named: boolean): boolean | undefined {
  for (const one of named ? roles : [name]) {
    // `who chairs the committee` is no committee.
    if (/^who(?:se|m)?\b/.test(one)) return true
    const head = headWords(one.split(/\s+/).filter((word) => !DETERMINER.test(word))).join(' ')
    if (PERSON_NOUN.test(head.split(/\s+/).at(-1) ?? '') || TITLES.test(head)) return true
    if (ORGANISATION_NOUN.test(head)) return false
  }
  if (ORGANISATION_NAME.test(name) || /(?:['’]s|^@)/.test(name)) return false
  return named && /^\p{Lu}\S*\s+(?:\S+\s+)?\p{Lu}\p{Ll}/u.test(name) && !/\s(?:of|and|&|the)\s/.test(name)
    ? true
    : undefined
}

/** The name a noun phrase ends in, before what is attached: `campaign spokeswoman Dana Whitlock`. */
function nameAtEnd(words: readonly string[]): { readonly name: string; readonly before: string } | undefined {
  const head = headWords(words)
  const plain = runAtEnd(words, head.length)
  if (plain !== undefined) {
    // `National Cyber Desk of Brevia`, `University of Marlow`
    let { end } = plain
    if (/^of$/.test(words[end] ?? '')) {
      let to = end + 1
      if (words[to] === 'the') to++
      const first = to
      while (/^\p{Lu}/u.test(words[to] ?? '')) to++
      if (to > first) end = to
    }
    const name = words.slice(plain.from, end).join(' ')
    return { name, before: words.slice(0, plain.from).join(' ') }
  }
  // `The group calling itself Red Stapler`, `the expert for computer law Quirin Abt`, `Minister for Security Alana Reeve`
  const link = words[head.length]
  const run = runAtEnd(words, words.length)
  if (run === undefined || link === undefined) return undefined
  const size = words.length - run.from
  const before = words[run.from - 1] ?? ''
  if (
    /^(?:calling|known|named|called|identified)$/.test(link) &&
    /^(?:itself|himself|herself|as|themselves|called|named|calling)$/.test(before)
  )
    return { name: words.slice(run.from, run.end).join(' '), before: words.slice(0, head.length).join(' ') }
  if (!PERSON_NOUN.test(head.at(-1) ?? '')) return undefined
  const wanted =
    size >= 3 && /^(?:for|of)$/.test(before)
      ? words.length - 2
      : size >= 2 && /^\p{Ll}/u.test(before) && !BEHIND_HEAD.test(before) && !DETERMINER.test(before)
        ? run.from
        : undefined
  if (wanted === undefined) return undefined
  const name = words.slice(wanted).join(' ')
  return ORGANISATION_NAME.test(name) ? undefined : { name, before: words.slice(0, wanted).join(' ') }
}

/** The capitalised words before `end`, titles and offices before a name left out. */
function runAtEnd(
  words: readonly string[],
  ends: number,
): { readonly from: number; readonly end: number } | undefined {
  let end = ends
  while (end > 1 && LETTERS_BEHIND.test(words[end - 1] ?? '')) end--
  let from = end
  while (from > 0) {
    const word = words[from - 1] ?? ''
    if (/^[@\p{Lu}\p{N}]/u.test(word)) from--
    else if (
      from < end &&
      PARTICLE.test(word) &&
      word !== 'the' &&
      word !== 'of' &&
      /^\p{Lu}/u.test(words[from - 2] ?? '')
    )
      from--
    else break
  }
  while (from < end && (NOT_NAME.test(words[from] ?? '') || TITLES.test(words[from] ?? ''))) from++
  for (let at = end - 2; at >= from; at--)
    if (PERSON_NOUN.test(words[at] ?? '') && !/^(?:Reader|Judge)$/.test(words[at + 1] ?? '')) {
      from = at + 1
      break
    }
  while (from < end && TITLES.test(words[from] ?? '')) from++
  if (from >= end || !/^[@\p{Lu}]/u.test(words[from] ?? '')) return undefined
  // `Home Secretary`, `Sources`
  if (isOffice(words[end - 1] ?? '')) return undefined
  return { from, end }
}

const isOffice = (word: string): boolean => new RegExp(`^${PERSON_NOUN.source}$`, 'i').test(word)
