import { linkHost } from '../../parse/links/link-host.ts'

/** Registered domain by the Public Suffix List with its private section; single labels and addresses stay as they are. */
export function registeredDomain(host: string): string {
  return linkHost(host).domain
}
