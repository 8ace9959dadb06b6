import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import type { OpenedAttachment } from '../../../model/attachment.ts'
import { onePage, type PageOptions, textAt, updatePdf, writePdf } from '../../../testing/pdf-writer.ts'
import { openAttachment } from '../open-attachment.ts'

const opened = (bytes: Uint8Array, recipients: readonly string[] = []): Promise<OpenedAttachment> =>
  openAttachment({ part: '2', name: 'letter.pdf', declaredType: 'application/pdf', bytes }, { recipients })
const onePagePdf = (options: PageOptions): Buffer => writePdf(onePage(options))
const link = (rect: string, action: string): string =>
  `<</Type/Annot/Subtype/Link/Rect[${rect}]/A<<${action}>>>>`

test('a link annotation is told with page, box, visible text and the place of its bytes', async () => {
  const bytes = onePagePdf({
    content: textAt(100, 700, 'Sign in at bank.example.org now'),
    page: '/Annots[6 0 R]',
    more: [link('95 695 300 715', '/S/URI/URI(https://evil.example.net/login?to=alice@example.com)')],
  })
  const result = await opened(bytes, ['alice@example.com'])
  assert.deepEqual(result.issues, [])
  assert.equal(result.complete, true)
  assert.equal(result.encrypted, false)
  assert.equal(result.metadata.pages, 1)
  assert.equal(result.text, 'Sign in at bank.example.org now')
  const found = result.links.find(({ origin }) => origin === 'pdf-annotation')
  assert.equal(found?.url, 'https://evil.example.net/login?to=alice@example.com')
  assert.deepEqual(found?.place, { page: 1, box: [95, 77, 300, 97] })
  assert.equal(found?.text, 'Sign in at bank.example.org now')
  assert.equal(found?.visible, true)
  assert.equal(found?.range.of, '2')
  const quoted = bytes.toString('latin1', found?.range.start, found?.range.end)
  assert.equal(quoted, '(https://evil.example.net/login?to=alice@example.com)')
  assert.ok(found?.traits.includes('recipient-in-url'))
})

test('the text over a link that names another host is a trait', async () => {
  const result = await opened(
    onePagePdf({
      content: textAt(100, 700, 'https://bank.example.org/'),
      page: '/Annots[6 0 R]',
      more: [link('95 695 300 715', '/S/URI/URI(https://evil.test/)')],
    }),
  )
  const found = result.links.find(({ origin }) => origin === 'pdf-annotation')
  assert.equal(found?.textHost?.host, 'bank.example.org')
  assert.ok(found?.traits.includes('text-host-differs'))
})

test('boxes follow crop box and rotation', async () => {
  const boxes: [string, readonly number[]][] = [
    ['/CropBox[100 100 500 600]', [50, 380, 150, 400]],
    ['/Rotate 90/CropBox[100 100 500 600]', [100, 50, 120, 150]],
    ['/Rotate 180/CropBox[100 100 500 600]', [250, 100, 350, 120]],
    ['/Rotate -90/CropBox[100 100 500 600]', [380, 250, 400, 350]],
  ]
  for (const [page, box] of boxes) {
    const result = await opened(
      onePagePdf({
        page: `${page}/Annots[6 0 R]`,
        more: [link('150 200 250 220', '/S/URI/URI(https://a.example.org/)')],
      }),
    )
    assert.deepEqual(result.links[0]?.place, { page: 1, box }, page)
  }
})

test('URLs in the text are links, put together where a line break cuts them', async () => {
  const result = await opened(
    onePagePdf({
      content:
        textAt(72, 700, 'Please confirm at https://portal.example.org/account/') +
        textAt(72, 686, 'verify?id=12345&step=2 before Friday.') +
        textAt(72, 650, 'Or see www.example.com for help.') +
        textAt(72, 636, 'Thank you.'),
    }),
  )
  assert.deepEqual(
    result.links.map(({ origin, url }) => [origin, url]),
    [
      ['pdf-text', 'https://portal.example.org/account/verify?id=12345&step=2'],
      ['pdf-text', 'http://www.example.com/'],
    ],
  )
  const [first] = result.links
  assert.equal(first?.place?.page, 1)
  const [left = 0, top = 0, right = 0, bottom = 0] = first?.place?.box ?? []
  assert.ok(
    left < 80 && right > 300 && top > 75 && top < 95 && bottom > 100 && bottom < 115,
    `${first?.place?.box}`,
  )
})

test('a text that stands below a full URL is not taken into it', async () => {
  const result = await opened(
    onePagePdf({
      content:
        textAt(72, 700, 'Visit https://portal.example.org') +
        textAt(72, 686, 'Regards, the team of the portal'),
    }),
  )
  assert.deepEqual(
    result.links.map(({ url }) => url),
    ['https://portal.example.org/'],
  )
})

test('a link that stands in the text and under an annotation is told once', async () => {
  const result = await opened(
    onePagePdf({
      content: textAt(72, 700, 'https://portal.example.org'),
      page: '/Annots[6 0 R]',
      more: [link('70 695 300 715', '/S/URI/URI(https://portal.example.org/)')],
    }),
  )
  assert.deepEqual(
    result.links.map(({ origin }) => origin),
    ['pdf-annotation'],
  )
})

test('every action that acts or points outside is told', async () => {
  const cases: [string, PageOptions, readonly string[], readonly (string | undefined)[]][] = [
    [
      'script on opening',
      { catalog: '/OpenAction<</S/JavaScript/JS(app.launchURL\\("https://js.example.org/x", true\\))>>' },
      ['script', 'auto-open'],
      ['https://js.example.org/x'],
    ],
    [
      'script in a stream, by name',
      {
        catalog: '/Names<</JavaScript<</Kids[<</Names[(a)<</S/JavaScript/JS 6 0 R>>]>>]>>>>',
        more: [{ dict: '', data: 'this.submitForm("https://js.example.org/y")' }],
      },
      ['script', 'auto-open'],
      ['https://js.example.org/y'],
    ],
    [
      'launch',
      {
        page: '/Annots[6 0 R]',
        more: [
          link('0 0 9 9', '/S/Launch/F(cmd.exe)/Win<</F(cmd.exe)/P(/c start https://l.example.org/z)>>'),
        ],
      },
      ['launch'],
      ['https://l.example.org/z'],
    ],
    [
      'launch of a share',
      {
        page: '/Annots[6 0 R]',
        more: [link('0 0 9 9', '/S/Launch/F(\\\\\\\\host.example.org\\\\share\\\\a.exe)')],
      },
      ['launch', 'remote-content'],
      ['file://host.example.org/share/a.exe'],
    ],
    [
      'remote file on opening a page',
      { page: '/AA<</O<</S/GoToE/F<</F(//smb.example.org/share/doc.pdf)>>>>>>' },
      ['remote-content', 'auto-open'],
      ['file://smb.example.org/share/doc.pdf'],
    ],
    [
      'form that sends',
      {
        catalog: '/AcroForm<</Fields[6 0 R]>>',
        page: '/Annots[6 0 R]',
        more: [
          '<</Subtype/Widget/FT/Btn/Rect[10 10 90 30]/A<</S/SubmitForm/F<</FS/URL/F(https://form.example.org/take)>>>>>>',
        ],
      },
      ['form-submission'],
      ['https://form.example.org/take'],
    ],
    [
      'action after an action',
      {
        page: '/Annots[6 0 R]',
        more: [link('0 0 9 9', '/S/GoTo/D[3 0 R/Fit]/Next[<</S/URI/URI(https://next.example.org/)>>]')],
      },
      [],
      ['https://next.example.org/'],
    ],
    [
      'key written with escapes',
      { page: '/Annots[6 0 R]', more: [link('0 0 9 9', '/#53/#55R#49/#55RI(https://esc.example.org/)')] },
      [],
      ['https://esc.example.org/'],
    ],
    [
      'bookmark',
      { catalog: '/Outlines<</First<</Title(Open me)/A<</S/URI/URI(https://mark.example.org/)>>>>>>' },
      [],
      ['https://mark.example.org/'],
    ],
    [
      'base address',
      {
        catalog: '/URI<</Base(https://base.example.org/a/)>>',
        page: '/Annots[6 0 R]',
        more: [link('0 0 9 9', '/S/URI/URI(b?c)')],
      },
      [],
      ['https://base.example.org/a/b?c'],
    ],
    [
      'XFA',
      {
        catalog: '/AcroForm<</XFA[(template)6 0 R]>>',
        more: [
          {
            dict: '',
            data: '<x><script>xfa.host.gotoURL("https://xs.example.org/")</script><submit target="https://xfa.example.org/?a=1&amp;b=2"/></x>',
          },
        ],
      },
      ['script', 'form-submission'],
      ['https://xfa.example.org/?a=1&b=2', 'https://xs.example.org/'],
    ],
  ]
  for (const [name, options, powers, urls] of cases) {
    const result = await opened(onePagePdf(options))
    assert.deepEqual(result.powers, powers, name)
    assert.deepEqual(
      result.links.map(({ url }) => url),
      urls,
      name,
    )
    assert.deepEqual(result.issues, [], name)
  }
})

test('a link that only moves inside the document is none', async () => {
  const result = await opened(
    onePagePdf({ page: '/Annots[6 0 R]', more: [link('0 0 9 9', '/S/GoToR/F(other.pdf)/D(x)')] }),
  )
  assert.deepEqual([result.links, result.powers], [[], []])
})

test('hidden annotations, unreachable objects and older versions are told as not visible', async () => {
  const hidden = await opened(
    onePagePdf({
      page: '/Annots[6 0 R 7 0 R]',
      more: [
        '<</Subtype/Link/F 2/Rect[0 0 90 90]/A<</S/URI/URI(https://hidden.example.org/)>>>>',
        link('5 5 5 5', '/S/URI/URI(https://dot.example.org/)'),
        link('0 0 90 90', '/S/URI/URI(https://orphan.example.org/)'),
      ],
    }),
  )
  assert.deepEqual(
    hidden.links.map(({ url, visible, place }) => [url, visible, place?.page]),
    [
      ['https://hidden.example.org/', false, 1],
      ['https://dot.example.org/', false, 1],
      ['https://orphan.example.org/', false, undefined],
    ],
  )
  const first = onePagePdf({
    page: '/Annots[6 0 R]',
    more: [link('0 0 90 90', '/S/URI/URI(https://old.example.org/)')],
  })
  const updated = await opened(
    updatePdf(first, [{ num: 6, text: link('0 0 90 90', '/S/URI/URI(https://new.example.org/)') }]),
  )
  assert.deepEqual(
    updated.links.map(({ url, visible }) => [url, visible]),
    [
      ['https://new.example.org/', true],
      ['https://old.example.org/', false],
    ],
  )
  assert.equal(updated.metadata.updates, 1)
})

test('objects in object streams are read, with a table in a stream', async () => {
  const objects = onePage({
    content: textAt(72, 700, 'Hello'),
    page: '/Annots[6 0 R]',
    more: [link('0 0 90 90', '/S/URI/URI(https://packed.example.org/)')],
  })
  const bytes = writePdf(objects, { packed: true })
  assert.equal(bytes.includes('packed.example.org'), false)
  const result = await opened(bytes)
  assert.deepEqual(result.links[0]?.url, 'https://packed.example.org/')
  assert.deepEqual(result.links[0]?.place?.page, 1)
  assert.equal(result.text, 'Hello')
  assert.deepEqual(result.issues, [])
})

test('a file with an empty user password is opened, by every method', async () => {
  const objects = onePage({
    content: textAt(72, 700, 'Secret letter'),
    page: '/Annots[6 0 R]',
    more: [link('0 0 90 90', '/S/URI/URI(https://inside.example.org/)'), '<</Title(A title)>>'],
  })
  for (const method of ['rc4-40', 'rc4-128', 'aes-128', 'aes-256'] as const)
    for (const packed of [false, true]) {
      const bytes = writePdf(objects, { encryption: { method }, packed, trailer: '/Info 7 0 R' })
      assert.equal(bytes.includes('inside.example.org'), false)
      const result = await opened(bytes)
      assert.deepEqual(result.issues, [], method)
      assert.equal(result.encrypted, true)
      assert.equal(result.complete, true)
      assert.deepEqual(
        result.links.map(({ url }) => url),
        ['https://inside.example.org/'],
        method,
      )
      assert.equal(result.metadata.title, 'A title')
      assert.equal(result.text, 'Secret letter', method)
    }
})

test('a file that needs a password is said to be encrypted and nothing is guessed', async () => {
  const objects = onePage({ content: textAt(72, 700, 'Secret') })
  for (const method of ['rc4-40', 'rc4-128', 'aes-128', 'aes-256'] as const) {
    const result = await opened(writePdf(objects, { encryption: { method, password: 'guess' } }))
    assert.equal(result.encrypted, true)
    assert.equal(result.complete, false)
    assert.deepEqual(
      result.issues.map(({ code }) => code),
      ['attachment.encrypted'],
    )
    assert.deepEqual([result.links, result.text], [[], ''])
  }
})

test('attached files are opened like attachments of the mail', async () => {
  const inner = onePagePdf({
    page: '/Annots[6 0 R]',
    more: [link('0 0 90 90', '/S/URI/URI(https://inner.example.org/)')],
  })
  const result = await opened(
    onePagePdf({
      catalog: '/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>',
      page: '/Annots[8 0 R]',
      more: [
        '<</Type/Filespec/F(invoice.pdf)/UF(invoice.pdf)/EF<</F 7 0 R/UF 7 0 R>>>>',
        { dict: '/Type/EmbeddedFile', data: inner },
        '<</Subtype/FileAttachment/Rect[0 0 9 9]/FS<</F(run.exe)/EF<</F 9 0 R>>>>>>',
        { dict: '', data: `MZ${'\0'.repeat(200)}`, deflate: false },
      ],
    }),
  )
  assert.deepEqual(
    result.files.map(({ path, mediaType, active }) => [path, mediaType, active]),
    [
      ['run.exe', 'application/vnd.microsoft.portable-executable', true],
      ['invoice.pdf', 'application/pdf', false],
    ],
  )
  assert.deepEqual(result.powers, ['embedded-program'])
  const [found] = result.links
  assert.equal(found?.url, 'https://inner.example.org/')
  assert.deepEqual(found?.place, { page: 1, box: [0, 702, 90, 792], file: 'invoice.pdf' })
})

test('what the file says of itself is told', async () => {
  const xmp =
    '<rdf:Description xmpMM:InstanceID="uuid:instance-1"><xmpMM:DocumentID>uuid:document-1</xmpMM:DocumentID>' +
    '<dc:creator><rdf:Seq><rdf:li>A. &amp; B. Writer</rdf:li></rdf:Seq></dc:creator></rdf:Description>'
  const objects = onePage({
    catalog: '/Metadata 6 0 R',
    more: [
      { dict: '/Type/Metadata/Subtype/XML', data: xmp, deflate: false },
      "<</Title<feff00c4>/Creator(Writer 1)/Producer(Maker 2)/CreationDate(D:20240506070809+02'00')/ModDate(D:2024)>>",
    ],
  })
  const { metadata } = await opened(writePdf(objects, { trailer: '/Info 7 0 R' }))
  assert.deepEqual(metadata, {
    title: 'Ä',
    author: 'A. & B. Writer',
    program: 'Writer 1 (Maker 2)',
    created: Date.UTC(2024, 4, 6, 5, 8, 9),
    modified: Date.UTC(2024, 0, 1),
    pages: 1,
    pdfId: ['0123456789abcdef0123456789abcdef', '00112233445566778899aabbccddeeff'],
    xmpDocumentId: 'uuid:document-1',
    xmpInstanceId: 'uuid:instance-1',
  })
})

test('damaged files give what can be read', async () => {
  const objects = onePage({
    content: textAt(72, 700, 'Hello'),
    page: '/Annots[6 0 R]',
    more: [link('0 0 90 90', '/S/URI/URI(https://here.example.org/)')],
  })
  const whole = writePdf(objects)
  const damaged: [string, Buffer, boolean][] = [
    ['wrong table', writePdf(objects, { table: 'wrong' }), true],
    ['no table', writePdf(objects, { table: 'none' }), true],
    ['bytes before the header', Buffer.concat([Buffer.from('\r\n\r\n'), whole]), true],
    ['cut off', whole.subarray(0, whole.indexOf('xref')), true],
    ['cut in the action', whole.subarray(0, whole.indexOf('/URI(') + 40), true],
    ['no object at all', Buffer.from('%PDF-1.4 << /S /URI /URI (https://here.example.org/) >>'), false],
    [
      'objects in the data of a stream',
      Buffer.from(
        '%PDF-1.4\n1 0 obj<</Length 99>>stream\n2 0 obj<</S/URI/URI(https://here.example.org/)>>endobj\nendstream',
      ),
      false,
    ],
  ]
  for (const [name, bytes, placed] of damaged) {
    const result = await opened(bytes)
    assert.deepEqual(
      result.links.map(({ url, place }) => [url, place?.page]),
      [['https://here.example.org/', placed ? 1 : undefined]],
      name,
    )
  }
})

test('a damaged object stream gives the objects before the damage', async () => {
  const action = '<</S/URI/URI(https://partly.example.org/)>>'
  const text = `6 0 7 ${action.length + 1} ${action} ${Array.from({ length: 4000 }, (_, i) => (i * 7919) % 10007).join(' ')}`
  const packed = deflateSync(Buffer.from(text))
  packed.fill(0xff, packed.length - 900)
  const first = text.indexOf('<')
  const bytes = Buffer.concat([
    Buffer.from(
      `%PDF-1.5\n9 0 obj<</Type/ObjStm/N 2/First ${first}/Filter/FlateDecode/Length ${packed.length}>>stream\n`,
    ),
    packed,
    Buffer.from('\nendstream endobj'),
  ])
  const result = await opened(bytes)
  assert.deepEqual(
    result.links.map(({ url }) => url),
    ['https://partly.example.org/'],
  )
  assert.ok(result.issues.some(({ detail }) => detail.includes('Object stream 9')))
  assert.equal(result.complete, false)
})
