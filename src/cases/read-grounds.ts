// Reads results of scan, trace, hunt and leak trace, as these verbs write them, for what a case could rest on.
import { hash } from 'node:crypto'
import type { CaseGrounds, GroundLeak, GroundMail, GroundSighting } from '../model/case-grounds.ts'
import type { MailboxAnswer } from '../model/leak-trace.ts'
import { parseMessage } from '../parse/parse-message.ts'

/** A file or a piece of evidence. */
export interface GroundSource {
  /** `E1`, or the name of a file. */
  readonly id: string
  readonly bytes: Uint8Array
  /** It is a raw mail. */
  readonly isMail: boolean
}

/** Attack: a result of gigabytes. */
const LARGEST = 64 * 1024 * 1024
/** Mails, sightings and leaked things taken of one result; a scan tells a few alerts, a hunt some hundred. */
const MOST = 5_000
/** Characters of a value that goes on into sentences. */
const LONGEST_VALUE = 320
/** Tiers at which a mail holds the thing itself that a report names, not something near it. */
const STRONG: ReadonlySet<string> = new Set([
  'exact-url',
  'path-token',
  'host',
  'registered-domain',
  'address',
  'message-id',
  'file-hash',
])

type Value = Readonly<Record<string, unknown>>
const isRecord = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string =>
  typeof value === 'string' ? value.slice(0, LONGEST_VALUE).toWellFormed() : ''
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, MOST) : [])
const records = (value: unknown): readonly Value[] => list(value).filter(isRecord)
const texts = (value: unknown): readonly string[] =>
  list(value)
    .map(text)
    .filter((one) => one !== '')
const number = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined

interface Draft {
  own?: string
  from: string
  subject: string
  time?: number
  recipients: readonly string[]
  alert: boolean
  followed: boolean
  readonly items: Set<string>
  readonly findings: Set<string>
  readonly loud: Set<string>
  readonly stopOvers: Set<string>
}

/** What these results say. Never throws: what is no result is told in `unread`. Pure. */
export function readGrounds(sources: readonly GroundSource[]): CaseGrounds {
  const drafts = new Map<string, Draft>()
  const sightings: GroundSighting[] = []
  const leaks: GroundLeak[] = []
  const read: string[] = []
  const unread: { item: string; why: string }[] = []
  const draft = (digest: string, item: string): Draft => {
    const known = drafts.get(digest) ?? {
      from: '',
      subject: '',
      recipients: [],
      alert: false,
      followed: false,
      items: new Set(),
      findings: new Set(),
      loud: new Set(),
      stopOvers: new Set(),
    }
    drafts.set(digest, known)
    known.items.add(item)
    return known
  }
  for (const { id, bytes, isMail } of sources) {
    if (bytes.length > LARGEST) {
      unread.push({ item: id, why: 'it is too large to be read as a result' })
      continue
    }
    if (isMail) {
      readMail(id, bytes, draft)
      read.push(id)
      continue
    }
    const values = documents(bytes).filter(isRecord)
    let known = false
    for (const value of values) {
      if (value.type === 'trace') readTrace(id, value, draft)
      else if (value.type === 'message' && typeof value.verdict === 'string') readScanned(id, value, draft)
      else if (value.type === 'hunt')
        sightings.push(...records(value.sightings).flatMap((one) => sighting(id, one)))
      else if (value.type === 'sighting') sightings.push(...sighting(id, value))
      else if (value.type === 'leak-trace') leaks.push(leak(id, value))
      else {
        // what closes a scan or a hunt, or a report it read
        known ||= value.type === 'summary' || value.type === 'report'
        continue
      }
      known = true
    }
    if (known) read.push(id)
    else unread.push({ item: id, why: 'it holds no result of scan, trace, hunt or leak trace as JSON' })
  }
  return {
    kind: 'case-grounds',
    mails: [...drafts].map(([digest, one]) => mailOf(digest, one)),
    sightings: sightings.slice(0, MOST),
    leaks,
    read,
    unread,
  }
}

function mailOf(digest: string, one: Draft): GroundMail {
  const { own, time, items, findings, loud, stopOvers, ...rest } = one
  return {
    digest,
    ...rest,
    ...(own !== undefined && { own }),
    ...(time !== undefined && { time }),
    items: [...(own === undefined ? [] : [own]), ...[...items].filter((item) => item !== own)],
    findings: [...findings],
    loud: [...loud],
    stopOvers: [...stopOvers],
  }
}

/** One JSON document, or one in each line. */
function documents(bytes: Uint8Array): readonly unknown[] {
  const start = bytes.find((byte) => byte > 0x20)
  if (start !== 0x7b) return []
  const json = Buffer.from(bytes).toString('utf8')
  try {
    return [JSON.parse(json)]
  } catch {
    return json
      .split('\n', MOST)
      .filter((line) => line.trim() !== '')
      .flatMap((line) => {
        try {
          return [JSON.parse(line) as unknown]
        } catch {
          return []
        }
      })
  }
}

type DraftOf = (digest: string, item: string) => Draft

function readMail(id: string, bytes: Uint8Array, draft: DraftOf): void {
  const mail = parseMessage(bytes)
  const one = draft(`sha256:${hash('sha256', bytes)}`, id)
  one.own ??= id
  one.from = text(mail.from[0]?.address) || one.from
  one.subject = text(mail.subject) || one.subject
  if (mail.date !== undefined) one.time = mail.date.time
  one.recipients = [
    ...new Set(
      [...mail.to, ...mail.cc, ...mail.bcc]
        .slice(0, MOST)
        .map(({ address }) => text(address).toLowerCase())
        .filter((address) => address !== ''),
    ),
  ]
}

function readScanned(id: string, value: Value, draft: DraftOf): void {
  const message = isRecord(value.message) ? value.message : {}
  const digest = text(message.digest)
  if (digest === '') return
  const one = draft(digest, id)
  one.alert ||= value.verdict === 'alert'
  one.from ||= text(message.from)
  one.subject ||= text(message.subject)
  const time = Date.parse(text(message.date))
  if (!Number.isNaN(time)) one.time ??= time
  for (const { id: finding, severity } of records(value.findings)) {
    if (text(finding) === '') continue
    one.findings.add(text(finding))
    if (severity === 'high') one.loud.add(text(finding))
  }
}

function readTrace(id: string, value: Value, draft: DraftOf): void {
  const mail = isRecord(value.mail) ? value.mail : {}
  const digest = text(mail.digest)
  if (digest === '') return
  const one = draft(digest, id)
  const from = isRecord(mail.from) ? text(mail.from.address) : ''
  one.from ||= from
  one.subject ||= text(mail.subject)
  const time = number(mail.time)
  if (time !== undefined) one.time ??= time
  for (const link of records(value.links)) {
    const chain = isRecord(link.chain) ? link.chain : {}
    // what is only read from the link says what stands in it, not where it leads
    if (chain.basis === 'offline' || typeof chain.basis !== 'string') continue
    one.followed = true
    for (const sign of records(link.signs))
      if (sign.kind === 'stop-over' && text(sign.domain) !== '') one.stopOvers.add(text(sign.domain))
  }
}

function sighting(item: string, value: Value): readonly GroundSighting[] {
  const indicator = isRecord(value.indicator) ? value.indicator : {}
  const [digest, type, seen, tier] = [value.digest, indicator.type, indicator.value, value.tier].map(text)
  if (!digest || !type || !seen || !tier) return []
  return [
    {
      item,
      digest,
      type,
      value: seen,
      tier,
      source: nameOf(text(indicator.source)),
      strong: STRONG.has(tier) && value.unconfirmed === undefined,
    },
  ]
}

/** Of a path only the file: where it lay is of no use to a reader. */
const nameOf = (source: string): string =>
  /[/\\][^/\\]*\.[A-Za-z0-9]{1,5}$/.test(source) ? (source.split(/[/\\]/).at(-1) ?? source) : source

const VERDICTS: readonly MailboxAnswer['verdict'][] = ['one', 'several', 'cannot-tell']
const REASONS: readonly MailboxAnswer['because'][] = [
  'best',
  'same-holdings',
  'too-close',
  'elsewhere-as-good',
  'no-items',
  'nobody-held',
]

function leak(item: string, value: Value): GroundLeak {
  const things = records(value.items)
  const traced = things.filter(({ found }) => found === 'version' || found === 'versions')
  const answer = isRecord(value.answer) ? value.answer : {}
  const sources = records(answer.sources).filter(
    ({ source }) => isRecord(source) && source.kind === 'mailbox',
  )
  const holders = traced.map(
    (one) => new Set(records(one.holders).map(({ holder }) => text(holder).toLowerCase())),
  )
  return {
    item,
    things: things.length,
    traced: traced.length,
    same: traced.filter((one) => ['bytes', 'words'].includes(text(records(one.versions)[0]?.by))).length,
    heldAll: [...(holders[0] ?? [])].filter((one) => one !== '' && holders.every((of) => of.has(one))).sort(),
    verdict: VERDICTS.find((one) => one === answer.verdict) ?? 'cannot-tell',
    because: REASONS.find((one) => one === answer.because) ?? 'no-items',
    named: texts(answer.named).map((one) => one.toLowerCase()),
    weighed: sources.length,
    involved: number(sources[0]?.involved) ?? 0,
    until: number(value.until) ?? 0,
  }
}
