/**
 * Memory and rate of judging many correspondents. By hand:
 *   node --expose-gc bench/memory/correspondents.ts one [MAILS]              heap of one who varies everything
 *   node bench/memory/correspondents.ts store FILE [CORRESPONDENTS] [MAILS]  makes a store of generated records
 *   node bench/memory/correspondents.ts judge FILE                           judges it, as a scan does
 */
import { ASK_KINDS } from '../../src/model/ask.ts'
import type { Digest } from '../../src/model/bytes.ts'
import { CLIENT_TRAITS, type MessageRecord, PATH_TRAITS, type RecordLink } from '../../src/model/record.ts'
import { forgetPass, judgeStore } from '../../src/pipeline/judge-store.ts'
import { emptyPast } from '../../src/pipeline/replay.ts'
import { openSqliteStore } from '../../src/store/sqlite-store.ts'
import { makeRecord, recordLink } from '../../src/testing/record-fixture.ts'
import { type SeededRandom, seededRandom } from '../../src/testing/seeded-random.ts'

const HOUR = 3_600_000
const START: number = Date.UTC(2015, 0, 1)
const WORDS: readonly string[] = Array.from({ length: 3000 }, (_, i) =>
  seededRandom(`word ${i}`).letters('aeioubdfghklmnprstvw', 2 + (i % 9)),
)

const digestOf = (n: number): Digest => `sha256:${n.toString(16).padStart(64, '0')}`

function sentences(random: SeededRandom, letters: number): string {
  let text = ''
  while (text.length < letters) text += `${random.pick(WORDS)}${random.chance(0.1) ? '. ' : ' '}`
  return text.slice(0, letters)
}

const person = (n: number): { readonly name: string; readonly address: string } => ({
  name: `${WORDS[n % 3000]} ${WORDS[(n * 7 + 11) % 3000]}`,
  address: `${WORDS[n % 3000]}.${n}@org${n % 20_000}.example`,
})

/** Everything the limits are for: each value out of a pool larger than any limit of one sender. */
function varied(sender: number, n: number, random: SeededRandom): MessageRecord {
  const program = random.below(6)
  const value = (trait: string, i: number): string =>
    // Five of a program's traits are fresh with every mail, the rest stay: more, and it would be another program.
    i % 3 === 0
      ? `${trait} ${program} ${random.below(60)} ${'x'.repeat(40)}`
      : `${trait} of program ${program}`
  const traits = (names: readonly string[]): Record<string, string> =>
    Object.fromEntries(names.map((name, i) => [name, value(name, i)]))
  const links: RecordLink[] = Array.from({ length: 6 }, () => recordLink(`site${random.below(600)}.example`))
  const { messageId: _, ...plain } = makeRecord()
  return {
    ...plain,
    digest: digestOf(n),
    time: START + n * HOUR,
    from: person(sender),
    to: Array.from({ length: 40 }, () => person(100 + random.below(600))),
    replyTo: [{ name: '', address: `a@reply${random.below(600)}.example` }],
    client: traits(CLIENT_TRAITS),
    path: traits(PATH_TRAITS),
    links,
    thread: {
      poses: 'new',
      because: [],
      anchors: [],
      claims: [],
      baseSubject: `subject number ${random.below(100)}`,
    },
    asks: ASK_KINDS.map((kind) => ({
      kind,
      strength: 0.9,
      place: 'text',
      part: '1',
      start: 10,
      end: 20,
      words: 'please do so',
      language: 'en',
    })),
    styleText: sentences(random, 200 + random.below(1000)),
    contacts: Array.from({ length: 5 }, () => ({
      kind: 'phone' as const,
      value: `+4930${1_000_000 + random.below(5000)}`,
      shown: `030 / ${1_000_000 + random.below(5000)}`,
      where: 'signature' as const,
      part: '1',
      start: 100,
      end: 120,
    })),
  }
}

/** Heap and buffers after a collection, bytes. */
function used(): number {
  const collect = (globalThis as { gc?: () => void }).gc
  if (!collect) throw new Error('run with --expose-gc')
  collect()
  collect()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** What one more correspondent costs when all share the same pools: what the organisation keeps is there already. */
function one(mails: number): void {
  const past = emptyPast()
  const random = seededRandom('one')
  const more = 16
  let n = 0
  const write = (sender: number): void => {
    for (let i = 0; i < mails; i++) {
      // As from a store: nothing is shared between records but what the history shares.
      const record = JSON.parse(JSON.stringify(varied(sender, n++, random))) as MessageRecord
      past.history.learn(record)
      past.contacts.learn(record)
    }
  }
  write(0)
  write(1)
  const before = used()
  for (let sender = 2; sender < 2 + more; sender++) write(sender)
  const after = used()
  console.log(`${mails} mails each, everything varied`)
  console.log(`  one correspondent   ${((after - before) / more / 1024).toFixed(1)} KB`)
  if (past.history.senders(1).all !== 2 + more) throw new Error('not all were learned')
}

/** An ordinary mail; answers, links and texts as often as on a list. */
function ordinary(sender: number, n: number, random: SeededRandom): MessageRecord {
  const program = sender % 40
  const isReply = n > 50 && random.chance(0.6)
  const to = [person((sender * 31 + random.below(6)) % 5000)]
  if (random.chance(0.5)) to.push(person((sender * 17 + random.below(10)) % 5000))
  const own = (name: string, i: number): string =>
    i % 4 === 0 ? `${name} of org${sender % 20_000}.example` : `${name} of program ${program}`
  return makeRecord({
    digest: digestOf(n),
    time: START + n * 60_000,
    messageId: `${n}.${program}@org${sender % 20_000}.example`,
    from: person(sender),
    to,
    subject: `Subject ${n >> 2}`,
    client: Object.fromEntries(CLIENT_TRAITS.map((name, i) => [name, own(name, i)])),
    path: Object.fromEntries(PATH_TRAITS.map((name, i) => [name, own(name, i)])),
    thread: {
      poses: isReply ? 'reply' : 'new',
      because: isReply ? ['subject'] : [],
      anchors: isReply ? [`${n - 1 - random.below(40)}.${program}@org${sender % 20_000}.example`] : [],
      claims: [],
      baseSubject: `subject about ${n >> 2}`,
    },
    links: random.chance(0.4)
      ? [recordLink(random.chance(0.9) ? `site${random.below(3000)}.example` : `fresh${n}.example`)]
      : [],
    ...(random.chance(0.8) ? { styleText: sentences(random, 60 + random.below(700)) } : {}),
  })
}

/** Each correspondent writes once, at some time; who writes the other mails is drawn by 1 / rank. */
async function makeStore(file: string, correspondents: number, mails: number): Promise<void> {
  const store = await openSqliteStore(file)
  const random = seededRandom('store')
  const heaps = Math.log(correspondents)
  let batch: MessageRecord[] = []
  let firsts = 0
  for (let n = 0; n < mails; n++) {
    const isFirst =
      firsts < correspondents &&
      (n % Math.floor(mails / correspondents) === 0 || mails - n <= correspondents - firsts)
    const sender = isFirst ? firsts++ : Math.floor(Math.exp(random.next() * heaps)) - 1
    batch.push(ordinary(sender, n, random))
    if (batch.length < 1000 && n < mails - 1) continue
    await store.saveMessages(batch.map((record) => ({ record, lookups: [] })))
    batch = []
  }
  await store.close()
  console.log(`${mails} mails of ${firsts} correspondents`)
}

async function judge(file: string): Promise<void> {
  const store = await openSqliteStore(file)
  await forgetPass(store)
  const start = process.cpuUsage()
  const judging = judgeStore(store, {})
  let mark = { messages: 0, micros: 0 }
  for (;;) {
    const step = await judging.next()
    const { user, system } = process.cpuUsage(start)
    const micros = user + system
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage()
    const line = (messages: number, rate: number): string =>
      `${String(messages).padStart(9)} messages  ${rate.toFixed(0).padStart(6)} /s of processor time  ${(rss / 1e6).toFixed(0)} MB resident, ${(heapUsed / 1e6).toFixed(0)} heap, ${(arrayBuffers / 1e6).toFixed(0)} buffers`
    if (step.done) {
      const { senders, replaced } = step.value
      console.log(line(replaced, (replaced / micros) * 1e6))
      console.log(
        `${senders.all} correspondents, peak ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MB`,
      )
      break
    }
    const { messages } = step.value
    if (messages < mark.messages + 50_000) continue
    console.log(line(messages, ((messages - mark.messages) / (micros - mark.micros)) * 1e6))
    mark = { messages, micros }
  }
  await store.close()
}

const [what, file = '', ...numbers] = process.argv.slice(2)
if (what === 'one') one(Number(file || 10_000))
else if (what === 'store' && file)
  await makeStore(file, Number(numbers[0] ?? 100_000), Number(numbers[1] ?? 1_000_000))
else if (what === 'judge' && file) await judge(file)
else {
  console.error('usage: correspondents.ts one [MAILS] | store FILE [CORRESPONDENTS] [MAILS] | judge FILE')
  process.exitCode = 2
}
