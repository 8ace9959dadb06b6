import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { caretLines } from '../query-error.ts'
import { FIELDS, GROUPS } from './all-fields.ts'
import { completions } from './completions.ts'
import { nearestNames } from './nearest-names.ts'
import { parseWhere } from './parse-where.ts'
import { printWhere } from './print-where.ts'

const printed = (text: string): string => {
  const reading = parseWhere(text)
  assert.ok(reading.kind === 'where', `${text}: ${JSON.stringify(reading)}`)
  const print = printWhere(reading.where)
  assert.deepEqual(parseWhere(print), reading, print)
  return print
}

test('forms of a query', () => {
  for (const [text, same] of [
    ['from.domain = example.org and not to.count > 3', undefined],
    ['FROM.Domain=example.org AND NOT to.count>3', 'from.domain = example.org and not to.count > 3'],
    ['a', null],
    ['subject = a or subject = b and subject = c', 'subject = a or (subject = b and subject = c)'],
    ['(subject = a or subject = b) and subject = c', undefined],
    ['not (held or bulk)', 'not (held = yes or bulk = yes)'],
    ['bulk', 'bulk = yes'],
    ['subject !~ *x*', 'not subject ~ *x*'],
    ['from not in (a@example.org, b@example.org)', 'not from in (a@example.org, b@example.org)'],
    ['exists reply-to', 'reply-to exists'],
    ['attachments exists', 'attachments.count > 0'],
    [
      'links[host ~ *.test and not (region = own or visible)]',
      'links[host ~ *.test and not (region = own or visible = yes)]',
    ],
    ['all links[scheme = https]', undefined],
    ['links[region = quoted].count >= 2', undefined],
    ['any to.domain = example.org', 'to.domain = example.org'],
    ['all to.domain = example.org', undefined],
    ['date within 90d of 2024-05-01', undefined],
    ['date >= "30d ago"', undefined],
    ['subject = \'it is "this"\'', 'subject = "it is \\"this\\""'],
    ['subject = "a\\\\b"', undefined],
    ['links.url = https://a.test/?x=1&y=~2', undefined],
    ['subject has and', undefined],
    ['subject = ""', undefined],
  ] as const) {
    if (same === null) assert.equal(parseWhere(text).kind, 'error')
    else assert.equal(printed(text), same ?? text)
  }
})

test('errors point at their character and name what could be meant', () => {
  for (const [text, at, words, hint] of [
    ['', 0, /field is missing/, /from\.domain/],
    ['from.domian = x', 0, /no field "from.domian"/, /from\.domain/],
    ['domain = x', 0, /no field/, /from\.domain/],
    ['subject = a and ask = credentail', 22, /no "credentail"/, /credential/],
    ['links[host = a and regoin = own]', 19, /links have no field/, /region/],
    ['links[from = a]', 6, /links have no field/, /host/],
    ['links = x', 0, /several fields/, /links\.host/],
    ['from =', 6, /value is missing/, undefined],
    ['from', 4, /operator behind from is missing/, /= != ~/],
    ['from is x', 5, /"is" is no operator/, /=/],
    ['subject > 3', 8, /subject is a text: >/, /~/],
    ['size > 3xb', 7, /no size/, /20kb/],
    ['drift > high', 8, /no number/, undefined],
    ['bulk = maybe', 7, /neither yes nor no/, undefined],
    ['date = 2024-02-30', 7, /there is no "2024-02-30"/, /UTC/],
    ['date within 3m of 2024', 12, /span of time/, /90d/],
    ['date within 3d 2024', 15, /of is missing/, undefined],
    ['attachments.sha256 = abc', 21, /SHA-256/, /64/],
    ['finding = link.stopover', 10, /no "link.stopover"/, /link\.stop-over/],
    ['(subject = a', 12, /closing \)/, undefined],
    ['links[host = a', 14, /closing \]/, undefined],
    ['links[host = a].size > 3', 15, /only \.count/, undefined],
    ['subject = "a', 10, /not closed/, /"/],
    ['subject = a subject = b', 12, /cannot follow/, /and, or/],
    ['from in ()', 9, /value is missing/, undefined],
    ['from in a', 8, /list in \( \)/, undefined],
    ['not', 3, /field is missing/, undefined],
    ['subject = a and', 15, /field is missing/, undefined],
  ] as const) {
    const reading = parseWhere(text)
    assert.ok(reading.kind === 'error', text)
    assert.equal(reading.error.start, at, `${text}: ${JSON.stringify(reading.error)}`)
    assert.match(reading.error.message, words, text)
    if (hint) assert.match(reading.error.hint ?? '', hint, text)
    assert.equal(caretLines(text, reading.error)[1]?.indexOf('^'), at, text)
  }
})

test('bounded in every direction', () => {
  for (const text of [
    `${'('.repeat(20_000)}bulk`,
    `${'not '.repeat(20_000)}bulk`,
    `${'bulk or '.repeat(12_000)}bulk`,
    `from in (${'a,'.repeat(15_000)}a)`,
    `subject = ${'x'.repeat(200_000)}`,
  ])
    assert.equal(parseWhere(text).kind, 'error', text.slice(0, 20))
})

const WORDS = [
  ...[
    '(',
    ')',
    '[',
    ']',
    ',',
    '=',
    '!=',
    '~',
    '!~',
    '<',
    '>=',
    '"',
    "'",
    '\\',
    '.count',
    'and',
    'or',
    'not',
    'all',
    'any',
    'in',
  ],
  ...[
    'has',
    'exists',
    'within',
    'of',
    'subject',
    'from.domain',
    'links',
    'links.host',
    'host',
    'to',
    'bulk',
    'date',
    'ask',
  ],
  ...['credential', '2024-05-01', '90d', 'x', '3', 'yes', '"a b"', '*.test', 'findings[', 'severity = high'],
]

test('any text is read without a throw, errors lie inside it, and what is read prints to the same', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join(' ')),
    fc.array(fc.constantFrom(...WORDS), { maxLength: 14 }).map((words) => words.join('')),
  )
  fc.assert(
    fc.property(texts, fc.nat(80), (text, cursor) => {
      const reading = parseWhere(text)
      if (reading.kind === 'error') {
        const { start, end } = reading.error
        assert.ok(start >= 0 && start <= end && end <= text.length, JSON.stringify(reading.error))
        assert.ok(caretLines(text, reading.error).every((line) => line.length < 400))
      } else assert.deepEqual(parseWhere(printWhere(reading.where)), reading)
      const { from, to, items } = completions(text, cursor)
      assert.ok(0 <= from && from <= to && to <= text.length)
      assert.ok(items.length <= 100)
    }),
    { numRuns: 4000 },
  )
})

test('completion of fields, operators and values', () => {
  const texts = (query: string, cursor = query.length): readonly string[] =>
    completions(query, cursor).items.map(({ text }) => text)
  assert.ok(texts('').includes('from.domain'))
  assert.deepEqual(texts('from.dom'), ['from.domain'])
  assert.deepEqual(completions('bulk and from.dom', 17), {
    from: 9,
    to: 17,
    items: [
      { text: 'from.domain', meaning: 'What stands behind the @ in the address of the sender (From).' },
    ],
  })
  assert.deepEqual(texts('subject '), ['=', '!=', '~', 'has', 'in', 'exists'])
  assert.deepEqual(texts('ask = cred'), ['credential'])
  assert.deepEqual(texts('verdict in (alert, un'), ['unknown'])
  assert.deepEqual(texts('links[reg'), ['region'])
  assert.deepEqual(texts('links[region = q'), ['quoted'])
  assert.deepEqual(texts('bulk = '), ['yes', 'no'])
  assert.ok(texts('bulk ').includes('=') && texts('bulk ').includes('and'))
  assert.deepEqual(texts('from = a@example.org '), ['and', 'or'])
  assert.deepEqual(texts('date within 90d '), ['of'])
  assert.deepEqual(texts('subject = "x y'), [])
  assert.deepEqual(texts('no such thing '), [])
  // in the middle of a query, what stands behind is left alone
  assert.deepEqual(completions('ask = cred and bulk', 10).items, [{ text: 'credential', meaning: '' }])
})

test('every completed field name can be used', () => {
  for (const { name, example } of FIELDS) {
    const { items } = completions(name, name.length)
    assert.ok(
      items.some(({ text }) => text === name),
      name,
    )
    assert.equal(parseWhere(example).kind, 'where', `${name}: ${example}`)
    // the example shows the field it stands for
    const bare = name.slice(name.indexOf('.') + 1)
    assert.ok(example.includes(name) || example.includes(`${bare} `), `${name}: ${example}`)
  }
  assert.equal(new Set(FIELDS.map(({ name }) => name)).size, FIELDS.length)
  for (const { name } of GROUPS) assert.equal(parseWhere(`${name}.count = 0 or ${name} exists`).kind, 'where')
})

test('near names', () => {
  const names = FIELDS.map(({ name }) => name)
  assert.equal(nearestNames('from.domian', names)[0], 'from.domain')
  assert.equal(nearestNames('subjet', names)[0], 'subject')
  assert.equal(nearestNames('link.host', names)[0], 'links.host')
  assert.deepEqual(nearestNames('zzzzzzzz', names), [])
  assert.deepEqual(nearestNames('x'.repeat(100_000), names), [])
})
