import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Message, Part } from '../model/message.ts'
import { type PlacedEvidence, partText } from './part-text.ts'

interface Given {
  readonly body: Uint8Array | string
  readonly encoding: string
  readonly charset: string
  readonly text?: string
}

/** A message whose only part lies behind ten bytes of header. */
function given({ body, encoding, charset, text = '' }: Given): {
  message: Message
  bytes: Uint8Array
  part: Part
} {
  const content = typeof body === 'string' ? Buffer.from(body, 'latin1') : Buffer.from(body)
  const bytes = new Uint8Array(Buffer.concat([Buffer.alloc(10, 'h'), content]))
  const part: Part = {
    kind: 'leaf',
    path: '1',
    contentType: { mediaType: 'text/plain', parameters: {} },
    encoding,
    header: [],
    headerRange: { start: 0, end: 10 },
    bodyRange: { start: 10, end: bytes.length },
    children: [],
  }
  const texts = [{ part: '1', mediaType: 'text/plain', charset, text, attached: false }]
  return { message: { texts } as unknown as Message, bytes, part }
}

const at = (start: number, end: number, of?: string, quoted = ''): PlacedEvidence => ({
  range: of === undefined ? { start, end } : { start, end, of },
  part: '1',
  quoted,
  finding: 1,
  id: 'e',
})

function marked(mail: ReturnType<typeof given>, evidence: PlacedEvidence): string | undefined {
  const result = partText(mail.message, mail.bytes, mail.part, [evidence])
  const mark = result?.marks[0]
  return mark && result.text.slice(mark.start, mark.end)
}

test('8bit UTF-8: bytes become characters', () => {
  const mail = given({ body: Buffer.from('é 記者 x'), encoding: '8bit', charset: 'utf-8' })
  assert.equal(marked(mail, at(13, 19)), '記者')
})

test('quoted-printable: raw ranges over escapes and soft line breaks', () => {
  const body = 'caf=C3=A9 is=\r\n open =\nnow =ZZ='
  const mail = given({ body, encoding: 'quoted-printable', charset: 'utf-8' })
  assert.equal(partText(mail.message, mail.bytes, mail.part, [])?.text, 'café is open now =ZZ=')
  assert.equal(marked(mail, at(10, 19)), 'café')
  const from = 10 + body.indexOf('is')
  assert.equal(marked(mail, at(from, from + 'is=\r\n open'.length)), 'is open')
})

test('base64: ranges count in the decoded part; raw ranges have no place', () => {
  const body = Buffer.from('Chère Vera, lisez ceci').toString('base64').replace(/.{8}/g, '$&\r\n')
  const mail = given({ body, encoding: 'base64', charset: 'utf-8' })
  assert.equal(marked(mail, at(0, 6, '1')), 'Chère')
  assert.equal(marked(mail, at(12, 18)), undefined)
})

test('legacy charsets by TextDecoder', () => {
  const mail = given({ body: 'Gr\xfc\xdfe \x93x\x94', encoding: '8bit', charset: 'windows-1252' })
  assert.equal(marked(mail, at(10, 15)), 'Grüße')
})

test('a charset only the reader knows: its text, with the quoted value looked up', () => {
  const mail = given({ body: 'xx', encoding: '8bit', charset: 'x-mac-unknown', text: 'the decoded text' })
  assert.equal(marked(mail, at(10, 12, undefined, 'decoded')), 'decoded')
  assert.equal(marked(mail, at(10, 12, undefined, 'absent')), undefined)
})

test('an unknown encoding or a part inside a decoded part: the same', () => {
  const mail = given({ body: 'xx', encoding: 'x-uuencode', charset: 'utf-8', text: 'the decoded text' })
  assert.equal(marked(mail, at(0, 3, '1', 'the')), 'the')
  const inner = {
    ...mail,
    part: { ...mail.part, encoding: '7bit', bodyRange: { start: 0, end: 2, of: '1' } },
  }
  assert.equal(marked(inner, at(0, 3, '1', 'text')), 'text')
})

test('evidence elsewhere, backwards or beyond the end is not marked', () => {
  const mail = given({ body: 'hello', encoding: '7bit', charset: 'utf-8' })
  for (const evidence of [at(0, 5), at(12, 400), at(13, 11), at(0, 2, '2'), at(0, 99, '1'), at(-4, 12)])
    assert.equal(marked(mail, evidence), undefined)
})

test('a part without text is not shown', () => {
  const mail = given({ body: 'x', encoding: '7bit', charset: 'utf-8' })
  assert.equal(partText(mail.message, mail.bytes, { ...mail.part, path: '2' }, []), undefined)
})
