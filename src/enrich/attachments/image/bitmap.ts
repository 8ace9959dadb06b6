/** An uncompressed Windows bitmap as RGB, rows from the top. */
export interface Bitmap {
  readonly pixels: Uint8Array
  readonly width: number
  readonly height: number
}

/**
 * Decodes BMP files without compression, 1 to 32 bits a pixel ([MS-WMF] §2.2.2.9; OS/2 core header), which libvips
 * does not read. Undefined for run-length and embedded codings, for sizes above `mostPixels`, and for data that ends
 * before the first row.
 */
export function decodeBitmap(bytes: Buffer, mostPixels: number): Bitmap | undefined {
  if (bytes.length < 30) return undefined
  const data = bytes.readUInt32LE(10)
  const header = bytes.readUInt32LE(14)
  const core = header === 12
  if (!core && (header < 40 || bytes.length < 54)) return undefined
  const width = core ? bytes.readUInt16LE(18) : bytes.readInt32LE(18)
  const signedHeight = core ? bytes.readUInt16LE(20) : bytes.readInt32LE(22)
  const bits = bytes.readUInt16LE(core ? 24 : 28)
  const compression = core ? 0 : bytes.readUInt32LE(30)
  const height = Math.abs(signedHeight)
  if (width < 1 || height < 1 || width * height > mostPixels) return undefined
  if (compression !== 0 && !(compression === 3 && bits === 32)) return undefined
  if (![1, 4, 8, 16, 24, 32].includes(bits)) return undefined
  const row = Math.ceil((width * bits) / 32) * 4
  if (data + row > bytes.length) return undefined
  const palette = 14 + header
  const entry = core ? 3 : 4
  const pixels = new Uint8Array(width * height * 3).fill(255)
  for (let y = 0; y < height; y++) {
    const from = data + (signedHeight > 0 ? height - 1 - y : y) * row
    if (from + row > bytes.length) continue
    for (let x = 0, to = y * width * 3; x < width; x++, to += 3) {
      let at: number
      if (bits <= 8) {
        const bit = x * bits
        const index = ((bytes[from + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & ((1 << bits) - 1)
        at = palette + index * entry
      } else if (bits === 16) {
        const value = bytes.readUInt16LE(from + x * 2) // 5 bits each
        pixels[to] = ((value >> 10) & 31) << 3
        pixels[to + 1] = ((value >> 5) & 31) << 3
        pixels[to + 2] = (value & 31) << 3
        continue
      } else at = from + (x * bits) / 8
      pixels[to] = bytes[at + 2] ?? 0
      pixels[to + 1] = bytes[at + 1] ?? 0
      pixels[to + 2] = bytes[at] ?? 0
    }
  }
  return { pixels, width, height }
}
