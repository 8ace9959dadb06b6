// The mails hidden in the mailbox. They have the shape of a real operation, as far as its targets could see it: first
// rapport under a known name, then a fake forward out of a taken-over account, then a link from inside.
import { day } from './calendar.ts'
import { PEOPLE, type Person, STRANGE_DEVICES, written } from './people.ts'
import type { PostOffice, Sent } from './post-office.ts'

/** Which of the hidden mails; the answer key is in examples/README.md. */
export type Part = 'rapport' | 'takeover' | 'session-rider'

export interface HiddenMail {
  readonly part: Part
  readonly messageId: string
  readonly from: string
  readonly subject: string
  /** True when the mail carries what does the harm: a link. */
  readonly link: boolean
}

const at = (date: string, hour: number, minute: number): number =>
  day(date) + hour * 3_600_000 + minute * 60_000

/** Adds the hidden mails to what the office sends; returns the key. */
export function hideOperation(office: PostOffice): readonly HiddenMail[] {
  const { rasmus, pell, edda, ottilie, sanna, dov, mirea, tomas } = PEOPLE
  const key: HiddenMail[] = []
  const hide = (part: Part, sent: Sent, link: boolean): Sent => {
    key.push({
      part,
      messageId: sent.messageId,
      from: sent.letter.from.address,
      subject: sent.letter.subject,
      link,
    })
    return sent
  }

  // (a) somebody poses as the professor from a free-mail address; no link until the target has answered twice
  const impostor: Person = { ...rasmus, address: 'rasmus.oyelund@quickpost.test', signature: [] }
  const invitation = hide(
    'rapport',
    office.send({
      from: impostor,
      device: STRANGE_DEVICES.impostor,
      to: [written(pell)],
      subject: 'A closed workshop on basin treaties',
      time: at('2026-01-19', 10, 12),
      paragraphs: [
        'Dear Pell,',
        'I hope this finds you well. I am writing from my private address while the faculty moves its mail. A small group meets in April to discuss the Vessa treaty behind closed doors, and I was asked to name one younger scholar. I named you. Would you be willing in principle?',
        'With best wishes, Rasmus Oyelund',
      ],
    }),
    false,
  )
  const interest = office.send({
    from: pell,
    to: [written(impostor)],
    subject: 'Re: A closed workshop on basin treaties',
    time: at('2026-01-19', 14, 40),
    paragraphs: ['Hi Rasmus,', 'what an honour, yes in principle. Who else will be there?', 'Pell'],
    answers: invitation,
  })
  const names = hide(
    'rapport',
    office.send({
      from: impostor,
      device: STRANGE_DEVICES.impostor,
      to: [written(pell)],
      subject: 'Re: A closed workshop on basin treaties',
      time: at('2026-01-22', 8, 55),
      paragraphs: [
        'Dear Pell,',
        'wonderful. The names are kept among us for now, please do not mention it in the house yet. May I ask for a number where I can reach you by messenger? The organisers will send the papers to participants directly.',
        'With best wishes, Rasmus',
      ],
      answers: interest,
    }),
    false,
  )
  const number = office.send({
    from: pell,
    to: [written(impostor)],
    subject: 'Re: A closed workshop on basin treaties',
    time: at('2026-01-22', 15, 3),
    paragraphs: [
      'Hi Rasmus,',
      'I would rather stay with mail, I never look at the other thing.',
      'Best – Pell',
    ],
    answers: names,
  })
  hide(
    'rapport',
    office.send({
      from: impostor,
      device: STRANGE_DEVICES.impostor,
      to: [written(pell)],
      subject: 'Re: A closed workshop on basin treaties',
      time: at('2026-01-29', 9, 31),
      paragraphs: [
        'Dear Pell,',
        'of course. The reading folder is open now; sign in with your office account so that the organisers see who has confirmed.',
        [{ text: 'Workshop papers (restricted)', href: 'https://slow-heron-gate.test/Wq7TzL2n' }],
        'With best wishes, Rasmus',
      ],
      answers: number,
    }),
    true,
  )

  // (b) the adviser's real account, another hand: a forward that never was, its link shows one host and goes to another
  hide(
    'takeover',
    office.send({
      from: edda,
      device: STRANGE_DEVICES.takeover,
      to: [written(ottilie)],
      subject: 'Fwd: Vessa treaty, comments of the ministry on article 9',
      time: at('2026-02-17', 6, 41),
      paragraphs: [
        'Dear Ottilie,',
        'please see the remarks below before you speak to them on Thursday, I would like your view today. Do not pass it on yet.',
        'Edda',
      ],
      forwards: {
        name: sanna.name,
        address: sanna.address,
        to: written(edda),
        subject: 'Vessa treaty, comments of the ministry on article 9',
        time: at('2026-02-16', 15, 8),
        offset: 120,
        paragraphs: [
          'Dear Ms Thornquist, the comments of the unit on article 9 are in the shared document. It stays open until tomorrow evening.',
          [
            {
              text: 'https://docs.example/d/article-9-comments',
              href: 'https://amber-quay-field.test/k7RtW2xQ',
            },
          ],
          'Sincerely, Sanna Vikhoff',
        ],
      },
    }),
    true,
  )

  // (c) the finance officer's own program at his own desk, used by somebody else: an answer to a mail nobody wrote
  hide(
    'session-rider',
    office.send({
      from: dov,
      to: [written(mirea), written(tomas)],
      subject: 'Re: Travel claims for the first quarter',
      time: at('2026-03-04', 12, 17),
      paragraphs: [
        'Dear Mirea, dear Tomas,',
        'as discussed, the claims move to the new form. Please enter yours by this evening, otherwise they slip to the next quarter.',
        ['Open the form: ', { text: 'Travel claims 2026', href: 'https://plain-copper-stile.test/Zq81LmTn' }],
        'Regards, Dov',
      ],
    }),
    true,
  )
  return key
}
