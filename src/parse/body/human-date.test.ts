import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { findHumanDate } from './human-date.ts'

const TEN = '2024-03-05T10:00:00.000Z'

test('reads dates as clients write them', () => {
  const cases: readonly (readonly [text: string, iso: string | undefined])[] = [
    ['On Tue, Mar 5, 2024 at 10:00 AM', TEN],
    ['On Tue, Mar 5, 2024 at 10:00 PM', '2024-03-05T22:00:00.000Z'],
    ['On Tue, 5 Mar 2024 10:00:30 +0100', '2024-03-05T09:00:30.000Z'],
    ['On March 5th, 2024 10:00 GMT+02:00', '2024-03-05T08:00:00.000Z'],
    ['5 March 2024 at 10:00:00 CET', '2024-03-05T09:00:00.000Z'],
    ['On 2024-03-05 10:00', TEN],
    ['On 2024-03-05', '2024-03-05T00:00:00.000Z'],
    ['Am 05.03.24 um 10:00', TEN],
    ['Am Di., 5. März 2024 um 10:00 Uhr', TEN],
    ['Le mar. 5 mars 2024 à 10:00', TEN],
    ['Le mardi 5 mars 2024 à 10h00', TEN],
    ['El mar, 5 mar 2024 a las 10:00', TEN],
    ['5 de marzo de 2024 10:00', TEN],
    ['Em ter., 5 de mar. de 2024 às 10:00', TEN],
    ['Il giorno mar 5 mar 2024 alle ore 10:00', TEN],
    ['Op di 5 mrt 2024 om 10:00', TEN],
    ['Den tis 5 mars 2024 kl 10:00', TEN],
    ['ti 5. maalisk. 2024 klo 10.00', TEN],
    ['wt., 5 mar 2024 o 10:00', TEN],
    ['út 5. 3. 2024 v 10:00', TEN],
    ['вт, 5 мар. 2024 г. в 10:00', TEN],
    ['вт, 5 бер. 2024 р. о 10:00', TEN],
    ['5 Mar 2024 Sal, 10:00 tarihinde', TEN],
    ['2024年3月5日(火) 10:00', TEN],
    ['2024年3月5日周二 下午10:00', '2024-03-05T22:00:00.000Z'],
    ['2024년 3월 5일 (화) 오전 10:00', TEN],
    ['2024년 3월 5일 (화) 오후 1:00', '2024-03-05T13:00:00.000Z'],
    ['سه‌شنبه ۵ مارس ۲۰۲۴ ساعت ۱۰:۰۰', TEN],
    ['في الثلاثاء، ٥ مارس ٢٠٢٤ 10:00', TEN],
    ['13/5/24 10:00', '2024-05-13T10:00:00.000Z'],
    ['5/13/24 10:00', '2024-05-13T10:00:00.000Z'],
    ['3/5/2024 10:00 AM', TEN],
    ['Le 05/03/2024 10:00', TEN],
    ['On 3/5/24 10:00', undefined],
    ['سه‌شنبه ۱۵ مارس ۱۴۰۲', undefined],
  ]
  for (const [text, iso] of cases) {
    const date = findHumanDate(text)
    assert.ok(date, text)
    assert.equal(date.time === undefined ? undefined : new Date(date.time).toISOString(), iso, text)
  }
})

test('sees no date in other text', () => {
  for (const text of ['', 'may I ask', 'version 1.2.3', 'at 10:00', 'march on 5', '12345'])
    assert.equal(findHumanDate(text), undefined, text)
})

test('never throws, and the place lies in the text', () => {
  const pieces = fc.constantFrom(
    '5',
    '2024',
    'März',
    'mar',
    '10:00',
    '.',
    '/',
    ' ',
    'AM',
    '年',
    '3',
    '月',
    '+0100',
    '٥',
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 20 }).map((all) => all.join('')),
        fc.string({ unit: 'binary' }),
      ),
      (text) => {
        const date = findHumanDate(text)
        if (!date) return
        assert.ok(date.start >= 0 && date.start < date.end && date.end <= text.length)
        assert.ok(date.time === undefined || Number.isFinite(date.time))
      },
    ),
    { numRuns: 3_000 },
  )
})
