import type { AuthenticationFacts, AuthenticationResult } from '../../model/authentication.ts'
import type { Message } from '../../model/message.ts'
import { registeredDomain } from './host-names.ts'

/** A believed result, with what alignment needs beyond the public facts. */
export interface AlignableResult {
  readonly result: AuthenticationResult
  /** False for results that say nothing about the author: SPF of the HELO name, a signature over part of the body. */
  readonly alignable: boolean
}

/** The domain of the visible From when there is exactly one (RFC 9989 §5.3.1), lower case. */
export function authorDomain(message: Message): string | undefined {
  let fields = 0
  for (const { key } of message.header) if (key === 'from') fields++
  if (fields > 1) return undefined
  let only: string | undefined
  for (const { address } of message.from) {
    const at = address.lastIndexOf('@')
    const domain = at < 0 ? '' : address.slice(at + 1).toLowerCase()
    if (domain === '' || (only !== undefined && only !== domain)) return undefined
    only = domain
  }
  return only
}

/**
 * DMARC-style alignment (RFC 9989 §4.4, relaxed, organisational domains by the public suffix list) of the visible
 * From with what believed results say. `pass`: a passing SPF or DKIM domain belongs to the same organisation, or
 * DMARC passed for it. `fail` only on positive evidence: DMARC failed, or SPF and DKIM were both evaluated, one
 * failed and none passed. Everything else is `unknown`; a temporary error leaves the question open.
 */
export function alignment(
  message: Message,
  believed: readonly AlignableResult[],
): AuthenticationFacts['aligned'] {
  const author = authorDomain(message)
  if (author === undefined || believed.length === 0) return 'unknown'
  const organisation = registeredDomain(author) ?? author
  const ofAuthor = (domain: string): boolean => (registeredDomain(domain) ?? domain) === organisation
  let dmarcFailed = false
  let anyFailed = false
  let open = false
  let passed = false
  const evaluated = new Set<string>()
  for (const { result, alignable } of believed) {
    const { method, domain } = result
    const pass = result.result === 'pass'
    if (method === 'dmarc') {
      // A list may have put its own address into From after DMARC was checked for the author's.
      if (domain !== undefined && !ofAuthor(domain)) continue
      if (pass) return 'pass'
      if (result.result === 'fail') dmarcFailed = true
    } else if (method === 'spf' || method === 'dkim') {
      if (pass && alignable && domain !== undefined && ofAuthor(domain)) return 'pass'
      evaluated.add(method)
      if (pass) passed = true
      else if (result.result === 'temperror') open = true
      else if (result.result === 'fail' || result.result === 'softfail' || result.result === 'permerror')
        anyFailed = true
    }
  }
  if (dmarcFailed) return 'fail'
  return evaluated.size === 2 && anyFailed && !passed && !open ? 'fail' : 'unknown'
}
