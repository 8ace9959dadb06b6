import assert from 'node:assert/strict'
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
