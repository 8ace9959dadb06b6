// What happens beside the ordinary year: an operation from outside, or somebody of the staff who gives papers away.
// It has the shape of a real one as far as its targets could see it: rapport without a link, a fake forward from the
// taken-over account of a former adviser, a mailbox read and cleaned up behind, papers at three newsrooms.
import { anySecond, DAY, HOUR, isoTime } from './calendar.ts'
import { addDomain, domainOf, firstName, type Person } from './cast.ts'
import { type Desk, type Errand, robot, TOKEN, tiesOf, worksAt } from './desk.ts'
import { impostorOf, rapport } from './impostor.ts'
import { leakPlan, type ReceivedPaper } from './leaked-papers.ts'
import { ledger } from './ledger.ts'
import { type Access, readMailbox } from './mailbox-access.ts'
import { THROWAWAY_PROVIDERS } from './names.ts'
import { decisiveLink, fakeForward, hostOf, LOGIN, strangeDevice } from './takeover.ts'
import type { Kind, Truth } from './truth.ts'
import { drawVoice } from './voice.ts'

/** What is planned before the year is written; `truth` is complete once all errands have run. */
export interface Operation {
  readonly kind: Kind
  readonly errands: readonly Errand[]
  readonly truth: () => Omit<Truth, 'seed'>
  readonly access?: Access
  /** When the first newsroom was written to; for what is published afterwards. */
  readonly leaked?: number
  readonly persona?: Person
  /** Papers that reached the newsrooms; complete once all errands have run. */
  readonly received?: () => readonly ReceivedPaper[]
  readonly namedByVendor: readonly string[]
}

/** Plans what this seed hides in the year. */
export function planOperation(desk: Desk): Operation {
  const { random } = desk
  const roll = random.next()
  const kind: Kind = roll < 0.7 ? 'intrusion' : roll < 0.85 ? 'insider' : 'nothing'
  // a vendor watches several groups: what it names in its report has nothing to do with the decisive host
  const listed = Array.from({ length: 5 }, () => hostOf(random))
  if (kind === 'intrusion') return intrusion(desk, listed)
  if (kind === 'insider') return insider(desk, listed)
  return {
    kind,
    errands: [],
    namedByVendor: listed,
    truth: () => ({ kind, mails: [], namedByVendor: listed }),
  }
}

function intrusion(desk: Desk, listed: readonly string[]): Operation {
  const { cast, random, web, office } = desk
  const { mails, note } = ledger()
  const begins = cast.start + (205 + random.below(45)) * DAY
  const errands: Errand[] = []
  const { owners, adviser } = cast
  const victim = random.chance(0.75) ? random.pick(tiesOf(desk, adviser)) : random.pick(owners)

  // an earlier attempt at somebody else, from a host the vendor will name
  const probed = random.pick(owners.filter((one) => one !== victim))
  const probeTime = begins - (20 + random.below(40)) * DAY + random.below(86_400) * 1000
  errands.push({
    time: probeTime,
    run: () => {
      const host = listed[0] as string
      addDomain(cast.domains, host, random)
      note(
        'probe',
        office.send({
          from: robot('Document Service', `no-reply@${host}`, 'script'),
          to: [probed],
          subject: 'A file was shared with you',
          time: probeTime,
          paragraphs: [
            'A file was shared with you.',
            [
              'Sign in to open it: ',
              {
                text: 'Open file',
                href: web.page(`https://${host}/${random.letters(TOKEN, 8)}`, 'Sign in', LOGIN),
              },
            ],
          ],
        }),
      )
    },
  })

  const impostor = impostorOf(desk)
  const poses = domainOf(impostor.address)
  const named = THROWAWAY_PROVIDERS.includes(poses) ? listed : [...listed, poses]
  errands.push(...rapport(desk, impostor, random.pick(owners), begins, note))

  const fakes = begins + (14 + random.below(25)) * DAY
  const device = strangeDevice(adviser, random)
  const attacker: Person = {
    ...adviser,
    devices: [device],
    // some take the trouble to copy how the owner of the account greets and signs
    voice: random.chance(0.5) ? adviser.voice : { ...drawVoice(firstName(adviser), random), lower: false },
    hours: [6, 20],
  }
  const takes = worksAt(attacker, fakes + 6 * HOUR + anySecond(random), random)
  const link = decisiveLink(desk)
  errands.push({
    time: takes,
    run: () => void note('takeover', fakeForward(desk, attacker, victim, link, takes)),
  })

  const { errands: reading, access } = readMailbox(desk, victim, takes, note)
  errands.push(...reading)

  const leaks = access.until + (6 + random.below(20)) * DAY
  const leak = leakPlan(desk, victim, access.until, leaks, note)
  errands.push(...leak.errands)
  return {
    kind: 'intrusion',
    errands,
    access,
    leaked: leaks,
    persona: leak.persona,
    received: leak.received,
    namedByVendor: named,
    truth: () => ({
      kind: 'intrusion',
      mailbox: victim.address,
      mails: mails.toSorted((a, b) => (a.time < b.time ? -1 : 1)),
      link: { shown: link.shown, href: link.href, hop: new URL(link.href).hostname, landing: link.landing },
      access: { from: isoTime(access.from), until: isoTime(access.until), ip: access.ip },
      leak: leak.truth(),
      namedByVendor: named,
    }),
  }
}

function insider(desk: Desk, listed: readonly string[]): Operation {
  const { cast, random } = desk
  const { mails, note } = ledger()
  const person = random.pick(random.chance(0.7) ? cast.owners : cast.staff)
  const until = cast.start + (250 + random.below(40)) * DAY
  const leaks = until + (6 + random.below(20)) * DAY
  const leak = leakPlan(desk, person, until, leaks, note, true)
  return {
    kind: 'insider',
    errands: leak.errands,
    leaked: leaks,
    persona: leak.persona,
    received: leak.received,
    namedByVendor: listed,
    truth: () => ({
      kind: 'insider',
      mailbox: person.address,
      mails,
      leak: leak.truth(),
      namedByVendor: listed,
    }),
  }
}
