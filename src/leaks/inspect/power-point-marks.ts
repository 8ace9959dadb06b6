/** Marks in PowerPoint presentations until 2003 ([MS-PPT]). */

import { utf16Text } from '../../parse/mime/utf16-text.ts'
import type { MarkList } from './mark-list.ts'

const USER_EDIT = 0x0ff5
const CURRENT_USER = 0x0ff6
const TEXT = 0x0fba
const COMMENT = 0x2ee0
/** Records and earlier states looked at. Attack: empty records, and states that point at each other. */
const MAX_RECORDS = 2_000_000
const MAX_EDITS = 1_000

/** Adds who last had it open, how many earlier states the file holds, and who wrote comments. */
export function powerPointMarks(list: MarkList, stream: (path: string) => Buffer): void {
  const document = stream('PowerPoint Document')
  if (document.length === 0) return
  const user = stream('Current User')
  let newest = 0
  if (user.length >= 28 && user.readUInt16LE(2) === CURRENT_USER) {
    // §2.3.2: size, token, place of the newest state, length of the name, versions, the name.
    newest = user.readUInt32LE(16)
    const length = user.readUInt16LE(20)
    const wideAt = 28 + length + 4
    const wide = utf16Text(user.subarray(wideAt, wideAt + 2 * length)).replace(/\0/g, '')
    const name = wide === '' ? user.toString('latin1', 28, Math.min(user.length, 28 + length)) : wide
    if (name.trim() !== '')
      list.add({
        code: 'office.last-changed-by',
        means: 'person',
        part: 'Current User',
        value: name,
        range: { start: 28, end: Math.min(user.length, 28 + length) },
        cleaned: 'no',
      })
    if (user.readUInt32LE(12) === 0xf3d1c4df) {
      list.notRead.push('the presentation is encrypted: its records could not be read')
      return
    }
  }
  earlierStates(list, document, newest)
  let at = 0
  let inComment = false
  for (let record = 0; record < MAX_RECORDS && at + 8 <= document.length; record++) {
    const head = document.readUInt16LE(at)
    const type = document.readUInt16LE(at + 2)
    const length = document.readUInt32LE(at + 4)
    const start = at + 8
    if (type === COMMENT) inComment = true
    if (type === TEXT && inComment && head >> 4 === 0) {
      inComment = false
      const end = Math.min(document.length, start + length)
      list.add({
        code: 'office.comments',
        means: 'person',
        part: 'PowerPoint Document',
        value: utf16Text(document.subarray(start, end)),
        range: { start, end },
        cleaned: 'no',
      })
    }
    // A container's records follow its head.
    at = (head & 0xf) === 0xf ? start : start + length
  }
}

/** Each quick save adds a state that points at the one before (§2.3.3). */
function earlierStates(list: MarkList, document: Buffer, newest: number): void {
  let count = 0
  let at = newest
  while (
    count < MAX_EDITS &&
    at > 0 &&
    at + 20 <= document.length &&
    document.readUInt16LE(at + 2) === USER_EDIT
  ) {
    count++
    const before = document.readUInt32LE(at + 16)
    if (before >= at) break
    at = before
  }
  if (count > 1)
    list.add({
      code: 'office.earlier-text',
      means: 'hidden',
      part: 'PowerPoint Document',
      value: `saved quickly: ${count - 1} earlier ${count === 2 ? 'state is' : 'states are'} still in it`,
      range: { start: newest, end: Math.min(document.length, newest + 8) },
      cleaned: 'no',
    })
}
