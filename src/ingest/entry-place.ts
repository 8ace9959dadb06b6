import { isNeverMail } from './input-files.ts'
import {
  folderFlags,
  inOrder,
  type MailFlag,
  maildirFlags,
  maildirFolderPath,
  maildirTime,
} from './mailbox-folder.ts'

/** What the path of an archive entry tells about the mail in it, as a folder on disk would. */
export interface EntryPlace {
  readonly maildir: boolean
  readonly folder?: string
  readonly flags: readonly MailFlag[]
  /** Delivery time of a Maildir message, milliseconds. */
  readonly time?: number
  /** Why it is not looked into. */
  readonly passed?: 'hidden' | 'not-mail'
}

/** Folders of a path; deeper ones are there to make the text long. */
const FOLDERS_LIMIT = 64

/**
 * Reads the path of an entry. It is only read: `..`, a leading `/` or a drive mean nothing here, because nothing is
 * ever written to disk under a name from an archive.
 */
export function entryPlace(path: string): EntryPlace {
  const names = path.split(/[/\\]/).filter((name) => name !== '' && name !== '.' && name !== '..')
  const name = names.pop() ?? ''
  const above = names.at(-1)
  const time = maildirTime(name)
  const maildir = (above === 'cur' || above === 'new') && time !== undefined
  const folders = maildir ? maildirFolders(names.slice(0, -1)) : names
  const flags = maildir
    ? inOrder(new Set([...maildirFlags(name), ...folderFlags(folders)]))
    : folderFlags([...folders, name])
  const hidden = name.startsWith('.') || folders.some((folder) => folder.startsWith('.'))
  const passed = hidden ? 'hidden' : !maildir && isNeverMail(name) ? 'not-mail' : undefined
  return {
    maildir,
    ...(folders.length === 0 ? {} : { folder: folders.slice(0, FOLDERS_LIMIT).join('/') }),
    flags,
    ...(maildir ? { time } : {}),
    ...(passed === undefined ? {} : { passed }),
  }
}

/** A folder of Maildir++ is the last one and begins with a dot. */
function maildirFolders(names: readonly string[]): readonly string[] {
  const last = names.at(-1)
  return last?.startsWith('.') && last.length > 1
    ? [...names.slice(0, -1), ...maildirFolderPath(last)]
    : names
}
