import type { HuntEvent, HuntedMessage, HuntResult, HuntSummary } from '../model/hunt.ts'
import type { Indicator, IndicatorSet } from '../model/indicator.ts'
import type { Sighting } from '../model/sighting.ts'
import { coverageSentences } from './hunt-words.ts'
import { jsonText } from './json-text.ts'
import { isoTime } from './layout.ts'

const MILLISECONDS_A_DAY = 86_400_000

/** The whole hunt as one JSON document: the objects of the NDJSON lines, by kind. Values are as they stand, not defanged. */
export function huntJson({ sets, sightings, messages, summary }: HuntResult): string {
  const document = {
    type: 'hunt',
    reports: sets.map(reportEntry),
    sightings: sightings.map(sightingEntry),
    messages: messages.map(messageEntry),
    summary: summaryEntry(summary),
  }
  return `${jsonText(document, true)}\n`
}

/** One event of a hunt as a line. */
export function huntLine(event: HuntEvent): string {
  return `${jsonText(entryOf(event))}\n`
}

function entryOf(event: HuntEvent): object {
  switch (event.kind) {
    case 'indicator-set':
      return reportEntry(event)
    case 'sighting':
      return sightingEntry(event)
    case 'hunted-message':
      return messageEntry(event)
    case 'hunt-summary':
      return summaryEntry(event)
  }
}

function reportEntry({ source, indicators, issues }: IndicatorSet): object {
  return {
    type: 'report',
    name: source.name,
    format: source.format,
    publisher: source.publisher ?? null,
    title: source.title ?? null,
    indicators: indicators.map(indicatorEntry),
    issues: issues.map(({ code, detail }) => ({ code, detail })),
  }
}

function indicatorEntry(indicator: Indicator): object {
  const { id, type, value, wording, source, labels, benign } = indicator
  return {
    id,
    type,
    value,
    wording,
    ...(indicator.pattern === undefined ? {} : { pattern: indicator.pattern }),
    source: source.name,
    ...(source.line === undefined ? {} : { line: source.line }),
    ...(source.reference === undefined ? {} : { reference: source.reference }),
    published: isoTime(indicator.published) ?? null,
    validFrom: isoTime(indicator.validFrom) ?? null,
    validUntil: isoTime(indicator.validUntil) ?? null,
    confidence: indicator.confidence ?? null,
    tlp: indicator.tlp ?? null,
    labels,
    context: indicator.context ?? null,
    benign: benign ?? null,
  }
}

function sightingEntry(sighting: Sighting): object {
  const { indicator, tier, digest, time, seen, places, evidence, lead, unconfirmed, cut } = sighting
  return {
    type: 'sighting',
    tier,
    indicator: {
      id: indicator.id,
      type: indicator.type,
      value: indicator.value,
      source: indicator.source.name,
    },
    digest,
    date: isoTime(time) ?? null,
    seen,
    places,
    evidence,
    leadDays: lead === undefined ? null : Math.round((10 * lead) / MILLISECONDS_A_DAY) / 10,
    ...(unconfirmed === undefined ? {} : { unconfirmed }),
    ...(cut === undefined ? {} : { cut }),
  }
}

function messageEntry(message: HuntedMessage): object {
  const { digest, time, from, recipients, subject, messageId, source, tier, indicators, aftermath } = message
  return {
    type: 'message',
    digest,
    id: messageId === undefined ? null : `<${messageId}>`,
    date: isoTime(time) ?? null,
    from: from.address,
    fromName: from.name,
    recipients: recipients.map(({ address }) => address),
    subject,
    source,
    tier,
    indicators,
    followedBy:
      aftermath?.followedBy.map((one) => ({
        digest: one.digest,
        date: isoTime(one.time) ?? null,
        from: one.from.address,
        how: one.how,
      })) ?? null,
    related: aftermath?.related ?? null,
    limits: aftermath?.limits ?? null,
  }
}

function summaryEntry(summary: HuntSummary): object {
  const { coverage, lead, met, limits, timings } = summary
  return {
    type: 'summary',
    reports: summary.sets,
    hunted: summary.hunted,
    setAside: summary.setAside,
    sightings: summary.sightings,
    messages: summary.messages,
    tiers: summary.tiers,
    met: met.map(({ indicator, messages }) => ({
      id: indicator.id,
      type: indicator.type,
      value: indicator.value,
      messages,
    })),
    limits,
    leadDays: lead
      ? {
          earliest: Math.round(lead.earliest / MILLISECONDS_A_DAY),
          median: Math.round(lead.median / MILLISECONDS_A_DAY),
          before: lead.before,
          after: lead.after,
        }
      : null,
    coverage: {
      messages: coverage.messages,
      from: isoTime(coverage.from) ?? null,
      until: isoTime(coverage.until) ?? null,
      sources: coverage.sources,
      unread: coverage.unread,
      attachments: coverage.attachments,
      wrapped: coverage.wrapped,
      notSearched: coverage.notSearched,
      statement: coverageSentences(coverage).join(' '),
    },
    timings,
  }
}
