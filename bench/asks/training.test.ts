import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { LEARNED_KINDS, type TrainingText, trained } from './training.ts'

const folder = fileURLToPath(new URL('texts', import.meta.url))
const TEXTS: readonly TrainingText[] = globSync(`${folder}/*.jsonl`).flatMap((file) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as TrainingText),
)

test('the list was made from the texts that lie here', () => {
  const list = readFileSync(new URL('../../lists/request-words.txt', import.meta.url), 'utf8')
  assert.match(list, new RegExp(`^# source: Counterfoil, ${TEXTS.length} texts `, 'm'))
})

test('texts are whole, of a known kind, each once, and lead nowhere', () => {
  const seen = new Set<string>()
  for (const { kind, text } of TEXTS) {
    assert.ok(kind === 'none' || LEARNED_KINDS.includes(kind), kind)
    assert.ok(text.trim().length > 0 && !seen.has(text), text)
    assert.doesNotMatch(text, /https?:|www\.|\S@\S+\.\S/)
    seen.add(text)
  }
})

test('what separates two kinds gets the weights, the same every time', () => {
  const texts = Array.from(
    { length: 30 },
    (_, n): TrainingText => ({
      kind: n % 2 === 0 ? 'payment' : 'none',
      text: `${n % 2 === 0 ? 'voucher' : 'weather'} and word ${'abcdefghij'[n % 10]}`,
    }),
  )
  const lines = trained(texts, { rounds: 60 })
  assert.deepEqual(trained(texts, { rounds: 60 }), lines)
  const weights = (name: string): readonly number[] =>
    lines
      .find((line) => line.startsWith(`${name}\t`))
      ?.split('\t')
      .slice(2)
      .map(Number) ?? []
  const [none = 0, , payment = 0] = weights('voucher')
  assert.ok(payment > 1 && none < -1, `${none} ${payment}`)
  const [noneOf = 0, , paymentOf = 0] = weights('weather')
  assert.ok(paymentOf < -1 && noneOf > 1)
})
