import type { PlannedBrowser, PlannedRequest, TracePlan } from '../model/trace.ts'
import { forbiddenAddress, forbiddenName, forbiddenPort, hostAddress } from './address-rules.ts'
import { BOOTSTRAP_URL } from './fact-asker.ts'
import { oneTimePurpose } from './one-time-links.ts'
import { personalTokens, stripTokens } from './personal-tokens.ts'

export type { PlannedRequest, TracePlan } from '../model/trace.ts'

export interface TracePlanOptions {
  /** Open links that seem to do something when opened, too. */
  readonly openAnyway?: boolean
  /** Request the stripped links instead. */
  readonly stripTokens?: boolean
  readonly profiles?: readonly string[]
  readonly browser?: PlannedBrowser
  readonly record?: string
  /** Domains that would be asked about; inner names are left out, as they are never asked. */
  readonly factDomains?: readonly string[]
}

/** What tracing these links would request first, and of whom. Pure: nothing is resolved or requested. */
export function tracePlan(links: readonly string[], options: TracePlanOptions = {}): TracePlan {
  const requests = links.map((link) => plannedRequest(link, options))
  const hosts = new Set(requests.flatMap(({ of }) => (of === undefined ? [] : [of])))
  return {
    kind: 'trace-plan',
    requests,
    hosts: [...hosts],
    notOpened: requests.filter(({ url }) => url === undefined).length,
    ...(options.profiles && options.profiles.length > 0 && { clients: options.profiles }),
    ...(options.browser && { browser: options.browser }),
    ...(options.factDomains && {
      facts: {
        bootstrap: new URL(BOOTSTRAP_URL).host,
        domains: options.factDomains.filter((domain) => forbiddenName(domain) === undefined),
      },
    }),
    ...(options.record !== undefined && { record: options.record }),
  }
}

function plannedRequest(link: string, options: TracePlanOptions): PlannedRequest {
  const url = URL.parse(link)
  if (url === null) return { link, tokens: [], refused: 'not a URL' }
  const tokens = personalTokens(url)
  const stripped = stripTokens(url)
  const oneTime = oneTimePurpose(url)
  const told = {
    link,
    tokens,
    ...(stripped === undefined ? {} : { stripped: stripped.href }),
    ...(oneTime === undefined ? {} : { oneTime }),
  }
  const refused = refusal(url, options.openAnyway ? undefined : oneTime)
  if (refused !== undefined) return { ...told, refused }
  const asked = new URL((options.stripTokens ? stripped : undefined)?.href ?? url.href)
  asked.hash = ''
  asked.username = ''
  asked.password = ''
  return { ...told, url: asked.href, of: asked.host, encrypted: asked.protocol === 'https:' }
}

function refusal(url: URL, oneTime: string | undefined): string | undefined {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'neither http nor https'
  if (url.port !== '' && forbiddenPort(Number(url.port))) return `port ${url.port} is not for the web`
  const address = hostAddress(url.hostname)
  const why = address === undefined ? forbiddenName(url.hostname) : forbiddenAddress(address)
  if (why !== undefined) return `${address === undefined ? 'the name' : 'the address is'} ${why}`
  return oneTime === undefined ? undefined : `opening it may do something (${oneTime})`
}
