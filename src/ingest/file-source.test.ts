import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { PassThrough, Readable } from 'node:stream'
import { after, test } from 'node:test'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import type { RawMessage, SourceItem, SourceProgress, SourceTrouble } from '../model/source.ts'
import { zipOf } from '../testing/zip-writer.ts'
import { type FileSourceOptions, fileSource } from './file-source.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-ingest-'))
after(() => rmSync(root, { recursive: true, force: true }))
let folders = 0

/** A folder with these files; a value of undefined makes an empty folder. */
function folderOf(files: Readonly<Record<string, string | Uint8Array | undefined>>): string {
  const folder = join(root, String(folders++))
  mkdirSync(folder)
  for (const [name, content] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(content === undefined ? path : dirname(path), { recursive: true })
    if (content !== undefined) writeFileSync(path, content)
  }
  return folder
}

function fileOf(name: string, content: string | Uint8Array): string {
  return join(folderOf({ [name]: content }), name)
}

interface Reading {
  readonly messages: RawMessage[]
  readonly trouble: SourceTrouble[]
  readonly progress: SourceProgress[]
}

async function read(
  inputs: string | readonly string[],
  options: FileSourceOptions = {},
  each?: (item: SourceItem) => void,
): Promise<Reading> {
  const reading: Reading = { messages: [], trouble: [], progress: [] }
  for await (const item of fileSource(options).read(typeof inputs === 'string' ? [inputs] : inputs)) {
    if (item.kind === 'raw-message') reading.messages.push(item)
    else if (item.kind === 'source-trouble') reading.trouble.push(item)
    else reading.progress.push(item)
    each?.(item)
  }
  return reading
}

function texts(reading: Reading): string[] {
  return reading.messages.map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
}

function codes(reading: Reading): string[] {
  return reading.trouble.map(({ code }) => code)
}

function issueCodes(reading: Reading): string[][] {
  return reading.messages.map(({ issues }) => issues.map(({ code }) => code))
}

function openHandles(): number {
  return readdirSync('/proc/self/fd').length
}

const SEPARATOR = 'From ann@example.org Thu Jun 13 12:00:00 2024\n'
function mail(subject: string, body = 'text\n'): string {
  return `From: Ann <ann@example.org>\nTo: bob@example.com\nSubject: ${subject}\n\n${body}`
}
function mbox(...messages: readonly string[]): string {
  return messages.map((message) => `${SEPARATOR}${message}\n`).join('')
}
/** Lines of letters that hardly shrink, the same in every run. */
function noise(length: number, seed = 7): string {
  const letters = Buffer.alloc(length)
  let state = seed
  for (let at = 0; at < length; at++) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    letters[at] = at % 70 === 69 ? 10 : 97 + ((state >>> 8) % 26)
  }
  letters[length - 1] = 10
  return letters.toString('latin1')
}

test('what a file is shows in its content, not in its name', async () => {
  const one = mail('one')
  const two = mail('two')
  const both = mbox(one, two)
  const runOn = `${one.replace('\n\n', '\nno blank line\n'.repeat(9))}\n`
  const forms: [string, string | Uint8Array, string[]][] = [
    ['eml', one, [one]],
    ['eml.mbox', one, [one]],
    ['mbox.eml', both, [one, two]],
    ['blank', `\n\n${one}`, [`\n\n${one}`]],
    ['quoted', `>From ann@example.org\n${one}`, [`>From ann@example.org\n${one}`]],
    ['crlf', one.replaceAll('\n', '\r\n'), [one.replaceAll('\n', '\r\n')]],
    ['cr', one.replaceAll('\n', '\r'), [one.replaceAll('\n', '\r')]],
    ['bom', `\xef\xbb\xbf${one}`, [`\xef\xbb\xbf${one}`]],
    ['nul', mail('nul', 'a\0b\n'), [mail('nul', 'a\0b\n')]],
    ['blank.mbox', `\n\n${both}`, [one, two]],
    ['gz', gzipSync(one), [one]],
    ['txt', zstdCompressSync(both), [one, two]],
    ['twice.gz', gzipSync(zstdCompressSync(both)), [one, two]],
    ['members', Buffer.concat([gzipSync(mbox(one)), gzipSync(mbox(two))]), [one, two]],
    ['frames', Buffer.concat([zstdCompressSync(mbox(one)), zstdCompressSync(mbox(two))]), [one, two]],
    ['broken', `no colon here\n${one}`, [`no colon here\n${one}`]],
    ['runon.eml', runOn, [runOn]],
    ['from.eml', `From : ann@example.org\n${one}`, [`From : ann@example.org\n${one}`]],
  ]
  for (const [name, content, expected] of forms) {
    const reading = await read(
      fileOf(name, typeof content === 'string' ? Buffer.from(content, 'latin1') : content),
    )
    assert.deepEqual(codes(reading), [], name)
    assert.deepEqual(texts(reading), expected, name)
    assert.deepEqual(issueCodes(reading).flat(), [], name)
  }
})

test('a message knows its place and its container', async () => {
  const path = fileOf('mail.gz', gzipSync(mbox(mail('one'), mail('two'))))
  const { messages } = await read(path)
  const length = mbox(mail('one')).length
  assert.deepEqual(
    messages.map(({ source, containerTime }) => ({ source, containerTime })),
    [0, length].map((offset) => ({
      source: { file: path, format: 'mbox', offset, length, compression: 'gzip' },
      containerTime: Date.UTC(2024, 5, 13, 12),
    })),
  )
  const eml = fileOf('a.eml', mail('one'))
  assert.deepEqual((await read(eml)).messages[0]?.source, {
    file: eml,
    format: 'eml',
    offset: 0,
    length: mail('one').length,
  })
  const relative = join('/', eml).slice(process.cwd().length)
  assert.ok(resolve(relative).startsWith('/'))
})

test('a From line that is no separator, and a header without end, are marked', async () => {
  assert.deepEqual(issueCodes(await read(fileOf('a', `From somewhere\n${mail('a')}`))), [
    ['source.separator-in-doubt'],
  ])
  const macintosh = mbox(mail('a')).replaceAll('\n', '\r')
  const single = await read(fileOf('a.mbox', macintosh))
  assert.deepEqual([texts(single), issueCodes(single)], [[macintosh], [['source.separator-in-doubt']]])
  assert.deepEqual(issueCodes(await read(fileOf('a.eml', 'From: ann@example.org\nSubj'))), [
    ['source.truncated'],
  ])
})

test('what is not mail is named, with what to do', async () => {
  const forms: [string, Uint8Array | string, RegExp, RegExp][] = [
    ['a.doc', Buffer.from('d0cf11e0a1b11ae1', 'hex'), /ends within its header/, /again/],
    ['a.zip', zipOf({ '[Content_Types].xml': '<x/>', 'word/document.xml': '<x/>' }), /Office/, /\.eml/],
    ['a.olm', zipOf({ 'Local/com.microsoft.__Messages/a.xml': '<x/>' }), /\.olm/, /drag/],
    ['a.xz', Buffer.from('fd377a585a00', 'hex'), /xz/, /xz -dk/],
    ['a.bin', Buffer.from([0, 1, 2, 3, 10, 0, 0]), /binary/, /\.eml/],
    ['a.txt', 'Dear diary,\ntoday: nothing\n', /no mail header/, /\.eml/],
    ['a.yaml', 'name: x\nversion: 1\n', /no mail header/, /\.eml/],
    ['a.lines', '\n\n\n', /blank lines only/, /\.eml/],
    ['a.ics', 'BEGIN:VCALENDAR\r\nX-WR-CALNAME:a\r\nEND:VCALENDAR\r\n', /no mail header/, /\.eml/],
    ['a.utf16', Buffer.from(`\ufeff${mail('a')}`, 'utf16le'), /UTF-16/, /original/],
    ['a.gz', gzipSync(gzipSync(gzipSync(mail('a')))), /packed more than/, /unpack/],
  ]
  for (const [name, content, detail, next] of forms) {
    const bytes = typeof content === 'string' ? Buffer.from(content, 'latin1') : content
    const path = fileOf(name, bytes)
    const { messages, trouble } = await read(path)
    assert.equal(messages.length, 0, name)
    assert.deepEqual(
      trouble.map(({ code, file, fatal }) => ({ code, file, fatal })),
      [{ code: name === 'a.doc' ? 'corrupt' : 'not-mail', file: path, fatal: true }],
      name,
    )
    assert.match(trouble[0]!.detail, detail)
    assert.match(trouble[0]!.next, next)
  }
})

test('empty and missing inputs and folders without mail are named', async () => {
  const empty = await read(fileOf('empty.mbox', ''))
  assert.deepEqual(codes(empty), ['empty'])
  assert.deepEqual(codes(await read(fileOf('empty.gz', gzipSync('')))), ['empty'])
  assert.deepEqual(codes(await read(join(root, 'nowhere'))), ['not-found'])
  assert.deepEqual(codes(await read(join(fileOf('a.eml', mail('a')), 'below'))), ['not-found'])
  assert.deepEqual(codes(await read('\0')), ['unreadable'])

  const bare = await read(folderOf({}))
  assert.deepEqual(codes(bare), ['no-mail-here'])
  assert.match(bare.trouble[0]!.detail, /0 files looked at/)
  const folder = folderOf({
    'notes.txt': 'hello',
    'a.png': 'x',
    '.hidden': mail('a'),
    'sub/.x/b.eml': mail('b'),
  })
  const none = await read(folder)
  assert.deepEqual(codes(none), ['not-mail', 'no-mail-here'])
  assert.deepEqual(
    none.trouble.map(({ fatal }) => fatal),
    [false, true],
  )
  assert.match(none.trouble[1]!.detail, /1 file looked at, 2 hidden passed over, 1 of kinds/)
  // trouble with one input leaves the others alone
  const mixed = await read([join(root, 'nowhere'), fileOf('a.eml', mail('a'))])
  assert.deepEqual([codes(mixed), mixed.messages.length], [['not-found'], 1])
})

test('a folder is read in the order of its names; what is passed over is counted', async () => {
  const folder = folderOf({
    'b.eml': mail('b'),
    'a/z.eml': mail('a/z'),
    'a/Sent': mbox(mail('a/Sent')),
    'B.eml': mail('B'),
    'c.msf': 'index',
    '.DS_Store': 'x',
    'd.jpg': 'x',
  })
  const reading = await read(folder)
  assert.deepEqual(
    reading.messages.map(({ bytes, source }) => [
      /Subject: (.*)/.exec(Buffer.from(bytes).toString())?.[1],
      source.folder,
      source.flags,
    ]),
    [
      ['B', undefined, undefined],
      ['a/Sent', 'a', ['sent']],
      ['a/z', 'a', undefined],
      ['b', undefined, undefined],
    ],
  )
  assert.deepEqual(codes(reading), [])
  assert.equal(reading.progress.find(({ file }) => file === folder)?.skipped, 3)
})

test('many files that are not mail are named up to a limit, then counted', async () => {
  const files = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`${index}.txt`, 'no mail']))
  const { trouble } = await read(folderOf({ ...files, 'a.eml': mail('a') }))
  assert.equal(trouble.length, 21)
  assert.match(trouble[20]!.detail, /^30 more files in this folder/)
})

test('symbolic links are followed, circles end, dead ends are named', async () => {
  const folder = folderOf({ 'sub/a.eml': mail('a') })
  const elsewhere = folderOf({ 'b.eml': mail('b') })
  symlinkSync(folder, join(folder, 'sub', 'up'))
  symlinkSync('.', join(folder, 'self'))
  symlinkSync(elsewhere, join(folder, 'elsewhere'))
  symlinkSync(join(elsewhere, 'b.eml'), join(folder, 'z.eml'))
  symlinkSync('nowhere', join(folder, 'dead'))
  symlinkSync('loop', join(folder, 'loop'))
  const reading = await read(folder)
  assert.equal(reading.messages.length, 3)
  assert.deepEqual(codes(reading), ['not-found', 'unreadable'])
  assert.match(reading.trouble[1]!.detail, /circle/)
  assert.deepEqual(codes(await read(join(folder, 'loop'))), ['unreadable'])
})

test('a folder deeper than the call stack is walked', async () => {
  const folder = folderOf({})
  let deep = folder
  while (deep.length < 3900) deep = join(deep, 'd')
  mkdirSync(deep, { recursive: true })
  writeFileSync(join(deep, 'a.eml'), mail('a'))
  assert.equal((await read(folder)).messages.length, 1)
})

test('a Maildir with Maildir++ folders gives flags, folders and times', async () => {
  const folder = folderOf({
    'alice/cur/1718280000.M1.host:2,RS': mail('inbox'),
    'alice/new/1718280001.M2.host': mail('new'),
    'alice/tmp/1718280002.M3.host': mail('unfinished'),
    'alice/dovecot-uidlist': '3 V1',
    'alice/.Sent.2024/cur/1718280003.M4.host:2,S': mail('sent'),
    'alice/.Sent.2024/new': undefined,
    'alice/.Sent.2024/maildirfolder': '',
    'alice/.Entw&APw-rfe/cur/1718280004.M5.host:2,D': `${SEPARATOR}${mail('draft')}`,
    'alice/.Entw&APw-rfe/new': undefined,
    'alice/.cache/cur.eml': mail('hidden'),
    'alice/cur/1718280005.M6.host:2,': zstdCompressSync(mail('packed')),
    'alice/cur/1718280006.M7.host:2,': 'no header at all\n\nbody\n',
  })
  const reading = await read(folder)
  const seen = reading.messages.map(({ bytes, source, containerTime }) => [
    /Subject: (.*)/.exec(Buffer.from(bytes).toString())?.[1],
    source.format,
    source.folder,
    source.flags,
    containerTime && containerTime / 1000 - 1718280000,
    source.compression,
  ])
  assert.deepEqual(seen, [
    ['draft', 'maildir', 'alice/Entwürfe', ['draft'], 4, undefined],
    ['sent', 'maildir', 'alice/Sent/2024', ['read', 'sent'], 3, undefined],
    ['inbox', 'maildir', 'alice', ['read', 'replied'], 0, undefined],
    ['packed', 'maildir', 'alice', undefined, 5, 'zstd'],
    [undefined, 'maildir', 'alice', undefined, 6, undefined],
    ['new', 'maildir', 'alice', undefined, 1, undefined],
  ])
  assert.deepEqual(codes(reading), [])
  // the same by the Maildir, by its cur folder, and by one file
  assert.equal((await read(join(folder, 'alice'))).messages[2]?.source.folder, undefined)
  const cur = await read(join(folder, 'alice/cur'))
  assert.deepEqual(cur.messages[0]?.source.flags, ['read', 'replied'])
  const file = await read(join(folder, 'alice/cur/1718280000.M1.host:2,RS'))
  assert.deepEqual(file.messages[0]?.source, cur.messages[0]?.source)
})

test('the chunk size changes nothing', async () => {
  const content = mbox(
    mail('one', `>From here\n\nFrom there\n${noise(3000)}`),
    mail('two'),
    mail('three', noise(500)),
  )
  const whole = await read(fileOf('a.mbox', content))
  for (const bytes of [Buffer.from(content), gzipSync(content), zstdCompressSync(content)])
    for (const chunkBytes of [1, 13, 4096]) {
      const reading = await read(fileOf('a.mbox', bytes), { chunkBytes })
      assert.deepEqual(texts(reading), texts(whole))
      assert.deepEqual(issueCodes(reading), issueCodes(whole))
    }
})

test('standard input is read as it comes, and is told by its content', async () => {
  const content = mbox(mail('one'), mail('two'))
  for (const bytes of [Buffer.from(content), gzipSync(content)]) {
    const pieces = Array.from(bytes, (byte) => Buffer.from([byte]))
    const reading = await read('-', { stdin: Readable.from(pieces, { objectMode: false }) })
    assert.deepEqual(texts(reading), [mail('one'), mail('two')])
    assert.equal(reading.messages[0]?.source.file, '-')
    assert.equal(reading.progress.at(-1)?.bytesTotal, undefined)
    assert.equal(await fileSource().readAt(reading.messages[0]!.source), undefined)
  }
  assert.deepEqual(codes(await read('-', { stdin: Readable.from([]) })), ['empty'])
  const broken = new Readable({
    read() {
      this.destroy(Object.assign(new Error('gone'), { code: 'EIO' }))
    },
  })
  assert.deepEqual(codes(await read('-', { stdin: broken })), ['unreadable'])
})

test('a pipe given by name is read once', async () => {
  const fifo = join(folderOf({}), 'pipe')
  execFileSync('mkfifo', [fifo])
  const [{ messages }] = await Promise.all([read(fifo), writeFile(fifo, mbox(mail('one')))])
  assert.equal(messages.length, 1)
  assert.equal(await fileSource().readAt(messages[0]!.source), undefined)
  // and not opened when met in a folder, where nobody may be writing
  assert.deepEqual(codes(await read(dirname(fifo))), ['no-mail-here'])
})

test('progress counts the bytes of the file as it lies on disk', async () => {
  const bytes = gzipSync(
    mbox(...Array.from({ length: 9 }, (_, index) => mail(String(index), noise(1_000_000, index + 1)))),
  )
  const path = fileOf('a.mbox.gz', bytes)
  const { progress, messages } = await read(path)
  assert.equal(messages.length, 9)
  assert.ok(progress.length >= Math.floor(bytes.length / 2 ** 21), String(progress.length))
  assert.ok(progress.every(({ file, bytesTotal }) => file === path && bytesTotal === bytes.length))
  assert.equal(progress.at(-1)?.bytesRead, bytes.length)
  const steps = progress.map(({ bytesRead }) => bytesRead)
  assert.deepEqual(
    steps,
    [...steps].sort((a, b) => a - b),
  )
})

test('a packed file cut short or damaged gives every message before that', async () => {
  const bodies = Array.from({ length: 40 }, (_, index) => mail(String(index), noise(20_000, index + 1)))
  for (const pack of [gzipSync, zstdCompressSync]) {
    const first = pack(mbox(...bodies.slice(0, 20)))
    const packed = Buffer.concat([first, pack(mbox(...bodies.slice(20)))])

    const path = fileOf('cut', packed.subarray(0, packed.length - 1000))
    const cut = await read(path)
    assert.deepEqual(codes(cut), ['truncated'])
    assert.equal(cut.trouble[0]!.fatal, false)
    assert.ok(cut.messages.length > 20)
    assert.deepEqual(texts(cut).slice(0, -1), bodies.slice(0, cut.messages.length - 1))
    assert.deepEqual(issueCodes(cut).at(-1), ['source.truncated'])
    assert.ok(bodies[cut.messages.length - 1]!.startsWith(texts(cut).at(-1)!))

    const damaged = Buffer.from(packed)
    damaged.fill(0xff, first.length + 40, first.length + 300)
    const torn = await read(fileOf('torn', damaged))
    assert.deepEqual(codes(torn), ['corrupt'])
    assert.deepEqual(texts(torn).slice(0, 20), bodies.slice(0, 20))

    const stub = await read(fileOf('stub', packed.subarray(0, 12)))
    assert.deepEqual([codes(stub), stub.trouble[0]!.fatal], [['truncated'], true])

    const eml = await read(fileOf('cut.eml', pack(bodies[0]!).subarray(0, 10_000)))
    assert.ok(eml.messages.length <= 1)
    assert.deepEqual(codes(eml), ['truncated'])
    if (eml.messages.length === 1) assert.deepEqual(issueCodes(eml), [['source.truncated']])
  }
})

test('a file that grows shorter while it is read is cut short', async () => {
  const path = fileOf(
    'a.mbox',
    mbox(...Array.from({ length: 300 }, (_, index) => mail(String(index), noise(10_000)))),
  )
  let cut = false
  const reading = await read(path, { chunkBytes: 65_536 }, () => {
    if (!cut) truncateSync(path, 1_000_000)
    cut = true
  })
  assert.deepEqual(codes(reading), ['truncated'])
  assert.equal(reading.messages.length, Math.ceil(1_000_000 / mbox(mail('100', noise(10_000))).length))
  assert.deepEqual(issueCodes(reading).at(-1), ['source.truncated'])
})

test('what is appended while a file is read is left for the next time', async () => {
  const path = fileOf('a.mbox', mbox(...Array.from({ length: 20 }, () => mail('a', noise(10_000)))))
  let more = true
  const reading = await read(path, { chunkBytes: 4096 }, () => {
    if (more) appendFileSync(path, mbox(mail('late')))
    more = false
  })
  assert.equal(reading.messages.length, 20)
})

test('files that go away while their folder is read are named; renamed Maildir files are found', async () => {
  const names = Array.from({ length: 12 }, (_, index) => `${10 + index}.eml`)
  const folder = folderOf(Object.fromEntries(names.map((name) => [name, mail(name)])))
  let first = true
  const reading = await read(folder, {}, () => {
    if (first) for (const name of names.slice(8)) unlinkSync(join(folder, name))
    first = false
  })
  assert.equal(reading.messages.length, 8)
  assert.deepEqual(codes(reading), ['truncated', 'truncated', 'truncated', 'truncated'])

  const cur = names.map((_, index) => `17182800${10 + index}.M.host`)
  const maildir = folderOf({
    ...Object.fromEntries(cur.map((name) => [`cur/${name}:2,`, mail(name)])),
    new: undefined,
  })
  first = true
  const renamed = await read(maildir, {}, () => {
    if (first)
      for (const name of cur)
        renameSync(join(maildir, 'cur', `${name}:2,`), join(maildir, 'cur', `${name}:2,S`))
    first = false
  })
  assert.deepEqual(codes(renamed), [])
  assert.equal(renamed.messages.length, 12)
  assert.ok(existsSync(renamed.messages.at(-1)!.source.file))
})

test('an unreadable file or folder is named', async (t) => {
  const folder = folderOf({ 'a.eml': mail('a'), 'shut/b.eml': mail('b'), 'c.eml': mail('c') })
  execFileSync('chmod', ['000', join(folder, 'shut'), join(folder, 'c.eml')])
  const asRoot = process.getuid?.() === 0
  if (asRoot) {
    execFileSync('chmod', ['711', root])
    process.seteuid!(65534)
  }
  t.after(() => {
    if (asRoot) process.seteuid!(0)
    execFileSync('chmod', ['700', join(folder, 'shut')])
  })
  const reading = await read(folder)
  assert.deepEqual(codes(reading), ['unreadable', 'unreadable'])
  assert.match(reading.trouble[0]!.detail, /permission/)
  assert.equal(reading.messages.length, 1)
  const alone = await read(join(folder, 'c.eml'))
  assert.deepEqual([codes(alone), alone.trouble[0]!.fatal], [['unreadable'], true])
})

test('a disk error is named', { skip: process.platform !== 'linux' && 'needs /proc' }, async () => {
  const reading = await read('/proc/self/mem')
  assert.deepEqual(codes(reading), ['unreadable'])
  assert.match(reading.trouble[0]!.detail, /disk/)
})

test('stopping, by the caller or by signal, closes every file', {
  skip: !existsSync('/proc/self/fd') && 'needs /proc',
}, async () => {
  const content = mbox(
    ...Array.from({ length: 50 }, (_, index) => mail(String(index), noise(100_000, index + 1))),
  )
  const files = Object.fromEntries(
    Array.from({ length: 8 }, (_, index) => [`${index}.eml`, mail(String(index))]),
  )
  const inputs = [
    fileOf('a.mbox', content),
    fileOf('a.mbox.gz', gzipSync(content)),
    fileOf('a.mbox.zst', zstdCompressSync(content)),
    folderOf(files),
  ]
  for (const input of inputs) {
    const before = openHandles()
    for await (const item of fileSource().read([input])) {
      assert.notEqual(item.kind, 'source-trouble')
      break
    }
    assert.equal(openHandles(), before, `after break: ${input}`)

    const controller = new AbortController()
    let items = 0
    await assert.rejects(async () => {
      for await (const item of fileSource().read([input], controller.signal)) {
        if (item.kind === 'raw-message') items++
        if (items === 3) controller.abort(new Error('enough'))
      }
    }, /enough/)
    assert.equal(items, 3)
    assert.equal(openHandles(), before, `after abort: ${input}`)

    const { messages } = await read(input)
    for await (const { raw } of fileSource().readMany(messages.map(({ source }) => source))) {
      assert.ok(raw)
      break
    }
    assert.equal(openHandles(), before, `after reading again: ${input}`)
  }
})

test('a silent standard input can be stopped', async () => {
  const controller = new AbortController()
  const stdin = new PassThrough()
  stdin.write(mbox(mail('one')))
  setTimeout(() => controller.abort(new Error('enough')), 20)
  await assert.rejects(async () => {
    for await (const _ of fileSource({ stdin }).read(['-'], controller.signal));
  }, /enough/)
  assert.ok(stdin.destroyed)
  await assert.rejects(async () => {
    for await (const _ of fileSource().read(
      [fileOf('a.eml', mail('a'))],
      AbortSignal.abort(new Error('before')),
    ));
  }, /before/)
})

test('limits are checked when the source is made', () => {
  for (const value of [0, -1, 1.5, Number.NaN]) {
    assert.throws(() => fileSource({ messageBytes: value }), TypeError)
    assert.throws(() => fileSource({ chunkBytes: value }), TypeError)
  }
})

test('a single message over the limit is cut', async () => {
  const text = mail('long', noise(5000))
  for (const bytes of [Buffer.from(text), gzipSync(text)]) {
    const reading = await read(fileOf('a.eml', bytes), { messageBytes: 1000, chunkBytes: 300 })
    assert.deepEqual(texts(reading), [text.slice(0, 1000)])
    assert.equal(reading.messages[0]?.source.length, text.length)
    assert.deepEqual(issueCodes(reading), [['limit.message-size']])
  }
})

/** Reads in a process of its own, so that its peak memory can be seen. */
function readApart(path: string): {
  messages: number[]
  lengths: number[]
  issues: string[]
  trouble: string[]
  megabytes: number
} {
  const script = `
    import { fileSource } from ${JSON.stringify(new URL('./file-source.ts', import.meta.url).href)}
    const out = { messages: [], lengths: [], issues: [], trouble: [] }
    for await (const item of fileSource().read([${JSON.stringify(path)}])) {
      if (item.kind === 'raw-message') {
        out.messages.push(item.bytes.length)
        out.lengths.push(item.source.length)
        out.issues.push(item.issues.map(({ code }) => code).join())
      } else if (item.kind === 'source-trouble') out.trouble.push(item.code)
    }
    console.log(JSON.stringify({ ...out, megabytes: process.resourceUsage().maxRSS / 1024 }))`
  return JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' }),
  )
}

const FRAME_BYTES = 16 * 1024 * 1024
const LIMIT = 64 * 1024 * 1024

test('a single line of 2 GB is read in bounded memory, and the next message found', async () => {
  const frames = 2 ** 31 / FRAME_BYTES
  const frame = zstdCompressSync(Buffer.alloc(FRAME_BYTES, 'a'))
  const head = mail('endless', '')
  const tail = `\n\n${mbox(mail('next'))}`
  const packed = Buffer.concat([
    zstdCompressSync(SEPARATOR + head),
    ...Array.from({ length: frames }, () => frame),
    zstdCompressSync(tail),
  ])
  const long = SEPARATOR.length + head.length + 2 ** 31 + 2
  const expected = {
    messages: [LIMIT, mail('next').length],
    lengths: [long, mbox(mail('next')).length],
    issues: ['limit.message-size', ''],
    trouble: [],
  }
  const { megabytes, ...read } = readApart(fileOf('a.mbox.zst', packed))
  assert.deepEqual(read, expected)
  assert.ok(megabytes < 350, `${megabytes} MB`)

  // a smaller one unpacked, as a file with a hole: NUL bytes
  const plain = fileOf('a.mbox', SEPARATOR + head)
  truncateSync(plain, SEPARATOR.length + head.length + 2 ** 28)
  appendFileSync(plain, tail)
  const { megabytes: again, ...holed } = readApart(plain)
  assert.deepEqual(holed, { ...expected, lengths: [long - 2 ** 31 + 2 ** 28, expected.lengths[1]] })
  assert.ok(again < 350, `${again} MB`)
})

test('a line of 2 GB without anything before it is not mail, at once', async () => {
  const path = fileOf('a', '')
  truncateSync(path, 2 ** 31)
  assert.deepEqual(codes(await read(path)), ['not-mail'])
})

test('an endless message in a packed file ends the file', async () => {
  const zeros = zstdCompressSync(Buffer.alloc(FRAME_BYTES))
  const endless = fileOf('endless.zst', zstdCompressSync(SEPARATOR + mail('endless', '')))
  const file = openSync(endless, 'a')
  for (let written = 0; written < 3.1 * 1024 ** 3; written += FRAME_BYTES) writeSync(file, zeros)
  closeSync(file)
  const one = await read(endless, { messageBytes: 1000 })
  assert.deepEqual(codes(one), ['too-large'])
  assert.deepEqual(issueCodes(one), [['limit.message-size', 'source.truncated']])
})
