import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ScanProgress } from '../model/scan.ts'
import { clockTime, createProgress, describeProgress } from './progress.ts'

function record(isTTY: boolean, columns = 100) {
  let time = 0
  const written: string[] = []
  const bar = createProgress({ isTTY, columns, write: (text) => written.push(text) }, () => time)
  return {
    bar,
    at(ms: number, progress: Partial<ScanProgress> = {}): void {
      time = ms
      bar.update({ kind: 'scan-progress', phase: 'reading', messages: ms, ...progress })
    },
    taken: (): string[] => written.splice(0),
  }
}

describe('createProgress', () => {
  it('draws a bar with rate and time left, and takes it away', () => {
    const { bar, at, taken } = record(true)
    at(0, { bytes: 0, bytesTotal: 1000 })
    at(10_000, { messages: 12_400, bytes: 250, bytesTotal: 1000 })
    bar.clear()
    assert.deepEqual(taken(), [
      '\r\u001b[K[                        ] reading 0 %, 0 messages',
      '\r\u001b[K[======                  ] reading 25 %, 12,400 messages, 1,240/s, 0:30 left',
      '\r\u001b[K',
    ])
    bar.clear()
    assert.deepEqual(taken(), [])
  })

  it('redraws at most ten times a second', () => {
    const { at, taken } = record(true)
    for (let ms = 0; ms <= 2000; ms += 5) at(ms)
    assert.ok(taken().length <= 21)
  })

  it('shows a new phase at once, and counts its rate from its beginning', () => {
    const { at, taken } = record(true)
    at(50_000)
    at(50_001, { phase: 'judging', messages: 0, messagesTotal: 100 })
    at(52_001, { phase: 'judging', messages: 50, messagesTotal: 100 })
    assert.match(taken()[2]!, /judging 50 %, 50 messages, 25\/s, 0:02 left$/)
  })

  it('never reaches the edge of a narrow terminal', () => {
    for (const columns of [1, 20, 40, 79]) {
      const { at, taken } = record(true, columns)
      at(10_000, { messages: 1_234_567, bytes: 25, bytesTotal: 100 })
      for (const text of taken()) assert.ok(text.replace('\r\u001b[K', '').length < columns)
    }
  })

  it('writes a line a minute without a terminal, and no control characters', () => {
    const { bar, at, taken } = record(false)
    for (let s = 0; s <= 150; s++) at(s * 1000, { messages: s * 10 })
    bar.clear()
    assert.deepEqual(taken(), [
      'counterfoil: reading, 600 messages, 10/s\n',
      'counterfoil: reading, 1,200 messages, 10/s\n',
    ])
  })
})

describe('describeProgress', () => {
  it('promises no time it cannot know', () => {
    const progress = { kind: 'scan-progress', phase: 'reading', messages: 5 } as const
    assert.equal(describeProgress(progress, 500), 'reading, 5 messages')
    assert.equal(describeProgress({ ...progress, bytes: 0, bytesTotal: 0 }, 500), 'reading, 5 messages')
    assert.equal(
      describeProgress({ ...progress, bytes: 2000, bytesTotal: 1000 }, 5000),
      'reading 100 %, 5 messages, 1/s, 0:00 left',
    )
  })
})

describe('clockTime', () => {
  it('reads like a clock', () =>
    assert.deepEqual([0, 12_400, 184_000, 3_723_000].map(clockTime), ['0:00', '0:12', '3:04', '1:02:03']))
})
