import { constants, inflateSync } from 'node:zlib'
import { Inflate } from 'fflate'
import type { OpenBudget } from '../open-budget.ts'
import { lzwDecode } from './lzw.ts'
import { isKeyed, nameOf, type PdfValue } from './pdf-value.ts'
import { undoPredictor } from './predictor.ts'

export interface DecodedStream {
  readonly data: Buffer
  /** The picture coding that is left on the data: DCTDecode, JPXDecode, CCITTFaxDecode, JBIG2Decode. */
  readonly picture?: string
  readonly pictureParms?: ReadonlyMap<string, PdfValue>
  /** False when the data was damaged or longer than the budget: what could be read is there. */
  readonly complete: boolean
  /** True when the data unpacks to more than the budget allows. */
  readonly bomb: boolean
}

/** Filters one after the other. Attack: a hundred layers of a filter that grows. */
const MOST_FILTERS = 8

const PICTURES: ReadonlyMap<string, string> = new Map([
  ['DCTDecode', 'DCTDecode'],
  ['DCT', 'DCTDecode'],
  ['JPXDecode', 'JPXDecode'],
  ['CCITTFaxDecode', 'CCITTFaxDecode'],
  ['CCF', 'CCITTFaxDecode'],
  ['JBIG2Decode', 'JBIG2Decode'],
])

/**
 * Undoes the filters of a stream (ISO 32000-1 §7.4) up to a picture coding, within the budget; damaged data gives
 * what came before the damage.
 * @param filter /Filter, @param parms /DecodeParms of the stream's dictionary, or their inline names' values.
 */
export function decodeFilters(
  raw: Buffer,
  filter: PdfValue | undefined,
  parms: PdfValue | undefined,
  resolve: (value: PdfValue | undefined) => PdfValue | undefined,
  budget: OpenBudget,
): DecodedStream {
  const filters = listOf(filter, resolve)
  const allParms = listOf(parms, resolve)
  let data = raw
  let complete = filters.length <= MOST_FILTERS
  for (const [index, item] of filters.slice(0, MOST_FILTERS).entries()) {
    const name = nameOf(item) ?? ''
    const parm = allParms[index]
    const map: ReadonlyMap<string, PdfValue> = isKeyed(parm) ? parm.map : new Map<string, PdfValue>()
    const picture = PICTURES.get(name)
    if (picture !== undefined)
      return {
        data,
        picture,
        pictureParms: map,
        complete: complete && index === filters.length - 1,
        bomb: false,
      }
    const limit = budget.inflatable()
    const step = oneFilter(name, data, map, resolve, limit, budget)
    data = step.data
    if (name !== 'Crypt') budget.inflated(Math.min(data.length, limit))
    if (!step.complete) complete = false
    if (step.bomb) return { data, complete: false, bomb: true }
  }
  return { data, complete, bomb: false }
}

function listOf(
  value: PdfValue | undefined,
  resolve: (value: PdfValue | undefined) => PdfValue | undefined,
): readonly (PdfValue | undefined)[] {
  const found = resolve(value)
  if (found === undefined || found === null) return []
  return typeof found === 'object' && found.kind === 'array' ? found.items.slice(0, 64).map(resolve) : [found]
}

interface Step {
  readonly data: Buffer
  readonly complete: boolean
  readonly bomb: boolean
}

function oneFilter(
  name: string,
  data: Buffer,
  parms: ReadonlyMap<string, PdfValue>,
  resolve: (value: PdfValue | undefined) => PdfValue | undefined,
  limit: number,
  budget: OpenBudget,
): Step {
  const number = (key: string, missing: number): number => {
    const value = resolve(parms.get(key))
    return typeof value === 'number' ? value : missing
  }
  switch (name) {
    case 'FlateDecode':
    case 'Fl': {
      const step = inflateSome(data, limit)
      budget.work(step.data.length >> 8)
      return { ...step, data: undoPredictor(step.data, number) }
    }
    case 'LZWDecode':
    case 'LZW': {
      const step = lzwDecode(data, number('EarlyChange', 1), limit)
      budget.work(step.data.length >> 3)
      return { ...step, data: undoPredictor(step.data, number) }
    }
    case 'ASCIIHexDecode':
    case 'AHx':
      return { data: hexDecode(data), complete: true, bomb: false }
    case 'ASCII85Decode':
    case 'A85':
      budget.work(data.length >> 4)
      return { data: ascii85Decode(data), complete: true, bomb: false }
    case 'RunLengthDecode':
    case 'RL':
      budget.work(data.length >> 4)
      return runLengthDecode(data, limit)
    case 'Crypt': // identity here: the file's own decryption has been done before the filters
      return { data, complete: true, bomb: false }
    default:
      return { data: Buffer.alloc(0), complete: false, bomb: false }
  }
}

/**
 * zlib data up to `limit` bytes. Node's zlib is four times faster but gives nothing for damaged data; then fflate
 * unpacks piece by piece as far as it goes, also without the zlib header.
 */
export function inflateSome(data: Buffer, limit: number): Step {
  try {
    // A stream cut off in the middle is common (a wrong /Length) and read by every viewer.
    const options = { maxOutputLength: Math.max(limit, 1), finishFlush: constants.Z_SYNC_FLUSH }
    return { data: inflateSync(data, options), complete: true, bomb: false }
  } catch (error) {
    const bomb = error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE'
    const skip = hasZlibHeader(data) ? 2 : 0
    const most = bomb ? Math.min(limit, BOMB_PREFIX) : limit
    return { data: inflatePieces(data.subarray(skip), most), complete: false, bomb }
  }
}

/** Of a bomb only the beginning is looked at. */
const BOMB_PREFIX = 4_000_000
/** Small enough that one piece cannot unpack to more than about 4 MB (deflate's best is 1:1032). */
const PIECE = 4_096

const hasZlibHeader = (data: Buffer): boolean =>
  ((data[0] ?? 0) & 0x0f) === 8 && (((data[0] ?? 0) << 8) | (data[1] ?? 0)) % 31 === 0

function inflatePieces(data: Buffer, limit: number): Buffer {
  const pieces: Uint8Array[] = []
  let size = 0
  const inflate = new Inflate((piece) => {
    pieces.push(piece)
    size += piece.length
  })
  try {
    for (let at = 0; at < data.length && size < limit; at += PIECE)
      inflate.push(data.subarray(at, at + PIECE), at + PIECE >= data.length)
  } catch {
    // Damaged: what came before stays.
  }
  return Buffer.concat(pieces).subarray(0, limit)
}

function hexDecode(data: Buffer): Buffer {
  const stop = data.indexOf(0x3e)
  const digits = data.toString('latin1', 0, stop < 0 ? data.length : stop).replace(/[^0-9a-fA-F]/g, '')
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex')
}

/** Groups of five digits to base 85, `z` for four zero bytes, `~>` at the end. */
function ascii85Decode(data: Buffer): Buffer {
  const out = Buffer.allocUnsafe(data.length * 4 + 4)
  let size = 0
  let value = 0
  let count = 0
  for (const c of data) {
    if (c === 0x7e) break
    if (c === 0x7a && count === 0) {
      out.writeUInt32BE(0, size)
      size += 4
      continue
    }
    if (c < 0x21 || c > 0x75) continue
    value = value * 85 + (c - 0x21)
    if (++count === 5) {
      out.writeUInt32BE(value >>> 0, size)
      size += 4
      value = count = 0
    }
  }
  if (count > 1) {
    for (let i = count; i < 5; i++) value = value * 85 + 84
    out.writeUInt32BE(value >>> 0, size)
    size += count - 1
  }
  return Buffer.from(out.subarray(0, size))
}

function runLengthDecode(data: Buffer, limit: number): Step {
  const pieces: Buffer[] = []
  let size = 0
  let i = 0
  while (i < data.length && size <= limit) {
    const length = data[i] ?? 128
    if (length === 128) break
    const piece =
      length < 128 ? data.subarray(i + 1, i + 2 + length) : Buffer.alloc(257 - length, data[i + 1] ?? 0)
    pieces.push(piece)
    size += piece.length
    i += length < 128 ? length + 2 : 2
  }
  return { data: Buffer.concat(pieces).subarray(0, limit), complete: size <= limit, bomb: size > limit }
}
