import type { TlpLabel } from '../../model/indicator.ts'
import { findHumanDate } from '../../parse/body/human-date.ts'
import { tlpOf } from '../tlp.ts'
import type { StatedFacts } from './report-text.ts'

/** What a report says about itself. */
export interface ReportFacts {
  readonly title?: string
  readonly publisher?: string
  readonly published?: number
  readonly tlp?: TlpLabel
}

/** Characters at the beginning and end in which a report says such things. */
const HEAD = 4_000
const TAIL = 1_500

const DATE_LABEL =
  /(?:publi(?:shed|cation|é|cado|cación)|posted|released?|issued|date|datum|veröffentlicht|stand|fecha|prepared by .{1,60} on|opublikowano|опубликовано|дата|公開日|发布|تاریخ)/iu
const PUBLISHER_LABEL =
  /^\W{0,4}(?:issued by|published by|publisher|prepared by|reported by|source|author(?:ing agency)?|organi[sz]ation|éditeur|herausgeber|editor|автор|издатель|発行元?)\s?(?::|\*\*|\bthe\b|(?<=by)\s)[\s:*]{0,4}(.{3,100})$/iu

/** Title, publisher, date and TLP, from the markup where it states them, else from the words at the beginning and end. */
export function reportFacts(stated: StatedFacts, text: string): ReportFacts {
  const head = text.slice(0, HEAD)
  const title = titleOf(stated, head)
  const publisher = stated.publisher ?? publisherOf(head)
  const published = dateOf(stated.published) ?? dateIn(head)
  const tlp = stated.tlp ?? tlpIn(head) ?? tlpIn(text.slice(-TAIL))
  return {
    ...(title !== undefined && title !== '' && { title }),
    ...(publisher !== undefined && publisher !== '' && { publisher }),
    ...(published !== undefined && { published }),
    ...(tlp !== undefined && { tlp }),
  }
}

function titleOf(stated: StatedFacts, head: string): string | undefined {
  const site = stated.publisher
  const marked = /^\s{0,3}#{1,3}\s+(.{3,200})$/m.exec(head)?.[1]
  const written = stated.title ?? marked ?? head.split('\n').find((line) => /\p{L}{3}/u.test(line))
  if (written === undefined) return undefined
  const title = written
    .replace(stated.title === undefined ? /[#*_`|+]+/g : /[\r\n]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300)
  // `Title | Site`, `Title - Site`.
  const cut = Math.max(title.lastIndexOf(' | '), title.lastIndexOf(' - '), title.lastIndexOf(' — '))
  if (cut <= 0 || stated.title === undefined) return title
  const end = title.slice(cut + 3)
  return title.charAt(cut + 1) === '|' || end === site ? title.slice(0, cut).trim() : title
}

function publisherOf(head: string): string | undefined {
  for (const line of head.split('\n').slice(0, 60)) {
    const found = PUBLISHER_LABEL.exec(line.trim())?.[1]
    if (found === undefined) continue
    const name = found
      .replace(/\s+(?:on|am|le|el)\s+.*\d{4}.*$/u, '')
      .replace(/,\s*\d{4}.*$/, '')
      .replace(/[*_`]+/g, '')
      .replace(/\s{2,}.*$/, '')
      .trim()
    if (name.length >= 3 && !/@|:\/\//.test(name)) return name
  }
  return undefined
}

function dateOf(stated: string | undefined): number | undefined {
  if (stated === undefined) return undefined
  const iso = /^\d{4}-\d\d-\d\d(?:[T ][\d:.]{4,15}(?:Z|[+-]\d\d:?\d\d)?)?/.exec(stated.trim())?.[0]
  if (iso !== undefined) {
    const zoned = iso.length > 10 && !/(?:Z|[+-]\d\d:?\d\d)$/.test(iso) ? `${iso}Z` : iso
    const milliseconds = Date.parse(zoned.replace(' ', 'T'))
    if (Number.isFinite(milliseconds)) return milliseconds
  }
  return findHumanDate(stated.slice(0, 200))?.time
}

/** The date behind a word for one, else the first line of the beginning that holds little but a date. */
function dateIn(head: string): number | undefined {
  const lines = head.split('\n').slice(0, 60)
  for (const line of lines) {
    if (!DATE_LABEL.test(line) || line.length > 200) continue
    const found = dayIn(line.slice(line.search(DATE_LABEL)), /DD\/MM/i.test(line))
    if (found !== undefined) return found
  }
  for (const line of lines.slice(0, 40)) {
    if (line.length > 120) continue
    const found = dayIn(line, false)
    if (found !== undefined) return found
  }
  return undefined
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

function dayIn(line: string, dayFirst: boolean): number | undefined {
  if (dayFirst) {
    const [, day, month, year] = /(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(line) ?? []
    if (day && month && year) return Date.UTC(Number(year), Number(month) - 1, Number(day))
  }
  const [, monthName, day, year] =
    /\b([A-Z][a-z]{2,8})\.?\s(\d{1,2})(?:st|nd|rd|th)?,?\s(\d{4})\b/.exec(line) ?? []
  const month = MONTHS.indexOf((monthName ?? '').slice(0, 3).toLowerCase())
  if (month >= 0 && day && year) return Date.UTC(Number(year), month, Number(day))
  const time = findHumanDate(line.slice(0, 200))?.time
  // A day, not an hour: who writes a date into a report means the day.
  return time === undefined ? undefined : Math.floor(time / 86_400_000) * 86_400_000
}

function tlpIn(text: string): TlpLabel | undefined {
  const found = /\bTLP\s?[:\s]\s?(?:clear|white|green|amber(?:\s?\+\s?strict)?|red)\b/i.exec(text)?.[0]
  return found === undefined ? undefined : tlpOf(found.replace(/^TLP\s?[:\s]\s?/i, ''))
}
