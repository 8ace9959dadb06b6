// How grounds go with the standing hypotheses (Heuer 1999, ch. 8, step 3). Only what speaks against counts in
// the ranking, so a cell is inconsistent only where the hypothesis could hardly be true beside the ground.
import type { Consistency } from '../model/case.ts'
import type { GroundLeak, ProposedCell } from '../model/case-grounds.ts'
import type { CountedGrounds } from './case-assertion.ts'

type Row = Readonly<Record<string, readonly [Consistency, string]>>

/** Cells for the standing hypotheses; one for each ground and hypothesis. */
export function weighedGrounds(grounds: CountedGrounds): readonly ProposedCell[] {
  const cells = new Map<string, ProposedCell>()
  const put = (item: string | undefined, row: Row): void => {
    if (item === undefined) return
    for (const [standing, [value, why]] of Object.entries(row)) {
      const key = `${standing} ${item}`
      // one item can hold several results; what speaks against stays, and the first of what does not
      if (!cells.has(key) || (value === 'I' && cells.get(key)?.value !== 'I'))
        cells.set(key, { standing, item, value, why })
    }
  }
  for (const mail of grounds.suspects) put(mail.items[0], MAIL_ROW)
  for (const leak of grounds.leaks) put(leak.item, leakRow(leak, grounds))
  const suspects = new Set(grounds.suspects.map(({ digest }) => digest))
  for (const { item, digest } of grounds.sightings) put(item, sightingRow(suspects.has(digest)))
  return [...cells.values()]
}

const NOTHING_OF_IT = 'it says nothing of this'

const MAIL_ROW: Row = {
  'outside-account': ['C', 'a known account wrote, and its link went over a host that nobody here had used'],
  'other-mailbox': ['N', NOTHING_OF_IT],
  'third-party': ['N', NOTHING_OF_IT],
  insider: ['N', 'somebody with rightful access needs no such mail, and it could have come beside'],
  'device-or-backup': ['N', NOTHING_OF_IT],
  fabricated: ['N', NOTHING_OF_IT],
  'no-intrusion': ['I', 'no ordinary reason for the host in between is known here'],
}

function leakRow(leak: GroundLeak, { suspects, routes }: CountedGrounds): Row {
  const route = routes.find((one) => one.leak === leak)
  const isWhole = leak.same === leak.traced && leak.traced === leak.things
  return {
    'outside-account':
      route !== undefined
        ? [
            'C',
            `the mail reached ${route.mailbox} before, which ${route.alone ? 'explains' : 'is among those that explain'} the leaked set best`,
          ]
        : suspects.length > 0 && leak.verdict === 'one'
          ? ['I', 'the mailbox that explains the leaked set best is none that the mail reached']
          : ['N', 'no mail from another hand is known to have reached the mailbox'],
    'other-mailbox':
      route?.alone === true
        ? ['I', 'no other mailbox that is known explains the leaked set as well']
        : ['C', 'the set was held by mailboxes here'],
    'third-party': ['N', 'what third parties hold is not known here'],
    insider: ['C', 'who owns such a mailbox could read it'],
    'device-or-backup': ['C', 'what lies in a mailbox lies on devices and in backups, too'],
    fabricated: isWhole
      ? ['I', 'all that leaked is the same, to the last word, as what was sent here']
      : ['N', 'some of it is not as it was sent here, or not known here'],
    'no-intrusion': ['I', 'papers of the house are in the hands of others'],
  }
}

const sightingRow = (inSuspect: boolean): Row => ({
  'outside-account': inSuspect
    ? ['C', 'the mail from the account holds what a report names as bad']
    : ['N', 'a mail from somebody else than the account holds it'],
  'other-mailbox': ['C', 'mailboxes here were aimed at'],
  'third-party': ['N', NOTHING_OF_IT],
  insider: ['N', NOTHING_OF_IT],
  'device-or-backup': ['N', NOTHING_OF_IT],
  fabricated: ['N', NOTHING_OF_IT],
  'no-intrusion': ['I', 'what a report names as bad was sent here'],
})
