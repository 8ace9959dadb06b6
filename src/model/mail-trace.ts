import type { ObservableType } from './ports.ts'

/** Where in a mail a value of a trace stands: what the record itself does not tell. */
export const TRACE_PLACES = [
  'received', // a field of the trace: Received, X-Received
  'return-path', // the envelope sender
  'message-id', // host of the mail's own Message-ID
  'header', // any other header field
  'link', // beyond the links a record keeps
  'link-nested', // a URL inside the URL of a link
  'wrapped', // behind the wrapper of a link, decoded offline
  'text', // written in a text, not as a link: often defanged
  'attachment', // the file itself
  'packed', // a file inside an attachment
  'attachment-text', // written in an attachment
] as const
export type TracePlace = (typeof TRACE_PLACES)[number]

/**
 * Values of a mail that are worth hunting for and stand in no record: exact hosts and addresses of its way, what its
 * wrapped links lead to, what is written in its texts and files. Made from the raw mail, kept beside the record.
 */
export interface MailTrace {
  readonly kind: 'trace'
  /** Raised when a reader change finds more: a scan then reads such mail again. */
  readonly version: 1
  /** Each value once for each place. Hostile text, hosts in ASCII and lower case. */
  readonly values: Readonly<
    Partial<Record<TracePlace, Readonly<Partial<Record<ObservableType, readonly string[]>>>>>
  >
  /** Links inside wrappers, and those of them that could be decoded without asking anybody. */
  readonly wrapped: { readonly seen: number; readonly decoded: number }
  /** Files carried, and those of them that were looked into to the end. */
  readonly attachments: { readonly seen: number; readonly opened: number }
  /** False when the mail holds more values than a trace keeps. */
  readonly complete: boolean
}
