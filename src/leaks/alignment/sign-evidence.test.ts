import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { wordList } from '../text/word-list.ts'
import { alignWords } from './align-words.ts'
import { signLikelihoods, signsBefore } from './sign-evidence.ts'
import { weighVersions } from './version-evidence.ts'

const LINE =
  'reset = ready; clock = slow, label = "bios", speed = 100; ports = 4; lanes = 2, power = low; state = "okay"'
const weighed = (text: string): { readonly words: readonly string[]; readonly signs: readonly string[] } => {
  const words = wordList(text)
  return { words: words.words, signs: signsBefore(text, words) }
}

describe('signs between words', () => {
  it('are read without blanks, and with quotation marks and dashes in one form', () => {
    assert.deepEqual(weighed('(“yes” –  no),\u200b maybe > >  not').signs, ['("', '"-', '),', '>>'])
  })

  it('decide between versions of the same words when nothing else does', () => {
    const versions = [LINE, LINE.replace('label =', 'label >'), LINE.replace('ports =', 'ports +')].map(
      weighed,
    )
    for (const [n, leaked] of [LINE, LINE.replace('label =', 'label >')].entries())
      assert.equal(weighVersions(weighed(leaked), versions).decided, n)
    // not where that part did not leak
    assert.equal(weighVersions(weighed(LINE.slice(0, 30)), versions).decided, undefined)
  })

  it('decide nothing where the way out changed signs at will', () => {
    const mangled = LINE.replace(/[=;,]/g, (sign, at: number) =>
      at % 3 === 0 ? '.' : at % 3 === 1 ? '' : sign,
    )
    const versions = [LINE, LINE.replace('label =', 'label >')].map(weighed)
    assert.equal(weighVersions(weighed(mangled.replace('label .', 'label >')), versions).decided, undefined)
  })

  it('say the same of every version where all have the same', () => {
    const text = weighed(LINE)
    const alignment = alignWords(text.words, text.words)
    assert.ok(alignment)
    const [a, b] = signLikelihoods(text.signs, [
      { alignment, signs: text.signs },
      { alignment, signs: text.signs },
    ])
    assert.equal(a, 0)
    assert.equal(b, 0)
  })
})
