import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ScannedMessage } from '../model/scan.ts'
import {
  HOSTILE_SCANNED,
  MISSING_SCANNED,
  QUIET_SCANNED,
  SCANNED,
  SUMMARY,
  TAKEOVER_SCANNED,
  UNJUDGED_SCANNED,
} from '../testing/scan-fixture.ts'
import { columns } from './columns.ts'
import { alertText, summaryText } from './scan-text.ts'

const plain = (width: number): { width: number; color: false } => ({ width, color: false })

/** Words that would promise what nobody can know. */
const PROMISES = /\b(?:clean|safe|safely|benign|harmless|secure|legitimate)\b/i

test('an alert at 80 columns', () => {
  assert.equal(
    alertText(MISSING_SCANNED, plain(80)),
    `Worth a look 4 · score 0.712 · somebody else may be using this account
  From      Josef Brandt <josef@harbourwatch.example>
  To        Vera Lindqvist <vera@harbourwatch.example>, Tomás Okafor
            <tomas@harbourwatch.example>
  Date      11 March 2024, 15:05 UTC (16:05 at +01:00)
  Subject   Re: Key for the storage room
  Lies in   /mail/old/archive.mbox.gz#88000123, packed with gzip
  Digest    4d4d4d4d4d4d4d4d

  1. weak sign · conversation · thread.unanchored-reply
     What was seen          The mail poses as a reply, but the mail it answers
                            is not held.
     Why it matters         A made-up reply borrows the trust of an earlier
                            conversation.
     What else it could be  The first mail was sent from a telephone that keeps
                            no copy.
     Evidence               share of replies with an original held: 18 of 19
                            (josef@harbourwatch.example, counted over 19 earlier
                            messages)

  What to do next
   1. Ask the sender by telephone, with a number you already have, whether they
      wrote this mail.

  Channels you already had
   None: no phone number or second address of theirs was seen before this mail,
   or not long and often enough to rely on. Use one from your own address book
   or papers.
`,
  )
})

test('the same at 60 columns: labels stand on lines of their own', () => {
  const text = alertText(MISSING_SCANNED, plain(60))
  assert.ok(
    text.includes(`     What else it could be
       The first mail was sent from a telephone that keeps
       no copy.
`),
    text,
  )
})

for (const width of [40, 60, 80, 120])
  test(`no line is wider than ${width} columns, nothing raw reaches the terminal`, () => {
    for (const text of [
      ...SCANNED.map((one) => alertText(one, plain(width))),
      summaryText(SUMMARY, plain(width)),
    ]) {
      for (const line of text.split('\n')) {
        assert.ok(columns(line) <= width, line)
        assert.doesNotMatch(line, /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u)
        assert.doesNotMatch(line, /https?:\/\//i)
        assert.equal(line, line.trimEnd())
      }
      assert.doesNotMatch(text, PROMISES)
      assert.ok(text.endsWith('\n'))
    }
  })

test('strongest findings first, the weaker counted with a way to see them', () => {
  const text = alertText(TAKEOVER_SCANNED, plain(120))
  const order = [
    'links.text-host-differs',
    'client.drift',
    'thread.unanchored-forward',
    'recipients.unusual-set',
  ]
  const places = order.map((id) => text.indexOf(` · ${id}\n`))
  assert.ok(places.every((place) => place > 0))
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  )
  assert.match(
    text,
    /1 weaker finding not shown \(path\.first-network\); see them with: counterfoil explain [0-9a-f]{16}/,
  )
})

test('the same advice is given once', () => {
  const text = alertText(TAKEOVER_SCANNED, plain(120))
  assert.equal(text.match(/Ask the sender by telephone/g)?.length, 1)
  assert.equal(text.match(/^ {3}\d\. /gm)?.length, 3)
})

test('evidence names part and byte range and quotes the value', () => {
  const text = alertText(TAKEOVER_SCANNED, plain(120))
  assert.match(text, /part 0, bytes 829–861: “X-Mailer: Outbound Web Client 9\.1”/)
  assert.match(
    text,
    /earlier mails with this program: 0 \(vera@harbourwatch\.example, counted over 212 earlier\s+messages\)/,
  )
})

test('a hostile subject is cut, defanged and made visible', () => {
  const text = alertText(HOSTILE_SCANNED, plain(80))
  assert.match(text, /⟨U\+202E⟩gpj\.exe/)
  assert.match(text, /⟨U\+001B⟩\[2J/)
  assert.match(text, /hxxps:\/\/evil\[\.\]test/)
  assert.ok(text.split('\n').length < 70)
  assert.match(text, /The mail itself says 2 April 2024, 03:30 UTC\./)
})

test('a message without findings says what its verdict means; one without time says so', () => {
  assert.match(alertText(QUIET_SCANNED, plain(80)), /nothing was found by what was able to run/)
  const text = alertText(UNJUDGED_SCANNED, plain(80))
  assert.match(text, /not judged/)
  assert.match(text, /Date {6}not stated anywhere/)
  assert.match(text, /Subject {3}\(none\)/)
})

test('colour changes nothing but colour; ASCII leaves no other character', () => {
  const stripped = alertText(TAKEOVER_SCANNED, { width: 80, color: true }).replace(/\u001b\[[\d;]*m/g, '')
  assert.equal(stripped, alertText(TAKEOVER_SCANNED, plain(80)))
  const text = alertText(HOSTILE_SCANNED, { width: 80, color: false, ascii: true })
  assert.match(text, /^[\x20-\x7e\n]+$/)
})

test('a summary says counts, coverage and what the verdicts mean', () => {
  assert.equal(
    summaryText(SUMMARY, plain(80)),
    `Summary
───────
Messages   21,928 read: 21,900 new, 28 met before; 21,928 in the store
Ranked     21,928 messages, from 3 May 2019 to 14 June 2024
Alerts     3 shown, 20 allowed (asked for: the 20 most suspicious, never more
           than 1 in 500); nothing else deserved one
Verdicts   3 alert, 1 review, 20,038 none, 1,886 unknown
Senders    431 in all, 58 known well enough to compare with (at least 20 earlier
           messages each)
Time       21.1 seconds (reading 14.2 seconds, judging 6.3 seconds, ranking 0.4
           seconds)
Version    0.1.0, rules 1.0

What could not be evaluated
───────────────────────────
• comparison with the sender’s past: fewer than 20 earlier messages of the
  sender (1,886 messages)
• own check of signatures: no recorded DNS answers; run with --live to ask
  (21,928 messages)

What could not be read as written
─────────────────────────────────
• bytes that are not in the stated character set (mime.charset-invalid; 41
  messages)
• no message ID (header.message-id-missing; 1 message)

Trouble with the input
──────────────────────
• /mail/old/2011.mbox#4194304: the file ends in the middle of a message
  Copy it again from its origin and scan it again; what was readable is in.

Whose checks were believed
──────────────────────────
• mx.harbourwatch.example (inferred, 20,112 messages)

“None” means that nothing was found by what was able to run; “unknown” means
that the message was not judged. Neither says that a message can be trusted.
`,
  )
})

test('every budget has words', () => {
  const asked = (budget: typeof SUMMARY.budget.asked): string =>
    summaryText({ ...SUMMARY, budget: { asked: budget, allowed: 3, used: 3 } }, plain(120)).split('\n')[4] ??
    ''
  assert.equal(
    asked({ kind: 'count', alerts: 1 }),
    'Alerts     3 shown, 3 allowed (asked for: at most 1 alert)',
  )
  assert.match(
    asked({ kind: 'share', alerts: 5, messages: 1000 }),
    /at most 5 alerts for every 1,000 messages/,
  )
  assert.match(asked({ kind: 'daily', alerts: 2 }), /at most 2 alerts a day/)
})

test('thousands of findings and recipients stay readable', () => {
  const { judgement, record } = TAKEOVER_SCANNED
  const many: ScannedMessage = {
    ...TAKEOVER_SCANNED,
    record: {
      ...record,
      to: Array.from({ length: 5_000 }, (_, at) => ({ name: '', address: `p${at}@host.example` })),
    },
    judgement: { ...judgement, findings: Array.from({ length: 2_000 }, () => judgement.findings[0]!) },
  }
  const text = alertText(many, plain(80))
  assert.ok(text.length < 6_000)
  assert.match(text, /and 4,996 more/)
  assert.match(text, /1,996 weaker findings not shown/)
})
