import type { OpenBudget } from '../open-budget.ts'
import { decodeText } from '../text/text-encoding.ts'
import { type PdfPage, rectOf } from './page-tree.ts'
import { type ActionFindings, actionReader, treeValues, uriText } from './pdf-actions.ts'
import type { PdfFile } from './pdf-file.ts'
import { pdfLexer } from './pdf-lexer.ts'
import type { PdfLink } from './pdf-link.ts'
import { isKeyed, itemsOf, type Keyed, nameOf, type PdfValue, stringOf, textOf } from './pdf-value.ts'

/** Actions with an effect outside the document. */
const ACTIONS: ReadonlySet<string> = new Set([
  'URI',
  'JavaScript',
  'Launch',
  'GoToR',
  'GoToE',
  'SubmitForm',
  'ImportData',
])
/** Annotation flags (ISO 32000-1 §12.5.3): hidden, no view. */
const UNSEEN = 2 | 32
/** Bookmarks and form fields visited. */
const MOST_NODES = 100_000

/**
 * Everything in a PDF that points outside or acts: annotations page by page, opening and page actions, form fields,
 * bookmarks, named scripts, attached files; then every object that none of these reaches, and older versions of
 * objects, whose targets are kept as not visible. Goes into `findings` as it is found: the budget may end it.
 */
export function readStructure(
  file: PdfFile,
  pages: readonly PdfPage[],
  findings: ActionFindings,
  budget: OpenBudget,
): void {
  const uri = file.catalog && file.get(file.catalog, 'URI')
  const baseText = isKeyed(uri) ? stringOf(file.get(uri, 'Base')) : undefined
  const actions = actionReader(file, baseText && uriText(baseText), findings, budget)
  const never = (): boolean => false

  const media = (annotation: Keyed): void => {
    const subtype = nameOf(file.get(annotation, 'Subtype'))
    if (subtype === 'RichMedia') findings.powers.add('embedded-program')
    const specification = file.get(annotation, 'FS')
    if (subtype === 'FileAttachment' && isKeyed(specification)) findings.files.add(specification)
  }

  for (const page of pages) {
    budget.work()
    actions.readEvents(
      file.get(page.dict, 'AA'),
      { page, visible: true, auto: true },
      (event) => event === 'O',
    )
    for (const item of itemsOf(file.get(page.dict, 'Annots'))) {
      budget.work()
      const annotation = file.resolve(item)
      if (!isKeyed(annotation)) continue
      const rect = rectOf(file, annotation.map.get('Rect'))
      const flags = file.get(annotation, 'F')
      const place = {
        page,
        ...(rect && { rect }),
        visible:
          rect !== undefined &&
          rect[2] - rect[0] >= 1 &&
          rect[3] - rect[1] >= 1 &&
          ((typeof flags === 'number' ? flags : 0) & UNSEEN) === 0,
        auto: false,
      }
      media(annotation)
      actions.read(annotation.map.get('A'), place)
      actions.readEvents(annotation.map.get('AA'), place, (event) => event === 'PO' || event === 'PV')
    }
  }

  if (file.catalog) {
    const { catalog } = file
    const document = { visible: false, auto: true }
    actions.read(catalog.map.get('OpenAction'), document)
    actions.readEvents(catalog.map.get('AA'), document, never)
    const names = file.get(catalog, 'Names')
    if (isKeyed(names)) {
      // Named scripts run when the document is opened (§12.6.4.16).
      for (const { value } of treeValues(file, names.map.get('JavaScript'), budget))
        actions.read(value, document)
      for (const { value } of treeValues(file, names.map.get('EmbeddedFiles'), budget)) {
        const specification = file.resolve(value)
        if (isKeyed(specification)) findings.files.add(specification)
      }
    }
    for (const item of itemsOf(file.get(catalog, 'AF'))) {
      const specification = file.resolve(item)
      if (isKeyed(specification)) findings.files.add(specification)
    }
    const form = file.get(catalog, 'AcroForm')
    if (isKeyed(form)) {
      walk(form, ['Fields', 'Kids'], (field) => {
        const place = { visible: true, auto: false }
        actions.read(field.map.get('A'), place)
        actions.readEvents(field.map.get('AA'), place, never)
      })
      readXfa(file, form, findings)
    }
    walk(catalog, ['Outlines', 'First', 'Next'], (bookmark) => {
      if (bookmark.map.has('A'))
        actions.read(bookmark.map.get('A'), {
          visible: true,
          auto: false,
          text: textOf(file.get(bookmark, 'Title')),
        })
    })
  }
  sweep()

  /** Visits every dictionary reached from `root` by these keys, each once. */
  function walk(root: Keyed, keys: readonly string[], visit: (node: Keyed) => void): void {
    const seen = new Set<Keyed>([root])
    const stack: Keyed[] = [root]
    for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
      if (node !== root) visit(node)
      for (const key of keys) {
        budget.work()
        const value = file.get(node, key)
        for (const item of isKeyed(value) ? [value] : itemsOf(value)) {
          const next = file.resolve(item)
          if (!isKeyed(next) || seen.has(next) || seen.size > MOST_NODES) continue
          seen.add(next)
          stack.push(next)
        }
      }
    }
  }

  /** Dictionaries anywhere that act or point outside and were not met so far. */
  function sweep(): void {
    for (const { value, current } of file.everyObject()) {
      const stack: PdfValue[] = [value]
      for (let item = stack.pop(); item !== undefined; item = stack.pop()) {
        if (typeof item !== 'object' || item === null) continue
        budget.work()
        if (item.kind === 'array') for (const each of item.items) stack.push(each)
        if (!isKeyed(item)) continue
        if (actions.seen.has(item)) continue
        const type = nameOf(item.map.get('S'))
        if (type !== undefined && ACTIONS.has(type)) {
          if (current) actions.read(item, { visible: false, auto: false })
          else replaced(item)
        } else if (item.map.has('EF') && current) findings.files.add(item)
        for (const each of item.map.values()) if (typeof each === 'object' && each !== null) stack.push(each)
      }
    }
  }

  /** An older version of an object: its link is gone from the page but was there for readers of the older file. */
  function replaced(action: Keyed): void {
    const written = stringOf(file.get(action, 'URI'))
    if (written === undefined) return
    findings.links.push({
      origin: 'pdf-annotation',
      href: uriText(written),
      range: { start: written.start, end: written.end },
      visible: false,
    })
  }
}

/** Forms as XML (XFA): scripts in it run, `<submit target>` sends what is typed. */
function readXfa(file: PdfFile, form: Keyed, findings: ActionFindings): void {
  const xfa = file.get(form, 'XFA')
  const parts = isKeyed(xfa) ? [xfa] : itemsOf(xfa).map((item) => file.resolve(item))
  for (const part of parts.slice(0, 64)) {
    if (!isKeyed(part) || part.kind !== 'stream') continue
    const xml = decodeText(file.decode(part).data)
    const range = { start: part.start, end: part.end }
    for (let at = xml.indexOf('<script'); at >= 0; at = xml.indexOf('<script', at + 7)) {
      findings.powers.add('script')
      const open = xml.indexOf('>', at)
      const close = open < 0 ? -1 : xml.indexOf('</script', open)
      if (close < 0) break
      findings.scripts.push({ text: xml.slice(open + 1, close) })
      at = close
    }
    for (let at = xml.indexOf('<submit'); at >= 0; at = xml.indexOf('<submit', at + 7)) {
      const close = xml.indexOf('>', at)
      if (close < 0) break
      const target = /\btarget\s{0,9}=\s{0,9}(["'])([^"'<>]{1,8000})\1/.exec(
        xml.slice(at, Math.min(close, at + 9_000)),
      )
      if (target?.[2] === undefined) continue
      findings.powers.add('form-submission')
      findings.links.push({
        origin: 'pdf-form',
        href: target[2].replace(/&amp;/g, '&'),
        range,
        visible: true,
      })
    }
  }
}

/** Characters behind `/URI` looked at, and places: this search must end when the budget is used up already. */
const RAW_LENGTH = 8_192
const MOST_RAW = 5_000

/**
 * Targets behind the letters `/URI` anywhere in the bytes, whatever stands around them: for files too damaged to have
 * objects, for objects hidden in the data of a stream, and for bombs.
 */
export function rawUris(bytes: Buffer): readonly PdfLink[] {
  const links: PdfLink[] = []
  let at = bytes.indexOf('/URI', 0, 'latin1')
  for (let count = 0; at >= 0 && count < MOST_RAW; count++, at = bytes.indexOf('/URI', at + 4, 'latin1')) {
    const token = pdfLexer(bytes, at + 4, Math.min(bytes.length, at + RAW_LENGTH), () => {}).next()
    if (typeof token !== 'object' || token.kind !== 'string') continue
    const href = uriText(token)
    // Binary data that happens to hold the letters.
    if (/^[\x20-\x7e\x80-\uffff]{3,}$/.test(href))
      links.push({
        origin: 'pdf-annotation',
        href,
        range: { start: token.start, end: token.end },
        visible: false,
      })
  }
  return links
}
