import type { PastMessage, ReportMessage } from '../model/scan.ts'
import { type Html, html } from './html.ts'
import { countText, cutText, dateText, dayText, listText } from './layout.ts'

/** Rows of programs; the rarer ones share the last. */
const MAX_ROWS = 6
/** Pixels: height of a row, from its label to the next. */
const ROW = 46
/** Characters of a row's name; a phone is 360 pixels wide. */
const MAX_LABEL = 36
/** Share of the width kept free on both sides, in percent. */
const MARGIN = 2
const OTHER = 'Other programs'

interface Dot {
  readonly time: number
  readonly row: number
  readonly kind: 'mail' | 'held' | 'this'
}

interface Timeline {
  readonly rows: readonly { readonly label: string; readonly count: number }[]
  readonly dots: readonly Dot[]
  readonly domains: readonly { readonly domain: string; readonly time: number; readonly here: boolean }[]
  readonly start: number
  readonly end: number
}

const cut = (text: string): string => cutText(text, MAX_LABEL)

/** Lays out the sender's past and this mail; undefined when nothing is known of the past. */
function layOut({ scanned, past }: ReportMessage): Timeline | undefined {
  const { record } = scanned
  const others = past.filter(({ digest, time }) => digest !== record.digest && Number.isFinite(time))
  if (others.length === 0 || !Number.isFinite(record.time)) return undefined
  const own =
    past.find(({ digest }) => digest === record.digest)?.client ?? record.client.mailer ?? 'Program not known'
  const counts = new Map<string, number>()
  for (const { client } of others) counts.set(client, (counts.get(client) ?? 0) + 1)
  const byCount = [...counts].sort((a, b) => b[1] - a[1])
  const known = byCount.slice(0, byCount.length > MAX_ROWS ? MAX_ROWS - 1 : MAX_ROWS)
  const rows = known.map(([label, count]) => ({ label, count }))
  const left = byCount.slice(known.length).reduce((sum, [, count]) => sum + count, 0)
  if (left > 0) rows.push({ label: OTHER, count: left })
  let ownRow = rows.findIndex(({ label }) => label === own)
  if (ownRow < 0 && counts.has(own)) ownRow = rows.length - 1
  if (ownRow < 0) ownRow = rows.push({ label: own, count: 0 }) - 1
  const rowOf = (client: string): number => {
    const row = rows.findIndex(({ label }) => label === client)
    return row < 0 ? rows.findIndex(({ label }) => label === OTHER) : row
  }
  const dots: Dot[] = others.map(({ time, client, held }) => ({
    time,
    row: rowOf(client),
    kind: held ? 'held' : 'mail',
  }))
  dots.push({ time: record.time, row: ownRow, kind: 'this' })
  const times = dots.map(({ time }) => time)
  return {
    rows,
    dots,
    domains: firstDomains(others, scanned),
    start: times.reduce((a, b) => Math.min(a, b)),
    end: times.reduce((a, b) => Math.max(a, b)),
  }
}

function firstDomains(
  past: readonly PastMessage[],
  { record }: ReportMessage['scanned'],
): Timeline['domains'] {
  const first = new Map<string, { time: number; here: boolean }>()
  const see = (domain: string, time: number, here: boolean): void => {
    const known = first.get(domain)
    if (!known || time < known.time) first.set(domain, { time, here })
  }
  for (const { linkDomains, time } of past) for (const domain of linkDomains) see(domain, time, false)
  for (const { target } of record.links) if (target) see(target.domain, record.time, true)
  return [...first].map(([domain, seen]) => ({ domain, ...seen })).sort((a, b) => a.time - b.time)
}

/** The sender's mails over time, a row for each program, with a list of the same for those who cannot see it. */
export function timelineHtml(report: ReportMessage): Html {
  const timeline = layOut(report)
  if (!timeline)
    return html`<p class="hint">No other mail of this sender was seen, so there is no past to compare with.</p>`
  const { rows, dots, domains } = timeline
  const mails = dots.length - 1
  const held = dots.filter(({ kind }) => kind === 'held').length
  const fresh = domains.filter(({ here }) => here).map(({ domain }) => domain)
  const own = rows[dots.at(-1)?.row ?? 0]
  const words = `${countText(mails, 'other mail')} of this sender from ${dayText(timeline.start)} to ${dayText(timeline.end)}: ${listText(rows.filter(({ count }) => count > 0).map(({ label, count }) => `${count} from ${cut(label)}`))}. This mail came from ${cut(own?.label ?? '')}, which ${own && own.count > 0 ? `${countText(own.count, 'other mail')} did` : 'no other mail did'}.${fresh.length > 0 ? ` First seen in it: links to ${listText(fresh.slice(0, 8))}.` : ''}`
  return html`<figure class="past">
${drawing(timeline)}
<p class="legend" aria-hidden="true"><span><i class="key mail"></i> a mail</span>${held > 0 ? html` <span><i class="key held"></i> held back</span>` : undefined} <span><i class="key this"></i> this mail</span>${domains.length > 0 ? html` <span><i class="key tick"></i> a link domain for the first time</span>` : undefined}</p>
<figcaption>${words}</figcaption>
</figure>
<details><summary>The same as a list</summary>
<ol class="list">${listItems(report, timeline)}</ol>
</details>`
}

function drawing({ rows, dots, domains, start, end }: Timeline): Html {
  const span = end - start
  const x = (time: number): string =>
    `${(span <= 0 ? 50 : MARGIN + ((100 - 2 * MARGIN) * (time - start)) / span).toFixed(2)}%`
  const y = (row: number): number => row * ROW + 32
  const tickRow = domains.length > 0 ? 1 : 0
  const bottom = (rows.length + tickRow) * ROW
  const height = bottom + 22
  const own = dots.at(-1)
  const lines = rows.map(
    ({ label }, row) =>
      html`<text class="row" x="0" y="${row * ROW + 14}">${cut(label)}</text><line class="base" x1="0" x2="100%" y1="${y(row)}" y2="${y(row)}"/>`,
  )
  const ticks = domains.map(
    ({ domain, time, here }) =>
      html`<line class="tick${here ? { exact: ' here' } : undefined}" x1="${{ exact: x(time) }}" x2="${{ exact: x(time) }}" y1="${y(rows.length) - 9}" y2="${y(rows.length) + 9}"><title>${domain}, ${dayText(time)}</title></line>`,
  )
  const marks = dots.map(({ time, row, kind }) => {
    const at = { exact: x(time) }
    if (kind === 'this')
      return html`<svg x="${at}" y="${y(row)}" class="over"><path class="this" d="M0-9 9 0 0 9-9 0Z"/><title>This mail, ${dayText(time)}</title></svg>`
    return html`<circle class="${{ exact: kind }}" cx="${at}" cy="${y(row)}" r="${kind === 'held' ? 5 : 4}"><title>${dayText(time)}</title></circle>`
  })
  const guide = own
    ? html`<line class="guide" x1="${{ exact: x(own.time) }}" x2="${{ exact: x(own.time) }}" y1="20" y2="${bottom}"/>`
    : undefined
  return html`<svg class="timeline" width="100%" height="${height}" role="img" aria-label="Mails of this sender over time; the same in words below"><g>${guide}${lines}${tickRow > 0 ? html`<text class="row" x="0" y="${rows.length * ROW + 14}">Link domains, first seen</text><line class="base" x1="0" x2="100%" y1="${y(rows.length)}" y2="${y(rows.length)}"/>${ticks}` : undefined}${marks}<text class="axis" x="0" y="${height - 4}">${dayText(start)}</text>${span > 0 ? html`<text class="axis end" x="100%" y="${height - 4}">${dayText(end)}</text>` : undefined}</g></svg>`
}

function listItems({ scanned, past }: ReportMessage, { domains }: Timeline): readonly Html[] {
  const fresh = new Map<number, string[]>()
  for (const { domain, time } of domains) fresh.set(time, [...(fresh.get(time) ?? []), domain])
  const { record } = scanned
  const entries = [
    ...past
      .filter(({ digest }) => digest !== record.digest)
      .map(({ time, client, subject, held }) => ({ time, client, subject, state: held ? 'held back' : '' })),
    {
      time: record.time,
      client: record.client.mailer ?? 'program not known',
      subject: record.subject,
      state: 'this mail',
    },
  ].sort((a, b) => a.time - b.time)
  return entries.map(({ time, client, subject, state }) => {
    const domainsHere = fresh.get(time) ?? []
    fresh.delete(time)
    return html`<li>${state === 'this mail' ? html`<strong>This mail: </strong>` : undefined}${dateText(time)}, ${client}: <bdi>${cutText(subject, 120)}</bdi>${state === 'held back' ? ' (held back)' : ''}${domainsHere.length > 0 ? html` <span class="new">first link to ${listText(domainsHere)}</span>` : undefined}</li>`
  })
}
