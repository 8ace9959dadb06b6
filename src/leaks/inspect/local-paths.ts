/** Folders of somebody's computer or network, as programs leave them in files. */

import { utf16Text } from '../../parse/mime/utf16-text.ts'
import type { MarkList } from './mark-list.ts'

/** Paths told of one part. */
const MAX_PATHS = 100
/** A drive or a server with a folder behind it; every stretch is bounded, so that one pass is enough. */
const PATH =
  /(?:(?<![A-Za-z])[A-Za-z]:\\|\\\\[A-Za-z0-9._-]{2,63}\\)(?:[^\u0000-\u001f"<>|*?:\\/\ufffd]{1,80}\\){1,20}[^\u0000-\u001f"<>|*?:\\/\ufffd]{0,120}/g

/** Adds the paths in a part that is not text, in characters of one byte and of two. */
export function pathMarks(list: MarkList, content: Buffer, part: string): void {
  let told = 0
  const add = (path: string, start: number, end: number): void => {
    if (told++ >= MAX_PATHS) return
    list.add({
      code: 'office.local-path',
      means: 'place',
      part,
      value: path,
      range: { start, end },
      cleaned: 'no',
    })
  }
  for (const match of content.toString('latin1').matchAll(PATH))
    add(match[0], match.index, match.index + match[0].length)
  // Texts of two-byte characters begin at even and at odd places.
  for (const shift of [0, 1])
    for (const match of utf16Text(content.subarray(shift)).matchAll(PATH))
      if (/^[\u0020-\u024f\\]*$/.test(match[0].slice(0, 12)))
        add(match[0], shift + 2 * match.index, shift + 2 * (match.index + match[0].length))
}
