import { ArchiveDamage, archiveCorrupt, archiveCut } from './archive-damage.ts'
import type { ByteReader } from './byte-reader.ts'
import type { ByteWindow } from './byte-window.ts'
import { isTarHeader, isZeroBlock, readTarHeader, TAR_BLOCK, type TarHeader, textOf } from './tar-header.ts'
import { exactly, passOver, windowBytes } from './window-bytes.ts'

/** Long names and pax records of one entry; real ones take a few hundred bytes. A name without end stops here. */
const EXTENSION_BYTES: number = 1024 * 1024
/** Content skipped by opening the file anew behind it, instead of reading it. */
const JUMP_BYTES: number = 8 * 1024 * 1024

export interface TarEntry {
  readonly name: string
  readonly size: number
  /** Offset of the content in the stream. */
  readonly offset: number
  /** `sparse`: a file with holes, whose content is not what stands here. `other`: links, devices and the like. */
  readonly kind: 'file' | 'folder' | 'sparse' | 'other'
  /** The content; it has to be read, if at all, before the next entry is asked for. */
  readonly content: ByteReader
}

/** Damage between entries; the search went on behind it. */
export interface TarGap {
  readonly kind: 'gap'
  readonly offset: number
  readonly error: ArchiveDamage
}

interface Extension {
  readonly name?: string
  readonly size?: number
  readonly sparse?: boolean
}

/**
 * The entries of a tar archive (see `tar-header.ts`) in the order they stand, with long names of pax and GNU tar.
 * Zero blocks do not end it: archives that were put one behind the other are read on. Behind damage the next header
 * is looked for. `reopen` gives the stream anew from an offset: then long contents nobody read are not read at all.
 * Ends with the window; whether by failure is in its `failure`.
 */
export async function* tarEntries(
  start: ByteWindow,
  reopen?: (offset: number) => ByteWindow,
): AsyncGenerator<TarEntry | TarGap, void, undefined> {
  let window = start
  let base = 0
  const offset = (): number => base + window.offset
  let extension: Extension = {}
  let damaged = false
  for (;;) {
    await window.fill(TAR_BLOCK)
    if (window.length < TAR_BLOCK) {
      if (window.length > 0 && window.failure === undefined && !isZeroBlock(rest(window)))
        yield { kind: 'gap', offset: offset(), error: archiveCut() }
      return
    }
    const block = window.view.subarray(window.from, window.from + TAR_BLOCK)
    const header = isZeroBlock(block) ? undefined : readTarHeader(block)
    if (header === undefined || (damaged && !isTarHeader(block))) {
      if (!damaged && !isZeroBlock(block)) {
        damaged = true
        yield { kind: 'gap', offset: offset(), error: archiveCorrupt('a header of an entry is broken') }
      }
      window.from += TAR_BLOCK
      continue
    }
    damaged = false
    window.from += TAR_BLOCK

    const padding = (TAR_BLOCK - (header.size % TAR_BLOCK)) % TAR_BLOCK
    if ('xgLK'.includes(header.type)) {
      const read = await readExtension(window, header)
      if (read instanceof ArchiveDamage) yield { kind: 'gap', offset: offset(), error: read }
      // global pax records name no single entry
      else if (header.type !== 'g') extension = { ...extension, ...read }
      await passOver(window, padding)
      continue
    }

    const { name = header.name, size = header.size, sparse = header.type === 'S' } = extension
    extension = {}
    const content = offset()
    const kind = sparse ? 'sparse' : kindOf(header.type, name)
    // links and folders may state the size of what they stand for, and nothing follows them
    const length = kind === 'folder' || '123456'.includes(header.type) ? 0 : size
    yield { name, size: length, offset: content, kind, content: exactly(windowBytes(window), length) }

    const next = content + length + ((TAR_BLOCK - (length % TAR_BLOCK)) % TAR_BLOCK)
    if (reopen !== undefined && next - offset() > JUMP_BYTES) {
      window = reopen(next)
      base = next
    } else if ((await passOver(window, next - offset())) > 0 && window.failure === undefined) {
      // who read the content has met its end already
      if (offset() < content + length) yield { kind: 'gap', offset: offset(), error: archiveCut() }
      return
    }
  }
}

function rest(window: ByteWindow): Buffer {
  return window.view.subarray(window.from)
}

function kindOf(type: string, name: string): TarEntry['kind'] {
  if (type === '5') return 'folder'
  // `7` is a file laid out in one piece; V7 marks folders by their name only
  if (type === '0' || type === '7') return name.endsWith('/') ? 'folder' : 'file'
  return 'other'
}

/** Reads a GNU long name or pax records; leaves the window behind them. */
async function readExtension(
  window: ByteWindow,
  { type, size }: TarHeader,
): Promise<Extension | ArchiveDamage> {
  if (size > EXTENSION_BYTES) {
    await passOver(window, size)
    return archiveCorrupt(`a name or a list of attributes of ${size} bytes`)
  }
  await window.fill(size)
  const bytes = window.view.subarray(window.from, window.from + Math.min(size, window.length))
  const read = type === 'x' || type === 'g' ? paxRecords(bytes) : longName(type, bytes)
  window.from += bytes.length
  return read
}

function longName(type: string, bytes: Buffer): Extension {
  if (type === 'K') return {}
  const nul = bytes.indexOf(0)
  return { name: textOf(nul < 0 ? bytes : bytes.subarray(0, nul)) }
}

/** `LENGTH KEY=VALUE\n`, the length counting all of it in bytes; reading ends at the first record that is none. */
function paxRecords(bytes: Buffer): Extension {
  let name: string | undefined
  let size: number | undefined
  let sparse = false
  for (let at = 0; at < bytes.length; ) {
    const blank = bytes.indexOf(0x20, at)
    const digits = blank < 0 || blank - at > 10 ? '' : bytes.toString('latin1', at, blank)
    const end = /^\d+$/.test(digits) ? at + Number(digits) : 0
    if (end <= blank || end > bytes.length) break
    const equals = bytes.indexOf(0x3d, blank)
    if (equals > 0 && equals < end) {
      const key = bytes.toString('latin1', blank + 1, equals)
      const value = bytes.subarray(equals + 1, end - 1)
      if (key === 'path' || key === 'GNU.sparse.name') name = textOf(value)
      else if (key === 'size' && /^\d{1,15}$/.test(value.toString('latin1'))) size = Number(value)
      if (key.startsWith('GNU.sparse.')) sparse = true
    }
    at = end
  }
  return {
    ...(name === undefined ? {} : { name }),
    ...(size === undefined ? {} : { size }),
    ...(sparse ? { sparse } : {}),
  }
}
