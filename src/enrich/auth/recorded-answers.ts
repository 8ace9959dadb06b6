import type { Lookup } from '../../model/lookup.ts'
import type { Resolver } from '../../model/ports.ts'

/** The kinds of question mailauth asks. */
type RecordType = Parameters<Resolver['resolve']>[1]
const TYPES: ReadonlySet<string> = new Set<RecordType>(['TXT', 'A', 'AAAA', 'MX', 'PTR', 'NS', 'CNAME'])

/** A `Resolver` in the form mailauth takes (as `node:dns`), which keeps every answer it was given. */
export interface RecordedAnswers {
  /** For mailauth: rejects with `ENOTFOUND` for an absent name and `ETEMPORARY` for an unknown one. */
  readonly ask: (name: string, type: string) => Promise<string[][] | string[]>
  /** Asks once and keeps the answer; never rejects. */
  readonly lookup: (name: string, type: RecordType) => Promise<Lookup>
  readonly lookups: () => readonly Lookup[]
  /** The answer kept for a TXT question, if it was asked. */
  readonly kept: (name: string) => Lookup | undefined
}

export function recordedAnswers(resolver: Resolver): RecordedAnswers {
  const kept = new Map<string, Lookup>()
  const pending = new Map<string, Promise<Lookup>>()
  const key = (name: string, type: string): string => `${type}:${plainName(name)}`
  const lookup = (name: string, type: RecordType): Promise<Lookup> => {
    const id = key(name, type)
    const known = pending.get(id)
    if (known !== undefined) return known
    const asked = resolver.resolve(plainName(name), type).then((answer) => {
      kept.set(id, answer)
      return answer
    })
    pending.set(id, asked)
    return asked
  }
  return {
    lookup,
    lookups: () => [...kept.values()],
    kept: (name) => kept.get(key(name, 'TXT')),
    ask: async (name, type) => {
      if (!TYPES.has(type)) throw dnsError('ETEMPORARY', `no ${type} questions`)
      const found = await lookup(name, type as RecordType)
      if (found.status === 'absent') throw dnsError('ENOTFOUND', `no ${type} record`)
      const answer = found.status === 'answer' ? answerOf(found.answer, type) : undefined
      if (answer === undefined) throw dnsError('ETEMPORARY', found.error ?? 'no answer')
      return answer
    },
  }
}

function plainName(name: string): string {
  const lower = name.toLowerCase()
  return lower.endsWith('.') ? lower.slice(0, -1) : lower
}

function dnsError(code: string, message: string): Error & { code: string } {
  return Object.assign(new Error(message), { code })
}

/** Answers come from files and stores too, so their form is checked: strings, or for MX exchange and priority. */
function answerOf(answer: unknown, type: string): string[][] | string[] | undefined {
  if (!Array.isArray(answer)) return undefined
  const records: readonly unknown[] = answer
  if (type === 'MX') {
    const hosts = records.filter(isExchange)
    // mailauth reads `exchange` and `priority`, though its declared type knows strings only
    return hosts.length === records.length ? (hosts as unknown as string[]) : undefined
  }
  const texts = records.filter((record) => typeof record === 'string')
  if (texts.length !== records.length) return undefined
  return type === 'TXT' ? texts.map((text) => [text]) : texts
}

function isExchange(record: unknown): boolean {
  return (
    typeof record === 'object' &&
    record !== null &&
    'exchange' in record &&
    typeof record.exchange === 'string' &&
    'priority' in record &&
    typeof record.priority === 'number'
  )
}
