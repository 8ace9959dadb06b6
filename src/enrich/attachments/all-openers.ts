import { image } from './image/image-opener.ts'
import type { Opener } from './opener.ts'
import { pdf } from './pdf/pdf-opener.ts'
import { plainText } from './text/text-opener.ts'

// Openers of packages and containers: add imports below this line, and the values in the array at the same mark.

/** Every format that is looked into; the first opener that accepts a file opens it. */
export const ALL_OPENERS: readonly Opener[] = [
  pdf,
  image,
  // packages and containers (ooxml, odf, ole, rtf, calendar, vcard, archive, html, mail, shortcut)

  // last: takes every text that none of the above knows
  plainText,
]
