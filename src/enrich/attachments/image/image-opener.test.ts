import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import type { OpenedAttachment } from '../../../model/attachment.ts'
import { type CodeModules, codeModules, codePixels } from '../../../testing/code-writer.ts'
import { assemble, writePng } from '../../../testing/png-writer.ts'
import { openAttachment } from '../open-attachment.ts'

const LURE = 'https://login.example.org/verify?u=alice@example.com'
let modules: CodeModules

before(async () => {
  modules = await codeModules(LURE)
})

const opened = (bytes: Uint8Array, qr = true): Promise<OpenedAttachment> =>
  openAttachment(
    { part: '3', name: 'picture', declaredType: 'image/png', bytes },
    { recipients: ['alice@example.com'], qr },
  )
const grey = (scale: number, change: (pixel: number) => number = (pixel) => pixel): Buffer => {
  const { side, pixels } = codePixels(modules, scale)
  return writePng(side, side, 1, pixels.map(change))
}
const colour = (channels: 3 | 4, dark: readonly number[], light: readonly number[]): Buffer => {
  const { side, pixels } = codePixels(modules, 6)
  const out = new Uint8Array(side * side * channels)
  for (const [i, pixel] of pixels.entries()) out.set(pixel < 128 ? dark : light, i * channels)
  return writePng(side, side, channels, out)
}

test('a code in a picture is a link with its box in pixels', async () => {
  const { links, issues, complete, mediaType } = await opened(grey(6))
  assert.deepEqual([issues, complete, mediaType], [[], true, 'image/png'])
  assert.equal(links.length, 1)
  const [link] = links
  assert.equal(link?.origin, 'qr')
  assert.equal(link?.url, LURE)
  assert.ok(link?.traits.includes('recipient-in-url'))
  const end = (modules.side + 4) * 6
  assert.deepEqual(link?.place, { box: [24, 24, end, end] })
})

test('pictures opened at the same time do not get the codes of each other', async () => {
  const urls = Array.from({ length: 6 }, (_, i) => `https://example.org/${i}`)
  const pictures: Buffer[] = []
  for (const url of urls) {
    const { side, pixels } = codePixels(await codeModules(url), 4)
    pictures.push(writePng(side, side, 1, pixels))
  }
  const results = await Promise.all(pictures.map((bytes) => opened(bytes)))
  assert.deepEqual(
    results.map(({ links }) => links[0]?.url),
    urls,
  )
})

test('the same picture again, in another part or document, tells the same', async () => {
  const picture = await sharp(grey(6)).extend({ right: 300, background: '#fff' }).png().toBuffer()
  const first = await opened(picture)
  assert.equal(first.links.length, 1)
  assert.deepEqual(await opened(picture), first)
  assert.deepEqual((await opened(picture, false)).links, [])
  assert.deepEqual(await opened(picture), first)
  const elsewhere = await openAttachment(
    { part: '7.2', name: 'other.png', declaredType: '', bytes: picture },
    { recipients: [], qr: true },
  )
  const [link] = elsewhere.links
  assert.deepEqual([link?.part, link?.url, link?.place], ['7.2', LURE, first.links[0]?.place])
  assert.ok(!link?.traits.includes('recipient-in-url'))
})

test('codes are not looked for when that is not asked', async () => {
  const { links, complete } = await opened(grey(6), false)
  assert.deepEqual([links, complete], [[], true])
})

test('the code is found in every format, size and disguise that a camera reads', async () => {
  const plain = grey(6)
  const pictures: [string, Buffer][] = [
    ['one pixel a module', grey(1)],
    ['inverted', grey(6, (pixel) => 255 - pixel)],
    ['pale', grey(6, (pixel) => (pixel === 0 ? 200 : 230))],
    ['black on transparent', colour(4, [0, 0, 0, 255], [0, 0, 0, 0])],
    ['two colours of one brightness', colour(3, [200, 80, 100], [20, 172, 100])],
    ['JPEG', await sharp(plain).jpeg({ quality: 40 }).toBuffer()],
    ['GIF', await sharp(plain).gif().toBuffer()],
    ['WebP', await sharp(plain).webp().toBuffer()],
    ['TIFF', await sharp(plain).tiff().toBuffer()],
    ['AVIF', await sharp(plain).avif({ effort: 0 }).toBuffer()],
    ['BMP, 24 bits', bitmap(24)],
    ['BMP, 1 bit', bitmap(1)],
    ['turned', await sharp(plain).rotate(17, { background: '#fff' }).png().toBuffer()],
    ['blurred', await sharp(plain).blur(3).png().toBuffer()],
    [
      'small on a large page',
      await sharp({ create: { width: 3000, height: 4000, channels: 3, background: '#fff' } })
        .composite([{ input: grey(4), left: 2500, top: 3400 }])
        .jpeg()
        .toBuffer(),
    ],
  ]
  for (const [name, bytes] of pictures) {
    const { links, issues } = await opened(bytes)
    assert.deepEqual(
      links.map(({ url }) => url),
      [LURE],
      `${name}: ${JSON.stringify(issues)}`,
    )
  }
})

function bitmap(bits: 1 | 24): Buffer {
  const { side, pixels } = codePixels(modules, 5)
  const row = Math.ceil((side * bits) / 32) * 4
  const offset = bits === 1 ? 62 : 54
  const bytes = Buffer.alloc(offset + row * side)
  bytes.write('BM')
  bytes.writeUInt32LE(bytes.length, 2)
  bytes.writeUInt32LE(offset, 10)
  bytes.writeUInt32LE(40, 14)
  bytes.writeInt32LE(side, 18)
  bytes.writeInt32LE(side, 22)
  bytes.writeUInt16LE(1, 26)
  bytes.writeUInt16LE(bits, 28)
  if (bits === 1) bytes.fill(0xff, 58, 61)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const light = (pixels[y * side + x] ?? 0) > 127
      const from = offset + (side - 1 - y) * row
      if (!light) continue
      if (bits === 24) bytes.fill(255, from + x * 3, from + x * 3 + 3)
      else bytes[from + (x >> 3)] = (bytes[from + (x >> 3)] ?? 0) | (0x80 >> (x & 7))
    }
  return bytes
}

test('what is no web address keeps its scheme; plain words are no link', async () => {
  const cases: [string, readonly (readonly [string, string])[]][] = [
    ['WIFI:T:WPA;S:guest;P:secret;;', [['wifi', 'WIFI:T:WPA;S:guest;P:secret;;']]],
    ['tel:+15550100', [['tel', 'tel:+15550100']]],
    ['bitcoin:bc1qexample?amount=0.1', [['bitcoin', 'bitcoin:bc1qexample?amount=0.1']]],
    ['otpauth://totp/x?secret=A', [['otpauth', 'otpauth://totp/x?secret=A']]],
    ['www.example.org/pay', [['http', 'www.example.org/pay']]],
    ['BEGIN:VCARD\nURL:https://card.example.org/\nEND:VCARD', [['https', 'https://card.example.org/']]],
    ['Note: call me', []],
  ]
  for (const [payload, expected] of cases) {
    const { side, pixels } = codePixels(await codeModules(payload), 4)
    const { links } = await opened(writePng(side, side, 1, pixels))
    assert.deepEqual(
      links.map(({ scheme, href }) => [scheme, href]),
      expected,
    )
  }
})

test('Aztec and DataMatrix codes are read as well', async () => {
  for (const format of ['Aztec', 'DataMatrix'] as const) {
    const { side, pixels } = codePixels(await codeModules('https://a.example.org/', format), 5)
    const { links } = await opened(writePng(side, side, 1, pixels))
    assert.deepEqual(
      links.map(({ url }) => url),
      ['https://a.example.org/'],
      format,
    )
    const turned = await sharp(writePng(side, side, 1, pixels))
      .rotate(90)
      .png()
      .toBuffer()
    assert.equal((await opened(turned)).links.length, 1, format)
  }
})

test('camera, time and position come from EXIF', async () => {
  const bytes = await sharp(grey(4))
    .withExif({
      IFD0: { Make: 'Examplecam', Model: 'X1', Software: 'firmware 2' },
      IFD2: { DateTimeOriginal: '2024:05:06 07:08:09', OffsetTimeOriginal: '+02:00' },
      IFD3: {
        GPSLatitudeRef: 'S',
        GPSLatitude: '51/1 30/1 36/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '0/1 6/1 0/1',
      },
    })
    .jpeg()
    .toBuffer()
  const { metadata } = await opened(bytes)
  assert.deepEqual(metadata, {
    camera: 'Examplecam X1',
    created: Date.UTC(2024, 4, 6, 5, 8, 9),
    program: 'firmware 2',
    position: [-51.51, -0.1],
  })
})

test('of a moving picture the first frames are looked at, and that is said', async () => {
  const { side, pixels } = codePixels(modules, 4)
  const shade = (value: number): Uint8Array => new Uint8Array(side * side).fill(value)
  const frames = [shade(255), pixels, shade(200), shade(150), shade(100)]
  const bytes = await sharp(Buffer.concat(frames), {
    raw: { width: side, height: side * frames.length, channels: 1, pageHeight: side },
  })
    .gif({ loop: 0, delay: frames.map(() => 100) })
    .toBuffer()
  const result = await opened(bytes)
  assert.equal(result.links[0]?.place?.page, 2)
  assert.deepEqual(
    result.issues.map(({ code }) => code),
    ['limit.attachment-files'],
  )
  assert.equal(result.complete, false)
  assert.equal(result.metadata.pages, 5)
})

test('bombs and damage end with a reason', async () => {
  const bomb = await opened(assemble(60_000, 60_000, 1, deflateSync(Buffer.alloc(1_000_000))))
  assert.deepEqual(
    bomb.issues.map(({ code }) => code),
    ['limit.attachment-size'],
  )
  const picture = grey(6)
  const cut = await opened(picture.subarray(0, picture.length - 60))
  assert.equal(cut.complete, false)
  assert.deepEqual(
    cut.issues.map(({ code }) => code),
    ['attachment.damaged'],
  )
  const heic = Buffer.concat([Buffer.from('\0\0\0\x18ftypheic'), Buffer.alloc(40)])
  assert.deepEqual(
    (await opened(heic)).issues.map(({ code }) => code),
    ['attachment.unsupported'],
  )
})
