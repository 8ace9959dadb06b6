import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { isKeyed, nameOf, type PdfDict, type PdfValue, stringOf } from './pdf-value.ts'
import { rc4 } from './rc4.ts'

/** How the strings and streams of a file are decrypted. */
export interface PdfDecryption {
  string(bytes: string, num: number, gen: number): string
  /** @param crypt name of the stream's own crypt filter, when it states one. */
  stream(bytes: Buffer, num: number, gen: number, crypt?: string): Buffer
  /** False when XMP metadata is left in clear. */
  readonly metadata: boolean
}

/** Appended to short passwords (ISO 32000-1 §7.6.3.3, algorithm 2). */
const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')

type Method = 'none' | 'rc4' | 'aes-128' | 'aes-256'

/**
 * Opens the standard security handler with the empty user password, which is how mail programs show such a file
 * without asking. Revisions 2 to 4 (ISO 32000-1 §7.6) and 5 to 6 (ISO 32000-2 §7.6.4). Undefined when a password is
 * needed or the handler is another one (certificates).
 * @param id first string of the trailer's /ID.
 */
export function openWithoutPassword(
  encrypt: PdfDict,
  id: string,
  resolve: (value: PdfValue | undefined) => PdfValue | undefined,
): PdfDecryption | undefined {
  const get = (key: string): PdfValue | undefined => resolve(encrypt.map.get(key))
  const number = (key: string, missing: number): number => {
    const value = get(key)
    return typeof value === 'number' ? value : missing
  }
  const bytes = (key: string): Buffer => Buffer.from(stringOf(get(key))?.bytes ?? '', 'latin1')
  if (nameOf(get('Filter')) !== 'Standard') return undefined
  const version = number('V', 0)
  const revision = number('R', 2)
  const metadata = get('EncryptMetadata') !== false

  let streams: Method = version >= 5 ? 'aes-256' : 'rc4'
  let strings: Method = streams
  let length = version === 1 ? 5 : Math.trunc(number('Length', 40) / 8)
  const filters = get('CF')
  const method = (name: string): Method => {
    if (name === 'Identity') return 'none'
    const filter = isKeyed(filters) ? resolve(filters.map.get(name)) : undefined
    const word = isKeyed(filter) ? nameOf(resolve(filter.map.get('CFM'))) : undefined
    return word === 'V2' ? 'rc4' : word === 'AESV2' ? 'aes-128' : word === 'AESV3' ? 'aes-256' : 'none'
  }
  if (version >= 4) {
    streams = method(nameOf(get('StmF')) ?? 'Identity')
    strings = method(nameOf(get('StrF')) ?? 'Identity')
    if (version === 4) length = 16
  }
  length = Math.min(16, Math.max(5, length))

  const owner = bytes('O')
  const user = bytes('U')
  const key =
    revision >= 5
      ? newKey(revision, user, bytes('UE'))
      : oldKey(revision, length, owner, user, number('P', 0), Buffer.from(id, 'latin1'), metadata)
  if (key === undefined) return undefined

  const decrypt = (data: Buffer, how: Method, num: number, gen: number): Buffer => {
    switch (how) {
      case 'none':
        return data
      case 'rc4':
        return rc4(objectKey(key, num, gen, false), data)
      case 'aes-128':
        return aes('aes-128-cbc', objectKey(key, num, gen, true), data)
      case 'aes-256':
        return aes('aes-256-cbc', key, data)
    }
  }
  return {
    string: (text, num, gen) =>
      strings === 'none' ? text : decrypt(Buffer.from(text, 'latin1'), strings, num, gen).toString('latin1'),
    stream: (data, num, gen, crypt) =>
      decrypt(data, crypt === undefined || version < 4 ? streams : method(crypt), num, gen),
    metadata,
  }
}

const md5 = (...parts: readonly Buffer[]): Buffer => {
  const hash = createHash('md5')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** Algorithm 2, then algorithm 6 to check that the empty password is right. */
function oldKey(
  revision: number,
  length: number,
  owner: Buffer,
  user: Buffer,
  permissions: number,
  id: Buffer,
  metadata: boolean,
): Buffer | undefined {
  if (owner.length < 32 || user.length < 16) return undefined
  const allowed = Buffer.alloc(4)
  allowed.writeInt32LE(permissions | 0)
  const open = revision >= 4 && !metadata ? Buffer.alloc(4, 0xff) : Buffer.alloc(0)
  let key = md5(PAD, owner.subarray(0, 32), allowed, id, open)
  if (revision >= 3) for (let i = 0; i < 50; i++) key = md5(key.subarray(0, length))
  key = key.subarray(0, length)
  if (revision === 2) return rc4(key, PAD).equals(user.subarray(0, 32)) ? key : undefined
  let check = rc4(key, md5(PAD, id))
  for (let i = 1; i <= 19; i++) check = rc4(key.map((byte) => byte ^ i) as Buffer, check)
  return check.equals(user.subarray(0, 16)) ? key : undefined
}

/** Algorithm 2.A with the empty password: the key is wrapped in /UE under a hash with its own salt. */
function newKey(revision: number, user: Buffer, wrapped: Buffer): Buffer | undefined {
  if (user.length < 48 || wrapped.length < 32) return undefined
  const hash = revision >= 6 ? hardHash : (salt: Buffer) => createHash('sha256').update(salt).digest()
  if (!hash(user.subarray(32, 40)).equals(user.subarray(0, 32))) return undefined
  const decipher = createDecipheriv('aes-256-cbc', hash(user.subarray(40, 48)), Buffer.alloc(16))
  decipher.setAutoPadding(false)
  return Buffer.concat([decipher.update(wrapped.subarray(0, 32)), decipher.final()])
}

/** Algorithm 2.B for the empty password. Ends at the latest after round 286: a byte is at most 255. */
export function hardHash(salt: Buffer): Buffer {
  let key: Buffer = createHash('sha256').update(salt).digest()
  for (let round = 0; ; round++) {
    const block = Buffer.concat(Array.from({ length: 64 }, () => key))
    const encrypted = encryptBlock(key, block)
    let rest = 0
    for (const byte of encrypted.subarray(0, 16)) rest += byte
    const name = rest % 3 === 0 ? 'sha256' : rest % 3 === 1 ? 'sha384' : 'sha512'
    key = createHash(name).update(encrypted).digest()
    if (round >= 63 && (encrypted.at(-1) ?? 0) <= round - 31) return key.subarray(0, 32)
  }
}

function encryptBlock(key: Buffer, block: Buffer): Buffer {
  const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32))
  cipher.setAutoPadding(false)
  return Buffer.concat([cipher.update(block), cipher.final()])
}

/** Algorithm 1: the file's key, the object's numbers, and a word for AES. */
function objectKey(key: Buffer, num: number, gen: number, withAes: boolean): Buffer {
  const numbers = Buffer.from([num, num >> 8, num >> 16, gen, gen >> 8])
  const salt = withAes ? Buffer.from('sAlT', 'latin1') : Buffer.alloc(0)
  return md5(key, numbers, salt).subarray(0, Math.min(16, key.length + 5))
}

/** CBC with the vector in front; a wrong padding or a cut block is damage, and what is whole is kept. */
function aes(name: 'aes-128-cbc' | 'aes-256-cbc', key: Buffer, data: Buffer): Buffer {
  const whole = data.length - (data.length % 16)
  const size = name === 'aes-128-cbc' ? 16 : 32
  if (whole < 32 || key.length < size) return Buffer.alloc(0)
  const decipher = createDecipheriv(name, key.subarray(0, size), data.subarray(0, 16))
  decipher.setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(data.subarray(16, whole)), decipher.final()])
  const padding = plain.at(-1) ?? 0
  return padding >= 1 && padding <= 16 ? plain.subarray(0, plain.length - padding) : plain
}
