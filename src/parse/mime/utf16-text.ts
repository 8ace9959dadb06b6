/**
 * Text of little-endian UTF-16; half a character at the end is left out. Never `buffer.toString('utf16le')` on bytes
 * of others: at an odd address and with an odd length Node 24.21 writes one byte behind the memory it took for the
 * copy, so that a file can bring the program down or worse.
 */
export function utf16Text(bytes: Buffer): string {
  return bytes.toString('utf16le', 0, bytes.length & ~1)
}
