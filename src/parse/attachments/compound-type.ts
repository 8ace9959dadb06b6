/** Sector numbers from here on are marks: end of chain, free ([MS-CFB] §2.1). */
const MAX_SECTOR = 0xfffffffa
/** Sectors of the directory that are followed. Attack: a directory of millions of entries. */
const MAX_SECTORS = 2_500
const ENTRY = 128

/**
 * Media type of a compound file (OLE2, [MS-CFB]) by the class of its root and the names directly in it: what lies
 * deeper are embedded objects. Names count in any case (§2.6.4). The bytes are searched only when the directory
 * cannot be read. Linear in the directory. Never throws.
 */
export function compoundType(bytes: Buffer): string {
  const directory = readDirectory(bytes)
  const root = directory === undefined ? undefined : rootNames(directory)
  if (root === undefined) {
    for (const [name, type] of SEARCHED) if (bytes.includes(name)) return type
    return 'application/x-ole-storage'
  }
  if (INSTALLER_CLASSES.has(root.classId)) return 'application/x-msi'
  for (const [name, type] of TYPES) if (root.names.has(name)) return type
  // Tables of an installer's database begin with this letter, which stands for nothing in a real name.
  for (const name of root.names) if (name.startsWith('\u4840')) return 'application/x-msi'
  return 'application/x-ole-storage'
}

/** Names in lower case, most telling first: an encrypted document holds next to nothing else. */
const TYPES: readonly (readonly [string, string])[] = [
  ['__properties_version1.0', 'application/vnd.ms-outlook'],
  ['encryptedpackage', 'application/x-ooxml-protected'],
  ['worddocument', 'application/msword'],
  ['powerpoint document', 'application/vnd.ms-powerpoint'],
  ['workbook', 'application/vnd.ms-excel'],
  // BIFF5, Excel 5 and 95
  ['book', 'application/vnd.ms-excel'],
]

const SEARCHED: readonly (readonly [Buffer, string])[] = [
  ['__properties_version1', 'application/vnd.ms-outlook'],
  ['EncryptedPackage', 'application/x-ooxml-protected'],
  ['WordDocument', 'application/msword'],
  ['PowerPoint Document', 'application/vnd.ms-powerpoint'],
  ['Workbook', 'application/vnd.ms-excel'],
].map(([name = '', type = '']) => [Buffer.from(name, 'utf16le'), type])

/** Windows Installer: package, patch and transform ({000C1084…}, {000C1086…}, {000C1082…}), as they lie in the file. */
const INSTALLER_CLASSES: ReadonlySet<string> = new Set(
  ['84', '86', '82'].map((kind) => `${kind}100c0000000000c000000000000046`),
)

/** The sectors of the directory, along their chain; undefined when there is none. */
function readDirectory(bytes: Buffer): Buffer | undefined {
  if (bytes.length < 512) return undefined
  const size = bytes.readUInt16LE(30) === 12 ? 4_096 : 512
  const perSector = size >> 2
  const sectors: Buffer[] = []
  let at = bytes.readUInt32LE(48)
  while (at < MAX_SECTOR && sectors.length < MAX_SECTORS) {
    const start = (at + 1) * size
    if (start + ENTRY > bytes.length) break
    sectors.push(bytes.subarray(start, start + size))
    // The header lists the first 109 sectors of the table; the directory of a larger file is known as far as that.
    const listed = Math.floor(at / perSector)
    if (listed >= 109) break
    const place = (bytes.readUInt32LE(76 + listed * 4) + 1) * size + (at % perSector) * 4
    if (place + 4 > bytes.length) break
    const next = bytes.readUInt32LE(place)
    if (next === at) break
    at = next
  }
  return sectors.length === 0 ? undefined : Buffer.concat(sectors)
}

/** Class of the root (hex) and the names of its direct children, lower case: a tree by left and right (§2.6.4). */
function rootNames(
  directory: Buffer,
): { readonly classId: string; readonly names: ReadonlySet<string> } | undefined {
  const count = Math.floor(directory.length / ENTRY)
  if (directory[66] !== 5) return undefined
  const seen = new Set<number>()
  const names = new Set<string>()
  const waiting = [directory.readUInt32LE(76)]
  for (let index = waiting.pop(); index !== undefined; index = waiting.pop()) {
    if (index >= count || seen.has(index)) continue
    seen.add(index)
    const at = index * ENTRY
    const length = Math.min(64, directory.readUInt16LE(at + 64)) & ~1
    names.add(directory.toString('utf16le', at, at + Math.max(0, length - 2)).toLowerCase())
    waiting.push(directory.readUInt32LE(at + 68), directory.readUInt32LE(at + 72))
  }
  return names.size === 0 ? undefined : { classId: directory.toString('hex', 80, 96), names }
}
