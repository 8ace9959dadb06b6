import type { ByteRange } from './bytes.ts'

/** A file carried by the mail. */
export interface Attachment {
  /** Path of the part. */
  readonly part: string
  /** Decoded file name; empty when none was given. */
  readonly name: string
  /** Lower case, without the dot; empty when none. */
  readonly extension: string
  readonly declaredType: string
  /** Media type by content, when recognised by its first bytes. */
  readonly detectedType?: string
  /** Decoded size in bytes. */
  readonly size: number
  /** SHA-256 of the decoded content, 64 hex digits. */
  readonly sha256: string
  readonly range: ByteRange
  /** True when opening it can run something: scripts, programs, macros-enabled Office, HTML, shortcut, disk image. */
  readonly active: boolean
}
