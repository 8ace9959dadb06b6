/**
 * How often working out a key would be tried on intact signatures: see README.md.
 *   node --conditions=counterfoil-source bench/authenticity/pairs.ts KEYS.json MBOX [--set N]
 * Takes each N mails of one listed selector as a set, chooses pairs as `verify --recover-keys` does, and looks with
 * the listed key whether both signatures of a pair are intact. Prints counts only.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { bodyHashes, checkSignature } from '../../src/authenticity/check-signature.ts'
import { signaturesOf } from '../../src/authenticity/item-verdict.ts'
import { keyName, keysFromJson } from '../../src/authenticity/key-archive.ts'
import { rawMail } from '../../src/authenticity/raw-mail.ts'
import { addSample, pairsOf, type SignedMail } from '../../src/authenticity/recovered-keys.ts'
import { fileSource } from '../../src/ingest/file-source.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { set: { type: 'string', default: '20' } },
})
const [keyFile, mbox] = positionals
if (keyFile === undefined || mbox === undefined) throw new Error('usage: pairs.ts KEYS.json MBOX [--set N]')
const { ring } = keysFromJson(JSON.parse(readFileSync(keyFile, 'utf8')), keyFile)
const open = new Map<string, { count: number; samples: SignedMail[] }>()
let sets = 0
let tried = 0
let first = 0
let any = 0

function end(name: string, samples: readonly SignedMail[]): void {
  sets++
  const keys = ring.keys.get(name) ?? []
  const intact = ({ mail, signature }: SignedMail): string | undefined => {
    const check = checkSignature(mail, signature, keys, bodyHashes(mail))
    return check.header === 'match' && check.repairs.every(({ name: repair }) => repair === 'line-ends')
      ? check.key?.facts.fingerprint
      : undefined
  }
  const works = pairsOf(samples).map(([one, other]) => {
    const key = intact(one)
    return key !== undefined && key === intact(other)
  })
  if (works.length > 0) tried++
  if (works[0]) first++
  if (works.includes(true)) any++
}

for await (const item of fileSource().read([mbox])) {
  if (item.kind !== 'raw-message') continue
  const mail = rawMail(item.bytes)
  for (const signature of signaturesOf(mail).signatures) {
    if (signature.role !== 'dkim' || signature.malformed !== undefined) continue
    const name = keyName(signature.selector, signature.domain)
    if (!ring.keys.has(name)) continue
    const set = open.get(name) ?? { count: 0, samples: [] }
    open.set(name, set)
    addSample(set.samples, {
      digest: `sha256:${createHash('sha256').update(item.bytes).digest('hex')}`,
      mail,
      signature,
    })
    if (++set.count < Number(values.set)) continue
    end(name, set.samples)
    open.delete(name)
  }
}
console.log(JSON.stringify({ sets, withPairs: tried, firstPairIntact: first, onePairOfThreeIntact: any }))
