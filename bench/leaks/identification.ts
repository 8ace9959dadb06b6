/**
 * From a leaked text to its document, among 100,000: README.md says what is measured. By hand:
 * `node_modules/.bin/node --conditions=counterfoil-source bench/leaks/identification.ts [TRIALS] [FOLDER OF CORPORA]`
 */
import { rankVersions } from '../../src/leaks/alignment/rank-versions.ts'
import { identified } from '../../src/leaks/fingerprint/identified.ts'
import { emptyTextIndex } from '../../src/leaks/fingerprint/text-index.ts'
import { fingerprint } from '../../src/leaks/fingerprint/winnow.ts'
import { seededRandom } from '../../src/testing/seeded-random.ts'
import { type CorpusText, fileTexts, mailTexts } from './corpus.ts'
import { memo } from './memo-writer.ts'
import { characterNoise, countWords, excerpt, replacedWords } from './noise.ts'

const [trials = '300', total = '100000'] = process.argv.slice(2)
const random = seededRandom('identification')

const files = await fileTexts(process.env.LEAKS_FILES ?? '/tmp/corpdocs/office-and-pdf')
const bmc = await mailTexts(process.env.LEAKS_MAIL ?? '/tmp/corp/openbmc.mbox', true)
const lsm = await mailTexts(process.env.LEAKS_MAIL_2 ?? '/tmp/corp/lsm.mbox', false)
const phish = await mailTexts(process.env.LEAKS_STRANGERS ?? '/tmp/corp/phish/phishing-pot', false)

const texts: CorpusText[] = []
const seen = new Set<string>()
const take = (text: CorpusText): void => {
  if (seen.has(text.text)) return
  seen.add(text.text)
  texts.push(text)
}
for (const text of [...files, ...bmc, ...lsm]) take(text)
const written = Math.max(5_000, Number(total) - texts.length)
for (let i = 0; i < written; i++)
  take({ name: `memo ${i}`, kind: 'file', text: memo(150 + random.below(900), random) })

const bytes = texts.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0)
const cpu = process.cpuUsage()
const wall = performance.now()
const index = emptyTextIndex()
for (const { text } of texts) index.add(fingerprint(text))
index.settle()
const used = process.cpuUsage(cpu)
const cpuSeconds = (used.user + used.system) / 1e6
console.log(
  `index: ${texts.length} documents, ${(bytes / 1e6).toFixed(0)} MB of text, ${(bytes / 1e6 / cpuSeconds).toFixed(1)} MB a processor second, ${(bytes / 1e3 / (performance.now() - wall)).toFixed(1)} MB a second`,
)

/** Letters and digits only, lower case: whether a text holds another word for word, without our folding. */
const plain = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
const plainTexts = new Map<number, string>()
const holds = (document: number, part: string): boolean => {
  const known = plainTexts.get(document) ?? plain(texts[document]?.text ?? '')
  plainTexts.set(document, known)
  return known.includes(part)
}

const others = Array.from({ length: 400 }, () => memo(30, random).split(/\s+/))
  .flat()
  .concat(
    'the of and to a in that it was for on are as with they be at one have this from or had by not but what all were when we there can an your which their said if do will each about how up out them'.split(
      ' ',
    ),
  )
const kinds: Record<string, readonly number[]> = {
  'files and attachments': texts.flatMap(({ kind, name, text }, i) =>
    kind !== 'mail' && !name.startsWith('memo') && countWords(text) >= 200 ? [i] : [],
  ),
  'list mail': texts.flatMap(({ kind, text }, i) => (kind === 'mail' && countWords(text) >= 200 ? [i] : [])),
  memos: texts.flatMap(({ name, text }, i) =>
    name.startsWith('memo') && countWords(text) >= 200 ? [i] : [],
  ),
}
const ways: Record<string, (text: string) => { readonly leaked: string; readonly part: string }> = {
  'full text': (text) => ({ leaked: text, part: text }),
  '20 % excerpt': (text) => cut(text, Math.max(40, Math.round(countWords(text) * 0.2))),
  '5 % excerpt, at least 40 words': (text) => cut(text, Math.max(40, Math.round(countWords(text) * 0.05))),
  '40 words': (text) => cut(text, 40),
  'full, 3 % characters': (text) => noisy(text, text, 0.03),
  'full, 5 % characters': (text) => noisy(text, text, 0.05),
  'full, 10 % words': (text) => ({ leaked: replacedWords(text, 0.1, others, random), part: text }),
  '20 % excerpt, 3 % characters': (text) =>
    after(cut(text, Math.max(40, Math.round(countWords(text) * 0.2))), 0.03),
  '20 % excerpt, 5 % characters': (text) =>
    after(cut(text, Math.max(40, Math.round(countWords(text) * 0.2))), 0.05),
  '40 words, 3 % characters': (text) => after(cut(text, 40), 0.03),
  '40 words, 5 % characters': (text) => after(cut(text, 40), 0.05),
  '40 words, 10 % words': (text) => {
    const { leaked, part } = cut(text, 40)
    return { leaked: replacedWords(leaked, 0.1, others, random), part }
  },
}
function cut(text: string, words: number): { leaked: string; part: string } {
  const leaked = excerpt(text, words, random)
  return { leaked, part: leaked }
}
const noisy = (text: string, part: string, rate: number): { leaked: string; part: string } => ({
  leaked: characterNoise(text, rate, random),
  part,
})
const after = (
  { leaked, part }: { leaked: string; part: string },
  rate: number,
): { leaked: string; part: string } => noisy(leaked, part, rate)

console.log(
  'right = the document itself, or one that holds the leaked words letter for letter; index = first by fingerprints; compared = first after word by word comparison; named = and strong enough to be named; several = more than one document explains it, right when one of them is; processor time',
)
for (const [kind, of] of Object.entries(kinds)) {
  console.log(`\n${kind}: ${of.length} documents of 200 words or more`)
  for (const [way, leak] of Object.entries(ways)) {
    let [first, itself, named, right, undecided, single] = [0, 0, 0, 0, 0, 0]
    const times: number[] = []
    const compareTimes: number[] = []
    const count = Math.min(Number(trials), of.length)
    for (let i = 0; i < count; i++) {
      const document = of[count === of.length ? i : random.below(of.length)] as number
      const { leaked, part } = leak(texts[document]?.text ?? '')
      const needle = plain(part)
      const fits = (found: number): boolean => found === document || holds(found, needle)
      const before = process.cpuUsage()
      const found = index.search(leaked, 40)
      times.push(milliseconds(before))
      const [best] = found.matches
      if (best === undefined) continue
      if (best.document === document) itself++
      if (fits(best.document)) first++
      const again = process.cpuUsage()
      const { compared, evidence } = rankVersions(leaked, found, (number) => texts[number]?.text)
      compareTimes.push(milliseconds(again))
      const top = compared[evidence.fits[0]?.version ?? -1]
      // undecided between several: right when one of them is
      const among = evidence.fits.filter(({ share }) => share > 0.02 || evidence.decided === undefined)
      const document_ = (version: number): number => compared[version]?.document ?? -1
      const isRight =
        evidence.decided === undefined
          ? among.some(({ version, behind }) => behind > -5 && fits(document_(version)))
          : fits(document_(evidence.decided))
      if (top !== undefined && fits(top.document)) single++
      if (top === undefined || !isRight) {
        if (process.env.LEAKS_SHOW)
          console.log(
            'MISSED',
            way,
            texts[document]?.name,
            countWords(leaked),
            found.matches.findIndex((match) => match.document === document),
            evidence.fits.findIndex(({ version }) => compared[version]?.document === document),
            JSON.stringify(leaked.slice(0, 300)),
          )
        continue
      }
      right++
      if (evidence.decided === undefined) undecided++
      if (identified(top, evidence.fits[0]?.alignment)) named++
    }
    times.sort((a, b) => a - b)
    compareTimes.sort((a, b) => a - b)
    console.log(
      `  ${way.padEnd(32)} index ${share(first, count)} (itself ${share(itself, count)})  compared ${share(single, count)}, it or among several ${share(right, count)}, named ${share(named, count)}, several ${share(undecided, count)}  ms: ${spread(times)}; comparing ${spread(compareTimes)}`,
    )
  }
}

const strangers: string[] = phish.map(({ text }) => text).filter((text) => countWords(text) >= 40)
const stranger = seededRandom('strangers')
let falsely = 0
let theSame = 0
let asked = 0
for (const text of new Set(strangers)) {
  for (const leaked of [text, excerpt(text, 40, stranger)]) {
    asked++
    const found = index.search(leaked)
    const { compared, evidence } = rankVersions(leaked, found, (number) => texts[number]?.text)
    const best =
      found.matches.find((match) => identified(match)) ??
      evidence.fits.flatMap(({ version, alignment }) => {
        const match = compared[version]
        return match !== undefined && identified(match, alignment) ? [match] : []
      })[0]
    if (best === undefined) continue
    if (sharesRun(leaked, texts[best.document]?.text ?? '')) {
      theSame++
      continue
    }
    falsely++
    if (process.env.LEAKS_SHOW)
      console.log(
        'FALSE',
        best.strength.toFixed(0),
        best.coverage.toFixed(3),
        texts[best.document]?.name,
        JSON.stringify(best.stretches.slice(0, 3).map(([a, b]) => leaked.slice(a, b).slice(0, 200))),
      )
  }
}
console.log(
  `\nunrelated: ${falsely} of ${asked - theSame} named (${((100 * falsely) / (asked - theSame)).toFixed(3)} %); apart from them ${theSame} that share 15 words in a row with the document named`,
)

/** Whether two texts share 15 words in a row, letter for letter. */
function sharesRun(a: string, b: string): boolean {
  const words = a.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  const other = ` ${(b.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ')} `
  for (let at = 0; at + 15 <= words.length; at++) {
    const run = words.slice(at, at + 15)
    // tags and rulers are no text
    if (new Set(run).size >= 10 && other.includes(` ${run.join(' ')} `)) return true
  }
  return false
}

function share(part: number, of: number): string {
  return `${((100 * part) / Math.max(1, of)).toFixed(1)} %`.padStart(7)
}

function milliseconds(since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e3
}

function spread(sorted: readonly number[]): string {
  const at = (share: number): string => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1)
  return `${at(0.5)}, 95 % ${at(0.95)}`
}
