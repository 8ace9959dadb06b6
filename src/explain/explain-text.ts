import type { Corroboration } from '../model/review.ts'
import type { Explanation } from '../model/scan.ts'
import type { LinkNovelty, SenderContext, TraitSurprise } from '../model/sender.ts'
import type { ChannelResult, Judgement, ModelResult } from '../model/verdict.ts'
import {
  contactsHeading,
  contactsToAsk,
  knownContactText,
  NO_CONTACT,
  unknownContactsText,
} from './contact-words.ts'
import { evidenceText, mailboxText, shortDigest, sourceDetail } from './evidence-text.ts'
import { nextSteps, strongestFirst } from './finding-order.ts'
import { continued, labelled } from './labelled-lines.ts'
import { countText, cutText, dateText, dayText, numberText, scoreText, zonedDateText } from './layout.ts'
import { limitsOf, MORE_ON_LIMITS } from './limit-words.ts'
import { type Page, startPage, type TextOptions } from './page.ts'
import { REVIEW_WORDS } from './review-text.ts'
import {
  CHANNEL_WORDS,
  GATE_WORDS,
  LEVEL_MEANINGS,
  LEVEL_WORDS,
  MODEL_WORDS,
  SEVERITY_WORDS,
  TIME_BASIS_WORDS,
  traitWords,
} from './words.ts'

/** Traits, recipients or links listed; the rest is counted. */
const MAX_LISTED = 40
/** UTF-16 units of one value. */
const MAX_VALUE = 500
/** How a reader writes that a trait is missing from the mail. */
const ABSENT = '∅'

const cut = (text: string): string => cutText(text, MAX_VALUE)
const FIELD = { indent: 2, at: 15 }

/** A probability for people: `1 in 250`. */
function rarity(chance: number): string {
  return chance > 0 ? `1 in ${numberText(Math.max(1, Math.round(1 / chance)))}` : 'never'
}

/** An empirical tail and what it was counted over. */
function tailText(how: 'strange' | 'strong', tail: number, n: number): string {
  const counted = `(counted over ${countText(n, 'earlier mail')})`
  return tail > 2 / 3 ? `nothing unusual ${counted}` : `as ${how} as ${rarity(tail)} ${counted}`
}

/** Number with sign and one digit, for log ratios in nats. */
const signed = (value: number): string => `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(1)}`

/** Why each gate, channel and detector spoke about one message or kept silent, with the counts behind it. */
export function explanationText(explanation: Explanation, options: TextOptions): string {
  const page = startPage(options)
  head(page, explanation)
  past(page, explanation.context)
  traits(page, 'Habits of the mail program', explanation.context.client, explanation.context.clientDrift)
  traits(page, 'Way the mail took', explanation.context.path, explanation.context.pathDrift)
  recipients(page, explanation.context)
  links(page, explanation.context)
  thread(page, explanation)
  identity(page, explanation.context)
  gates(page, explanation.judgement)
  channels(page, explanation.judgement)
  models(page, explanation.judgement)
  detectors(page, explanation)
  findings(page, explanation.judgement)
  asking(page, explanation)
  limits(page, explanation)
  return page.toString()
}

function head(page: Page, { record, sources, judgement, verdict, reviews }: Explanation): void {
  page.heading('Message')
  page.field('From', cut(mailboxText(record.from)), FIELD)
  page.field('Subject', record.subject === '' ? '(none)' : cut(record.subject), FIELD)
  const time =
    record.timeBasis === 'none' ? 'not stated anywhere' : zonedDateText(record.time, record.statedOffset)
  page.field('Date', `${time} (${TIME_BASIS_WORDS[record.timeBasis]})`, FIELD)
  page.field('Lies in', { exact: sourceDetail(record.source) }, FIELD)
  const own = sourceDetail(record.source)
  const others = [...new Set(sources.map(sourceDetail))].filter((place) => place !== own)
  for (const place of others.slice(0, MAX_LISTED)) page.field('also in', { exact: place }, FIELD)
  page.field('Digest', { exact: record.digest }, FIELD)
  if (verdict) {
    const model = verdict.model === undefined ? '' : `; ${MODEL_WORDS[verdict.model]}`
    page.field(
      'Verdict',
      `${LEVEL_WORDS[verdict.level]}: ${LEVEL_MEANINGS[verdict.level]}. Rank ${numberText(verdict.rank)}, score ${scoreText(verdict.score)}${model}`,
      { ...FIELD, style: verdict.level === 'alert' ? 'alarm' : 'strong' },
    )
  } else
    page.field('Verdict', 'None yet: a verdict needs the ranking of a whole scan.', {
      ...FIELD,
      style: 'strong',
    })
  page.field('Learning', learningWords(judgement), FIELD)
  for (const { action, by, time, why } of reviews)
    page.field(
      'Review',
      [`${REVIEW_WORDS[action]} by `, { exact: by }, `, ${dateText(time)}: ${cut(why)}`],
      FIELD,
    )
}

function learningWords({ held, reviewed }: Judgement): string {
  if (reviewed === 'confirm')
    return 'Confirmed by a person as written by somebody else: nothing is ever learned from it.'
  if (reviewed === 'release') return 'Released by a person: learned as part of the sender’s past.'
  return held
    ? 'Held: nothing is learned from this mail until a person releases it.'
    : 'This mail was learned as part of the sender’s past.'
}

function past(page: Page, context: SenderContext): void {
  page.heading('What was known before this mail')
  page.field('Sender', { exact: context.sender }, FIELD)
  const span =
    context.firstSeen === undefined
      ? 'never seen before'
      : `on ${countText(context.days, 'day')} from ${dayText(context.firstSeen)} to ${dayText(context.lastSeen)}`
  page.field('Past', `${countText(context.messages, 'message')}, ${span}`, FIELD)
  page.field(
    'Everybody',
    `${countText(context.organisationMessages, 'message')} of ${countText(context.organisationSenders, 'sender')}`,
    FIELD,
  )
  const profile = context.profile
  page.field(
    'Nearest',
    profile
      ? `${profile.label}, ${countText(profile.messages, 'message')}, last on ${dayText(profile.lastSeen)}; ${countText(context.profiles, 'habit')} known in all`
      : 'nothing: no habit of this sender is known yet',
    FIELD,
  )
  for (const one of context.confirmed ?? [])
    page.field('Nearby', [confirmedWords(one), { exact: shortDigest(one.confirmed) }], {
      ...FIELD,
      style: 'caution',
    })
}

function confirmedWords({ tie, account, days }: Corroboration): string {
  const apart =
    days === 0
      ? 'within a day of this mail'
      : `${countText(Math.abs(days), 'day')} ${days > 0 ? 'before' : 'after'} this mail`
  return tie === 'same-sender'
    ? `${apart} somebody else wrote from this account, as a person confirmed: mail `
    : `${apart} this sender received mail that somebody else wrote from ${account}, as a person confirmed: mail `
}

function traits(page: Page, title: string, surprises: readonly TraitSurprise[], drift: number): void {
  page.heading(title)
  if (surprises.length === 0) {
    page.text('Nothing to compare with.')
    return
  }
  page.text(
    `Distance from the past: ${drift.toFixed(1)}; larger is stranger. In nats, where 2.3 more is ten times as unlikely.`,
  )
  const strangest = [...surprises].sort((a, b) => b.logRatio - a.logRatio)
  for (const one of strangest.slice(0, MAX_LISTED)) {
    page.text(`${traitWords(one.trait)} (${one.trait}): ${value(one.value)}`, { mark: '• ' })
    page.text(
      `this sender ${one.seen} of ${numberText(one.of)}, usually ${value(one.usual)} (${numberText(one.usualSeen)}); everybody ${numberText(one.seenInOrganisation)} of ${numberText(one.ofOrganisation)}; ${signed(one.logRatio)} nats`,
      { indent: 4, style: 'faint' },
    )
  }
}

const value = (text: string): string => (text === ABSENT ? 'missing' : cut(text))

function recipients(page: Page, context: SenderContext): void {
  page.heading('Recipients')
  for (const one of context.recipients.slice(0, MAX_LISTED))
    page.text(
      `${cut(one.address)}: ${countText(one.seenBySender, 'earlier mail')} from this sender, ${numberText(one.seenInOrganisation)} from or to anybody`,
      { mark: '• ' },
    )
  rest(page, context.recipients.length)
  page.text(`Likeness to an earlier group of recipients: ${Math.round(100 * context.recipientOverlap)} %.`)
}

function rest(page: Page, count: number): void {
  if (count > MAX_LISTED) page.text(`and ${numberText(count - MAX_LISTED)} more`, { style: 'faint' })
}

function linkWords(link: LinkNovelty): string {
  const first = link.firstSeen === undefined ? '' : `, first on ${dayText(link.firstSeen)}`
  const kind = [
    ...(link.nested ? ['inside another link'] : []),
    ...(link.own ? ['the sender’s own domain'] : []),
    ...(link.mailDomain ? ['people write from it'] : []),
  ]
  return `${cut(link.domain)}: ${countText(link.bySender, 'earlier mail')} by this sender, ${numberText(link.byAnybody)} by ${countText(link.senders, 'sender')}${first}${kind.length > 0 ? ` (${kind.join('; ')})` : ''}`
}

function links(page: Page, context: SenderContext): void {
  page.heading('Link domains')
  if (context.links.length === 0) page.text('No link.')
  for (const link of context.links.slice(0, MAX_LISTED)) page.text(linkWords(link), { mark: '• ' })
  rest(page, context.links.length)
  page.text(`${Math.round(100 * context.linkHabit)} % of the sender’s earlier mails carried a link.`)
  if (context.activeAttachmentSeen !== undefined)
    page.text(
      `An attachment that can run something; ${countText(context.activeAttachmentSeen, 'earlier mail')} of this sender had one of this kind.`,
    )
}

function thread(page: Page, { record, context: { thread: facts } }: Explanation): void {
  page.heading('Conversation')
  page.text(
    facts.anchors === 0
      ? 'It names no earlier mail it belongs to.'
      : `Of the ${countText(facts.anchors, 'mail')} it names as earlier, ${numberText(facts.resolved)} ${facts.resolved === 1 ? 'is' : 'are'} here.`,
    { mark: '• ' },
  )
  page.text(
    `The sender’s earlier replies and forwards had an original here in ${numberText(facts.senderAnchored)} of ${countText(facts.senderPosed, 'case')}; everybody’s in ${numberText(facts.organisationAnchored)} of ${numberText(facts.organisationPosed)}.`,
    { mark: '• ' },
  )
  const original = {
    found: 'The mail it quotes or forwards is here.',
    missing: 'The mail it quotes or forwards is not here, though other mail of that time and person is.',
    'not-checkable': 'Whether the mail it quotes or forwards ever existed could not be checked.',
  }[facts.original]
  if (record.thread.claims.length > 0) page.text(original, { mark: '• ' })
  const took = facts.senderInThread ? 'had written' : 'had not written'
  page.text(
    `This subject was seen ${countText(facts.subjectSeen, 'time')} before; the sender ${took} in this conversation.`,
    { mark: '• ' },
  )
}

function identity(page: Page, { identity: facts }: SenderContext): void {
  page.heading('Who it claims to be')
  const lines = [
    ...facts.sameName.map(
      (one) =>
        `the same name “${cut(one.name)}” on ${cut(one.address)}: ${countText(one.messages, 'message')}, last on ${dayText(one.lastSeen)}${one.linked ? '; the two addresses were seen together before' : ''}`,
    ),
    ...facts.lookalikes.map(
      (one) => `looks like ${cut(one.address)} (${one.how}): ${countText(one.messages, 'message')}`,
    ),
    ...(facts.replyToDiffers
      ? [
          `answers would go to another domain; ${countText(facts.replyToSeen, 'earlier mail')} of this sender did so`,
        ]
      : []),
  ]
  if (lines.length === 0) page.text('No known name, no look-alike address, answers go back to the sender.')
  for (const line of lines) page.text(line, { mark: '• ' })
}

function gates(page: Page, judgement: Judgement): void {
  page.heading('Gates: is there a reason to rank it?')
  for (const gate of judgement.gates) {
    const state = gate.notEvaluated === true ? 'not evaluated' : gate.open ? 'open' : 'shut'
    page.text(`${state}: ${GATE_WORDS[gate.gate]} (${gate.gate})`, {
      mark: '• ',
      style: gate.open ? 'caution' : 'plain',
    })
    page.text(cut(gate.because), { indent: 4, style: 'faint' })
  }
}

function channelLine(channel: ChannelResult): string {
  if (channel.notEvaluated !== undefined) return `not evaluated: ${cut(channel.notEvaluated)}`
  const tail =
    channel.tail === undefined
      ? `only ${countText(channel.n, 'earlier mail')} to compare with`
      : tailText('strange', channel.tail, channel.n)
  return `drift ${channel.drift.toFixed(1)}, ${tail}`
}

function channels(page: Page, judgement: Judgement): void {
  page.heading('Channels: how far from the past?')
  for (const channel of judgement.channels) {
    page.text(`${CHANNEL_WORDS[channel.channel]} (${channel.channel}): ${channelLine(channel)}`, {
      mark: '• ',
    })
    for (const because of channel.because) page.text(cut(because), { indent: 4, style: 'faint' })
  }
}

function modelLine(model: ModelResult): string {
  if (model.notEvaluated !== undefined) return `not evaluated: ${cut(model.notEvaluated)}`
  if (model.strength === 0) return 'silent: no gate it needs is open, or no channel drifted'
  const tail =
    model.tail === undefined
      ? `nothing to compare with (${countText(model.n, 'earlier mail')})`
      : tailText('strong', model.tail, model.n)
  return `strength ${model.strength.toFixed(1)}, ${tail}; by chance ${rarity(model.chance)}`
}

function models(page: Page, judgement: Judgement): void {
  page.heading('Attacker models: what would it be?')
  for (const model of judgement.models)
    page.text(`${MODEL_WORDS[model.model]} (${model.model}): ${modelLine(model)}`, { mark: '• ' })
  if (judgement.unknown)
    page.text('No model could be evaluated, so this mail is not judged.', { style: 'caution' })
}

function detectors(page: Page, { detectors: traces }: Explanation): void {
  page.heading('Detectors')
  for (const trace of traces) {
    const model = trace.model === undefined ? '' : ` (${trace.model})`
    page.text(
      { exact: `${trace.fired ? 'found' : 'silent'}: ${trace.id}${model}` },
      {
        mark: '• ',
        style: trace.fired ? 'caution' : 'plain',
      },
    )
    page.text(cut(trace.because), { indent: 4, style: 'faint' })
  }
}

function findings(page: Page, judgement: Judgement): void {
  page.heading('Findings')
  if (judgement.findings.length === 0) page.text('None.')
  strongestFirst(judgement.findings).forEach((finding, at) => {
    if (at > 0) page.gap()
    page.text(
      { exact: `${SEVERITY_WORDS[finding.severity]} · ${CHANNEL_WORDS[finding.channel]} · ${finding.id}` },
      { mark: `${at + 1}. `, style: 'strong' },
    )
    labelled(page, 'What was seen', finding.seen)
    labelled(page, 'Why it matters', finding.why)
    labelled(page, 'What else it could be', finding.innocent)
    finding.evidence.forEach((evidence, n) => {
      const text = cut(evidenceText(evidence))
      if (n === 0) labelled(page, 'Evidence', text)
      else continued(page, text)
    })
  })
  const steps = nextSteps(strongestFirst(judgement.findings))
  if (steps.length > 0) page.heading('What to do next')
  steps.forEach((step, at) => {
    page.text(step, { mark: `${at + 1}. ` })
  })
}

/** Ways to ask the sender: said of every mail that has something to ask about, and of others where some are known. */
function asking(page: Page, { judgement, context, record }: Explanation): void {
  const { findings, held } = judgement
  const contacts = contactsToAsk(
    {
      held: held || findings.length > 0,
      findings,
      ...(context.contacts ? { contacts: context.contacts } : {}),
    },
    record,
  )
  if (!contacts) return
  page.heading(contactsHeading(contacts, context.sender))
  if (contacts.known.length === 0) page.text(NO_CONTACT)
  for (const contact of contacts.known) page.text(cut(knownContactText(contact)), { mark: '• ' })
  const unknown = unknownContactsText(contacts)
  if (unknown !== undefined) page.text(cut(unknown), { style: 'caution' })
}

function limits(page: Page, explanation: Explanation): void {
  page.heading('What could not be seen in this mail')
  const found = limitsOf(explanation)
  if (found.length === 0) page.text('Every check was able to run.')
  for (const limit of found) page.text(limit, { mark: '• ' })
  page.text({ exact: MORE_ON_LIMITS }, { style: 'faint' })
  const { rules, time } = explanation.judgement
  page.gap()
  page.text(`Judged by rules ${rules} as of ${dateText(time)}.`, { style: 'faint' })
}
