/** Records for tests of history and judging: an ordinary mail of a fictional person, with what a test changes. */
import type { Digest } from '../model/bytes.ts'
import type { MessageRecord, RecordLink } from '../model/record.ts'

let serial = 0

/** `domain` must be a plain registered domain. */
export function recordLink(domain: string, changes: Partial<RecordLink> = {}): RecordLink {
  const host = `www.${domain}`
  return {
    origin: 'html-anchor',
    part: '1',
    range: { start: 500, end: 540 },
    href: `https://${host}/page`,
    target: { host, domain, icannDomain: domain, isIp: false },
    text: 'the page',
    nested: [],
    region: 'own',
    visible: true,
    traits: [],
    ...changes,
  }
}

/** A record one hour after the previous one unless `time` is given. */
export function makeRecord(changes: Partial<MessageRecord> = {}): MessageRecord {
  serial++
  const digest: Digest = `sha256:${serial.toString(16).padStart(64, '0')}`
  return {
    kind: 'record',
    version: 5,
    digest,
    size: 2000,
    source: { file: '/mail/box.mbox', format: 'mbox', offset: serial * 2000, length: 2000 },
    time: Date.UTC(2024, 0, 1) + serial * 3_600_000,
    timeBasis: 'received',
    messageId: `${serial}@example.org`,
    from: { name: 'Anna Berg', address: 'anna@example.org' },
    replyTo: [],
    to: [{ name: 'Desk', address: 'desk@news.example' }],
    cc: [],
    bcc: [],
    subject: `Note ${serial}`,
    client: {
      mailer: 'Thunderbird',
      zone: '+0100',
      'header-order': 'message-id date mime-version from to subject',
    },
    path: { 'first-by': 'example.org', 'first-network': '192.0.0.0/16', 'first-with': 'ESMTPSA' },
    authentication: {
      kind: 'authentication',
      results: [],
      trusted: [],
      aligned: 'unknown',
      notEvaluated: [],
      lookups: [],
    },
    thread: { poses: 'new', because: [], anchors: [], claims: [], baseSubject: `note ${serial}` },
    links: [],
    attachments: [],
    textLength: 400,
    ownLength: 400,
    bulk: false,
    issues: [],
    spans: {
      from: [10, 60],
      subject: [61, 90],
      date: [91, 130],
      'message-id': [131, 170],
      received: [171, 300],
    },
    ...changes,
  }
}
