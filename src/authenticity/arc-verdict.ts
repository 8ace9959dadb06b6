/** The ARC chain of a mail (RFC 8617 §5.2): who passed it on, and what they stated they saw. */
import { type ArcVerdict, REPAIRS_OF_KEEPING, type SignatureVerdict } from '../model/authenticity.ts'
import { canonicalField } from './canonical.ts'
import type { RawField } from './raw-mail.ts'
import type { Signature } from './signature-tags.ts'
import { signatureVerdict, type VerdictContext } from './signature-verdict.ts'

/** RFC 8617 §4.2.1: instances go to 50. */
const MAX_INSTANCE = 50

interface ArcSet {
  results?: RawField
  message?: Signature
  seal?: Signature
}

/** Checks the chain; `signatures` are those of the mail, of every role. */
export function arcVerdict(context: VerdictContext, signatures: readonly Signature[]): ArcVerdict {
  const { mail } = context
  const sets = new Map<number, ArcSet>()
  const twice = new Set<number>()
  const put = (instance: number, name: keyof ArcSet, value: RawField | Signature): void => {
    const set = sets.get(instance) ?? {}
    if (set[name] !== undefined) twice.add(instance)
    sets.set(instance, { ...set, [name]: value })
  }
  let unreadable = false
  for (const signature of signatures) {
    if (signature.role === 'dkim') continue
    if (signature.instance === undefined) unreadable = true
    else put(signature.instance, signature.role === 'arc-seal' ? 'seal' : 'message', signature)
  }
  for (const field of mail.fields) {
    if (field.key !== 'arc-authentication-results') continue
    const instance = /^[^:]{0,80}:[ \t\r\n]{0,80}i[ \t]{0,8}=[ \t]{0,8}(\d{1,3})/i.exec(
      field.text.slice(0, 400),
    )?.[1]
    if (instance === undefined) unreadable = true
    else put(Number(instance), 'results', field)
  }
  if (sets.size === 0 && !unreadable) return { result: 'none', reason: 'no ARC fields', sets: [] }
  const highest = Math.min(MAX_INSTANCE, Math.max(0, ...sets.keys()))
  const checked: ArcVerdict['sets'][number][] = []
  for (let instance = 1; instance <= highest; instance++) {
    const set = sets.get(instance)
    if (set?.seal === undefined) continue
    const message = set.message === undefined ? undefined : messageVerdict(context, set.message)
    checked.push({
      instance,
      sealer: set.seal.domain,
      seal: signatureVerdict(context, set.seal, sealedData(mail.fields, sets, instance, set.seal)),
      ...(message && { message }),
      stated: set.seal.cv ?? '',
      ...(set.results && { results: statedResults(set.results) }),
    })
  }
  return { ...resultOf(sets, checked, { highest, unreadable, twice: twice.size > 0 }), sets: checked }
}

/** Without c= both forms of RFC 6376 §3.4 are simple, but the sealers that leave it out mean relaxed (§4.1.2 has no default). */
function messageVerdict(context: VerdictContext, signature: Signature): SignatureVerdict {
  const stated = signatureVerdict(context, signature)
  if (signature.formUnstated !== true || isPass(stated)) return stated
  const relaxed = signatureVerdict(context, { ...signature, headerForm: 'relaxed', bodyForm: 'relaxed' })
  return isPass(relaxed) ? relaxed : stated
}

/** §5.1.1: all sets up to this one, in order, each as results, message signature, seal; the last seal without `b=`. */
function sealedData(
  fields: readonly RawField[],
  sets: ReadonlyMap<number, ArcSet>,
  instance: number,
  seal: Signature,
): Buffer {
  const lines: string[] = []
  for (let at = 1; at <= instance; at++) {
    const set = sets.get(at)
    if (set?.results) lines.push(canonicalField(set.results.text, 'relaxed'))
    if (set?.message) lines.push(canonicalField(fields[set.message.field]!.text, 'relaxed'))
    if (set?.seal && at < instance) lines.push(canonicalField(fields[set.seal.field]!.text, 'relaxed'))
  }
  lines.push(canonicalField(seal.unsignedText, 'relaxed'))
  return Buffer.from(lines.join('\r\n'), 'latin1')
}

function resultOf(
  sets: ReadonlyMap<number, ArcSet>,
  checked: ArcVerdict['sets'],
  { highest, unreadable, twice }: { highest: number; unreadable: boolean; twice: boolean },
): Pick<ArcVerdict, 'result' | 'reason'> {
  const fail = (reason: string): Pick<ArcVerdict, 'result' | 'reason'> => ({ result: 'fail', reason })
  if (unreadable) return fail('a field of the chain has no instance')
  if (twice) return fail('a field of the chain stands twice')
  if ([...sets.keys()].some((instance) => instance < 1 || instance > MAX_INSTANCE))
    return fail('an instance is out of range')
  for (let instance = 1; instance <= highest; instance++) {
    const set = sets.get(instance)
    if (!set?.seal || !set.message || !set.results) return fail(`set ${instance} is not complete`)
    // §5.1.2: the first seal knows of no chain, every later one has seen it pass.
    if (set.seal.cv !== (instance === 1 ? 'none' : 'pass'))
      return fail(`seal ${instance} states cv=${(set.seal.cv ?? '').slice(0, 20)}`)
    if (set.seal.names.length > 0) return fail(`seal ${instance} has h=, which it must not`)
  }
  const newest = checked.at(-1)?.message
  for (const verdict of [newest, ...checked.map(({ seal }) => seal)]) {
    if (verdict === undefined) return fail('the newest set is not complete')
    if (isOpen(verdict)) return { result: 'open', reason: `${verdict.domain}: ${verdict.reason}` }
    if (!isPass(verdict))
      return fail(
        `${verdict.role === 'arc-seal' ? 'seal' : 'message signature'} ${verdict.instance ?? ''} of ${verdict.domain}: ${verdict.reason}`,
      )
    // Repairs of the body are ours; a chain is judged by the mail as it is.
    if (verdict.repairs.some(({ name }) => !REPAIRS_OF_KEEPING.has(name)))
      return fail(`message signature ${verdict.instance ?? ''} fits after repair only`)
  }
  return { result: 'pass', reason: `${checked.length} ${checked.length === 1 ? 'seal fits' : 'seals fit'}` }
}

const isOpen = ({ state }: SignatureVerdict): boolean => state === 'no_key_found'
/** A key or hash that can be broken makes no chain (RFC 8301 §3). */
const isPass = ({ state }: SignatureVerdict): boolean =>
  state.startsWith('pass_') && state !== 'pass_weak_key'

/** The statement behind `i=1;`. */
function statedResults(field: RawField): string {
  const value = field.text.slice(field.text.indexOf(':') + 1).replace(/\r\n/g, '')
  return value
    .slice(value.indexOf(';') + 1)
    .trim()
    .slice(0, 1_000)
}
