import type { ByteRange } from './bytes.ts'

/**
 * Everything a reader can have to say about its input. Names are stable: they are counted in the coverage
 * and looked up in the documentation.
 */
export const ISSUE_CODES = [
  // limits that bit
  'limit.part-depth',
  'limit.part-count',
  'limit.header-size',
  'limit.header-count',
  'limit.encoded-words',
  'limit.text-size',
  'limit.link-count',
  'limit.address-count',
  'limit.message-size',
  'limit.unpacked-size',
  // structure
  'mime.boundary-missing',
  'mime.multipart-unclosed',
  'mime.content-type-invalid',
  'mime.encoding-unknown',
  'mime.encoding-invalid',
  'mime.charset-unknown',
  'mime.charset-invalid',
  'mime.parameter-invalid',
  // things inside that are no plain MIME
  'mime.encrypted',
  'mime.package-invalid',
  'mime.inline-file-invalid',
  'mime.partial',
  'mime.format-unsupported',
  // header
  'header.missing-from',
  'header.multiple-from',
  'header.duplicate',
  'header.malformed-line',
  'header.date-invalid',
  'header.date-missing',
  'header.date-skew',
  'header.address-invalid',
  'header.encoded-word-invalid',
  'header.nul-byte',
  'header.eight-bit',
  'header.message-id-missing',
  // body
  'body.nul-byte',
  'html.truncated',
  'link.unreadable',
  'trace.network-process',
  // attachments
  'attachment.encrypted',
  'attachment.damaged',
  'attachment.unsupported',
  'attachment.type-mismatch',
  'limit.attachment-size',
  'limit.attachment-depth',
  'limit.attachment-files',
  'limit.attachment-time',
  // container
  'source.truncated',
  'source.empty-message',
  'source.separator-in-doubt',
  'source.rebuilt',
  'source.incomplete',
  // cases
  'case.evidence-changed',
  'case.evidence-missing',
  'case.duplicate',
  'case.clock-future',
  'case.clock-backwards',
  'case.zone-missing',
  'case.log-broken',
  'case.log-cut',
  'case.changed-outside',
  'case.interrupted',
  'case.stray-file',
  'case.package-changed',
  'case.package-incomplete',
  'case.newer-version',
  // files of indicators
  'intel.unreadable',
  'intel.value-invalid',
  'intel.type-unsupported',
  'intel.reference-broken',
  'intel.withdrawn',
  'limit.intel-size',
  'limit.intel-count',
  'limit.intel-value',
] as const

export type IssueCode = (typeof ISSUE_CODES)[number]

/** Something that could not be read as written, said instead of thrown. */
export interface Issue {
  readonly code: IssueCode
  /** Where, if it has a place. */
  readonly range?: ByteRange
  /** One short sentence for a person, no trailing full stop; quotes at most 80 characters of the input. */
  readonly detail: string
}
