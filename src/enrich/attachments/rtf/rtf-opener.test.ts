import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { packagedFile, writeCompound } from '../../../testing/compound-writer.ts'
import { codes, openFile, targets } from '../../../testing/open-file.ts'

const rtf = (body: string): string =>
  `{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204 Arial;}}${body}}`

/** An OLE 1.0 object as RTF carries it ([MS-OLEDS] §2.2). */
function oldObject(className: string, content: Buffer, topic = '', format = 2): Buffer {
  const long = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    bytes.writeUInt32LE(value)
    return bytes
  }
  const text = (value: string): Buffer =>
    value === '' ? long(0) : Buffer.concat([long(value.length + 1), Buffer.from(`${value}\0`)])
  const head = Buffer.concat([long(0x501), long(format), text(className), text(topic), text('')])
  return format === 1 ? head : Buffer.concat([head, long(content.length), content])
}

describe('an RTF file', () => {
  it('gives text with code pages, Unicode and hidden text left out', async () => {
    const opened = await openFile(
      'x.rtf',
      rtf(
        `Caf\\'e9 {\\f1 \\'cf\\'f0\\'e8} \\u8364?\\u-10179?\\u-8704? {\\v hidden} {\\fs2 tiny}\\par Second\\tab line{\\*\\unknown not shown}{\\info{\\title T}}`,
      ),
    )
    assert.equal(opened.text, 'Café При €😀\nSecond\tline')
    assert.equal(opened.metadata.title, 'T')
  })

  it('tells fields with their text and their place', async () => {
    const body =
      '{\\field{\\*\\fldinst{ HYPERLINK "https://evil.test/rtf" }}{\\fldrslt{\\ul https://bank.example}}} and https://plain.example/x'
    const text = rtf(body)
    const opened = await openFile('x.rtf', text)
    const [link, plain] = opened.links
    assert.equal(link?.origin, 'rtf-field')
    assert.equal(link?.text, 'https://bank.example')
    assert.deepEqual(link?.traits, ['text-host-differs'])
    assert.equal(text.slice(link?.range.start, link?.range.end).includes('https://evil.test/rtf'), true)
    assert.ok((link?.range.end ?? 0) < text.length - 10)
    assert.equal(plain?.href, 'https://plain.example/x')
  })

  it('tells a remote template, pictures by address, and links that update by themselves', async () => {
    const opened = await openFile(
      'x.rtf',
      rtf(
        '{\\*\\template https://evil.test/t.dotm}{\\shp{\\*\\shpinst{\\sp{\\sn pibName}{\\sv https://pixel.test/p.png}}}}' +
          `{\\object\\objautlink\\objupdate{\\*\\objclass Word.Document.8}{\\*\\objdata ${oldObject('Word.Document.8', Buffer.alloc(0), 'https://evil.test/o.doc', 1).toString('hex')}}}`,
      ),
    )
    assert.deepEqual(
      opened.links.map(({ origin, href }) => [origin, href]),
      [
        ['office-template', 'https://evil.test/t.dotm'],
        ['rtf-field', 'https://pixel.test/p.png'],
        ['rtf-field', 'https://evil.test/o.doc'],
      ],
    )
    assert.deepEqual(opened.powers, ['remote-content', 'auto-open'])
  })

  it('opens packed files, through the ways to hide the digits', async () => {
    const object = oldObject(
      'Package',
      packagedFile('x.vbs', 'C:\\x.vbs', Buffer.from('MsgBox 1')).subarray(4),
    )
    const hex = object.toString('hex')
    const spaced = hex.replace(/../g, '$& \r\n\t')
    const nested = `${hex.slice(0, 20)}{\\*\\zz ffff}{${hex.slice(20, 40)}}\\par ${hex.slice(40)}`
    const binary = `${hex.slice(0, 10)}\\bin${object.length - 5} `
    const raw = Buffer.concat([
      Buffer.from(`{\\rtf1{\\object\\objemb{\\*\\objdata ${binary}`, 'latin1'),
      object.subarray(5),
      Buffer.from('}}}', 'latin1'),
    ])
    for (const content of [
      rtf(`{\\object\\objemb{\\*\\objdata ${hex}}}`),
      rtf(`{\\object\\objemb{\\*\\objdata ${spaced}}}`),
      rtf(`{\\object\\objemb{\\*\\objdata ${nested}}}`),
      raw,
    ]) {
      const opened = await openFile('x.doc', content)
      assert.deepEqual(
        opened.files.map(({ path, size, active }) => [path, size, active]),
        [['x.vbs', 8, true]],
      )
      assert.deepEqual(opened.powers, ['script', 'embedded-program'])
    }
  })

  it('opens compound objects and knows the Equation Editor', async () => {
    const inner = writeCompound([
      { path: '\u0001Ole10Native', content: packagedFile('a.txt', 'a.txt', Buffer.from('inner')) },
    ])
    const opened = await openFile(
      'x.rtf',
      rtf(
        `{\\object{\\*\\objdata ${oldObject('OLE2Link', inner).toString('hex')}}}{\\object{\\*\\objdata ${oldObject('Equation.3', Buffer.alloc(60, 65)).toString('hex')}}}`,
      ),
    )
    assert.equal(opened.text, 'inner')
    assert.ok(opened.powers.includes('embedded-program'))
    assert.deepEqual(codes(opened), ['attachment.unsupported'])
  })

  it('gives the HTML that Outlook wrapped', async () => {
    const opened = await openFile(
      'x.rtf',
      '{\\rtf1\\ansi\\fromhtml1{\\*\\htmltag64 <a href="https://evil.test/h">}\\htmlrtf {\\b\\htmlrtf0 Click\\htmlrtf }\\htmlrtf0 {\\*\\htmltag72 </a>}}',
    )
    assert.equal(opened.text, 'Click')
    assert.deepEqual(
      opened.links.map(({ origin, href, text }) => [origin, href, text]),
      [['html-anchor', 'https://evil.test/h', 'Click']],
    )
  })

  it('reads metadata and says that groups are not closed', async () => {
    const opened = await openFile(
      'x.rtf',
      '{\\rtf1{\\info{\\author Mia}{\\operator Jo}{\\creatim\\yr2024\\mo3\\dy5\\hr10\\min12}{\\*\\company Union}}{\\*\\generator Writer 1;}{\\*\\rsidtbl \\rsid255\\rsid4096}{\\*\\revtbl{Unknown;}{Lee Fox;}}{\\b Text',
    )
    assert.deepEqual(opened.metadata, {
      author: 'Mia',
      lastModifiedBy: 'Jo',
      created: Date.UTC(2024, 2, 5, 10, 12),
      company: 'Union',
      program: 'Writer 1',
      people: ['Unknown', 'Lee Fox'],
      rsids: ['000000FF', '00001000'],
    })
    assert.equal(opened.text, 'Text')
    assert.equal(opened.complete, false)
    assert.deepEqual(codes(opened), ['attachment.damaged'])
  })

  it('never stops with an error, whatever the tokens', async () => {
    const piece = fc.constantFrom(
      '{',
      '}',
      '\\',
      "\\'",
      '\\u',
      '\\u65 ',
      '\\bin3 ',
      '\\bin',
      '\\*',
      '\\objdata ',
      '\\object',
      '\\field',
      '\\fldinst ',
      '\\fldrslt ',
      'HYPERLINK "https://a.test/"',
      '0105',
      'd0cf11e0',
      '\\uc0',
      '\\f1',
      '\\fonttbl',
      '\\fromhtml1',
      '\\htmltag ',
      '\r\n',
      'é',
      '\\info',
      '\\yr2024',
    )
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 80 }), async (pieces) => {
        const opened = await openFile('x.rtf', `{\\rtf1${pieces.join('')}`)
        assert.deepEqual(
          opened.issues.filter(({ detail }) => detail.includes('reader stopped')),
          [],
        )
        assert.ok(targets(opened).length <= pieces.length)
      }),
      { numRuns: 300 },
    )
  })
})
