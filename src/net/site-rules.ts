/** What the Public Suffix List says, as an argument: this folder keeps no list. */
export interface SiteRules {
  /** Registered domain of a host, private section included; the host itself for addresses. */
  registeredDomain(host: string): string
  /** Whether people register names directly below this one. */
  isPublicSuffix(host: string): boolean
}
