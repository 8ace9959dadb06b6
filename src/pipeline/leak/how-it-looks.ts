/** How a file looks: the print of a picture, and of each page of a PDF. */
import { greyThumbnail } from '../../enrich/attachments/image/grey-thumbnail.ts'
import { pictureLook } from '../../enrich/attachments/image/picture-look.ts'
import { LOOK_SIDE, pdfPageLooks } from '../../enrich/attachments/pdf/page-looks.ts'
import { pagePrint } from '../../leaks/pictures/page-print.ts'
import { GREY_SIDE, picturePrint } from '../../leaks/pictures/picture-print.ts'
import type { DocumentPage, PicturePrint } from '../../model/document.ts'
import type { Issue } from '../../model/issue.ts'

export interface HowItLooks {
  readonly picture?: PicturePrint
  readonly pages: readonly DocumentPage[]
  /** Pages that show a picture and have no text; a picture is one such page. */
  readonly withoutText: readonly number[]
  readonly issues: readonly Issue[]
}

const NOTHING: HowItLooks = { pages: [], withoutText: [], issues: [] }

/** Milliseconds for a file that a person named; mail, of which an attacker can send much, gets the usual time. */
export const PATIENCE = 30_000

/**
 * Never rejects for content: what cannot be drawn has no prints. Other files than pictures and PDF have none.
 * @param patience milliseconds for the reader of PDF; the usual time unless given.
 */
export async function howItLooks(
  bytes: Uint8Array,
  mediaType: string,
  patience?: number,
): Promise<HowItLooks> {
  if (mediaType === 'application/pdf') {
    const { looks, withoutText, issues } = await pdfPageLooks(bytes, patience)
    const pages = looks.flatMap(({ page, picture }) => {
      const print = pagePrint(picture)
      return print === undefined ? [] : [{ page, print }]
    })
    return { pages, withoutText, issues }
  }
  if (!mediaType.startsWith('image/') || mediaType.includes('svg')) return NOTHING
  const [grey, look] = await Promise.all([greyThumbnail(bytes, GREY_SIDE), pictureLook(bytes, LOOK_SIDE)])
  const picture = grey && picturePrint(grey)
  const print = look && pagePrint(look)
  return {
    ...(picture !== undefined && { picture }),
    pages: print === undefined ? [] : [{ page: 1, print }],
    withoutText: [1],
    issues: [],
  }
}
