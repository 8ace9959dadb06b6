/** Result words of RFC 8601 §2.7 that the methods we read share. */
export const AUTHENTICATION_WORDS = [
  'none',
  'pass',
  'fail',
  'policy',
  'neutral',
  'softfail',
  'temperror',
  'permerror',
] as const

export type AuthenticationWord = (typeof AUTHENTICATION_WORDS)[number]

export type AuthenticationMethod = 'spf' | 'dkim' | 'dmarc' | 'arc' | 'auth' | 'iprev' | 'compauth'

/** One method result: what some host found, or what we found ourselves. */
export interface AuthenticationResult {
  readonly kind: 'authentication-result'
  readonly method: AuthenticationMethod
  readonly result: AuthenticationWord
  /** The domain the result speaks of (smtp.mailfrom, header.d, header.from …), lower case. */
  readonly domain?: string
  /** DKIM selector. */
  readonly selector?: string
  /** `field`: stated by a trusted host; `untrusted-field`: stated by a host nobody vouches for; `arc`: by a trusted ARC sealer; `own`: verified here. */
  readonly source: 'field' | 'untrusted-field' | 'arc' | 'own'
  /** authserv-id of the host that stated it, or `counterfoil`. */
  readonly by: string
  /** Index into `Message.header`, for stated results and for the signature an own result is about. */
  readonly field?: number
  readonly reason?: string
}

/** What is known about who handled the message, and what is not. */
export interface AuthenticationFacts {
  readonly kind: 'authentication'
  readonly results: readonly AuthenticationResult[]
  /** Hosts whose statements are believed, and why. */
  readonly trusted: readonly {
    readonly host: string
    readonly because: 'configured' | 'inferred'
    /** What the inference rests on, one short phrase. */
    readonly reason?: string
  }[]
  /** DMARC-style alignment of the visible From domain with a passing SPF or DKIM domain, from trusted or own results. */
  readonly aligned: 'pass' | 'fail' | 'unknown'
  /** Why own verification did not run or could not finish; empty when it did. */
  readonly notEvaluated: readonly string[]
  /** Ids of the recorded lookups own verification used. */
  readonly lookups: readonly string[]
}
