/** Reads a document into the texts that marks are set in. */
import type { MarkFormat } from '../../model/mark.ts'
import { readDocx } from './formats/read-docx.ts'
import { readHtml } from './formats/read-html.ts'
import { readMarkdown } from './formats/read-markdown.ts'
import { readOdt } from './formats/read-odt.ts'
import { readPlain } from './formats/read-plain.ts'
import { decodeText, type TextBytes } from './formats/text-bytes.ts'
import { openZip } from './formats/zip-members.ts'
import { type MasterText, type MasterTrouble, masterTrouble } from './master-text.ts'

/** Attack: a file that fills the memory. 64 MB of text are 30,000 pages. */
const MAX_BYTES = 64 * 1024 * 1024

const ENDINGS: Readonly<Record<string, MarkFormat>> = {
  docx: 'docx',
  odt: 'odt',
  html: 'html',
  htm: 'html',
  xhtml: 'html',
  md: 'markdown',
  markdown: 'markdown',
  txt: 'text',
  text: 'text',
}

/**
 * The blocks of a document, or why it cannot be read. Packages are told by their bytes, texts by the ending of the
 * name. Never throws.
 */
export function readMaster(bytes: Uint8Array, name: string): MasterText | MasterTrouble {
  if (bytes.length > MAX_BYTES) return masterTrouble('it is larger than 64 MB', 'split the document')
  const ending = /\.([a-z0-9]{1,10})$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const zip = openZip(bytes)
    if ('kind' in zip) return zip
    if (zip.names.includes('word/document.xml')) return readDocx(zip)
    if (zip.names.includes('content.xml')) return readOdt(zip)
    return masterTrouble('it is neither a Word nor an OpenDocument text', 'save it as .docx or .odt')
  }
  if (startsWith(bytes, '%PDF'))
    return masterTrouble(
      'a PDF has no text that could be written in two ways',
      'mark the document it was made from, and make a PDF of each copy; the wording marks stay in it',
    )
  if (startsWith(bytes, '\xd0\xcf\x11\xe0'))
    return masterTrouble(
      'it is a Word file of the old kind, or protected by a password',
      'open it and save it as .docx without a password',
    )
  if (startsWith(bytes, '{\\rtf'))
    return masterTrouble('RTF cannot be marked', 'open it in a word processor and save it as .docx or .odt')
  const format = ENDINGS[ending]
  if (format === undefined || format === 'docx' || format === 'odt')
    return masterTrouble(
      ending === ''
        ? 'its name has no ending that tells what it is'
        : `its bytes are no .${ending} that could be marked`,
      'give a .docx, .odt, .html, .md or .txt file',
    )
  const text = decodeText(bytes, format === 'html' ? declaredCharset(bytes) : undefined)
  if ('kind' in text) return text
  return readText(text, format)
}

function readText(text: TextBytes, format: MarkFormat): MasterText {
  if (format === 'html') return readHtml(text)
  return format === 'markdown' ? readMarkdown(text) : readPlain(text)
}

function startsWith(bytes: Uint8Array, mark: string): boolean {
  for (let i = 0; i < mark.length; i++) if (bytes[i] !== mark.charCodeAt(i)) return false
  return true
}

/** The encoding a page declares in its first kilobyte, where the HTML Standard asks for it. */
function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  return /charset\s{0,5}=\s{0,5}["']?([\w-]{2,30})/i.exec(head)?.[1]
}

/** All text of a document in reading order, a line for each block. */
export const wholeText = (master: MasterText): string => master.blocks.map(({ text }) => text).join('\n')
