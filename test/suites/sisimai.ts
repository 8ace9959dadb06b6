import { basename, join } from 'node:path'
import { fileSource } from '../../src/ingest/file-source.ts'
import type { Message } from '../../src/model/message.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import type { Difference, Suite, SuiteFiles, SuiteResult } from './suite.ts'
import { share, tally, versus } from './suite.ts'

const lf = (text: string): string => text.replace(/\r\n?/g, '\n')

/** What a person or a later stage learns from a mail, nothing of which depends on how its lines end. */
function facts(message: Message): Readonly<Record<string, unknown>> {
  return {
    header: message.header.map((field) => [field.name, field.value]),
    from: message.from,
    to: [...message.to, ...message.cc, ...message.bcc],
    subject: message.subject,
    date: message.date?.time,
    'message ids': [message.messageId, ...message.inReplyTo, ...message.references],
    received: message.received,
    structure: message.parts.map((part) => [part.path, part.kind, part.contentType, part.disposition?.kind]),
    texts: message.texts,
    regions: message.regions,
    links: message.links.map((link) => [link.part, link.href, link.region, link.traits]),
    attachments: message.attachments.map(({ part, name, declaredType }) => [part, name, declaredType]),
  }
}

/** The same bounce with LF, with CRLF and with CR. */
function variants(files: SuiteFiles): SuiteResult {
  const rows = tally('sisimai line ends')
  for (const name of files.names.filter((each) => /\/maildir\/bsd\//.test(each))) {
    // An encoded CR before a line end would become CR CR in the variant with CR: that is other text.
    const lines = lf(files.read(name).toString('latin1')).replaceAll('=0D\n', '\n')
    const expected = facts(parseMessage(Buffer.from(lines, 'latin1')))
    const others: [string, Buffer][] = [
      ['CRLF', Buffer.from(lines.replaceAll('\n', '\r\n'), 'latin1')],
      ['CR', Buffer.from(lines.replaceAll('\n', '\r'), 'latin1')],
    ]
    for (const [label, folder] of [
      ['CRLF file', 'dos'],
      ['CR file', 'mac'],
    ] as const) {
      const file = name.replace('/bsd/', `/${folder}/`)
      if (!files.names.includes(file)) continue
      const bytes = files.read(file)
      // Some of them hold other text than their namesake.
      if (lf(bytes.toString('latin1')).replaceAll('=0D\n', '\n') === lines) others.push([label, bytes])
      else rows.skip(`the ${label} holds other text than the LF file of its name`)
    }
    for (const [label, bytes] of others) {
      const ours = facts(parseMessage(bytes))
      const differences: Difference[] = []
      for (const [key, value] of Object.entries(expected))
        if (JSON.stringify(value) !== JSON.stringify(ours[key]))
          differences.push({ case: `${basename(name)} ${label} ${key}`, what: versus(value, ours[key]) })
      rows.add(differences)
    }
  }
  return rows.result()
}

/** Fields of a delivery status (RFC 3464 §2) or feedback report (RFC 5965 §3). */
const REPORT_FIELD =
  /^(?:Reporting-MTA|Final-Recipient|Original-Recipient|Action|Status|Diagnostic-Code|Remote-MTA|Feedback-Type|Reported-Domain|Source-IP):.*$/gim

function reports(files: SuiteFiles): SuiteResult {
  const rows = tally('sisimai reports')
  let fields = 0
  let found = 0
  for (const name of files.names.filter((each) => each.endsWith('.eml'))) {
    const bytes = files.read(name)
    const message = parseMessage(bytes)
    const texts = new Set(message.texts.flatMap((text) => text.text.split('\n').map((line) => line.trim())))
    const differences: Difference[] = []
    const body = lf(bytes.toString('latin1', message.root.bodyRange.start))
    const written = body.match(REPORT_FIELD) ?? []
    for (const line of written) {
      fields++
      // A soft line break of quoted-printable: the rest stands in the next line.
      const start = line.endsWith('=') ? line.slice(0, -1) : undefined
      if (start === undefined ? texts.has(line.trim()) : [...texts].some((each) => each.startsWith(start)))
        found++
      else
        differences.push({
          case: `${name.replace(/^[^/]*\//, '')} ${line.slice(0, line.indexOf(':'))}`,
          what: line.slice(0, 80),
        })
    }
    if (written.length === 0) rows.skip('no report fields in it (read without a throw)')
    else rows.add(differences)
  }
  rows.note(`report fields found in our texts: ${share(found, fields)}`)
  return rows.result()
}

/** Each recipient that a delivery status speaks of is among the report's fields. */
function recipients(files: SuiteFiles): SuiteResult {
  const rows = tally('sisimai recipients')
  let wanted = 0
  let found = 0
  for (const name of files.names.filter((each) => each.endsWith('.eml'))) {
    const message = parseMessage(files.read(name))
    const statuses = message.texts.filter(({ mediaType }) => mediaType.endsWith('delivery-status'))
    const lines = statuses.flatMap(({ text }) => text.match(/^Final-Recipient:/gim) ?? [])
    if (lines.length === 0) {
      rows.skip('no delivery status with a recipient in it')
      continue
    }
    const read = (message.reports ?? [])
      .flatMap((report) => report.groups)
      .flat()
      .filter(({ key, value }) => key === 'final-recipient' && value !== '')
    wanted += lines.length
    found += read.length
    const label = name.replace(/^[^/]*\//, '')
    rows.add(
      read.length === lines.length
        ? []
        : [{ case: `${label} recipients`, what: versus(lines.length, read.length) }],
    )
  }
  rows.note(`recipients read as data: ${share(found, wanted)}`)
  return rows.result()
}

async function mboxes(files: SuiteFiles): Promise<SuiteResult> {
  const rows = tally('sisimai mbox')
  for (const file of files.names.filter((name) => /\/mailbox\//.test(name))) {
    // `err/` holds the mails of mbox-0 one by one.
    const expected = (lf(files.read(file).toString('latin1')).match(/^From /gm) ?? []).length
    let messages = 0
    let unread = 0
    for await (const item of fileSource().read([join(files.folder, file)])) {
      if (item.kind !== 'raw-message') continue
      messages++
      if (parseMessage(item.bytes).from.length === 0) unread++
    }
    rows.add(
      messages === expected && unread === 0
        ? []
        : [{ case: basename(file), what: `${versus(expected, messages)}, ${unread} without From` }],
    )
  }
  return rows.result()
}

export const sisimai: Suite = {
  archive: 'sisimai-bounces.tar.zst',
  run: async (files) => [variants(files), reports(files), recipients(files), await mboxes(files)],
}
