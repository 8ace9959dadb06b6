import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildMessage } from '../../../testing/message-builder.ts'
import { codes, openFile } from '../../../testing/open-file.ts'

const inner = buildMessage({
  from: 'Mia Sand <mia@example.org>',
  subject: 'Inner subject',
  date: { time: Date.UTC(2024, 2, 5, 10, 12) },
  text: 'Plain https://plain.test/ or www.example.org/x',
  html: '<p><a href="https://evil.test/a">https://bank.example</a></p>',
  attachments: [
    {
      name: 'note.txt',
      type: 'text/plain',
      content: 'see https://attached.test/',
      disposition: 'attachment',
    },
  ],
})

describe('a mail as a file', () => {
  it('gives its links, text, metadata and attached files', async () => {
    const opened = await openFile('mail.eml', inner)
    assert.equal(opened.mediaType, 'message/rfc822')
    assert.deepEqual(opened.metadata, {
      title: 'Inner subject',
      author: 'mia@example.org',
      created: Date.UTC(2024, 2, 5, 10, 12),
    })
    const found = opened.links.map(({ origin, href, url, place }) => [origin, href, url, place?.file])
    for (const expected of [
      ['text', 'https://plain.test/', 'https://plain.test/'],
      ['text', 'www.example.org/x', 'http://www.example.org/x'],
      ['html-anchor', 'https://evil.test/a', 'https://evil.test/a'],
    ])
      assert.ok(
        found.some((one) => expected.every((value, index) => one[index] === value)),
        String(expected),
      )
    assert.ok(
      opened.links.find(({ href }) => href === 'https://evil.test/a')?.traits.includes('text-host-differs'),
    )
    assert.ok(found.some((one) => one[1] === 'https://attached.test/' && one[3] === 'note.txt'))
    assert.ok(opened.text.startsWith('Inner subject\n'))
    assert.deepEqual(
      opened.files.map(({ path }) => path),
      ['note.txt'],
    )
  })

  it('opens mails inside mails to a limited depth', async () => {
    let mail = buildMessage({ text: 'https://deepest.test/' })
    for (let level = 0; level < 7; level++)
      mail = buildMessage({
        text: `level ${level}`,
        attachments: [
          {
            name: `l${level}.bin`,
            type: 'application/octet-stream',
            content: mail,
            disposition: 'attachment',
          },
        ],
      })
    const opened = await openFile('mail.eml', mail)
    assert.ok(codes(opened).includes('limit.attachment-depth'))
    assert.equal(opened.complete, false)
    assert.equal(opened.files.length, 5)
  })

  it('opens every mail of a mailbox file', async () => {
    const one = Buffer.from(buildMessage({ text: 'https://one.test/' }))
      .toString('latin1')
      .replaceAll('\r\n', '\n')
    const two = Buffer.from(buildMessage({ text: 'https://two.test/' }))
      .toString('latin1')
      .replaceAll('\r\n', '\n')
    const opened = await openFile(
      'x.mbox',
      Buffer.from(
        `From a@b Tue Mar  5 10:12:00 2024\n${one}\n\nFrom a@b Tue Mar  5 10:13:00 2024\n${two}`,
        'latin1',
      ),
    )
    assert.deepEqual(
      opened.links.map(({ href, place }) => [href, place?.file?.split('/')[0]]),
      [
        ['https://one.test/', 'mail 1.eml'],
        ['https://two.test/', 'mail 2.eml'],
      ],
    )
  })
})
