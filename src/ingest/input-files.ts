import type { BigIntStats, Dirent } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { basename, dirname, extname, join, resolve } from 'node:path'
import type { SourceTrouble } from '../model/source.ts'
import {
  folderFlags,
  inOrder,
  type MailFlag,
  maildirFlags,
  maildirFolderPath,
  maildirTime,
  maildirUnique,
} from './mailbox-folder.ts'
import { troubleOf } from './source-trouble.ts'

/** A file to be looked into. */
export interface InputFile {
  /** Absolute. */
  readonly path: string
  /** It lies in `cur` or `new` of a Maildir: one message, whatever its first line. */
  readonly maildir: boolean
  readonly folder?: string
  readonly flags: readonly MailFlag[]
  /** Delivery time of a Maildir message, milliseconds. */
  readonly time?: number
  /** Given by name, not found in a folder or archive. */
  readonly named: boolean
  /** As `SourceLocation.item`. */
  readonly item?: string
}

/** What was passed over on the way. */
export interface FolderTally {
  files: number
  hidden: number
  notMail: number
  /** Pipes, sockets and devices, which are opened only when given by name. */
  special: number
}

/** Files that mail programs, servers and desktops keep beside mail. Their contents are never mail. */
const NOT_MAIL_NAMES =
  /^(dovecot[-.].*|maildirfolder|maildirsize|subscriptions|courierimap.*|uidvalidity.*|thumbs\.db|desktop\.ini|table_of_contents)$/
const NOT_MAIL_EXTENSIONS: ReadonlySet<string> = new Set(
  (
    'msf snm toc idx index sqlite sqlite-wal sqlite-shm db db-wal db-shm lock js css woff woff2 ttf otf ' +
    'png jpg jpeg gif webp svg ico bmp tif tiff heic mp3 mp4 m4a mov avi wav ogg webm ' +
    'pdf doc docx xls xlsx ppt pptx odt ods odp rtf exe dll so dylib class pyc'
  )
    .split(' ')
    .map((extension) => `.${extension}`),
)

/** A file to look into, or a place that cannot be. */
export type Found = InputFile | SourceTrouble

/** The file itself, when a path names one; a folder gives undefined. Rejects with the system's error. */
export async function namedFile(path: string): Promise<InputFile | undefined> {
  const absolute = resolve(path)
  if ((await stat(absolute)).isDirectory()) return undefined
  const name = basename(absolute)
  const place = basename(dirname(absolute))
  const time = maildirTime(name)
  const maildir = (place === 'cur' || place === 'new') && time !== undefined
  return {
    path: absolute,
    maildir,
    flags: maildir ? maildirFlags(name) : folderFlags([name]),
    ...(maildir ? { time } : {}),
    named: true,
  }
}

interface Place {
  readonly path: string
  /** Folder names from the input down, decoded. */
  readonly folder: readonly string[]
  /** Its files are messages of a Maildir. */
  readonly messages: boolean
}

interface Visit {
  readonly place: Place
  readonly maildir: boolean
  readonly entries: readonly string[]
  readonly kinds: ReadonlyMap<string, Dirent>
  next: number
}

/**
 * All files below a folder that may be mail, in an order that depends on names alone. Follows symbolic links but
 * enters no folder twice, so circles end. Counts what it passes over in `tally`.
 */
export async function* filesBelow(root: string, tally: FolderTally): AsyncGenerator<Found, void, undefined> {
  const seen = new Set<string>()
  const name = basename(root)
  const messages = (name === 'cur' || name === 'new') && (await isMaildir(dirname(root)))
  const first = await visit({ path: root, folder: [], messages }, seen)
  if (first === undefined) return
  if ('kind' in first) {
    yield { ...first, fatal: true }
    return
  }
  // a stack, not recursion: folders nest as deep as somebody likes
  const stack: Visit[] = [first]
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const entry = top.entries[top.next++]
    if (entry === undefined) {
      stack.pop()
      continue
    }
    const path = join(top.place.path, entry)
    const kind = await kindOf(top.kinds.get(entry), path)
    if (typeof kind !== 'string') {
      yield kind
      continue
    }
    if (kind === 'folder') {
      if (entry === 'Attachments' && top.kinds.has('Messages') && (await isAppleMail(top.place.path))) {
        tally.notMail++
        continue
      }
      const place = placeBelow(top, entry, path)
      if (place === undefined) {
        tally.hidden++
        continue
      }
      const below = await visit(place, seen)
      if (below === undefined) continue
      if ('kind' in below) yield below
      else if (entry.startsWith('.') && !below.maildir) tally.hidden++
      else stack.push(below)
      continue
    }
    const { place, maildir } = top
    if (kind === 'special') tally.special++
    else if (entry.startsWith('.')) tally.hidden++
    else if (!place.messages && (maildir || isNeverMail(entry))) tally.notMail++
    else {
      tally.files++
      yield inputFile(place, entry, path)
    }
  }
}

function inputFile(place: Place, name: string, path: string): InputFile {
  const { folder, messages } = place
  const time = messages ? maildirTime(name) : undefined
  const flags = messages
    ? inOrder(new Set([...maildirFlags(name), ...folderFlags(folder)]))
    : folderFlags([...folder, name])
  return {
    path,
    maildir: messages,
    ...(folder.length === 0 ? {} : { folder: folder.join('/') }),
    flags,
    ...(time === undefined ? {} : { time }),
    named: false,
  }
}

/** The place of a folder found in another; undefined when it is not entered. */
function placeBelow(above: Visit, name: string, path: string): Place | undefined {
  const { folder } = above.place
  if (above.maildir) {
    if (name === 'cur' || name === 'new') return { path, folder, messages: true }
    // unfinished deliveries
    if (name === 'tmp') return undefined
    if (name.startsWith('.'))
      return { path, folder: [...folder, ...maildirFolderPath(name)], messages: false }
  }
  return { path, folder: [...folder, name], messages: false }
}

/** Apple Mail keeps what it took out of its messages in a folder beside them: parts of mails, not mails. */
async function isAppleMail(path: string): Promise<boolean> {
  try {
    return (await readdir(join(path, 'Messages'))).some((name) => name.endsWith('.emlx'))
  } catch {
    return false
  }
}

/** Reads a folder; undefined when it was entered before. */
async function visit(place: Place, seen: Set<string>): Promise<Visit | SourceTrouble | undefined> {
  try {
    const { dev, ino }: BigIntStats = await stat(place.path, { bigint: true })
    const id = `${dev}:${ino}`
    if (seen.has(id)) return undefined
    seen.add(id)
    const kinds = new Map<string, Dirent>()
    for (const entry of await readdir(place.path, { withFileTypes: true })) kinds.set(entry.name, entry)
    const entries = [...kinds.keys()].sort()
    const maildir = kinds.has('cur') && kinds.has('new') && (await isMaildir(place.path))
    return { place, maildir, entries, kinds, next: 0 }
  } catch (error) {
    return troubleOf(error, place.path, false)
  }
}

/** A Maildir has `cur` and `new`; `tmp` is missing in some exports. */
async function isMaildir(path: string): Promise<boolean> {
  try {
    const folders = await Promise.all(['cur', 'new'].map((name) => stat(join(path, name))))
    return folders.every((folder) => folder.isDirectory())
  } catch {
    return false
  }
}

async function kindOf(
  entry: Dirent | undefined,
  path: string,
): Promise<'folder' | 'file' | 'special' | SourceTrouble> {
  if (entry?.isFile()) return 'file'
  if (entry?.isDirectory()) return 'folder'
  try {
    // a symbolic link, or a file system that does not say what its entries are
    const target = await stat(path)
    return target.isDirectory() ? 'folder' : target.isFile() ? 'file' : 'special'
  } catch (error) {
    return troubleOf(error, path, false)
  }
}

export function isNeverMail(name: string): boolean {
  const lower = name.toLowerCase()
  return NOT_MAIL_NAMES.test(lower) || NOT_MAIL_EXTENSIONS.has(extname(lower))
}

/** Where a Maildir message went that is not at its path any more: mail programs rename it when flags change. */
export async function movedMaildirMessage(path: string): Promise<string | undefined> {
  const unique = maildirUnique(basename(path))
  const maildir = dirname(dirname(path))
  for (const place of ['cur', 'new']) {
    try {
      const name = (await readdir(join(maildir, place))).find((entry) => maildirUnique(entry) === unique)
      if (name !== undefined) return join(maildir, place, name)
    } catch {
      // no such folder: it is not there
    }
  }
  return undefined
}
