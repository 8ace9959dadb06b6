// Predicate evaluations per second of the hunt language and of STIX patterns, over the records of a store.
// node bench/hunt-language/speed.ts mail.db [records]
import { compilePattern } from '../../src/hunt/stix-pattern/compile-pattern.ts'
import { observedMail } from '../../src/hunt/stix-pattern/mail-objects.ts'
import { compileWhere } from '../../src/hunt/where/compile-where.ts'
import { openStore } from '../../src/index.ts'
import type { MessageRecord } from '../../src/model/record.ts'
import type { Judgement } from '../../src/model/verdict.ts'

const WHERE = [
  'from.domain = example.org',
  'links.host ~ *.test',
  'from.domain = example.org and links.host ~ *.test and date >= 2024-05-01 and (ask = credential or finding = link.stop-over) and not to.count > 3',
  'subject has "sign in" or attachments.name ~ *invoice*',
  'links[region = own and host != text-host.example and traits = text-host-differs]',
  'thread.poses = forward and finding in (thread.unanchored, thread.mismatch)',
]
const PATTERNS = [
  "[url:value = 'https://lure.test/x']",
  "[domain-name:value IN ('a.test', 'b.test', 'c.test')]",
  "[email-message:from_ref.value MATCHES '.+@example\\\\.(com|org)$' AND email-message:subject LIKE '%report%']",
  "[url:value MATCHES '^https?://[a-z0-9]{8}\\\\.test/[A-Za-z0-9]{7,8}$']",
  "([email-message:subject LIKE '%invoice%'] FOLLOWEDBY [url:value LIKE '%.test/%']) WITHIN 86400 SECONDS",
  "([email-message:subject LIKE 'Re:%'] FOLLOWEDBY [email-message:subject LIKE '%e%']) WITHIN 3600 SECONDS",
]

const [path = '', limit = '25000'] = process.argv.slice(2)
const store = await openStore(path)
const records: MessageRecord[] = []
for await (const record of store.messages()) if (records.push(record) >= Number(limit)) break
const judgements = new Map<string, Judgement>()
for await (const judgement of store.judgements()) judgements.set(judgement.digest, judgement)
await store.close()
const subjects = records.map((record) => {
  const judgement = judgements.get(record.digest)
  return judgement ? { record, judgement } : { record }
})
console.log(`${records.length} records, ${judgements.size} judgements`)

for (const query of WHERE) {
  const compiled = compileWhere(query, { now: Date.now() })
  if (compiled.kind === 'error') throw new Error(compiled.error.message)
  measure(query, () => subjects.filter((subject) => compiled.matches(subject)).length)
}
for (const pattern of PATTERNS) {
  const compiled = compilePattern(pattern)
  if (compiled.kind === 'error') throw new Error(compiled.error.message)
  measure(pattern, () => {
    const run = compiled.start()
    return records.filter((record) => run.next(observedMail(record))).length
  })
}

function measure(name: string, run: () => number): void {
  const times: number[] = []
  let hits = 0
  for (let i = 0; i < 3; i++) {
    // time of the processor, as others may use the machine
    const start = process.cpuUsage()
    hits = run()
    times.push(process.cpuUsage(start).user / 1000)
  }
  const median = times.sort((a, b) => a - b)[1] ?? 0
  const rate = Math.round(records.length / (median / 1000))
  console.log(
    `${rate.toLocaleString('en').padStart(12)} /s  ${median.toFixed(1).padStart(8)} ms  ${hits} hits  ${name}`,
  )
}
