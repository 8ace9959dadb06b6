import type { ContentType, Disposition } from '../../model/message.ts'
import type { Note } from './note.ts'
import { parseParameters } from './parameters.ts'

const MEDIA_TYPE = /^([!#$%&'*+.^_`|~0-9a-z{}-]{1,127})\/([!#$%&'*+.^_`|~0-9a-z{}-]{1,127})/

/** RFC 2045 §5.2: what a part without a Content-Type is. */
export const DEFAULT_TYPE: ContentType = { mediaType: 'text/plain', parameters: {} }

/**
 * A Content-Type field (RFC 2045 §5.1). A value that is no media type reads as text/plain (RFC 2045 §5.2), a bare
 * `multipart` as multipart/mixed (RFC 2046 §5.1.7), so that parts inside are found.
 */
export function parseContentType(value: string, note?: Note): ContentType {
  const { value: written, parameters } = parseParameters(value, note)
  const type = written.replace(/\s+/g, '').toLowerCase()
  const match = MEDIA_TYPE.exec(type)
  if (match) return { mediaType: match[0], parameters }
  note?.('mime.content-type-invalid', `"${written.slice(0, 60)}" is no media type`)
  return { mediaType: /^multipart\/?$/.test(type) ? 'multipart/mixed' : 'text/plain', parameters }
}

/** A Content-Disposition field (RFC 2183). */
export function parseDisposition(value: string, note?: Note): Disposition {
  const { value: written, parameters } = parseParameters(value, note)
  return { kind: written.replace(/["\s]+/g, '').toLowerCase(), parameters }
}
