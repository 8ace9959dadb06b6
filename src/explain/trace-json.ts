import type { TracedLink, TraceReport } from '../model/trace.ts'
import { defang } from './defang.ts'
import { jsonText } from './json-text.ts'
import { findingsOf, type SignWords } from './sign-words.ts'

/**
 * The fields of `TraceReport` as one JSON document, with its findings in words; absent parts are null. URLs are
 * raw but in the words of findings (docs/trace.md).
 */
export function traceJson({ mail, knowledge, links, notAsked, loaded }: TraceReport): string {
  return `${jsonText(
    { type: 'trace', mail: mail ?? null, knowledge, notAsked, loaded, links: links.map(linkValue) },
    true,
  )}\n`
}

/** One line for each link, in the order of their numbers, then a line that sums up. URLs are raw. */
export function traceNdjson({ mail, knowledge, links, notAsked, loaded }: TraceReport): string {
  const lines = links.map((link) => ({ type: 'link', digest: mail?.digest ?? null, ...linkValue(link) }))
  const signs: Record<string, number> = {}
  for (const { kind } of links.flatMap((link) => link.signs)) signs[kind] = (signs[kind] ?? 0) + 1
  const diverging = links.filter(({ diverges }) => diverges !== undefined).length
  const summary = {
    type: 'trace-summary',
    mail: mail ?? null,
    knowledge,
    links: links.length,
    notAsked,
    loaded,
    signs,
    diverging,
  }
  return [...lines, summary].map((line) => `${jsonText(line)}\n`).join('')
}

function linkValue(link: TracedLink): object {
  const { number, url, place, times, chain, signs, compared, diverges, facts } = link
  return {
    number,
    url,
    times,
    place: place ?? null,
    chain,
    signs,
    compared: compared ?? null,
    diverges: diverges ?? null,
    facts: facts ?? null,
    findings: findingsOf(link).map(defanged),
  }
}

/** Sentences are for people, here as in every other form. */
const defanged = ({ title, seen, why, innocent, next }: SignWords): SignWords => ({
  title,
  seen: defang(seen),
  why,
  innocent,
  next: defang(next),
})
