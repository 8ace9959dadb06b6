/**
 * Which of five near-identical versions a leaked excerpt was taken from. By hand:
 * `node_modules/.bin/node --conditions=counterfoil-source bench/leaks/versions.ts [TRIALS]`; README.md says what is measured.
 */
import { rankVersions } from '../../src/leaks/alignment/rank-versions.ts'
import { emptyTextIndex } from '../../src/leaks/fingerprint/text-index.ts'
import { fingerprint } from '../../src/leaks/fingerprint/winnow.ts'
import { editDistance } from '../../src/leaks/marking/edit-distance.ts'
import { seededRandom } from '../../src/testing/seeded-random.ts'
import { mailTexts } from './corpus.ts'
import { memo, memoSentence } from './memo-writer.ts'
import { characterNoise, countWords, replacedWords } from './noise.ts'

const [trials = '200', seed = 'test', only = ''] = process.argv.slice(2)
const random = seededRandom(`versions ${seed}`)

/** One edit a person makes between two versions: the text without and with it, and where it stands. */
interface Edited {
  readonly words: readonly string[]
  /** Place of the edit, in words of the edited text; half-open. */
  readonly at: number
  readonly to: number
}

const EDITS: Record<string, (words: readonly string[], at: number) => Edited> = {
  'one word replaced': (words, at) => splice(words, at, 1, [random.pick(words)]),
  'a number changed': (words, at) => splice(words, at, 1, [`${100 + random.below(900)}`]),
  'three words put in': (words, at) => splice(words, at, 0, memoSentence(random).split(' ').slice(1, 4)),
  'a sentence put in': (words, at) => splice(words, at, 0, memoSentence(random).split(' ')),
  'six words left out': (words, at) => splice(words, at, 6, []),
  'a sentence rewritten': (words, at) => splice(words, at, 12, memoSentence(random).split(' ')),
}
function splice(words: readonly string[], at: number, out: number, put: readonly string[]): Edited {
  const plain = (some: readonly string[]): string => some.join(' ').toLowerCase()
  if (out === put.length && plain(words.slice(at, at + out)) === plain(put))
    return splice(words, at, out, ['quite'])
  return { words: [...words.slice(0, at), ...put, ...words.slice(at + out)], at, to: at + put.length }
}

const list = (await mailTexts(process.env.LEAKS_MAIL ?? '/tmp/corp/openbmc.mbox', true)).filter(
  ({ text }) => countWords(text) >= 200 && countWords(text) < 3_000,
)
const sources: Record<string, () => string> = {
  memos: () => memo(300 + random.below(1_200), random),
  'list mail and attachments': () => random.pick(list).text,
}
const noises: Record<string, (text: string) => string> = {
  clean: (text) => text,
  '3 % characters': (text) => characterNoise(text, 0.03, random),
  '10 % words': (text) => replacedWords(text, 0.1, others, random),
}
const others = Array.from({ length: 200 }, () => memoSentence(random).split(' ')).flat()

for (const [kind, source] of Object.entries(sources))
  for (const [noise, noisy] of Object.entries(noises)) {
    if (!`${kind}, ${noise}`.includes(only)) continue
    const inside = { asked: 0, right: 0, several: 0 }
    const lost = { asked: 0, right: 0, several: 0 }
    const outside = { asked: 0, several: 0, decidedWrong: 0 }
    const byEdit = new Map<string, { asked: number; right: number }>()
    for (let i = 0; i < Number(trials); i++) {
      // a chain of five versions with one edit of each kind in another place: version n has the edits up to n
      const original = source()
        .split(/\s+/)
        .filter((word) => word !== '')
      const kinds = Object.keys(EDITS)
      const versions: Edited[] = [{ words: original, at: 0, to: 0 }]
      const names = ['']
      for (let v = 1; v < 5; v++) {
        const name = random.pick(kinds)
        const edit = EDITS[name]
        if (edit === undefined) throw new TypeError(name)
        // every version is the original with one edit of its own
        versions.push(edit(original, 20 + random.below(original.length - 60)))
        names.push(name)
      }
      const index = emptyTextIndex()
      for (const { words } of versions) index.add(fingerprint(words.join(' ')))
      const chosen = 1 + random.below(4)
      const { words, at, to } = versions[chosen] as Edited
      const name = names[chosen] as string
      const length = Math.max(40, Math.round(words.length * 0.2))
      // with the edit and eight words on either side of it inside the excerpt
      const low = Math.max(0, to + 8 - length)
      const start = Math.min(words.length - length, low + random.below(Math.max(1, at - 8 - low)))
      if (start <= at - 8 && start + length >= to + 8) {
        // the edit by itself, to see whether the noise left anything of it
        const stretch = (from: number, end: number): string =>
          words
            .slice(from, end)
            .map((word) => `${word} `)
            .join('')
        const [edit, noisyEdit] = [stretch(at, to), noisy(stretch(at, to))]
        const leaked = `${noisy(stretch(start, at))}${noisyEdit}${noisy(stretch(to, start + length))}`.trim()
        const gone = edit !== '' && !survives(edit, noisyEdit)
        const found = decided(index, versions, leaked)
        inside.asked++
        const tally = byEdit.get(name) ?? { asked: 0, right: 0 }
        byEdit.set(name, tally)
        tally.asked++
        if (gone) {
          lost.asked++
          if (found === chosen) lost.right++
          else if (found === undefined) lost.several++
        }
        if (found === chosen) {
          inside.right++
          tally.right++
        } else if (found === undefined) inside.several++
        if (process.env.LEAKS_SHOW && found !== chosen) {
          console.log(
            'MISS',
            kind,
            noise,
            name,
            'chosen',
            chosen,
            'found',
            found,
            'at',
            at - start,
            'of',
            length,
          )
          console.log('  orig  :', (versions[0] as Edited).words.slice(at - 6, to + 12).join(' '))
          console.log('  edited:', words.slice(at - 6, to + 6).join(' '))
          const rel = (at - start) / length
          console.log(
            '  leaked:',
            leaked.slice(
              Math.max(0, Math.floor(rel * leaked.length) - 120),
              Math.floor(rel * leaked.length) + 200,
            ),
          )
          const r = rankVersions(leaked, index.search(leaked), (n) => versions[n]?.words.join(' '))
          console.log(
            '  fits  :',
            r.evidence.fits
              .map((f) =>
                [
                  r.compared[f.version]?.document,
                  f.share.toFixed(2),
                  f.behind.toFixed(1),
                  f.alignment.before,
                  f.alignment.after,
                  f.alignment.fitting,
                ].join('/'),
              )
              .join('  '),
          )
        }
      }
      // without any edit: from a place where all five agree
      const free = agreeing(original, versions, length)
      if (free !== undefined) {
        const found = decided(index, versions, noisy(free))
        outside.asked++
        if (found === undefined) outside.several++
        else outside.decidedWrong++
      }
    }
    const per = (part: number, of: number): string => `${((100 * part) / Math.max(1, of)).toFixed(1)} %`
    console.log(
      `${kind}, ${noise}: edit inside ${inside.asked}: right ${per(inside.right, inside.asked)}, undecided ${per(inside.several, inside.asked)}; no edit inside ${outside.asked}: undecided ${per(outside.several, outside.asked)}`,
    )
    const [left, right] = [inside.asked - lost.asked, inside.right - lost.right]
    const wrong = left - right - (inside.several - lost.several)
    console.log(
      `   edit left by the noise ${left}: right ${per(right, left)} (${interval(right, left)}), wrong ${wrong}; edit itself replaced ${lost.asked}: undecided ${lost.several}, right ${lost.right}`,
    )
    console.log(
      `   ${[...byEdit]
        .sort()
        .map(([name, { asked, right }]) => `${name} ${right}/${asked}`)
        .join(', ')}`,
    )
  }

/** Whether anything of an edit can still be seen: a word as it was, or more than half of its letters. */
function survives(edit: string, noisy: string): boolean {
  const words = (text: string): readonly string[] =>
    text
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== '')
  const kept = new Set(words(noisy))
  if (words(edit).some((word) => kept.has(word))) return true
  const [a, b] = [edit.trim(), noisy.trim()]
  const most = Math.floor(a.length / 2)
  return editDistance(a, b, most) <= most
}

/** 95 % interval of a share in per cent (Wilson 1927). */
function interval(part: number, of: number): string {
  if (of === 0) return 'none'
  const [z, p] = [1.96, part / of]
  const middle = (p + (z * z) / (2 * of)) / (1 + (z * z) / of)
  const half = (z * Math.sqrt((p * (1 - p)) / of + (z * z) / (4 * of * of))) / (1 + (z * z) / of)
  return `${(100 * (middle - half)).toFixed(1)} to ${(100 * (middle + half)).toFixed(1)}`
}

function decided(
  index: ReturnType<typeof emptyTextIndex>,
  versions: readonly Edited[],
  leaked: string,
): number | undefined {
  const { compared, evidence } = rankVersions(leaked, index.search(leaked), (number) =>
    versions[number]?.words.join(' '),
  )
  return evidence.decided === undefined ? undefined : compared[evidence.decided]?.document
}

/** A stretch of the original that stands unchanged in every version. */
function agreeing(
  original: readonly string[],
  versions: readonly Edited[],
  length: number,
): string | undefined {
  for (let tries = 0; tries < 30; tries++) {
    const start = 1 + random.below(Math.max(1, original.length - length - 1))
    const part = original.slice(start, start + length).join(' ')
    if (versions.every(({ words }) => words.join(' ').includes(` ${part} `))) return part
  }
  return undefined
}
