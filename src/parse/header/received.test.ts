import assert from 'node:assert/strict'
import { test } from 'node:test'
import { threadTime } from '../../testing/thread-time.ts'
import { parseReceived } from './received.ts'

const DATE = '; Thu, 13 Jun 2024 09:12:00 +0200'
const cases: readonly (readonly [kind: string, value: string, read: Readonly<Record<string, string>>])[] = [
  [
    'Postfix',
    'from mail.a.test (mx1.a.test [192.0.2.7]) (using TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)) by mx.b.test (Postfix) with ESMTPS id 4VzK1 for <anna@b.test>',
    {
      helo: 'mail.a.test',
      reverse: 'mx1.a.test',
      ip: '192.0.2.7',
      by: 'mx.b.test',
      with: 'ESMTPS',
      id: '4VzK1',
      for: 'anna@b.test',
    },
  ],
  [
    'Postfix without a reverse name, IPv6',
    'from [10.1.2.3] (unknown [IPv6:2001:db8::9]) by MX.B.test (Postfix) with ESMTPSA id 4V',
    { helo: '[10.1.2.3]', ip: '2001:db8::9', by: 'mx.b.test', with: 'ESMTPSA', id: '4V' },
  ],
  [
    'sendmail',
    'from a.test (joe@host7.a.test [192.0.2.7] (may be forged)) by b.test (8.15.2/8.15.2) with ESMTP id w5D',
    { helo: 'a.test', reverse: 'host7.a.test', ip: '192.0.2.7', by: 'b.test', with: 'ESMTP', id: 'w5D' },
  ],
  [
    'Exim',
    'from host7.a.test ([192.0.2.7]:40000 helo=laptop) by b.test with esmtpsa (TLS1.3) tls TLS_AES_256_GCM_SHA384 (Exim 4.96) (envelope-from <joe@a.test>) id 1sHe-00',
    {
      helo: 'laptop',
      reverse: 'host7.a.test',
      ip: '192.0.2.7',
      by: 'b.test',
      with: 'ESMTPSA',
      id: '1sHe-00',
    },
  ],
  [
    'Exim by address',
    'from [192.0.2.7] (helo=laptop ident=joe) by b.test with smtp (Exim 3.35) id 18',
    { helo: 'laptop', ip: '192.0.2.7', by: 'b.test', with: 'SMTP', id: '18' },
  ],
  [
    'qmail',
    'from unknown (HELO laptop.test) (joe@192.0.2.7) by b.test with SMTP',
    { helo: 'laptop.test', ip: '192.0.2.7', by: 'b.test', with: 'SMTP' },
  ],
  [
    'smap',
    'from host7.a.test(192.0.2.7, HELO laptop.test) by b.test via smap (V1.3) id xma1',
    { helo: 'laptop.test', reverse: 'host7.a.test', ip: '192.0.2.7', by: 'b.test', id: 'xma1' },
  ],
  ['qmail local', '(qmail 27981 invoked by uid 225)', {}],
  [
    'Yahoo',
    'from 127.0.0.1 (EHLO mail.a.test) (192.0.2.7) by atlas.test with SMTPs (version=TLS1_3 cipher=X)',
    { helo: 'mail.a.test', ip: '192.0.2.7', by: 'atlas.test', with: 'SMTPS' },
  ],
  [
    'Exchange',
    'from VI1.eurprd05.prod.test (2603:10a6:800:aa::15) by AM9.eurprd05.prod.test (2603:10a6:20b:2d1::9) with Microsoft SMTP Server (version=TLS1_2, cipher=X) id 15.20.7677.24',
    {
      helo: 'VI1.eurprd05.prod.test',
      ip: '2603:10a6:800:aa::15',
      by: 'am9.eurprd05.prod.test',
      with: 'MICROSOFT SMTP SERVER',
      id: '15.20.7677.24',
    },
  ],
  [
    'Exchange inside',
    'from VI1.prod.test ([fe80::19bd:c588:dd17:5226]) by VI1.prod.test ([fe80::19bd:c588:dd17:5226%6]) with mapi id 15.20.1943.023',
    {
      helo: 'VI1.prod.test',
      ip: 'fe80::19bd:c588:dd17:5226',
      by: 'vi1.prod.test',
      with: 'MAPI',
      id: '15.20.1943.023',
    },
  ],
  [
    'Gmail',
    'from mail-a.test (mail-a.test. [192.0.2.7]) by mx.google.test with SMTPS id d2e1a72fcca58-7041sor for <anna@b.test> (Google Transport Security)',
    {
      helo: 'mail-a.test',
      reverse: 'mail-a.test',
      ip: '192.0.2.7',
      by: 'mx.google.test',
      with: 'SMTPS',
      id: 'd2e1a72fcca58-7041sor',
      for: 'anna@b.test',
    },
  ],
  [
    'Gmail inside',
    'by 2002:a05:6a00:1a8f:b0:704:1234 with SMTP id abc123',
    { by: '2002:a05:6a00:1a8f:b0:704:1234', with: 'SMTP', id: 'abc123' },
  ],
  [
    'webmail',
    'from 192.0.2.7 (SquirrelMail authenticated user joe) by mail.a.test with HTTP',
    { helo: '192.0.2.7', ip: '192.0.2.7', by: 'mail.a.test', with: 'HTTP' },
  ],
  [
    'address outside a comment',
    'from host.a.test [192.0.2.7] by b.test with esmtp id 9',
    { helo: 'host.a.test', ip: '192.0.2.7', by: 'b.test', with: 'ESMTP', id: '9' },
  ],
  [
    'sendmail submission',
    '(from joe@localhost) by b.test (8.12.11/8.12.11/Submit) id iBA',
    { helo: 'joe@localhost', by: 'b.test', id: 'iBA' },
  ],
  [
    'upper case',
    'FROM a.test BY b.test WITH SMTP ID <B1@b.test> FOR <x@b.test>',
    { helo: 'a.test', by: 'b.test', with: 'SMTP', id: 'B1@b.test', for: 'x@b.test' },
  ],
]
for (const [kind, value, read] of cases)
  test(`reads what ${kind} writes`, () => {
    const { field, date, ...rest } = parseReceived({ value: value + DATE }, 3)
    assert.deepEqual(rest, read)
    assert.equal(field, 3)
    assert.equal(date?.time, Date.UTC(2024, 5, 13, 7, 12))
  })

test('a recipient behind the date', () => {
  const hop = parseReceived({ value: `from a.test by b.test (EzMTS)${DATE} for <x@b.test>` })
  assert.equal(hop.for, 'x@b.test')
  assert.equal(hop.date?.time, Date.UTC(2024, 5, 13, 7, 12))
})

test('garbage gives an empty hop', () => {
  for (const value of ['', ';;;', '((((', 'from', 'by by by', 'from (((;'])
    assert.equal(parseReceived({ value }).date, undefined)
})

test('a huge field is linear', () => {
  const start = threadTime()
  for (const piece of ['(', 'from ', '[', 'by x;', 'helo=', '@', ', HELO ', '(, '])
    parseReceived({ value: piece.repeat(65_536) })
  assert.ok(threadTime() - start < 500)
})
