import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import type { RawMessage } from '../model/source.ts'
import { tarOf } from '../testing/tar-writer.ts'
import { zipOf } from '../testing/zip-writer.ts'
import { fileSource } from './file-source.ts'
import { gmailLabels } from './gmail-labels.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-takeout-'))
after(() => rmSync(root, { recursive: true, force: true }))

function labels(value: string): readonly string[] | undefined {
  return gmailLabels(Buffer.from(`X-GM-THRID: 1\r\nX-Gmail-Labels: ${value}\r\nFrom: a@example.org\r\n\r\n`))
    ?.labels
}

test('labels: plain, quoted, encoded, folded', () => {
  assert.deepEqual(labels('Inbox,Opened'), ['Inbox', 'Opened'])
  assert.deepEqual(labels('Inbox, "Lee, Ann","say ""hi""" ,,'), ['Inbox', 'Lee, Ann', 'say "hi"'])
  assert.deepEqual(labels('=?UTF-8?Q?Wichtig,Ge=C3=B6ffnet,Kategorie:_Pers=C3=B6nlich?='), [
    'Wichtig',
    'Geöffnet',
    'Kategorie: Persönlich',
  ])
  // cut between two words, even within a character
  assert.deepEqual(labels('=?UTF-8?B?UG9zdGVpbmdhbmcsR2XD?=\r\n =?UTF-8?B?tmZmbmV0?='), [
    'Posteingang',
    'Geöffnet',
  ])
  assert.deepEqual(labels('=?UTF-8?Q?"A=2C_B",c?='), ['A, B', 'c'])
  assert.deepEqual(labels('größe'), ['größe'])
  assert.deepEqual(labels('=?x-unknown?Q?a?=,=?broken'), ['a', '=?broken'])
})

test('labels that are states become flags, in several languages', () => {
  const flags = (value: string): readonly string[] | undefined =>
    gmailLabels(Buffer.from(`X-Gmail-Labels: ${value}\n\n`))?.flags
  assert.deepEqual(flags('Sent,Opened,Starred,Important'), ['read', 'sent', 'flagged'])
  assert.deepEqual(flags('Unread,Inbox'), [])
  assert.deepEqual(flags('Drafts,Trash'), ['draft', 'trashed'])
  assert.deepEqual(flags('Spam,Unread'), ['spam'])
  assert.deepEqual(flags('Gesendet,Geöffnet,Markiert'), ['read', 'sent', 'flagged'])
})

test('only what Takeout itself wrote counts', () => {
  const below = 'Received: from a by b\r\nX-Gmail-Labels: Sent\r\n\r\n'
  assert.equal(gmailLabels(Buffer.from(below)), undefined)
  assert.equal(
    gmailLabels(Buffer.from('X-GM-THRID: 1\r\nSubject: x\r\nX-Gmail-Labels: Sent\r\n\r\n')),
    undefined,
  )
  assert.equal(gmailLabels(Buffer.from('X-GM-THRID: 1')), undefined)
  fc.assert(
    fc.property(fc.string({ maxLength: 200 }), (value) => {
      gmailLabels(Buffer.from(`X-Gmail-Labels: ${value}`))
    }),
  )
})

test('a Takeout export: several mailboxes in a ZIP or a tgz', async () => {
  const separator = 'From 1712345678901234567@xxx Thu Jun 13 12:00:00 +0000 2024\r\n'
  const takeout = (field: string, subject: string): string =>
    `${separator}X-GM-THRID: 1712345678901234567\r\nX-Gmail-Labels: ${field}\r\nFrom: ann@example.org\r\nSubject: ${subject}\r\n\r\ntext\r\n\r\n`
  const forged =
    'From eve@example.net Thu Jun 13 12:00:00 2024\r\nX-Gmail-Labels: Sent,Opened\r\nFrom: eve@example.net\r\nSubject: forged\r\n\r\ntext\r\n\r\n'
  const files = {
    'Takeout/Mail/Inbox.mbox':
      takeout('Inbox,Unread', 'in') + takeout('"Work, old",Starred,Opened', 'labelled') + forged,
    'Takeout/Mail/Sent.mbox': takeout('Sent,Opened', 'out'),
    'Takeout/Mail/User Settings/Filters.json': '{"filters": []}',
    'Takeout/archive_browser.html': '<html>',
  }
  for (const content of [zipOf(files), gzipSync(tarOf(files))]) {
    const path = join(root, 'takeout')
    writeFileSync(path, content)
    const source = fileSource()
    const found: RawMessage[] = []
    for await (const item of source.read([path])) if (item.kind === 'raw-message') found.push(item)
    assert.deepEqual(
      found.map(({ source: place }) => [place.item, place.folder, place.labels, place.flags]),
      [
        ['Takeout/Mail/Inbox.mbox', 'Takeout/Mail', ['Inbox', 'Unread'], undefined],
        ['Takeout/Mail/Inbox.mbox', 'Takeout/Mail', ['Work, old', 'Starred', 'Opened'], ['read', 'flagged']],
        ['Takeout/Mail/Inbox.mbox', 'Takeout/Mail', undefined, undefined],
        ['Takeout/Mail/Sent.mbox', 'Takeout/Mail', ['Sent', 'Opened'], ['read', 'sent']],
      ],
    )
    for await (const { location, raw } of source.readMany(found.map(({ source: place }) => place)))
      assert.deepEqual(
        raw,
        found.find(({ source: place }) => place === location),
      )
  }
})
