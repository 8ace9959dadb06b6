import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Inspection } from '../model/scan.ts'
import { HOSTILE_MAIL, INSPECTION } from '../testing/scan-fixture.ts'
import { columns } from './columns.ts'
import { inspectionJson } from './inspect-json.ts'
import { inspectionText } from './inspect-text.ts'

const at = (width: number): { width: number; color: false } => ({ width, color: false })
const text = inspectionText(INSPECTION, at(80))

test('parts with their byte ranges, as a tree', () => {
  assert.ok(
    text.includes(`Parts
─────
0  multipart/alternative · 7bit
   header bytes 0–943, body bytes 946–2354, 1.4 KB
  1  text/plain · quoted-printable, utf-8
     header bytes 961–1048, body bytes 1051–1493, 443 bytes
`),
    text,
  )
})

test('header fields as written, with their place', () => {
  assert.match(
    text,
    /To: =\?utf-8\?q\?Tom=C3=A1s_Okafor\?= <tomas@harbourwatch\.example>, Ines Moreau\n {4}.*\n {4}bytes 552–681/,
  )
})

test('decoded addresses and dates', () => {
  assert.match(text, /From {9}Vera Lindqvist <vera@harbourwatch\.example>/)
  assert.match(
    text,
    /Date {9}13 June 2024, 09:12 UTC \(12:12 at \+03:00\), written “Thu, 13 Jun\s+2024 12:12:36 \+0300”/,
  )
})

test('authentication: who stated what, believed or not and why, and what was not evaluated', () => {
  assert.match(
    text,
    /by mx\.harbourwatch\.example, header field 3; believed: taken for your receiving\s+host/,
  )
  assert.match(text, /by elsewhere\.test, header field 3; not believed: anybody can write such a\s+line/)
  assert.match(text, /by counterfoil; verified here/)
  assert.match(text, /Not evaluated: own verification of DKIM/)
  assert.match(text, /That speaks for the\s+domain, not for the person who wrote\./)
})

test('links with their traits, attachments, regions, issues', () => {
  assert.match(
    text,
    /leads to {3}docs\[\.\]harbourwatch\[\.\]example\[\.\]session-check\[\.\]test, domain\s+session-check\[\.\]test/,
  )
  assert.match(text, /the text shows another domain than the one it leads to\s+\(text-host-differs\)/)
  assert.match(text, /annex⟨U\+202E⟩fdp\.exe/)
  assert.match(text, /application\/pdf, by its content application\/x-msdownload/)
  assert.match(text, /characters 150–392: forwarded text/)
  assert.match(text, /\(header\.duplicate; bytes 10–39\)/)
})

test('hostile mail at every width: nothing raw, no line too wide, no promise', () => {
  const { attachments, issues } = INSPECTION.message
  const hostile: Inspection = {
    ...INSPECTION,
    message: {
      ...HOSTILE_MAIL.message,
      attachments,
      issues,
      links: Array(1_000).fill(HOSTILE_MAIL.message.links[1]),
    },
  }
  for (const width of [40, 60, 80, 120]) {
    const shown = inspectionText(hostile, at(width))
    for (const line of shown.split('\n')) {
      assert.ok(columns(line) <= width, line)
      assert.doesNotMatch(line, /[\p{Cc}\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u)
    }
    assert.doesNotMatch(shown, /https?:\/\//)
    assert.doesNotMatch(shown, /\b(?:clean|safe|benign|harmless)\b/i)
    assert.match(shown, /and 800 more/)
  }
})

test('a mail without anything is shown as such', () => {
  const { message } = INSPECTION
  const { messageId: _id, date: _date, ...rest } = message
  const shown = inspectionText(
    {
      ...INSPECTION,
      message: {
        ...rest,
        subject: '',
        from: [],
        to: [],
        links: [],
        texts: [],
        mainText: -1,
        attachments: [],
        issues: [],
      },
      authentication: { ...INSPECTION.authentication, results: [], aligned: 'unknown' },
    },
    at(80),
  )
  for (const words of [
    'Subject      (none)',
    'Date         (none)',
    'None found.',
    'There is no text.',
    'Nothing: every byte was read as written.',
  ])
    assert.ok(shown.includes(words), words)
})

test('JSON gives the same plain data back, without the raw bytes', () => {
  const { bytes: _, kind: _kind, ...rest } = INSPECTION
  assert.deepEqual(JSON.parse(inspectionJson(INSPECTION)), {
    type: 'inspection',
    ...JSON.parse(JSON.stringify(rest)),
  })
  assert.doesNotMatch(inspectionJson(INSPECTION).replaceAll('\n', ''), /[\p{Cc}\u202e]/u)
})
