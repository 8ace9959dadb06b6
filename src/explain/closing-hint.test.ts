import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sampleDigest } from '../testing/store-samples.ts'
import { type ClosingHint, closingHintText } from './closing-hint.ts'
import { columns } from './columns.ts'
import { shortDigest } from './evidence-text.ts'

const digest = sampleDigest('first alert')
const hint = (changes: Partial<ClosingHint> = {}): string =>
  closingHintText(
    { digest, waiting: 8, program: 'counterfoil', store: '--store mail.counterfoil', ...changes },
    { width: 80, color: false },
  )

test('commands carry the digest of the first mail and the store', () => {
  const text = hint()
  for (const command of [
    `counterfoil explain ${shortDigest(digest)} --store mail.counterfoil`,
    `counterfoil review ${shortDigest(digest)} --confirm "`,
    `counterfoil review ${shortDigest(digest)} --release "`,
  ])
    assert.ok(text.includes(command), text)
  assert.match(text.replace(/\s+/g, ' '), /8 mails are held .* learned from them until they are released\./)
  for (const line of text.split('\n')) assert.ok(columns(line) <= 80, line)
})

const bare = (changes: Partial<ClosingHint>): string =>
  closingHintText({ digest, waiting: 8, program: 'counterfoil', ...changes }, { width: 80, color: false })

test('without a store it says how to get one', () => {
  const text = bare({ history: "--history 'my mail'" })
  assert.match(text, /explain [0-9a-f]{16} --history 'my mail'\n/)
  assert.doesNotMatch(text, /--confirm/)
  assert.match(text, /--store mail\.counterfoil first/)
})

test('a command too long for the page goes on as a shell reads it', () => {
  const text = hint({ store: `--store /home/somebody/a/folder/of/mail/mail.counterfoil` })
  assert.match(text, /--confirm "why" \\\n {4}--store \/home\S+\n/)
})

test('one mail is spoken of as one', () => {
  assert.match(hint({ waiting: 1 }), /1 mail is held .*\n?.*learned from it until it is\s+released\./)
})
