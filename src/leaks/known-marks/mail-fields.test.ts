import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inspectMarks } from '../inspect/inspect-marks.ts'
import { MAIL_FIELD_MARKS } from './mail-fields.ts'

/** What `leak marks` tells less precisely, or not at all, until it reads this table as well. */
const TOLD_OTHERWISE: ReadonlySet<string> = new Set([
  'list-id',
  'x-delivered-to',
  'x-apparently-to',
  'x-ms-exchange-organization-originalenveloperecipients',
])

describe('fields of a mail that are marks', () => {
  it('are the same for whoever traces a leak and for whoever protects a source', async () => {
    for (const [name, { code, means }] of Object.entries(MAIL_FIELD_MARKS)) {
      if (TOLD_OTHERWISE.has(name)) continue
      const others = ['from', 'to', 'date'].filter((each) => each !== name)
      const mail = `${name}: <pell@quillmere.example>\r\n${others.map((each) => `${each}: x@y.example`).join('\r\n')}\r\nsubject: s\r\nmime-version: 1.0\r\n\r\ntext\r\n`
      const { marks } = await inspectMarks(Buffer.from(mail), 'mail.eml')
      const told = marks.find(({ value }) => value.startsWith(`${name}: <pell@`))
      assert.deepEqual([told?.code, told?.means], [code, means], name)
    }
  })
})
