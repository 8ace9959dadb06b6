import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import {
  explain,
  openStore,
  reportFor,
  type ScanEvent,
  ScanInterrupted,
  type ScanOptions,
  scan,
} from './index.ts'
import type { ScannedMessage, ScanSummary } from './model/scan.ts'
import { buildMessage, type MessageSpec } from './testing/message-builder.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-pipeline-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const DAY = 86_400_000
const START = Date.UTC(2024, 0, 8, 9)
const PEOPLE = [
  'Anna Berg <anna@oak.example>',
  'Bela Kun <bela@oak.example>',
  'Carla Diaz <carla@elm.example>',
] as const
const CLIENTS = ['thunderbird', 'outlook', 'apple-mail'] as const

const timeOf = (i: number): number => START + (i * DAY) / 4

/** A quiet office: three people, each with one program, write `count` mails in turn. */
function office(count: number): MessageSpec[] {
  return Array.from({ length: count }, (_, i) => ({
    client: CLIENTS[i % 3]!,
    from: PEOPLE[i % 3]!,
    to: PEOPLE[(i + 1) % 3]!,
    subject: `Minutes ${i}`,
    date: { time: timeOf(i) },
    text: `Here are the minutes number ${i}.${i % 5 === 0 ? ' They lie at https://files.oak.example/minutes too.' : ''}\n`,
    seed: `office ${i}`,
  }))
}

/** Anna's account in other hands. */
const TAKEOVER: MessageSpec = {
  client: 'owa',
  from: PEOPLE[0],
  to: PEOPLE[2],
  subject: 'Fwd: the draft',
  date: { time: START + 100 * DAY, offset: 210 },
  html: '<p>See the draft below.</p><p>---------- Forwarded message ---------<br>From: Desk &lt;desk@paper.example&gt;<br>Subject: the draft</p><p><a href="https://low-amber-gate.test/Ab12Cd34">https://files.oak.example/draft</a></p>',
}

function mailFolder(name: string, specs: readonly MessageSpec[]): string {
  const path = join(folder, `${name}.mbox`)
  const parts: Uint8Array[] = []
  for (const spec of specs) {
    const text = Buffer.from(buildMessage(spec))
      .toString('latin1')
      .replace(/\r\n/g, '\n')
      .replace(/^(>*From )/gm, '>$1')
    parts.push(Buffer.from(`From x@oak.example Mon Jan  1 00:00:00 2024\n${text}\n`, 'latin1'))
  }
  writeFileSync(path, Buffer.concat(parts))
  return path
}

async function run(
  options: ScanOptions,
): Promise<{ events: ScanEvent[]; messages: ScannedMessage[]; summary: ScanSummary }> {
  const events: ScanEvent[] = []
  for await (const event of scan(options)) events.push(event)
  const summary = events.at(-1)
  assert.equal(summary?.kind, 'scan-summary')
  return {
    events,
    messages: events.filter((one) => one.kind === 'scanned-message'),
    summary: summary as ScanSummary,
  }
}

const quiet = mailFolder('quiet', office(240))
const attacked = mailFolder('attacked', [...office(400), TAKEOVER, ...office(440).slice(400)])

test('a takeover in a quiet office is the first alert, and explains itself', async () => {
  const { messages, summary } = await run({ inputs: [attacked] })
  const first = messages[0]
  assert.equal(first?.verdict.level, 'alert')
  assert.equal(first?.record.subject, 'Fwd: the draft')
  const ids = first?.judgement.findings.map((one) => one.id) ?? []
  for (const id of ['sender.client-drift', 'link.deceptive', 'link.new-domain'])
    assert.ok(ids.includes(id), `${id} in ${ids.join()}`)
  assert.equal(summary.messages.met, 441)
  assert.equal(summary.messages.added, 441)
  assert.ok(summary.budget.used <= summary.budget.allowed)
})

test('a quiet office leaves the budget unfilled', async () => {
  const { messages, summary } = await run({ inputs: [quiet], budget: { kind: 'count', alerts: 50 } })
  assert.deepEqual(
    messages.map((one) => one.record.subject),
    [],
  )
  assert.equal(summary.budget.used, 0)
  assert.equal(summary.verdicts.none + summary.verdicts.unknown, 240)
})

test('scanning twice adds nothing and ranks the same', async () => {
  const store = await openStore(':memory:')
  const first = await run({ inputs: [attacked], store, all: true })
  const second = await run({ inputs: [attacked], store, all: true })
  assert.equal(second.summary.messages.added, 0)
  assert.equal(second.summary.messages.repeated, 441)
  assert.equal(second.summary.messages.stored, 441)
  assert.deepEqual(second.messages, first.messages)
  assert.deepEqual(second.summary.coverage, first.summary.coverage)
  await store.close()
})

test('a record that a newer reader replaced is judged again, though the number of messages stays', async () => {
  const store = await openStore(':memory:')
  await run({ inputs: [attacked], store, all: true })
  const held = (await run({ inputs: [attacked], store })).messages[0]?.record
  assert.ok(held)
  // What an older reader saw: the same mail without its links.
  const older = { ...held, links: [], version: 1 as unknown as typeof held.version }
  const before = await openStore(':memory:')
  for await (const record of store.messages())
    await before.saveMessages([{ record: record.digest === held.digest ? older : record, lookups: [] }])
  const blind = await run({ inputs: [quiet], store: before, all: true })
  const finds = (all: readonly ScannedMessage[]) =>
    all.find((one) => one.record.digest === held.digest)?.judgement.findings.map((one) => one.id) ?? []
  assert.ok(!finds(blind.messages).includes('link.deceptive'))
  const again = await run({ inputs: [attacked], store: before, all: true })
  assert.equal(again.summary.messages.added, 0)
  assert.ok(finds(again.messages).includes('link.deceptive'))
})

test('mail that comes in any order of files is judged in the order of its time', async () => {
  const specs = [...office(400), TAKEOVER]
  const halves = [mailFolder('late', specs.slice(200)), mailFolder('early', specs.slice(0, 200))]
  const ranked = async (inputs: string[]) =>
    (await run({ inputs, all: true })).messages.map(({ verdict, judgement }) => [verdict, judgement])
  assert.deepEqual(await ranked(halves), await ranked(halves.toReversed()))
})

test('what comes later does not change what was judged before', async () => {
  const until = START + 60 * DAY
  const specs = office(400)
  const short = mailFolder(
    'short',
    specs.filter((one) => timeOf(specs.indexOf(one)) < until),
  )
  const long = mailFolder('long', [...specs, TAKEOVER])
  const judged = async (input: string) => {
    const store = await openStore(':memory:')
    await run({ inputs: [input], store })
    const found = []
    for await (const one of store.judgements({ until })) found.push(one)
    await store.close()
    return found
  }
  const before = await judged(short)
  assert.ok(before.length > 200)
  assert.deepEqual(await judged(long), before)
})

test('the same mail in two mailboxes is one message with two places', async () => {
  const copy = mailFolder('copy', office(240))
  const store = await openStore(':memory:')
  const { summary, messages } = await run({ inputs: [quiet, copy], store, all: true })
  assert.equal(summary.messages.met, 480)
  assert.equal(summary.messages.added, 240)
  assert.equal(messages.length, 240)
  const places = await store.sources(messages[0]!.record.digest)
  assert.deepEqual(places.map((one) => one.file).sort(), [copy, quiet].sort())
  await store.close()
})

test('a window ranks only its own mail, with the earlier mail as past', async () => {
  const since = START + 50 * DAY
  const { messages, summary } = await run({ inputs: [attacked], since, all: true })
  assert.ok(messages.every((one) => one.record.time >= since))
  assert.equal(summary.messages.ranked, messages.length)
  assert.equal(messages[0]?.record.subject, 'Fwd: the draft')
  assert.equal(summary.messages.stored, 441)
})

test('an interrupted scan keeps what it read, and the next one ends as if nothing had happened', async () => {
  const store = await openStore(':memory:')
  const abort = new AbortController()
  let saved = 0
  await assert.rejects(
    async () => {
      for await (const event of scan({
        inputs: [quiet, attacked],
        store,
        signal: abort.signal,
        reader: {
          parallel: 1,
          close: async () => {},
          read: async (batch) => {
            const { readBatch } = await import('./index.ts')
            if (++saved === 3) abort.abort()
            return readBatch(batch, {})
          },
        },
      }))
        assert.notEqual(event.kind, 'scan-summary')
    },
    (error) => error instanceof ScanInterrupted && error.messagesSaved > 100 && error.messagesSaved < 441,
  )
  const kept = (await store.counts()).messages
  assert.ok(kept > 100 && kept < 441)
  const resumed = await run({ inputs: [quiet, attacked], store, all: true })
  const whole = await run({ inputs: [quiet, attacked], all: true })
  assert.deepEqual(
    resumed.messages.map(({ verdict }) => verdict),
    whole.messages.map(({ verdict }) => verdict),
  )
  await store.close()
})

test('explain gives the answer the scan gave, by digest, Message-ID and place', async () => {
  const store = await openStore(':memory:')
  const { messages } = await run({ inputs: [attacked], store })
  const first = messages[0]!
  const { digest, messageId, source } = first.record
  for (const target of [digest, digest.slice(0, 20), messageId!, `${source.file}#${source.offset}`]) {
    const explanation = await explain(target, { store })
    assert.deepEqual(explanation.judgement, first.judgement, target)
    assert.deepEqual(explanation.verdict, first.verdict)
    assert.ok(explanation.detectors.some((one) => one.fired))
  }
  await assert.rejects(explain('nothing-like-that', { store }), /no message found/)
  await store.close()
})

test('a report holds the mail itself, or says that it is gone', async () => {
  const path = mailFolder('moving', [...office(400), TAKEOVER])
  const store = await openStore(':memory:')
  const { messages, summary } = await run({ inputs: [path], store })
  const options = { store, inputs: [path], clock: () => START }
  const report = await reportFor(messages, summary, options)
  assert.ok(report.messages[0]?.bytes)
  assert.equal(report.messages[0]?.message?.subject, 'Fwd: the draft')
  assert.ok((report.messages[0]?.past.length ?? 0) > 50)
  writeFileSync(path, 'From x@y Mon Jan  1 00:00:00 2024\nSubject: other\n\nother\n')
  const gone = await reportFor(messages, summary, options)
  assert.equal(gone.messages[0]?.bytes, undefined)
  assert.match(gone.messages[0]?.missing ?? '', /no longer/)
  await store.close()
})
