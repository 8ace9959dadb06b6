import type { MessageRecord } from '../../model/record.ts'
import { SERVICE_ROLES, type ServiceRole } from '../../model/redirect-chain.ts'
import type { ServiceUse } from '../../model/sender.ts'
import { hostRole } from '../links/host-role.ts'
import { payloadLinks } from './payload-links.ts'

/** Mails of one sender, or of everybody, by the kind of service their links go through. */
export type ServiceCounts = Map<ServiceRole, number>

const COUNTED: ReadonlySet<string> = new Set(SERVICE_ROLES)

/** A kind of service, and the first link through one. */
export type LinkedService = Pick<ServiceUse, 'role' | 'host' | 'link'>

/**
 * The kinds of services that this mail's links go through, each once. A shortener, share host or open redirect tells
 * nothing about where it ends, so the domain being well known here is no comfort: what counts is who uses such a
 * thing at all.
 */
export function linkedServices(record: MessageRecord, anchored: boolean): readonly LinkedService[] {
  const found: LinkedService[] = []
  for (const [link, { target, url, href }] of payloadLinks(record, anchored)) {
    if (!target || target.isIp) continue
    const role = hostRole(target, url ?? href)?.role
    if (!isService(role) || found.some((one) => one.role === role)) continue
    found.push({ role, host: target.host, link })
    if (found.length === SERVICE_ROLES.length) break
  }
  return found
}

/** The same with how often they were used before. */
export function serviceUses(
  services: readonly LinkedService[],
  bySender: ServiceCounts | undefined,
  byAnybody: ServiceCounts,
): readonly ServiceUse[] {
  return services.map(({ role, host, link }) => ({
    role,
    host,
    link,
    bySender: bySender?.get(role) ?? 0,
    byAnybody: byAnybody.get(role) ?? 0,
  }))
}

/** Counts a mail's uses, one for each kind. */
export function countServices(uses: readonly LinkedService[], counts: ServiceCounts): void {
  for (const { role } of uses) counts.set(role, (counts.get(role) ?? 0) + 1)
}

const isService = (role: string | undefined): role is ServiceRole => role !== undefined && COUNTED.has(role)
