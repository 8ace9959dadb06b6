import type { ServiceRole } from '../model/redirect-chain.ts'

/** What a service that leads on is called. */
export const SERVICE_WORDS: Readonly<Record<ServiceRole, string>> = {
  shortener: 'a link shortener',
  courier: 'a site that hosts or forwards anybody’s content',
  tracker: 'a click counter',
  gateway: 'a mail gateway’s wrapper',
}
