/**
 * A correspondent's habits for a person to read. Counted from the same records, with the same habit profiles and
 * link rules as the history that judging compares with, but over one sender's mail only and without its caps.
 */

import { type Ask, type AskKind, PLAIN_ASK } from '../../model/ask.ts'
import type { CorrespondentProfile, Novelty, NoveltyKind, ProgramHabit } from '../../model/profile.ts'
import { type AskHabit, NOVELTIES } from '../../model/profile.ts'
import { CLIENT_TRAITS, type ClientTrait, type MessageRecord } from '../../model/record.ts'
import { clientLabel } from './client-label.ts'
import { type HabitCount, habitCount } from './habit-count.ts'
import { type HabitProfile, habitValues, learnHabits } from './habit-profiles.ts'
import { payloadDomains } from './payload-links.ts'
import { foreignReplyTo, recipientsOf } from './record-parties.ts'
import { ABSENT } from './trait-counts.ts'
import { type TraitValues, traitValues } from './trait-values.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** Of a newcomer everything is new: counting starts after so many mails. */
const ACQUAINTED = 10
const GROUPS_LISTED = 5
const GROUP_LIMIT = 5_000

/** What the habits are told of: all of a profile that is counted from learned mail. */
export type SenderHabits = Omit<
  CorrespondentProfile,
  'kind' | 'address' | 'messages' | 'held' | 'timeless' | 'older' | 'setAside' | 'style' | 'contacts'
>

export interface ProfileTally {
  /** Adds a mail that was learned from, in the order of time. `anchored`: a mail it refers to is here. */
  add(record: MessageRecord, anchored: boolean): void
  habits(): SenderHabits
}

/** An empty tally of one sender's mail. */
export function profileTally(): ProfileTally {
  const counts = {
    names: habitCount(),
    zones: habitCount(),
    networks: habitCount(),
    servers: habitCount(),
    signers: habitCount(),
    recipients: habitCount(),
    links: habitCount(),
    attachmentKinds: habitCount(),
    replyDomains: habitCount(),
  }
  const mailers = habitCount()
  const activeKinds = habitCount()
  const programs: HabitProfile[] = []
  const asks = new Map<AskKind, Omit<AskHabit, 'kind'>>()
  const traits = traitValues()
  const groups = new Map<string, { addresses: readonly string[]; messages: number; lastSeen: number }>()
  const news = new Map<NoveltyKind, { times: number; of: number; lastTime?: number }>(
    NOVELTIES.map((what) => [what, { times: 0, of: 0 }]),
  )
  const total = {
    learned: 0,
    bulk: 0,
    withLinks: 0,
    withAttachments: 0,
    withActiveAttachments: 0,
    replies: 0,
    forwards: 0,
    anchored: 0,
    clocked: 0,
    withAsks: 0,
  }
  const hours = new Array<number>(24).fill(0)
  const weekdays = new Array<number>(7).fill(0)
  const days: number[] = []
  let firstSeen: number | undefined
  let lastSeen: number | undefined

  /** `isNew` undefined: this mail could not have brought it. */
  function notice(what: NoveltyKind, isNew: boolean | undefined, time: number): void {
    const entry = news.get(what)
    if (!entry || isNew === undefined || total.learned <= ACQUAINTED) return
    entry.of++
    if (!isNew) return
    entry.times++
    entry.lastTime = time
  }

  /** Counts all values; true when any was new, undefined without values. */
  function addAll(count: HabitCount, values: readonly string[], time: number): boolean | undefined {
    let isNew: boolean | undefined
    for (const value of new Set(values)) isNew = count.add(value, time) || isNew === true
    return isNew
  }

  function addThread(record: MessageRecord, anchored: boolean): void {
    const { poses } = record.thread
    if (poses === 'reply') total.replies++
    else if (poses === 'forward') total.forwards++
    if (poses !== 'new' && anchored) total.anchored++
    notice('unanchored', poses === 'new' ? undefined : !anchored, record.time)
  }

  function addRecipients(record: MessageRecord): void {
    const set = recipientsOf(record)
    notice('recipient', addAll(counts.recipients, set, record.time), record.time)
    if (set.length < 2) return
    const addresses = set.toSorted()
    const key = addresses.join(' ')
    const group = groups.get(key)
    if (group) {
      group.messages++
      group.lastSeen = record.time
    } else if (groups.size < GROUP_LIMIT) groups.set(key, { addresses, messages: 1, lastSeen: record.time })
  }

  function addAttachments(record: MessageRecord): void {
    const { attachments, time } = record
    if (attachments.length > 0) total.withAttachments++
    addAll(
      counts.attachmentKinds,
      attachments.map((one) => one.extension || one.detectedType || one.declaredType),
      time,
    )
    const active = attachments.filter((one) => one.active).map((one) => one.extension)
    if (active.length > 0) total.withActiveAttachments++
    notice('active-attachment', addAll(activeKinds, active, time) ?? false, time)
  }

  /** Haste is half of everybody's mail, and counts only beside another request. */
  function addAsks({ asks: made, time, digest }: MessageRecord): void {
    const plain = new Map<AskKind, Ask>()
    for (const ask of made ?? [])
      if (ask.strength >= PLAIN_ASK && ask.kind !== 'urgency' && !plain.has(ask.kind))
        plain.set(ask.kind, ask)
    let isNew = false
    for (const [kind, { words, learned }] of plain) {
      const known = asks.get(kind)
      // A link to follow is told of by the link itself.
      if (!known && kind !== 'link') isNew = true
      asks.set(kind, {
        messages: (known?.messages ?? 0) + 1,
        byWordsAlone: (known?.byWordsAlone ?? 0) + (learned ? 1 : 0),
        firstSeen: Math.min(known?.firstSeen ?? time, time),
        lastSeen: time,
        digest,
        words,
      })
    }
    if (plain.size > 0) total.withAsks++
    notice('ask', isNew, time)
  }

  function addClock({ statedTime, statedOffset, time }: MessageRecord): void {
    if (statedOffset !== undefined) {
      const there = new Date((statedTime ?? time) + statedOffset * MINUTE)
      const [hour, weekday] = [there.getUTCHours(), (there.getUTCDay() + 6) % 7]
      if (hours[hour] !== undefined && weekdays[weekday] !== undefined) {
        hours[hour]++
        weekdays[weekday]++
        total.clocked++
      }
    }
    const day = Math.floor(time / DAY)
    if (days.at(-1) !== day) days.push(day)
    firstSeen ??= time
    lastSeen = time
  }

  return {
    add(record, anchored) {
      const { time, client, path } = record
      total.learned++
      if (record.bulk) total.bulk++
      if (record.from.name !== '') counts.names.add(record.from.name, time)
      const vector = traits.vectorOf(CLIENT_TRAITS, client)
      traits.keep(vector, CLIENT_TRAITS, client)
      learnHabits(programs, vector, clientLabel(record), time)
      notice('program', addAll(mailers, present(client.mailer), time), time)
      notice('zone', addAll(counts.zones, present(client.zone), time), time)
      notice('network', addAll(counts.networks, present(path['first-network']), time), time)
      addAll(counts.servers, present(path['first-by']), time)
      addAll(counts.signers, present(path['dkim-domain']), time)
      addRecipients(record)
      const domains = payloadDomains(record, anchored).map(({ domain }) => domain)
      if (domains.length > 0) total.withLinks++
      notice('link-domain', addAll(counts.links, domains, time) ?? false, time)
      addAttachments(record)
      addAsks(record)
      addThread(record, anchored)
      notice('reply-diverted', addAll(counts.replyDomains, foreignReplyTo(record), time) ?? false, time)
      addClock(record)
    },

    habits() {
      const pauses = days
        .slice(1)
        .map((day, n) => day - (days[n] ?? day))
        .sort((a, b) => a - b)
      const [medianPause, longestPause] = [pauses[Math.floor(pauses.length / 2)], pauses.at(-1)]
      return {
        ...total,
        names: counts.names.habits(),
        zones: counts.zones.habits(),
        networks: counts.networks.habits(),
        servers: counts.servers.habits(),
        signers: counts.signers.habits(),
        recipients: counts.recipients.habits(),
        links: counts.links.habits(),
        attachmentKinds: counts.attachmentKinds.habits(),
        replyDomains: counts.replyDomains.habits(),
        ...(firstSeen !== undefined ? { firstSeen } : {}),
        ...(lastSeen !== undefined ? { lastSeen } : {}),
        days: days.length,
        ...(medianPause !== undefined ? { medianPause: medianPause * DAY } : {}),
        ...(longestPause !== undefined ? { longestPause: longestPause * DAY } : {}),
        programs: programs
          .map((one) => programHabit(one, traits))
          .sort((a, b) => b.messages - a.messages || b.lastSeen - a.lastSeen),
        groups: [...groups.values()]
          .filter(({ messages }) => messages > 1)
          .sort((a, b) => b.messages - a.messages || b.lastSeen - a.lastSeen)
          .slice(0, GROUPS_LISTED),
        asks: [...asks]
          .map(([kind, counts]) => ({ kind, ...counts }))
          .sort((a, b) => b.messages - a.messages || b.lastSeen - a.lastSeen),
        hours: [...hours],
        weekdays: [...weekdays],
        novelties: [...news].map(([what, entry]): Novelty => ({ what, ...entry })),
      }
    },
  }
}

const present = (value: string | undefined): readonly string[] => (value === undefined ? [] : [value])

const USUAL_TRAITS = ['mailer-version', 'zone', 'mime-shape', 'language'] as const

function programHabit(profile: HabitProfile, traits: TraitValues): ProgramHabit {
  const usualOf = (trait: ClientTrait): readonly [value: string, seen: number] | undefined => {
    let best: readonly [value: string, seen: number] | undefined
    for (const [value, n] of habitValues(profile, CLIENT_TRAITS.indexOf(trait))) {
      const text = traits.textOf(value)
      if (text !== ABSENT && (!best || n > best[1])) best = [text, n]
    }
    return best
  }
  const usual = USUAL_TRAITS.flatMap((trait) => {
    const best = usualOf(trait)
    return best ? [{ trait, value: best[0], seen: best[1], of: profile.size }] : []
  })
  const { messages, firstSeen, lastSeen } = profile
  // The profile's own label is that of its last mail, which one odd mail can change.
  const mailer = usualOf('mailer')?.[0]
  const label = mailer === undefined || mailer === 'unnamed' ? profile.label : mailer
  return { label, messages, firstSeen, lastSeen, usual }
}
