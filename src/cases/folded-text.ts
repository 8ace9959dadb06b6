/** A text for finding names in: what looks the same reads the same, with the place of each unit in the text. */
export interface FoldedText {
  readonly folded: string
  /** Of each UTF-16 unit of `folded` where what it came from begins and ends in the text. */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

const PERCENT_RUN = /^(?:%[0-9A-Fa-f]{2}){1,200}/

/**
 * Small letters without accents; full-width and ligature letters as plain ones; characters nobody sees left out; any
 * white space one blank; `%C3%A9` as what it stands for. So `E\u200bdda`, `EDDA`, `Édda` and `%45dda` are one name.
 */
export function foldedText(text: string): FoldedText {
  const parts: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  let blank = false
  const put = (characters: string, start: number, end: number): void => {
    const plain = characters
      .normalize('NFKD')
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[\p{M}\p{Cf}]/gu, '')
    for (const unit of plain.split('')) {
      const isBlank = /\s/.test(unit)
      if (isBlank && blank) continue
      blank = isBlank
      parts.push(isBlank ? ' ' : unit)
      starts.push(start)
      ends.push(end)
    }
  }
  for (let at = 0; at < text.length; ) {
    const run = text[at] === '%' ? PERCENT_RUN.exec(text.slice(at, at + 600))?.[0] : undefined
    if (run !== undefined) {
      put(decoded(run), at, at + run.length)
      at += run.length
      continue
    }
    const character = String.fromCodePoint(text.codePointAt(at) ?? 0)
    put(character, at, at + character.length)
    at += character.length
  }
  return { folded: parts.join(''), starts, ends }
}

/** The same for a name. */
export const foldedName = (name: string): string => foldedText(name).folded.trim()

function decoded(run: string): string {
  try {
    return decodeURIComponent(run)
  } catch {
    return Buffer.from(run.replaceAll('%', ''), 'hex').toString('latin1')
  }
}
