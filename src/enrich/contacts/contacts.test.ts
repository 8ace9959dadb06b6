import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { RecordContact } from '../../model/contact.ts'
import type { MessageRecord } from '../../model/record.ts'
import { parseMessage } from '../../parse/parse-message.ts'
import { buildMessage, type MessageSpec } from '../../testing/message-builder.ts'
import { makeRecord } from '../../testing/record-fixture.ts'
import { threadTime } from '../../testing/thread-time.ts'
import { contactBook } from './contact-book.ts'
import { mailContacts } from './mail-contacts.ts'
import { findPhoneNumbers } from './phone-numbers.ts'
import { findAddresses } from './written-addresses.ts'

const values = (text: string): readonly string[] => findPhoneNumbers(text).map(({ value }) => value)

describe('phone numbers', () => {
  // Numbers kept free for fiction and examples, or with an impossible subscriber.
  const numbers: readonly (readonly [text: string, value: string])[] = [
    ['+49 30 23125 000', '+493023125000'],
    ['call me: +49 (0)30 23125-000.', '+493023125000'],
    ['+44 20 7946 0958', '+442079460958'],
    ['+1 (202) 555-0143', '+12025550143'],
    ['+1.202.555.0143, any time', '+12025550143'],
    ['Tel.: 0049 30 23125 000', '+493023125000'],
    ['Tel: 030/23125 000', '03023125000'],
    ['Phone (202) 555-0143', '2025550143'],
    ['Mobil 0171-3920000', '01713920000'],
    ['M: 07700 900 123', '07700900123'],
    ['☎ 01632 960 001', '01632960001'],
    ['Тел: 8 495 000 00 00', '84950000000'],
    ['T +33 1 99 00 12 34', '+33199001234'],
    ['+39 06 000 0000', '+39060000000'],
    ['\n+44 20 7946 0958\n', '+442079460958'],
    ['tel:+442079460958', '+442079460958'],
    ['+44\u00a020\u00a07946\u00a00958', '+442079460958'],
  ]
  for (const [text, value] of numbers)
    it(`reads ${JSON.stringify(text)}`, () => {
      const [found, ...more] = findPhoneNumbers(text)
      assert.equal(found?.value, value)
      assert.deepEqual(more, [])
      assert.equal(text.slice(found?.start, found?.end).replace(/\s+/g, ' '), found?.shown)
    })

  const others: readonly string[] = [
    'Ticket 20240613001, order 1234567890',
    'on 2024-06-13 at 09:12:00 +0000',
    'Tel: 2024-06-13',
    'Phone 13.06.2024 is fine',
    'Thu, 13 Jun 2024 09:12:00 +0200',
    'commit 49302312500012345678 and 3f9c21ab49302312500',
    'x+493023125000, a=+493023125000x',
    '@@ -10,7 +4412,9 @@ x(+1, +20, +300)',
    'one\n+493023125000\n',
    '+12025550143210987',
    '+1 202 555 014',
    '+1 102 555 0143',
    '+0049 30 23125 000',
    '+28 30 23125 000',
    '192.168.100.200',
    'IBAN DE02 1203 0000 0000 2020 51',
    'EUR +1 250 000 000,00 5',
    'Fax: +49 30 23125 001',
    'F: 030 23125 001',
    'Telefax 030 23125 001',
    'hotel 030 23125 000',
    'Tel: 12345',
    '12345678901234567890123456789012345678901234567890',
    'Tel: 1 2 3 4 5 6 7 8 9 0 1 2 3 4 5 6 7 8',
    'user+4930231250@example.org',
    '4111 1111 1111 1111',
  ]
  for (const text of others)
    it(`passes over ${JSON.stringify(text)}`, () => assert.deepEqual(values(text), []))

  it('tells two numbers of one line apart', () => {
    assert.deepEqual(values('Tel: 030 23125 000 / Mobile: +44 7700 900123'), ['03023125000', '+447700900123'])
    assert.deepEqual(values('+44 20 7946 0958 / +44 20 7946 0959'), ['+442079460958', '+442079460959'])
  })

  it('stands any text, stays inside it, and never overlaps', () => {
    const pieces = fc.array(
      fc.oneof(
        fc.constantFrom(
          '+',
          '49',
          '(',
          ')',
          ' ',
          '-',
          '.',
          '/',
          'Tel: ',
          '\n',
          '0',
          '1',
          '555',
          ':',
          '@',
          '\u00a0',
        ),
        fc.string({ maxLength: 4 }),
      ),
      { maxLength: 60 },
    )
    fc.assert(
      fc.property(pieces, (parts) => {
        const text = parts.join('')
        let last = 0
        for (const { value, start, end } of findPhoneNumbers(text)) {
          assert.ok(start >= last && end > start && end <= text.length)
          assert.match(value, /^\+?\d{6,15}$/)
          last = end
        }
      }),
    )
  })

  it('is linear: a megabyte of digits, plus signs or labels costs no more than its length', () => {
    for (const piece of ['1', '+', '12 ', '+49 ', 'Tel: 1', '(', '+1-', '@', 'a@', 'a.@b.']) {
      const text = piece.repeat(1_000_000 / piece.length)
      const started = threadTime()
      findPhoneNumbers(text)
      findAddresses(text)
      assert.ok(threadTime() - started < 5_000, JSON.stringify(piece))
    }
  })
})

describe('written addresses', () => {
  it('finds them between punctuation, and nothing that only looks like one', () => {
    const found = (text: string): readonly string[] => findAddresses(text).map(({ value }) => value)
    assert.deepEqual(found('write to <Anna.Berg+x@Home.example>, or a@b.test.'), [
      'anna.berg+x@home.example',
      'a@b.test',
    ])
    assert.deepEqual(found('E-Mail:anna@home.example'), ['anna@home.example'])
    for (const text of [
      'git://git@host.example/x',
      '?to=a@b.test',
      'a@b@c.test',
      'unit@0.1',
      '@home.example',
      'a@b',
    ])
      assert.deepEqual(found(text), [], text)
  })
})

describe('contacts of a mail', () => {
  const read = (spec: Partial<MessageSpec>, bulk = false): readonly RecordContact[] =>
    mailContacts(
      parseMessage(
        buildMessage({
          client: 'thunderbird',
          from: 'Anna Berg <anna@oak.example>',
          to: 'Bela <bela@elm.example>',
          subject: 'Plan',
          date: { time: Date.UTC(2024, 0, 8) },
          seed: 'contacts',
          ...spec,
        }),
      ),
      bulk,
    )
  const told = (contacts: readonly RecordContact[]): readonly string[] =>
    contacts.map(({ kind, value, where }) => `${kind} ${value} ${where}`)
  const filler = Array.from({ length: 12 }, (_, n) => `Line ${n} of the plan.`).join('\n')

  it('takes the signature first, and of addresses only what is the sender’s', () => {
    const text = `Call the hall on +44 20 7946 0001 please.\n${filler}\n\nAnna\n-- \nAnna Berg\nTel: +49 30 23125 000\nE-Mail: office@oak.example\nhome: annaberg@home.example\ndesk@paper.example\n`
    assert.deepEqual(told(read({ text })), [
      'phone +493023125000 signature',
      'address office@oak.example signature',
      'address annaberg@home.example signature',
      'phone +442079460001 text',
    ])
  })

  it('counts the last lines as signature where none is marked', () => {
    const text = `Call the hall on +44 20 7946 0001 please.\n${filler}\n\nBest\nAnna Berg\n+49 30 23125 000\n`
    assert.deepEqual(told(read({ text })), ['phone +493023125000 signature', 'phone +442079460001 text'])
  })

  it('passes over what others wrote', () => {
    const text = `Yes.\n\nOn 1 January 2024, Bela wrote:\n> Call me\n> Tel: +44 20 7946 0001\n> -- \n> bela.anna@home.example\n`
    assert.deepEqual(read({ text, subject: 'Re: Plan' }), [])
  })

  it('points at the characters of the decoded text', () => {
    const text = 'Grüße aus Köln\nAnna\nTel: +49 30 23125 000\n'
    const message = parseMessage(
      buildMessage({
        client: 'thunderbird',
        from: 'Anna Berg <anna@oak.example>',
        to: 'bela@elm.example',
        subject: 'x',
        date: { time: 0 },
        text,
        seed: 'a',
      }),
    )
    const [contact] = mailContacts(message, false)
    const main = message.texts[message.mainText]
    assert.equal(main?.part, contact?.part)
    assert.equal(main?.text.slice(contact?.start, contact?.end), '+49 30 23125 000')
  })

  it('reads HTML as it is seen, but not of bulk mail', () => {
    const html =
      '<p>Hello</p><p style="display:none">Tel: +44 20 7946 0009</p><p>Anna<br>Tel: +49&nbsp;30 23125&#45;000</p><!-- +44 20 7946 0008 -->'
    const only = { text: undefined, html } as unknown as Partial<MessageSpec>
    assert.deepEqual(told(read(only)), ['phone +493023125000 signature'])
    assert.deepEqual(read(only, true), [])
  })

  it('a name of thousands of words against thousands of addresses costs no more than reading', () => {
    const text = Array.from({ length: 6_000 }, (_, n) => `a${n}@b.test`).join(' ')
    const from = `${'Anna Berg '.repeat(3_000)}<anna@oak.example>`
    const started = threadTime()
    assert.equal(read({ text, from }).length, 0)
    assert.ok(threadTime() - started < 3_000)
  })

  it('keeps five, however many there are', () => {
    const text = Array.from({ length: 40 }, (_, n) => `Tel: +44 20 7946 0${100 + n}`).join('\n')
    assert.equal(read({ text }).length, 5)
  })
})

describe('contact book', () => {
  const DAY = 86_400_000
  const START = Date.UTC(2024, 0, 1)
  const mail = (
    day: number,
    numbers: readonly string[],
    changes: Partial<MessageRecord> = {},
  ): MessageRecord =>
    makeRecord({
      time: START + day * DAY,
      contacts: numbers.map((value, n) => ({
        kind: 'phone',
        value,
        where: 'signature',
        part: '1',
        start: n * 20,
        end: n * 20 + 13,
      })),
      ...changes,
    })

  it('knows nothing of the mail itself, and what came before with its first and last place', () => {
    const book = contactBook()
    const [first, middle, last, judged] = [mail(0, ['+1']), mail(9, []), mail(30, ['+1']), mail(60, ['+1'])]
    assert.equal(book.context(first), undefined)
    for (const one of [first, middle, last]) book.learn(one)
    const found = book.context(judged)
    assert.deepEqual(found, {
      known: [
        {
          kind: 'phone',
          value: '+1',
          shown: '+1',
          of: 'anna@example.org',
          messages: 2,
          days: 2,
          firstSeen: first.time,
          lastSeen: last.time,
          first: { digest: first.digest, part: '1', start: 0, end: 13 },
          last: { digest: last.digest, part: '1', start: 0, end: 13 },
        },
      ],
      unknown: [],
    })
  })

  it('a number planted shortly before is not told, however often it was sent', () => {
    const book = contactBook()
    book.learn(mail(0, ['+1']))
    for (let n = 0; n < 9; n++) book.learn(mail(58 + n / 10, ['+2']))
    const found = book.context(mail(60, ['+2', '+3']))
    assert.deepEqual(
      found?.known.map(({ value }) => value),
      ['+1'],
    )
    assert.deepEqual(
      found?.unknown.map(({ value }) => value),
      ['+3'],
    )
    assert.deepEqual(
      book.context(mail(90, []))?.known.map(({ value }) => value),
      ['+1', '+2'],
    )
  })

  it('days count, not mails: a flood of one day does not outweigh a habit', () => {
    const book = contactBook()
    for (const day of [0, 10, 20]) book.learn(mail(day, ['+1']))
    for (let n = 0; n < 50; n++) book.learn(mail(30 + n / 100, ['+2']))
    assert.equal(book.context(mail(60, []))?.known[0]?.value, '+1')
  })

  it('a number in the text of one day is told to nobody', () => {
    const book = contactBook()
    const inText = mail(0, ['+1'])
    const contacts = inText.contacts?.map((one) => ({ ...one, where: 'text' as const })) ?? []
    book.learn({ ...inText, contacts })
    assert.equal(book.context(mail(60, [])), undefined)
    book.learn({ ...mail(20, []), contacts })
    assert.equal(book.context(mail(60, []))?.known[0]?.value, '+1')
  })

  it('whoever bears a known name is asked on the known person’s channels', () => {
    const book = contactBook()
    book.learn(mail(0, ['+1']))
    const newcomer = mail(60, ['+9'], { from: { name: 'Anna Berg', address: 'anna@elsewhere.test' } })
    assert.equal(book.context(newcomer), undefined)
    const found = book.context(newcomer, 'anna@example.org')
    assert.equal(found?.known[0]?.of, 'anna@example.org')
    assert.equal(found?.unknown[0]?.value, '+9')
  })

  it('endless fresh numbers fill no memory and do not push a habit out', () => {
    const book = contactBook()
    for (const day of [0, 10]) book.learn(mail(day, ['+1']))
    for (let n = 0; n < 500; n++) book.learn(mail(20 + n / 100, [`+2${n}`]))
    assert.equal(book.context(mail(60, []))?.known[0]?.value, '+1')
  })
})
