import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ReviewLog, ReviewOutcome, VerdictChange } from '../model/review.ts'
import { sampleDigest, sampleVerdict } from '../testing/store-samples.ts'
import { reviewJson, reviewLogJson } from './review-json.ts'
import { reviewLogText, reviewText } from './review-text.ts'

const plain = { width: 80, color: false } as const
const TIME = Date.UTC(2024, 5, 13, 9, 12)
const HOSTILE = 'a\u001b[31m\u202e https://gate.test/x'

const change = (n: number): VerdictChange => ({
  digest: sampleDigest(n),
  time: TIME,
  sender: 'anna@example.org',
  subject: HOSTILE,
  before: sampleVerdict(sampleDigest(n), n, { level: 'none' }),
  after: sampleVerdict(sampleDigest(n), n, { level: n % 2 ? 'review' : 'none' }),
})

const confirmed: ReviewOutcome = {
  kind: 'review-outcome',
  review: {
    kind: 'review',
    sequence: 7,
    digest: sampleDigest(0),
    action: 'confirm',
    why: HOSTILE,
    by: 'eva\u001b]0;x\u0007',
    time: TIME,
  },
  subject: HOSTILE,
  sender: 'anna@example.org',
  time: TIME,
  verdict: sampleVerdict(sampleDigest(0), 1, { level: 'review' }),
  judged: { replaced: 30, changed: 15, changes: Array.from({ length: 15 }, (_, n) => change(n + 1)) },
  rereading: [{ tie: 'same-sender', count: 40, mails: Array.from({ length: 20 }, (_, n) => change(n + 1)) }],
}

test('nothing from a mail or a person reaches the terminal raw, and no link stays alive', () => {
  const log: ReviewLog = {
    kind: 'review-log',
    entries: [
      { review: confirmed.review, sender: HOSTILE, subject: HOSTILE, time: TIME, current: true },
      { review: confirmed.review, sender: HOSTILE, subject: HOSTILE, time: TIME, current: false },
    ],
    waiting: 1,
  }
  for (const text of [reviewText(confirmed, plain), reviewLogText(log, plain)]) {
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/)
    assert.doesNotMatch(text, /https:|gate\.test/)
    assert.match(text, /hxxps:\/\/gate\[\.\]test/)
  }
  for (const text of [reviewJson(confirmed), reviewLogJson(log)]) {
    assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/)
    assert.ok(JSON.parse(text))
  }
})

test('long lists are cut, and the rest is counted', () => {
  const text = reviewText(confirmed, plain)
  assert.match(text, /15 other verdicts changed/)
  assert.match(text, /and 5 more/)
  assert.match(text, /40 mails of the same sender/)
  assert.match(text, /and 30 more/)
  assert.match(text, /before: Nothing found \(rank 3\); now: Worth a look \(rank 3\)/)
  assert.match(text, /Nothing found \(rank 4\), as before/)
})

test('a word for later says so, and a confirmed mail alone in its time too', () => {
  const { judged: _, verdict: __, ...later } = { ...confirmed, rereading: [] }
  const text = reviewText(later, plain)
  assert.match(text, /counts from the next scan on/)
  assert.match(text, /No other mail of this sender/)
  assert.doesNotMatch(text, /judged again/)
})

test('what was said before is told', () => {
  const earlier = { ...confirmed.review, action: 'release', why: 'her phone', by: 'ben' } as const
  assert.match(reviewText({ ...confirmed, earlier }, plain), /released by ben, 13 June 2024: her phone/)
})
