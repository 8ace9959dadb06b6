import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { CaseAssertions } from '../model/case-grounds.ts'
import { addingAssertions } from './adding-assertions.ts'
import { caseAssertions } from './case-assertion.ts'
import type { CaseContent } from './case-file.ts'
import { addingHypotheses, weighing } from './case-hypotheses.ts'
import { addingJudgement } from './case-statements.ts'
import { type GroundSource, readGrounds } from './read-grounds.ts'
import { STANDING_HYPOTHESES } from './standing-hypotheses.ts'
import { lintStatements } from './statement-linter.ts'

const MAIL = Buffer.from(
  'From: Edda <edda@webpost.example>\r\nTo: Dov <Dov@Quillmere.example>\r\nSubject: Fwd: treaty\r\nDate: Mon, 2 Mar 2026 09:12:00 +0100\r\n\r\nPlease read.\r\n',
)
const DIGEST = `sha256:${hash('sha256', MAIL)}`
const LATER = Date.UTC(2026, 5, 1)

const json = (id: string, value: object): GroundSource => ({
  id,
  bytes: Buffer.from(JSON.stringify(value)),
  isMail: false,
})
const mail: GroundSource = { id: 'E1', bytes: MAIL, isMail: true }
const scan = (findings: readonly string[], verdict = 'alert'): GroundSource => ({
  id: 'E2',
  bytes: Buffer.from(
    `${JSON.stringify({ type: 'message', verdict, message: { digest: DIGEST, from: 'edda@webpost.example', date: '2026-03-02T08:12:00Z', subject: 'Fwd: treaty' }, findings: findings.map((id) => ({ id: id.replace(/!$/, ''), severity: id.endsWith('!') ? 'high' : 'medium' })) })}\n{"type":"summary"}\n`,
  ),
  isMail: false,
})
/** A finding told loudly has a mark behind it. */
const HAND = ['sender.client-drift!', 'thread.unanchored']
const chain = (basis = 'http', kind = 'stop-over'): GroundSource =>
  json('E3', {
    type: 'trace',
    mail: { digest: DIGEST, from: { address: 'edda@webpost.example' }, subject: 'Fwd: treaty' },
    links: [{ chain: { kind: 'redirect-chain', basis, hops: [] }, signs: [{ kind, domain: 'gate.test' }] }],
  })
const sighting = (tier: string, more: object = {}): GroundSource =>
  json('E4', {
    type: 'hunt',
    sightings: [
      {
        type: 'sighting',
        tier,
        indicator: { type: 'domain', value: 'bad.test', source: '/tmp/report.pdf' },
        digest: 'sha256:00',
        ...more,
      },
    ],
  })
const leak = (more: object = {}, items = 3): GroundSource =>
  json('E5', {
    type: 'leak-trace',
    until: LATER,
    items: Array.from({ length: items }, () => ({
      found: 'version',
      versions: [{ by: 'bytes' }],
      holders: [{ holder: 'dov@quillmere.example' }],
    })),
    answer: {
      verdict: 'one',
      because: 'best',
      named: ['dov@quillmere.example'],
      sources: [
        { source: { kind: 'mailbox', holder: 'dov@quillmere.example' }, involved: 0.8 },
        { source: { kind: 'mailbox', holder: 'ana@quillmere.example' }, involved: 0.1 },
        { source: { kind: 'mailbox', holder: 'ilse@quillmere.example' }, involved: 0.1 },
      ],
      ...more,
    },
  })

const said = (...sources: readonly GroundSource[]): CaseAssertions => caseAssertions(readGrounds(sources))
const estimates = (one: CaseAssertions): readonly string[] =>
  one.judgements.flatMap(({ likelihood, text }) => (likelihood === undefined ? [] : [text]))

describe('what carries a case', () => {
  for (const [name, sources] of [
    ['nothing', []],
    ['an alert', [scan(HAND)]],
    ['an alert whose link was only read, not followed', [scan(HAND), chain('offline')]],
    ['an alert whose link was followed to where it says', [scan(HAND), chain('http', 'other-landing')]],
    [
      'a forward of what is not here over a host in between, in the hand of its sender',
      [scan(['thread.unanchored']), chain()],
    ],
    [
      'a forward over a host in between, by somebody with a new phone',
      [mail, scan(['sender.client-drift', 'thread.unanchored']), chain()],
    ],
    ['a host in between in a mail that is no alert', [scan(HAND, 'review'), chain()]],
    ['something like an indicator', [sighting('look-alike')]],
    ['a way of acting', [sighting('behaviour')]],
    ['an indicator that could not be confirmed', [sighting('host', { unconfirmed: 'order of words' })]],
    [
      'papers that are none of the house',
      [leak({ because: 'no-items', verdict: 'cannot-tell', named: [] }, 0)],
    ],
  ] as const)
    it(`is not ${name}`, () => {
      const { grounded, mails, cells, judgements, notes, gaps, why } = said(...sources)
      assert.equal(grounded, false)
      assert.deepEqual([mails, cells, judgements, notes, gaps], [[], [], [], [], []])
      assert.ok(why.length >= 3)
    })

  it('is an alert in a strange hand whose link went over an unknown host, an indicator met, a paper found here', () => {
    assert.deepEqual(said(scan(HAND), chain()).mails, [DIGEST])
    assert.deepEqual(said(scan(['sender.client-drift', 'sender.path-drift']), chain()).mails, [DIGEST])
    // beside another ground a weaker difference counts as well
    assert.deepEqual(said(scan(['sender.client-drift']), chain(), leak()).mails, [DIGEST])
    assert.equal(said(sighting('host')).grounded, true)
    assert.equal(said(leak()).grounded, true)
  })
})

describe('what may be said', () => {
  it('goes as far as the signs go: a hand strange by far and no conversation are very likely, less is likely', () => {
    const [both] = said(mail, scan(HAND), chain()).judgements
    assert.match(
      both?.text ?? '',
      /^It is very likely that the mail of 2026-03-02 from edda@webpost\.example/,
    )
    assert.deepEqual([both?.likelihood, both?.confidence], ['very likely', 'moderate'])
    assert.deepEqual(both?.evidence, ['E1', 'E2', 'E3'])
    const [one] = said(mail, scan(['sender.path-drift', 'thread.unanchored']), chain(), leak()).judgements
    assert.deepEqual([one?.likelihood, one?.confidence], ['likely', 'low'])
    assert.deepEqual(said(mail, scan([]), chain()).judgements, [])
  })

  it('names a mailbox only where the mail is known to have reached it before the papers were out', () => {
    const all = [mail, scan(HAND), chain()]
    assert.match(
      estimates(said(...all, leak())).join(),
      /likely that the leaked papers came from the mailbox dov@/,
    )
    // the mail itself is not there, so nobody knows whom it reached
    assert.doesNotMatch(estimates(said(scan(HAND), chain(), leak())).join(), /mailbox/)
    const others = leak({ named: ['ana@quillmere.example'] })
    assert.doesNotMatch(estimates(said(...all, others)).join(), /mailbox/)
    const early = json('E5', {
      ...JSON.parse(Buffer.from(leak().bytes).toString()),
      until: Date.UTC(2026, 0, 1),
    })
    assert.doesNotMatch(estimates(said(...all, early)).join(), /mailbox/)
  })

  it('puts holdings and the mail together by Bayes’ rule, and never says more than likely', () => {
    const with_ = (involved: number): CaseAssertions =>
      said(
        mail,
        scan(HAND),
        chain(),
        leak({
          verdict: 'cannot-tell',
          because: 'elsewhere-as-good',
          sources: [1, 2, 3].map((at) => ({
            source: { kind: 'mailbox', holder: `${at}` },
            involved: at === 1 ? involved : 0.01,
          })),
        }),
      )
    // one recipient, three mailboxes: 0.4 / (0.4 + 0.6 / 3) = 0.67, 0.24 gives 0.49, 0.1 gives 0.25
    assert.equal(with_(0.4).judgements[1]?.likelihood, 'likely')
    assert.equal(with_(0.4).judgements[1]?.confidence, 'low')
    assert.equal(with_(0.24).judgements[1]?.likelihood, 'roughly even chance')
    assert.match(with_(0.1).judgements[1]?.text ?? '', /Holdings alone do not tell/)
    assert.equal(with_(0.99).judgements[1]?.likelihood, 'likely')
  })

  it('says of papers alone that it cannot be told, and of nobody that they did it', () => {
    const { judgements, notes } = said(leak(), scan(HAND), sighting('host'))
    assert.deepEqual(estimates(said(leak(), scan(HAND), sighting('host'))), [])
    assert.match(
      judgements[0]?.text ?? '',
      /does not tell whether somebody with rightful access passed the papers on/,
    )
    assert.match(notes.map(({ text }) => text).join(), /Holdings tell which mailbox, not whose hand/)
    assert.match(notes.map(({ text }) => text).join(), /what report\.pdf names: bad\[\.\]test/)
  })

  it('finds nothing wrong where mailboxes cannot be told apart', () => {
    const several = leak({
      verdict: 'several',
      because: 'same-holdings',
      named: ['ana@q.example', 'dov@quillmere.example'],
    })
    const { judgements } = said(mail, scan(HAND), chain(), several)
    assert.match(judgements[1]?.text ?? '', /fit 2 mailboxes about equally/)
    assert.equal(judgements[1]?.likelihood, undefined)
  })

  it('passes the linter whatever stands in results', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.string(), fc.constantFrom('the mole', 'proof', 'highly probable', 'is to blame', '\n')),
          {
            minLength: 5,
            maxLength: 5,
          },
        ),
        fc.double(),
        ([from = '', host = '', holder = '', value = '', name = ''], involved) => {
          const { judgements, notes, gaps } = said(
            { ...mail, bytes: Buffer.concat([Buffer.from(`X-${name}\r\n`), MAIL]) },
            json('E2', {
              type: 'message',
              verdict: 'alert',
              message: { digest: DIGEST, from, date: name },
              findings: [{ id: 'sender.path-drift' }],
            }),
            json('E3', {
              type: 'trace',
              mail: { digest: DIGEST, from: { address: from } },
              links: [{ chain: { basis: 'http' }, signs: [{ kind: 'stop-over', domain: host }] }],
            }),
            sighting('host', { indicator: { type: 'domain', value, source: name } }),
            leak({ named: [holder], sources: [{ source: { kind: 'mailbox', holder }, involved }] }),
          )
          const sentences = [
            ...judgements.map(({ text, evidence }) => ({ text, evidence })),
            ...notes.map(({ text, items }) => ({ text, evidence: items })),
          ]
          assert.deepEqual(lintStatements(sentences), [])
          assert.deepEqual(lintStatements(gaps.map((text) => ({ text }))), [])
        },
      ),
      { numRuns: 300 },
    )
  })
})

describe('reading results', () => {
  it('says what is no result, and never throws', () => {
    const { unread, read } = readGrounds([
      json('a', { type: 'inspection' }),
      { id: 'b', bytes: Buffer.from('%PDF-1.4'), isMail: false },
      scan([]),
    ])
    assert.deepEqual(
      unread.map(({ item }) => item),
      ['a', 'b'],
    )
    assert.deepEqual(read, ['E2'])
    fc.assert(
      fc.property(
        fc.jsonValue(),
        fc.constantFrom('trace', 'hunt', 'message', 'sighting', 'leak-trace'),
        (value, type) => {
          const wrapped =
            typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { value }
          for (const key of ['links', 'items', 'answer', 'mail', 'message', 'sightings'])
            caseAssertions(readGrounds([json('x', { ...wrapped, type, verdict: 'alert', [key]: value })]))
        },
      ),
    )
  })
})

describe('entering what was proposed', () => {
  const empty: CaseContent = {
    kind: 'case',
    version: 1,
    name: 'harbour',
    title: 'Harbour',
    created: 0,
    tlp: 'amber',
    attackVersion: '18.1',
    evidence: ['E1', 'E2', 'E3', 'E4', 'E5'].map((id) => ({
      kind: 'case-evidence',
      id,
      of: 'note',
      digest: `sha256:${id}`,
      size: 1,
      name: id,
      title: id,
      collector: 'ana',
      collected: 0,
      how: 'exported',
      tool: 'test',
      tlp: 'amber',
    })),
    claims: [],
    hypotheses: [],
    cells: [],
    judgements: [],
    timeline: [],
    actors: [],
    techniques: [],
    notes: [],
    people: [],
    withdrawn: [],
    gaps: [],
  }
  const proposed = said(mail, scan(HAND), chain(), leak(), sighting('host'))

  it('keeps what a person weighed and said, and adds nothing twice', () => {
    let content = addingHypotheses(empty, STANDING_HYPOTHESES).content
    content = weighing(content, { hypothesis: 'H4', item: 'E5', value: 'I', why: 'they were away' }).content
    content = addingJudgement(content, {
      text: 'It is unlikely that the clock was wrong.',
      evidence: ['E1'],
    }).content
    const once = addingAssertions(content, proposed).content
    assert.equal(once.cells.find(({ hypothesis, item }) => hypothesis === 'H4' && item === 'E5')?.value, 'I')
    assert.equal(once.judgements.length, 1 + proposed.judgements.length)
    assert.equal(once.cells.length, 3 * STANDING_HYPOTHESES.length)
    assert.equal(once.notes.length, proposed.notes.length)
    const twice = addingAssertions(once, proposed)
    assert.deepEqual(twice.content, once)
    assert.deepEqual(twice.log, [])
  })

  it('passes over hypotheses that are not in the case', () => {
    assert.deepEqual(addingAssertions(empty, proposed).content.cells, [])
  })
})
