import { hash } from 'node:crypto'
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Case } from '../model/case.ts'
import type { Issue } from '../model/issue.ts'
import { CaseError } from './case-error.ts'
import { type CaseContent, LARGEST_CASE_FILE, readCaseText } from './case-file.ts'
import {
  CASE_FILE,
  EVIDENCE_FOLDER,
  evidencePath,
  LARGEST_EVIDENCE,
  LARGEST_LOG,
  LOG_FILE,
  NEXT_FILE,
} from './case-paths.ts'
import { bounded, type Leftovers, sha256 } from './case-writing.ts'
import { readCommitted } from './committed-log.ts'
import { timeIssues } from './time-issues.ts'

/** Issues with which nothing more is written to a case. */
export const BREAKS: ReadonlySet<Issue['code']> = new Set([
  'case.log-broken',
  'case.log-cut',
  'case.changed-outside',
])

/** True when the folder holds a case. */
export const isCase = (folder: string): boolean => existsSync(join(folder, CASE_FILE))

/** Throws `CaseError` when the folder holds no case. */
export function requireCase(folder: string): void {
  if (!isCase(folder))
    throw new CaseError(
      'not-a-case',
      folder,
      'there is no case',
      'make one with: counterfoil case new NAME --title "…"; or name one with --case FOLDER',
    )
}

export interface FolderState extends Leftovers {
  readonly found: Case
}

/** The case as it lies there, with everything that is wrong with it. Throws `CaseError` when there is none. */
export function readFolder(folder: string, now: number): FolderState {
  requireCase(folder)
  const bytes = bounded(join(folder, CASE_FILE), LARGEST_CASE_FILE)
  const log = existsSync(join(folder, LOG_FILE))
    ? bounded(join(folder, LOG_FILE), LARGEST_LOG)
    : Buffer.alloc(0)
  const nextPath = join(folder, NEXT_FILE)
  const next = existsSync(nextPath) ? bounded(nextPath, LARGEST_CASE_FILE) : undefined
  const { custody, state, whole, broken } = readCommitted(log)
  const issues: Issue[] = []
  const isFinished = next !== undefined && sha256(next) === state
  const shown = isFinished ? next : bytes
  const { content, logged } = readCaseText(shown.toString('utf8'), join(folder, CASE_FILE))
  const matches = sha256(shown) === state
  const unfinished = matches && log.length > whole
  if (!unfinished && broken !== undefined)
    issues.push({
      code: broken.found === 'backwards-in-time' ? 'case.clock-backwards' : 'case.log-broken',
      detail: `${LOG_FILE}: ${broken.words}`,
    })
  else if (custody.length < logged)
    issues.push({
      code: 'case.log-cut',
      detail: `${LOG_FILE}: ${CASE_FILE} counts ${logged} entries and there are ${custody.length}: its end was cut off`,
    })
  if (!matches && !issues.some(({ code }) => BREAKS.has(code)))
    issues.push({
      code: 'case.changed-outside',
      detail: `${CASE_FILE} was changed by something else after entry ${custody.length} of the custody log was written`,
    })
  if (unfinished || (next !== undefined && !isFinished))
    issues.push({
      code: 'case.interrupted',
      detail:
        'a change was interrupted before it was complete; it does not count, and the case is as it was before',
    })
  issues.push(...evidenceIssues(folder, content), ...timeIssues(content, custody, now))
  return {
    found: { ...content, custody, issues },
    tail: { whole, bytes: unfinished ? log.length - whole : 0 },
    pending: isFinished ? 'finish' : next === undefined ? undefined : 'drop',
  }
}

/** Every byte of evidence against its digest. */
function evidenceIssues(folder: string, { evidence }: CaseContent): readonly Issue[] {
  const issues: Issue[] = []
  const seen = new Map<string, Issue | undefined>()
  for (const { id, digest, size, duplicateOf } of evidence) {
    const path = evidencePath(digest)
    if (!seen.has(digest)) seen.set(digest, fileIssue(join(folder, path), path, digest, size))
    const issue = seen.get(digest)
    if (issue) issues.push({ ...issue, detail: `${id}: ${issue.detail}` })
    if (duplicateOf !== undefined)
      issues.push({
        code: 'case.duplicate',
        detail: `${id}: the same bytes are in the case as ${duplicateOf}`,
      })
  }
  const folderPath = join(folder, EVIDENCE_FOLDER)
  const known = new Set(evidence.map(({ digest }) => digest.replace(':', '-')))
  const there = existsSync(folderPath) ? readdirSync(folderPath) : []
  for (const name of there.toSorted())
    if (!known.has(name) && !name.endsWith('.partial'))
      issues.push({
        code: 'case.stray-file',
        detail: `${EVIDENCE_FOLDER}/${name.slice(0, 80)}: the case knows nothing of this file`,
      })
  return issues
}

function fileIssue(path: string, shown: string, digest: string, size: number): Issue | undefined {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return { code: 'case.evidence-missing', detail: `${shown} is not there or cannot be read` }
  }
  try {
    const now = fstatSync(file).size
    const hashed = now > LARGEST_EVIDENCE ? '' : `sha256:${hash('sha256', readFileSync(file))}`
    if (hashed === digest) return undefined
    return {
      code: 'case.evidence-changed',
      detail: `${shown} was changed since it was added: ${now === size ? `still ${size} bytes, but others` : `${now} bytes, and it was ${size}`}`,
    }
  } catch {
    return { code: 'case.evidence-missing', detail: `${shown} cannot be read` }
  } finally {
    closeSync(file)
  }
}
