import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import type { SuiteFiles } from './suite.ts'

/** Writes the regular files of a .tar.zst (POSIX pax) below `folder`. Names that would leave it are refused. */
export function unpack(archive: string, folder: string): SuiteFiles {
  const tar = zstdDecompressSync(readFileSync(archive))
  let longName: string | undefined
  for (let at = 0; at + 512 <= tar.length; ) {
    const head = tar.subarray(at, at + 512)
    const text = (from: number, length: number): string =>
      head.toString('utf8', from, from + length).replace(/\0.*$/s, '')
    const size = Number.parseInt(text(124, 12).trim() || '0', 8)
    const content = tar.subarray(at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
    const type = head[156]
    // pax header of the next entry
    if (type === 0x78) {
      longName = /^\d+ path=(.*)$/m.exec(content.toString('utf8'))?.[1]
      continue
    }
    const prefix = text(345, 155)
    const name = longName ?? (prefix === '' ? text(0, 100) : `${prefix}/${text(0, 100)}`)
    longName = undefined
    if (name === '' || (type !== 0x30 && type !== 0)) continue
    const target = join(folder, name)
    if (relative(folder, target).startsWith('..')) throw new Error(`${archive}: ${name} leads out of it`)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
  }
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
  return { folder, names, read: (name) => readFileSync(join(folder, name)) }
}
