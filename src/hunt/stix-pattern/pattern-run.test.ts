import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compilePattern } from './compile-pattern.ts'
import { type ObservedData, observedData } from './observed-data.ts'
import { parsePattern } from './parse-pattern.ts'
import type { ObservationExpression } from './pattern.ts'
import type { PatternMatch, PatternRun } from './pattern-run.ts'

function person(
  key: string,
  time: string | number,
  name: string,
  age = 0,
  count = 1,
  last?: number,
): ObservedData {
  const first = typeof time === 'number' ? time : Date.parse(time)
  return observedData(key, first, last ?? first, count, [
    { id: 'p', type: 'person', properties: { type: 'person', name, age } },
  ])
}

function run(pattern: string, stream: readonly ObservedData[]): { matches: PatternMatch[]; run: PatternRun } {
  const compiled = compilePattern(pattern)
  assert.ok(compiled.kind === 'compiled-pattern', `${pattern}: ${JSON.stringify(compiled)}`)
  const started = compiled.start()
  return { matches: stream.flatMap((one) => started.next(one) ?? []), run: started }
}

function check(stream: readonly ObservedData[], holds: readonly string[], fails: readonly string[]): void {
  for (const one of holds) assert.ok(run(one, stream).matches.length > 0, `holds: ${one}`)
  for (const one of fails) assert.equal(run(one, stream).matches.length, 0, `fails: ${one}`)
}

// The facts below follow the cases of the OASIS matcher, cti-pattern-matcher (BSD-3).

test('AND, OR, FOLLOWEDBY, their order of binding, and different observations for each side', () => {
  check(
    [
      person('a', '2004-10-11T21:44:58Z', 'alice', 10),
      person('c', '2006-11-03T07:42:18.96Z', 'carol', 22),
      person('b', '2008-05-09T01:21:58.6Z', 'bob', 17),
    ],
    [
      "[person:name='alice'] AND [person:age>20]",
      "[person:name='alice'] OR [person:name='zelda']",
      "[person:name='alice'] FOLLOWEDBY [person:name>'bill']",
      "[person:age > 20] OR ([person:name > 'zelda'] FOLLOWEDBY [person:age < 0])",
      "[person:age > 20] OR [person:name > 'zelda'] AND [person:age < 0]",
      "([person:name='carol'] FOLLOWEDBY [person:name < 'elizabeth']) AND [person:age < 15]",
    ],
    [
      "[person:name='alice'] AND [person:name='zelda']",
      "[person:name='alice'] AND [person:age=10]",
      "[person:name='alice'] FOLLOWEDBY [person:age=10]",
      "[person:name='bob'] FOLLOWEDBY [person:age<15]",
      "[person:age > 20] OR [person:name > 'zelda'] FOLLOWEDBY [person:age < 0]",
      "([person:age > 20] OR [person:name > 'zelda']) AND [person:age < 0]",
      "[person:name='carol'] FOLLOWEDBY [person:name < 'elizabeth'] AND [person:age < 15]",
    ],
  )
})

test('WITHIN and START STOP', () => {
  check(
    [
      person('a', '1994-11-29T13:37:52Z', 'alice'),
      person('b', '1994-11-29T13:37:57Z', 'bob'),
      person('c', '1994-11-29T13:38:02Z', 'carol'),
    ],
    [
      "[person:name = 'bob'] WITHIN .0001 SECONDS",
      "[person:name = 'alice'] AND [person:name < 'carol'] WITHIN 1 SECONDS",
      "([person:name = 'alice'] AND [person:name < 'carol']) WITHIN 5 SECONDS",
      "[person:name = 'bob'] START t'1994-11-29T13:37:57Z' STOP t'1994-11-29T13:37:58Z'",
      "([person:name LIKE 'a%'] AND [person:name = 'bob']) START t'1994-11-29T13:37:50Z' STOP t'1994-11-29T13:37:58Z'",
      "[person:name MATCHES ''] REPEATS 2 TIMES START t'1994-11-29T13:37:50Z' STOP t'1994-11-29T13:37:58Z'",
    ],
    [
      "([person:name = 'alice'] AND [person:name < 'carol']) WITHIN 4.9999 SECONDS",
      "[person:name = 'bob'] START t'1994-11-29T13:37:58Z' STOP t'1994-11-29T13:37:59Z'",
      "[person:name = 'bob'] START t'1994-11-29T13:37:59Z' STOP t'1994-11-29T13:37:58Z'",
      "([person:name LIKE 'a%'] AND [person:name = 'bob']) START t'1994-11-29T13:37:50Z' STOP t'1994-11-29T13:37:57Z'",
      "[person:name MATCHES ''] REPEATS 3 TIMES START t'1994-11-29T13:37:50Z' STOP t'1994-11-29T13:37:58Z'",
      "[person:name NOT LIKE 'foo'] START t'1994-11-29T13:37:50Z' STOP t'1994-11-29T13:37:57Z' REPEATS 3 TIMES",
    ],
  )
})

test('an observation that stands for several serves as often', () => {
  check(
    [
      person('a', '2004-10-11T21:44:58Z', 'alice', 10, 2),
      person('b', '2004-10-11T21:45:01Z', 'bob', 17, 3),
      person('c', '2004-10-11T21:45:02Z', 'carol', 22, 2),
    ],
    [
      '[person:age < 20] REPEATS 5 TIMES',
      '([person:age < 20] REPEATS 2 TIMES) REPEATS 2 TIMES',
      "[person:name > 'aaron'] REPEATS 5 TIMES WITHIN 1 SECONDS",
      "([person:age < 30] AND [person:name > 'aaron']) WITHIN 2 SECONDS REPEATS 3 TIMES",
    ],
    ['[person:age < 20] REPEATS 10 TIMES', '([person:age < 20] REPEATS 2 TIMES) REPEATS 3 TIMES'],
  )
})

test('many fitting observations do not multiply', () => {
  const stream = Array.from({ length: 20 }, (_, i) => person(`k${i}`, i * 1000, 'alice', i))
  const all = '[person:age < 20]'
  const start = performance.now()
  check(
    stream,
    [
      `${all} REPEATS 10 TIMES WITHIN 10 SECONDS`,
      `${all} REPEATS 10 TIMES AND ${all}`,
      `${all} REPEATS 10 TIMES FOLLOWEDBY ${all}`,
      `(${all} REPEATS 5 TIMES) REPEATS 2 TIMES`,
      Array(10).fill(all).join(' AND '),
      Array(10).fill(all).join(' OR '),
      `(${all} FOLLOWEDBY [person:age > 5]) REPEATS 10 TIMES`,
    ],
    [`${all} REPEATS 10 TIMES WITHIN 8 SECONDS`],
  )
  assert.ok(performance.now() - start < 5000)
})

test('intervals: WITHIN asks for the nearest ends, FOLLOWEDBY for one after the other', () => {
  const within = (a: [number, number], b: [number, number], seconds: number): boolean =>
    run(`([person:name='alice'] AND [person:name='bob']) WITHIN ${seconds} SECONDS`, [
      person('a', a[0] * 1000, 'alice', 0, 1, a[1] * 1000),
      person('b', b[0] * 1000, 'bob', 0, 1, b[1] * 1000),
    ]).matches.length > 0
  assert.ok(within([1, 4], [2, 3], 1))
  assert.ok(within([1, 2], [3, 4], 1))
  assert.ok(within([1, 2], [4, 5], 2))
  assert.ok(!within([1, 2], [4, 5], 1))
  assert.ok(!within([1, 2], [5, 5], 2))
})

test('one match for each observation that completes one, the closest in time', () => {
  const stream = [
    person('a1', 0, 'alice'),
    person('a2', 50_000, 'alice'),
    person('b1', 60_000, 'bob'),
    person('x', 61_000, 'xaver'),
    person('b2', 400_000, 'bob'),
    person('a3', 401_000, 'alice'),
    person('b3', 402_000, 'bob'),
  ]
  const { matches } = run("([person:name='alice'] FOLLOWEDBY [person:name='bob']) WITHIN 300 SECONDS", stream)
  assert.deepEqual(
    matches.map(({ observations }) => observations.map(({ key }) => key)),
    [
      ['a2', 'b1'],
      ['a3', 'b3'],
    ],
  )
})

test('memory and search stay bounded over a long stream, and a limit that decides is said', () => {
  const compiled = compilePattern(
    "([person:name='alice'] AND [person:name='bob']) WITHIN 1 SECONDS AND [person:name='carol']",
  )
  assert.ok(compiled.kind === 'compiled-pattern')
  const started = compiled.start()
  const start = performance.now()
  started.next(person('a', 0, 'alice'))
  started.next(person('b', 10, 'bob'))
  for (let i = 1; i < 20_000; i++) started.next(person(`a${i}`, i * 10_000, 'alice'))
  assert.match(started.limits().join(), /were kept/)
  assert.ok(performance.now() - start < 20_000)
})

test('the same answer as trying every choice of observations', () => {
  const part = fc.constantFrom(
    "[person:name='a']",
    "[person:name='b']",
    '[person:age > 1]',
    "[person:name IN ('a','b')]",
  )
  const qualifier = fc.constantFrom(
    '',
    ' WITHIN 1 SECONDS',
    ' WITHIN 2 SECONDS',
    ' REPEATS 2 TIMES',
    ' REPEATS 2 TIMES WITHIN 1 SECONDS',
    ' WITHIN 1 SECONDS REPEATS 2 TIMES',
    " START t'1970-01-01T00:00:01Z' STOP t'1970-01-01T00:00:04Z'",
  )
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(part, qualifier).map(([a, q]) => a + q),
      fc
        .tuple(tie('pattern'), fc.constantFrom(' AND ', ' OR ', ' FOLLOWEDBY '), tie('pattern'), qualifier)
        .map(([a, join, b, q]) => `((${a})${join}(${b}))${q}`),
    ),
  }))
  const stream = fc.array(
    fc.record({
      gap: fc.nat(3),
      name: fc.constantFrom('a', 'b', 'c'),
      age: fc.nat(3),
      count: fc.constantFrom(1, 1, 1, 2),
    }),
    { maxLength: 6 },
  )
  let matched = 0
  fc.assert(
    fc.property(pattern, stream, (text, steps) => {
      const reading = parsePattern(text)
      assert.ok(reading.kind === 'pattern', text)
      if (atMost(reading.pattern) > 4) return
      let time = 0
      const data = steps.map(({ gap, name, age, count }, i) => {
        time += gap * 500
        return { data: person(String(i), time, name, age, count), name, age, count, time }
      })
      const compiled = compilePattern(text)
      assert.ok(compiled.kind === 'compiled-pattern')
      const started = compiled.start()
      for (const [i, one] of data.entries()) {
        const match = started.next(one.data)
        const expected = choices(reading.pattern, data.slice(0, i + 1)).some((choice) => choice.includes(i))
        assert.equal(match !== undefined, expected, `${text} at ${i}`)
        if (match) matched++
      }
      assert.deepEqual(started.limits(), [])
    }),
    { numRuns: 1500 },
  )
  assert.ok(matched > 300)
})

interface Step {
  readonly name: string
  readonly age: number
  readonly count: number
  readonly time: number
}

function atMost(node: ObservationExpression): number {
  if (node.kind === 'observation') return 1
  if (node.kind === 'qualified')
    return atMost(node.of) * (node.qualifiers.some(({ kind }) => kind === 'repeats') ? 2 : 1)
  return node.parts.reduce((sum, one) => sum + atMost(one), 0)
}

/** Every choice of observations that satisfies a pattern, by the words of §9.4 and §9.7 alone. */
function choices(node: ObservationExpression, stream: readonly Step[]): readonly (readonly number[])[] {
  const allowed = (choice: readonly number[]): boolean =>
    stream.every(({ count }, i) => choice.filter((one) => one === i).length <= count)
  const pairs = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number[][] =>
    a.flatMap((left) => b.map((right) => [...left, ...right])).filter(allowed)
  const times = (choice: readonly number[]): number[] => choice.map((i) => stream[i]!.time)
  switch (node.kind) {
    case 'observation': {
      const tested = node.test
      return stream.flatMap((step, i) => {
        if (!('values' in tested)) return []
        const values = tested.values.map(({ value }) => value)
        const holds = tested.operator === '>' ? step.age > Number(values[0]) : values.includes(step.name)
        return holds ? [[i]] : []
      })
    }
    case 'or':
      return node.parts.flatMap((one) => choices(one, stream))
    case 'and':
      return node.parts.map((one) => choices(one, stream)).reduce(pairs)
    case 'followed-by':
      return node.parts
        .map((one) => choices(one, stream))
        .reduce((left, right) =>
          left
            .flatMap((a) =>
              right.filter((b) => Math.max(...times(a)) <= Math.min(...times(b))).map((b) => [...a, ...b]),
            )
            .filter(allowed),
        )
    case 'qualified': {
      let found = choices(node.of, stream)
      for (const one of node.qualifiers) {
        if (one.kind === 'within')
          found = found.filter(
            (choice) => Math.max(...times(choice)) - Math.min(...times(choice)) <= one.span,
          )
        else if (one.kind === 'repeats') found = Array(one.times).fill(found).reduce(pairs)
        else
          found = found.filter((choice) =>
            times(choice).every((time) => time >= one.from && time < one.until),
          )
      }
      return found
    }
  }
}
