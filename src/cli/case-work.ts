/** What all verbs of `case` share: which case, who acts, how results and refusals are told. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Command, Option } from 'commander'
import type { Acting, CaseChange } from '../index.ts'
import type { Case } from '../model/case.ts'
import { actingPerson } from './acting-person.ts'
import { EXIT, type ExitCode, Stop, systemReason } from './exit.ts'
import type { Session, Work } from './session.ts'

export interface CaseOptions {
  readonly case?: string
  readonly by?: string
  readonly quiet?: boolean
}

/** Bytes of a file that is read whole. */
const LARGEST = 1024 * 1024 * 1024

/** Adds the options every verb of `case` has. */
export function caseOptions(command: Command): Command {
  return command
    .option('--case <folder>', 'the case (default: $COUNTERFOIL_CASE, this folder, or the one case in it)')
    .option('--as <name>', 'who does this, for the custody log (default: the user of this computer)')
    .option('--quiet', 'no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
}

export const formatOption = (...formats: readonly [string, ...string[]]): Option =>
  new Option('--format <format>', 'form of the results').choices(formats).default(formats[0])

/** The folder of the case that is meant. Throws `Stop`. */
export function caseFolder(options: CaseOptions, { library, env }: Session): string {
  const named = options.case ?? (env.COUNTERFOIL_CASE || undefined)
  if (named !== undefined) return named
  if (library.isCase('.')) return '.'
  const below = readdirSync('.', { withFileTypes: true })
    .filter((one) => one.isDirectory() && library.isCase(one.name))
    .map(({ name }) => name)
  const [only] = below
  if (only !== undefined && below.length === 1) return only
  throw new Stop(EXIT.wrongUse, {
    what: below.length === 0 ? 'there is no case here' : `there are ${below.length} cases here`,
    next:
      below.length === 0
        ? 'make one with: counterfoil case new NAME --title "…"; or name one with --case FOLDER'
        : `name one: --case ${below.slice(0, 3).join(' or --case ')}`,
  })
}

export function acting(
  options: CaseOptions & { readonly as?: string },
  { library, env, clock }: Session,
): Acting {
  return {
    person: (options.as ?? actingPerson(env)).slice(0, 300),
    tool: `counterfoil ${library.VERSION}`,
    time: clock(),
  }
}

/** Runs the work of a verb, with refusals of a case told as every other trouble is. */
export function caseWork(work: (session: Session) => Promise<ExitCode>): Work {
  return async (session) => {
    try {
      return await work(session)
    } catch (error) {
      const { CaseError, ExplainTrouble, BrowserError } = session.library
      if (error instanceof CaseError)
        throw new Stop(
          error.code === 'refused' || error.code === 'exists'
            ? EXIT.wrongUse
            : error.code === 'locked' || error.code === 'unwritable'
              ? EXIT.storeTrouble
              : EXIT.unreadable,
          {
            ...(error.where !== undefined && { where: error.where }),
            what: error.message,
            next: error.next,
            cause: error,
          },
        )
      if (error instanceof ExplainTrouble)
        throw new Stop(EXIT.unreadable, { what: error.message, next: error.next, cause: error })
      if (error instanceof BrowserError)
        throw new Stop(EXIT.wrongUse, { what: error.message, next: error.next, cause: error })
      throw error
    }
  }
}

/** Changes the case, and says what entered. */
export async function changed(
  options: CaseOptions & { readonly as?: string },
  session: Session,
  change: (found: Case) => CaseChange,
  text: Session['library']['addedText'] = session.library.addedText,
): Promise<ExitCode> {
  const { library, terminal } = session
  const folder = caseFolder(options, session)
  const who = acting(options, session)
  let before: Case | undefined
  const after = library.changeCase(folder, who, (found) => {
    before = found
    const { custody: _, issues: __, ...content } = found
    return change({ ...content, custody: found.custody, issues: found.issues })
  })
  await terminal.write(text(before, after, pageOf(session)))
  return sayIssues(after, session, before)
}

/** Says what is wrong with a case; of a change only what came with it. */
export function sayIssues(found: Case, { terminal }: Session, before?: Case): ExitCode {
  const known = new Set(before?.issues.map(({ detail }) => detail))
  const fresh = found.issues.filter(({ detail }) => !known.has(detail))
  for (const { detail, code } of fresh.slice(0, 20)) terminal.problem({ what: `${detail} (${code})` })
  if (fresh.length > 20)
    terminal.problem({ what: `${fresh.length - 20} more`, next: 'counterfoil case check shows all' })
  return fresh.some(({ code }) => code.startsWith('case.evidence') || code.startsWith('case.log'))
    ? EXIT.incomplete
    : EXIT.done
}

export const pageOf = (
  { terminal }: Session,
  toFile: boolean = false,
): { width: number; color: boolean } => ({
  width: terminal.columns ?? 100,
  color: terminal.colour && !toFile,
})

/** The bytes of a file. Throws `Stop`. */
export function fileBytes(path: string): Uint8Array {
  try {
    const stat = statSync(path)
    if (stat.isFile() && stat.size > LARGEST)
      throw new Error(`it has ${stat.size} bytes, more than ${LARGEST}`)
    return readFileSync(path)
  } catch (error) {
    throw new Stop(EXIT.unreadable, {
      where: path,
      what: `it cannot be read: ${systemReason(error)}`,
      next: 'check the path; nothing was changed',
      cause: error,
    })
  }
}

/** The bundled list of techniques. */
export const TECHNIQUES_FILE: string = join(import.meta.dirname, '../../lists/attack-techniques.json')

/** `E1,C2 E3`: ids as people write them. */
export const readIds = (text: string): readonly string[] => text.split(/[\s,;]+/).filter((id) => id !== '')
