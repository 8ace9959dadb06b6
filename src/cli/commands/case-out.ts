/** The verbs of `case` that show, check and hand on: show, timeline, report, export, check, mend. */
import { hash } from 'node:crypto'
import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { Command, Option } from 'commander'
import { TLP_LABELS, type TlpLabel } from '../../model/indicator.ts'
import {
  acting,
  type CaseOptions,
  caseFolder,
  caseOptions,
  caseWork,
  fileBytes,
  formatOption,
  pageOf,
  sayIssues,
} from '../case-work.ts'
import { EXIT, type ExitCode, Stop, systemReason } from '../exit.ts'
import { openOutput } from '../output.ts'
import type { Session, Work } from '../session.ts'

type Run = (work: Work) => void

interface OutOptions extends CaseOptions {
  readonly format: string
  readonly output?: string
  readonly redacted?: boolean
  readonly onePage?: boolean
  readonly tlp?: TlpLabel
  readonly chromium?: string
  readonly pdf?: boolean
}

export function outgoingCommands(run: Run): readonly Command[] {
  return [showing(run), timeline(run), reporting(run), exporting(run), checking(run), mending(run)]
}

/** What other verbs say by themselves, these put into their results. */
function view(options: OutOptions, session: Session): ReturnType<Session['library']['viewCase']> {
  const { library, clock } = session
  const folder = caseFolder(options, session)
  const { tool } = acting(options, session)
  if (!options.redacted) {
    if (options.tlp !== undefined)
      throw new Stop(EXIT.wrongUse, { what: '--tlp goes with --redacted', next: 'add --redacted' })
    return library.viewCase(folder, { now: clock(), tool })
  }
  const most = options.tlp ?? library.openCase(folder, { now: clock() }).tlp
  return library.viewCase(folder, { now: clock(), tool, redact: { most } })
}

async function put(text: string, options: OutOptions, { terminal }: Session): Promise<void> {
  const output = openOutput(options.output, terminal)
  try {
    await output.write(text)
    await output.finish()
  } finally {
    output.discard()
  }
}

const outputOption: readonly [string, string] = [
  '--output <file>',
  'write results to this file instead of standard output',
]

/** A verb that shows the case in one of two forms. */
function viewing(
  run: Run,
  command: Command,
  formats: readonly ['text', string],
  shown: (session: Session, report: ReturnType<typeof view>, o: OutOptions) => string,
): Command {
  return caseOptions(command)
    .addOption(formatOption(...formats))
    .option(...outputOption)
    .action((o: OutOptions) =>
      run(
        caseWork(async (session) => {
          const report = view(o, session)
          await put(shown(session, report, o), o, session)
          return sayIssues(report.case, session)
        }),
      ),
    )
}

function showing(run: Run): Command {
  const command = new Command('show')
    .summary('show everything that is in the case')
    .description('Show everything that is in the case.')
  return viewing(run, command, ['text', 'json'], (session, report, { format, output }) =>
    format === 'json'
      ? session.library.caseJson(report)
      : session.library.caseText(report, pageOf(session, output !== undefined)),
  )
}

function timeline(run: Run): Command {
  const command = new Command('timeline')
    .summary('show everything that has a time, in UTC')
    .description('Show everything that has a time, in UTC.')
  return viewing(run, command, ['text', 'svg'], (session, report, { format, output }) =>
    format === 'svg'
      ? session.library.timelineSvgFile(report.timeline)
      : session.library.timelineText(report, pageOf(session, output !== undefined)),
  )
}

function reporting(run: Run): Command {
  return caseOptions(
    new Command('report')
      .summary('write the report, for printing too')
      .description('Write the report: one page of HTML that opens offline, or a PDF.'),
  )
    .addOption(formatOption('html', 'pdf', 'stix'))
    .option('--one-page', 'bottom line, main events, hypotheses, actions and gaps only')
    .option('--redacted', 'for others: people under pseudonyms, nothing above --tlp')
    .addOption(
      new Option(
        '--tlp <label>',
        'with --redacted: the highest marking in it (default: that of the case)',
      ).choices(TLP_LABELS),
    )
    .option('--chromium <file>', 'for PDF: the Chromium to print with; without it the installed one')
    .requiredOption('--output <file>', 'the file to write')
    .action((o: OutOptions) =>
      run(
        caseWork(async (session) => {
          const { library, terminal } = session
          const report = view(o, session)
          if (o.format === 'stix') {
            const redact = o.redacted ? { redact: { most: report.tlp } } : {}
            const { tool, time } = acting(o, session)
            await put(library.stixOf(caseFolder(o, session), { now: time, tool, ...redact }), o, session)
            return sayIssues(report.case, session)
          }
          if (o.redacted) {
            const unnamed = report.case.people.length === 0
            terminal.note(
              `people stand under pseudonyms where they are known as correspondents, speakers or collectors${unnamed ? '; name others with: counterfoil case person NAME' : ''}; read it before it is handed on`,
            )
          }
          const html = library.caseHtml(report, { onePage: o.onePage === true })
          if (o.format === 'pdf') {
            const browser = o.chromium === undefined ? {} : { executable: o.chromium }
            writeBytes(o.output ?? '', await library.printPage(html, browser))
          } else await put(html, o, session)
          return sayIssues(report.case, session)
        }),
      ),
    )
}

function exporting(run: Run): Command {
  return caseOptions(
    new Command('export')
      .summary('write a package to hand on: evidence, log, report, and how to check them')
      .description(
        'Write a package to hand on: evidence, custody log, report and STIX bundle, with their hashes.',
      ),
  )
    .requiredOption('--output <file.zip>', 'the package; its hash is written beside it')
    .addOption(new Option('--tlp <label>', 'leave out what is marked above this').choices(TLP_LABELS))
    .option('--no-pdf', 'no PDF of the report, also where there is a browser')
    .option('--chromium <file>', 'the Chromium to print with; without it the installed one')
    .action((o: OutOptions) => run(caseWork((session) => exportCase(o, session))))
}

async function exportCase(o: OutOptions, session: Session): Promise<ExitCode> {
  const { library, terminal } = session
  const folder = caseFolder(o, session)
  const who = acting(o, session)
  const path = o.output ?? ''
  if (existsSync(path))
    throw new Stop(EXIT.wrongUse, {
      where: path,
      what: 'there is something already',
      next: 'give --output a new name: packages are not written over',
    })
  const broken = library
    .openCase(folder, { now: who.time })
    .issues.find(({ code }) => code.startsWith('case.log') || code === 'case.changed-outside')
  const browser = o.chromium === undefined ? {} : { executable: o.chromium }
  let withoutPdf = ''
  const make = (pdf: boolean): ReturnType<typeof library.packageOf> =>
    library.packageOf(folder, {
      now: who.time,
      tool: who.tool,
      ...(o.tlp && { tlp: o.tlp }),
      ...(pdf && { pdf: (html: string) => library.printPage(html, browser) }),
    })
  let made: Awaited<ReturnType<typeof make>>
  try {
    made = await make(o.pdf !== false)
  } catch (error) {
    if (!(error instanceof library.BrowserError)) throw error
    withoutPdf = error.message
    made = await make(false)
  }
  const digest = `sha256:${hash('sha256', made.bytes)}`
  writeBytes(path, made.bytes)
  writeBytes(`${path}.sha256`, Buffer.from(`${digest.slice(7)}  ${path.split('/').at(-1)}\n`))
  if (withoutPdf !== '') terminal.note(`the report is in it as HTML only: ${withoutPdf}`)
  if (made.manifest.withheld.length > 0)
    terminal.note(`left out for their marking: ${made.manifest.withheld.join(', ')}, and case.json with them`)
  await terminal.write(`${digest}  ${path}\n`)
  if (!broken) library.logPackage(folder, who, digest)
  return sayIssues(made.found, session)
}

function checking(run: Run): Command {
  return caseOptions(
    new Command('check')
      .summary('check every byte of a case or a package')
      .description('Check every byte of a case, or of a package that was exported.'),
  )
    .argument('[package]', 'a package; without it the case')
    .addOption(formatOption('text', 'json'))
    .action((path: string | undefined, o: OutOptions) =>
      run(
        caseWork(async (session) => {
          const { library, terminal } = session
          const page = pageOf(session)
          if (path !== undefined && !(existsSync(path) && statSync(path).isDirectory())) {
            const check = library.checkPackage(fileBytes(path))
            await terminal.write(
              o.format === 'json'
                ? `${JSON.stringify(check, null, 2)}\n`
                : library.packageCheckText(check, page),
            )
            return check.issues.length > 0 ? EXIT.incomplete : EXIT.done
          }
          const report = view(path === undefined ? o : { ...o, case: path }, session)
          const { issues } = report.case
          await terminal.write(
            o.format === 'json'
              ? `${JSON.stringify({ type: 'case-check', issues, head: report.head }, null, 2)}\n`
              : library.caseCheckText(report, page),
          )
          return issues.some(({ code }) => WRONG.test(code)) ? EXIT.incomplete : EXIT.done
        }),
      ),
    )
}

/** Issues that say that something is not as it was; others are to be known only. */
const WRONG = /^case\.(?:evidence|log|changed|stray)/

function mending(run: Run): Command {
  return caseOptions(
    new Command('mend')
      .summary('go on with a case whose log is broken, and say why')
      .description(
        'Go on with a case whose custody log is broken. The log as found is kept, and who went on and why is logged.',
      ),
  )
    .argument('<why>', 'what happened, as far as it is known')
    .action((why: string, o: CaseOptions) =>
      run(
        caseWork(async (session) => {
          const { found, kept } = session.library.mendCase(caseFolder(o, session), acting(o, session), why)
          await session.terminal.write(`The log as it was found is kept as ${kept}; the case goes on.\n`)
          return sayIssues(found, session)
        }),
      ),
    )
}

/** A file that is whole or not there, readable by its owner only. Throws `Stop`. */
function writeBytes(path: string, bytes: Uint8Array): void {
  const temporary = `${path}.${process.pid}.partial`
  try {
    writeFileSync(temporary, bytes, { mode: 0o600, flag: 'wx' })
    renameSync(temporary, path)
  } catch (error) {
    rmSync(temporary, { force: true })
    throw new Stop(EXIT.incomplete, {
      where: path,
      what: `it cannot be written: ${systemReason(error)}`,
      next: 'give --output the name of a file in a folder you can write to',
      cause: error,
    })
  }
}
