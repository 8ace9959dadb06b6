import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'

/** Where conformance suites of others lie: beside the project, never in it. */
export const SUITES_FOLDER: string =
  process.env.COUNTERFOIL_SUITES ?? join(import.meta.dirname, '../../../shared/corpora/suites')

/** Regular files of a .tar.zst (POSIX pax with short names); undefined when it is not there. */
export function suiteArchive(name: string): ReadonlyMap<string, Buffer> | undefined {
  const path = join(SUITES_FOLDER, name)
  if (!existsSync(path)) return undefined
  const tar = zstdDecompressSync(readFileSync(path))
  const files = new Map<string, Buffer>()
  for (let at = 0; at + 512 <= tar.length; ) {
    const head = tar.subarray(at, at + 512)
    const text = (from: number, length: number): string =>
      head.toString('latin1', from, from + length).replace(/\0.*$/s, '')
    const size = Number.parseInt(text(124, 12).trim() || '0', 8)
    if (text(0, 100) !== '' && (head[156] === 48 || head[156] === 0))
      files.set(text(0, 100), tar.subarray(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
