import type { LinkHost } from '../../model/link.ts'
import type { MessageRecord, RecordChain, RecordLink } from '../../model/record.ts'
import { isKnownByForm } from '../links/assign-roles.ts'

/** A domain a reader can be led to by this mail, and the link that does it. */
export interface PayloadDomain {
  readonly domain: string
  /** Full hosts of that domain, at most 8: many tenants share one domain, and each host is another door. */
  readonly hosts: readonly string[]
  /** Index into `MessageRecord.links`. */
  readonly link: number
  /** The domain stands inside another host's URL. */
  readonly nested: boolean
}

const CLICKABLE = new Set<RecordLink['origin']>([
  'html-anchor',
  'html-area',
  'html-form',
  'html-refresh',
  'text',
  'pdf-annotation',
  'pdf-form',
  'office-relationship',
  'office-field',
  'office-template',
  'rtf-field',
  'calendar',
  'shortcut',
  'qr',
])
const MOST_HOSTS = 8
const WEB = /^(https?|ftp):/i

/**
 * The links a reader can follow on the account of the mail's writer, with their index in `MessageRecord.links`:
 * clickable ones in own or forwarded text. Pictures and quoted history are left out: the reader's program loads the first, somebody else
 * wrote the second. Forwarded blocks count, because a forged one is where the lure stands; and so does quoted text
 * of a mail that is not `anchored` in one we hold, because then nobody knows who wrote it.
 */
export function* payloadLinks(
  record: MessageRecord,
  anchored: boolean,
): Generator<readonly [index: number, link: RecordLink], void, undefined> {
  for (const [index, link] of record.links.entries()) {
    if (!CLICKABLE.has(link.origin) || link.region === 'signature') continue
    // An attached log or patch names hosts by the hundred; nobody clicks in it.
    if (link.origin === 'text' && record.attachments.some((one) => one.part === link.part)) continue
    if (link.region === 'quoted' && anchored) continue
    if (WEB.test(link.url ?? link.href)) yield [index, link]
  }
}

/**
 * The registered domains this mail leads to on its writer's account (`payloadLinks`), each once; hosts that only
 * exist on the reader's own machine or network are left out. A mail gateway's wrapper stands for its target: who
 * received the mail first decides whether links are wrapped, and by whom.
 */
export function payloadDomains(record: MessageRecord, anchored: boolean): readonly PayloadDomain[] {
  const found = new Map<string, PayloadDomain & { readonly hosts: string[] }>()
  const add = ({ domain, host }: LinkHost, link: number, nested: boolean): void => {
    const known = found.get(domain)
    if (!known) found.set(domain, { domain, hosts: [host], link, nested })
    else if (known.hosts.length < MOST_HOSTS && !known.hosts.includes(host)) known.hosts.push(host)
  }
  for (const [index, link] of payloadLinks(record, anchored)) {
    const { target, nested, chain } = link
    const gateways = chain === undefined ? 0 : gatewaysOf(chain)
    const first = gateways === 0 ? target : chain?.hops[gateways]?.target
    if (first && !isLocal(first)) add(first, index, false)
    if (chain)
      for (const { target: inner } of chain.hops.slice(gateways + 1))
        if (inner && !isLocal(inner)) add(inner, index, true)
    for (const inner of nested)
      if (!isLocal(inner) && !isPassed(inner, link, gateways)) add(inner, index, true)
  }
  return [...found.values()]
}

/** Gateways whose wrappers stand outermost, when a target behind them is known. */
function gatewaysOf({ hops }: RecordChain): number {
  const first = hops.findIndex(({ wrapper }) => wrapper?.role !== 'gateway' || isKnownByForm(wrapper.wrapper))
  return Math.max(0, first)
}

/** A gateway's host inside the wrapper of another. */
function isPassed({ domain }: LinkHost, { chain }: RecordLink, gateways: number): boolean {
  return (
    gateways > 1 && chain?.hops.slice(1, gateways).some(({ target }) => target?.domain === domain) === true
  )
}

/** Single labels (`localhost`, `intranet`), loopback and private addresses: no attacker waits there. */
function isLocal({ host, isIp }: LinkHost): boolean {
  if (!isIp) return !host.includes('.') || host.endsWith('.localhost')
  return /^(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|0\.|\[::1\]|\[f[cd]|\[fe80)/.test(host)
}
