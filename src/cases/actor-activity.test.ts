import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ActorStatement, Case, CaseEvidence } from '../model/case.ts'
import type { CaseFacts, CaseSighting } from '../model/case-report.ts'
import { actorActivity } from './actor-activity.ts'

const DAY = 86_400_000
const evidence = (id: string, of: CaseEvidence['of'], time?: number): CaseEvidence => ({
  kind: 'case-evidence',
  id,
  of,
  digest: `sha256:${'0'.repeat(64)}`,
  size: 1,
  name: id,
  title: `Title of ${id}`,
  collector: 'ana',
  collected: 0,
  how: 'x',
  tool: 't',
  tlp: 'clear',
  ...(time !== undefined && { time }),
})
const actor = (id: string, name: string, by: string, rest: Partial<ActorStatement> = {}): ActorStatement => ({
  kind: 'actor-statement',
  id,
  name,
  by,
  alsoNamed: [],
  items: [],
  ...rest,
})
const sighting = (
  source: string,
  labels: readonly string[],
  rest: Partial<CaseSighting> = {},
): CaseSighting => ({
  evidence: 'E3',
  type: 'host',
  value: 'share.test',
  tier: 'host',
  digest: 'sha256:ab',
  time: 10 * DAY,
  source,
  labels,
  ...rest,
})
const found = (actors: readonly ActorStatement[]): Case =>
  ({
    evidence: [
      evidence('E1', 'outside-report', 40 * DAY),
      evidence('E2', 'article'),
      evidence('E3', 'sighting'),
    ],
    claims: [],
    actors,
  }) as unknown as Case
const facts = (sightings: readonly CaseSighting[]): CaseFacts => ({
  mails: [],
  chains: [],
  logs: [],
  unread: [],
  sightings,
})

test('the same name of two sources stays two, and who else uses it is told', () => {
  const activity = actorActivity(
    found([
      actor('A1', 'Grey Heron', 'Fernwick Labs', { items: ['E1'], alsoNamed: ['FW-12'] }),
      actor('A2', 'Grey Heron', 'Northgate', { said: 50 * DAY }),
      actor('A3', 'FW-12', 'Tarn', { said: 60 * DAY }),
      actor('A4', 'Grey Heron', 'Fernwick Labs', { said: 70 * DAY, alsoNamed: ['Reed'] }),
    ]),
    facts([sighting('Fernwick Labs', ['grey heron'], { published: 39 * DAY })]),
  )
  assert.deepEqual(
    activity.map(({ name, by, statements, alsoNamed, usedBy }) => [name, by, statements, alsoNamed, usedBy]),
    [
      ['Grey Heron', 'Fernwick Labs', ['A1', 'A4'], ['FW-12', 'Reed'], ['Northgate', 'Tarn']],
      ['Grey Heron', 'Northgate', ['A2'], [], ['Fernwick Labs']],
      ['FW-12', 'Tarn', ['A3'], [], ['Fernwick Labs']],
    ],
  )
  assert.deepEqual(
    activity[0]?.events.map(({ of, time, why }) => [of, time / DAY, why]),
    [
      ['sighting', 10, 'Fernwick Labs labels this indicator Grey Heron'],
      ['report', 39, 'Fernwick Labs labels this indicator Grey Heron'],
      ['report', 40, 'A1 rests on E1'],
      ['report', 70, 'A4 says when'],
    ],
  )
  assert.deepEqual(
    activity[1]?.events.map(({ of }) => of),
    ['report'],
  )
})

test('a sighting of another source, or without the name, stands under no cluster unless a statement rests on it', () => {
  const statement = actor('A1', 'Grey Heron', 'Fernwick Labs', { items: ['E2'] })
  const sightings = [sighting('Tarn', ['Grey Heron']), sighting('Fernwick Labs', ['phishing'])]
  const [alone] = actorActivity(found([statement]), facts(sightings))
  assert.deepEqual(alone?.events, [])
  assert.deepEqual(alone?.undated, ['E2'])
  const [resting] = actorActivity(found([{ ...statement, items: ['E3'] }]), facts(sightings))
  assert.deepEqual(
    resting?.events.map(({ of, why }) => [of, why]),
    [
      ['sighting', 'A1 rests on E3'],
      ['sighting', 'A1 rests on E3'],
    ],
  )
})
