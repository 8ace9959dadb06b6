import type { AttachmentPower } from '../../../model/attachment.ts'

/** What a field of a Word document does (ISO/IEC 29500-1 §17.16.5), as far as it reaches out of the document. */
export interface FieldFacts {
  /** First word, upper case: `HYPERLINK`, `INCLUDEPICTURE`, `DDEAUTO`. */
  readonly verb: string
  /** Target of HYPERLINK and of what fetches something. */
  readonly href?: string
  readonly powers: readonly AttachmentPower[]
  /** For DDE: the program and what it is told, as shown to a person. */
  readonly command?: string
}

/** Characters of a code that are read. Attack: a code of megabytes. */
export const MAX_FIELD_CODE = 16_384
const MAX_WORDS = 200

/** Fields that load their first argument. */
const INCLUDES: ReadonlySet<string> = new Set(['INCLUDEPICTURE', 'INCLUDETEXT', 'INCLUDE', 'IMPORT', 'RD'])

/** Reads a field code: verb, arguments, switches; undefined when it does not reach out of the document. Linear. */
export function readFieldCode(code: string): FieldFacts | undefined {
  const words = fieldWords(code.slice(0, MAX_FIELD_CODE))
  const verb = words[0]?.text.toUpperCase() ?? ''
  const values = words.slice(1)
  /** The first word that is neither a switch nor the value of `\x` that takes one. */
  const first = (): string | undefined => values.find((word) => !word.isSwitch && !word.ofSwitch)?.text
  if (verb === 'HYPERLINK') {
    const place = values.find((_, index) => values[index - 1]?.text.toLowerCase() === '\\l')?.text
    const target = first()
    if (target === undefined || target === '')
      return place === undefined ? undefined : { verb, href: `#${place}`, powers: [] }
    return { verb, href: place === undefined ? target : `${target}#${place}`, powers: [] }
  }
  if (INCLUDES.has(verb)) {
    const target = first()
    if (target === undefined) return undefined
    return { verb, href: target, powers: reachesOut(target) ? ['remote-content'] : [] }
  }
  if (verb === 'DDE' || verb === 'DDEAUTO') {
    const command = values
      .map(({ text }) => text)
      .join(' ')
      .slice(0, 1_000)
    return { verb, command, powers: verb === 'DDEAUTO' ? ['external-data', 'auto-open'] : ['external-data'] }
  }
  if (verb === 'LINK') {
    const plain = values.filter((word) => !word.isSwitch && !word.ofSwitch)
    const target = plain[1]?.text ?? plain[0]?.text
    const automatic = values.some((word) => word.text.toLowerCase() === '\\a')
    return {
      verb,
      ...(target !== undefined && { href: target }),
      powers: automatic ? ['external-data', 'auto-open'] : ['external-data'],
    }
  }
  if (verb === 'DATABASE') return { verb, powers: ['external-data'] }
  if (verb === 'MACROBUTTON') return { verb, powers: ['macro'] }
  return undefined
}

/**
 * What a nested field puts into the code around it: QUOTE with numbers is a string of characters, which hides words
 * like DDEAUTO from a search; other fields give their result.
 */
export function nestedFieldText(code: string, result: string): string {
  const words = fieldWords(code.slice(0, MAX_FIELD_CODE))
  if (words[0]?.text.toUpperCase() !== 'QUOTE') return result
  let text = ''
  for (const word of words.slice(1)) {
    const number = /^\d{1,5}$/.test(word.text) && !word.quoted ? Number(word.text) : 0
    text += number > 0 ? String.fromCharCode(number) : word.text
  }
  return text
}

/** Whether a target is on another machine: a web address or a share. */
export function reachesOut(target: string): boolean {
  const start = target.trim().slice(0, 40)
  return /^(?:https?|ftps?|wss?|mhtml|ldap):/i.test(start) || isShare(start)
}

/** `\\host\share`, `//host/share` or `file://host/…`: Windows signs in to that host. */
const isShare = (target: string): boolean =>
  /^(?:\\\\|\/\/)[^\\/.?]/.test(target) || /^file:(?:[\\/]{2}|[\\/]{4,5})[^\\/]/i.test(target)

interface FieldWord {
  readonly text: string
  readonly quoted: boolean
  readonly isSwitch: boolean
  /** The value of the switch before it. */
  readonly ofSwitch: boolean
}

/** Switches of the fields above that take a value. */
const WITH_VALUE: ReadonlySet<string> = new Set(['\\l', '\\o', '\\t', '\\c', '\\*', '\\#', '\\@', '\\f'])

function fieldWords(code: string): readonly FieldWord[] {
  const words: FieldWord[] = []
  let i = 0
  const add = (text: string, quoted: boolean): void => {
    const last = words[words.length - 1]
    const isSwitch = !quoted && text.startsWith('\\') && text.length === 2
    words.push({
      text,
      quoted,
      isSwitch,
      ofSwitch: last?.isSwitch === true && WITH_VALUE.has(last.text.toLowerCase()) && !isSwitch,
    })
  }
  while (i < code.length && words.length < MAX_WORDS) {
    const c = code.charAt(i)
    if (c <= ' ' || c === '\u00a0') {
      i++
      continue
    }
    // Word turns quotation marks round while typing, and still reads them.
    if (c === '"' || c === '\u201c' || c === '\u201d') {
      let text = ''
      i++
      // A share written without doubling its backslashes, as programs that write documents do.
      if (code.startsWith('\\\\', i) && code.charAt(i + 2) !== '\\') {
        text = '\\\\'
        i += 2
      }
      for (; i < code.length; i++) {
        const inner = code.charAt(i)
        if (inner === '"' || inner === '\u201c' || inner === '\u201d') break
        const next = code.charAt(i + 1)
        if (inner === '\\' && (next === '\\' || next === '"')) {
          text += next
          i++
        } else text += inner
      }
      i++
      add(text.trim(), true)
    } else {
      const from = i
      while (i < code.length && code.charAt(i) > ' ' && code.charAt(i) !== '"') i++
      add(code.slice(from, i), false)
    }
  }
  return words
}
