import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '../../testing/seeded-random.ts'
import { wordList } from '../text/word-list.ts'
import { alignWords } from './align-words.ts'
import { weighVersions } from './version-evidence.ts'
import { shaped, slips } from './word-likeness.ts'

const TEXT =
  'The ferry between Dunmere and Larkmoor loses 412 dollars on every crossing, and the county board has known it since the spring audit. Nobody wants to say so before the vote. Our line until then is that the timetable is under review and that no crossing will be cut before winter. If asked about the harbour dredging, name no date and no sum, and point to the annex.'
const words = (text: string): readonly string[] => wordList(text).words
const random = seededRandom('versions')
const many = (count: number): string[] =>
  Array.from({ length: count }, () => random.letters('aeioubcdfghklmnprstvz', 3 + random.below(6)))

describe('alignment', () => {
  it('shows what differs, and where the excerpt stands', () => {
    const leaked = words(
      'Nobody dares to say so before the vqte. Our honest line until then is that timetable',
    )
    const alignment = alignWords(leaked, words(TEXT))
    const told = alignment?.stretches
      .filter(({ kind }) => kind !== 'same')
      .map(({ kind, leaked: [a, b] }) => `${kind} ${leaked.slice(a, b).join(' ')}`)
    assert.deepEqual(told, ['changed dares', 'slip vqte', 'added honest', 'missing '])
    assert.equal(alignment?.before, 23)
    assert.equal(alignment?.fitting, leaked.length - 2)
  })

  it('covers the leaked text without gaps, and the document between its ends', () => {
    const some = fc.array(fc.constantFrom('ja', 'nein', 'vielleicht', 'oder', 'doch', 'kaum', 'Xylophon'), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(some, some, (leaked, document) => {
        const alignment = alignWords(leaked, document)
        if (alignment === undefined) return
        let [mine, theirs] = [0, alignment.before]
        for (const { kind, leaked: a, document: b } of alignment.stretches) {
          assert.equal(a[0], mine)
          mine = a[1]
          if (kind === 'added') continue
          assert.equal(b[0], theirs)
          theirs = b[1]
        }
        assert.equal(mine, leaked.length)
        assert.equal(theirs, document.length - alignment.after)
      }),
    )
  })

  it('ends in time for long texts that share only their ends', () => {
    const [a, b] = [many(20_000), many(20_000)]
    const alignment = alignWords(['first', ...a, 'last'], ['first', ...b, 'last'])
    assert.ok(alignment?.stretches.some(({ kind }) => kind === 'apart' || kind === 'added'))
  })

  it('finds a part of a log that repeats itself', () => {
    const log = Array.from({ length: 300 }, (_, i) => [
      'finding',
      'provides',
      'for',
      'package',
      `${i % 7}`,
    ]).flat()
    const alignment = alignWords(log.slice(200, 260), log)
    assert.equal(alignment?.fitting, 60)
  })
})

describe('slips', () => {
  it('are few between a word and what OCR makes of it, and another word is another word', () => {
    const between = (a: string, b: string): number => slips(shaped(a), shaped(b))
    assert.equal(between('modern', 'modem'), 0.5)
    assert.equal(between('review', 'rev1ew'), 0.5)
    assert.equal(between('crossing', 'crosslng'), 0.5)
    assert.equal(between('known', 'knovn'), 1)
    assert.equal(between('vote', 'note'), 1)
    assert.equal(between('ferry', 'winter'), Infinity)
    assert.equal(between('on', 'an'), Infinity)
  })
})

describe('versions', () => {
  const versions = [
    TEXT,
    TEXT.replace('412', '618'),
    TEXT.replace('Nobody wants to say so before the vote. ', ''),
    TEXT.replace('spring audit', 'spring audit of the harbour master'),
    TEXT.replace('no crossing will be cut', 'no crossing can be cut'),
  ].map((text) => ({ words: words(text) }))

  it('are told apart by the edit that is inside the excerpt', () => {
    for (const [version, leaked] of [
      [1, 'Larkmoor loses 618 dollars on every crossing, and the county board has'],
      [2, 'known it since the spring audit. Our line until then is that the timetable is under review'],
      [3, 'the county board has known it since the spring audit of the harbour master. Nobody wants to say'],
      [4, 'the timetable is under review and that no crossing can be cut before winter. If asked'],
    ] as const)
      assert.equal(weighVersions({ words: words(leaked) }, versions).decided, version, leaked)
  })

  it('are told apart when noise joined a word of the edit with its neighbour', () => {
    for (const leaked of [
      'Larkmoor loses 618dollars on every crossing, and the county board has known it',
      'Larkmoor 1oses6l8 dollars on every crossing, and thecounty board has kn0wn it',
    ])
      assert.equal(weighVersions({ words: words(leaked) }, versions).decided, 1, leaked)
  })

  it('are told apart in a log that repeats itself', () => {
    const log = Array.from(
      { length: 60 },
      (_, i) => `step ${i % 9} firmware booting done, status ${i % 4} reported to the host`,
    )
    const edited = [...log.slice(0, 30), 'Zimmerly told Dmitri', ...log.slice(30)]
    const leaked = edited
      .slice(26, 38)
      .join(' ')
      .replaceAll('booting', 'b0oting')
      .replace('status 3', 'sfatus3')
    const two = [log, edited].map((lines) => ({ words: words(lines.join(' ')) }))
    assert.equal(weighVersions({ words: words(leaked) }, two).decided, 1)
  })

  it('stay undecided when they agree on all that leaked', () => {
    const { decided, fits } = weighVersions(
      { words: words('If asked about the harbour dredging, name no date and no sum') },
      versions,
    )
    assert.equal(decided, undefined)
    assert.equal(fits.length, 5)
    for (const { share } of fits) assert.ok(Math.abs(share - 0.2) < 0.05)
  })

  it('are not decided by a word that none of them has', () => {
    assert.equal(
      weighVersions({ words: words('Dunmere and Larkmoor loses 999 dollars on every crossing') }, versions)
        .decided,
      undefined,
    )
  })

  it('that share nothing with the text are left out', () => {
    assert.deepEqual(
      weighVersions({ words: words('geese over northern lakes') }, [
        { words: words(TEXT.replaceAll('o', 'q')) },
      ]).fits,
      [],
    )
  })
})
