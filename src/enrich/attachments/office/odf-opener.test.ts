import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { writeOdt } from '../../../testing/office-writer.ts'
import { codes, openFile, targets } from '../../../testing/open-file.ts'

describe('an OpenDocument text', () => {
  it('gives text, links with their text, and metadata', async () => {
    const opened = await openFile(
      'x.odt',
      writeOdt({
        body:
          '<text:p>One<text:s text:c="2"/>two<text:tab/>three</text:p>' +
          '<text:p><text:a xlink:href="https://evil.test/a">https://bank.example/</text:a> and https://plain.example/b.</text:p>' +
          '<text:tracked-changes><text:deletion><text:p>gone</text:p></text:deletion></text:tracked-changes>',
        meta:
          '<dc:title>Plan</dc:title><meta:initial-creator>Mia</meta:initial-creator><dc:creator>Jo</dc:creator>' +
          '<meta:creation-date>2024-03-05T10:12:00.123456789</meta:creation-date><meta:generator>LibreOffice/7.6</meta:generator>' +
          '<meta:document-statistic meta:page-count="2"/>',
      }),
    )
    assert.equal(opened.text, 'One  two\tthree\nhttps://bank.example/ and https://plain.example/b.')
    assert.deepEqual(
      opened.links.map(({ origin, href, traits }) => [origin, href, traits]),
      [
        ['office-relationship', 'https://evil.test/a', ['text-host-differs']],
        ['office-text', 'https://plain.example/b', []],
      ],
    )
    assert.deepEqual(opened.metadata, {
      title: 'Plan',
      author: 'Mia',
      lastModifiedBy: 'Jo',
      created: Date.UTC(2024, 2, 5, 10, 12),
      program: 'LibreOffice/7.6',
      pages: 2,
    })
    assert.equal(opened.complete, true)
  })

  it('tells macros, events, what is loaded, forms and DDE', async () => {
    const opened = await openFile(
      'x.odt',
      writeOdt({
        body:
          '<office:event-listeners><script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic"/></office:event-listeners>' +
          '<draw:image xlink:href="https://pixel.test/i.png"/><draw:image xlink:href="Pictures/a.png"/>' +
          '<form:form xlink:href="https://collect.test/post"/><text:dde-connection-decl/>',
        parts: [{ name: 'Basic/Standard/M.xml', content: '<script:module>Sub Main</script:module>' }],
      }),
    )
    assert.deepEqual(opened.powers, [
      'macro',
      'remote-content',
      'form-submission',
      'auto-open',
      'external-data',
    ])
    assert.deepEqual(targets(opened), ['https://pixel.test/i.png', 'https://collect.test/post'])
  })

  it('says that it is encrypted', async () => {
    const opened = await openFile(
      'x.odt',
      writeOdt({
        body: '',
        manifest: '<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>',
      }),
    )
    assert.equal(opened.encrypted, true)
    assert.deepEqual(codes(opened), ['attachment.encrypted'])
  })
})
