import { CHANNELS, type Finding, SEVERITIES } from '../../model/finding.ts'
import {
  ATTACKER_MODELS,
  type ChannelResult,
  GATES,
  type ModelResult,
  VERDICT_LEVELS,
} from '../../model/verdict.ts'
import { type Field, type HuntSubject, one } from './field.ts'

/**
 * What detectors can find (`src/judge/detectors`; the test of behaviours compares). A query for another id is an
 * error with the nearest one named, but for globs.
 */
export const FINDING_IDS: readonly string[] = [
  'ask.changed',
  'attachment.active-new',
  'first-contact.lure',
  'identity.known-name-new-address',
  'identity.lookalike',
  'identity.reply-diverted',
  'link.courier-to-unseen',
  'link.deceptive',
  'link.foreign-wrapper',
  'link.fresh-host',
  'link.gateway-inside',
  'link.kit-path',
  'link.look-alike',
  'link.new-domain',
  'link.new-service',
  'link.recipient-carried',
  'link.stop-over',
  'recipients.unusual',
  'sender.client-drift',
  'sender.path-drift',
  'sender.style-drift',
  'thread.mismatch',
  'thread.unanchored',
]

/** Fields of judgement and verdict. */
export const JUDGEMENT_FIELDS: readonly Field<HuntSubject>[] = [
  {
    name: 'finding',
    type: 'word',
    list: true,
    words: FINDING_IDS,
    meaning: 'What was found, by its id.',
    example: 'finding = link.stop-over',
    needs: 'judgement',
    read: ({ judgement }) => judgement?.findings.map(({ id }) => id),
  },
  {
    name: 'gate',
    type: 'word',
    list: true,
    words: GATES,
    meaning: 'What made the mail worth ranking.',
    example: 'gate = unanchored-thread',
    needs: 'judgement',
    read: ({ judgement }) => judgement?.gates.filter(({ open }) => open).map(({ gate }) => gate),
  },
  {
    name: 'drift',
    type: 'number',
    meaning: 'How far it drifts from its sender’s past, over all channels (nats).',
    example: 'drift > 15',
    needs: 'judgement',
    read: ({ judgement }) => judgement && [judgement.drift],
  },
  {
    name: 'held',
    type: 'flag',
    meaning: 'Not learned from until a person releases it.',
    example: 'held',
    needs: 'judgement',
    read: ({ judgement }) => judgement && [judgement.held],
  },
  {
    name: 'reviewed',
    type: 'word',
    words: ['confirm', 'release'],
    meaning: 'The last word of a person about it.',
    example: 'reviewed = confirm',
    needs: 'judgement',
    read: ({ judgement }) => judgement && one(judgement.reviewed),
  },
  {
    name: 'verdict',
    type: 'word',
    words: VERDICT_LEVELS,
    meaning: 'Level of the last ranking.',
    example: 'verdict in (alert, review)',
    needs: 'verdict',
    read: ({ verdict }) => verdict && [verdict.level],
  },
  {
    name: 'verdict.model',
    type: 'word',
    words: ATTACKER_MODELS,
    meaning: 'The attacker model that put it there.',
    example: 'verdict.model = takeover',
    needs: 'verdict',
    read: ({ verdict }) => verdict && one(verdict.model),
  },
  {
    name: 'verdict.score',
    type: 'number',
    meaning: '0 to 1, 1 most suspicious; comparable inside one scan.',
    example: 'verdict.score > 0.9',
    needs: 'verdict',
    read: ({ verdict }) => verdict && [verdict.score],
  },
  {
    name: 'verdict.rank',
    type: 'number',
    meaning: '1 is the most suspicious mail.',
    example: 'verdict.rank <= 20',
    needs: 'verdict',
    read: ({ verdict }) => verdict && [verdict.rank],
  },
]

/** Fields of one finding. */
export const FINDING_FIELDS: readonly Field<Finding>[] = [
  {
    name: 'id',
    type: 'word',
    words: FINDING_IDS,
    meaning: 'What was found.',
    example: 'findings.id ~ link.*',
    read: ({ id }) => [id],
  },
  {
    name: 'severity',
    type: 'word',
    words: SEVERITIES,
    meaning: 'How grave.',
    example: 'findings[severity in (high, critical) and channel = links]',
    read: ({ severity }) => [severity],
  },
  {
    name: 'channel',
    type: 'word',
    words: CHANNELS,
    meaning: 'What drifts.',
    example: 'findings.channel = client',
    read: ({ channel }) => [channel],
  },
]

/** Fields of one channel. */
export const CHANNEL_FIELDS: readonly Field<ChannelResult>[] = [
  {
    name: 'name',
    type: 'word',
    words: CHANNELS,
    meaning: 'Which channel.',
    example: 'channels[name = client and tail < 0.01]',
    read: ({ channel }) => [channel],
  },
  {
    name: 'drift',
    type: 'number',
    meaning: 'Its drift, larger is stranger.',
    example: 'channels[name = path and drift > 3]',
    read: ({ drift }) => [drift],
  },
  {
    name: 'tail',
    type: 'number',
    meaning: 'Share of earlier mail at least as strange.',
    example: 'channels[name = style and tail <= 0.02]',
    read: ({ tail }) => one(tail),
  },
]

/** Fields of one attacker model. */
export const MODEL_FIELDS: readonly Field<ModelResult>[] = [
  {
    name: 'name',
    type: 'word',
    words: ATTACKER_MODELS,
    meaning: 'Which attacker model.',
    example: 'models[name = takeover and strength > 10]',
    read: ({ model }) => [model],
  },
  {
    name: 'strength',
    type: 'number',
    meaning: 'Its sum (nats), larger is stranger.',
    example: 'models.strength > 12',
    read: ({ strength }) => [strength],
  },
  {
    name: 'tail',
    type: 'number',
    meaning: 'Share of earlier mail at least as strong.',
    example: 'models.tail < 0.001',
    read: ({ tail }) => one(tail),
  },
]
