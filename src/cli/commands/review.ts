/** `counterfoil review`: a person says whether a mail was written by its sender, and judging goes on from that. */
import { setImmediate as pause } from 'node:timers/promises'
import { Command, Option } from 'commander'
import { REVIEW_TEXT_LIMIT, type ReviewAction, type ReviewOutcome } from '../../model/review.ts'
import { actingPerson } from '../acting-person.ts'
import { argument, type CommonOptions, checkOutput, withConfig } from '../common-options.ts'
import { openExistingStore } from '../existing-store.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import { commandLine, listenForInterrupt } from '../interrupt.ts'
import { openOutput } from '../output.ts'
import type { Session, Work } from '../session.ts'

interface ReviewOptions extends CommonOptions {
  readonly confirm?: string
  readonly release?: string
  readonly withdraw?: string
  readonly by?: string
  readonly later?: boolean
  readonly list?: boolean
}

const EXAMPLES = `
<message> is the digest that scan shows (its first characters will do), a Message-ID, or FILE#PLACE; the store
must hold the mail. The last word about a mail counts; earlier ones stay in the log.

Examples:
  counterfoil review 3f9c21ab --confirm "phoned her, she did not write it" --store mail.counterfoil
      never learn from this mail, and list the mail around it that is worth reading again
  counterfoil review 3f9c21ab --release "new phone, she told us" --store mail.counterfoil
      learn from this mail as if it had never been held
  counterfoil review --list --store mail.counterfoil
      what was said about which mail, by whom, and when

Exit codes: 0 done · 1 done, something failed on the way · 2 wrong use · 3 message not found or not readable ·
4 store trouble · 130 stopped by Ctrl-C`

export function reviewCommand(run: (work: Work) => void): Command {
  const reason = argument((text) => readWords(text, 'a reason'))
  return new Command('review')
    .summary('say who wrote a mail that was held, and let judging go on from that')
    .description('Say whether a mail was written by its sender; what was learned and judged follows.')
    .argument('[message]', 'digest, Message-ID or FILE#PLACE')
    .option(
      '--confirm <why>',
      'somebody else wrote it: never learn from it, doubt the mail around it',
      reason,
    )
    .option('--release <why>', 'the sender wrote it: learn from it as if it had never been held', reason)
    .option('--withdraw <why>', 'take back what was said about it', reason)
    .option(
      '--by <name>',
      'who says so (default: the user of this computer)',
      argument((text) => readWords(text, 'a name')),
    )
    .option('--later', 'only write it down; the next scan judges by it')
    .option('--list', 'show what was said so far')
    .option('--store <file>', 'the store that scan keeps')
    .addOption(
      new Option('--format <format>', 'form of the results').choices(['text', 'json']).default('text'),
    )
    .option('--output <file>', 'write results to this file instead of standard output')
    .option('--config <file>', 'read settings from this JSON file')
    .option('--quiet', 'no progress and no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
    .addHelpText('after', EXAMPLES)
    .action((target: string | undefined, options: ReviewOptions) =>
      run((session) => review(target, options, session)),
    )
}

function readWords(text: string, what: string): string {
  if (text.trim() === '') throw new Error(`takes ${what}, not an empty text`)
  if (text.length > REVIEW_TEXT_LIMIT) throw new Error(`takes at most ${REVIEW_TEXT_LIMIT} characters`)
  return text.trim()
}

/** Writes a word down or lists them; returns the exit code. Throws `Stop` and `StoreError`. */
export async function review(
  target: string | undefined,
  given: ReviewOptions,
  session: Session,
): Promise<ExitCode> {
  const { library, terminal } = session
  const options = withConfig(given)
  const said = wordOf(options)
  if (options.list ? target !== undefined || said !== undefined : target === undefined || said === undefined)
    throw new Stop(EXIT.wrongUse, {
      what: options.list
        ? '--list shows all that was said and takes nothing else'
        : target === undefined
          ? 'it is not said which mail is meant'
          : 'it is not said what to do with the mail',
      next: 'counterfoil review DIGEST --confirm "why", --release "why" or --withdraw "why"; or counterfoil review --list',
    })
  checkOutput(options, terminal.interactive, [])
  const output = openOutput(options.output, terminal)
  const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
  const isJson = options.format === 'json'
  try {
    const store = await openExistingStore(options.store, 'review', session)
    try {
      if (target === undefined || said === undefined) {
        const log = await library.reviewLog(store)
        await output.write(isJson ? library.reviewLogJson(log) : library.reviewLogText(log, page))
      } else {
        const outcome = await reviewed(target, said, options, session, store)
        if (typeof outcome === 'number') return outcome
        await output.write(isJson ? library.reviewJson(outcome) : library.reviewText(outcome, page))
      }
      await output.finish()
      return EXIT.done
    } finally {
      await store.close()
    }
  } finally {
    output.discard()
  }
}

interface Word {
  readonly action: ReviewAction
  readonly why: string
}

/** The one thing that is said; throws `Stop` for several. */
function wordOf({ confirm, release, withdraw }: ReviewOptions): Word | undefined {
  const words = Object.entries({ confirm, release, withdraw }).flatMap(([action, why]) =>
    why === undefined ? [] : [{ action: action as ReviewAction, why }],
  )
  if (words.length > 1)
    throw new Stop(EXIT.wrongUse, {
      what: `only one can be said at a time, not ${words.map(({ action }) => `--${action}`).join(' and ')}`,
      next: 'say the one that is meant; a later review takes it back',
    })
  return words[0]
}

async function reviewed(
  target: string,
  { action, why }: Word,
  { by, later }: ReviewOptions,
  { library, terminal, env, clock }: Session,
  store: Parameters<Session['library']['reviewLog']>[0],
): Promise<ReviewOutcome | ExitCode> {
  const interrupt = listenForInterrupt(terminal)
  try {
    let outcome: ReviewOutcome | undefined
    for await (const event of library.review(target, {
      store,
      action,
      why,
      by: by ?? actingPerson(env),
      time: clock(),
      judge: later !== true,
      signal: interrupt.signal,
    }))
      if (event.kind === 'scan-progress') {
        terminal.progress(event)
        // Judging never waits for anything: without a pause no signal would be heard.
        await pause()
      } else outcome = event
    terminal.settle()
    if (!outcome) throw new Error('the review ended without an outcome')
    return outcome
  } catch (error) {
    terminal.settle()
    if (error instanceof library.ExplainTrouble)
      throw new Stop(
        error.code === 'not-found' || error.code === 'unreadable' ? EXIT.unreadable : EXIT.wrongUse,
        {
          what: error.message,
          next: error.next,
          cause: error,
        },
      )
    const stopped = error instanceof library.ScanInterrupted ? interrupt.exit() : undefined
    if (stopped === undefined) throw error
    terminal.problem({
      what: 'stopped before all mail was judged again; what was said is kept',
      next: `judge by it with the next scan, or see it with: ${commandLine(['review', '--list', '--store', store.location], env)}`,
    })
    return stopped
  } finally {
    interrupt.release()
  }
}
