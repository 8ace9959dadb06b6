import type { Message, Part, TextBody } from '../model/message.ts'
import type { MarkedText, TextMark } from './marked-text.ts'

/** A piece of evidence that may lie in a part. */
export interface PlacedEvidence {
  readonly range: { readonly start: number; readonly end: number; readonly of?: string }
  readonly quoted: string
  readonly part: string
  readonly finding: number
  readonly id: string
}

/** Raw bytes of one part that are decoded for showing. Attack: a text part of gigabytes; what lies beyond is not marked. */
const MAX_RAW = 4_000_000

/** Decoded bytes, and where raw offsets (relative to the body) went. */
interface Decoded {
  readonly bytes: Uint8Array
  place(raw: number): number
}

const HEX = new Int8Array(128).fill(-1)
for (const [at, digit] of [...'0123456789ABCDEF'].entries()) {
  HEX[digit.charCodeAt(0)] = at
  HEX[digit.toLowerCase().charCodeAt(0)] = at
}

/** Quoted-printable (RFC 2045 §6.7) as mail programs read it: a broken escape stands for itself. */
function decodeQuotedPrintable(raw: Uint8Array): Decoded {
  const out = new Uint8Array(raw.length)
  const places = new Uint32Array(raw.length + 1)
  let to = 0
  let at = 0
  const step = (length: number): void => {
    places.fill(to, at, at + length)
    at += length
  }
  while (at < raw.length) {
    const byte = raw[at]!
    if (byte !== 0x3d) {
      step(1)
      out[to++] = byte
      continue
    }
    const next = raw[at + 1] ?? 0
    const high = HEX[next] ?? -1
    const low = HEX[raw[at + 2] ?? 0] ?? -1
    if (next === 0x0a) step(2)
    else if (next === 0x0d && raw[at + 2] === 0x0a) step(3)
    else if (high >= 0 && low >= 0) {
      step(3)
      out[to++] = high * 16 + low
    } else {
      step(1)
      out[to++] = byte
    }
  }
  places[raw.length] = to
  return { bytes: out.subarray(0, to), place: (offset) => places[Math.min(offset, raw.length)] ?? to }
}

function decode(part: Part, raw: Uint8Array): Decoded | undefined {
  switch (part.encoding) {
    case 'quoted-printable':
      return decodeQuotedPrintable(raw)
    case 'base64': {
      const bytes = new Uint8Array(Buffer.from(Buffer.from(raw).toString('latin1'), 'base64'))
      // Raw offsets have no one-to-one place in base64: evidence counts in the decoded part (`of`).
      return { bytes, place: () => -1 }
    }
    case 'uuencode':
    case 'x-uuencode':
    case 'uue':
    case 'x-uue':
      return undefined
    default:
      // 7bit, 8bit, binary; unknown names stand for themselves, as mail programs take them.
      return { bytes: raw, place: (offset) => offset }
  }
}

function decoderFor(charset: string): InstanceType<typeof TextDecoder> | undefined {
  try {
    return new TextDecoder(charset)
  } catch {
    return undefined
  }
}

/**
 * The text of a part with the evidence that lies in it, true to the byte where transfer encoding and charset allow;
 * else the text the reader decoded, with the quoted values looked up in it. Undefined when there is no text to show.
 */
export function partText(
  message: Message,
  bytes: Uint8Array,
  part: Part,
  evidence: readonly PlacedEvidence[],
): MarkedText | undefined {
  const body = message.texts.find((text) => text.part === part.path)
  if (!body) return undefined
  const exact = part.bodyRange.of === undefined ? exactText(body, bytes, part, evidence) : undefined
  return exact ?? quotedText(body, evidence)
}

function exactText(
  body: TextBody,
  bytes: Uint8Array,
  part: Part,
  evidence: readonly PlacedEvidence[],
): MarkedText | undefined {
  const { start, end } = part.bodyRange
  const decoder = decoderFor(body.charset)
  const decoded = decode(part, bytes.subarray(start, Math.min(end, start + MAX_RAW)))
  if (!decoder || !decoded) return undefined
  const spans = evidence.flatMap((item) => {
    const raw = item.range.of === undefined
    if (!raw && item.range.of !== part.path) return []
    const from = raw ? decoded.place(item.range.start - start) : item.range.start
    const to = raw ? decoded.place(item.range.end - start) : item.range.end
    const inside = raw ? item.range.start >= start && item.range.end <= end : from >= 0
    return inside && from >= 0 && from < to && to <= decoded.bytes.length ? [{ item, from, to }] : []
  })
  // Decoded stretch by stretch, so that byte offsets become character offsets in any charset.
  const cuts = [...new Set(spans.flatMap(({ from, to }) => [from, to]))].sort((a, b) => a - b)
  const places = new Map<number, number>()
  let text = ''
  let at = 0
  for (const cut of cuts) {
    text += decoder.decode(decoded.bytes.subarray(at, cut), { stream: true })
    places.set(cut, text.length)
    at = cut
  }
  text += decoder.decode(decoded.bytes.subarray(at))
  const marks: TextMark[] = spans.map(({ item, from, to }) => ({
    start: places.get(from) ?? 0,
    end: places.get(to) ?? 0,
    finding: item.finding,
    id: item.id,
  }))
  return { text, marks }
}

function quotedText(body: TextBody, evidence: readonly PlacedEvidence[]): MarkedText {
  const marks = evidence.flatMap(({ part, quoted, finding, id }): TextMark[] => {
    const start = part === body.part && quoted !== '' ? body.text.indexOf(quoted) : -1
    return start < 0 ? [] : [{ start, end: start + quoted.length, finding, id }]
  })
  return { text: body.text.slice(0, MAX_RAW), marks }
}
