/** The header a mail arrived with, which Outlook keeps as one text (PidTagTransportMessageHeaders). */
export interface TransportHeader {
  /** Whole fields with CRLF line ends, in their order, without those that describe the body. */
  readonly fields: readonly string[]
  /** Place among `fields` of the Content-Type that was taken out. */
  readonly contentAt: number
  /** That field, when there was one. */
  readonly contentType?: string
  readonly hasFrom: boolean
}

/** Fields that tell how the body was written (RFC 2045 §3): the rebuilt body is written in its own way. */
const OF_THE_BODY = /^content-(type|transfer-encoding|disposition|id|description|location|base|md5)$/i
/** Exchange 5.5 begins the text with such a line, which was never part of the mail. */
const BANNER = /^Microsoft Mail Internet Headers Version/i

/**
 * Takes the text apart. It ends at the first blank line: behind it Outlook keeps the header fields of parts. Lines
 * are not changed, whatever they hold.
 */
export function transportHeader(text: string): TransportHeader | undefined {
  const lines = text.replaceAll('\0', '').split(/\r\n|\n|\r/)
  while (lines.length > 0 && (lines[0]!.trim() === '' || BANNER.test(lines[0]!))) lines.shift()
  const fields: string[] = []
  let current: string[] = []
  let contentAt = -1
  let contentType: string | undefined
  let hasFrom = false
  const close = (): void => {
    if (current.length === 0) return
    const field = `${current.join('\r\n')}\r\n`
    const name = field.slice(0, Math.max(0, field.indexOf(':'))).trim()
    if (OF_THE_BODY.test(name)) {
      if (/^content-type$/i.test(name) && contentType === undefined) {
        contentType = field
        contentAt = fields.length
      }
    } else fields.push(field)
    if (/^from$/i.test(name)) hasFrom = true
    current = []
  }
  for (const line of lines) {
    if (line.trim() === '') break
    if (!/^[ \t]/.test(line)) close()
    current.push(line)
  }
  close()
  if (fields.length === 0) return undefined
  return {
    fields,
    contentAt: contentAt < 0 ? fields.length : contentAt,
    ...(contentType === undefined ? {} : { contentType }),
    hasFrom,
  }
}

/** Media type and boundary of a Content-Type field, as far as they are written plainly. */
export function multipartOf(
  field: string | undefined,
): { readonly type: string; readonly boundary: string; readonly field: string } | undefined {
  if (field === undefined) return undefined
  const value = field.slice(field.indexOf(':') + 1).replace(/\r\n/g, ' ')
  const type = /^[ \t]*(multipart\/[a-z-]{1,40})[ \t]*;/i.exec(value)?.[1]?.toLowerCase()
  const found = /;[ \t]*boundary[ \t]*=[ \t]*(?:"([^"\\]{1,70})"|([^\s";]{1,70}))/i.exec(value)
  const boundary = found?.[1] ?? found?.[2]
  // RFC 2046 §5.1.1
  if (type === undefined || boundary === undefined || !/^[A-Za-z0-9'()+_,./:=? -]*[^ ]$/.test(boundary))
    return undefined
  return { type, boundary, field }
}
