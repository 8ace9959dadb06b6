import type { Part } from '../../model/message.ts'

/**
 * Paths of parts of a multipart/related that are not its root by the `start` parameter (RFC 2387 §3.2): the first
 * part is then a resource of the one shown, and so is everything inside it. Empty when no `start` names another part.
 */
export function resourcePaths(parts: readonly Part[]): ReadonlySet<string> {
  const paths = new Set<string>()
  for (const part of parts) {
    if (part.contentType.mediaType !== 'multipart/related') continue
    const start = bare(part.contentType.parameters.start ?? '')
    if (start === '') continue
    const root = part.children.find((child) => contentId(child) === start)
    if (!root || root === part.children[0]) continue
    const open = part.children.filter((child) => child !== root)
    for (let next = open.pop(); next; next = open.pop()) {
      paths.add(next.path)
      open.push(...next.children)
    }
  }
  return paths
}

const contentId = (part: Part): string =>
  bare(part.header.find(({ key }) => key === 'content-id')?.value ?? '')

const bare = (id: string): string => id.trim().replace(/^<|>$/g, '')
