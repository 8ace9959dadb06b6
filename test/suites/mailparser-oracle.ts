import { basename } from 'node:path'
import type { AddressObject } from 'mailparser'
import { simpleParser } from 'mailparser'
import { compareTexts } from '../../bench/speed/compare-texts.ts'
import { readChecked } from './reader-check.ts'
import type { Difference, Suite, SuiteFiles, SuiteResult } from './suite.ts'
import { share, tally, versus } from './suite.ts'

const OPTIONS = { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true, skipTextLinks: true }

const white = (text: string): string => text.replace(/\s+/g, ' ').trim()

/** Every message of a collection read, and what people see of it compared with mailparser. */
async function compareAll(
  suite: string,
  files: SuiteFiles,
  isMail: (name: string) => boolean,
): Promise<SuiteResult> {
  const rows = tally(suite)
  const same = new Map<string, number>()
  let read = 0
  for (const name of files.names.filter(isMail)) {
    const bytes = files.read(name)
    const label = `${basename(name)}`
    const { message, broken } = readChecked(bytes)
    const differences: Difference[] = broken.map((what) => ({ case: `${label} reading`, what }))
    if (message) {
      read++
      const parsed = await simpleParser(bytes, OPTIONS)
      const check = (field: string, theirs: unknown, ours: unknown) => {
        if (JSON.stringify(theirs) === JSON.stringify(ours)) same.set(field, (same.get(field) ?? 0) + 1)
        else differences.push({ case: `${label} ${field}`, what: versus(theirs, ours) })
      }
      const mailboxes = (from: AddressObject | undefined) =>
        (from?.value ?? []).map(({ address, name: written }) => [
          white(written ?? ''),
          (address ?? '').toLowerCase(),
        ])
      check(
        'from',
        mailboxes(parsed.from),
        message.from.map((mailbox) => [white(mailbox.name), mailbox.address.toLowerCase()]),
      )
      check('subject', white(parsed.subject ?? ''), white(message.subject))
      check('date', parsed.date?.getTime(), message.date?.time)
      const text = compareTexts(message.texts, message.parts, parsed)
      check('text', undefined, text)
    }
    rows.add(differences)
  }
  rows.note(`read: ${share(read, files.names.filter(isMail).length)}`)
  for (const [field, count] of same) rows.note(`  ${field}: ${share(count, read)}`)
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
