/** Between the path of an archive in an archive and the path in it. */
const WITHIN = '!/'
/** A longer path is cut: it is kept with every message, and no honest archive has one. */
const NAME_LIMIT = 1024
/** Bits that remember which names were given; two names may share one, and then a number is put behind a name. */
const REMEMBERED_BITS: number = 2 ** 25
/** Names made to fall on the same bit again and again end here. */
const TRIES = 8

/** Name of what stands at `path` in the archive that is itself `archive`. */
export function itemWithin(archive: string | undefined, path: string): string {
  return archive === undefined ? path : `${archive}${WITHIN}${path}`
}

/** Every archive on the way to an item, and the item. */
export function* itemsDownTo(item: string): Generator<string, void, undefined> {
  for (let at = item.indexOf(WITHIN); at >= 0; at = item.indexOf(WITHIN, at + 1)) yield item.slice(0, at)
  yield item
}

/**
 * Names the entries of one archive, each differently though an archive may have a path twice: then `~` and the
 * number of the entry come behind it. The same archive gives the same names, in a fixed amount of memory.
 */
export function itemNames(): (path: string, index: number) => string {
  let seen: Uint8Array | undefined
  return (path, index) => {
    seen ??= new Uint8Array(REMEMBERED_BITS / 8)
    let name = path.length > NAME_LIMIT ? `${path.slice(0, NAME_LIMIT)}~${index}` : path
    for (let tries = 0; tries < TRIES; tries++) {
      const bit = hashOf(name) % REMEMBERED_BITS
      const mask = 1 << (bit & 7)
      if ((seen[bit >>> 3]! & mask) === 0) {
        seen[bit >>> 3]! |= mask
        break
      }
      name = `${name}~${index}`
    }
    return name
  }
}

/** FNV-1a. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return (hash ^ (hash >>> 15)) >>> 0
}
