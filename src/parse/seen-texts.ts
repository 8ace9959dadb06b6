import type { Part } from '../model/message.ts'
import type { DecodedText } from './decoded-text.ts'
import { resourcePaths } from './mime/related-start.ts'

/** Other versions of the main text that are read as well. */
const VERSIONS = 2

/**
 * Index of the text a reader sees first: the first text/plain or text/html that is no attachment and is not blank;
 * of two versions of one text (multipart/alternative) the plain one. -1 when there is none.
 */
export function chooseMainText(texts: readonly DecodedText[], parts: readonly Part[]): number {
  const resources = resourcePaths(parts)
  const shown = (text: DecodedText) => !text.attached && isBody(text) && !resources.has(text.part)
  const first = texts.findIndex((text) => shown(text) && !isBlank(text.text))
  if (first < 0) {
    const blank = texts.findIndex(shown)
    return blank >= 0 ? blank : texts.findIndex((text) => !text.attached)
  }
  if (texts[first]?.mediaType === 'text/plain') return first
  // HTML before plain text in one alternative: the wrong order, but seen.
  const alternative = parts.find(
    (part) =>
      part.contentType.mediaType === 'multipart/alternative' &&
      part.children.some((child) => child.path === texts[first]?.part),
  )
  const plain = texts.findIndex(
    (text) =>
      shown(text) &&
      text.mediaType === 'text/plain' &&
      !isBlank(text.text) &&
      alternative?.children.some((child) => child.path === text.part),
  )
  return plain >= 0 ? plain : first
}

/** Indexes of the HTML texts a reader may see instead of the main text: itself, or other versions beside a plain one. */
export function seenHtml(
  texts: readonly DecodedText[],
  mainText: number,
  parts: readonly Part[],
): ReadonlySet<number> {
  const main = texts[mainText]
  if (!main) return new Set()
  if (main.mediaType.includes('html')) return new Set([mainText])
  const parent = main.part.includes('.') ? main.part.slice(0, main.part.lastIndexOf('.')) : '0'
  const alternative = parts.some(
    ({ path, contentType }) => path === parent && contentType.mediaType === 'multipart/alternative',
  )
  if (!alternative) return new Set()
  const siblings = parent === '0' ? '' : `${parent}.`
  const found = new Set<number>()
  for (const [index, text] of texts.entries()) {
    if (found.size >= VERSIONS) break
    if (!text.attached && text.mediaType === 'text/html' && text.part.startsWith(siblings)) found.add(index)
  }
  return found
}

export function isBody(text: DecodedText): boolean {
  return text.mediaType === 'text/plain' || text.mediaType === 'text/html'
}

function isBlank(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c >= 128) return !/\S/.test(text.slice(i))
    if (c !== 32 && (c < 9 || c > 13)) return false
  }
  return true
}
