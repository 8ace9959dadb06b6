// Mail by programs and strangers: newsletters with click counters, invitations, notifications, spam, look-alikes of the
// harmless kind.
import type { WrittenLink } from '../mail-writing/client-body.ts'
import { DAY, HOUR, MINUTE, spread } from './calendar.ts'
import { addDomain, drawNetwork, HOME_DOMAIN, type Person, shuffled, written } from './cast.ts'
import {
  compose,
  type Desk,
  type Errand,
  holds,
  paragraphOf,
  re,
  robot,
  same,
  TOKEN,
  worksAt,
} from './desk.ts'
import { HOST_WORDS } from './names.ts'
import { invitation } from './papers.ts'
import { drawVoice } from './voice.ts'
import { capital, MATTERS, sentence, TOPICS } from './wording.ts'

/** Bulk mail: every link goes through the click counter of a mailing service. */
export function newsletters(desk: Desk): Errand[] {
  const { cast, random, web } = desk
  const titles: readonly (readonly [string, string, number])[] = [
    ['Harrow Morning Brief', 'morningbrief.example', 44],
    ['Transit Weekly', 'transitweekly.example', 26],
    ['Campaign Kitchen', 'campaignkitchen.test', 12],
  ]
  return titles.flatMap(([title, domain, issues]) => {
    addDomain(cast.domains, domain, random)
    const readers = shuffled(cast.owners, random).slice(0, 1 + random.below(2))
    const from = robot(title, `news@${domain}`, 'newsletter')
    return spread(issues, random, cast.start, cast.end).map((start, index) => {
      const time = start + 6 * HOUR + random.below(90) * MINUTE
      return {
        time,
        run: () => {
          for (const to of readers) issue(from, to, domain, index + 1, time)
        },
      }
    })
  })

  function issue(from: Person, to: Person, domain: string, number: number, time: number): void {
    const topic = random.pick(TOPICS)
    const tracked = (text: string, target: string): WrittenLink => ({
      text,
      href: web.redirect(
        `https://click.sendwave.example/c/${random.letters(TOKEN, 10)}?u=${random.hex(6)}`,
        web.page(target, capital(topic)),
      ),
    })
    const site = `https://${domain}/issues/${number}`
    desk.office.send({
      from,
      to: [to],
      subject: `${from.name} ${number}: ${random.pick(MATTERS)}, ${random.pick(MATTERS)} and more`,
      time,
      paragraphs: [
        `Issue ${number}. ${sentence('opening', random, topic)}`,
        [sentence('detail', random, topic), ' ', tracked('Read on', site)],
        [sentence('answer', random, topic), ' ', tracked(`${domain}/issues/${number}`, site)],
        ['You get this mail because you asked for it. ', tracked('Unsubscribe', `https://${domain}/bye`)],
      ],
      header: [
        ['List-ID', `${from.name} <news.${domain}>`],
        ['List-Unsubscribe', `<https://click.sendwave.example/u/${random.letters(TOKEN, 10)}>`],
        ['List-Unsubscribe-Post', 'List-Unsubscribe=One-Click'],
      ],
    })
  }
}

export function invitations(desk: Desk): Errand[] {
  const { cast, random } = desk
  return spread(38, random, cast.start, cast.end - 10 * DAY).map((start) => {
    const from = random.pick([cast.assistant, cast.assistant, ...cast.owners, ...cast.outside])
    const guests = shuffled(cast.owners, random)
      .filter((one) => one !== from)
      .slice(0, 1 + random.below(3))
    const time = worksAt(from, start + 8 * HOUR, random)
    return {
      time,
      run: () => {
        const topic = random.pick(TOPICS)
        const begin = Math.floor((time + (2 + random.below(9)) * DAY) / HOUR) * HOUR
        desk.office.send({
          from,
          to: guests,
          subject: `Invitation: ${topic}`,
          time,
          paragraphs: compose(desk, from, guests[0] as Person, [
            `Please keep the time for the ${topic}. ${sentence('detail', random, topic)}`,
          ]),
          calendar: invitation({
            id: `${random.hex(12)}@${from.address.split('@')[1]}`,
            title: capital(topic),
            place: random.pick(['Field office', 'Eastbridge hall', 'Old brewery', 'Online']),
            start: begin,
            minutes: random.pick([30, 60, 90]),
            organiser: from.address,
            guests: guests.map(({ address }) => address),
          }),
        })
      },
    }
  })
}

/** Services that write in somebody's name: the name is known, the address is the service's. */
export function notifications(desk: Desk): Errand[] {
  const { cast, random, web } = desk
  for (const domain of ['docs.example', 'meet.example', HOME_DOMAIN]) addDomain(cast.domains, domain, random)
  return spread(48, random, cast.start, cast.end).map((start) => {
    const person = random.pick([...cast.outside, ...cast.staff])
    const to = random.pick(cast.owners)
    const meeting = random.chance(0.3)
    const time = worksAt(person, start + 9 * HOUR, random)
    return {
      time,
      run: () => {
        const title = `${capital(random.pick(TOPICS))}, ${random.pick(MATTERS)}`
        const href = meeting
          ? web.page(`https://meet.example/${random.letters('abcdefghijkmnop', 10)}`, 'Meeting room')
          : web.page(`https://docs.example/d/${random.letters(TOKEN, 12)}`, title)
        desk.office.send({
          from: meeting
            ? robot('Meet', 'no-reply@meet.example', 'script')
            : robot(`${person.name} (via Docs)`, 'no-reply@docs.example', 'script'),
          replyTo: written(person),
          to: [to],
          subject: meeting
            ? `${person.name} invites you to a meeting`
            : `${person.name} shared “${title}” with you`,
          time,
          paragraphs: [
            meeting
              ? `${person.name} asks you to join “${title}”.`
              : `${person.name} has invited you to edit “${title}”.`,
            [meeting ? 'Join: ' : 'Open: ', same(href)],
          ],
          header: [['Auto-Submitted', 'auto-generated']],
        })
      },
    }
  })
}

const LURES: readonly (readonly [string, string, string])[] = [
  [
    'Parcel Desk',
    'Your parcel is waiting',
    'We could not deliver your parcel. Choose a new date within 24 hours',
  ],
  [
    'Mailbox Support',
    'Your mailbox is almost full',
    'Incoming mail will be held back. Confirm your account to get more room',
  ],
  [
    'Invoice Office',
    'Unpaid invoice {n}',
    'Please pay the attached amount today to avoid a fee. See the invoice',
  ],
  ['Prize Team', 'You have been chosen', 'You are one of {n} winners in your city. Claim before midnight'],
  [
    'SEO Partners',
    'Top of the results for your campaign',
    'We bring {n} visitors a day to your site. See our offer',
  ],
  ['City Bank', 'Unusual activity', 'We limited your card. Verify your details to use it again'],
]

/** Spam and common phishing, sent to everybody and properly signed, as most of it is. */
export function spam(desk: Desk): Errand[] {
  const { cast, random, web } = desk
  return spread(36, random, cast.start, cast.end).map((start) => {
    const time = start + random.below(86_400) * 1000
    return {
      time,
      run: () => {
        const [name, subject, text] = random.pick(LURES)
        const host = `${random.pick(HOST_WORDS)}-${random.pick(HOST_WORDS)}${random.below(99)}.test`
        addDomain(cast.domains, host, random)
        const n = String(10 + random.below(900))
        desk.office.send({
          from: robot(
            name,
            `${random.pick(['info', 'office', 'team'])}@${host}`,
            random.pick(['newsletter', 'script']),
          ),
          to: [random.pick(cast.owners)],
          subject: subject.replace('{n}', n),
          time,
          paragraphs: [
            'Dear customer,',
            [
              `${text.replace('{n}', n)}: `,
              { text: 'Open', href: web.page(`https://${host}/${random.letters(TOKEN, 8)}`, name) },
            ],
            name,
          ],
        })
      },
    }
  })
}

/** A shop whose name looks like the campaign's, and a friend who writes from a new address: both are what they say. */
export function harmlessLookAlikes(desk: Desk): Errand[] {
  const { cast, random, web } = desk
  const shop = HOME_DOMAIN.replace('forward', random.pick(['fonvard', 'forwards', 'forward-gifts']))
  addDomain(cast.domains, shop, random)
  const marketing = robot('Harrow Forward Gifts', `hello@${shop}`, 'newsletter')
  const errands: Errand[] = spread(5, random, cast.start + 60 * DAY, cast.end).map((start) => ({
    time: start + 7 * HOUR,
    run: () =>
      void desk.office.send({
        from: marketing,
        to: [random.pick(cast.owners)],
        subject: random.pick([
          'Mugs and banners for your campaign',
          'New colours in the shop',
          'Order by Friday',
        ]),
        time: start + 7 * HOUR,
        paragraphs: [
          'Hello, we print for campaigns of every colour and have new cups.',
          ['Look around: ', same(web.page(`https://${shop}/new`, 'Campaign gifts'))],
        ],
      }),
  }))
  const old = random.pick(cast.outside.filter(({ role }) => role === 'Donor' || role === 'Volunteer'))
  const moved: Person = {
    ...old,
    address: old.address.replace(
      /@.*/,
      random.pick(['@letterbox.example', '@mailhive.example', '@inkmail.test']),
    ),
    devices: old.devices.map((device) => ({ ...device, from: 0 })),
  }
  if (moved.address === old.address) return errands
  const to = random.pick(cast.owners)
  const moves = cast.start + (120 + random.below(120)) * DAY
  const said = worksAt(old, moves, random)
  errands.push({
    time: said,
    run: () => {
      const notice = desk.office.send({
        from: old,
        to: [to],
        subject: 'My new address',
        time: said,
        paragraphs: compose(desk, old, to, [
          `From next week on please write to ${moved.address}, I close this account.`,
        ]),
      })
      for (let week = 1; week <= 5; week++) {
        const time = worksAt(moved, said + week * 8 * DAY, random)
        if (time >= cast.end) return
        const topic = random.pick(TOPICS)
        const sent = desk.office.send({
          from: moved,
          to: [to],
          subject: week === 1 ? re(notice.letter.subject) : capital(topic),
          time,
          paragraphs: compose(desk, moved, to, [paragraphOf(desk, moved.voice, 'opening', topic)]),
          ...(week === 1 ? { answers: notice } : {}),
        })
        holds(desk, sent, [to])
      }
    },
  })
  return errands
}

/** What the newsrooms whose mailboxes are at hand get besides. */
export function newsroomMail(desk: Desk): Errand[] {
  const { cast, random } = desk
  return cast.reporters.flatMap((to) =>
    spread(26, random, cast.start, cast.end).map((start) => {
      const domain = random.pick(['morningbrief.example', 'transitweekly.example'])
      const reader: Person = {
        ...robot('', '', 'script'),
        name: random.pick(['A reader', 'Press desk', 'Events']),
        address: `${random.pick(['press', 'letters', 'events'])}@${domain}`,
        voice: drawVoice('Reader', random),
        devices: [
          {
            client: 'gmail',
            handing: 'browser',
            place: drawNetwork(random, { winter: 60, summerTime: true }),
            weight: 1,
          },
        ],
      }
      const time = start + 9 * HOUR + random.below(300) * MINUTE
      return {
        time,
        run: () =>
          void desk.office.send({
            from: reader,
            to: [to],
            subject: capital(random.pick(TOPICS)),
            time,
            paragraphs: compose(desk, reader, to, [sentence('opening', random, random.pick(TOPICS))]),
          }),
      }
    }),
  )
}
