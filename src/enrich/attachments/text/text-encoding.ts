import iconv from 'iconv-lite'

/** Bytes looked at to tell text from other content. */
const SAMPLE = 4_096

/**
 * Whether the first bytes are those of a text: a byte order mark, or no NUL and next to no control characters
 * (WHATWG MIME Sniffing §7.2, "binary data byte", a little more patient because real text files hold form feeds and
 * escape sequences).
 */
export function looksLikeText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  if (byteOrder(bytes) !== undefined) return true
  const end = Math.min(bytes.length, SAMPLE)
  let controls = 0
  for (let i = 0; i < end; i++) {
    const c = bytes[i] ?? 0
    if (c === 0) return false
    if (c < 32 && c !== 9 && c !== 10 && c !== 13 && c !== 12 && c !== 27) controls++
  }
  return controls * 100 <= end
}

/** Text of a file without a stated charset: by its byte order mark, else UTF-8, else Windows-1252. */
export function decodeText(bytes: Uint8Array): string {
  const order = byteOrder(bytes)
  if (order !== undefined) return new TextDecoder(order).decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return iconv.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), 'windows-1252')
  }
}

function byteOrder(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  return undefined
}
