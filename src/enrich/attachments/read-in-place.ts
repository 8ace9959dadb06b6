import type { Part, Unpacking } from '../../model/message.ts'

/** Packages that hold nothing but the parts taken out of them. A text with a uuencoded file in it is none. */
const PACKAGES: ReadonlySet<Unpacking | undefined> = new Set<Unpacking>([
  'tnef',
  'signed-data',
  'compressed-data',
  'applefile',
])

/**
 * What parse made of an attached part: `message` when its text, links and files are parts of the mail themselves,
 * `package` when it only held other parts, which are; undefined when the content is still to be looked into.
 */
export function readInPlace(part: Part): 'message' | 'package' | undefined {
  if (part.children.length === 0) return undefined
  if (part.kind === 'message') return 'message'
  return part.kind === 'leaf' && PACKAGES.has(part.children[0]?.unpackedFrom) ? 'package' : undefined
}
