/** `counterfoil trace`: where a link leads, hop by hop, and what each hop is for. */
import { existsSync } from 'node:fs'
import { Command } from 'commander'
import type { ClientProfileId, LinkAsker } from '../../index.ts'
import type { Store } from '../../model/ports.ts'
import type { ChainEnd } from '../../model/redirect-chain.ts'
import type { TraceReport } from '../../model/trace.ts'
import {
  addCommonOptions,
  argument,
  type CommonOptions,
  checkOutput,
  STORE_OPTION,
  withConfig,
} from '../common-options.ts'
import { canAsk, confirm } from '../confirm.ts'
import { openExistingStore } from '../existing-store.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import { type Interrupt, listenForInterrupt } from '../interrupt.ts'
import { readCount } from '../option-values.ts'
import { type Output, openOutput, samePath } from '../output.ts'
import type { Session, Work } from '../session.ts'

interface TraceCommandOptions extends CommonOptions {
  readonly link?: number
  readonly all?: boolean
  readonly yes?: boolean
  readonly stripTokens?: boolean
  readonly openAnyway?: boolean
  readonly profile?: string
  readonly compare?: boolean
  readonly record?: string
  readonly replay?: string
  readonly har?: string
}

type Chosen = TraceCommandOptions & { readonly trustedHosts: readonly string[] }

const EXAMPLES = `
<target> is a URL (defanged spellings will do), a file holding one mail, FILE#OFFSET, or with --store the digest or
Message-ID of a mail. Without --live nothing is asked of anybody: wrappers are taken off by reading them.

With --live the servers are asked, and whoever made the link may learn that it was opened, when, and from which
network. What would be requested is shown first. No script is run, no form is sent, and no private address is asked.

Examples:
  counterfoil trace 'hxxps://news[.]example/a?b=c'
      one link, as far as its own text tells
  counterfoil trace letter.eml
      every link of a mail, the most interesting first
  counterfoil trace 3f9c21ab --store mail.counterfoil --link 2
      the second of them, against what was linked before this mail
  counterfoil trace letter.eml --link 1 --live --strip-tokens --record visit.trace
      ask the servers, without what looks personal, and keep their answers
  counterfoil trace letter.eml --link 1 --strip-tokens --replay visit.trace --format html --output chain.html
      the same again without network, as a page with a picture of the chain

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use · 3 mail or recording not found or not
readable · 4 store trouble · 130 stopped by Ctrl-C`

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
  const { session, output, har, interrupt, store } = place
  const { library } = session
  const asked = {
    ...(store && { store }),
    trustedHosts: options.trustedHosts,
    ...(options.attachments !== undefined && { attachments: options.attachments }),
    ...(options.link !== undefined && { only: [options.link] }),
    ...(options.all && { all: true }),
    signal: interrupt.signal,
  }
  let report = await library.trace(target, asked)
  if (options.live) await agreeOn(report, options, session, interrupt.signal)
  if (options.live || options.replay !== undefined) {
    const asker = await openAsker(options, place)
    try {
      report = await library.trace(target, { ...asked, follow: toldOf(asker, report.links.length, session) })
    } finally {
      await keep(asker, options, session)
    }
    await har?.write(asker.har(report))
    await har?.finish()
  }
  await output.write(rendered(report, options, session))
  await output.finish()
  return sayUnanswered(report, session) ? EXIT.incomplete : EXIT.done
}

/** Shows what would be requested, and goes on only with leave. Throws `Stop` without. */
async function agreeOn(
  report: TraceReport,
  options: Chosen,
  { library, terminal }: Session,
  signal: AbortSignal,
): Promise<void> {
  const plan = library.planTrace(report, {
    ...(options.stripTokens && { stripTokens: true }),
    ...(options.openAnyway && { openAnyway: true }),
  })
  terminal.show(library.tracePlanText(plan, { width: 100, color: false }))
  if (options.yes || plan.hosts.length === 0) return
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
    ...(options.zone !== undefined && { zoneFile: options.zone }),
    ...(options.stripTokens && { stripTokens: true }),
    ...(options.openAnyway && { openAnyway: true }),
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

/** Keeps the answers that came, also of a run that was stopped. */
async function keep(asker: LinkAsker, { record }: Chosen, { terminal }: Session): Promise<void> {
  if (record === undefined) return
  await asker.writeRecording(record)
  terminal.note(`${record} keeps ${asker.answered()} answers; it holds what private links led to`)
}

/** Ends that leave open where a link leads, because something did not work. */
const UNANSWERED: ReadonlySet<ChainEnd> = new Set([
  'network-error',
  'time-limit',
  'rate-limit',
  'not-replayed',
])

function sayUnanswered({ links }: TraceReport, { terminal }: Session): boolean {
  const failed = links.filter(({ chain, compared = [] }) =>
    [chain, ...compared].some(({ end }) => UNANSWERED.has(end)),
  )
  if (failed.length === 0) return false
  const [first] = failed
  terminal.problem({
    what:
      links.length === 1
        ? `the link could not be followed to its end: ${first?.chain.hops.at(-1)?.exchange?.error ?? first?.chain.end}`
        : `${failed.length} of ${links.length} links could not be followed to their end`,
    next: failed.some(({ chain }) => chain.end === 'not-replayed')
      ? 'replay with the options the recording was made with (--profile, --compare, --strip-tokens), or trace it anew'
      : 'try again later, or look whether this network answers',
  })
  return true
}

/** Refuses what does not go together, before anything is read; returns the clients to be. Throws `Stop`. */
function checkUse(
  target: string,
  options: Chosen,
  { library, terminal }: Session,
): readonly ClientProfileId[] {
  const wrong = (what: string, next: string): Stop => new Stop(EXIT.wrongUse, { what, next })
  checkOutput(options, terminal.interactive, [
    target,
    ...(options.replay === undefined ? [] : [options.replay]),
  ])
  const { live, replay, record, har, compare, profile } = options
  if (live && replay !== undefined)
    throw wrong(
      '--live asks the network and --replay a file: only one of them can be meant',
      'leave one of them out',
    )
  if (!live && (record !== undefined || options.yes))
    throw wrong(
      `${options.yes ? '--yes' : '--record'} has no meaning without --live`,
      'add --live to ask the servers, or leave it out',
    )
  const needing = {
    '--strip-tokens': options.stripTokens,
    '--open-anyway': options.openAnyway,
    '--profile': profile,
    '--compare': compare,
    '--har': har,
  }
  const idle = Object.entries(needing).find(([, value]) => value !== undefined)?.[0]
  if (!live && replay === undefined && idle !== undefined)
    throw wrong(`${idle} has no meaning when nothing is asked`, 'add --live, or --replay with a recording')
  if (compare && profile !== undefined)
    throw wrong('--compare takes every client, --profile one', 'leave one of them out')
  for (const path of [options.output, record])
    if (path !== undefined && har !== undefined && samePath(path, har))
      throw wrong('two results would be written to the same file', 'give each a name of its own')
  if (record !== undefined && existsSync(record))
    throw new Stop(EXIT.wrongUse, {
      where: record,
      what: 'exists already; recordings are evidence and are not written over',
      next: 'give --record a new name',
    })
  if (compare) return library.CLIENT_PROFILE_IDS
  const known = library.CLIENT_PROFILE_IDS.find((id) => id === profile)
  if (profile !== undefined && known === undefined)
    throw wrong(`no client is called ${profile}`, `--profile takes ${library.CLIENT_PROFILE_IDS.join(', ')}`)
  return known === undefined ? [] : [known]
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

/** Trouble of the library that a person can mend. */
function asStop(error: unknown, { library }: Session): unknown {
  if (error instanceof library.ExplainTrouble)
    return new Stop(error.code === 'ambiguous' ? EXIT.wrongUse : EXIT.unreadable, {
      what: error.message,
      next: error.next,
      cause: error,
    })
  if (error instanceof library.RecordingError)
    return new Stop(EXIT.unreadable, { what: error.message, next: error.next, cause: error })
  if ((error as { name?: unknown }).name === 'ZoneFileError') {
    const { message, next } = error as Error & { next?: string }
    return new Stop(EXIT.wrongUse, {
      what: `the zone cannot be used: ${message}`,
      next: next ?? 'give --zone a file of recorded DNS answers',
      cause: error,
    })
  }
  return error
}
