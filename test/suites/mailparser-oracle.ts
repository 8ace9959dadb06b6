import { basename } from 'node:path'
import type { AddressObject } from 'mailparser'
import { simpleParser } from 'mailparser'
import type { JoinedTexts } from '../../bench/speed/compare-texts.ts'
import { joinTexts } from '../../bench/speed/compare-texts.ts'
import type { Message } from '../../src/model/message.ts'
import { readChecked } from './reader-check.ts'
import type { Difference, Suite, SuiteFiles, SuiteResult } from './suite.ts'
import { share, tally, versus } from './suite.ts'

const OPTIONS = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true }

const white = (text: string): string => text.replace(/\s+/g, ' ').trim()
const bare = (text: string): string => text.replace(/\s+/g, '')
const ascii = (text: string): string => text.replace(/[^\x21-\x7e]+/g, '')

/** Bytes above 127 for which mailparser has U+FFFD and we have characters; all else is the same. */
const lostCharacters = (theirs: string, ours: string): boolean =>
  theirs.includes('\ufffd') && !ours.includes('\ufffd') && ascii(theirs) === ascii(ours)

const HOUR = 3_600_000

type From = readonly (readonly [name: string, address: string])[]

// Each kind of difference is recognised by what makes it one, so that nothing else hides behind its reason. What no
// kind explains is named by its message.

function kindOfFrom(theirs: From, ours: From): string | undefined {
  if (lostCharacters(JSON.stringify(theirs), JSON.stringify(ours)))
    return 'bytes mailparser has no character for'
  const unnamed = ours.map(([name, address]) => [name.toLowerCase() === address ? '' : name, address])
  if (JSON.stringify(unnamed) === JSON.stringify(theirs)) return 'name that repeats the address'
  if (ours.length === 0 && JSON.stringify(theirs) === '[["",""]]') return 'empty field'
  return undefined
}

function kindOfDate(theirs: number | undefined, message: Message): string | undefined {
  const written = message.header.find(({ key }) => key === 'date')?.value ?? ''
  if (message.date === undefined && / 0\d\d\d /.test(written)) return 'year 0102'
  const shift = Math.abs((theirs ?? Number.NaN) - (message.date?.time ?? Number.NaN)) / HOUR
  const hours = Number(/[+-](\d\d)\d\d\b/.exec(written)?.[1] ?? 0)
  if (hours > 15 && Math.abs(shift - hours) < 1) return 'zone of more than 15 hours'
  if (theirs !== undefined && Math.abs(theirs - Date.now()) < HOUR) return 'mailparser gives the present time'
  return / (?:[+-]\d\d-\d\d|\d{4}|[+-]\d\d[6-9]\d)$/.test(written) ? 'zone in no standard form' : undefined
}

function kindOfText(texts: JoinedTexts, message: Message): string | undefined {
  const { plain, html, theirPlain, theirHtml } = texts
  const explained = (theirs: string, ours: string): boolean => theirs === ours || lostCharacters(theirs, ours)
  if (explained(theirPlain, plain) && explained(theirHtml, html))
    return 'bytes mailparser has no character for'
  if (plain === theirPlain && bare(html) === bare(theirHtml).replaceAll('<br/>', ''))
    return 'joint of HTML texts'
  if (message.parts.some(({ unpackedFrom }) => unpackedFrom !== undefined))
    return 'files unpacked from a text or TNEF'
  if (message.parts.some(({ kind, path }) => kind === 'message' && path !== '0')) return 'message inside'
  const words = (text: string) => text.replace(/[\s>]+/g, '')
  const flowed = message.parts.some(
    ({ contentType }) => contentType.parameters.format?.toLowerCase() === 'flowed',
  )
  if (flowed && html === theirHtml && words(plain) === words(theirPlain))
    return 'empty line after a soft line break'
  const coded = message.root.kind === 'leaf' && message.root.encoding === 'base64'
  if (coded && (theirPlain + theirHtml).startsWith(plain + html)) return 'text appended to base64'
  return undefined
}

/** Every message of a collection read, and what people see of it compared with mailparser. */
async function compareAll(
  suite: string,
  files: SuiteFiles,
  isMail: (name: string) => boolean,
): Promise<SuiteResult> {
  const rows = tally(suite)
  const same = new Map([
    ['from', 0],
    ['subject', 0],
    ['date', 0],
    ['text', 0],
  ])
  const kinds = new Map<string, number>()
  const names = files.names.filter(isMail)
  let read = 0
  for (const name of names) {
    const bytes = files.read(name)
    const label = basename(name).replace(/^(\d+\.[0-9a-f]{6}).*$/, '$1')
    const { message, broken } = readChecked(bytes)
    const differences: Difference[] = broken.map((what) => ({ case: `${label} reading`, what }))
    if (message) {
      read++
      const parsed = await simpleParser(bytes, OPTIONS)
      const check = (field: string, theirs: unknown, ours: unknown, kind: () => string | undefined) => {
        if (JSON.stringify(theirs) === JSON.stringify(ours)) {
          same.set(field, (same.get(field) ?? 0) + 1)
          return
        }
        const found = kind()
        const named = found === undefined ? `${label} ${field}` : `${field}: ${found}`
        kinds.set(`${field}: ${found ?? 'other'}`, (kinds.get(`${field}: ${found ?? 'other'}`) ?? 0) + 1)
        differences.push({ case: named, what: `${label}: ${versus(theirs, ours)}` })
      }
      const from = ((parsed.from as AddressObject | undefined)?.value ?? []).map(
        (mailbox) => [white(mailbox.name ?? ''), (mailbox.address ?? '').toLowerCase()] as const,
      )
      const ourFrom = message.from.map(
        (mailbox) => [white(mailbox.name), mailbox.address.toLowerCase()] as const,
      )
      check('from', from, ourFrom, () => kindOfFrom(from, ourFrom))
      const subject = white(parsed.subject ?? '')
      check('subject', subject, white(message.subject), () =>
        lostCharacters(subject, message.subject) ? 'bytes mailparser has no character for' : undefined,
      )
      const time = parsed.date?.getTime()
      check('date', time, message.date?.time, () => kindOfDate(time, message))
      const texts = joinTexts(message.texts, message.parts, parsed)
      check('text', [texts.theirPlain, texts.theirHtml], [texts.plain, texts.html], () =>
        kindOfText(texts, message),
      )
    }
    rows.add(differences)
  }
  rows.note(`read: ${share(read, names.length)}; agreeing with mailparser:`)
  for (const [field, count] of same) rows.note(`  ${field}: ${share(count, read)}`)
  for (const [kind, count] of [...kinds].sort((a, b) => b[1] - a[1]))
    rows.note(`  differing ${kind}: ${count}`)
  return rows.result()
}

export const csdmc: Suite = {
  archive: 'csdmc2010.tar.zst',
  run: async (files) => [await compareAll('csdmc2010', files, (name) => name.endsWith('.eml'))],
}

export const spamassassin: Suite = {
  archive: 'spamassassin.tar.zst',
  run: async (files) => [await compareAll('spamassassin', files, (name) => /\/data\/.*\.txt$/.test(name))],
}
