/** The steps of `counterfoil demo` after the mail: the papers that leaked, and the case. */
import { join } from 'node:path'
import {
  ALERTS_FILE,
  CASE_FOLDER,
  chainFile,
  type DemoPlace,
  type DemoStep,
  groundFiles,
  HUNT_FILE,
  LEAK_FILE,
  paperPaths,
  store,
  withClaims,
  withGrounds,
} from './demo-place.ts'

/** The report of the case, for whoever runs the demonstration. */
export const CASE_REPORT = 'case-report.html'
const PACKAGE = 'case.zip'

const leakTrace = (place: DemoPlace): readonly string[] | undefined =>
  place.papers.length === 0
    ? undefined
    : [
        'leak',
        'trace',
        join(place.folder, 'leaked'),
        ...(place.received === undefined ? [] : ['--until', place.received]),
        ...store(place),
      ]

/** A step in the case; there is none where nothing carries one, or `when` says so. */
const inCase = (
  verb: string,
  says: string,
  args: (place: DemoPlace) => readonly string[],
  when: (place: DemoPlace) => boolean = () => true,
  learn?: DemoStep['learn'],
): DemoStep => ({
  verb: `case ${verb}`,
  says,
  args: (place) =>
    place.assertions?.grounded && when(place)
      ? ['case', verb, ...args(place), '--case', join(place.folder, CASE_FOLDER)]
      : undefined,
  ...(learn && { learn }),
})

const hasPapers = ({ papers }: DemoPlace): boolean => papers.length > 0
const hasSuspects = ({ suspects }: DemoPlace): boolean => suspects.length > 0
const outside = (place: DemoPlace, name: string): string => join(place.folder, 'outside', name)

export const CASE_STEPS: readonly DemoStep[] = [
  {
    verb: 'leak trace',
    says: 'Newsrooms handed on the papers they got. Which papers of the house are they, who held them, and which mailbox explains all of them?',
    args: leakTrace,
  },
  {
    verb: 'leak trace',
    says: '',
    args: (place) => {
      const line = leakTrace(place)
      return line && [...line, '--format', 'json', '--output', join(place.folder, LEAK_FILE)]
    },
  },
  {
    verb: 'leak marks',
    says: 'What in such a paper could give away who passed it on; a newsroom looks at this before it publishes.',
    args: (place) => {
      const [paper] = paperPaths(place)
      return paper === undefined ? undefined : ['leak', 'marks', paper]
    },
  },
  {
    verb: 'case grounds',
    says: 'Does any of this carry a case? Alerts alone do not.',
    args: (place) => {
      const files = groundFiles(place)
      return files.length === 0 ? undefined : ['case', 'grounds', ...files]
    },
    learn: (place, { library }) => withGrounds(place, library),
  },
  {
    verb: 'case new',
    says: 'So a case is opened: a folder, with a log of everything that is done in it.',
    args: (place) =>
      place.assertions?.grounded
        ? ['case', 'new', join(place.folder, CASE_FOLDER), '--title', 'What happened at Harrow Forward']
        : undefined,
  },
  inCase(
    'add',
    'Evidence enters byte for byte. First the mail, from where the store knows it to lie.',
    (place) => [
      ...place.suspects.flatMap((digest) => ['--message', digest]),
      ...store(place),
      '--grade',
      'A2',
    ],
    hasSuspects,
  ),
  inCase(
    'add',
    'Where its link led.',
    (place) => [
      ...place.alerts.flatMap(({ digest }, at) =>
        place.suspects.includes(digest) ? ['--trace', join(place.folder, chainFile(at))] : [],
      ),
      '--grade',
      'A2',
    ],
    hasSuspects,
  ),
  inCase('add', 'What the scan said.', (place) => [
    join(place.folder, ALERTS_FILE),
    '--kind',
    'note',
    '--title',
    'Alerts of the scan',
    '--how',
    'written by counterfoil scan',
    '--grade',
    'A3',
  ]),
  inCase(
    'add',
    'What the hunt met.',
    (place) => ['--sighting', join(place.folder, HUNT_FILE), '--grade', 'A2'],
    ({ met }) => met,
  ),
  inCase(
    'add',
    'The papers, as the newsrooms got them.',
    (place) => [
      ...paperPaths(place),
      '--how',
      'handed on by the newsrooms',
      '--grade',
      'B2',
      ...(place.received === undefined ? [] : ['--time', place.received]),
    ],
    hasPapers,
  ),
  inCase(
    'add',
    'Which mailboxes explain them.',
    (place) => [
      join(place.folder, LEAK_FILE),
      '--kind',
      'note',
      '--title',
      'Who held what leaked, and how well each mailbox explains it',
      '--how',
      'written by counterfoil leak trace',
      '--grade',
      'A2',
    ],
    hasPapers,
  ),
  inCase('add', 'The report of the vendor.', (place) => [
    outside(place, 'vendor-report.pdf'),
    '--kind',
    'outside-report',
    '--how',
    'downloaded from its publisher',
    '--grade',
    'B2',
    ...(place.published === undefined ? [] : ['--time', place.published]),
  ]),
  inCase('add', 'The sign-ins, for a person to read.', (place) => [
    join(place.folder, 'logs', 'sign-ins.csv'),
    '--how',
    'given by the mail service',
    '--grade',
    'B2',
  ]),
  inCase(
    'add-claims',
    'What an article says that somebody said: claims, which stay claims.',
    (place) => [outside(place, 'article.html'), '--how', 'saved from its site', '--grade', 'C3'],
    hasPapers,
    (place, { library, clock }) => withClaims(place, library, clock()),
  ),
  inCase(
    'accept',
    'A person says that these were said as they stand there. That does not make them true.',
    ({ waiting }) => waiting,
    ({ waiting }) => waiting.length > 0,
  ),
  inCase('hypothesis', 'Rival readings of what happened, innocent ones among them.', () => ['--standing']),
  inCase(
    'technique',
    'How it was done, in the terms of ATT&CK.',
    () => [
      'T1566.002',
      'The mail holds a link that goes over a host nobody here had used.',
      '--evidence',
      'E1',
    ],
    hasSuspects,
  ),
  inCase('propose', 'What the evidence lets you say, and what not.', () => []),
  inCase('propose', 'Taken as proposed; each can be said otherwise or withdrawn.', () => [
    '--add',
    '--quiet',
  ]),
  inCase('check', 'Is every byte as it was when it entered?', () => []),
  inCase('report', 'The report.', (place) => ['--output', join(place.folder, CASE_REPORT)]),
  inCase('report', 'One page of it for others, with pseudonyms.', (place) => [
    '--one-page',
    '--redacted',
    '--output',
    join(place.folder, 'case-for-others.html'),
  ]),
  inCase('export', 'A package to hand on.', (place) => ['--output', join(place.folder, PACKAGE), '--no-pdf']),
  {
    verb: 'case check',
    says: 'Whoever gets it can check it.',
    args: (place) =>
      place.assertions?.grounded ? ['case', 'check', join(place.folder, PACKAGE)] : undefined,
  },
]
