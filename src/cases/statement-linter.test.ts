import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { EVASIVE_SENTENCES } from './evasive-sentences.test.data.ts'
import { HELD_OUT_SENTENCES } from './held-out-sentences.test.data.ts'
import { lintStatements, type RemarkRule, type Statement } from './statement-linter.ts'

/** Each sentence is a report of its own, with what the linter must say of it. */
const SENTENCES: readonly (readonly [sentence: string | Statement, ...rules: RemarkRule[]])[] = [
  // Likelihood and confidence
  ['The mail was very likely not written by the owner of the account.'],
  ['We have moderate confidence in this judgement, because the headers are complete and two copies agree.'],
  [
    'We assess with high confidence that the account was very likely taken over.',
    'confidence-with-likelihood',
  ],
  ['It is likely, with low confidence, that the host served the page.', 'confidence-with-likelihood'],
  ['The link was almost certainly per-target. Our confidence is high.'],
  ['The link was almost certainly per-target; our confidence is high.', 'confidence-with-likelihood'],
  [
    'We are highly confident that the mail probably came from a second program.',
    'confidence-with-likelihood',
  ],
  ['There is a roughly even chance that the copy came from the shared drive.'],
  ['There is almost no chance that both mails were written on one device.'],
  ['It is improbable that the vendor held this version.'],
  ['The chance that the list rewrote the link is remote.'],
  ['Remote access to the mailbox was seen on 12 June.'],
  ['Remote workers use the same gateway.'],
  // Rows
  ['The takeover is likely. The insider reading is unlikely.'],
  ['The takeover is probable. The insider reading is improbable.'],
  ['The takeover is likely. The insider reading is improbable.', 'mixed-rows'],
  ['A leak by the vendor is highly improbable, and a second mailbox is very likely.', 'mixed-rows'],
  [
    'It is almost certain that the mail passed the gateway, and highly probable that it was opened.',
    'mixed-rows',
  ],
  ['The takeover is likely. The vendor says an insider is improbable.'],
  // Numbers
  ['It is likely (55 to 80 %) that the mailbox was read.'],
  ['It is likely (90 %) that the mailbox was read.', 'number-outside-term'],
  ['It is very unlikely, at 5–20 percent, that the forward is genuine.'],
  ['It is unlikely (10 %) that the forward is genuine.', 'number-outside-term'],
  ['The index covers 98 % of the attachments.'],
  ['A second reader is roughly even odds, about 50 %.'],
  ['A second reader is almost certain, about 80 per cent.', 'number-outside-term'],
  // Proof
  ['The signature proves that the mail is authentic.', 'proves'],
  ['A valid signature does not prove who typed the mail.'],
  ['Nothing in the log proves that the rule was set by hand.'],
  ['This is proof of a takeover.', 'proves'],
  ['This is not proof of a takeover.'],
  ['The header is a smoking gun.', 'proves'],
  ['The evidence undeniably shows a second program.', 'proves'],
  ['The access was proven beyond doubt.', 'proves', 'proves'],
  ['A proof of concept of the redirect is in the annex.'],
  // found by trying the program, after the two batches
  ['It is likely that the mail was forged, we are 100% sure.', 'proves'],
  ['It is likely, and we are totally certain, that the mail was forged.', 'proves'],
  ['It is likely that the mail was forged; we are positive about this.', 'proves'],
  ['We are not completely sure which program wrote the mail.'],
  ['The log covers 100 % of the sign-ins.'],
  ['The hash matches; it cannot prove where the file came from.'],
  // Attribution
  ['A state actor is behind the mail.', 'unsupported-attribution'],
  ['The mailbox was hacked by the group.', 'unsupported-attribution'],
  ['The mailbox was hacked by the group [E3].', 'attribution-without-estimate'],
  ['The mailbox was likely hacked by whoever sent the mail of 12 June [E1, E3].'],
  ['The vendor says that the group is behind the mail.'],
  ['According to the vendor, the mailbox was hacked by the group.'],
  ['The ministry denies that it is behind the mail.'],
  ['It is not known who is behind the mail.'],
  ['We do not attribute this to any group.'],
  ['We cannot say whether a group is behind the mail.'],
  ['We attribute the mail to the group.', 'unsupported-attribution'],
  [{ text: 'The activity is attributed to the cluster.', evidence: ['E2'] }, 'attribution-without-estimate'],
  [{ text: 'The activity is very likely attributable to the cluster.', evidence: ['E2'] }],
  [{ text: 'The group is behind the mail.', label: 'claimed' }],
  [{ text: 'The persona leaked the dossier.', label: 'assessed' }, 'unsupported-attribution'],
  ['The file was sent by mail on 3 May.'],
  ['The file was sent by the group on 3 May.', 'unsupported-attribution'],
  // Vague
  ['The account was possibly taken over.', 'vague-estimate'],
  ['The account may have been taken over.', 'vague-estimate'],
  ['A takeover cannot be ruled out.', 'vague-estimate'],
  ['Perhaps the assistant wrote it.', 'vague-estimate'],
  ['It is perhaps likely that the assistant wrote it.', 'doubled-estimate'],
  ['The redirect might very likely have served two pages.', 'doubled-estimate'],
  ['The gateway may rewrite links.'],
  // Observations
  [{ text: 'The mail likely passed the gateway at 10:03.', label: 'observed' }, 'estimated-observation'],
  [{ text: 'The mail passed the gateway at 10:03 UTC.', label: 'observed' }],
  // People
  ['The assistant is the leaker.', 'convicts'],
  ['The evidence does not show that the assistant is the leaker.'],
  ['The culprit used the shared mailbox.', 'convicts'],
  ['The leaked copy is the one made for the press office.'],
  ['Somebody on the staff is to blame.', 'convicts'],
  // Vouching
  ['The other mailboxes are clean.', 'vouches'],
  ['The other mailboxes were not compromised.', 'vouches'],
  ['Nothing was found in the other mailboxes by what was able to run.'],
  ['The link is safe.', 'vouches'],
  ['It cannot be said that the link is safe.'],
  ['The landing page is legitimate.', 'vouches'],
  ['The landing page is the genuine site of the newspaper.'],
  // Names
  ['The cluster is also known as Grey Heron.', 'equates-names'],
  ['The vendor says that its cluster is also known as Grey Heron.'],
]

test('sentences that may stand in a report, and those that may not', () => {
  assert.ok(SENTENCES.length >= 60)
  for (const [sentence, ...rules] of SENTENCES) {
    const statement = typeof sentence === 'string' ? { text: sentence } : sentence
    const remarks = lintStatements([statement])
    assert.deepEqual(
      remarks.map(({ rule }) => rule),
      rules,
      statement.text,
    )
    for (const { start, end, quoted, words } of remarks) {
      assert.equal(statement.text.slice(start, end), quoted)
      assert.match(words, /^[“A-Z].*\.$/)
    }
  }
})

test('ways around the rules', () => {
  for (const [sentence, ...rules] of [...EVASIVE_SENTENCES, ...HELD_OUT_SENTENCES]) {
    const statement = typeof sentence === 'string' ? { text: sentence } : sentence
    const remarks = lintStatements([statement])
    assert.deepEqual([...new Set(remarks.map(({ rule }) => rule))], rules, statement.text)
    for (const { start, end, quoted } of remarks) assert.equal(statement.text.slice(start, end), quoted)
  }
})

test('the row of terms is that of the whole report', () => {
  const remarks = lintStatements([
    { text: 'A takeover is likely.' },
    { text: 'An insider is unlikely.' },
    { text: 'A second copy is probable.' },
  ])
  assert.deepEqual(
    remarks.map(({ rule, statement, quoted }) => [rule, statement, quoted]),
    [['mixed-rows', 2, 'probable']],
  )
})

test('any text: remarks lie inside it and quote it', () => {
  const words = fc.constantFrom(
    'likely',
    'probable',
    'very ',
    'high confidence',
    'proves',
    'not ',
    'is behind',
    '. ',
    ', ',
    '90 %',
    'a ',
    '\u202e',
    '😀',
    'aka',
    'İ',
    'i.e.',
    '\n',
    '(which',
    'said',
  ) // prettier-ignore
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.string()), { maxLength: 40 }), (parts) => {
      const text = parts.join(' ')
      for (const { start, end, quoted } of lintStatements([{ text }])) {
        assert.ok(start < end && end <= text.length)
        assert.equal(text.slice(start, end), quoted)
      }
    }),
    { numRuns: 2_000 },
  )
})
