/**
 * Several habit profiles per sender: desktop, phone, webmail, a tool. A message is compared with the nearest one,
 * so that a second device is not a deviation and the mixture of two devices is not a licence for anything
 * (shared/reference/methods.md §3.1).
 */
import type { TraitSurprise } from '../../model/sender.ts'
import { ABSENT, background, countOf, type TraitCounts } from './trait-counts.ts'

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

export interface HabitProfile {
  label: string
  messages: number
  firstSeen: number
  lastSeen: number
  /** Last vectors, oldest first, at most MEMORY. */
  readonly recent: (readonly string[])[]
  /** Counts per trait over `recent`. */
  readonly counts: Map<string, number>[]
}

export type Traits = Readonly<Record<string, string | undefined>>

const vectorOf = (names: readonly string[], traits: Traits): readonly string[] =>
  names.map((name) => traits[name] ?? ABSENT)

function usualOf(counts: ReadonlyMap<string, number>): readonly [value: string, n: number] {
  let best: readonly [string, number] = [ABSENT, 0]
  for (const entry of counts) if (entry[1] > best[1]) best = entry
  return best
}

/**
 * P(value | profile) by Witten–Bell interpolation with the organisation: a trait that always changes (a random
 * Message-ID grammar) has many distinct values, so that one more is no surprise.
 */
function likelihood(
  counts: ReadonlyMap<string, number>,
  of: number,
  value: string,
  organisation: number,
): number {
  const distinct = Math.max(1, counts.size)
  return ((counts.get(value) ?? 0) + distinct * organisation) / (of + distinct)
}

export interface NearestProfile<T extends string> {
  readonly profile: HabitProfile
  /** Sum of the log ratios, minus the log share of the profile, nats. */
  readonly drift: number
  readonly surprises: readonly TraitSurprise<T>[]
}

/**
 * The established profile that explains the traits best, with the surprise of each trait; any profile when none is
 * established, undefined without any.
 */
export function nearestProfile<T extends string>(
  profiles: readonly HabitProfile[],
  names: readonly T[],
  traits: Traits,
  organisation: TraitCounts,
): NearestProfile<T> | undefined {
  if (profiles.length === 0) return undefined
  const vector = vectorOf(names, traits)
  const base = names.map((name, i) => background(organisation, name, vector[i]!))
  let all = 0
  for (const profile of profiles) all += profile.recent.length
  let best: HabitProfile | undefined
  let least = Infinity
  const established = profiles.filter((one) => one.recent.length >= ESTABLISHED)
  for (const profile of established.length > 0 ? established : profiles) {
    let drift = -Math.log(profile.recent.length / all)
    for (let i = 0; i < names.length; i++) {
      const p = likelihood(profile.counts[i]!, profile.recent.length, vector[i]!, base[i]!)
      drift += Math.max(-CAP, Math.min(CAP, Math.log(base[i]! / p)))
    }
    if (drift < least) {
      least = drift
      best = profile
    }
  }
  const profile = best!
  const surprises = names.map((trait, i): TraitSurprise<T> => {
    const value = vector[i]!
    const counts = profile.counts[i]!
    const [usual, usualSeen] = usualOf(counts)
    const ratio = Math.log(base[i]! / likelihood(counts, profile.recent.length, value, base[i]!))
    return {
      trait,
      value,
      seen: counts.get(value) ?? 0,
      of: profile.recent.length,
      usual,
      usualSeen,
      seenInOrganisation: countOf(organisation, trait, value),
      ofOrganisation: organisation.total,
      logRatio: Math.max(-CAP, Math.min(CAP, ratio)),
    }
  })
  return { profile, drift: least, surprises }
}

/** Adds a message to the profile it fits, or starts a new one. Mutates `profiles`. */
export function learnHabits(
  profiles: HabitProfile[],
  names: readonly string[],
  traits: Traits,
  label: string,
  time: number,
): void {
  const vector = vectorOf(names, traits)
  let best: HabitProfile | undefined
  let most = -1
  for (const profile of profiles) {
    let agreeing = 0
    for (let i = 0; i < names.length; i++) if (usualOf(profile.counts[i]!)[0] === vector[i]) agreeing++
    if (agreeing > most) {
      most = agreeing
      best = profile
    }
  }
  if (!best || most / names.length < JOIN) {
    if (profiles.length >= PROFILE_LIMIT) profiles.splice(leastRecent(profiles), 1)
    best = {
      label,
      messages: 0,
      firstSeen: time,
      lastSeen: time,
      recent: [],
      counts: names.map(() => new Map()),
    }
    profiles.push(best)
  }
  best.messages++
  best.lastSeen = time
  best.label = label
  best.recent.push(vector)
  for (let i = 0; i < names.length; i++) {
    const counts = best.counts[i]!
    counts.set(vector[i]!, (counts.get(vector[i]!) ?? 0) + 1)
  }
  if (best.recent.length > MEMORY) {
    const old = best.recent.shift()!
    for (let i = 0; i < names.length; i++) {
      const counts = best.counts[i]!
      const left = (counts.get(old[i]!) ?? 1) - 1
      if (left > 0) counts.set(old[i]!, left)
      else counts.delete(old[i]!)
    }
  }
}

function leastRecent(profiles: readonly HabitProfile[]): number {
  let index = 0
  for (let i = 1; i < profiles.length; i++) if (profiles[i]!.lastSeen < profiles[index]!.lastSeen) index = i
  return index
}
