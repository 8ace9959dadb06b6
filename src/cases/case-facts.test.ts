import assert from 'node:assert/strict'
import { hash } from 'node:crypto'
import { it } from 'node:test'
import type { CaseEvidence } from '../model/case.ts'
import { caseFacts } from './case-facts.ts'

it('reads sightings as hunt writes them: in one document or by lines, with the date of the mail', () => {
  const sighting = {
    type: 'sighting',
    tier: 'host',
    indicator: { id: 'i', type: 'domain', value: 'bad.test', source: 'report.pdf' },
    digest: 'sha256:ab',
    date: '2026-03-02T08:12:00Z',
  }
  for (const text of [
    JSON.stringify({ type: 'hunt', sightings: [sighting] }),
    `${JSON.stringify(sighting)}\n${JSON.stringify({ type: 'summary' })}\n`,
  ]) {
    const bytes = Buffer.from(text)
    const evidence: CaseEvidence = {
      kind: 'case-evidence',
      id: 'E1',
      of: 'sighting',
      digest: `sha256:${hash('sha256', bytes)}`,
      size: bytes.length,
      name: 'hunted.json',
      title: 'hunted.json',
      collector: 'ana',
      collected: 0,
      how: 'written by counterfoil hunt',
      tool: 'test',
      tlp: 'amber',
    }
    const { sightings, unread } = caseFacts([evidence], () => bytes)
    assert.deepEqual(unread, [])
    assert.deepEqual(
      sightings.map(({ value, tier, time, source }) => [value, tier, time, source]),
      [['bad.test', 'host', Date.UTC(2026, 2, 2, 8, 12), 'report.pdf']],
    )
  }
})
