import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseDate } from './mail-date.ts'

const cases: readonly (readonly [text: string, iso: string | undefined, offset?: number])[] = [
  ['Tue, 1 Jul 2003 10:52:37 +0200', '2003-07-01T08:52:37Z', 120],
  ['Fri, 21 Nov 1997 09:55:06 -0600', '1997-11-21T15:55:06Z', -360],
  [
    'Thu,\r\n   13\r\n  Feb\r\n    1969\r\n  23:32\r\n  -0330 (Newfoundland Time)',
    '1969-02-14T03:02:00Z',
    -210,
  ],
  [' 1 Jul 2003 (comment ((nested))) 10:52:37 +0200', '2003-07-01T08:52:37Z', 120],
  ['21 Nov 97 09:55:06 GMT', '1997-11-21T09:55:06Z', 0],
  ['Wed, 27 Jun 49 04:11 +0900', '2049-06-26T19:11:00Z', 540],
  ['27 Jun 103 04:11:00 +0000', '2003-06-27T04:11:00Z', 0],
  ['Mon, 10 Oct 2022 10:31:15 -0700 (PDT)', '2022-10-10T17:31:15Z', -420],
  ['Sun, 27 Oct 2002 23:57:07 EST', '2002-10-28T04:57:07Z', -300],
  ['Sun, 27 Oct 2002 23:57:07 CET', '2002-10-27T22:57:07Z', 60],
  ['Wed, 16 Sep 2009 19:29:24 +05-30', '2009-09-16T13:59:24Z', 330],
  // not said, or not readable: no offset
  ['Tue, 1 Jul 2003 10:52:37 -0000', '2003-07-01T10:52:37Z'],
  ['Tue, 1 Jul 2003 10:52:37', '2003-07-01T10:52:37Z'],
  ['Tue, 1 Jul 2003 10:52:37 A', '2003-07-01T10:52:37Z'],
  ['Tue, 1 Jul 2003 10:52:37 ZZZZ', '2003-07-01T10:52:37Z'],
  ['Tue, 1 Jul 2003 10:52:37 +9999', '2003-07-01T10:52:37Z'],
  // other shapes
  ['Thu Feb 13 23:32:54 2020', '2020-02-13T23:32:54Z'],
  ['Thu Feb 13 23:32:54 2020 +0100', '2020-02-13T22:32:54Z', 60],
  ['Fri Sep 14 14:36:56 EDT 2018', '2018-09-14T18:36:56Z', -240],
  ['2024-06-13T09:12:00Z', '2024-06-13T09:12:00Z', 0],
  ['2024-06-13 09:12:00.123 +02:00', '2024-06-13T07:12:00Z', 120],
  ['13-Jun-24 09:12:00 +0200', '2024-06-13T07:12:00Z', 120],
  ['13/Jun/2024 09:12 +0200', '2024-06-13T07:12:00Z', 120],
  ['June 13, 2024 9:12 PM GMT', '2024-06-13T21:12:00Z', 0],
  ['Thu, 13 Jun 2024 12:05:00 AM +0000', '2024-06-13T00:05:00Z', 0],
  ['13.6.2024 09:12:00', '2024-06-13T09:12:00Z'],
  ['Thu, 13 Jun 2024 09:12:00 GMT+0200', '2024-06-13T07:12:00Z', 120],
  ['Thu, 13 Jun 2024 23:59:60 +0000', '2024-06-14T00:00:00Z', 0],
  ['17 May 2026 22:15:15 +1345', '2026-05-17T08:30:15Z', 825],
  // no date
  ['', undefined],
  ['some numbers 0 1 2 but invalid', undefined],
  ['Tue, 31 Feb 2003 10:52:37 +0200', undefined],
  ['Tue, 32 Jan 2003 10:52:37 +0200', undefined],
  ['Tue, 1 Jul 2003 25:52:37 +0200', undefined],
  ['13 zzz 2021 09:55:06 +0200', undefined],
  ['Tue, 1 Jul 2003', undefined],
]
for (const [text, iso, offset] of cases)
  test(`reads ${JSON.stringify(text)}`, () => {
    const date = parseDate(text)
    assert.equal(date && new Date(date.time).toISOString().replace('.000Z', 'Z'), iso)
    assert.equal(date?.offset, offset)
    if (date) assert.equal(date.text, text.trim())
  })

test('months are not guessed from words that only begin like one', () => {
  assert.equal(parseDate('Tue, 7 Sjj 2026 19:14:51 +0000'), undefined)
})
