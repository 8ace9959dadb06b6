/** Base64 of a short text inside a longer stream, whatever its position (RFC 4648 §4 and §5). */

/** The characters that base64 of any text containing `text` must contain, for the three alignments. */
export function base64Needles(text: string): readonly string[] {
  const bytes = Buffer.from(text, 'utf8')
  const needles: string[] = []
  for (let shift = 0; shift < 3; shift++) {
    const coded = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replace(/=+$/, '')
    // The first and last characters also depend on the neighbours.
    const first = shift === 0 ? 0 : shift + 1
    const last = (shift + bytes.length) % 3 === 0 ? coded.length : coded.length - 1
    const needle = coded.slice(first, last)
    needles.push(needle)
    if (/[+/]/.test(needle)) needles.push(needle.replace(/\+/g, '-').replace(/\//g, '_'))
  }
  return needles
}

/** The text of a base64 or base64url value, or undefined when it does not decode to printable text. */
export function decodeBase64(value: string): string | undefined {
  if (value.length < 8 || !/^[\w+/-]+={0,2}$/.test(value)) return undefined
  return printable(Buffer.from(value, 'base64').toString('utf8'))
}

/** The text of a value of hexadecimal digits, or undefined. */
export function decodeHex(value: string): string | undefined {
  if (value.length < 16 || value.length % 2 !== 0 || !/^[0-9a-f]+$/i.test(value)) return undefined
  return printable(Buffer.from(value, 'hex').toString('utf8'))
}

function printable(text: string): string | undefined {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c < 32 || c === 127 || c === 0xfffd) return undefined
  }
  return text
}
