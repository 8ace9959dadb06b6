import type { Issue } from '../model/issue.ts'
import type { ByteWindow } from './byte-window.ts'
import { inOrder, type MailFlag } from './mailbox-folder.ts'
import type { SplitLimits } from './mbox-split.ts'

/** The property list behind the message takes one or two thousand bytes. */
const LIST_BYTES: number = 256 * 1024
const LF = 0x0a

/** What an Apple Mail message file holds. */
export interface EmlxMessage {
  readonly bytes: Uint8Array
  /** Bytes the mail takes in the file. */
  readonly length: number
  readonly flags: readonly MailFlag[]
  /** Milliseconds; when the mail was received. */
  readonly time?: number
  /** Attachments are kept in files beside this one. */
  readonly incomplete: boolean
  readonly issues: readonly Issue[]
}

/** Bits of `flags` in the property list, as Apple Mail writes them. */
const FLAG_BITS: readonly (readonly [bit: number, flag: MailFlag])[] = [
  [0, 'read'],
  [1, 'trashed'],
  [2, 'replied'],
  [4, 'flagged'],
  [6, 'draft'],
  [8, 'passed'],
  [9, 'passed'],
  [24, 'spam'],
]

/**
 * Reads an .emlx file: a line with the length of the mail, the mail, an XML property list with flags and times. The
 * window stands at the mail. Apple Mail moves attachments of large mails out into files of their own and leaves
 * `X-Apple-Content-Length` where they stood (`.partial.emlx`): that is said, as the mail is then not what was sent.
 */
export async function emlxMessage(
  window: ByteWindow,
  stated: number,
  limits: SplitLimits,
): Promise<EmlxMessage> {
  const kept = Math.min(stated, limits.messageBytes)
  await window.fill(kept)
  const held = Math.min(kept, window.length)
  const bytes = new Uint8Array(Buffer.allocUnsafeSlow(held).buffer, 0, held)
  bytes.set(window.view.subarray(window.from, window.from + held))
  const issues: Issue[] = []
  if (stated > kept)
    issues.push({
      code: 'limit.message-size',
      range: { start: kept, end: kept },
      detail: `cut after ${kept} bytes: it takes ${stated} bytes in the file`,
    })
  else if (held < stated)
    issues.push({
      code: 'source.truncated',
      detail: `the file ends after ${held} of ${stated} bytes of this message`,
    })
  let left = stated
  while (left > 0 && (window.length > 0 || (await window.more()))) {
    const step = Math.min(left, window.length)
    window.from += step
    left -= step
  }
  await window.fill(LIST_BYTES)
  const list = window.view.toString('latin1', window.from, window.from + Math.min(window.length, LIST_BYTES))
  if (held === stated && !list.includes('<plist'))
    issues.push({
      code: 'source.truncated',
      detail: 'the list of flags that Apple Mail keeps behind the message is missing',
    })

  const apart = partsKeptApart(Buffer.from(bytes.buffer, 0, held))
  if (apart.count > 0)
    issues.push({
      code: 'source.incomplete',
      detail: `Apple Mail keeps ${apart.count} ${apart.count === 1 ? 'attachment' : 'attachments'} of this mail (${apart.bytes} bytes encoded) in its Attachments folder: not read`,
    })
  const number = numberIn(list, 'flags')
  const received = numberIn(list, 'date-received')
  const flags = FLAG_BITS.flatMap(([bit, flag]) =>
    Math.floor((number ?? 0) / 2 ** bit) % 2 === 1 ? [flag] : [],
  )
  return {
    bytes,
    length: stated - left,
    flags: inOrder(new Set(flags)),
    ...(received === undefined ? {} : { time: received * 1000 }),
    incomplete: apart.count > 0,
    issues,
  }
}

/** Fields that stand where Apple Mail took a part out, and the length it had. */
function partsKeptApart(mail: Buffer): { readonly count: number; readonly bytes: number } {
  const name = 'X-Apple-Content-Length:'
  let count = 0
  let bytes = 0
  for (let at = mail.indexOf(name); at >= 0; at = mail.indexOf(name, at + name.length)) {
    if (at > 0 && mail[at - 1] !== LF) continue
    count++
    const length = /^[ \t]*(\d{1,12})/.exec(
      mail.toString('latin1', at + name.length, at + name.length + 20),
    )?.[1]
    bytes += Number(length ?? 0)
  }
  return { count, bytes }
}

/** An integer of the property list. Only Apple Mail writes it; it is read as text because nothing in it is nested. */
function numberIn(list: string, key: string): number | undefined {
  const at = list.indexOf(`<key>${key}</key>`)
  if (at < 0) return undefined
  const value = /^\s{0,40}<(?:integer|real)>(\d{1,15})/.exec(
    list.slice(at + key.length + '<key></key>'.length, at + 200),
  )?.[1]
  return value === undefined ? undefined : Number(value)
}
