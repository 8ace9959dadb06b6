/**
 * The conversation index Outlook and Exchange write into `Thread-Index` ([MS-OXOMSG] §2.2.1.3, [MS-OXCMSG]): when the
 * conversation began, its GUID, and five bytes for every answer since.
 */
import type { ConversationIndex } from '../../model/record.ts'

const HEADER = 22
const ANSWER = 5
/** Attack: a field of megabytes. Real ones hold at most some dozens of answers. */
const ANSWER_LIMIT = 200
const TEXT_LIMIT = Math.ceil((HEADER + ANSWER * ANSWER_LIMIT) / 3) * 4
/** 1601-01-01, where FILETIME begins, in milliseconds of Unix time. */
const FILETIME_START = -11_644_473_600_000
/** A tick of FILETIME is 100 ns. */
const TICKS_IN_MILLISECOND = 10_000
/** No conversation by mail is older, and none of today's clocks stands later. */
const EARLIEST = Date.UTC(1990, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

/**
 * Reads the value of a `Thread-Index` field. Undefined for anything that is not 22 bytes and whole answer blocks in
 * base64, or that states a time outside 1990 to 2100: other programs write other things there, which is no sign of
 * anything. Strictly linear, never throws.
 *
 * Two layouts are in use. The specification's has a reserved byte 1 before the five upper bytes of the FILETIME;
 * Outlook writes the six upper bytes, the first of which is 1 until the year 2057. The second byte tells them
 * apart: it is the FILETIME's own first byte, 1, in the former and at least 0xc0 since 1996 in the latter.
 */
export function readConversationIndex(value: string): ConversationIndex | undefined {
  if (value.length > TEXT_LIMIT + 100) return undefined
  const text = value.replace(/[ \t\r\n]/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text)) return undefined
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length < HEADER || (bytes.length - HEADER) % ANSWER !== 0) return undefined
  const answers = (bytes.length - HEADER) / ANSWER
  if (answers > ANSWER_LIMIT || bytes[0] !== 1) return undefined
  const ticks = bytes[1] === 1 ? bytes.readUIntBE(1, 5) * 2 ** 24 : bytes.readUIntBE(0, 6) * 2 ** 16
  const started = Math.round(ticks / TICKS_IN_MILLISECOND) + FILETIME_START
  if (started < EARLIEST || started > LATEST) return undefined
  return { started, conversation: bytes.toString('hex', 6, 14), answers }
}
