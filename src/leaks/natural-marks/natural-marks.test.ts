import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DocumentMetadata } from '../../model/attachment.ts'
import type { NaturalMark } from '../../model/natural-mark.ts'
import { parseMessage } from '../../parse/parse-message.ts'
import { fileMarks, sharedOrigin } from './file-marks.ts'
import { mailMarks } from './mail-marks.ts'
import { type MarkList, markList } from './mark-list.ts'
import { textMarks } from './text-marks.ts'

const SAFE =
  'https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fdinner.example%2Flist&data=05%7C02%7Cottilie%40quillmere.example%7Cabc%7C11111111-2222-3333-4444-555555555555%7C0%7C0%7C1&reserved=0'
const read = (fill: (marks: MarkList) => void): readonly NaturalMark[] => {
  const marks = markList()
  fill(marks)
  return marks.finish()
}
const kinds = (marks: readonly NaturalMark[]): readonly string[] => marks.map(({ mark }) => mark)

describe('natural marks', () => {
  it('of pasted text: recipient and customer of a gateway, quote line, banner, footer', () => {
    const marks = read((list) =>
      textMarks(
        `[EXTERNAL] This email originated from outside of the organization.\nSee ${SAFE}\n\nOn Mon, 5 Feb 2024 at 09:00, Dov Karrel <dov@quillmere.example> wrote:\n> The ferry loses money\n\nThis e-mail was sent to pell@quillmere.example. To unsubscribe write back.`,
        list,
      ),
    )
    assert.deepEqual(
      marks.flatMap(({ mark, holder }) => (holder === undefined ? [] : [`${mark} ${holder}`])),
      ['wrapper-recipient ottilie@quillmere.example', 'footer pell@quillmere.example'],
    )
    for (const kind of ['wrapper-tenant', 'attribution', 'banner'])
      assert.ok(kinds(marks).includes(kind), kind)
  })

  it('of personal links: tokens of mail services, addresses in parameters', () => {
    const marks = read((list) =>
      textMarks(
        'https://news.example/a?mc_eid=0123456789 and https://news.example/out?email=ann%40example.org',
        list,
      ),
    )
    assert.deepEqual(
      marks.map(({ mark, value, holder }) => [mark, value, holder]),
      [
        ['mail-service-id', 'news.example mc_eid=0123456789', undefined],
        ['unsubscribe-address', 'email=ann@example.org', 'ann@example.org'],
      ],
    )
  })

  it('of a raw mail: delivery fields, Message-ID', () => {
    const raw = [
      'Delivered-To: <Bob@quillmere.example>',
      'Received: from a.example by mx.quillmere.example for <bob@quillmere.example>; Mon, 5 Feb 2024 09:00:00 +0000',
      'From: dov@quillmere.example',
      'To: bob@quillmere.example',
      'Message-ID: <m1@quillmere.example>',
      'Feedback-ID: 42:campaign:service',
      '',
      'text',
    ].join('\r\n')
    const marks = read((list) => mailMarks(parseMessage(Buffer.from(raw)), list))
    assert.deepEqual(
      marks.flatMap(({ mark, holder }) => (holder === undefined ? [] : [`${mark} ${holder}`])),
      ['delivered-to bob@quillmere.example', 'delivered-to bob@quillmere.example'],
    )
    assert.ok(kinds(marks).includes('message-id') && kinds(marks).includes('mail-service-id'))
  })

  it('of a file: ids, people, and a name made by a copy', () => {
    const metadata: DocumentMetadata = {
      author: 'Ada Abend',
      pdfId: ['aa', 'bb'],
      rsidRoot: '00112233',
      rsids: ['00112233', '00445566'],
      template: 'C:\\Users\\aabend\\Normal.dotm',
    }
    const marks = read((list) => fileMarks('memo (2).pdf', metadata, list))
    assert.deepEqual(kinds(marks), ['file-name', 'pdf-id', 'rsid-family', 'person', 'template'])
    assert.deepEqual(kinds(read((list) => fileMarks('memo.pdf', undefined, list))), [])
  })

  it('say what two files share', () => {
    assert.deepEqual(sharedOrigin({ pdfId: ['a', 'b'] }, { pdfId: ['a', 'c'] }), [
      'PDF /ID, first half: saved again since',
    ])
    assert.deepEqual(
      sharedOrigin({ rsidRoot: '1', rsids: ['1', '2'] }, { rsidRoot: '1', rsids: ['2', '3'] }),
      ['rsid family, 1 editing sessions in common'],
    )
    assert.deepEqual(sharedOrigin({}, {}), [])
  })

  it('are bounded for text made of marks, and never fail', () => {
    const hostile = Array.from({ length: 20_000 }, (_, i) => `http://a.example/?u=token${i}%`).join(' ')
    assert.equal(read((list) => textMarks(hostile, list)).length, 200)
    read((list) => textMarks(`${'caution '.repeat(50_000)}\n${'<'.repeat(50_000)}`, list))
  })
})
