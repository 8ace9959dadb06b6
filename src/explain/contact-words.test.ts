import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { KnownContact, RecordContact } from '../model/contact.ts'
import { SUMMARY, TAKEOVER_SCANNED } from '../testing/scan-fixture.ts'
import { sampleDigest } from '../testing/store-samples.ts'
import { contactsHeading, contactsToAsk, unknownContactsText } from './contact-words.ts'
import { reportHtml } from './scan-html.ts'
import { messageEntry } from './scan-ndjson.ts'
import { alertText } from './scan-text.ts'

const plain = { width: 80, color: false } as const
const own: RecordContact = {
  kind: 'phone',
  value: '+442079460001',
  shown: '+44 20 7946 0001',
  where: 'signature',
  part: '1',
  start: 0,
  end: 16,
}
const place = { digest: sampleDigest('contact'), part: '1', start: 0, end: 4 }
const known: KnownContact = {
  kind: 'phone',
  value: '+442079460958',
  shown: '+44 20 7946 0958',
  of: 'vera@harbourwatch.example',
  messages: 12,
  days: 11,
  firstSeen: Date.UTC(2019, 4, 3),
  lastSeen: Date.UTC(2024, 4, 4),
  first: place,
  last: place,
}
const { judgement, record } = TAKEOVER_SCANNED

test('of a held mail nothing it gives itself is told as known, and it is warned of', () => {
  const given = { ...record, contacts: [own] }
  assert.deepEqual(contactsToAsk({ held: true, findings: [] }, given), { known: [], unknown: [own] })
  assert.equal(contactsToAsk({ held: false, findings: [] }, given), undefined, 'nobody has to be asked')
  const text = alertText({ ...TAKEOVER_SCANNED, record: given }, plain).replace(/\s+/g, ' ')
  assert.match(text, /None: no phone number or second address of theirs was seen before this mail/)
  assert.match(text, /Do not use phone \+44 20 7946 0001 to ask: this mail itself gives it/)
  assert.equal(text.split('+44 20 7946 0001').length, 2, 'nowhere but in the warning')
})

test('what was known before it stands beside the next step, in every form', () => {
  const contacts = { known: [known], unknown: [own] }
  const scanned = { ...TAKEOVER_SCANNED, judgement: { ...judgement, contacts } }
  const told = 'phone +44 20 7946 0958: in 12 mails since 3 May 2019, last on 4 May 2024'
  const text = alertText(scanned, plain).replace(/\s+/g, ' ')
  assert.ok(text.indexOf(told) > text.indexOf('What to do next'), text)
  assert.doesNotMatch(text, /None: no phone/)
  const page = reportHtml({
    kind: 'scan-report',
    generated: 0,
    inputs: [],
    summary: SUMMARY,
    messages: [{ scanned, past: [], missing: 'gone' }],
  })
  assert.ok(page.includes(told))
  assert.match(page, /<p class="warning">.*Do not use phone/)
  assert.deepEqual((messageEntry(scanned) as { contacts: object }).contacts, {
    known: [
      {
        kind: 'phone',
        value: '+442079460958',
        of: known.of,
        messages: 12,
        first: '2019-05-03T00:00:00Z',
        last: '2024-05-04T00:00:00Z',
        digest: place.digest,
      },
    ],
    unknown: [{ kind: 'phone', value: '+442079460001' }],
  })
})

test('the true address of the person posed as is not warned of', () => {
  const address: RecordContact = { ...own, kind: 'address', value: 'ines@presscoop.example' }
  const [finding] = judgement.findings
  assert.ok(finding)
  const evidence = [
    { kind: 'statistic', profile: address.value, name: 'mails under this name', value: 88, n: 400 },
  ] as const
  const given = { contacts: [address, own] }
  assert.deepEqual(contactsToAsk({ held: true, findings: [{ ...finding, evidence }] }, given)?.unknown, [own])
})

test('whose contacts they are is said where it is not the sender', () => {
  const contacts = { known: [known], unknown: [own, { ...own, value: '+4420', shown: '+44 20' }] }
  assert.match(contactsHeading(contacts, 'Vera@Harbourwatch.example'), /earlier mail of this sender$/)
  assert.match(contactsHeading(contacts, 'vera@gate.test'), /earlier mail of vera@harbourwatch\.example$/)
  assert.match(unknownContactsText(contacts) ?? '', /this mail itself gives them, and no earlier one did\.$/)
  assert.equal(unknownContactsText({ known: [], unknown: [] }), undefined)
})
