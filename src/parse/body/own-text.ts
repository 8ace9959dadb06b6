import type { TextRegion } from '../../model/message.ts'
import type { DecodedText } from '../decoded-text.ts'
import { renderText } from './visible-text.ts'

/** What the sender wrote in this mail, as a reader sees it: the `own` regions, for HTML without its markup. */
export function ownText(text: DecodedText, regions: readonly TextRegion[]): string {
  const own = regions.filter(({ kind }) => kind === 'own')
  if (text.mediaType.includes('html')) {
    let next = 0
    return renderText(text.text, (offset) => {
      while (next < own.length && (own[next]?.end ?? 0) <= offset) next++
      return (own[next]?.start ?? Number.POSITIVE_INFINITY) <= offset
    })
  }
  return own
    .map(({ start, end }) => text.text.slice(start, end).trim())
    .filter((piece) => piece !== '')
    .join('\n')
}
