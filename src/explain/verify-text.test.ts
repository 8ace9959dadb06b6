import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ItemVerdict, SIGNATURE_STATES, type SignatureVerdict } from '../model/authenticity.ts'
import { itemVerdictLine, itemVerdictText } from './verify-text.ts'
import { STATE_WORDS } from './verify-words.ts'

const OPTIONS = { width: 100, color: false }

const signature: SignatureVerdict = {
  kind: 'signature-verdict',
  role: 'dkim',
  field: 0,
  range: { start: 0, end: 10 },
  domain: 'lists.example.net',
  selector: 's1',
  algorithm: 'rsa-sha256',
  canonicalization: 'relaxed/relaxed',
  state: 'pass_archived_key',
  body: 'match',
  header: 'match',
  repairs: [{ name: 'subject-tag', detail: 'Subject' }],
  author: 'other',
  times: { problems: [{ code: 'date-far-from-signature', detail: 'Date is 3 days before' }] },
  reason: 'fits a recorded key',
}

const item: ItemVerdict = {
  kind: 'item-verdict',
  file: '/x.eml',
  source: { file: '/x.eml', format: 'eml', offset: 0, length: 10 },
  digest: 'sha256:00',
  from: 'Ann <ann@example.org>',
  subject: 'a\u202eb \u001b[31m https://evil.example/x',
  state: 'pass_archived_key',
  deciding: 0,
  signatures: [signature],
  arc: { result: 'none', reason: '', sets: [] },
  repeated: [{ name: 'Subject', count: 2 }],
  comparisons: [],
  notEvaluated: [],
}

test('a pass says whose it is, what was undone, and what it does not show', () => {
  const text = itemVerdictText(item, 1, OPTIONS).replace(/\s+/g, ' ')
  assert.match(
    text,
    /passes with a recorded key, of another domain than the sender’s, after repair \(pass_archived_key\)/,
  )
  assert.match(text, /NOT the visible sender’s/)
  assert.match(text, /about the mail before the changes that were undone/)
  assert.match(text, /does not show .*who typed it.*a hijacked account passes/)
  assert.match(text, /Subject stands 2 times/)
  assert.match(text, /Date is 3 days before/)
})

test('what is no mail as it was sent says what to ask for instead', () => {
  const { deciding: _, ...rest } = item
  const text = itemVerdictText(
    { ...rest, state: 'not_raw', signatures: [], notRaw: 'a picture', ask: 'Ask for the mail itself.' },
    1,
    OPTIONS,
  ).replace(/\s+/g, ' ')
  assert.match(text, /why a picture .*instead Ask for the mail itself\. next step Until then compare it/)
})

test('hostile text reaches no terminal', () => {
  for (const text of [itemVerdictText(item, 1, OPTIONS), itemVerdictLine(item, 1, OPTIONS)]) {
    assert.doesNotMatch(text, /[\u001b\u202e]/)
    assert.doesNotMatch(text, /https:/)
  }
})

test('every state has words, none of which says genuine, forged or safe of a mail', () => {
  for (const state of SIGNATURE_STATES) {
    const { short, shows, notShown, next } = STATE_WORDS[state]
    assert.ok(short && shows && notShown && next, state)
    assert.doesNotMatch(`${short} ${shows}`, /genuine|forged|fake|safe/i)
  }
})
