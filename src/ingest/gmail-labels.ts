import { folderFlags, inOrder, type MailFlag } from './mailbox-folder.ts'

/** What Gmail says about a message in an export by Google Takeout. */
export interface GmailLabels {
  readonly labels: readonly string[]
  readonly flags: readonly MailFlag[]
}

/** Labels of one message, and the field they stand in; nobody has more, but an mbox can be written by hand. */
const LABELS_LIMIT = 500
const FIELD_BYTES: number = 64 * 1024
/** Fields looked at: Takeout writes its own two first. */
const FIELDS_LOOKED_AT = 4

/** Labels that are states, in the languages Gmail is most used in besides those of `folderFlags`. */
const STATE_LABELS: Readonly<Partial<Record<MailFlag, readonly string[]>>> = {
  read: [
    'opened',
    'geöffnet',
    'ouvert',
    'ouverts',
    'abierto',
    'abiertos',
    'aberto',
    'abertos',
    'aperto',
    'geopend',
    'otwarte',
    'открытые',
  ],
  flagged: [
    'starred',
    'markiert',
    'suivis',
    'suivi',
    'destacados',
    'com estrela',
    'speciali',
    'met ster',
    'oznaczone gwiazdką',
    'помеченные',
  ],
  spam: ['spam', 'junk', 'correo no deseado', 'courrier indésirable'],
}
const FLAG_OF_LABEL: ReadonlyMap<string, MailFlag> = new Map(
  (Object.keys(STATE_LABELS) as MailFlag[]).flatMap((flag) =>
    (STATE_LABELS[flag] ?? []).map((label) => [label, flag] as const),
  ),
)

/**
 * Reads `X-Gmail-Labels` of a message in a Takeout mbox. Only the fields at its very top count, which Takeout writes
 * itself: what the sender wrote stands below the trace of the delivery. Undefined when there is none.
 */
export function gmailLabels(mail: Uint8Array): GmailLabels | undefined {
  const head = Buffer.from(mail.buffer, mail.byteOffset, Math.min(mail.length, FIELD_BYTES)).toString(
    'latin1',
  )
  let at = 0
  for (let field = 0; field < FIELDS_LOOKED_AT; field++) {
    let end = head.indexOf('\n', at)
    while (end >= 0 && (head[end + 1] === ' ' || head[end + 1] === '\t')) end = head.indexOf('\n', end + 1)
    const text = head.slice(at, end < 0 ? head.length : end)
    if (!/^x-gm/i.test(text)) return undefined
    if (/^x-gmail-labels[ \t]*:/i.test(text)) return fromValue(text.slice(text.indexOf(':') + 1))
    if (end < 0) return undefined
    at = end + 1
  }
  return undefined
}

function fromValue(value: string): GmailLabels {
  const unfolded = value
    .replace(/\r?\n[ \t]/g, ' ')
    .replace(/\r/g, '')
    .trim()
  const labels = splitLabels(decodeWords(unfolded)).slice(0, LABELS_LIMIT)
  const flags = new Set<MailFlag>()
  for (const label of labels) {
    const plain = label.normalize('NFC').toLowerCase()
    const flag = FLAG_OF_LABEL.get(plain)
    if (flag !== undefined) flags.add(flag)
    for (const one of folderFlags([plain])) flags.add(one)
  }
  return { labels, flags: inOrder(flags) }
}

/** Labels stand between commas; one that holds a comma or a quote stands in quotes, a quote in it doubled or escaped. */
function splitLabels(text: string): string[] {
  const labels: string[] = []
  let label = ''
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!
    if (quoted && character === '\\' && at + 1 < text.length) label += text[++at]!
    else if (character === '"' && quoted && text[at + 1] === '"') label += text[++at]!
    else if (character === '"') quoted = !quoted
    else if (character === ',' && !quoted) {
      labels.push(label)
      label = ''
    } else label += character
  }
  labels.push(label)
  return labels.map((one) => one.trim()).filter((one) => one !== '')
}

/** RFC 2047 encoded-words, white space between two of them dropped (§6.2); bytes outside them are UTF-8. */
function decodeWords(text: string): string {
  const word = /=\?([^?\s]{1,40})\?([bq])\?([^?\s]*)\?=/gi
  let decoded = ''
  let from = 0
  let pending: { charset: string; bytes: Buffer[] } | undefined
  const flush = (): void => {
    if (pending !== undefined) decoded += decodeBytes(Buffer.concat(pending.bytes), pending.charset)
    pending = undefined
  }
  for (const match of text.matchAll(word)) {
    const between = text.slice(from, match.index)
    const charset = match[1]!.toLowerCase().replace(/\*.*$/, '')
    // a character may be cut between two words of one charset, against the rules: decode them together
    if (pending === undefined || between.trim() !== '' || pending.charset !== charset) {
      flush()
      if (from === 0 || between.trim() !== '') decoded += plain(between)
      pending = { charset, bytes: [] }
    }
    pending.bytes.push(wordBytes(match[2]!.toLowerCase(), match[3]!))
    from = match.index + match[0].length
  }
  flush()
  return decoded + plain(text.slice(from))
}

function wordBytes(encoding: string, text: string): Buffer {
  if (encoding === 'b') return Buffer.from(text, 'base64')
  const spaced = text.replaceAll('_', ' ')
  return Buffer.from(
    spaced.replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}

function decodeBytes(bytes: Buffer, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return bytes.toString('latin1')
  }
}

function plain(latin1: string): string {
  const text = Buffer.from(latin1, 'latin1').toString('utf8')
  return text.includes('\ufffd') ? latin1 : text
}
