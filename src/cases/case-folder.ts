import { hash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  truncateSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { basename, join, resolve } from 'node:path'
import type { Case, CaseEvidence, CustodyEntry } from '../model/case.ts'
import type { TlpLabel } from '../model/indicator.ts'
import type { Issue } from '../model/issue.ts'
import { CaseError, refusal } from './case-error.ts'
import { CASE_VERSION, type CaseContent, caseText, LARGEST_CASE_FILE, readCaseText } from './case-file.ts'
import { LOCK_FILE, whileLocked } from './case-lock.ts'
import { readCommitted } from './committed-log.ts'
import { type CustodyNote, custodyLines, withEntry } from './custody-log.ts'
import { timeIssues } from './time-issues.ts'

export const CASE_FILE = 'case.json'
export const LOG_FILE = 'custody.ndjson'
/** The state that becomes `case.json` when the log says so. */
const NEXT_FILE = 'case.json.next'
const EVIDENCE_FOLDER = 'evidence'
/** Owner only: a case says who wrote what to whom. */
const MODE = 0o600
/** Nobody writes to evidence again. */
const EVIDENCE_MODE = 0o400
/** Bytes of one piece of evidence. A wrong path (a disk image, a device) must not fill the memory. */
export const LARGEST_EVIDENCE: number = 1024 * 1024 * 1024
/** Attack: a log of gigabytes. */
const LARGEST_LOG = 256 * 1024 * 1024

/** Who does something, with what and when. */
export interface Acting {
  readonly person: string
  readonly tool: string
  /** Milliseconds. */
  readonly time: number
}

/** What a change does: the case after it, what the log is to say, and bytes to keep. */
export interface CaseChange {
  readonly content: CaseContent
  readonly log: readonly Pick<CustodyNote, 'what' | 'item' | 'digest'>[]
  readonly files?: readonly { readonly digest: string; readonly bytes: Uint8Array }[]
}

/** Path of the bytes of a piece of evidence inside the folder of its case. */
export const evidencePath = (digest: string): string => `${EVIDENCE_FOLDER}/${digest.replace(':', '-')}`

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
    settle(folder, tail, pending)
    commit(folder, change(found), found.custody, acting)
    return readFolder(folder, acting.time).found
  })
}

const BREAKS: ReadonlySet<Issue['code']> = new Set([
  'case.log-broken',
  'case.log-cut',
  'case.changed-outside',
])

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
    settle(folder, { ...tail, bytes: 0 }, pending)
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

/** True when the folder holds a case. */
export const isCase = (folder: string): boolean => existsSync(join(folder, CASE_FILE))

function requireCase(folder: string): void {
  if (!isCase(folder))
    throw new CaseError(
      'not-a-case',
      folder,
      'there is no case',
      'make one with: counterfoil case new NAME --title "…"; or name one with --case FOLDER',
    )
}

interface FolderState {
  readonly found: Case
  /** Bytes at the end of the log that belong to a change that was not finished. */
  readonly tail: { readonly whole: number; readonly bytes: number }
  /** `finish`: the log names the next state, which only has to take its place. */
  readonly pending: 'finish' | 'drop' | undefined
}

function readFolder(folder: string, now: number): FolderState {
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

/** Brings the folder to the state that was read: finishes or takes back what was interrupted. */
function settle(folder: string, tail: FolderState['tail'], pending: FolderState['pending']): void {
  orTrouble(folder, () => {
    if (tail.bytes > 0) truncateSync(join(folder, LOG_FILE), tail.whole)
    if (pending === 'finish') renameSync(join(folder, NEXT_FILE), join(folder, CASE_FILE))
    if (pending === 'drop') unlinkSync(join(folder, NEXT_FILE))
  })
}

/**
 * Bytes first, then the next state beside the old one, then the log; the last byte of the log is the moment the change
 * counts. Whoever opens the case after a crash finishes what counts and passes over the rest.
 */
function commit(folder: string, change: CaseChange, custody: readonly CustodyEntry[], acting: Acting): void {
  const { content, log, files = [] } = change
  const { person, tool, time } = acting
  const json = Buffer.from(caseText(content, custody.length + log.length))
  if (json.length > LARGEST_CASE_FILE)
    throw refusal('the case would become larger than a case can be', 'divide it into several cases')
  const state = sha256(json)
  let entries = custody
  for (const [index, note] of log.entries())
    entries = withEntry(entries, { time, person, tool, ...note, ...(index === log.length - 1 && { state }) })
  const lines = Buffer.from(custodyLines(entries.slice(custody.length)))
  orTrouble(folder, () => {
    for (const { digest, bytes } of files) {
      const path = evidencePath(digest)
      if (!existsSync(join(folder, path))) writeWhole(folder, path, bytes, EVIDENCE_MODE)
    }
    writeWhole(folder, NEXT_FILE, json, MODE)
    const file = openSync(join(folder, LOG_FILE), 'a', MODE)
    try {
      writeAll(file, lines)
      fsyncSync(file)
    } finally {
      closeSync(file)
    }
    renameSync(join(folder, NEXT_FILE), join(folder, CASE_FILE))
    syncFolder(folder)
  })
}

/** A file that is whole or not there. */
function writeWhole(folder: string, name: string, bytes: Uint8Array, mode: number): void {
  const path = join(folder, name)
  const temporary = `${path}.partial`
  const file = openSync(temporary, 'w', MODE)
  try {
    writeAll(file, bytes)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  chmodSync(temporary, mode)
  renameSync(temporary, path)
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done)
}

/** A rename lasts when its folder is written; systems without that are passed over. */
function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // Windows cannot do this, and needs it less.
  }
}

function bounded(path: string, largest: number): Buffer {
  return orTrouble(path, () => {
    const { size } = statSync(path)
    if (size > largest)
      throw new CaseError('not-a-case', path, `it has ${size} bytes, more than a case can`, 'check the path')
    const bytes = Buffer.alloc(size)
    const file = openSync(path, 'r')
    try {
      let done = 0
      for (let read = 1; done < size && read > 0; done += read)
        read = readSync(file, bytes, done, size - done, done)
      return bytes.subarray(0, done)
    } finally {
      closeSync(file)
    }
  })
}

const sha256 = (bytes: Uint8Array): string => `sha256:${hash('sha256', bytes)}`

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission',
  EPERM: 'no permission',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  ENOTDIR: 'a part of the path is not a folder',
  EISDIR: 'it is a folder',
}

function orTrouble<T>(where: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    if (error instanceof CaseError) throw error
    const { code = '', message } = error as NodeJS.ErrnoException
    throw new CaseError(
      'unwritable',
      where,
      `the case cannot be read or written: ${REASONS[code] ?? message}`,
      'put that right and run the same again; the case is as it was',
      error,
    )
  }
}

/** Files of a case folder that are not part of the case. */
export const WORKING_FILES: readonly string[] = [LOCK_FILE, NEXT_FILE]
