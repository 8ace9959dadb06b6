import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type CorrespondentProfile,
  type Habits,
  NOVELTIES,
  type Novelty,
  type WritingStyle,
} from '../model/profile.ts'
import { sampleDigest } from '../testing/store-samples.ts'
import { profileJson } from './profile-json.ts'
import { profileText } from './profile-text.ts'

const plain = { width: 90, color: false } as const
const FIRST = Date.UTC(2023, 0, 2, 8)
const LAST = Date.UTC(2024, 5, 13, 9, 12)
const DAY = 86_400_000

const habits = (...values: readonly (readonly [string, number])[]): Habits => ({
  distinct: values.length,
  values: values.map(([value, messages]) => ({ value, messages, firstSeen: FIRST, lastSeen: LAST })),
})

function profileOf(more: Partial<CorrespondentProfile> = {}): CorrespondentProfile {
  return {
    kind: 'correspondent-profile',
    address: 'anna@example.org',
    names: habits(['Anna Berg', 40]),
    messages: 40,
    learned: 40,
    held: 0,
    timeless: 0,
    older: 0,
    bulk: 0,
    firstSeen: FIRST,
    lastSeen: LAST,
    days: 30,
    medianPause: 2 * DAY,
    longestPause: 20 * DAY,
    programs: [
      {
        label: 'Thunderbird',
        messages: 40,
        firstSeen: FIRST,
        lastSeen: LAST,
        usual: [{ trait: 'zone', value: '+0100', seen: 40, of: 40 }],
      },
    ],
    zones: habits(['+0100', 30], ['+0200', 10]),
    networks: habits(['192.0.0.0/16', 40]),
    servers: habits(['oak.example', 40]),
    signers: habits(),
    recipients: habits(['desk@news.example', 40]),
    groups: [],
    links: habits(['docs.example', 8]),
    withLinks: 8,
    attachmentKinds: habits(),
    withAttachments: 0,
    withActiveAttachments: 0,
    replies: 10,
    forwards: 0,
    anchored: 9,
    replyDomains: habits(),
    hours: Array.from({ length: 24 }, (_, hour) => (hour >= 22 ? 15 : hour === 0 ? 10 : 0)),
    weekdays: [10, 10, 10, 10, 0, 0, 0],
    clocked: 40,
    novelties: NOVELTIES.map((what) => ({ what, times: 0, of: 30 })),
    contacts: [],
    asks: [],
    withAsks: 0,
    setAside: [],
    ...more,
  }
}

const withNovelties = (...given: readonly Novelty[]): CorrespondentProfile => profileOf({ novelties: given })

/** The text behind a heading of the last section, up to the next one. */
function under(text: string, heading: string): string {
  const start = text.indexOf(heading)
  assert.ok(start >= 0, `${heading} in:\n${text}`)
  const rest = text.slice(start + heading.length)
  const end = rest.search(/\n(?:Would|Cannot|Somebody)/)
  return end < 0 ? rest : rest.slice(0, end)
}

test('numbers stand behind the sentences', () => {
  const text = profileText(profileOf(), plain)
  for (const sentence of [
    'Writes as “Anna Berg”.',
    '40 mails on 30 days, the first on 2 January 2023, the last on 13 June 2024.',
    'Mostly writes every 2 days; the longest pause was 20 days.',
    'Thunderbird: 40 mails (100 %), since 2 January 2023',
    'Time zone: +0100 in 30 mails (75 %), +0200 in 10 (25 %)',
    'Signed by: never stated',
    '8 mails (20 %) carry a link to click, to 1 domain in all.',
    'The mail they refer to is in the store for 9 of these 10 (90 %).',
    'Between 22:00 and 01:00 on their own clock in 100 % of 40 mails.',
    'Never in 21 hours of the day.',
    'Never attached a file, in 40 mails.',
  ])
    assert.ok(text.replace(/\s+/g, ' ').includes(sentence), `${sentence}\n${text}`)
  assert.doesNotMatch(text, /How they write|Held and reviewed/)
})

test('what stands out depends on how often it came up before', () => {
  const text = profileText(
    withNovelties(
      { what: 'program', times: 0, of: 30 },
      { what: 'zone', times: 3, of: 30, lastTime: LAST },
      { what: 'link-domain', times: 12, of: 30, lastTime: LAST },
      { what: 'unanchored', times: 1, of: 4, lastTime: LAST },
    ),
    plain,
  )
  assert.match(under(text, 'Would stand out, most of all'), /other than Thunderbird \(never in 30 mails\)/)
  assert.match(under(text, 'Would be noticed'), /other than \+0100 or \+0200 \(3 of 30 mails, 10 %/)
  assert.match(under(text, 'Would hardly stand out:'), /a domain never sent before \(12 of 30 mails, 40 %/)
  assert.match(under(text, 'Cannot be told yet'), /1 of 4 replies and forwards/)
  assert.match(
    text.replace(/\s+/g, ' '),
    /What is left to see is common for this sender: such a mail would hardly/,
  )
})

test('in the owner’s own session only what that session cannot keep is named', () => {
  const text = profileText(profileOf(), plain).replace(/\s+/g, ' ')
  const session = text.slice(text.indexOf('Somebody in the sender’s own open session'))
  assert.match(session, /could give such a mail away: a link to a domain never sent before/)
  assert.doesNotMatch(session, /mail program other|time zone other/)
})

const styled = (more: Partial<WritingStyle> = {}): WritingStyle => ({
  texts: 20,
  tooShort: 3,
  medianLength: 180,
  languages: [{ value: 'en', texts: 20 }],
  habits: [
    {
      habit: 'greeting',
      of: 20,
      distinct: 2,
      values: [
        { value: 'hi ¶,', texts: 19 },
        { value: 'none', texts: 1 },
      ],
    },
    { habit: 'apostrophe', of: 20, distinct: 1, values: [{ value: 'straight', texts: 20 }] },
    { habit: 'ellipsis', of: 20, distinct: 1, values: [{ value: 'none', texts: 20 }] },
    {
      habit: 'dash',
      of: 20,
      distinct: 2,
      values: [
        { value: 'hyphen', texts: 12 },
        { value: 'none', texts: 8 },
      ],
    },
  ],
  quotingReplies: 4,
  ...more,
})

test('wording is told with its counts, and only steady habits as deviations', () => {
  const text = profileText(profileOf({ style: styled() }), plain)
  for (const sentence of [
    'Half of their mails have at least 180 characters of their own.',
    '4 of 10 replies (40 %) quote what they answer.',
    'newest 20 texts long enough to compare (3 mails were too short):',
    'greeting: “hi NAME,” in 19 of 20 texts, none in 1',
    'apostrophes: straight in 20 of 20 texts',
  ])
    assert.ok(text.replace(/\s+/g, ' ').includes(sentence), `${sentence}\n${text}`)
  const odd = text.slice(text.indexOf('In the words'))
  assert.match(odd, /apostrophes: other than straight \(in 20 of 20 texts\)/)
  assert.match(odd, /dots in a row: any \(none in 20 of 20 texts\)/)
  assert.doesNotMatch(odd, /dashes|greeting/)
})

test('words that would not be compared are not told as deviations', () => {
  const text = profileText(profileOf({ style: styled({ abstains: 'few-writers' }) }), plain)
  assert.match(text.replace(/\s+/g, ' '), /would not be compared: fewer than six other people/)
  assert.match(text, /Nothing in the words would be noticed/)
  assert.doesNotMatch(text, /In the words, as support/)
})

test('what they ask for is told, and any other request as a deviation', () => {
  const asks = [
    {
      kind: 'meeting',
      messages: 6,
      byWordsAlone: 2,
      firstSeen: FIRST,
      lastSeen: LAST,
      digest: sampleDigest(2),
      words: 'can we meet',
    },
  ] as const
  const text = profileText(profileOf({ asks, withAsks: 6 }), plain).replace(/\s+/g, ' ')
  assert.match(text, /6 mails \(15 %\) ask for something: • a meeting or a call: 6 mails \(15 %\)/)
  assert.match(text, /“can we meet”; in 2 of them no set phrase asks, only the words as a whole read so/)
  assert.match(text, /a request for something other than a meeting or a call \(never in 30 mails\)/)
})

test('too few mails say so, and nothing learned says only that', () => {
  const few = profileText(
    profileOf({ learned: 5, novelties: NOVELTIES.map((what) => ({ what, times: 0, of: 0 })) }),
    plain,
  )
  assert.match(few, /Too little is known: 5 mails learned/)
  const none = profileText(
    profileOf({ learned: 0, held: 2, novelties: NOVELTIES.map((what) => ({ what, times: 0, of: 0 })) }),
    plain,
  )
  assert.match(none, /Nothing was learned from this address yet/)
  assert.match(none, /2 more mails are held/)
  assert.doesNotMatch(none, /Mail programs/)
})

test('nothing from a mail or a person reaches the terminal raw, and no link stays alive', () => {
  const hostile = 'a\u001b[31m\u202e https://gate.test/x'
  const evidence = { digest: sampleDigest(1), part: '1', start: 0, end: 1 }
  const one = habits([hostile, 3])
  const found = profileOf({
    names: one,
    programs: [
      {
        label: hostile,
        messages: 3,
        firstSeen: FIRST,
        lastSeen: LAST,
        usual: [{ trait: 'mailer-version', value: hostile, seen: 1, of: 3 }],
      },
    ],
    zones: one,
    networks: one,
    servers: one,
    signers: one,
    recipients: one,
    groups: [{ addresses: [hostile, hostile], messages: 2, lastSeen: LAST }],
    links: one,
    attachmentKinds: one,
    withAttachments: 3,
    replyDomains: one,
    asks: [
      {
        kind: 'payment',
        messages: 1,
        byWordsAlone: 0,
        firstSeen: FIRST,
        lastSeen: LAST,
        digest: sampleDigest(1),
        words: hostile,
      },
    ],
    withAsks: 1,
    style: {
      texts: 12,
      tooShort: 0,
      medianLength: 200,
      languages: [{ value: hostile, texts: 12 }],
      habits: [
        { habit: hostile, of: 12, distinct: 1, values: [{ value: hostile, texts: 12 }] },
        { habit: 'greeting', of: 12, distinct: 1, values: [{ value: hostile, texts: 12 }] },
      ],
      quotingReplies: 3,
    },
    contacts: [
      {
        kind: 'phone',
        value: '+442079460958',
        shown: hostile,
        of: 'anna@example.org',
        messages: 2,
        days: 2,
        firstSeen: FIRST,
        lastSeen: LAST,
        first: evidence,
        last: evidence,
      },
      {
        kind: 'address',
        value: hostile,
        shown: hostile,
        of: 'anna@example.org',
        messages: 1,
        days: 1,
        firstSeen: FIRST,
        lastSeen: FIRST,
        first: evidence,
        last: evidence,
      },
    ],
    setAside: [
      {
        digest: sampleDigest(1),
        time: LAST,
        subject: hostile,
        held: false,
        review: {
          kind: 'review',
          sequence: 1,
          digest: sampleDigest(1),
          action: 'release',
          why: hostile,
          by: hostile,
          time: LAST,
        },
      },
    ],
  })
  const text = profileText(found, plain)
  assert.doesNotMatch(text, /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/)
  // The name of the reviewing person is the reader's own and only made printable.
  assert.doesNotMatch(text.replace(/released by.*\n?.*/g, ''), /https:|gate\.test/)
  assert.match(text, /phone \+442079460958: in 2 mails since 2 January 2023, last on 13 June 2024/)
  const json = profileJson(found)
  assert.doesNotMatch(json, /[\u0000-\u0009\u000b-\u001f\u007f\u202e]/)
  assert.equal(JSON.parse(json).type, 'profile')
})
