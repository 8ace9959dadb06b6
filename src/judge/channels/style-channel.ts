import type { HabitReading, StyleAbstention } from '../../model/style.ts'
import { mails, quote } from '../quoting.ts'
import { NO_OCCASION } from '../rules-version.ts'
import type { ChannelRule } from './channel.ts'

const ABSTENTIONS: Readonly<Record<StyleAbstention, string>> = {
  'short-text': 'too few words of the sender’s own',
  'few-texts': 'too few earlier texts of this sender',
  'few-writers': 'too few other writers to compare with',
  'other-script': 'written in another script than the sender’s earlier mail',
  'other-language': 'written in another language than the sender’s earlier mail',
}

/**
 * How unlike the sender's earlier texts this one is written: a standard score (methods.md §5). Asked only where the
 * mail could carry a lure, and never enough alone: 1 in 100 honest mails is as strange as a fifth of the forged.
 */
export const styleChannel: ChannelRule = {
  channel: 'style',
  measure(_record, context) {
    const { style } = context
    if (!style) return { drift: 0, because: [], notEvaluated: NO_OCCASION }
    if (style.abstained) return { drift: 0, because: [], notEvaluated: ABSTENTIONS[style.abstained] }
    return {
      drift: style.score,
      because: [
        `compared with ${mails(style.n)} of this sender, ${style.score.toFixed(1)} standard deviations less like them than usual`,
        ...style.habits
          .filter((one) => one.logRatio > 0.5)
          .slice(0, 3)
          .map(habitText),
      ],
    }
  },
}

const habitText = ({ habit, usual, usualSeen, of, here, seen }: HabitReading): string =>
  `${habit}: ${quote(here)} (in ${seen} of ${of}; usual: ${quote(usual)}, ${usualSeen})`
