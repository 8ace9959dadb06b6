import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { seededRandom } from '../../testing/seeded-random.ts'
import { letterStream } from '../text/letter-stream.ts'
import { identified } from './identified.ts'
import { emptyTextIndex } from './text-index.ts'
import { fingerprint, PIECE, pieceHashes, WINDOW, winnow } from './winnow.ts'

const random = seededRandom('text index')
const word = (): string => random.letters('aeioubcdfghklmnprstvz', 3 + random.below(7))
const words = (count: number): string[] => Array.from({ length: count }, word)
const DOCUMENTS = Array.from({ length: 60 }, () => words(400))

function filled(): ReturnType<typeof emptyTextIndex> {
  const index = emptyTextIndex()
  for (const document of DOCUMENTS) index.add(fingerprint(document.join(' ')))
  return index
}

describe('winnowing', () => {
  it('keeps a common hash of every run of PIECE + WINDOW - 1 letters that two texts share', () => {
    // letters that fold with no neighbour: `ci` reads as `cl` and that as `d`
    const letter = fc.constantFrom(...'abdefghkmp')
    const text = fc.string({ unit: letter, minLength: 0, maxLength: 60 })
    fc.assert(
      fc.property(
        fc.string({ unit: letter, minLength: PIECE + WINDOW - 1, maxLength: 60 }),
        text,
        text,
        text,
        text,
        (shared, a, b, c, d) => {
          const one = new Set(winnow(pieceHashes(letterStream(a + shared + b))))
          const other = winnow(pieceHashes(letterStream(c + shared + d)))
          assert.ok(other.some((hash) => one.has(hash)))
        },
      ),
    )
  })

  it('gives nothing for less than one piece, and something for one', () => {
    assert.equal(fingerprint('a'.repeat(PIECE - 1)).pieces.length, 0)
    assert.equal(fingerprint('abcdefghijklmnop').pieces.length, 1)
  })

  it('keeps about 2 / (WINDOW + 1) of all hashes', () => {
    const hashes = pieceHashes(letterStream(words(20_000).join(' ')))
    const share = winnow(hashes).length / hashes.length
    assert.ok(Math.abs(share - 2 / (WINDOW + 1)) < 0.01, `${share}`)
  })
})

describe('text index', () => {
  it('finds the document of an excerpt of 40 words, wherever it stands', () => {
    const index = filled()
    for (const [number, document] of DOCUMENTS.entries()) {
      const start = random.below(360)
      const { matches } = index.search(document.slice(start, start + 40).join(' '))
      assert.equal(matches[0]?.document, number)
      assert.ok(identified(matches[0]))
      assert.equal(matches.filter((match) => identified(match)).length, 1)
    }
  })

  it('does not name anything for text that is not there', () => {
    const index = filled()
    for (let i = 0; i < 50; i++)
      assert.equal(
        index.search(words(300).join(' ')).matches.some((match) => identified(match)),
        false,
      )
  })

  it('tells which stretch of a longer text was found', () => {
    const index = filled()
    const [before, part, after] = [words(50), (DOCUMENTS[7] ?? []).slice(100, 180), words(50)].map((some) =>
      some.join(' '),
    ) as [string, string, string]
    const text = `${before} ${part} ${after}`
    const [match] = index.search(text).matches
    assert.equal(match?.document, 7)
    assert.equal(match?.stretches.length, 1)
    const [start, end] = match?.stretches[0] ?? [0, 0]
    assert.ok(start >= before.length && end <= before.length + part.length + 2)
    assert.ok(end - start > part.length * 0.85)
  })

  it('counts what is said again and again once', () => {
    const index = filled()
    const phrase = (DOCUMENTS[3] ?? []).slice(10, 13).join(' ')
    const once = index.search(`${phrase} ${words(40).join(' ')}`).matches[0]?.strength ?? 0
    const often = index.search(Array.from({ length: 40 }, () => `${phrase} ${word()}`).join(' '))
    assert.ok((often.matches[0]?.strength ?? 0) <= once + 30)
    assert.equal(
      often.matches.some((match) => identified(match)),
      false,
    )
  })

  it('takes what stands under everybody’s mail as no sign', () => {
    const index = emptyTextIndex()
    const notice =
      'If you are not the intended recipient, please contact the sender by reply email and destroy all copies of the original message. Any unauthorized review, use, disclosure or distribution is prohibited.'
    index.add(fingerprint(`${words(100).join(' ')} ${notice}`))
    const { matches, boilerplate } = index.search(`${words(40).join(' ')} ${notice}`)
    assert.equal(
      matches.some((match) => identified(match)),
      false,
    )
    assert.ok(boilerplate > 0.2)
  })

  it('learns the footer of the house from how often it stands there', () => {
    const index = emptyTextIndex()
    const footer = words(60).join(' ')
    for (const document of DOCUMENTS) index.add(fingerprint(`${document.join(' ')} ${footer}`))
    const { matches } = index.search(`${words(60).join(' ')} ${footer}`)
    assert.equal(
      matches.some((match) => identified(match)),
      false,
    )
  })

  it('puts a whole text before the longer one that quotes it', () => {
    const index = emptyTextIndex()
    const text = words(80).join(' ')
    index.add(fingerprint(`${words(300).join(' ')} ${text} ${words(300).join(' ')}`))
    index.add(fingerprint(text))
    assert.equal(index.search(text).matches[0]?.document, 1)
  })

  it('answers a query without letters, and one of one letter a million times', () => {
    const index = filled()
    assert.deepEqual(index.search('… — !').matches, [])
    const long = index.search('a'.repeat(2_100_000))
    assert.equal(long.cut, true)
    assert.equal(long.matches.length, 0)
  })
})
