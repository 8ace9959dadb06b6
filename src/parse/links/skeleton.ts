import { ALIKE, ALIKE_ASCII, SAME } from './confusables.ts'

/** Shown as nothing: zero-width, joiners, bidi controls, soft hyphen, variation selectors. */
const IGNORABLES = /\p{Default_Ignorable_Code_Point}/gu
const MARKS = /[\u0300-\u036f\u0483-\u0489]/g
const PLAIN = /^[a-z2-9@.\- _+]*$/

/**
 * What a text looks like: two texts with equal skeletons can be taken for each other. Method of UTS 39 §4 (fold,
 * map each character to its prototype), with four changes for names in mail: letter case is dropped first,
 * compatibility forms are folded (NFKD), accents are dropped, and near shapes count (`confusables.ts`). For
 * comparing only; a skeleton is not meant to be read.
 */
export function skeleton(text: string): string {
  let folded = text.toLowerCase()
  // Most text is plain ASCII without a letter that has a double.
  if (PLAIN.test(folded) && !folded.includes('m') && !folded.includes('w')) return folded
  folded = folded.normalize('NFKD').toLowerCase().replace(IGNORABLES, '').replace(MARKS, '')
  let out = ''
  for (const c of folded) {
    const shape = c < '\x80' ? c : (ALIKE.get(c) ?? c)
    for (const letter of shape) out += ALIKE_ASCII.get(letter) ?? letter
  }
  return out
}

/**
 * The ASCII name that a label outside ASCII cannot be told from (UTS 39 §4), or undefined when it shows itself:
 * accents and everyday letters such as ø keep a label honest here.
 */
export function asciiDouble(label: string): string | undefined {
  let out = ''
  let foreign = false
  for (const c of label.toLowerCase().normalize('NFKD').replace(IGNORABLES, '')) {
    if (c < '\x80') out += c
    else {
      const same = SAME.get(c)
      if (same === undefined) return undefined
      foreign = true
      out += same
    }
  }
  return foreign || out !== label ? out : undefined
}
