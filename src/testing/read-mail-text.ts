import type { Message } from '../model/message.ts'
import { parseMessage } from '../parse/parse-message.ts'

/** Reads a mail written out in a test, as latin1 text or bytes. */
export function readMailText(mail: string | Uint8Array): Message {
  return parseMessage(typeof mail === 'string' ? Buffer.from(mail, 'latin1') : mail)
}
