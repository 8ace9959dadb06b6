import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { unknownFacts } from './domain-facts.ts'
import type { RecordedFetch } from './recorded-fetches.ts'
import { type RecordedVisit, replayTracer, unvisited, visitLine } from './recorded-visits.ts'
import { openRecording, type RecordedOne, readRecording } from './recording.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-recording-'))
after(() => rmSync(folder, { recursive: true }))

const FETCH: RecordedFetch = {
  key: 'GET https://a.example/ curl 00',
  url: 'https://a.example/',
  answer: {
    exchange: {
      time: 1,
      duration: 1,
      method: 'GET',
      protocol: 'h2',
      status: 200,
      requestHeader: [],
      responseHeader: [],
    },
    body: new TextEncoder().encode('x'),
    lookups: [],
  },
}
const VISIT: RecordedVisit = {
  url: 'https://a.example/#x',
  profile: 'chrome-windows',
  chain: {
    ...unvisited('https://a.example/#x', 'chrome-windows', 'credential-page', 7, 'asked for a password'),
    page: { url: 'https://a.example/#x', screenshot: 'aa' },
  },
  bodies: new Map([['aa', new Uint8Array([1, 2, 3])]]),
}

const FACTS = unknownFacts('a.example', 3, 'not asked')

async function written(name: string, ...recorded: RecordedOne[]): Promise<string> {
  const file = join(folder, name)
  const recording = await openRecording(file)
  for (const one of recorded) recording.add(one)
  assert.equal(recording.count(), recorded.length)
  await recording.close()
  return file
}

test('answers, visits and facts read back as they were written, for their owner only', async () => {
  const file = await written('all', FETCH, VISIT, FACTS)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  assert.deepEqual(await readRecording(file), { fetches: [FETCH], visits: [VISIT], facts: [FACTS] })
  await assert.rejects(openRecording(file), { name: 'RecordingError', reason: 'exists already' })
})

test('a recording is there while it is made, and not at all when nothing was answered', async () => {
  const file = join(folder, 'growing')
  const recording = await openRecording(file)
  recording.add(FETCH)
  for (let tries = 0; tries < 100 && !readFileSync(file, 'utf8').includes('a.example'); tries++)
    await setTimeout(10)
  assert.deepEqual((await readRecording(file)).fetches, [FETCH])
  await recording.close()
  assert.equal(existsSync(await written('empty')), false)
})

test('a place that cannot be written is told before anything is asked', async () => {
  await assert.rejects(openRecording(join(folder, 'none', 'x')), {
    name: 'RecordingError',
    reason: 'cannot be written: no such file or folder',
    next: /--record/,
  })
})

test('a file that is no recording is refused with its line', async () => {
  const head = readFileSync(await written('head', FETCH), 'utf8').split('\n', 1)[0] ?? ''
  const visit = (change: (text: string) => string): string => `${head}\n${change(visitLine(VISIT))}\n{}\n`
  for (const [text, message] of [
    ['From x', /is no recording/],
    [head.replace('"version":1', '"version":2'), /version 2/],
    [`${head}\n{"key":1}\n{}\n`, /:2: is no recorded request/],
    [visit((text) => text.replace('"credential-page"', '"heaven"')), /:2: is no recorded request/],
    [visit((text) => text.replace('"landing"', '"toString"')), /:2: is no recorded request/],
    [visit((text) => text.replace('"time":7', '"time":"7"')), /:2: is no recorded request/],
    [visit((text) => text.replace(/"hops":\[.*?\],"end"/, '"hops":[],"end"')), /:2: is no recorded request/],
  ] as const) {
    const file = join(folder, 'bad')
    writeFileSync(file, text)
    await assert.rejects(readRecording(file), { name: 'RecordingError', message })
  }
  writeFileSync(join(folder, 'cut'), `${head}\n{"key":"GET`)
  assert.deepEqual(await readRecording(join(folder, 'cut')), { fetches: [], visits: [], facts: [] })
  await assert.rejects(readRecording(join(folder, 'nothing')), { reason: /no such file or folder/ })
})

test('a visit is given again with its bodies; another link or client is not in the recording', async () => {
  const kept: string[] = []
  const tracer = replayTracer([VISIT], 9, (sha256) => kept.push(sha256))
  assert.deepEqual(await tracer(VISIT.url, 'chrome-windows'), VISIT.chain)
  assert.deepEqual(kept, ['aa'])
  assert.equal((await tracer(VISIT.url, 'curl')).end, 'not-replayed')
  assert.equal((await tracer('https://b.example/', 'chrome-windows')).hops[0]?.exchange?.time, 9)
})
