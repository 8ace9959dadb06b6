import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { writeDocx } from '../../testing/office-writer.ts'
import { writeZip } from '../../testing/zip-package-writer.ts'
import { openZip } from './formats/zip-members.ts'
import { sourceEdits, withEdits } from './master-text.ts'
import { readMaster } from './read-master.ts'

const what = (bytes: Uint8Array, name: string): string => {
  const read = readMaster(bytes, name)
  return 'kind' in read ? read.what : 'no trouble'
}
const DOCX = writeDocx({ body: '<w:p><w:r><w:rPr/><w:t>It is so.</w:t></w:r></w:p>' })

describe('reading masters', () => {
  it('refuses with the reason', () => {
    assert.match(what(Buffer.from('%PDF-1.7'), 'x.pdf'), /PDF/)
    assert.match(what(Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'x.docx'), /old kind, or protected/)
    assert.match(what(Buffer.from('{\\rtf1 x}'), 'x.rtf'), /RTF/)
    assert.match(what(Buffer.from('abc'), 'x'), /no ending/)
    assert.match(what(Buffer.from('abc'), 'x.docx'), /no \.docx/)
    assert.match(what(Buffer.from('a\0b'), 'x.txt'), /encoding/)
    assert.match(what(new Uint8Array(65 * 1024 * 1024), 'x.txt'), /64 MB/)
    assert.match(what(DOCX.subarray(0, DOCX.length - 30), 'x.docx'), /damaged/)
    assert.match(what(writeZip([{ name: 'a', content: 'b' }]), 'x.zip'), /neither/)
    assert.match(
      what(writeZip([{ name: 'word/document.xml', content: 'b', encrypted: true }]), 'x.docx'),
      /password/,
    )
    assert.match(
      what(writeZip([{ name: 'word/document.xml', content: '<x/>' }]), 'x.docx'),
      /WordprocessingML/,
    )
    assert.match(
      what(writeZip([{ name: 'word/document.xml', content: new Uint8Array(129 * 1024 * 1024) }]), 'x.docx'),
      /unpacks to more/,
    )
  })

  it('keeps what surrounds a zip and members written by streams', () => {
    const zip = writeZip(
      [
        { name: 'a', content: 'one', streamed: true },
        { name: 'b', content: 'two', streamed: true },
        { name: 'c', content: 'three', method: 'stored' },
      ],
      { before: Buffer.from('') },
    )
    const opened = openZip(zip)
    assert.ok(!('kind' in opened))
    const changed = openZip(opened.replace('b', Buffer.from('another and longer content')))
    assert.ok(!('kind' in changed))
    const text = (name: string): string => Buffer.from(changed.read(name) as Uint8Array).toString()
    assert.deepEqual(['a', 'b', 'c'].map(text), ['one', 'another and longer content', 'three'])
  })

  it('spaces letters of a run with properties, without, and with empty ones, in the order of the schema', () => {
    const run = (properties: string): string => `<w:p><w:r>${properties}<w:t>It is so.</w:t></w:r></w:p>`
    for (const [before, after] of [
      ['', '<w:rPr><w:spacing w:val="2"/></w:rPr>'],
      ['<w:rPr/>', '<w:rPr><w:spacing w:val="2"/></w:rPr>'],
      [
        '<w:rPr><w:b/><w:sz w:val="22"/></w:rPr>',
        '<w:rPr><w:b/><w:spacing w:val="2"/><w:sz w:val="22"/></w:rPr>',
      ],
      ['<w:rPr><w:b/></w:rPr>', '<w:rPr><w:b/><w:spacing w:val="2"/></w:rPr>'],
    ] as const) {
      const master = readMaster(writeDocx({ body: run(before) }), 'x.docx')
      assert.ok(!('kind' in master))
      const source = withEdits(master.source, master.blocks[0]!.layout!.edits)
      assert.ok(source.includes(run(after)), source)
      const again = readMaster(master.write(source), 'x.docx')
      assert.ok(!('kind' in again))
      assert.equal(again.blocks[0]?.layout?.state, 1)
    }
  })

  it('changes words across runs of one look, and writes references', () => {
    const body =
      '<w:p><w:r w:rsidR="00A1"><w:t xml:space="preserve">We loo</w:t></w:r><w:r w:rsidR="00B2"><w:t xml:space="preserve">ked &amp; went</w:t></w:r></w:p>'
    const master = readMaster(writeDocx({ body }), 'x.docx')
    assert.ok(!('kind' in master))
    const block = master.blocks[0]!
    assert.equal(block.text, 'We looked & went')
    const edits = sourceEdits(master, block, { start: 3, end: 11 }, 'saw <')
    assert.ok(edits)
    assert.ok(
      withEdits(master.source, edits).includes(
        '<w:t xml:space="preserve">We saw &lt;</w:t></w:r><w:r w:rsidR="00B2"><w:t xml:space="preserve"> went</w:t>',
      ),
    )
  })

  it('reads Windows-1252 and UTF-16 and writes them back', () => {
    for (const bytes of [
      Buffer.from('Er schläft – nicht.', 'latin1'),
      Buffer.from('\ufeffEr schläft.', 'utf16le'),
    ]) {
      const master = readMaster(bytes, 'x.txt')
      assert.ok(!('kind' in master))
      assert.deepEqual(Buffer.from(master.write(master.source)), bytes)
    }
  })
})
