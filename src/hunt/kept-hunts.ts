import type { Store } from '../model/ports.ts'

/** A hunt kept under a name, to run it again over new mail: its reports, its query, or both. */
export interface KeptHunt {
  /** Absolute paths of reports. */
  readonly reports: readonly string[]
  readonly where?: string
  readonly behaviours?: readonly string[]
}

const SETTING = 'hunts'

/** The hunts kept in a store, by name. Rejects with `StoreError`. */
export async function savedHunts(store: Pick<Store, 'setting'>): Promise<ReadonlyMap<string, KeptHunt>> {
  const text = await store.setting(SETTING)
  return new Map(Object.entries(JSON.parse(text ?? '{}') as Record<string, KeptHunt>))
}

/** Keeps a hunt; one of the same name is replaced. Rejects with `StoreError`. */
export async function saveHunt(
  store: Pick<Store, 'setting' | 'saveSetting'>,
  name: string,
  hunt: KeptHunt,
): Promise<void> {
  const hunts = new Map(await savedHunts(store))
  hunts.set(name, hunt)
  await store.saveSetting(SETTING, JSON.stringify(Object.fromEntries(hunts)))
}
