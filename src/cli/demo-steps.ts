/** The steps of `counterfoil demo`: one command line each. A step whose verb this program does not have is left out. */
import { join } from 'node:path'
import { CASE_STEPS } from './demo-case-steps.ts'
import {
  ALERTS_FILE,
  chainFile,
  type DemoAlert,
  type DemoPlace,
  type DemoStep,
  HUNT_FILE,
  readAlerts,
  store,
} from './demo-place.ts'

/** Alerts that are asked for; a person reads so many. */
const BUDGET = 3

const scanOf = ({ folder, border }: DemoPlace): readonly string[] => [
  'scan',
  join(folder, 'mail'),
  ...store({ folder }),
  '--zone',
  join(folder, 'senders.zone.json'),
  '--trust-host',
  border,
  '--budget',
  String(BUDGET),
]

/** A step about one of the alerts, counted from 0. */
const about = (
  at: number,
  verb: string,
  says: string,
  args: (alert: DemoAlert, place: DemoPlace) => readonly string[],
): DemoStep => ({
  verb,
  says,
  args: (place) => {
    const alert = place.alerts[at]
    return alert === undefined ? undefined : [verb, ...args(alert, place)]
  },
})

const followed = (at: number, says: string): DemoStep =>
  about(at, 'trace', says, ({ digest }, place) => [
    digest,
    ...store(place),
    '--replay',
    join(place.folder, 'servers.trace'),
  ])

export const DEMO_STEPS: readonly DemoStep[] = [
  {
    verb: 'scan',
    says: 'Read the six mailboxes, learn how everybody writes, and show the three mails that least look like their senders.',
    args: scanOf,
  },
  {
    verb: 'scan',
    says: 'The same alerts for a program: one line of JSON each. Nothing is read twice.',
    args: (place) => [
      ...scanOf(place),
      '--format',
      'ndjson',
      '--output',
      join(place.folder, ALERTS_FILE),
      '--quiet',
    ],
    learn: (place) => ({ ...place, alerts: readAlerts(place.folder) }),
  },
  {
    verb: 'scan',
    says: 'And as a report for people, one file that opens offline.',
    args: (place) => [
      ...scanOf(place),
      '--format',
      'html',
      '--output',
      join(place.folder, 'report.html'),
      '--quiet',
    ],
  },
  about(0, 'inspect', 'What is in the first of these mails, as it was read.', ({ source }) => [source]),
  {
    verb: 'explain',
    says: 'Everything that was compared for it, also what was as usual. It is long, so it goes into a file.',
    args: (place) => {
      const [alert] = place.alerts
      if (alert === undefined) return undefined
      return ['explain', alert.digest, ...store(place), '--output', join(place.folder, 'explanation.txt')]
    },
  },
  about(0, 'profile', 'How its sender writes otherwise.', ({ from }, place) => [from, ...store(place)]),
  about(
    0,
    'trace',
    'Where its links lead, as far as their text tells. Nobody is asked.',
    ({ digest }, place) => [digest, ...store(place)],
  ),
  followed(
    0,
    'Where they really lead. The answers of the servers were recorded when this campaign was made up; with --live instead of --replay real servers would be asked.',
  ),
  followed(1, 'The links of the second alert.'),
  followed(2, 'The links of the third alert.'),
  ...[0, 1, 2].map((at) =>
    about(
      at,
      'trace',
      at === 0 ? 'The same chains for a program; what a case can rest on is read from them.' : '',
      ({ digest }, place) => [
        digest,
        ...store(place),
        '--replay',
        join(place.folder, 'servers.trace'),
        '--format',
        'json',
        '--output',
        join(place.folder, chainFile(at)),
      ],
    ),
  ),
  about(0, 'trace', 'The chain of the first alert as a page with a picture.', ({ digest }, place) => [
    digest,
    ...store(place),
    '--replay',
    join(place.folder, 'servers.trace'),
    '--format',
    'html',
    '--output',
    join(place.folder, 'chain.html'),
  ]),
  {
    verb: 'hunt',
    says: 'Weeks later a vendor publishes a report. What it names, looked for in all past mail.',
    args: (place) => ['hunt', join(place.folder, 'outside', 'vendor-report.pdf'), ...store(place)],
  },
  {
    verb: 'hunt',
    says: '',
    args: (place) => [
      'hunt',
      join(place.folder, 'outside', 'vendor-report.pdf'),
      ...store(place),
      '--format',
      'json',
      '--output',
      join(place.folder, HUNT_FILE),
    ],
  },
  {
    verb: 'hunt',
    says: 'What was done, where no report names a host for it. The list is long, so it goes into a file.',
    args: (place) => [
      'hunt',
      '--behaviour',
      'fake-forward,stop-over',
      ...store(place),
      '--output',
      join(place.folder, 'behaviour.txt'),
    ],
  },
  {
    verb: 'verify',
    says: 'What reached the newsrooms: which of these mails their signatures vouch for, item by item in a file.',
    args: (place) => [
      'verify',
      join(place.folder, 'newsrooms'),
      '--zone',
      join(place.folder, 'senders.zone.json'),
      '--output',
      join(place.folder, 'verified.txt'),
    ],
  },
  {
    verb: 'review',
    says: 'What people said about mails so far: nothing yet. Ask the sender by another channel, then confirm or release an alert.',
    args: (place) => ['review', '--list', ...store(place)],
  },
  ...CASE_STEPS,
]
