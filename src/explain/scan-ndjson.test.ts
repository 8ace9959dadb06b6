import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import {
  HOSTILE_SCANNED,
  SCANNED,
  SUMMARY,
  TAKEOVER_SCANNED,
  UNJUDGED_SCANNED,
} from '../testing/scan-fixture.ts'
import { scanJson } from './scan-json.ts'
import { messageLine, summaryLine } from './scan-ndjson.ts'

type Json = null | string | number | boolean | Json[] | { [name: string]: Json }

const parse = (line: string): { [name: string]: Json } => JSON.parse(line)

/** Every field of a value as the documentation names it: `findings[].evidence[].range.start`. */
function fieldsOf(value: Json, at = ''): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => fieldsOf(item, `${at}[]`))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = at === '' ? name : `${at}.${name}`
    return [path, ...fieldsOf(inner, path)]
  })
}

test('a message line is the contract of the design, field by field and in its order', () => {
  const line = messageLine(TAKEOVER_SCANNED)
  assert.ok(line.endsWith('}\n') && !line.slice(0, -1).includes('\n'))
  const entry = parse(line)
  assert.deepEqual(Object.keys(entry), [
    'type',
    'rank',
    'score',
    'verdict',
    'model',
    'message',
    'findings',
    'contacts',
  ])
  assert.deepEqual(
    { ...entry, findings: [] },
    {
      type: 'message',
      rank: 1,
      score: 0.99731,
      verdict: 'alert',
      model: 'takeover',
      message: {
        id: '<1b7e-9f02-4c11@mail-out.harbourwatch.example>',
        digest: TAKEOVER_SCANNED.record.digest,
        date: '2024-06-13T09:12:40Z',
        from: 'vera@harbourwatch.example',
        subject: 'Fwd: Minutes and annex from Tuesday',
        source: '/mail/board.mbox#123456',
      },
      findings: [],
      // Held, and nothing known before it.
      contacts: { known: [], unknown: [] },
    },
  )
  const findings = entry.findings as { [name: string]: Json }[]
  assert.equal(findings.length, 5)
  for (const finding of findings)
    assert.deepEqual(Object.keys(finding), [
      'id',
      'severity',
      'channel',
      'seen',
      'why',
      'innocent',
      'next',
      'evidence',
    ])
})

test('what is not known is null', () => {
  const { message, model } = parse(messageLine(UNJUDGED_SCANNED)) as {
    message: { [name: string]: Json }
    model: Json
  }
  assert.deepEqual([message.id, message.date, model], [null, null, null])
})

test('raw values survive, yet the line can be printed to a terminal', () => {
  const line = messageLine(HOSTILE_SCANNED)
  assert.doesNotMatch(line.slice(0, -1), /[\p{Cc}\p{Cs}\u200b-\u200f\u2028\u2029\u202a-\u202e\u2060-\u206f]/u)
  const { message } = parse(line) as { message: { subject: string } }
  assert.equal(message.subject, HOSTILE_SCANNED.record.subject)
})

test('the summary line has counts, coverage and timings', () => {
  const entry = parse(summaryLine(SUMMARY))
  assert.equal(entry.type, 'summary')
  for (const name of ['messages', 'verdicts', 'budget', 'coverage', 'timings']) assert.ok(entry[name], name)
  assert.equal(entry.first, '2019-05-03T08:00:00Z')
})

test('one JSON document holds the same objects', () => {
  const document = parse(scanJson(SCANNED, SUMMARY))
  assert.deepEqual(
    document.messages,
    SCANNED.map((one) => parse(messageLine(one))),
  )
  assert.deepEqual(document.summary, parse(summaryLine(SUMMARY)))
  assert.equal(document.type, 'scan')
})

test('docs/ndjson.md documents every field, and none that does not exist', () => {
  const text = readFileSync(new URL('../../docs/ndjson.md', import.meta.url), 'utf8')
  const [messagePart = '', summaryPart = ''] = text.split('\n## The summary')
  const documented = (part: string): ReadonlySet<string> =>
    new Set([...part.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name ?? ''))
  const evidence = TAKEOVER_SCANNED.judgement.findings[0]!.evidence[0]
  const complete = {
    ...TAKEOVER_SCANNED,
    judgement: {
      ...TAKEOVER_SCANNED.judgement,
      reviewed: 'confirm',
      contacts: HOSTILE_SCANNED.judgement.contacts,
      findings: SCANNED.flatMap(({ judgement }) => judgement.findings).map((finding) => ({
        ...finding,
        evidence: [...finding.evidence, { ...evidence, message: TAKEOVER_SCANNED.record.digest }] as const,
      })),
    },
  } as typeof TAKEOVER_SCANNED
  const summaries = [
    SUMMARY,
    {
      ...SUMMARY,
      budget: { ...SUMMARY.budget, asked: { kind: 'share', alerts: 1, messages: 500 } as const },
    },
  ]
  const messageFields = new Set(fieldsOf(parse(messageLine(complete))))
  const summaryFields = new Set(summaries.flatMap((one) => fieldsOf(parse(summaryLine(one)))))
  assert.deepEqual([...messageFields].sort(), [...documented(messagePart)].sort())
  assert.deepEqual([...summaryFields].sort(), [...documented(summaryPart)].sort())
})
