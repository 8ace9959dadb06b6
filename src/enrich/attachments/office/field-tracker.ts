import type { FoundLink, OpenContext } from '../opener.ts'
import { MAX_FIELD_CODE, nestedFieldText, readFieldCode } from './field-code.ts'
import { codeUrls } from './url-strings.ts'

/** Follows fields through running text: begin, code (in any number of pieces), separate, result, end. */
export interface FieldTracker {
  mark(kind: string): void
  code(text: string): void
  /** Visible text of a result. */
  result(text: string): void
  /** Whether text now belongs to a code, which is not shown. */
  inCode(): boolean
  /** Whether text now is the visible text of a field that is a link. */
  inLink(): boolean
  /** Tells fields that were never ended. */
  finish(): void
}

/** Fields inside each other. Word itself stops at 20. Attack: a million begun, none ended. */
const MAX_DEPTH = 64
const RESULT_LENGTH = 400

interface OpenField {
  code: string
  result: string
  inCode: boolean
  link: boolean
  readonly start: number
}

/**
 * A tracker that tells links and powers of the fields to the context, in documents of every format that has them.
 * @param position where the reader is in the file, when fields have places of their own.
 */
export function fieldTracker(
  context: OpenContext,
  found: Pick<FoundLink, 'place' | 'range'>,
  origin: FoundLink['origin'] = 'office-field',
  position?: () => number,
): FieldTracker {
  const open: OpenField[] = []
  /** Begun below the depth that is followed; their ends are counted off. */
  let ignored = 0
  let codes = 0

  const end = (): void => {
    const field = open.pop()
    if (field === undefined) return
    const outer = open[open.length - 1]
    if (outer !== undefined) {
      const text = nestedFieldText(field.code, field.result)
      if (outer.inCode) append(outer, text)
      else if (outer.result.length < RESULT_LENGTH) outer.result += field.result
    }
    tell(field)
  }

  const append = (field: OpenField, text: string): void => {
    if (field.code.length < MAX_FIELD_CODE) field.code += text.slice(0, MAX_FIELD_CODE)
  }

  const tell = (field: OpenField): void => {
    const facts = readFieldCode(field.code)
    if (facts === undefined) return
    const where =
      position === undefined ? found : { ...found, range: { start: field.start, end: position() } }
    for (const power of facts.powers) context.power(power)
    if (facts.href !== undefined && !facts.href.startsWith('#'))
      context.link({ ...where, origin, href: facts.href, text: field.result })
    // The command line of a DDE field is what hunters look for; a reader never sees it.
    if (facts.command !== undefined) codeUrls(facts.command, context, { ...where, origin })
  }

  return {
    mark(kind) {
      if (kind === 'begin') {
        if (open.length >= MAX_DEPTH) ignored++
        else open.push({ code: '', result: '', inCode: true, link: false, start: position?.() ?? 0 })
        codes++
        if ((codes & 63) === 0) context.budget.work(64)
      } else if (kind === 'separate') {
        const field = open[open.length - 1]
        if (field !== undefined && ignored === 0) {
          field.inCode = false
          field.link = /^\s*(?:HYPERLINK)\b/i.test(field.code)
        }
      } else if (kind === 'end') {
        if (ignored > 0) ignored--
        else end()
      }
    },
    code(text) {
      const field = open[open.length - 1]
      if (field?.inCode) append(field, text)
    },
    result(text) {
      const field = open[open.length - 1]
      if (field !== undefined && !field.inCode && field.result.length < RESULT_LENGTH) field.result += text
    },
    inCode: () => open.some((field) => field.inCode),
    inLink: () => open.some((field) => field.link && !field.inCode),
    finish() {
      while (open.length > 0) end()
    },
  }
}
