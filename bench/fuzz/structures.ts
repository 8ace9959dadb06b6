/** Writers of the formats that can lie inside a mail, for the grammar. */
import { compressedData, envelopedData, signedData } from '../../src/testing/cms-writer.ts'
import { uuencode, yencode } from '../../src/testing/inline-file-writer.ts'
import type { SeededRandom } from '../../src/testing/seeded-random.ts'
import {
  compressRtf,
  MESSAGE_INTERFACE,
  STORAGE_INTERFACE,
  type WrittenAttachment,
  type WrittenProperty,
  writeTnef,
} from '../../src/testing/tnef-writer.ts'
import { type Entity, encoded, entity } from './grammar.ts'

const RTF_PIECES = [
  'text ',
  '\\par ',
  "\\'e4\\'f6",
  '\\u8364 ?',
  '{\\b bold}',
  '{\\*\\htmltag64 <p>}',
  '{\\*\\htmltag84 <a href="https://rtf.test/x">}',
  '\\htmlrtf {\\b \\htmlrtf0 ',
  '{\\field{\\*\\fldinst HYPERLINK "https://rtf.test/y"}{\\fldrslt y}}',
  '{\\fonttbl{\\f0\\fcharset204 Arial;}{\\f1\\fcharset128 MS Gothic;}}',
  "\\f1 \\'93\\'fa",
  '{\\*\\unknown hidden}',
  '{\\pict\\bin3 }}}}',
  '{\\object{\\*\\objdata 0105}}',
  '\\lquote x\\rquote\\~',
  '\\uc2 ',
  '}',
]

const rtf = (random: SeededRandom): string =>
  `{\\rtf1\\ansi\\ansicpg${random.pick(['1252', '1251', '932', '65001'])}${random.pick(['', '\\fromhtml1', '\\fromtext'])} ${Array.from({ length: random.below(12) }, () => random.pick(RTF_PIECES)).join('')}}`

const html = '<p>x <a href="https://tnef.test/h">h</a></p>'

function bodies(random: SeededRandom): WrittenProperty[] {
  const all: WrittenProperty[] = [
    { id: 0x8001, type: 0x0003, value: 1, name: 'named' },
    { id: 0x0037, type: 0x001f, value: 'Subject' },
    { id: 0x0042, type: 0x001f, value: 'Anna' },
    { id: 0x0039, type: 0x0040, value: 1.7e12 },
    { id: 0x1000, type: random.pick([0x001e, 0x001f]), value: 'plain https://tnef.test/p' },
    { id: 0x1013, type: 0x0102, value: Buffer.from(html) },
    { id: 0x1009, type: 0x0102, value: compressRtf(rtf(random)) },
    { id: 0x3fde, type: 0x0003, value: random.pick([65001, 1251, 932]) },
  ]
  return all.filter(() => random.chance(0.6))
}

function tnefAttachment(random: SeededRandom, depth: number): WrittenAttachment {
  const kind = random.below(5)
  if (kind === 0 && depth > 0)
    return {
      title: 'm',
      properties: [
        { id: 0x3705, type: 0x0003, value: 5 },
        { id: 0x3701, type: 0x000d, value: tnef(random, depth - 1), interfaceId: MESSAGE_INTERFACE },
      ],
    }
  if (kind === 1)
    return {
      properties: [
        { id: 0x3705, type: 0x0003, value: random.pick([2, 4, 7]) },
        {
          id: 0x370d,
          type: 0x001f,
          value: random.pick(['https://files.test/x', '\\\\server.test\\x', 'C:\\x']),
        },
      ],
    }
  if (kind === 2)
    return {
      title: 'o',
      properties: [{ id: 0x3701, type: 0x000d, value: random.bytes(30), interfaceId: STORAGE_INTERFACE }],
    }
  return {
    title: 'a.txt',
    data: kind === 3 ? Buffer.from('Subject: in\n\nhttps://tnef.test/m\n') : random.bytes(40),
    properties: [
      { id: 0x3707, type: 0x001f, value: 'long näme.pdf' },
      {
        id: 0x370e,
        type: 0x001e,
        value: kind === 3 ? 'message/rfc822' : random.pick(['text/html', 'a/b', '']),
      },
    ],
  }
}

function tnef(random: SeededRandom, depth: number): Buffer {
  return writeTnef({
    codepage: random.pick([1252, 1251, 932, 65001, 0]),
    ...(random.chance(0.4) ? { body: 'old https://tnef.test/o' } : {}),
    ...(random.chance(0.3) ? { subject: 'old subject' } : {}),
    properties: bodies(random),
    attachments: Array.from({ length: random.below(4) }, () => tnefAttachment(random, depth)),
    ...(random.chance(0.1) ? { checksumError: 1 } : {}),
  })
}

function cms(random: SeededRandom): { readonly type: string; readonly content: Buffer } {
  const form = {
    indefinite: random.chance(0.4),
    ...(random.chance(0.4) ? { pieces: 1 + random.below(99) } : {}),
  }
  const what = random.next()
  if (what < 0.15) return { type: 'enveloped-data', content: envelopedData(form) }
  const inner = entity(random, 1, STRUCTURES)
  const bytes = Buffer.from(`${inner.header}\n\n${inner.body}`, 'latin1')
  return what < 0.35
    ? { type: 'compressed-data', content: compressedData(bytes, form) }
    : { type: 'signed-data', content: signedData(what < 0.4 ? undefined : bytes, form) }
}

function appleSingle(random: SeededRandom): Buffer {
  const head = Buffer.alloc(26 + 24)
  head.writeUInt32BE(random.chance(0.9) ? 0x00051600 : 0x00051607, 0)
  head.writeUInt16BE(2, 24)
  head.writeUInt32BE(3, 26)
  head.writeUInt32BE(50, 30)
  head.writeUInt32BE(5, 34)
  head.writeUInt32BE(1, 38)
  head.writeUInt32BE(55, 42)
  head.writeUInt32BE(20, 46)
  return Buffer.concat([head, Buffer.from('a.pdf%PDF-1.4 and the rest')])
}

export const STRUCTURES: readonly ((random: SeededRandom) => Entity)[] = [
  (random) => encoded('Content-Type: application/ms-tnef; name=winmail.dat', tnef(random, 2), random),
  (random) => {
    const { type, content } = cms(random)
    return encoded(
      `Content-Type: application/pkcs7-mime; smime-type=${type}; name=smime.p7m`,
      content,
      random,
    )
  },
  (random) => {
    const files = Array.from({ length: 1 + random.below(3) }, () => {
      const bytes = random.bytes(random.below(200))
      const whole = random.chance(0.5)
        ? uuencode('a file.bin', bytes, { blank: random.pick(['`', ' ']) })
        : yencode('b.bin', bytes, {
            line: random.pick([64, 128]),
            ...(random.chance(0.3) ? { part: { part: 1, total: 2, offset: 0, size: 999 } } : {}),
          })
      const kept = random.chance(0.8) ? whole : whole.slice(0, random.below(whole.length))
      return `some text https://between.test/\n${kept}`
    })
    return encoded(
      `Content-Type: text/plain; charset=utf-8${random.chance(0.2) ? '; format=flowed' : ''}`,
      Buffer.from(files.join('\n'), 'latin1'),
      random,
    )
  },
  (random) => encoded('Content-Type: application/applefile', appleSingle(random), random),
]
