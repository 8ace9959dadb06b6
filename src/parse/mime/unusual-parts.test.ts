import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseMessage } from '../parse-message.ts'

const HEAD =
  'From: a@example.org\nTo: bob@example.com\nDate: Tue, 5 Mar 2024 10:00:00 +0000\nMessage-ID: <1@example.org>\n'
const read = (...lines: string[]) => parseMessage(Buffer.from(`${HEAD}${lines.join('\n')}\n`, 'latin1'))
const codes = (message: ReturnType<typeof read>) => message.issues.map(({ code }) => code)
const outline = (message: ReturnType<typeof read>) =>
  message.parts.map(({ path, kind, contentType }) => `${path} ${kind} ${contentType.mediaType}`)

test('content that lies elsewhere is a link to there', () => {
  const cases: readonly (readonly [parameters: string, href: string, host: string | undefined])[] = [
    [
      'access-type=URL; URL="https://files.test/a?u=\n bob@example.com"',
      'https://files.test/a?u=bob@example.com',
      'files.test',
    ],
    [
      'access-type=anon-ftp; site=ftp.files.test; directory="/pub/x/"; name="a.ps"',
      'ftp://ftp.files.test/pub/x/a.ps',
      'ftp.files.test',
    ],
    ['access-type=ftp; site=ftp.files.test; name="a.ps"', 'ftp://ftp.files.test/a.ps', 'ftp.files.test'],
    ['access-type=TFTP; site=files.test; name=a', 'tftp://files.test/a', undefined],
    [
      'access-type=mail-server; server="listserv@lists.test"; subject="get a"',
      'mailto:listserv@lists.test?subject=get%20a',
      undefined,
    ],
    ['access-type=local-file; name="/home/anna/plan.ps"', '/home/anna/plan.ps', undefined],
    [
      'access-type=local-file; name="\\\\\\\\server.test\\\\share\\\\x"',
      '\\\\server.test\\share\\x',
      'server.test',
    ],
    ['access-type=afs; name="/afs/example.org/x"', '/afs/example.org/x', undefined],
  ]
  for (const [parameters, href, host] of cases) {
    const message = read(
      `Content-Type: message/external-body; ${parameters}`,
      '',
      'Content-Type: application/postscript; name=a.ps',
      'Content-ID: <2@example.org>',
      '',
      '',
    )
    assert.deepEqual(
      outline(message),
      ['0 message message/external-body', '0.0 leaf application/postscript'],
      href,
    )
    assert.deepEqual(
      message.links.map((link) => [link.origin, link.href, link.part]),
      [['external-body', href, '0']],
    )
    assert.equal(message.links[0]?.target?.host, host, href)
    assert.deepEqual(message.attachments, [], href)
    assert.deepEqual(codes(message), [], href)
  }
  const [link] = read(
    'Content-Type: message/external-body; access-type=URL; URL="https://files.test/?u=bob@example.com"',
    '',
    '',
  ).links
  assert.ok(link?.traits.includes('recipient-in-url'))
})

test('what is written where no client shows it is still looked at', () => {
  const message = read(
    'Content-Type: message/external-body; access-type=URL; URL="https://files.test/"',
    '',
    'Content-Type: text/plain',
    '',
    'https://phantom.test/',
  )
  assert.deepEqual(
    message.links.map(({ href }) => href),
    ['https://phantom.test/', 'https://files.test/'],
  )
})

test('the first piece of a message is read as a message, a later one as text', () => {
  const first = read(
    'Content-Type: message/partial; number=1; total=2; id="x@example.org"',
    '',
    'Subject: whole',
    'Content-Type: text/html',
    '',
    '<a href="https://one.test/">x</a>',
  )
  assert.deepEqual(outline(first), ['0 message message/partial', '0.0 leaf text/html'])
  assert.deepEqual(
    first.links.map(({ href }) => href),
    ['https://one.test/'],
  )
  assert.deepEqual(codes(first), ['mime.partial'])
  assert.ok(first.issues[0]?.detail.includes('piece 1 of 2'))
  const second = read(
    'Content-Type: message/partial; number=2; id="x@example.org"',
    '',
    'and https://two.test/',
  )
  assert.deepEqual(outline(second), ['0 leaf message/partial'])
  assert.deepEqual(
    second.links.map(({ href }) => href),
    ['https://two.test/'],
  )
  assert.ok(second.issues[0]?.detail.includes('piece 2 of ?'))
})

test('encrypted content is marked: PGP/MIME and PGP in the text; a signed text is not', () => {
  const pgpMime = read(
    'Content-Type: multipart/encrypted; protocol="application/pgp-encrypted"; boundary=b',
    '',
    '--b',
    'Content-Type: application/pgp-encrypted',
    '',
    'Version: 1',
    '--b',
    'Content-Type: application/octet-stream',
    '',
    '-----BEGIN PGP MESSAGE-----',
    '--b--',
  )
  assert.deepEqual(codes(pgpMime), ['mime.encrypted'])
  assert.deepEqual(outline(pgpMime).length, 3)
  const block = ['-----BEGIN PGP MESSAGE-----', '', 'hQEMA', '=abcd', '-----END PGP MESSAGE-----']
  const inline = read('', 'Hello', ...block)
  assert.deepEqual(codes(inline), ['mime.encrypted'])
  const { start = 0, end = 0 } = inline.issues[0]?.range ?? {}
  assert.equal(
    Buffer.from(`${HEAD}\nHello\n${block.join('\n')}\n`).toString('latin1', start, end),
    '-----BEGIN PGP MESSAGE-----',
  )
  assert.deepEqual(codes(read('Content-Type: text/html', '', `<pre>${block.join('<br>\n')}</pre>`)), [
    'mime.encrypted',
  ])
  assert.deepEqual(
    codes(read('', '-----BEGIN PGP SIGNED MESSAGE-----', '', 'clear', '-----BEGIN PGP SIGNATURE-----')),
    [],
  )
  assert.deepEqual(codes(read('', 'They write x-----BEGIN PGP MESSAGE----- above it')), [])
})

test('BinHex is said to be unread, as a part and in the text', () => {
  assert.deepEqual(
    codes(
      read(
        'Content-Type: application/mac-binhex40; name=x.hqx',
        '',
        '(This file must be converted with BinHex 4.0)',
        ':abc:',
      ),
    ),
    ['mime.format-unsupported'],
  )
  assert.deepEqual(codes(read('', 'Hi', '(This file must be converted with BinHex 4.0)', ':abc:')), [
    'mime.format-unsupported',
  ])
})

test('AppleSingle gives its data, AppleDouble is a multipart with a header and a file', () => {
  const entry = (id: number, at: number, length: number) => {
    const bytes = Buffer.alloc(12)
    bytes.writeUInt32BE(id, 0)
    bytes.writeUInt32BE(at, 4)
    bytes.writeUInt32BE(length, 8)
    return bytes
  }
  const head = Buffer.alloc(26)
  head.writeUInt32BE(0x00051600, 0)
  head.writeUInt32BE(0x00020000, 4)
  head.writeUInt16BE(2, 24)
  const single = Buffer.concat([head, entry(3, 50, 8), entry(1, 58, 9), Buffer.from('plan.pdf%PDF-1.4\n')])
  const apple = read(
    'Content-Type: application/applefile; name=x',
    'Content-Transfer-Encoding: base64',
    '',
    single.toString('base64'),
  )
  assert.deepEqual(
    apple.attachments.map(({ part, name, detectedType, range }) => [part, name, detectedType, range]),
    [
      ['0', 'x', 'application/pdf', apple.parts[0]?.bodyRange],
      ['1', 'plan.pdf', 'application/pdf', { start: 58, end: 67, of: '0' }],
    ],
  )
  single.writeUInt32BE(0x00051607, 0)
  const double = read(
    'Content-Type: multipart/appledouble; boundary=b',
    '',
    '--b',
    'Content-Type: application/applefile; name="%plan.pdf"',
    'Content-Transfer-Encoding: base64',
    '',
    single.toString('base64'),
    '--b',
    'Content-Type: application/pdf; name="plan.pdf"',
    '',
    '%PDF-1.4',
    '--b--',
  )
  assert.deepEqual(
    double.attachments.map(({ part, name }) => [part, name]),
    [
      ['1', '%plan.pdf'],
      ['2', 'plan.pdf'],
    ],
  )
})

test('the start of a multipart/related is the text that is shown', () => {
  const parts = [
    '--b',
    'Content-Type: text/html',
    'Content-ID: <other@x>',
    '',
    '<p>not shown https://hidden.test/</p>',
    '--b',
    'Content-Type: text/html',
    'Content-ID: <main@x>',
    '',
    '<p>shown</p>',
    '--b--',
  ]
  const shown = (start: string) => {
    const { texts, mainText } = read(`Content-Type: multipart/related; boundary=b${start}`, '', ...parts)
    return texts[mainText]?.part
  }
  assert.equal(shown(''), '1')
  assert.equal(shown('; start="<main@x>"'), '2')
  assert.equal(shown('; start="main@x"'), '2')
  assert.equal(shown('; start="<nowhere@x>"'), '1')
})

test('a delivery report is data: about the mail, about each recipient, and the header it returns', () => {
  const message = read(
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    '',
    'It could not be delivered.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    'Final-Recipient: rfc822; bob@example.com',
    'Action: failed',
    'Status: 5.1.1',
    '',
    'Final-Recipient: rfc822; eve@example.com',
    'Action: delayed',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'From: a@example.org',
    'Subject: =?utf-8?Q?Gr=C3=BC=C3=9Fe?=',
    '--b--',
  )
  const [report, ...others] = message.reports ?? []
  assert.equal(others.length, 0)
  assert.equal(report?.part, '0')
  assert.equal(report?.type, 'delivery-status')
  assert.deepEqual(
    report?.groups.map((group) => group.map(({ key, value }) => `${key}=${value}`)),
    [
      ['reporting-mta=dns; mx.example.org'],
      ['final-recipient=rfc822; bob@example.com', 'action=failed', 'status=5.1.1'],
      ['final-recipient=rfc822; eve@example.com', 'action=delayed'],
    ],
  )
  assert.deepEqual(
    report?.original?.map(({ name }) => name),
    ['From', 'Subject'],
  )
  assert.equal(report?.originalPart, '3')
})

test('reports alone, coded, about abuse, or with the whole mail', () => {
  const alone = read(
    'Content-Type: message/disposition-notification',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('Disposition: manual-action; displayed\n').toString('base64'),
  )
  assert.deepEqual(
    alone.reports?.[0]?.groups[0]?.map(({ value, range }) => [value, range]),
    [['manual-action; displayed', { start: 0, end: 37, of: '0' }]],
  )
  const abuse = read(
    'Content-Type: multipart/report; report-type=feedback-report; boundary=b',
    '',
    '--b',
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    '--b',
    'Content-Type: message/rfc822',
    '',
    'From: c@example.net',
    '',
    'buy',
    '--b--',
  )
  assert.equal(abuse.reports?.[0]?.type, 'feedback-report')
  assert.equal(abuse.reports?.[0]?.original?.[0]?.value, 'c@example.net')
  assert.equal(abuse.reports?.[0]?.originalPart, '2')
  assert.equal(read('', 'nothing').reports, undefined)
})

test('content that lies elsewhere: a thousand places, coded addresses, and none', () => {
  const part = (parameters: string) =>
    `--b\nContent-Type: message/external-body; ${parameters}\n\nContent-Type: text/plain\n\n`
  const message = parseMessage(
    Buffer.from(
      `${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${part('access-type=URL; URL="https://files.test/x"').repeat(1200)}--b--\n`,
    ),
  )
  assert.ok(message.links.length <= 1000, `${message.links.length}`)
  assert.ok(message.issues.some(({ code }) => code === 'limit.link-count'))
  assert.deepEqual(
    parseMessage(
      Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${part('access-type=URL')}--b--\n`),
    ).links,
    [],
  )
})

test('a delivery report with lines that are no fields, a folded address and nothing returned', () => {
  const { reports } = read(
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    'Could not deliver.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.org',
    '',
    '(nothing known)',
    '',
    'Final-Recipient: rfc822;',
    ' anna@example.com',
    'Action: failed',
    'Status: 5.1.1',
    '--b--',
  )
  assert.equal(reports?.length, 1)
  assert.equal(reports[0]?.original, undefined)
  assert.deepEqual(
    reports[0]?.groups.map((group) => group.map(({ key, value }) => `${key}=${value}`)),
    [
      ['reporting-mta=dns; mx.example.org'],
      ['final-recipient=rfc822; anna@example.com', 'action=failed', 'status=5.1.1'],
    ],
  )
})

test('reports past the limits are said', () => {
  const wrap = (parts: string) =>
    parseMessage(Buffer.from(`${HEAD}Content-Type: multipart/mixed; boundary=b\n\n${parts}--b--\n`))
  const status = (body: string) => `--b\nContent-Type: message/delivery-status\n\n${body}\n`

  const many = wrap(status('Action: failed').repeat(21))
  assert.equal(many.reports?.length, 20)
  assert.deepEqual(codes(many), ['limit.part-count'])

  const groups = wrap(status('Action: failed\n\n'.repeat(501)))
  assert.equal(groups.reports?.[0]?.groups.length, 500)
  assert.deepEqual(codes(groups), ['limit.header-count'])
  assert.deepEqual(codes(wrap(status('Action: failed\n\n'.repeat(500)))), [])

  const long = wrap(status(`Action: failed\n\n${'X: y\n'.repeat(1 << 18)}`))
  assert.ok(codes(long).includes('limit.header-size'), codes(long).join())
})

test('a megabyte of lines that are no fields is not read from each of them again', () => {
  for (const line of ['-\n', '\n-\n', 'A: b\n-\n', '\r\n', ' \n']) {
    const mail = Buffer.from(
      `${HEAD}Content-Type: message/delivery-status\n\nAction: failed\n\n${line.repeat((1 << 20) / line.length)}`,
    )
    const start = process.cpuUsage()
    const message = parseMessage(mail)
    const { user, system } = process.cpuUsage(start)
    assert.ok(user + system < 2_000_000, `${JSON.stringify(line)}: ${(user + system) / 1000} ms`)
    assert.equal(message.reports?.[0]?.groups[0]?.[0]?.key, 'action')
  }
})
