import { open } from 'node:fs/promises'
import { KEY_FILE_FORM, type KeyRing, keysFromJson } from '../authenticity/key-archive.ts'

/** Operator trouble with a file of recorded keys: which file, what is wrong, what to do. */
export class KeyFileError extends Error {
  override readonly name: string = 'KeyFileError'
  readonly file: string
  readonly next: string
  constructor(file: string, reason: string, next: string, cause?: unknown) {
    super(reason, cause === undefined ? undefined : { cause })
    this.file = file
    this.next = next
  }
}

/** A key archive is read as a whole; a wrong path (a mailbox, a device) must not fill the memory. */
const MAX_FILE_BYTES = 256 * 1024 * 1024
const MAX_REPORTED = 5

/**
 * Recorded keys of a file: a zone file, or what archive.prove.email gives. Rejects with `KeyFileError` only, when the
 * file cannot be read, is no JSON, or when entries of it are no keys.
 */
export async function readKeyFile(file: string): Promise<KeyRing> {
  let json: unknown
  try {
    const handle = await open(file, 'r')
    try {
      const { size } = await handle.stat()
      if (size > MAX_FILE_BYTES)
        throw new KeyFileError(file, `is ${size} bytes, too many for a key file`, KEY_FILE_FORM)
      const text = await handle.readFile('utf8')
      json = JSON.parse(text.startsWith('\uFEFF') ? text.slice(1) : text)
    } finally {
      await handle.close()
    }
  } catch (error) {
    if (error instanceof KeyFileError) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new KeyFileError(
      file,
      error instanceof SyntaxError ? `is not JSON: ${reason}` : `cannot be read: ${reason}`,
      error instanceof SyntaxError ? KEY_FILE_FORM : 'Check the path given with --keys.',
      error,
    )
  }
  const { ring, wrong } = keysFromJson(json, file)
  if (wrong.length > 0)
    throw new KeyFileError(
      file,
      wrong.slice(0, MAX_REPORTED).join('; ') +
        (wrong.length > MAX_REPORTED ? `; and ${wrong.length - MAX_REPORTED} more` : ''),
      KEY_FILE_FORM,
    )
  return ring
}
