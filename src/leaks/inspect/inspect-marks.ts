/** What in a file could identify the copy or its source, and a rewrite without it where that can be done. */

import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { CleanedFile, LeakMark, MarkInspection } from '../../model/leak-mark.ts'
import { detectType } from '../../parse/attachments/detect-type.ts'
import { cleanImage } from './clean-image.ts'
import { cleanOffice } from './clean-office.ts'
import { compoundMarks } from './compound-marks.ts'
import { imageMarks } from './image-marks.ts'
import { cleanMail, mailMarks } from './mail-marks.ts'
import { markList } from './mark-list.ts'
import { cleanMarkup, markupMarks } from './markup-marks.ts'
import { cleanOdf, odfMarks } from './odf-marks.ts'
import { officeMarks } from './office-marks.ts'
import { cleanOutlook, outlookMarks } from './outlook-marks.ts'
import { pdfMarks } from './pdf-marks.ts'
import { dotsNote, HOW_TO_LOOK, pictureNotes } from './picture-notes.ts'
import { cleanRtf, rtfMarks } from './rtf-marks.ts'
import { plainText, textMarks } from './text-marks.ts'
import { byteRanges } from './xml-filter.ts'
import { readPackage, writePackage } from './zip-package.ts'

type Kind =
  | 'ooxml'
  | 'odf'
  | 'old-office'
  | 'outlook'
  | 'rtf'
  | 'pdf'
  | 'image'
  | 'html'
  | 'mail'
  | 'text'
  | 'other'

/** Said of every file. */
const WORDING =
  'Wording, numbers, typing errors, order and layout can differ from copy to copy. No tool can see or take away such marks: compare with another copy, or publish a paraphrase.'
const SCANS_INSIDE = `Pictures inside were not looked at for printer dots: take scanned pages out and look into them by themselves, or ${HOW_TO_LOOK}.`
const WARNINGS: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  image: [
    'Marks in the pixels are not seen here but for a regular pattern of yellow printer dots: not invisible watermarks, not the noise of a camera’s sensor, not what is shown in the background.',
    'What a screenshot shows is not judged here. Look for a clock, battery, network and its name, notifications, the language and theme, open tabs, the account’s picture or name, unread counts, a mouse pointer; cut off what is not needed.',
  ],
  pdf: [
    `Pages that were scanned can show printer dots, stains, folds and handwriting. Dots were looked for only in pictures that lie in the file as JPEG, as far as told below; otherwise ${HOW_TO_LOOK}.`,
    'Black bars over text are only drawn over it unless the page was made a picture.',
  ],
  ooxml: [
    'Fonts, styles and page sizes tell about the program and country. Spacing between letters and lines can carry a number.',
    SCANS_INSIDE,
  ],
  odf: [
    'Fonts, styles and page sizes tell about the program and country. Spacing between letters and lines can carry a number.',
    SCANS_INSIDE,
  ],
  'old-office': [
    'The text itself was not looked at: unseen characters, hidden text and tracked changes in it are not told here.',
  ],
  rtf: [
    'Fonts, styles and page sizes tell about the program and country. Spacing between letters and lines can carry a number.',
    SCANS_INSIDE,
  ],
  outlook: [
    'An Outlook item is a copy out of one mailbox: its many unnamed properties can tell which, beyond those listed.',
    'Whom a mail was sent to shows in its text, too: salutation, quoted mails, signatures, banners of the recipient’s organisation.',
  ],
  mail: [
    'Whom a mail was sent to shows in its text, too: salutation, quoted mails, signatures, banners of the recipient’s organisation.',
  ],
  html: ['Layout and the order of styles can carry a number.'],
}
const RASTERISE =
  'A PDF has too many places for marks to be written again safely. Make pictures of its pages (for example pdftoppm -r 150 -png), look at each, and make a new PDF from those pictures.'

const SAVE_ANEW =
  'An old Office file is not written again: too much of it is not understood here. Open it on a computer without network in LibreOffice, save it as .docx, .xlsx, .pptx or OpenDocument, look into that file and clean it; or copy what is needed into a new plain text.'

/** Why a file is not written again, and what to do; undefined when it can be. */
function instead(kind: Kind): string | undefined {
  switch (kind) {
    case 'pdf':
      return RASTERISE
    case 'old-office':
      return SAVE_ANEW
    case 'other':
      return 'Copy what is needed into a new plain text file by hand.'
    default:
      return undefined
  }
}

/** Looks for marks; never throws because of content. */
export async function inspectMarks(given: Uint8Array, file: string): Promise<MarkInspection> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const { kind, mediaType } = kindOf(bytes)
  const list = markList()
  try {
    await look(list, bytes, kind, file)
  } catch (error) {
    list.notRead.push(
      `the file is damaged: ${error instanceof Error ? error.message.slice(0, 100) : 'unreadable'}`,
    )
  }
  const advice = instead(kind)
  return {
    kind: 'mark-inspection',
    file,
    mediaType,
    size: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    marks: list.marks(),
    warnings: [WORDING, ...(WARNINGS[kind] ?? [])],
    notRead:
      kind === 'other' ? [`files of type ${mediaType} are not looked into`, ...list.notRead] : list.notRead,
    cleaning: advice === undefined ? { possible: true } : { possible: false, instead: advice },
  }
}

async function look(
  list: ReturnType<typeof markList>,
  bytes: Buffer,
  kind: Kind,
  file: string,
): Promise<void> {
  if (kind === 'ooxml' || kind === 'odf') {
    const read = readPackage(bytes)
    if (read === undefined) list.notRead.push('the package is damaged or encrypted and could not be unpacked')
    else if (kind === 'ooxml') await officeMarks(list, read)
    else await odfMarks(list, read)
  } else if (kind === 'pdf') await pdfMarks(list, bytes)
  else if (kind === 'image') {
    await imageMarks(list, bytes)
    dotsNote(list, await pictureNotes(list, bytes, file))
  } else if (kind === 'old-office') compoundMarks(list, bytes)
  else if (kind === 'outlook') await outlookMarks(list, bytes)
  else if (kind === 'rtf') await rtfMarks(list, bytes)
  else if (kind === 'mail') mailMarks(list, bytes)
  else if (kind === 'html') markupMarks(list, textOf(bytes))
  else if (kind === 'text') {
    const text = textOf(bytes)
    if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf)
      list.add({
        code: 'text.byte-order-mark',
        means: 'device',
        value: 'UTF-8 byte order mark',
        range: { start: 0, end: 3 },
      })
    const place = byteRanges(text)
    const shift = bytes.length - Buffer.byteLength(text) === 3 ? 3 : 0
    textMarks(list, text, {
      lines: true,
      place: (start, end) => {
        const range = place(start, end)
        return { start: range.start + shift, end: range.end + shift }
      },
    })
  }
}

/**
 * The file written again without its marks, then looked into once more: what that second look finds is told as
 * `left`. A string when it cannot be done, which says why.
 */
export async function cleanCopy(given: Uint8Array, file: string): Promise<CleanedFile | string> {
  const bytes = Buffer.from(given.buffer, given.byteOffset, given.byteLength)
  const { kind, mediaType } = kindOf(bytes)
  const before = await inspectMarks(bytes, file)
  if (!before.cleaning.possible) return before.cleaning.instead
  const made = await rewritten(bytes, kind, mediaType)
  if (typeof made === 'string') return made
  const after = await inspectMarks(made.bytes, file)
  return {
    kind: 'cleaned-file',
    bytes: made.bytes,
    mediaType: after.mediaType,
    removed: removedCodes(before.marks, after.marks),
    left: after.marks,
    changes: made.changes,
  }
}

async function rewritten(
  bytes: Buffer,
  kind: Kind,
  mediaType: string,
): Promise<{ readonly bytes: Uint8Array; readonly changes: readonly string[] } | string> {
  switch (kind) {
    case 'ooxml':
    case 'odf': {
      const read = readPackage(bytes)
      if (read === undefined || read.notRead.length > 0)
        return 'The package could not be read as a whole, so it is not written again.'
      const { members, changes } =
        kind === 'ooxml' ? await cleanOffice(read.members) : await cleanOdf(read.members)
      return { bytes: writePackage(members), changes }
    }
    case 'image': {
      const clean = await cleanImage(bytes, mediaType)
      return clean === undefined
        ? 'The picture could not be read, so it is not written again: make a screenshot of it.'
        : { bytes: clean, changes: ['the picture was compressed anew'] }
    }
    case 'html':
      return {
        bytes: Buffer.from(cleanMarkup(textOf(bytes))),
        changes: ['layout, pictures and scripts were left out', 'links lost what stands behind ? and #'],
      }
    case 'rtf': {
      const { text, changes } = cleanRtf(bytes)
      return { bytes: Buffer.from(text), changes }
    }
    case 'outlook': {
      const made = cleanOutlook(bytes)
      return made === undefined
        ? 'No text could be read in the item: copy what is needed into a new plain text by hand.'
        : { bytes: Buffer.from(made.text), changes: made.changes }
    }
    case 'mail': {
      const { text, changes } = cleanMail(bytes)
      return { bytes: Buffer.from(text), changes }
    }
    case 'text':
      return {
        bytes: Buffer.from(plainText(textOf(bytes), { lines: true })),
        changes: ['quotation marks, dashes and white space have one plain form'],
      }
    default:
      return 'Files of this type are not written again.'
  }
}

function removedCodes(before: readonly LeakMark[], after: readonly LeakMark[]): CleanedFile['removed'] {
  const counts = new Map<string, number>()
  const add = (marks: readonly LeakMark[], sign: 1 | -1): void => {
    for (const { code, more = 0 } of marks) counts.set(code, (counts.get(code) ?? 0) + sign * (1 + more))
  }
  add(before, 1)
  add(after, -1)
  return [...counts].filter(([, count]) => count > 0).map(([code, count]) => ({ code, count }))
}

const OOXML = /officedocument|ms-(?:word|excel|powerpoint)\.[a-z.]*(?:macroenabled|12)/i

const OLD_OFFICE: ReadonlySet<string> = new Set([
  'application/msword',
  'application/vnd.ms-excel',
  'application/vnd.ms-powerpoint',
  'application/x-ooxml-protected',
  'application/x-ole-storage',
])

function kindOf(bytes: Buffer): { readonly kind: Kind; readonly mediaType: string } {
  const detected = detectType(bytes)
  if (detected !== undefined) {
    if (OOXML.test(detected)) return { kind: 'ooxml', mediaType: detected }
    if (detected.includes('opendocument') || detected.includes('oasis'))
      return { kind: 'odf', mediaType: detected }
    if (detected === 'application/pdf') return { kind: 'pdf', mediaType: detected }
    if (detected.startsWith('image/') && detected !== 'image/svg+xml')
      return { kind: 'image', mediaType: detected }
    if (detected === 'text/html') return { kind: 'html', mediaType: detected }
    if (detected === 'message/rfc822') return { kind: 'mail', mediaType: detected }
    if (detected === 'application/rtf') return { kind: 'rtf', mediaType: detected }
    if (detected === 'application/vnd.ms-outlook') return { kind: 'outlook', mediaType: detected }
    if (OLD_OFFICE.has(detected)) return { kind: 'old-office', mediaType: detected }
    if (!detected.startsWith('text/') && detected !== 'image/svg+xml')
      return { kind: 'other', mediaType: detected }
  }
  const head = bytes.subarray(0, 65_536)
  if (head.includes(0)) return { kind: 'other', mediaType: detected ?? 'application/octet-stream' }
  if (isMail(head.toString('latin1'))) return { kind: 'mail', mediaType: 'message/rfc822' }
  return { kind: 'text', mediaType: detected ?? 'text/plain' }
}

/** At least three fields of a mail before the first blank line. */
function isMail(head: string): boolean {
  const header = head.split(/\r?\n\r?\n/, 1)[0] ?? ''
  return (
    (header.match(
      /^(?:from|to|date|subject|message-id|received|return-path|mime-version|delivered-to|dkim-signature):/gim,
    )?.length ?? 0) >= 3
  )
}

function textOf(bytes: Buffer): string {
  const skip = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  const body = bytes.subarray(skip)
  return isUtf8(body) ? body.toString('utf8') : body.toString('latin1')
}
