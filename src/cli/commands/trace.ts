/** `counterfoil trace`: where a link leads, hop by hop, and what each hop is for. */
import { Command } from 'commander'
import type { ClientProfileId, LinkAsker, TraceOptions } from '../../index.ts'
import type { Store } from '../../model/ports.ts'
import type { ChainEnd } from '../../model/redirect-chain.ts'
import type { TraceReport } from '../../model/trace.ts'
import {
  addCommonOptions,
  argument,
  type CommonOptions,
  STORE_OPTION,
  withConfig,
} from '../common-options.ts'
import { canAsk, confirm } from '../confirm.ts'
import { openExistingStore } from '../existing-store.ts'
import { EXIT, type ExitCode, Stop, systemReason } from '../exit.ts'
import { type Interrupt, listenForInterrupt } from '../interrupt.ts'
import { zoneStop } from '../opened-ports.ts'
import { readCount } from '../option-values.ts'
import { type Output, openOutput } from '../output.ts'
import { openPageFolder, type PageFolder } from '../page-folder.ts'
import type { Session, Work } from '../session.ts'
import { checkUse, type TraceCommandOptions } from '../trace-use.ts'

type Chosen = TraceCommandOptions & { readonly trustedHosts: readonly string[] }

const EXAMPLES = `
<target> is a URL (defanged spellings will do), a file holding one mail, FILE#OFFSET, or with --store the digest or
Message-ID of a mail. Without --live nothing is asked of anybody: wrappers are taken off by reading them.

With --live the servers are asked, and whoever made the link may learn that it was opened, when, and from which
network. What would be requested is shown first. No script is run, no form is sent, and no private address is asked.
With --browser Chromium opens the link: scripts run and may lead on; nothing is typed or pressed, and a page that asks
for a password is the end.

Examples:
  counterfoil trace 'hxxps://news[.]example/a?b=c'
      one link, as far as its own text tells
  counterfoil trace letter.eml
      every link of a mail, the most interesting first
  counterfoil trace 3f9c21ab --store mail.counterfoil --link 2
      the second of them, against what was linked before this mail
  counterfoil trace letter.eml --link 1 --live --strip-tokens --record visit.trace
      ask the servers, without what looks personal, and keep their answers
  counterfoil trace letter.eml --link 1 --live --browser --pages seen
      what scripts do, with a picture and the document of the last page in the folder seen
  counterfoil trace letter.eml --link 1 --live --facts
      how old the hosts are that no list knows; registries learn which domains are looked at
  counterfoil trace letter.eml --link 1 --strip-tokens --replay visit.trace --format html --output chain.html
      the same again without network, as a page with a picture of the chain

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use, or no browser for --browser · 3 mail or
recording not found or not readable · 4 store trouble · 130 stopped by Ctrl-C`

export function traceCommand(run: (work: Work) => void): Command {
  const command = new Command('trace')
    .summary('show where a link leads, hop by hop, and what each hop is for')
    .description(
      'Show where a link, or every link of a mail, leads: hop by hop, with the role of each hop and why it has it.',
    )
    .argument('<target>', 'URL, mail file, or digest of a mail')
    .option(
      '--link <n>',
      'only this link of the mail, by the number trace shows',
      argument((text) => readCount(text, 1, 100_000)),
    )
    .option('--all', 'addresses that load without a click (pictures and the like), too')
    .option('--yes', 'with --live: do not wait for an answer to what is shown first')
    .option('--strip-tokens', 'leave out of the first request what looks personal')
    .option(
      '--open-anyway',
      'open links that seem to do something when opened (unsubscribe, reset, confirm), too',
    )
    .option('--profile <name>', 'the client to look like (default: chrome-windows)')
    .option('--compare', 'follow as every known client, and say where they are treated differently')
    .option('--browser', 'follow in Chromium, which runs scripts, instead of by requests')
    .option('--chromium <file>', 'the Chromium to use; without it the installed one')
    .option('--pages <folder>', 'with --browser: keep picture and document of last pages in this new folder')
    .option('--facts', 'ask registries and the DNS about hosts on no list: when registered, and more')
    .option('--record <file>', 'with --live: keep all answers in this new file')
    .option('--replay <file>', 'take the answers from such a file instead of the network')
    .option('--har <file>', 'write the requests and answers as an HTTP Archive, too')
  addCommonOptions(command, ['text', 'json', 'ndjson', 'html'], STORE_OPTION)
  // Everywhere else the same option asks the DNS only.
  for (const option of command.options)
    if (option.long === '--live')
      option.description = 'ask the servers where the link leads, after showing what would be asked'
  return command
    .addHelpText('after', EXAMPLES)
    .action((target: string, options: TraceCommandOptions) =>
      run((session) => trace(target, options, session)),
    )
}

/** Traces one target; returns the exit code. Throws `Stop` and `StoreError`. */
export async function trace(target: string, given: TraceCommandOptions, session: Session): Promise<ExitCode> {
  const { terminal } = session
  const options = withConfig(given)
  const profiles = checkUse(target, options, session)
  const output = openOutput(options.output, terminal)
  const har = options.har === undefined ? undefined : openOutput(options.har, terminal, '--har')
  const interrupt = listenForInterrupt(terminal, 'stopping after the request at hand')
  let store: Store | undefined
  try {
    store = options.store === undefined ? undefined : await openExistingStore(options.store, 'trace', session)
    return await traced(target, options, { session, output, har, interrupt, store, profiles })
  } catch (error) {
    terminal.settle()
    const stopped = (error as { name?: unknown }).name === 'AbortError' ? interrupt.exit() : undefined
    if (stopped === undefined) throw asStop(error, session)
    terminal.problem({ what: 'stopped before the end; there are no results' })
    return stopped
  } finally {
    output.discard()
    har?.discard()
    interrupt.release()
    await store?.close()
  }
}

interface Place {
  readonly session: Session
  readonly output: Output
  readonly har: Output | undefined
  readonly interrupt: Interrupt
  readonly store: Store | undefined
  readonly profiles: readonly ClientProfileId[]
}

async function traced(target: string, options: Chosen, place: Place): Promise<ExitCode> {
  const { session, output, interrupt, store } = place
  const { library } = session
  const asked: TraceOptions = {
    ...(store && { store }),
    trustedHosts: options.trustedHosts,
    ...(options.attachments !== undefined && { attachments: options.attachments }),
    ...(options.link !== undefined && { only: [options.link] }),
    ...(options.all && { all: true }),
    signal: interrupt.signal,
  }
  const read = await library.trace(target, asked)
  const { report, kept } =
    options.live || options.replay !== undefined
      ? await followedReport(target, asked, read, options, place)
      : { report: read, kept: true }
  await output.write(rendered(report, options, session))
  await output.finish()
  return sayUnanswered(report, session) || !kept ? EXIT.incomplete : EXIT.done
}

/** Asks, from the servers or a recording; `kept` is false when something could not be kept, which was said. */
async function followedReport(
  target: string,
  asked: TraceOptions,
  read: TraceReport,
  options: Chosen,
  place: Place,
): Promise<{ readonly report: TraceReport; readonly kept: boolean }> {
  const { session, har } = place
  const asker = await openAsker(options, place)
  let kept = true
  let report: TraceReport
  try {
    if (options.live) await agreeOn(read, options, place, asker)
    const folder = options.pages === undefined ? undefined : openPageFolder(options.pages)
    const follow = toldOf(asker, read.links.length, session)
    const { domainFacts } = asker
    report = await session.library.trace(target, { ...asked, follow, ...(domainFacts && { domainFacts }) })
    if (folder !== undefined) kept = keepPages(report, asker, folder, options, session)
    await har?.write(asker.har(report))
    await har?.finish()
  } finally {
    kept = (await closed(asker, options, session)) && kept
  }
  return { report, kept }
}

/** Shows what would be requested, and goes on only with leave. Throws `Stop` without. */
async function agreeOn(
  report: TraceReport,
  options: Chosen,
  { session: { library, terminal }, interrupt: { signal }, profiles }: Place,
  { browser }: LinkAsker,
): Promise<void> {
  const { pages, record } = options
  const plan = library.planTrace(report, {
    ...(options.stripTokens && { stripTokens: true }),
    ...(options.openAnyway && { openAnyway: true }),
    ...(record !== undefined && { record }),
    ...(options.facts && { facts: true }),
    ...(browser && { browser: { ...browser, ...(pages !== undefined && { pages }) } }),
    profiles,
  })
  terminal.show(library.tracePlanText(plan, { width: 100, color: false }))
  if (options.yes || (plan.hosts.length === 0 && (plan.facts?.domains.length ?? 0) === 0)) return
  if (!canAsk())
    throw new Stop(EXIT.wrongUse, {
      what: 'nothing was requested: nobody is there to be asked whether to go on',
      next: 'read what is shown above, then add --yes',
    })
  if (!(await confirm('Request this?', signal)))
    throw new Stop(EXIT.wrongUse, {
      what: 'nothing was requested',
      next: 'without --live the same shows what can be told without asking; --strip-tokens leaves out what looks personal',
    })
}

function openAsker(options: Chosen, { session, interrupt, profiles }: Place): Promise<LinkAsker> {
  return session.library.openLinkAsker({
    profiles,
    ...(options.replay !== undefined && { replay: options.replay }),
    ...(options.record !== undefined && { record: options.record }),
    ...(options.browser && {
      browser: { ...(options.chromium !== undefined && { executable: options.chromium }) },
    }),
    keep: [
      ...(options.har === undefined ? [] : ['hops' as const]),
      ...(options.pages === undefined ? [] : ['pages' as const]),
    ],
    ...(options.zone !== undefined && { zoneFile: options.zone }),
    ...(options.stripTokens && { stripTokens: true }),
    ...(options.openAnyway && { openAnyway: true }),
    ...(options.facts && { facts: true }),
    clock: session.clock,
    signal: interrupt.signal,
  })
}

/** The follower, which says how far it is when there are several links. */
function toldOf({ follow }: LinkAsker, links: number, { terminal }: Session): LinkAsker['follow'] {
  let at = 0
  return (url) => {
    at++
    if (links > 1) terminal.note(`following link ${at} of ${links}`)
    return follow(url)
  }
}

/** Keeps last pages in their folder; false when that did not work, which is said. */
function keepPages(
  { links }: TraceReport,
  asker: LinkAsker,
  folder: PageFolder,
  { pages }: Chosen,
  { terminal }: Session,
): boolean {
  let files = 0
  try {
    for (const { number, chain, compared = [] } of links)
      for (const one of [chain, ...compared.map(({ chain }) => chain)])
        files += folder.write(number, one, asker.body).length
  } catch (error) {
    terminal.problem({
      where: pages,
      what: `pages could not be kept: ${systemReason(error)}`,
      next: 'make room; the recording has them too, when --record was given',
    })
    return false
  }
  terminal.note(
    files === 0
      ? 'no page was shown, so none was kept'
      : `${pages} holds ${files} files of last pages; documents end in .txt, so that no program runs them`,
  )
  return true
}

/** Ends what asked, also when the run was stopped; false when the recording is not whole, which is said. */
async function closed(
  asker: LinkAsker,
  { record }: Chosen,
  { library, terminal }: Session,
): Promise<boolean> {
  try {
    await asker.close()
  } catch (error) {
    if (!(error instanceof library.RecordingError)) throw error
    terminal.problem({ where: error.file, what: error.reason, next: error.next })
    return false
  }
  if (record !== undefined && asker.asked() > 0)
    terminal.note(`${record} keeps what came back; treat it like the mail, as private links lead there`)
  return true
}

/** Ends that leave open where a link leads, because something did not work. */
const UNANSWERED: ReadonlySet<ChainEnd> = new Set([
  'network-error',
  'time-limit',
  'rate-limit',
  'tls-error',
  'not-replayed',
])

function sayUnanswered({ links }: TraceReport, { terminal }: Session): boolean {
  const failed = links.filter((link) =>
    [link, ...(link.compared ?? [])].some(({ chain }) => UNANSWERED.has(chain.end)),
  )
  if (failed.length === 0) return false
  const [first] = failed
  terminal.problem({
    what:
      links.length === 1
        ? `the link could not be followed to its end: ${first?.chain.hops.at(-1)?.exchange?.error ?? first?.chain.end}`
        : `${failed.length} of ${links.length} links could not be followed to their end`,
    next: failed.some(({ chain }) => chain.end === 'not-replayed')
      ? 'replay with the options the recording was made with (--browser, --profile, --compare, --strip-tokens), or trace it anew'
      : 'try again later, or look whether this network answers',
  })
  return true
}

function rendered(
  report: TraceReport,
  { format, output }: CommonOptions,
  { library, terminal, clock }: Session,
): string {
  switch (format) {
    case 'json':
      return library.traceJson(report)
    case 'ndjson':
      return library.traceNdjson(report)
    case 'html':
      return library.traceHtml(report, clock())
    default:
      return library.traceText(report, {
        width: terminal.columns ?? 100,
        color: terminal.colour && output === undefined,
      })
  }
}

/** Troubles that another command line mends, not another file. */
const WRONG_USE: ReadonlySet<string> = new Set(['ambiguous', 'no-such-link'])

/** Trouble of the library that a person can mend. */
function asStop(error: unknown, { library }: Session): unknown {
  if (error instanceof library.ExplainTrouble)
    return new Stop(WRONG_USE.has(error.code) ? EXIT.wrongUse : EXIT.unreadable, {
      what: error.message,
      next: error.next,
      cause: error,
    })
  if (error instanceof library.RecordingError)
    return new Stop(error.doing === 'write' ? EXIT.wrongUse : EXIT.unreadable, {
      where: error.file,
      what: error.reason,
      next: error.next,
      cause: error,
    })
  if (error instanceof library.BrowserError)
    return new Stop(EXIT.wrongUse, { what: error.message, next: error.next, cause: error })
  if ((error as { name?: unknown }).name === 'ZoneFileError') return zoneStop(error as Error)
  return error
}
