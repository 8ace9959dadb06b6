/** One item by itself: all its signatures, its ARC chain, and the state that speaks for it. */
import type { ItemVerdict, SignatureState, SignatureVerdict } from '../model/authenticity.ts'
import type { Message } from '../model/message.ts'
import type { RawMessage } from '../model/source.ts'
import { arcVerdict } from './arc-verdict.ts'
import { betterCopy, type PoorCopy } from './better-copy.ts'
import { bodyHashes } from './check-signature.ts'
import { repeatedFields } from './coverage.ts'
import { type KeyRing, keyName } from './key-archive.ts'
import { type RawMail, rawMail } from './raw-mail.ts'
import { readSignature, type Signature } from './signature-tags.ts'
import { signatureVerdict } from './signature-verdict.ts'

/** RFC 6376 §6.1 lets a verifier limit them; real mail carries up to about six. Attack: each costs a pass over 64 MB. */
const MAX_SIGNATURES = 32

/** The signatures of a mail in order of their fields, at most `MAX_SIGNATURES` of each role. */
export function signaturesOf(mail: RawMail): {
  readonly signatures: readonly Signature[]
  readonly left: number
} {
  const signatures: Signature[] = []
  const counts = new Map<string, number>()
  let left = 0
  mail.fields.forEach((field, index) => {
    const signature = readSignature(field, index)
    if (signature === undefined) return
    const count = (counts.get(signature.role) ?? 0) + 1
    counts.set(signature.role, count)
    if (count > MAX_SIGNATURES) left++
    else signatures.push(signature)
  })
  return { signatures, left }
}

/** Names of the keys a mail's signatures ask for, `selector._domainkey.domain`. */
export function wantedKeys(mail: RawMail): ReadonlySet<string> {
  const { signatures } = signaturesOf(mail)
  return new Set(
    signatures
      .filter(({ malformed }) => malformed === undefined)
      .map(({ selector, domain }) => keyName(selector, domain)),
  )
}

/** Strongest first: a signature of the author's domain goes before one of a list, and a pass before a failure. */
const STRENGTH: readonly SignatureState[] = [
  'pass_live_key',
  'pass_archived_key',
  'pass_recovered_key',
  'pass_weak_key',
  'key_compromised_or_published',
  'fail_body',
  'fail_headers',
  'no_key_found',
  'not_raw',
]

/** True for the states in which the signature fits, whatever its key is worth. */
export function fits(state: SignatureState): boolean {
  return state.startsWith('pass_') || state === 'key_compromised_or_published'
}

/** The verdict over one mail. `now`: when live keys were asked for, milliseconds. Never throws because of content. */
export function itemVerdict(raw: RawMessage, message: Message, ring: KeyRing, now?: number): ItemVerdict {
  const { source } = raw
  const mail = rawMail(raw.bytes)
  const notRaw = whyNotRaw(raw, message)
  const base = {
    kind: 'item-verdict' as const,
    file: source.file,
    source,
    digest: message.digest,
    from: message.from
      .map(({ name, address }) => (name === '' ? address : `${name} <${address}>`))
      .join(', '),
    subject: message.subject,
    ...(message.messageId !== undefined && { messageId: message.messageId }),
    ...(message.date !== undefined && { date: message.date.time }),
    repeated: repeatedFields(mail),
    comparisons: [],
  }
  if (notRaw !== undefined) {
    const signatures = headerIsRaw(source) ? ofRebuiltBody(message, mail, ring, now) : []
    const deciding = strongest(signatures)
    const state = deciding === undefined ? 'not_raw' : signatures[deciding]!.state
    return {
      ...base,
      state,
      ...(deciding !== undefined && { deciding }),
      signatures,
      arc: { result: 'none', reason: 'not checked', sets: [] },
      notRaw: notRaw.why,
      ...(state === 'not_raw' && { ask: betterCopy(notRaw.copy) }),
      notEvaluated: [],
    }
  }
  const { signatures, left } = signaturesOf(mail)
  const context = { message, mail, bodies: bodyHashes(mail), ring, ...(now !== undefined && { now }) }
  const verdicts = signatures
    .filter(({ role }) => role === 'dkim')
    .map((signature) => signatureVerdict(context, signature))
  const deciding = strongest(verdicts)
  return {
    ...base,
    state: deciding === undefined ? 'unsigned' : verdicts[deciding]!.state,
    ...(deciding !== undefined && { deciding }),
    signatures: verdicts,
    arc: arcVerdict(context, signatures),
    notEvaluated: left > 0 ? [`${left} more signatures were not checked`] : [],
  }
}

/** Outlook keeps the header of received mail as it came, and only the body in its own form. */
const headerIsRaw = ({ rebuilt, incomplete }: RawMessage['source']): boolean =>
  incomplete !== true && rebuilt !== undefined && rebuilt.length > 0 && !rebuilt.includes('header')

/**
 * Signatures over a body that was made again. When its hash fits all the same, it is the one that was signed, whatever
 * happened in between; otherwise only the signed fields can be spoken of.
 */
function ofRebuiltBody(
  message: Message,
  mail: RawMail,
  ring: KeyRing,
  now: number | undefined,
): readonly SignatureVerdict[] {
  const context = { message, mail, bodies: bodyHashes(mail), ring, ...(now !== undefined && { now }) }
  return signaturesOf(mail)
    .signatures.filter(({ role }) => role === 'dkim')
    .map((signature): SignatureVerdict => {
      const { coverage, ...verdict } = signatureVerdict(context, signature)
      if (verdict.body === 'match') return { ...verdict, ...(coverage && { coverage }) }
      const fields =
        verdict.header === 'match'
          ? 'the signed fields are as they were signed'
          : verdict.header === 'mismatch'
            ? 'the signed fields do not fit, or another key was in use'
            : 'the signed fields were not checked: no key is known'
      return {
        ...verdict,
        state: 'not_raw',
        body: 'unknown',
        reason: `${fields}; nothing can be said of the body`,
      }
    })
}

function strongest(verdicts: readonly SignatureVerdict[]): number | undefined {
  let best: number | undefined
  for (let index = 0; index < verdicts.length; index++)
    if (best === undefined || rank(verdicts[index]!) < rank(verdicts[best]!)) best = index
  return best
}

function rank({ state, author, repairs, coverage }: SignatureVerdict): number {
  const passing = fits(state)
  return (
    (passing ? 0 : 1000) +
    (author === 'same' ? 0 : author === 'same-organisation' ? 100 : 200) +
    STRENGTH.indexOf(state) * 10 +
    (passing && (coverage?.bodyUnsigned ?? 0) > 0 ? 5 : 0) +
    Math.min(4, repairs.length)
  )
}

/** Why the bytes are not those that were sent; undefined when they may be. */
function whyNotRaw(
  { source, bytes }: RawMessage,
  message: Message,
): { readonly why: string; readonly copy: PoorCopy } | undefined {
  if (source.rebuilt !== undefined && source.rebuilt.length > 0)
    return {
      why: `Outlook keeps the ${source.rebuilt.join(' and the ')} of a mail in its own form, not as it was sent`,
      copy: 'outlook',
    }
  if (source.incomplete === true)
    return { why: 'the mail program keeps attachments of this mail elsewhere', copy: 'incomplete' }
  if (bytes.length === 0) return { why: 'the message is empty', copy: 'text' }
  if (message.header.length === 0) return { why: 'there is no header: it is text, not a mail', copy: 'text' }
  // RFC 5322 §3.6 wants a Date of every mail, and every program and server writes these; a copied text has none.
  if (!message.header.some(({ key }) => BY_PROGRAMS.has(key)))
    return {
      why: 'it begins like a mail, but no program has left a trace in it (Date, Message-ID, Received, a signature), as in a copied text',
      copy: 'text',
    }
  return undefined
}

const BY_PROGRAMS: ReadonlySet<string> = new Set([
  'date',
  'message-id',
  'received',
  'return-path',
  'delivered-to',
  'mime-version',
  'dkim-signature',
  'arc-seal',
  'arc-message-signature',
])
