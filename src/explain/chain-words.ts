import type {
  ChainEnd,
  ChainPage,
  EdgeKind,
  Hop,
  HopRole,
  Onward,
  RedirectChain,
  RoleReason,
  WrapperFacts,
} from '../model/redirect-chain.ts'
import type { Divergence, PersonalToken, TracedLink, TraceReport } from '../model/trace.ts'
import { countText, cutText, dayText, listText } from './layout.ts'

/** UTF-16 units of a URL in a sentence. */
const MAX_URL = 400

/** What a hop is for, in one word for a heading. */
export const ROLE_WORDS: Readonly<Record<HopRole, string>> = {
  gateway: 'mail gateway',
  tracker: 'click counter',
  shortener: 'shortener',
  courier: 'courier',
  identity: 'sign-in provider',
  interstitial: 'page in between',
  stopover: 'STOP-OVER',
  landing: 'landing',
}

/** What the role means, as the end of a sentence. */
export const ROLE_MEANINGS: Readonly<Record<HopRole, string>> = {
  gateway: 'rewrites links of mail to check them when they are clicked',
  tracker: 'counts the clicks on bulk mail',
  shortener: 'stands for another address that it alone knows',
  courier:
    'a site people trust that passes on to places of anybody’s choice, or holds what anybody put there',
  identity: 'signs people in for other sites',
  interstitial: 'a page that has to be answered before it goes on',
  stopover: 'an unknown host put between what is shown and where it ends',
  landing: 'the last place, as far as the link was followed',
}

export const EDGE_WORDS: Readonly<Record<EdgeKind, string>> = {
  wrapper: 'written in the link before, read without asking',
  http: 'redirect by the server',
  'refresh-header': 'redirect by a Refresh header',
  'meta-refresh': 'redirect by the page (meta refresh)',
  script: 'redirect by a script',
  form: 'a form that was sent',
  frame: 'a frame in the page',
  fragment: 'carried behind the # of the link',
  download: 'a file that is sent',
  'user-action': 'something a person has to press',
}

/** The same for a picture. */
export const EDGE_LABELS: Readonly<Record<EdgeKind, string>> = {
  wrapper: 'wrapped',
  http: 'redirect',
  'refresh-header': 'refresh header',
  'meta-refresh': 'meta refresh',
  script: 'script',
  form: 'form',
  frame: 'frame',
  fragment: 'fragment',
  download: 'download',
  'user-action': 'a person’s action',
}

/** Why a hop has its role, as one sentence part. */
export function reasonText(reason: RoleReason, hop: Hop): string {
  switch (reason.kind) {
    case 'list':
      return `entry “${reason.entry}” of the list of ${reason.list.replaceAll('-', ' ')} (${reason.source}, ${reason.date})`
    case 'wrapper':
      return wrapperText(hop.wrapper, reason.wrapper)
    case 'shape':
      return reason.shape
    case 'position':
      return reason.position === 'last' ? 'it is the last hop' : 'it stands between others'
    case 'history':
      return reason.n === 0
        ? `linked by none of the earlier mails that are known`
        : `${reason.statistic}: ${reason.n}`
    case 'page':
      return `its page is ${reason.seen}`
  }
}

/** `Microsoft Safe Links, for the tenant T, for R`. */
export function wrapperText(facts: WrapperFacts | undefined, name: string): string {
  if (facts === undefined) return `a link of the kind ${name}`
  const tenant = facts.tenant === undefined ? '' : `, customer “${facts.tenant}”`
  const recipient = facts.recipient === undefined ? '' : `, made for ${facts.recipient}`
  const layers = facts.layers.filter((layer) => layer !== 'percent')
  const how =
    facts.decoded === 'exact'
      ? `its target was read${layers.length > 0 ? ` (${listText(layers)})` : ''}`
      : facts.decoded === 'hint'
        ? 'only the host of its target can be read'
        : 'its token can be read by the service alone'
  return `a link of ${facts.product}${tenant}${recipient}; ${how}`
}

/** What a role rests on, all of it. */
export const reasonsText = (hop: Hop): string =>
  hop.because.map((reason) => reasonText(reason, hop)).join('; ')

const LIVE = 'to follow it, the servers have to be asked (--live), which tells them that somebody looked'

/** Why the chain ends where it does, as a sentence. */
export function endText({ end, basis, hops }: RedirectChain): string {
  const last = hops.at(-1)
  const why = last?.exchange?.error
  const because = why === undefined ? '' : `: ${why}`
  switch (end) {
    case 'offline':
      switch (last?.role) {
        case 'shortener':
          return `The shortener alone knows where it leads, so it could not be followed offline; ${LIVE}.`
        case 'tracker':
        case 'gateway':
        case 'courier':
          return `Where this host passes on to does not stand in the link, so it could not be followed offline; ${LIVE}.`
        default:
          return `The link itself tells no more. Nothing was asked, so whether this host passes on is not known; ${LIVE}.`
      }
    case 'opaque-wrapper':
      return `The token is opaque: only ${last?.wrapper?.product ?? 'its service'} can read it, so it could not be followed offline; ${LIVE}.`
    case 'one-time-link':
      return `Not opened, as ${why === undefined ? 'opening it may do something' : why.replace(/^not opened: /, '')}; --open-anyway opens it all the same.`
    default:
      return `${END_WORDS[end]}${because}.${basis === 'http' && end === 'needs-browser' ? ' Requests run no scripts; --browser does.' : ''}`
  }
}

const END_WORDS: Readonly<Record<Exclude<ChainEnd, 'offline' | 'opaque-wrapper' | 'one-time-link'>, string>> =
  {
    landing: 'The last answer leads nowhere else',
    'needs-browser': 'A script, form or frame of the last page may lead on',
    'refused-address': 'Not asked: the host lies at an address that is never asked',
    'refused-scheme': 'Not asked: this is no address of the web',
    'credential-page': 'The last page asks for a password; nothing was typed',
    interstitial: 'The last page has to be answered by a person before it goes on',
    download: 'The last answer is a file',
    loop: 'The chain comes back to where it was',
    'hop-limit': 'There are more hops than are followed',
    'size-limit': 'The last answer is larger than is read',
    'time-limit': 'The answer did not come in time',
    'rate-limit': 'Too many requests in a short time, so the next was not made',
    'network-error': 'The last host could not be reached',
    'tls-error': 'No connection that can be trusted to the last host',
    'not-replayed': 'The recording does not hold this request',
  }

/** One word for lists: where the chain ends. */
export const END_LABELS: Readonly<Record<ChainEnd, string>> = {
  landing: 'landing',
  'needs-browser': 'needs a browser',
  offline: 'as far as the link tells',
  'opaque-wrapper': 'opaque token',
  'refused-address': 'address refused',
  'refused-scheme': 'scheme refused',
  'one-time-link': 'one-time link, not opened',
  'credential-page': 'asks for a password',
  interstitial: 'page to be answered',
  download: 'a file',
  loop: 'a loop',
  'hop-limit': 'too many hops',
  'size-limit': 'too large',
  'time-limit': 'too slow',
  'rate-limit': 'too many requests',
  'network-error': 'not reached',
  'tls-error': 'no trusted connection',
  'not-replayed': 'not in the recording',
}

/** What was asked and answered at a hop; undefined where nothing was. */
export function exchangeText({ exchange }: Hop): string | undefined {
  if (exchange === undefined || exchange.protocol === 'none') return undefined
  const parts = [`answered ${exchange.status ?? 'nothing'}`]
  if (exchange.mediaType !== undefined) parts.push(exchange.mediaType)
  if (exchange.address !== undefined) parts.push(`from ${exchange.address}`)
  const { certificate } = exchange
  if (certificate !== undefined) {
    const trouble = certificate.trouble === undefined ? '' : `, ${certificate.trouble}`
    parts.push(`certificate valid since ${dayText(certificate.validFrom)}${trouble}`)
  }
  return parts.join(', ')
}

/** A lead that was seen and not followed. */
export function onwardText({ edge, url, why }: Onward, address: string): string {
  if (edge === 'wrapper') return `carries another address: ${address} (${why})`
  return `seen and not followed: ${EDGE_WORDS[edge]}${url === undefined ? '' : ` to ${address}`} (${why})`
}

/** What was kept of the last page, with the SHA-256 that names it. */
export function pageText({ url, screenshot, document }: ChainPage): string {
  const kept = [
    ...(screenshot === undefined ? [] : [`picture ${screenshot}`]),
    ...(document === undefined ? [] : [`document ${document}`]),
  ]
  return `The browser last showed ${cutText(url, MAX_URL)}${kept.length === 0 ? '' : ` (SHA-256: ${kept.join(', ')})`}.`
}

/** What the knowledge behind the roles was. */
export const KNOWLEDGE_WORDS: Readonly<Record<TraceReport['knowledge'], string>> = {
  none: 'Nothing is known of who sent this link to whom, nor of what was linked before: every unlisted host counts as unseen. A mail FILE, or --store, tells more.',
  mail: 'Known is this one mail: who wrote it and to whom. What was linked before is not known, so every unlisted host counts as unseen; --store tells it.',
  store: 'Roles rest on the lists and on the mail of the store before this one; held mail does not count.',
}

/** What the plainest outcome says and does not say. */
export const NO_SIGNS =
  'Nothing was found by what was able to run. That is no word about what the page does, or does to others.'

/** `2 hops, ends at a.test (landing)`: host is left for the caller to defang. */
export function chainSummary({ hops, end, basis }: RedirectChain): string {
  const last = hops.at(-1)
  return `${countText(hops.length, 'hop')}, ${basis === 'offline' ? 'read offline' : 'asked'}; ends at ${last?.target?.host ?? 'no host'} (${last === undefined ? END_LABELS[end] : ROLE_WORDS[last.role].toLowerCase()})`
}

/** Said when several clients were compared and the servers treated them alike; undefined otherwise. */
export function sameForAllText({ chain, compared, diverges }: TracedLink): string | undefined {
  if (compared === undefined || diverges !== undefined) return undefined
  const profiles = [chain, ...compared.map(({ chain }) => chain)].map(({ profile }) => profile ?? 'unknown')
  return `The servers made no difference between ${listText(profiles)}.`
}

/** What each client was given where their chains part, one sentence each. URLs are raw. */
export function divergenceText({ hop, differs, got }: Divergence): readonly string[] {
  return [
    `The servers treat clients differently: hop ${hop + 1} differs in ${DIFFERENCE_WORDS[differs]}.`,
    ...got.map(({ profile, url, status, end }) => {
      if (url === undefined)
        return `${profile}: its chain had ended before (${END_LABELS[end ?? 'landing']}).`
      const answered = status === undefined ? '' : `, answered ${status}`
      return `${profile}: ${cutText(url, MAX_URL)}${answered}${end === undefined ? '' : `, ends there (${END_LABELS[end]})`}.`
    }),
  ]
}

const DIFFERENCE_WORDS: Readonly<Record<Divergence['differs'], string>> = {
  end: 'where the chain ends',
  host: 'the host',
  path: 'the path',
  edge: 'the kind of redirect',
  status: 'the status',
  query: 'the query',
}

export const TOKEN_WORDS: Readonly<Record<PersonalToken['kind'], string>> = {
  address: 'a mail address',
  'coded-address': 'a mail address, encoded',
  uuid: 'a unique number',
  'tracking-parameter': 'a parameter that names a mail or its reader',
  'signed-token': 'a signed token',
  random: 'a long value that looks random',
}
