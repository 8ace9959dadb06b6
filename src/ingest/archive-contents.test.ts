import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { after, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import type { RawMessage, SourceTrouble } from '../model/source.ts'
import { tarOf } from '../testing/tar-writer.ts'
import { zipOf } from '../testing/zip-writer.ts'
import { expansionBudget } from './expansion-guard.ts'
import { type FileSourceOptions, fileSource } from './file-source.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-archives-'))
after(() => rmSync(root, { recursive: true, force: true }))
let files = 0

function fileOf(content: Uint8Array): string {
  const path = join(root, String(files++))
  writeFileSync(path, content)
  return path
}

interface Reading {
  readonly messages: RawMessage[]
  readonly trouble: SourceTrouble[]
  skipped: number
}

async function read(input: string, options: FileSourceOptions = {}): Promise<Reading> {
  const reading: Reading = { messages: [], trouble: [], skipped: 0 }
  for await (const item of fileSource(options).read([input])) {
    if (item.kind === 'raw-message') reading.messages.push(item)
    else if (item.kind === 'source-trouble') reading.trouble.push(item)
    else reading.skipped += item.skipped ?? 0
  }
  return reading
}

async function assertReadAgain({ messages }: Reading): Promise<void> {
  const source = fileSource()
  const key = ({ source: place }: { readonly source: RawMessage['source'] }): string => JSON.stringify(place)
  const wanted = new Map(messages.map((message) => [key(message), message]))
  assert.equal(wanted.size, messages.length, 'every place is told from every other')
  let answers = 0
  for await (const { location, raw } of source.readMany(messages.map(({ source: place }) => place))) {
    const before = wanted.get(JSON.stringify(location))
    assert.deepEqual(raw?.bytes, before?.bytes, JSON.stringify(location))
    assert.equal(raw?.containerTime, before?.containerTime)
    answers++
  }
  assert.equal(answers, messages.length)
  for (const message of messages.slice(0, 3))
    assert.deepEqual((await source.readAt(message.source))?.bytes, message.bytes)
}

const subjects = ({ messages }: Reading): (string | undefined)[] =>
  messages.map(({ bytes }) => /Subject: (.*)/.exec(Buffer.from(bytes).toString('latin1'))?.[1])
const items = ({ messages }: Reading): (string | undefined)[] => messages.map(({ source }) => source.item)
const codes = ({ trouble }: Reading): string[] => trouble.map(({ code }) => code)

const SEPARATOR = 'From ann@example.org Thu Jun 13 12:00:00 2024\n'
function mail(subject: string, body = 'text\n'): string {
  return `From: Ann <ann@example.org>\nTo: bob@example.com\nSubject: ${subject}\n\n${body}`
}
function mbox(...messages: readonly string[]): string {
  return messages.map((message) => `${SEPARATOR}${message}\n`).join('')
}

const FILES = {
  'a.eml': mail('a'),
  'mail/Sent.mbox': mbox(mail('b'), mail('c')),
  'mail/old.mbox.gz': gzipSync(mbox(mail('d'), mail('e'))),
  'ann/.Sent/cur/1718280000.M1.host:2,RS': mail('f'),
  'ann/cur/1718280001.M2.host:2,': mail('g'),
  'mail/picture.png': 'never mail',
  '.DS_Store': 'hidden',
} as const
const FOUND: readonly (readonly [
  subject: string,
  item: string,
  folder: string | undefined,
  format: string,
])[] = [
  ['a', 'a.eml', undefined, 'eml'],
  ['b', 'mail/Sent.mbox', 'mail', 'mbox'],
  ['c', 'mail/Sent.mbox', 'mail', 'mbox'],
  ['d', 'mail/old.mbox.gz', 'mail', 'mbox'],
  ['e', 'mail/old.mbox.gz', 'mail', 'mbox'],
  ['f', 'ann/.Sent/cur/1718280000.M1.host:2,RS', 'ann/Sent', 'maildir'],
  ['g', 'ann/cur/1718280001.M2.host:2,', 'ann', 'maildir'],
]

test('an archive is read as a folder would be, whatever it is packed with', async () => {
  const archives: [string, Buffer][] = [
    ['zip', zipOf(FILES)],
    [
      'stored',
      zipOf(Object.entries(FILES).map(([name, content]) => ({ name, content, method: 'stored' as const }))),
    ],
    ['streamed', zipOf(Object.entries(FILES).map(([name, content]) => ({ name, content, streamed: true })))],
    [
      'zip64',
      zipOf(
        Object.entries(FILES).map(([name, content]) => ({ name, content, zip64: true })),
        { zip64: true },
      ),
    ],
    [
      'prefix',
      Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(500), zipOf(FILES, { comment: 'made by us' })]),
    ],
    ['tar', tarOf(FILES)],
    ['tgz', gzipSync(tarOf(FILES))],
    ['tar.zst', zstdCompressSync(tarOf(FILES))],
    ['zip.gz', gzipSync(zipOf(FILES))],
  ]
  for (const [name, content] of archives) {
    const path = fileOf(content)
    for (const input of [path, '-']) {
      const reading = await read(input, {
        stdin: Readable.from([content.subarray(0, 700), content.subarray(700)]),
      })
      assert.deepEqual(reading.trouble, [], name)
      assert.equal(reading.skipped, 2, name)
      assert.deepEqual(
        reading.messages.map(({ source }, index) => [
          subjects(reading)[index],
          source.item,
          source.folder,
          source.format,
        ]),
        FOUND,
        name,
      )
      assert.deepEqual(
        reading.messages.map(({ source }) => source.flags),
        [undefined, ['sent'], ['sent'], undefined, undefined, ['read', 'replied', 'sent'], undefined],
      )
      assert.equal(reading.messages[5]?.containerTime, 1_718_280_000_000)
      assert.ok(reading.messages.every(({ source }) => source.file === input))
      if (input === path) await assertReadAgain(reading)
      else assert.equal(await fileSource().readAt(reading.messages[0]!.source), undefined)
    }
  }
})

test('archives in archives, to a depth', async () => {
  const inner = zipOf({ 'x.mbox': mbox(mail('x1'), mail('x2')) })
  const reading = await read(
    fileOf(tarOf({ 'in.zip': inner, 'deep/in.tgz': gzipSync(tarOf({ 'in.zip': inner })) })),
  )
  assert.deepEqual(reading.trouble, [])
  assert.deepEqual(items(reading), [
    'in.zip!/x.mbox',
    'in.zip!/x.mbox',
    'deep/in.tgz!/in.zip!/x.mbox',
    'deep/in.tgz!/in.zip!/x.mbox',
  ])
  await assertReadAgain(reading)
  let nested = zipOf({ 'a.eml': mail('deep') })
  for (let depth = 0; depth < 8; depth++) nested = zipOf({ 'a.eml': mail(String(depth)), 'n.zip': nested })
  const deep = await read(fileOf(nested))
  assert.deepEqual(subjects(deep), ['7', '6', '5', '4', '3'])
  assert.deepEqual(codes(deep), ['too-large'])
})

test('names: long ones, odd ones, the same one twice', async () => {
  const long = `${'folder/'.repeat(40)}a.eml`
  const names = [
    '../../etc/passwd.eml',
    '/abs/b.eml',
    'C:\\dir\\c.eml',
    'ä#1.eml',
    'line\nbreak.eml',
    'a.eml',
    'a.eml',
    'a.eml~7',
  ]
  const archives = [
    tarOf([
      ...names.map((name) => ({ name, content: mail(name.slice(0, 3)) })),
      { name: long, content: mail('pax'), long: 'pax' as const },
      { name: long, content: mail('gnu'), long: 'gnu' as const },
      { name: `${'p'.repeat(120)}/u.eml`, content: mail('ustar'), long: 'ustar' as const },
      { name: 'v7.eml', content: mail('v7'), format: 'v7' as const, type: '\0' },
    ]),
    zipOf([...names, long, long].map((name) => ({ name, content: mail('z') }))),
  ]
  const before = readdirSync(root).length
  for (const [index, content] of archives.entries()) {
    const reading = await read(fileOf(content))
    assert.deepEqual(reading.trouble, [])
    const found = items(reading)
    assert.equal(new Set(found).size, found.length)
    assert.deepEqual(found.slice(0, 9), [...names.slice(0, 6), 'a.eml~7', 'a.eml~7~8', long])
    if (index === 0) assert.ok(found.includes(`${'p'.repeat(120)}/u.eml`) && found.includes('v7.eml'))
    await assertReadAgain(reading)
  }
  assert.equal(readdirSync(root).length, before + archives.length, 'nothing was written')
})

test('a name that is no UTF-8 is read in the old code page', async () => {
  const reading = await read(
    fileOf(zipOf([{ name: Buffer.from('gr\x81n.eml', 'latin1'), content: mail('a') }])),
  )
  assert.deepEqual(items(reading), ['grün.eml'])
  await assertReadAgain(reading)
})

test('what cannot be read in an archive is named, and the rest is read', async () => {
  const zip = await read(
    fileOf(
      zipOf([
        { name: 'locked.eml', content: mail('locked'), flags: 1 },
        { name: 'lzma.eml', content: 'x', method: 14 },
        { name: 'aes.eml', content: 'x', method: 99, flags: 1 },
        { name: 'link.eml', content: '../a.eml', mode: 0o120777 },
        { name: 'notes.txt', content: 'Dear diary,\n' },
        { name: 'wrong.eml', content: mail('wrong'), crc: 1 },
        { name: 'empty.eml', content: '' },
        { name: 'dir/', content: '' },
        { name: 'a.eml', content: mail('a') },
      ]),
    ),
  )
  assert.deepEqual(subjects(zip), ['wrong', 'a'])
  assert.deepEqual(
    zip.trouble.map(({ code, item, fatal, detail }) => [code, item, fatal, detail.slice(0, 20)]),
    [
      ['unreadable', 'locked.eml', false, 'it is encrypted in t'],
      ['unreadable', 'lzma.eml', false, 'it is packed by a me'],
      ['unreadable', 'aes.eml', false, 'it is encrypted in t'],
      ['not-mail', 'notes.txt', false, 'does not begin like '],
      ['corrupt', 'wrong.eml', false, 'the archive is damag'],
      ['empty', 'empty.eml', false, 'nothing is in it: 0 '],
    ],
  )
  assert.equal(zip.skipped, 1)

  const tar = await read(
    fileOf(
      tarOf([
        { name: 'sparse.mbox', content: mbox(mail('s')), type: 'S', format: 'gnu' },
        {
          name: 'sparse2.mbox',
          content: mbox(mail('s')),
          pax: { 'GNU.sparse.major': '1', 'GNU.sparse.name': 'real.mbox' },
        },
        { name: 'link', type: '2', size: 5000 },
        { name: 'hard', type: '1' },
        { name: 'pipe', type: '6' },
        { name: 'dir/', type: '5' },
        { name: 'a.eml', content: mail('a') },
      ]),
    ),
  )
  assert.deepEqual(subjects(tar), ['a'])
  assert.deepEqual(
    tar.trouble.map(({ code, item }) => [code, item]),
    [
      ['unreadable', 'sparse.mbox'],
      ['unreadable', 'real.mbox'],
    ],
  )
  assert.equal(tar.skipped, 3)
})

test('an archive without mail, and many troubles, are one sentence each', async () => {
  const none = await read(fileOf(zipOf({ 'a.png': 'x', '.b': 'x' })))
  assert.deepEqual(
    none.trouble.map(({ code, fatal, detail }) => [code, fatal, detail]),
    [
      [
        'no-mail-here',
        true,
        'no mail in it: 0 files looked at, 1 hidden passed over, 1 of kinds that are never mail passed over',
      ],
    ],
  )
  assert.deepEqual(codes(await read(fileOf(zipOf({})))), ['no-mail-here'])
  const many = await read(
    fileOf(
      zipOf(
        Object.fromEntries([...Array(50).keys()].map((n) => [`${n}.txt`, n === 0 ? mail('a') : 'no mail'])),
      ),
    ),
  )
  assert.equal(many.trouble.length, 21)
  assert.match(many.trouble[20]!.detail, /^29 more files in it: does not begin like mail/)
})

test('an archive that breaks off gives what stands before', async () => {
  const noise = (seed: number): string => {
    let text = ''
    for (let at = 0, state = seed; at < 20_000; at++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      text += at % 70 === 69 ? '\n' : String.fromCharCode(97 + ((state >>> 16) % 26))
    }
    return text
  }
  const entries = Object.fromEntries(
    [...Array(20).keys()].map((n) => [`${n}.eml`, mail(String(n), noise(n))]),
  )
  for (const pack of [(bytes: Buffer) => bytes, gzipSync, zstdCompressSync]) {
    const whole = pack(tarOf(entries))
    const cut = await read(fileOf(whole.subarray(0, Math.floor(whole.length * 0.6))))
    assert.ok(cut.messages.length > 5 && cut.messages.length < 20)
    assert.deepEqual(codes(cut), ['truncated'])
    assert.equal(cut.trouble[0]!.fatal, false)
    assert.deepEqual(
      cut.messages.at(-1)!.issues.map(({ code }) => code),
      ['source.truncated'],
    )
  }
  const tar = Buffer.from(tarOf(entries))
  tar.fill(0xff, 40_000, 60_000)
  const damaged = await read(fileOf(tar))
  assert.ok(damaged.messages.length >= 18)
  assert.deepEqual(codes(damaged), ['corrupt'])

  const zip = zipOf(entries)
  assert.deepEqual(codes(await read(fileOf(zip.subarray(0, -10)))), ['truncated'])
  const torn = Buffer.from(zip)
  torn.fill(0xff, 5000, 5200)
  const partly = await read(fileOf(torn))
  assert.ok(partly.messages.length >= 19)
  assert.ok(
    partly.trouble.length >= 1 && partly.trouble.every(({ code, item }) => code === 'corrupt' && item),
  )
})

test('bombs end early: entries that share their bytes, archives that say they are large, packing in packing', async () => {
  // every entry of the directory points at the same bytes
  const one = zipOf({
    'a.mbox': mbox(...Array.from({ length: 50 }, (_, n) => mail(String(n), 'x'.repeat(5000)))),
  })
  const directory = one.indexOf('PK\x01\x02')
  const header = one.subarray(directory, one.indexOf('PK\x05\x06'))
  const copies = 2000
  const end = Buffer.from(one.subarray(one.indexOf('PK\x05\x06')))
  end.writeUInt16LE(copies, 8)
  end.writeUInt16LE(copies, 10)
  end.writeUInt32LE(header.length * copies, 12)
  const bomb = Buffer.concat([one.subarray(0, directory), ...Array<Buffer>(copies).fill(header), end])
  const overlap = await read(fileOf(bomb))
  assert.ok(overlap.messages.length < 50 * 500)
  assert.match(overlap.trouble.at(-1)!.detail, /overlap/)

  const huge = await read(fileOf(tarOf([{ name: 'a.eml', content: mail('a'), size: 2 ** 50 }])))
  assert.deepEqual([subjects(huge), codes(huge)], [['a'], ['truncated']])
  const name = await read(fileOf(tarOf([{ name: 'x', type: 'L', size: 2 ** 40, format: 'gnu' }])))
  assert.deepEqual(codes(name), ['corrupt', 'no-mail-here'])

  // zeros behind the header of a mail: unpacked piece by piece, and kept as far as a message may go
  const zeros = Buffer.concat([Buffer.from(mail('a')), Buffer.alloc(100_000_000)])
  const zip = fileOf(zipOf({ 'a.eml': zeros, 'b.eml': mail('b') }))
  const large = await read(zip, { messageBytes: 1_000_000 })
  assert.deepEqual([subjects(large), codes(large)], [['a', 'b'], []])
  assert.equal(large.messages[0]!.bytes.length, 1_000_000)
  assert.deepEqual(
    large.messages[0]!.issues.map(({ code }) => code),
    ['limit.message-size'],
  )
})

test('one budget for all that comes out of one file', async () => {
  const budget = expansionBudget(() => 10, 1000)
  const reader = budget.guard({ read: async (into) => into.length, consumed: () => 0, close: async () => {} })
  for (let count = 0; count < 10; count++) await reader.read(new Uint8Array(1000))
  assert.equal(budget.exceeded(), false)
  const other = budget.guard({ read: async (into) => into.length, consumed: () => 0, close: async () => {} })
  await assert.rejects(other.read(new Uint8Array(1)), { name: 'ExpansionExceeded' })
  assert.equal(budget.exceeded(), true)
  await assert.rejects(reader.read(new Uint8Array(1)), { name: 'ExpansionExceeded' })
})

test('copies of what cannot be read out of order are private and do not stay', async () => {
  const place = join(root, 'tmp')
  mkdirSync(place)
  const before = process.env.TMPDIR
  process.env.TMPDIR = place
  try {
    const noise = Buffer.alloc(12 * 1024 * 1024)
    for (let at = 0, state = 1; at < noise.length; at++) {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
      noise[at] = state >>> 16
    }
    const zip = zipOf([
      { name: 'noise.bin', content: noise, method: 'stored' },
      { name: 'a.eml', content: mail('a') },
      { name: 'b.eml', content: mail('b') },
    ])
    for (const stdin of [Readable.from([zip]), Readable.from([gzipSync(zip, { level: 1 })])]) {
      const seen: string[][] = []
      for await (const item of fileSource({ stdin }).read(['-']))
        if (item.kind === 'raw-message') seen.push(readdirSync(place))
      assert.deepEqual(seen, [[], []])
    }
    // and when reading is given up
    const source = fileSource({ stdin: Readable.from([zip]) }).read(['-'])
    for await (const item of source) if (item.kind === 'raw-message') break
    assert.deepEqual(readdirSync(place), [])
    // no room, or no folder
    process.env.TMPDIR = join(place, 'nowhere')
    const failed = await read('-', { stdin: Readable.from([zip]) })
    assert.deepEqual(codes(failed), ['unreadable'])
    assert.match(failed.trouble[0]!.detail, /temporary copy/)
    assert.equal(statSync(place).isDirectory(), true)
  } finally {
    if (before === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = before
  }
})

test('broken bytes anywhere end in messages or trouble, and are read again alike', async () => {
  let state = 7
  const random = (below: number): number => {
    state = Math.imul(state, 1_103_515_245) + 12_345
    return ((state >>> 8) & 0x7fffff) % below
  }
  const small = {
    'a.eml': mail('a'),
    'm/b.mbox': mbox(mail('b'), mail('c')),
    'n.zip': zipOf({ 'd.eml': mail('d') }),
  }
  const contents = [
    zipOf(small),
    zipOf(
      Object.entries(small).map(([name, content]) => ({ name, content, zip64: true })),
      { zip64: true },
    ),
    tarOf(small),
    gzipSync(tarOf(small)),
  ]
  for (const content of contents)
    for (let round = 0; round < 80; round++) {
      const bytes = Buffer.from(content)
      for (let count = 1 + random(5); count > 0; count--)
        bytes[random(bytes.length)] = random(3) === 0 ? 0xff : random(256)
      const reading = await read(fileOf(bytes), { chunkBytes: 1 + random(2000) })
      await assertReadAgain(reading)
    }
})

test('an abort ends the reading of an archive, and closes what is open', async () => {
  const path = fileOf(
    zipOf(Object.fromEntries([...Array(200).keys()].map((n) => [`${n}.eml`, mail(String(n))]))),
  )
  const before = readdirSync('/proc/self/fd').length
  const controller = new AbortController()
  let count = 0
  await assert.rejects(async () => {
    for await (const item of fileSource().read([path], controller.signal))
      if (item.kind === 'raw-message' && ++count === 3) controller.abort()
  }, /abort/i)
  assert.equal(count, 3)
  assert.equal(readdirSync('/proc/self/fd').length, before)
})
