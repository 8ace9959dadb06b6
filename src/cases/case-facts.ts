import { hash } from 'node:crypto'
import type { CaseEvidence } from '../model/case.ts'
import type { CaseChain, CaseFacts, CaseHop, CaseMail, CaseSighting } from '../model/case-report.ts'
import { TLP_LABELS, type TlpLabel } from '../model/indicator.ts'
import type { Mailbox } from '../model/message.ts'
import { EDGE_KINDS, type EdgeKind, HOP_ROLES, type HopRole } from '../model/redirect-chain.ts'
import { parseMessage } from '../parse/parse-message.ts'

/** Links, chains, sightings told of one piece of evidence. Attack: a newsletter of ten thousand links in a report. */
const MOST = 200
/** Evidence read for facts; larger files are evidence all the same. */
const LARGEST_READ = 64 * 1024 * 1024

/**
 * What evidence says by its own bytes: mails, chains (as `trace` writes or records them) and sightings (as `hunt` writes
 * them). Bytes that are something else are told, never thrown over.
 */
export function caseFacts(
  evidence: readonly CaseEvidence[],
  bytesOf: (one: CaseEvidence) => Uint8Array,
): CaseFacts {
  const mails: CaseMail[] = []
  const chains: CaseChain[] = []
  const sightings: CaseSighting[] = []
  const unread: { evidence: string; why: string }[] = []
  for (const one of evidence) {
    if (one.duplicateOf !== undefined || !['message', 'chain', 'sighting'].includes(one.of)) continue
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
    } else {
      const found = sightingsIn(one.id, bytes)
      if (found.length === 0) unread.push({ evidence: one.id, why: 'it holds no sighting as hunt writes it' })
      sightings.push(...found.slice(0, MOST))
    }
  }
  return { mails, chains, sightings, unread }
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

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Values of a JSON document, or of each line that is one. */
function documents(bytes: Uint8Array): readonly unknown[] {
  const text = Buffer.from(bytes).toString('utf8')
  try {
    return [JSON.parse(text)]
  } catch {
    return text.split('\n').flatMap((line) => {
      try {
        return line.trim() === '' ? [] : [JSON.parse(line)]
      } catch {
        return []
      }
    })
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

function sightingsIn(evidence: string, bytes: Uint8Array): readonly CaseSighting[] {
  return documents(bytes).flatMap((value): CaseSighting[] => {
    const list = isRecord(value) && Array.isArray(value.sightings) ? value.sightings : [value]
    return list.flatMap((one): CaseSighting[] => {
      const sighting = isRecord(one) && isRecord(one.sighting) ? one.sighting : one
      if (!isRecord(sighting) || !isRecord(sighting.indicator)) return []
      const { indicator, tier, digest } = sighting
      // `date` is how hunt writes it
      const time = sighting.time ?? sighting.date
      const { type, value: seen, source, published, validUntil, tlp } = indicator
      const moment = typeof time === 'string' ? Date.parse(time) : time
      if (typeof type !== 'string' || typeof seen !== 'string' || typeof digest !== 'string') return []
      if (typeof tier !== 'string' || typeof moment !== 'number' || !isTime(moment)) return []
      const name = isRecord(source) ? (source.publisher ?? source.name) : source
      return [
        {
          evidence,
          type,
          value: seen,
          tier,
          digest,
          time: moment,
          source: typeof name === 'string' ? name : 'a source that is not named',
          ...(typeof published === 'number' && isTime(published) && { published }),
          ...(typeof validUntil === 'number' && isTime(validUntil) && { validUntil }),
          ...(TLP_LABELS.includes(tlp as TlpLabel) && { tlp: tlp as TlpLabel }),
        },
      ]
    })
  })
}
