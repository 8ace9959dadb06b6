// CMS messages (RFC 5652) in BER: enough of them for a reader to unwrap. Signatures and keys are not real.
import { deflateSync } from 'node:zlib'

/** How the content lies in the message. */
export interface CmsForm {
  /** Lengths are left open, as programs that stream write them. */
  readonly indefinite?: boolean
  /** Bytes of each piece of the content; one piece when left out. */
  readonly pieces?: number
}

function element(tag: number, content: Uint8Array, indefinite = false): Buffer {
  const bytes = Buffer.from(content)
  if (indefinite) return Buffer.concat([Buffer.from([tag, 0x80]), bytes, Buffer.from([0, 0])])
  if (bytes.length < 0x80) return Buffer.concat([Buffer.from([tag, bytes.length]), bytes])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(bytes.length)
  const digits = length.subarray(length.findIndex((byte) => byte > 0))
  return Buffer.concat([Buffer.from([tag, 0x80 | digits.length]), digits, bytes])
}

const oid = (hex: string): Buffer => element(0x06, Buffer.from(hex, 'hex'))
const integer = (value: number): Buffer => element(0x02, Buffer.from([value]))
const DATA = '2a864886f70d010701'

function octets(content: Uint8Array, { indefinite = false, pieces }: CmsForm): Buffer {
  if (pieces === undefined) return element(0x04, content)
  const parts: Buffer[] = []
  for (let at = 0; at < content.length; at += pieces)
    parts.push(element(0x04, content.subarray(at, at + pieces)))
  return element(0x24, Buffer.concat(parts), indefinite)
}

function contentInfo(type: string, fields: readonly Buffer[], { indefinite = false }: CmsForm): Buffer {
  const inner = element(0x30, Buffer.concat(fields), indefinite)
  return element(0x30, Buffer.concat([oid(type), element(0xa0, inner, indefinite)]), indefinite)
}

/** signed-data with its content inside (RFC 5652 §5.1); without content one that only carries certificates. */
export function signedData(content: Uint8Array | undefined, form: CmsForm = {}): Buffer {
  const algorithm = element(0x30, Buffer.concat([oid('608648016503040201'), Buffer.from([5, 0])]))
  const held = content === undefined ? [] : [element(0xa0, octets(content, form), form.indefinite)]
  const encapsulated = element(0x30, Buffer.concat([oid(DATA), ...held]), form.indefinite)
  const signers = element(0x31, Buffer.alloc(0))
  return contentInfo(
    '2a864886f70d010702',
    [integer(1), element(0x31, algorithm), encapsulated, signers],
    form,
  )
}

/** enveloped-data (RFC 5652 §6.1) whose content nobody can read. */
export function envelopedData(form: CmsForm = {}): Buffer {
  const recipients = element(0x31, Buffer.alloc(0))
  const algorithm = element(0x30, oid('60864801650304012a'))
  const encrypted = element(
    0x30,
    Buffer.concat([oid(DATA), algorithm, element(0x80, Buffer.alloc(48, 0xaa))]),
  )
  return contentInfo('2a864886f70d010703', [integer(0), recipients, encrypted], form)
}

/** compressed-data (RFC 3274). */
export function compressedData(content: Uint8Array, form: CmsForm = {}): Buffer {
  const algorithm = element(0x30, oid('2a864886f70d0109100308'))
  const held = element(0xa0, octets(deflateSync(content), form), form.indefinite)
  const encapsulated = element(0x30, Buffer.concat([oid(DATA), held]), form.indefinite)
  return contentInfo('2a864886f70d0109100109', [integer(0), algorithm, encapsulated], form)
}
