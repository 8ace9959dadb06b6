// Messages made to be expensive, one for each limit of the reader. Names are what the test prints.
import { compressedData, signedData } from '../src/testing/cms-writer.ts'
import { compressRtf, MESSAGE_INTERFACE, writeTnef } from '../src/testing/tnef-writer.ts'

const MB = 1 << 20
const times = (piece: string, count: number): string => piece.repeat(count)
const fill = (piece: string, bytes: number): Buffer =>
  Buffer.alloc(Math.floor(bytes / piece.length) * piece.length, piece)
const HEAD = 'From: a@example.org\nDate: Tue, 5 Mar 2024 10:00:00 +0000\nMessage-ID: <1@example.org>\n'
const mail = (header: string, body: string | Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`${HEAD}${header}\n\n`, 'latin1'),
    Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'),
  ])
const base64 = (content: Buffer): string => content.toString('base64').replace(/.{76}/g, '$&\n')
const html = (body: string | Buffer): Buffer => mail('Content-Type: text/html; charset=utf-8', body)
const packed = (type: string, content: Buffer): Buffer =>
  mail(`Content-Type: ${type}\nContent-Transfer-Encoding: base64`, base64(content))

/** Every level is the level inside, in base64: 4/3 of the size each time. */
function nestedBase64(levels: number): Buffer {
  let inside = Buffer.from('Subject: end\n\nhttps://deep.test/\n')
  for (let level = 0; level < levels; level++)
    inside = Buffer.from(
      `Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n${base64(inside)}\n`,
    )
  return inside
}

function nestedTnef(levels: number): Buffer {
  let inside = writeTnef({ body: 'end' })
  for (let level = 0; level < levels; level++)
    inside = writeTnef({
      attachments: [
        { properties: [{ id: 0x3701, type: 0x000d, value: inside, interfaceId: MESSAGE_INTERFACE }] },
      ],
    })
  return inside
}

function nestedSigned(levels: number): Buffer {
  let inside = Buffer.from('Content-Type: text/plain\n\nend\n')
  for (let level = 0; level < levels; level++)
    inside = Buffer.concat([Buffer.from('Content-Type: application/pkcs7-mime\n\n'), signedData(inside)])
  return Buffer.concat([Buffer.from(HEAD), inside])
}

export interface Bomb {
  readonly make: () => Buffer
  /** The limit that has to be said; none when nothing is left out. */
  readonly says?: string
}

export const BOMBS: Readonly<Record<string, Bomb>> = {
  // MIME depth
  '10,000 multiparts inside each other': {
    make: () =>
      Buffer.from(
        HEAD +
          Array.from(
            { length: 10_000 },
            (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\n\n--b${n}\n`,
          ).join(''),
      ),
    says: 'limit.part-depth',
  },
  '10,000 multiparts with one boundary': {
    make: () =>
      Buffer.from(
        `${HEAD}${times('Content-Type: multipart/mixed; boundary=b\n\n--b\n', 10_000)}\nx\n${times('--b--\n', 10_000)}`,
      ),
    says: 'limit.part-depth',
  },
  '100,000 messages inside each other': {
    make: () => Buffer.from(`${HEAD}${times('Content-Type: message/rfc822\n\n', 100_000)}Subject: end\n\nx`),
    says: 'limit.part-depth',
  },
  'base64 messages inside each other': { make: () => nestedBase64(25), says: 'limit.part-depth' },
  'quoted-printable messages around 10 MB': {
    make: () =>
      mail(
        times('Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n', 100),
        fill('x=3D\n', 10 * MB),
      ),
    says: 'limit.part-depth',
  },
  // part count
  '100,000 parts': {
    make: () => mail('Content-Type: multipart/mixed; boundary=b', times('--b\n\nx\n', 100_000)),
    says: 'limit.part-count',
  },
  '100,000 messages in a digest': {
    make: () =>
      mail('Content-Type: multipart/digest; boundary=b', times('--b\n\nSubject: x\n\nx\n', 100_000)),
    says: 'limit.part-count',
  },
  '50,000 files in a text': {
    make: () => mail('X: y', times('begin 644 a\n#86)C\n`\nend\n', 50_000)),
    says: 'limit.part-count',
  },
  '20,000 yEnc files in a text': {
    make: () => mail('X: y', times('=ybegin line=128 size=1 name=a\nk\n=yend size=1\n', 20_000)),
    says: 'limit.part-count',
  },
  '20,000 attachments in a TNEF': {
    make: () =>
      packed(
        'application/ms-tnef',
        writeTnef({
          attachments: Array.from({ length: 20_000 }, () => ({ title: 'a', data: Buffer.from('x') })),
        }),
      ),
    says: 'mime.package-invalid',
  },
  // header size
  'a header line of 100 MB': {
    make: () =>
      Buffer.concat([Buffer.from('Subject: '), Buffer.alloc(100 * MB, 'x'), Buffer.from('\n\nend')]),
    says: 'limit.header-size',
  },
  'a header of a million lines': {
    make: () => Buffer.from(`${HEAD}${times('X-A: b\n', 1_000_000)}\nend`),
    says: 'limit.header-count',
  },
  'a field folded a million times': {
    make: () => Buffer.from(`Subject: a\n${times(' b\n', 1_000_000)}\nend`),
    says: 'limit.header-size',
  },
  '100,000 Received fields': {
    make: () =>
      Buffer.from(
        `${HEAD}${times('Received: from a (b [192.0.2.1]) by c with ESMTP id d; Tue, 5 Mar 2024 10:00:00 +0000\n', 100_000)}\nend`,
      ),
    says: 'limit.header-size',
  },
  '500,000 addresses': {
    make: () => Buffer.from(`${HEAD}${times(`To: ${times('a@b.test, ', 5_000)}\n`, 100)}\nend`),
    says: 'limit.header-size',
  },
  '100,000 brackets and comments in an address': {
    make: () =>
      Buffer.from(`${HEAD}To: ${times('(', 20_000)}${times('<', 20_000)}${times('"', 19_999)}\n\nend`),
    says: 'header.address-invalid',
  },
  '100,000 references': {
    make: () => Buffer.from(`${HEAD}${times(`References: ${times('<a@b.test> ', 5_000)}\n`, 20)}\nend`),
    says: 'header.duplicate',
  },
  'a parameter in 10,000 pieces': {
    make: () =>
      mail(
        `Content-Type: text/plain${Array.from({ length: 4_000 }, (_, n) => `; a*${n}*=%41`).join('')}`,
        'x',
      ),
    says: 'mime.parameter-invalid',
  },
  // encoded words
  '100,000 encoded words in a subject': {
    make: () => Buffer.from(`${HEAD}Subject: ${times('=?utf-8?Q?=C3=A9?= ', 100_000)}\n\nend`),
    says: 'limit.header-size',
  },
  'encoded words of a thousand charsets': {
    make: () =>
      Buffer.from(
        `${HEAD}Subject: ${Array.from({ length: 2_500 }, (_, n) => `=?x-${n}?B?AAAA?=`).join(' ')}\n\nend`,
      ),
    says: 'mime.charset-unknown',
  },
  'encoded words that never end': {
    make: () => Buffer.from(`${HEAD}Subject: ${times('=?utf-8?Q?', 6_000)}\n\nend`),
  },
  // text
  'a text of 60 MB': {
    make: () => mail('Content-Type: text/plain', fill('a b\n', 60 * MB)),
    says: 'limit.text-size',
  },
  '60 MB of base64 text in many parts': {
    make: () =>
      mail(
        'Content-Type: multipart/mixed; boundary=b',
        times(
          `--b\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${base64(Buffer.alloc(2 * MB, 'a b\n'))}\n`,
          22,
        ),
      ),
    says: 'limit.text-size',
  },
  'a million quote marks': { make: () => mail('X: y', times('>', 1_000_000)) },
  'a million quoted lines with attributions': {
    make: () => mail('X: y', times('On Tue, Mar 5, 2024 Anna <a@example.org> wrote:\n> x\n', 40_000)),
  },
  '100,000 links': {
    make: () => mail('X: y', Array.from({ length: 100_000 }, (_, n) => `https://h${n}.test/`).join('\n')),
    says: 'limit.link-count',
  },
  // HTML
  '100,000 divs inside each other': { make: () => html(times('<div>', 100_000)), says: 'html.truncated' },
  '100,000 tables inside each other': {
    make: () => html(times('<table><tr><td>', 100_000)),
    says: 'html.truncated',
  },
  '100,000 quotes inside each other': {
    make: () => html(times('<blockquote type="cite">', 100_000)),
    says: 'html.truncated',
  },
  '100,000 formats inside each other': {
    make: () => html(times('<b><i><font color=red style="color:blue">', 50_000)),
    says: 'html.truncated',
  },
  '100,000 links inside each other': {
    make: () => html(times('<a href="https://a.test/">', 100_000)),
    says: 'limit.link-count',
  },
  'SVG and MathML inside each other': {
    make: () => html(times('<svg><foreignObject><math><mtext>', 30_000)),
    says: 'html.truncated',
  },
  'an element of a million attributes': { make: () => html(`<a ${times('a=b ', 1_000_000)}>x</a>`) },
  'a million references to characters': { make: () => html(times('&amp;&#x41;&notit;', 300_000)) },
  'tags that never end': { make: () => html(times('<a href="', 300_000)) },
  'comments that never end': { make: () => html(times('<!--', 500_000)) },
  'a style sheet of a million rules': {
    make: () => html(`<style>${times('.a{display:none}', 200_000)}</style>${times('<p class=a>', 1_000)}`),
  },
  // packages
  'TNEF inside TNEF': {
    make: () => packed('application/ms-tnef', nestedTnef(300)),
    says: 'limit.part-depth',
  },
  'S/MIME inside S/MIME': { make: () => nestedSigned(300), says: 'limit.part-depth' },
  'S/MIME that inflates a thousand times': {
    make: () => packed('application/pkcs7-mime', compressedData(Buffer.alloc(200 * MB))),
    says: 'limit.unpacked-size',
  },
  'S/MIME that inflates many times': {
    make: () => {
      const content = base64(
        compressedData(
          Buffer.concat([Buffer.from('Content-Type: text/plain\n\n'), Buffer.alloc(20 * MB, 'a ')]),
        ),
      )
      return mail(
        'Content-Type: multipart/mixed; boundary=b',
        times(
          `--b\nContent-Type: application/pkcs7-mime\nContent-Transfer-Encoding: base64\n\n${content}\n`,
          20,
        ),
      )
    },
    says: 'limit.unpacked-size',
  },
  'S/MIME in a million pieces': {
    make: () =>
      packed(
        'application/pkcs7-mime',
        signedData(Buffer.alloc(2 * MB, 'a'), { pieces: 1, indefinite: true }),
      ),
  },
  'RTF that grows nine times': {
    make: () => {
      const references = Buffer.concat([
        Buffer.from('ffffffffffffffff4c5a467500000000', 'hex'),
        Buffer.alloc(4 * MB, Buffer.from('ff000e000e000e000e000e000e000e000e', 'hex')),
      ])
      return packed(
        'application/ms-tnef',
        writeTnef({ properties: [{ id: 0x1009, type: 0x0102, value: references }] }),
      )
    },
    says: 'limit.unpacked-size',
  },
  'RTF groups inside each other': {
    make: () =>
      packed(
        'application/ms-tnef',
        writeTnef({
          properties: [{ id: 0x1009, type: 0x0102, value: compressRtf(`{\\rtf1${times('{', 20_000)}`) }],
        }),
      ),
  },
}
