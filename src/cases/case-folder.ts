import { hash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Case, CaseEvidence } from '../model/case.ts'
import type { TlpLabel } from '../model/indicator.ts'
import type { Acting, CaseChange } from './case-change.ts'
import { CaseError, refusal } from './case-error.ts'
import { CASE_VERSION, type CaseContent } from './case-file.ts'
import { whileLocked } from './case-lock.ts'
import { CASE_FILE, EVIDENCE_FOLDER, EVIDENCE_MODE, evidencePath, LOG_FILE, MODE } from './case-paths.ts'
import { BREAKS, readFolder, requireCase } from './case-state.ts'
import { commit, orTrouble, settle, writeWhole } from './case-writing.ts'
import { custodyLines } from './custody-log.ts'

export type { Acting, CaseChange } from './case-change.ts'
export { isCase } from './case-state.ts'

/** Makes a case in a new folder. Throws `CaseError`. */
export function newCase(
  folder: string,
  given: { readonly title: string; readonly tlp: TlpLabel; readonly attackVersion: string },
  acting: Acting,
): Case {
  const name = basename(resolve(folder))
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,99}$/u.test(name))
    throw refusal(
      `“${name.slice(0, 100)}” is no name for a case`,
      'use letters, digits, dots, hyphens and spaces, at most 100',
    )
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new CaseError(
      'exists',
      folder,
      'there is something in this folder already',
      'give the case a new name',
    )
  orTrouble(folder, () => {
    mkdirSync(join(folder, EVIDENCE_FOLDER), { recursive: true, mode: 0o700 })
  })
  const content: CaseContent = {
    kind: 'case',
    version: CASE_VERSION,
    name,
    title: given.title,
    created: acting.time,
    tlp: given.tlp,
    attackVersion: given.attackVersion,
    evidence: [],
    claims: [],
    hypotheses: [],
    cells: [],
    judgements: [],
    timeline: [],
    actors: [],
    techniques: [],
    notes: [],
    people: [],
    withdrawn: [],
    gaps: [],
  }
  return whileLocked(folder, () => {
    if (existsSync(join(folder, CASE_FILE)))
      throw new CaseError(
        'exists',
        folder,
        'there is a case in this folder already',
        'give the case a new name',
      )
    commit(folder, { content, log: [{ what: 'case opened' }] }, [], acting)
    return readFolder(folder, acting.time).found
  })
}

/**
 * Opens a case to be read and checks all of it: the log, that nothing was changed outside of it, every byte of
 * evidence, times. What is wrong stands in `issues` with its place. Throws `CaseError` only when there is no case that
 * this version can read.
 */
export function openCase(folder: string, options: { readonly now: number }): Case {
  return readFolder(folder, options.now).found
}

/**
 * Changes a case in one step: a change that is interrupted leaves it as it was, and of two processes one waits. Throws
 * `CaseError`; a case whose log is broken is not written to before `mendCase`.
 */
export function changeCase(folder: string, acting: Acting, change: (found: Case) => CaseChange): Case {
  requireCase(folder)
  return whileLocked(folder, () => {
    const { found, tail, pending } = readFolder(folder, acting.time)
    const broken = found.issues.find(({ code }) => BREAKS.has(code))
    if (broken)
      throw new CaseError(
        'broken',
        folder,
        `nothing is added to this case: ${broken.detail}`,
        'find out why; then go on with: counterfoil case mend "why"',
      )
    settle(folder, { tail, pending })
    commit(folder, change(found), found.custody, acting)
    return readFolder(folder, acting.time).found
  })
}

/**
 * Goes on with a case whose log or `case.json` is not as it was written: the log as found is kept under another name,
 * the new one begins with what of it is whole, and says who went on and why.
 */
export function mendCase(
  folder: string,
  acting: Acting,
  why: string,
): { readonly found: Case; readonly kept: string } {
  requireCase(folder)
  return whileLocked(folder, () => {
    const { found, tail, pending } = readFolder(folder, acting.time)
    const broken = found.issues.find(({ code }) => BREAKS.has(code))
    if (!broken)
      throw refusal('there is nothing to mend in this case', 'counterfoil case check shows what was checked')
    const bytes = readFileSync(join(folder, LOG_FILE))
    const digest = `sha256:${hash('sha256', bytes)}`
    const kept = `custody.broken-${digest.slice(7, 23)}.ndjson`
    writeWhole(folder, kept, bytes, EVIDENCE_MODE)
    settle(folder, { tail: { ...tail, bytes: 0 }, pending })
    writeWhole(folder, LOG_FILE, Buffer.from(custodyLines(found.custody)), MODE)
    const { custody, issues: _, ...content } = found
    const what = `gone on although ${broken.detail}; the log as it was found is kept as ${kept}; because: ${why}`
    commit(folder, { content, log: [{ what, digest }] }, custody, acting)
    return { found: readFolder(folder, acting.time).found, kept }
  })
}

/** The bytes of a piece of evidence as they lie there now. Throws `CaseError` when they are not there. */
export function evidenceBytes(folder: string, { id, digest }: CaseEvidence): Uint8Array {
  const path = join(folder, evidencePath(digest))
  try {
    return readFileSync(path)
  } catch (error) {
    throw new CaseError(
      'broken',
      path,
      `the bytes of ${id} are not there`,
      'put the file back from a package or a backup',
      error,
    )
  }
}
