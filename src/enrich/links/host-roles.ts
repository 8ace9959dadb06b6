import type { LinkHost } from '../../model/link.ts'
import type { HopRole } from '../../model/redirect-chain.ts'
import { protoRole } from './proto.ts'

export function hostRole(
  target: Pick<LinkHost, 'host'>,
  url: string,
): { readonly role: HopRole } | undefined {
  const role = protoRole(target.host, url)
  return role ? { role: role as HopRole } : undefined
}
