import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { threadTime } from '../testing/thread-time.ts'
import type { ByteReader } from './byte-reader.ts'
import { ByteWindow } from './byte-window.ts'
import { type MboxMessage, type SplitLimits, splitMbox } from './mbox-split.ts'

const LIMITS: SplitLimits = { messageBytes: 1 << 20, searchBytes: Number.POSITIVE_INFINITY }

function memory(bytes: Uint8Array, failure?: unknown): ByteReader {
  let at = 0
  return {
    async read(into) {
      const part = bytes.subarray(at, at + into.length)
      if (part.length === 0 && failure !== undefined) throw failure
      into.set(part)
      at += part.length
      return part.length
    },
    consumed: () => at,
    close: async () => {},
  }
}

async function split(
  mbox: string | Uint8Array,
  {
    chunk = 4096,
    limits = LIMITS,
    failure,
  }: { chunk?: number; limits?: SplitLimits; failure?: unknown } = {},
): Promise<MboxMessage[]> {
  const bytes = typeof mbox === 'string' ? Buffer.from(mbox, 'latin1') : mbox
  const messages: MboxMessage[] = []
  for await (const batch of splitMbox(new ByteWindow(memory(bytes, failure), chunk), limits))
    messages.push(...batch)
  return messages
}

function texts(messages: readonly MboxMessage[]): string[] {
  return messages.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
}

function codes(message: MboxMessage | undefined): string[] {
  return (message?.issues ?? []).map(({ code }) => code)
}

/** The messages lie one behind the other and leave nothing out. */
function assertCovers(messages: readonly MboxMessage[], length: number): void {
  let end = 0
  for (const message of messages) {
    assert.equal(message.offset, end)
    end += message.length
  }
  assert.equal(end, length)
}

const SEPARATOR = 'From ann@example.org Thu Jun 13 12:00:00 2024\n'
const HEADER = 'From: Ann <ann@example.org>\nSubject: a\n\n'

/** Writers of the two quoting dialects, after qmail's mbox(5), and sharing nothing with the reader. */
function write(messages: readonly string[], quoted: RegExp, eol: string): string {
  return messages
    .map((message) => {
      const lines = message.split('\n').map((line) => (quoted.test(line) ? `>${line}` : line))
      return `${SEPARATOR.slice(0, -1)}${eol}${lines.join('\n')}${eol}`
    })
    .join('')
}
const RD = /^>*From /
const O = /^From /

/** Messages made of everything that looks like an mbox, with line ends of one kind. */
function messagesWith(eol: string): fc.Arbitrary<string[]> {
  const line = fc.oneof(
    fc.constantFrom(
      '',
      ' ',
      '\r',
      'From ',
      'From here on',
      '>From here on',
      '>>From ann@example.org Thu Jun 13 12:00:00 2024',
      '> From',
      '>',
      'xFrom ann',
      'From ann@example.org Thu Jun 13 12:00:00 2024',
      'Subject: a',
      '\0\0From ',
      'From',
    ),
    fc.string({
      unit: fc
        .integer({ min: 0, max: 255 })
        .filter((c) => c !== 10)
        .map((c) => String.fromCharCode(c)),
      maxLength: 60,
    }),
  )
  const message = fc
    .array(line, { maxLength: 12 })
    .map((lines) => `From: ann@example.org${eol}${eol}${lines.map((text) => text + eol).join('')}`)
  return fc.array(message, { minLength: 1, maxLength: 5 })
}

for (const [name, eol] of [
  ['LF', '\n'],
  ['CRLF', '\r\n'],
] as const)
  test(`whatever an mboxrd writer wrote with ${name} comes back, whatever the chunk size`, async () => {
    await fc.assert(
      fc.asyncProperty(messagesWith(eol), fc.integer({ min: 1, max: 300 }), async (messages, chunk) => {
        const mbox = write(messages, RD, eol)
        const read = await split(mbox, { chunk })
        assert.deepEqual(texts(read), messages)
        assert.equal(
          read.map(({ offset }) => mbox.slice(offset, offset + 5)).join(''),
          'From '.repeat(read.length),
        )
        assertCovers(read, mbox.length)
      }),
      { numRuns: 300 },
    )
  })

test('an mboxo file comes back but for one > of lines that already began with >From', async () => {
  await fc.assert(
    fc.asyncProperty(messagesWith('\n'), fc.integer({ min: 1, max: 300 }), async (messages, chunk) => {
      const documented = messages.map((message) => message.replace(/(^|\n)>(>*From )/g, '$1$2'))
      assert.deepEqual(texts(await split(write(messages, O, '\n'), { chunk })), documented)
    }),
    { numRuns: 200 },
  )
})

test('arbitrary bytes after a separator never throw, lose nothing and do not depend on the chunk size', async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      SEPARATOR,
      `\n${SEPARATOR}`,
      HEADER,
      '\n',
      '\r\n',
      'Content-Length: 12\n',
      'Content-Length: 0\n\n',
      '>From \n',
      'text\n',
      'From x\n',
    ),
    fc.integer({ min: 0, max: 400 }).map((length) => `Content-Length: ${length}\n`),
    fc.string({ maxLength: 5 }),
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 30 }),
      fc.integer({ min: 1, max: 100 }),
      fc.constantFrom(1, 40, 1000),
      async (pieces, chunk, messageBytes) => {
        const mbox = Buffer.from(SEPARATOR + pieces.join(''), 'latin1')
        const limits = { ...LIMITS, messageBytes }
        const read = await split(mbox, { chunk, limits })
        assert.deepEqual(read, await split(mbox, { chunk: 100_000, limits }))
        assertCovers(read, mbox.length)
        for (const { offset, length, bytes } of read) {
          assert.ok(bytes.length <= messageBytes)
          // one message again, without the rest of the file
          const [again] = await split(mbox.subarray(offset, offset + length), { chunk, limits })
          assert.deepEqual(
            [again?.bytes, again?.length, again?.time],
            [bytes, length, read.find((m) => m.offset === offset)?.time],
          )
        }
      },
    ),
    { numRuns: 1000 },
  )
})

test('a message has memory of its own, of its own size', async () => {
  const [first, second] = await split(`${SEPARATOR}${HEADER}one\n\n${SEPARATOR}${HEADER}>From\n>From you\n\n`)
  assert.equal(first?.bytes.buffer.byteLength, first?.bytes.length)
  assert.notEqual(first?.bytes.buffer, second?.bytes.buffer)
  assert.equal(Object.getPrototypeOf(first?.bytes), Uint8Array.prototype)
})

test('the separator gives the time', async () => {
  const [message] = await split(`${SEPARATOR}${HEADER}`)
  assert.equal(message?.time, Date.UTC(2024, 5, 13, 12))
})

test('a From line counts after a blank line only; one that is not plausible is text, and in doubt', async () => {
  const quiet = await split(`${SEPARATOR}${HEADER}text\nFrom here on\nmore\n\n`)
  assert.deepEqual(texts(quiet), [`${HEADER}text\nFrom here on\nmore\n`])
  assert.deepEqual(codes(quiet[0]), [])

  const afterBlank = await split(`${SEPARATOR}${HEADER}text\n\nFrom here on\nmore\n\n`)
  assert.deepEqual(texts(afterBlank), [`${HEADER}text\n\nFrom here on\nmore\n`])
  assert.deepEqual(codes(afterBlank[0]), ['source.separator-in-doubt'])
  const { start, end } = afterBlank[0]!.issues[0]!.range!
  assert.equal(Buffer.from(afterBlank[0]!.bytes.subarray(start, end)).toString(), 'From ')
  assert.equal(start, HEADER.length + 6)

  const noBlank = await split(`${SEPARATOR}${HEADER}text\n${SEPARATOR}more\n\n`)
  assert.equal(noBlank.length, 1)
  assert.deepEqual(codes(noBlank[0]), ['source.separator-in-doubt'])
})

test('two separators with nothing between are an empty message', async () => {
  const read = await split(`${SEPARATOR}\n${SEPARATOR}${HEADER}b\n\n`)
  assert.deepEqual(texts(read), ['', `${HEADER}b\n`])
  assert.deepEqual(codes(read[0]), ['source.empty-message'])
})

test('only one blank line belongs to the mbox, also at the end of the file', async () => {
  assert.deepEqual(texts(await split(`${SEPARATOR}${HEADER}a\n\n\n\n`)), [`${HEADER}a\n\n\n`])
  assert.deepEqual(texts(await split(`${SEPARATOR}${HEADER}a\n`)), [`${HEADER}a\n`])
  assert.deepEqual(texts(await split(`${SEPARATOR}${HEADER}a`)), [`${HEADER}a`])
  // CRLF message in an LF container
  const crlf = 'Subject: a\r\n\r\nb\r\n'
  assert.deepEqual(texts(await split(`${SEPARATOR}${crlf}\n${SEPARATOR}${crlf}\n`)), [crlf, crlf])
})

test('a file that ends inside a header is cut short', async () => {
  const read = await split(`${SEPARATOR}${HEADER}a\n\n${SEPARATOR}From: Ann <ann@exam`)
  assert.deepEqual(read.map(codes), [[], ['source.truncated']])
})

test('a file that fails gives what was read of the last message', async () => {
  const read = await split(`${SEPARATOR}${HEADER}a\n\n${SEPARATOR}${HEADER}half`, {
    failure: new Error('EIO'),
  })
  assert.deepEqual(texts(read), [`${HEADER}a\n`, `${HEADER}half`])
  assert.deepEqual(read.map(codes), [[], ['source.truncated']])
})

function withLength(body: string, length: number = body.length): string {
  return `From: ann@example.org\nContent-Length: ${length}\n\n${body}`
}

test('a fitting Content-Length keeps unquoted From lines in the body (mboxcl2)', async () => {
  const first = withLength(`one\n\n${SEPARATOR}and >From text\n>From here\n`)
  const second = withLength('two')
  for (const blank of ['\n', '']) {
    const read = await split(`${SEPARATOR}${first}${blank}${SEPARATOR}${second}`)
    assert.deepEqual(texts(read), [first, second])
    assert.deepEqual(read.map(codes), [[], []])
  }
})

test('a fitting Content-Length with a quoted body is un-quoted (mboxcl)', async () => {
  const body = '>From here\n>>From there\n'
  const read = await split(`${SEPARATOR}${withLength(body)}\n${SEPARATOR}${HEADER}b\n\n`)
  assert.deepEqual(texts(read), [withLength('From here\n>From there\n', body.length), `${HEADER}b\n`])
})

test('a Content-Length that does not fit is ignored', async () => {
  for (const length of [0, 1, 5, 20, 1_000_000, 999_999_999_999]) {
    const first = withLength('one\n>two\n', length)
    const read = await split(`${SEPARATOR}${first}\n${SEPARATOR}${HEADER}b\n\n`)
    assert.deepEqual(texts(read), [first, `${HEADER}b\n`], String(length))
  }
  const twice = `Content-Length: 3\n${withLength(`a\n\n${SEPARATOR}b\n`)}`
  assert.equal((await split(`${SEPARATOR}${twice}\n`)).length, 2)
})

test('a Content-Length that reaches over the next message does not hide it', async () => {
  const hidden = `${SEPARATOR}${HEADER}b\n\n`
  const body = 'one\n'
  const reaching = withLength(body, `${body}\n${hidden}`.length)
  assert.deepEqual(texts(await split(`${SEPARATOR}${reaching}\n${hidden}${SEPARATOR}${HEADER}c\n\n`)), [
    reaching,
    `${HEADER}b\n`,
    `${HEADER}c\n`,
  ])
  // nor when text that looks like a separator stands before it
  const veiled = `${body}\n${SEPARATOR}no header\n\n${hidden}`
  const read = await split(`${SEPARATOR}${withLength(body, veiled.length)}${veiled.slice(body.length)}`)
  assert.equal(texts(read).at(-1), `${HEADER}b\n`)
  assert.deepEqual(codes(read[0]), ['source.separator-in-doubt'])
})

test('many lengths that reach to one place take linear time', async () => {
  const count = 40_000
  const unit = (length: number) =>
    `${SEPARATOR}no header\nContent-Length: ${String(length).padStart(8, '0')}\n\n`
  const size = unit(0).length
  const tail = `text\n\n${SEPARATOR}${HEADER}b\n\n`
  const units = Array.from({ length: count }, (_, index) => unit((count - index - 1) * size + tail.length))
  const started = threadTime()
  const read = await split(units.join('') + tail, {
    chunk: 1 << 20,
    limits: { ...LIMITS, messageBytes: 1 << 26 },
  })
  assert.equal(read.length, count + 1)
  assert.ok(threadTime() - started < 10_000)
})

test('a message over the limit is cut, with a mark, and the next one is found', async () => {
  const limits = { ...LIMITS, messageBytes: 100 }
  const long = `${HEADER}${'x'.repeat(5000)}\n`
  for (const chunk of [1, 7, 100, 8192]) {
    const read = await split(`${SEPARATOR}${long}\n${SEPARATOR}${HEADER}b\n\n`, { chunk, limits })
    assert.deepEqual(texts(read), [long.slice(0, 100), `${HEADER}b\n`])
    assert.deepEqual(read.map(codes), [['limit.message-size'], []])
    assert.equal(read[0]?.length, SEPARATOR.length + long.length + 1)
  }
  const exact = `${HEADER}${'x'.repeat(100 - HEADER.length - 1)}\n`
  assert.deepEqual(codes((await split(`${SEPARATOR}${exact}\n`, { limits }))[0]), [])
})

test('the search for the end of a message can be bounded', async () => {
  const limits = { messageBytes: 100, searchBytes: 10_000 }
  const window = new ByteWindow(memory(Buffer.from(SEPARATOR + HEADER + '\0'.repeat(100_000))), 1000)
  const read: MboxMessage[] = []
  for await (const batch of splitMbox(window, limits)) read.push(...batch)
  assert.deepEqual(read.map(codes), [['limit.message-size', 'source.truncated']])
  assert.match(String(window.failure), /MessageEndless/)
  assert.ok(window.offset < 20_000)
})
