import { listZip, unpackEntry, type ZipEntry } from '../archive/zip-listing.ts'
import type { OpenContext } from '../opener.ts'
import { decodeXml } from './xml-scan.ts'

/** One file of an Office or OpenDocument package. */
export interface PackagePart {
  /** Without a leading slash, `/` between folders. */
  readonly name: string
  /** Lower case: names differ in case between writers, and programs do not mind. */
  readonly key: string
  /** Packed place in the file, for evidence. */
  readonly range: { readonly start: number; readonly end: number }
  /** Unpacked bytes, or undefined when they cannot be had; an issue says why. Counts against the budget each time. */
  read(): Buffer | undefined
  /** The same as text. */
  xml(): string | undefined
}

export interface PackageParts {
  readonly parts: readonly PackagePart[]
  /** The first part of that name, in any case. */
  find(name: string): PackagePart | undefined
  /** False once a part could not be read to its end. */
  complete(): boolean
}

/** The files of a zip package, none of them unpacked yet. Damage is told as issues of the context. */
export function packageParts(bytes: Uint8Array, context: OpenContext): PackageParts {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const listing = listZip(buffer)
  for (const { code, detail } of listing.issues) context.issue(code, detail)
  let whole = listing.issues.length === 0
  context.budget.work(listing.entries.length)

  const part = (entry: ZipEntry): PackagePart => {
    const name = entry.name.replaceAll('\\', '/').replace(/^\/+/, '')
    const read = (): Buffer | undefined => {
      const unpacked = unpackEntry(buffer, entry, context.budget.inflatable())
      if (unpacked === undefined) {
        whole = false
        if (entry.encrypted) context.issue('attachment.encrypted', `${name.slice(-60)} is encrypted`)
        else
          context.issue('attachment.unsupported', `Compression method ${entry.method} of ${name.slice(-60)}`)
        return undefined
      }
      context.budget.inflated(unpacked.bytes.length)
      if (unpacked.end !== 'done') {
        whole = false
        if (unpacked.end === 'limit')
          context.issue('limit.attachment-size', `${name.slice(-60)} unpacks to more than is read`)
        else context.issue('attachment.damaged', `${name.slice(-60)} cannot be unpacked to its end`)
      }
      return unpacked.bytes
    }
    return {
      name,
      key: name.toLowerCase(),
      range: { start: entry.start, end: entry.dataEnd },
      read,
      xml() {
        const content = read()
        return content === undefined ? undefined : decodeXml(content)
      },
    }
  }

  const parts = listing.entries.filter((entry) => !entry.directory).map(part)
  const byKey = new Map<string, PackagePart>()
  for (const one of parts) if (!byKey.has(one.key)) byKey.set(one.key, one)
  return { parts, find: (name) => byKey.get(name.toLowerCase()), complete: () => whole }
}

/** Orders `slide2` before `slide10`. */
export function inNaturalOrder(one: PackagePart, other: PackagePart): number {
  const numbered = (key: string): string =>
    key.slice(-200).replace(/\d{1,9}/g, (digits) => digits.padStart(9, '0'))
  const left = numbered(one.key)
  const right = numbered(other.key)
  return left < right ? -1 : left > right ? 1 : 0
}
