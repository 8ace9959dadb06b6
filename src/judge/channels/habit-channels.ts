import type { TraitSurprise } from '../../model/sender.ts'
import { KNOWN_WELL } from '../rules-version.ts'
import { surpriseText } from '../trait-words.ts'
import { type ChannelRule, NO_PAST } from './channel.ts'

/** Log-likelihood ratio of the client traits against the nearest of the sender's profiles (methods.md §3.1). */
export const clientChannel: ChannelRule = {
  channel: 'client',
  measure(_record, context) {
    if (context.messages < KNOWN_WELL) return NO_PAST
    return { drift: context.clientDrift, because: reasons(context.client) }
  },
}

/** The same over the traces of the way the mail took. */
export const pathChannel: ChannelRule = {
  channel: 'path',
  measure(record, context) {
    if (context.messages < KNOWN_WELL) return NO_PAST
    if (Object.keys(record.path).length === 0)
      return { drift: 0, because: [], notEvaluated: 'the mail carries no trace fields' }
    return { drift: context.pathDrift, because: reasons(context.path) }
  },
}

function reasons(surprises: readonly TraitSurprise[]): readonly string[] {
  return surprises
    .filter((one) => one.logRatio > 0.5)
    .toSorted((a, b) => b.logRatio - a.logRatio)
    .slice(0, 4)
    .map(surpriseText)
}
