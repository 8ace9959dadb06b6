import type { SourceTrouble } from '../model/source.ts'
import { ArchiveDamage } from './archive-damage.ts'
import { FileShrank } from './byte-reader.ts'
import { ExpansionExceeded } from './expansion-guard.ts'
import { MessageEndless } from './mbox-split.ts'
import { UnpackFailure } from './unpacked-bytes.ts'

type Wording = Pick<SourceTrouble, 'code' | 'detail' | 'next'>

/** What the system's answers mean to a person; several are the same thing seen from different sides. */
const BY_ERRNO: Readonly<Record<string, Wording>> = {
  ENOENT: { code: 'not-found', detail: 'no such file or folder', next: 'check the path' },
  ENOTDIR: {
    code: 'not-found',
    detail: 'a part of the path is a file, not a folder',
    next: 'check the path',
  },
  ENAMETOOLONG: { code: 'not-found', detail: 'the path is too long', next: 'give a shorter path' },
  EACCES: {
    code: 'unreadable',
    detail: 'permission denied',
    next: 'run as a user who may read it, or have its permissions changed',
  },
  EPERM: {
    code: 'unreadable',
    detail: 'the system does not allow reading it',
    next: 'allow your terminal to read this place (on macOS: Privacy & Security, Full Disk Access)',
  },
  EISDIR: {
    code: 'unreadable',
    detail: 'it is a folder where a file was expected',
    next: 'give the folder itself',
  },
  ELOOP: {
    code: 'unreadable',
    detail: 'its symbolic links lead in a circle',
    next: 'give the real path of the file or folder',
  },
  EIO: {
    code: 'unreadable',
    detail: 'the disk or network drive reported an error while reading',
    next: 'copy the file to another disk and try again; check the disk',
  },
  EMFILE: {
    code: 'unreadable',
    detail: 'too many files are open',
    next: 'raise the limit (ulimit -n) and try again',
  },
  ENOSPC: {
    code: 'unreadable',
    detail: 'there is no room for the temporary copy it takes to read this',
    next: 'make room on the disk, or name another place with TMPDIR, and scan again',
  },
  ESTALE: {
    code: 'truncated',
    detail: 'it went away on the network drive while it was read',
    next: 'scan it again; messages read so far are kept',
  },
}

/** Turns an error from opening or reading `file` into words. Never throws, whatever the error is. */
export function troubleOf(
  error: unknown,
  file: string,
  fatal: boolean,
  offset?: number,
  item?: string,
): SourceTrouble {
  return {
    kind: 'source-trouble',
    ...wording(error, file),
    file,
    ...(item === undefined ? {} : { item }),
    ...(offset === undefined ? {} : { offset }),
    fatal,
  }
}

function wording(error: unknown, file: string): Wording {
  if (error instanceof FileShrank)
    return {
      code: 'truncated',
      detail: `the file became shorter while it was read (${error.message})`,
      next: 'close the mail program that uses it and scan again, or scan a copy',
    }
  if (error instanceof MessageEndless || error instanceof ExpansionExceeded)
    return {
      code: 'too-large',
      detail: error.message,
      next: 'if this really is mail, unpack the file and scan the unpacked one',
    }
  if (error instanceof UnpackFailure) return unpackWording(error)
  if (error instanceof ArchiveDamage) return { code: error.code, detail: error.message, next: error.next }
  const code = (error as { code?: unknown } | undefined)?.code
  const known = typeof code === 'string' ? BY_ERRNO[code] : undefined
  if (known !== undefined) {
    // readdir and the command line hand names over as text: bytes that are not UTF-8 do not survive that
    if (code === 'ENOENT' && file.includes('\ufffd'))
      return {
        code: 'unreadable',
        detail: 'its name is not valid UTF-8',
        next: 'rename it, or the folder it is in, and scan again',
      }
    return known
  }
  return {
    code: 'unreadable',
    detail: `the system could not read it (${typeof code === 'string' ? code : String(error)})`,
    next: 'try to copy it; if that fails too, the file system has the answer',
  }
}

function unpackWording(error: UnpackFailure): Wording {
  if (error.code === 'truncated')
    return {
      code: 'truncated',
      detail: 'the compressed file ends too early: what follows is missing',
      next: 'fetch or copy the file again; the messages before the end were read',
    }
  if (error.code === 'window')
    return {
      code: 'too-large',
      detail: 'it is packed with a window larger than 128 MiB (zstd --long)',
      next: 'unpack it first: zstd -d --long=31 FILE',
    }
  return {
    code: 'corrupt',
    detail: `the compressed file is damaged (${error.message})`,
    next: 'fetch or copy the file again; the messages before the damage were read',
  }
}
