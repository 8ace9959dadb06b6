import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Message } from '../../model/message.ts'
import { readMailText } from '../../testing/read-mail-text.ts'
import { messageAsks, textAsks } from './message-asks.ts'

const plain = (text: string, subject = 'Garden party'): Message =>
  readMailText(
    Buffer.from(
      `From: Anna Berg <anna@example.org>\nTo: Bo <bo@example.com>\nSubject: ${subject}\nContent-Type: text/plain; charset=utf-8\n\n${text}\n`,
    ),
  )

const html = (markup: string): Message =>
  readMailText(
    Buffer.from(
      `From: Anna Berg <anna@example.org>\nSubject: x\nMIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n<html><body>${markup}</body></html>\n`,
    ),
  )

const kinds = (message: Message): readonly string[] => messageAsks(message).asks.map((one) => one.kind)

/** What stands at the place of every ask. */
function assertPlaces(message: Message): void {
  for (const ask of messageAsks(message).asks) {
    assert.ok(ask.strength >= 0 && ask.strength <= 1)
    assert.ok(ask.words.length <= 80)
    assert.ok(ask.start < ask.end)
    const text =
      ask.place === 'subject' ? message.subject : message.texts.find((one) => one.part === ask.part)?.text
    const there = text?.slice(ask.start, ask.end).replace(/<[^>]*>/g, '')
    assert.ok(there !== undefined && there.length > 0)
    const first = ask.words.split(' ')[0] ?? ''
    assert.ok(there.startsWith(first), `${JSON.stringify(there)} for ${JSON.stringify(ask.words)}`)
  }
}

test('own text asks, quoted text and signature do not', () => {
  const message = plain(
    'Thank you for this.\n\nOn Mon, 1 Jan 2024 at 10:00, Bo <bo@example.com> wrote:\n> Please confirm your password today.\n> Keep this between us.\n\n-- \nAnna Berg\nText me on Signal\n',
  )
  assert.deepEqual(kinds(message), [])
  assert.ok(kinds(plain('Please confirm your password today.')).includes('credential'))
})

test('the subject of a new thread asks, that of an answer is another’s', () => {
  const found = messageAsks(plain('Hello.', 'Please confirm your password')).asks[0]
  assert.equal(found?.place, 'subject')
  assert.equal(found?.words, 'confirm your password')
  assert.deepEqual(kinds(plain('Hello.', 'Re: Please confirm your password')), [])
})

test('places in HTML lead to the words in the source, over markup and entities', () => {
  const message = html('<p>Dear&nbsp;Bo,</p><p>Please <b>confirm</b> your&#32;password&hellip;</p>')
  const ask = messageAsks(message).asks.find((one) => one.kind === 'credential')
  assert.ok(ask)
  const text = message.texts[message.mainText]?.text ?? ''
  assert.equal(text.slice(ask.start, ask.end), 'confirm</b> your&#32;password')
  assert.equal(ask.words, 'confirm your password')
})

test('hidden text asks nothing, nor do words over the edge of a block make a sentence', () => {
  assert.deepEqual(
    kinds(html('<p>Hello.</p><div style="display:none">Please confirm your password.</div>')),
    [],
  )
  assert.deepEqual(kinds(html('<p>Our rooms: please</p><p>password</p>')), [])
})

test('the HTML version is read where the plain one asks nothing', () => {
  const message = readMailText(
    'From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nThis mail has pictures.\n--b\nContent-Type: text/html\n\n<p>Please verify your account.</p><blockquote type="cite"><p>Keep this between us.</p></blockquote>\n--b--\n',
  )
  assert.deepEqual(kinds(message), ['credential'])
  assertPlaces(message)
})

test('the same request in both versions is told once', () => {
  const message = readMailText(
    'From: a@example.org\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=b\n\n--b\nContent-Type: text/plain\n\nPlease verify your account.\n--b\nContent-Type: text/html\n\n<p>Please verify your account.</p>\n--b--\n',
  )
  assert.equal(messageAsks(message).asks.length, 1)
})

test('patches are not read, prose behind a forged patch head is', () => {
  const patch = 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n+Please confirm your password.\n'
  assert.deepEqual(kinds(plain(patch)), [])
  assert.ok(kinds(plain(`${patch}\nPlease confirm your password.\n`)).includes('credential'))
})

test('addresses and telephone numbers are words of a request', () => {
  assert.ok(kinds(plain('From now on write to me at anna@private.example only.')).includes('channel-switch'))
  assert.ok(kinds(plain('Please call +49 30 1234567 at once.')).includes('channel-switch'))
})

test('a word with a hidden character in it is still the word', () => {
  assert.ok(kinds(plain('Please confirm your pass\u200bword.')).includes('credential'))
})

test('technical talk of the same words is weak', () => {
  for (const text of [
    'Please review this patch.',
    'The driver should verify the account token before the commit.',
    'Please check the attached log of the kernel build.',
    'See the sign-off of the maintainer, and please send the patch to the list.',
  ])
    for (const ask of messageAsks(plain(text)).asks) assert.ok(ask.strength < 0.5, `${text} ${ask.kind}`)
})

test('at most 8 asks, strongest first, at most 3 of a kind', () => {
  const many = Array.from({ length: 50 }, (_, i) => `Please confirm your password ${i}. Open document ${i}.`)
  const { asks } = messageAsks(plain(many.join('\n\n')))
  assert.ok(asks.length <= 8)
  for (const kind of new Set(asks.map((one) => one.kind)))
    assert.ok(asks.filter((one) => one.kind === kind).length <= 3)
  assert.deepEqual(
    asks.map((one) => one.strength),
    asks.map((one) => one.strength).sort((a, b) => b - a),
  )
})

const pieces = fc.constantFrom(
  'please',
  'confirm',
  'your',
  'password',
  'Bitte',
  'überweisen',
  'Сообщите',
  'пароль',
  'סיסמה',
  'שלח',
  'كلمة المرور',
  'رمز عبور',
  'İ',
  'ß',
  '\u0301',
  '\ud835',
  '.',
  ',',
  '\n',
  '\n\n',
  '<b>',
  '</b>',
  '&amp;',
  'a@b.example',
  '+49 30 1234567',
  'https://x.example/a',
  "l'elenco",
)

test('any text gives asks whose places hold their words', () => {
  const text = fc.array(fc.oneof(pieces, fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 60 })
  fc.assert(
    fc.property(text, fc.boolean(), (words, isHtml) => {
      const written = words.join(' ')
      const message = isHtml ? html(written) : plain(written)
      const { asks } = messageAsks(message)
      assert.deepEqual(messageAsks(message).asks, asks)
      if (!isHtml) assertPlaces(message)
      for (const ask of asks) {
        const length =
          message.texts.find((one) => one.part === ask.part)?.text.length ?? message.subject.length
        assert.ok(
          ask.start >= 0 && ask.start < ask.end && ask.end <= Math.max(length, message.subject.length),
        )
      }
    }),
  )
})

test('reading is linear and bounded for 100,000 words of any kind', () => {
  for (const word of [
    'please confirm your password ',
    'password ',
    'confirm ',
    'and password or account to verify, ',
    'x',
    'a@',
    "l'",
    '. ',
    '\n',
    'ולכשב',
    '+1',
    'keep this between ',
  ]) {
    const text = word.repeat(100_000)
    const started = process.cpuUsage().user
    const { asks, cut } = textAsks(text, [[0, text.length]])
    const milliseconds = (process.cpuUsage().user - started) / 1000
    assert.ok(asks.length <= 32)
    assert.equal(cut, text.length > 128 << 10)
    assert.ok(milliseconds < 1_000, `${JSON.stringify(word)}: ${milliseconds} ms`)
  }
})

test('a flood of weak asks does not push out a strong one behind it', () => {
  const flood = 'You might look at the document of your account. '.repeat(1_000)
  const { asks } = messageAsks(plain(`${flood}\n\nPlease send me your password at once.`))
  assert.equal(asks[0]?.kind, 'credential')
  assert.ok((asks[0]?.strength ?? 0) >= 0.9)
})

test('what lies behind the limit is said to be unread', () => {
  const { issues } = messageAsks(
    plain(`${'words and words. '.repeat(10_000)}\n\nPlease confirm your password.`),
  )
  assert.equal(issues[0]?.code, 'limit.text-size')
})
