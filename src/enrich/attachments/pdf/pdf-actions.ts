import type { AttachmentPower } from '../../../model/attachment.ts'
import type { OpenBudget } from '../open-budget.ts'
import { decodeText } from '../text/text-encoding.ts'
import type { PdfFile } from './pdf-file.ts'
import type { PdfLink, PdfScript } from './pdf-link.ts'
import {
  isKeyed,
  itemsOf,
  type Keyed,
  nameOf,
  type PdfString,
  type PdfValue,
  stringOf,
  textOf,
} from './pdf-value.ts'

/** What actions do and where they point, collected over a document. */
export interface ActionFindings {
  readonly links: PdfLink[]
  readonly scripts: PdfScript[]
  readonly powers: Set<AttachmentPower>
  /** File specifications met in actions. */
  readonly files: Set<Keyed>
}

/** Where an action hangs. */
export type ActionPlace = Pick<PdfLink, 'page' | 'rect' | 'visible' | 'text'> & {
  /** True when it runs without a click: on opening the document or a page. */
  readonly auto: boolean
}

export const noFindings = (): ActionFindings => ({
  links: [],
  scripts: [],
  powers: new Set(),
  files: new Set(),
})

export interface ActionReader {
  /** An action dictionary and those that follow it; each is read once, where it was met first. */
  read(action: PdfValue | undefined, place: ActionPlace): void
  /** The actions by event of an /AA dictionary; `auto` tells the events that need no click. */
  readEvents(events: PdfValue | undefined, place: ActionPlace, auto: (event: string) => boolean): void
  readonly seen: ReadonlySet<Keyed>
}

/** Actions after each other by /Next. */
const LONGEST_SEQUENCE = 1_000
/** Characters of a script that are looked at. */
const SCRIPT_LENGTH = 1_000_000

/** Reads actions (ISO 32000-1 §12.6.4) as data into `findings`; nothing is run. */
export function actionReader(
  file: PdfFile,
  base: string | undefined,
  findings: ActionFindings,
  budget: OpenBudget,
): ActionReader {
  const seen = new Set<Keyed>()

  function read(action: PdfValue | undefined, place: ActionPlace): void {
    const waiting: (PdfValue | undefined)[] = [action]
    for (let i = 0; i < waiting.length && i < LONGEST_SEQUENCE; i++) {
      budget.work()
      const found = file.resolve(waiting[i])
      if (typeof found !== 'object' || found === null) continue
      if (found.kind === 'array') {
        waiting.push(...found.items.slice(0, LONGEST_SEQUENCE))
        continue
      }
      if (!isKeyed(found) || seen.has(found)) continue
      seen.add(found)
      one(found, place)
      waiting.push(found.map.get('Next'))
    }
  }

  function one(action: Keyed, place: ActionPlace): void {
    const type = nameOf(file.get(action, 'S'))
    const acts = effect(type, action, place)
    if (acts && place.auto) findings.powers.add('auto-open')
    // Rendition actions may carry a script beside what they play (§12.6.4.13).
    if (type !== 'JavaScript' && action.map.has('JS')) script(action, place)
  }

  /** False for what only moves the view. */
  function effect(type: string | undefined, action: Keyed, place: ActionPlace): boolean {
    switch (type) {
      case 'URI':
        target(file.get(action, 'URI'), 'pdf-annotation', place)
        return true
      case 'JavaScript':
        script(action, place)
        return true
      case 'Launch': {
        findings.powers.add('launch')
        const windows = file.get(action, 'Win')
        if (isKeyed(windows)) {
          fileTarget(file.get(windows, 'F'), place)
          parameters(file.get(windows, 'P'), place)
        }
        fileTarget(file.get(action, 'F'), place)
        return true
      }
      case 'GoToR':
      case 'GoToE':
      case 'Thread':
        return fileTarget(file.get(action, 'F'), place)
      case 'SubmitForm':
        findings.powers.add('form-submission')
        fileTarget(file.get(action, 'F'), place, 'pdf-form')
        return true
      case 'ImportData':
        findings.powers.add('external-data')
        fileTarget(file.get(action, 'F'), place)
        return true
      case 'Rendition':
      case 'Movie':
      case 'Sound':
      case 'RichMediaExecute':
        return true
      default:
        return false
    }
  }

  function target(value: PdfValue | undefined, origin: PdfLink['origin'], place: ActionPlace): void {
    const written = stringOf(value)
    if (written === undefined) return
    add(uriText(written), origin, place, written, base)
  }

  /** A file elsewhere. Attack: UNC names make Windows sign in to that host. */
  function fileTarget(
    value: PdfValue | undefined,
    place: ActionPlace,
    origin: PdfLink['origin'] = 'pdf-annotation',
  ): boolean {
    const specification = file.resolve(value)
    if (isKeyed(specification)) {
      findings.files.add(specification)
      const url = nameOf(file.get(specification, 'FS')) === 'URL'
      let any = false
      for (const key of ['UF', 'F', 'Unix', 'DOS', 'Mac']) {
        const written = stringOf(file.get(specification, key))
        if (written === undefined) continue
        any = outside(written, place, origin, url) || any
        if (any) break
      }
      return any
    }
    const written = stringOf(specification)
    return written !== undefined && outside(written, place, origin, false)
  }

  function outside(written: PdfString, place: ActionPlace, origin: PdfLink['origin'], url: boolean): boolean {
    const name = textOf(written)
    const share = name.startsWith('\\\\') || name.startsWith('//')
    if (share) findings.powers.add('remote-content')
    if (!share && !url && origin !== 'pdf-form' && !/^[a-z][a-z0-9+.-]{1,30}:/i.test(name)) return false
    // A drive letter is a local file.
    if (/^[a-z]:[\\/]/i.test(name)) return false
    add(name, origin, place, written, name.startsWith('//') ? 'file:///' : base)
    return true
  }

  function parameters(value: PdfValue | undefined, place: ActionPlace): void {
    const text = textOf(value)
    if (text !== '') findings.scripts.push({ text: text.slice(0, SCRIPT_LENGTH), ...pageOf(place) })
  }

  function script(action: Keyed, place: ActionPlace): void {
    findings.powers.add('script')
    const code = file.get(action, 'JS')
    let text = textOf(code)
    if (isKeyed(code) && code.kind === 'stream') text = decodeText(file.decode(code).data)
    if (text !== '') findings.scripts.push({ text: text.slice(0, SCRIPT_LENGTH), ...pageOf(place) })
  }

  function add(
    href: string,
    origin: PdfLink['origin'],
    place: ActionPlace,
    written: PdfString,
    linkBase: string | undefined,
  ): void {
    budget.work(8)
    findings.links.push({
      origin,
      href,
      ...(linkBase !== undefined && { base: linkBase }),
      ...pageOf(place),
      ...(place.rect && { rect: place.rect }),
      ...(place.text !== undefined && { text: place.text }),
      range: { start: written.start, end: written.end },
      visible: place.visible,
    })
  }

  return {
    read,
    readEvents(events, place, auto) {
      const dict = file.resolve(events)
      if (!isKeyed(dict)) return
      for (const [event, action] of dict.map) {
        budget.work()
        read(action, { ...place, auto: auto(event) })
      }
    },
    seen,
  }
}

const pageOf = (place: ActionPlace): Pick<PdfLink, 'page'> => (place.page ? { page: place.page } : {})

/** A URI is 7-bit ASCII by the standard; real ones hold UTF-8 and, rarely, UTF-16. */
export function uriText(written: PdfString): string {
  if (written.bytes.startsWith('\u00fe\u00ff') || written.bytes.startsWith('\u00ff\u00fe'))
    return textOf(written)
  return /[\x80-\xff]/.test(written.bytes) ? decodeText(Buffer.from(written.bytes, 'latin1')) : written.bytes
}

/** Every leaf value of a name or number tree (§7.9.6), each node once. */
export function* treeValues(
  file: PdfFile,
  root: PdfValue | undefined,
  budget: OpenBudget,
): Iterable<{ readonly name: string; readonly value: PdfValue | undefined }> {
  const seen = new Set<Keyed>()
  const stack: (PdfValue | undefined)[] = [root]
  while (stack.length > 0) {
    const node = stack.pop()
    budget.work()
    const dict = file.resolve(node)
    if (!isKeyed(dict) || seen.has(dict)) continue
    seen.add(dict)
    const names = itemsOf(file.get(dict, 'Names'))
    for (let i = 0; i + 1 < names.length; i += 2) {
      budget.work()
      yield { name: textOf(file.resolve(names[i])), value: names[i + 1] }
    }
    stack.push(...itemsOf(file.get(dict, 'Kids')))
  }
}
