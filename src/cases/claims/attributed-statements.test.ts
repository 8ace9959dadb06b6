import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { attributedStatements } from './attributed-statements.ts'

/** Articles in the manner of different newsrooms, and what is said in them: who, and the beginning of their words. */
interface Article {
  readonly text: string
  readonly said: readonly (readonly [
    speaker: string,
    words: string,
    kind?: 'denial' | 'quote' | 'denied quote',
  ])[]
}

const ARTICLES: readonly Article[] = [
  {
    // Wire service
    text: `HARROW (Example Wire) — The Harrow campaign said on Saturday that some of its internal documents had been stolen by foreign hackers.

“These documents were obtained illegally from sources hostile to us,” campaign spokeswoman Dana Whitlock said in a statement.

Whitlock said the campaign had told the authorities. She declined to say whether an account had been broken into.

The embassy of Valdoria denied that its government had any role in the theft. “We do not give credit to such reports,” it said.

According to Northgate Labs, a security company, a senior official of the campaign received a mail from the account of a former adviser in June.

The company did not name the campaign.`,
    said: [
      ['Harrow campaign', 'some of its internal documents had been stolen'],
      ['Dana Whitlock', 'These documents were obtained illegally', 'quote'],
      ['Dana Whitlock', 'the campaign had told the authorities'],
      ['embassy of Valdoria', 'its government had any role', 'denial'],
      ['embassy of Valdoria', 'We do not give credit to such reports', 'quote'],
      ['Northgate Labs', 'a senior official of the campaign received a mail'],
    ],
  },
  {
    // Newspaper of record
    text: `Officials at the Interior Ministry have concluded that the persona known as “Robert” is run from abroad, two people briefed on the inquiry said on Tuesday.

“It is the same playbook we saw in the spring,” said Ida Holm, who leads threat research at Northgate Labs. “They go after the people around the candidate first.”

Mr. Okafor, the campaign’s treasurer, told The Example Post that he had not opened the message.

“I never clicked on anything,” he said. “And I told them so the same day.”

The ministry’s spokesman, Karel Dvorak, disputed that account. He wrote in an email that the investigation was at an early stage.

Asked about the timing, Ms. Holm said that the first mail was sent on June 12.`,
    said: [
      ['two people briefed on the inquiry', 'Officials at the Interior Ministry have concluded'],
      ['Ida Holm', 'It is the same playbook', 'quote'],
      ['Ida Holm', 'They go after the people around', 'quote'],
      ['Okafor', 'he had not opened the message'],
      ['Okafor', 'I never clicked on anything', 'quote'],
      ['Okafor', 'And I told them so', 'quote'],
      ['Karel Dvorak', 'that account', 'denial'],
      ['Karel Dvorak', 'the investigation was at an early stage'],
      ['Ida Holm', 'the first mail was sent on June 12'],
    ],
  },
  {
    // Web magazine, first names of roles, inverted attribution
    text: `So who is “Robert”? Nobody knows, says Mirela Sand, an analyst at the Quill Institute.

“We looked at eleven messages,” she told us. “Nine of them were sent from the same webmail.”

But Sand warns that the evidence is thin: “Two anonymous accounts can share a provider and nothing else.”

Joost Brandt, a lawyer for the newsletter that published the file, rejected the accusation that it had worked with hackers. “That is baseless,” Brandt said.

A person who identified himself as Robert wrote: “Do not be curious about where I got it from.”`,
    said: [
      ['Mirela Sand', 'Nobody knows'],
      ['Mirela Sand', 'We looked at eleven messages', 'quote'],
      ['Mirela Sand', 'Nine of them were sent', 'quote'],
      ['Mirela Sand', 'the evidence is thin'],
      ['Mirela Sand', 'Two anonymous accounts can share', 'quote'],
      ['Joost Brandt', 'the accusation that it had worked with hackers', 'denial'],
      ['Joost Brandt', 'That is baseless', 'denied quote'],
      ['Robert', 'Do not be curious about', 'quote'],
    ],
  },
  {
    // Vendor's blog
    text: `In June we observed a campaign against people close to two candidates. Northgate Labs assesses with moderate confidence that the activity was run by the cluster it calls Grey Heron.

The provider Lumen Mail confirmed that one account was accessed from an address in another country. “We have notified the owner of the account,” a Lumen Mail spokesperson said.

Tarn Security attributed the same infrastructure to a cluster it tracks as TA-77.

According to a report published on 9 August by the Harbour Institute, the hosts were registered in May.`,
    said: [
      ['Northgate Labs', 'the activity was run by the cluster'],
      ['Lumen Mail', 'one account was accessed'],
      ['Lumen Mail', 'We have notified the owner', 'quote'],
      ['Tarn Security', 'the same infrastructure to a cluster'],
      ['Harbour Institute', 'the hosts were registered in May'],
    ],
  },
]

const lastName = (name: string): string => name.split(' ').at(-1) ?? name

test('articles: what is said, by whom', () => {
  let found = 0
  let wanted = 0
  let right = 0
  let extra = 0
  for (const { text, said } of ARTICLES) {
    const statements = [...attributedStatements(text)]
    for (const [speaker, words, kind] of said) {
      wanted++
      const index = statements.findIndex((one) => one.text.startsWith(words))
      const one = statements[index]
      if (one === undefined) {
        console.log('missed', speaker, words)
        continue
      }
      statements.splice(index, 1)
      found++
      if (one.speaker.name.includes(lastName(speaker))) right++
      else console.log('speaker', one.speaker, 'not', speaker, ':', one.text)
      if (one.verbatim !== (kind?.endsWith('quote') ?? false)) console.log('verbatim', one.verbatim, one.text)
      if ((one.kind === 'denial') !== (kind?.startsWith('den') ?? false))
        console.log('kind', one.kind, one.text)
    }
    extra += statements.length
    for (const one of statements) console.log('extra', one.speaker.name, '|', one.text)
  }
  console.log({ wanted, found, right, extra })
  assert.ok(found / wanted >= 0.9 && right / found >= 0.95)
})

test('every statement is a slice of the text, whatever the text', () => {
  const word = fc.constantFrom(
    '“',
    '”',
    '"',
    'said',
    ' she ',
    'According to ',
    'Dana Whitlock',
    ', ',
    '. ',
    'denied',
    ' that ',
    '\n',
    'the company',
    'told the Post',
    '■',
    '😀',
  ) // prettier-ignore
  fc.assert(
    fc.property(fc.array(fc.oneof(word, fc.string()), { maxLength: 60 }), (parts) => {
      const text = parts.join(' ')
      for (const { text: words, place, sentence } of attributedStatements(text)) {
        assert.equal(text.slice(place.start, place.end), words)
        assert.ok(sentence.start <= place.start && place.end <= sentence.end)
      }
    }),
    { numRuns: 2_000 },
  )
})
