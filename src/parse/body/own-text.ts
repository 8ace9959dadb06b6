import type { TextRegion } from '../../model/message.ts'
import type { DecodedText } from '../decoded-text.ts'
import { visibleText } from './visible-text.ts'

/** What the sender wrote in this mail, as a reader sees it: the `own` regions, for HTML without its markup. */
export function ownText(text: DecodedText, regions: readonly TextRegion[]): string {
  const html = text.mediaType.includes('html')
  const pieces: string[] = []
  for (const { kind, start, end } of regions) {
    if (kind !== 'own') continue
    const piece = text.text.slice(start, end)
    const seen = html ? visibleText(piece) : piece.trim()
    if (seen !== '') pieces.push(seen)
  }
  return pieces.join('\n')
}
