import type {
  AdmiraltyGrade,
  ClaimLabel,
  Consistency,
  EvidenceKind,
  NoteKind,
  TimelineLane,
} from '../model/case.ts'
import type { TlpLabel } from '../model/indicator.ts'
import { isoTime } from './layout.ts'

export const EVIDENCE_WORDS: Readonly<Record<EvidenceKind, string>> = {
  message: 'mail',
  chain: 'chain of a link',
  sighting: 'sighting',
  document: 'document',
  log: 'log',
  screenshot: 'screenshot',
  'outside-report': 'report of others',
  article: 'article',
  note: 'note',
}

export const LABEL_WORDS: Readonly<Record<ClaimLabel, string>> = {
  observed: 'Observed',
  reported: 'Reported',
  assessed: 'Assessed',
  claimed: 'Claimed',
}

/** What the labels mean, for readers who see them first. */
export const LABEL_MEANINGS: Readonly<Record<ClaimLabel, string>> = {
  observed: 'the artifact is held here',
  reported: 'a credible third party says so',
  assessed: 'an inference of those who work the case',
  claimed: 'an interested party says so',
}

export const CONSISTENCY_WORDS: Readonly<Record<Consistency, string>> = {
  C: 'consistent',
  I: 'inconsistent',
  N: 'neutral',
  A: 'not applicable',
}

export const LANE_WORDS: Readonly<Record<TimelineLane, string>> = {
  mail: 'Mail',
  links: 'Links',
  indicators: 'Indicators',
  logs: 'Logs',
  claims: 'Claims',
  documents: 'Documents',
}

export const NOTE_WORDS: Readonly<Record<NoteKind, string>> = {
  scope: 'Scope',
  message: 'Message',
  chain: 'Link',
  account: 'Account',
  document: 'Document',
  action: 'Action',
  notification: 'Notification',
  dissent: 'Dissent',
}

/** Words of the Admiralty code (NATO AJP-2.1). */
const SOURCES: Readonly<Record<AdmiraltyGrade['source'], string>> = {
  A: 'completely reliable source',
  B: 'usually reliable source',
  C: 'fairly reliable source',
  D: 'not usually reliable source',
  E: 'unreliable source',
  F: 'reliability of the source cannot be judged',
}
const INFORMATION: Readonly<Record<AdmiraltyGrade['information'], string>> = {
  1: 'confirmed by others',
  2: 'probably true',
  3: 'possibly true',
  4: 'doubtful',
  5: 'improbable',
  6: 'truth cannot be judged',
}

/** `B2`; not graded without one. */
export const gradeText = (grade: AdmiraltyGrade | undefined): string =>
  grade === undefined ? 'not graded' : `${grade.source}${grade.information}`

/** `B2: usually reliable source, probably true`. */
export const gradeWords = (grade: AdmiraltyGrade): string =>
  `${gradeText(grade)}: ${SOURCES[grade.source]}, ${INFORMATION[grade.information]}`

export const tlpText = (tlp: TlpLabel): string => `TLP:${tlp.toUpperCase()}`

/** `2026-11-02 08:12:00Z`: UTC to the second, short enough for a column. */
export const utcText = (time: number | undefined): string => (isoTime(time) ?? 'no time').replace('T', ' ')

/** The time in UTC with what the source stated: `2026-11-02 08:12:00Z (source: +0100)`. */
export function sourceTimeText(time: number, zone: string | undefined): string {
  if (zone === undefined) return `${utcText(time)} (the source states no zone; read as UTC)`
  return /^(?:UTC|Z|GMT|UT|[+-]00:?00)$/.test(zone) ? utcText(time) : `${utcText(time)} (source: ${zone})`
}

/** `Nov 2026` style is ambiguous across languages; days are written in numbers here. */
export const dayOf = (time: number): string => utcText(time).slice(0, 10)
