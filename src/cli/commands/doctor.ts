/** `counterfoil doctor`: is everything here that the work needs? */
import { existsSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { Command } from 'commander'
import { StoreError } from '../../model/ports.ts'
import { type CommonOptions, withConfig } from '../common-options.ts'
import { EXIT, type ExitCode } from '../exit.ts'
import type { Session, Work } from '../session.ts'
import { visible } from '../terminal.ts'
import { programVersion } from '../version.ts'

type DoctorOptions = Pick<CommonOptions, 'store' | 'config'>

interface Check {
  readonly name: string
  readonly state: 'ok' | 'absent' | 'trouble'
  readonly text: string
  readonly next?: string
}

const EXAMPLES = `
Examples:
  counterfoil doctor
  counterfoil doctor --store mail.counterfoil
      also open this store and say what it holds

Exit codes: 0 all is well · 1 something needed is missing · 2 wrong use · 4 store trouble`

export function doctorCommand(run: (work: Work) => void): Command {
  return new Command('doctor')
    .summary('say whether everything needed is here, and how a store is')
    .description('Say what this installation has and lacks, and how a store is.')
    .option('--store <file>', 'open this store and say what it holds')
    .option('--config <file>', 'check this configuration')
    .option('--quiet', 'no notes')
    .option('--no-color', 'no colours')
    .addHelpText('after', EXAMPLES)
    .action((options: DoctorOptions) => run((session) => doctor(options, session)))
}

/** Runs every check and prints one line for each; returns the exit code. Creates nothing. */
export async function doctor(given: DoctorOptions, session: Session): Promise<ExitCode> {
  const options = withConfig({ ...given, format: 'text' })
  const checks: Check[] = [
    { name: 'counterfoil', state: 'ok', text: programVersion() },
    nodeCheck(),
    await sqliteCheck(session),
    {
      name: 'machine',
      state: 'ok',
      text: `${availableParallelism()} processors, ${Math.round(totalmem() / 1e9)} GB of memory`,
    },
    await browserCheck(session),
  ]
  if (options.config !== undefined) checks.push({ name: 'configuration', state: 'ok', text: options.config })
  let storeTrouble = false
  if (options.store !== undefined) {
    const check = await storeCheck(options.store, session)
    storeTrouble = check.state === 'trouble'
    checks.push(check)
  }
  const width = Math.max(...checks.map(({ name }) => name.length))
  for (const { name, state, text, next } of checks) {
    await session.terminal.write(`${name.padEnd(width)}  ${state.padEnd(7)}  ${visible(text)}\n`)
    if (next !== undefined) session.terminal.problem({ where: name, what: text, next })
  }
  if (storeTrouble) return EXIT.storeTrouble
  return checks.some(({ state }) => state === 'trouble') ? EXIT.incomplete : EXIT.done
}

function nodeCheck(): Check {
  const major = Number(process.versions.node.split('.')[0])
  const text = `${process.version} (${process.execPath})`
  if (major >= 24) return { name: 'Node', state: 'ok', text }
  return { name: 'Node', state: 'trouble', text, next: 'install Node 24 or newer' }
}

async function sqliteCheck({ library }: Session): Promise<Check> {
  const text = `${process.versions.sqlite ?? 'version not known'}, part of Node`
  try {
    await (await library.openStore(':memory:')).close()
    return { name: 'SQLite', state: 'ok', text }
  } catch (error) {
    return {
      name: 'SQLite',
      state: 'trouble',
      text: `${text}; no store can be made: ${(error as Error).message}`,
      next: 'use a Node 24 that was built with SQLite',
    }
  }
}

/** What `trace --browser` needs; nothing else does. */
async function browserCheck({ library }: Session): Promise<Check> {
  const { executable, playwright } = await library.browserParts()
  const name = 'Chromium'
  if (executable !== undefined && playwright !== undefined)
    return { name, state: 'ok', text: `${executable}, with playwright-core ${playwright}` }
  const missing = [
    ...(executable === undefined
      ? ['no Chromium in the usual places (Debian: apt-get install chromium)']
      : []),
    ...(playwright === undefined ? ['no playwright-core (npm install playwright-core)'] : []),
  ]
  return { name, state: 'absent', text: `${missing.join(', and ')}; only trace --browser needs it` }
}

async function storeCheck(location: string, { library }: Session): Promise<Check> {
  const name = 'store'
  if (location !== ':memory:' && !existsSync(location))
    return { name, state: 'absent', text: `${location} is not there yet; scan --store makes it` }
  try {
    const store = await library.openStore(location)
    try {
      const counts = await store.counts()
      const day = (time: number | undefined): string =>
        time === undefined ? '' : new Date(time).toISOString().slice(0, 10)
      const span = counts.messages > 0 ? `, from ${day(counts.firstTime)} to ${day(counts.lastTime)}` : ''
      return {
        name,
        state: 'ok',
        text: `${location} holds ${counts.messages} messages and ${counts.judgements} judgements${span}`,
      }
    } finally {
      await store.close()
    }
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    return { name, state: 'trouble', text: error.message, next: error.next }
  }
}
