/** A small mailing list of made people, for tests of the benchmark. */
import { buildMessage, type MessageSpec, messageIdOf } from '../../src/testing/message-builder.ts'

const HOUR = 3_600_000
const START = Date.UTC(2024, 0, 8, 9, 0, 0)

export interface Person {
  readonly name: string
  readonly address: string
  readonly client: NonNullable<MessageSpec['client']>
  readonly host: string
  readonly offset: number
}

export const HOME: readonly Person[] = [
  {
    name: 'Anna Berg',
    address: 'anna@north.example',
    client: 'thunderbird',
    host: 'mail.north.example',
    offset: 60,
  },
  {
    name: 'Ben Holt',
    address: 'ben@north.example',
    client: 'outlook',
    host: 'mail.north.example',
    offset: 0,
  },
  {
    name: 'Cleo Marsh',
    address: 'cleo@south.example',
    client: 'mutt',
    host: 'mx.south.example',
    offset: -300,
  },
]
export const ABROAD: readonly Person[] = [
  {
    name: 'Dana Quill',
    address: 'dana@east.example',
    client: 'apple-mail',
    host: 'out.east.example',
    offset: 180,
  },
]
export const SENTENCES: readonly string[] = [
  'I looked at the second proposal again and it still needs some work.',
  'The people from the harbour office want an answer before the summer.',
  'We could move the whole meeting to the smaller room instead.',
  'Nobody has told me yet who takes the minutes this time.',
]

/** A list of mails that all reached the archive through `list.example`. */
export function listOf(people: readonly Person[], list: string, mails: number): Uint8Array[] {
  const built: Uint8Array[] = []
  let parent: string | undefined
  for (let n = 0; n < mails; n++) {
    const person = people[n % people.length]!
    const time = START + n * 5 * HOUR
    const answers: string | undefined = n % 3 === 2 ? parent : undefined
    const spec: MessageSpec = {
      client: person.client,
      seed: `${list} ${n}`,
      from: `${person.name} <${person.address}>`,
      to: `Everybody <${list}>`,
      cc: people.filter((one) => one !== person).map((one) => `${one.name} <${one.address}>`),
      subject: answers ? 'Re: Harbour plan' : `Harbour plan, part ${n}`,
      date: { time: time - 60_000, offset: person.offset },
      ...(answers ? { inReplyTo: answers, references: [answers] } : {}),
      received: [
        {
          from: 'list.example',
          ip: '198.51.100.9',
          by: 'archive.example',
          with: 'ESMTPS',
          id: `A${n}X`,
          time,
        },
        {
          from: person.host,
          reverse: person.host,
          ip: `192.0.2.${10 + people.indexOf(person)}`,
          by: 'list.example',
          with: 'ESMTPS',
          id: `B${n}Y`,
          time: time - 1000,
        },
        {
          from: '[10.1.2.3]',
          ip: '10.1.2.3',
          by: person.host,
          with: 'ESMTPSA',
          id: `C${n}Z`,
          time: time - 2000,
        },
      ],
      text: `Hi all,\n\n${SENTENCES[n % SENTENCES.length]} See https://${person.client}${Math.floor(n / 24)}.example/page for more.\n\n${SENTENCES[(n + 1) % SENTENCES.length]}\n\nCheers,\n${person.name.split(' ')[0]}\n`,
      lineEnd: '\n',
    }
    built.push(buildMessage(spec))
    parent = messageIdOf(spec)
  }
  return built
}
