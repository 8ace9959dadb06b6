import type { ContentType, Disposition, Unpacking } from '../../model/message.ts'

/** Something found inside a part, before it becomes a part of its own. */
export interface PackedEntry {
  readonly unpackedFrom: Unpacking
  readonly contentType: ContentType
  readonly disposition?: Disposition
  /** How its content lies in its bytes (see `Part.encoding`). */
  readonly encoding: string
  /** Of its bytes in the content of the part around it. */
  readonly start: number
  readonly end: number
  /** What is inside can be read further: another TNEF, a mail, an RTF body. */
  readonly opens?: 'tnef' | 'message' | 'rtf'
  /** Properties that say the same as header fields, with the place of their value. */
  readonly fields?: readonly PackedField[]
}

export interface PackedField {
  readonly name: string
  readonly value: string
  readonly start: number
  readonly end: number
}

export const OCTETS: ContentType = { mediaType: 'application/octet-stream', parameters: {} }
