import { BEHAVIOURS, behaviourNamed } from './behaviours.ts'
import { quoted } from './query-error.ts'
import { nearestNames } from './where/nearest-names.ts'
import { parseWhere } from './where/parse-where.ts'

/** A hunt a person keeps, to run it again over new mail. */
export interface SavedHunt {
  readonly kind: 'saved-hunt'
  /** Small letters, digits and hyphens; at most 60. */
  readonly name: string
  /** A query of the hunt language; with behaviours, too, both must hold. */
  readonly where?: string
  /** Names of behaviours, one of which is enough. At least one when there is no query. */
  readonly behaviours?: readonly string[]
  /** Milliseconds. */
  readonly created: number
}

export type SavedHuntReading =
  | { readonly kind: 'hunt'; readonly hunt: SavedHunt }
  | {
      readonly kind: 'error'
      readonly errors: readonly { readonly field: string; readonly message: string; readonly hint?: string }[]
    }

const NAME = /^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/
const KNOWN = new Set(['kind', 'name', 'where', 'behaviours', 'created'])

/** Checks data that should be a saved hunt (from a file, a store, a person). Never throws; all errors at once. */
export function readSavedHunt(data: unknown): SavedHuntReading {
  const errors: { field: string; message: string; hint?: string }[] = []
  const wrong = (field: string, message: string, hint?: string): void =>
    void errors.push({ field, message, ...(hint === undefined ? {} : { hint }) })
  if (typeof data !== 'object' || data === null || Array.isArray(data))
    return { kind: 'error', errors: [{ field: '', message: 'a saved hunt is an object' }] }
  const { kind, name, where, behaviours, created } = data as Readonly<Record<string, unknown>>
  for (const field of Object.keys(data))
    if (!KNOWN.has(field)) wrong(field.slice(0, 60), 'is no part of a saved hunt')
  if (kind !== 'saved-hunt') wrong('kind', 'must be saved-hunt')
  if (typeof name !== 'string' || !NAME.test(name))
    wrong('name', 'takes 1 to 60 small letters, digits and hyphens, such as wrapped-links')
  if (typeof created !== 'number' || !Number.isFinite(created))
    wrong('created', 'must be a time in milliseconds')
  if (where !== undefined) {
    const reading = typeof where === 'string' ? parseWhere(where) : undefined
    if (!reading) wrong('where', 'must be a text')
    else if (reading.kind === 'error')
      wrong('where', `character ${reading.error.start + 1}: ${reading.error.message}`, reading.error.hint)
  }
  if (behaviours !== undefined) {
    if (!Array.isArray(behaviours)) wrong('behaviours', 'must be a list of names')
    else
      for (const one of behaviours) {
        if (typeof one === 'string' && behaviourNamed(one)) continue
        const near = nearestNames(
          String(one),
          BEHAVIOURS.map((known) => known.name),
        )
        wrong(
          'behaviours',
          `there is no behaviour ${quoted(String(one))}`,
          near[0] && `perhaps ${near.join(', ')}`,
        )
      }
  }
  if (where === undefined && !(Array.isArray(behaviours) && behaviours.length > 0))
    wrong('where', 'a query or at least one behaviour is needed')
  if (errors.length > 0) return { kind: 'error', errors }
  return {
    kind: 'hunt',
    hunt: {
      kind: 'saved-hunt',
      name: String(name),
      ...(where === undefined ? {} : { where: String(where) }),
      ...(behaviours === undefined ? {} : { behaviours: (behaviours as readonly unknown[]).map(String) }),
      created: Number(created),
    },
  }
}

/** The one query a saved hunt stands for. */
export function huntQuery(hunt: Pick<SavedHunt, 'where' | 'behaviours'>): string {
  const behaviours = (hunt.behaviours ?? []).flatMap((name) => behaviourNamed(name)?.where ?? [])
  const any = behaviours.map((where) => `(${where})`).join(' or ')
  if (hunt.where === undefined) return any
  return any === '' ? hunt.where : `(${hunt.where}) and (${any})`
}
