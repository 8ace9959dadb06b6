import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Scratch } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import { makeRecord, recordLink } from '../testing/record-fixture.ts'
import { emptyPast, type Past, replay } from './replay.ts'

/** What is said of every mail, letter by letter. */
async function said(records: readonly MessageRecord[], atHand?: number): Promise<string[]> {
  const store = await openSqliteStore(':memory:')
  await store.saveMessages(records.map((record) => ({ record, lookups: [] })))
  const scratch = await store.scratch()
  let puts = 0
  const counted: Scratch = {
    ...scratch,
    put: (key, bytes) => {
      puts++
      scratch.put(key, bytes)
    },
  }
  const past: Past = atHand === undefined ? emptyPast() : emptyPast({ scratch: counted, atHand })
  const lines: string[] = []
  for await (const { judgement, context } of replay(past, store))
    lines.push(JSON.stringify({ judgement, context }))
  lines.push(JSON.stringify(past.history.senders(2)))
  scratch.close()
  await store.close()
  if (atHand !== undefined && new Set(records.map((one) => one.from.address)).size > atHand)
    assert.ok(puts > 0, 'nothing was laid aside: the test compares nothing')
  return lines
}

const WORDS = 'we met at the station and spoke about the budget of next year until the train came'.split(' ')

const mail = fc
  .record({
    sender: fc.nat(6),
    to: fc.array(fc.nat(6), { maxLength: 4 }),
    mailer: fc.constantFrom('Thunderbird', 'Gmail', 'Phone'),
    host: fc.option(fc.nat(4), { nil: undefined }),
    phone: fc.boolean(),
    reply: fc.option(fc.nat(50), { nil: undefined }),
    words: fc.array(fc.nat(WORDS.length - 1), { maxLength: 40 }),
  })
  .map(({ sender, to, mailer, host, phone, reply, words }, index?: number) => ({
    sender,
    to,
    mailer,
    host,
    phone,
    reply,
    text: words.map((at) => WORDS[at]).join(' '),
    index,
  }))

test('what is laid aside changes nothing that is said, letter by letter', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(mail, { minLength: 20, maxLength: 160 }), async (mails) => {
      const made: MessageRecord[] = []
      for (const { sender, to, mailer, host, phone, reply, text } of mails) {
        const original = reply === undefined ? undefined : made[reply]
        made.push(
          makeRecord({
            from: { name: `Person ${sender} Example`, address: `p${sender}@org${sender % 2}.example` },
            to: to.map((n) => ({ name: '', address: `p${n}@org${n % 2}.example` })),
            client: { mailer, zone: '+0100' },
            links: host === undefined ? [] : [recordLink(`site${host}.example`)],
            thread: {
              poses: original ? 'reply' : 'new',
              because: [],
              anchors: original?.messageId ? [original.messageId] : [],
              claims: [],
              baseSubject: 'budget of the year',
            },
            ...(text.length >= 20 ? { styleText: text } : {}),
            contacts: phone
              ? [
                  {
                    kind: 'phone',
                    value: `+4930123456${sender}`,
                    where: 'signature',
                    part: '1',
                    start: 1,
                    end: 9,
                  },
                ]
              : [],
          }),
        )
      }
      const all = await said(made)
      assert.deepEqual(await said(made, 1), all)
      assert.deepEqual(await said(made, 3), all)
    }),
    { numRuns: 25 },
  )
})
