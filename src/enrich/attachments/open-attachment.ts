import { hash } from 'node:crypto'
import {
  ATTACHMENT_POWERS,
  type AttachmentPower,
  type DocumentMetadata,
  type OpenedAttachment,
} from '../../model/attachment.ts'
import type { ByteRange } from '../../model/bytes.ts'
import type { Issue, IssueCode } from '../../model/issue.ts'
import type { Link } from '../../model/link.ts'
import type { Clock } from '../../model/ports.ts'
import { extensionOf, isActive } from '../../parse/attachments/active-content.ts'
import { detectType } from '../../parse/attachments/detect-type.ts'
import { recipientNeedles } from '../../parse/links/recipient-in-url.ts'
import { eachTextLink } from '../../parse/links/text-places.ts'
import { ALL_OPENERS } from './all-openers.ts'
import { linkCollector } from './link-collector.ts'
import { LimitReached, type OpenBudget, openBudget } from './open-budget.ts'
import { OPEN_LIMITS } from './open-limits.ts'
import type { FoundLink, InnerFile, OpenContext, OpenedContent } from './opener.ts'
import { looksLikeText } from './text/text-encoding.ts'
import { typeMismatch } from './type-mismatch.ts'

export interface AttachmentInput {
  /** Path of the part in the mail. */
  readonly part: string
  readonly name: string
  readonly declaredType: string
  /** Decoded content. */
  readonly bytes: Uint8Array
}

export interface OpenOptions {
  /** Addresses of the mail's recipients, looked for inside links. */
  readonly recipients: readonly string[]
  /** Without it only steps are counted, which is the same on every machine. */
  readonly clock?: Clock
  /**
   * Milliseconds that a reader in its own thread may run when there is no clock; default `OPEN_LIMITS.wallTime`. More
   * for a file that a person named, as a busy machine is slow; not for mail, of which an attacker can send much.
   */
  readonly patience?: number
  /** Look for QR codes in pictures and PDF pages; default true. */
  readonly qr?: boolean
  /** The attachment is a message whose links and files are told with the mail that carries it; default false. */
  readonly readInPlace?: boolean
}

/**
 * Looks into one attachment: links, powers, text, metadata, files inside. Nothing is run and nothing is fetched.
 * Never rejects because of content: what cannot be read, damage, encryption and limits are issues
 * (`attachment.…`, `limit.attachment-…`, `limit.link-count`, `limit.text-size`), and what was found before is kept.
 * Ranges of links count in the decoded part.
 */
export async function openAttachment(
  attachment: AttachmentInput,
  options: OpenOptions,
): Promise<OpenedAttachment> {
  const collected: Collected = {
    part: attachment.part,
    recipients: options.recipients,
    qr: options.qr ?? true,
    readInPlace: options.readInPlace ?? false,
    budget: openBudget(options.clock, options.patience),
    links: linkCollector(attachment.part, recipientNeedles(options.recipients)),
    powers: new Set(),
    texts: [],
    textLength: 0,
    files: [],
    issues: [],
    dropped: 0,
  }
  const outer: Place = {
    path: '',
    name: attachment.name,
    depth: 0,
    range: { start: 0, end: attachment.bytes.length },
  }
  const { mediaType, content } = await openFile(attachment.bytes, attachment.declaredType, outer, collected)
  const { links, issues } = collected.links.finish()
  const all = [...collected.issues, ...issues]
  if (collected.dropped > 0 && all.length > 0)
    all[all.length - 1] = {
      code: all[all.length - 1]?.code ?? 'attachment.damaged',
      detail: `${all[all.length - 1]?.detail ?? ''} (and ${collected.dropped} more issues)`,
    }
  return {
    kind: 'opened-attachment',
    part: attachment.part,
    mediaType,
    encrypted: content.encrypted,
    powers: ATTACHMENT_POWERS.filter((power) => collected.powers.has(power)),
    metadata: content.metadata,
    text: collected.texts.join('\n'),
    links,
    files: collected.files,
    issues: all,
    complete: content.complete && all.every(({ code }) => !code.startsWith('limit.')),
  }
}

/** Everything found so far in one attachment. */
interface Collected {
  readonly part: string
  readonly recipients: readonly string[]
  readonly qr: boolean
  readonly readInPlace: boolean
  readonly budget: OpenBudget
  readonly links: ReturnType<typeof linkCollector>
  readonly powers: Set<AttachmentPower>
  readonly texts: string[]
  textLength: number
  readonly files: OpenedAttachment['files'][number][]
  readonly issues: Issue[]
  dropped: number
}

/** Where a file stands in the attachment. */
interface Place {
  readonly path: string
  readonly name: string
  readonly depth: number
  /** Its bytes in the decoded part; those of the outermost packed file when it exists only unpacked. */
  readonly range: { readonly start: number; readonly end: number }
}

const NOTHING: DocumentMetadata = {}

async function openFile(
  bytes: Uint8Array,
  declaredType: string,
  place: Place,
  collected: Collected,
): Promise<{ readonly mediaType: string; readonly content: OpenedContent }> {
  const issue = (code: IssueCode, detail: string): void => addIssue(collected, place, code, detail)
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const detected = detectType(buffer)
  const mediaType = detected ?? undetectedType(buffer, declaredType)
  const mismatch = typeMismatch(place.name, detected)
  if (mismatch !== undefined) issue('attachment.type-mismatch', mismatch)
  const unread = (encrypted: boolean | 'unknown'): { mediaType: string; content: OpenedContent } => ({
    mediaType,
    content: { encrypted, metadata: NOTHING, complete: false },
  })
  // Nothing to read is no damage: mass mail is full of parts whose file was left out.
  if (bytes.length === 0)
    return { mediaType, content: { encrypted: false, metadata: NOTHING, complete: true } }
  if (bytes.length > OPEN_LIMITS.attachmentBytes) {
    issue('limit.attachment-size', `${bytes.length} bytes are more than is looked into`)
    return unread('unknown')
  }
  const opener = ALL_OPENERS.find((each) => each.accepts(mediaType, place.name))
  if (opener === undefined) {
    issue('attachment.unsupported', `No reader for ${mediaType}`)
    return unread('unknown')
  }
  try {
    return { mediaType, content: await opener.open(bytes, openContext(bytes, mediaType, place, collected)) }
  } catch (error) {
    if (error instanceof LimitReached) issue(error.code, error.message)
    else issue('attachment.damaged', `The ${opener.id} reader stopped: ${sayError(error)}`)
    return unread('unknown')
  }
}

function openContext(bytes: Uint8Array, mediaType: string, place: Place, collected: Collected): OpenContext {
  /** A range of this file as the evidence names it. Inner files exist only unpacked: there it is their packed bytes. */
  const rangeOf = (range: FoundLink['range']): ByteRange => {
    if (place.depth > 0 || range === undefined) return { ...place.range, of: collected.part }
    const start = Math.min(Math.max(range.start, 0), bytes.length)
    return { start, end: Math.min(Math.max(range.end, start), bytes.length), of: collected.part }
  }
  const placeOf = (found: FoundLink['place']): Link['place'] => {
    if (place.path === '') return found
    return { ...found, file: found?.file === undefined ? place.path : `${place.path}/${found.file}` }
  }
  // Not counted as work: what was found before the budget was used up is still to be told.
  const link = (found: FoundLink): void => {
    collected.links.add(found, rangeOf(found.range), placeOf(found.place))
  }

  return {
    part: collected.part,
    path: place.path,
    name: place.name,
    mediaType,
    depth: place.depth,
    recipients: collected.recipients,
    qr: collected.qr,
    readInPlace: place.depth === 0 && collected.readInPlace,
    budget: collected.budget,
    link,
    linksOfText(text, found) {
      collected.budget.work(1 + (text.length >> 4))
      eachTextLink(text, ({ href, prefix }) => {
        link({ ...found, href, text: href, ...(prefix !== undefined && { prefix }) })
      })
    },
    power(power) {
      collected.powers.add(power)
    },
    text(text) {
      if (text === '') return
      const room = OPEN_LIMITS.textLength - collected.textLength
      if (text.length > room)
        addIssue(
          collected,
          place,
          'limit.text-size',
          `Text beyond ${OPEN_LIMITS.textLength} characters is not kept`,
        )
      if (room <= 0) return
      const kept = text.slice(0, room)
      collected.texts.push(kept)
      collected.textLength += kept.length + 1
    },
    issue: (code, detail) => addIssue(collected, place, code, detail),
    async openInner(inner, name, range): Promise<InnerFile> {
      collected.budget.file()
      const shortName = name === '' ? 'unnamed' : name.slice(-OPEN_LIMITS.nameLength)
      const path = place.path === '' ? shortName : `${place.path}/${shortName}`
      const innerRange = rangeOf(range)
      const innerPlace: Place = { path, name: shortName, depth: place.depth + 1, range: innerRange }
      const buffer = Buffer.from(inner.buffer, inner.byteOffset, inner.byteLength)
      const detected = detectType(buffer)
      const active = isActive(extensionOf(shortName), detected, buffer)
      const file = {
        path,
        size: inner.length,
        sha256: hash('sha256', buffer, 'hex'),
        mediaType: detected ?? undetectedType(buffer, ''),
        active,
      }
      collected.files.push(file)
      const { mediaType } = file
      if (innerPlace.depth > OPEN_LIMITS.depth) {
        addIssue(
          collected,
          innerPlace,
          'limit.attachment-depth',
          `Files below level ${OPEN_LIMITS.depth} are not opened`,
        )
        return { path, mediaType, active, encrypted: 'unknown', complete: false }
      }
      const { content } = await openFile(inner, '', innerPlace, collected)
      return { path, mediaType, active, encrypted: content.encrypted, complete: content.complete }
    },
  }
}

/** The type of content without a signature: some text, or unknown. */
function undetectedType(buffer: Buffer, declaredType: string): string {
  if (!looksLikeText(buffer)) return 'application/octet-stream'
  const declared = declaredType.toLowerCase()
  return declared.startsWith('text/') ? declared : 'text/plain'
}

function addIssue(collected: Collected, place: Place, code: IssueCode, detail: string): void {
  const text = place.path === '' ? detail : `${place.path.slice(-80)}: ${detail}`
  // One budget serves all levels: once it is used up, every file would say so again.
  const once = code.startsWith('limit.') && collected.issues.some((issue) => issue.code === code)
  if (once || collected.issues.some((issue) => issue.code === code && issue.detail === text)) return
  if (collected.issues.length >= OPEN_LIMITS.issues) collected.dropped++
  else collected.issues.push({ code, detail: text })
}

const sayError = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]?.slice(0, 80) ?? ''
