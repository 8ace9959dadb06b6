import type { CleanedFile, MarkInspection } from '../model/leak-mark.ts'
import { jsonText } from './json-text.ts'

/** What was found, and with a cleaned rewrite what it lost and what is left; hostile text is raw. */
export function marksJson(
  inspection: MarkInspection,
  cleaned?: { readonly file: CleanedFile; readonly path: string },
): string {
  const { kind, ...found } = inspection
  return `${jsonText(
    {
      type: kind,
      ...found,
      ...(cleaned && {
        cleaned: {
          path: cleaned.path,
          size: cleaned.file.bytes.length,
          mediaType: cleaned.file.mediaType,
          removed: cleaned.file.removed,
          left: cleaned.file.left,
          changes: cleaned.file.changes,
        },
      }),
    },
    true,
  )}\n`
}
