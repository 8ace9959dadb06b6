import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { strToU8, unzipSync, type Zippable, zipSync } from 'fflate'
import sharp from 'sharp'
import { openAttachment } from '../../enrich/attachments/open-attachment.ts'
import type { CleanedFile, MarkInspection } from '../../model/leak-mark.ts'
import { cleanCopy, inspectMarks } from './inspect-marks.ts'

const codes = ({ marks }: Pick<MarkInspection, 'marks'>): string[] =>
  [...new Set(marks.map(({ code }) => code))].sort()

async function cleaned(bytes: Uint8Array): Promise<CleanedFile> {
  const made = await cleanCopy(bytes, 'x')
  assert.ok(typeof made !== 'string', String(made))
  return made
}

/** Nothing that the first look said would be taken away may be found by the second. */
async function nothingLeft(bytes: Uint8Array): Promise<CleanedFile> {
  const before = await inspectMarks(bytes, 'x')
  const made = await cleaned(bytes)
  const promised = new Set(before.marks.filter((mark) => mark.cleaned === 'yes').map(({ code }) => code))
  const again = await inspectMarks(made.bytes, 'x')
  assert.deepEqual(again.marks, made.left)
  assert.deepEqual(
    again.marks.filter(({ code, cleaned: promise }) => promised.has(code) && promise === 'yes'),
    [],
  )
  return made
}

async function jpeg(): Promise<Buffer> {
  return await sharp({ create: { width: 32, height: 16, channels: 3, background: '#204060' } })
    .withExif({
      IFD0: { Make: 'Northlight', Model: 'N-7', Artist: 'Ann Lee', Software: 'Darkroom 3', Copyright: 'Ann' },
      IFD2: { BodySerialNumber: '00412233', DateTimeOriginal: '2024:06:13 09:12:00' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
    })
    .jpeg()
    .toBuffer()
}

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
const REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

async function docx(): Promise<Uint8Array> {
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml':
      '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="${REL}/custom-properties" Target="docProps/custom.xml"/></Relationships>`,
    'word/_rels/document.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/comments" Target="comments.xml"/><Relationship Id="rId2" Type="${REL}/image" Target="media/image1.jpeg"/><Relationship Id="rId3" Type="${REL}/settings" Target="settings.xml"/></Relationships>`,
    'word/_rels/settings.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${REL}/attachedTemplate" Target="file:///C:/Users/ann.lee/Templates/Memo.dotx" TargetMode="External"/></Relationships>`,
    'word/document.xml': `<w:document ${W}><w:body><w:p w:rsidR="00A1B2C3" w:rsidRDefault="00D4E5F6" w14:paraId="1A2B3C4D"><w:r w:rsidRPr="00A1B2C3"><w:t>The bud\u200bget is 3\u00a0million, says p\u0430ul.</w:t></w:r><w:commentRangeStart w:id="0"/><w:r><w:t> Kept.</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r><w:ins w:id="1" w:author="Ann Lee" w:date="2024-06-13T09:12:00Z"><w:r><w:t> Added.</w:t></w:r></w:ins><w:del w:id="2" w:author="Bob Roe" w:date="2024-06-13T09:13:00Z"><w:r><w:delText> Removed.</w:delText></w:r></w:del><w:r><w:rPr><w:vanish/><w:rPrChange w:id="3" w:author="Ann Lee"><w:rPr/></w:rPrChange></w:rPr><w:t> Secret.</w:t></w:r></w:p></w:body></w:document>`,
    'word/comments.xml': `<w:comments ${W}><w:comment w:id="0" w:author="Cy Poe" w:initials="CP"><w:p><w:r><w:t>why?</w:t></w:r></w:p></w:comment></w:comments>`,
    'word/people.xml': '<w15:people xmlns:w15="x"><w15:person w15:author="Cy Poe"/></w15:people>',
    'word/settings.xml': `<w:settings ${W} xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w:attachedTemplate r:id="rId1"/><w:rsids><w:rsidRoot w:val="00A1B2C3"/><w:rsid w:val="00D4E5F6"/></w:rsids><w:docVars><w:docVar w:name="client" w:val="Harbour"/></w:docVars><w15:docId w15:val="{0F0E0D0C-1111-2222-3333-444455556666}"/></w:settings>`,
    'docProps/core.xml':
      '<cp:coreProperties xmlns:cp="a" xmlns:dc="b" xmlns:dcterms="c"><dc:creator>Ann Lee</dc:creator><cp:lastModifiedBy>Bob Roe</cp:lastModifiedBy><cp:revision>17</cp:revision><dcterms:created>2024-06-13T09:12:00Z</dcterms:created></cp:coreProperties>',
    'docProps/app.xml':
      '<Properties><Company>Harbour Watch</Company><Template>Memo.dotx</Template><TotalTime>44</TotalTime></Properties>',
    'docProps/custom.xml':
      '<Properties><property name="Matter"><vt:lpwstr>77-B</vt:lpwstr></property></Properties>',
    'docProps/thumbnail.jpeg': await jpeg(),
    'word/media/image1.jpeg': await jpeg(),
    'customXml/item1.xml': '<a>x</a>',
  }
  const zip: Zippable = {}
  for (const [name, content] of Object.entries(files))
    zip[name] = [typeof content === 'string' ? strToU8(content) : content, { mtime: new Date(2024, 5, 13) }]
  return zipSync(zip)
}

test('a Word document: every mark is found with its part, and a rewrite has none of those it takes away', async () => {
  const bytes = await docx()
  const found = await inspectMarks(bytes, 'memo.docx')
  for (const code of [
    'office.author',
    'office.last-changed-by',
    'office.company',
    'office.template',
    'office.comments',
    'office.people',
    'office.tracked-changes',
    'office.hidden-text',
    'office.editing-sessions',
    'office.copy-family',
    'office.document-id',
    'office.paragraph-id',
    'office.document-variables',
    'office.custom-properties',
    'office.custom-xml',
    'office.thumbnail',
    'office.revision',
    'image.gps',
    'image.serial-number',
    'image.author',
    'package.time',
    'text.zero-width',
    'text.unusual-space',
    'text.look-alike',
  ])
    assert.ok(codes(found).includes(code), `${code} of ${codes(found).join(', ')}`)
  const author = found.marks.find(({ code }) => code === 'office.author')
  assert.equal(author?.part, 'docProps/core.xml')
  const core = Buffer.from(unzipSync(bytes)['docProps/core.xml']!)
  assert.equal(core.toString('utf8', author?.range?.start, author?.range?.end), 'Ann Lee')
  assert.equal(found.marks.find(({ code }) => code === 'office.template')?.value.includes('Memo.dotx'), true)

  const { bytes: clean, left, changes } = await nothingLeft(bytes)
  assert.deepEqual(left, [])
  assert.ok(changes.includes('tracked changes were accepted'))
  const read = await openAttachment(
    { part: '0', name: 'x.docx', declaredType: 'application/octet-stream', bytes: clean },
    { recipients: [], qr: false },
  )
  assert.equal(read.text.replace(/\s+/g, ' ').trim(), 'The budget is 3 million, says paul. Kept. Added.')
  assert.deepEqual(read.issues, [])
  for (const word of ['Ann', 'Bob', 'Cy Poe', 'Harbour', 'Secret', 'Removed'])
    for (const [name, content] of Object.entries(unzipSync(clean)))
      assert.ok(!Buffer.from(content).includes(word), `${word} in ${name}`)
})

test('a sheet: hidden sheets are told and left, folder and people go', async () => {
  const zip = zipSync({
    '[Content_Types].xml': strToU8(
      '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/printerSettings/printerSettings1.bin" ContentType="x"/></Types>',
    ),
    'xl/workbook.xml': strToU8(
      '<workbook xmlns:x15ac="y"><fileSharing userName="Ann Lee"/><x15ac:absPath url="C:\\Users\\ann\\Desktop\\"/><sheets><sheet name="Sources" state="hidden" sheetId="2"/></sheets></workbook>',
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      '<worksheet xmlns:r="z"><sheetData/><pageSetup paperSize="9" orientation="portrait" r:id="rId1"/></worksheet>',
    ),
    'xl/worksheets/_rels/sheet1.xml.rels': strToU8(
      '<Relationships><Relationship Id="rId1" Type="t" Target="../printerSettings/printerSettings1.bin"/></Relationships>',
    ),
    'xl/printerSettings/printerSettings1.bin': strToU8('HP LaserJet 4'),
  })
  const found = await inspectMarks(zip, 'x.xlsx')
  for (const code of ['office.folder', 'office.protection', 'office.hidden-sheet', 'office.printer-settings'])
    assert.ok(codes(found).includes(code), code)
  const { bytes, left } = await nothingLeft(zip)
  assert.deepEqual(
    left.map(({ code, value }) => [code, value]),
    [['office.hidden-sheet', 'Sources']],
  )
  const parts = unzipSync(bytes)
  assert.deepEqual(Object.keys(parts).sort(), [
    '[Content_Types].xml',
    'xl/workbook.xml',
    'xl/worksheets/_rels/sheet1.xml.rels',
    'xl/worksheets/sheet1.xml',
  ])
  assert.ok(!Buffer.from(parts['xl/worksheets/sheet1.xml']!).includes('rId1'))
})

test('an OpenDocument text', async () => {
  const zip = zipSync({
    mimetype: [strToU8('application/vnd.oasis.opendocument.text'), { level: 0 }],
    'META-INF/manifest.xml': strToU8(
      '<manifest:manifest xmlns:manifest="m"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/><manifest:file-entry manifest:full-path="Thumbnails/thumbnail.png"/><manifest:file-entry manifest:full-path="content.xml"/></manifest:manifest>',
    ),
    'meta.xml': strToU8(
      '<office:document-meta><office:meta><meta:initial-creator>Ann Lee</meta:initial-creator><dc:creator>Bob Roe</dc:creator><meta:generator>LibreOffice/24.2</meta:generator><meta:template xlink:href="/home/ann/t.ott"/></office:meta></office:document-meta>',
    ),
    'settings.xml': strToU8(
      '<a><config:config-item config:name="PrinterName">office-2</config:config-item></a>',
    ),
    'content.xml': strToU8(
      '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text><text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>Cy Poe</dc:creator></office:change-info><text:p>gone</text:p></text:deletion></text:changed-region></text:tracked-changes><text:p officeooo:rsid="001a2b3c">Stays<text:change text:change-id="1"/><office:annotation><dc:creator>Di Fox</dc:creator><text:p>note</text:p></office:annotation>.</text:p><text:p><text:hidden-text text:string-value="x">hidden</text:hidden-text></text:p></office:text></office:body></office:document-content>',
    ),
    'Thumbnails/thumbnail.png': strToU8('x'),
  })
  const found = await inspectMarks(zip, 'x.odt')
  for (const code of [
    'office.author',
    'office.last-changed-by',
    'office.template',
    'office.printer-settings',
    'office.tracked-changes',
    'office.comments',
    'office.editing-sessions',
    'office.hidden-text',
    'office.thumbnail',
  ])
    assert.ok(codes(found).includes(code), code)
  const { bytes, left } = await nothingLeft(zip)
  assert.deepEqual(left, [])
  const parts = unzipSync(bytes)
  assert.equal(Object.keys(parts)[0], 'mimetype')
  const content = Buffer.from(parts['content.xml']!).toString()
  assert.match(content, /Stays\./)
  assert.doesNotMatch(content, /gone|note|hidden|Poe|Fox/)
  assert.doesNotMatch(Buffer.from(parts['META-INF/manifest.xml']!).toString(), /Thumbnails/)
})

test('pictures: EXIF, position, serial number, comments, chunks, and what lies behind', async () => {
  const photo = Buffer.concat([await jpeg(), Buffer.from('hidden behind the picture')])
  const found = await inspectMarks(photo, 'x.jpg')
  for (const code of [
    'image.gps',
    'image.camera',
    'image.serial-number',
    'image.author',
    'image.time',
    'image.trailing-data',
  ])
    assert.ok(codes(found).includes(code), code)
  const serial = found.marks.find(({ code }) => code === 'image.serial-number')
  assert.match(photo.toString('latin1', serial?.range?.start, serial?.range?.end), /00412233/)
  assert.deepEqual((await nothingLeft(photo)).left, [])

  const flat = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  const chunk = (type: string, content: string): Buffer => {
    const head = Buffer.alloc(8)
    head.writeUInt32BE(content.length, 0)
    head.write(type, 4, 'latin1')
    return Buffer.concat([head, Buffer.from(content, 'latin1'), Buffer.alloc(4)])
  }
  const png = Buffer.concat([
    flat.subarray(0, 33),
    chunk('tEXt', 'Author\0Ann Lee'),
    chunk('tIME', '\x07\xe8\x06\x0d\x09\x0c\x00'),
    chunk('prVt', 'x'),
    flat.subarray(33),
  ])
  assert.deepEqual(codes(await inspectMarks(png, 'x.png')), [
    'image.program-data',
    'image.text',
    'image.time',
  ])
  // sharp checks the sums of chunks it does not know; the plain picture shows that nothing is added.
  assert.deepEqual((await nothingLeft(flat)).left, [])
  // An EXIF block is a TIFF file without pixels.
  const { exif } = await sharp(await jpeg()).metadata()
  assert.ok(codes(await inspectMarks(exif!.subarray(6), 'x.tif')).includes('image.author'))
  for (const format of ['webp', 'tiff', 'gif'] as const) {
    const made = await sharp(await jpeg())
      .withMetadata({ exif: { IFD0: { Artist: 'Ann Lee' } } })
      .toFormat(format)
      .toBuffer()
    if (format === 'webp') assert.ok(codes(await inspectMarks(made, 'x')).includes('image.author'), format)
    assert.deepEqual(
      codes({ marks: (await nothingLeft(made)).left }).filter((code) => code !== 'image.colour-profile'),
      [],
      format,
    )
  }
})

const PDF = (extra = ''): Buffer =>
  Buffer.from(
    `%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Names << /EmbeddedFiles 5 0 R >> >>\nendobj\n2 0 obj\n<< /Author (Ann \\(A.\\) Lee) /Producer <FEFF0044006F0063> /CreationDate (D:20240613091200Z) >>\nendobj\n3 0 obj\n<< /Type /Font /BaseFont /ABCDEF+Harbour >>\nendobj\n4 0 obj\n<< /Type /Annot /Subtype /Text /T (Bob Roe) >>\nendobj\n6 0 obj\n<< /Type /Metadata >>\nstream\n<x:xmpmeta><xmpMM:DocumentID>uuid:12-34</xmpMM:DocumentID></x:xmpmeta>\nendstream\nendobj\ntrailer << /ID [<00112233><44556677>] >>\n%%EOF\n${extra}`,
    'latin1',
  )

test('a PDF is looked into, and not written again', async () => {
  const found = await inspectMarks(PDF('more\n%%EOF\n'), 'x.pdf')
  const value = (code: string): string | undefined => found.marks.find((mark) => mark.code === code)?.value
  assert.equal(value('pdf.author'), 'Author: Ann (A.) Lee')
  assert.ok(found.marks.some((mark) => mark.value === 'Producer: Doc'))
  assert.equal(value('pdf.id'), 'ID 00112233')
  assert.equal(value('pdf.font-subset'), 'ABCDEF+Harbour')
  assert.equal(value('pdf.annotation'), 'Text by Bob Roe')
  assert.match(value('pdf.xmp') ?? '', /uuid:12-34/)
  assert.match(value('pdf.earlier-versions') ?? '', /2 times/)
  assert.ok(value('pdf.embedded-file'))
  assert.ok(found.marks.every(({ cleaned: promise }) => promise === 'no'))
  assert.match(String(await cleanCopy(PDF(), 'x.pdf')), /Make pictures of its pages/)
})

test('a mail becomes a text without recipients, path and identifiers', async () => {
  const mail = Buffer.from(
    'Delivered-To: bob@example.com\r\nReceived: from a.example.org by mx.example.com; Thu, 13 Jun 2024 09:12:00 +0000\r\nFrom: Ann Lee <ann@example.org>\r\nTo: Bob Roe <bob@example.com>\r\nSubject: offer\r\nDate: Thu, 13 Jun 2024 09:12:00 +0000\r\nMessage-ID: <1@example.org>\r\nList-Unsubscribe: <https://lists.example.org/u/8f3a>\r\nX-Campaign: 77\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Read <a href="https://click.example.org/r?to=bob%40example.com">this</a> or write to ann@example.org.</p><img src="https://t.example.org/o.gif?u=8f3a" width="1" height="1"><!-- copy 12 -->\r\n',
  )
  const found = await inspectMarks(mail, 'x.eml')
  for (const code of [
    'mail.recipient',
    'mail.path',
    'mail.message-id',
    'mail.unsubscribe',
    'mail.other-field',
    'mail.link-with-recipient',
    'html.tracking-pixel',
    'html.link',
    'html.comment',
  ])
    assert.ok(codes(found).includes(code), code)
  const { bytes, left } = await nothingLeft(mail)
  assert.deepEqual(left, [])
  const text = Buffer.from(bytes).toString()
  assert.match(text, /^offer\n/)
  assert.doesNotMatch(text, /bob|ann@|8f3a|copy 12/)
})

test('HTML keeps its text, and loses what loads, hides or identifies', async () => {
  const html = Buffer.from(
    '<!DOCTYPE html><html><head><meta name="author" content="Ann Lee"><style>b{background:url(https://t.example.org/x?1)}</style></head><body><p data-copy="12" id="p1234567">Dear r\u200bea\u00a0der</p><div style="display:none">copy 12</div><img src="https://t.example.org/p?u=1" width=1><a href="https://example.org/a?u=1">more</a><script>1</script></body></html>',
  )
  const found = await inspectMarks(html, 'x.html')
  for (const code of [
    'html.author',
    'html.remote-content',
    'html.program-data',
    'html.hidden',
    'html.tracking-pixel',
    'html.link',
    'text.zero-width',
    'text.unusual-space',
  ])
    assert.ok(codes(found).includes(code), code)
  const { bytes, left } = await nothingLeft(html)
  assert.deepEqual(left, [])
  const text = Buffer.from(bytes).toString()
  assert.match(text, /<p>Dear rea der<\/p>/)
  assert.match(text, /<a href="https:\/\/example\.org\/a">more<\/a>/)
  assert.doesNotMatch(text, /copy 12|Ann/)
})

test('characters of a text', async () => {
  const text = Buffer.from(
    '\ufeffThe \u200bplan\u2009is “ready” and "done"  now. \r\nSee p\u0430ge 3\u00ad.\nFamily: \u{1f468}\u200d\u{1f469}\n',
  )
  const found = await inspectMarks(text, 'x.txt')
  assert.deepEqual(codes(found), [
    'text.byte-order-mark',
    'text.double-space',
    'text.line-end-space',
    'text.look-alike',
    'text.mixed-line-ends',
    'text.mixed-typography',
    'text.unusual-space',
    'text.zero-width',
  ])
  const mark = found.marks.find(({ code }) => code === 'text.look-alike')
  assert.equal(text.toString('utf8', mark?.range?.start, mark?.range?.end), 'p\u0430ge')
  const { bytes, left } = await nothingLeft(text)
  assert.deepEqual(left, [])
  assert.equal(
    Buffer.from(bytes).toString(),
    'The plan is "ready" and "done" now.\nSee page 3.\nFamily: \u{1f468}\u200d\u{1f469}\n',
  )
})

test('honest words of other scripts are no look-alikes', async () => {
  for (const word of ['Москва', 'naïve', 'Ελλάδα', 'Größe', 'شكرا', 'नमस्ते', 'می‌خواهم', 'X-лучи'])
    assert.deepEqual(codes(await inspectMarks(Buffer.from(`${word} und mehr\n`), 'x.txt')), [], word)
})

test('wording is always warned of, and nothing is ever called safe', async () => {
  for (const bytes of [
    Buffer.from('plain\n'),
    PDF(),
    await jpeg(),
    await docx(),
    Buffer.from('\0\x01\x02'),
  ]) {
    const found = await inspectMarks(bytes, 'x')
    assert.match(found.warnings[0] ?? '', /Wording/)
    assert.doesNotMatch(
      JSON.stringify([found.warnings, found.cleaning]),
      /\bis safe\b|\bharmless\b|\banonymous\b/i,
    )
  }
})

test('damaged and hostile files are told of, never thrown at', async () => {
  const whole = await docx()
  const seeds = [whole, await jpeg(), PDF(), Buffer.from('<p a="b'), Buffer.from('<!--'.repeat(500))]
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...seeds),
      fc.nat(),
      fc.nat(),
      fc.nat(255),
      async (seed, cut, at, byte) => {
        const bytes = Buffer.from(seed.subarray(0, 1 + (cut % seed.length)))
        bytes[at % bytes.length] = byte
        assert.equal((await inspectMarks(bytes, 'x')).kind, 'mark-inspection')
        await cleanCopy(bytes, 'x')
      },
    ),
    { numRuns: 60 },
  )
})

test('a package that claims to unpack to more than is read is not written again', async () => {
  const bytes = Buffer.from(await docx())
  // The size of the first member in the central directory (APPNOTE.TXT §4.3.12).
  const entry = bytes.indexOf('PK\u0001\u0002', undefined, 'latin1')
  bytes.writeUInt32LE(200 * 1024 * 1024, entry + 24)
  const found = await inspectMarks(bytes, 'x.docx')
  assert.ok(found.notRead.some((why) => /too large/.test(why)))
  assert.match(String(await cleanCopy(bytes, 'x.docx')), /could not be read as a whole/)
})
