/** The memo in all formats, marked, and what happens to texts on their way. */
import { readFileSync } from 'node:fs'
import { newPlan } from '../../src/leaks/marking/mark-plan.ts'
import { sha256Hex } from '../../src/leaks/marking/marked-copies.ts'
import type { MasterText } from '../../src/leaks/marking/master-text.ts'
import { readMaster } from '../../src/leaks/marking/read-master.ts'
import type { MarkPlan } from '../../src/model/mark.ts'
import { writeDocx, writeOdt } from '../../src/testing/office-writer.ts'
import type { SeededRandom } from '../../src/testing/seeded-random.ts'

const MEMO = readFileSync(new URL('memo.md', import.meta.url), 'utf8')
const PARAGRAPHS: readonly string[] = MEMO.trim().split('\n\n')
const isHeading = (text: string): boolean => text.startsWith('#')
const bare = (text: string): string => text.replace(/^#+ /, '')
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** Wrapped by hand as people do in plain text. */
export function wrapped(text: string, width: number): string {
  const lines = ['']
  for (const word of text.split(' ')) {
    const line = lines.at(-1)!
    if (line !== '' && line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = line === '' ? word : `${line} ${word}`
  }
  return lines.join('\n')
}

/** Runs are cut as Word cuts them, in the middle of sentences. */
const docxParagraph = (text: string): string =>
  isHeading(text)
    ? `<w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:r><w:t>${escaped(bare(text))}</w:t></w:r></w:p>`
    : `<w:p>${(text.match(/.{1,97}/gs) ?? []).map((part, i) => `<w:r><w:rPr><w:lang w:val="en-${i % 2 ? 'GB' : 'US'}"/></w:rPr><w:t xml:space="preserve">${escaped(part)}</w:t></w:r>`).join('')}</w:p>`

export const STYLES =
  'body{font:11pt/1.4 "DejaVu Serif",serif;margin:0} h1,h2{font-size:13pt} p{margin:0 0 8pt}'

export const DOCUMENTS: readonly { readonly name: string; readonly bytes: Uint8Array }[] = [
  { name: 'memo.docx', bytes: writeDocx({ body: PARAGRAPHS.map(docxParagraph).join('') }) },
  {
    name: 'memo.odt',
    bytes: writeOdt({
      body: PARAGRAPHS.map((text) =>
        isHeading(text) ? `<text:h>${escaped(bare(text))}</text:h>` : `<text:p>${escaped(text)}</text:p>`,
      ).join(''),
    }),
  },
  {
    name: 'memo.html',
    bytes: Buffer.from(
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Memo</title><style>${STYLES}</style></head><body>\n${PARAGRAPHS.map((text) => (isHeading(text) ? `<h2>${escaped(bare(text))}</h2>` : `<p>${escaped(text)}</p>`)).join('\n')}\n</body></html>\n`,
    ),
  },
  { name: 'memo.md', bytes: Buffer.from(MEMO) },
  {
    name: 'memo.txt',
    bytes: Buffer.from(
      `${PARAGRAPHS.map((text) => (isHeading(text) ? bare(text) : wrapped(text, 72))).join('\n\n')}\n`,
    ),
  },
]

export interface MarkedDocument {
  readonly name: string
  readonly master: MasterText
  readonly plan: MarkPlan
}

/** A document with the given number of wording places approved, spread evenly, and with or without the other layers. */
export function approved(
  { name, bytes }: { readonly name: string; readonly bytes: Uint8Array },
  wording: number,
  others: boolean,
): MarkedDocument {
  const master = readMaster(bytes, name)
  if ('kind' in master) throw new Error(master.what)
  const plan = newPlan(master, sha256Hex(bytes))
  const proposed = plan.places.filter(({ layer }) => layer === 'wording')
  const chosen = new Set(
    Array.from(
      { length: Math.min(wording, proposed.length) },
      (_, i) => proposed[Math.floor((i * proposed.length) / Math.min(wording, proposed.length))]!.id,
    ),
  )
  const places = plan.places.map((place) => ({
    ...place,
    decision:
      chosen.has(place.id) || (others && place.layer !== 'wording')
        ? ('accepted' as const)
        : ('rejected' as const),
  }))
  return { name, master, plan: { ...plan, places } }
}

/** A text retyped by hand: letters lost, doubled, swapped or wrong, and words replaced by others. */
export function retyped(text: string, letters: number, words: number, random: SeededRandom): string {
  const others = ['matter', 'quite', 'thing', 'made', 'over', 'small', 'then', 'very', 'point', 'given']
  return text
    .split(/(\s+)/)
    .map((word) => {
      if (/^\s*$/.test(word)) return /\n/.test(word) ? word : ' '
      if (random.chance(words)) return random.pick(others)
      let out = ''
      for (let i = 0; i < word.length; i++) {
        if (!random.chance(letters)) out += word[i]
        else
          switch (random.below(4)) {
            case 0:
              break
            case 1:
              out += word[i]! + word[i]!
              break
            case 2:
              out += random.letters('abcdefghijklmnopqrstuvwxyz', 1)
              break
            default:
              out += (word[i + 1] ?? '') + word[i]
              i++
          }
      }
      return out
    })
    .join('')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/…/g, '...')
}

/** Pasted into a mail, wrapped by format=flowed (RFC 3676), answered, and answered again. */
export function mailed(text: string): string {
  const flowed = text
    .split('\n')
    .map((line) => wrapped(line, 70).split('\n').join(' \n'))
    .join('\n')
  const quoted = (body: string): string =>
    body
      .split('\n')
      .map((line) => (line.startsWith('>') ? `>${line}` : `> ${line}`))
      .join('\n')
  return `See below.\n\nOn Tuesday Ines Obel wrote:\n${quoted(`Have you seen this?\n\nOn Monday somebody wrote:\n${quoted(flowed)}`)}`
}

/** A run of words that is this share of a text, from a place given by chance. */
export function excerpt(text: string, share: number, random: SeededRandom): string {
  const words = text.split(/(?<=\s)/)
  const count = Math.max(1, Math.round(words.length * share))
  const start = random.below(Math.max(1, words.length - count))
  return words.slice(start, start + count).join('')
}
