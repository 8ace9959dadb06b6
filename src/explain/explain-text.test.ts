import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Explanation } from '../model/scan.ts'
import { EXPLANATION, HOSTILE_NAME } from '../testing/scan-fixture.ts'
import { columns } from './columns.ts'
import { explanationJson } from './explain-json.ts'
import { explanationText } from './explain-text.ts'
import { limitsOf } from './limit-words.ts'

const at = (width: number): { width: number; color: false } => ({ width, color: false })
const text = explanationText(EXPLANATION, at(100))
/** The same without its line breaks. */
const flat = text.replace(/\s+/g, ' ')

test('every gate says open or shut and why', () => {
  assert.match(
    text,
    /• open: a link to a domain not seen before \(new-link-domain\)\n {4}session-check\[\.\]test was never seen here/,
  )
  assert.match(
    text,
    /• shut: an attachment that can run something \(active-attachment\)\n {4}nothing is attached/,
  )
})

test('every channel gives drift, tail and n, or why it kept silent', () => {
  assert.match(
    text,
    /• mail program \(client\): drift 14\.2, as strange as 1 in 1,111 \(counted over 1,090 earlier mails\)/,
  )
  assert.match(text, /• attachments \(attachments\): not evaluated: nothing is attached/)
})

test('every model gives its strength or why it kept silent', () => {
  assert.match(
    flat,
    /\(takeover\): strength 23\.4, as strong as 1 in 10,000 \(counted over 9,800 earlier mails\); by chance 1 in 5,000,000/,
  )
  assert.match(flat, /\(impostor\): not evaluated: the address is known/)
})

test('every detector, fired or not', () => {
  assert.match(text, /• found: client\.drift \(takeover\)\n {4}2 traits never seen in 212 mails/)
  assert.match(text, /• silent: attachments\.active\n {4}nothing is attached/)
})

test('the counts behind traits, recipients, links, conversation and identity', () => {
  assert.match(flat, /this sender 0 of 212, usually Thunderbird \(171\); everybody 3 of 21,914; \+6\.2 nats/)
  assert.match(flat, /ines@presscoop\.example: 4 earlier mails from this sender, 88 from or to anybody/)
  assert.match(
    flat,
    /harbourwatch\[\.\]example: 60 earlier mails by this sender, 900 by 31 senders, first on 4 May 2019/,
  )
  assert.match(flat, /in 31 of 33 cases; everybody’s in 3,608 of 4,100/)
  assert.match(flat, /looks like vera@harb0urwatch\.test \(skeleton\): 2 messages/)
})

test('also where the same mail was found, and whether it was learned from', () => {
  assert.match(text, /also in {6}\/mail\/backup\/board\.mbox#99/)
  assert.match(text, /Held: nothing is learned/)
})

test('a newcomer without verdict, gates that could not be evaluated, a missing trait', () => {
  const { verdict: _, ...rest } = EXPLANATION
  const { profile: _profile, firstSeen: _first, lastSeen: _last, ...context } = EXPLANATION.context
  const { channels } = EXPLANATION.judgement
  const shown = explanationText(
    {
      ...rest,
      context: { ...context, messages: 0, client: [{ ...context.client[0]!, value: '∅' }] },
      judgement: {
        ...rest.judgement,
        held: false,
        unknown: true,
        findings: [],
        gates: [{ gate: 'reply-diverted', open: false, because: 'no history', notEvaluated: true }],
        channels: [{ channel: 'links', drift: 1, n: 3, because: [] }, ...channels],
      },
    },
    at(100),
  )
  for (const words of [
    'None yet: a verdict needs the ranking of a whole scan.',
    'never seen before',
    'no habit of this sender is known yet',
    'not evaluated: answers would go to another domain',
    'drift 1.0, only 3 earlier mails to compare with',
    'mail program (mailer): missing',
    'No model could be evaluated',
    'This mail was learned',
  ])
    assert.ok(shown.includes(words), words)
})

test('a tail that is no tail is called nothing unusual; the own place is not listed twice', () => {
  const shown = explanationText(
    {
      ...EXPLANATION,
      sources: [EXPLANATION.record.source],
      judgement: {
        ...EXPLANATION.judgement,
        channels: [{ channel: 'links', drift: 0, tail: 1, n: 955, because: [] }],
      },
    },
    at(100),
  )
  assert.match(shown, /links \(links\): drift 0\.0, nothing unusual \(counted over 955 earlier mails\)/)
  assert.ok(!shown.includes('also in'))
})

test('hostile values at every width: nothing raw, no line too wide', () => {
  const hostile: Explanation = {
    ...EXPLANATION,
    record: {
      ...EXPLANATION.record,
      from: { name: HOSTILE_NAME, address: 'a@b.example' },
      subject: '\u001b[2J'.repeat(900),
    },
    detectors: [{ id: 'x', fired: true, because: 'http://evil.test \u202e' }],
    context: {
      ...EXPLANATION.context,
      recipients: Array.from({ length: 900 }, () => ({
        address: '\u009b@x',
        seenBySender: 1,
        seenInOrganisation: 2,
      })),
    },
  }
  for (const width of [40, 60, 80, 120]) {
    const shown = explanationText(hostile, at(width))
    for (const line of shown.split('\n')) {
      assert.ok(columns(line) <= width, line)
      assert.doesNotMatch(line, /[\p{Cc}\u202a-\u202e]/u)
    }
    assert.doesNotMatch(shown, /https?:\/\//)
    assert.doesNotMatch(shown, /\b(?:clean|safe|benign|harmless)\b/i)
    assert.match(shown, /and 860 more/)
  }
})

test('JSON gives the same plain data back', () => {
  const { kind: _, ...rest } = EXPLANATION
  assert.deepEqual(JSON.parse(explanationJson(EXPLANATION)), {
    type: 'explanation',
    ...JSON.parse(JSON.stringify(rest)),
    limits: limitsOf(EXPLANATION),
  })
})
