import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type HabitProfile, habitValues, learnHabits, nearestProfile } from './habit-profiles.ts'
import { countTraits, type TraitCounts, traitCounts } from './trait-counts.ts'
import { traitValues, valueKey } from './trait-values.ts'

const NAMES = ['a', 'b', 'c', 'd'] as const
const DESKTOP = { a: 'desk', b: 'desk', c: 'desk', d: 'desk' }
const PHONE = { a: 'phone', b: 'phone', c: 'phone', d: 'phone' }

type Values = Record<string, string>

const texts = traitValues()

/** The nearest profile to these traits. */
function nearest(profiles: readonly HabitProfile[], traits: Values, organisation: TraitCounts) {
  return nearestProfile(profiles, NAMES, texts.vectorOf(NAMES, traits), traits, organisation, texts)
}

function learn(profiles: HabitProfile[], organisation: TraitCounts, traits: Values, time: number): void {
  const vector = texts.vectorOf(NAMES, traits)
  texts.keep(vector, NAMES, traits)
  learnHabits(profiles, vector, traits.a ?? '', time)
  countTraits(organisation, vector)
}

function learned(...vectors: (readonly [Values, number])[]) {
  const profiles: HabitProfile[] = []
  const organisation = traitCounts()
  let time = 0
  for (const [traits, times] of vectors)
    for (let i = 0; i < times; i++) learn(profiles, organisation, traits, time++)
  return { profiles, organisation }
}

test('two devices make two profiles, and neither is strange', () => {
  const { profiles, organisation } = learned([DESKTOP, 30], [PHONE, 10])
  assert.deepEqual(
    profiles.map((one) => one.label),
    ['desk', 'phone'],
  )
  for (const traits of [DESKTOP, PHONE]) assert.ok(nearest(profiles, traits, organisation)!.drift < 2)
})

test('a mixture of two devices is stranger than either', () => {
  const { profiles, organisation } = learned([DESKTOP, 30], [PHONE, 30])
  const mixed = nearest(profiles, { ...DESKTOP, c: 'phone', d: 'phone' }, organisation)!
  const pure = nearest(profiles, PHONE, organisation)!
  assert.ok(mixed.drift > pure.drift + 4)
})

test('a trait that always changes is no surprise when it changes again', () => {
  const profiles: HabitProfile[] = []
  const organisation = traitCounts()
  for (let i = 0; i < 40; i++) {
    const traits = { ...DESKTOP, d: `random ${i}` }
    learn(profiles, organisation, traits, i)
  }
  const { surprises } = nearest(profiles, { ...DESKTOP, a: 'new', d: 'random 41' }, organisation)!
  const ratio = (trait: string) => surprises.find((one) => one.trait === trait)!.logRatio
  assert.ok(ratio('d') < 1)
  assert.ok(ratio('a') > 3)
})

test('what a surprise says can be counted again', () => {
  const { profiles, organisation } = learned([DESKTOP, 20])
  const { surprises } = nearest(profiles, { ...DESKTOP, b: 'other' }, organisation)!
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
  assert.equal(profiles[0]!.size, 50)
  assert.deepEqual(habitValues(profiles[0]!, 0), [[valueKey('desk'), 50]])
  const many: HabitProfile[] = []
  const organisation = traitCounts()
  for (let i = 0; i < 100; i++) learn(many, organisation, { a: `${i}`, b: `${i}`, c: `${i}`, d: `${i}` }, i)
  assert.ok(many.length <= 6)
})

test('counts are those of the last 50 messages, values in the order they came to stay', () => {
  const value = fc.constantFrom('x', 'y', 'z', 'w', 'v')
  fc.assert(
    fc.property(fc.array(fc.tuple(value, value), { maxLength: 200 }), (pairs) => {
      // Two traits always agree, so that all messages join one profile.
      const { profiles } = learned(
        ...pairs.map(
          ([c, d]) => [{ a: 'same', b: 'same', c, d: d === 'v' ? `${c}${d}` : 'same' }, 1] as const,
        ),
      )
      const expected = new Map<string, number>()
      for (const [i, [c]] of pairs.entries()) {
        expected.set(c, (expected.get(c) ?? 0) + 1)
        const old = pairs[i - 50]?.[0]
        if (old === undefined) continue
        const left = (expected.get(old) ?? 0) - 1
        if (left > 0) expected.set(old, left)
        else expected.delete(old)
      }
      if (profiles.length > 1) return
      assert.deepEqual(
        profiles[0] ? habitValues(profiles[0], 2) : [],
        [...expected].map(([text, n]) => [valueKey(text), n]),
      )
    }),
  )
})
