import type { SourceTrouble } from '../model/source.ts'
import { ArchiveDamage, archiveCorrupt } from './archive-damage.ts'
import type { ByteReader } from './byte-reader.ts'
import { ByteWindow } from './byte-window.ts'
import { entryPlace } from './entry-place.ts'
import type { ExpansionBudget } from './expansion-guard.ts'
import type { FolderTally, InputFile } from './input-files.ts'
import { itemNames, itemWithin } from './item-names.ts'
import { type OpenedContent, openNested } from './opened-content.ts'
import { type Seekable, seekable } from './seekable.ts'
import { troubleOf } from './source-trouble.ts'
import { tarEntries } from './tar-entries.ts'
import type { Compression } from './unpacked-bytes.ts'
import { notReadable, zipContent } from './zip-content.ts'
import { type ZipEntry, zipEntries } from './zip-directory.ts'

/** Archives in archives that are opened. Deeper ones are made to keep us busy (42.zip has five levels). */
const DEPTH_LIMIT = 5
/** Entries looked at in one archive: an archive of names alone must come to an end. The largest real ones have a million. */
const ENTRY_LIMIT = 5_000_000

/** Something that may be mail: a file, or an entry of an archive at any depth. */
export interface Content {
  readonly file: InputFile
  readonly opened: OpenedContent
  /** Of the file on disk. */
  readonly compression?: Compression
}

export interface ContentsOptions {
  readonly chunkBytes: number
  readonly budget: ExpansionBudget
  /** Counts the entries that are passed over. */
  readonly tally: FolderTally
  /** Only these items are opened; with none all are. */
  readonly wanted?: ReadonlySet<string>
  /** Called between entries and while a copy is made; throws to end it all. */
  readonly pulse: () => void
  /** Told which bytes an archive that is read out of order is taken from. */
  readonly reads: (file: Seekable) => void
}

export type ContentStep = Content | SourceTrouble

/**
 * The contents of a file: itself, or when it is a ZIP or tar archive what is in it, and so on for archives in
 * archives. Each has to be read before the next is asked for, and is closed then; the file itself is the caller's.
 * Trouble is yielded, never thrown; only `pulse` ends it by throwing.
 */
export async function* contentsOf(
  content: Content,
  options: ContentsOptions,
  depth = 0,
): AsyncGenerator<ContentStep, void, undefined> {
  const { kind } = content.opened.form
  if (kind !== 'zip' && kind !== 'tar') yield content
  else if (depth === DEPTH_LIMIT)
    yield damageOf(
      content,
      new ArchiveDamage(
        'too-large',
        `archives lie in it more than ${DEPTH_LIMIT} deep`,
        'unpack it and give what is inside',
      ),
    )
  else if (kind === 'tar') yield* tarContents(content, options, depth)
  else yield* zipContents(content, options, depth)
}

function damageOf({ file }: Content, error: unknown, offset?: number): SourceTrouble {
  return troubleOf(error, file.path, file.named, offset, file.item)
}

async function* tarContents(
  archive: Content,
  options: ContentsOptions,
  depth: number,
): AsyncGenerator<ContentStep, void, undefined> {
  const { opened } = archive
  const { chunkBytes, wanted } = options
  const { window, range, size } = opened
  const reopen =
    wanted === undefined || range === undefined || size === undefined
      ? undefined
      : (offset: number): ByteWindow => new ByteWindow(range(offset, size - offset), chunkBytes)
  const admit = entryGate(archive, options)
  let told: unknown
  for await (const entry of tarEntries(window, reopen)) {
    options.pulse()
    if (entry.kind === 'gap') {
      // who read the entry has met and told the end of the archive
      if (entry.error.code !== 'truncated' || !(told instanceof ArchiveDamage))
        yield { ...damageOf(archive, entry.error, entry.offset), fatal: false }
      continue
    }
    const file = admit(entry.name, entry.kind)
    if (file === 'too-many') {
      yield tooManyEntries(archive)
      return
    }
    if (file === undefined) continue
    if (entry.kind === 'sparse') {
      yield troubleOf(SPARSE, file.path, false, undefined, file.item)
      continue
    }
    const nested = await openNested(entry.content, {
      chunkBytes,
      packed: opened.packed,
      budget: options.budget,
      size: entry.size,
      ...(range === undefined ? {} : { range: stretchOf(range, entry.offset, entry.size) }),
    })
    yield* closing(contentsOf({ ...archive, file, opened: nested }, options, depth + 1), nested)
    told = nested.window.failure
    if (options.budget.exceeded()) return
  }
  if (window.failure !== undefined && window.failure !== told)
    yield { ...damageOf(archive, window.failure, window.offset), fatal: false }
}

const SPARSE = new ArchiveDamage(
  'unreadable',
  'it is a sparse file in the archive, whose holes are not filled in here',
  'unpack the archive (tar -xf FILE -C FOLDER) and give the folder',
)

async function* zipContents(
  archive: Content,
  options: ContentsOptions,
  depth: number,
): AsyncGenerator<ContentStep, void, undefined> {
  const file = await settled(seekable(archive.opened, options.pulse), options)
  if ('error' in file) {
    yield damageOf(archive, file.error)
    return
  }
  try {
    options.reads(file.value)
    yield* entriesOf(file.value, archive, options, depth)
  } finally {
    await file.value.close()
  }
}

async function* entriesOf(
  file: Seekable,
  archive: Content,
  options: ContentsOptions,
  depth: number,
): AsyncGenerator<ContentStep, void, undefined> {
  const { chunkBytes, budget, pulse } = options
  const admit = entryGate(archive, options)
  const directory = zipEntries(file)
  /** Packed bytes of the entries so far. */
  let used = 0
  for (;;) {
    const batch = await settled(directory.next(), options)
    if ('error' in batch) {
      yield { ...damageOf(archive, batch.error), ...(used > 0 ? { fatal: false } : {}) }
      return
    }
    if (batch.value.done) return
    const other = otherUse(batch.value.value)
    if (other !== undefined) {
      yield damageOf(archive, other)
      return
    }
    for (const entry of batch.value.value) {
      pulse()
      const found = admit(entry.name, entry.kind === 'link' ? 'other' : entry.kind)
      if (found === 'too-many') {
        yield tooManyEntries(archive)
        return
      }
      if (found === undefined) continue
      const tell = (error: unknown): SourceTrouble =>
        troubleOf(error, found.path, false, undefined, found.item)
      const refused = notReadable(entry)
      if (refused !== undefined) {
        yield tell(refused)
        continue
      }
      // entries that share their bytes make a small archive into a huge one without any packing in packing
      used += entry.packedSize
      if (used > file.size) {
        yield {
          ...damageOf(archive, archiveCorrupt('its entries overlap, which only a bomb does')),
          fatal: false,
        }
        return
      }
      const content = await settled(zipContent(file, entry), options)
      if ('error' in content) {
        yield tell(content.error)
        continue
      }
      const { bytes, start } = content.value
      const nested = await openNested(start === undefined ? budget.guard(bytes) : bytes, {
        chunkBytes,
        packed: start === undefined || archive.opened.packed,
        budget,
        ...(start === undefined
          ? {}
          : { size: entry.packedSize, range: stretchOf(file.range, start, entry.packedSize) }),
      })
      yield* closing(contentsOf({ ...archive, file: found, opened: nested }, options, depth + 1), nested)
      const damage = content.value.damage()
      if (damage !== undefined) yield tell(damage)
      if (budget.exceeded()) return
    }
  }
}

/** Archives that are documents or programs: to search them for mail would only make noise. */
function otherUse(entries: readonly ZipEntry[]): ArchiveDamage | undefined {
  for (const { name } of entries) {
    if (name.includes('com.microsoft.__'))
      return new ArchiveDamage(
        'not-mail',
        'is an archive of Outlook for Mac (.olm), which is not read',
        'in Outlook for Mac drag the mail folders to the desktop (this makes .mbox files) and give those',
      )
    if (name === '[Content_Types].xml' || name === 'META-INF/manifest.xml' || name === 'META-INF/MANIFEST.MF')
      return new ArchiveDamage(
        'not-mail',
        'is an Office document or a program, not an archive of mail',
        'give .eml files, an mbox, a Maildir or a folder of them',
      )
  }
  return undefined
}

/** Decides about each entry, in order, whether it is opened, and as what. */
function entryGate(
  { file }: Content,
  { tally, wanted }: ContentsOptions,
): (path: string, kind: 'file' | 'folder' | 'sparse' | 'other') => InputFile | 'too-many' | undefined {
  const nameOf = itemNames()
  let index = 0
  return (path, kind) => {
    index++
    if (index > ENTRY_LIMIT) return 'too-many'
    if (kind === 'folder') return undefined
    const item = itemWithin(file.item, nameOf(path, index))
    if (wanted !== undefined && !wanted.has(item)) return undefined
    const { maildir, folder, flags, time, passed } = entryPlace(path)
    if (kind === 'other') tally.special++
    else if (passed === 'hidden') tally.hidden++
    else if (passed === 'not-mail') tally.notMail++
    else {
      tally.files++
      const folders = [file.folder, folder].filter((one) => one !== undefined).join('/')
      return {
        path: file.path,
        item,
        maildir,
        flags: [...new Set([...file.flags, ...flags])],
        ...(folders === '' ? {} : { folder: folders }),
        ...(time === undefined ? {} : { time }),
        named: false,
      }
    }
    return undefined
  }
}

function tooManyEntries(archive: Content): SourceTrouble {
  const error = new ArchiveDamage(
    'too-large',
    `it has more than ${ENTRY_LIMIT} entries: the rest was not read`,
    'unpack it and give the folder',
  )
  return { ...damageOf(archive, error), fatal: false }
}

function stretchOf(
  range: (offset: number, length: number) => ByteReader,
  start: number,
  size: number,
): (offset: number, length: number) => ByteReader {
  return (offset, length) => range(start + offset, Math.max(0, Math.min(length, size - offset)))
}

async function* closing(
  steps: AsyncGenerator<ContentStep, void, undefined>,
  nested: OpenedContent,
): AsyncGenerator<ContentStep, void, undefined> {
  try {
    yield* steps
  } finally {
    await nested.close()
  }
}

/** The value, or the error it was rejected with; an abort goes on up. */
async function settled<Value>(
  promise: Promise<Value>,
  { pulse }: ContentsOptions,
): Promise<{ readonly value: Value } | { readonly error: unknown }> {
  try {
    return { value: await promise }
  } catch (error) {
    pulse()
    return { error }
  }
}
