/** The folder of a demonstration: made new, filled with a made-up campaign, read again by the steps. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Campaign, Truth } from '../index.ts'
import { EXIT, Stop, systemReason } from './exit.ts'
import type { Library } from './library.ts'

const TRUTH_FILE = 'truth.json'
const RECORDING_FILE = 'servers.trace'

/** Makes the folder. One that holds something is refused: a demonstration does not touch what is not its own. Throws `Stop`. */
export function openDemoFolder(folder: string): void {
  let held: readonly string[]
  try {
    mkdirSync(folder, { recursive: true })
    held = readdirSync(folder)
  } catch (error) {
    throw new Stop(EXIT.wrongUse, {
      where: folder,
      what: `the demonstration cannot be written there: ${systemReason(error)}`,
      next: 'give --folder the name of a new folder in a place you can write to',
      cause: error,
    })
  }
  if (held.length > 0)
    throw new Stop(EXIT.wrongUse, {
      where: folder,
      what: 'there is something in this folder already',
      next: 'give --folder the name of a new folder, or remove this one',
    })
}

/** Writes the campaign, with what its servers answer and what really happened. Throws `Stop`. */
export async function fillDemoFolder(folder: string, campaign: Campaign, library: Library): Promise<void> {
  try {
    for (const [path, bytes] of campaign.files) {
      const file = join(folder, ...path.split('/'))
      mkdirSync(dirname(file), { recursive: true })
      writeFileSync(file, bytes, { flag: 'wx' })
    }
    writeFileSync(join(folder, TRUTH_FILE), `${JSON.stringify(campaign.truth, undefined, 2)}\n`, {
      flag: 'wx',
    })
    await recordServers(join(folder, RECORDING_FILE), campaign, library)
  } catch (error) {
    if (error instanceof Stop) throw error
    throw new Stop(EXIT.incomplete, {
      where: folder,
      what: `the campaign could not be written: ${systemReason(error)}`,
      next: 'make room, remove the folder, and run the same again',
      cause: error,
    })
  }
}

/** Follows every link of the campaign once on its fictional web, so that `trace --replay` can. Nothing leaves this process. */
async function recordServers(file: string, { web, followed }: Campaign, library: Library): Promise<void> {
  const asker = await library.openLinkAsker({
    fetcher: library.webFetcher(web, followed),
    record: file,
    clock: () => followed,
  })
  try {
    for (const url of web.keys()) await asker.follow(url)
  } finally {
    await asker.close()
  }
}

/** What really happened, read only when all steps are done. Throws what the system or JSON says. */
export const readTruth = (folder: string): Truth =>
  JSON.parse(readFileSync(join(folder, TRUTH_FILE), 'utf8')) as Truth
