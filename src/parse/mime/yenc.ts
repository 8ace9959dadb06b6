import { crc32 } from 'node:zlib'

/** One line of yEnc keywords (yEnc draft 1.3, §4): `=ybegin`, `=ypart`, `=yend`. */
export interface YencLine {
  readonly keyword: string
  readonly size?: number
  /** Characters of a whole line of data. */
  readonly line?: number
  readonly part?: number
  readonly total?: number
  /** `pcrc32` when there is one, else `crc32`. */
  readonly crc?: number
  /** Everything after `name=`, which comes last. */
  readonly name: string
}

/** Longest keyword line read; the draft has names of at most 256 characters. */
const LINE = 600

/** The keyword line at `at`, which starts with `=y`; undefined for data that begins the same. */
export function yencLine(bytes: Buffer, at: number, end: number): YencLine | undefined {
  if (bytes[at] !== 0x3d || bytes[at + 1] !== 0x79) return undefined
  const written = /^=y(begin|part|end) [^\r\n]*/.exec(bytes.toString('latin1', at, Math.min(end, at + LINE)))
  if (!written) return undefined
  const text = written[0]
  const nameAt = text.indexOf(' name=')
  const values = nameAt < 0 ? text : text.slice(0, nameAt)
  const number = (key: string, base: number): number | undefined => {
    const digits = new RegExp(` ${key}=([0-9a-f]{1,12})(?![0-9a-f])`, 'i').exec(values)?.[1]
    const value = digits === undefined ? Number.NaN : Number.parseInt(digits, base)
    return Number.isNaN(value) ? undefined : value
  }
  const size = number('size', 10)
  const line = number('line', 10)
  const part = number('part', 10)
  const total = number('total', 10)
  const crc = number('pcrc32', 16) ?? (part === undefined ? number('crc32', 16) : undefined)
  return {
    keyword: written[1] ?? '',
    ...(line === undefined ? {} : { line }),
    ...(size === undefined ? {} : { size }),
    ...(part === undefined ? {} : { part }),
    ...(total === undefined ? {} : { total }),
    ...(crc === undefined ? {} : { crc }),
    name:
      nameAt < 0
        ? ''
        : Buffer.from(text.slice(nameAt + 6), 'latin1')
            .toString('utf8')
            .trim()
            .replace(/^"(.*)"$/, '$1'),
  }
}

export interface YencDecoded {
  readonly bytes: Buffer
  /** There is no end, or size or checksum at the end are not those of the data. */
  readonly invalid: boolean
}

/**
 * Decodes the yEnc lines in `[start, end)` (yEnc draft 1.3): 42 is taken from every byte, 106 after an escape. Lines
 * of keywords are skipped; the size and checksum of the last one are compared. Never throws; linear.
 */
export function decodeYenc(bytes: Buffer, start: number, end: number): YencDecoded {
  const out = Buffer.allocUnsafe(Math.max(0, end - start))
  let written = 0
  let last: YencLine | undefined
  let lineStart = true
  let at = start
  while (at < end) {
    const byte = bytes[at] as number
    if (lineStart && byte === 0x3d && bytes[at + 1] === 0x79) {
      const line = yencLine(bytes, at, end)
      if (line) {
        last = line
        at = bytes.indexOf(10, at)
        if (at < 0 || at > end || line.keyword === 'end') break
        at++
        continue
      }
    }
    if (byte === 10 || byte === 13) {
      lineStart = true
      at++
      continue
    }
    lineStart = false
    if (byte === 0x3d && at + 1 < end) {
      out[written++] = ((bytes[at + 1] as number) - 106) & 255
      at += 2
    } else {
      out[written++] = (byte - 42) & 255
      at++
    }
  }
  const decoded = out.subarray(0, written)
  const isEnded = last?.keyword === 'end'
  const fits = last?.size === undefined || last.size === written
  const sums = last?.crc === undefined || last.crc === crc32(decoded)
  return { bytes: decoded, invalid: !(isEnded && fits && sums) }
}
