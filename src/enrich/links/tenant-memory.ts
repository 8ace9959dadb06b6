import type { RedirectChain } from '../../model/redirect-chain.ts'
import { type RecentMap, recentMap } from '../senders/recent-map.ts'
import { toldTenants } from './told-tenants.ts'

/** Tenants remembered; twice as many at most. Attack: a made-up tenant with every link. */
const TENANTS = 5_000
/** Domains told of one tenant. A gateway's customer has a few; who has more is nobody one could name. */
const OWNERS = 16

/** Which domains are behind a gateway's tenant, as earlier mail told. */
export interface TenantMemory {
  owners(wrapper: string, tenant: string): ReadonlySet<string>
  learn(chain: RedirectChain): void
}

const NOBODY: ReadonlySet<string> = new Set()

/** An empty memory. */
export function tenantMemory(): TenantMemory {
  const known: RecentMap<string, Set<string>> = recentMap(TENANTS)
  return {
    owners: (wrapper, tenant) => known.get(`${wrapper} ${tenant}`) ?? NOBODY,
    learn(chain) {
      for (const { wrapper, tenant, owner } of toldTenants(chain)) {
        const key = `${wrapper} ${tenant}`
        const owners = known.get(key)
        if (owners === undefined) known.set(key, new Set([owner]))
        else if (owners.size < OWNERS) owners.add(owner)
      }
    },
  }
}
