import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CONTRACT_ZONE, resolverContract, UNANSWERED } from '../testing/resolver-contract.ts'
import { recordingResolver, replayResolver } from './recording-resolver.ts'
import { RECORD_TYPES, zoneOf, zoneResolver } from './zone-resolver.ts'

const zone = zoneResolver(zoneOf(CONTRACT_ZONE, 'contract'), 7)

resolverContract('recording resolver', () => recordingResolver(zone))

resolverContract('replay resolver', async () => {
  const recording = recordingResolver(zone)
  for (const name of [...Object.keys(CONTRACT_ZONE), UNANSWERED])
    for (const type of RECORD_TYPES) await recording.resolve(name, type)
  return replayResolver(
    JSON.parse(JSON.stringify(recording.recorded())) as ReturnType<typeof recording.recorded>,
  )
})

test('every question is recorded once, with its last answer', async () => {
  const recording = recordingResolver(zone)
  await recording.resolve('text.example.test', 'TXT')
  await recording.resolve('TEXT.example.test', 'TXT')
  await recording.resolve(UNANSWERED, 'A')
  assert.deepEqual(
    recording.recorded().map(({ id, status }) => `${id} ${status}`),
    ['dns:TXT:text.example.test answer', `dns:A:${UNANSWERED} unknown`],
  )
})

test('of several recordings the newest counts; what was not recorded is unknown', async () => {
  const lookup = { kind: 'lookup', id: 'dns:TXT:a.test', from: 'dns', status: 'answer' } as const
  const replay = replayResolver([
    { ...lookup, time: 9, answer: ['new'] },
    { ...lookup, time: 3, answer: ['old'] },
  ])
  assert.deepEqual((await replay.resolve('a.test', 'TXT')).answer, ['new'])
  const other = await replay.resolve('b.test', 'TXT')
  assert.equal(other.status, 'unknown')
  assert.equal(other.time, 9)
})
