import type { Hop } from '../model/redirect-chain.ts'
import type { TracedLink, TraceReport } from '../model/trace.ts'
import { chainSvg } from './chain-svg.ts'
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
} from './chain-words.ts'
import { mailboxText, sourceDetail } from './evidence-text.ts'
import { domainFactsText } from './fact-words.ts'
import { type Html, html } from './html.ts'
import { pageHtml } from './html-page.ts'
import { ISSUE_WORDS } from './issue-words.ts'
import { countText, cutText, dateText, numberText, rangeText } from './layout.ts'
import { findingsOf, type SignWords } from './sign-words.ts'
import { linkGroups } from './trace-text.ts'
import { LINK_ORIGIN_WORDS, REGION_WORDS } from './words.ts'

/** Links shown hop by hop; a mail of thousands would make an unusable page. */
const MAX_FULL = 40
const MAX_LISTED = 500
const MAX_HOPS = 80
const MAX_ONWARD = 10
/** Characters of a URL, and of any other value. */
const MAX_URL = 2_000
const MAX_VALUE = 600

const cut = (text: string): string => cutText(text, MAX_VALUE)

/**
 * Traced links as one HTML file: opens offline, makes no request, needs no script. Each link has a picture of its chain
 * and the same in words. `generated` in milliseconds.
 */
export function traceHtml(report: TraceReport, generated: number): string {
  const { links, loaded, knowledge, notAsked } = report
  const { interesting, unfollowed, quiet } = linkGroups(report)
  const full = (links.length === 1 ? links : interesting).slice(0, MAX_FULL)
  const rest = [...interesting, ...unfollowed, ...quiet].filter((link) => !full.includes(link))
  const signed = interesting.length
  return pageHtml({
    title: html`Links traced: signs on ${countText(signed, 'link')} of ${numberText(links.length)}`,
    heading: 'Where the links lead',
    generated,
    main: html`<section id="bottom-line" aria-labelledby="bottom-line-title">
<h2 id="bottom-line-title">The bottom line</h2>
<p class="lead"><strong>${countText(signed, 'link')}</strong> with something to see, of ${countText(links.length, 'link')} traced.</p>
${mailHtml(report)}
<ul>
<li>${KNOWLEDGE_WORDS[knowledge]}</li>
${notAsked > 0 ? html`<li>${countText(notAsked, 'other link')} of the mail not asked for.</li>` : undefined}
${loaded > 0 ? html`<li>${countText(loaded, 'address', 'addresses')} that a mail program loads by itself left out.</li>` : undefined}
</ul>
</section>
${full.map((link) => linkHtml(link, report.mail?.time))}
${restHtml(rest)}`,
  })
}

function mailHtml({ mail }: TraceReport): Html | undefined {
  if (mail === undefined) return undefined
  const row = (label: string, value: Html): Html => html`<div><dt>${label}</dt><dd>${value}</dd></div>`
  return html`<dl class="facts">
${row('From', html`<bdi>${cut(mailboxText(mail.from))}</bdi>`)}
${row('Subject', html`<bdi>${mail.subject === '' ? '(none)' : cut(mail.subject)}</bdi>`)}
${row('Date', html`${mail.time === undefined ? 'not stated anywhere' : dateText(mail.time)}`)}
${row('Lies in', html`<span class="exact">${{ exact: sourceDetail(mail.source) }}</span>`)}
${row('Digest', html`<span class="exact">${{ exact: mail.digest }}</span>`)}
</dl>`
}

function linkHtml(link: TracedLink, mailTime: number | undefined): Html {
  const { number, chain, place, times } = link
  const findings = findingsOf(link)
  const same = sameForAllText(link)
  const id = `l${number}`
  const hops = chain.hops.slice(0, MAX_HOPS)
  const left = chain.hops.length - hops.length
  const seen =
    place === undefined
      ? undefined
      : html`<p class="hint">Reader sees <bdi>${place.text === '' ? 'the address itself' : `“${cut(place.text)}”`}</bdi>; ${LINK_ORIGIN_WORDS[place.origin]}, in ${REGION_WORDS[place.region]}${place.visible ? '' : ', where a reader cannot see it'}; part ${place.part}, ${rangeText(place.range)}${times > 1 ? `; ${numberText(times)} times in all` : ''}.</p>`
  return html`
<section id="${{ exact: id }}" aria-labelledby="${{ exact: id }}-h">
<h2 id="${{ exact: id }}-h">${place === undefined ? 'The link' : `Link ${number}`}</h2>
${seen}
<figure class="chain-picture">${chainSvg(chain, id)}
<figcaption>${endText(chain)}${chain.profile === undefined ? '' : ` Asked as ${chain.profile}.`}</figcaption></figure>
${chain.page === undefined ? undefined : html`<p class="hint"><bdi>${pageText(chain.page)}</bdi></p>`}
${chain.issues.map(({ code, detail }) => html`<p class="warning">${ISSUE_WORDS[code]}: ${cut(detail)}</p>`)}
<h3>What was seen</h3>
${findings.length === 0 ? html`<p class="hint">${NO_SIGNS}</p>` : html`<ol class="findings">${findings.map(findingHtml)}</ol>`}
${same === undefined ? undefined : html`<p>${same}</p>`}
${factsHtml(link, mailTime)}
<details open><summary>Hop by hop</summary>
<ol class="hops">${hops.map(hopHtml)}</ol>
${left > 0 ? html`<p class="hint">${countText(left, 'more hop')}; --format json has all.</p>` : undefined}
</details>
</section>`
}

function factsHtml({ facts = [] }: TracedLink, mailTime: number | undefined): Html | undefined {
  if (facts.length === 0) return undefined
  return html`<h3>What registries and the DNS say</h3>
<ul class="others">${facts.map((one) => html`<li><bdi>${cutText(domainFactsText(one, mailTime), MAX_URL)}</bdi></li>`)}</ul>`
}

function findingHtml(words: SignWords, at: number): Html {
  return html`<li class="finding">
<p class="kind"><span class="number" aria-hidden="true">${at + 1}</span> <span class="strength">${words.title}</span></p>
<p class="seen"><bdi>${words.seen}</bdi></p>
<dl class="reading">
<div><dt>Why it matters</dt><dd>${words.why}</dd></div>
<div><dt>What else it could be</dt><dd>${words.innocent}</dd></div>
<div><dt>What to do</dt><dd><bdi>${words.next}</bdi></dd></div>
</dl>
</li>`
}

function hopHtml(hop: Hop): Html {
  const { role, edge, target, url, onward = [] } = hop
  const asked = exchangeText(hop)
  return html`<li>${edge === undefined ? undefined : html`<p class="how">${EDGE_WORDS[edge]}</p>`}
<p><span class="role ${{ exact: role }}">${ROLE_WORDS[role]}</span> <bdi>${target?.host ?? 'no host'}</bdi></p>
<p class="url"><bdi>${cutText(url, MAX_URL)}</bdi></p>
<p class="how">${ROLE_MEANINGS[role]}; because: <bdi>${cut(reasonsText(hop))}</bdi></p>
${asked === undefined ? undefined : html`<p class="how"><bdi>${cut(asked)}</bdi></p>`}
${onward.slice(0, MAX_ONWARD).map((lead) => html`<p class="how"><bdi>${onwardText(lead, cutText(lead.url ?? '', MAX_URL))}</bdi></p>`)}
</li>`
}

function restHtml(links: readonly TracedLink[]): Html | undefined {
  if (links.length === 0) return undefined
  const rows = links.slice(0, MAX_LISTED).map((link) => {
    const { number, chain, times } = link
    const titles = findingsOf(link).map(({ title }) => title)
    const said = titles.length > 0 ? `; ${titles.join(', ')}` : ''
    return html`<li>${number}. <bdi>${chain.hops[0]?.target?.host ?? 'no host'}</bdi> <span class="hint">${chainSummary(chain)}, ${END_LABELS[chain.end]}${times > 1 ? `, ${numberText(times)} times` : ''}${said}</span></li>`
  })
  const left = links.length - rows.length
  return html`
<section id="others" aria-labelledby="others-title">
<h2 id="others-title">The other links</h2>
<p class="hint">In one line each; what was seen is named, where anything was. Nothing found means found by what was able to run.</p>
<ul class="others">${rows}</ul>
${left > 0 ? html`<p class="hint">${countText(left, 'more link')} not listed here; --format json gives every one.</p>` : undefined}
</section>`
}
