// Whoever publishes a feed, or took over its site, writes these files: nothing in them may throw, hang or fill memory.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import type { IndicatorSet } from '../../model/indicator.ts'
import { readIndicators } from './read-indicators.ts'
import { READ_LIMITS } from './read-limits.ts'

const FOLDER = join(import.meta.dirname, '../../../fixtures/reports')
const read = (text: string | Buffer, name = 'feed'): Promise<IndicatorSet> =>
  readIndicators(Buffer.from(text as string), name)

async function timed(what: string, text: string | Buffer, seconds: number): Promise<IndicatorSet> {
  const started = performance.now()
  const set = await read(text)
  const took = performance.now() - started
  assert.ok(took < seconds * 1_000, `${what} took ${Math.round(took)} ms`)
  return set
}

test('any bytes are read without throwing', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 500 }),
      fc.constantFrom('a', 'a.csv', 'a.md', 'a.html'),
      async (bytes, name) => {
        const set = await readIndicators(bytes, name)
        assert.equal(set.kind, 'indicator-set')
      },
    ),
    { numRuns: 1_000 },
  )
})

const SEEDS: readonly string[] = [
  '{"type":"bundle","id":"bundle--00000000-0000-4000-8000-000000000000","objects":[{"type":"indicator","id":"indicator--00000000-0000-4000-8000-000000000000","pattern":"[domain-name:value = \'a.test\']","object_marking_refs":["x"],"__proto__":{"a":1}},{"type":"report","object_refs":["indicator--00000000-0000-4000-8000-000000000000"]}]}',
  '{"Event":{"info":"x","Attribute":[{"type":"domain|ip","value":"a.test|192.0.2.1","to_ids":true,"Tag":[{"name":"tlp:red"}]}],"Object":[{"Attribute":[]}]}}',
  'value,type\n"a.test,b.test",domain\n"x\n',
  '<ioc xmlns="http://schemas.mandiant.com/2010/ioc"><definition><Indicator operator="OR"><IndicatorItem><Context search="Network/DNS"/><Content>a.test</Content></IndicatorItem></Indicator></definition></ioc>',
  readFileSync(join(FOLDER, '02-ioc-tables.md'), 'utf8'),
  readFileSync(join(FOLDER, '14-invisible-marks.html'), 'utf8'),
]

test('damaged files are read without throwing', async () => {
  const seed = fc.constantFrom(...SEEDS)
  const junk = fc.constantFrom(
    '"',
    '{',
    '[',
    ']',
    '}',
    '<',
    '>',
    ',',
    '\n',
    '\u0000',
    '[.]',
    'null',
    '1e999',
    '|',
    '\ud800',
    '<td>',
    '://',
  )
  await fc.assert(
    fc.asyncProperty(
      seed,
      fc.array(fc.tuple(fc.nat(), fc.nat(20), junk), { maxLength: 6 }),
      async (text, edits) => {
        let damaged = text
        for (const [at, cut, put] of edits) {
          const place = at % (damaged.length + 1)
          damaged = damaged.slice(0, place) + put + damaged.slice(place + cut)
        }
        for (const { value, wording, context } of (await read(damaged)).indicators) {
          assert.ok(value !== '' && value.length <= READ_LIMITS.patternLength)
          assert.ok(wording.length <= READ_LIMITS.wordingLength)
          assert.ok((context ?? '').length <= READ_LIMITS.contextLength)
        }
      },
    ),
    { numRuns: 500 },
  )
})

test('JSON of any depth and size ends with the line', async () => {
  const deep = await timed('depth', '['.repeat(2_000_000), 10)
  assert.deepEqual(
    deep.issues.map(({ code }) => code),
    ['limit.intel-size'],
  )
  const many = await timed('values', `[${'{},'.repeat(READ_LIMITS.treeValues)}{}]`, 20)
  assert.deepEqual(
    many.issues.map(({ code }) => code),
    ['limit.intel-size'],
  )
  const broken = await read('{\n"type": "bundle",\n"objects": [\n{"a" 1}\n]}')
  assert.deepEqual(
    broken.issues.map(({ code, detail }) => `${code} ${detail.slice(0, 7)}`),
    ['intel.unreadable line 4:'],
  )
  const cut = await read('{\n"type": "bundle",\n"objects": [')
  assert.match(cut.issues[0]?.detail ?? '', /^line 3: /)
  // Names that reach into the prototype are names.
  const names = await read(
    '{"type":"bundle","objects":[{"type":"__proto__","id":"constructor"},{"type":"indicator","id":"toString","pattern":"x"}]}',
  )
  assert.equal(names.indicators.length, 1)
})

test('values and lines of any length are left out and said', async () => {
  const long = 'a'.repeat(20_000_000)
  const list = await timed('list', `evil.test\nhttp://evil.test/${long}\nother.test\n`, 20)
  assert.deepEqual(
    list.indicators.map(({ value }) => value),
    ['evil.test', 'other.test'],
  )
  assert.deepEqual(
    list.issues.map(({ code, detail }) => `${code} ${detail.slice(0, 7)}`),
    ['limit.intel-value line 2:'],
  )
  const stix = await timed(
    'stix',
    JSON.stringify({
      type: 'bundle',
      objects: [
        { type: 'indicator', id: 'x', pattern: `[url:value = 'http://a.test/${long}']` },
        { type: 'url', id: 'y', value: `http://a.test/${long}` },
      ],
    }),
    20,
  )
  assert.deepEqual(stix.indicators, [])
  assert.ok(stix.issues.length > 0)
  const misp = await timed(
    'misp',
    JSON.stringify({ Event: { Attribute: [{ type: 'url', value: `http://a.test/${long}`, to_ids: true }] } }),
    20,
  )
  assert.deepEqual(
    misp.issues.map(({ code }) => code),
    ['limit.intel-value'],
  )
  const table = await timed(
    'table',
    `value,type\nevil.test,domain\n"${'a,"'.repeat(3_000_000)}\nother.test,domain\n`,
    20,
  )
  assert.deepEqual(
    table.indicators.map(({ value }) => value),
    ['evil.test', 'other.test'],
  )
})

test('quotes that are never closed cost each line once', async () => {
  const set = await timed('quotes', `value,type\n${'"open,domain\n'.repeat(200_000)}evil.test,domain\n`, 60)
  assert.ok(set.indicators.some(({ value }) => value === 'evil.test'))
  assert.ok(set.issues.length <= 3 * (READ_LIMITS.issuesOfCode + 1))
})

test('references that go round are followed once', async () => {
  const id = (type: string, n: number): string =>
    `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
  const objects = Array.from({ length: 2_000 }, (_, n) => ({
    type: n % 2 === 0 ? 'report' : 'grouping',
    id: id(n % 2 === 0 ? 'report' : 'grouping', n),
    name: 'x',
    created_by_ref: id('identity', n),
    object_refs: Array.from({ length: 20 }, (_each, k) =>
      id((n + k) % 2 === 0 ? 'report' : 'grouping', (n + k * 7) % 2_000),
    ),
  }))
  const set = await timed('cycles', JSON.stringify({ type: 'bundle', id: id('bundle', 1), objects }), 60)
  assert.deepEqual(set.indicators, [])
  assert.ok(set.issues.some(({ code }) => code === 'intel.reference-broken'))
})

test('entities of XML are not expanded and nothing is fetched; depth is bounded', async () => {
  const lol = Array.from({ length: 20 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
  const laughs = `<?xml version="1.0"?><!DOCTYPE ioc [<!ENTITY l0 "lol"><!ENTITY f SYSTEM "file:///etc/passwd">${lol}]><ioc xmlns="http://schemas.mandiant.com/2010/ioc"><short_description>&l20;&f;</short_description></ioc>`
  const set = await timed('entities', laughs, 10)
  assert.equal(set.source.title, '&l20;&f;')
  const deep = await timed(
    'depth',
    `<ioc xmlns="http://schemas.mandiant.com/2010/ioc">${'<Indicator operator="AND">'.repeat(300_000)}`,
    10,
  )
  assert.match(deep.issues[0]?.detail ?? '', /nested more than/)
})

test('written reports of nothing but traps take linear time', async () => {
  const pieces = [
    'hxxp://a[.]test/(',
    'a[.]test ',
    '@',
    'a@',
    ':',
    '0123456789abcdef0123456789abcdef\n',
    '((((',
    '.',
    '|',
    '\t',
    '# a\n',
    '[.',
    '<a href="http://a.test">',
    '<nav>',
    '<td>',
    'real '.repeat(4),
    'hxxp://a[.]test/a-\n',
    '::',
    '1.2.3.4 ',
    '-'.repeat(50),
  ]
  for (const piece of pieces) {
    const text = piece.repeat(Math.ceil(100_000 / piece.length))
    await timed(`plain ${JSON.stringify(piece)}`, `Some words of a report, so that it is one.\n${text}`, 60)
    await timed(`html ${JSON.stringify(piece)}`, `<p>Some words.</p>${text}`, 60)
  }
})

test('a long report of ordinary words is read at a usable speed', async () => {
  const text = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(join(FOLDER, name), 'utf8'))
    .join('\n')
  const long = text.repeat(Math.ceil(500_000 / text.length))
  const started = performance.now()
  const set = await read(`Words.\n${long}`, 'long.txt')
  const took = performance.now() - started
  console.log(`${(long.length / 1e6).toFixed(1)} MB, ${set.indicators.length} values, ${Math.round(took)} ms`)
  assert.ok(took < 60_000)
})
