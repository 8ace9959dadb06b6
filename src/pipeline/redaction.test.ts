import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { caseFacts } from '../cases/case-facts.ts'
import { caseReport } from '../cases/case-report.ts'
import { foldedText } from '../cases/folded-text.ts'
import { caseStix } from '../cases/stix-case.ts'
import { caseHtml } from '../explain/case-html.ts'
import { caseJson, caseText, timelineText } from '../explain/case-text.ts'
import { timelineSvgFile } from '../explain/case-timeline-svg.ts'
import type { Case, CaseEvidence, EvidenceKind } from '../model/case.ts'
import type { CaseReport } from '../model/case-report.ts'
import { stixErrors } from '../testing/stix-schemas.ts'

const NOW = Date.UTC(2026, 10, 23, 12)

interface Somebody {
  readonly first: string
  readonly last: string
  readonly local: string
  readonly address: string
}

// Syllables no word of the program or of English is made of, so that a name that is met is one.
const syllable = fc.constantFrom(
  ...[
    'qvo',
    'xuz',
    'jyk',
    'wyx',
    'zhoq',
    'kvuj',
    'vuqx',
    'pfyx',
    'éxq',
    'ñyz',
    'ůjq',
    'ʒox'.replace('ʒ', 'zx'),
  ],
)
const word = fc
  .array(syllable, { minLength: 2, maxLength: 3 })
  .map((parts) => parts.join(''))
  .map((name) => (name[0] ?? '').toUpperCase() + name.slice(1))
const plain = (text: string): string => foldedText(text).folded

const people = fc
  .uniqueArray(word, { minLength: 4, maxLength: 8, selector: plain })
  // A name inside another is no name by itself.
  .filter((all) =>
    all.every((one) => all.every((other) => one === other || !plain(other).includes(plain(one)))),
  )
  .chain((names) =>
    fc.tuple(
      fc.constant(names),
      fc.array(fc.constantFrom('dot', 'initial', 'surname', 'plus', 'plain', 'digits'), {
        minLength: 4,
        maxLength: 4,
      }),
    ),
  )
  .map(([names, shapes]) => {
    const found: Somebody[] = []
    for (let at = 0; at + 1 < names.length; at += 2) {
      const [first = '', last = ''] = [names[at], names[at + 1]]
      const [f, l] = [plain(first), plain(last)]
      const local =
        {
          dot: `${f}.${l}`,
          initial: `${f[0]}${l}`,
          surname: l,
          plus: `${f}+list`,
          plain: `${f}${l}`,
          digits: `${l}77`,
        }[shapes[at / 2] ?? 'dot'] ?? f
      found.push({ first, last, local, address: `${local}@webpost.example` })
    }
    return found
  })

/** Ways a name stands in a text, a file name or an address. */
const DISGUISES: readonly ((one: Somebody) => string)[] = [
  ({ first, last }) => `${first} ${last}`,
  ({ first, last }) => `${last}, ${first}`,
  ({ first, last }) => `${first}\u00a0${last}`.toUpperCase(),
  ({ first, last }) => `${first.toLowerCase()}_${last.toLowerCase()}.docx`,
  ({ first, last }) => `${first}${last}-final.pdf`,
  ({ first }) => `${first}Plan.docx`,
  ({ last }) => `${last}’s letter`,
  ({ last }) => `the ${last}s`,
  ({ last }) => last.normalize('NFD'),
  ({ first }) => first.normalize('NFC'),
  ({ last }) => `${last.slice(0, 3)}\u200b${last.slice(3)}`,
  ({ last }) => `${last.slice(0, 2)}\u00ad${last.slice(2)}`,
  ({ last }) =>
    Array.from(last, (c) =>
      /[a-z]/.test(c) ? String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0) : c,
    ).join(''),
  ({ first }) => `initials ${first[0]}., ${first}?`,
  ({ address }) => address,
  ({ address }) => `<${address.toUpperCase()}>`,
  ({ local }) => `sign-in ${local} from 192.0.2.7`,
  ({ address }) => `https://share.test/v/${encodeURIComponent(address)}/x`,
  ({ first, last }) => `https://share.test/${encodeURIComponent(`${first} ${last}`)}`,
  ({ address }) => `https://share.test/v?u=${encodeURIComponent(address)}#${address}`,
  ({ address }) => `https://share.test/t/${Buffer.from(address).toString('base64url')}`,
  ({ address }) => `https://share.test/t/${Buffer.from(address).toString('hex')}`,
  ({ first, last }) => `https://${plain(last)}.example/${plain(first)}`,
  ({ local }) => `${local}-laptop.webpost.example`,
]

const disguised = people.chain((who) =>
  fc.tuple(
    fc.constant(who),
    fc.array(fc.tuple(fc.nat(who.length - 1), fc.nat(DISGUISES.length - 1)), {
      minLength: 24,
      maxLength: 24,
    }),
  ),
)

/** A case that has somebody's name in every field a person or a mail can fill. */
function caseOf(
  who: readonly Somebody[],
  places: readonly string[],
): { found: Case; bytes: Map<string, Buffer> } {
  const place = (at: number): string => places[at % places.length] ?? ''
  const [one, other = one] = who
  const bytes = new Map<string, Buffer>()
  const evidence: CaseEvidence[] = []
  const add = (of: EvidenceKind, content: string): void => {
    const id = `E${evidence.length + 1}`
    bytes.set(id, Buffer.from(content))
    evidence.push({
      kind: 'case-evidence',
      id,
      of,
      digest: `sha256:${hash('sha256', content)}`,
      size: Buffer.byteLength(content),
      name: place(0),
      title: `Title ${place(1)}`,
      collector: `${one?.first} ${one?.last}`,
      collected: NOW,
      how: `Given by ${place(2)}`,
      tool: 't',
      tlp: 'amber',
      time: NOW - 1e9,
      zone: '+0100',
    })
  }
  const header = (at: number): string => place(at).replace(/[\r\n]/g, ' ')
  add(
    'message',
    [
      ...who.map(
        ({ first, last, address }, at) => `${at === 0 ? 'From' : 'Cc'}: "${first} ${last}" <${address}>`,
      ),
      `Subject: ${header(3)}`,
      `Message-ID: <${plain(one?.last ?? '')}.1@webpost.example>`,
      `Received: from ${one?.local}-pc by mx.quillmere.example; Mon, 2 Mar 2026 09:12:03 +0100`,
      `Authentication-Results: mx.example; spf=pass smtp.mailfrom=${other?.address}`,
      'Date: Mon, 2 Mar 2026 09:12:00 +0100',
      'Content-Type: text/html; charset=utf-8',
      '',
      `<p>${place(4)}</p><a href="https://share.test/${encodeURIComponent(place(5))}">${place(6)}</a>`,
    ].join('\r\n'),
  )
  add(
    'chain',
    JSON.stringify({
      kind: 'redirect-chain',
      basis: 'http',
      hops: [
        { url: `https://h.test/${encodeURIComponent(place(7))}`, exchange: { status: 302, time: NOW } },
        { url: `https://h.test/a?x=${encodeURIComponent(place(8))}`, exchange: { status: 200, time: NOW } },
      ],
    }),
  )
  add(
    'sighting',
    JSON.stringify({
      indicator: { type: 'text', value: place(9), source: { name: place(10) }, labels: [place(11)] },
      tier: 'text',
      digest: `sha256:${'ab'.repeat(32)}`,
      time: NOW,
    }),
  )
  add('log', `time,user\n2026-03-02T09:40:00Z,"${place(12).replaceAll('"', '')}"\n`)
  const found: Case = {
    kind: 'case',
    version: 1,
    name: plain(one?.last ?? 'x'),
    title: `Case of ${place(13)}`,
    created: NOW,
    tlp: 'amber',
    attackVersion: '18.1',
    evidence,
    claims: [
      {
        kind: 'claim',
        id: 'C1',
        text: place(14),
        verbatim: true,
        speaker: `${other?.first} ${other?.last}, a spokeswoman`,
        via: place(15),
        about: place(16),
        label: 'claimed',
        supporting: ['E1'],
        contradicting: [],
        falsifier: place(17),
        readIn: { evidence: 'E1', range: { start: 0, end: 1 } },
        state: 'accepted',
      },
    ],
    hypotheses: [{ kind: 'hypothesis', id: 'H1', text: place(18), missing: [place(19)] }],
    cells: [{ kind: 'cell', hypothesis: 'H1', item: 'E1', value: 'I', why: place(20) }],
    judgements: [
      {
        kind: 'case-judgement',
        id: 'J1',
        text: place(21),
        confidence: 'low',
        basis: place(22),
        evidence: ['E1'],
      },
    ],
    timeline: [
      {
        kind: 'timeline-entry',
        id: 'V1',
        time: NOW,
        text: place(23),
        label: 'observed',
        items: ['E1'],
        lane: 'mail',
      },
    ],
    actors: [
      {
        kind: 'actor-statement',
        id: 'A1',
        name: place(0),
        by: place(1),
        alsoNamed: [place(2)],
        items: ['E3'],
      },
    ],
    techniques: [
      {
        kind: 'technique',
        id: 'T1566.002',
        name: 'Spearphishing Link',
        tactics: ['x'],
        why: place(3),
        items: ['E1'],
      },
    ],
    notes: [
      {
        kind: 'case-note',
        id: 'N1',
        of: 'dissent',
        text: place(4),
        by: `${one?.first} ${one?.last}`,
        items: [],
      },
      { kind: 'case-note', id: 'N2', of: 'action', text: place(5), items: ['E1'] },
    ],
    people: [{ kind: 'case-person', name: `${other?.first} ${other?.last}`, also: [], isPublic: false }],
    withdrawn: [{ kind: 'withdrawal', item: 'N9', why: place(6) }],
    gaps: [place(7)],
    custody: [
      {
        kind: 'custody',
        sequence: 1,
        time: NOW,
        person: one?.local ?? '',
        tool: 't',
        what: `withdrawn: ${place(8)}`,
        before: 'sha256:0',
        hash: 'sha256:1',
      },
    ],
    issues: [],
  }
  return { found, bytes }
}

function redacted(found: Case, bytes: ReadonlyMap<string, Buffer>): CaseReport {
  const facts = caseFacts(found.evidence, ({ id }) => bytes.get(id) ?? Buffer.alloc(0))
  return caseReport(found, facts, { generated: NOW, tool: 't', redact: { most: 'amber', people: true } })
}

/** The same for the eye: without the brackets that keep programs from opening addresses. */
const seen = (text: string): string =>
  plain(
    text
      .replaceAll('[.]', '.')
      .replaceAll('[@]', '@')
      .replace(/⟨U\+[0-9A-F]+⟩/g, ''),
  )

test('no name, address or local part of anybody stands anywhere in what is made for others', () => {
  fc.assert(
    fc.property(disguised, ([who, chosen]) => {
      const places = chosen.map(([at, how]) => {
        const one = who[at]
        return one ? (DISGUISES[how]?.(one) ?? '') : ''
      })
      const { found, bytes } = caseOf(who, places)
      const report = redacted(found, bytes)
      const page = { width: 100, color: false }
      const made = {
        html: caseHtml(report),
        'one page': caseHtml(report, { onePage: true }),
        text: caseText(report, page),
        timeline: timelineText(report, page),
        svg: timelineSvgFile(report.timeline),
        json: caseJson(report),
        stix: caseStix(report, () => undefined),
      }
      for (const [name, text] of Object.entries(made)) {
        const shown = seen(text)
        for (const one of who)
          for (const secret of [one.first, one.last, one.local, one.address].map(plain)) {
            const at = shown.indexOf(secret)
            assert.ok(at < 0, `${name}: “${secret}” in “${shown.slice(Math.max(0, at - 60), at + 60)}”`)
          }
        assert.doesNotMatch(text, /webpost\.example[^"]{0,3}@|@webpost/)
      }
      assert.deepEqual(
        stixErrors(made.stix).filter((line) => !line.startsWith('bundle')),
        [],
      )
    }),
    { numRuns: 60 },
  )
})

test('one person is one pseudonym throughout, and a word that is part of two names stands for nobody', () => {
  const mail = (from: string, to: string, subject: string): string =>
    `From: ${from}\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\nHi.\r\n`
  const { found, bytes } = caseOf(
    [{ first: 'Edda', last: 'Thornquist', local: 'edda', address: 'edda@webpost.example' }],
    ['x'],
  )
  bytes.set(
    'E1',
    Buffer.from(
      mail(
        'Edda Thornquist <edda@webpost.example>',
        '"Karrel, Edda" <press@quillmere.example>',
        'Thornquist, KARREL and Edda: EddaKarrel.pdf, press@quillmere.example, the press, Fernwick Labs',
      ),
    ),
  )
  const evidence = found.evidence.map((one) =>
    one.id === 'E1' ? { ...one, digest: `sha256:${hash('sha256', bytes.get('E1') ?? '')}` } : one,
  )
  const report = redacted(
    {
      ...found,
      evidence,
      people: [{ kind: 'case-person', name: 'Fernwick Labs', also: [], isPublic: true }],
      claims: found.claims.map((one) => ({ ...one, speaker: 'Fernwick Labs' })),
    },
    bytes,
  )
  const [mailed] = report.facts.mails
  assert.deepEqual(mailed?.from, ['Person 1 <[address of Person 1]>'])
  assert.deepEqual(mailed?.to, ['Person 2 <[address of Person 2]>'])
  assert.equal(
    mailed?.subject,
    'Person 1, Person 2 and [name]: [name]Person 2.pdf, [address of Person 2], the press, Fernwick Labs',
  )
  assert.equal(report.case.claims[0]?.speaker, 'Fernwick Labs')
})

test('names that are words are taken for names with a capital only, and short ones not inside others', () => {
  const { found, bytes } = caseOf(
    [{ first: 'Mark', last: 'Li', local: 'mark.li', address: 'mark.li@webpost.example' }],
    Array.from({ length: 24 }, (_, at) =>
      at === 7 ? 'Mark Li will mark the list; Li said so. MARK. Analysis by Mark' : 'x',
    ),
  )
  const { gaps } = redacted(found, bytes).case
  assert.deepEqual(gaps, ['Person 1 will mark the list; Person 1 said so. Person 1. Analysis by Person 1'])
})
