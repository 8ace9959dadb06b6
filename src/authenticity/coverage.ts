/** What a signature speaks for, and what people see that it does not. */
import type { Coverage, UncoveredField } from '../model/authenticity.ts'
import type { Message } from '../model/message.ts'
import { bodyPlace } from './canonical.ts'
import type { SignatureCheck } from './check-signature.ts'
import type { RawMail } from './raw-mail.ts'
import type { Signature } from './signature-tags.ts'
import { selectedFields } from './signed-fields.ts'

/** Fields that mail programs show or go by, in the order people look at them. */
export const VISIBLE_FIELDS: readonly string[] = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'subject',
  'date',
  'message-id',
  'in-reply-to',
  'references',
  'content-type',
  'content-transfer-encoding',
  'content-disposition',
]
/** Fields of which a mail may have one only (RFC 5322 §3.6); programs differ in which of two they show. */
export const SINGLE_FIELDS: readonly string[] = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'subject',
  'date',
  'message-id',
  'content-type',
]
/** Characters of an uncovered value that are kept. */
const MAX_VALUE = 300
/** Uncovered fields that are listed. Attack: a header of 20,000 Subject fields. */
const MAX_LISTED = 100

export function coverageOf(
  message: Message,
  mail: RawMail,
  signature: Signature,
  check: SignatureCheck,
): Coverage {
  const selected = selectedFields(mail.fields, signature.names)
  const covered = new Set(selected.filter((index) => index !== undefined))
  const signed = new Set(signature.names)
  const uncovered: UncoveredField[] = []
  for (const key of VISIBLE_FIELDS)
    mail.fields.forEach((field, index) => {
      if (field.key !== key || covered.has(index) || uncovered.length >= MAX_LISTED) return
      uncovered.push({
        name: field.name,
        field: index,
        range: { start: field.start, end: field.end },
        value: field.text
          .slice(field.text.indexOf(':') + 1)
          .replace(/\r\n/g, '')
          .trim()
          .slice(0, MAX_VALUE),
        why: signed.has(key) ? 'extra' : 'not-signed',
      })
    })
  const unsigned = check.bodyLength - check.bodySigned
  const from =
    unsigned > 0 ? mail.placeOf(bodyPlace(mail.body, signature.bodyForm, check.bodySigned)) : undefined
  return {
    signed: [...new Set(signature.names.filter((_, at) => selected[at] !== undefined))],
    closed: [...new Set(signature.names.filter((_, at) => selected[at] === undefined))],
    uncovered,
    bodySigned: check.bodySigned,
    bodyUnsigned: Math.max(0, unsigned),
    ...(from !== undefined && { unsignedFrom: from }),
    unsignedParts:
      from === undefined
        ? []
        : message.parts
            .filter(
              ({ kind, bodyRange }) => kind === 'leaf' && bodyRange.of === undefined && bodyRange.end > from,
            )
            .map(({ path }) => path),
  }
}

/** Fields that may stand once and stand more often. */
export function repeatedFields(mail: RawMail): readonly { readonly name: string; readonly count: number }[] {
  const counts = new Map<string, { name: string; count: number }>()
  for (const { key, name } of mail.fields) {
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { name, count: 1 })
    else known.count++
  }
  return SINGLE_FIELDS.flatMap((key) => {
    const found = counts.get(key)
    return found !== undefined && found.count > 1 ? [found] : []
  })
}
