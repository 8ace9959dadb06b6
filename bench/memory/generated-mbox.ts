/**
 * A long mbox (mboxrd) of fictional mail, written to standard output: `node bench/memory/generated-mbox.ts MEGABYTES`.
 * A few hundred mails of several clients, with texts, links and attachments, are built once and written again and again with
 * other identifiers, dates and subjects: no two are alike, and writing costs little beside reading.
 */
import { once } from 'node:events'
import { pathToFileURL } from 'node:url'
import { CLIENT_NAMES } from '../../src/testing/client-shape.ts'
import { buildMessage } from '../../src/testing/message-builder.ts'

const PATTERNS = 240
const START: number = Date.UTC(2020, 0, 6, 8)
const WORDS: readonly string[] = (
  'agenda minutes budget travel report board meeting draft comments deadline office visit schedule contract notes ' +
  'summary proposal review partner region campaign volunteers speech article ministry treaty hearing'
).split(' ')

/** A small generator of numbers, the same in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** One mail in pieces, between which the number of the copy is written. */
interface Pattern {
  readonly pieces: readonly Buffer[]
}

const MARK = 'COPYNUMBER'

function pattern(index: number): Pattern {
  const random = numbers(index + 1)
  const word = (): string => WORDS[random(WORDS.length)]!
  const sentence = (): string => `${Array.from({ length: 6 + random(14) }, word).join(' ')}.`
  const paragraph = (): string => Array.from({ length: 1 + random(6) }, sentence).join(' ')
  const person = (): string => {
    const name = word()
    return `${name[0]!.toUpperCase()}${name.slice(1)} Example <${name}${random(40)}@org${random(9)}.example>`
  }
  const paragraphs = Array.from({ length: 2 + random(12) }, paragraph)
  const isHtml = index % 3 !== 0
  const attachments =
    index % 8 === 0
      ? [
          {
            name: `${word()}.pdf`,
            type: 'application/pdf',
            content: Uint8Array.from({ length: 4000 + random(60_000) }, () => random(256)),
          },
        ]
      : []
  const mail = buildMessage({
    client: CLIENT_NAMES[index % CLIENT_NAMES.length]!,
    seed: String(index),
    from: person(),
    to: [person(), person()],
    subject: `${word()} ${word()} ${MARK}`,
    messageId: `${MARK}.${index}@mail.example`,
    references: index % 4 === 0 ? [`earlier.${MARK}@mail.example`] : [],
    received: [
      {
        from: `mail${random(9)}.example`,
        ip: `192.0.2.${random(250)}`,
        by: 'mx.example.org',
        with: 'ESMTPS',
        time: START + index * 3_600_000,
      },
    ],
    authenticationResults: 'mx.example.org; spf=pass smtp.mailfrom=example.org; dkim=none',
    text: `${paragraphs.join('\n\n')}\n\nhttps://www.site${random(50)}.example/${word()}/${MARK}\n`,
    ...(isHtml
      ? {
          html: `<html><body>${paragraphs.map((text) => `<p style="margin:0">${text}</p>`).join('')}<a href="https://www.site${random(50)}.example/${word()}?id=${MARK}">${word()}</a></body></html>`,
        }
      : {}),
    attachments,
    lineEnd: '\n',
  })
  const text = Buffer.from(mail)
    .toString('latin1')
    .replace(/^(>*From )/gm, '>$1')
  const whole = `From list@example.org Mon Jan  6 08:00:00 2020\n${text}${text.endsWith('\n') ? '' : '\n'}\n`
  return { pieces: whole.split(MARK).map((piece) => Buffer.from(piece, 'latin1')) }
}

let patterns: readonly Pattern[] | undefined

/** Pieces of an mbox of at least `bytes`, or of `messages` mails. */
export function* generatedMbox(limit: {
  readonly bytes?: number
  readonly messages?: number
}): Generator<Buffer, void, undefined> {
  patterns ??= Array.from({ length: PATTERNS }, (_, index) => pattern(index))
  let bytes = 0
  let chunk: Buffer[] = []
  let held = 0
  for (let copy = 0; copy < (limit.messages ?? Infinity) && bytes < (limit.bytes ?? Infinity); copy++) {
    const mark = Buffer.from(String(1_000_000_000 + copy))
    const { pieces } = patterns[copy % PATTERNS]!
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) chunk.push(mark)
      chunk.push(piece)
      held += piece.length + (index > 0 ? mark.length : 0)
    }
    if (held < 1 << 20) continue
    yield Buffer.concat(chunk)
    bytes += held
    chunk = []
    held = 0
  }
  if (held > 0) yield Buffer.concat(chunk)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const megabytes = Number(process.argv[2] ?? 0)
  for (const chunk of generatedMbox({ bytes: megabytes * 1e6 }))
    if (!process.stdout.write(chunk)) await once(process.stdout, 'drain')
}
