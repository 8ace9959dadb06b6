import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type AttributedStatement, attributedStatements } from './attributed-statements.ts'
import { NEVER_SEEN_ARTICLES } from './never-seen-articles.test.data.ts'
import { NEWSROOM_ARTICLES, type Said } from './newsroom-articles.test.data.ts'

const ARTICLES = [...NEWSROOM_ARTICLES, ...NEVER_SEEN_ARTICLES]

const plain = (name: string): string => name.replace(/[’‘]/g, "'").toLowerCase()
/** Name and the words attached to it; a longer one would name half the sentence. */
const LONGER = 60

/** Index of the statement that has the expected words: of a quotation all of them, of a paraphrase its beginning. */
function indexOf([, words, kind = 'statement']: Said, statements: readonly AttributedStatement[]): number {
  const [begins = '', ends] = words.split(' … ')
  const quoted = kind.endsWith('quote')
  return statements.findIndex(
    ({ text, verbatim }) =>
      text.startsWith(begins) &&
      text.endsWith(ends ?? '') &&
      (!quoted || (verbatim && (ends !== undefined || text === begins))),
  )
}

test('articles of many newsrooms: what is said, by whom, as what', () => {
  const count = { wanted: 0, found: 0, speaker: 0, kind: 0, extra: 0 }
  for (const { text, said } of ARTICLES) {
    const left = [...attributedStatements(text)]
    for (const expected of said) {
      const [speaker, , kind = 'statement'] = expected
      count.wanted++
      const index = indexOf(expected, left)
      const [one] = index < 0 ? [] : left.splice(index, 1)
      if (one === undefined) continue
      count.found++
      const { name } = one.speaker
      if (plain(name).includes(plain(speaker)) && name.length <= speaker.length + LONGER) count.speaker++
      if (one.verbatim === kind.endsWith('quote') && (one.kind === 'denial') === kind.startsWith('den'))
        count.kind++
    }
    count.extra += left.length
  }
  const { wanted, found, speaker, kind, extra } = count
  assert.ok(ARTICLES.length >= 15)
  assert.ok(found / wanted >= 0.9, JSON.stringify(count))
  assert.ok(speaker / found >= 0.95, JSON.stringify(count))
  assert.ok(kind / found >= 0.95, JSON.stringify(count))
  assert.ok(found / (found + extra) >= 0.95, JSON.stringify(count))
})

test('a verbatim quotation is what stands between its marks, to the byte', () => {
  let quoted = 0
  for (const { text, style } of ARTICLES) {
    const bytes = Buffer.from(text)
    for (const { verbatim, place, text: words } of attributedStatements(text)) {
      const from = Buffer.byteLength(text.slice(0, place.start))
      assert.equal(bytes.subarray(from, from + Buffer.byteLength(words)).toString(), words)
      if (!verbatim || /interview|transcript/.test(style)) continue
      quoted++
      assert.match(text[place.start - 1] ?? '', /[“‘"'„«]/)
      // A paragraph of a quotation that goes on ends without a mark.
      assert.match(text.slice(place.end, place.end + 2), /^(?:,?[”’"'“»]|\n)/)
    }
  }
  assert.ok(quoted > 80)
})

interface Placed {
  readonly text: string
  /** Of each character of `text` where its source begins and ends, in bytes of the file. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

const ENTITIES: Readonly<Record<string, string>> = {
  ldquo: '“',
  rdquo: '”',
  rsquo: '’',
  amp: '&',
  eacute: 'é',
  mdash: '—',
  '#8217': '’',
  nbsp: ' ',
}

/** The text of simple HTML with the bytes each character comes from. */
function placedText(html: string): Placed {
  let text = ''
  const starts: number[] = []
  const ends: number[] = []
  const put = (char: string, start: number, end: number): void => {
    text += char
    starts.push(start)
    ends.push(end)
  }
  let byte = 0
  for (const { 0: piece, 1: tag, 2: entity } of html.matchAll(/<(\/?\w+)[^>]*>|&([#\w]+);|[^<&]/gsu)) {
    const next = byte + Buffer.byteLength(piece)
    if (tag === '/p') put('\n', byte, next)
    else if (tag === undefined) {
      const shown = entity === undefined ? piece : (ENTITIES[entity] ?? '')
      for (const unit of shown.split('')) put(unit, byte, next)
    }
    byte = next
  }
  return { text, starts, ends }
}

test('places of statements lead back to the bytes of an HTML file with entities and tags inside quotations', () => {
  const html =
    '<p>Café 😀 &mdash; a preface.</p><p>&ldquo;We <em>never</em> sent that&nbsp;mail, Ren&eacute;e &amp; I,&rdquo; said <b>Dana</b> Whitlock, a spokeswoman. &ldquo;It&#8217;s <a href="https://example.org/?a=1">false</a>.&rdquo;</p><p>Whitlock told the <i>Example Post</i> on Tuesday that the caf&eacute; was closed.</p>'
  const bytes = Buffer.from(html)
  const { text, starts, ends } = placedText(html)
  const statements = attributedStatements(text)
  assert.deepEqual(
    statements.map(({ text: words, speaker, verbatim, kind }) => [words, speaker.name, verbatim, kind]),
    [
      ['We never sent that mail, Renée & I', 'Dana Whitlock', true, 'denial'],
      ['It’s false.', 'Dana Whitlock', true, 'denial'],
      ['the café was closed', 'Dana Whitlock', false, 'statement'],
    ],
  )
  for (const { place, sentence, text: words } of statements) {
    const source = (from: number, to: number): string => bytes.subarray(starts[from], ends[to - 1]).toString()
    assert.equal(placedText(source(place.start, place.end)).text, words)
    assert.ok(placedText(source(sentence.start, sentence.end)).text.includes(words))
  }
})

test('what is no statement: declined comments, questions, words set in marks, things that are only called so', () => {
  for (const text of [
    'The ministry declined to comment.',
    'Ms. Holm did not respond to a request for comment.',
    'The embassy could not be reached. It would not say whether an account was opened.',
    'The bank neither confirmed nor denied the report.',
    'Police refused to say how many people were asked.',
    'Did Dana Whitlock know?',
    'The so-called “war room of the campaign” was a kitchen.',
    'Dana Whitlock asked for a copy and called a taxi.',
    'The report is said to be long. Other states reported no claims.',
    'A spokesman for the bank said it would not comment.',
    'TRANSCRIPT: “The Late Hour”, Radio Coastal, 7 October',
    '• Flights: delayed until noon today',
    'The bank would like to state its case.',
    'We asked the clinic about it.',
  ])
    assert.deepEqual(
      attributedStatements(text).map(({ text: words, speaker }) => [speaker.name, words]),
      [],
      text,
    )
})

test('pronouns follow the gender that titles and offices tell', () => {
  const text =
    'Mr. Ivo Lund, the treasurer, said the books were closed. Ms. Ada Holm, his deputy, said the books were open. He said the board had seen them. She said nobody had asked.'
  assert.deepEqual(
    attributedStatements(text).map(({ speaker }) => speaker.name),
    ['Ivo Lund', 'Ada Holm', 'Ivo Lund', 'Ada Holm'],
  )
})

test('days: of the attribution, not of what is said; only where the article’s day leaves no choice', () => {
  const published = Date.UTC(2026, 7, 14, 15, 30) // a Friday
  const day = (text: string): string | undefined => {
    const [one] = attributedStatements(text, published)
    assert.ok(one, text)
    return one.said === undefined ? undefined : new Date(one.said).toISOString()
  }
  assert.equal(
    day('The bank said on Tuesday that the servers were lost on 3 March.'),
    '2026-08-11T00:00:00.000Z',
  )
  assert.equal(day('The bank said on Friday that it was open.'), '2026-08-14T00:00:00.000Z')
  assert.equal(day('The bank said yesterday it was open.'), '2026-08-13T00:00:00.000Z')
  assert.equal(day('On 20 December, the bank said it was open.'), '2025-12-20T00:00:00.000Z')
  assert.equal(day('On June 2, 2024, the bank said it was open.'), '2024-06-02T00:00:00.000Z')
  assert.equal(day('The bank said last week that it was open.'), undefined)
  assert.equal(day('The bank said on 31 June that it was open.'), undefined)
  assert.equal(day('The bank said on Monday, 11 August that it was open.'), undefined)
  assert.equal(day('The bank said that the servers were lost on 3 March.'), undefined)
  assert.equal(attributedStatements('The bank said on Tuesday it was open.')[0]?.said, undefined)
})

test('every statement is a slice of the text, whatever the text', () => {
  const word = fc.constantFrom(
    ...['“', '”', '‘', '’', '"', "'", 'said', ' she ', 'According to ', 'Dana Whitlock', ', ', '. ', ': '],
    ...[
      'denied',
      ' that ',
      '\n',
      'the company',
      'told the Post',
      '■',
      '😀',
      '(',
      ')',
      '—',
      'AB: ',
      'adding',
      'IT',
    ],
  )
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 60 }), (parts) => {
      const text = parts.join(' ')
      for (const { text: words, place, sentence } of attributedStatements(text, 0)) {
        assert.equal(text.slice(place.start, place.end), words)
        assert.ok(sentence.start <= place.start && place.end <= sentence.end)
        assert.notEqual(words, '')
      }
    }),
    { numRuns: 2_000 },
  )
})

test('hostile text takes time in proportion to its length', () => {
  const shapes = [
    '“a ',
    "'a ",
    '“a\n“',
    'said ',
    'A said that b; ',
    'and said ',
    'According to ',
    'a, ',
    '(',
    '“A b c d,” Ann Lee said. ',
    'Xx',
    'Xx and ',
    'Dana Whitlock, ',
    'not a ',
  ]
  for (const shape of shapes) {
    const took = (size: number): number => {
      const text = shape.repeat(size / shape.length)
      const start = process.cpuUsage().user
      attributedStatements(text)
      return process.cpuUsage().user - start
    }
    const small = took(40_000)
    const large = took(400_000)
    // Ten times the text; a square would take a hundred times as long.
    assert.ok(large < 40 * Math.max(small, 20_000), `${JSON.stringify(shape)} ${small} ${large}`)
  }
})

test('two megabytes without a full stop are read in seconds', () => {
  for (const shape of ['said ', '“a ']) {
    const start = process.cpuUsage().user
    attributedStatements(shape.repeat(2_000_000 / shape.length))
    assert.ok(process.cpuUsage().user - start < 20_000_000, shape)
  }
})
