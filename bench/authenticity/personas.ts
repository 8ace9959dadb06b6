/**
 * How well two halves of one writer are told from two writers: the mails of each sender of a list are dealt out to
 * two made-up senders in turn blocks of time. See README.md.
 *   node --conditions=counterfoil-source bench/authenticity/personas.ts MBOX… [--items N] [--senders N]
 */
import { parseArgs } from 'node:util'
import { comparePersonas, type PersonaProfile } from '../../src/authenticity/persona-likeness.ts'
import { fileSource } from '../../src/ingest/file-source.ts'
import type { Message } from '../../src/model/message.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import { personaGathering } from '../../src/pipeline/personas.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { items: { type: 'string', default: '20' }, senders: { type: 'string', default: '60' } },
})
const wanted = 2 * Number(values.items)

for (const file of positionals) {
  const mails = new Map<string, Message[]>()
  const counts = new Map<string, number>()
  for await (const item of fileSource().read([file])) {
    if (item.kind !== 'raw-message') continue
    const head = /^From:.*?([^\s<>"]+@[^\s<>"]+)/im.exec(
      Buffer.from(item.bytes.subarray(0, 20_000)).toString('latin1'),
    )?.[1]
    const sender = head?.toLowerCase()
    if (sender === undefined) continue
    const count = (counts.get(sender) ?? 0) + 1
    counts.set(sender, count)
    // Every third mail, so that both halves are of other threads and days.
    if (count % 3 !== 0) continue
    const list = mails.get(sender) ?? []
    if (list.length >= wanted) continue
    list.push(parseMessage(item.bytes))
    mails.set(sender, list)
  }
  const chosen = [...mails].filter(([, list]) => list.length >= wanted).slice(0, Number(values.senders))
  const gathering = personaGathering()
  for (const [sender, list] of chosen)
    list.forEach((message, at) => {
      const half = at < wanted / 2 ? 'a' : 'b'
      const [local, domain] = sender.split('@')
      gathering.add(
        { ...message, from: [{ name: message.from[0]?.name ?? '', address: `${local}+${half}@${domain}` }] },
        true,
      )
    })
  const profiles = gathering.profiles()
  const same: number[] = []
  const different: number[] = []
  const verdicts = { same: new Map<string, number>(), different: new Map<string, number>() }
  const person = ({ sender }: PersonaProfile): string => sender.replace(/\+[ab]@/, '@')
  for (let one = 0; one < profiles.length; one++)
    for (let other = one + 1; other < profiles.length; other++) {
      const a = profiles[one]!
      const b = profiles[other]!
      // The other halves of the two would make any trait of theirs look common.
      const others = profiles.filter((profile) => ![person(a), person(b)].includes(person(profile)))
      const { score = 0, verdict } = comparePersonas(a, b, others)
      const which = person(a) === person(b) ? 'same' : 'different'
      ;(which === 'same' ? same : different).push(score)
      verdicts[which].set(verdict, (verdicts[which].get(verdict) ?? 0) + 1)
    }
  let wins = 0
  for (const s of same) for (const d of different) wins += s > d ? 1 : s === d ? 0.5 : 0
  different.sort((a, b) => b - a)
  same.sort((a, b) => a - b)
  console.log(`${file.split('/').at(-1)}: ${chosen.length} senders, ${values.items} mails a half`)
  console.log(
    `  AUC ${(wins / (same.length * different.length)).toFixed(4)}; same ${same.length}, different ${different.length} pairs`,
  )
  console.log(
    `  one writer: ${JSON.stringify([...verdicts.same])}; two writers: ${JSON.stringify([...verdicts.different])}`,
  )
  const at = (list: readonly number[], share: number): string =>
    (list[Math.floor(share * (list.length - 1))] ?? 0).toFixed(2)
  console.log(
    `  scores: one writer 5 % ${at(same, 0.05)}, 50 % ${at(same, 0.5)}; two writers highest 0.1 % ${at(different, 0.001)}, 1 % ${at(different, 0.01)}, 50 % ${at(different, 0.5)}`,
  )
}
