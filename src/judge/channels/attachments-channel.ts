import { quote } from '../quoting.ts'
import type { ChannelRule } from './channel.ts'

/** An attachment that can run something, less strange the more often this sender sent its kind. */
export const attachmentsChannel: ChannelRule = {
  channel: 'attachments',
  measure(record, context) {
    const active = record.attachments.find((one) => one.active)
    if (!active || context.activeAttachmentSeen === undefined)
      return { drift: 0, because: ['nothing attached that can run'] }
    return {
      drift: Math.log((Math.min(context.messages, 200) + 2) / (context.activeAttachmentSeen + 1)),
      because: [
        `${quote(active.name || active.declaredType)} can run something; this sender sent its kind ${context.activeAttachmentSeen} times`,
      ],
    }
  },
}
