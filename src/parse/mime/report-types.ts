/**
 * Parts of a report (RFC 6522) that are fields written as text, for people and programs: delivery status (RFC 3464),
 * disposition (RFC 8098), tracking (RFC 3886), abuse (RFC 5965), and their forms with UTF-8 (RFC 6533).
 */
const REPORT_TYPES = new Set([
  'message/delivery-status',
  'message/disposition-notification',
  'message/tracking-status',
  'message/feedback-report',
  'message/global-delivery-status',
  'message/global-disposition-notification',
  'message/global-headers',
])

/** True for the types that are read as text and are no file. */
export function isReportType(mediaType: string): boolean {
  return REPORT_TYPES.has(mediaType)
}
