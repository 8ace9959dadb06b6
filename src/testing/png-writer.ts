/** Writes small PNG files for tests (PNG second edition §11). */
import { crc32, deflateSync } from 'node:zlib'

/** @param pixels rows from the top, 1 (grey), 3 (RGB) or 4 (RGBA) bytes a pixel. */
export function writePng(width: number, height: number, channels: 1 | 3 | 4, pixels: Uint8Array): Buffer {
  const rows = Buffer.alloc(height * (width * channels + 1))
  for (let y = 0; y < height; y++)
    rows.set(
      pixels.subarray(y * width * channels, (y + 1) * width * channels),
      y * (width * channels + 1) + 1,
    )
  return assemble(width, height, channels, deflateSync(rows))
}

/** A PNG whose header promises this size whatever the data holds: for bombs. */
export function assemble(width: number, height: number, channels: 1 | 3 | 4, data: Buffer): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header[8] = 8
  header[9] = channels === 1 ? 0 : channels === 3 ? 2 : 6
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, check])
}
