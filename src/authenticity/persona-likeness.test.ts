import assert from 'node:assert/strict'
import { test } from 'node:test'
import { comparePersonas, type PersonaProfile, personaView } from './persona-likeness.ts'

function profile(
  sender: string,
  traits: Readonly<Record<string, string>>,
  more: Partial<PersonaProfile> = {},
): PersonaProfile {
  return {
    sender,
    provider: sender.slice(sender.indexOf('@') + 1),
    inSet: true,
    items: 6,
    traits: new Map(Object.entries(traits).map(([trait, value]) => [trait, new Map([[value, 6]])])),
    characters: 0,
    ...more,
  }
}

const TRAITS = [
  'mailer',
  'zone',
  'header-order',
  'message-id-shape',
  'boundary-shape',
  'date-format',
  'text-encoding',
  'mime-shape',
  'first-helo',
  'route',
]
const all = (value: (trait: string) => string): Record<string, string> =>
  Object.fromEntries(TRAITS.map((trait) => [trait, value(trait)]))
const others = Array.from({ length: 8 }, (_, at) =>
  profile(
    `p${at}@other${at}.example`,
    all((trait) => `${trait} ${at}`),
  ),
)

test('two senders that share what nobody else has look like one, with evidence', () => {
  const style = new Map([
    [1, 0.8],
    [2, 0.6],
  ])
  const writers = others.map((one, at) => ({
    ...one,
    style: new Map([
      [10 + at, 1],
      [1, 0.01 * at],
    ]),
    characters: 900,
  }))
  const one = profile(
    'x@a.example',
    all((trait) => `rare ${trait}`),
    { style, characters: 900 },
  )
  const other = profile(
    'y@b.example',
    all((trait) => `rare ${trait}`),
    { style, characters: 900 },
  )
  const pair = comparePersonas(one, other, [one, other, ...writers])
  assert.equal(pair.verdict, 'like-one')
  assert.ok(pair.evidence.length > 0)
  assert.ok(pair.evidence.every(({ weight, agreement, usual }) => weight > 0 && agreement > usual))
  assert.deepEqual(personaView([one, other, ...writers]).groups, [['x@a.example', 'y@b.example']])
})

test('what everybody has counts nothing', () => {
  const common = others.map(({ sender }) =>
    profile(
      sender,
      all(() => 'usual'),
    ),
  )
  const pair = comparePersonas(
    profile(
      'x@a.example',
      all(() => 'usual'),
    ),
    profile(
      'y@b.example',
      all(() => 'usual'),
    ),
    common,
  )
  assert.equal(pair.verdict, 'cannot-tell')
  assert.ok(Math.abs(pair.score ?? 9) < 0.5)
})

test('senders that agree in nothing although others do look like two', () => {
  const common = others.map(({ sender }) =>
    profile(
      sender,
      all(() => 'usual'),
    ),
  )
  const pair = comparePersonas(
    profile(
      'x@a.example',
      all((trait) => `own ${trait}`),
    ),
    profile(
      'y@b.example',
      all(() => 'usual'),
    ),
    common,
  )
  assert.equal(pair.verdict, 'like-two')
})

test('abstains on few mails, few others, little writing, and on what a shared provider writes', () => {
  const one = profile(
    'x@a.example',
    all((trait) => `rare ${trait}`),
  )
  const other = profile(
    'y@a.example',
    all((trait) => `rare ${trait}`),
  )
  assert.match(comparePersonas({ ...one, items: 2 }, other, others).reason ?? '', /fewer than 3 mails/)
  assert.match(comparePersonas(one, other, others.slice(0, 4)).reason ?? '', /fewer than 5 other senders/)
  const pair = comparePersonas(one, other, others)
  assert.ok(pair.notEvaluated.some((why) => /too few others there/.test(why)))
  assert.ok(pair.notEvaluated.some((why) => /characters of own writing/.test(why)))
  assert.ok(pair.evidence.every(({ channel }) => channel === 'client'))
})
