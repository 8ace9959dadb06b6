import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { KEPT_BYTES, LEAST_TEXTS, OUTGOING_BYTES, type StyleMemory, styleMemory } from './style-memory.ts'

/** Fictional writers: each has its own greeting, closing, marks and turns of phrase. */
const WRITERS = [
  { open: 'Hi ¶,', close: 'Best,\n¶', join: '. ', turn: 'I think that' },
  { open: '', close: '-¶', join: ' -- ', turn: 'imho' },
  { open: 'Dear ¶,', close: 'Kind regards,\n¶', join: '; ', turn: 'It appears that' },
  { open: 'hey', close: 'cheers', join: '... ', turn: 'looks like' },
  { open: 'Hello ¶', close: 'Thanks!', join: '! ', turn: "I'm afraid" },
  { open: '¶:', close: '¶', join: ' - ', turn: 'we really should say' },
  { open: 'Hi all,', close: 'Thanks,\n¶', join: ' :) ', turn: "let's note" },
  { open: 'Good morning ¶,', close: 'Sincerely,\n¶', join: ', and ', turn: 'one might add that' },
  { open: 'Hi ¶!', close: 'Take care\n¶', join: '. And ', turn: 'to my mind' },
] as const
const THINGS = (
  'the draft is ready|the numbers of last week are missing|the room is booked for the meeting|somebody has to call the ' +
  'printer|the budget is too small|the new leaflet came back|the volunteers want shirts|the train leaves at noon|the ' +
  'press asks for a comment|the translation needs another look|the poster has a wrong date|the board wants a report'
).split('|')

function written(writer: number, number: number): string {
  const { open, close, join, turn } = WRITERS[writer % WRITERS.length] as (typeof WRITERS)[number]
  const things = [0, 1, 2, 3].map((i) => THINGS[(number * 5 + i * 7 + writer * 3) % THINGS.length])
  return [
    open,
    things.map((thing, i) => `${i % 2 ? '' : `${turn} `}${thing} since day ${number * 7 + i}`).join(join),
    close,
  ]
    .filter((one) => one !== '')
    .join('\n\n')
}

function taught(texts = 26): StyleMemory {
  const memory = styleMemory()
  for (let number = 0; number < texts; number++)
    for (let writer = 0; writer < WRITERS.length; writer++)
      memory.learn(`writer${writer}@example.org`, written(writer, number))
  return memory
}

describe('style memory', () => {
  it('scores another hand above the own one', () => {
    const memory = taught()
    for (let writer = 0; writer < WRITERS.length; writer++) {
      const own = memory.read(`writer${writer}@example.org`, written(writer, 30))
      const other = memory.read(`writer${writer}@example.org`, written(writer + 1, 31))
      assert.equal(own.abstained, undefined)
      assert.ok(other.score > own.score + 2, `${writer}: ${other.score} against ${own.score}`)
      assert.ok(other.score > 1 && own.score < 1)
    }
  })

  it('says which habits differ', () => {
    const { habits } = taught().read('writer0@example.org', written(1, 30))
    const greeting = habits.find(({ habit }) => habit === 'greeting')
    assert.deepEqual(
      { usual: greeting?.usual, here: greeting?.here, seen: greeting?.seen, of: greeting?.of },
      { usual: 'Hi ¶,', here: 'none', seen: 0, of: greeting?.usualSeen },
    )
    assert.ok((greeting?.logRatio ?? 0) > 1)
    const closing = habits.find(({ habit }) => habit === 'closing')
    assert.equal(closing?.usual, 'Best,')
  })

  it('abstains, and says why', () => {
    const memory = taught()
    const sender = 'writer0@example.org'
    assert.equal(memory.read(sender, 'Too short.').abstained, 'short-text')
    assert.equal(memory.read('nobody@example.org', written(0, 3)).abstained, 'few-texts')
    const russian =
      'Добрый день! Мы получили ваше письмо и хотели бы обсудить все вопросы на следующей неделе, если вы не против.'
    assert.equal(memory.read(sender, russian).abstained, 'other-script')
    const german =
      'Guten Tag, wir haben das noch nicht gesehen und die Frage ist auch, ob wir es mit den anderen für eine Woche machen.'
    assert.equal(memory.read(sender, german).abstained, 'other-language')
    const lonely = styleMemory()
    for (let i = 0; i < 60; i++) for (const w of [0, 1]) lonely.learn(`writer${w}@example.org`, written(w, i))
    assert.equal(lonely.read(sender, written(0, 99)).abstained, 'few-writers')
    for (const text of [russian, german, 'x']) assert.equal(memory.read(sender, text).score, 0)
  })

  it('counts from the eighth text on, and not short ones', () => {
    const memory = taught()
    for (let i = 0; i < LEAST_TEXTS; i++) {
      assert.equal(memory.read('new@example.org', written(0, i)).abstained, 'few-texts')
      memory.learn('new@example.org', written(0, i))
      memory.learn('new@example.org', 'ok')
    }
    assert.equal(memory.read('new@example.org', written(0, 40)).abstained, undefined)
  })

  it('gives the same reading whatever was read before', () => {
    const asked = styleMemory()
    const silent = styleMemory()
    for (let number = 0; number < 30; number++)
      for (let writer = 0; writer < WRITERS.length; writer++) {
        const sender = `writer${writer}@example.org`
        asked.read(sender, written(writer + 1, number))
        for (const memory of [asked, silent]) memory.learn(sender, written(writer, number))
      }
    for (let writer = 0; writer < WRITERS.length; writer++) {
      const sender = `writer${writer}@example.org`
      assert.deepEqual(asked.read(sender, written(3, 50)), silent.read(sender, written(3, 50)))
    }
  })

  it('bounds what it keeps of a sender', () => {
    const memory = styleMemory()
    const long = 'ю'.repeat(1_200)
    for (let i = 0; i < 200; i++) {
      memory.learn('long@example.org', long)
      assert.ok(memory.bytesOf('long@example.org') <= KEPT_BYTES + OUTGOING_BYTES)
    }
    for (let i = 0; i < 200; i++) memory.learn('short@example.org', written(0, i))
    assert.ok(memory.bytesOf('short@example.org') <= 50 * 300)
  })

  it('never throws and always gives a finite score', () => {
    const memory = taught(12)
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary', maxLength: 1_300 }),
          fc.string({ unit: 'grapheme', maxLength: 1_300 }),
          fc
            .array(fc.constantFrom(...THINGS, '\n', ' ¶ ', '!?', "don't ", 'i ', '(', '* '))
            .map((all) => all.join('')),
        ),
        fc.nat(9),
        (text, writer) => {
          const sender = `writer${writer}@example.org`
          const first = memory.read(sender, text)
          assert.ok(Number.isFinite(first.score))
          for (const { logRatio } of first.habits) assert.ok(Number.isFinite(logRatio))
          assert.deepEqual(memory.read(sender, text), first)
        },
      ),
      { numRuns: 300 },
    )
  })
})
