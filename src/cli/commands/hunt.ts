/** `counterfoil hunt`: was any of this ever in our mail, who received it, and what was searched. */
import { readFileSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { Command, Option } from 'commander'
import type { KeptHunt } from '../../index.ts'
import type { HuntedMessage, HuntSummary } from '../../model/hunt.ts'
import type { IndicatorSet } from '../../model/indicator.ts'
import type { Store } from '../../model/ports.ts'
import type { Sighting } from '../../model/sighting.ts'
import { argument, type CommonOptions, checkOutput, withConfig } from '../common-options.ts'
import { openExistingStore } from '../existing-store.ts'
import { EXIT, type ExitCode, Stop, systemReason } from '../exit.ts'
import { readTime } from '../option-values.ts'
import { type Output, openOutput } from '../output.ts'
import type { Session, Work } from '../session.ts'

export interface HuntOptions extends CommonOptions {
  readonly about?: string
  readonly where?: string
  readonly behaviour?: readonly string[]
  readonly acceptBenign?: boolean
  readonly since?: number
  readonly until?: number
  readonly save?: string
  readonly saved?: string
  readonly failOn?: 'sighting'
  /** True, or the beginning of a query. */
  readonly fields?: true | string
  readonly feeds?: boolean
  readonly subscribe?: readonly string[]
  readonly unsubscribe?: readonly string[]
}

/** Larger files are no reports; reading them would take all memory. */
const REPORT_BYTES = 256 * 1024 * 1024

const EXAMPLES = `
Reports are STIX 2.1 bundles, MISP events, OpenIOC, CSV tables, plain lists, and written reports (PDF, HTML, text),
defanged or not. Nothing is fetched, no verdict changes: a hunt only looks at what a scan has kept.

Examples:
  counterfoil hunt report.pdf --store mail.counterfoil
      was anything this report names ever in our mail, who received it, who answered
  counterfoil hunt indicators.csv bundle.json --store mail.counterfoil --format ndjson
      one line for each sighting as it is found
  counterfoil hunt --about suspicious.example --store mail.counterfoil
      everything known of a host or an address: since when, with whom, what stands beside it
  counterfoil hunt --where 'from.domain = a.example and links.role = shortener' --store mail.counterfoil
      mail of which a query holds
  counterfoil hunt --fields
      what a query can ask, each field with its type and an example; --fields 'links[ho' tells what may follow
  counterfoil hunt --behaviour fake-forward,stop-over --store mail.counterfoil
      what was done, where a report names no indicator for it
  counterfoil hunt --subscribe https://feeds.example.org/list.csv --store mail.counterfoil
  counterfoil hunt --feeds --live --store mail.counterfoil
      read the subscribed feeds again, and look for what they name; a feed that fails is taken as it was last read
  counterfoil hunt feed.csv --store mail.counterfoil --save weekly
  counterfoil hunt --saved weekly --store mail.counterfoil
      the same hunt again, over the mail that has come since, too

Exit codes: 0 done, whether anything was found or not · 1 done, something failed on the way · 2 wrong use ·
3 report not readable · 4 store trouble · 10 something was met, with --fail-on sighting`

export function huntCommand(run: (work: Work) => void): Command {
  const name = argument((text) => {
    if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,63}$/u.test(text))
      throw new Error('takes a short name of letters and digits')
    return text
  })
  return new Command('hunt')
    .summary('look in all past mail for what a report names')
    .description('Look in all past mail for what reports name, and say what was searched.')
    .argument('[report...]', 'file that names indicators, or - for standard input')
    .option('--about <value>', 'everything known of one host or mail address')
    .option(
      '--where <query>',
      'mail of which a query holds, for example: links.host = a.example and size > 1mb',
    )
    .option(
      '--fields [begun]',
      'list what --where can ask, or what may follow the beginning of a query; needs no store',
    )
    .option(
      '--behaviour <names>',
      'mail that shows a way of acting, such as fake-forward or stop-over; several apart by commas',
      readNames,
    )
    .option('--accept-benign', 'hunt also what a report names but hardly means as bad')
    .option(
      '--since <time>',
      'only mail from this date (UTC) or time on',
      argument((text) => readTime(text, 'since')),
    )
    .option(
      '--until <time>',
      'only mail before this time; a plain date (UTC) counts in full',
      argument((text) => readTime(text, 'until')),
    )
    .option('--feeds', 'read the subscribed feeds again and hunt what they name')
    .option(
      '--subscribe <feed>',
      'remember a file, a web address or a TAXII collection (repeatable)',
      readFeedName,
    )
    .option('--unsubscribe <feed>', 'forget it again (repeatable)', readFeedName)
    .option('--live', 'read feeds of the web; without it nothing is asked of the network')
    .option('--save <name>', 'keep this hunt in the store under a name', name)
    .option('--saved <name>', 'run the hunt of this name again', name)
    .addOption(new Option('--fail-on <what>', 'exit with 10 when something was met').choices(['sighting']))
    .option('--store <file>', 'the store that scan keeps')
    .addOption(
      new Option('--format <format>', 'form of the results')
        .choices(['text', 'json', 'ndjson', 'html', 'csv', 'stix', 'misp'])
        .default('text'),
    )
    .option('--output <file>', 'write results to this file instead of standard output')
    .option('--config <file>', 'read settings from this JSON file')
    .option('--quiet', 'no progress and no notes; what goes wrong is still said')
    .option('--no-color', 'no colours')
    .addHelpText('after', EXAMPLES)
    .action((reports: string[], options: HuntOptions) => run((session) => hunt(reports, options, session)))
}

/** Changes what is subscribed to. */
async function subscribe({ subscribe = [], unsubscribe = [] }: HuntOptions, store: Store): Promise<void> {
  const known = new Set((await store.feeds()).map(({ location }) => location))
  for (const location of subscribe) if (!known.has(location)) await store.saveFeed({ location })
  for (const location of unsubscribe) {
    if (!known.has(location))
      throw new Stop(EXIT.wrongUse, {
        where: location,
        what: 'this feed is not subscribed to',
        next: known.size === 0 ? 'there are none' : `there are: ${[...known].join(', ')}`,
      })
    await store.removeFeed(location)
  }
}

/** The subscribed feeds as read now, or as last read; says what failed. */
async function feedSets(
  { live }: HuntOptions,
  { library, terminal, clock }: Session,
  store: Store,
): Promise<{ readonly sets: readonly IndicatorSet[]; readonly failed: boolean }> {
  const readings = await library.readFeeds({
    store,
    clock,
    readFile: async (path) => readReportFile(path).bytes,
    ...(live && { live: true }),
  })
  if (readings.length === 0)
    throw new Stop(EXIT.wrongUse, {
      what: 'no feed is subscribed to in this store',
      next: 'counterfoil hunt --subscribe FILE-OR-ADDRESS --store STORE',
    })
  for (const { feed, set, why } of readings)
    if (why !== undefined)
      terminal.problem({
        // A web address set as a path would lose a slash.
        ...(/^https?:/i.test(feed.location) ? {} : { where: feed.location }),
        what: /^https?:/i.test(feed.location) ? `${feed.location}: ${why}` : why,
        next: set ? 'it was hunted as it was last read' : 'nothing of it could be hunted',
      })
  return {
    sets: readings.flatMap(({ set }) => set ?? []),
    failed: readings.some(({ why }) => why !== undefined),
  }
}

/** Runs a hunt; returns its exit code. Throws `Stop` and `StoreError`. */
export async function hunt(
  reports: readonly string[],
  given: HuntOptions,
  session: Session,
): Promise<ExitCode> {
  const { library, terminal } = session
  const options = withConfig(given)
  checkUse(reports, options)
  checkOutput(options, terminal.interactive, reports)
  const output = openOutput(options.output, terminal)
  try {
    if (options.fields !== undefined) return await tellFields(options.fields, options, session, output)
    const store = await openExistingStore(options.store, 'hunt', session)
    try {
      if (options.about !== undefined) return await tellAbout(options.about, options, session, store, output)
      await subscribe(options, store)
      const isOnlySubscribing = options.feeds !== true && !isAsked(reports, options)
      if (isOnlySubscribing) {
        for (const { location } of await store.feeds()) terminal.note(`subscribed to ${location}`)
        return EXIT.done
      }
      const feeds = options.feeds ? await feedSets(options, session, store) : { sets: [], failed: false }
      const asked: KeptHunt =
        options.saved === undefined
          ? {
              reports: reports.map((name) => (name === '-' ? name : resolve(name))),
              ...(options.where === undefined ? {} : { where: options.where }),
              ...(options.behaviour === undefined ? {} : { behaviours: options.behaviour }),
            }
          : await keptHunt(options.saved, session, store)
      const files = (options.saved === undefined ? reports : asked.reports).map(readReportFile)
      if (options.save !== undefined) {
        await library.saveHunt(store, options.save, asked)
        terminal.note(`kept as ${options.save}; again with: counterfoil hunt --saved ${options.save}`)
      }
      const exit = await runHunt(files, feeds.sets, asked, options, session, store, output)
      return exit === EXIT.done && feeds.failed ? EXIT.incomplete : exit
    } catch (error) {
      if (!(error instanceof library.UnknownQuery)) throw error
      throw new Stop(EXIT.wrongUse, {
        ...(error.character === undefined ? {} : { where: `--where, character ${error.character}` }),
        what: error.message,
        next: error.hint ?? 'counterfoil hunt --fields lists what can be asked',
        cause: error,
      })
    } finally {
      await store.close()
    }
  } finally {
    output.discard()
  }
}

function readFeedName(text: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, /^https?:\/\//i.test(text) ? text : resolve(text)]
}

function readNames(text: string, earlier: readonly string[] = []): readonly string[] {
  return [
    ...earlier,
    ...text
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean),
  ]
}

/** Whether there is anything to look for beside feeds. */
function isAsked(reports: readonly string[], { where, behaviour, about, saved }: HuntOptions): boolean {
  return [where, behaviour, about, saved].some((one) => one !== undefined) || reports.length > 0
}

function checkUse(reports: readonly string[], options: HuntOptions): void {
  const { about, saved, save, where, behaviour, feeds, subscribe, unsubscribe, fields, format } = options
  if (fields !== undefined) {
    if (isAsked(reports, options) || feeds === true)
      throw new Stop(EXIT.wrongUse, {
        what: '--fields only lists what can be asked, and goes with no hunt',
        next: 'counterfoil hunt --fields, then counterfoil hunt --where QUERY --store STORE',
      })
    if (format !== 'text' && format !== 'json')
      throw new Stop(EXIT.wrongUse, {
        what: '--fields is written as text or json',
        next: 'take --format json',
      })
    return
  }
  const isHunt = reports.length > 0 || where !== undefined || behaviour !== undefined
  const asked = [isHunt || feeds === true, about !== undefined, saved !== undefined].filter(Boolean).length
  const changesFeeds = subscribe !== undefined || unsubscribe !== undefined
  if (asked > 1 || (asked === 0 && !changesFeeds))
    throw new Stop(EXIT.wrongUse, {
      what:
        asked === 0 ? 'it is not said what to look for' : '--about and --saved are each a hunt of their own',
      next: 'counterfoil hunt REPORT --store STORE, or --where QUERY, --behaviour NAME, --about HOST, --saved NAME',
    })
  if (save !== undefined && !isHunt)
    throw new Stop(EXIT.wrongUse, {
      what: '--save keeps a hunt, and none was asked for',
      next: 'give reports, --where or --behaviour with it',
    })
  if (save !== undefined && reports.includes('-'))
    throw new Stop(EXIT.wrongUse, {
      what: 'standard input cannot be read again, so this hunt cannot be kept',
      next: 'write the report to a file first',
    })
}

function readReportFile(name: string): { readonly name: string; readonly bytes: Uint8Array } {
  const path = name === '-' ? 0 : name
  try {
    const size = statSync(name, { throwIfNoEntry: false })?.size ?? 0
    if (size > REPORT_BYTES)
      throw Object.assign(new Error(`it has ${size} bytes, more than any report`), { code: undefined })
    return { name, bytes: readFileSync(path) }
  } catch (error) {
    throw new Stop(EXIT.unreadable, {
      where: name,
      what: `the report cannot be read: ${systemReason(error)}`,
      next: 'check the path; - stands for standard input',
      cause: error,
    })
  }
}

async function keptHunt(name: string, { library }: Session, store: Store): Promise<KeptHunt> {
  const hunts = await library.savedHunts(store)
  const found = hunts.get(name)
  if (!found)
    throw new Stop(EXIT.wrongUse, {
      what: `no hunt of the name ${name} is kept in this store`,
      next: hunts.size === 0 ? 'keep one with --save NAME' : `it keeps: ${[...hunts.keys()].join(', ')}`,
    })
  return found
}

async function tellFields(
  fields: true | string,
  options: HuntOptions,
  { library, terminal }: Session,
  output: Output,
): Promise<ExitCode> {
  const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
  const told = fields === true ? library.queryGuide() : library.queryContinuation(fields)
  if (options.format === 'json') await output.write(library.queryGuideJson(told))
  else if (told.kind === 'query-guide') await output.write(library.queryGuideText(told, page))
  else await output.write(library.queryContinuationText(told, page))
  await output.finish()
  return EXIT.done
}

async function tellAbout(
  value: string,
  options: HuntOptions,
  { library, terminal }: Session,
  store: Store,
  output: Output,
): Promise<ExitCode> {
  const about = await library.about(value, store)
  if (!about)
    throw new Stop(EXIT.wrongUse, {
      what: '--about takes a host or a mail address',
      next: 'for example: counterfoil hunt --about suspicious.example --store STORE',
    })
  const isJson = options.format === 'json' || options.format === 'ndjson'
  const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
  await output.write(isJson ? library.aboutJson(about) : library.aboutText(about, page))
  await output.finish()
  return EXIT.done
}

async function runHunt(
  reports: readonly { readonly name: string; readonly bytes: Uint8Array }[],
  feeds: readonly IndicatorSet[],
  { where, behaviours }: KeptHunt,
  options: HuntOptions,
  { library, terminal, clock }: Session,
  store: Store,
  output: Output,
): Promise<ExitCode> {
  const sets: IndicatorSet[] = []
  const sightings: Sighting[] = []
  const messages: HuntedMessage[] = []
  let summary: HuntSummary | undefined
  for await (const event of library.hunt({
    reports,
    sets: feeds,
    store,
    clock,
    ...(where !== undefined && { where }),
    ...(behaviours !== undefined && { behaviours }),
    ...(options.acceptBenign && { acceptBenign: true }),
    ...(options.since !== undefined && { since: options.since }),
    ...(options.until !== undefined && { until: options.until }),
  })) {
    if (options.format === 'ndjson') await output.write(library.huntLine(event))
    if (event.kind === 'indicator-set') sets.push(event)
    else if (event.kind === 'hunt-summary') summary = event
    else if (options.format === 'ndjson') continue
    else if (event.kind === 'sighting') sightings.push(event)
    else messages.push(event)
  }
  if (!summary) throw new Error('the hunt ended without a summary')
  const result = { sets, sightings, messages, summary }
  const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
  if (options.format === 'json') await output.write(library.huntJson(result))
  else if (options.format === 'html') await output.write(library.huntHtml(result, clock()))
  else if (options.format === 'text') await output.write(library.huntText(result, page))
  else if (options.format === 'csv' || options.format === 'stix' || options.format === 'misp')
    await output.write(library.exportHunt(result, options.format, clock()))
  await output.finish()
  const empty = sets.filter(({ indicators }) => indicators.length === 0)
  for (const { source, issues } of empty)
    terminal.problem({
      where: source.name,
      what: `no indicator was found in it${issues[0] ? `: ${issues[0].detail}` : ''}`,
      next: 'it can be STIX, MISP, OpenIOC, a table, a list or a written report',
    })
  if (options.failOn === 'sighting' && summary.sightings > 0) return EXIT.alerts
  return empty.length > 0 ? EXIT.incomplete : EXIT.done
}
