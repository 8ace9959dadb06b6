/** From a suspect file or text to the copy it came from. */
import type { MarkDecoding, MarkPlan, MarkReading } from '../../model/mark.ts'
import { parseMessage } from '../../parse/parse-message.ts'
import { decodeText } from './formats/text-bytes.ts'
import { copyBits } from './mark-code.ts'
import { type MasterText, type MasterTrouble, masterTrouble } from './master-text.ts'
import { readMaster, wholeText } from './read-master.ts'
import { readPlaces, type SuspectText } from './read-places.ts'
import { scoreCopies } from './score-copies.ts'

export interface DecodeInput {
  readonly master: MasterText
  readonly plan: MarkPlan
  readonly key: Uint8Array
  /** Everybody who got a copy; more are allowed, fewer would make the p-values too small. */
  readonly recipients: readonly string[]
  readonly suspect: SuspectText
  /** SHA-256 of the suspect file, lower-case hex, when there is one. */
  readonly sha256?: string
}

/** Reads the places of a plan in a suspect text and compares them with every copy. Pure. */
export function decodeMarks({ master, plan, key, recipients, suspect, sha256 }: DecodeInput): MarkDecoding {
  const accepted = plan.places.filter(({ decision }) => decision === 'accepted')
  const readings: readonly MarkReading[] = readPlaces(master, accepted, suspect)
  const evidence = scoreCopies(readings, recipients, (recipient) => copyBits(key, plan.document, recipient))
  const exact = plan.copies.filter((copy) => copy.sha256 === sha256)
  // Two copies can be the same only where the marks are few; then the bytes do not tell which.
  if (exact.length !== 1) return { kind: 'mark-decoding', ...evidence, readings }
  const recipient = exact[0]!.recipient
  const known = evidence.ranking.find((score) => score.recipient === recipient)
  return {
    kind: 'mark-decoding',
    ...evidence,
    verdict: 'exact-copy',
    named: [known ?? { recipient, agree: 0, of: 0, chance: 1, corrected: 1 }],
    readings,
  }
}

/**
 * The text of a suspect file: documents and mails by their format, anything else as text. A PDF or a picture has to
 * be turned into text first.
 */
export function readSuspect(bytes: Uint8Array, name: string): SuspectText | MasterTrouble {
  const ending = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b
  if (isZip || ['html', 'htm', 'xhtml', 'md', 'markdown'].includes(ending)) {
    const read = readMaster(bytes, name)
    return 'kind' in read ? read : { text: wholeText(read), blocks: read.blocks }
  }
  if (ending === 'eml') {
    const { texts } = parseMessage(bytes)
    const text = texts.map((part) => part.text).join('\n\n')
    return text.trim() === ''
      ? masterTrouble('this mail has no text', 'give the file that is attached to it')
      : { text }
  }
  const text = decodeText(bytes)
  if ('kind' in text)
    return masterTrouble(
      'it is not text',
      'give a document, a mail (.eml), a PDF, or text; read a picture with OCR first (tesseract page.png page)',
    )
  return { text: text.text }
}
