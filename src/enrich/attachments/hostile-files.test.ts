// Bombs and circles in every format: each is read or refused with an issue, in bounded time.
import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { constants, deflateRawSync, gzipSync } from 'node:zlib'
import type { OpenedAttachment } from '../../model/attachment.ts'
import { excelStream, vbaModule, wordStreams, writeCompound } from '../../testing/compound-writer.ts'
import { field, paragraph, writeDocx, writeOdt, writeXlsx } from '../../testing/office-writer.ts'
import { codes, openFile } from '../../testing/open-file.ts'
import { writeZip, type ZipMember } from '../../testing/zip-package-writer.ts'

/** Milliseconds of processor time, all threads together, one file may take here. */
const TIME = 3_000
async function bounded(name: string, content: Uint8Array | string): Promise<OpenedAttachment> {
  const start = process.cpuUsage()
  const opened = await openFile(name, content)
  const { user, system } = process.cpuUsage(start)
  const milliseconds = (user + system) / 1000
  assert.ok(milliseconds < TIME, `${milliseconds} ms`)
  assert.deepEqual(
    opened.issues.filter(({ detail }) => detail.includes('reader stopped')),
    [],
  )
  return opened
}

/** A raw deflate stream of `megabytes` million zeros, made without making them. */
function zeros(megabytes: number): Buffer {
  const piece = deflateRawSync(Buffer.alloc(1_000_000), { finishFlush: constants.Z_FULL_FLUSH })
  return Buffer.concat([...Array<Buffer>(megabytes).fill(piece), deflateRawSync(Buffer.alloc(0))])
}

describe('archives', () => {
  it('500 MB of zeros declared as 10 bytes', async () => {
    const opened = await bounded(
      'a.zip',
      writeZip([{ name: 'a.bin', content: zeros(500), method: 'packed', declaredSize: 10 }]),
    )
    assert.ok(codes(opened).includes('limit.attachment-size'))
    assert.ok((opened.files[0]?.size ?? 0) <= 48_000_000)
  })

  it('ten streams of 40 MB', async () => {
    const content = zeros(40)
    const members: ZipMember[] = Array.from({ length: 10 }, (_, i) => ({
      name: `${i}.txt`,
      content,
      method: 'packed',
      declaredSize: 40_000_000,
    }))
    const opened = await bounded('a.zip', writeZip(members))
    assert.ok(codes(opened).includes('limit.attachment-size'))
    assert.ok(opened.files.reduce((sum, { size }) => sum + size, 0) <= 128_000_000)
  })

  it('100,000 files', async () => {
    const members: ZipMember[] = Array.from({ length: 100_000 }, (_, i) => ({
      name: `${i}.txt`,
      content: 'x',
      method: 'stored',
    }))
    members[60_000] = { name: 'run.exe', content: 'MZ', method: 'stored' }
    const opened = await bounded('a.zip', writeZip(members))
    assert.ok(codes(opened).includes('limit.attachment-files'))
    assert.ok(opened.files.length <= 1_000)
  })

  it('files that all share the same bytes', async () => {
    const zip = writeZip(
      Array.from({ length: 500 }, (_, i) => ({
        name: `${i}.txt`,
        content: zeros(2),
        method: 'packed' as const,
      })),
    )
    // Every entry of the list points at the first file.
    for (let at = zip.indexOf('PK\u0001\u0002'); at >= 0; at = zip.indexOf('PK\u0001\u0002', at + 4))
      zip.writeUInt32LE(0, at + 42)
    const opened = await bounded('a.zip', zip)
    assert.ok(codes(opened).includes('limit.attachment-size'))
  })

  it('5 MB of local headers, none of them a file', async () => {
    const head = Buffer.alloc(30)
    head.writeUInt32LE(0x04034b50, 0)
    head.writeUInt16LE(8, 6)
    head.writeUInt16LE(8, 8)
    head.writeUInt16LE(1, 26)
    const opened = await bounded(
      'a.zip',
      Buffer.concat(Array<Buffer>(170_000).fill(Buffer.concat([head, Buffer.from('a')]))),
    )
    assert.ok(codes(opened).includes('limit.attachment-files'))
  })

  it('a gzip of 500 MB', async () => {
    const member = gzipSync(Buffer.alloc(10_000_000))
    const opened = await bounded('a.gz', Buffer.concat(Array<Buffer>(50).fill(member)))
    assert.ok(codes(opened).includes('limit.attachment-size'))
  })

  it('a million empty files in a tar', async () => {
    const header = Buffer.alloc(512)
    header.write('a')
    header.write('00000000000', 124)
    header.fill(32, 148, 156)
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    header.write('ustar', 257)
    header.fill(32, 148, 156)
    header.write(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    const opened = await bounded('a.tar', Buffer.concat(Array<Buffer>(200_000).fill(header)))
    assert.ok(codes(opened).includes('attachment.damaged'))
  })
})

describe('XML in packages', () => {
  for (const [what, xml] of [
    ['10 MB of <', '<'.repeat(10_000_000)],
    ['10 MB of </', '</'.repeat(5_000_000)],
    ['10 MB of <a', '<a'.repeat(5_000_000)],
    ['a quote that never ends, a million times', '<a b="'.repeat(1_500_000)],
    ['10 MB of tabs', `<w:document><w:p><w:r>${'<w:tab/>'.repeat(1_200_000)}</w:r></w:p></w:document>`],
    ['a million nested elements', '<w:p>'.repeat(2_000_000)],
    ['a million links opened and never closed', '<w:hyperlink r:id="rId1">'.repeat(400_000)],
    ['a tag of a million attributes', `<w:hyperlink ${'a="b" '.repeat(1_600_000)}/>`],
    ['a million references', `<w:p><w:r><w:t>${'&amp;'.repeat(2_000_000)}</w:t></w:r></w:p>`],
    ['comments that never end', '<!--'.repeat(2_500_000)],
  ] as const)
    it(what, async () => {
      const document = { name: 'word/document.xml', content: xml }
      const names = { name: '[Content_Types].xml', content: '<Types/>' }
      await bounded('a.docx', writeZip([names, { name: '_rels/.rels', content: '<a/>' }, document]))
    })

  it('a billion laughs', async () => {
    const levels = Array.from({ length: 10 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
      '',
    )
    const opened = await bounded(
      'a.docx',
      writeDocx({
        body: '',
        parts: [
          {
            name: 'word/header1.xml',
            content: `<!DOCTYPE w [<!ENTITY l0 "ha">${levels}]><w:hdr><w:p><w:r><w:t>&l10;</w:t></w:r></w:p></w:hdr>`,
          },
        ],
      }),
    )
    assert.equal(opened.text, '&l10;')
  })

  it('a million fields begun and never ended', async () => {
    const opened = await bounded(
      'a.docx',
      writeDocx({
        body: `<w:p>${'<w:r><w:fldChar w:fldCharType="begin"/></w:r>'.repeat(200_000)}${field('HYPERLINK "https://evil.test/"', 'x')}</w:p>`,
      }),
    )
    assert.equal(opened.kind, 'opened-attachment')
  })

  it('a million cells, rows and shared strings', async () => {
    await bounded(
      'a.xlsx',
      writeXlsx({
        strings: Array<string>(300_000).fill(''),
        sheets: [`<sheetData>${'<row><c t="s" r="A1"><v>1</v></c></row>'.repeat(200_000)}</sheetData>`],
      }),
    )
  })

  it('a space repeated two billion times in an OpenDocument text', async () => {
    const opened = await bounded(
      'a.odt',
      writeOdt({ body: `<text:p>a<text:s text:c="2000000000"/>b</text:p>` }),
    )
    assert.equal(opened.text.length, 102)
  })

  it('100,000 relationships', async () => {
    const opened = await bounded(
      'a.docx',
      writeDocx({
        body: paragraph('x'),
        relationships: Array.from({ length: 100_000 }, (_, i) => ({
          id: `r${i}`,
          type: 'hyperlink',
          target: `https://h${i}.test/`,
        })),
      }),
    )
    assert.ok(codes(opened).includes('limit.link-count'))
    assert.ok(opened.links.length <= 3_000)
  })
})

describe('compound files', () => {
  it('a table of sectors that runs in a circle, and one that leads out', async () => {
    for (const link of [0, 1, 0x00ffffff]) {
      const file = writeCompound(wordStreams('Hello\r'.repeat(2_000)))
      const fat = (file.readUInt32LE(76) + 1) * 512
      for (let i = 0; i < 40; i++) file.writeUInt32LE(link, fat + i * 4)
      const opened = await bounded('a.doc', file)
      assert.equal(opened.complete, false)
    }
  })

  it('a directory that refers to itself', async () => {
    const file = writeCompound(wordStreams('Hello\r'))
    const directory = (file.readUInt32LE(48) + 1) * 512
    for (let at = directory; at < directory + 512; at += 128)
      for (const link of [68, 72, 76]) file.writeUInt32LE(1, at + link)
    await bounded('a.doc', file)
  })

  it('a header that states four billion sectors', async () => {
    const file = writeCompound(wordStreams('Hello\r'))
    for (const at of [44, 64, 72]) file.writeUInt32LE(0xffffffff, at)
    for (let i = 0; i < 109; i++) file.writeUInt32LE(i, 76 + i * 4)
    file.writeUInt32LE(0, 68)
    const opened = await bounded('a.doc', file)
    assert.equal(opened.kind, 'opened-attachment')
  })

  it('10,000 streams that all are the whole file', async () => {
    const streams = Array.from({ length: 2_000 }, (_, i) => ({
      path: `VBA/m${i}`,
      content: Buffer.from('x'),
    }))
    const file = writeCompound([...streams, { path: 'pad', content: Buffer.alloc(4_000_000) }])
    const directory = (file.readUInt32LE(48) + 1) * 512
    for (let i = 3; i < 2_000; i++) file.writeUInt32LE(8_000_000, directory + i * 128 + 120)
    const opened = await bounded('a.doc', file)
    assert.equal(opened.complete, false)
  })

  it('pieces of text that repeat one place of the file', async () => {
    const [document, table] = wordStreams('Hello\r'.repeat(1_000))
    const count = 40_000
    const clx = Buffer.alloc(5 + (count + 1) * 4 + count * 8)
    clx[0] = 2
    clx.writeUInt32LE(clx.length - 5, 1)
    for (let i = 0; i <= count; i++) clx.writeUInt32LE(i * 6_000, 5 + i * 4)
    for (let i = 0; i < count; i++) clx.writeUInt32LE(1_024, 5 + (count + 1) * 4 + i * 8 + 2)
    const main = Buffer.from(document?.content ?? [])
    main.writeUInt32LE(0, 0x1a2)
    main.writeUInt32LE(clx.length, 0x1a6)
    const opened = await bounded(
      'a.doc',
      writeCompound([
        { path: 'WordDocument', content: main },
        { path: table?.path ?? '', content: clx },
      ]),
    )
    assert.ok(codes(opened).includes('limit.text-size'))
  })

  it('shared strings that state four billion', async () => {
    const head = Buffer.alloc(8, 0xff)
    const opened = await bounded(
      'a.xls',
      writeCompound([
        excelStream([
          [0xfc, Buffer.concat([head, Buffer.alloc(8_000)])],
          ...Array.from({ length: 300 }, () => [0x3c, Buffer.alloc(8_000)] as const),
        ]),
      ]),
    )
    assert.equal(opened.kind, 'opened-attachment')
  })

  it('the beginning of a module, a million times', async () => {
    const marks = Buffer.concat(
      Array<Buffer>(300_000).fill(
        Buffer.concat([Buffer.from([1, 0xff, 0xbf]), Buffer.from('\0Attribut', 'latin1')]),
      ),
    )
    const opened = await bounded(
      'a.doc',
      writeCompound([
        { path: 'VBA/a', content: marks },
        { path: 'VBA/b', content: vbaModule('Sub AutoOpen()\r\nEnd Sub') },
      ]),
    )
    assert.ok(opened.powers.includes('macro'))
  })
})

describe('RTF', () => {
  for (const [what, body] of [
    ['a million nested groups', '{'.repeat(1_000_000)],
    ['a million groups with a field each', '{\\field{\\*\\fldinst HYPERLINK "a"}}'.repeat(100_000)],
    ['a million fields inside each other', '{\\field{\\*\\fldinst '.repeat(200_000)],
    ['ten million digits', `{\\object{\\*\\objdata ${'0'.repeat(10_000_000)}}}`],
    ['a hundred thousand objects', '{\\object{\\*\\objdata 0105000002000000}}'.repeat(100_000)],
    ['a length of two billion', '\\bin2000000000 x'],
    ['a million characters in two forms', "\\u8364\\'80".repeat(500_000)],
    ['five million backslashes', '\\'.repeat(5_000_000)],
    ['a million closing braces', '}'.repeat(1_000_000)],
  ] as const)
    it(what, async () => {
      const opened = await bounded('a.rtf', `{\\rtf1 ${body}`)
      assert.equal(opened.mediaType, 'application/rtf')
    })
})

describe('text formats', () => {
  it('a calendar of a million properties, and one folded a million times', async () => {
    await bounded('a.ics', `BEGIN:VCALENDAR\n${'URL:https://a.test/\n'.repeat(500_000)}`)
    await bounded('a.ics', `BEGIN:VCALENDAR\nDESCRIPTION:${'\n a'.repeat(2_000_000)}\n`)
    await bounded('a.ics', `BEGIN:VCALENDAR\nX;${'a="b";'.repeat(1_000_000)}:c\n`)
    await bounded('a.vcf', `BEGIN:VCARD\nNOTE;QUOTED-PRINTABLE:${'a=\n'.repeat(1_000_000)}\n`)
  })

  it('a page of a million scripts, and a script of ten million base64 letters', async () => {
    await bounded('a.html', `<html>${'<script>a</script>'.repeat(500_000)}`)
    await bounded('a.html', `<html>${'<script>'.repeat(1_000_000)}`)
    await bounded('a.html', `<html><script>"${'QUJD'.repeat(2_500_000)}"</script>`)
    await bounded('a.html', `<html><script>"${'%41'.repeat(2_500_000)}"</script>`)
    await bounded('a.html', `<html><script>${'location '.repeat(1_000_000)}</script>`)
    await bounded('a.html', `<html><script>${' '.repeat(5_000_000)}</script>`)
  })

  it('a mailbox of a million mails', async () => {
    const opened = await bounded('a.mbox', `${'From a\nTo: b\n\nx\n\n'.repeat(300_000)}`)
    assert.ok(codes(opened).includes('limit.attachment-files'))
  })
})
