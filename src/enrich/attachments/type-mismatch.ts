import { extensionOf } from '../../parse/attachments/active-content.ts'

const OFFICE = 'application/vnd.'
const OLE = [
  'application/msword',
  'application/vnd.ms-',
  'application/x-ole-storage',
  'application/x-ooxml-protected',
]

/**
 * What a file of a common extension may be by content, as beginnings of media types. Word opens RTF, HTML and XML
 * under its own extensions, and old programs write the new package under the old name; that is not disguise.
 */
const EXPECTED: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    pdf: ['application/pdf'],
    png: ['image/'],
    jpg: ['image/'],
    jpeg: ['image/'],
    gif: ['image/'],
    bmp: ['image/'],
    webp: ['image/'],
    tif: ['image/'],
    tiff: ['image/'],
    doc: [...OLE, OFFICE, 'application/rtf', 'text/', 'message/rfc822'],
    xls: [...OLE, OFFICE, 'text/'],
    ppt: [...OLE, OFFICE],
    docx: [OFFICE, 'application/x-ooxml-protected'],
    xlsx: [OFFICE, 'application/x-ooxml-protected'],
    pptx: [OFFICE, 'application/x-ooxml-protected'],
    odt: ['application/vnd.oasis.'],
    ods: ['application/vnd.oasis.'],
    odp: ['application/vnd.oasis.'],
    rtf: ['application/rtf'],
    zip: ['application/zip', 'application/vnd.', 'application/java-archive'],
    txt: ['text/', 'message/', 'application/mbox', 'application/pgp-'],
    csv: ['text/'],
    ics: ['text/calendar'],
    vcf: ['text/vcard'],
    eml: ['message/', 'text/', 'application/mbox'],
    mp3: ['audio/'],
  }),
)

/**
 * One sentence when content recognised by its first bytes is not what the file's name promises, else undefined.
 * @param detected media type by content; undefined (not recognised) is never a mismatch.
 */
export function typeMismatch(name: string, detected: string | undefined): string | undefined {
  if (detected === undefined) return undefined
  const extension = extensionOf(name)
  const expected = EXPECTED.get(extension)
  if (expected === undefined || expected.some((type) => detected.startsWith(type))) return undefined
  return `Named .${extension}, but the content is ${detected}`
}
