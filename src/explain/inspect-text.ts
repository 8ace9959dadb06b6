import type { OpenedAttachment } from '../model/attachment.ts'
import type { ByteRange } from '../model/bytes.ts'
import type { Link, LinkHost } from '../model/link.ts'
import type { MailDate, Message, Part } from '../model/message.ts'
import type { Inspection } from '../model/scan.ts'
import { alignmentText, believedText, resultText } from './authentication-words.ts'
import { mailboxText, sourceDetail } from './evidence-text.ts'
import { ISSUE_WORDS } from './issue-words.ts'
import { countText, cutText, dateText, numberText, rangeText, sizeText, zonedDateText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'
import { LINK_ORIGIN_WORDS, LINK_TRAIT_WORDS, POWER_WORDS, REGION_WORDS, UNPACKING_WORDS } from './words.ts'

/** Items of each kind listed; the rest is counted. Attack: a hundred thousand links make a terminal unusable. */
const MAX_LISTED = 200
/** UTF-16 units of one header value or URL. */
const MAX_VALUE = 1_000
/** Levels shown by indentation; deeper parts keep the deepest indent, their path tells where they are. */
const MAX_INDENT_LEVEL = 8

const cut = (text: string): string =>
  text.length > MAX_VALUE ? `${cutText(text, MAX_VALUE)} (${countText(text.length, 'character')})` : text

const FIELD = { indent: 2, at: 15 }

/** The mail as it was read, without an opinion: what it is made of, where each piece lies, what could not be read. */
export function inspectionText(inspection: Inspection, options: TextOptions): string {
  const page = startPage(options)
  const { message } = inspection
  page.heading('Message')
  page.field('Lies in', { exact: sourceDetail(inspection.source) }, FIELD)
  page.field('Size', sizeText(message.size), FIELD)
  page.field('Digest', { exact: message.digest }, FIELD)
  page.field('Subject', message.subject === '' ? '(none)' : cut(message.subject), FIELD)
  page.field('Date', mailDate(message.date), FIELD)
  page.field('Message-ID', message.messageId === undefined ? '(none)' : `<${cut(message.messageId)}>`, FIELD)
  addresses(page, message)

  page.heading('Parts')
  listed(page, message.parts, (part) => partLines(page, part, message))
  page.heading('Header fields')
  listed(page, message.header, (field) => {
    // A tab is white space of folding here (RFC 5322 §2.2.3), not something hidden.
    page.text(`${cut(field.name)}: ${cut(field.value).replaceAll('\t', ' ')}`, { hang: 4 })
    page.text(rangeText(field.range), { indent: 4, style: 'faint' })
  })
  authentication(page, inspection)
  page.heading('Links')
  if (message.links.length === 0) page.text('None found.')
  listed(page, message.links, (link, number) => linkLines(page, link, number))
  attachments(page, inspection)
  regions(page, message)
  page.heading('What could not be read as written')
  if (message.issues.length === 0) page.text('Nothing: every byte was read as written.')
  listed(page, message.issues, ({ code, detail, range }) => {
    page.text(
      [
        `${ISSUE_WORDS[code]}: ${cut(detail)} `,
        { exact: `(${code}${range ? `; ${rangeText(range)}` : ''})` },
      ],
      { mark: '• ' },
    )
  })
  return page.toString()
}

function listed<T>(page: Page, items: readonly T[], show: (item: T, number: number) => void): void {
  items.slice(0, MAX_LISTED).forEach((item, at) => {
    show(item, at + 1)
  })
  if (items.length > MAX_LISTED)
    page.text(`and ${numberText(items.length - MAX_LISTED)} more`, { style: 'faint' })
}

function mailDate(date: MailDate | undefined): string {
  return date === undefined
    ? '(none)'
    : `${zonedDateText(date.time, date.offset)}, written “${cut(date.text)}”`
}

function addresses(page: Page, message: Message): void {
  for (const [label, mailboxes] of [
    ['From', message.from],
    ['Sender', message.sender],
    ['Reply-To', message.replyTo],
    ['To', message.to],
    ['Cc', message.cc],
    ['Bcc', message.bcc],
  ] as const) {
    const shown = mailboxes.slice(0, MAX_LISTED)
    shown.forEach((mailbox, at) => {
      const group = mailbox.group === undefined ? '' : ` (group ${mailbox.group})`
      page.field(at === 0 ? label : '', cut(`${mailboxText(mailbox)}${group}`), FIELD)
    })
    if (mailboxes.length > shown.length) page.field('', `and ${mailboxes.length - shown.length} more`, FIELD)
  }
}

function partLines(page: Page, part: Part, message: Message): void {
  const level = part.path === '0' ? 0 : Math.min(MAX_INDENT_LEVEL, part.path.split('.').length)
  const indent = 2 * level
  const text = message.texts.find((body) => body.part === part.path)
  const traits = [
    part.encoding,
    ...(text ? [text.charset] : []),
    ...(part.disposition ? [part.disposition.kind] : []),
    ...(part.unpackedFrom ? [UNPACKING_WORDS[part.unpackedFrom]] : []),
  ]
  page.text(`${part.contentType.mediaType} · ${traits.join(', ')}`, { indent, mark: `${part.path}  ` })
  page.text(`header ${place(part.headerRange)}, body ${place(part.bodyRange)}, ${bodySize(part)}`, {
    indent: indent + part.path.length + 2,
    style: 'faint',
  })
}

const place = (range: ByteRange): string => (range.end <= range.start ? 'empty' : rangeText(range))
const bodySize = ({ bodyRange }: Part): string => sizeText(Math.max(0, bodyRange.end - bodyRange.start))

function authentication(page: Page, { authentication: facts }: Inspection): void {
  page.heading('Authentication')
  if (facts.results.length === 0) page.text('No result is stated, and none could be worked out.')
  listed(page, facts.results, (result) => {
    page.text(cut(resultText(result)), { mark: '• ' })
    const field = result.field === undefined ? '' : `, header field ${result.field + 1}`
    page.text(
      { exact: cut(`by ${result.by}${field}; ${believedText(result, facts)}`) },
      { indent: 2, style: 'faint' },
    )
  })
  page.text(alignmentText(facts.aligned))
  for (const why of facts.notEvaluated)
    page.text({ exact: `Not evaluated: ${cut(why)}` }, { style: 'caution' })
}

const hostText = (host: LinkHost): string =>
  host.isIp || host.host === host.domain ? host.host : `${host.host}, domain ${host.domain}`

function linkLines(page: Page, link: Link, number: number): void {
  page.text(cut(link.url ?? link.href), { mark: `${number}. ` })
  const set = { indent: 4, at: 15 }
  if (link.target) page.field('leads to', hostText(link.target), set)
  if (link.text !== '') page.field('shows', `“${cut(link.text)}”`, set)
  if (link.textHost) page.field('text names', hostText(link.textHost), set)
  for (const nested of link.nested.slice(0, MAX_LISTED))
    page.field('contains', `${cut(nested.url)} (${nested.encoding})`, set)
  const seen = link.visible ? '' : ', which a reader cannot see'
  page.field('stands in', `${LINK_ORIGIN_WORDS[link.origin]}, ${REGION_WORDS[link.region]}${seen}`, set)
  page.field('at', `part ${link.part}, ${rangeText(link.range)}`, set)
  for (const trait of link.traits)
    page.field('note', `${LINK_TRAIT_WORDS[trait]} (${trait})`, { ...set, style: 'caution' })
}

function attachments(page: Page, { message, opened }: Inspection): void {
  page.heading('Attachments')
  if (message.attachments.length === 0) page.text('None.')
  listed(page, message.attachments, (file, number) => {
    page.text(file.name === '' ? '(no name)' : cut(file.name), { mark: `${number}. ` })
    const set = { indent: 4, at: 15 }
    const detected =
      file.detectedType === undefined || file.detectedType === file.declaredType
        ? ''
        : `, by its content ${file.detectedType}`
    page.field('type', `${file.declaredType}${detected}`, set)
    page.field('size', sizeText(file.size), set)
    page.field('SHA-256', { exact: file.sha256 }, set)
    page.field('at', `part ${file.part}, ${rangeText(file.range)}`, set)
    if (file.active) page.field('note', 'opening it can run something', { ...set, style: 'caution' })
    const inside = opened.find((one) => one.part === file.part)
    if (inside) openedLines(page, inside, set)
  })
}

/** What looking into an attachment found. */
function openedLines(page: Page, opened: OpenedAttachment, set: { indent: number; at: number }): void {
  if (opened.encrypted === true) page.field('encrypted', 'yes', { ...set, style: 'caution' })
  for (const power of opened.powers) page.field('can', POWER_WORDS[power], { ...set, style: 'caution' })
  const { title, author, lastModifiedBy, program, created, modified } = opened.metadata
  if (title) page.field('title', cut(title), set)
  if (author) page.field('author', cut(author), set)
  if (lastModifiedBy) page.field('changed by', cut(lastModifiedBy), set)
  if (program) page.field('written with', cut(program), set)
  if (created !== undefined) page.field('created', dateText(created), set)
  if (modified !== undefined) page.field('changed', dateText(modified), set)
  listed(page, opened.files, (inner) => {
    page.field('holds', `${cut(inner.path)} (${inner.mediaType}, ${sizeText(inner.size)})`, set)
  })
  listed(page, opened.links, (link, number) => linkLines(page, link, number))
  for (const { code, detail } of opened.issues)
    page.field('not read', `${ISSUE_WORDS[code]}: ${cut(detail)}`, { ...set, style: 'faint' })
}

function regions(page: Page, message: Message): void {
  page.heading('Who wrote the text')
  const text = message.texts[message.mainText]
  if (!text) {
    page.text('There is no text.')
    return
  }
  page.text(`Part ${text.part}, ${text.mediaType}, ${countText(text.text.length, 'character')}:`)
  listed(page, message.regions, ({ kind, start, end }) => {
    const first = text.text
      .slice(start, Math.min(end, start + 60))
      .replace(/\s+/g, ' ')
      .trim()
    page.text(`characters ${start}–${Math.max(start, end - 1)}: ${REGION_WORDS[kind]}, “${first}…”`, {
      mark: '• ',
    })
  })
}
