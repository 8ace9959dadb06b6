/** `counterfoil verify`: is a mail that was handed in authentic, item by item. */
import { Command, Option } from 'commander'
import type { KeyRing } from '../../index.ts'
import type { ItemVerdict, PersonaView, VerifyProgress } from '../../model/authenticity.ts'
import { type CommonOptions, checkOutput, repeatable, withConfig } from '../common-options.ts'
import { openExistingStore } from '../existing-store.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import { listenForInterrupt } from '../interrupt.ts'
import { openResolver } from '../opened-ports.ts'
import { openOutput } from '../output.ts'
import type { Session, Work } from '../session.ts'

interface VerifyOptions extends CommonOptions {
  readonly keys?: readonly string[]
  readonly independent?: readonly string[]
  readonly originals?: readonly string[]
  readonly recoverKeys?: boolean
  readonly full?: boolean
  readonly personas?: boolean
}

/** Items told in full before the rest gets a line each. */
const TOLD_IN_FULL = 20

const EXAMPLES = `
Inputs are mail as raw bytes (.eml, mbox, Maildir, archives), Outlook files, and print-outs, pictures or texts of
mails, which hold no signature and can only be compared. Nothing is asked of the network without --live.

Examples:
  counterfoil verify leak.mbox --keys dkim-archive.json
      with recorded keys: a zone file, or what archive.prove.email gives
  counterfoil verify letter.eml --live
      with the keys the domain publishes now; its DNS servers can notice the question
  counterfoil verify leak.mbox --recover-keys --independent own-inbox.mbox
      work out a key from two signatures (minutes each), confirmed by mail you had before
  counterfoil verify printout.pdf --originals inbox.mbox
      what differs from the mail you hold

A pass is about a domain and the signed bytes: never about who typed it. Exit codes: 0 done · 1 done, something
failed on the way · 2 wrong use · 3 input not readable · 130 stopped by Ctrl-C`

const path = (text: string): string => text

export function verifyCommand(run: (work: Work) => void): Command {
  return new Command('verify')
    .summary('check whether mail that was handed in is authentic, item by item')
    .description(
      'Check the signatures of mail that was handed in, each item by itself, and say what a pass shows.',
    )
    .argument('<file...>', 'file or folder of mail, a print-out or picture, or - for standard input')
    .addOption(
      new Option('--keys <file>', 'recorded keys: zone file or archive.prove.email (repeatable)').argParser(
        repeatable(path),
      ),
    )
    .addOption(
      new Option(
        '--independent <file>',
        'mail held independently of the set, to confirm keys worked out from it (repeatable)',
      ).argParser(repeatable(path)),
    )
    .option('--store <file>', 'a store that scanned other mail: what it read is held independently, too')
    .addOption(
      new Option('--originals <file>', 'held mail to compare print-outs with (repeatable)').argParser(
        repeatable(path),
      ),
    )
    .option(
      '--recover-keys',
      'work out missing RSA keys from pairs of signatures; takes minutes for each pair',
    )
    .option('--personas', 'also tell which anonymous senders look like one')
    .option('--full', `tell every item in full, not only the first ${TOLD_IN_FULL}`)
    .addOption(
      new Option('--format <format>', 'form of the results')
        .choices(['text', 'json', 'ndjson'])
        .default('text'),
    )
    .option('--output <file>', 'write results to this file instead of standard output')
    .option('--zone <file>', 'answer DNS questions from this recorded zone')
    .option('--live', 'ask the network’s DNS for keys; without it no question leaves this machine')
    .option('--config <file>', 'read settings from this JSON file')
    .option('--quiet', 'no progress and no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
    .addHelpText('after', EXAMPLES)
    .action((files: string[], options: VerifyOptions) => run((session) => verify(files, options, session)))
}

/** Verifies files; returns the exit code. Throws `Stop`. */
export async function verify(
  files: readonly string[],
  given: VerifyOptions,
  session: Session,
): Promise<ExitCode> {
  const { library, terminal, clock } = session
  const options = withConfig(given)
  const beside = [...(options.keys ?? []), ...(options.independent ?? []), ...(options.originals ?? [])]
  checkOutput(options, terminal.interactive, [...files, ...beside])
  if (options.recoverKeys === true && files.includes('-'))
    throw new Stop(EXIT.wrongUse, {
      what: '--recover-keys reads the mail twice, and standard input can be read once only',
      next: 'save the mail to a file and give its name',
    })
  const keys = await keyRings(options.keys ?? [], session)
  const resolver = await openResolver(options, session)
  const store =
    options.store === undefined ? undefined : await openExistingStore(options.store, 'verify', session)
  const output = openOutput(options.output, terminal)
  const interrupt = listenForInterrupt(terminal)
  const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
  let items = 0
  let troubled = false
  let personas: PersonaView | undefined
  const recovering = recoveryNotes(session)
  try {
    const write = async (item: ItemVerdict): Promise<void> => {
      items++
      if (options.format === 'ndjson') return output.write(library.verdictLine(item))
      if (options.format === 'json')
        return output.write(
          `${items === 1 ? '{"type":"verification","items":[\n' : ','}${library.verdictLine(item)}`,
        )
      const full = options.full === true || items <= TOLD_IN_FULL
      await output.write(
        full
          ? `${items > 1 ? '\n' : ''}${library.itemVerdictText(item, items, page)}`
          : `${items === TOLD_IN_FULL + 1 ? '\n' : ''}${library.itemVerdictLine(item, items, page)}`,
      )
    }
    for await (const event of library.verify({
      inputs: files,
      keys,
      ...(resolver && { resolver }),
      clock,
      ...(options.independent && { independent: options.independent }),
      ...(store && { store }),
      ...(options.originals && { originals: options.originals }),
      ...(options.recoverKeys && { recover: true }),
      ...(options.personas && { personas: true }),
      signal: interrupt.signal,
    }))
      switch (event.kind) {
        case 'source-trouble':
          terminal.trouble(event)
          troubled = true
          break
        case 'verify-progress':
          if (event.phase === 'recovering') recovering(event)
          else terminal.progress({ kind: 'scan-progress', phase: 'reading', messages: event.done })
          break
        case 'item-verdict':
          await write(event)
          break
        case 'persona-view':
          if (options.format === 'text') await output.write(`\n${library.personaViewText(event, page)}`)
          else if (options.format === 'ndjson') await output.write(library.verdictLine(event))
          else personas = event
          break
        case 'set-verdict':
          if (items === 0) break
          if (options.format === 'text') await output.write(`\n${library.setVerdictText(event, page)}`)
          else if (options.format === 'ndjson') await output.write(library.verdictLine(event))
          else
            await output.write(
              `]${personas === undefined ? '' : `,"personas":${library.verdictLine(personas).trimEnd()}`},"set":${library.verdictLine(event).trimEnd()}}\n`,
            )
          if (options.format === 'text' && options.full !== true && items > TOLD_IN_FULL)
            terminal.note(`the first ${TOLD_IN_FULL} items are told in full; --full tells all of them so`)
          break
      }
    terminal.settle()
    if (items === 0) {
      terminal.problem({ what: 'nothing could be read, so there are no verdicts' })
      return EXIT.unreadable
    }
    await output.finish()
    return troubled ? EXIT.incomplete : EXIT.done
  } catch (error) {
    terminal.settle()
    const stopped = (error as { name?: unknown }).name === 'AbortError' ? interrupt.exit() : undefined
    if (stopped === undefined) throw error
    terminal.problem({ what: 'stopped before the end', next: 'run the same again' })
    return stopped
  } finally {
    output.discard()
    interrupt.release()
    await store?.close()
  }
}

/** Processor time for one pair of signatures of a key of 2,048 bits, by bench/authenticity; twice the length, 2.3 times. */
const PAIR_SECONDS = 165
/** Memory of the program, and what such a pair takes. */
const MEGABYTES = 220
const PAIR_MEGABYTES = 250
/** Shares of a pair between two notes. */
const NOTE_SHARE = 0.1

/** Says what working out a key costs before it begins, then how far it is and how long it still takes. */
function recoveryNotes({ terminal, clock }: Session): (event: VerifyProgress) => void {
  let told = ''
  let begun = 0
  let next = 0
  return ({ done, total, recovery }) => {
    if (recovery === undefined) return
    const { name, bits, pair, pairs, share } = recovery
    if (told !== name) {
      const twice = Math.log2(bits / 2048)
      terminal.note(
        `working out key ${done + 1} of ${total ?? done + 1}, ${name}, ${bits} bits: about ${span(PAIR_SECONDS * 2.3 ** twice)} of one processor and ${Math.ceil((MEGABYTES + PAIR_MEGABYTES * 2 ** twice) / 100) * 100} MB of memory for each pair of signatures, ${pairs === 1 ? 'one pair' : `up to ${pairs} pairs`}; Ctrl-C stops it`,
      )
    }
    if (told !== name || share === 0) {
      told = name
      begun = clock()
      next = NOTE_SHARE
      if (pair > 1) terminal.note(`pair ${pair - 1} gave no key: trying pair ${pair} of ${pairs}`)
      return
    }
    if (share < next) return
    next = share + NOTE_SHARE
    const left = ((clock() - begun) / 1000) * (1 / share - 1)
    terminal.note(
      `pair ${pair} of ${pairs}: ${Math.floor(share * 100)} %, ${left < 1 ? 'nearly done' : `about ${span(left)} left`}`,
    )
  }
}

/** Seconds in words. */
function span(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`
}

async function keyRings(files: readonly string[], { library }: Session): Promise<readonly KeyRing[]> {
  const rings: KeyRing[] = []
  for (const file of files)
    try {
      rings.push(await library.readKeyFile(file))
    } catch (error) {
      const { message, next } = error as Error & { next?: string }
      throw new Stop(EXIT.wrongUse, {
        where: file,
        what: `the keys cannot be used: ${message}`,
        next: next ?? 'give --keys a file of recorded keys',
        cause: error,
      })
    }
  return rings
}
