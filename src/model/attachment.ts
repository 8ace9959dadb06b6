import type { ByteRange } from './bytes.ts'
import type { Issue } from './issue.ts'
import type { Link } from './link.ts'

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

/** What an attachment can do when it is opened. */
export const ATTACHMENT_POWERS = [
  'macro', // VBA, XLM or OpenOffice Basic
  'script', // JavaScript in PDF or HTML, script files
  'launch', // starts a program or opens a file by itself
  'remote-content', // fetches a template, picture or object when opened
  'embedded-program', // OLE package, embedded file that can run
  'form-submission', // sends what is typed somewhere
  'auto-open', // acts without a click
  'external-data', // DDE, linked workbook or query
] as const
export type AttachmentPower = (typeof ATTACHMENT_POWERS)[number]

/** Facts a document states about itself: hostile, easily forged, and often forgotten. All times in milliseconds. */
export interface DocumentMetadata {
  readonly title?: string
  readonly author?: string
  readonly lastModifiedBy?: string
  readonly company?: string
  readonly program?: string
  /** Template it was made from: a name or a path, which often holds a user's name. */
  readonly template?: string
  /** Others it names: who commented or changed something. At most 200. */
  readonly people?: readonly string[]
  /** Editing is locked, in the format's own word (`readOnly`, `forms`, `workbook`); it can still be read. */
  readonly protection?: string
  readonly created?: number
  readonly modified?: number
  readonly pages?: number
  /** PDF trailer /ID: [permanent, changing], hex. */
  readonly pdfId?: readonly [string, string]
  /** How often a PDF was saved on top of its earlier versions, which it still holds; absent when written once. */
  readonly updates?: number
  readonly xmpDocumentId?: string
  readonly xmpInstanceId?: string
  /** OOXML rsidRoot (family of copies) and the rsids of the editing sessions, hex, at most 500. */
  readonly rsidRoot?: string
  readonly rsids?: readonly string[]
  readonly camera?: string
  /** EXIF position, degrees. */
  readonly position?: readonly [latitude: number, longitude: number]
}

/** An attachment looked into. Nothing is run or fetched; what could not be opened is in `issues`. */
export interface OpenedAttachment {
  readonly kind: 'opened-attachment'
  /** Path of the part in the mail. */
  readonly part: string
  /** Media type by content. */
  readonly mediaType: string
  /** `unknown` when the format could not be read far enough to tell. */
  readonly encrypted: boolean | 'unknown'
  readonly powers: readonly AttachmentPower[]
  readonly metadata: DocumentMetadata
  /** Text a reader would see, at most LIMIT characters (see the opener); for hunting and fingerprints. */
  readonly text: string
  readonly links: readonly Link[]
  /** Files inside (archives, embedded files), path and SHA-256; nested content is opened to a limited depth. */
  readonly files: readonly {
    readonly path: string
    readonly size: number
    readonly sha256: string
    readonly mediaType: string
    readonly active: boolean
  }[]
  readonly issues: readonly Issue[]
  /** False when the reader gave up before the end (limit, damage, encryption); the issues say why. */
  readonly complete: boolean
}
