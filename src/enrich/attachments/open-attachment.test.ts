import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OpenedAttachment } from '../../model/attachment.ts'
import { onePage, textAt, writePdf } from '../../testing/pdf-writer.ts'
import { openAttachment } from './open-attachment.ts'
import { LimitReached, openBudget } from './open-budget.ts'
import { OPEN_LIMITS } from './open-limits.ts'

const opened = (name: string, content: Uint8Array | string, declaredType = ''): Promise<OpenedAttachment> =>
  openAttachment(
    { part: '2.1', name, declaredType, bytes: typeof content === 'string' ? Buffer.from(content) : content },
    { recipients: ['bob@example.com'] },
  )
const codes = ({ issues }: OpenedAttachment): readonly string[] => issues.map(({ code }) => code)

test('a text has its links, in whatever encoding', async () => {
  const text = 'Füße: https://example.org/x?m=bob@example.com and www.example.com'
  for (const bytes of [
    Buffer.from(text),
    Buffer.from(`\ufeff${text}`),
    Buffer.from(`\ufeff${text}`, 'utf16le'),
    Buffer.from(text, 'latin1'),
  ]) {
    const result = await opened('list.csv', bytes)
    assert.deepEqual(
      result.links.map(({ origin, url, range }) => [origin, url, range]),
      [
        ['text', 'https://example.org/x?m=bob@example.com', { start: 0, end: bytes.length, of: '2.1' }],
        ['text', 'http://www.example.com/', { start: 0, end: bytes.length, of: '2.1' }],
      ],
    )
    assert.ok(result.links[0]?.traits.includes('recipient-in-url'))
    assert.equal(result.text.replace(/^\ufeff/, ''), text)
    assert.deepEqual([result.encrypted, result.complete, result.issues], [false, true, []])
  }
})

test('what cannot be opened is said', async () => {
  assert.deepEqual(new Set(codes(await opened('a.pdf', '%PDF-1.7'))), new Set(['attachment.damaged']))
  const unknown = await opened('a.dat', Buffer.from([1, 0, 2, 0, 3, 0, 0, 255]))
  assert.deepEqual(codes(unknown), ['attachment.unsupported'])
  assert.deepEqual(
    [unknown.mediaType, unknown.encrypted, unknown.complete],
    ['application/octet-stream', 'unknown', false],
  )
})

test('a name that promises another content is said', async () => {
  const program = await opened('invoice.pdf', `MZ${'\0'.repeat(100)}`)
  assert.deepEqual(codes(program), ['attachment.type-mismatch', 'attachment.unsupported'])
  const pdf = await opened('photo.jpg', writePdf(onePage({ content: textAt(9, 9, 'Hello') })))
  assert.deepEqual(codes(pdf), ['attachment.type-mismatch'])
  assert.equal(pdf.text, 'Hello')
  assert.deepEqual(codes(await opened('notes.txt', 'nothing to see')), [])
})

/** A document attached to a document, and so on. */
function nested(levels: number): Buffer {
  let inner = writePdf(onePage({ content: textAt(9, 9, 'innermost') }))
  for (let i = 0; i < levels; i++)
    inner = writePdf(
      onePage({
        catalog: '/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>',
        more: [`<</Type/Filespec/F(level.pdf)/EF<</F 7 0 R>>>>`, { dict: '', data: inner }],
      }),
    )
  return inner
}

test('files in files are opened to a limited depth', async () => {
  const whole = await opened('a.pdf', nested(OPEN_LIMITS.depth))
  assert.deepEqual([whole.text, whole.complete, whole.issues], ['innermost', true, []])
  assert.equal(whole.files.at(-1)?.path, 'level.pdf/level.pdf/level.pdf/level.pdf')
  const deeper = await opened('a.pdf', nested(OPEN_LIMITS.depth + 2))
  assert.deepEqual([deeper.text, deeper.complete], ['', false])
  assert.deepEqual(codes(deeper), ['limit.attachment-depth'])
  assert.equal(deeper.files.length, OPEN_LIMITS.depth + 1)
})

test('text and links beyond the limits are counted, hosts not seen before are kept', async () => {
  const long = await opened('a.txt', 'word '.repeat(OPEN_LIMITS.textLength / 4))
  assert.equal(long.text.length, OPEN_LIMITS.textLength)
  assert.deepEqual(codes(long), ['limit.text-size'])
  const many = Array.from({ length: 6_000 }, (_, i) => `https://example.org/${i}`).join(' ')
  const links = await opened('a.txt', `${many} https://late.example.net/`)
  assert.deepEqual(codes(links), ['limit.link-count'])
  assert.equal(links.links.length, OPEN_LIMITS.links + 1)
  assert.equal(links.links.at(-1)?.url, 'https://late.example.net/')
  const same = await opened('a.txt', 'https://example.org/same '.repeat(100))
  assert.equal(same.links.length, OPEN_LIMITS.linkRepeat)
  assert.deepEqual([same.issues, same.complete], [[], true])
  const full = Array.from({ length: OPEN_LIMITS.links }, (_, i) => `https://example.org/${i}`).join(' ')
  const again = await opened('a.txt', `${full} ${full}`)
  assert.deepEqual([again.links.length, again.issues, again.complete], [OPEN_LIMITS.links, [], true])
  const more = await opened('a.txt', `${full} ${full} https://example.org/left-out`)
  assert.deepEqual([codes(more), more.complete], [['limit.link-count'], false])
})

test('a budget ends by steps without a clock, and by time with one', () => {
  const steps = openBudget(undefined)
  assert.throws(() => {
    for (;;) steps.work(1_000)
  }, LimitReached)
  let now = 0
  const timed = openBudget(() => now)
  timed.work(5_000)
  assert.equal(timed.timeLeft(), OPEN_LIMITS.wallTime)
  now = OPEN_LIMITS.wallTime + 1
  assert.equal(timed.timeLeft(), 0)
  assert.throws(() => timed.work(5_000), { code: 'limit.attachment-time' })
  const files = openBudget(undefined)
  assert.throws(
    () => {
      for (let i = 0; i <= OPEN_LIMITS.files; i++) files.file()
    },
    { code: 'limit.attachment-files' },
  )
  assert.throws(() => openBudget(undefined).inflated(OPEN_LIMITS.streamBytes + 1), {
    code: 'limit.attachment-size',
  })
})

test('time that is used up leaves an issue, not a throw', async () => {
  let now = 0
  const bytes = Buffer.from('https://example.org/a '.repeat(5_000))
  const result = await openAttachment(
    { part: '1', name: 'a.txt', declaredType: 'text/plain', bytes },
    { recipients: [], clock: () => (now += 800) },
  )
  assert.deepEqual([codes(result), result.complete], [['limit.attachment-time'], false])
})
