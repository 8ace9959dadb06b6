/** Ways to spoil a message: some blind, some that know what mail is made of. */
import type { SeededRandom } from '../../src/testing/seeded-random.ts'

/** Pieces that readers look for. */
const TOKENS: readonly string[] = [
  '\r\n',
  '\n',
  '\r',
  '\n\n',
  '\r\n\r\n',
  '\0',
  '\xff',
  '\xef\xbb\xbf',
  '\x1b$B',
  '\x1b(B',
  '\x0e',
  '~{',
  '+AGE-',
  '=',
  '=\r\n',
  '=3D',
  '=?utf-8?Q?=C3=A9?=',
  '=?utf-8?B?',
  '=?iso-2022-jp?B?GyRC',
  '?=',
  ';',
  '"',
  '\\',
  '(',
  ')',
  '<',
  '>',
  ':',
  ',',
  '@',
  '--b',
  '--b--',
  '--',
  '-- \n',
  '> ',
  '>From ',
  'From: ',
  'Content-Type: multipart/mixed; boundary=b\n\n',
  'Content-Type: multipart/related; start="<1>"; boundary=b\n\n',
  'Content-Type: multipart/encrypted; boundary=b\n\n',
  'Content-Type: multipart/report; boundary=b\n\n',
  'Content-Type: message/rfc822\n\n',
  'Content-Type: message/partial; number=1; total=2; id=a\n\n',
  'Content-Type: message/external-body; access-type=URL; URL="https://example.org/"\n\n',
  'Content-Type: message/delivery-status\n\n',
  'Content-Type: text/rfc822-headers\n\n',
  'Content-Type: text/html\n\n',
  'Content-Type: application/ms-tnef\n',
  'Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m\n',
  'Content-Type: application/applefile\n',
  'Content-Transfer-Encoding: base64\n',
  'Content-Transfer-Encoding: quoted-printable\n',
  'Content-Transfer-Encoding: x-uuencode\n',
  'Content-Transfer-Encoding: x-yenc\n',
  'Content-Disposition: attachment; filename="a.pdf"\n',
  '; charset=utf-7',
  '; charset=utf-16',
  '; format=flowed; delsp=yes',
  "; name*0*=utf-8''a%20; name*1=b",
  'begin 644 a.exe\n',
  '`\nend\n',
  '=ybegin line=128 size=4 name=a.bin\n',
  '=ypart begin=1 end=4\n',
  '=yend size=4 crc32=00000000\n',
  '-----BEGIN PGP MESSAGE-----\n',
  '-----END PGP MESSAGE-----\n',
  '(This file must be converted with BinHex 4.0)\n:',
  '-----Original Message-----\n',
  '---------- Forwarded message ---------\n',
  'On Tue, Mar 5, 2024 at 10:00 AM Anna <a@example.org> wrote:\n',
  'From: A <a@example.org>\nSent: 5 March 2024\nTo: B\nSubject: x\n',
  '<a href="https://example.org/">https://example.com/</a>',
  '<base href="//example.org">',
  '<style>.x{display:none}</style>',
  '<div class="gmail_quote">',
  '<blockquote type=cite>',
  '<div style="display:none">',
  '</div>',
  '<!--',
  '-->',
  '<![CDATA[',
  '<svg><a xlink:href="',
  '<script>',
  '&#x6a;',
  '&amp',
  'https://example.org/?u=https%3A%2F%2Fexample.com',
  'javascript:',
  'data:text/html;base64,',
  'xn--',
  '\u00e9',
  '{\\rtf1\\ansi\\fromhtml1 ',
  '{\\*\\htmltag64 <p>}',
  "\\'e4",
  '\\u8364 ?',
  '{\\field{\\*\\fldinst HYPERLINK "https://example.org/"}{\\fldrslt x}}',
]

const MAX_REPEAT = 1 << 18

/** A spoilt copy of `input`, at most `limit` bytes. `others` are messages to take pieces from. */
export function mutate(
  input: Uint8Array,
  others: readonly Uint8Array[],
  random: SeededRandom,
  limit: number,
): Uint8Array {
  let bytes: Buffer = Buffer.from(input)
  const rounds = 1 + Math.min(random.below(8), random.below(8))
  for (let round = 0; round < rounds; round++) bytes = once(bytes, others, random, limit)
  return bytes.subarray(0, limit)
}

const token = (random: SeededRandom): Buffer => Buffer.from(random.pick(TOKENS), 'latin1')

const joined = (bytes: Buffer, from: number, to: number, piece: Uint8Array): Buffer =>
  Buffer.concat([bytes.subarray(0, from), piece, bytes.subarray(to)])

function once(bytes: Buffer, others: readonly Uint8Array[], random: SeededRandom, limit: number): Buffer {
  const at = random.below(bytes.length + 1)
  const length = random.below(1 << random.below(10))
  const stop = Math.min(bytes.length, at + length)
  switch (random.below(18)) {
    case 0: {
      const copy = Buffer.from(bytes)
      if (copy.length > 0) copy[Math.min(at, copy.length - 1)]! ^= 1 << random.below(8)
      return copy
    }
    case 1: {
      const copy = Buffer.from(bytes)
      for (let index = at; index < Math.min(stop, at + 16); index++) copy[index] = random.below(256)
      return copy
    }
    case 2:
      return joined(bytes, at, stop, Buffer.alloc(0))
    case 3:
    case 4:
    case 5:
      return joined(bytes, at, at, token(random))
    case 6:
      return joined(bytes, at, stop, token(random))
    case 7: {
      const to = random.below(bytes.length + 1)
      return joined(bytes, to, to, Buffer.from(bytes.subarray(at, stop)))
    }
    case 8: {
      const other = Buffer.from(random.pick(others))
      const from = random.below(other.length + 1)
      return joined(bytes, at, at, other.subarray(from, from + (1 << random.below(12))))
    }
    case 9: {
      const other = Buffer.from(random.pick(others))
      return Buffer.concat([bytes.subarray(0, at), other.subarray(random.below(other.length + 1))])
    }
    case 10: {
      // A number written in the text becomes another one.
      const text = bytes.toString('latin1')
      const place = text.slice(at).search(/\d/)
      if (place < 0) return bytes
      const from = at + place
      const digits = /^\d+/.exec(text.slice(from, from + 20))?.[0] ?? ''
      const made = random.pick(['0', '1', '-1', '255', '65536', '2147483648', '99999999999999999999'])
      return joined(bytes, from, from + digits.length, Buffer.from(made))
    }
    case 11: {
      // A binary length becomes another one.
      const copy = Buffer.from(bytes)
      if (copy.length < 4) return copy
      const from = random.below(copy.length - 3)
      const value = random.pick([0, 1, 0x7f, 0x80, 0xff, 0xffff, 0x7fffffff, 0xffffffff, copy.length])
      if (random.chance(0.5)) copy.writeUInt32LE(value, from)
      else copy.writeUInt16LE(value & 0xffff, from)
      return copy
    }
    case 12: {
      // A line moves.
      const from = lineStart(bytes, at)
      const end = lineEnd(bytes, from)
      const line = Buffer.from(bytes.subarray(from, end))
      const rest = joined(bytes, from, end, Buffer.alloc(0))
      const to = lineStart(rest, random.below(rest.length + 1))
      return joined(rest, to, to, line)
    }
    case 13: {
      // The same piece again and again: what costs more than its length shows here.
      const piece = random.chance(0.5)
        ? token(random)
        : Buffer.from(bytes.subarray(at, Math.min(stop, at + 200)))
      if (piece.length === 0) return bytes
      const room = Math.min(MAX_REPEAT, limit - bytes.length)
      const most = random.chance(0.02) ? room : Math.min(room, 1 << random.below(13))
      const times = Math.floor(most / piece.length)
      return times < 1 ? bytes : joined(bytes, at, at, Buffer.alloc(times * piece.length, piece))
    }
    case 14: {
      // What lies in base64 is spoilt inside and encoded again.
      const text = bytes.toString('latin1')
      const match = /(?:^[A-Za-z0-9+/]{20,}={0,2}\r?\n?)+/m.exec(text.slice(at))
      if (!match) return bytes
      const inner = Buffer.from(match[0], 'base64')
      const spoilt = once(inner, others, random, limit)
      const lines = spoilt.toString('base64').replace(/.{76}/g, '$&\r\n')
      return joined(bytes, at + match.index, at + match.index + match[0].length, Buffer.from(`${lines}\r\n`))
    }
    case 15:
      return Buffer.from(
        bytes.toString('latin1').replaceAll(random.chance(0.5) ? '\r\n' : '\n', '\r'),
        'latin1',
      )
    case 16: {
      // The whole message becomes a part of itself.
      const coded = random.chance(0.5)
      return Buffer.concat([
        Buffer.from(
          `Content-Type: message/rfc822\r\n${coded ? 'Content-Transfer-Encoding: base64\r\n' : ''}\r\n`,
        ),
        coded ? Buffer.from(bytes.toString('base64').replace(/.{76}/g, '$&\r\n')) : bytes,
      ])
    }
    default:
      return bytes.subarray(0, at)
  }
}

function lineStart(bytes: Buffer, at: number): number {
  const before = at > 0 ? bytes.lastIndexOf(10, at - 1) : -1
  return before + 1
}

function lineEnd(bytes: Buffer, at: number): number {
  const lf = bytes.indexOf(10, at)
  return lf < 0 ? bytes.length : lf + 1
}
