// A mailbox that somebody else reads: what would tell is taken away, and a colleague is asked for a paper from inside.
import { anySecond, DAY, HOUR, MINUTE } from './calendar.ts'
import { AWAY_ZONES, drawNetwork, HOME_DOMAIN, type Person } from './cast.ts'
import { compose, type Desk, type Errand, robot, worksAt } from './desk.ts'
import type { ShelfItem } from './documents.ts'
import type { Note } from './ledger.ts'

/** Who read which mailbox, from when until when (milliseconds), and from where. */
export interface Access {
  readonly mailbox: string
  readonly from: number
  readonly until: number
  readonly ip: string
}

/** Plans that somebody reads this mailbox some time after a mail reached it. */
export function readMailbox(
  desk: Desk,
  victim: Person,
  takes: number,
  note: Note,
): { readonly errands: readonly Errand[]; readonly access: Access } {
  const { cast, random, office, shelf } = desk
  const { owners } = cast
  const enters = takes + (1 + random.below(30)) * HOUR + anySecond(random)
  const leaves = enters + (12 + random.below(40)) * DAY
  const away = drawNetwork(random, random.pick(AWAY_ZONES))
  const notice = random.chance(0.5) ? [owners[(owners.indexOf(victim) + 1) % owners.length] as Person] : []
  const errands: Errand[] = []
  errands.push({
    time: enters + 4 * MINUTE,
    run: () =>
      void office.send({
        from: robot('Mail security', `security@${HOME_DOMAIN}`, 'script'),
        to: [victim],
        cc: notice,
        subject: 'New sign-in to your mailbox',
        time: enters + 4 * MINUTE,
        paragraphs: [
          `There was a new sign-in to ${victim.address} from ${away.ip}. If it was you, there is nothing to do.`,
        ],
        header: [['Auto-Submitted', 'auto-generated']],
        clearedBy: [victim.address],
      }),
  })
  const colleague = random.pick(owners.filter((one) => one !== victim))
  const asks = enters + (2 + random.below(6)) * DAY + (5 + random.below(10)) * HOUR + anySecond(random)
  errands.push({
    time: asks,
    run: () => {
      const wanted = latest(
        shelf,
        asks,
        (item) => item.confidential && item.holders.includes(colleague.address),
      )
      if (wanted === undefined) return
      const asked = note(
        'inside-request',
        office.send({
          from: victim,
          to: [colleague],
          subject: wanted.family,
          time: asks,
          device: { client: 'gmail', handing: 'browser', place: away, weight: 1 },
          paragraphs: compose(desk, victim, colleague, [
            `I cannot open the last version of the ${wanted.family.toLowerCase()} here. Could you send it to me again as a file?`,
          ]),
          clearedBy: [victim.address],
        }),
      )
      const answers = worksAt(colleague, asks + HOUR, random)
      office.send({
        from: colleague,
        to: [victim],
        subject: `Re: ${wanted.family}`,
        time: answers,
        paragraphs: compose(desk, colleague, victim, ['Here it is.']),
        answers: asked,
        attachments: [wanted.file],
        clearedBy: [victim.address],
      })
      shelf.push({ ...wanted, holders: [colleague.address, victim.address] })
    },
  })
  return { errands, access: { mailbox: victim.address, from: enters, until: leaves, ip: away.ip } }
}

const latest = (
  shelf: readonly ShelfItem[],
  until: number,
  fits: (item: ShelfItem) => boolean,
): ShelfItem | undefined =>
  shelf.filter((item) => item.sent <= until && fits(item)).toSorted((a, b) => b.sent - a.sent)[0]
