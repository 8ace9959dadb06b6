import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { compressedData, envelopedData, signedData } from '../../../testing/cms-writer.ts'
import { codes, openFile, targets } from '../../../testing/open-file.ts'
import { writeZip } from '../../../testing/zip-package-writer.ts'

const signed = (content: string | Uint8Array): Buffer => signedData(Buffer.from(content))

describe('a signed file', () => {
  it('is looked into, whatever its name says', async () => {
    const page = '<html><body><a href="https://evil.test/in">x</a></body></html>'
    for (const [name, path] of [
      ['page.html.p7m', 'page.html'],
      ['ATT0001', 'content'],
    ] as const) {
      const opened = await openFile(name, signed(page))
      assert.deepEqual(
        [opened.mediaType, opened.encrypted, opened.complete],
        ['application/pkcs7-mime', false, true],
      )
      assert.deepEqual(targets(opened), ['https://evil.test/in'])
      assert.deepEqual(
        opened.files.map((file) => [file.path, file.mediaType]),
        [[path, 'text/html']],
      )
      assert.deepEqual(opened.issues, [])
    }
    const packed = await openFile('a.p7m', signed(writeZip([{ name: 'run.exe', content: 'MZ' }])))
    assert.ok(packed.powers.includes('embedded-program'))
  })

  it('of something that lies elsewhere is whole', async () => {
    const opened = await openFile('smime.p7s', signedData(undefined))
    assert.deepEqual([opened.encrypted, opened.complete, opened.issues, opened.files], [false, true, [], []])
  })

  it('that is encrypted, of another kind or broken off is said', async () => {
    const encrypted = await openFile('smime.p7m', envelopedData())
    assert.deepEqual(
      [encrypted.encrypted, encrypted.complete, codes(encrypted)],
      [true, false, ['attachment.encrypted']],
    )
    // digested-data (RFC 5652 §7)
    const digested = await openFile('x.p7m', Buffer.from('300f06092a864886f70d010705a0023000', 'hex'))
    assert.deepEqual([digested.complete, codes(digested)], [false, ['attachment.unsupported']])
    const whole = signed('https://evil.test/cut '.repeat(20))
    const cut = await openFile('x.p7m', whole.subarray(0, 200))
    assert.deepEqual([cut.complete, codes(cut)], [false, ['attachment.damaged']])
    assert.equal(targets(cut)[0], 'https://evil.test/cut')
  })

  it('in pieces of open length, and packed', async () => {
    const text = Buffer.from('see https://evil.test/pieces')
    const pieces = await openFile('x.p7m', signedData(text, { indefinite: true, pieces: 5 }))
    assert.deepEqual([targets(pieces), pieces.complete], [['https://evil.test/pieces'], true])
    const packed = await openFile('x.p7z', compressedData(text))
    assert.deepEqual([targets(packed), packed.complete], [['https://evil.test/pieces'], true])
    const bomb = await openFile('x.p7z', compressedData(Buffer.alloc(60_000_000)))
    assert.deepEqual([bomb.complete, codes(bomb)], [false, ['limit.attachment-size']])
  })
})

describe('a configuration profile', () => {
  const list =
    '<?xml version="1.0"?><!DOCTYPE plist><plist version="1.0"><dict><key>PayloadContent</key><array><dict>' +
    '<key>EmailAddress</key><string>dana.okafor@union.example</string>' +
    '<key>IncomingMailServerHostName</key><string>mail.evil.test</string>' +
    '<key>URL</key><string>https://evil.test/clip</string></dict></array></dict></plist>'

  it('is told by content, signed or not, under any name', async () => {
    for (const content of [Buffer.from(list), signed(list)])
      for (const name of ['ATT0001', 'invite.ics', 'x.mobileconfig']) {
        const opened = await openFile(name, content)
        assert.equal(opened.mediaType, 'application/x-apple-aspen-config')
        assert.deepEqual(opened.powers, ['launch'])
        assert.deepEqual(
          opened.links.map(({ href, target }) => [href, target?.host]),
          [
            ['mail.evil.test', 'mail.evil.test'],
            ['https://evil.test/clip', 'evil.test'],
          ],
        )
        assert.equal(opened.complete, true)
      }
  })
})
