import { stat } from 'node:fs/promises'
import type { Clock, Resolver } from '../model/ports.ts'
import { dnsResolver } from './dns-resolver.ts'
import { readZoneFile, zoneResolver } from './zone-resolver.ts'

export interface OpenResolverOptions {
  /** Recorded answers, asked first. */
  readonly zoneFile?: string
  /** Ask the network's DNS for what the zone does not hold. Nothing leaves the machine without it. */
  readonly live?: boolean
  readonly clock: Clock
}

/**
 * The resolver a person asked for: a recorded zone, the live DNS, or the zone first and then the DNS. With neither,
 * every answer is unknown. Rejects with `ZoneFileError` when the zone file cannot be used.
 */
export async function openResolver(options: OpenResolverOptions): Promise<Resolver> {
  const { zoneFile, live, clock } = options
  const zone =
    zoneFile === undefined
      ? undefined
      : // The file’s own time is the best known time of the recording; file systems tell it in fractions.
        zoneResolver(await readZoneFile(zoneFile), Math.floor((await stat(zoneFile)).mtimeMs))
  const dns = live ? dnsResolver({ clock }) : undefined
  return {
    async resolve(name, type) {
      const recorded = await zone?.resolve(name, type)
      if (recorded && recorded.status !== 'unknown') return recorded
      if (dns) return dns.resolve(name, type)
      return (
        recorded ?? {
          kind: 'lookup',
          id: `dns:${type}:${name.toLowerCase()}`,
          time: clock(),
          status: 'unknown',
          from: 'zone-file',
          error: 'no recorded zone given and the network is off',
        }
      )
    },
  }
}
