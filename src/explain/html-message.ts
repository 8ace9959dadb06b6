import type { Finding } from '../model/finding.ts'
import type { HeaderField, Message, Part } from '../model/message.ts'
import type { ReportMessage } from '../model/scan.ts'
import { type Html, html } from './html.ts'
import { htmlAsText } from './html-as-text.ts'
import { countText, numberText, rangeText, sizeText } from './layout.ts'
import { type MarkedText, markedHtml, type TextMark } from './marked-text.ts'
import { type PlacedEvidence, partText } from './part-text.ts'

/** The message as it stands, and which pieces of evidence could be marked in it. */
export interface MessageView {
  readonly view: Html
  readonly placed: ReadonlySet<string>
}

/** Header fields everybody looks for first. */
const CORE_FIELDS: ReadonlySet<string> = new Set([
  'from',
  'sender',
  'reply-to',
  'to',
  'subject',
  'date',
  'message-id',
])
/** Header fields shown. Attack: ten thousand fields, each with evidence. */
const MAX_FIELDS = 60
/** Pieces of evidence marked in one message; the findings list the rest. */
const MAX_MARKS = 80
/** Text parts shown. */
const MAX_PARTS = 6

/** The place of one piece of evidence in the page, `m1-f2-e0`. */
export function evidenceId(alert: string, finding: number, evidence: number): string {
  return `${alert}-f${finding}-e${evidence}`
}

/** Shows the header lines and text of a message with its evidence marked; says so when the message is not there any more. */
export function messageView(report: ReportMessage, findings: readonly Finding[], alert: string): MessageView {
  const { message, bytes } = report
  if (!message || !bytes)
    return {
      view: html`<p class="missing">The message itself cannot be shown: ${report.missing ?? 'it was not read again for this report'}. What the findings quote was taken when it was scanned.</p>`,
      placed: new Set(),
    }
  const evidence = evidenceIn(report, findings, alert)
  const placed = new Set<string>()
  const note = (marks: readonly TextMark[]): void => {
    for (const { id } of marks) placed.add(id)
  }
  const header = headerHtml(message, bytes, evidence, alert, note)
  const parts = partsHtml(message, bytes, evidence, alert, note)
  return { view: html`${header}${parts}`, placed }
}

function evidenceIn(
  { scanned }: ReportMessage,
  findings: readonly Finding[],
  alert: string,
): readonly PlacedEvidence[] {
  const found: PlacedEvidence[] = []
  findings.forEach((finding, number) => {
    finding.evidence.forEach((item, at) => {
      if (item.kind !== 'bytes' || (item.message !== undefined && item.message !== scanned.record.digest))
        return
      const { range, part, quoted } = item
      found.push({ range, part, quoted, finding: number + 1, id: evidenceId(alert, number + 1, at) })
    })
  })
  return found.slice(0, MAX_MARKS)
}

const overlaps = ({ range }: HeaderField, evidence: PlacedEvidence): boolean =>
  range.of === undefined &&
  evidence.range.of === undefined &&
  evidence.range.start < range.end &&
  evidence.range.end > range.start

function headerHtml(
  message: Message,
  bytes: Uint8Array,
  evidence: readonly PlacedEvidence[],
  alert: string,
  note: (marks: readonly TextMark[]) => void,
): Html {
  const fields = message.parts.flatMap((part) => {
    const own = part.path === '0' ? message.header : part.header
    return own.filter(
      (field) =>
        evidence.some((item) => overlaps(field, item)) ||
        (part.path === '0' && field.range.of === undefined && CORE_FIELDS.has(field.key)),
    )
  })
  const shown = fields.slice(0, MAX_FIELDS)
  const left = message.header.length - shown.length
  const rows = shown.map((field) => {
    const marked = fieldText(bytes, field, evidence)
    note(marked.marks)
    return html`<div class="field"><span class="place">${rangeText(field.range)}</span><pre>${markedHtml(marked, alert)}</pre></div>`
  })
  return html`<h5>Header lines</h5>
<p class="hint">As they stand in the mail, not decoded. ${left > 0 ? `${countText(left, 'other line')} not shown.` : ''}</p>
<div class="paper">${rows}</div>`
}

/** A field as UTF-8 (RFC 6532), else windows-1252, cut at the evidence so that the marks are true to the byte. */
function fieldText(bytes: Uint8Array, field: HeaderField, evidence: readonly PlacedEvidence[]): MarkedText {
  const { start, end } = field.range
  const raw = bytes.subarray(start, end)
  const hits = evidence.filter((item) => overlaps(field, item) && item.range.end > item.range.start)
  const cuts = [
    ...new Set(
      hits.flatMap(({ range }) => [Math.max(start, range.start) - start, Math.min(end, range.end) - start]),
    ),
  ].sort((a, b) => a - b)
  const places = new Map<number, number>()
  const decoder = new TextDecoder(isUtf8(raw) ? 'utf-8' : 'windows-1252', { ignoreBOM: true })
  let text = ''
  let at = 0
  for (const cut of cuts) {
    text += decoder.decode(raw.subarray(at, cut), { stream: true })
    places.set(cut, text.length)
    at = cut
  }
  text += decoder.decode(raw.subarray(at))
  return {
    text,
    marks: hits.map(({ range, finding, id }) => ({
      start: places.get(Math.max(start, range.start) - start) ?? 0,
      end: places.get(Math.min(end, range.end) - start) ?? 0,
      finding,
      id,
    })),
  }
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

function partsHtml(
  message: Message,
  bytes: Uint8Array,
  evidence: readonly PlacedEvidence[],
  alert: string,
  note: (marks: readonly TextMark[]) => void,
): Html {
  const main = message.texts[message.mainText]?.part
  const texts: { part: Part; marked: MarkedText }[] = []
  for (const part of message.parts) {
    const marked = partText(message, bytes, part, evidence)
    if (!marked || (marked.marks.length === 0 && part.path !== main)) continue
    texts.push({ part, marked: part.contentType.mediaType === 'text/html' ? htmlAsText(marked) : marked })
  }
  const shown = texts.slice(0, MAX_PARTS)
  const left = message.parts.filter(({ kind }) => kind === 'leaf').length - shown.length
  const sections = shown.map(({ part, marked }) => {
    note(marked.marks)
    const formatted = part.contentType.mediaType === 'text/html'
    const text =
      marked.text.trim() === '' ? html`<p class="hint">The text is empty.</p>` : markedHtml(marked, alert)
    return html`<h5>Text${shown.length > 1 ? ` of part ${part.path}` : ''}${formatted ? ' (formatting removed)' : ''}</h5>
<p class="hint">${part.contentType.mediaType}, ${rangeText(part.bodyRange)}, ${sizeText(Math.max(0, part.bodyRange.end - part.bodyRange.start))} as sent. ${formatted ? 'Where the mark lies inside the formatting, it stands after an arrow.' : ''}</p>
<div class="paper"><pre>${text}</pre></div>`
  })
  const rest =
    left > 0
      ? html`<p class="hint">${numberText(left)} ${left === 1 ? 'part is' : 'parts are'} not shown: no evidence lies in the text there.</p>`
      : undefined
  return html`${sections.length > 0 ? sections : html`<p class="hint">The message has no text.</p>`}${rest}`
}
