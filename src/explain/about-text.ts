import type { About } from '../model/hunt.ts'
import type { Acquaintance } from '../model/ports.ts'
import { mailboxText, shortDigest } from './evidence-text.ts'
import { placesText } from './hunt-words.ts'
import { jsonText } from './json-text.ts'
import { countText, cutText, dateText, dayText, isoTime, numberText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'

const LISTED = 12
const VALUE = 120

/** Everything a store knows about a host or an address, on one page. */
export function aboutText(about: About, options: TextOptions): string {
  const page = startPage(options)
  page.heading(about.value)
  const { exact, below } = about
  if (exact.messages === 0 && below.messages === 0) {
    page.text('It stands in no mail of this store.')
    return page.toString()
  }
  spanText(page, about.type === 'host' ? 'This very host' : 'This address', exact)
  if (below.messages > exact.messages)
    spanText(page, about.type === 'host' ? 'It and all below' : 'Everything at its domain', below)
  list(page, 'Where it stands', exact.places, ({ place, messages }) => [placesText([place]), messages])
  list(page, 'Names it was given', about.names, ({ name, messages }) => [
    `“${cutText(name, VALUE)}”`,
    messages,
  ])
  const senders = exact.messages > 0 ? exact.senders : below.senders
  if (senders.length > 0) {
    page.heading('Senders of these mails')
    for (const { address, messages, first, last } of senders.slice(0, LISTED))
      page.text(
        `${cutText(address, VALUE) || '(no address)'}: ${countText(messages, 'mail')}, ${daysText(first, last)}`,
        { indent: 2 },
      )
    rest(page, senders.length)
  }
  if (below.values.length > 1) {
    page.heading(about.type === 'host' ? 'Hosts' : 'Hosts of its domain')
    for (const { value, messages, first, last } of below.values.slice(0, LISTED))
      page.text(`${cutText(value, VALUE)}: ${countText(messages, 'mail')}, ${daysText(first, last)}`, {
        indent: 2,
      })
    rest(page, below.values.length)
  }
  list(
    page,
    `Linked beside it, in the newest ${numberText(about.read)}`,
    about.beside,
    ({ host, messages }) => [host, messages],
  )
  page.heading('Newest mails')
  for (const { digest, time, from, subject } of about.newest.slice(0, LISTED))
    page.text(
      [
        `${dateText(time)}  ${cutText(mailboxText(from), VALUE)}: ${cutText(subject, VALUE)}  `,
        { exact: shortDigest(digest) },
      ],
      { indent: 2, hang: 4 },
    )
  return page.toString()
}

/** The same as one JSON document; values as they stand. */
export function aboutJson({ value, type, exact, below, beside, names, newest, read }: About): string {
  const entry = (one: Acquaintance): object => ({
    ...one,
    first: isoTime(one.first) ?? null,
    last: isoTime(one.last) ?? null,
    senders: one.senders.map(dated),
    values: one.values.map(dated),
    newest: one.newest.map(({ digest, time }) => ({ digest, date: isoTime(time) ?? null })),
  })
  const document = {
    type: 'about',
    value,
    of: type,
    exact: entry(exact),
    below: entry(below),
    beside,
    names,
    newest: newest.map(({ digest, time, from, subject }) => ({
      digest,
      date: isoTime(time) ?? null,
      from: from.address,
      subject,
    })),
    read,
  }
  return `${jsonText(document, true)}\n`
}

const dated = <T extends { readonly first: number; readonly last: number }>(one: T): object => ({
  ...one,
  first: isoTime(one.first) ?? null,
  last: isoTime(one.last) ?? null,
})

function spanText(page: Page, label: string, { messages, first, last }: Acquaintance): void {
  page.text(
    messages === 0 || first === undefined || last === undefined
      ? `${label}: in no mail.`
      : `${label}: in ${countText(messages, 'mail')}, ${daysText(first, last)}.`,
  )
}

const daysText = (first: number, last: number): string =>
  dayText(first) === dayText(last) ? dayText(first) : `from ${dayText(first)} to ${dayText(last)}`

function list<T>(
  page: Page,
  title: string,
  items: readonly T[],
  entry: (item: T) => readonly [string, number],
): void {
  if (items.length === 0) return
  page.heading(title)
  for (const item of items.slice(0, LISTED)) {
    const [text, messages] = entry(item)
    page.text(`${text}: ${countText(messages, 'mail')}`, { indent: 2 })
  }
  rest(page, items.length)
}

function rest(page: Page, count: number): void {
  if (count > LISTED) page.text(`and ${numberText(count - LISTED)} more`, { indent: 2 })
}
