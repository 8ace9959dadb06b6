/** Keeps pictures and documents of pages that links led to. They are evidence, and hostile. */
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { RedirectChain } from '../model/redirect-chain.ts'
import { EXIT, Stop, systemReason } from './exit.ts'

export interface PageFolder {
  /** Writes what was kept of a chain's last page; returns the names of the new files. Throws the system's error. */
  write(
    number: number,
    chain: RedirectChain,
    body: (sha256: string) => Uint8Array | undefined,
  ): readonly string[]
}

/**
 * Makes the folder, readable by its owner only, before anything is asked. One that holds something already is refused,
 * as evidence is not mixed. Throws `Stop`.
 */
export function openPageFolder(path: string): PageFolder {
  const refused = (what: string, cause?: unknown): Stop =>
    new Stop(EXIT.wrongUse, { where: path, what, next: 'give --pages the name of a new folder', cause })
  let held: readonly string[]
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    held = readdirSync(path)
  } catch (error) {
    throw refused(`pages cannot be kept there: ${systemReason(error)}`, error)
  }
  if (held.length > 0) throw refused('there is something in this folder already')
  return {
    write(number, { page, profile = 'browser' }, body) {
      // Not .html: a double click must not run the scripts of such a page.
      const parts = [
        ['.png', page?.screenshot],
        ['.html.txt', page?.document],
      ] as const
      return parts.flatMap(([ending, sha256]) => {
        const bytes = sha256 === undefined ? undefined : body(sha256)
        if (bytes === undefined) return []
        const name = `link-${number}-${profile.replace(/[^a-z0-9-]/g, '_')}${ending}`
        writeFileSync(join(path, name), bytes, { flag: 'wx', mode: 0o600 })
        return [name]
      })
    },
  }
}
