// The people of the example mailbox: who they are, what they write with, from where, and how. All of it is made up;
// domains are reserved ones (RFC 2606), addresses come from documentation ranges (RFC 5737, RFC 3849, RFC 9637).
import type { ClientName } from '../../src/testing/client-shape.ts'

/** Minutes east of UTC in winter, and whether clocks go forward in summer. */
export interface Zone {
  readonly winter: number
  readonly summerTime: boolean
}
export const ZONES: Readonly<Record<'central' | 'western' | 'eastern' | 'far' | 'gulf', Zone>> = {
  central: { winter: 60, summerTime: true },
  western: { winter: 0, summerTime: true },
  eastern: { winter: 120, summerTime: true },
  far: { winter: 540, summerTime: false },
  gulf: { winter: 240, summerTime: false },
}

/** A place mail is written at: the network it leaves through and the clock on the wall. */
export interface Place {
  readonly zone: Zone
  readonly ip: string
  /** Reverse name of the address, when there is one. */
  readonly reverse?: string
  /** Name or address the program gives in HELO. */
  readonly helo: string
}

/** How the program hands mail in: over SMTP, in a browser, or inside Exchange. */
export type Handing = 'submission' | 'browser' | 'exchange'

export interface Device {
  readonly client: ClientName
  readonly version?: string
  readonly handing: Handing
  readonly place: Place
  /** Share of the person's mail while the device is in use. */
  readonly weight: number
  /** Days, `YYYY-MM-DD`: in use from (inclusive) and until (exclusive). */
  readonly from?: string
  readonly until?: string
  /** Writes plain text only unless there is a link to format. */
  readonly plain?: boolean
}

export interface Person {
  readonly name: string
  readonly address: string
  readonly devices: readonly Device[]
  /** Working hours on the wall clock. */
  readonly hours: readonly [from: number, until: number]
  /** `{name}` is the first name of the person written to; empty: no greeting. */
  readonly greetings: readonly string[]
  readonly closings: readonly string[]
  readonly signature: readonly string[]
}

/** A mail domain and the machines behind it. */
export interface MailDomain {
  readonly domain: string
  /** Takes mail from the people of the domain. */
  readonly submit: string
  /** Hands it to other domains. */
  readonly relay: string
  readonly relayIp: string
  readonly selector: string
  /** Right side of Message-IDs made by the provider's own pages or servers. */
  readonly idHost: string
}

export const HOME_DOMAIN = 'quillmere.example'
/** The border host of the organisation: takes all mail from outside and states what it found. */
export const BORDER = 'mx1.quillmere.example'
export const LIST_HOST = 'lists.riverlaw.example'
export const LIST_IP = '192.0.2.32'
export const LIST_ADDRESS: string = `basin-forum@${LIST_HOST}`

const domain = (
  name: string,
  relayIp: string,
  selector: string,
  prefix: string,
  idHost = name,
): MailDomain => ({
  domain: name,
  submit: `${prefix}.${name}`,
  relay: `${prefix === 'smtp' ? 'out1' : prefix}.${name}`,
  relayIp,
  selector,
  idHost,
})

export const DOMAINS: Readonly<Record<string, MailDomain>> = Object.fromEntries(
  [
    domain(HOME_DOMAIN, '198.51.100.25', 'q25', 'mail'),
    domain('webpost.example', '203.0.113.17', 'wp2025', 'smtp', 'mail.webpost.example'),
    domain('riverlaw.example', '192.0.2.31', 'law1', 'smtp'),
    domain('dailyferry.example', '203.0.113.90', 'selector1', 'smtp', 'eu4.ferrycloud.example'),
    domain('tidefund.example', '192.0.2.77', 'selector1', 'smtp', 'eu2.officehost.example'),
    domain('watermin.example', '203.0.113.140', 'gov24', 'smtp'),
    domain('grischpartner.example', '192.0.2.150', 'k1', 'mail'),
    domain('deltawatch.example', '203.0.113.18', 'dw', 'smtp', 'mail.webpost.example'),
    domain('confhall.example', '198.51.100.201', 'mail', 'smtp'),
    domain('inkpress.example', '192.0.2.201', 'ink', 'smtp'),
    domain('papermill.example', '198.51.100.222', 'pm', 'smtp'),
    domain('postbox.test', '203.0.113.61', 'pb1', 'smtp', 'mail.postbox.test'),
    domain('northshoal.example', '198.51.100.170', 'ns1', 'smtp'),
    domain('quickpost.test', '203.0.113.201', 'qp9', 'smtp', 'mail.quickpost.test'),
    domain('estuarybrief.example', '198.51.100.130', 'sw1', 'smtp', 'mail.sendwave.example'),
    domain('docs.example', '192.0.2.111', 'd2', 'smtp', 'notify.docs.example'),
    domain('meet.example', '192.0.2.112', 'm1', 'smtp', 'notify.meet.example'),
    domain('fieldnotes.example', '192.0.2.60', 'fn', 'smtp'),
    domain('coastuni.example', '192.0.2.61', 'cu', 'smtp'),
  ].map((entry) => [entry.domain, entry]),
)

const OFFICE: Omit<Place, 'helo'> = {
  zone: ZONES.central,
  ip: '198.51.100.40',
  reverse: 'office.quillmere.example',
}
const desk = (number: number): Place => ({ ...OFFICE, helo: `[10.20.1.${number}]` })
/** A home or mobile network; the number makes it one of its own. */
const network = (number: number, zone: Zone, reverse?: string): Place => ({
  zone,
  ip: `3fff:${number.toString(16)}:7:${(number * 7).toString(16)}::12`,
  helo: `[IPv6:3fff:${number.toString(16)}:7:${(number * 7).toString(16)}::12]`,
  ...(reverse === undefined ? {} : { reverse }),
})

const device = (
  client: ClientName,
  handing: Handing,
  place: Place,
  weight = 1,
  more: Partial<Device> = {},
): Device => ({ client, handing, place, weight, ...more })

const OFFICE_HOURS = [9, 18] as const

export const STAFF_KEYS = ['ottilie', 'tomas', 'ines', 'jorun', 'pell', 'mirea', 'dov', 'lio'] as const
export type StaffKey = (typeof STAFF_KEYS)[number]

const staff: Readonly<Record<StaffKey, Person>> = {
  ottilie: {
    name: 'Ottilie Brandsma',
    address: 'ottilie.brandsma@quillmere.example',
    devices: [
      device('outlook', 'submission', desk(11), 0.6, { plain: true }),
      device('iphone', 'submission', network(0x111, ZONES.central, 'm17.talkline.example'), 0.4, {
        plain: true,
      }),
    ],
    hours: [8, 19],
    greetings: ['Dear {name},', '{name},', 'Hello {name},'],
    closings: ['Best, Ottilie', 'Thanks, OB', 'Ottilie'],
    signature: ['Ottilie Brandsma, Director', 'Quillmere Institute'],
  },
  tomas: {
    name: 'Tomas Wexley',
    address: 'tomas.wexley@quillmere.example',
    devices: [
      device('thunderbird', 'submission', desk(12), 0.65),
      // the new phone: nobody has seen this client from him before
      device('iphone', 'submission', network(0x112, ZONES.central, 'm04.talkline.example'), 0.35, {
        from: '2025-09-08',
        version: 'iPhone Mail (22G86)',
        plain: true,
      }),
    ],
    hours: OFFICE_HOURS,
    greetings: ['Hi {name},', 'Morning {name},', '{name} –'],
    closings: ['Cheers, Tomas', 'T.', 'Thanks! Tomas'],
    signature: ['Tomas Wexley', 'Deputy director, Quillmere Institute'],
  },
  ines: {
    name: 'Ines Qualder',
    address: 'ines.qualder@quillmere.example',
    devices: [device('outlook', 'submission', desk(13), 1, { plain: true })],
    hours: [8, 16],
    greetings: ['Dear {name},', 'Good day {name},'],
    closings: ['Kind regards, Ines', 'With kind regards, Ines Qualder'],
    signature: ['Ines Qualder', 'Office of the Director'],
  },
  jorun: {
    name: 'Jorun Hask',
    address: 'jorun.hask@quillmere.example',
    devices: [
      device('mutt', 'submission', desk(14), 1, { until: '2025-06-10' }),
      // two weeks on the other side of the world: same program, another clock and network
      device('mutt', 'submission', network(0x2a0, ZONES.far, 'room.grandharbour.example'), 1, {
        from: '2025-06-10',
        until: '2025-06-25',
      }),
      device('mutt', 'submission', desk(14), 1, { from: '2025-06-25' }),
    ],
    hours: [10, 20],
    greetings: ['{name},', 'hi {name},'],
    closings: ['j.', 'jorun', '-- j'],
    signature: [],
  },
  pell: {
    name: 'Pell Adarro',
    address: 'pell.adarro@quillmere.example',
    devices: [
      device('apple-mail', 'submission', desk(15), 0.7, { plain: true }),
      device('iphone', 'submission', network(0x115, ZONES.central), 0.3, {
        version: 'iPhone Mail (20H343)',
        plain: true,
      }),
    ],
    hours: OFFICE_HOURS,
    greetings: ['Hey {name},', 'Hi {name}!', ''],
    closings: ['Pell', 'Best – Pell', 'Thanks, P'],
    signature: [],
  },
  mirea: {
    name: 'Mirea Sandoz',
    address: 'mirea.sandoz@quillmere.example',
    devices: [device('apple-mail', 'submission', desk(16), 1, { plain: true })],
    hours: [9, 19],
    greetings: ['Hello {name},', 'Hi {name},', 'Dear {name},'],
    closings: ['Warmly, Mirea', 'Mirea', 'All the best, Mirea'],
    signature: ['Mirea Sandoz | Communications', 'https://quillmere.example'],
  },
  dov: {
    name: 'Dov Karrel',
    address: 'dov.karrel@quillmere.example',
    devices: [device('outlook', 'submission', desk(17), 1, { plain: true })],
    hours: [8, 17],
    greetings: ['{name},', 'Dear {name},', 'Hello {name},'],
    closings: ['Regards, Dov', 'Dov', 'Many thanks, Dov'],
    signature: ['Dov Karrel, Finance'],
  },
  lio: {
    name: 'Lio Venn',
    address: 'lio.venn@quillmere.example',
    devices: [
      // the program was updated in August and names itself in another way since
      device('thunderbird', 'submission', desk(18), 1, {
        until: '2025-08-04',
        version: 'Mozilla/5.0 (X11; Linux x86_64; rv:102.0) Gecko/20100101 Thunderbird/102.15.1',
      }),
      device('thunderbird', 'submission', desk(18), 1, { from: '2025-08-04' }),
    ],
    hours: [11, 20],
    greetings: ['hi {name},', 'Hello {name},', ''],
    closings: ['lio', 'Lio', 'see you, lio'],
    signature: [],
  },
}

type OutsideKey =
  | 'edda'
  | 'rasmus'
  | 'halima'
  | 'benno'
  | 'sanna'
  | 'leopold'
  | 'noor'
  | 'yvo'
  | 'petra'
  | 'kazu'

const outside: Readonly<Record<OutsideKey, Person>> = {
  edda: {
    name: 'Edda Thornquist',
    address: 'edda.thornquist@webpost.example',
    devices: [
      device('gmail', 'browser', network(0x301, ZONES.central), 0.75),
      device('iphone', 'submission', network(0x302, ZONES.central, 'm88.talkline.example'), 0.25, {
        version: 'iPhone Mail (21F90)',
        plain: true,
      }),
    ],
    hours: [7, 21],
    greetings: ['Dear {name},', 'My dear {name},', '{name}, good morning,'],
    closings: ['Yours, Edda', 'Warm regards, Edda', 'Edda'],
    signature: [],
  },
  rasmus: {
    name: 'Rasmus Oyelund',
    address: 'r.oyelund@riverlaw.example',
    devices: [
      device('thunderbird', 'submission', network(0x310, ZONES.western, 'staff-41.riverlaw.example')),
    ],
    hours: [9, 18],
    greetings: ['Dear {name},', 'Dear {name}, dear all,'],
    closings: ['Best wishes, Rasmus', 'With best wishes, Rasmus Oyelund'],
    signature: ['Prof. Rasmus Oyelund', 'Chair of River Law'],
  },
  halima: {
    name: 'Halima Corvey',
    address: 'halima.corvey@dailyferry.example',
    devices: [
      device('owa', 'exchange', network(0x320, ZONES.western)),
      // on the road for a story: first mails from a phone, another zone
      device('iphone', 'submission', network(0x2b0, ZONES.gulf), 8, {
        from: '2025-11-17',
        until: '2025-11-26',
        version: 'iPhone Mail (21D61)',
        plain: true,
      }),
    ],
    hours: [9, 19],
    greetings: ['Hi {name},', '{name}, hello,'],
    closings: ['Best, Halima', 'Halima'],
    signature: ['Halima Corvey', 'The Daily Ferry'],
  },
  benno: {
    name: 'Benno Aurlich',
    address: 'b.aurlich@tidefund.example',
    devices: [device('owa', 'exchange', network(0x330, ZONES.central))],
    hours: [9, 17],
    greetings: ['Dear {name},', 'Dear colleagues,'],
    closings: ['Kind regards, Benno Aurlich', 'Kind regards, Benno'],
    signature: ['Benno Aurlich, Programme Officer', 'Tide Fund'],
  },
  sanna: {
    name: 'Sanna Vikhoff',
    address: 'sanna.vikhoff@watermin.example',
    devices: [
      device(
        'outlook',
        'submission',
        {
          zone: ZONES.eastern,
          ip: '203.0.113.139',
          reverse: 'gate.watermin.example',
          helo: 'WM-PC-0417',
        },
        1,
        { plain: true },
      ),
    ],
    hours: [8, 16],
    greetings: ['Dear {name},', 'Good day {name},'],
    closings: ['Sincerely, S. Vikhoff', 'Sincerely, Sanna Vikhoff'],
    signature: ['Sanna Vikhoff', 'Ministry of Waters, Unit 4'],
  },
  leopold: {
    name: 'Leopold Grisch',
    address: 'leopold@grischpartner.example',
    devices: [device('outlook', 'submission', network(0x350, ZONES.central, 'dsl-9.northline.example'))],
    hours: [10, 20],
    greetings: ['Dear {name},', 'Dear {name} and colleagues,'],
    closings: ['With kind regards, Leopold Grisch', 'LG'],
    signature: ['Grisch & Partner, attorneys at law'],
  },
  noor: {
    name: 'Noor Tamsin',
    address: 'noor@deltawatch.example',
    devices: [device('gmail', 'browser', network(0x360, ZONES.eastern))],
    hours: [9, 20],
    greetings: ['Hi {name},', 'Hello {name},', 'Hey {name}!'],
    closings: ['Noor', 'Hugs, Noor', 'Talk soon, Noor'],
    signature: [],
  },
  yvo: {
    name: 'Yvo Lammer',
    address: 'yvo.lammer@confhall.example',
    devices: [device('apple-mail', 'submission', network(0x370, ZONES.central))],
    hours: [9, 18],
    greetings: ['Hello {name},', 'Dear guests,'],
    closings: ['See you there, Yvo', 'Yvo Lammer, bookings'],
    signature: ['Conference Hall on the Quay'],
  },
  petra: {
    name: 'Petra Solm',
    address: 'petra.solm@inkpress.example',
    devices: [device('thunderbird', 'submission', network(0x380, ZONES.central))],
    hours: [7, 15],
    greetings: ['Dear {name},', 'Good morning {name},'],
    closings: ['Kind regards, Petra Solm', 'Petra'],
    signature: ['Ink Press, printers'],
  },
  kazu: {
    name: 'Kazu Imberly',
    address: 'kazu.imberly@postbox.test',
    devices: [
      device('gmail', 'browser', network(0x390, ZONES.western), 0.5),
      device('gmail', 'browser', network(0x391, ZONES.far), 0.5),
    ],
    hours: [8, 22],
    greetings: ['Dear {name},', 'Hi {name},'],
    closings: ['Best, Kazu', 'Kazu'],
    signature: ['Kazu Imberly, translator'],
  },
}

/** People who come once or late, and posters of the mailing list. */
type OtherKey = 'freya' | 'petraNew' | 'zoe' | 'casimir'

const others: Readonly<Record<OtherKey, Person>> = {
  // the new partner of October
  freya: {
    name: 'Freya Ollander',
    address: 'freya.ollander@northshoal.example',
    devices: [device('apple-mail', 'submission', network(0x3a0, ZONES.western), 1, { plain: true })],
    hours: [9, 17],
    greetings: ['Dear {name},', 'Hello {name},'],
    closings: ['Best wishes, Freya', 'Freya Ollander'],
    signature: ['North Shoal Foundation'],
  },
  // the printer after she changed her employer, and said so beforehand
  petraNew: {
    name: 'Petra Solm',
    address: 'petra.solm@papermill.example',
    devices: [device('outlook', 'submission', network(0x381, ZONES.central))],
    hours: [8, 16],
    greetings: ['Dear {name},', 'Good morning {name},'],
    closings: ['Kind regards, Petra Solm', 'Petra'],
    signature: ['Paper Mill Print'],
  },
  zoe: {
    name: 'Zoë Martelin',
    address: 'zoe@fieldnotes.example',
    devices: [device('thunderbird', 'submission', network(0x3b0, ZONES.western))],
    hours: [10, 22],
    greetings: ['Hello list,', 'All,'],
    closings: ['Zoë'],
    signature: [],
  },
  casimir: {
    name: 'Casimir Ødeholm',
    address: 'c.odeholm@coastuni.example',
    devices: [device('mutt', 'submission', network(0x3b1, ZONES.central, 'lab7.coastuni.example'))],
    hours: [10, 22],
    greetings: ['', 'Hi,'],
    closings: ['Casimir'],
    signature: [],
  },
}

export type PersonKey = StaffKey | OutsideKey | OtherKey
export const PEOPLE: Readonly<Record<PersonKey, Person>> = { ...staff, ...outside, ...others }

/** Places and devices nobody of the organisation ever used: those behind the hidden mails. */
export const STRANGE_DEVICES: Readonly<Record<'takeover' | 'impostor', Device>> = {
  /** Someone else in Edda's account, over the provider's SMTP service. */
  takeover: device(
    'outlook',
    'submission',
    { zone: { winter: 0, summerTime: false }, ip: '3fff:d0d:7:91::4', helo: 'WIN-7Q2KD81' },
    1,
  ),
  /** The impostor's own account at a free provider. */
  impostor: device('gmail', 'browser', network(0xd1d, ZONES.eastern), 1),
}

export const firstName = (person: Person): string => person.name.split(' ')[0] as string
export const written = (person: Person): string => `${person.name} <${person.address}>`
export const isHome = (address: string): boolean => address.endsWith(`@${HOME_DOMAIN}`)
