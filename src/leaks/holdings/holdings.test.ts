import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Digest } from '../../model/bytes.ts'
import type { Holding } from '../../model/holding.ts'
import { sampleRecord } from '../../testing/store-samples.ts'
import { holderBook } from './holder-book.ts'
import { holdingsOfRecord } from './holdings-of-record.ts'

const TEXT: Digest = `sha256:${'a'.repeat(64)}`
const mailbox = (address: string): { name: string; address: string } => ({ name: '', address })

describe('holdings', () => {
  it('follow from a mail: sender and recipients hold its text and its files from then on', () => {
    const record = sampleRecord(1, {
      from: mailbox('Dov@Example.org'),
      to: [mailbox('ann@example.org'), mailbox('dov@example.org')],
      cc: [mailbox('bob@example.org')],
      bcc: [],
      bulk: false,
      time: 5,
      attachments: [{ ...sampleAttachment, sha256: 'b'.repeat(64) }],
    })
    const told = holdingsOfRecord(record, TEXT).map(({ document, holder, way, from }) => [
      document.slice(7, 8),
      holder,
      way,
      from,
    ])
    assert.deepEqual(told, [
      ['b', 'dov@example.org', 'sent', 5],
      ['b', 'ann@example.org', 'received', 5],
      ['b', 'bob@example.org', 'received', 5],
      ['a', 'dov@example.org', 'sent', 5],
      ['a', 'ann@example.org', 'received', 5],
      ['a', 'bob@example.org', 'received', 5],
    ])
  })

  it('of a list stand for members nobody knows', () => {
    const record = sampleRecord(1, {
      bulk: true,
      to: [mailbox('all@lists.example')],
      cc: [],
      bcc: [],
      attachments: [],
    })
    assert.ok(
      holdingsOfRecord(record, TEXT).some(
        ({ holder, way }) => holder === 'all@lists.example' && way === 'list',
      ),
    )
  })

  it('are joined: the earliest beginning and the latest end count', () => {
    const one = (from: number, until?: number): Holding => ({
      kind: 'holding',
      document: TEXT,
      holder: 'ann',
      way: 'received',
      from,
      ...(until !== undefined && { until }),
    })
    const hold = (...of: Holding[]): readonly (number | undefined)[] => {
      const found = holderBook(of).holders(TEXT).get('ann')
      return [found?.from, found?.until]
    }
    assert.deepEqual(hold(one(5, 9), one(2, 7)), [2, 9])
    assert.deepEqual(hold(one(5, 9), one(2)), [2, Infinity])
    assert.equal(holderBook([]).holders(TEXT).size, 0)
  })

  it('end when a person says that every copy was deleted, and begin anew with a later one', () => {
    const one = (way: Holding['way'], from: number, until?: number): Holding => ({
      kind: 'holding',
      document: TEXT,
      holder: 'ann',
      way,
      from,
      ...(until !== undefined && { until }),
    })
    const hold = (...of: Holding[]): readonly (number | undefined)[] => {
      const found = holderBook(of).holders(TEXT).get('ann')
      return [found?.from, found?.until]
    }
    assert.deepEqual(hold(one('deleted', 7), one('received', 2), one('received', 5)), [2, 7])
    assert.deepEqual(hold(one('received', 2), one('deleted', 7), one('received', 9)), [2, Infinity])
    assert.deepEqual(hold(one('received', 2, 4), one('deleted', 7)), [2, 4])
    assert.deepEqual(hold(one('deleted', 7)), [undefined, undefined])
  })

  it('carry what an export of the mailbox says, the latest word of several copies', () => {
    const record = sampleRecord(1, {
      from: mailbox('dov@example.org'),
      to: [mailbox('ann@example.org')],
      cc: [],
      bcc: [],
      bulk: false,
      time: 5,
      attachments: [],
    })
    const told = holdingsOfRecord(
      record,
      TEXT,
      new Map([['ann@example.org', { seen: 8, gone: 20, trashed: true }]]),
    )
    assert.deepEqual(
      told.map(({ holder, seen, until, trashed }) => [holder, seen, until, trashed]),
      [
        ['dov@example.org', undefined, undefined, undefined],
        ['ann@example.org', 8, 20, true],
      ],
    )
    const again = holdingsOfRecord(
      { ...record, time: 9 },
      TEXT,
      new Map([['ann@example.org', { seen: 30, trashed: false }]]),
    )
    const hold = holderBook([...told, ...again])
      .holders(TEXT)
      .get('ann@example.org')
    assert.deepEqual([hold?.from, hold?.until, hold?.seen, hold?.trashed], [5, Infinity, 30, undefined])
  })
})

const sampleAttachment = {
  part: '2',
  range: { start: 0, end: 1 },
  name: 'memo.pdf',
  extension: 'pdf',
  declaredType: 'application/pdf',
  size: 1,
  sha256: '',
  active: false,
}
