import type { Lookup } from '../model/lookup.ts'
import type { Resolver } from '../model/ports.ts'
import { forbiddenAddress, forbiddenName, forbiddenPort, hostAddress } from './address-rules.ts'

/**
 * Leave for tests to reach servers they started on loopback. Only code can give it: no option of the command line,
 * no environment variable and no setting makes one.
 */
export interface TestAllowance {
  readonly kind: 'test-range'
  /** Where an address and port of the test really listen; undefined for everything the rules apply to. */
  reach(address: string, port: number): { readonly address: string; readonly port: number } | undefined
  /** Certificates to trust besides those of the system, PEM. */
  readonly authorities: readonly string[]
}

/** Where a connection may go, checked and pinned: no name is looked up after this. */
export interface GuardedTarget {
  readonly kind: 'target'
  /** As in the URL, without root dot and brackets. */
  readonly host: string
  /** Public addresses, in the order to be tried, each with where to really connect. */
  readonly places: readonly {
    readonly address: string
    readonly connect: { readonly address: string; readonly port: number }
  }[]
  readonly lookups: readonly Lookup[]
}

export type TargetAnswer =
  | GuardedTarget
  | { readonly kind: 'refused' | 'failed'; readonly detail: string; readonly lookups: readonly Lookup[] }

/** Addresses of one name that are tried; a name with hundreds would make us knock at all of them. */
const PLACES = 3

/**
 * Applies the address rules to host and port of a URL (http or https; ws and wss for the browser's proxy). A name is
 * resolved once, both families; if any of its addresses is forbidden the name is refused as a whole, because which
 * one a client would take is the attacker's choice. Never rejects.
 */
export async function guardedTarget(
  url: URL,
  resolver: Resolver,
  allowance?: TestAllowance,
): Promise<TargetAnswer> {
  const port =
    url.port === '' ? (url.protocol === 'https:' || url.protocol === 'wss:' ? 443 : 80) : Number(url.port)
  const refused = (detail: string, lookups: readonly Lookup[] = []): TargetAnswer => ({
    kind: 'refused',
    detail,
    lookups,
  })
  if (forbiddenPort(port)) return refused(`port ${port} is not for the web`)
  const literal = hostAddress(url.hostname)
  const host = literal ?? url.hostname.replace(/\.$/, '')
  if (host === '') return refused('no host')
  const inner = literal === undefined ? forbiddenName(host) : undefined
  if (inner !== undefined) return refused(`the name ${inner}`)

  const lookups =
    literal === undefined
      ? await Promise.all([resolver.resolve(host, 'A'), resolver.resolve(host, 'AAAA')])
      : []
  const addresses = literal === undefined ? lookups.flatMap(addressesOf) : [literal]
  const places: GuardedTarget['places'][number][] = []
  for (const address of addresses) {
    const granted = allowance?.reach(address, port)
    const why = granted === undefined ? forbiddenAddress(address) : undefined
    if (why !== undefined) return refused(`${address.slice(0, 60)} is ${why}`, lookups)
    places.push({ address, connect: granted ?? { address, port } })
  }
  if (places.length === 0) {
    const failed = lookups.find(({ status }) => status === 'unknown')
    const detail =
      failed === undefined
        ? 'the name has no address'
        : `the name could not be resolved: ${failed.error ?? 'unknown'}`
    return { kind: 'failed', detail, lookups }
  }
  return { kind: 'target', host, places: places.slice(0, PLACES), lookups }
}

function addressesOf(lookup: Lookup): readonly string[] {
  return lookup.status === 'answer' && Array.isArray(lookup.answer)
    ? lookup.answer.filter((one): one is string => typeof one === 'string')
    : []
}
