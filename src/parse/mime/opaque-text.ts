import type { Issue } from '../../model/issue.ts'
import type { DecodedText } from '../decoded-text.ts'

const PGP = '-----BEGIN PGP MESSAGE-----'
const BINHEX = '(This file must be converted with BinHex'

/**
 * Says that a text holds what cannot be read here: inline PGP (RFC 9580 §6.2; only its recipient can), and a BinHex
 * file (RFC 1741). A PGP-signed text is readable and says nothing.
 */
export function noteOpaque({ text, part, mediaType, rangeOf }: DecodedText, issues: Issue[]): void {
  const pgp = lineAt(text, PGP)
  if (pgp >= 0)
    issues.push({
      code: 'mime.encrypted',
      range: rangeOf(pgp, pgp + PGP.length),
      detail: `part ${part} holds a PGP message; only its recipient can read it`,
    })
  // Written by programs that knew no HTML.
  const binhex = mediaType === 'text/plain' ? lineAt(text, BINHEX) : -1
  if (binhex >= 0)
    issues.push({
      code: 'mime.format-unsupported',
      range: rangeOf(binhex, binhex + BINHEX.length),
      detail: `part ${part} holds a BinHex file, which is not unpacked`,
    })
}

/** In HTML the line may begin with a tag; only letters before it make it running text. */
function lineAt(text: string, words: string): number {
  const at = text.indexOf(words)
  if (at <= 0) return at
  return /[\n>\s]/.test(text[at - 1] ?? '') ? at : -1
}
