/** Random messages that are mostly right: every feature of the reader can come up in any place of the tree. */
import type { ShownMail, WrittenBody } from '../../src/testing/client-body.ts'
import { CLIENT_NAMES } from '../../src/testing/client-shape.ts'
import { base64Lines, encodeCharset, quotedPrintable } from '../../src/testing/mail-encoding.ts'
import { buildMessage, type MessageSpec } from '../../src/testing/message-builder.ts'
import type { SeededRandom } from '../../src/testing/seeded-random.ts'

const NAMES = ['Anna Berg', 'Bob', 'Jürgen Weiß', 'Иван Петров', '山田 太郎', 'O’Neil, Pat', 'محمد']
const WORDS = [
  'please read',
  'the report',
  'größer',
  'https://example.org/a?b=c',
  'example.com/path',
  'www.example.net',
  'ftp://files.example.org/x',
  'mailto:a@example.org',
  'привет',
  '日本語',
  'a\u200bb',
  '\u202eabc',
  'http://xn--e1afmkfd.example/',
  'https://user:pw@example.org:8443/?u=https%3A%2F%2Fexample.com%2F',
  '> quoted',
  '-- ',
  '',
]
const CHARSETS = ['utf-8', 'iso-8859-1', 'windows-1251', 'euc-jp', 'gbk', 'koi8-r', 'utf-16le', 'us-ascii']

const words = (random: SeededRandom, count: number): string =>
  Array.from({ length: count }, () => random.pick(WORDS)).join(random.chance(0.3) ? '\n' : ' ')

const mailbox = (random: SeededRandom): string =>
  `${random.pick(NAMES)} <${random.letters('abc', 3)}@${random.pick(['example.org', 'example.com', 'a.test'])}>`

function shownMail(random: SeededRandom): ShownMail {
  return {
    name: random.pick(NAMES),
    address: 'shown@example.org',
    to: mailbox(random),
    subject: words(random, 2),
    time: 1.7e12 + random.below(1e9),
    offset: random.pick([0, 60, -300, 330]),
    paragraphs: [words(random, 3)],
  }
}

/** A mail as one of the known programs writes it. */
export function clientMail(random: SeededRandom): Uint8Array {
  const body: WrittenBody = {
    paragraphs: [[words(random, 2), { text: 'here', href: 'https://example.org/x' }], words(random, 4)],
    ...(random.chance(0.3) ? { signature: [random.pick(NAMES), 'Example Ltd'] } : {}),
    ...(random.chance(0.4)
      ? { reply: shownMail(random) }
      : random.chance(0.5)
        ? { forward: shownMail(random) }
        : {}),
  }
  const spec: MessageSpec = {
    client: random.pick(CLIENT_NAMES),
    seed: random.hex(8),
    from: mailbox(random),
    to: [mailbox(random), mailbox(random)],
    ...(random.chance(0.2) ? { replyTo: mailbox(random) } : {}),
    subject: words(random, 3),
    body,
    ...(random.chance(0.3)
      ? {
          attachments: [
            {
              name: random.pick(['a.pdf', 'b.html', 'größe.docx', 'x.exe']),
              type: random.pick(['application/pdf', 'text/html', 'application/octet-stream']),
              content: random.pick(['%PDF-1.4', '<a href="https://example.org/">x</a>', 'MZ\0\0']),
              ...(random.chance(0.3) ? { contentId: 'i1@example.org' } : {}),
            },
          ],
        }
      : {}),
    ...(random.chance(0.1)
      ? {
          calendar: {
            method: 'REQUEST',
            content: 'BEGIN:VCALENDAR\r\nURL:https://example.org/\r\nEND:VCALENDAR',
          },
        }
      : {}),
    received: [
      { from: 'mx.example.net', ip: '192.0.2.7', by: 'in.example.org', with: 'ESMTPS', time: 1.7e12 },
    ],
    ...(random.chance(0.5)
      ? {
          authenticationResults:
            'in.example.org; dkim=pass header.d=example.org; spf=fail smtp.mailfrom=a@b.test',
        }
      : {}),
    ...(random.chance(0.2) ? { lineEnd: '\n' as const } : {}),
  }
  return buildMessage(spec)
}

const HTML_PIECES = [
  '<p>',
  '</p>',
  '<br>',
  '<div style="display:none">',
  '</div>',
  '<table><tr><td>',
  '</td></tr></table>',
  '<a href="https://example.org/x">',
  '<a href=\'//example.com\' title="a>b">',
  '</a>',
  '<img src="cid:1@x" srcset="https://example.org/1.png 1x, /2.png 2x">',
  '<form action="https://example.org/f"><input type=submit></form>',
  '<map><area href="/m"></map>',
  '<meta http-equiv=refresh content="0;url=https://example.org/r">',
  '<base href="https://example.net/b/">',
  '<style>.h{display:none} @import url(https://example.org/c.css); a{background:url("x.png")}</style>',
  '<span class=h style="color:#fff;background:#fff;font-size:0">',
  '</span>',
  '<blockquote type="cite">',
  '</blockquote>',
  '<div class="gmail_quote"><div class="gmail_attr">On Tue, Mar 5, 2024 at 10:00 AM A &lt;a@example.org&gt; wrote:</div>',
  '<div id="divRplyFwdMsg"><b>From:</b> A &lt;a@example.org&gt;<br><b>Sent:</b> 5 March 2024<br><b>To:</b> B<br></div>',
  '<!--[if mso]><a href="https://example.org/mso">x</a><![endif]-->',
  '<svg><a xlink:href="https://example.org/svg"><text>t</text></a></svg>',
  '<script>var a="https://example.org/js"</script>',
  '<title>t</title>',
  '&lt;&#104;ttps&#58;//example.org&gt;',
  '<textarea><a href=x></textarea>',
  '<o:p>',
  '<![CDATA[x]]>',
]

const htmlSoup = (random: SeededRandom): string =>
  Array.from({ length: 1 + random.below(20) }, () =>
    random.chance(0.6) ? random.pick(HTML_PIECES) : words(random, 1 + random.below(3)),
  ).join('')

const PLAIN_PIECES = [
  'On Tue, Mar 5, 2024 at 10:00 AM Anna <a@example.org> wrote:\n',
  'Am 05.03.24 um 10:00 schrieb Max:\n',
  '> quoted text\n>> older\n',
  '-----Original Message-----\nFrom: A <a@example.org>\nSent: 5 March 2024\nTo: B\nSubject: x\n\n',
  '---------- Forwarded message ---------\nFrom: A <a@example.org>\nDate: 5 March 2024\nSubject: x\n\n',
  'Begin forwarded message:\n\n> From: A <a@example.org>\n> Date: 5 March 2024\n',
  '-- \nBob\n',
  'Sent from my phone\n',
  '____________________\nx mailing list\nx@lists.example.org\n',
  'long line with a space at the end \n',
]
const plainSoup = (random: SeededRandom): string =>
  Array.from({ length: 1 + random.below(10) }, () =>
    random.chance(0.5) ? random.pick(PLAIN_PIECES) : `${words(random, 1 + random.below(8))}\n`,
  ).join('')

/** Header lines without the blank line after them, then the body: what stands between two boundary lines. */
export interface Entity {
  readonly header: string
  readonly body: string
}

/** One line of text per byte. */
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1')

export function encoded(header: string, content: Uint8Array, random: SeededRandom): Entity {
  const coding = random.pick(['base64', 'base64', 'quoted-printable', '8bit', ''])
  const body =
    coding === 'base64'
      ? base64Lines(content)
      : coding === 'quoted-printable'
        ? quotedPrintable(content)
        : latin1(content)
  return { header: coding === '' ? header : `${header}\nContent-Transfer-Encoding: ${coding}`, body }
}

function text(random: SeededRandom): Entity {
  const html = random.chance(0.5)
  const charset = random.pick(CHARSETS)
  const flowed =
    !html && random.chance(0.3) ? `; format=flowed${random.chance(0.3) ? '; delsp=yes' : ''}` : ''
  const content = encodeCharset(
    html ? htmlSoup(random) : plainSoup(random),
    charset === 'us-ascii' ? 'utf-8' : charset,
  )
  return encoded(
    `Content-Type: text/${html ? 'html' : 'plain'}; charset=${charset}${flowed}`,
    content,
    random,
  )
}

function file(random: SeededRandom): Entity {
  const content = random.pick([
    '%PDF-1.7\n',
    'PK\x03\x04',
    'MZ',
    '\x89PNG\r\n\x1a\n',
    'GIF89a',
    '{\\rtf1 x}',
    '',
  ])
  const name = random.pick(['a.pdf', 'b.zip', 'c.exe', 'd.png', 'e.html', "f'g.txt"])
  const disposition = random.pick([
    `attachment; filename="${name}"`,
    `attachment; filename*0="${name.slice(0, 2)}"; filename*1="${name.slice(2)}"`,
    `inline; filename*=utf-8'en'${encodeURIComponent(name)}`,
    'attachment',
  ])
  const type = random.pick(['application/octet-stream', 'application/pdf', 'image/png', 'text/html'])
  return encoded(
    `Content-Type: ${type}; name="${name}"\nContent-Disposition: ${disposition}`,
    Buffer.from(content, 'latin1'),
    random,
  )
}

const SPECIAL: readonly ((random: SeededRandom) => Entity)[] = [
  () => ({
    header: 'Content-Type: message/delivery-status',
    body: 'Reporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; a@example.com\nAction: failed\nStatus: 5.1.1\n',
  }),
  () => ({ header: 'Content-Type: text/rfc822-headers', body: 'From: a@example.org\nSubject: gone\n' }),
  () => ({
    header: 'Content-Type: message/external-body; access-type=URL; URL="https://example.org/big"',
    body: 'Content-Type: text/html\nContent-ID: <1@example.org>\n\n',
  }),
  () => ({
    header: 'Content-Type: message/external-body; access-type=local-file; name="/u/a/x.ps"',
    body: 'Content-Type: application/postscript\n\n',
  }),
  (random) => ({
    header: `Content-Type: message/partial; number=${random.below(4)}; total=3; id="p@example.org"`,
    body: 'Subject: whole\nContent-Type: text/plain\n\nfirst piece\n',
  }),
  () => ({ header: 'Content-Type: application/pgp-encrypted', body: 'Version: 1\n' }),
  () => ({
    header: 'Content-Type: text/plain',
    body: '-----BEGIN PGP MESSAGE-----\n\nhQEMA\n=abcd\n-----END PGP MESSAGE-----\n',
  }),
  () => ({
    header: 'Content-Type: application/mac-binhex40; name=x.hqx',
    body: '(This file must be…)\n:$f*:',
  }),
  () => ({
    header: 'Content-Type: text/calendar; method=REQUEST',
    body: 'BEGIN:VCALENDAR\nURL:https://example.org\n',
  }),
]

let boundaries = 0

/** Anything that can stand in a message. `extra` makes entities of further kinds. */
export function entity(
  random: SeededRandom,
  depth: number,
  extra: readonly ((random: SeededRandom) => Entity)[],
): Entity {
  const what = random.next()
  if (depth > 0 && what < 0.35) {
    const boundary = `b${boundaries++ % 1000}${random.pick(['', '=_', "'x"])}`
    const kind = random.pick([
      'mixed',
      'alternative',
      'related',
      'signed',
      'digest',
      'report',
      'encrypted',
      'appledouble',
    ])
    const children = Array.from({ length: 1 + random.below(3) }, () => entity(random, depth - 1, extra))
    const parts = children.map(({ header, body }) => `--${boundary}\n${header}\n\n${body}\n`)
    const closed = random.chance(0.9) ? `--${boundary}--\n` : ''
    return {
      header: `Content-Type: multipart/${kind}; boundary="${boundary}"`,
      body: `${random.chance(0.2) ? 'preamble\n' : ''}${parts.join('')}${closed}`,
    }
  }
  if (depth > 0 && what < 0.45) {
    const inner = message(random, depth - 1, extra)
    return random.chance(0.5)
      ? { header: 'Content-Type: message/rfc822', body: inner }
      : encoded('Content-Type: message/rfc822', Buffer.from(inner, 'latin1'), random)
  }
  if (what < 0.6) return file(random)
  if (what < 0.7) return random.pick(SPECIAL)(random)
  if (what < 0.82 && extra.length > 0) return random.pick(extra)(random)
  return text(random)
}

const utf8 = (value: string): string => Buffer.from(value, 'utf8').toString('latin1')

function message(
  random: SeededRandom,
  depth: number,
  extra: readonly ((random: SeededRandom) => Entity)[],
): string {
  const { header, body } = entity(random, depth, extra)
  const fields = [
    `From: ${utf8(mailbox(random))}`,
    `To: ${utf8(`${mailbox(random)}, group: ${mailbox(random)};`)}`,
    `Subject: ${random.pick(['Re: ', 'Fwd: ', 'AW: ', ''])}=?utf-8?B?${Buffer.from(words(random, 2)).toString('base64')}?= x`,
    'Date: Tue, 5 Mar 2024 10:00:00 +0100 (CET)',
    `Message-ID: <${random.hex(8)}@example.org>`,
    'In-Reply-To: <a@example.org> <b@example.org>',
    'Received: from a.example (b.example [192.0.2.1]) by mx.example.org with ESMTPS id 1; Tue, 5 Mar 2024 10:00:01 +0100',
    'X-Mailer: Example 1.0',
    'List-Unsubscribe: <https://lists.example.org/u>',
  ].filter(() => random.chance(0.7))
  return `${fields.join('\n')}\n${header}\nMIME-Version: 1.0\n\n${body}`
}

/** A message made by the grammar. */
export function grammarMail(
  random: SeededRandom,
  extra: readonly ((random: SeededRandom) => Entity)[],
): Uint8Array {
  const written = message(random, 4, extra)
  return Buffer.from(random.chance(0.5) ? written.replaceAll(/\r?\n/g, '\r\n') : written, 'latin1')
}
