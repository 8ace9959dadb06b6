import { forbiddenAddress, forbiddenName, forbiddenPort, hostAddress } from './address-rules.ts'
import { oneTimePurpose } from './one-time-links.ts'
import { type PersonalToken, personalTokens, stripTokens } from './personal-tokens.ts'

/** What a trace would do with one link, told before anything is requested. */
export interface PlannedRequest {
  /** As given. */
  readonly link: string
  /** What would be requested first; absent when nothing would. */
  readonly url?: string
  /** Who would see the request: host and port. The DNS server asked sees the host, too. */
  readonly of?: string
  readonly encrypted?: boolean
  /** What in it probably tells whose link was opened. */
  readonly tokens: readonly PersonalToken[]
  /** The same without them, for `--strip-tokens`; absent when there are none. */
  readonly stripped?: string
  /** What opening would probably do; such a link is not opened without leave. */
  readonly oneTime?: string
  /** Why nothing would be requested. */
  readonly refused?: string
}

export interface TracePlan {
  readonly kind: 'trace-plan'
  readonly requests: readonly PlannedRequest[]
  /** Hosts that would learn of the examination at once, each once, in order. What they lead to is not known before. */
  readonly hosts: readonly string[]
  readonly notOpened: number
}

export interface TracePlanOptions {
  readonly openAnyway?: boolean
  /** Request the stripped links instead. */
  readonly stripTokens?: boolean
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
