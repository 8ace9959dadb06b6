import type { TracedLink, TraceReport } from '../model/trace.ts'
import { jsonText } from './json-text.ts'
import { signWords } from './sign-words.ts'

/** The fields of `TraceReport` as one JSON document, each sign with its words; absent parts are null. URLs are raw. */
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
  const summary = {
    type: 'trace-summary',
    mail: mail ?? null,
    knowledge,
    links: links.length,
    notAsked,
    loaded,
    signs,
  }
  return [...lines, summary].map((line) => `${jsonText(line)}\n`).join('')
}

function linkValue({ number, url, place, times, chain, signs, compared, diverges }: TracedLink): object {
  return {
    number,
    url,
    times,
    place: place ?? null,
    chain,
    signs: signs.map((sign) => ({ ...sign, words: signWords(sign) })),
    compared: compared ?? null,
    diverges: diverges ?? null,
  }
}
