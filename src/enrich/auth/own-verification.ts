import { Readable } from 'node:stream'
import type { ARCData, ARCResult, DKIMResult, DKIMVerifyResult } from 'mailauth'
import {
  AUTHENTICATION_WORDS,
  type AuthenticationMethod,
  type AuthenticationResult,
  type AuthenticationWord,
} from '../../model/authentication.ts'
import type { Lookup } from '../../model/lookup.ts'
import type { Message } from '../../model/message.ts'
import type { Resolver } from '../../model/ports.ts'
import { type AlignableResult, authorDomain } from './alignment.ts'
import { isInternalAddress, plainHost } from './host-names.ts'
import { headerTooCostly, withCrlf } from './raw-mail.ts'
import { type RecordedAnswers, recordedAnswers } from './recorded-answers.ts'
import { tagValue } from './tag-list.ts'
import { NO_POLICY, type TrustPolicy, trustZone } from './trusted-hosts.ts'

/** What verifying a message here found. */
export interface OwnVerification {
  readonly results: readonly AlignableResult[]
  /** Domain of the newest ARC seal when the whole chain verified. */
  readonly verifiedSealer?: string
  readonly notEvaluated: readonly string[]
  readonly lookups: readonly Lookup[]
}

// Each signature with its own l= costs a pass over the body; RFC 6376 §6.1 lets a verifier limit them. Real mail
// carries up to about six.
const MAX_SIGNATURES = 16
// RFC 8301 §3.2: keys under 1024 bits are not to be believed.
const MIN_KEY_BITS = 1024
// A selector can be given a new key. After this time, a signature that does not match the key found live says
// nothing about the message.
const KEY_MAY_HAVE_CHANGED = 30 * 24 * 3600 * 1000
const BY = 'counterfoil'
const ARC_FIELDS: ReadonlySet<string> = new Set([
  'arc-seal',
  'arc-message-signature',
  'arc-authentication-results',
])
const WORDS: ReadonlySet<string> = new Set(AUTHENTICATION_WORDS)

type Mailauth = typeof import('mailauth')
let loading: Promise<Mailauth> | undefined

/** Loads mailauth on first use: it takes about 200 ms, which a scan without own verification need not spend. */
function mailauth(): Promise<Mailauth> {
  loading ??= import('mailauth')
  return loading
}

interface Verification {
  readonly message: Message
  readonly answers: RecordedAnswers
  /** When the receiving side took the mail, in milliseconds: expiry is judged at this time. */
  readonly time: number | undefined
  readonly results: AlignableResult[]
  readonly notEvaluated: Set<string>
}

/**
 * Verifies DKIM (RFC 6376, RFC 8463), ARC (RFC 8617), SPF (RFC 7208) and DMARC (RFC 9989) with mailauth and the
 * answers a resolver gives, at the time the mail was received. A question without an answer leaves the result
 * open (`temperror`, or no result) and is named in `notEvaluated`. Never rejects because of content.
 */
export async function verifyHere(
  message: Message,
  mail: Uint8Array,
  resolver: Resolver,
  policy: TrustPolicy,
): Promise<OwnVerification> {
  const zone = trustZone(message, policy)
  const verification: Verification = {
    message,
    answers: recordedAnswers(resolver),
    time: message.received[zone.border]?.date?.time ?? message.received[0]?.date?.time ?? message.date?.time,
    results: [],
    notEvaluated: new Set(),
  }
  const sealer = await verifySignatures(verification, mail)
  await verifySpf(verification, policy)
  await verifyDmarc(verification)
  return {
    results: verification.results,
    ...(sealer !== undefined && { verifiedSealer: sealer }),
    notEvaluated: [...verification.notEvaluated],
    lookups: verification.answers.lookups(),
  }
}

/** DKIM signatures and the ARC chain; returns the sealer of a chain that verified. */
async function verifySignatures(
  { message, answers, time, results, notEvaluated }: Verification,
  mail: Uint8Array,
): Promise<string | undefined> {
  const signatures = fieldsNamed(message, 'dkim-signature')
  const seals = fieldsNamed(message, 'arc-seal')
  // A set without its seal is a broken chain, not an absent one.
  const chained = message.header.some(({ key }) => ARC_FIELDS.has(key))
  if (signatures.length === 0 && !chained) return undefined
  const tooCostly =
    signatures.length > MAX_SIGNATURES ? `more than ${MAX_SIGNATURES} signatures` : headerTooCostly(mail)
  if (tooCostly !== undefined) {
    notEvaluated.add(`own DKIM verification: ${tooCostly}`)
    return undefined
  }
  const { bytes, converted } = withCrlf(mail)
  let found: DKIMVerifyResult
  let chain: ARCResult | undefined
  try {
    const { dkimVerify, arc } = await mailauth()
    // As one chunk: mailauth joins the rest of a long line with each new chunk, quadratic for a body of one line.
    found = await dkimVerify(Readable.from([bytes]), {
      resolver: answers.ask,
      minBitLength: MIN_KEY_BITS,
      rejectRsaSha1: true,
      // Without a time nothing is expired: a Date before every x=.
      curTime: new Date(time ?? 1),
    })
    if (chained && found.arc)
      chain = await arc(found.arc as ARCData, { resolver: answers.ask, minBitLength: MIN_KEY_BITS })
  } catch (error) {
    notEvaluated.add(
      `own DKIM verification: the verifier failed (${error instanceof Error ? error.message.slice(0, 80) : 'no reason'})`,
    )
    return undefined
  }

  let next = 0
  for (const field of signatures) {
    const value = message.header[field]!.value
    const verified = found.results[next]
    if (verified?.signature !== undefined && verified.signature === tagValue(value, 'b')) {
      next++
      results.push(dkimResult(verified, field, { answers, time, converted, notEvaluated }))
    } else {
      // mailauth leaves out signatures it cannot process (unknown algorithm, no d= or s=).
      const domain = tagValue(value, 'd')
      results.push(
        own('dkim', 'neutral', {
          ...(domain && { domain }),
          field,
          reason: 'signature could not be processed',
        }),
      )
    }
  }
  if (chain === undefined) return undefined
  const sealField = newestField(message, seals)
  const sealDomain =
    sealField === undefined ? '' : plainHost(tagValue(message.header[sealField]!.value, 'd') ?? '')
  const { result, reason } = arcWord(chain, answers)
  if (result === 'temperror') notEvaluated.add('own ARC verification: no answer for the key of a seal')
  results.push(
    own('arc', result, {
      ...(sealDomain !== '' && { domain: sealDomain }),
      ...(sealField !== undefined && { field: sealField }),
      ...withReason(reason, converted),
    }),
  )
  return result === 'pass' ? sealDomain : undefined
}

interface SignatureContext {
  readonly answers: RecordedAnswers
  readonly time: number | undefined
  readonly converted: boolean
  readonly notEvaluated: Set<string>
}

function dkimResult(verified: DKIMResult, field: number, context: SignatureContext): AlignableResult {
  const { status } = verified
  const domain = plainHost(verified.signingDomain ?? '')
  const selector = verified.selector ?? ''
  const key = context.answers.kept(`${selector}._domainkey.${verified.signingDomain ?? ''}`)
  let result: AuthenticationWord = WORDS.has(status.result)
    ? (status.result as AuthenticationWord)
    : 'neutral'
  let reason: string | undefined = status.comment
  let alignable = result === 'pass'
  if (status.comment === 'body hash did not verify') result = 'fail'
  else if (result === 'policy') reason = status.policy?.['dkim-rules']
  else if (result === 'temperror') {
    reason = `no key: ${key?.error ?? 'the question was not answered'}`
    context.notEvaluated.add('own DKIM verification: no answer for the key of a signature')
  } else if (result === 'fail' && key?.from === 'dns' && isLate(key, context.time)) {
    result = 'neutral'
    reason = 'does not match the key published long after the message was sent'
  } else if (result === 'pass' && status.testing === true) {
    // RFC 6376 §3.6.1: a signature under t=y is to be treated as if it were not there.
    alignable = false
    reason = 'the domain is testing its signatures (t=y)'
  } else if (result === 'pass' && (status.underSized ?? 0) > 0) {
    // RFC 6376 §8.2: what follows the signed length can have been added by anybody.
    alignable = false
    reason = `l= leaves ${status.underSized} bytes of the body unsigned`
  }
  return {
    ...own('dkim', result, {
      ...(domain !== '' && { domain }),
      ...(selector !== '' && { selector }),
      field,
      ...withReason(reason, context.converted),
    }),
    alignable,
  }
}

function isLate(key: Lookup, time: number | undefined): boolean {
  return time === undefined || Math.abs(key.time - time) > KEY_MAY_HAVE_CHANGED
}

/** mailauth reports every trouble with a chain as `fail`; a key nobody could be asked for is not one. */
function arcWord(
  chain: ARCResult,
  answers: RecordedAnswers,
): { result: AuthenticationWord; reason: string | undefined } {
  const { result, comment } = chain.status
  if (result !== 'fail')
    return { result: WORDS.has(result) ? (result as AuthenticationWord) : 'neutral', reason: undefined }
  // mailauth gives `false` for a chain it could not put together, though its declared type does not say so
  for (const entry of Array.isArray(chain.chain) ? chain.chain : [])
    for (const part of [entry['arc-seal'], entry['arc-message-signature']]) {
      const key = answers.kept(
        `${String(part?.parsed?.s?.value)}._domainkey.${String(part?.parsed?.d?.value)}`,
      )
      if (key?.status === 'unknown')
        return { result: 'temperror', reason: `no key: ${key.error ?? 'no answer'}` }
      if (key?.status === 'absent') return { result: 'neutral', reason: 'no key' }
    }
  return { result: 'fail', reason: comment }
}

/** Received protocols of authenticated submission (RFC 3848, RFC 6531 §4.3), and of webmail. */
const AUTHENTICATED: ReadonlySet<string> = new Set([
  'ESMTPA',
  'ESMTPSA',
  'LMTPA',
  'LMTPSA',
  'UTF8SMTPA',
  'UTF8SMTPSA',
  'HTTP',
  'HTTPS',
])

/** SPF of the client at the border hop for the envelope sender in `Return-Path`. */
async function verifySpf(
  { message, answers, results, notEvaluated }: Verification,
  policy: TrustPolicy,
): Promise<void> {
  const { border } = trustZone(message, NO_POLICY)
  const hop = message.received[border]
  const path = message.header.find(({ key }) => key === 'return-path')
  const not = (why: string): void => {
    notEvaluated.add(`own SPF check: ${why}`)
  }
  if (hop?.ip === undefined || isInternalAddress(hop.ip)) return not('no client address at the border hop')
  // A member of the sending domain logged in and handed it over: SPF speaks of hosts, not of people at home.
  if (AUTHENTICATED.has(hop.with ?? ''))
    return not('handed in by somebody who logged in, so the client is a person')
  if (path === undefined) return not('no Return-Path field')
  if (trustZone(message, policy).border !== border)
    return not('the mail came through a relay, so client and envelope sender do not belong together')
  const sender = path.value.replace(/[<>\s]/g, '')
  const helo = hop.helo ?? ''
  const domain = plainHost(sender === '' ? helo : sender.slice(sender.lastIndexOf('@') + 1))
  if (domain === '') return not('no sender domain')
  if ((await answers.lookup(domain, 'TXT')).status === 'unknown')
    return not('no answer for the sender domain')
  try {
    const { spf } = await mailauth()
    const { status } = await spf({
      sender,
      ip: hop.ip,
      helo,
      mta: hop.by ?? BY,
      resolver: answers.ask,
      strict: true,
    })
    const result = WORDS.has(status.result) ? (status.result as AuthenticationWord) : 'neutral'
    if (result === 'temperror') not('no answer for a record the policy of the sender names')
    results.push({
      ...own('spf', result, {
        domain,
        field: hop.field,
        reason: `client ${hop.ip}${sender === '' ? ', HELO name' : ''}`,
      }),
      alignable: sender !== '',
    })
  } catch (error) {
    not(`the verifier failed (${error instanceof Error ? error.message.slice(0, 80) : 'no reason'})`)
  }
}

/** DMARC from the own SPF and DKIM results; `fail` only when both could be evaluated. */
async function verifyDmarc({ message, answers, results, notEvaluated }: Verification): Promise<void> {
  const author = authorDomain(message)
  const not = (why: string): void => {
    notEvaluated.add(`own DMARC check: ${why}`)
  }
  if (author === undefined) return not('no single author domain')
  const field = message.header.findIndex(({ key }) => key === 'from')
  if ((await answers.lookup(`_dmarc.${author}`, 'TXT')).status === 'unknown')
    return not('no answer for the author domain')
  const passing = (method: AuthenticationMethod): string[] =>
    results
      .filter(({ result, alignable }) => alignable && result.method === method && result.result === 'pass')
      .map(({ result }) => result.domain ?? '')
  try {
    const { dmarc } = await mailauth()
    const found = await dmarc({
      headerFrom: `author@${author}`,
      fromFields: 1,
      spfDomains: passing('spf'),
      dkimDomains: passing('dkim').map((domain) => ({ domain })),
      resolver: answers.ask,
    })
    if (found === false) return not('no single author domain')
    const result = WORDS.has(found.status.result) ? (found.status.result as AuthenticationWord) : 'neutral'
    if (result === 'temperror') return not('no answer for a record of the author domain')
    if (result === 'fail' && !bothEvaluated(message, results))
      return not('SPF or DKIM could not be evaluated')
    results.push(
      own('dmarc', result, {
        domain: author,
        field,
        ...(found.policy && { reason: `policy ${found.policy}` }),
      }),
    )
  } catch (error) {
    not(`the verifier failed (${error instanceof Error ? error.message.slice(0, 80) : 'no reason'})`)
  }
}

/** SPF has a lasting answer, and every signature there is has one too. */
function bothEvaluated(message: Message, results: readonly AlignableResult[]): boolean {
  const lasting = (method: AuthenticationMethod): number =>
    results.filter(
      ({ result }) =>
        result.method === method && result.result !== 'temperror' && result.result !== 'neutral',
    ).length
  return lasting('spf') > 0 && lasting('dkim') === fieldsNamed(message, 'dkim-signature').length
}

function own(
  method: AuthenticationMethod,
  result: AuthenticationWord,
  more: Pick<AuthenticationResult, 'domain' | 'selector' | 'field' | 'reason'>,
): AlignableResult {
  return {
    result: { kind: 'authentication-result', method, result, source: 'own', by: BY, ...more },
    alignable: result === 'pass',
  }
}

const MAX_REASON = 160

function withReason(reason: string | undefined, converted: boolean): { reason?: string } {
  const said = [reason, converted ? 'line ends converted from LF to CRLF' : undefined].filter(
    (one) => one !== undefined,
  )
  return said.length === 0 ? {} : { reason: said.join('; ').slice(0, MAX_REASON) }
}

function fieldsNamed(message: Message, key: string): number[] {
  const found: number[] = []
  for (let index = 0; index < message.header.length; index++)
    if (message.header[index]!.key === key) found.push(index)
  return found
}

function newestField(message: Message, seals: readonly number[]): number | undefined {
  let newest = seals[0]
  let instance = 0
  for (const field of seals) {
    const number = Number(tagValue(message.header[field]!.value, 'i'))
    if (!(number > instance)) continue
    newest = field
    instance = number
  }
  return newest
}
