import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { letterStream } from './letter-stream.ts'
import { wordList } from './word-list.ts'

const letters = (text: string): string => {
  const stream = letterStream(text)
  return String.fromCharCode(...stream.letters.subarray(0, stream.length))
}

describe('letters of a text', () => {
  it('are the same whatever copying, line ends and OCR make of the text', () => {
    const plain = letters('The office on the modern fjord costs 1,250 dollars')
    for (const other of [
      'THE OFFICE on\nthe modern fjord costs 1,250 dollars.',
      'The oﬃce on the mod-\nern fjord costs 1250 dollars',
      'The of\u00adfice “on” the\u200b modern fjord costs l,25O dollars',
      'The office on the modem fjord costs 1,250 doIIars',
      'Thé öffice on the modern fjord costs １,２５０ dollars',
    ])
      assert.equal(letters(other), plain, other)
  })

  it('remember where they came from', () => {
    const text = '(a) ﬁn 𝐛\ud800c'
    const { places, length } = letterStream(text)
    assert.deepEqual([...places.subarray(0, length)], [1, 4, 4, 5, 7, 10])
  })

  it('keep letters of other scripts', () => {
    assert.equal(letters('Привет, 東京!'), 'привет東京')
    assert.equal(letters('ﷺ'.repeat(50)).length, 50 * letters('ﷺ').length)
  })

  it('never fail, and places ascend', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        const { places, length } = letterStream(text)
        for (let i = 0; i < length; i++) {
          assert.ok((places[i] as number) < text.length)
          if (i > 0) assert.ok((places[i] as number) >= (places[i - 1] as number))
        }
        const { words, starts, ends } = wordList(text)
        assert.equal(starts.length, words.length)
        for (const [i, word] of words.entries()) {
          assert.notEqual(word, '')
          assert.ok((starts[i] as number) < (ends[i] as number))
        }
      }),
    )
  })
})

describe('words of a text', () => {
  it('join hyphens at line ends, apostrophes and thousands', () => {
    assert.deepEqual(wordList('Don’t re-\n  lease 1,250.5 co-op Oﬃce').words, [
      'dont',
      'release',
      '1250.5',
      'co',
      'op',
      'office',
    ])
  })

  it('take each sign of a script without spaces as a word', () => {
    assert.deepEqual(wordList('東京 tower').words, ['東', '京', 'tower'])
  })
})
