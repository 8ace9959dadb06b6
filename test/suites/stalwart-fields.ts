import type { MailDate } from '../../src/model/message.ts'
import { parseAddresses } from '../../src/parse/header/addresses.ts'
import { parseContentType, parseDisposition } from '../../src/parse/header/content-type.ts'
import { decodeWords } from '../../src/parse/header/encoded-words.ts'
import { parseDate } from '../../src/parse/header/mail-date.ts'
import { parseMessageIds } from '../../src/parse/header/message-ids.ts'
import { readFields } from '../../src/parse/header/read-fields.ts'
import { parseReceived } from '../../src/parse/header/received.ts'
import { DEFAULT_LIMITS } from '../../src/parse/mime/limits.ts'
import type { TheirAddresses, TheirContentType, TheirDate } from './stalwart.ts'
import { attributesOf, ourMailboxes, theirMailboxes, theirTime } from './stalwart.ts'
import type { Difference, SuiteFiles, SuiteResult } from './suite.ts'
import { tally, versus } from './suite.ts'

/** A value as it lies in a mail: the reader of fields unfolds it and ends it where the next field begins. */
function unfolded(written: string): string {
  const bytes = Buffer.from(`X-Field:${written}`, 'utf8')
  return readFields(bytes, 0, bytes.length, DEFAULT_LIMITS, () => false).fields[0]?.value ?? ''
}

interface TheirHost {
  readonly Name?: string
  readonly IpAddr?: string
}
interface TheirReceived {
  readonly from?: TheirHost
  readonly from_ip?: string
  readonly by?: TheirHost
  readonly with?: string
  readonly id?: string
  readonly for_?: string
  readonly helo?: TheirHost
  readonly date?: TheirDate
}

/** IPv6 in the one spelling the URL parser gives. */
const plainIp = (ip: string | undefined): string | undefined =>
  ip?.includes(':') ? (URL.parse(`http://[${ip}]/`)?.hostname.slice(1, -1) ?? ip) : ip

const white = (text: string): string => text.replace(/\s+/g, ' ').trim()
const time = (date: MailDate | undefined): number | undefined => date?.time

/** Our answer to one case of a file, beside theirs; undefined when the case asks nothing we answer. */
const READERS: Readonly<
  Record<string, (value: string, expected: unknown) => readonly [unknown, unknown] | undefined>
> = {
  address: (value, expected) =>
    // Values of List-* fields (RFC 2369) hold URLs.
    /<(?:https?|ftp|mailto):|^NO \(/.test(value)
      ? undefined
      : [
          expected === null ? [] : theirMailboxes(expected as TheirAddresses),
          ourMailboxes(parseAddresses(value)),
        ],
  date: (value, expected) => [
    expected === null ? undefined : theirTime(expected as TheirDate),
    time(parseDate(value)),
  ],
  id: (value, expected) => [expected ?? [], parseMessageIds(value)],
  unstructured: (value, expected) => [white(expected as string), white(decodeWords(value))],
  content_type: (value, expected) => {
    const theirs = expected as TheirContentType | null
    const sorted = (attributes: Readonly<Record<string, string>>) =>
      Object.entries(attributes)
        .filter(([name]) => !name.endsWith('-language'))
        .sort(([a], [b]) => (a < b ? -1 : 1))
    // RFC 2045 §5.2: what is no media type is text/plain.
    const isNone = theirs === null || (theirs.c_subtype === null && value.includes('/'))
    if (isNone) return ['text/plain', parseContentType(value).mediaType]
    const attributes = sorted(attributesOf(theirs))
    if (theirs.c_subtype === null) {
      const { kind, parameters } = parseDisposition(value)
      return [
        [theirs.c_type.toLowerCase(), attributes],
        [kind, sorted(parameters)],
      ]
    }
    const { mediaType, parameters } = parseContentType(value)
    return [
      [`${theirs.c_type}/${theirs.c_subtype}`.toLowerCase(), attributes],
      [mediaType, sorted(parameters)],
    ]
  },
  received: (value, expected) => {
    const theirs = expected as TheirReceived
    const ours = parseReceived({ value })
    // They have eight protocols and leave out every other word; we keep the word.
    const protocol = theirs.with?.toUpperCase()
    const isProtocol = protocol === undefined || ours.with?.replace('-TLS', 'S').includes(protocol) === true
    const helo = theirs.helo ?? theirs.from
    return [
      [
        (helo?.Name ?? helo?.IpAddr)?.toLowerCase(),
        plainIp(theirs.from_ip ?? theirs.from?.IpAddr),
        (theirs.by?.Name ?? theirs.by?.IpAddr)?.toLowerCase(),
        true,
        theirs.id,
        theirs.for_,
        theirs.date && theirTime(theirs.date),
      ],
      [
        ours.helo?.toLowerCase().replace(/^\[|\]$/g, ''),
        plainIp(ours.ip),
        ours.by,
        isProtocol,
        ours.id,
        ours.for,
        time(ours.date),
      ],
    ]
  },
}

/** Single field values with what stalwart reads in them. */
export function fieldCases(files: SuiteFiles): SuiteResult {
  const rows = tally('stalwart fields')
  for (const name of files.names.filter((each) => /^[^/]+\/\w+\.json$/.test(each))) {
    const kind = name.replace(/^.*\/|\.json$/g, '')
    const read = READERS[kind]
    const cases = JSON.parse(files.read(name).toString('utf8')) as { header: string; expected: unknown }[]
    for (const [index, { header, expected }] of cases.entries()) {
      const label = `${kind} ${index + 1}`
      const compared = read?.(unfolded(header), expected)
      if (compared === undefined) {
        rows.skip(`${kind}: a value no reader of ours is for`)
        continue
      }
      const differences: Difference[] = []
      if (JSON.stringify(compared[0]) !== JSON.stringify(compared[1]))
        differences.push({
          case: label,
          what: `${JSON.stringify(header)}: ${versus(compared[0], compared[1])}`,
        })
      rows.add(differences)
    }
  }
  return rows.result()
}
