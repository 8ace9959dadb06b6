import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import type { LeakTrace, MailboxAnswer, RivalSource } from '../model/leak-trace.ts'
import { NATURAL_MARK_KINDS } from '../model/natural-mark.ts'
import { leakHtml } from './leak-html.ts'
import { leakJson, registeredJson } from './leak-json.ts'
import { leakText, registeredText } from './leak-text.ts'

const HOSTILE = '\u001b[31m<script>alert(1)</script>\u202e http://evil.example/x'
const ID = `sha256:${'a'.repeat(64)}` as const

function trace(answer: Partial<MailboxAnswer> = {}): LeakTrace {
  return {
    kind: 'leak-trace',
    items: [
      {
        kind: 'leaked-item',
        name: HOSTILE,
        sha256: ID,
        letters: 100,
        found: 'versions',
        versions: [
          {
            document: {
              kind: 'document',
              id: ID,
              form: 'attachment',
              name: HOSTILE,
              mediaType: 'text/plain',
              size: 1,
              place: { kind: 'file', path: '/x' },
              letters: 100,
            },
            by: 'part',
            share: 0.5,
            words: [18, 20],
            differences: (['slip', 'changed', 'added', 'missing', 'apart'] as const).map((kind) => ({
              kind,
              leaked: HOSTILE,
              document: HOSTILE,
            })),
          },
        ],
        holders: [{ holder: HOSTILE, way: 'received', from: 0, document: ID }],
        marks: NATURAL_MARK_KINDS.map((mark) => ({
          kind: 'natural-mark',
          mark,
          value: HOSTILE,
          place: HOSTILE,
        })),
        relatives: [{ document: ID, name: HOSTILE, shared: ['XMP document'] }],
        boilerplate: 0,
        issues: [{ code: 'attachment.damaged', detail: HOSTILE }],
      },
    ],
    answer: {
      kind: 'mailbox-answer',
      verdict: 'one',
      named: [HOSTILE],
      because: 'best',
      sources: [
        {
          source: { kind: 'mailbox', holder: HOSTILE },
          share: 0.8,
          involved: 0.9,
          logLikelihood: -3,
          held: 1,
          sawAttraction: 2,
          accessFrom: 0,
          accessTo: 5,
        },
      ],
      items: [{ item: HOSTILE, holders: 1, heldByBest: true, weight: 2, bestWithout: HOSTILE }],
      rivals: (
        ['same-holdings', 'second-mailbox', 'elsewhere', 'owner-or-device', 'list-members', 'chance'] as const
      ).map((kind): RivalSource => ({ kind, holders: [HOSTILE], share: 0.1 })),
      accessNotBefore: 0,
      ...answer,
    },
    searched: { documents: 1, holders: 1, messages: 1, unread: 1 },
    until: 10,
  }
}

describe('a trace in words', () => {
  it('lets no escape sequence, markup or live link through', () => {
    const text = leakText(trace(), { width: 80, color: false })
    for (const raw of ['\u001b', '\u202e', 'http://evil'])
      assert.equal(text.includes(raw), false, JSON.stringify(raw))
    const page = leakHtml(trace())
    for (const raw of ['\u001b', '<script', 'http://evil', '\u202e'])
      assert.equal(page.includes(raw), false, JSON.stringify(raw))
    assert.equal(JSON.parse(leakJson(trace())).items[0].name, HOSTILE)
  })

  it('never gives a bare name: likelihood, what was held, and rivals stand beside it', () => {
    const text = leakText(trace(), { width: 200, color: false }).replace(/\s+/g, ' ')
    for (const words of [
      'likelihood 90 %',
      'held 1 of 1 traced item',
      'What else would look like this',
      'no proof against a person',
    ])
      assert.ok(text.includes(words), words)
  })

  it('names a version with its runner-up, tells pages, and until when it was held', () => {
    const base = trace()
    const [item] = base.items
    const [version] = item?.versions ?? []
    assert.ok(item && version)
    const other = { ...version, document: { ...version.document, id: `sha256:${'b'.repeat(64)}` as const } }
    const text = (more: Partial<typeof item>): string =>
      leakText({ ...base, items: [{ ...item, ...more }] }, { width: 400, color: false }).replace(/\s+/g, ' ')
    const day = Date.UTC(2024, 1, 5)
    const held = { holder: 'ann@example.org', way: 'received', from: day, document: ID } as const
    const named = text({
      found: 'version',
      versions: [
        { ...version, behind: 0 },
        { ...other, behind: -Math.log(400) },
      ],
      holders: [
        { ...held, seen: day + 86_400_000 * 30, trashed: true, until: day + 86_400_000 * 60 },
        { ...held, holder: 'bob@example.org', way: 'list' },
      ],
    })
    for (const words of [
      'next: ',
      '400 times less likely',
      '(aaaaaaaaaaaa, first held 5 February 2024)',
      'still there among deleted mail in an export of about 6 March 2024, gone by 5 April 2024',
      'bob@example.org, a list, since 5 February 2024',
    ])
      assert.ok(named.includes(words), words)
    const { words: _, ...looked } = version
    const pages = text({
      found: 'version',
      versions: [
        {
          ...looked,
          by: 'page',
          likeness: 0.934,
          pages: [1, 2, 3, 4, 5, 6].map((n) => [n, n + 10] as const),
        },
      ],
    })
    assert.ok(
      pages.includes(
        'page 1 is like page 11, page 2 is like page 12, page 3 is like page 13, page 4 is like page 14 and 2 more; likeness 0.93 of 1',
      ),
    )
  })

  it('tells what every item adds, also when it adds nothing', () => {
    const items = Array.from({ length: 10 }, (_, n) => ({
      item: `item ${n}`,
      holders: n + 1,
      heldByBest: true,
      weight: n === 0 ? 0.05 : n,
      bestWithout: HOSTILE,
    }))
    const text = leakText(trace({ items }), { width: 400, color: false })
    for (const words of [
      'item 9: held by 10 mailboxes, for the first by',
      'and 2 items that say less; JSON has them',
    ])
      assert.ok(text.includes(words), words)
    const few = leakText(trace({ items: items.slice(0, 1) }), { width: 400, color: false })
    assert.ok(few.includes('item 0: held by 1 mailbox, says nothing for or against the first'))
    assert.equal(JSON.parse(leakJson(trace({ items }))).answer.items.length, 10)
  })

  it('tells what was not found from what could not be searched for', () => {
    const [item] = trace().items
    assert.ok(item)
    const bare = { ...item, versions: [], holders: [], marks: [], relatives: [], issues: [] }
    const none = { ...bare, found: 'none' } as const
    const unread = { ...bare, found: 'no-text' } as const
    const empty = {
      ...unread,
      sha256: `sha256:${createHash('sha256').update('').digest('hex')}`,
    } as const
    const text = (...items: LeakTrace['items']): string =>
      leakText({ ...trace(), items }, { width: 400, color: false }).replace(/\s+/g, ' ')
    assert.ok(
      text(none).includes(
        '1 leaked item was not found among them. That does not say that it never was here.',
      ),
    )
    assert.ok(
      text(none, none).includes(
        '2 leaked items were not found among them. That does not say that they never were here.',
      ),
    )
    const unsearched = text(unread, empty)
    assert.ok(
      unsearched.includes('Run OCR over it') && unsearched.includes('Not searched: the file is empty.'),
    )
    assert.ok(
      unsearched.includes(
        '2 leaked items could not be searched for: nothing is known of where they come from.',
      ),
    )
    // nothing was looked for, so nothing was missed
    assert.ok(!unsearched.includes('not found among them'))
  })

  it('says why it cannot tell', () => {
    for (const because of [
      'same-holdings',
      'too-close',
      'elsewhere-as-good',
      'no-items',
      'nobody-held',
    ] as const)
      assert.ok(
        leakText(trace({ because, verdict: 'cannot-tell', sources: [], items: [], rivals: [] }), {
          width: 200,
          color: false,
        }).includes('Cannot tell'),
      )
  })

  it('tells what was registered', () => {
    const file = {
      kind: 'registered-file',
      name: HOSTILE,
      document: ID,
      letters: 0,
      pages: 0,
      issues: [HOSTILE],
    } as const
    const text = registeredText(file, { width: 80, color: false })
    assert.ok(text.includes('no text') && !text.includes('\u001b'))
    assert.equal(JSON.parse(registeredJson(file)).type, 'registered-file')
  })
})
