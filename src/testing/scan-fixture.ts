/** A fictional scan with everything the explaining stage has to show, for its tests and the browser test of the report. */
import type { Digest } from '../model/bytes.ts'
import type { Evidence } from '../model/evidence.ts'
import type { Finding } from '../model/finding.ts'
import type { Link, LinkHost } from '../model/link.ts'
import type { Message } from '../model/message.ts'
import type { MessageRecord } from '../model/record.ts'
import type {
  Explanation,
  Inspection,
  PastMessage,
  ReportMessage,
  ScannedMessage,
  ScanReport,
  ScanSummary,
} from '../model/scan.ts'
import type { SenderContext } from '../model/sender.ts'
import type { SourceLocation } from '../model/source.ts'
import type { AttackerModel, Judgement, VerdictLevel } from '../model/verdict.ts'
import { type AssembledMail, quoteFrom, rangeIn } from './assembled-mail.ts'
import {
  BOARD,
  FALSE_INES,
  HOSTILE,
  HOSTILE_HREF,
  HOSTILE_NAME,
  HOSTILE_SUBJECT,
  HOSTILE_TIME,
  IMPOSTOR,
  IMPOSTOR_TIME,
  INES,
  JOSEF,
  MISSING_TIME,
  TAKEOVER,
  TAKEOVER_TIME,
  TAKEOVER_URL,
  TOMAS,
  VERA,
} from './scan-fixture-mails.ts'

const RULES = '1.0'
const DAY = 86_400_000

function host(name: string, domain: string): LinkHost {
  return { host: name, domain, icannDomain: domain, isIp: false }
}

function recordOf(
  mail: { readonly digest: Digest; readonly message: Message },
  source: SourceLocation,
  more: Partial<MessageRecord> & { readonly time: number },
): MessageRecord {
  const { message } = mail
  return {
    kind: 'record',
    version: 5,
    digest: mail.digest,
    size: message.size,
    source,
    timeBasis: 'received',
    ...(message.date === undefined ? {} : { statedTime: message.date.time }),
    ...(message.date?.offset === undefined ? {} : { statedOffset: message.date.offset }),
    ...(message.messageId === undefined ? {} : { messageId: message.messageId }),
    from: message.from[0] ?? { name: '', address: '' },
    replyTo: message.replyTo,
    to: message.to,
    cc: message.cc,
    bcc: message.bcc,
    subject: message.subject,
    client: {},
    path: {},
    authentication: {
      kind: 'authentication',
      results: [],
      trusted: [],
      aligned: 'unknown',
      notEvaluated: [],
      lookups: [],
    },
    thread: { poses: 'new', because: [], anchors: [], claims: [], baseSubject: '' },
    links: message.links.map((link) => ({
      origin: link.origin,
      part: link.part,
      range: link.range,
      href: link.href,
      ...(link.url === undefined ? {} : { url: link.url }),
      ...(link.target === undefined ? {} : { target: link.target }),
      text: link.text,
      ...(link.textHost === undefined ? {} : { textHost: link.textHost }),
      nested: link.nested.flatMap(({ target }) => (target ? [target] : [])),
      region: link.region,
      visible: link.visible,
      traits: link.traits,
    })),
    attachments: [],
    textLength: 400,
    ownLength: 180,
    bulk: false,
    issues: message.issues,
    spans: {},
    ...more,
  }
}

function judgementOf(
  record: MessageRecord,
  findings: readonly Finding[],
  more: Partial<Judgement> = {},
): Judgement {
  return {
    kind: 'judgement',
    digest: record.digest,
    time: record.time,
    sender: record.from.address.toLowerCase(),
    cause: 'anna@example.org writes on the plan',
    rules: RULES,
    gates: [],
    channels: [],
    models: [],
    drift: 0,
    held: findings.length > 0,
    unknown: false,
    findings,
    ...more,
  }
}

function scannedOf(
  record: MessageRecord,
  judgement: Judgement,
  verdict: { level: VerdictLevel; score: number; rank: number; model?: AttackerModel },
): ScannedMessage {
  return {
    kind: 'scanned-message',
    verdict: { kind: 'verdict', digest: record.digest, ...verdict },
    judgement,
    record,
  }
}

function finding(
  id: string,
  severity: Finding['severity'],
  channel: Finding['channel'],
  sentences: readonly [seen: string, why: string, innocent: string, next: string],
  evidence: readonly [Evidence, ...Evidence[]],
): Finding {
  const [seen, why, innocent, next] = sentences
  return { kind: 'finding', id, severity, channel, seen, why, innocent, next, evidence }
}

const withLinks = (mail: AssembledMail, links: readonly Link[]): AssembledMail => ({
  ...mail,
  message: { ...mail.message, links },
})

const ASK = 'Ask the sender by telephone, with a number you already have, whether they wrote this mail.'
const DO_NOT_OPEN = 'Do not open the link. If somebody already did, tell whoever looks after your accounts.'

// 1. The takeover

const takeoverLink: Link = {
  kind: 'link',
  origin: 'html-anchor',
  part: '2',
  // Soft line breaks fold the target in the raw bytes, so the range is taken from its first and last characters.
  range: (() => {
    const start = rangeIn(TAKEOVER, 'https://docs.harbourwatch').start
    return { start, end: rangeIn(TAKEOVER, '">docs.harbourwatch').start }
  })(),
  href: TAKEOVER_URL,
  url: TAKEOVER_URL,
  scheme: 'https',
  target: host('docs.harbourwatch.example.session-check.test', 'session-check.test'),
  text: 'docs.harbourwatch.example/minutes',
  textHost: host('docs.harbourwatch.example', 'harbourwatch.example'),
  nested: [
    {
      url: 'https://docs.harbourwatch.example/minutes',
      target: host('docs.harbourwatch.example', 'harbourwatch.example'),
      encoding: 'percent',
    },
  ],
  region: 'own',
  visible: true,
  traits: ['text-host-differs', 'nested-url'],
}

export const TAKEOVER_MAIL: AssembledMail = withLinks(TAKEOVER, [takeoverLink])

const takeoverRecord: MessageRecord = recordOf(
  TAKEOVER_MAIL,
  { file: '/mail/board.mbox', format: 'mbox', offset: 123_456, length: 4_120, folder: 'INBOX' },
  {
    time: TAKEOVER_TIME,
    client: { mailer: 'Outbound Web Client', zone: '+0300' },
    path: { 'first-network': '203.0.0.0/16' },
    authentication: {
      kind: 'authentication',
      results: [
        {
          kind: 'authentication-result',
          method: 'dkim',
          result: 'pass',
          domain: 'harbourwatch.example',
          selector: 's1',
          source: 'field',
          by: 'mx.harbourwatch.example',
          field: 2,
        },
        {
          kind: 'authentication-result',
          method: 'spf',
          result: 'pass',
          domain: 'harbourwatch.example',
          source: 'field',
          by: 'mx.harbourwatch.example',
          field: 2,
        },
        {
          kind: 'authentication-result',
          method: 'dmarc',
          result: 'pass',
          domain: 'harbourwatch.example',
          source: 'untrusted-field',
          by: 'elsewhere.test',
          field: 2,
          reason: 'nobody vouches for this host',
        },
        {
          kind: 'authentication-result',
          method: 'dkim',
          result: 'temperror',
          domain: 'harbourwatch.example',
          source: 'own',
          by: 'counterfoil',
          reason: 'no recorded key',
        },
      ],
      trusted: [{ host: 'mx.harbourwatch.example', because: 'inferred' }],
      aligned: 'pass',
      notEvaluated: [
        'own verification of DKIM: no recorded DNS answer for s1._domainkey.harbourwatch.example',
      ],
      lookups: ['dns:TXT:s1._domainkey.harbourwatch.example'],
    },
    thread: {
      poses: 'forward',
      because: ['subject', 'forward-block'],
      anchors: [],
      claims: [],
      baseSubject: 'minutes and annex from tuesday',
    },
  },
)

const takeoverFindings: readonly Finding[] = [
  finding(
    'recipients.unusual-set',
    'low',
    'recipients',
    [
      'This mail goes to 3 people whom Vera Lindqvist never wrote to in one mail before.',
      'Somebody who reads an address book picks other groups than its owner does.',
      'A new working group, or a single announcement.',
      ASK,
    ],
    [
      quoteFrom(TAKEOVER, '0', 'Ines Moreau <ines@presscoop.example>, board@harbourwatch.example'),
      { kind: 'statistic', profile: VERA.address, name: 'earlier mails to this group', value: 0, n: 212 },
    ],
  ),
  finding(
    'links.text-host-differs',
    'critical',
    'links',
    [
      'The link shows docs[.]harbourwatch[.]example but leads to session-check[.]test, a domain never seen from this sender before.',
      'A link that names one site and opens another is the usual way to a copied sign-in page.',
      'Some newsletter tools replace links to count clicks.',
      DO_NOT_OPEN,
    ],
    [
      { kind: 'bytes', part: '2', range: takeoverLink.range, quoted: TAKEOVER_URL },
      quoteFrom(TAKEOVER, '1', 'docs.harbourwatch.example/minutes'),
      {
        kind: 'statistic',
        profile: 'organisation',
        name: 'earlier mails with session-check[.]test',
        value: 0,
        n: 21_914,
      },
    ],
  ),
  finding(
    'client.drift',
    'high',
    'client',
    [
      'The mail was written with “Outbound Web Client”; in 212 earlier mails Vera Lindqvist used Thunderbird (171 times) or Apple Mail on a phone (41 times). The time zone is new as well.',
      'Whoever signs in to a stolen account uses their own program on their own computer.',
      'A new computer, a borrowed one, or a journey.',
      ASK,
    ],
    [
      quoteFrom(TAKEOVER, '0', 'X-Mailer: Outbound Web Client 9.1'),
      quoteFrom(TAKEOVER, '0', 'Thu, 13 Jun 2024 12:12:36 +0300'),
      { kind: 'statistic', profile: VERA.address, name: 'earlier mails with this program', value: 0, n: 212 },
      {
        kind: 'statistic',
        profile: VERA.address,
        name: 'earlier mails from time zone +03:00',
        value: 0,
        n: 212,
      },
    ],
  ),
  finding(
    'thread.unanchored-forward',
    'medium',
    'thread',
    [
      'The mail says it forwards one by Josef Brandt of 11 June 2024, but no such mail is held, though other mail of that day is.',
      'A made-up forward borrows the trust of a third person.',
      'The original went to the sender alone.',
      'Ask Josef Brandt whether he wrote the forwarded mail.',
    ],
    [
      quoteFrom(TAKEOVER, '1', 'From: Josef Brandt <josef@harbourwatch.example>'),
      {
        kind: 'statistic',
        profile: VERA.address,
        name: 'share of forwards with an original held',
        value: '31 of 33',
        n: 33,
      },
    ],
  ),
  finding(
    'path.first-network',
    'info',
    'path',
    [
      'The mail was handed in from a network (203.0.113.77) that this sender did not use before.',
      'It is one more thing that differs from the past.',
      'Any journey, hotel or telephone connection.',
      'Nothing by itself; ask the sender if the other signs worry you.',
    ],
    [quoteFrom(TAKEOVER, '0', '203.0.113.77')],
  ),
]

export const TAKEOVER_SCANNED: ScannedMessage = scannedOf(
  takeoverRecord,
  judgementOf(takeoverRecord, takeoverFindings, {
    gates: [
      { gate: 'new-link-domain', open: true, because: 'session-check[.]test was never seen here' },
      { gate: 'unanchored-thread', open: true, because: 'a forward whose original is not held' },
      { gate: 'deceptive-link', open: true, because: 'text and target name different domains' },
      { gate: 'active-attachment', open: false, because: 'nothing is attached' },
      { gate: 'identity-clash', open: false, because: 'the address is the known one' },
      { gate: 'reply-diverted', open: false, because: 'no Reply-To' },
    ],
    channels: [
      {
        channel: 'client',
        drift: 14.2,
        tail: 0.0009,
        n: 1_090,
        because: ['mail program never seen in 212 mails', 'time zone never seen in 212 mails'],
      },
      { channel: 'path', drift: 3.1, tail: 0.041, n: 1_090, because: ['network never seen in 212 mails'] },
      {
        channel: 'recipients',
        drift: 2.2,
        tail: 0.08,
        n: 940,
        because: ['3 people never addressed together'],
      },
      { channel: 'links', drift: 9.8, tail: 0.0011, n: 902, because: ['domain never seen from anybody'] },
      {
        channel: 'thread',
        drift: 3.4,
        tail: 0.02,
        n: 410,
        because: ['31 of 33 earlier forwards had an original here'],
      },
      { channel: 'identity', drift: 0, n: 0, notEvaluated: 'the address is the sender’s own', because: [] },
      { channel: 'attachments', drift: 0, n: 0, notEvaluated: 'nothing is attached', because: [] },
    ],
    models: [
      { model: 'takeover', strength: 23.4, chance: 2e-7, tail: 0.0001, n: 9_800 },
      { model: 'session-rider', strength: 10.7, chance: 0.0004, tail: 0.003, n: 9_800 },
      { model: 'impostor', strength: 0, chance: 1, n: 0, notEvaluated: 'the address is known' },
    ],
  }),
  { level: 'alert', score: 0.99731, rank: 1, model: 'takeover' },
)

// 2. The impostor

const impostorUrl = 'https://presscoop.example.dossier-share.test/e/7f3a'
const impostorLink: Link = {
  kind: 'link',
  origin: 'text',
  part: '0',
  range: rangeIn(IMPOSTOR, impostorUrl, '0'),
  href: impostorUrl,
  url: impostorUrl,
  scheme: 'https',
  target: host('presscoop.example.dossier-share.test', 'dossier-share.test'),
  text: impostorUrl,
  nested: [],
  region: 'own',
  visible: true,
  traits: [],
}
export const IMPOSTOR_MAIL: AssembledMail = withLinks(IMPOSTOR, [impostorLink])
const impostorRecord: MessageRecord = recordOf(
  IMPOSTOR_MAIL,
  {
    file: '/mail/vera/cur/1716936425.M1.host:2,S',
    format: 'maildir',
    offset: 0,
    length: 1_204,
    folder: '.Press',
  },
  { time: IMPOSTOR_TIME },
)
export const IMPOSTOR_SCANNED: ScannedMessage = scannedOf(
  impostorRecord,
  judgementOf(impostorRecord, [
    finding(
      'identity.same-name',
      'high',
      'identity',
      [
        'The name Ines Moreau is known here with the address ines@presscoop.example (88 mails); this mail comes from ines.moreau@presscoop-desk.test, never seen before.',
        'A name costs nothing; most programs show only the name.',
        'A second or private address of the same person.',
        'Write to the address you know and ask whether the new one is theirs.',
      ],
      [
        quoteFrom(IMPOSTOR, '0', '"Ines Moreau" <ines.moreau@presscoop-desk.test>'),
        { kind: 'statistic', profile: INES.address, name: 'mails under this name', value: 88, n: 88 },
      ],
    ),
    finding(
      'identity.reply-diverted',
      'medium',
      'identity',
      [
        'Answers would go to quick-answers[.]example, not to the domain the mail comes from.',
        'So the conversation goes on out of sight of the real person.',
        'A personal assistant or a ticket system.',
        'Write to the address you know and ask whether the new one is theirs.',
      ],
      [quoteFrom(IMPOSTOR, '0', 'Reply-To: Ines Moreau <ines.desk@quick-answers.example>')],
    ),
    finding(
      'links.new-domain',
      'medium',
      'links',
      [
        'The link leads to dossier-share[.]test, never seen from this sender before. The name presscoop[.]example in front of it does not belong to it.',
        'Only the last part of a host name says whose it is.',
        'A file sharing service that is new to you.',
        DO_NOT_OPEN,
      ],
      [
        { kind: 'bytes', part: '0', range: impostorLink.range, quoted: impostorUrl },
        { kind: 'lookup', lookup: 'dns:A:presscoop.example.dossier-share.test', quoted: '198.51.100.44' },
      ],
    ),
  ]),
  { level: 'alert', score: 0.981, rank: 2, model: 'impostor' },
)

// 3. Hostile strings everywhere

const hostileLinks: readonly Link[] = [
  {
    kind: 'link',
    origin: 'html-anchor',
    part: '0',
    range: rangeIn(HOSTILE, HOSTILE_HREF),
    href: HOSTILE_HREF,
    scheme: 'javascript',
    text: 'harbourwatch.example',
    textHost: host('harbourwatch.example', 'harbourwatch.example'),
    nested: [],
    region: 'own',
    visible: true,
    traits: ['script-url'],
  },
  {
    kind: 'link',
    origin: 'html-anchor',
    part: '0',
    range: rangeIn(
      HOSTILE,
      'https://harbourwatch.example@xn--hrbourwatch-n8a.test:8443/login?to=board@harbourwatch.example',
    ),
    href: 'https://harbourwatch.example@xn--hrbourwatch-n8a.test:8443/login?to=board@harbourwatch.example',
    url: 'https://harbourwatch.example@xn--hrbourwatch-n8a.test:8443/login?to=board@harbourwatch.example',
    scheme: 'https',
    target: host('xn--hrbourwatch-n8a.test', 'xn--hrbourwatch-n8a.test'),
    text: 'https://harbourwatch.example/login',
    textHost: host('harbourwatch.example', 'harbourwatch.example'),
    nested: [],
    region: 'own',
    visible: false,
    traits: [
      'userinfo',
      'idn',
      'idn-confusable',
      'port',
      'recipient-in-url',
      'text-host-differs',
      'text-host-lookalike',
    ],
  },
  {
    kind: 'link',
    origin: 'html-anchor',
    part: '0',
    range: rangeIn(HOSTILE, 'https://far-down.test/after-the-long-text'),
    href: 'https://far-down.test/after-the-long-text',
    url: 'https://far-down.test/after-the-long-text',
    scheme: 'https',
    target: host('far-down.test', 'far-down.test'),
    text: 'last link',
    nested: [],
    region: 'own',
    visible: true,
    traits: [],
  },
]
export const HOSTILE_MAIL: AssembledMail = withLinks(HOSTILE, hostileLinks)
const hostileRecord: MessageRecord = recordOf(
  HOSTILE_MAIL,
  { file: '/mail/"><script>alert(1)</script>.mbox', format: 'mbox', offset: 0, length: 32_000 },
  { time: HOSTILE_TIME + 3_600_000, client: { mailer: '</title><script>alert(1)</script>' } },
)
export const HOSTILE_SCANNED: ScannedMessage = scannedOf(
  hostileRecord,
  judgementOf(
    hostileRecord,
    [
      finding(
        'links.deceptive',
        'high',
        'links',
        [
          `The link shows “harbourwatch[.]example” but runs a script: ${HOSTILE_NAME}`,
          'A script in a link can do what you can do in your browser.',
          'None is known.</dd><script>document.title="owned"</script>',
          DO_NOT_OPEN,
        ],
        [
          { kind: 'bytes', part: '0', range: hostileLinks[0]!.range, quoted: HOSTILE_HREF },
          { kind: 'bytes', part: '0', range: hostileLinks[1]!.range, quoted: hostileLinks[1]!.href },
          { kind: 'bytes', part: '0', range: hostileLinks[2]!.range, quoted: hostileLinks[2]!.href },
          quoteFrom(HOSTILE, '0', 'pr\u00fcfen'),
          quoteFrom(HOSTILE, '0', '&lt;script&gt;document.title='),
        ],
      ),
      finding(
        'identity.header-injection',
        'medium',
        'identity',
        [
          'The subject carries invisible characters.',
          'They can make a name read backwards.',
          'A broken mailing tool.',
          DO_NOT_OPEN,
        ],
        [
          quoteFrom(HOSTILE, '0', '\u202Egpj.exe'),
          quoteFrom(HOSTILE, '0', `</pre></section><script>document.title='owned'</script>`),
          // Ranges outside the bytes, backwards and in a part that does not exist must not break the report.
          { kind: 'bytes', part: '9', range: { start: 5e9, end: 6e9 }, quoted: 'beyond the end' },
          { kind: 'bytes', part: '7', range: { start: 3, end: 9, of: '7' }, quoted: 'no such part' },
          { kind: 'bytes', part: '0', range: { start: 90, end: 20 }, quoted: 'backwards' },
        ],
      ),
    ],
    {
      contacts: {
        known: [
          {
            kind: 'address',
            value: 'a@b.test',
            shown: '<script>alert(2)</script>\u202e@gate.test',
            of: HOSTILE_NAME,
            messages: 3,
            days: 2,
            firstSeen: HOSTILE_TIME - 90 * 86_400_000,
            lastSeen: HOSTILE_TIME - 8 * 86_400_000,
            first: { digest: HOSTILE_MAIL.digest, part: '0', start: 5, end: 9 },
            last: { digest: HOSTILE_MAIL.digest, part: '0', start: 5, end: 9 },
          },
        ],
        unknown: [
          {
            kind: 'phone',
            value: '+442079460958',
            shown: '+44 20\u001b[31m',
            where: 'text',
            part: '0',
            start: 1,
            end: 9,
          },
        ],
      },
    },
  ),
  { level: 'alert', score: 0.9402, rank: 3, model: 'session-rider' },
)

// 4. Worth a look; its bytes are gone

const missingMail: AssembledMail = {
  ...TAKEOVER,
  digest: `sha256:${'4d'.repeat(32)}`,
  message: {
    ...TAKEOVER.message,
    from: [JOSEF],
    to: [VERA, TOMAS],
    subject: 'Re: Key for the storage room',
    messageId: 'k.77@phone.harbourwatch.example',
    date: { time: MISSING_TIME, offset: 60, text: '' },
    links: [],
  },
}
const missingRecord: MessageRecord = recordOf(
  missingMail,
  {
    file: '/mail/old/archive.mbox.gz',
    format: 'mbox',
    offset: 88_000_123,
    length: 2_048,
    compression: 'gzip',
  },
  { time: MISSING_TIME, client: { mailer: 'Thunderbird' } },
)
export const MISSING_SCANNED: ScannedMessage = scannedOf(
  missingRecord,
  judgementOf(missingRecord, [
    finding(
      'thread.unanchored-reply',
      'low',
      'thread',
      [
        'The mail poses as a reply, but the mail it answers is not held.',
        'A made-up reply borrows the trust of an earlier conversation.',
        'The first mail was sent from a telephone that keeps no copy.',
        ASK,
      ],
      [
        {
          kind: 'statistic',
          profile: JOSEF.address,
          name: 'share of replies with an original held',
          value: '18 of 19',
          n: 19,
        },
      ],
    ),
  ]),
  { level: 'review', score: 0.712, rank: 4, model: 'takeover' },
)

// 5. and 6. Nothing found, and not judged

export const QUIET_SCANNED: ScannedMessage = (() => {
  const record: MessageRecord = {
    ...missingRecord,
    digest: `sha256:${'5e'.repeat(32)}`,
    subject: 'Lunch',
    from: TOMAS,
  }
  return scannedOf(record, judgementOf(record, []), { level: 'none', score: 0.12, rank: 5 })
})()
export const UNJUDGED_SCANNED: ScannedMessage = (() => {
  const { messageId: _, ...rest } = missingRecord
  const record: MessageRecord = {
    ...rest,
    digest: `sha256:${'6f'.repeat(32)}`,
    subject: '',
    from: { name: '', address: 'first@newcomer.test' },
    timeBasis: 'none',
    time: 0,
  }
  return scannedOf(record, judgementOf(record, [], { unknown: true }), {
    level: 'unknown',
    score: 0,
    rank: 6,
  })
})()

/** Past mails of one sender, evenly odd: two programs, a few link domains, one held mail. */
export function pastOf(time: number, count: number): readonly PastMessage[] {
  const domains = ['harbourwatch.example', 'presscoop.example', 'tides.example', 'library.test']
  return Array.from({ length: count }, (_, at) => ({
    digest: `sha256:${at.toString(16).padStart(64, '0')}` as const,
    time: time - Math.round((count - at) * 8.3 * DAY + Math.sin(at * 12.9898) * 3 * DAY),
    subject: at === 5 ? '<b>Tide tables</b> & more' : `Harbour notes ${at + 1}`,
    client: at % 5 === 3 ? 'Apple Mail on a phone' : 'Thunderbird',
    linkDomains: at % 3 === 0 ? domains.slice(0, 1 + (Math.floor(at / 9) % domains.length)) : [],
    held: at === 17,
  }))
}

export const SUMMARY: ScanSummary = {
  kind: 'scan-summary',
  version: '0.1.0',
  rules: RULES,
  messages: { met: 21_928, added: 21_900, repeated: 28, stored: 21_928, ranked: 21_928 },
  firstTime: Date.UTC(2019, 4, 3, 8),
  lastTime: Date.UTC(2024, 5, 14, 17),
  senders: { all: 431, knownWell: 58, threshold: 20 },
  verdicts: { alert: 3, review: 1, none: 20_038, unknown: 1_886 },
  budget: { asked: { kind: 'look-back' }, allowed: 20, used: 3 },
  coverage: {
    notEvaluated: [
      {
        what: 'comparison with the sender’s past',
        why: 'fewer than 20 earlier messages of the sender',
        messages: 1_886,
      },
      {
        what: 'own check of signatures',
        why: 'no recorded DNS answers; run with --live to ask',
        messages: 21_928,
      },
    ],
    issues: [
      { code: 'mime.charset-invalid', messages: 41 },
      { code: 'header.message-id-missing', messages: 1 },
    ],
    trouble: [
      {
        kind: 'source-trouble',
        code: 'truncated',
        file: '/mail/old/2011.mbox',
        offset: 4_194_304,
        detail: 'the file ends in the middle of a message',
        next: 'Copy it again from its origin and scan it again; what was readable is in.',
        fatal: false,
      },
    ],
    trustedHosts: [{ host: 'mx.harbourwatch.example', because: 'inferred', messages: 20_112 }],
  },
  timings: { reading: 14_200, judging: 6_350, ranking: 420, total: 21_100 },
}

export const SCANNED: readonly ScannedMessage[] = [
  TAKEOVER_SCANNED,
  IMPOSTOR_SCANNED,
  HOSTILE_SCANNED,
  MISSING_SCANNED,
  QUIET_SCANNED,
  UNJUDGED_SCANNED,
]

const reported = (
  scanned: ScannedMessage,
  mail: AssembledMail,
  past: readonly PastMessage[],
): ReportMessage => ({
  scanned,
  message: mail.message,
  bytes: mail.bytes,
  past,
})

export const REPORT: ScanReport = {
  kind: 'scan-report',
  generated: Date.UTC(2024, 5, 15, 8, 0),
  inputs: ['/mail/board.mbox', '/mail/vera', '/mail/"><script>alert(1)</script>.mbox', '/mail/old'],
  summary: SUMMARY,
  messages: [
    reported(TAKEOVER_SCANNED, TAKEOVER_MAIL, pastOf(TAKEOVER_TIME, 48)),
    reported(IMPOSTOR_SCANNED, IMPOSTOR_MAIL, []),
    reported(HOSTILE_SCANNED, HOSTILE_MAIL, pastOf(HOSTILE_TIME, 3)),
    {
      scanned: MISSING_SCANNED,
      missing: 'the file /mail/old/archive.mbox.gz is not there any more',
      past: pastOf(MISSING_TIME, 19),
    },
  ],
}

export const INSPECTION: Inspection = {
  opened: [],
  kind: 'inspection',
  source: takeoverRecord.source,
  message: {
    ...TAKEOVER_MAIL.message,
    regions: [
      { kind: 'own', start: 0, end: 150 },
      { kind: 'forwarded', start: 150, end: TAKEOVER_MAIL.message.texts[0]?.text.length ?? 150 },
    ],
    attachments: [
      {
        part: '3',
        name: 'annex\u202Efdp.exe',
        extension: 'exe',
        declaredType: 'application/pdf',
        detectedType: 'application/x-msdownload',
        size: 48_213,
        sha256: 'ab'.repeat(32),
        range: { start: 2_000, end: 2_400 },
        active: true,
      },
    ],
    issues: [
      { code: 'header.duplicate', detail: 'two Received lines with one id', range: { start: 10, end: 40 } },
    ],
  },
  bytes: TAKEOVER_MAIL.bytes,
  authentication: takeoverRecord.authentication,
}

const CONTEXT: SenderContext = {
  kind: 'sender-context',
  sender: VERA.address,
  messages: 212,
  heldMessages: 0,
  days: 140,
  firstSeen: Date.UTC(2022, 0, 9),
  lastSeen: Date.UTC(2024, 5, 11),
  organisationMessages: 21_914,
  organisationSenders: 430,
  profile: {
    label: 'Thunderbird',
    messages: 171,
    firstSeen: Date.UTC(2022, 0, 9),
    lastSeen: Date.UTC(2024, 5, 11),
  },
  profiles: 2,
  client: [
    {
      trait: 'mailer',
      value: 'Outbound Web Client',
      seen: 0,
      of: 212,
      usual: 'Thunderbird',
      usualSeen: 171,
      seenInOrganisation: 3,
      ofOrganisation: 21_914,
      logRatio: 6.2,
    },
    {
      trait: 'zone',
      value: '+0300',
      seen: 0,
      of: 212,
      usual: '+0200',
      usualSeen: 130,
      seenInOrganisation: 40,
      ofOrganisation: 21_914,
      logRatio: 3.9,
    },
    {
      trait: 'mime-shape',
      value: 'alternative(plain,html)',
      seen: 88,
      of: 212,
      usual: 'plain',
      usualSeen: 120,
      seenInOrganisation: 9_000,
      ofOrganisation: 21_914,
      logRatio: -0.2,
    },
  ],
  clientDrift: 9.9,
  pathDrift: 4.4,
  path: [
    {
      trait: 'first-network',
      value: '203.0.0.0/16',
      seen: 0,
      of: 212,
      usual: '192.0.0.0/16',
      usualSeen: 190,
      seenInOrganisation: 0,
      ofOrganisation: 21_914,
      logRatio: 4.4,
    },
  ],
  recipients: [
    { address: TOMAS.address, seenBySender: 90, seenInOrganisation: 700 },
    { address: INES.address, seenBySender: 4, seenInOrganisation: 88 },
    { address: BOARD.address, seenBySender: 22, seenInOrganisation: 300 },
  ],
  recipientOverlap: 0.33,
  services: [],
  links: [
    {
      link: 0,
      domain: 'session-check.test',
      nested: false,
      bySender: 0,
      byAnybody: 0,
      senders: 0,
      host: { name: 'session-check.test', bySender: 0, byAnybody: 0 },
      own: false,
      mailDomain: false,
    },
    {
      link: 0,
      domain: 'harbourwatch.example',
      nested: true,
      bySender: 60,
      byAnybody: 900,
      senders: 31,
      host: { name: 'harbourwatch.example', bySender: 60, byAnybody: 900 },
      firstSeen: Date.UTC(2019, 4, 4),
      own: true,
      mailDomain: true,
    },
  ],
  linkHabit: 0.4,
  thread: {
    resolved: 0,
    anchors: 0,
    senderAnchored: 31,
    senderPosed: 33,
    organisationAnchored: 3_608,
    organisationPosed: 4_100,
    original: 'missing',
    subjectSeen: 0,
    senderInThread: false,
  },
  identity: {
    sameName: [
      {
        address: FALSE_INES.address,
        name: 'Vera Lindqvist',
        messages: 1,
        lastSeen: Date.UTC(2024, 4, 1),
        linked: false,
      },
    ],
    lookalikes: [{ address: 'vera@harb0urwatch.test', messages: 2, how: 'skeleton' }],
    replyToDiffers: false,
    replyToSeen: 0,
  },
}

export const EXPLANATION: Explanation = {
  kind: 'explanation',
  record: takeoverRecord,
  sources: [{ file: '/mail/backup/board.mbox', format: 'mbox', offset: 99, length: 4_120 }],
  context: CONTEXT,
  judgement: TAKEOVER_SCANNED.judgement,
  verdict: TAKEOVER_SCANNED.verdict,
  reviews: [],
  detectors: [
    {
      id: 'links.text-host-differs',
      fired: true,
      because: 'text names harbourwatch.example, target is session-check.test',
    },
    { id: 'client.drift', fired: true, because: '2 traits never seen in 212 mails', model: 'takeover' },
    { id: 'attachments.active', fired: false, because: 'nothing is attached' },
  ],
}

export { HOSTILE_NAME, HOSTILE_SUBJECT }
