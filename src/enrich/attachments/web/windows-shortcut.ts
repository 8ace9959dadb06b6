import { fileTime } from '../../../parse/attachments/property-set.ts'
import { utf16Text } from '../../../parse/mime/utf16-text.ts'

/** What a Windows shortcut starts ([MS-SHLLINK]). Empty text where it says nothing. */
export interface WindowsShortcut {
  readonly target: string
  readonly arguments: string
  readonly relativePath: string
  readonly workingFolder: string
  readonly icon: string
  readonly description: string
  /** Name of the machine it was made on (§2.5.10), which attackers forget. */
  readonly machine: string
  readonly created?: number
  readonly modified?: number
}

/** Blocks behind the strings that are read. Attack: a million of four bytes. */
const MAX_BLOCKS = 100
const MAX_STRING = 65_536

/** Reads a shortcut; undefined when it is none. Lengths that lie are cut to what there is. Never throws. */
export function readWindowsShortcut(bytes: Buffer): WindowsShortcut | undefined {
  if (bytes.length < 76 || bytes.readUInt32LE(0) !== 76) return undefined
  const flags = bytes.readUInt32LE(20)
  const has = (flag: number): boolean => (flags & flag) !== 0
  const word = (at: number): number => (at + 2 <= bytes.length ? bytes.readUInt16LE(at) : 0)
  const long = (at: number): number => (at + 4 <= bytes.length ? bytes.readUInt32LE(at) : 0)
  const narrow = (at: number): string => {
    if (at <= 0 || at >= bytes.length) return ''
    const nul = bytes.indexOf(0, at)
    return bytes.toString('latin1', at, Math.min(nul < 0 ? bytes.length : nul, at + MAX_STRING))
  }
  const wide = (at: number, most: number): string =>
    (utf16Text(bytes.subarray(at, Math.min(bytes.length, at + most))).split('\0', 1)[0] ?? '').trim()

  let at = 76
  let listed = ''
  if (has(1)) {
    const end = at + 2 + word(at)
    listed = itemNames(bytes.subarray(at + 2, end))
    at = end
  }
  let target = ''
  if (has(2)) {
    const start = at
    const kinds = long(start + 8)
    if ((kinds & 1) !== 0) target = narrow(start + long(start + 16)) + narrow(start + long(start + 24))
    else if ((kinds & 2) !== 0) {
      const network = start + long(start + 20)
      const share = narrow(network + long(network + 8))
      const rest = narrow(start + long(start + 24))
      target = rest === '' ? share : `${share}\\${rest}`
    }
    at = start + Math.max(4, long(start))
  }
  const next = (present: boolean): string => {
    if (!present || at + 2 > bytes.length) return ''
    const count = word(at)
    const start = at + 2
    at = start + count * (has(0x80) ? 2 : 1)
    const text = bytes.subarray(start, Math.min(at, bytes.length))
    return has(0x80) ? utf16Text(text) : text.toString('latin1')
  }
  const description = next(has(4))
  const relativePath = next(has(8))
  const workingFolder = next(has(0x10))
  const given = next(has(0x20))
  const icon = next(has(0x40))
  let machine = ''
  for (let count = 0; count < MAX_BLOCKS && at + 8 <= bytes.length; count++) {
    const size = long(at)
    if (size < 8) break
    const signature = long(at + 4)
    // Environment variables stand for the target; they win over what else it says.
    if (signature === 0xa0000001) target = wide(at + 8 + 260, 520) || narrow(at + 8) || target
    else if (signature === 0xa0000003) machine = narrow(at + 16).slice(0, 16)
    at += size
  }
  const created = fileTime(bytes, 28)
  const modified = fileTime(bytes, 44)
  return {
    target: target || listed || relativePath,
    arguments: given,
    relativePath,
    workingFolder,
    icon,
    description,
    machine,
    ...(created !== undefined && { created }),
    ...(modified !== undefined && { modified }),
  }
}

/**
 * Names in a list of shell items, joined as a path; each item's form depends on its folder, so only the long names
 * (an extension block of 0xBEEF0004) and addresses are read.
 */
function itemNames(items: Buffer): string {
  const names: string[] = []
  let at = 0
  while (at + 2 <= items.length && names.length < 50) {
    const size = items.readUInt16LE(at)
    if (size < 3) break
    const item = items.subarray(at + 2, at + size)
    const kind = item[0] ?? 0
    if ((kind & 0x70) === 0x20 && item.length > 3)
      names.push(item.toString('latin1', 1).split('\0', 1)[0] ?? '')
    else if (kind === 0x61) {
      const url = /https?:\/\/[\x21-\x7e]{3,1000}/.exec(item.toString('latin1').replaceAll('\0', ''))
      if (url !== null) names.push(url[0])
    } else {
      const mark = item.indexOf(Buffer.from([0x04, 0x00, 0xef, 0xbe]))
      if (mark > 0) {
        // The name in UTF-16 ends the block: the last run of characters before its final offset.
        const text = utf16Text(item.subarray(mark + 4 + ((item.length - mark) & 1))).split('\0')
        const long = text.filter((one) => /^[\x20-\ud7ff]{2,260}$/.test(one)).at(-1)
        if (long !== undefined) names.push(long)
      }
    }
    at += size
  }
  return names.join('\\').replaceAll('\\\\', '\\')
}
