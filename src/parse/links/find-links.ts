import type { Issue } from '../../model/issue.ts'
import type { Link } from '../../model/link.ts'
import type { TextRegion } from '../../model/message.ts'
import type { DecodedText } from '../decoded-text.ts'

export interface FindLinksInput {
  readonly texts: readonly DecodedText[]
  /** Index into `texts` → regions of that text; a text without regions counts as the sender's own. */
  readonly regions: ReadonlyMap<number, readonly TextRegion[]>
  /** Addresses of this mail's recipients. */
  readonly recipients: readonly string[]
}

/** Every link in the texts, in order of place, with its static facts. Never throws. */
export function findLinks(_input: FindLinksInput): {
  readonly links: readonly Link[]
  readonly issues: readonly Issue[]
} {
  return { links: [], issues: [] }
}
