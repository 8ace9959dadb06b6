// How grounds go with the standing hypotheses (Heuer 1999, ch. 8, steps 2 and 3). Only what speaks against counts in
// the ranking, so a cell is inconsistent only where the hypothesis could hardly be true beside the ground.
import type { Consistency } from '../model/case.ts'
import type { GroundLeak, GroundMail, GroundSighting, ProposedCell } from '../model/case-grounds.ts'
import type { CountedGrounds } from './case-assertion.ts'

type Row = Readonly<Record<string, readonly [Consistency, string]>>

/** Cells for the standing hypotheses; one for each ground and hypothesis. */
export function weighedGrounds(grounds: CountedGrounds): readonly ProposedCell[] {
  const cells = new Map<string, ProposedCell>()
  const put = (item: string | undefined, row: Row): void => {
    if (item === undefined) return
    for (const [standing, [value, why]] of Object.entries(row)) {
      const key = `${standing} ${item}`
      // one item can hold several results; what speaks against stays
      if (cells.get(key)?.value !== 'I') cells.set(key, { standing, item, value, why })
    }
  }
  for (const mail of grounds.suspects) put(mail.items[0], mailRow(mail))
  for (const leak of grounds.leaks) put(leak.item, leakRow(leak, grounds))
  for (const sighting of grounds.sightings) put(sighting.item, sightingRow(sighting))
  return [...cells.values()]
}

const NOTHING_OF_IT = 'it says nothing of this'

const mailRow = (_: GroundMail): Row => ({
  'outside-account': ['C', 'a known account wrote, and its link went over a host that nobody here had used'],
  'other-mailbox': ['N', NOTHING_OF_IT],
  'third-party': ['N', NOTHING_OF_IT],
  insider: ['N', 'somebody with rightful access needs no such mail, and it could have come beside'],
  'device-or-backup': ['N', NOTHING_OF_IT],
  fabricated: ['N', NOTHING_OF_IT],
  'no-intrusion': ['I', 'no ordinary reason for the host in between is known here'],
})

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

const sightingRow = (_: GroundSighting): Row => ({
  'outside-account': ['N', 'that mail is another than the one from the account'],
  'other-mailbox': ['C', 'mailboxes here were aimed at'],
  'third-party': ['N', NOTHING_OF_IT],
  insider: ['N', NOTHING_OF_IT],
  'device-or-backup': ['N', NOTHING_OF_IT],
  fabricated: ['N', NOTHING_OF_IT],
  'no-intrusion': ['I', 'what a report names as bad was sent here'],
})

/** What one would expect to find, and what nobody has looked for yet. */
const EXPECTED: Readonly<Record<string, string>> = {
  'outside-account': 'a sign-in to the mailbox from a network that nobody there uses',
  'other-mailbox': 'a sign-in to another mailbox from a network that nobody there uses',
  'third-party': 'traces at a third party that held all of it',
  insider: 'a way on which somebody with access carried the papers out of the house',
  'device-or-backup': 'an access to a device, a backup or a shared folder that held all of it',
  fabricated: 'a difference between what leaked and what is held',
  'no-intrusion': 'an ordinary way on which the papers came to others',
}

/** Expected evidence by standing hypothesis; of a leak only, as an attempt alone leaves nothing to look for. */
export function expectedEvidence({
  leaks,
}: CountedGrounds): readonly { readonly standing: string; readonly words: string }[] {
  return leaks.length === 0 ? [] : Object.entries(EXPECTED).map(([standing, words]) => ({ standing, words }))
}
