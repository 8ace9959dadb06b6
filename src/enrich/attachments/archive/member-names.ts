import { extensionOf, isActive } from '../../../parse/attachments/active-content.ts'
import type { OpenContext } from '../opener.ts'

/** Names of a container's files quoted in one issue. */
const QUOTED = 5

/**
 * Says what the names of an archive's files give away: paths that lead out of the folder they are unpacked to (shown,
 * never followed), and invisible or direction-changing characters that hide an extension. Linear in the names.
 */
export function tellNames(names: readonly string[], context: OpenContext): void {
  const climbing = names.filter((name) =>
    /(?:^|[\\/])\.\.(?:[\\/]|$)|^[\\/]|^[a-z]:[\\/]/i.test(name.slice(0, 4_096)),
  )
  if (climbing.length > 0)
    context.issue(
      'attachment.damaged',
      `${climbing.length} names lead out of the folder: ${quoted(climbing)}`,
    )
  const hiding = names.filter((name) =>
    /[\u202a-\u202e\u2066-\u2069\u200b-\u200f\0]/.test(name.slice(0, 4_096)),
  )
  if (hiding.length > 0)
    context.issue('attachment.type-mismatch', `${hiding.length} names hide characters: ${quoted(hiding)}`)
}

/** Says that files were listed but not opened: their names are text a reader sees, and hunted for. */
export function tellUnopened(names: readonly string[], reason: string, context: OpenContext): void {
  if (names.length === 0) return
  context.issue(
    reason === 'encrypted' ? 'attachment.encrypted' : 'attachment.unsupported',
    `${names.length} files are ${reason}: ${quoted(names)}`,
  )
  context.text(names.join('\n'))
  if (names.some((name) => isActive(extensionOf(name), undefined, Buffer.alloc(0))))
    context.power('embedded-program')
}

const quoted = (names: readonly string[]): string => names.slice(0, QUOTED).join(', ').slice(0, 80)
