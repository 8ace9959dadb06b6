import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { type CmsForm, compressedData, envelopedData, signedData } from '../../testing/cms-writer.ts'
import { parseMessage } from '../parse-message.ts'
import { cmsContent } from './cms-content.ts'

const LIMIT = 1 << 20
const INNER = Buffer.from(
  'Content-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\nContent-Type: text/plain\r\n\r\nSee https://signed.test/a\r\n--i\r\nContent-Type: text/html\r\n\r\n<a href="https://signed.test/b">b</a>\r\n--i--\r\n',
)
const FORMS: readonly CmsForm[] = [{}, { pieces: 50 }, { indefinite: true, pieces: 7 }, { indefinite: true }]

const mail = (type: string, content: Buffer): Buffer =>
  Buffer.from(
    `From: a@example.org\nDate: Tue, 5 Mar 2024 10:00:00 +0000\nMessage-ID: <1@example.org>\nContent-Type: application/pkcs7-mime; smime-type=${type}; name=smime.p7m\nContent-Disposition: attachment; filename=smime.p7m\nContent-Transfer-Encoding: base64\n\n${content.toString('base64').replace(/.{76}/g, '$&\n')}\n`,
  )

for (const form of FORMS)
  test(`signed content is unwrapped: ${JSON.stringify(form)}`, () => {
    const raw = mail('signed-data', signedData(INNER, form))
    const message = parseMessage(raw)
    assert.deepEqual(
      message.parts.map(({ path, kind, unpackedFrom, contentType }) => [
        path,
        kind,
        unpackedFrom,
        contentType.mediaType,
      ]),
      [
        ['0', 'leaf', undefined, 'application/pkcs7-mime'],
        ['1', 'multipart', 'signed-data', 'multipart/alternative'],
        ['1.1', 'leaf', undefined, 'text/plain'],
        ['1.2', 'leaf', undefined, 'text/html'],
      ],
    )
    assert.deepEqual(message.issues, [])
    assert.equal(message.texts[message.mainText]?.text, 'See https://signed.test/a')
    assert.equal(message.texts[message.mainText]?.attached, false)
    assert.deepEqual(
      message.links.map(({ href }) => href),
      ['https://signed.test/a', 'https://signed.test/b'],
    )
    for (const { range, href } of message.links) {
      assert.equal(range.of, '0')
      assert.equal(INNER.toString('latin1', range.start, range.end), href)
    }
    assert.deepEqual(
      message.attachments.map(({ name }) => name),
      ['smime.p7m'],
    )
  })

test('signed inside compressed inside signed', () => {
  const wrap = (type: string, content: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(
        `Content-Type: application/x-pkcs7-mime; smime-type=${type}\nContent-Transfer-Encoding: base64\n\n`,
      ),
      Buffer.from(content.toString('base64')),
    ])
  const two = wrap('signed-data', signedData(INNER, { pieces: 100 }))
  const three = wrap('compressed-data', compressedData(two, { indefinite: true, pieces: 30 }))
  const message = parseMessage(mail('signed-data', signedData(three)))
  assert.deepEqual(
    message.parts.map(({ path, unpackedFrom }) => [path, unpackedFrom]),
    [
      ['0', undefined],
      ['1', 'signed-data'],
      ['1.1', 'compressed-data'],
      ['1.1.1', 'signed-data'],
      ['1.1.1.1', undefined],
      ['1.1.1.2', undefined],
    ],
  )
  assert.deepEqual(
    message.links.map(({ range }) => range.of),
    ['1.1', '1.1'],
  )
  assert.deepEqual(message.issues, [])
})

test('encrypted is a fact, not a fault', () => {
  const message = parseMessage(mail('enveloped-data', envelopedData({ indefinite: true })))
  assert.deepEqual(
    message.issues.map(({ code }) => code),
    ['mime.encrypted'],
  )
  assert.equal(message.parts.length, 1)
  assert.equal(message.attachments.length, 1)
})

test('certificates only: nothing to unwrap, nothing wrong', () => {
  const message = parseMessage(mail('certs-only', signedData(undefined)))
  assert.deepEqual(message.issues, [])
  assert.equal(message.parts.length, 1)
})

test('a type that got lost on the way is told by the name', () => {
  const raw = Buffer.from(
    `From: a@example.org\nContent-Type: application/octet-stream; name="smime.p7m"\nContent-Transfer-Encoding: base64\n\n${signedData(INNER).toString('base64')}\n`,
  )
  assert.equal(parseMessage(raw).links.length, 2)
})

test('damaged packages give what can be read, and say so', () => {
  const whole = signedData(INNER, { pieces: 20, indefinite: true })
  const half = parseMessage(mail('signed-data', whole.subarray(0, 160)))
  assert.ok(half.issues.some(({ code }) => code === 'mime.package-invalid'))
  assert.equal(half.parts[1]?.contentType.mediaType, 'multipart/alternative')
  const nothing = parseMessage(mail('signed-data', Buffer.from('This is no package at all')))
  assert.deepEqual(
    nothing.issues.map(({ code }) => code),
    ['mime.package-invalid'],
  )
  assert.equal(nothing.parts.length, 1)
})

test('content that inflates beyond the limit is left out, and it is said', () => {
  const bomb = compressedData(Buffer.alloc(3 << 20))
  assert.deepEqual(cmsContent(bomb, LIMIT), { kind: 'compressed', damaged: false, tooLarge: true })
  const raw = mail('compressed-data', compressedData(Buffer.alloc(40 << 20, 'a')))
  const { issues } = parseMessage(raw)
  assert.deepEqual(
    issues.map(({ code }) => code),
    ['limit.unpacked-size'],
  )
})

test('broken compression is damage', () => {
  const bytes = compressedData(INNER)
  const at = bytes.indexOf(deflateSync(INNER).subarray(0, 10))
  bytes[at] = 0
  assert.deepEqual(cmsContent(bytes, LIMIT), { kind: 'compressed', damaged: true, tooLarge: false })
})

test('property: any content in any form comes back; any bytes whatsoever do not throw', () => {
  const form = fc.record({ indefinite: fc.boolean(), pieces: fc.integer({ min: 1, max: 200 }) })
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 500 }), form, (content, how) => {
      const signed = cmsContent(signedData(content, how), LIMIT)
      assert.ok(signed.content?.equals(content))
      assert.equal(signed.damaged, false)
      assert.ok(cmsContent(compressedData(content, how), LIMIT).content?.equals(content))
    }),
  )
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.nat(300), (noise, at) => {
      const bytes = signedData(INNER, { pieces: 40, indefinite: true })
      Buffer.from(noise).copy(bytes, at % bytes.length)
      cmsContent(bytes, LIMIT)
      cmsContent(Buffer.from(noise), LIMIT)
    }),
    { numRuns: 2000 },
  )
})

test('hostile nesting is read in under a second', () => {
  for (const piece of ['3080', '2480', '30840fffffff', '3080a080', '04800000', '1fffffffffff'])
    for (const head of [
      '',
      '308006092a864886f70d010702a0803080020101310030800609 2a864886f70d010701a0802480'.replace(/ /g, ''),
    ]) {
      const bytes = Buffer.from(head + piece.repeat(4_000_000 / piece.length), 'hex')
      const start = process.cpuUsage()
      cmsContent(bytes, LIMIT)
      const { user, system } = process.cpuUsage(start)
      assert.ok(user + system < 1_000_000, `${piece}: ${(user + system) / 1000} ms`)
    }
})
