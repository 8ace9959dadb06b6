/**
 * Several habit profiles per sender: desktop, phone, webmail, a tool. A message is compared with the nearest one,
 * so that a second device is not a deviation and the mixture of two devices is not a licence for anything
 * (shared/reference/methods.md §3.1).
 */
import type { TraitSurprise } from '../../model/sender.ts'
import { ABSENT, background, countOf, type TraitCounts } from './trait-counts.ts'
import type { TraitValues } from './trait-values.ts'

/** Messages remembered per profile; older ones fall out, so that habits may change. */
const MEMORY = 50
const PROFILE_LIMIT = 6
/**
 * Messages a profile needs before a mail is compared with it. One mail from a thief's program must not make the
 * second one look at home, and one mail of a new phone says too little to compare with.
 */
const ESTABLISHED = 3
/** Share of traits that must agree with a profile's usual values for a message to join it. */
const JOIN = 0.6
/** Largest weight of one trait, nats: no single field decides. */
const CAP = 6

/**
 * One program, or one way, of a sender. The last messages are kept as positions: a byte a trait, in a ring; the
 * values themselves stand once a trait. 50 messages of 14 traits are 0.7 KB and 5 bytes a different value.
 */
export interface HabitProfile {
  label: string
  messages: number
  firstSeen: number
  lastSeen: number
  /** Messages remembered, at most MEMORY. */
  size: number
  /** Row of the oldest one, once there are MEMORY. */
  oldest: number
  /** A row a message: position of each trait's value among those of the trait. */
  rows: Uint8Array
  /** Values of all traits, and how many of the remembered messages have each; in the order they came. */
  values: Int32Array
  counts: Uint8Array
  /** Where each trait's values begin, and after the last one where they end. */
  readonly starts: number[]
}

function newProfile(label: string, time: number, traits: number): HabitProfile {
  return {
    label,
    messages: 0,
    firstSeen: time,
    lastSeen: time,
    size: 0,
    oldest: 0,
    rows: new Uint8Array(traits),
    values: new Int32Array(traits),
    counts: new Uint8Array(traits),
    starts: new Array<number>(traits + 1).fill(0),
  }
}

/** Index of the value among all of the profile; -1 when it has none such. */
function indexOf({ values, starts }: HabitProfile, trait: number, value: number): number {
  const end = starts[trait + 1] as number
  for (let at = starts[trait] as number; at < end; at++) if (values[at] === value) return at
  return -1
}

/** Index of the most frequent value, of several the one that came first; -1 without any. */
function usualOf({ counts, starts }: HabitProfile, trait: number): number {
  const end = starts[trait + 1] as number
  let best = -1
  let most = 0
  for (let at = starts[trait] as number; at < end; at++)
    if ((counts[at] as number) > most) {
      most = counts[at] as number
      best = at
    }
  return best
}

/** A trait's values among the remembered messages, with their counts, in the order they came. */
export function habitValues(
  { values, counts, starts }: HabitProfile,
  trait: number,
): readonly (readonly [value: number, n: number])[] {
  const found: (readonly [value: number, n: number])[] = []
  for (let at = starts[trait] ?? 0; at < (starts[trait + 1] ?? 0); at++)
    found.push([values[at] as number, counts[at] as number])
  return found
}

/**
 * P(value | profile) by Witten–Bell interpolation with the organisation: a trait that always changes (a random
 * Message-ID grammar) has many distinct values, so that one more is no surprise.
 */
function likelihood(seen: number, distinct: number, of: number, organisation: number): number {
  const types = Math.max(1, distinct)
  return (seen + types * organisation) / (of + types)
}

export interface NearestProfile<T extends string> {
  readonly profile: HabitProfile
  /** Sum of the log ratios, minus the log share of the profile, nats. */
  readonly drift: number
  readonly surprises: readonly TraitSurprise<T>[]
}

/**
 * The established profile that explains the traits best, with the surprise of each trait; any profile when none is
 * established, undefined without any. `shown` are the traits of which `vector` is made.
 */
export function nearestProfile<T extends string>(
  profiles: readonly HabitProfile[],
  names: readonly T[],
  vector: readonly number[],
  shown: Readonly<Partial<Record<T, string>>>,
  organisation: TraitCounts,
  texts: TraitValues,
): NearestProfile<T> | undefined {
  if (profiles.length === 0) return undefined
  const base = vector.map((value, i) => background(organisation, i, value))
  const ratioIn = (profile: HabitProfile, i: number, at: number): number => {
    const seen = at < 0 ? 0 : (profile.counts[at] as number)
    const distinct = (profile.starts[i + 1] as number) - (profile.starts[i] as number)
    const ratio = Math.log((base[i] as number) / likelihood(seen, distinct, profile.size, base[i] as number))
    return Math.max(-CAP, Math.min(CAP, ratio))
  }
  let all = 0
  for (const profile of profiles) all += profile.size
  let best: HabitProfile | undefined
  let least = Infinity
  const established = profiles.filter((one) => one.size >= ESTABLISHED)
  for (const profile of established.length > 0 ? established : profiles) {
    let drift = -Math.log(profile.size / all)
    for (let i = 0; i < names.length; i++)
      drift += ratioIn(profile, i, indexOf(profile, i, vector[i] as number))
    if (drift < least) {
      least = drift
      best = profile
    }
  }
  const profile = best as HabitProfile
  const surprises = names.map((trait, i): TraitSurprise<T> => {
    const value = vector[i] as number
    const at = indexOf(profile, i, value)
    const usual = usualOf(profile, i)
    return {
      trait,
      value: shown[trait] ?? ABSENT,
      seen: at < 0 ? 0 : (profile.counts[at] as number),
      of: profile.size,
      usual: usual < 0 ? ABSENT : texts.textOf(profile.values[usual] as number),
      usualSeen: usual < 0 ? 0 : (profile.counts[usual] as number),
      seenInOrganisation: countOf(organisation, i, value),
      ofOrganisation: organisation.total,
      logRatio: ratioIn(profile, i, at),
    }
  })
  return { profile, drift: least, surprises }
}

/** Adds a message to the profile it fits, or starts a new one. Mutates `profiles`. */
export function learnHabits(
  profiles: HabitProfile[],
  vector: readonly number[],
  label: string,
  time: number,
): void {
  let best: HabitProfile | undefined
  let most = -1
  for (const profile of profiles) {
    let agreeing = 0
    for (let i = 0; i < vector.length; i++) {
      const usual = usualOf(profile, i)
      if (usual >= 0 && profile.values[usual] === vector[i]) agreeing++
    }
    if (agreeing > most) {
      most = agreeing
      best = profile
    }
  }
  if (!best || most / vector.length < JOIN) {
    if (profiles.length >= PROFILE_LIMIT) profiles.splice(leastRecent(profiles), 1)
    best = newProfile(label, time, vector.length)
    profiles.push(best)
  }
  best.messages++
  best.lastSeen = time
  best.label = label
  remember(best, vector)
}

/** Enters a vector; past MEMORY the oldest one leaves, after the new one came: a value both have keeps its place. */
function remember(profile: HabitProfile, vector: readonly number[]): void {
  const traits = vector.length
  const isFull = profile.size >= MEMORY
  if (!isFull && (profile.size + 1) * traits > profile.rows.length) {
    const rows = new Uint8Array(traits * Math.min(MEMORY, Math.max(4, profile.size * 2)))
    rows.set(profile.rows)
    profile.rows = rows
  }
  const row = isFull ? profile.oldest : profile.size
  for (let i = 0; i < traits; i++) {
    let at = indexOf(profile, i, vector[i] as number)
    if (at < 0) at = addValue(profile, i, vector[i] as number)
    profile.counts[at]!++
    let position = at - (profile.starts[i] as number)
    if (isFull) {
      const gone = profile.rows[row * traits + i] as number
      const index = (profile.starts[i] as number) + gone
      if (--profile.counts[index]! === 0) {
        removeValue(profile, i, index)
        for (let cell = i; cell < profile.rows.length; cell += traits)
          if ((profile.rows[cell] as number) > gone) profile.rows[cell]!--
        if (position > gone) position--
      }
    }
    profile.rows[row * traits + i] = position
  }
  if (isFull) profile.oldest = (row + 1) % MEMORY
  else profile.size++
}

function addValue(profile: HabitProfile, trait: number, value: number): number {
  const { starts } = profile
  const used = starts.at(-1) as number
  const at = starts[trait + 1] as number
  if (used === profile.values.length) {
    const room = Math.ceil(used * 1.25) + 2
    const values = new Int32Array(room)
    values.set(profile.values)
    const counts = new Uint8Array(room)
    counts.set(profile.counts)
    profile.values = values
    profile.counts = counts
  }
  profile.values.copyWithin(at + 1, at, used)
  profile.counts.copyWithin(at + 1, at, used)
  profile.values[at] = value
  profile.counts[at] = 0
  for (let i = trait + 1; i < starts.length; i++) starts[i]!++
  return at
}

function removeValue({ starts, values, counts }: HabitProfile, trait: number, at: number): void {
  const used = starts.at(-1) as number
  values.copyWithin(at, at + 1, used)
  counts.copyWithin(at, at + 1, used)
  for (let i = trait + 1; i < starts.length; i++) starts[i]!--
}

function leastRecent(profiles: readonly HabitProfile[]): number {
  let index = 0
  for (let i = 1; i < profiles.length; i++) if (profiles[i]!.lastSeen < profiles[index]!.lastSeen) index = i
  return index
}
