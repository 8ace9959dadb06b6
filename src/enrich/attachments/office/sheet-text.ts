import type { OpenContext } from '../opener.ts'
import { formulaFacts } from './formula.ts'
import type { PackagePart } from './package-parts.ts'
import type { Relationships } from './relationships.ts'
import { scanXml } from './xml-scan.ts'

/** Shared strings kept. Attack: a million empty ones. */
const MAX_STRINGS = 500_000
/** Cells whose text is remembered for the links that point at them, listed behind the cells. */
const MAX_CELLS = 50_000

/** The shared strings of a workbook (ISO/IEC 29500-1 §18.4.8), in order. */
export function readSharedStrings(xml: string, context: OpenContext): readonly string[] {
  const strings: string[] = []
  let current = ''
  let inText = false
  let phonetic = false
  scanXml(
    xml,
    {
      open(tag) {
        if (tag.name === 'si') {
          current = ''
          if (tag.empty) strings.push('')
        } else if (tag.name === 't') inText = !tag.empty && !phonetic
        else if (tag.name === 'rPh') phonetic = !tag.empty
      },
      close(name) {
        if (name === 't') inText = false
        else if (name === 'rPh') phonetic = false
        else if (name === 'si' && strings.length < MAX_STRINGS) strings.push(current)
      },
      text(text) {
        if (inText) current += text
      },
    },
    context.budget.work,
  )
  return strings
}

/**
 * Reads one worksheet, macro sheet or dialog sheet: cells row by row, links of cells with the text they stand under,
 * formulas that reach out.
 * @param visible false for a hidden sheet: its links are marked, its text is not told.
 * @returns the text a reader sees, cells apart by tabs.
 */
export function readSheet(
  part: PackagePart,
  xml: string,
  strings: readonly string[],
  relationships: Relationships,
  visible: boolean,
  context: OpenContext,
): string {
  const lines: string[] = []
  const byCell = new Map<string, string>()
  let row: string[] = []
  let cell = ''
  let type = ''
  let value = ''
  let formula = ''
  let into: 'value' | 'formula' | 'inline' | undefined
  const place = { file: part.name }
  const found = { place, range: part.range, visible }

  const endCell = (): void => {
    let text = value
    if (type === 's') text = strings[Number(value)] ?? ''
    else if (type === 'b') text = value === '1' ? 'TRUE' : 'FALSE'
    if (text !== '') {
      row.push(text)
      if (byCell.size < MAX_CELLS) byCell.set(cell, text.slice(0, 400))
      if (type !== '' && text.length > 3) context.linksOfText(text, { origin: 'office-text', ...found })
    }
    if (formula !== '') tellFormula(formula, text)
  }

  const tellFormula = (code: string, text: string): void => {
    const facts = formulaFacts(code)
    for (const power of facts.powers) context.power(power)
    for (const href of facts.links)
      context.link({ origin: 'office-field', href, text: facts.isLink ? text : '', ...found })
  }

  scanXml(
    xml,
    {
      open(tag) {
        switch (tag.name) {
          case 'row':
            row = []
            break
          case 'c':
            cell = tag.attribute('r') ?? ''
            type = tag.attribute('t') ?? ''
            value = ''
            formula = ''
            break
          case 'v':
            into = tag.empty ? undefined : 'value'
            break
          case 't':
            into = tag.empty ? undefined : 'inline'
            break
          case 'f':
          case 'formula':
          case 'formula1':
            into = tag.empty ? undefined : 'formula'
            formula = ''
            break
          case 'hyperlink': {
            const id = tag.foreign('id')
            const target = id === undefined ? undefined : relationships.take(part.key, id)
            if (target === undefined || !target.external) break
            const location = tag.attribute('location')
            const first = (tag.attribute('ref') ?? '').split(':', 1)[0] ?? ''
            context.link({
              origin: 'office-relationship',
              href: location === undefined ? target.target : `${target.target}#${location}`,
              text: byCell.get(first) ?? tag.attribute('display') ?? '',
              ...found,
            })
            break
          }
          case 'control':
            context.power('embedded-program')
            break
          case 'oleObject':
            if (/always/i.test(tag.attribute('oleUpdate') ?? '')) context.power('auto-open')
            break
        }
      },
      close(name) {
        switch (name) {
          case 'v':
          case 't':
          case 'f':
            into = undefined
            break
          case 'formula':
          case 'formula1':
            // Conditions and validations: no cell, but they are computed as well.
            into = undefined
            if (formula !== '') tellFormula(formula, '')
            formula = ''
            break
          case 'c':
            endCell()
            break
          case 'row':
            if (row.length > 0) lines.push(row.join('\t'))
            break
        }
      },
      text(text) {
        if (into === 'formula') formula += text
        else if (into !== undefined) value += text
      },
    },
    context.budget.work,
  )
  return visible ? lines.join('\n') : ''
}
