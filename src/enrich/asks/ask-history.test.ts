import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Ask, AskKind } from '../../model/ask.ts'
import type { MessageRecord } from '../../model/record.ts'
import { makeRecord } from '../../testing/record-fixture.ts'
import { askHistory } from './ask-history.ts'

function ask(kind: AskKind, strength = 0.8): Ask {
  return { kind, strength, place: 'text', part: '1', start: 0, end: 4, words: 'send', language: 'en' }
}

function mail(kinds: readonly AskKind[], changes: Partial<MessageRecord> = {}): MessageRecord {
  return makeRecord({ asks: kinds.map((kind) => ask(kind)), ...changes })
}

const thread = (baseSubject: string, ...anchors: string[]): MessageRecord['thread'] => ({
  poses: anchors.length > 0 ? 'reply' : 'new',
  because: [],
  anchors,
  claims: [],
  baseSubject,
})

test('a first ask of its kind has no past, with the number of mails it is judged against', () => {
  const history = askHistory()
  for (let i = 0; i < 20; i++) history.learn(mail([]))
  const { onsets } = history.context(mail(['payment']))
  assert.equal(onsets.length, 1)
  const onset = onsets[0]
  assert.ok(onset)
  assert.equal(onset.bySender, 0)
  assert.ok(onset.senderMessages > 19.9 && onset.senderMessages <= 20)
  assert.equal(onset.byAnybody, 0)
  assert.equal(onset.messages, 20)
  assert.equal(onset.inThread, false)
})

test('what a sender asks often is counted, by sender, by recipient and for everybody', () => {
  const history = askHistory()
  for (let i = 0; i < 10; i++) history.learn(mail(['file']))
  history.learn(mail(['file'], { from: { name: '', address: 'bo@example.com' } }))
  const [onset] = history.context(mail(['file'])).onsets
  assert.ok(onset)
  assert.ok(Math.abs(onset.bySender - 10) < 0.1)
  assert.equal(onset.byAnybody, 11)
  assert.equal(onset.ofRecipients, 10)
  const elsewhere = mail(['file'], { to: [{ name: '', address: 'new@friends.example' }] })
  assert.equal(history.context(elsewhere).onsets[0]?.ofRecipients, 0)
})

test('a thread remembers its asks over answers, and who asked', () => {
  const history = askHistory()
  const first = mail(['information'], { messageId: 'a@x.example', thread: thread('list of guests') })
  history.learn(first)
  const bo = { name: '', address: 'bo@example.com' }
  const second = mail([], {
    messageId: 'b@x.example',
    from: bo,
    thread: thread('list of guests', 'a@x.example'),
  })
  assert.equal(history.context(second).threadKnown, true)
  history.learn(second)
  const third = mail(['information', 'payment'], {
    from: bo,
    thread: thread('other words here', 'b@x.example'),
  })
  const { onsets, threadKnown } = history.context(third)
  assert.equal(threadKnown, true)
  const information = onsets.find((one) => one.kind === 'information')
  assert.equal(information?.inThread, true)
  assert.equal(information?.inThreadBySender, false)
  assert.equal(onsets.find((one) => one.kind === 'payment')?.inThread, false)
})

test('asks of long ago weigh less', () => {
  const history = askHistory()
  const time = Date.UTC(2020, 0, 1)
  history.learn(mail(['payment'], { time }))
  const later = history.context(mail(['payment'], { time: time + 2 * 365 * 86_400_000 })).onsets[0]
  assert.ok(later)
  assert.ok(Math.abs(later.bySender - 0.25) < 0.01)
})

test('a message is not in its own past, and weak asks do not count', () => {
  const history = askHistory()
  const record = mail(['secrecy'])
  assert.equal(history.context(record).onsets[0]?.byAnybody, 0)
  history.learn(makeRecord({ asks: [ask('secrecy', 0.3)] }))
  assert.equal(history.context(record).onsets[0]?.byAnybody, 0)
})

test('records without asks, of an older reader, are mails that asked nothing', () => {
  const history = askHistory()
  history.learn(makeRecord())
  assert.deepEqual(history.context(makeRecord()), { kind: 'ask-context', onsets: [], threadKnown: false })
})

test('the memory of a sender stays bounded under mail to ever new people', () => {
  const history = askHistory()
  for (let i = 0; i < 500; i++)
    history.learn(mail(['file'], { to: [{ name: '', address: `p${i}@friends.example` }] }))
  const of = (i: number) =>
    history.context(mail(['file'], { to: [{ name: '', address: `p${i}@friends.example` }] })).onsets[0]
      ?.ofRecipients
  assert.equal(of(499), 1)
  assert.equal(of(0), 0)
})
