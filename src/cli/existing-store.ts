import { existsSync } from 'node:fs'
import type { Store } from '../model/ports.ts'
import { EXIT, Stop } from './exit.ts'
import type { Session } from './session.ts'

/**
 * Opens the store a command cannot do without, and never makes a new one: an empty store would answer a mistyped
 * name as if nothing were known. Throws `Stop` and `StoreError`.
 */
export async function openExistingStore(
  location: string | undefined,
  verb: string,
  { library }: Session,
): Promise<Store> {
  if (location === undefined)
    throw new Stop(EXIT.wrongUse, {
      what: `${verb} works on what a scan has kept, so it needs the store`,
      next: `add --store FILE, as given to scan`,
    })
  if (!existsSync(location))
    throw new Stop(EXIT.storeTrouble, {
      where: location,
      what: 'there is no store',
      next: 'check the path, or make the store first: counterfoil scan FILE --store STORE',
    })
  return library.openStore(location)
}
