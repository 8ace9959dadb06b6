import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type HabitProfile, learnHabits, nearestProfile } from './habit-profiles.ts'
import { countTraits, traitCounts } from './trait-counts.ts'

const NAMES = ['a', 'b', 'c', 'd'] as const
const DESKTOP = { a: 'desk', b: 'desk', c: 'desk', d: 'desk' }
const PHONE = { a: 'phone', b: 'phone', c: 'phone', d: 'phone' }

function learned(...vectors: (readonly [Record<string, string>, number])[]) {
  const profiles: HabitProfile[] = []
  const organisation = traitCounts()
  let time = 0
  for (const [traits, times] of vectors)
    for (let i = 0; i < times; i++) {
      learnHabits(profiles, NAMES, traits, traits.a ?? '', time++)
      countTraits(organisation, NAMES, traits)
    }
  return { profiles, organisation }
}

test('two devices make two profiles, and neither is strange', () => {
  const { profiles, organisation } = learned([DESKTOP, 30], [PHONE, 10])
  assert.deepEqual(
    profiles.map((one) => one.label),
    ['desk', 'phone'],
  )
  for (const traits of [DESKTOP, PHONE])
    assert.ok(nearestProfile(profiles, NAMES, traits, organisation)!.drift < 2)
})

test('a mixture of two devices is stranger than either', () => {
  const { profiles, organisation } = learned([DESKTOP, 30], [PHONE, 30])
  const mixed = nearestProfile(profiles, NAMES, { ...DESKTOP, c: 'phone', d: 'phone' }, organisation)!
  const pure = nearestProfile(profiles, NAMES, PHONE, organisation)!
  assert.ok(mixed.drift > pure.drift + 4)
})

test('a trait that always changes is no surprise when it changes again', () => {
  const profiles: HabitProfile[] = []
  const organisation = traitCounts()
  for (let i = 0; i < 40; i++) {
    const traits = { ...DESKTOP, d: `random ${i}` }
    learnHabits(profiles, NAMES, traits, 'desk', i)
    countTraits(organisation, NAMES, traits)
  }
  const { surprises } = nearestProfile(
    profiles,
    NAMES,
    { ...DESKTOP, a: 'new', d: 'random 41' },
    organisation,
  )!
  const ratio = (trait: string) => surprises.find((one) => one.trait === trait)!.logRatio
  assert.ok(ratio('d') < 1)
  assert.ok(ratio('a') > 3)
})

test('what a surprise says can be counted again', () => {
  const { profiles, organisation } = learned([DESKTOP, 20])
  const { surprises } = nearestProfile(profiles, NAMES, { ...DESKTOP, b: 'other' }, organisation)!
  const { value, seen, of, usual, usualSeen, seenInOrganisation, ofOrganisation } = surprises[1]!
  assert.deepEqual(
    { value, seen, of, usual, usualSeen, seenInOrganisation, ofOrganisation },
    {
      value: 'other',
      seen: 0,
      of: 20,
      usual: 'desk',
      usualSeen: 20,
      seenInOrganisation: 0,
      ofOrganisation: 20,
    },
  )
})

test('memory is bounded and forgets the oldest', () => {
  const { profiles } = learned([DESKTOP, 500])
  assert.equal(profiles[0]!.recent.length, 50)
  assert.equal(profiles[0]!.counts[0]!.get('desk'), 50)
  const many: HabitProfile[] = []
  for (let i = 0; i < 100; i++)
    learnHabits(many, NAMES, { a: `${i}`, b: `${i}`, c: `${i}`, d: `${i}` }, '', i)
  assert.ok(many.length <= 6)
})
