import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { after, describe, it } from 'node:test'
import { isMainThread, threadId } from 'node:worker_threads'
import type { Digest } from '../model/bytes.ts'
import type { Reader, ReadResult } from '../model/ports.ts'
import type { SourceTrouble } from '../model/source.ts'
import { answerBatches, type Batch, packBatch, type ReadSettings, unpackBatch } from './batch-protocol.ts'
import { threadReader } from './thread-reader.ts'

// The tests' worker is this file: a reader that obeys the mail it is given.
if (!isMainThread) await answerBatches(obedientReader)
else describeThreadReader()

async function obedientReader(batch: Batch, settings: ReadSettings): Promise<readonly ReadResult[]> {
  if (settings.zoneFile === 'missing.zone') throw new Error('missing.zone: no such file')
  const results: ReadResult[] = []
  for (const { digest, raw } of batch) {
    const text = Buffer.from(raw.bytes).toString()
    if (text === 'leave') process.exit(7)
    if (text === 'eat') {
      const hoard: string[][] = []
      for (;;) hoard.push(Array.from({ length: 10_000 }, (_, i) => `${hoard.length}.${i}`))
    }
    if (text === 'hang') for (;;);
    if (text === 'throw') throw new RangeError('cannot read this')
    results.push({
      record: { digest, size: raw.bytes.length, subject: text, source: raw.source, textLength: threadId },
      lookups: [],
    } as unknown as ReadResult)
  }
  return results
}

function batchOf(...texts: string[]): Batch {
  return texts.map((text, i) => ({
    digest: `sha256:${createHash('sha256').update(text).digest('hex')}` as Digest,
    raw: {
      kind: 'raw-message',
      bytes: Buffer.from(text),
      source: { file: '/mail/box.mbox', format: 'mbox', offset: i * 100, length: text.length },
      issues: [],
    },
  }))
}

function subjects(answers: readonly (ReadResult | SourceTrouble)[]): string[] {
  return answers.map((answer) => ('record' in answer ? answer.record.subject : `trouble: ${answer.detail}`))
}

function describeThreadReader(): void {
  describe('threadReader', () => {
    const readers: Reader[] = []
    const make = (options: Partial<Parameters<typeof threadReader>[0]> = {}): Reader => {
      const reader = threadReader({
        jobs: 2,
        script: new URL(import.meta.url),
        heapMb: 48,
        loneHeapMb: 48,
        ...options,
      })
      readers.push(reader)
      return reader
    }
    after(() => Promise.all(readers.map((reader) => reader.close())))

    it('answers every message in the order of its batch, over many batches at once', async () => {
      const reader = make()
      const batches = Array.from({ length: 20 }, (_, i) =>
        Array.from({ length: 60 }, (_, j) => `mail ${i}.${j} ${'ü'.repeat((i * j) % 50)}`),
      )
      const answers = await Promise.all(batches.map((texts) => reader.read(batchOf(...texts))))
      assert.deepEqual(answers.map(subjects), batches)
      assert.equal(reader.parallel, 6)
    })

    it('keeps digest, place and bytes of the caller as they were', async () => {
      const batch = batchOf('one', '', 'three')
      const answers = await make().read(batch)
      assert.deepEqual(
        answers.map(
          (answer) =>
            'record' in answer && [answer.record.digest, answer.record.source.offset, answer.record.size],
        ),
        batch.map(({ digest, raw }) => [digest, raw.source.offset, raw.bytes.length]),
      )
      assert.equal(Buffer.from(batch[0]!.raw.bytes).toString(), 'one', 'the caller still has the bytes')
    })

    for (const [deed, why] of [
      ['leave', 'the reader ended with code 7'],
      ['eat', 'it needs more than 48 MB of memory'],
      ['throw', 'RangeError: cannot read this'],
    ] as const)
      it(`loses only the message that makes the reader ${deed}`, async () => {
        const reader = make()
        const [first, second] = await Promise.all([
          reader.read(batchOf('a', deed, 'b', deed, 'c')),
          reader.read(batchOf('d', 'e')),
        ])
        const trouble = `trouble: this message of ${deed.length} bytes could not be read: ${why}`
        assert.deepEqual(subjects(first), ['a', trouble, 'b', trouble, 'c'])
        assert.deepEqual(subjects(second), ['d', 'e'])
        const failed = first[1] as SourceTrouble
        assert.deepEqual(
          [failed.kind, failed.code, failed.file, failed.offset, failed.fatal],
          ['source-trouble', 'unreadable', '/mail/box.mbox', 100, false],
        )
        assert.deepEqual(subjects(await reader.read(batchOf('f'))), ['f'], 'and it goes on reading')
      })

    it('gives up on a message that never ends', async () => {
      const reader = make({ patience: 600, lonePatience: 600 })
      assert.deepEqual(subjects(await reader.read(batchOf('a', 'hang', 'b'))), [
        'a',
        'trouble: this message of 4 bytes could not be read: it was not read within 0.6 s',
        'b',
      ])
    })

    it('rejects when the settings cannot work, instead of blaming the messages', async () => {
      const reader = make({ settings: { zoneFile: 'missing.zone' } })
      await assert.rejects(reader.read(batchOf('a')), /missing\.zone: no such file/)
    })

    it('rejects when the worker script is not there', async () => {
      const reader = make({ script: new URL('./not-there.ts', import.meta.url) })
      await assert.rejects(reader.read(batchOf('a')), /did not start/)
    })

    it('refuses to run on fewer than one worker', () => {
      for (const jobs of [0, 1.5, Number.NaN]) assert.throws(() => threadReader({ jobs }), TypeError)
    })

    it('ends promptly on close, and says so to who still waits', async () => {
      const reader = make()
      const waiting = [reader.read(batchOf('hang')), reader.read(batchOf('hang')), reader.read(batchOf('a'))]
      const outcomes = Promise.allSettled(waiting)
      await new Promise((resolve) => setTimeout(resolve, 200))
      const start = performance.now()
      await reader.close()
      assert.ok(performance.now() - start < 2000)
      for (const outcome of await outcomes)
        assert.match(String((outcome as PromiseRejectedResult).reason), /closed/)
      await assert.rejects(reader.read(batchOf('a')), /closed/)
    })

    it('lets an idle worker go, and starts another when there is work', async () => {
      const reader = make({ jobs: 1 })
      const thread = async (): Promise<number> => {
        const [answer] = await reader.read(batchOf('a'))
        return (answer as ReadResult).record.textLength
      }
      const first = await thread()
      assert.equal(await thread(), first)
      await new Promise((resolve) => setTimeout(resolve, 1500))
      assert.notEqual(await thread(), first)
    })

    it('does not keep the process alive when idle', () => {
      const script = `
        import { threadReader } from ${JSON.stringify(new URL('./thread-reader.ts', import.meta.url).href)}
        const reader = threadReader({ jobs: 2, script: new URL(${JSON.stringify(import.meta.url)}) })
        const source = { file: 'x', format: 'eml', offset: 0, length: 1 }
        const raw = { kind: 'raw-message', bytes: new Uint8Array([65]), source, issues: [] }
        const answers = await reader.read([{ digest: 'sha256:00', raw }])
        console.log(answers[0].record.subject)`
      const { stdout, status, signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
        encoding: 'utf8',
        timeout: 20_000,
      })
      assert.deepEqual([stdout, status, signal], ['A\n', 0, null])
    })
  })

  describe('packBatch', () => {
    it('is undone by unpackBatch, empty messages included', () => {
      const batch = batchOf('', 'one', '', 'two', '')
      const back = unpackBatch(packBatch(1, batch, []))
      assert.deepEqual(
        back.map(({ digest, raw }) => ({ digest, raw: { ...raw, bytes: Buffer.from(raw.bytes) } })),
        batch,
      )
    })
  })
}
