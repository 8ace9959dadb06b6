import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type NoiseRates, SPAN_CELLS, spanLikelihood } from './span-likelihood.ts'

const CLEAN: NoiseRates = { slip: 0.01, changed: 0.01, missing: 0.01, added: 0.01, joined: 0.005 }
const of = (leaked: string, document: string, free: 'none' | 'start' | 'end' = 'none'): number => {
  const words = (text: string): readonly string[] => (text === '' ? [] : text.split(' '))
  return spanLikelihood(words(leaked), words(document), CLEAN, free) ?? Number.NaN
}

describe('likelihood of a few words', () => {
  it('is greater for the version the words were taken from, however they were damaged', () => {
    for (const [leaked, right, wrong] of [
      ['the 860 dollars', 'the 860 dollars', 'the 412 dollars'],
      ['the 86O dollars', 'the 860 dollars', 'the 412 dollars'],
      ['the860 dollars', 'the 860 dollars', 'the 412 dollars'],
      ['the 860dollars', 'the 860 dollars', 'the 412 dollars'],
      ['the 8 60 dollars', 'the 860 dollars', 'the 412 dollars'],
      ['and of', 'and of', 'and never of'],
      ['zoo and of', 'zoo and never of', 'zoo of'],
      ['stoiiebridge and ounmereso the', 'stonebridge and dunmere so the', 'so the'],
    ] as const)
      assert.ok(
        of(leaked, right) > of(leaked, wrong) + 1,
        `${leaked}: ${of(leaked, right)} ${of(leaked, wrong)}`,
      )
  })

  it('is the same for two versions when the word that differs was replaced by a third', () => {
    assert.equal(of('the curious dollars', 'the 860 dollars'), of('the curious dollars', 'the 412 dollars'))
  })

  it('leaves over what stands beyond the open end', () => {
    assert.ok(
      of('said so', 'nobody at the board said so', 'start') > of('said so', 'nobody at the board said so'),
    )
    assert.ok(of('said so', 'said so before the vote', 'end') > of('said so', 'said so before the vote'))
    assert.equal(of('said so', 'said so before the vote', 'end'), of('said so', 'said so'))
  })

  it('is a chance, and is not worked out for what is too long', () => {
    const words = fc.array(fc.constantFrom('ja', 'nein', 'vielleicht', 'vielleucht', 'a', '0'), {
      maxLength: 8,
    })
    fc.assert(
      fc.property(words, words, (leaked, document) => {
        const log = spanLikelihood(leaked, document, CLEAN)
        assert.ok(log !== undefined && log <= 0 && log > -Infinity)
        assert.ok(
          (spanLikelihood(document, document, CLEAN) ?? -1) >= (spanLikelihood(leaked, document, CLEAN) ?? 0),
        )
      }),
    )
    const long = Array.from({ length: Math.ceil(Math.sqrt(SPAN_CELLS)) }, () => 'word')
    assert.equal(spanLikelihood(long, long, CLEAN), undefined)
  })
})
