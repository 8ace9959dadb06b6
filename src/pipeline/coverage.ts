import { NO_FIRST_CONTACT, NO_OCCASION } from '../judge/rules-version.ts'
import type { ScanSummary } from '../model/scan.ts'
import type { Replayed } from './replay.ts'

export type Coverage = Omit<ScanSummary['coverage'], 'trouble'>

export interface CoverageCount {
  add(replayed: Replayed): void
  coverage(): Coverage
}

/** Counts what could not be seen or asked, over the ranked messages of a scan. */
export function coverageCount(): CoverageCount {
  const notEvaluated = new Map<string, { what: string; why: string; messages: number }>()
  const issues = new Map<string, number>()
  const hosts = new Map<string, Coverage['trustedHosts'][number]>()

  function missing(what: string, why: string): void {
    const key = `${what}\n${why}`
    const found = notEvaluated.get(key)
    if (found) found.messages++
    else notEvaluated.set(key, { what, why, messages: 1 })
  }

  return {
    add({ record, judgement }) {
      for (const { channel, notEvaluated: why } of judgement.channels)
        if (why && why !== NO_OCCASION && why !== NO_FIRST_CONTACT) missing(`channel ${channel}`, why)
      for (const { model, notEvaluated: why } of judgement.models)
        if (why) missing(`attacker model ${model}`, why)
      for (const { gate, notEvaluated: silent, because } of judgement.gates)
        if (silent) missing(`gate ${gate}`, because)
      for (const why of new Set(record.authentication.notEvaluated)) missing('authentication', why)
      if (record.timeBasis === 'none') missing('time order', 'the mail states no time that can be read')
      for (const code of new Set(record.issues.map((one) => one.code)))
        issues.set(code, (issues.get(code) ?? 0) + 1)
      for (const { host, because } of record.authentication.trusted) {
        const found = hosts.get(host)
        hosts.set(host, { host, because, messages: (found?.messages ?? 0) + 1 })
      }
    },
    coverage() {
      const byMessages = (a: { messages: number }, b: { messages: number }): number => b.messages - a.messages
      return {
        notEvaluated: [...notEvaluated.values()].sort(byMessages),
        issues: [...issues]
          .map(([code, messages]) => ({ code: code as Coverage['issues'][number]['code'], messages }))
          .sort(byMessages),
        trustedHosts: [...hosts.values()].sort(byMessages),
      }
    },
  }
}
