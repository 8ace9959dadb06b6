import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CleanedFile, MarkInspection } from '../model/leak-mark.ts'
import { marksJson } from './leak-marks-json.ts'
import { cleanedText, marksText } from './leak-marks-text.ts'

const OPTIONS = { width: 100, color: false }
const inspection: MarkInspection = {
  kind: 'mark-inspection',
  file: 'memo.docx',
  mediaType: 'application/x',
  size: 12,
  sha256: '00',
  marks: [
    {
      kind: 'leak-mark',
      code: 'office.author',
      means: 'person',
      part: 'docProps/core.xml',
      range: { start: 3, end: 9 },
      value: 'Ann\u202e \u001b[1m',
      cleaned: 'yes',
    },
    { kind: 'leak-mark', code: 'office.embedded-file', means: 'hidden', value: 'x', more: 2, cleaned: 'no' },
  ],
  warnings: ['Wording can differ.'],
  notRead: ['a part'],
  cleaning: { possible: false, instead: 'Make pictures of it.' },
}
const cleaned: CleanedFile = {
  kind: 'cleaned-file',
  bytes: new Uint8Array(3),
  mediaType: 'application/x',
  removed: [{ code: 'office.author', count: 1 }],
  left: [inspection.marks[1]!],
  changes: ['comments were taken out'],
}

test('marks stand with their place, what is not seen is said, hostile text is harmless', () => {
  const text = marksText(inspection, OPTIONS)
  assert.match(text, /docProps\/core\.xml, bytes 3–8/)
  assert.match(text, /and 2 more times, not taken away by --clean/)
  assert.match(text, /Wording can differ\./)
  assert.match(text, /not looked into: a part/)
  assert.match(text, /Make pictures of it\./)
  assert.doesNotMatch(text, /[\u001b\u202e]/)
})

test('a cleaned rewrite is told with what is left, and never called safe', () => {
  const text = cleanedText(cleaned, 'out.docx', OPTIONS)
  assert.match(text, /Taken away {2}office\.author, 1/)
  assert.match(text, /LEFT {8}x \(office\.embedded-file\)/)
  assert.match(text, /Wording and layout are as they were/)
  assert.doesNotMatch(text, /\bsafe\b|\bclean file\b|\banonym/i)
  assert.match(cleanedText({ ...cleaned, left: [] }, 'o', OPTIONS), /no mark of those that are looked for/)
})

test('JSON holds the same, without the bytes', () => {
  const value = JSON.parse(marksJson(inspection, { file: cleaned, path: 'out.docx' })) as {
    type: string
    cleaned: { left: unknown[]; size: number; bytes?: unknown }
  }
  assert.equal(value.type, 'mark-inspection')
  assert.equal(value.cleaned.left.length, 1)
  assert.equal(value.cleaned.size, 3)
  assert.equal(value.cleaned.bytes, undefined)
})
