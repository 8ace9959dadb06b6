import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compilePattern } from './compile-pattern.ts'
import { type ObservedObject, observedData } from './observed-data.ts'

// The facts (which test holds of which value) follow the cases of the OASIS matcher, cti-pattern-matcher (BSD-3).

function fits(pattern: string, objects: readonly Record<string, unknown>[], limits: string[] = []): boolean {
  const compiled = compilePattern(pattern)
  assert.ok(compiled.kind === 'compiled-pattern', `${pattern}: ${JSON.stringify(compiled)}`)
  const observed = objects.map(
    (properties, i): ObservedObject => ({
      id: String(properties.id ?? i),
      type: String(properties.type),
      properties,
    }),
  )
  const run = compiled.start()
  const match = run.next(observedData('one', 0, 0, 1, observed))
  limits.push(...run.limits())
  return match !== undefined
}

function check(
  objects: readonly Record<string, unknown>[],
  holds: readonly string[],
  fails: readonly string[],
): void {
  for (const one of holds) assert.ok(fits(`[${one}]`, objects), `holds: ${one}`)
  for (const one of fails) assert.ok(!fits(`[${one}]`, objects), `fails: ${one}`)
}

const VALUES = {
  type: 'test',
  int: 5,
  float: 12.658,
  float_int: 12.0,
  bool: true,
  string: 'hello',
  ip: '11.22.33.44',
  cidr: '11.22.33.44/20',
  none: null,
  time: '2014-04-19T06:51:26Z',
}

test('numbers, texts and truth compare inside their type; another type is unequal', () => {
  check(
    [VALUES],
    [
      'test:int = 5',
      'test:int NOT != 5',
      'test:int > 3',
      'test:int NOT < 3',
      'test:int > 4.9',
      'test:int < 5.1',
      'test:int >= 5',
      'test:int != false',
      'test:int NOT = true',
      "test:int != 'world'",
      "test:int != h'010203'",
      "test:int != b'AQIDBA=='",
      "test:int != t'1965-07-19T22:41:38Z'",
      'test:int IN (-4, 5, 6.6)',
      "test:int NOT IN ('a', 'b')",
      "test:int NOT MATCHES 'l+'",
      "test:int NOT LIKE 'he%'",
      'test:float = 12.658',
      'test:float > 12.65799',
      'test:float_int IN (11, 12, 13)',
      'test:bool = true',
      'test:bool != false',
      "test:bool != 'true'",
      "test:string = 'hello'",
      "test:string > 'alice'",
      "test:string <= 'zebra'",
      "test:string LIKE 'he%'",
      "test:string LIKE '_ello'",
      "test:string MATCHES 'l+'",
      "test:string MATCHES ''",
      "test:string NOT MATCHES '^l'",
      'test:string NOT IN ()',
      "test:none != 'alice'",
      "test:time < t'2014-04-19T06:51:27Z'",
      "test:time = t'2014-04-19T06:51:26.000Z'",
      "test:time > '2014'",
    ],
    [
      'test:int NOT = 5',
      'test:int > 8',
      'test:int = true',
      "test:int > h'010203'",
      "test:int < b'AQIDBA=='",
      "test:int > t'1965-07-19T22:41:38Z'",
      "test:int LIKE '5'",
      'test:int NOT IN (-4, 5, 6)',
      "test:int IN ('a')",
      'test:bool = 1',
      "test:string = 'Hello'",
      'test:string IN ()',
      "test:string LIKE 'ell'",
      "test:string = t'2014-04-19T06:51:26Z'",
      "test:none = 'alice'",
      "test:none > 'a'",
      "test:none LIKE 'a'",
      "test:absent != 'x'",
      "test:absent NOT = 'x'",
      'other:int != 5',
    ],
  )
})

test('IP blocks', () => {
  check(
    [VALUES, { type: 'six', ip: '2001:db8::1' }],
    [
      "test:ip ISSUBSET '11.22.32.0/20'",
      "test:ip ISSUBSET '11.22.33.44/32'",
      "test:cidr ISSUBSET '11.22.0.0/16'",
      "test:cidr ISSUPERSET '11.22.33.44'",
      "test:ip NOT ISSUBSET '12.0.0.0/8'",
      "test:ip ISSUBSET '0.0.0.0/0'",
      "six:ip ISSUBSET '2001:0db8:0000:0000:0000:0000:0000:0000/32'",
      "six:ip NOT ISSUBSET '0.0.0.0/0'",
    ],
    [
      "test:ip ISSUPERSET '11.22.32.0/20'",
      "test:cidr ISSUBSET '11.22.33.44/24'",
      "test:int ISSUBSET '0.0.0.0/0'",
    ],
  )
})

test('bytes in hex and base64', () => {
  check(
    [
      {
        type: 'b',
        name: 'alice',
        name_u: 'ălice',
        name_hex: '616c696365',
        name_bin: 'YWxpY2U=',
        bin_hex: '01020304',
      },
    ],
    [
      "b:name = h'616c696365'",
      "b:name = b'YWxpY2U='",
      "b:name_bin = h'616c696365'",
      "b:name_hex = 'alice'",
      "b:name > h'616172647661726b'",
      "b:name_bin > 'aardvark'",
      "b:name_hex MATCHES '\\\\x61li[c\\\\x01]e'",
      "b:name_bin NOT MATCHES 'ălice'",
      "b:name_bin LIKE '%alice%'",
      "b:name_bin NOT LIKE '%ălice%'",
      "b:bin_hex = b'AQIDBA=='",
      "b:bin_hex MATCHES '.*\\\\x03'",
    ],
    [
      "b:name_bin MATCHES '\\\\x62o[b\\\\x01]'",
      "b:name_hex NOT MATCHES '\\\\x61li[c\\\\x01]e'",
      "b:name_bin = 'ălice'",
      "b:name_bin > 'ălice'",
      "b:name_bin < 'ălice'",
      "b:name_u = h'616c696365'",
      "b:name_u > h'616c696365'",
      "b:name_u < b'YWxpY2U='",
    ],
  )
})

test('equality is exact, LIKE and MATCHES see one form of accented letters', () => {
  const forms = { nfc: '\u1e0d\u0307', nfd: 'd\u0323\u0307', other: '\u1e0b\u0323' }
  for (const [name, value] of Object.entries(forms))
    for (const [other, written] of Object.entries(forms)) {
      const objects = [{ type: 't', value }]
      const same = name === other
      check(
        objects,
        [
          `t:value LIKE '${written}'`,
          `t:value MATCHES '^${written}$'`,
          `t:value ${same ? '=' : '!='} '${written}'`,
        ],
        [`t:value ${same ? '!=' : '='} '${written}'`],
      )
    }
})

test('tests of one type speak of the same object, tests of two types of the same observation', () => {
  check(
    [
      { type: 'person', name: 'alice', age: 10 },
      { type: 'person', name: 'bob', age: 15 },
      { type: 'pet', name: 'rex', age: 3 },
      { type: 'pet', name: 'ivy', age: 9 },
    ],
    [
      "person:name = 'alice' AND person:age < 20",
      "person:name = 'alice' OR person:age > 1000 AND person:age < 0",
      "(person:name = 'carol' OR person:name = 'bob') AND person:age > 10",
      "(person:name = 'dora' OR person:name = 'carol') AND person:age < 0 OR person:age > 5",
      "person:name = 'alice' AND pet:name = 'ivy'",
      "(person:name = 'alice' OR pet:name = 'rex') AND (person:age = 15 OR pet:age = 9)",
    ],
    [
      "person:name = 'alice' AND person:age > 10",
      "person:name = 'alice' AND pet:name = 'tom'",
      "(person:name = 'alice' AND pet:name = 'rex' OR person:name = 'bob' AND pet:name = 'ivy') AND (person:age = 15 AND pet:age = 3)",
    ],
  )
})

test('references, lists, dictionaries, and circles of references', () => {
  const people = [
    { id: 'p1', type: 'person', name: 'alice', knows_ref: 'p2' },
    {
      id: 'p2',
      type: 'person',
      name: 'bob',
      knows_refs: ['p1', 'p3'],
      'has.dot': 2,
      tags: [['a'], ['b', 'c']],
    },
    {
      id: 'p3',
      type: 'person',
      name: 'carol',
      knows_refs: ['p1', 'p2', 'p3'],
      hashes: { 'SHA-256': 'AB', MD5: 'cd'.repeat(16) },
    },
  ]
  check(
    people,
    [
      "person:knows_ref.name = 'bob'",
      "person:knows_refs[*].knows_refs[*].name = 'alice'",
      "person:knows_refs[1].name = 'carol'",
      "person:'has.dot' = 2",
      "person:tags[1][0] = 'b'",
      "person:tags[*][*] = 'c'",
      "person:hashes.'SHA-256' LIKE 'AB'",
      `person:hashes.md5 = '${'CD'.repeat(16)}'`,
      "person:hashes[*] LIKE 'cd%'",
      'EXISTS person:knows_ref.knows_refs',
      'NOT EXISTS person:knows_ref',
      `person:${'knows_refs[*].'.repeat(40)}name = 'alice'`,
    ],
    [
      "person:knows_ref.name = 'erin'",
      "person:knows_refs[7].name = 'alice'",
      "person:tags[*] = 'a'",
      'person:name.length = 5',
      "person:constructor.name = 'Object'",
      'EXISTS person:absent',
      'person:__proto__.x = 1',
    ],
  )
})

test('several types with many objects stay bounded, and it is said', () => {
  const objects = ['a', 'b', 'c', 'd'].flatMap((type) =>
    Array.from({ length: 40 }, (_, i) => ({ type, n: `n${i}`, m: -i })),
  )
  const tests = ['a', 'b', 'c', 'd'].flatMap((type) =>
    Array.from({ length: 20 }, (_, i) => `${type}:n LIKE 'n${i}'`),
  )
  const limits: string[] = []
  const start = performance.now()
  fits(
    `[(${tests.join(' OR ')}) AND (a:m = -41 OR b:m = -41) AND (c:m = 1 OR d:m = 1) AND (b:m = 1 OR c:m = 1)]`,
    objects,
    limits,
  )
  assert.ok(performance.now() - start < 3000)
  assert.equal(limits.length, 1)
})

test('thousands of values in one pattern are one look at each object', () => {
  const many = Array.from({ length: 15_000 }, (_, i) => `t:value = 'v${i}'`)
  const objects = Array.from({ length: 200 }, (_, i) => ({ type: 't', value: `w${i}` }))
  const start = performance.now()
  assert.ok(!fits(`[${many.join(' OR ')}]`, objects))
  assert.ok(fits(`[${many.join(' OR ')} OR t:value = 'w199']`, objects))
  assert.ok(fits(`[${many.slice(0, 900).join('] OR [')}] OR [t:value = 'w7']`, objects))
  assert.ok(performance.now() - start < 5000)
  assert.ok(fits("[t:value = 5 OR t:value = 'x']", [{ type: 't', value: 5 }]))
  assert.ok(fits("[t:value = 5 OR t:value NOT = 'x']", [{ type: 't', value: 'y' }]))
})
