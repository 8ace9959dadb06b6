/** Writes small PDF files for tests, also damaged, packed and encrypted ones. Independent of the reader but for RC4. */
import { createCipheriv, createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'

/** Text of an object, or a stream: the dictionary without `<<`, `>>`, /Length and /Filter. */
export type PdfObject =
  | string
  | { readonly dict: string; readonly data: Buffer | string; readonly deflate?: boolean }

export interface PdfOptions {
  /** Objects that are no streams are put into an object stream, the table into a stream. */
  readonly packed?: boolean
  /** `wrong`: offsets that lead nowhere; `none`: neither table nor trailer. */
  readonly table?: 'right' | 'wrong' | 'none'
  /** Entries of the trailer beside /Size and /Root, e.g. `/Info 7 0 R`. */
  readonly trailer?: string
  /** User password, empty by default. Only literal strings without escapes are encrypted. */
  readonly encryption?: {
    readonly method: 'rc4-40' | 'rc4-128' | 'aes-128' | 'aes-256'
    readonly password?: string
  }
}

const ID = Buffer.from('0123456789abcdef0123456789abcdef', 'hex')

/** A file of these objects, numbered from 1; the first is the catalog. */
export function writePdf(objects: readonly PdfObject[], options: PdfOptions = {}): Buffer {
  const crypt = options.encryption && encryption(options.encryption.method, options.encryption.password ?? '')
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')]
  const offsets = new Map<number, number>()
  const packedIn = new Map<number, readonly [container: number, index: number]>()
  let size = parts[0]?.length ?? 0
  const put = (part: Buffer): void => {
    parts.push(part)
    size += part.length
  }
  const putObject = (num: number, body: Buffer): void => {
    offsets.set(num, size)
    put(Buffer.concat([Buffer.from(`${num} 0 obj\n`), body, Buffer.from('\nendobj\n')]))
  }
  const putStream = (num: number, dict: string, data: Buffer, deflate: boolean, plain = false): void => {
    const packed = deflate ? deflateSync(data) : data
    const body = crypt && !plain ? crypt.encrypt(packed, num) : packed
    const head = `<<${dict}/Length ${body.length}${deflate ? '/Filter/FlateDecode' : ''}>>stream\n`
    putObject(num, Buffer.concat([Buffer.from(head, 'latin1'), body, Buffer.from('\nendstream')]))
  }

  const packed: { readonly num: number; readonly text: string }[] = []
  for (const [index, object] of objects.entries()) {
    const num = index + 1
    if (typeof object !== 'string')
      putStream(
        num,
        strings(object.dict, num),
        Buffer.from(object.data as string, 'latin1'),
        object.deflate ?? true,
      )
    else if (options.packed === true) packed.push({ num, text: object })
    else putObject(num, Buffer.from(strings(object, num), 'latin1'))
  }
  let next = objects.length + 1
  if (packed.length > 0) {
    const head: string[] = []
    const texts: string[] = []
    let at = 0
    for (const [index, { num, text }] of packed.entries()) {
      head.push(`${num} ${at}`)
      texts.push(text)
      at += text.length + 1
      packedIn.set(num, [next, index])
    }
    const first = `${head.join(' ')} `
    const dict = `/Type/ObjStm/N ${packed.length}/First ${first.length}`
    putStream(next++, dict, Buffer.from(`${first}${texts.join(' ')}`, 'latin1'), true)
  }
  let trailer = `/Root 1 0 R/ID[<${ID.toString('hex')}><00112233445566778899aabbccddeeff>]${options.trailer ?? ''}`
  if (crypt) {
    putObject(next, Buffer.from(crypt.dictionary, 'latin1'))
    trailer += `/Encrypt ${next++} 0 R`
  }

  if (options.table === 'none') return Buffer.concat(parts)
  const tableAt = size
  const moved = options.table === 'wrong' ? 7 : 0
  if (options.packed === true) {
    const rows = Buffer.alloc((next + 1) * 7)
    for (let num = 1; num <= next; num++) {
      const place = packedIn.get(num)
      const at = num === next ? tableAt : (offsets.get(num) ?? 0)
      rows.writeUInt8(place ? 2 : 1, num * 7)
      rows.writeUInt32BE(place ? place[0] : at + moved, num * 7 + 1)
      rows.writeUInt16BE(place ? place[1] : 0, num * 7 + 5)
    }
    putStream(next, `/Type/XRef/Size ${next + 1}/W[1 4 2]${trailer}`, rows, true, true)
  } else {
    const rows = Array.from({ length: next - 1 }, (_, i) => {
      const at = (offsets.get(i + 1) ?? 0) + moved
      return `${String(at).padStart(10, '0')} 00000 n \n`
    })
    const table = `xref\n0 ${next}\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size ${next}${trailer}>>\n`
    put(Buffer.from(table, 'latin1'))
  }
  put(Buffer.from(`startxref\n${tableAt + moved}\n%%EOF\n`, 'latin1'))
  return Buffer.concat(parts)

  function strings(text: string, num: number): string {
    if (!crypt) return text
    return text.replace(
      /\(([^()\\]*)\)/g,
      (_, plain: string) => `<${crypt.encrypt(Buffer.from(plain, 'latin1'), num).toString('hex')}>`,
    )
  }
}

/** Adds objects behind a finished file, as editors do that save on top (ISO 32000-1 §7.5.6). */
export function updatePdf(
  file: Buffer,
  objects: readonly { readonly num: number; readonly text: string }[],
): Buffer {
  const before = file.toString('latin1')
  const previous = before.lastIndexOf('startxref')
  const previousAt = before.slice(previous).match(/\d+/)?.[0] ?? '0'
  let text = ''
  const rows = objects.map(({ num, text: body }) => {
    const at = file.length + text.length
    text += `${num} 0 obj\n${body}\nendobj\n`
    return `${num} 1\n${String(at).padStart(10, '0')} 00000 n \n`
  })
  const tableAt = file.length + text.length
  text += `xref\n${rows.join('')}trailer\n<</Size 1000/Root 1 0 R/Prev ${previousAt}>>\nstartxref\n${tableAt}\n%%EOF\n`
  return Buffer.concat([file, Buffer.from(text, 'latin1')])
}

export interface PageOptions {
  /** Content stream. */
  readonly content?: string
  /** Entries of the page's dictionary, e.g. `/Annots[5 0 R]`. */
  readonly page?: string
  /** Entries of the catalog. */
  readonly catalog?: string
  /** XObjects of the page by name. */
  readonly xObjects?: string
  /** Objects from number 6 on. */
  readonly more?: readonly PdfObject[]
}

/** Objects of a document of one page, 612 by 792 points, with Helvetica as /F: 1 catalog, 2 tree, 3 page, 4 font, 5 content. */
export function onePage(options: PageOptions = {}): readonly PdfObject[] {
  return [
    `<</Type/Catalog/Pages 2 0 R${options.catalog ?? ''}>>`,
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 5 0 R/Resources<</Font<</F 4 0 R>>/XObject<<${options.xObjects ?? ''}>>>>${options.page ?? ''}>>`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>',
    { dict: '', data: options.content ?? '' },
    ...(options.more ?? []),
  ]
}

/** A line of text at this place, 12 points high. */
export const textAt = (x: number, y: number, text: string): string =>
  `BT /F 12 Tf ${x} ${y} Td (${text}) Tj ET\n`

const PAD = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const OWNER = createHash('sha256').update('owner').digest()

interface Encryption {
  readonly dictionary: string
  encrypt(data: Buffer, num: number): Buffer
}

type Method = NonNullable<PdfOptions['encryption']>['method']

function encryption(method: Method, password: string): Encryption {
  return method === 'aes-256' ? revision6(password) : upToRevision4(method, password)
}

function upToRevision4(method: Exclude<Method, 'aes-256'>, password: string): Encryption {
  const length = method === 'rc4-40' ? 5 : 16
  const revision = method === 'rc4-40' ? 2 : method === 'rc4-128' ? 3 : 4
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff])
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), PAD]).subarray(0, 32)
  let key = md5(padded, OWNER, permissions, ID)
  if (revision >= 3) for (let i = 0; i < 50; i++) key = md5(key.subarray(0, length))
  key = key.subarray(0, length)
  let user = rc4(key, PAD)
  if (revision >= 3) {
    user = md5(PAD, ID)
    for (let i = 0; i < 20; i++) user = rc4(Buffer.from(key.map((byte) => byte ^ i)), user)
    user = Buffer.concat([user, Buffer.alloc(16)])
  }
  const filters =
    revision === 4 ? '/CF<</StdCF<</CFM/AESV2/AuthEvent/DocOpen/Length 16>>>>/StmF/StdCF/StrF/StdCF' : ''
  const version = revision === 2 ? 1 : revision === 3 ? 2 : 4
  return {
    dictionary: `<</Filter/Standard/V ${version}/R ${revision}/Length ${length * 8}/P -4/O<${OWNER.toString('hex')}>/U<${user.toString('hex')}>${filters}>>`,
    encrypt(data, num) {
      const salt = method === 'aes-128' ? 'sAlT' : ''
      const own = md5(key, Buffer.from([num, num >> 8, num >> 16, 0, 0]), Buffer.from(salt)).subarray(
        0,
        Math.min(16, length + 5),
      )
      return method === 'aes-128' ? aes('aes-128-cbc', own, data) : rc4(own, data)
    },
  }
}

function revision6(password: string): Encryption {
  const key = createHash('sha256').update('file key').digest()
  const [check, wrap] = [Buffer.from('saltsalt'), Buffer.from('keysalts')]
  const secret = Buffer.from(password, 'utf8')
  const user = Buffer.concat([hash2B(secret, check), check, wrap])
  const wrapping = createCipheriv('aes-256-cbc', hash2B(secret, wrap), Buffer.alloc(16)).setAutoPadding(false)
  const userKey = Buffer.concat([wrapping.update(key), wrapping.final()])
  const hex = (bytes: Buffer): string => bytes.toString('hex')
  return {
    dictionary: `<</Filter/Standard/V 5/R 6/Length 256/P -4/O<${'00'.repeat(48)}>/OE<${'00'.repeat(32)}>/U<${hex(user)}>/UE<${hex(userKey)}>/Perms<${'00'.repeat(16)}>/CF<</StdCF<</CFM/AESV3/AuthEvent/DocOpen/Length 32>>>>/StmF/StdCF/StrF/StdCF>>`,
    encrypt: (data) => aes('aes-256-cbc', key, data),
  }
}

/** ISO 32000-2 algorithm 2.B for a user password. */
function hash2B(password: Buffer, salt: Buffer): Buffer {
  let key = createHash('sha256').update(password).update(salt).digest()
  let last = 0
  for (let round = 0; round < 64 || last > round - 32; round++) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32)).setAutoPadding(
      false,
    )
    const block = Buffer.concat(Array.from({ length: 64 }, () => Buffer.concat([password, key])))
    const encrypted = Buffer.concat([cipher.update(block), cipher.final()])
    const rest = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3
    key = createHash(['sha256', 'sha384', 'sha512'][rest] ?? 'sha256')
      .update(encrypted)
      .digest()
    last = encrypted.at(-1) ?? 0
  }
  return key.subarray(0, 32)
}

const md5 = (...parts: readonly Buffer[]): Buffer => createHash('md5').update(Buffer.concat(parts)).digest()

function aes(name: string, key: Buffer, data: Buffer): Buffer {
  const vector = createHash('md5').update(data).digest()
  const cipher = createCipheriv(name, key, vector)
  return Buffer.concat([vector, cipher.update(data), cipher.final()])
}

function rc4(key: Buffer, data: Buffer): Buffer {
  const state = Array.from({ length: 256 }, (_, i) => i)
  let j = 0
  const swap = (a: number, b: number): void => {
    const held = state[a] ?? 0
    state[a] = state[b] ?? 0
    state[b] = held
  }
  for (let i = 0; i < 256; i++) {
    j = (j + (state[i] ?? 0) + (key[i % key.length] ?? 0)) & 255
    swap(i, j)
  }
  j = 0
  return Buffer.from(
    data.map((byte, n) => {
      const i = (n + 1) & 255
      j = (j + (state[i] ?? 0)) & 255
      swap(i, j)
      return byte ^ (state[((state[i] ?? 0) + (state[j] ?? 0)) & 255] ?? 0)
    }),
  )
}
