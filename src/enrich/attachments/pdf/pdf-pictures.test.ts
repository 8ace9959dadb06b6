import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { OpenedAttachment } from '../../../model/attachment.ts'
import { type CodeModules, codeModules, codePixels } from '../../../testing/code-writer.ts'
import { onePage, type PageOptions, type PdfObject, writePdf } from '../../../testing/pdf-writer.ts'
import { openAttachment } from '../open-attachment.ts'

const LURE = 'https://pay.example.org/invoice?id=7'
let modules: CodeModules
let side = 0
let pixels: Uint8Array = new Uint8Array()

before(async () => {
  modules = await codeModules(LURE)
  ;({ side, pixels } = codePixels(modules, 4))
})

const opened = (options: PageOptions): Promise<OpenedAttachment> =>
  openAttachment(
    { part: '2', name: 'a.pdf', declaredType: '', bytes: writePdf(onePage(options)) },
    { recipients: [] },
  )

/** The picture drawn 200 points wide at (100, 500). */
const drawn = (dict: string, data: Buffer, more: readonly PdfObject[] = [], deflate = true): PageOptions => ({
  content: 'q 200 0 0 200 100 500 cm /X Do Q',
  xObjects: '/X 6 0 R',
  more: [{ dict: `/Type/XObject/Subtype/Image/Width ${side}/Height ${side}${dict}`, data, deflate }, ...more],
})

async function found(name: string, options: PageOptions): Promise<OpenedAttachment['links'][number]> {
  const result = await opened(options)
  assert.deepEqual(
    result.links.map(({ origin, url }) => [origin, url]),
    [['qr', LURE]],
    `${name}: ${JSON.stringify(result.issues)}`,
  )
  assert.deepEqual(result.issues, [], name)
  assert.equal(result.complete, true, name)
  const [link] = result.links
  assert.ok(link)
  return link
}

/** Rows of whole bytes. */
function packed(bits: 1 | 2 | 4, value: (dark: boolean) => number): Buffer {
  const row = Math.ceil((side * bits) / 8)
  const out = Buffer.alloc(row * side)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const bit = x * bits
      const at = y * row + (bit >> 3)
      out[at] = (out[at] ?? 0) | (value((pixels[y * side + x] ?? 0) < 128) << (8 - bits - (bit & 7)))
    }
  return out
}
const samples = (dark: readonly number[], light: readonly number[]): Buffer =>
  Buffer.from([...pixels].flatMap((pixel) => (pixel < 128 ? dark : light)))

test('a code in a picture is told with page and box', async () => {
  const link = await found('grey', drawn('/ColorSpace/DeviceGray/BitsPerComponent 8', samples([0], [255])))
  const margin = (200 * 4) / (modules.side + 8)
  const box = [100 + margin, 92 + margin, 300 - margin, 292 - margin]
  assert.equal(link.place?.page, 1)
  for (const [i, value] of box.entries())
    assert.ok(Math.abs((link.place?.box?.[i] ?? 0) - value) < 3, `${link.place?.box} ${box}`)
})

test('every colour space and depth', async () => {
  const cases: [string, PageOptions][] = [
    ['RGB', drawn('/ColorSpace/DeviceRGB/BitsPerComponent 8', samples([20, 0, 60], [255, 250, 230]))],
    ['CMYK', drawn('/ColorSpace/DeviceCMYK/BitsPerComponent 8', samples([0, 0, 0, 255], [0, 0, 0, 0]))],
    ['16 bits', drawn('/ColorSpace/DeviceGray/BitsPerComponent 16', samples([0, 9], [255, 9]))],
    [
      '1 bit',
      drawn(
        '/ColorSpace/DeviceGray/BitsPerComponent 1',
        packed(1, (dark) => (dark ? 0 : 1)),
      ),
    ],
    [
      '1 bit, turned',
      drawn(
        '/ColorSpace/DeviceGray/BitsPerComponent 1/Decode[1 0]',
        packed(1, (dark) => (dark ? 1 : 0)),
      ),
    ],
    [
      'mask',
      drawn(
        '/ImageMask true',
        packed(1, (dark) => (dark ? 0 : 1)),
      ),
    ],
    [
      '2 bits',
      drawn(
        '/ColorSpace/DeviceGray/BitsPerComponent 2',
        packed(2, (dark) => (dark ? 0 : 3)),
      ),
    ],
    [
      'palette in a string',
      drawn(
        '/ColorSpace[/Indexed/DeviceRGB 3<ffffff000000ff0000102030>]/BitsPerComponent 4',
        packed(4, (dark) => (dark ? 3 : 0)),
      ),
    ],
    [
      'palette in a stream, over a profile',
      drawn(
        '/ColorSpace[/Indexed 7 0 R 1 8 0 R]/BitsPerComponent 1',
        packed(1, (dark) => (dark ? 1 : 0)),
        [
          '[/ICCBased 9 0 R]',
          { dict: '', data: Buffer.from([255, 255, 255, 0, 0, 0]) },
          { dict: '/N 3', data: '' },
        ],
      ),
    ],
    [
      'spot colour',
      drawn('/ColorSpace[/Separation/Black/DeviceGray 7 0 R]/BitsPerComponent 8', samples([255], [0]), [
        'null',
      ]),
    ],
    [
      'transparency alone',
      drawn('/ColorSpace/DeviceGray/BitsPerComponent 8/SMask 7 0 R', Buffer.alloc(side * side), [
        {
          dict: `/Subtype/Image/Width ${side}/Height ${side}/ColorSpace/DeviceGray/BitsPerComponent 8`,
          data: samples([255], [0]),
        },
      ]),
    ],
  ]
  for (const [name, options] of cases) await found(name, options)
})

test('JPEG, fax and inline pictures', async () => {
  const source = sharp(Buffer.from(pixels), { raw: { width: side, height: side, channels: 1 } })
  const jpeg = await source.clone().jpeg({ quality: 60 }).toBuffer()
  await found('JPEG', drawn('/Filter/DCTDecode/ColorSpace/DeviceGray/BitsPerComponent 8', jpeg, [], false))
  const tiff = await source
    .clone()
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toBuffer()
  const fax = firstStrip(tiff)
  await found(
    'fax',
    drawn(
      `/Filter/CCITTFaxDecode/DecodeParms<</K -1/Columns ${side}/Rows ${side}>>/ColorSpace/DeviceGray/BitsPerComponent 1`,
      fax,
      [],
      false,
    ),
  )
  const rows = packed(1, (dark) => (dark ? 0 : 1)).toString('hex')
  await found('inline', {
    content: `q 200 0 0 200 100 500 cm BI /W ${side} /H ${side} /BPC 1 /CS /G /F /AHx ID ${rows}> EI Q`,
  })
})

test('JPEG in four inks, and JBIG2', async () => {
  const source = sharp(Buffer.from(pixels), { raw: { width: side, height: side, channels: 1 } })
  const inks = await source.clone().toColourspace('cmyk').jpeg({ quality: 80 }).toBuffer()
  assert.equal((await sharp(inks).metadata()).channels, 4)
  await found(
    'CMYK JPEG',
    drawn(
      '/Filter/DCTDecode/ColorSpace/DeviceCMYK/BitsPerComponent 8/Decode[1 0 1 0 1 0 1 0]',
      inks,
      [],
      false,
    ),
  )
  const tiff = await source
    .clone()
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1 })
    .toBuffer()
  await found(
    'JBIG2',
    drawn('/Filter/JBIG2Decode/ColorSpace/DeviceGray/BitsPerComponent 1', jbig2(firstStrip(tiff)), [], false),
  )
})

/** One page with one region coded as fax, as PDF holds it: segments without a file header (ITU-T T.88 §7.2, §7.4). */
function jbig2(fax: Buffer): Buffer {
  const numbers = (...values: readonly number[]): Buffer => {
    const out = Buffer.alloc(values.length * 4)
    for (const [i, value] of values.entries()) out.writeUInt32BE(value, i * 4)
    return out
  }
  const segment = (number: number, type: number, data: Buffer): Buffer =>
    Buffer.concat([numbers(number), Buffer.from([type, 0, 1]), numbers(data.length), data])
  const page = Buffer.concat([numbers(side, side, 0, 0), Buffer.from([0, 0, 0])])
  const region = Buffer.concat([numbers(side, side, 0, 0), Buffer.from([0, 1]), fax])
  return Buffer.concat([segment(0, 48, page), segment(1, 38, region), segment(2, 49, Buffer.alloc(0))])
}

test('every filter, and filters on filters', async () => {
  const grey = samples([0], [255])
  const bits = packed(1, (dark) => (dark ? 0 : 1))
  const rows = (data: Buffer, width: number, of: (row: Buffer, above: Buffer) => Buffer): Buffer => {
    const out: Buffer[] = []
    for (let at = 0; at < data.length; at += width)
      out.push(
        of(data.subarray(at, at + width), at === 0 ? Buffer.alloc(width) : data.subarray(at - width, at)),
      )
    return Buffer.concat(out)
  }
  const up = rows(grey, side, (row, above) =>
    Buffer.from([2, ...row.map((value, i) => (value - (above[i] ?? 0)) & 255)]),
  )
  const difference = rows(
    grey,
    side,
    (row) => row.map((value, i) => (value - (row[i - 1] ?? 0)) & 255) as Buffer,
  )
  const one = '/ColorSpace/DeviceGray/BitsPerComponent 1'
  const eight = '/ColorSpace/DeviceGray/BitsPerComponent 8'
  const cases: [string, PageOptions][] = [
    [
      'hexadecimal',
      drawn(`${one}/Filter/ASCIIHexDecode`, Buffer.from(`${bits.toString('hex')}>`), [], false),
    ],
    ['base 85', drawn(`${one}/Filter/ASCII85Decode`, ascii85(bits), [], false)],
    ['run lengths', drawn(`${one}/Filter/RunLengthDecode`, runLengths(bits), [], false)],
    ['LZW', drawn(`${one}/Filter/LZWDecode`, lzw(bits), [], false)],
    ['LZW in base 85', drawn(`${one}/Filter[/ASCII85Decode/LZWDecode]`, ascii85(lzw(bits)), [], false)],
    [
      'deflate, rows over rows',
      drawn(
        `${eight}/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns ${side}>>`,
        deflateSync(up),
        [],
        false,
      ),
    ],
    [
      'deflate, differences as in TIFF',
      drawn(
        `${eight}/Filter/FlateDecode/DecodeParms<</Predictor 2/Columns ${side}>>`,
        deflateSync(difference),
        [],
        false,
      ),
    ],
  ]
  for (const [name, options] of cases) await found(name, options)
})

/** ISO 32000-1 §7.4.3, without the short form for zeros. */
function ascii85(data: Buffer): Buffer {
  let out = ''
  for (let at = 0; at < data.length; at += 4) {
    const four = Buffer.alloc(4)
    const length = data.copy(four, 0, at, at + 4)
    let value = four.readUInt32BE()
    const digits: string[] = []
    for (let i = 0; i < 5; i++) {
      digits.unshift(String.fromCharCode(33 + (value % 85)))
      value = Math.floor(value / 85)
    }
    out += digits.slice(0, length + 1).join('')
  }
  return Buffer.from(`${out}~>`)
}

/** ISO 32000-1 §7.4.5: runs where bytes repeat, single bytes elsewhere. */
function runLengths(data: Buffer): Buffer {
  const out: number[] = []
  for (let at = 0; at < data.length; ) {
    let length = 1
    while (length < 128 && data[at + length] === data[at]) length++
    out.push(length === 1 ? 0 : 257 - length, data[at] ?? 0)
    at += length
  }
  return Buffer.from([...out, 128])
}

/** ISO 32000-1 §7.4.4: no table is used; it is cleared before its codes would grow beyond nine bits. */
function lzw(data: Buffer): Buffer {
  let bits = ''
  const put = (code: number): void => {
    bits += code.toString(2).padStart(9, '0')
  }
  for (const [i, byte] of data.entries()) {
    if (i % 200 === 0) put(256)
    put(byte)
  }
  put(257)
  return Buffer.from((bits.match(/.{1,8}/g) ?? []).map((octet) => Number.parseInt(octet.padEnd(8, '0'), 2)))
}

/** Data of the first strip of a little-endian TIFF (tags 273 and 279). */
function firstStrip(tiff: Buffer): Buffer {
  assert.equal(tiff.toString('latin1', 0, 2), 'II')
  const directory = tiff.readUInt32LE(4)
  let [at, length, count] = [0, 0, 0]
  for (let i = 0; i < tiff.readUInt16LE(directory); i++) {
    const entry = directory + 2 + i * 12
    const value =
      tiff.readUInt16LE(entry + 2) === 3 ? tiff.readUInt16LE(entry + 8) : tiff.readUInt32LE(entry + 8)
    if (tiff.readUInt16LE(entry) === 273) {
      at = value
      count = tiff.readUInt32LE(entry + 4)
    }
    if (tiff.readUInt16LE(entry) === 279) length = value
  }
  assert.equal(count, 1, 'the test needs a picture in one strip')
  return tiff.subarray(at, at + length)
}

test('a code drawn as small rectangles, as one path, and inside a form', async () => {
  const unit = 5
  const rectangles: string[] = []
  for (let y = 0; y < modules.side; y++)
    for (let x = 0; x < modules.side; x++)
      if (modules.modules[y * modules.side + x] === 0)
        rectangles.push(`${100 + x * unit} ${700 - (y + 1) * unit} ${unit} ${unit} re`)
  const link = await found('one fill each', {
    content: rectangles.map((rectangle) => `${rectangle} f`).join('\n'),
  })
  const wide = modules.side * unit
  for (const [i, value] of [100, 92, 100 + wide, 92 + wide].entries())
    assert.ok(Math.abs((link.place?.box?.[i] ?? 0) - value) < unit, `${link.place?.box}`)
  await found('one path', { content: `0 0 0.4 rg ${rectangles.join('\n')} f` })
  await found('in a form', {
    content: 'q 0.5 0 0 0.5 50 50 cm /X Do Q',
    xObjects: '/X 6 0 R',
    more: [
      {
        dict: '/Type/XObject/Subtype/Form/BBox[0 0 612 792]/Matrix[1 0 0 1 20 20]',
        data: `${rectangles.join('\n')} f*`,
      },
    ],
  })
})

test('a code cut into strips that touch is put together', async () => {
  const parts = 3
  const high = Math.ceil(side / parts)
  const more: PdfObject[] = []
  const content: string[] = []
  const names: string[] = []
  for (let i = 0; i < parts; i++) {
    const rows = Math.min(high, side - i * high)
    names.push(`/X${i} ${6 + i} 0 R`)
    more.push({
      dict: `/Subtype/Image/Width ${side}/Height ${rows}/ColorSpace/DeviceGray/BitsPerComponent 8`,
      data: samples([0], [255]).subarray(i * high * side, (i * high + rows) * side),
    })
    const scale = 200 / side
    content.push(`q 200 0 0 ${rows * scale} 100 ${700 - (i * high + rows) * scale} cm /X${i} Do Q`)
  }
  await found('strips', { content: content.join('\n'), xObjects: names.join(''), more })
})

test('a picture that cannot be decoded is said', async () => {
  const damaged = await opened(
    drawn('/Filter/DCTDecode/ColorSpace/DeviceGray/BitsPerComponent 8', Buffer.from('none'), [], false),
  )
  assert.deepEqual(
    damaged.issues.map(({ code }) => code),
    ['attachment.damaged'],
  )
  assert.equal(damaged.complete, false)
})

test('pages and drawings that are not looked at are said', async () => {
  const pages = (count: number, content: string): Buffer => {
    const objects: PdfObject[] = [
      '<</Type/Catalog/Pages 2 0 R>>',
      `<</Type/Pages/Count ${count}/Kids[${Array.from({ length: count }, (_, i) => `${i + 4} 0 R`).join(' ')}]>>`,
      { dict: '', data: content },
      ...Array.from(
        { length: count },
        () => '<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 3 0 R/Resources<<>>>>',
      ),
    ]
    return writePdf(objects)
  }
  const open = (bytes: Buffer): Promise<OpenedAttachment> =>
    openAttachment({ part: '2', name: 'a.pdf', declaredType: '', bytes }, { recipients: [] })
  const squares = Array.from({ length: 80 }, (_, i) => `${i * 7} 10 5 5 re f`).join(' ')
  for (const [count, content, said] of [
    [50, '', []],
    [51, '', ['limit.attachment-time']],
    [10, squares, []],
    [11, squares, ['limit.attachment-time']],
  ] as const) {
    const { issues, complete } = await open(pages(count, content))
    assert.deepEqual(
      issues.map(({ code }) => code),
      said,
      `${count} pages`,
    )
    assert.equal(complete, said.length === 0)
  }
  const large = await opened({
    content: 'q 200 0 0 200 100 500 cm /X Do Q',
    xObjects: '/X 6 0 R',
    more: [
      {
        dict: '/Subtype/Image/Width 6000/Height 6000/BitsPerComponent 1/ColorSpace/DeviceGray',
        data: Buffer.alloc(4_500_000),
      },
    ],
  })
  assert.deepEqual(
    large.issues.map(({ code }) => code),
    ['limit.attachment-size'],
  )
})
