// What must be there before a case says anything, and what may be said then. An alert is a reason to read a mail, not a
// reason for a case; what others claim is a claim. A judgement goes as far as the grounds go: a mailbox is named only
// where a mail from another hand is known to have reached it, and nobody is ever said to have passed something on.
import type { Confidence, LikelihoodTerm } from '../model/case.ts'
import type {
  CaseAssertions,
  CaseGrounds,
  GroundLeak,
  GroundMail,
  GroundSighting,
  ProposedJudgement,
  ProposedNote,
} from '../model/case-grounds.ts'
import { lintStatements, type Statement } from './statement-linter.ts'
import { weighedGrounds } from './weigh-grounds.ts'

/**
 * Findings that speak of another hand than the owner's, and of a conversation that never was. Style alone is none of
 * them: an assistant, haste or another language change it as well.
 */
const OTHER_HAND: ReadonlySet<string> = new Set(['sender.client-drift', 'sender.path-drift'])
const NO_CONVERSATION: ReadonlySet<string> = new Set(['thread.unanchored', 'thread.mismatch'])
/** Leaked items below which holdings can be chance. */
const ENOUGH_THINGS = 3
/**
 * Belief from which `likely` and `a roughly even chance` may be said (ICD 203: 55 to 80 %, 45 to 55 %). More than likely
 * is never said of a mailbox: how many other ways out there were is not known.
 */
const LIKELY = 0.55
const EVEN = 0.45
/** Mails, leaks and reports that sentences are made of. Attack: a result with thousands of each. */
const MOST = 20
/** Names listed in one sentence. */
const NAMED = 6

/** A leak with the mail that reached the mailbox which explains it. */
export interface Route {
  readonly leak: GroundLeak
  readonly mail: GroundMail
  readonly mailbox: string
  /** No other mailbox explains the leak about as well. */
  readonly alone: boolean
  /** Share of belief, 0 to 1, that it came from this mailbox; only of one that stands alone. */
  readonly belief: number
}

/** What counts of the grounds. */
export interface CountedGrounds {
  /** Alerts in another hand whose links, followed, went over a host that nobody here knew. */
  readonly suspects: readonly GroundMail[]
  readonly sightings: readonly GroundSighting[]
  /** Leaks of which something was found here. */
  readonly leaks: readonly GroundLeak[]
  readonly routes: readonly Route[]
}

/**
 * What may be said on these grounds, in sentences that pass the linter; a sentence that does not (a hostile address can
 * hold any word) is left out. Without an indicator met, a leaked item found here, or an alert in a hand
 * that is strange by far and whose link went over an unknown host, there is nothing to say and no case. Pure.
 */
export function caseAssertions(grounds: CaseGrounds): CaseAssertions {
  const counted = countedGrounds(grounds)
  const { suspects, sightings, leaks } = counted
  // one mail can have an honest reason for each of its signs: a new phone, a forward, an event tool
  const grounded = sightings.length + leaks.length > 0 || suspects.some(isStrange)
  const why = whyOf(grounds, counted)
  const nothing = { mails: [], cells: [], judgements: [], notes: [], gaps: [] }
  if (!grounded) return { kind: 'case-assertions', grounded, why, ...nothing }
  const judgements = standing(judgementsOf(counted), ({ text, evidence }) => ({ text, evidence }))
  return {
    kind: 'case-assertions',
    grounded,
    why,
    mails: suspects.map(({ digest }) => digest),
    cells: weighedGrounds(counted),
    judgements,
    notes: standing(
      [...notesOf(counted), ...actionsOf(counted)],
      ({ text, items }) => ({ text, evidence: items }),
      judgements.map(({ text, evidence }) => ({ text, evidence })),
    ),
    gaps: standing(
      gapsOf(counted).map((text) => ({ text })),
      (one) => one,
    ).map(({ text }) => text),
  }
}

/** Sentences that can stand in a report, alone, beside each other and beside those before. */
function standing<T>(
  sentences: readonly T[],
  statement: (one: T) => Statement,
  before: readonly Statement[] = [],
): readonly T[] {
  const kept: T[] = []
  for (const one of sentences)
    if (lintStatements([...before, ...[...kept, one].map(statement)]).length === 0) kept.push(one)
  return kept
}

/** The hand differs more than one mail in 200 here does, or both its program and its way do. */
const isStrange = ({ findings, loud }: GroundMail): boolean =>
  loud.some((id) => OTHER_HAND.has(id)) || [...OTHER_HAND].every((id) => findings.includes(id))

function countedGrounds({ mails, sightings, leaks }: CaseGrounds): CountedGrounds {
  const suspects = mails
    .filter(
      ({ alert, stopOvers, findings }) =>
        alert && stopOvers.length > 0 && findings.some((id) => OTHER_HAND.has(id)),
    )
    .slice(0, MOST)
  const found = leaks.filter(({ traced }) => traced > 0).slice(0, MOST)
  return {
    suspects,
    sightings: sightings.filter(({ strong }) => strong),
    leaks: found,
    routes: found.flatMap((leak) => routesOf(leak, suspects)),
  }
}

/** Mails that reached, before the leak was out, a mailbox that the leak names. */
function routesOf(leak: GroundLeak, suspects: readonly GroundMail[]): readonly Route[] {
  if (leak.because === 'no-items' || leak.because === 'nobody-held') return []
  return suspects.flatMap((mail) => {
    if (mail.time === undefined || mail.time >= leak.until) return []
    const mailbox = leak.named.find((one) => mail.recipients.includes(one))
    const alone = leak.named.length === 1
    return mailbox === undefined
      ? []
      : [{ leak, mail, mailbox, alone, belief: alone ? beliefIn(leak, mail) : 0 }]
  })
}

/**
 * Bayes' rule on two grounds that know nothing of each other: how well holdings explain the leak by this mailbox, and
 * that of all mailboxes weighed it was this one that the mail reached, which mail that has nothing to do with the leak
 * would do as often as it has recipients for the number of mailboxes.
 */
function beliefIn({ involved, weighed }: GroundLeak, { recipients }: GroundMail): number {
  const byChance = Math.min(1, Math.max(1, recipients.length) / Math.max(1, weighed))
  return involved / (involved + (1 - involved) * byChance || 1)
}

function judgementsOf({ suspects, leaks, routes }: CountedGrounds): readonly ProposedJudgement[] {
  const judgements: ProposedJudgement[] = []
  judgements.push(...suspects.map(writtenByOther))
  for (const leak of leaks) {
    const own = routes.filter((route) => route.leak === leak)
    judgements.push(...own.slice(0, 1).map(cameFrom))
    if (own.length === 0 && suspects.length > 0)
      judgements.push({
        text: `What is held does not tell whether the leak has to do with the mail${dayOf(suspects[0] ?? {})} from ${suspects[0]?.from ?? ''}.`,
        evidence: [leak.item, ...suspects.flatMap(({ items }) => items.slice(0, 1))],
      })
    judgements.push({
      text:
        own.length > 0
          ? 'What is held does not tell whether somebody with rightful access, a device or a backup was the way instead.'
          : 'What is held does not tell whether somebody with rightful access passed the papers on, or somebody else read a mailbox, a device or a backup.',
      evidence: [leak.item],
    })
  }
  return judgements
}

/**
 * Whether the owner wrote it. A host put in between alone does not say so: honest event tools count visitors like this.
 * Neither does a forward of what is not here: most forwards of other people's mail are such.
 */
function writtenByOther(mail: GroundMail): ProposedJudgement {
  const conversation = mail.findings.some((id) => NO_CONVERSATION.has(id))
  const isStrong = conversation && isStrange(mail)
  const likelihood: LikelihoodTerm = isStrong ? 'very likely' : 'likely'
  const signs = [
    'the program or the way of the mail is not what the account used before',
    ...(conversation ? ['it poses as part of a conversation that is not here'] : []),
    'its link went over a host that nobody here had used',
  ]
  return {
    text: `It is ${likelihood} that the mail${dayOf(mail)} from ${mail.from} was written by somebody other than the owner of that account.`,
    likelihood,
    confidence: isStrong ? 'moderate' : 'low',
    basis: `${signs.join('; ')}; the owner was not asked`,
    evidence: mail.items,
  }
}

function cameFrom({ leak, mail, mailbox, alone, belief }: Route): ProposedJudgement {
  const evidence = [leak.item, ...mail.items]
  if (!alone)
    return {
      text: `The leaked papers fit ${leak.named.length} mailboxes about equally, and the mail${dayOf(mail)} reached one of them, ${mailbox}.`,
      evidence,
    }
  const likelihood = belief >= LIKELY ? 'likely' : belief >= EVEN ? 'roughly even chance' : undefined
  if (likelihood === undefined)
    return {
      text: `Holdings alone do not tell whether the leaked papers came from the mailbox ${mailbox}, which the mail${dayOf(mail)} had reached before.`,
      evidence,
    }
  const confidence: Confidence =
    leak.verdict === 'one' && leak.traced >= ENOUGH_THINGS && leak.traced === leak.things ? 'moderate' : 'low'
  const share = Math.round(leak.involved * 100)
  return {
    text:
      likelihood === 'likely'
        ? `It is likely that the leaked papers came from the mailbox ${mailbox}, which the mail${dayOf(mail)} had reached before.`
        : `There is a roughly even chance that the leaked papers came from the mailbox ${mailbox}, which the mail${dayOf(mail)} had reached before.`,
    likelihood,
    confidence,
    basis: `${leak.traced} of ${leak.things} leaked items were found here, holdings alone give this mailbox ${share} %, and of ${leak.weighed} mailboxes that held some of it the mail reached this one, though who is aimed at may also be who holds most; both say which mailbox, not whose hand`,
    evidence,
  }
}

function notesOf({ suspects, sightings, leaks }: CountedGrounds): readonly ProposedNote[] {
  const notes: ProposedNote[] = []
  for (const { items, stopOvers, from, time } of suspects)
    notes.push({
      of: 'chain',
      text: `When it was followed, a link of the mail${dayOf({ time })} from ${from} went over ${listed(stopOvers.map(defanged))} before it ended.`,
      items,
    })
  for (const [source, met] of [...Map.groupBy(sightings, (one) => one.source)].slice(0, MOST))
    notes.push({
      of: 'message',
      text: `${many(new Set(met.map(({ digest }) => digest)).size, 'mail')} here ${new Set(met.map(({ digest }) => digest)).size === 1 ? 'holds' : 'hold'} what ${source || 'a report'} names: ${listed([...new Set(met.map(({ value }) => defanged(value)))])}.`,
      items: [...new Set(met.map(({ item }) => item))],
    })
  for (const { item, things, traced, same, heldAll } of leaks)
    notes.push({
      of: 'document',
      text: `Of ${many(things, 'leaked item')} ${traced} ${traced === 1 ? 'was' : 'were'} found here, ${same} of these without a difference. ${
        heldAll.length === 0
          ? 'By the mail that is held nobody had all of them.'
          : `By the mail that is held, who had all of them: ${listed(heldAll)}.`
      } Holdings tell which mailbox, not whose hand.`,
      items: [item],
    })
  return notes
}

/** What a person could find out next, for whom and against whom it may speak. */
function actionsOf({ suspects, sightings, leaks, routes }: CountedGrounds): readonly ProposedNote[] {
  const action = (text: string, items: readonly string[]): ProposedNote => ({ of: 'action', text, items })
  return [
    ...suspects.map((mail) =>
      action(
        `Ask the owner of ${mail.from}, by another channel than mail, about the mail${dayOf(mail)}.`,
        mail.items.slice(0, 1),
      ),
    ),
    ...suspects.map(({ stopOvers, items }) =>
      action(
        `Look for ${listed(stopOvers.map(defanged))} in all other mail and in logs of the network.`,
        items.slice(0, 1),
      ),
    ),
    ...leaks.map((leak) => {
      const route = routes.find((one) => one.leak === leak)
      return action(
        route === undefined
          ? 'Look, in the sign-in logs of whoever held the papers, for networks that nobody there uses.'
          : `Look, in the sign-in log of ${route.mailbox} from${dayOf(route.mail).replace(' of', '') || ' then'} on, for networks that nobody there uses.`,
        [leak.item],
      )
    }),
    ...(sightings.length > 0
      ? [
          action(
            'Ask whoever got a mail that holds what a report names whether they opened a link in it or answered on another way.',
            [...new Set(sightings.map(({ item }) => item))],
          ),
        ]
      : []),
  ]
}

function gapsOf({ suspects, sightings, leaks }: CountedGrounds): readonly string[] {
  const sources = new Set(suspects.flatMap(({ stopOvers }) => stopOvers))
  const named = sightings.some(({ value }) => sources.has(value))
  return [
    'Who signed in to which mailbox was not looked at by a program; logs that are held wait for a person.',
    ...(suspects.length > 0 && sightings.length > 0 && !named
      ? [
          'No report that was hunted names the host that the link went over; the same way of acting is no tie between the two.',
        ]
      : []),
    ...(leaks.length > 0
      ? [
          'Copies on paper, on devices, in backups, in shared folders and with third parties are not known here.',
        ]
      : []),
  ]
}

function whyOf({ mails, leaks, sightings }: CaseGrounds, counts: CountedGrounds): readonly string[] {
  const alerts = mails.filter(({ alert }) => alert)
  const followed = alerts.filter((one) => one.followed)
  const over = alerts.filter(({ stopOvers }) => stopOvers.length > 0)
  const items = leaks.reduce((sum, { things }) => sum + things, 0)
  const traced = leaks.reduce((sum, one) => sum + one.traced, 0)
  const met = new Set(counts.sightings.map(({ digest }) => digest)).size
  return [
    alerts.length === 0
      ? 'No alert was given.'
      : `Of ${many(alerts.length, 'alert')}, the links of ${followed.length} were followed; of ${over.length} they went over a host that nobody here had used, and ${counts.suspects.length} of these ${counts.suspects.length === 1 ? 'does' : 'do'} not look like the sender’s own hand.`,
    sightings.length === 0
      ? 'No indicator of a report was met.'
      : `${many(met, 'mail')} ${met === 1 ? 'holds' : 'hold'} itself what a report names.`,
    ...(counts.suspects.length > 0 && !counts.suspects.some(isStrange)
      ? ['Another hand that is not stranger than one mail in 200 carries no case without anything else.']
      : []),
    leaks.length === 0
      ? 'Nothing that leaked was given.'
      : `Of ${many(items, 'leaked item')} ${traced} ${traced === 1 ? 'was' : 'were'} found here.`,
  ]
}

const many = (count: number, one: string): string => `${count} ${one}${count === 1 ? '' : 's'}`
const listed = (names: readonly string[]): string =>
  names.length > NAMED
    ? `${names.slice(0, NAMED).join(', ')} and ${names.length - NAMED} more`
    : names.join(', ')
/** No program makes a link of it. */
const defanged = (value: string): string => value.replace(/^http/i, 'hxxp').replaceAll('.', '[.]')
const dayOf = ({ time }: { readonly time?: number | undefined }): string =>
  time === undefined || Math.abs(time) > 8.64e15 ? '' : ` of ${new Date(time).toISOString().slice(0, 10)}`
