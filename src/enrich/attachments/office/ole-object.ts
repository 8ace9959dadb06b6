import { codePageText } from '../../../parse/attachments/property-set.ts'
import { utf16Text } from '../../../parse/mime/utf16-text.ts'

/** A file packed into a document by the Object Packager. */
export interface PackedFile {
  /** Name under which it is saved and opened. */
  readonly name: string
  /** Where it lay on the machine of whoever packed it; often names a user. */
  readonly sourcePath: string
  readonly bytes: Buffer
}

/** Longest name or path believed. */
const MAX_NAME = 1_024

/**
 * Content of an `\x01Ole10Native` stream without its first four bytes, or of an OLE 1.0 object of class `Package`
 * ([MS-OLEDS] §2.3.6; the inner form is not documented and is written the same by all versions of packager.dll):
 * a word 2, label, path, a word 0 and 3, temporary path, size, content. Undefined when it is not of that form.
 */
export function readPackage(content: Buffer): PackedFile | undefined {
  if (content.length < 16 || content.readUInt16LE(0) !== 2) return undefined
  const label = text(content, 2)
  if (label === undefined) return undefined
  const path = text(content, label.end)
  if (path === undefined) return undefined
  let at = path.end
  if (at + 8 > content.length) return undefined
  const kind = content.readUInt16LE(at + 2)
  at += 4
  // 1 is a link to a file elsewhere: nothing is packed.
  if (kind !== 3) return { name: label.text, sourcePath: path.text, bytes: Buffer.alloc(0) }
  const length = content.readUInt32LE(at)
  at += 4 + length
  if (length > MAX_NAME || at + 4 > content.length) return undefined
  const size = content.readUInt32LE(at)
  const bytes = content.subarray(at + 4, Math.min(content.length, at + 4 + size))
  // The name shown is the label; the name opened is the end of the path.
  const name = path.text.replace(/^.*[\\/]/s, '') || label.text
  return { name, sourcePath: path.text, bytes }
}

function text(content: Buffer, from: number): { readonly text: string; readonly end: number } | undefined {
  const nul = content.indexOf(0, from)
  if (nul < 0 || nul - from > MAX_NAME) return undefined
  return { text: codePageText(content.subarray(from, nul), 1252), end: nul + 1 }
}

/** An object in the form before OLE 2 ([MS-OLEDS] §2.2.4, §2.2.5), as RTF carries it. */
export interface OldObject {
  readonly className: string
  readonly linked: boolean
  /** For a link: file or address. */
  readonly topic: string
  readonly item: string
  readonly content: Buffer
}

/** Reads an OLE 1.0 object; undefined when it is none. Lengths that lie are cut to what there is. */
export function readOldObject(bytes: Buffer): OldObject | undefined {
  if (bytes.length < 12) return undefined
  const format = bytes.readUInt32LE(4)
  if (format !== 1 && format !== 2) return undefined
  let at = 8
  const next = (): string | undefined => {
    if (at + 4 > bytes.length) return undefined
    const length = bytes.readUInt32LE(at)
    if (length > 64 * MAX_NAME) return undefined
    const value = bytes.subarray(at + 4, at + 4 + length)
    at += 4 + length
    const nul = value.indexOf(0)
    return codePageText(nul < 0 ? value : value.subarray(0, nul), 1252)
  }
  const className = next()
  const topic = next()
  const item = next()
  if (className === undefined) return undefined
  const names = { className, topic: topic ?? '', item: item ?? '' }
  if (format === 1 || at + 4 > bytes.length)
    return { ...names, linked: format === 1, content: Buffer.alloc(0) }
  const size = bytes.readUInt32LE(at)
  return { ...names, linked: false, content: bytes.subarray(at + 4, Math.min(bytes.length, at + 4 + size)) }
}

/** URL Moniker and File Moniker ([MS-OSHARED] §2.3.7.6, §2.3.7.8), as their class identifiers lie in a file. */
const URL_MONIKER = Buffer.from('e0c9ea79f9bace118c8200aa004ba90b', 'hex')
const FILE_MONIKER = Buffer.from('0303000000000000c000000000000046', 'hex')
const MAX_MONIKERS = 200
const MAX_TARGET = 16_384

/** Targets of all monikers in a piece of binary content, in order: where an object is linked to. Linear. */
export function monikerTargets(content: Buffer): readonly string[] {
  const found: [at: number, target: string][] = []
  let at = content.indexOf(URL_MONIKER)
  while (at >= 0 && found.length < MAX_MONIKERS) {
    const start = at + 16
    if (start + 4 > content.length) break
    const length = Math.min(content.readUInt32LE(start), MAX_TARGET, content.length - start - 4)
    const url = utf16Text(content.subarray(start + 4, start + 4 + length))
    const nul = url.indexOf('\0')
    if (url !== '') found.push([at, nul < 0 ? url : url.slice(0, nul)])
    at = content.indexOf(URL_MONIKER, start)
  }
  at = content.indexOf(FILE_MONIKER)
  while (at >= 0 && found.length < MAX_MONIKERS) {
    const start = at + 16
    if (start + 6 > content.length) break
    const length = Math.min(content.readUInt32LE(start + 2), MAX_TARGET)
    const path = codePageText(content.subarray(start + 6, start + 6 + length), 1252)
    const nul = path.indexOf('\0')
    if (path !== '') found.push([at, nul < 0 ? path : path.slice(0, nul)])
    at = content.indexOf(FILE_MONIKER, start)
  }
  return found.sort(([one], [other]) => one - other).map(([, target]) => target)
}

/** A hyperlink object ([MS-OSHARED] §2.3.7.1) at `at`: what is shown and where it leads. */
export function readHyperlinkObject(
  content: Buffer,
  at: number,
): { readonly target: string; readonly display: string } | undefined {
  if (at + 8 > content.length || content.readUInt32LE(at) !== 2) return undefined
  const flags = content.readUInt32LE(at + 4)
  let i = at + 8
  const next = (): string => {
    if (i + 4 > content.length) return ''
    const length = content.readUInt32LE(i)
    const start = i + 4
    i = start + length * 2
    if (length > MAX_TARGET) return ''
    const value = utf16Text(content.subarray(start, i))
    const nul = value.indexOf('\0')
    return nul < 0 ? value : value.slice(0, nul)
  }
  const display = (flags & 0x10) !== 0 ? next() : ''
  if ((flags & 0x80) !== 0) next()
  let target = ''
  if ((flags & 0x101) === 0x101) target = next()
  else if ((flags & 1) !== 0) target = monikerTargets(content.subarray(i))[0] ?? ''
  return target === '' ? undefined : { target, display }
}
