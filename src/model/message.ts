import type { Attachment } from './attachment.ts'
import type { ByteRange, Digest } from './bytes.ts'
import type { Issue } from './issue.ts'
import type { Link } from './link.ts'
import type { ShownText } from './shown-text.ts'

/** One header field (RFC 5322 §2.2), with its place in the raw bytes. */
export interface HeaderField {
  /** As written, e.g. `Message-Id`. */
  readonly name: string
  /** Lower case, for look-up. */
  readonly key: string
  /** Unfolded (CRLF removed, RFC 5322 §2.2.3) and trimmed; bytes read as UTF-8, else as windows-1252; encoded-words NOT decoded. */
  readonly value: string
  /** The whole field with its folded lines, without the last line end. */
  readonly range: ByteRange
  /** From the first byte after the colon to the end of the field. */
  readonly valueRange: ByteRange
}

/** An address as a person wrote it (RFC 5322 §3.4). */
export interface Mailbox {
  /** Display name, encoded-words decoded, quotes removed; empty when there is none. */
  readonly name: string
  /** local@domain, domain in lower case (IDN as written); empty when unreadable. */
  readonly address: string
  /** Group display name when the mailbox stood in a group (RFC 5322 §3.4). */
  readonly group?: string
}

/** A date field, read leniently (RFC 5322 §3.3 and §4.3). */
export interface MailDate {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly time: number
  /** Minutes east of UTC as stated, or undefined for `-0000` and unreadable zones (RFC 5322 §3.3). */
  readonly offset?: number
  /** As written. */
  readonly text: string
}

/** One `Received` field (RFC 5321 §4.4), newest hop first in `Message.received`. */
export interface TraceField {
  /** The HELO/EHLO name, as written after `from`. */
  readonly helo?: string
  /** Reverse name found in the comment after `from`. */
  readonly reverse?: string
  /** Client address: IPv4 dotted or IPv6 text, without brackets and `IPv6:`. */
  readonly ip?: string
  /** Receiving host after `by`, lower case. */
  readonly by?: string
  /** Protocol after `with`, upper case, e.g. `ESMTPSA`, `HTTP`. */
  readonly with?: string
  readonly id?: string
  /** Mailbox after `for`. */
  readonly for?: string
  readonly date?: MailDate
  /** Index of the field in `Message.header`. */
  readonly field: number
}

/** A parsed Content-Type (RFC 2045 §5, parameters by RFC 2231). */
export interface ContentType {
  /** `type/subtype`, lower case; `text/plain` when absent or unreadable. */
  readonly mediaType: string
  /** Parameter names in lower case, values decoded; order of writing kept. */
  readonly parameters: Readonly<Record<string, string>>
}

export interface Disposition {
  /** `inline`, `attachment` or whatever was written, lower case. */
  readonly kind: string
  readonly parameters: Readonly<Record<string, string>>
}

/** What a part that is no MIME part of its own was taken out of. */
export const UNPACKINGS = [
  'tnef', // winmail.dat ([MS-OXTNEF])
  'signed-data', // opaque S/MIME (RFC 8551 §3.5.2)
  'compressed-data', // compressed S/MIME (RFC 3274)
  'uuencode', // a block inside a text
  'yenc', // a block inside a text
  'rtf', // the HTML or text that an RTF body of a TNEF holds ([MS-OXRTFEX])
  'applefile', // the data fork of an AppleSingle file (RFC 1740)
] as const
export type Unpacking = (typeof UNPACKINGS)[number]

/**
 * A node of the MIME tree (RFC 2045–2049). A leaf has children when something was unpacked from it. The header of an
 * unpacked part is empty, except for a message inside a TNEF: there the fields stand for its properties.
 */
export interface Part {
  /** `message`: holds another message, with its fields in the only child (or, inside a TNEF, as its own). */
  readonly kind: 'leaf' | 'multipart' | 'message'
  /** Set when the part was unpacked from the part around it; its ranges then mostly count in there (`of`). */
  readonly unpackedFrom?: Unpacking
  /** IMAP-like section number: `1`, `2.1`; the root is `0`. */
  readonly path: string
  readonly contentType: ContentType
  readonly disposition?: Disposition
  /**
   * Content-Transfer-Encoding, lower case; `7bit` when absent. For unpacked parts how the content lies in its bytes:
   * `7bit`, `x-uuencode`, `x-yenc`, or a name with a blank, which no header can state: `compressed rtf`,
   * `html of rtf`, `text of rtf`.
   */
  readonly encoding: string
  readonly header: readonly HeaderField[]
  readonly headerRange: ByteRange
  /** The body as it lies in the raw bytes (still encoded), without the line end that belongs to the boundary. */
  readonly bodyRange: ByteRange
  readonly children: readonly Part[]
}

/** A text part after transfer decoding and charset conversion. */
export interface TextBody {
  /** Path of the part it comes from. */
  readonly part: string
  readonly mediaType: 'text/plain' | 'text/html' | string
  /** The charset used, as named by the WHATWG Encoding Standard or iconv-lite. */
  readonly charset: string
  /** Decoded text; format=flowed (RFC 3676) is already rejoined for text/plain. Line ends are LF. */
  readonly text: string
  /** True when the part is an attachment by its disposition, so not what the reader sees first. */
  readonly attached: boolean
  /** Of HTML: what a reader sees of it. Present for the main text and its other versions (see `Message.mainText`). */
  readonly shown?: ShownText
}

/**
 * What a machine reports about an earlier mail, as data: delivery status (RFC 3464), disposition notification
 * (RFC 8098), abuse report (RFC 5965). Written by whoever sent the mail, so never believed.
 */
export interface Report {
  /** Path of the multipart/report, or of the report part when it stands alone. */
  readonly part: string
  readonly type: 'delivery-status' | 'disposition-notification' | 'feedback-report'
  /** Groups of fields as they stand: the first is about the mail, each further one about one recipient (RFC 3464 §2.1). */
  readonly groups: readonly (readonly HeaderField[])[]
  /** Header of the mail it speaks of, from the text/rfc822-headers or message part beside it. */
  readonly original?: readonly HeaderField[]
  readonly originalPart?: string
}

/** Who wrote a stretch of the text a reader sees. */
export type TextRegionKind = 'own' | 'quoted' | 'forwarded' | 'signature'

/** A stretch of `TextBody.text` (character offsets, half-open). */
export interface TextRegion {
  readonly kind: TextRegionKind
  readonly start: number
  readonly end: number
}

/** What a quoted or forwarded block claims of its original: data, never believed. */
export interface ClaimedOriginal {
  readonly kind: 'quoted' | 'forwarded'
  readonly from?: Mailbox
  readonly to?: readonly Mailbox[]
  readonly subject?: string
  readonly dateText?: string
  /** Milliseconds since the epoch, when the claimed date could be read. */
  readonly time?: number
  /** Part path and character range in that part's decoded text where the claim stands. */
  readonly part: string
  readonly start: number
  readonly end: number
  /** The same place in the raw bytes; for the first claims only. */
  readonly range?: ByteRange
}

/** A mail as read from its raw bytes. Reading never fails: what could not be read is in `issues`. */
export interface Message {
  readonly kind: 'message'
  readonly digest: Digest
  /** Bytes. */
  readonly size: number
  /** The root part; `parts` lists the tree in pre-order, root first. */
  readonly root: Part
  readonly parts: readonly Part[]
  /** Top-level header, in order of appearance. */
  readonly header: readonly HeaderField[]
  readonly from: readonly Mailbox[]
  readonly sender: readonly Mailbox[]
  readonly replyTo: readonly Mailbox[]
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly bcc: readonly Mailbox[]
  /** Decoded; empty when absent. */
  readonly subject: string
  readonly date?: MailDate
  /** Without the angle brackets, as written. */
  readonly messageId?: string
  /** Message-IDs without brackets. */
  readonly inReplyTo: readonly string[]
  readonly references: readonly string[]
  /** Newest first, as they stand. */
  readonly received: readonly TraceField[]
  readonly texts: readonly TextBody[]
  /** Regions of the text a reader sees first (see `mainText`), covering it without gaps. */
  readonly regions: readonly TextRegion[]
  /** Index into `texts` of the text `regions` speaks of; -1 when there is no text. */
  readonly mainText: number
  readonly originals: readonly ClaimedOriginal[]
  readonly links: readonly Link[]
  readonly attachments: readonly Attachment[]
  /** Absent when there are none. */
  readonly reports?: readonly Report[]
  readonly issues: readonly Issue[]
}
