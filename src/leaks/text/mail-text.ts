import type { Message } from '../../model/message.ts'
import { visibleText } from '../../parse/body/visible-text.ts'

/**
 * The text of a mail as a reader sees it, quotes and forwarded text included: whoever got the mail holds those too.
 * Empty when the mail has no text.
 */
export function mailText(message: Message): string {
  const main = message.texts[message.mainText]
  if (main === undefined) return ''
  return main.mediaType.includes('html') ? visibleText(main.text) : main.text
}
