/** Fictional records, judgements and lookups to fill stores with in tests. The same number always gives the same. */
import { createHash } from 'node:crypto'
import type { Digest } from '../model/bytes.ts'
import type { Finding } from '../model/finding.ts'
import type { LinkHost } from '../model/link.ts'
import type { Lookup } from '../model/lookup.ts'
import type { ReadResult } from '../model/ports.ts'
import type { MessageRecord, RecordLink } from '../model/record.ts'
import { ATTACKER_MODELS, GATES, type Judgement, type Verdict } from '../model/verdict.ts'

/** 2024-01-01T00:00:00Z; sample `n` is `n` minutes later. */
export const SAMPLE_START: number = Date.UTC(2024, 0, 1)
export const SAMPLE_STEP = 60_000
const SENDERS = ['ann@example.org', 'bob@mail.example.org', 'carol@example.com', 'Dora@Office.example.net']

export function sampleDigest(n: number | string): Digest {
  return `sha256:${createHash('sha256').update(`sample ${n}`).digest('hex')}`
}

export function sampleHost(host: string): LinkHost {
  const domain = host.split('.').slice(-2).join('.')
  return { host, domain, icannDomain: domain, isIp: /^[\d.]+$|:/.test(host) }
}

export function sampleLink(href: string, more: Partial<RecordLink> = {}): RecordLink {
  const target = URL.parse(href)?.hostname
  return {
    origin: 'html-anchor',
    part: '1.2',
    range: { start: 2048, end: 2048 + href.length },
    href,
    ...(target ? { target: sampleHost(target) } : {}),
    text: 'Minutes of the meeting',
    nested: [],
    region: 'own',
    visible: true,
    traits: [],
    ...more,
  }
}

export function sampleRecord(n: number, more: Partial<MessageRecord> = {}): MessageRecord {
  const address = SENDERS[n % SENDERS.length] ?? ''
  const messageId = `${n}.${n * 7919}@mx.example.org`
  return {
    kind: 'record',
    version: 5,
    digest: sampleDigest(n),
    size: 4000 + n,
    source: { file: '/srv/mail/archive.mbox', format: 'mbox', offset: n * 5000, length: 4100 + n },
    time: SAMPLE_START + n * SAMPLE_STEP,
    timeBasis: 'received',
    statedTime: SAMPLE_START + n * SAMPLE_STEP - 2000,
    statedOffset: 120,
    messageId,
    from: { name: `Sender ${n % SENDERS.length}`, address },
    replyTo: [],
    to: [{ name: 'Team', address: 'team@lists.example.org' }],
    cc: n % 3 === 0 ? [{ name: '', address: `guest${n % 10}@visitors.test`, group: 'Guests' }] : [],
    bcc: [],
    subject: `Minutes of week ${n}`,
    client: {
      mailer: 'thunderbird',
      'header-order': 'message-id date mime-version from to subject',
      zone: '+0200',
    },
    path: {
      'first-by': 'example.org',
      route: 'example.org example.net',
      'dkim-domain': 'example.org',
      'dkim-selector': 's2024',
      'return-path': 'example.org',
    },
    authentication: {
      kind: 'authentication',
      results: [
        {
          kind: 'authentication-result',
          method: 'dkim',
          result: 'pass',
          domain: 'example.org',
          selector: 's2024',
          source: 'field',
          by: 'mx.example.net',
          field: 2,
        },
      ],
      trusted: [{ host: 'mx.example.net', because: 'inferred' }],
      aligned: 'pass',
      notEvaluated: [],
      lookups: [],
    },
    thread: {
      poses: n % 2 ? 'reply' : 'new',
      because: n % 2 ? ['subject'] : [],
      anchors: n % 2 ? [`${n - 1}.${(n - 1) * 7919}@mx.example.org`] : [],
      claims: [],
      baseSubject: `minutes of week ${n}`,
    },
    links: [sampleLink(`https://www.files.example.com/minutes/${n}`)],
    attachments: [],
    textLength: 900,
    ownLength: 300,
    bulk: false,
    issues: [],
    spans: { from: [100, 140], subject: [141, 180] },
    ...more,
  }
}

export function sampleResult(n: number, more: Partial<MessageRecord> = {}): ReadResult {
  return { record: sampleRecord(n, more), lookups: [] }
}

export function sampleResults(from: number, below: number): readonly ReadResult[] {
  return Array.from({ length: below - from }, (_, i) => sampleResult(from + i))
}

export function sampleLookup(n: number, more: Partial<Lookup> = {}): Lookup {
  return {
    kind: 'lookup',
    id: `dns:TXT:s${n}._domainkey.example.org`,
    time: SAMPLE_START + n,
    status: 'answer',
    answer: [['v=DKIM1; k=rsa; p=', 'MIIBIjANBg']],
    from: 'zone-file',
    ...more,
  }
}

export function sampleFinding(id = 'sender.client-drift'): Finding {
  return {
    kind: 'finding',
    id,
    severity: 'high',
    channel: 'client',
    seen: 'Written with another program than the 52 earlier mails of this sender',
    why: 'Who takes over an account rarely uses the same program',
    innocent: 'A new phone does the same',
    next: 'Ask the sender by telephone',
    evidence: [{ kind: 'statistic', profile: 'ann@example.org', name: 'mailer', value: 0, n: 52 }],
  }
}

export function sampleJudgement(record: MessageRecord, more: Partial<Judgement> = {}): Judgement {
  return {
    kind: 'judgement',
    digest: record.digest,
    time: record.time,
    sender: record.from.address.toLowerCase(),
    cause: 'anna@example.org writes on the plan',
    rules: '1',
    gates: GATES.map((gate) => ({ gate, open: false, because: 'the mail has no link' })),
    channels: [{ channel: 'client', drift: 2.75, tail: 0.125, n: 7, because: ['zone +0200 never seen'] }],
    models: ATTACKER_MODELS.map((model) => ({ model, strength: 0, chance: 1, n: 7 })),
    held: false,
    unknown: false,
    drift: 2.5,
    findings: [],
    ...more,
  }
}

export function sampleVerdict(digest: Digest, rank: number, more: Partial<Verdict> = {}): Verdict {
  return { kind: 'verdict', digest, level: 'none', score: 1 / rank, rank, model: 'takeover', ...more }
}
