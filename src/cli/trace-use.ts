/** What `trace` takes, and what of it goes together. */
import { existsSync } from 'node:fs'
import type { ClientProfileId } from '../index.ts'
import { type CommonOptions, checkOutput } from './common-options.ts'
import { EXIT, Stop } from './exit.ts'
import { samePath } from './output.ts'
import type { Session } from './session.ts'

export interface TraceCommandOptions extends CommonOptions {
  readonly link?: number
  readonly all?: boolean
  readonly yes?: boolean
  readonly stripTokens?: boolean
  readonly openAnyway?: boolean
  readonly profile?: string
  readonly compare?: boolean
  readonly browser?: boolean
  readonly chromium?: string
  readonly pages?: string
  readonly facts?: boolean
  readonly record?: string
  readonly replay?: string
  readonly har?: string
}

const wrong = (what: string, next: string): Stop => new Stop(EXIT.wrongUse, { what, next })

/** Refuses what does not go together, before anything is read; returns the clients to be. Throws `Stop`. */
export function checkUse(
  target: string,
  options: TraceCommandOptions,
  { library, terminal }: Session,
): readonly ClientProfileId[] {
  const { live, replay } = options
  checkOutput(options, terminal.interactive, [target, ...(replay === undefined ? [] : [replay])])
  if (live && replay !== undefined)
    throw wrong(
      '--live asks the network and --replay a file: only one of them can be meant',
      'leave one of them out',
    )
  const idle = firstGiven({
    '--record': options.record,
    '--yes': options.yes,
    '--chromium': options.chromium,
  })
  if (!live && idle !== undefined)
    throw wrong(`${idle} has no meaning without --live`, 'add --live to ask the servers, or leave it out')
  const without = firstGiven({
    '--strip-tokens': options.stripTokens,
    '--open-anyway': options.openAnyway,
    '--profile': options.profile,
    '--compare': options.compare,
    '--browser': options.browser,
    '--pages': options.pages,
    '--facts': options.facts,
    '--har': options.har,
  })
  if (!live && replay === undefined && without !== undefined)
    throw wrong(`${without} has no meaning when nothing is asked`, 'add --live, or --replay with a recording')
  const browserOnly = firstGiven({ '--pages': options.pages, '--chromium': options.chromium })
  if (!options.browser && browserOnly !== undefined)
    throw wrong(`${browserOnly} has no meaning without --browser`, 'add --browser, or leave it out')
  checkFiles(options)
  return clientsOf(options, library)
}

/** The first of these options that was given. */
const firstGiven = (options: Readonly<Record<string, unknown>>): string | undefined =>
  Object.entries(options).find(([, value]) => value !== undefined)?.[0]

function checkFiles({ output, har, record }: TraceCommandOptions): void {
  const files = [output, har, record].filter((path) => path !== undefined)
  for (const [at, path] of files.entries())
    if (files.slice(at + 1).some((other) => samePath(path, other)))
      throw wrong('two results would be written to the same file', 'give each a name of its own')
  if (record !== undefined && existsSync(record))
    throw new Stop(EXIT.wrongUse, {
      where: record,
      what: 'exists already; recordings are evidence and are not written over',
      next: 'give --record a new name',
    })
}

function clientsOf(
  { compare, profile, browser }: TraceCommandOptions,
  { CLIENT_PROFILE_IDS, BROWSER_PROFILE_IDS }: Session['library'],
): readonly ClientProfileId[] {
  const clients = browser ? BROWSER_PROFILE_IDS : CLIENT_PROFILE_IDS
  if (compare && profile !== undefined)
    throw wrong('--compare takes every client, --profile one', 'leave one of them out')
  if (compare) return clients
  if (profile === undefined) return []
  const known = clients.find((id) => id === profile)
  if (known !== undefined) return [known]
  throw wrong(
    CLIENT_PROFILE_IDS.some((id) => id === profile)
      ? `${profile} is no browser`
      : `no client is called ${profile}`,
    `--profile takes ${clients.join(', ')}${browser ? ' with --browser' : ''}`,
  )
}
