import assert from 'node:assert/strict'
import { it } from 'node:test'
import { vbaModule, writeCompound } from '../../../testing/compound-writer.ts'
import { field, paragraph, relationshipsXml } from '../../../testing/office-writer.ts'
import { openFile, targets } from '../../../testing/open-file.ts'

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

it('reads a package written flat, its macros too', async () => {
  const vba = writeCompound([{ path: 'VBA/M', content: vbaModule('Sub Document_Open()\r\nEnd Sub') }])
  const part = (name: string, type: string, content: string): string =>
    `<pkg:part pkg:name="${name}" pkg:contentType="${type}"><pkg:xmlData>${content}</pkg:xmlData></pkg:part>`
  const opened = await openFile(
    'x.xml',
    '<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">' +
      part(
        '/word/_rels/document.xml.rels',
        'rels',
        relationshipsXml([{ id: 'r', type: 'attachedTemplate', target: 'https://evil.test/t' }]).replace(
          /^<\?.*?\?>/,
          '',
        ),
      ) +
      part(
        '/word/document.xml',
        WORD,
        `<w:document><w:body>${paragraph('Flat https://evil.test/flat')}</w:body></w:document>`,
      ) +
      `<pkg:part pkg:name="/word/vbaProject.bin" pkg:contentType="application/vnd.ms-office.vbaProject"><pkg:binaryData>${vba.toString('base64')}</pkg:binaryData></pkg:part></pkg:package>`,
  )
  assert.equal(opened.text, 'Flat https://evil.test/flat')
  assert.deepEqual(targets(opened), ['https://evil.test/flat', 'https://evil.test/t'])
  assert.deepEqual(opened.powers, ['macro', 'remote-content', 'auto-open'])
})

it('reads Word and Excel of 2003', async () => {
  const word = await openFile(
    'x.doc',
    `<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"><o:DocumentProperties><o:Title>T</o:Title></o:DocumentProperties><w:docSuppData><w:binData w:name="editdata.mso">QUJD</w:binData></w:docSuppData><w:body><w:p><w:hlink w:dest="https://evil.test/03"><w:r><w:t>Go</w:t></w:r></w:hlink></w:p><w:p>${field('INCLUDEPICTURE "https://pixel.test/p"', '')}</w:p></w:body></w:wordDocument>`,
  )
  assert.equal(word.text, 'Go')
  assert.deepEqual(
    word.links.map(({ href, text }) => [href, text]),
    [
      ['https://pixel.test/p', ''],
      ['https://evil.test/03', 'Go'],
    ],
  )
  assert.deepEqual(word.powers, ['macro', 'remote-content'])
  const sheet = await openFile(
    'x.xls',
    '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Row><Cell ss:HRef="https://evil.test/c"><Data>Open</Data></Cell><Cell><Data>2</Data></Cell></Row></Workbook>',
  )
  assert.equal(sheet.text, 'Open\t2')
  assert.deepEqual(targets(sheet), ['https://evil.test/c'])
})

it('reads flat OpenDocument, and leaves other XML to the text reader', async () => {
  const odt = await openFile(
    'x.fodt',
    '<?xml version="1.0"?><office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><text:p><text:a xlink:href="https://evil.test/f">x</text:a></text:p></office:document>',
  )
  assert.deepEqual(targets(odt), ['https://evil.test/f'])
  const other = await openFile('x.xml', '<?xml version="1.0"?><a>https://plain.example/</a>')
  assert.deepEqual(
    other.links.map(({ origin, href }) => [origin, href]),
    [['text', 'https://plain.example/']],
  )
})
