/** `case new`, `case add`, `case add-claims`: how things enter a case. */
import { basename } from 'node:path'
import { Command, Option } from 'commander'
import type { EvidenceInput } from '../../index.ts'
import { type AdmiraltyGrade, EVIDENCE_KINDS, type EvidenceKind } from '../../model/case.ts'
import { TLP_LABELS, type TlpLabel } from '../../model/indicator.ts'
import {
  acting,
  type CaseOptions,
  caseFolder,
  caseOptions,
  caseWork,
  changed,
  fileBytes,
  pageOf,
  sayIssues,
} from '../case-work.ts'
import { argument, repeatable } from '../common-options.ts'
import { canAsk, confirm } from '../confirm.ts'
import { openExistingStore } from '../existing-store.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import { listenForInterrupt } from '../interrupt.ts'
import type { Session, Work } from '../session.ts'
import { readStatedTime, type StatedTime } from '../stated-time.ts'
import { readGrade } from './case-say.ts'

type Run = (work: Work) => void

export function addingCommands(run: Run): readonly Command[] {
  return [opening(run), adding(run), reading(run)]
}

interface NewOptions {
  readonly title: string
  readonly tlp: TlpLabel
  readonly attackVersion: string
  readonly as?: string
}

function opening(run: Run): Command {
  return new Command('new')
    .summary('make a case in a new folder')
    .description('Make a case in a new folder.')
    .argument('<name>', 'name of the folder')
    .requiredOption('--title <title>', 'what it is about, for the head of the report')
    .addOption(
      new Option('--tlp <label>', 'marking of the case (TLP 2.0)').choices(TLP_LABELS).default('amber'),
    )
    .option('--attack-version <version>', 'version of ATT&CK the case names', '18.1')
    .option('--as <name>', 'who does this, for the custody log (default: the user of this computer)')
    .option('--quiet', 'no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
    .action((name: string, options: NewOptions) =>
      run(
        caseWork(async (session) => {
          const { library, terminal } = session
          const found = library.newCase(name, options, acting(options, session))
          await terminal.write(library.addedText(undefined, found, pageOf(session)))
          terminal.note(`the case is in ${name}; next: counterfoil case add FILE --how "…" --case ${name}`)
          return sayIssues(found, session)
        }),
      ),
    )
}

interface AddOptions extends CaseOptions {
  readonly kind?: EvidenceKind
  readonly how?: string
  readonly title?: string
  readonly collector?: string
  readonly collected?: StatedTime
  readonly grade?: AdmiraltyGrade
  readonly tlp?: TlpLabel
  readonly time?: StatedTime
  readonly message?: readonly string[]
  readonly trace?: readonly string[]
  readonly sighting?: readonly string[]
  readonly store?: string
}

function adding(run: Run): Command {
  return caseOptions(
    new Command('add').summary('add evidence, byte for byte').description('Add evidence, byte for byte.'),
  )
    .argument('[files...]', 'files as they were collected')
    .addOption(
      new Option('--kind <kind>', 'what the files are (default: by their names)').choices(EVIDENCE_KINDS),
    )
    .option('--how <words>', 'how it was collected')
    .option('--title <words>', 'what it is, for lists')
    .option('--collector <name>', 'who collected it (default: who adds it)')
    .option('--collected <time>', 'when it was collected (default: now)', argument(readStatedTime))
    .option('--grade <grade>', 'Admiralty grade of source and information, A1 to F6', argument(readGrade))
    .addOption(new Option('--tlp <label>', 'marking (default: that of the case)').choices(TLP_LABELS))
    .option(
      '--time <time>',
      'time of what it shows, with the zone its source states',
      argument(readStatedTime),
    )
    .option('--message <digest>', 'a mail of a store (repeatable)', repeatable(String))
    .option('--store <file>', 'that store')
    .option('--trace <file>', 'a recording or JSON of counterfoil trace (repeatable)', repeatable(String))
    .option('--sighting <file>', 'sightings as JSON lines (repeatable)', repeatable(String))
    .action((files: readonly string[], options: AddOptions) =>
      run(
        caseWork(async (session) => {
          const inputs = await inputsOf(files, options, session)
          const who = acting(options, session)
          return changed(options, session, (found) => session.library.addingEvidence(found, inputs, who))
        }),
      ),
    )
}

async function inputsOf(
  files: readonly string[],
  o: AddOptions,
  session: Session,
): Promise<readonly EvidenceInput[]> {
  const { message = [], trace = [], sighting = [] } = o
  const count = files.length + message.length + trace.length + sighting.length
  if (count === 0)
    throw new Stop(EXIT.wrongUse, {
      what: 'it is not said what to add',
      next: 'counterfoil case add FILE --how "…"; or --message DIGEST --store STORE, --trace FILE, --sighting FILE',
    })
  if (o.how === undefined && files.length > 0)
    throw new Stop(EXIT.wrongUse, {
      what: 'it is not said how this was collected',
      next: 'add --how "exported from the mail program by Ana"',
    })
  if (o.title !== undefined && count > 1)
    throw new Stop(EXIT.wrongUse, {
      what: '--title fits one thing only',
      next: 'add them one after the other',
    })
  const common = {
    ...(o.title !== undefined && { title: o.title }),
    ...(o.collector !== undefined && { collector: o.collector }),
    ...(o.collected && { collected: o.collected.time }),
    ...(o.grade && { grade: o.grade }),
    ...(o.tlp && { tlp: o.tlp }),
    ...(o.time && { time: o.time.time, ...(o.time.zone !== undefined && { zone: o.time.zone }) }),
  }
  const fromFile = (path: string, of: EvidenceKind, how: string): EvidenceInput => ({
    bytes: fileBytes(path),
    name: basename(path),
    of,
    how,
    ...common,
  })
  const inputs: EvidenceInput[] = files.map((path) => fromFile(path, o.kind ?? kindOf(path), o.how ?? ''))
  if (message.length > 0) {
    const store = await openExistingStore(o.store, 'case add --message', session)
    try {
      for (const target of message) {
        const { bytes, name } = await session.library.readStoredMail(target, { store })
        const how = o.how ?? `read again from ${basename(name)}, where the store found it`
        inputs.push({ bytes, name: basename(name), of: 'message', how, ...common })
      }
    } finally {
      await store.close()
    }
  }
  inputs.push(
    ...trace.map((path) => fromFile(path, 'chain', o.how ?? 'written by counterfoil trace')),
    ...sighting.map((path) => fromFile(path, 'sighting', o.how ?? 'written by counterfoil hunt')),
  )
  return inputs
}

const KINDS: Readonly<Record<string, EvidenceKind>> = {
  eml: 'message',
  log: 'log',
  csv: 'log',
  png: 'screenshot',
  jpg: 'screenshot',
  jpeg: 'screenshot',
  pdf: 'document',
  docx: 'document',
}

const kindOf = (path: string): EvidenceKind =>
  KINDS[/\.([A-Za-z0-9]{1,8})$/.exec(path)?.[1]?.toLowerCase() ?? ''] ?? 'document'

interface ReadingOptions extends CaseOptions {
  readonly how?: string
  readonly grade?: AdmiraltyGrade
  readonly tlp?: TlpLabel
  readonly time?: StatedTime
  readonly report?: boolean
  readonly plan?: string
  readonly ask?: boolean
}

function reading(run: Run): Command {
  return caseOptions(
    new Command('add-claims')
      .summary('read an article, and propose what it says that somebody said')
      .description(
        'Read an article, and propose what it says that somebody said. A person accepts or rejects each.',
      ),
  )
    .argument('[file]', 'the article as text, Markdown, HTML or PDF; leave it out to decide about what waits')
    .option('--how <words>', 'how it was collected')
    .option('--report', 'it is the report of a vendor or agency, not an article')
    .option('--grade <grade>', 'Admiralty grade, A1 to F6', argument(readGrade))
    .addOption(new Option('--tlp <label>', 'marking (default: that of the case)').choices(TLP_LABELS))
    .option('--time <time>', 'when it was published', argument(readStatedTime))
    .option('--ask', 'ask about each of them now')
    .option('--plan <file>', 'decide by a file: lines “accept C1” or “reject C2 why”')
    .action((file: string | undefined, options: ReadingOptions) =>
      run(caseWork((session) => readClaims(file, options, session))),
    )
}

async function readClaims(file: string | undefined, o: ReadingOptions, session: Session): Promise<ExitCode> {
  const { library, terminal } = session
  let exit: ExitCode = EXIT.done
  if (file !== undefined) {
    const bytes = fileBytes(file)
    const who = acting(o, session)
    const input: EvidenceInput = {
      bytes,
      name: basename(file),
      of: o.report ? 'outside-report' : 'article',
      how: o.how ?? 'read from a file',
      ...(o.grade && { grade: o.grade }),
      ...(o.tlp && { tlp: o.tlp }),
      ...(o.time && { time: o.time.time, ...(o.time.zone !== undefined && { zone: o.time.zone }) }),
    }
    const paged = await library.pagedText(bytes, basename(file))
    if (paged?.missing !== undefined) terminal.problem({ what: `${file}: ${paged.missing}` })
    exit = await changed(o, session, (found) => library.readingArticle(found, input, who, paged))
  }
  if (o.plan !== undefined) {
    const decisions = planOf(o.plan)
    return changed(o, session, (found) => library.decidingClaims(found, decisions))
  }
  if (o.ask) return askAll(o, session)
  if (file !== undefined)
    terminal.note(
      'nothing of this is in the report before a person accepts it: counterfoil case accept C…, reject C…, or add-claims --ask',
    )
  else
    throw new Stop(EXIT.wrongUse, {
      what: 'it is not said what to read',
      next: 'give an article, or --ask or --plan FILE to decide about what waits',
    })
  return exit
}

function planOf(
  path: string,
): readonly { readonly claim: string; readonly state: 'accepted' | 'rejected'; readonly why?: string }[] {
  const lines = Buffer.from(fileBytes(path)).toString('utf8').split('\n')
  return lines.flatMap((line, index) => {
    if (/^\s*(?:#|$)/.test(line)) return []
    const match = /^\s*(accept|reject)\s+([Cc]\d{1,9})(?:\s+(.*?))?\s*$/.exec(line)
    if (!match?.[2])
      throw new Stop(EXIT.wrongUse, {
        where: `${path}:${index + 1}`,
        what: 'this line decides nothing',
        next: 'each line is “accept C1” or “reject C2 why”; lines after # are remarks',
      })
    return [
      {
        claim: match[2],
        state: match[1] === 'accept' ? ('accepted' as const) : ('rejected' as const),
        ...(match[3] ? { why: match[3] } : {}),
      },
    ]
  })
}

/** Asks about each claim that waits. What was answered counts, also when the rest is left for later. */
async function askAll(o: ReadingOptions, session: Session): Promise<ExitCode> {
  const { library, terminal } = session
  if (!canAsk())
    throw new Stop(EXIT.wrongUse, {
      what: 'nobody is there to be asked',
      next: 'decide with counterfoil case accept C1, reject C1, or add-claims --plan FILE',
    })
  const folder = caseFolder(o, session)
  const waiting = library
    .openCase(folder, { now: session.clock() })
    .claims.filter(({ state }) => state === 'proposed')
  const interrupt = listenForInterrupt(terminal, 'stopping after this claim')
  const decisions: { claim: string; state: 'accepted' | 'rejected' }[] = []
  try {
    for (const claim of waiting) {
      terminal.show(library.claimText(claim, pageOf(session)))
      const yes = await confirm(`Was this said, as it stands there? (${claim.id})`, interrupt.signal)
      decisions.push({ claim: claim.id, state: yes ? 'accepted' : 'rejected' })
    }
  } catch (error) {
    if ((error as { name?: unknown }).name !== 'AbortError') throw error
  } finally {
    interrupt.release()
  }
  if (decisions.length === 0) {
    terminal.note('no claim was decided on')
    return interrupt.exit() ?? EXIT.done
  }
  return changed(o, session, (one) => library.decidingClaims(one, decisions))
}
