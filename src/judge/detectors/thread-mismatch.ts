import type { Evidence } from '../../model/evidence.ts'
import type { Severity } from '../../model/finding.ts'
import type { ThreadMismatch } from '../../model/sender.ts'
import { mismatchText, rankedMismatches } from '../channels/mismatch-words.ts'
import { defanged, quote } from '../quoting.ts'
import { ASK, type Detector, type Facts, fieldEvidence } from './detector.ts'

interface Words {
  readonly why: string
  readonly innocent: string
  readonly next: string
}

const WORDS: Readonly<Record<ThreadMismatch['kind'], Words>> = {
  'participant-swapped': {
    why: 'Whoever reads stolen mail can go on with a real talk and put an address of their own in the place of one that took part, so that the next answer comes to them.',
    innocent:
      'People answer from a second address, change employers, and mistype addresses; a colleague of the same name may have taken over.',
    next: 'Before answering, compare every address with the earlier mail of this talk.',
  },
  'claimed-address': {
    why: 'A made-up original carries a name that is known and an address that is not, so that whoever writes to the quoted person writes to somebody else.',
    innocent: 'People have addresses that nobody here met yet, and some share their name.',
    next: 'Do not write to the address in the quote; use the one you already had.',
  },
  'quote-differs': {
    why: 'A forged answer or forward quotes a mail that was never written like that. Here the mail it claims is held, and none of the compared word groups stands in it.',
    innocent:
      'The quote may be cut to a few words, translated, rewritten by a mail program, or taken from another mail of the same person.',
    next: 'Open the original in your own mail and compare it with the quote.',
  },
  'conversation-index': {
    why: 'Outlook copies this index from mail to mail of one talk. One that was copied from elsewhere or made up contradicts the mail it stands on.',
    innocent: 'A computer with a wrong clock, a subject changed by hand, an appointment that was moved.',
    next: 'Look for the original in your own mail.',
  },
}

/** The mail poses as part of a talk that is held here, and something about it does not fit that talk. */
export const threadMismatch: Detector = {
  id: 'thread.mismatch',
  channel: 'thread',
  detect(facts) {
    const { context } = facts
    const all = rankedMismatches(context.thread.mismatches)
    const first = all[0]
    if (!first)
      return context.thread.resolved > 0 || context.thread.subjectSeen > 0
        ? 'fits the mail it answers, as far as that could be compared'
        : 'nothing here to compare it with'
    const more = all.slice(1, 3).map(mismatchText)
    const { why, innocent, next } = WORDS[first.kind]
    const seen = mismatchText(first)
    const evidence = all.slice(0, 3).flatMap((one) => evidenceOf(one, facts))
    return {
      severity: severityOf(first),
      seen: `${seen.charAt(0).toUpperCase()}${seen.slice(1)}${more.length > 0 ? `; ${more.join('; ')}` : ''}.`,
      why,
      innocent,
      next: `${next} ${ASK}`,
      evidence: [evidence[0] ?? counted(first, facts), ...evidence.slice(1)],
    }
  },
}

function severityOf(mismatch: ThreadMismatch): Severity {
  if (mismatch.kind === 'participant-swapped') return mismatch.how === 'lookalike' ? 'high' : 'medium'
  return mismatch.kind === 'conversation-index' ? 'low' : 'medium'
}

/** Where it stands in the mail, and what it was compared with. */
function evidenceOf(mismatch: ThreadMismatch, facts: Facts): readonly Evidence[] {
  const place = placeOf(mismatch, facts)
  if (mismatch.kind === 'conversation-index') return place ? [place] : []
  return [...(place ? [place] : []), counted(mismatch, facts)]
}

function placeOf(mismatch: ThreadMismatch, { record }: Facts): Evidence | undefined {
  switch (mismatch.kind) {
    case 'participant-swapped': {
      const on = (list: readonly { readonly address: string }[]): boolean =>
        list.some((one) => one.address.toLowerCase() === mismatch.here)
      const field = mismatch.isSender ? 'from' : on(record.to) ? 'to' : 'cc'
      return fieldEvidence(record, [field], mismatch.here)
    }
    case 'conversation-index':
      return fieldEvidence(
        record,
        mismatch.how === 'other-topic' ? ['thread-topic', 'thread-index'] : ['thread-index'],
        `began ${new Date(record.thread.index?.started ?? 0).toISOString()}, ${record.thread.index?.answers ?? 0} answers`,
      )
    case 'claimed-address':
    case 'quote-differs': {
      const claim = record.thread.claims[mismatch.claim]
      return claim?.range
        ? {
            kind: 'bytes',
            part: claim.part,
            range: claim.range,
            quoted: (claim.from ?? claim.name ?? claim.subject ?? '').slice(0, 300),
          }
        : undefined
    }
  }
}

function counted(mismatch: ThreadMismatch, { record, context }: Facts): Evidence {
  switch (mismatch.kind) {
    case 'quote-differs':
      return {
        kind: 'statistic',
        profile: quote(record.thread.claims[mismatch.claim]?.from ?? context.sender),
        name: 'groups of three words of the quote that stand in the mail it claims',
        value: `0 of ${mismatch.compared}`,
        n: 1,
      }
    case 'participant-swapped':
    case 'claimed-address':
      return {
        kind: 'statistic',
        profile: 'organisation',
        name: `earlier mails with ${defanged(mismatch.here)}`,
        value: 0,
        n: context.organisationMessages,
      }
    case 'conversation-index':
      return {
        kind: 'statistic',
        profile: context.sender,
        name: mismatchText(mismatch),
        value: record.thread.index?.answers ?? 0,
        n: 1,
      }
  }
}
