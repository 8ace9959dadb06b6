import { hash } from 'node:crypto'
import type { CaseEvidence } from '../model/case.ts'
import type {
  CaseChain,
  CaseFacts,
  CaseHop,
  CaseLogRow,
  CaseMail,
  CaseSighting,
} from '../model/case-report.ts'
import type { Mailbox } from '../model/message.ts'
import { EDGE_KINDS, type EdgeKind, HOP_ROLES, type HopRole } from '../model/redirect-chain.ts'
import { parseMessage } from '../parse/parse-message.ts'
import { joinedLogRows } from './joined-log-rows.ts'
import { documents, isRecord } from './json-documents.ts'
import { logRows } from './log-rows.ts'
import { sightingsIn } from './sighting-facts.ts'

const READ: ReadonlySet<string> = new Set(['message', 'chain', 'sighting', 'log'])
/** Links, chains, sightings, rows told of one piece of evidence. Attack: a newsletter of ten thousand links in a report. */
const MOST = 200
/** Evidence read for facts; larger files are evidence all the same. */
const LARGEST_READ = 64 * 1024 * 1024

/**
 * What evidence says by its own bytes: mails, chains (as `trace` writes or records them), sightings (as `hunt` writes
 * them) and rows of logs. Bytes that are something else are told, never thrown over.
 */
export function caseFacts(
  evidence: readonly CaseEvidence[],
  bytesOf: (one: CaseEvidence) => Uint8Array,
): CaseFacts {
  const mails: CaseMail[] = []
  const chains: CaseChain[] = []
  const sightings: CaseSighting[] = []
  const logs: CaseLogRow[] = []
  const unread: { evidence: string; why: string }[] = []
  /** Nothing is left out silently. */
  const more = (id: string, count: number, what: string): void => {
    if (count > MOST)
      unread.push({ evidence: id, why: `${count - MOST} more ${what} are in it than are told here` })
  }
  for (const one of evidence) {
    if (one.duplicateOf !== undefined || !READ.has(one.of)) continue
    if (one.size > LARGEST_READ) {
      unread.push({ evidence: one.id, why: 'it is too large to be read for a report' })
      continue
    }
    let bytes: Uint8Array
    try {
      bytes = bytesOf(one)
    } catch {
      unread.push({ evidence: one.id, why: 'its bytes are not there' })
      continue
    }
    // What was changed since it was added shows nothing any more.
    if (`sha256:${hash('sha256', bytes)}` !== one.digest) {
      unread.push({ evidence: one.id, why: 'its bytes were changed since it was added' })
      continue
    }
    if (one.of === 'message') mails.push(mailFacts(one, bytes))
    else if (one.of === 'chain') {
      const found = chainsIn(one.id, bytes)
      if (found.length === 0) unread.push({ evidence: one.id, why: 'it holds no chain as trace writes it' })
      chains.push(...found.slice(0, MOST))
      more(one.id, found.length, 'chains')
    } else if (one.of === 'log') {
      const { rows, undated } = logRows(one.id, bytes)
      const joined = joinedLogRows(rows)
      logs.push(...joined.slice(0, MOST))
      more(one.id, joined.length, 'different rows')
      if (rows.length === 0) unread.push({ evidence: one.id, why: 'it holds no row whose time can be told' })
      else if (undated > 0)
        unread.push({
          evidence: one.id,
          why: `${undated} of its rows ${undated === 1 ? 'has' : 'have'} no time that can be told`,
        })
    } else {
      const found = sightingsIn(one.id, bytes)
      if (found.length === 0) unread.push({ evidence: one.id, why: 'it holds no sighting as hunt writes it' })
      sightings.push(...found.slice(0, MOST))
      more(one.id, found.length, 'sightings')
    }
  }
  return { mails, chains, sightings, logs, unread }
}

const boxText = ({ name, address }: Mailbox): string =>
  name === '' ? address : address === '' ? name : `${name} <${address}>`

function mailFacts({ id, time, zone }: CaseEvidence, bytes: Uint8Array): CaseMail {
  const mail = parseMessage(bytes)
  return {
    evidence: id,
    from: mail.from.map(boxText),
    to: [...mail.to, ...mail.cc].slice(0, MOST).map(boxText),
    subject: mail.subject,
    ...(mail.messageId !== undefined && { messageId: mail.messageId }),
    ...(time !== undefined && { time }),
    ...(zone !== undefined && { zone }),
    path: mail.received
      .slice(0, MOST)
      .map(({ helo, by }) => `${helo ?? 'unnamed'} → ${by ?? 'unnamed'}`)
      .reverse(),
    authentication: mail.header
      .filter(({ key }) => key === 'authentication-results')
      .slice(0, 20)
      .map(({ value }) => value.slice(0, 400)),
    links: mail.links.slice(0, MOST).map(({ text, href }) => ({ text, href })),
    attachments: mail.attachments.slice(0, MOST).map(({ name, sha256, size }) => ({ name, sha256, size })),
  }
}

function chainsIn(evidence: string, bytes: Uint8Array): readonly CaseChain[] {
  const all = documents(bytes)
  const links = all.flatMap((value) =>
    !isRecord(value) ? [] : value.type === 'trace' && Array.isArray(value.links) ? value.links : [value],
  )
  const chains = links.flatMap((link) => {
    const chain = isRecord(link) && isRecord(link.chain) ? link.chain : isRecord(link) ? link : undefined
    const hops = chain?.kind === 'redirect-chain' && Array.isArray(chain.hops) ? chain.hops : undefined
    if (chain === undefined || hops === undefined) return []
    return [
      {
        evidence,
        hops: hops.flatMap(hopOf).slice(0, MOST),
        requested: chain.basis !== 'offline',
        ...(typeof chain.end === 'string' && { end: chain.end }),
      },
    ]
  })
  return chains.length > 0 ? chains : recordedChain(evidence, all)
}

/** The requests of a recording (`trace --record`), in order: hops without roles, which only trace gives. */
function recordedChain(evidence: string, all: readonly unknown[]): readonly CaseChain[] {
  const hops = all.flatMap((value): CaseHop[] => {
    if (!isRecord(value) || typeof value.url !== 'string' || !isRecord(value.answer)) return []
    const exchange = isRecord(value.answer.exchange) ? value.answer.exchange : {}
    return [{ ...urlOf(value.url), ...exchangeOf(exchange) }]
  })
  return hops.length === 0 ? [] : [{ evidence, hops: hops.slice(0, MOST), requested: true }]
}

function hopOf(value: unknown): readonly CaseHop[] {
  if (!isRecord(value) || typeof value.url !== 'string') return []
  const exchange = isRecord(value.exchange) ? value.exchange : {}
  return [
    {
      ...urlOf(value.url),
      ...(HOP_ROLES.includes(value.role as HopRole) && { role: value.role as HopRole }),
      ...(EDGE_KINDS.includes(value.edge as EdgeKind) && { edge: value.edge as EdgeKind }),
      ...exchangeOf(exchange),
    },
  ]
}

function exchangeOf({ status, time }: Readonly<Record<string, unknown>>): Pick<CaseHop, 'status' | 'time'> {
  return {
    ...(typeof status === 'number' && { status }),
    ...(typeof time === 'number' && isTime(time) && { time }),
  }
}

function urlOf(url: string): Pick<CaseHop, 'url' | 'host'> {
  const host = URL.parse(url)?.hostname
  return { url, ...(host !== undefined && host !== '' && { host }) }
}

const isTime = (time: number): boolean => Number.isFinite(time) && Math.abs(time) <= 8.64e15
