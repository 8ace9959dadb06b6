/** Short words for what a reading found: an input that shows a word never seen before is worth keeping. */
import type { CheckedMessage } from './check-message.ts'

/** Other types and codings are hostile text: each spelling would count as news. */
const TYPES =
  /^(?:text\/(?:plain|html|calendar|rfc822-headers)|multipart\/(?:mixed|alternative|related|signed|digest|report|encrypted|appledouble)|message\/(?:rfc822|global|partial|external-body|delivery-status|disposition-notification|feedback-report)|application\/(?:ms-tnef|vnd\.ms-tnef|pkcs7-mime|x-pkcs7-mime|pgp-encrypted|applefile|mac-binhex40|rtf|octet-stream|pdf))$/
const CODINGS = /^(?:7bit|8bit|base64|quoted-printable|x-uuencode|x-yenc|[a-z]+ [a-z ]+)$/

const size = (count: number): number => (count === 0 ? 0 : Math.ceil(Math.log2(count + 1)))

/** At most a few hundred words for one message. */
export function features({ message, record }: CheckedMessage): ReadonlySet<string> {
  const words = new Set<string>()
  const codes = new Map<string, number>()
  for (const { code } of message.issues) codes.set(code, (codes.get(code) ?? 0) + 1)
  for (const [code, count] of codes) words.add(`issue ${code} ${Math.min(4, size(count))}`)
  for (const part of message.parts.slice(0, 200)) {
    const type = TYPES.exec(part.contentType.mediaType)?.[0] ?? 'other'
    const coding = CODINGS.exec(part.encoding)?.[0] ?? 'other'
    words.add(`part ${part.kind} ${type} ${coding} ${part.unpackedFrom ?? ''}`)
    words.add(
      `nesting ${part.kind} ${part.children
        .map(({ kind }) => kind[0])
        .join('')
        .slice(0, 6)}`,
    )
    words.add(`depth ${size(part.path.split('.').length)} ${part.headerRange.of === undefined}`)
  }
  for (const { mediaType, charset, attached, text } of message.texts.slice(0, 50))
    words.add(
      `text ${TYPES.exec(mediaType)?.[0] ?? 'other'} ${charset} ${attached} ${size(text.length) >> 1}`,
    )
  words.add(
    `regions ${message.regions
      .map(({ kind }) => kind[0])
      .join('')
      .slice(0, 8)}`,
  )
  for (const { kind, from, time, subject } of message.originals.slice(0, 10))
    words.add(`claim ${kind} ${from?.address !== undefined} ${time !== undefined} ${subject !== undefined}`)
  for (const link of message.links.slice(0, 100)) {
    words.add(
      `link ${link.origin} ${link.region} ${link.visible} ${/^(?:https?|ftp|file|mailto|data|javascript|tel|cid)?$/.test(link.scheme) ? link.scheme : 'other'}`,
    )
    for (const trait of link.traits) words.add(`link ${link.origin} ${trait}`)
    for (const { encoding } of link.nested) words.add(`nested ${encoding.slice(0, 30)}`)
  }
  for (const { detectedType, active, size: bytes } of message.attachments.slice(0, 50))
    words.add(`attachment ${detectedType ?? ''} ${active} ${size(bytes) >> 2}`)
  for (const trait of Object.keys(record.client)) words.add(`client ${trait}`)
  for (const trait of Object.keys(record.path)) words.add(`path ${trait}`)
  words.add(
    `thread ${record.thread.poses} ${record.thread.because.join()} ${size(record.thread.anchors.length)}`,
  )
  return words
}
