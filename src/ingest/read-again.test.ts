import assert from 'node:assert/strict'
import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import type { RawMessage, SourceLocation } from '../model/source.ts'
import { type FileSourceOptions, fileSource } from './file-source.ts'
import type { ReadAgain } from './read-again.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-again-'))
after(() => rmSync(root, { recursive: true, force: true }))
let files = 0

function fileOf(content: string | Uint8Array): string {
  const path = join(root, String(files++))
  writeFileSync(path, content)
  return path
}

async function read(path: string, options: FileSourceOptions = {}): Promise<RawMessage[]> {
  const messages: RawMessage[] = []
  for await (const item of fileSource(options).read([path]))
    if (item.kind === 'raw-message') messages.push(item)
  return messages
}

async function answersFor(
  locations: readonly SourceLocation[],
  options: FileSourceOptions = {},
): Promise<ReadAgain[]> {
  const answers: ReadAgain[] = []
  for await (const answer of fileSource(options).readMany(locations)) answers.push(answer)
  return answers
}

async function again(
  locations: readonly SourceLocation[],
  options: FileSourceOptions = {},
): Promise<(RawMessage | undefined)[]> {
  const answers = await answersFor(locations, options)
  assert.equal(answers.length, locations.length)
  return answers.map(({ raw }) => raw)
}

const SEPARATOR = 'From ann@example.org Thu Jun 13 12:00:00 2024\n'
const mail = (subject: string, body = 'text\n') => `From: ann@example.org\nSubject: ${subject}\n\n${body}`
const MBOX = [
  mail('one', '>From here\n>>From there\n'),
  mail('two', `two\n\nFrom in doubt\n`),
  `Content-Length: ${`a\n\n${SEPARATOR}b\n`.length}\n${mail('three', `a\n\n${SEPARATOR}b\n`)}`,
  mail('four', 'x'.repeat(3000)),
  '',
  mail('six'),
]
  .map((message) => `${SEPARATOR}${message}\n${message.endsWith('\n') || message === '' ? '' : '\n'}`)
  .join('')

const PACKINGS: [string, Uint8Array][] = [
  ['plain', Buffer.from(MBOX)],
  ['gzip', gzipSync(MBOX)],
  ['zstd', zstdCompressSync(MBOX)],
  ['both', gzipSync(zstdCompressSync(MBOX))],
]

for (const [name, bytes] of PACKINGS)
  test(`every message of an mbox comes back the same: ${name}`, async () => {
    const path = fileOf(bytes)
    for (const options of [{}, { messageBytes: 1000 }]) {
      const messages = await read(path, options)
      assert.equal(messages.length, 6)
      assert.deepEqual(
        await again(
          messages.map(({ source }) => source),
          options,
        ),
        messages,
      )
      for (const message of messages)
        assert.deepEqual(await fileSource(options).readAt(message.source), message)
    }
  })

test('locations come in any order, from several files, and may repeat', async () => {
  const paths = PACKINGS.map(([, bytes]) => fileOf(bytes))
  const messages = (await Promise.all(paths.map((path) => read(path)))).flat()
  const key = ({ file, offset }: SourceLocation) => `${file}#${offset}`
  const bytesAt = new Map(messages.map(({ source, bytes }) => [key(source), bytes]))
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...messages), { maxLength: 12 }), async (asked) => {
      const locations = asked.map(({ source }) => source)
      const answers = await answersFor(locations)
      assert.deepEqual(answers.map(({ location }) => key(location)).sort(), locations.map(key).sort())
      for (const { location, raw } of answers) {
        assert.deepEqual(raw?.bytes, bytesAt.get(key(location)))
        assert.equal(raw?.source, location)
      }
    }),
    { numRuns: 50 },
  )
})

test('single messages and Maildir messages come back, also when renamed since', async () => {
  const eml = fileOf(mail('eml'))
  const packed = fileOf(gzipSync(mail('packed')))
  const maildir = join(root, String(files++))
  for (const place of ['cur', 'new']) mkdirSync(join(maildir, place), { recursive: true })
  writeFileSync(join(maildir, 'new/1718280000.M1.host'), mail('maildir'))
  const messages = [...(await read(eml)), ...(await read(packed)), ...(await read(maildir))]
  assert.deepEqual(await again(messages.map(({ source }) => source)), messages)
  renameSync(join(maildir, 'new/1718280000.M1.host'), join(maildir, 'cur/1718280000.M1.host:2,S'))
  assert.deepEqual(await again(messages.map(({ source }) => source)), messages)
})

test('a message that is not there any more is not invented', async () => {
  const path = fileOf(MBOX)
  const messages = await read(path)
  const last = messages.at(-1)!.source
  const [first] = messages
  const source = fileSource()
  assert.equal(await source.readAt({ ...first!.source, offset: 1 }), undefined)
  assert.equal(await source.readAt({ ...first!.source, length: MBOX.length }), undefined)
  for (const [offset, length] of [
    [-1, 10],
    [0.5, 10],
    [0, 0],
    [0, Number.NaN],
    [1e9, 10],
  ] as const)
    assert.equal(await source.readAt({ ...last, offset, length }), undefined)
  assert.equal(await source.readAt({ ...last, file: join(root, 'nowhere') }), undefined)
  assert.equal(await source.readAt({ ...last, file: root }), undefined)
  assert.equal(await source.readAt({ ...last, file: '-' }), undefined)
  truncateSync(path, last.offset + 60)
  assert.equal(await source.readAt(last), undefined)
  assert.deepEqual(await source.readAt(first!.source), first)

  const eml = fileOf(mail('eml'))
  const [message] = await read(eml)
  appendFileSync(eml, 'more')
  assert.equal(await source.readAt(message!.source), undefined)
})

test('the part of a damaged file that was readable is readable again', async () => {
  const packed = gzipSync(MBOX)
  const path = fileOf(packed.subarray(0, packed.length - 14))
  const messages = await read(path)
  assert.ok(messages.length > 2)
  const answers = await again(messages.map(({ source }) => source))
  assert.deepEqual(
    answers.map((raw) => raw?.bytes),
    messages.map(({ bytes }) => bytes),
  )
})
