import type { HeaderField, Mailbox, Message, Part, TraceField } from '../model/message.ts'

/**
 * A `Message` with only what its header says, for tests of code that looks at nothing else: fields, addresses of
 * From, `Received`, Date. Reads well-formed header lines only; mail of others goes through `parseMessage`.
 */
export function headerMessage(mail: Uint8Array | string): Message {
  const bytes = typeof mail === 'string' ? Buffer.from(mail, 'latin1') : Buffer.from(mail)
  const text = bytes.toString('latin1')
  const header: HeaderField[] = []
  let at = 0
  while (at < text.length) {
    let end = text.indexOf('\n', at)
    if (end < 0) end = text.length
    while (text[end + 1] === ' ' || text[end + 1] === '\t') {
      end = text.indexOf('\n', end + 1)
      if (end < 0) end = text.length
    }
    const line = text.slice(at, end)
    if (line.trim() === '') break
    const colon = line.indexOf(':')
    if (colon > 0) {
      const name = line.slice(0, colon).trim()
      const value = line
        .slice(colon + 1)
        .replace(/\r?\n/g, '')
        .trim()
      header.push({
        name,
        key: name.toLowerCase(),
        value,
        range: { start: at, end },
        valueRange: { start: at + colon + 1, end },
      })
    }
    at = end + 1
  }
  const received: TraceField[] = []
  header.forEach(({ key, value }, field) => {
    if (key === 'received') received.push(trace(value, field))
  })
  const root: Part = {
    kind: 'leaf',
    path: '0',
    contentType: { mediaType: 'text/plain', parameters: {} },
    encoding: '7bit',
    header,
    headerRange: { start: 0, end: at },
    bodyRange: { start: at, end: bytes.length },
    children: [],
  }
  const date = header.find(({ key }) => key === 'date')?.value
  return {
    kind: 'message',
    digest: `sha256:${'0'.repeat(64)}`,
    size: bytes.length,
    root,
    parts: [root],
    header,
    from: header.filter(({ key }) => key === 'from').flatMap(({ value }) => mailboxes(value)),
    sender: [],
    replyTo: [],
    to: [],
    cc: [],
    bcc: [],
    subject: header.find(({ key }) => key === 'subject')?.value ?? '',
    ...(date !== undefined && { date: { time: Date.parse(date), text: date } }),
    inReplyTo: [],
    references: [],
    received,
    texts: [],
    regions: [],
    mainText: -1,
    originals: [],
    links: [],
    attachments: [],
    issues: [],
  }
}

function mailboxes(value: string): Mailbox[] {
  return value
    .replace(/"[^"]*"/g, '')
    .split(',')
    .map((one) => ({ name: '', address: (/<([^<>]*)>/.exec(one)?.[1] ?? one).trim().toLowerCase() }))
}

/** `from helo (reverse [ip]) by host (program) with PROTOCOL id …; date`, and Exchange's `from helo (ip)`. */
function trace(value: string, field: number): TraceField {
  const from = /^from\s+(\S+)(?:\s+\(([^()]*)\))?/i.exec(value)
  const comment = from?.[2] ?? ''
  const ip =
    /\[(?:IPv6:)?([0-9a-f.:]+)\]/i.exec(comment)?.[1] ?? /^([0-9a-f]*[.:][0-9a-f.:]+)$/i.exec(comment)?.[1]
  const reverse = /^([^\s[\]]+)\s+\[/.exec(comment)?.[1]
  const by = /(?:^|\s)by\s+([^\s;]+)/.exec(value)?.[1]?.toLowerCase()
  const protocol = /\swith\s+([A-Za-z0-9]+)/.exec(value)?.[1]?.toUpperCase()
  const date = value.includes(';') ? Date.parse(value.slice(value.lastIndexOf(';') + 1)) : Number.NaN
  return {
    ...(from && { helo: from[1]! }),
    ...(reverse !== undefined && { reverse }),
    ...(ip !== undefined && { ip }),
    ...(by !== undefined && { by }),
    ...(protocol !== undefined && { with: protocol }),
    ...(!Number.isNaN(date) && { date: { time: date, text: value.slice(value.lastIndexOf(';') + 1) } }),
    field,
  }
}
