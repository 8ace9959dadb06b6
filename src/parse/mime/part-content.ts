import type { Part } from '../../model/message.ts'
import { cmsContent } from './cms-content.ts'
import { MAX_INFLATED } from './limits.ts'
import type { TransferDecoded } from './transfer-decoding.ts'
import { decodeTransfer, transferCoding } from './transfer-decoding.ts'

/** Reads bodies of parts, those inside encoded message parts and packages included. */
export interface PartContents {
  /** The buffer that the part's ranges count in. */
  holder(part: Part): Buffer
  /** The body after transfer decoding; may share memory with the raw message. */
  decoded(part: Part): TransferDecoded
}

/** `parts` is the list that `readMime` gave for `bytes`. Decoded message parts are kept as long as the result is. */
export function partContents(bytes: Uint8Array, parts: readonly Part[]): PartContents {
  const raw = asBuffer(bytes)
  let byPath: Map<string, Part> | undefined
  const holders = new Map<string, Buffer>()
  const holder = (part: Part): Buffer => {
    const { of } = part.headerRange
    if (of === undefined) return raw
    const known = holders.get(of)
    if (known) return known
    // From the outside in; the depth is bounded by MimeLimits.decodedDepth, still no recursion is needed.
    byPath ??= new Map(parts.map((each) => [each.path, each]))
    const chain: Part[] = []
    for (let path: string | undefined = of; path !== undefined && !holders.has(path); ) {
      const outer = byPath.get(path)
      if (!outer || chain.includes(outer)) break
      chain.push(outer)
      path = outer.headerRange.of
    }
    let made: Buffer = raw
    for (const outer of chain.reverse()) {
      const inside = outer.headerRange.of
      made = openedBody(inside === undefined ? raw : (holders.get(inside) ?? raw), outer)
      holders.set(outer.path, made)
    }
    return made
  }
  return { holder, decoded: (part) => decodeBody(holder(part), part) }
}

/** What the ranges of the parts inside count in: the decoded body, for S/MIME the content in it. */
function openedBody(buffer: Buffer, part: Part): Buffer {
  const { bytes } = decodeBody(buffer, part)
  const from = part.children[0]?.unpackedFrom
  return from === 'signed-data' || from === 'compressed-data'
    ? (cmsContent(bytes, MAX_INFLATED).content ?? bytes)
    : bytes
}

function decodeBody(buffer: Buffer, part: Part): TransferDecoded {
  const { start, end } = part.bodyRange
  // RFC 2045 §6.4: multiparts are never encoded, whatever their header says.
  const coding = part.kind === 'multipart' ? 'identity' : (transferCoding(part.encoding) ?? 'identity')
  return decodeTransfer(coding, buffer, start, end)
}

/** The same memory as a Buffer. */
export function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
