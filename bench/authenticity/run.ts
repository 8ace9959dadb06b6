/**
 * How well signatures of real mail are checked: see README.md.
 *   node --conditions=counterfoil-source bench/authenticity/run.ts KEYS.json MBOX… [--every N] [--alter N] [--mailauth]
 * Prints counts only, never anything of a mail.
 */
import { readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { parseArgs } from 'node:util'
import { fits, itemVerdict } from '../../src/authenticity/item-verdict.ts'
import { type KeyRing, keyName, keysFromJson } from '../../src/authenticity/key-archive.ts'
import { rawMail } from '../../src/authenticity/raw-mail.ts'
import { readSignature } from '../../src/authenticity/signature-tags.ts'
import { selectedFields } from '../../src/authenticity/signed-fields.ts'
import { fileSource } from '../../src/ingest/file-source.ts'
import type { SignatureVerdict } from '../../src/model/authenticity.ts'
import type { RawMessage } from '../../src/model/source.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import { seededRandom } from '../../src/testing/seeded-random.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    every: { type: 'string', default: '1' },
    alter: { type: 'string', default: '1000' },
    mailauth: { type: 'boolean', default: false },
  },
})
const [keyFile, ...mboxes] = positionals
if (keyFile === undefined || mboxes.length === 0) throw new Error('usage: run.ts KEYS.json MBOX…')
const zone = JSON.parse(readFileSync(keyFile, 'utf8')) as Readonly<Record<string, string>>
const { ring } = keysFromJson(zone, keyFile)
const random = seededRandom('authenticity').next

/** Fields that a Mailman 2 list makes anew (Cc loses members of the list and its order, Sender becomes the list). */
const REWRITTEN: ReadonlySet<string> = new Set(['cc', 'sender', 'reply-to'])

interface Counts {
  messages: number
  signatures: number
  keyListed: number
  bodyIntact: number
  keyMadeIt: number
  passAsIs: number
  passRepaired: number
  untouchable: number
  untouchablePass: number
  expired: number
  mailauthAgrees: number
  mailauthOnly: number
  oursOnly: number
  milliseconds: number
}

for (const file of mboxes) {
  const counts: Counts = {
    messages: 0,
    signatures: 0,
    keyListed: 0,
    bodyIntact: 0,
    keyMadeIt: 0,
    passAsIs: 0,
    passRepaired: 0,
    untouchable: 0,
    untouchablePass: 0,
    expired: 0,
    mailauthAgrees: 0,
    mailauthOnly: 0,
    oursOnly: 0,
    milliseconds: 0,
  }
  const repairs = new Map<string, number>()
  const failures = new Map<string, number>()
  const passing: RawMessage[] = []
  let met = 0
  for await (const item of fileSource().read([file])) {
    if (item.kind !== 'raw-message' || met++ % Number(values.every) !== 0) continue
    const message = parseMessage(item.bytes)
    const start = performance.now()
    const verdict = itemVerdict(item, message, ring)
    counts.milliseconds += performance.now() - start
    counts.messages++
    const fields = rawMail(item.bytes).fields
    let any = false
    for (const signature of verdict.signatures) {
      counts.signatures++
      if (!ring.keys.has(keyName(signature.selector, signature.domain))) continue
      counts.keyListed++
      if (signature.body !== 'match') continue
      counts.bodyIntact++
      if (signature.state === 'no_key_found') continue
      counts.keyMadeIt++
      const repaired = signature.repairs.some(({ name }) => name !== 'line-ends')
      const passes = fits(signature.state)
      const names = readSignature(fields[signature.field]!, signature.field)?.names ?? []
      if (!names.some((name) => REWRITTEN.has(name))) {
        counts.untouchable++
        if (passes) counts.untouchablePass++
      }
      if (passes) {
        if (repaired) counts.passRepaired++
        else counts.passAsIs++
        any ||= !repaired
        if (signature.times.problems.some(({ code }) => code === 'expired-when-received')) counts.expired++
      } else failures.set(signature.state, (failures.get(signature.state) ?? 0) + 1)
      if (repaired) {
        const name = signature.repairs.map(({ name }) => name).join('+')
        repairs.set(name, (repairs.get(name) ?? 0) + 1)
      }
    }
    if (values.mailauth && verdict.signatures.length > 0) await compare(item, verdict.signatures, counts)
    if (any && (passing.length < Number(values.alter) || random() < 0.05)) {
      if (passing.length < Number(values.alter)) passing.push(item)
      else passing[Math.floor(random() * passing.length)] = item
    }
  }
  console.log(`${file.split('/').at(-1)}: ${JSON.stringify(counts)}`)
  console.log(
    `  pass, of signatures with intact body that the recorded key made: ${share(counts.passAsIs + counts.passRepaired, counts.keyMadeIt)} (${share(counts.passAsIs, counts.keyMadeIt)} as they are)`,
  )
  console.log(
    `  the same, where no signed field is one that a list makes anew: ${share(counts.untouchablePass, counts.untouchable)}`,
  )
  console.log(`  repairs: ${JSON.stringify([...repairs])}; failures: ${JSON.stringify([...failures])}`)
  console.log(`  ${(counts.milliseconds / counts.messages).toFixed(2)} ms a message`)
  alterations(passing, ring)
}

function share(part: number, whole: number): string {
  return whole === 0 ? '–' : `${part} of ${whole}, ${((100 * part) / whole).toFixed(2)} %`
}

/** The same signatures with mailauth, at the time of the mail. */
async function compare(
  item: RawMessage,
  signatures: readonly SignatureVerdict[],
  counts: Counts,
): Promise<void> {
  const { dkimVerify } = await import('mailauth')
  const mail = rawMail(item.bytes)
  const head = mail.fields.map(({ text }) => `${text}\r\n`).join('')
  const bytes = Buffer.concat([Buffer.from(`${head}\r\n`, 'latin1'), mail.body])
  const found = await dkimVerify(Readable.from([bytes]), {
    resolver: async (name: string) => {
      const record = zone[name.toLowerCase()]
      if (record === undefined) throw Object.assign(new Error('absent'), { code: 'ENOTFOUND' })
      return [[record]]
    },
    curTime: new Date(1),
    minBitLength: 512,
  })
  for (const signature of signatures) {
    if (!ring.keys.has(keyName(signature.selector, signature.domain))) continue
    const text = mail.fields[signature.field]!.text
    const value =
      readSignature(mail.fields[signature.field]!, signature.field)?.value.toString('base64') ?? text
    const theirs = found.results.some(
      (one) =>
        one.status.result === 'pass' &&
        Buffer.from(one.signature ?? '', 'base64').toString('base64') === value,
    )
    const ours = fits(signature.state) && signature.repairs.every(({ name }) => name === 'line-ends')
    if (theirs === ours) counts.mailauthAgrees++
    else if (theirs) counts.mailauthOnly++
    else counts.oursOnly++
  }
}

/**
 * One byte of a signed part changed to another one that canonical forms keep apart, in each of many mails: none may
 * pass. White space and the case of field names are not signed under `relaxed`, so they are not touched.
 */
function alterations(mails: readonly RawMessage[], keys: KeyRing): void {
  let altered = 0
  let inBody = 0
  let passed = 0
  for (const raw of mails) {
    const message = parseMessage(raw.bytes)
    const before = itemVerdict(raw, message, keys)
    const target = before.signatures.find(
      ({ state, repairs }) => fits(state) && repairs.every(({ name }) => name === 'line-ends'),
    )
    if (target === undefined) continue
    const mail = rawMail(raw.bytes)
    const signature = readSignature(mail.fields[target.field]!, target.field)!
    const places: number[] = []
    const add = (start: number, end: number): void => {
      for (let at = start; at < end; at++) if (raw.bytes[at]! > 0x20) places.push(at)
    }
    const body = random() < 0.5
    if (body) add(mail.bodyStart, target.coverage?.unsignedFrom ?? raw.bytes.length)
    if (places.length === 0)
      for (const index of selectedFields(mail.fields, signature.names)) {
        if (index === undefined) continue
        const { start, end, name } = mail.fields[index]!
        add(start + name.length + 1, end)
      }
    const at = places[Math.floor(random() * places.length)]
    if (at === undefined) continue
    const bytes = Uint8Array.from(raw.bytes)
    let byte = bytes[at]!
    while (byte === bytes[at]! || byte <= 0x20) byte = 0x21 + Math.floor(random() * 0xde)
    bytes[at] = byte
    altered++
    if (body) inBody++
    const after = itemVerdict({ ...raw, bytes }, parseMessage(bytes), keys)
    const same = after.signatures.find(({ range }) => range.start === target.range.start)
    if (same !== undefined && fits(same.state)) {
      passed++
      console.log(`  passed after: ${same.repairs.map(({ name }) => name).join('+')}`)
    }
  }
  console.log(`  ${altered} mails with one signed byte changed (${inBody} in the body): ${passed} pass`)
}
