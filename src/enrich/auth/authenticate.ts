import type { AuthenticationFacts } from '../../model/authentication.ts'
import type { Lookup } from '../../model/lookup.ts'
import type { Message } from '../../model/message.ts'
import type { Resolver } from '../../model/ports.ts'
import { alignment } from './alignment.ts'
import { verifyHere } from './own-verification.ts'
import { alteration, statedAuthentication, statedResults } from './stated-authentication.ts'
import { trustPolicy } from './trusted-hosts.ts'

export { alteration, statedAuthentication }

export interface AuthenticateOptions {
  /** The raw mail the message was read from. */
  readonly bytes: Uint8Array
  /** Configured authserv-ids or host suffixes; with none the receiving side is inferred. */
  readonly trustedHosts?: readonly string[]
  /** Relays found over the whole mailbox (`inferRelays`). */
  readonly relays?: readonly string[]
  /** Answers for own verification; without it only what the header states is known. */
  readonly resolver?: Resolver
  /** Why `bytes` are not those that were received (`alteration`): then nothing is verified over them. */
  readonly altered?: string
}

/**
 * Everything known about who handled a message: what trusted hosts stated and, with a resolver, what verifying it
 * here found. The lookups are every answer used, to be kept beside the message. Never rejects because of content.
 */
export async function authenticate(
  message: Message,
  options: AuthenticateOptions,
): Promise<{ readonly facts: AuthenticationFacts; readonly lookups: readonly Lookup[] }> {
  const { bytes, trustedHosts = [], relays = [], resolver, altered } = options
  if (resolver === undefined || altered !== undefined)
    return { facts: statedAuthentication(message, trustedHosts, relays, altered), lookups: [] }
  const policy = trustPolicy(trustedHosts, relays)
  const own = await verifyHere(message, bytes, resolver, policy)
  const stated = statedResults(message, policy, own.verifiedSealer)
  return {
    facts: {
      kind: 'authentication',
      results: [...stated.results, ...own.results.map(({ result }) => result)],
      trusted: stated.trusted,
      aligned: alignment(message, [...stated.believed, ...own.results]),
      notEvaluated: [...stated.notes, ...own.notEvaluated],
      lookups: own.lookups.map(({ id }) => id),
    },
    lookups: own.lookups,
  }
}
