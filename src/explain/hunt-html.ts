import type { HuntedMessage, HuntResult } from '../model/hunt.ts'
import type { Sighting } from '../model/sighting.ts'
import { mailboxesText, mailboxText, shortDigest } from './evidence-text.ts'
import { type Html, html, isolated } from './html.ts'
import { pageHtml } from './html-page.ts'
import {
  benignText,
  coverageSentences,
  indicatorCounts,
  limitsOf,
  outcomeText,
  sightingText,
} from './hunt-words.ts'
import { countText, cutText, dateText, numberText } from './layout.ts'

/** Messages shown; a page of more is no use to a reader. */
const MESSAGES = 500
const LISTED = 50
const VALUE = 200
const PEOPLE = 8

/** The hunt as one HTML file: opens offline, makes no request, needs no script. Values are defanged and escaped. */
export function huntHtml({ sets, sightings, messages, summary }: HuntResult, generated: number): string {
  const byMessage = new Map<string, Sighting[]>()
  for (const one of sightings) byMessage.set(one.digest, [...(byMessage.get(one.digest) ?? []), one])
  const shown = messages.slice(0, MESSAGES)
  const main = html`<p><strong>${outcomeText(summary)}</strong></p>
<section>
<h2>Taken from the reports</h2>
${sets.map(
  ({ source, indicators, issues }) => html`<h3>${{ exact: source.name }}</h3>
<p>${source.title === undefined ? '' : isolated(cutText(source.title, VALUE))} ${indicatorCounts(indicators) || 'no indicator'}</p>
${listHtml(indicators.flatMap(({ wording, benign }) => (benign ? [`set aside: ${cutText(wording, VALUE)}: ${benignText(benign)}`] : [])))}
${listHtml(issues.map(({ detail }) => detail))}
`,
)}
</section>
<section>
<h2>Sightings</h2>
${shown.map((message, index) => messageHtml(message, index + 1, byMessage.get(message.digest) ?? []))}
${summary.messages > shown.length ? html`<p>${numberText(summary.messages - shown.length)} more mails stand in the JSON form.</p>` : ''}
</section>
<section>
<h2>What was searched</h2>
${coverageSentences(summary.coverage).map((sentence) => html`<p>${sentence}</p>\n`)}
${listHtml(summary.coverage.sources.map(({ name, messages: count }) => `${name}: ${countText(count, 'message')}`))}
${summary.limits.length > 0 ? html`<h3>Limits of this hunt</h3>` : ''}
${listHtml(limitsOf(summary).map(({ detail }) => detail))}
</section>`
  return pageHtml({
    title: html`Hunt: ${countText(summary.sightings, 'sighting')} in ${countText(summary.messages, 'mail')}`,
    heading: 'Was it in our mail before?',
    generated,
    kind: 'Hunt',
    main,
  })
}

function messageHtml(message: HuntedMessage, index: number, sightings: readonly Sighting[]): Html {
  const { subject, from, recipients, time, digest, source, aftermath } = message
  return html`<article>
<h3>${index}. ${isolated(cutText(subject, VALUE) || '(no subject)')}</h3>
<p>from ${isolated(mailboxText(from))} to ${isolated(mailboxesText(recipients, PEOPLE))}, ${dateText(time)}</p>
<p>mail ${shortDigest(digest)} at ${{ exact: source }}</p>
${listHtml(sightings.map((one) => cutText(sightingText(one), 2 * VALUE)))}
${
  aftermath
    ? listHtml([
        ...aftermath.followedBy.map(
          (one) =>
            `${one.how} by ${mailboxText(one.from)}, ${dateText(one.time)}, mail ${shortDigest(one.digest)}`,
        ),
        ...aftermath.related.map((one) => `see also mail ${shortDigest(one.digest)}: ${one.because}`),
        ...aftermath.limits.map((limit) => `limit: ${limit}`),
      ])
    : ''
}
</article>
`
}

function listHtml(items: readonly string[]): Html {
  if (items.length === 0) return html``
  const rest = items.length - LISTED
  return html`<ul>
${items.slice(0, LISTED).map((item) => html`<li>${isolated(item)}</li>\n`)}${rest > 0 ? html`<li>and ${numberText(rest)} more</li>` : ''}
</ul>`
}
