import assert from 'node:assert/strict'
import { it } from 'node:test'
import { codes, openFile } from '../../../testing/open-file.ts'

it('tells addresses, notes, files and names of a contact', async () => {
  const opened = await openFile(
    'mia.vcf',
    [
      'BEGIN:VCARD',
      'VERSION:4.0',
      'FN:Mia Sand',
      'item1.URL;TYPE=work:https://site.test/mia',
      'ORG:Union;North',
      'EMAIL:mia@example.org',
      'PHOTO:https://pixel.test/mia.jpg',
      `KEY;ENCODING=b:${Buffer.from('key text here').toString('base64')}`,
      'NOTE:Write to https://evil.test/n\\, please',
      'X-SOCIAL:https://social.test/mia',
      'REV:20240305T101200Z',
      'END:VCARD',
    ].join('\n'),
  )
  assert.deepEqual(
    opened.links.map(({ origin, href }) => [origin, href]),
    [
      ['vcard', 'https://site.test/mia'],
      ['vcard', 'mailto:mia@example.org'],
      ['vcard', 'https://pixel.test/mia.jpg'],
      ['vcard', 'https://evil.test/n'],
      ['vcard', 'https://social.test/mia'],
    ],
  )
  assert.deepEqual(opened.powers, ['remote-content'])
  assert.deepEqual(opened.metadata, {
    title: 'Mia Sand',
    company: 'Union North',
    modified: Date.UTC(2024, 2, 5, 10, 12),
  })
  assert.deepEqual(
    opened.files.map(({ path }) => path),
    ['key 1'],
  )
})

it('reads quoted-printable of version 2.1, over soft line breaks and in its charset', async () => {
  const opened = await openFile(
    'x.vcf',
    'BEGIN:VCARD\r\nVERSION:2.1\r\nFN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:Ren=E9=\r\ne Sand\r\nNOTE;QUOTED-PRINTABLE:https://evil.test/=\r\nlong\r\nEND:VCARD\r\n',
  )
  assert.equal(opened.text, 'Renée Sand\nhttps://evil.test/long')
  assert.deepEqual(
    opened.links.map(({ href }) => href),
    ['https://evil.test/long'],
  )
})

it('opens a limited number of files inside, and says so', async () => {
  const card = (files: number): string =>
    `BEGIN:VCARD\r\nVERSION:3.0\r\n${'KEY;ENCODING=b:a2V5IHRleHQgaGVyZQ==\r\n'.repeat(files)}END:VCARD\r\n`
  const all = await openFile('x.vcf', card(50))
  assert.deepEqual([all.files.length, all.issues, all.complete], [50, [], true])
  const more = await openFile('x.vcf', card(51))
  assert.deepEqual([more.files.length, codes(more), more.complete], [50, ['limit.attachment-files'], false])
})

it('reads every card of a file, and says when the last one breaks off', async () => {
  const opened = await openFile(
    'x.vcf',
    'BEGIN:VCARD\nFN:One\nURL:https://one.test/\nEND:VCARD\nBEGIN:VCARD\nFN:Two\nURL:two.example.org/x\n',
  )
  assert.deepEqual(
    opened.links.map(({ href, target }) => [href, target?.host]),
    [
      ['https://one.test/', 'one.test'],
      ['two.example.org/x', 'two.example.org'],
    ],
  )
  assert.deepEqual([codes(opened), opened.complete], [['attachment.damaged'], false])
})
