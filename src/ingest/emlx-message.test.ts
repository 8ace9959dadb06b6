import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { RawMessage, SourceItem } from '../model/source.ts'
import { fileSource } from './file-source.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-emlx-'))
after(() => rmSync(root, { recursive: true, force: true }))

const MAIL = 'From: Ann <ann@example.org>\nSubject: one\n\ntext\n'
function list(flags: number, received = 1_718_280_000): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
	<key>date-received</key>
	<integer>${received}</integer>
	<key>flags</key>
	<integer>${flags}</integer>
	<key>remote-id</key>
	<string>7</string>
</dict>
</plist>
`
}
function emlx(mail: string, flags = 0): string {
  return `${String(Buffer.byteLength(mail)).padEnd(10)}\n${mail}${list(flags)}`
}

async function read(files: Readonly<Record<string, string | Buffer>>, input: string): Promise<SourceItem[]> {
  const folder = mkdtempSync(join(root, 'x'))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  const items: SourceItem[] = []
  for await (const item of fileSource().read([join(folder, input)])) items.push(item)
  return items
}
const messages = (items: readonly SourceItem[]): RawMessage[] =>
  items.filter((item) => item.kind === 'raw-message')

test('the mail, its flags and its time, and nothing of the list behind it', async () => {
  // read, answered, flagged, forwarded, junk; a count of attachments and a priority between them
  const flags = 1 + 4 + 16 + 2 ** 8 + 2 ** 10 + 3 * 2 ** 16 + 2 ** 24
  for (const content of [emlx(MAIL, flags), gzipSync(emlx(MAIL, flags))]) {
    const [message] = messages(await read({ 'a.bin': content }, 'a.bin'))
    assert.equal(Buffer.from(message?.bytes ?? []).toString(), MAIL)
    const { file: _, compression: __, ...place } = message!.source
    assert.deepEqual(place, {
      format: 'emlx',
      offset: 11,
      length: MAIL.length,
      flags: ['read', 'replied', 'flagged', 'passed', 'spam'],
    })
    assert.equal(message!.containerTime, 1_718_280_000_000)
    assert.deepEqual(message!.issues, [])
    assert.deepEqual((await fileSource().readAt(message!.source))?.bytes, message!.bytes)
  }
})

test('attachments that Apple Mail keeps elsewhere are said to be missing', async () => {
  const partial = [
    'From: Ann <ann@example.org>',
    'Content-Type: multipart/mixed; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'see X-Apple-Content-Length: 9',
    '--b',
    'Content-Type: application/pdf; name=plan.pdf',
    'X-Apple-Content-Length: 4096',
    '',
    '--b',
    'Content-Type: application/pdf',
    'X-Apple-Content-Length: 1000',
    '',
    '--b--',
    '',
  ].join('\n')
  const items = await read(
    {
      'V10/In.mbox/Messages/1.emlx': emlx(MAIL),
      'V10/In.mbox/Messages/2.partial.emlx': emlx(partial, 1),
      'V10/In.mbox/Attachments/2/2/plan.eml': MAIL,
    },
    'V10',
  )
  const found = messages(items)
  assert.deepEqual(
    found.map(({ source, issues }) => [
      source.folder,
      source.incomplete,
      source.flags,
      issues.map(({ code }) => code),
    ]),
    [
      ['In.mbox/Messages', undefined, undefined, []],
      ['In.mbox/Messages', true, ['read'], ['source.incomplete']],
    ],
  )
  assert.match(found[1]!.issues[0]!.detail, /2 attachments of this mail \(5096 bytes/)
  assert.equal(
    items.find((item) => item.kind === 'source-progress' && item.skipped !== undefined)?.kind,
    'source-progress',
  )
  assert.ok(items.every((item) => item.kind !== 'source-trouble'))
  // an Attachments folder of anything else is a folder
  assert.equal(messages(await read({ 'm/Messages/a.eml': MAIL, 'm/Attachments/b.eml': MAIL }, 'm')).length, 2)
})

test('a length that is wrong is marked', async () => {
  const codes = async (content: string): Promise<string[]> =>
    messages(await read({ a: content }, 'a')).flatMap(({ issues }) => issues.map(({ code }) => code))
  assert.deepEqual(await codes(`9999\n${MAIL}`), ['source.truncated'])
  assert.deepEqual(await codes(`${MAIL.length}\n${MAIL}`), ['source.truncated'])
  assert.deepEqual(await codes(emlx(MAIL)), [])
})
