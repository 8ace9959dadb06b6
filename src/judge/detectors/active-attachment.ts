import { mails, quote } from '../quoting.ts'
import { ASK, type Detector } from './detector.ts'

/** An attachment that can run something, of a kind this sender never sent. */
export const activeAttachment: Detector = {
  id: 'attachment.active-new',
  channel: 'attachments',
  detect({ record, context }) {
    const active = record.attachments.find((one) => one.active)
    if (!active) return 'nothing attached that can run'
    if ((context.activeAttachmentSeen ?? 0) > 0)
      return `this sender sent such attachments ${context.activeAttachmentSeen} times before`
    return {
      severity: context.messages > 0 ? 'medium' : 'low',
      seen: `Carries “${quote(active.name || active.declaredType)}” (${quote(active.detectedType ?? active.declaredType)}), which can run something when opened. ${context.messages === 0 ? 'It is the first mail of this sender.' : `It is the first such file in ${mails(context.messages + 1)} of this sender.`}`,
      why: 'Programs, scripts, web pages and documents with macros are a common way into a computer.',
      innocent:
        'Some offices send web pages, calendar files or spreadsheets with macros as a matter of course.',
      next: ASK,
      evidence: [
        { kind: 'bytes', part: active.part, range: active.range, quoted: active.name.slice(0, 300) },
      ],
    }
  },
}
