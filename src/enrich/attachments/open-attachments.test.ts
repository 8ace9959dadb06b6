import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { OpenedAttachment } from '../../model/attachment.ts'
import type { Message } from '../../model/message.ts'
import { parseMessage } from '../../parse/parse-message.ts'
import { signedData } from '../../testing/cms-writer.ts'
import { type BuiltAttachment, buildMessage } from '../../testing/message-builder.ts'
import { writeTnef } from '../../testing/tnef-writer.ts'
import { type AttachmentDepth, openAttachments } from './open-attachments.ts'

interface Looked {
  readonly message: Message
  readonly opened: readonly OpenedAttachment[]
}

async function looked(bytes: Uint8Array, depth: AttachmentDepth = 'documents'): Promise<Looked> {
  const message = parseMessage(bytes)
  return { message, opened: await openAttachments(message, bytes, depth) }
}

const mail = (...attachments: readonly BuiltAttachment[]): Uint8Array =>
  buildMessage({ to: 'dana.okafor@union.example', text: 'See https://body.test/', attachments })

const attached = (name: string, type: string, content: string | Uint8Array): BuiltAttachment => ({
  name,
  type,
  content,
  disposition: 'attachment',
})

/** Every link of the mail and its attachments, by target, with how often it is told. */
function tellings({ message, opened }: Looked): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {}
  for (const { href } of [...message.links, ...opened.flatMap(({ links }) => links)])
    counts[href] = (counts[href] ?? 0) + 1
  return counts
}

describe('each link of a mail is told once', () => {
  const inner = buildMessage({
    from: 'Mia Sand <mia@example.org>',
    subject: 'Inner subject',
    text: 'Read https://inner.test/a',
    attachments: [
      attached('note.txt', 'text/plain', 'https://note.test/'),
      attached('card.vcf', 'text/vcard', 'BEGIN:VCARD\r\nFN:Mia\r\nURL:https://card.test/\r\nEND:VCARD\r\n'),
    ],
  })
  const once = {
    'https://body.test/': 1,
    'https://inner.test/a': 1,
    'https://note.test/': 1,
    'https://card.test/': 1,
  }

  for (const [title, name, type] of [
    ['a message that parse reads', 'inner.eml', 'message/rfc822'],
    ['a message under another type', 'inner.eml', 'application/octet-stream'],
  ] as const)
    it(title, async () => {
      const all = await looked(mail(attached(name, type, inner)))
      assert.deepEqual(tellings(all), once)
      const first = all.opened[0]
      assert.equal(first?.mediaType, 'message/rfc822')
      assert.deepEqual([first?.metadata.title, first?.metadata.author], ['Inner subject', 'mia@example.org'])
      assert.ok(first?.text.startsWith('Inner subject\n'))
      const files = all.opened.flatMap(({ part, files }) => [part, ...files.map(({ path }) => path)])
      assert.deepEqual(files, type === 'message/rfc822' ? ['2', '2.2', '2.3'] : ['2', 'note.txt', 'card.vcf'])
    })

  it('a message coded in base64, and one inside another', async () => {
    const middle = buildMessage({
      text: 'https://middle.test/',
      attachments: [attached('in.eml', 'message/rfc822', inner)],
    })
    const all = await looked(mail({ ...attached('m.eml', 'message/rfc822', middle), encoding: 'base64' }))
    assert.deepEqual(tellings(all), { ...once, 'https://middle.test/': 1 })
  })

  it('packages that parse took apart have nothing of their own', async () => {
    const entity = Buffer.concat([
      Buffer.from('Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nhttps://signed.test/\r\n'),
      Buffer.from('--b\r\nContent-Type: text/vcard\r\nContent-Disposition: attachment\r\n\r\n'),
      Buffer.from('BEGIN:VCARD\r\nURL:https://card.test/\r\nEND:VCARD\r\n--b--\r\n'),
    ])
    const signed = await looked(mail(attached('smime.p7m', 'application/pkcs7-mime', signedData(entity))))
    assert.deepEqual(tellings(signed), {
      'https://body.test/': 1,
      'https://signed.test/': 1,
      'https://card.test/': 1,
    })
    const tnef = writeTnef({
      attachments: [{ title: 'list.csv', data: Buffer.from('see https://packed.test/') }],
    })
    const packed = await looked(mail(attached('winmail.dat', 'application/ms-tnef', tnef)))
    assert.deepEqual(tellings(packed), { 'https://body.test/': 1, 'https://packed.test/': 1 })
    for (const { opened } of [signed, packed])
      for (const one of opened) assert.deepEqual([one.issues, one.complete], [[], true], one.part)
  })

  it('an attached page: what its scripts hide is told beside the links that parse found', async () => {
    const hidden = Buffer.from('https://hidden.test/login').toString('base64')
    const page = `<html><body><a href="https://shown.test/">x</a><script>location.href=atob("${hidden}")</script></body></html>`
    const all = await looked(mail(attached('page.html', 'text/html', page)))
    assert.deepEqual(tellings(all), {
      'https://body.test/': 1,
      'https://shown.test/': 1,
      'https://hidden.test/login': 1,
    })
    assert.ok(all.opened[0]?.powers.includes('script'))
  })
})

describe('how far attachments are looked into', () => {
  it('not at all when not asked, and all with a mark on those past the limit', async () => {
    const many = mail(
      ...Array.from({ length: 53 }, (_, i) =>
        attached(`n${i}.csv`, 'application/csv', `https://n${i}.test/`),
      ),
    )
    assert.deepEqual((await looked(many, 'none')).opened, [])
    const { opened } = await looked(many)
    assert.equal(opened.length, 53)
    for (const [index, one] of opened.entries()) {
      const past = index >= 50
      assert.equal(one.complete, !past)
      assert.equal(one.links.length, past ? 0 : 1)
      assert.deepEqual(
        one.issues.map(({ code }) => code),
        past ? ['limit.attachment-files'] : [],
      )
    }
  })

  it('an empty file is read whole and is no damage', async () => {
    const { opened } = await looked(mail(attached('a.pdf', 'application/pdf', '')))
    assert.deepEqual([opened[0]?.complete, opened[0]?.encrypted, opened[0]?.issues], [true, false, []])
  })
})
