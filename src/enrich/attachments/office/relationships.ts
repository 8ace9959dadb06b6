import type { OpenContext } from '../opener.ts'
import { reachesOut } from './field-code.ts'
import type { PackagePart } from './package-parts.ts'
import { scanXml } from './xml-scan.ts'

/** One relationship of a part (ISO/IEC 29500-2 §9). */
export interface Relationship {
  readonly id: string
  /** Last word of the type's address, lower case: `hyperlink`, `image`, `oleobject`. */
  readonly type: string
  readonly target: string
  readonly external: boolean
  /** The `.rels` file it stands in. */
  readonly part: PackagePart
}

export interface Relationships {
  /** Relationship of a part by id; telling it as a link is then the caller's task. */
  take(partKey: string, id: string): Relationship | undefined
  /** Tells every external target that no text took: pictures, templates, objects, links of shapes. */
  tellRest(): void
}

/** Types of which the target is loaded as data. */
const DATA: ReadonlySet<string> = new Set([
  'externallinkpath',
  'xlpathmissing',
  'xlexternallinkpath',
  'mailmergesource',
  'mailmergeheadersource',
  'connections',
])
/** Relationships kept. Attack: a file of a million relationships. */
const MAX_RELATIONSHIPS = 20_000

/** Reads all `.rels` files of a package. Linear. */
export function readRelationships(files: readonly PackagePart[], context: OpenContext): Relationships {
  const byPart = new Map<string, Map<string, Relationship>>()
  const all: Relationship[] = []
  const taken = new Set<Relationship>()
  for (const part of files) {
    const xml = part.xml()
    if (xml === undefined) continue
    const ids = new Map<string, Relationship>()
    byPart.set(sourceOf(part.key), ids)
    scanXml(
      xml,
      {
        open(tag) {
          if (tag.name !== 'Relationship' || all.length >= MAX_RELATIONSHIPS) return
          const target = tag.attribute('Target') ?? ''
          const relationship: Relationship = {
            id: tag.attribute('Id') ?? '',
            type: lastWord(tag.attribute('Type') ?? ''),
            target,
            // A program takes an address for external whatever the mode says.
            external: tag.attribute('TargetMode')?.toLowerCase() === 'external' || reachesOut(target),
            part,
          }
          all.push(relationship)
          if (!ids.has(relationship.id)) ids.set(relationship.id, relationship)
        },
      },
      context.budget.work,
    )
  }
  if (all.length >= MAX_RELATIONSHIPS)
    context.issue('limit.link-count', `Only the first ${MAX_RELATIONSHIPS} relationships are read`)
  return {
    take(partKey, id) {
      const found = byPart.get(partKey)?.get(id)
      if (found?.external && found.type === 'hyperlink') taken.add(found)
      return found
    },
    tellRest() {
      for (const relationship of all) {
        if (!taken.has(relationship)) tell(relationship, context)
      }
    },
  }
}

const lastWord = (type: string): string =>
  type
    .slice(type.lastIndexOf('/') + 1)
    .slice(0, 60)
    .toLowerCase()

/** `word/_rels/document.xml.rels` speaks of `word/document.xml`. */
const sourceOf = (key: string): string => key.replace(/(^|\/)_rels\/([^/]*)\.rels$/, '$1$2')

function tell({ type, target, external, part }: Relationship, context: OpenContext): void {
  if (type === 'vbaproject' || type === 'xlmacrosheet' || type === 'xlintlmacrosheet') context.power('macro')
  else if (type === 'control' || type === 'activexcontrolbinary') context.power('embedded-program')
  if (!external || target.trim() === '') return
  const remote = reachesOut(target)
  if (remote && type !== 'hyperlink') context.power(DATA.has(type) ? 'external-data' : 'remote-content')
  context.link({
    origin: type === 'attachedtemplate' && remote ? 'office-template' : 'office-relationship',
    href: target,
    place: { file: part.name },
    range: part.range,
  })
}
