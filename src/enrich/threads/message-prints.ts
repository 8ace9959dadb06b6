import type { Message, TextRegion } from '../../model/message.ts'
import type { TextPrint } from '../../model/record.ts'
import type { ShownRun } from '../../model/shown-text.ts'
import { textRenderer } from '../../parse/body/visible-text.ts'
import { type PrintWriter, printWriter, QUOTE_HASHES, TEXT_HASHES } from './text-print.ts'

/**
 * Attack: a mail of many megabytes. A longer text has no fingerprint: one of its beginning would call a quote of
 * its end foreign.
 */
const SCANNED = 200_000
/** Of a quote the beginning is enough. */
const QUOTE_SCANNED = 4_000
/** Blocks fingerprinted; a mail that answers point by point quotes one mail all the same. */
const BLOCKS = 3

export interface MessagePrints {
  /** Of the whole text, with what it quotes: whoever quotes it quotes that, too. */
  readonly text?: TextPrint
  /** Of what follows the claims of `message.originals`, in their order, for the first ones. */
  readonly quotes: readonly (TextPrint | undefined)[]
}

/**
 * Fingerprints of a mail's text and of its quoted blocks, each up to the next claim. Quote marks, line breaks and
 * markup do not count, as mail programs change them. Pure, linear, never throws.
 */
export function messagePrints(message: Message): MessagePrints {
  const main = message.texts[message.mainText]
  if (!main || main.text.length > SCANNED) return { quotes: [] }
  const { text } = main
  const runs = main.mediaType.includes('html') ? (main.shown?.runs ?? []) : undefined
  const whole = printWriter(TEXT_HASHES)
  const seen = runs ? rendered(runs) : text
  whole.add(seen, 0, seen.length)
  const print = whole.print()

  const claims = message.originals.filter((one) => one.part === main.part)
  const quotes = claims.slice(0, BLOCKS).map((claim, index) => {
    const quote = printWriter(QUOTE_HASHES)
    const regions = blockRegions(message.regions, claim.end, claims[index + 1]?.start ?? text.length)
    if (runs) addShown(quote, runs, regions)
    else addPlain(quote, text, regions)
    return quote.print()
  })
  return { ...(print ? { text: print } : {}), quotes }
}

type Stretch = Pick<TextRegion, 'start' | 'end'>

/** Quoted and forwarded stretches between two places. */
function blockRegions(regions: readonly TextRegion[], from: number, until: number): readonly Stretch[] {
  const found: Stretch[] = []
  for (const { kind, start, end } of regions) {
    if (start >= until) break
    if (end > from && (kind === 'quoted' || kind === 'forwarded'))
      found.push({ start: Math.max(start, from), end: Math.min(end, until) })
  }
  return found
}

function addShown(quote: PrintWriter, runs: readonly ShownRun[], regions: readonly Stretch[]): void {
  let next = 0
  const inside = runs.filter(({ start }) => {
    while (next < regions.length && (regions[next]?.end ?? 0) <= start) next++
    return (regions[next]?.start ?? Number.POSITIVE_INFINITY) <= start
  })
  const text = rendered(inside)
  quote.add(text, 0, Math.min(text.length, QUOTE_SCANNED))
}

function rendered(runs: readonly ShownRun[]): string {
  const renderer = textRenderer()
  for (const run of runs) renderer.take(run, run.text)
  return renderer.rendered()
}

function addPlain(quote: PrintWriter, text: string, regions: readonly Stretch[]): void {
  let room = QUOTE_SCANNED
  for (const { start, end } of regions) {
    if (room <= 0) return
    const until = Math.min(end, start + room)
    quote.add(text, start, until)
    room -= until - start
    quote.gap()
  }
}
