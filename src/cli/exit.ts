/** How a session ends: the exit codes of design §8 and the one error that carries them. */

export const EXIT = {
  done: 0,
  /** Done, but something failed on the way; it was said on stderr. */
  incomplete: 1,
  wrongUse: 2,
  unreadable: 3,
  storeTrouble: 4,
  alerts: 10,
  /** 128 + the signal's number, as shells expect. */
  interrupted: 130,
  terminated: 143,
} as const

export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** Operator trouble that ends the command: what is wrong, where, and what to do. */
export class Stop extends Error {
  readonly exit: ExitCode
  readonly where: string | undefined
  readonly next: string
  constructor(exit: ExitCode, trouble: { where?: string; what: string; next: string; cause?: unknown }) {
    super(trouble.what, { cause: trouble.cause })
    this.exit = exit
    this.where = trouble.where
    this.next = trouble.next
  }
}

/** What the system said, in words for a person; falls back to its own message. */
export function systemReason(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException
  return REASONS[code ?? ''] ?? message ?? String(error)
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file would become larger than allowed here',
  EIO: 'the disk reports an error',
  ELOOP: 'symbolic links lead in a circle',
  ENAMETOOLONG: 'the path is too long',
  EMFILE: 'too many files are open',
}
