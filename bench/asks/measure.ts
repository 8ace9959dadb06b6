/**
 * How many requests without a link are read, in wordings that nobody who wrote rules or texts to learn from had seen,
 * and of how much ordinary mail a request is read. By hand:
 * `node_modules/.bin/node bench/asks/measure.ts [--mboxes /tmp/corp] [--phish /tmp/corp/phish/phishing-pot]`.
 */
import { globSync, readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { messageAsks, textAsks } from '../../src/enrich/asks/message-asks.ts'
import type { Ask } from '../../src/model/ask.ts'
import { PLAIN_ASK } from '../../src/model/ask.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'

const { values } = parseArgs({
  options: {
    mboxes: { type: 'string' },
    phish: { type: 'string' },
    lists: { type: 'string', default: 'openbmc,lsm' },
    every: { type: 'string', default: '4' },
  },
})

type Found = Pick<Ask, 'kind' | 'strength'>
/** Read plainly; haste and links are everybody's. */
const plain = (asks: readonly Found[]): readonly Found[] =>
  asks.filter(({ kind, strength }) => kind !== 'urgency' && kind !== 'link' && strength >= PLAIN_ASK)
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

interface Wording {
  readonly kind: string
  readonly text: string
}
for (const [name, file] of [
  ['dev', 'dev.json'],
  ['held out', 'held-out.json'],
] as const) {
  const wordings = JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8')) as readonly Wording[]
  const read = wordings.filter(({ text }) => {
    const said = text
      .replace(/\[([^[\]]*\|[^[\]]*)\]/g, (_whole, options: string) => options.split('|', 1)[0] ?? '')
      .replaceAll('{name}', 'Dana')
      .replaceAll('{topic}', 'the harbour plan')
      .replaceAll('{day}', 'Thursday')
    return plain(textAsks(said, [[0, said.length]]).asks).length > 0
  })
  const kinds = Object.entries(Object.groupBy(wordings, ({ kind }) => kind)).map(
    ([kind, all = []]) => `${kind} ${all.filter((one) => read.includes(one)).length} of ${all.length}`,
  )
  console.log(`${name}: ${read.length} of ${wordings.length} (${kinds.join(', ')})`)
}

/** The first 60 % of a list: the rest is for tests. */
function* tunePeriod(file: string, every: number): Generator<Uint8Array> {
  const bytes = readFileSync(file)
  const starts: number[] = []
  for (let at = 0; at >= 0 && at < bytes.length; ) {
    starts.push(at)
    const next = bytes.indexOf('\nFrom ', at)
    at = next < 0 ? -1 : next + 1
  }
  for (let i = 0; i < Math.floor(starts.length * 0.6); i += every) {
    const entry = bytes.subarray(starts[i], starts[i + 1] ?? bytes.length)
    yield entry.subarray(entry.indexOf(10) + 1)
  }
}

if (values.mboxes !== undefined)
  for (const list of values.lists.split(',')) {
    let mails = 0
    let asking = 0
    const kinds = new Map<string, number>()
    for (const bytes of tunePeriod(`${values.mboxes}/${list}.mbox`, Number(values.every))) {
      const asks = plain(messageAsks(parseMessage(bytes)).asks)
      mails++
      if (asks.length > 0) asking++
      for (const kind of new Set(asks.map((one) => one.kind))) kinds.set(kind, (kinds.get(kind) ?? 0) + 1)
    }
    const said = [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, n]) => `${kind} ${percent(n, mails)}`)
    console.log(`${list}: a request read in ${percent(asking, mails)} of ${mails} mails (${said.join(', ')})`)
  }

if (values.phish !== undefined) {
  let mails = 0
  let asking = 0
  for (const file of globSync(`${values.phish}/*.eml`).sort()) {
    const message = parseMessage(readFileSync(file))
    const text = message.texts[message.mainText]?.text ?? ''
    const english = text.match(/\b(?:the|you|to|and|of|is|for)\b/gi)?.length ?? 0
    if (message.links.length > 0 || text.length < 60 || text.length > 4_000 || english < 5) continue
    mails++
    if (plain(messageAsks(message).asks).length > 0) asking++
  }
  console.log(`real phish in English without a link: a request read in ${asking} of ${mails}`)
}
