import type { AttackTechnique } from '../model/case.ts'
import { CaseError, refusal } from './case-error.ts'

/** A list of techniques, of one version of ATT&CK. */
export interface TechniqueList {
  /** Absent when the file does not say. */
  readonly version?: string
  readonly techniques: ReadonlyMap<string, AttackTechnique>
}

const ID = /^T\d{4}(?:\.\d{3})?$/

/**
 * Reads a list: an array of `{id, name, tactics, revoked, deprecated}`, or an object that holds one as `techniques`
 * beside `version`. Throws `CaseError`, which names the element.
 */
export function readTechniques(json: string, where: string): TechniqueList {
  const wrong = (why: string): CaseError =>
    new CaseError(
      'refused',
      where,
      `this is no list of techniques: ${why}`,
      'it is an array of {"id": "T1566.002", "name": …, "tactics": […], "revoked": false, "deprecated": false}, or {"version": …, "techniques": […]}',
    )
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw wrong((error as Error).message.slice(0, 200))
  }
  const outer = isRecord(value) ? value : { techniques: value }
  const list = outer.techniques
  if (!Array.isArray(list)) throw wrong('no array')
  const techniques = new Map<string, AttackTechnique>()
  for (const [index, one] of (list as readonly unknown[]).entries()) {
    const { id, name, tactics, revoked = false, deprecated = false } = isRecord(one) ? one : {}
    if (
      typeof id !== 'string' ||
      !ID.test(id) ||
      typeof name !== 'string' ||
      !Array.isArray(tactics) ||
      tactics.some((tactic) => typeof tactic !== 'string') ||
      typeof revoked !== 'boolean' ||
      typeof deprecated !== 'boolean'
    )
      throw wrong(`element ${index + 1}`)
    techniques.set(id, { id, name, tactics: tactics as readonly string[], revoked, deprecated })
  }
  return { ...(typeof outer.version === 'string' && { version: outer.version }), techniques }
}

/** A technique that may be named in a report. Throws `CaseError` with the reason when it may not. */
export function usableTechnique({ techniques, version }: TechniqueList, written: string): AttackTechnique {
  const id = written.trim().toUpperCase()
  const of = version === undefined ? 'the list' : `ATT&CK ${version}`
  if (!ID.test(id))
    throw refusal(`“${written.slice(0, 40)}” is no id of a technique`, 'they look like T1566.002')
  const found = techniques.get(id)
  if (!found)
    throw refusal(
      `${of} has no ${id}${techniques.size < 400 ? `; the list at hand has ${techniques.size} techniques only` : ''}`,
      'look it up on attack.mitre.org, or give a whole list with --attack FILE',
    )
  if (found.revoked)
    throw refusal(
      `${id} (${found.name}) was revoked: ${of} has another technique in its place`,
      'its page on attack.mitre.org names the technique that replaces it',
    )
  if (found.deprecated)
    throw refusal(
      `${id} (${found.name}) is deprecated in ${of}`,
      'its page on attack.mitre.org says what to use instead',
    )
  return found
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
