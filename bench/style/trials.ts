/** Genuine and impostor texts for every known writer of a list: which texts are judged against which. */

export interface ListText {
  readonly from: string
  readonly name: string
  readonly time: number
  readonly subject: string
  readonly text: string
}

export interface Trial {
  readonly target: string
  readonly text: string
  readonly genuine: boolean
}

export interface Task {
  readonly target: string
  readonly known: readonly string[]
  readonly trials: readonly Trial[]
}

/** A half of the people whose members are judged; writers of the other half are the cohort. */
export interface Fold {
  readonly cohort: readonly { readonly sender: string; readonly texts: readonly string[] }[]
  readonly tasks: readonly Task[]
}

const LEAST = 60
const MOST = 1_500
const EACH = 10
/** Texts from which on somebody is a member of the list; others are passers-by, and easy to tell. */
const MEMBER = 3
/** Machines among the writers: their mail is a template. */
const MACHINE =
  /(?:^|[.+_-])(?:bot|robot|lkp|noreply|no-reply|notifications?|jenkins|gerrit|syzbot|patchwork|mailman|bounces?|owner|ci|buildbot|infra|autobuild)(?:[.+_-]|@|\d|$)|robot|syzbot|patchwork|via /i
/** Mailed patches: their text goes with the patch through versions and hands. */
const POSTING = /^\s*(?:\[[^\]]*\]\s*)*\[[^\]]*(?:PATCH|RFC|GIT PULL|PULL)[^\]]*\]/i

export const hash = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h ^= h >>> 15
  h = Math.imul(h, 0x2c1b3c6d)
  return (h ^ (h >>> 12)) >>> 0
}

/** Deterministic stream of numbers in [0, 1). */
export function stream(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One person under several addresses is one: by the words of the display name, else by the address. */
export const personOf = ({ name, from }: ListText): string => {
  const words =
    name
      .normalize('NFKD')
      .toLowerCase()
      .match(/\p{L}{2,}/gu) ?? []
  return words.length >= 2 ? [...words].sort().join(' ') : from
}

/** Texts that may take part: written by hand, of fitting length, and none again that the writer sent before. */
export function usable(texts: readonly ListText[], postings: boolean): ListText[] {
  const sent = new Map<string, Set<string>>()
  const kept: ListText[] = []
  for (const one of [...texts].sort((a, b) => a.time - b.time)) {
    if (one.text.length < LEAST || one.text.length > MOST || one.time === 0) continue
    if (MACHINE.test(one.from) || MACHINE.test(one.name)) continue
    if (!postings && POSTING.test(one.subject)) continue
    const person = personOf(one)
    const before = sent.get(person) ?? new Set()
    sent.set(person, before)
    const lines = one.text.split('\n').filter((line) => line.length >= 25)
    const again = lines.filter((line) => before.has(line)).length
    for (const line of lines) before.add(line)
    if (again * 2 > lines.length && lines.length > 0) continue
    kept.push(one)
  }
  return kept
}

/**
 * Both folds of a list for the period [from, to): each target's last 10 texts of the period against its `k` texts
 * before them, and 10 texts of the period by 10 other people of the same half.
 */
export function folds(
  texts: readonly ListText[],
  [from, to]: readonly [number, number],
  k: number,
  cohortUntil: number,
  seed: number,
): Fold[] {
  const bySender = Map.groupBy(texts, ({ from }) => from)
  const persons = new Map<ListText, string>()
  const written = new Map<string, number>()
  for (const one of texts) {
    const person = personOf(one)
    persons.set(one, person)
    written.set(person, (written.get(person) ?? 0) + 1)
  }
  const who = (one: ListText | undefined): string => (one && persons.get(one)) ?? ''
  return [0, 1].map((half) => {
    const cohort: Fold['cohort'][number][] = []
    const candidates: ListText[] = []
    const tasks: Task[] = []
    for (const [sender, all] of bySender) {
      const mine = (hash(`${seed} ${who(all[0])}`) & 1) === half
      if (mine)
        candidates.push(
          ...all.filter((one) => one.time >= from && one.time < to && (written.get(who(one)) ?? 0) >= MEMBER),
        )
      else {
        const past = all.filter(({ time }) => time < cohortUntil).map(({ text }) => text)
        if (past.length >= 25) cohort.push({ sender, texts: past.slice(-50) })
      }
    }
    cohort.sort((a, b) => hash(a.sender) - hash(b.sender))
    for (const [sender, all] of bySender) {
      const person = who(all[0])
      if ((hash(`${seed} ${person}`) & 1) !== half) continue
      const until = all.filter(({ time }) => time < to)
      const genuine = until.slice(-EACH)
      const known = until.slice(-EACH - k, -EACH)
      if (known.length < k || (genuine[0]?.time ?? 0) < from) continue
      const random = stream(hash(`${seed} ${sender}`))
      const others = new Map<string, ListText>()
      const pool = candidates.filter((one) => one.from !== sender && who(one) !== person)
      for (let tries = 0; tries < 2_000 && others.size < EACH && pool.length > 0; tries++) {
        const one = pool[Math.floor(random() * pool.length)] as ListText
        if (!others.has(who(one))) others.set(who(one), one)
      }
      if (others.size < EACH) continue
      tasks.push({
        target: sender,
        known: known.map(({ text }) => text),
        trials: [
          ...genuine.map(({ text }) => ({ target: sender, text, genuine: true })),
          ...[...others.values()].map(({ text }) => ({ target: sender, text, genuine: false })),
        ],
      })
    }
    return { cohort, tasks }
  })
}
