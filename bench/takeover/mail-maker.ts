/**
 * Makes a mail out of a real one of the same list: its header is edited field by field, its body written anew in the
 * same make. Everything generated, attack or twin, comes through here, so that the work leaves no mark of its own on
 * one side only.
 */
import type { Mailbox, Message } from '../../src/model/message.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import { type MailText, writeBody } from './body-writer.ts'
import type { Dice } from './random.ts'
import {
  fieldOf,
  likeMessageId,
  putTogether,
  type RawField,
  refreshTokens,
  setField,
  shiftDates,
  takeApart,
  without,
} from './raw-header.ts'

/** What the maker needs to know of a real mail. */
export type BaseFacts = Pick<MessageRecord, 'time' | 'from' | 'messageId' | 'client'>

/** A real mail with everything the maker needs of it. */
export interface BaseMail {
  readonly record: BaseFacts
  readonly bytes: Uint8Array
  readonly message: Message
}

export interface MailPlan {
  /** Whose name and address it bears. */
  readonly from: Mailbox
  /** Milliseconds; when the archive gets it. */
  readonly time: number
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly subject: string
  /** The mail it answers; absent when it starts a thread. */
  readonly parent?: MessageRecord
  readonly text: MailText
}

/** Marks of patch tools, which say nothing about a mail written by hand. */
const TOOL_FIELDS = [
  'x-developer-signature',
  'x-developer-key',
  'x-change-id',
  'x-b4-tracking',
  'x-tuid',
  'lines',
  'content-length',
  'face',
]

export function makeMail(base: BaseMail, plan: MailPlan, dice: Dice): Uint8Array {
  const like = takeApart(base.bytes)
  const fields = editedHeader(like.fields, base.record, plan, dice)
  return putTogether(writeBody({ ...like, fields }, base.bytes, base.message, plan.text, dice))
}

/** The header of `base` as its program and its way would have made it for the plan. */
export function editedHeader(
  given: readonly RawField[],
  base: BaseFacts,
  plan: MailPlan,
  dice: Dice,
): RawField[] {
  const delta = plan.time - base.time
  let fields = without(refreshTokens(shiftDates(given, base.time, delta), dice, delta), ...TOOL_FIELDS)
  if (base.messageId) {
    const old = base.messageId
    const fresh = likeMessageId(old, dice, delta)
    fields = fields.map((one) => ({ ...one, value: one.value.replaceAll(old, () => fresh) }))
  }
  fields = withSender(fields, base.from, plan.from)
  fields = withRecipients(fields, 'To', plan.to, ['from', 'subject', 'date'])
  fields = withRecipients(fields, 'Cc', plan.cc, ['to'])
  fields = setField(fields, 'Subject', foldedSubject(plan.subject), ['to', 'from'])
  fields = withThread(fields, plan)
  return withOutlookThread(fields, plan, dice)
}

/** Another account's header under this sender's name: its own address is replaced wherever it stands. */
function withSender(fields: readonly RawField[], was: Mailbox, is: Mailbox): RawField[] {
  const from = fieldOf(fields, 'from')
  const same = was.address.toLowerCase() === is.address.toLowerCase()
  if (same || !from) return [...fields]
  const quoted = /^\s*"/.test(from.value)
  const written = /[<]/.test(from.value)
    ? `${phrase(is.name, quoted)} <${is.address}>`.trimStart()
    : is.address
  const old = new RegExp(escapeRegExp(was.address), 'gi')
  const [oldLocal = '', newLocal = ''] = [was.address.split('@')[0], is.address.split('@')[0]]
  const login =
    oldLocal.length >= 4 ? new RegExp(`\\b${escapeRegExp(oldLocal)}(?=[@=]|\\b)`, 'gi') : undefined
  return (
    fields
      .map((one) => {
        if (one.key === 'from') return { ...one, value: `${/^\s*/.exec(one.value)?.[0] ?? ' '}${written}` }
        if (['to', 'cc', 'subject', 'references', 'in-reply-to', 'reply-to'].includes(one.key)) return one
        let value = one.value.replace(old, () => is.address)
        if (login && ['message-id', 'received', 'return-path', 'x-sender'].includes(one.key))
          value = value.replace(login, () => newLocal)
        return { ...one, value }
      })
      // Keys and pictures of the other person; the Reply-To of the other account.
      .filter(
        (one) =>
          ![
            'autocrypt',
            'openpgp',
            'x-face',
            'x-pgp-key',
            'reply-to',
            'disposition-notification-to',
          ].includes(one.key),
      )
  )
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}

/** A display name as it must stand in a header (RFC 5322 phrase, RFC 2047). */
function phrase(name: string, quoted = false): string {
  if (name === '') return ''
  if (/[^\x20-\x7e]/.test(name)) return encodedWord(name)
  return quoted || /[()<>[\]:;@\\,."]/.test(name) ? `"${name.replace(/["\\]/g, '')}"` : name
}

function encodedWord(text: string): string {
  const bytes = Buffer.from(text, 'utf8')
  const words: string[] = []
  // 45 bytes are 60 characters of base64: with its frame a word stays under 75 (RFC 2047 §2).
  let start = 0
  while (start < bytes.length) {
    let end = Math.min(bytes.length, start + 45)
    while (end < bytes.length && (bytes[end]! & 0xc0) === 0x80) end--
    words.push(`=?UTF-8?B?${bytes.subarray(start, end).toString('base64')}?=`)
    start = end
  }
  return words.join('\n ')
}

function withRecipients(
  fields: readonly RawField[],
  name: 'To' | 'Cc',
  list: readonly Mailbox[],
  behind: readonly string[],
): RawField[] {
  const key = name.toLowerCase()
  const old = fieldOf(fields, key)
  if (list.length === 0) return without(fields, key)
  const fold = /\n[ \t]+/.exec(old?.value ?? fieldOf(fields, 'to')?.value ?? '')?.[0] ?? '\n\t'
  const lines: string[] = []
  let line = ''
  for (const [i, one] of list.entries()) {
    const written = `${one.name ? `${phrase(one.name)} <${one.address}>` : one.address}${i < list.length - 1 ? ',' : ''}`
    if (line !== '' && line.length + written.length > 66) {
      lines.push(line)
      line = written
    } else line = line === '' ? written : `${line} ${written}`
  }
  lines.push(line)
  return setField(fields, name, lines.join(fold), behind)
}

function foldedSubject(subject: string): string {
  if (/[^\x20-\x7e]/.test(subject)) return encodedWord(subject)
  const lines: string[] = []
  let rest = subject
  while (rest.length > 68) {
    const cut = rest.lastIndexOf(' ', 68)
    if (cut <= 10) break
    lines.push(rest.slice(0, cut))
    rest = rest.slice(cut + 1)
  }
  return [...lines, rest].join('\n ')
}

function withThread(fields: readonly RawField[], plan: MailPlan): RawField[] {
  const { parent } = plan
  if (!parent?.messageId) return without(fields, 'in-reply-to', 'references')
  const anchors = [...parent.thread.anchors.slice(-8), parent.messageId].map((id) => `<${id}>`)
  const set = setField(fields, 'In-Reply-To', `<${parent.messageId}>`, ['message-id', 'date'])
  return setField(set, 'References', anchors.join('\n '), ['in-reply-to'])
}

/** Thread-Topic and Thread-Index of Outlook ([MS-OXOMSG] §2.2.1.3): five time bytes, a GUID, five bytes an answer. */
function withOutlookThread(fields: readonly RawField[], plan: MailPlan, dice: Dice): RawField[] {
  return fields.map((one) => {
    if (one.key === 'thread-topic')
      return {
        ...one,
        value: ` ${foldedSubject(plan.subject.replace(/^((re|aw|fwd?|wg|tr|rv):\s*)+/i, ''))}`,
      }
    if (one.key !== 'thread-index') return one
    const ticks = (BigInt(Math.round(plan.time)) + 11_644_473_600_000n) * 10_000n
    const index = Buffer.alloc(22 + (plan.parent ? 5 : 0))
    for (let i = 0; i < index.length; i++) index[i] = dice.below(256)
    const high = Buffer.alloc(8)
    high.writeBigUInt64BE(ticks)
    high.copy(index, 0, 0, 6)
    return { ...one, value: ` ${index.toString('base64')}` }
  })
}
