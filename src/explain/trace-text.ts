import type { EdgeKind, Hop, RedirectChain } from '../model/redirect-chain.ts'
import type { PlannedRequest, TracedLink, TracePlan, TraceReport } from '../model/trace.ts'
import {
  chainSummary,
  EDGE_WORDS,
  END_LABELS,
  endText,
  exchangeText,
  KNOWLEDGE_WORDS,
  NO_SIGNS,
  onwardText,
  pageText,
  ROLE_MEANINGS,
  ROLE_WORDS,
  reasonsText,
  sameForAllText,
  TOKEN_WORDS,
} from './chain-words.ts'
import { mailboxText, shortDigest, sourceDetail } from './evidence-text.ts'
import { domainFactsText } from './fact-words.ts'
import { ISSUE_WORDS } from './issue-words.ts'
import { labelled } from './labelled-lines.ts'
import { countText, cutText, dateText, listText, numberText, rangeText } from './layout.ts'
import { type Page, type PageText, startPage, type TextOptions } from './page.ts'
import { findingsOf } from './sign-words.ts'
import { LINK_ORIGIN_WORDS, REGION_WORDS } from './words.ts'

/** Links of one mail shown hop by hop; `--link` shows any other. */
const MAX_FULL = 12
/** Links listed in one line each, of each group. */
const MAX_LISTED = 60
/** Hops shown of one chain; JSON has all. */
const MAX_HOPS = 40
/** UTF-16 units of a URL, and of any other value. */
const MAX_URL = 400
const MAX_VALUE = 300
const MAX_FACTS = 1_000
/** Leads shown that were seen and not followed. */
const MAX_ONWARD = 5
const FIELD = { indent: 2, at: 15 }

const cut = (text: string): string => cutText(text, MAX_VALUE)

/** Where links lead, hop by hop, with the role of each hop, its reasons, and the signs that were found. */
export function traceText(report: TraceReport, options: TextOptions): string {
  const page = startPage(options)
  head(page, report)
  const { interesting, unfollowed, quiet } = linkGroups(report)
  const only = report.links.length === 1 ? report.links : undefined
  const full = only ?? interesting.slice(0, MAX_FULL)
  for (const link of full) fullLink(page, link, report.mail?.time)
  if (only === undefined) {
    listed(page, 'More links with signs', interesting.slice(MAX_FULL))
    listed(page, 'Could not be followed to their end', unfollowed)
    listed(page, 'Nothing found by what was able to run', quiet)
    page.gap()
    page.text({ exact: '--link N shows one of them hop by hop.' })
  }
  page.gap()
  if (report.links.length === 0) page.text('There is no link to follow in it.')
  else page.text(KNOWLEDGE_WORDS[report.knowledge], { style: 'faint' })
  if (report.loaded > 0)
    page.text(
      `${countText(report.loaded, 'address', 'addresses')} that a mail program loads by itself (pictures and the like) ${report.loaded === 1 ? 'is' : 'are'} left out; --all traces ${report.loaded === 1 ? 'it' : 'them'} too.`,
      { style: 'faint' },
    )
  return page.toString()
}

/** The links in groups, each in the order of their numbers. */
export function linkGroups({ links }: TraceReport): {
  readonly interesting: readonly TracedLink[]
  readonly unfollowed: readonly TracedLink[]
  readonly quiet: readonly TracedLink[]
} {
  const interesting = links.filter((link) => findingsOf(link).length > 0)
  const rest = links.filter((link) => !interesting.includes(link))
  const unfollowed = rest.filter(({ chain }) => !isFollowed(chain))
  return { interesting, unfollowed, quiet: rest.filter(({ chain }) => isFollowed(chain)) }
}

/** The end is a place, not a door. */
const isFollowed = ({ end, hops }: RedirectChain): boolean =>
  end === 'landing' || end === 'download' || (end === 'offline' && hops.at(-1)?.role === 'landing')

function head(page: Page, { mail, links, notAsked }: TraceReport): void {
  if (mail === undefined) return
  page.heading('Links of a mail')
  page.field('From', cut(mailboxText(mail.from)), FIELD)
  page.field('Subject', mail.subject === '' ? '(none)' : cut(mail.subject), FIELD)
  page.field('Date', mail.time === undefined ? 'not stated anywhere' : dateText(mail.time), FIELD)
  page.field('Digest', { exact: shortDigest(mail.digest) }, FIELD)
  page.field('Lies in', { exact: sourceDetail(mail.source) }, FIELD)
  const others = notAsked > 0 ? ` (${numberText(notAsked)} more not asked for)` : ''
  page.field('Links', `${countText(links.length, 'different link')}${others}`, FIELD)
}

function fullLink(page: Page, link: TracedLink, mailTime: number | undefined): void {
  const { chain, place, times } = link
  page.heading(place === undefined ? 'Where the link leads' : `Link ${link.number}`)
  if (place !== undefined) {
    page.field('Reader sees', place.text === '' ? 'the address itself' : `“${cut(place.text)}”`, FIELD)
    const hidden = place.visible ? '' : ', where a reader cannot see it'
    page.field(
      'Stands',
      `${LINK_ORIGIN_WORDS[place.origin]}, in ${REGION_WORDS[place.region]}${hidden}; part ${place.part}, ${rangeText(place.range)}${times > 1 ? `; ${numberText(times)} times in all` : ''}`,
      FIELD,
    )
  }
  if (chain.profile !== undefined) page.field('Asked as', chain.profile, FIELD)
  page.gap()
  const shown = chain.hops.slice(0, MAX_HOPS)
  for (const [at, hop] of shown.entries()) hopLines(page, hop, at, link)
  if (chain.hops.length > shown.length)
    page.text(`and ${numberText(chain.hops.length - shown.length)} more hops; --format json has all`, {
      indent: 2,
    })
  page.gap()
  page.text(endText(chain), { indent: 2, style: chain.end === 'landing' ? 'plain' : 'caution' })
  if (chain.page !== undefined) page.text(pageText(chain.page), { indent: 2 })
  for (const issue of chain.issues) page.text(`${ISSUE_WORDS[issue.code]}: ${issue.detail}`, { indent: 2 })
  if (link.facts !== undefined && link.facts.length > 0) {
    page.gap()
    page.text('What registries and the DNS say of the hosts that are on no list:', { indent: 2 })
    for (const facts of link.facts)
      page.text(cutText(domainFactsText(facts, mailTime), MAX_FACTS), { indent: 2, mark: '- ', hang: 4 })
  }
  const same = sameForAllText(link)
  if (same !== undefined) {
    page.gap()
    page.text(same, { indent: 2 })
  }
  const findings = findingsOf(link)
  if (findings.length === 0) {
    page.gap()
    page.text(NO_SIGNS, { indent: 2 })
  }
  for (const [at, words] of findings.entries()) {
    page.gap()
    page.text(words.title, { mark: `  ${at + 1}. `, style: 'alarm' })
    labelled(page, 'What was seen', words.seen)
    labelled(page, 'Why it matters', words.why)
    labelled(page, 'What else it could be', words.innocent)
    labelled(page, 'What to do', words.next)
  }
}

function hopLines(page: Page, hop: Hop, at: number, { chain }: TracedLink): void {
  if (hop.edge !== undefined)
    page.text(`${EDGE_WORDS[hop.edge]}${statusText(hop.edge, chain.hops[at - 1])}`, {
      indent: 4,
      mark: '↓ ',
      style: 'faint',
    })
  const style = hop.role === 'stopover' ? 'alarm' : 'strong'
  page.text(`${ROLE_WORDS[hop.role]}: ${hop.target?.host ?? 'no host'}`, {
    mark: `${String(at + 1).padStart(3)}. `,
    style,
  })
  page.text(cutText(hop.url, MAX_URL), { indent: 5 })
  page.text(`${ROLE_MEANINGS[hop.role]}; because: ${cut(reasonsText(hop))}`, { indent: 5, style: 'faint' })
  const asked = exchangeText(hop)
  if (asked !== undefined) page.text(cut(asked), { indent: 5, style: 'faint' })
  const onward = hop.onward ?? []
  for (const lead of onward.slice(0, MAX_ONWARD))
    page.text(onwardText(lead, cutText(lead.url ?? '', MAX_URL)), { indent: 5, hang: 7 })
  if (onward.length > MAX_ONWARD)
    page.text(`and ${numberText(onward.length - MAX_ONWARD)} more leads; --format json has all`, {
      indent: 5,
    })
}

/** The status that made the client go on; of other edges it says nothing. */
function statusText(edge: EdgeKind, before: Hop | undefined): string {
  const status = before?.exchange?.status
  return edge === 'http' && status !== undefined ? ` (${status})` : ''
}

function listed(page: Page, title: string, links: readonly TracedLink[]): void {
  if (links.length === 0) return
  page.heading(`${title} (${numberText(links.length)})`)
  const shown = links.slice(0, MAX_LISTED)
  for (const link of shown) {
    const { number, chain, times } = link
    const titles = findingsOf(link).map(({ title }) => title)
    const first = chain.hops[0]?.target?.host ?? 'no host'
    const repeated = times > 1 ? `, ${numberText(times)} times` : ''
    const said = titles.length > 0 ? `: ${titles.join(', ')}` : ''
    const end = chain.end === 'offline' || chain.end === 'landing' ? '' : `, ${END_LABELS[chain.end]}`
    page.text(
      chain.hops.length === 1
        ? `${first} (${ROLE_WORDS[chain.hops[0]!.role].toLowerCase()}${end})${repeated}${said}`
        : `${first}: ${chainSummary(chain)}${repeated}${said}`,
      { mark: `${String(number).padStart(3)}. ` },
    )
  }
  if (links.length > shown.length)
    page.text(`and ${numberText(links.length - shown.length)} more`, { indent: 2 })
}

/** What a live trace would ask of whom, before anything is asked. */
export function tracePlanText(plan: TracePlan, options: TextOptions): string {
  const page = startPage(options)
  page.heading('What would be requested')
  if (plan.hosts.length > 0) for (const line of planWords(plan)) page.text(line)
  else if (plan.facts === undefined || plan.facts.domains.length === 0) page.text('Nothing.')
  else
    for (const line of ['Nothing of the hosts of the links.', ...factPlanWords(plan.facts)]) page.text(line)
  // All of them, however many: nobody agrees to what they could not see.
  for (const [at, request] of plan.requests.entries()) plannedLines(page, request, at)
  return page.toString()
}

function planWords({ hosts, clients = [], browser, facts, record }: TracePlan): readonly PageText[] {
  const words: PageText[] = [
    `${countText(hosts.length, 'host')} would learn at once that the link was opened, when, and from which network: ${hosts.join(', ')}. Your DNS server learns the names. Where they lead on to is not known before; each further hop is asked as well, never one at a private address.`,
  ]
  if (clients.length > 1)
    words.push(
      `Each link is opened ${clients.length} times, one after the other: as ${listText(clients)}. A link that works once shows its page to the first only.`,
    )
  else if (clients.length === 1) words.push(`The request looks like that of ${clients.join()}.`)
  if (browser === undefined) words.push('No script is run, no form is sent, no picture is loaded.')
  else {
    words.push(
      `Chromium ${browser.version} opens each link: scripts run, parts of pages are loaded from whatever hosts the pages name, and forms that scripts send are sent. Nothing is typed or pressed, no file is kept, and a page that asks for a password is the end.`,
    )
    if (!browser.sandboxed)
      words.push(
        'As this is root, Chromium runs without its sandbox: a page that breaks out of it is root here. Better use another account.',
      )
    words.push(
      browser.pages === undefined
        ? 'Pictures of pages are not kept (--pages FOLDER keeps them).'
        : ['Picture and document of each last page are kept in ', { exact: browser.pages }, '.'],
    )
  }
  words.push(...factPlanWords(facts))
  words.push(
    record === undefined
      ? 'Answers are not kept (--record FILE keeps them); a second visit may be answered otherwise.'
      : ['Answers are kept in ', { exact: record }, '.'],
  )
  return words
}

/** Who is asked about the hosts, besides the hosts. */
function factPlanWords(facts: TracePlan['facts']): readonly string[] {
  if (facts === undefined) return []
  const { bootstrap, domains } = facts
  if (domains.length === 0)
    return [
      `About hosts of further hops that are on no list, ${bootstrap} is asked which registry to ask, then the registry (RDAP) and the DNS.`,
    ]
  const endings = [...new Set(domains.map((domain) => `.${domain.slice(domain.lastIndexOf('.') + 1)}`))]
  return [
    `About ${listText(domains)}, and in the same way about each further host that is on no list: ${bootstrap} is asked which registry answers for ${listText(endings)}, that registry (RDAP) for its dates, and the DNS for A, AAAA, NS and MX. They learn which domains are looked at, when, and from which network; not which link.`,
  ]
}

function plannedLines(page: Page, request: PlannedRequest, at: number): void {
  const { link, url, encrypted, tokens, stripped, oneTime, refused } = request
  page.gap()
  page.text(cutText(url ?? link, MAX_URL), { mark: `${String(at + 1).padStart(3)}. ` })
  if (refused !== undefined) page.text(`not requested: ${refused}`, { indent: 5, style: 'caution' })
  else if (encrypted === false)
    page.text('not encrypted: everybody on the way sees the request', { indent: 5 })
  if (oneTime !== undefined)
    page.text(
      refused === undefined
        ? `opening it may do something (${oneTime}), and --open-anyway was given`
        : '--open-anyway would open it all the same',
      { indent: 5, style: 'caution' },
    )
  const isLeftOut = url !== undefined && url === stripped?.split('#')[0]
  for (const token of tokens) {
    const { address } = token
    const whose = address === undefined || address === token.value ? '' : ` (${address})`
    page.text(
      `${isLeftOut ? 'left out, as it looks personal' : 'looks personal'}: ${TOKEN_WORDS[token.kind]} at ${token.place}: “${cut(token.value)}”${whose}`,
      { indent: 5, hang: 7, style: 'caution' },
    )
  }
}
