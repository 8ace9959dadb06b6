import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { codes, openFile, targets } from '../../../testing/open-file.ts'
import { writeZip } from '../../../testing/zip-package-writer.ts'

/** A tar archive of these files. */
function writeTar(
  files: readonly {
    readonly name: string
    readonly content: string
    readonly type?: string
    readonly target?: string
  }[],
): Buffer {
  const blocks = files.flatMap(({ name, content, type, target }) => {
    const header = Buffer.alloc(512)
    header.write(name, 0, 100)
    header.write('0000644\0', 100)
    header.write(`${Buffer.byteLength(content).toString(8).padStart(11, '0')}\0`, 124)
    header.write(type ?? '0', 156)
    header.write(target ?? '', 157, 100)
    header.write('ustar\u000000', 257)
    header.fill(32, 148, 156)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    const data = Buffer.alloc(Math.ceil(Buffer.byteLength(content) / 512) * 512)
    data.write(content)
    return [header, data]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1_024)])
}

describe('a zip', () => {
  it('lists and opens every file, with links at their place', async () => {
    const opened = await openFile(
      'a.zip',
      writeZip([
        { name: 'docs/', content: '', method: 'stored' },
        { name: 'docs/a.txt', content: 'https://a.test/1' },
        { name: 'b.html', content: '<a href="https://b.test/2">x</a>', method: 'stored' },
        {
          name: 'in.zip',
          content: writeZip([{ name: 'c.txt', content: 'https://c.test/3' }]),
          streamed: true,
        },
      ]),
    )
    assert.deepEqual(
      opened.files.map(({ path, size, active }) => [path, size, active]),
      [
        ['docs/a.txt', 16, false],
        ['b.html', 32, true],
        ['in.zip', opened.files[2]?.size, false],
        ['in.zip/c.txt', 16, false],
      ],
    )
    assert.deepEqual(
      opened.links.map(({ href, place }) => [href, place?.file]),
      [
        ['https://a.test/1', 'docs/a.txt'],
        ['https://b.test/2', 'b.html'],
        ['https://c.test/3', 'in.zip/c.txt'],
      ],
    )
    assert.equal(opened.complete, true)
  })

  it('lists what is encrypted by name and does not open it', async () => {
    const opened = await openFile(
      'a.zip',
      writeZip([
        { name: 'invoice.exe', content: 'x', encrypted: true },
        { name: 'a.txt', content: 'open' },
      ]),
    )
    assert.equal(opened.encrypted, true)
    assert.deepEqual(opened.powers, ['embedded-program'])
    assert.equal(opened.text, 'invoice.exe\nopen')
    assert.deepEqual(codes(opened), ['attachment.encrypted'])
    assert.equal(opened.complete, false)
  })

  it('finds files that are not in the list, and reads without any list', async () => {
    const members = [
      { name: 'seen.txt', content: 'https://seen.test/' },
      { name: 'unseen.txt', content: 'https://unseen.test/', unlisted: true, streamed: true },
    ]
    const both = await openFile('a.zip', writeZip(members))
    assert.deepEqual(targets(both), ['https://seen.test/', 'https://unseen.test/'])
    assert.deepEqual(codes(both), ['attachment.damaged'])
    const none = await openFile('a.zip', writeZip(members, { noDirectory: true }))
    assert.deepEqual(targets(none), ['https://seen.test/', 'https://unseen.test/'])
    assert.equal(none.complete, false)
  })

  it('does not take a zip stored inside for unlisted files', async () => {
    const inner = writeZip([{ name: 'c.txt', content: 'deep' }])
    const opened = await openFile('a.zip', writeZip([{ name: 'in.zip', content: inner, method: 'stored' }]))
    assert.deepEqual(codes(opened), [])
    assert.deepEqual(
      opened.files.map(({ path }) => path),
      ['in.zip', 'in.zip/c.txt'],
    )
  })

  it('shows names that lead out or hide their end, and follows none', async () => {
    const opened = await openFile(
      'a.zip',
      writeZip([
        { name: '../../etc/cron.d/x', content: 'a' },
        { name: 'invoice\u202efdp.exe', content: 'b' },
      ]),
    )
    assert.deepEqual(
      opened.files.map(({ path }) => path),
      ['../../etc/cron.d/x', 'invoice\u202efdp.exe'],
    )
    assert.ok(opened.issues.some(({ detail }) => detail.includes('lead out of the folder')))
    assert.ok(opened.issues.some(({ code }) => code === 'attachment.type-mismatch'))
  })

  it('says which method it does not read', async () => {
    const opened = await openFile('a.zip', writeZip([{ name: 'a.js', content: 'x', method: 'unknown' }]))
    assert.deepEqual(codes(opened), ['attachment.unsupported'])
    assert.deepEqual(opened.powers, ['embedded-program'])
  })

  it('is read with a program before it', async () => {
    const opened = await openFile(
      'a.zip',
      writeZip([{ name: 'a.txt', content: 'https://a.test/' }], { before: Buffer.from('PK\u0003\u0004') }),
    )
    assert.deepEqual(targets(opened), ['https://a.test/'])
  })

  it('never stops with an error, wherever it is broken', async () => {
    const whole = writeZip([
      { name: 'a.txt', content: 'https://a.test/' },
      { name: 'b.txt', content: 'text '.repeat(50), streamed: true },
      {
        name: 'c.docx',
        content: writeZip([
          { name: '[Content_Types].xml', content: '<Types/>' },
          { name: 'word/document.xml', content: '<w:document/>' },
        ]),
      },
    ])
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 12 }),
        fc.nat(whole.length),
        async (changes, cut) => {
          const broken = Buffer.from(whole)
          for (const [at, value] of changes) broken[at] = value
          for (const bytes of [broken, broken.subarray(0, cut)]) {
            const opened = await openFile('a.zip', bytes)
            assert.deepEqual(
              opened.issues.filter(({ detail }) => detail.includes('reader stopped')),
              [],
            )
          }
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('other archives', () => {
  it('opens gzip and tar, and does not follow links', async () => {
    const tar = writeTar([
      { name: 'a/b.txt', content: 'https://a.test/tar' },
      { name: 'c.txt', content: '', type: '2', target: '/etc/passwd' },
    ])
    const opened = await openFile('x.tgz', gzipSync(tar))
    assert.deepEqual(
      opened.files.map(({ path, mediaType }) => [path, mediaType]),
      [
        ['x.tar', 'application/x-tar'],
        ['x.tar/a/b.txt', 'text/plain'],
      ],
    )
    assert.deepEqual(targets(opened), ['https://a.test/tar'])
    assert.ok(opened.issues.some(({ detail }) => detail.includes('c.txt to /etc/passwd')))
  })

  it('opens a disk image', async () => {
    const image = Buffer.alloc(2048 * 21)
    const volume = 16 * 2048
    image[volume] = 1
    image.write('CD001', volume + 1)
    image.writeUInt32LE(18, volume + 158)
    image.writeUInt32LE(2048, volume + 166)
    image[volume + 2048] = 255
    image.write('CD001', volume + 2048 + 1)
    const record = (at: number, sector: number, size: number, name: string, flags: number): number => {
      const length = 33 + name.length + (name.length % 2 === 0 ? 1 : 0)
      image[at] = length
      image.writeUInt32LE(sector, at + 2)
      image.writeUInt32LE(size, at + 10)
      image[at + 25] = flags
      image[at + 32] = name.length
      image.write(name, at + 33, 'latin1')
      return at + length
    }
    let at = record(18 * 2048, 18, 2048, '\0', 2)
    at = record(at, 18, 2048, '\u0001', 2)
    at = record(at, 19, 2048, 'SUB', 2)
    // A folder that is its own parent.
    record(record(19 * 2048, 20, 19, 'RUN.URL;1', 0), 18, 2048, 'LOOP', 2)
    image.write('[InternetShortcut]\r\nURL=https://evil.test/iso', 20 * 2048)
    image.writeUInt32LE(45, 19 * 2048 + 10)
    const opened = await openFile('x.iso', image)
    assert.deepEqual(
      opened.files.map(({ path, active }) => [path, active]),
      [['SUB/RUN.URL', true]],
    )
    assert.deepEqual(targets(opened), ['https://evil.test/iso'])
    assert.equal(opened.complete, false)
  })

  it('lists a RAR archive and opens what is only stored', async () => {
    const header4 = (name: string, content: string, method: number, flags: number): Buffer => {
      const head = Buffer.alloc(32 + name.length)
      head[2] = 0x74
      head.writeUInt16LE(0x8000 | flags, 3)
      head.writeUInt16LE(head.length, 5)
      head.writeUInt32LE(content.length, 7)
      head.writeUInt32LE(content.length, 11)
      head[25] = method
      head.writeUInt16LE(name.length, 26)
      head.write(name, 32)
      return Buffer.concat([head, Buffer.from(content)])
    }
    const main = Buffer.from([0, 0, 0x73, 0, 0, 13, 0, 0, 0, 0, 0, 0, 0])
    const end = Buffer.from([0, 0, 0x7b, 0, 0x40, 7, 0])
    const rar = Buffer.concat([
      Buffer.from('Rar!\u001a\u0007\0', 'latin1'),
      main,
      header4('a.txt', 'https://a.test/rar', 0x30, 0),
      header4('b.exe', 'packed', 0x33, 0),
      header4('c.pdf', 'locked', 0x33, 4),
      end,
    ])
    const opened = await openFile('x.rar', rar)
    assert.deepEqual(targets(opened), ['https://a.test/rar'])
    assert.equal(opened.text, 'c.pdf\nb.exe\nhttps://a.test/rar')
    assert.deepEqual(codes(opened), ['attachment.encrypted', 'attachment.unsupported'])
    assert.deepEqual(opened.powers, ['embedded-program'])
    assert.equal(opened.encrypted, true)
  })

  it('lists a RAR 5 archive', async () => {
    const name = 'run.js'
    const body = Buffer.concat([Buffer.from([2, 2, 5, 0, 5, 0, 0, 0, name.length]), Buffer.from(name)])
    const file = Buffer.concat([Buffer.alloc(4), Buffer.from([body.length]), body, Buffer.from('hello')])
    const main = Buffer.concat([Buffer.alloc(4), Buffer.from([3, 1, 0, 0])])
    const end = Buffer.concat([Buffer.alloc(4), Buffer.from([3, 5, 0, 0])])
    const opened = await openFile(
      'x.rar',
      Buffer.concat([Buffer.from('Rar!\u001a\u0007\u0001\0', 'latin1'), main, file, end]),
    )
    assert.deepEqual(
      opened.files.map(({ path, size }) => [path, size]),
      [['run.js', 5]],
    )
    assert.deepEqual(opened.powers, ['script', 'embedded-program'])
    assert.equal(opened.complete, true)
  })

  it('says what it does not open', async () => {
    const opened = await openFile(
      'x.7z',
      Buffer.concat([Buffer.from("7z\u00bc\u00af'\u001c", 'latin1'), Buffer.alloc(60)]),
    )
    assert.deepEqual(opened.issues, [
      { code: 'attachment.unsupported', detail: 'A 7-Zip archive of 66 bytes is not opened' },
    ])
    assert.equal(opened.encrypted, 'unknown')
  })
})
