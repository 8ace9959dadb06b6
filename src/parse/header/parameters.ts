import { decodeCharset } from '../mime/charset.ts'
import { decodeWords } from './encoded-words.ts'
import type { Note } from './note.ts'
import { writtenBytes } from './written-bytes.ts'

/** Parameters kept of one field. Attack: a Content-Type with 100,000 parameters. */
const MAX_PARAMETERS = 500

export interface ParameterisedValue {
  /** What stands before the first parameter, without comments and outer white space. */
  readonly value: string
  /** Names in lower case, values decoded, order of writing. */
  readonly parameters: Readonly<Record<string, string>>
}

interface Segment {
  readonly order: number
  readonly encoded: boolean
  readonly text: string
}

/**
 * Reads `value; name=value; …` (RFC 2045 §5.1, RFC 2231), as Content-Type, Content-Disposition and others have it.
 * Accepted beyond the grammar, as mail clients do: missing semicolons, values with spaces but without quotes,
 * encoded-words in values, a quote that is never closed. RFC 2231 forms win over plain ones; of two with the same
 * name the first wins, so that what is added behind cannot replace it.
 */
export function parseParameters(text: string, note?: Note): ParameterisedValue {
  let at = text.indexOf(';')
  let value = at < 0 ? text : text.slice(0, at)
  if (value.includes('(')) value = withoutComments(value)
  // `text/plain charset=x`: the semicolon was forgotten.
  const forgotten = value.includes('=') ? /[ \t\r\n]([^\s=;/"]+=)/.exec(value) : null
  if (forgotten) {
    at = text.indexOf(forgotten[1] as string) - 1
    value = value.slice(0, forgotten.index)
  }
  const parameters: Record<string, string> = {}
  if (at < 0) return { value: value.trim(), parameters }

  let segments: Map<string, Segment[]> | undefined
  let count = 0
  at++
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code <= 32 || code === 59) {
      at++
      continue
    }
    if (code === 40) {
      at = commentEnd(text, at)
      continue
    }
    // Name: up to `=`; a piece without one is skipped.
    let nameEnd = at
    while (nameEnd < text.length && text.charCodeAt(nameEnd) !== 61 && text.charCodeAt(nameEnd) !== 59)
      nameEnd++
    if (nameEnd >= text.length || text.charCodeAt(nameEnd) === 59) {
      at = nameEnd + 1
      continue
    }
    const name = text.slice(at, nameEnd).trim().toLowerCase()
    const read = readValue(text, nameEnd + 1, name)
    at = read.end
    if (name === '' || name.includes('__proto__') || (read.text === '' && !read.quoted)) continue
    if (++count > MAX_PARAMETERS) {
      note?.('mime.parameter-invalid', `more than ${MAX_PARAMETERS} parameters in one field`)
      break
    }
    const star = name.indexOf('*')
    if (star > 0) {
      const extended = /^(.+?)\s*\*\s*(?:(\d{1,9})\s*(\*?)|)$/.exec(name.length < 200 ? name : '')
      const base = extended?.[1]
      if (base !== undefined) {
        segments ??= new Map()
        const list = segments.get(base) ?? []
        if (list.length === 0) segments.set(base, list)
        const order = extended?.[2] === undefined ? -1 : Number(extended[2])
        list.push({ order, encoded: order < 0 || extended?.[3] === '*', text: read.text })
        // Keeps the place in the order of writing.
        parameters[base] ??= ''
        continue
      }
    }
    if (Object.hasOwn(parameters, name) && !(segments?.has(name) && parameters[name] === '')) {
      if (parameters[name] !== read.text)
        note?.('mime.parameter-invalid', `parameter "${name.slice(0, 40)}" is given twice`)
      continue
    }
    parameters[name] =
      name !== 'boundary' && read.text.includes('=?') ? decodeWords(read.text, note) : read.text
  }
  if (segments) for (const [name, list] of segments) parameters[name] = joinSegments(list, note)
  return { value: value.trim(), parameters }
}

interface ReadValue {
  readonly text: string
  readonly quoted: boolean
  readonly end: number
}

function readValue(text: string, from: number, name: string): ReadValue {
  let at = from
  while (at < text.length && text.charCodeAt(at) <= 32) at++
  if (text.charCodeAt(at) === 34) {
    let out = ''
    let copied = at + 1
    for (at = at + 1; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (code === 34) break
      if (code !== 92) continue
      // RFC 5322 §3.2.4: any character may be escaped. `a.ex\e` is saved as `a.exe`.
      if (at + 1 >= text.length) continue
      out += text.slice(copied, at)
      copied = ++at
    }
    out += text.slice(copied, at)
    // Anything up to the next semicolon that is no `name=` belongs to nobody.
    let end = at + 1
    while (end < text.length && text.charCodeAt(end) <= 32) end++
    return { text: out, quoted: true, end }
  }
  let end = at
  while (end < text.length) {
    const code = text.charCodeAt(end)
    if (code === 59) break
    if (code <= 32) {
      // A value with spaces in it, unless the next word is a parameter of its own.
      let word = end
      while (word < text.length && text.charCodeAt(word) <= 32) word++
      let stop = word
      while (stop < text.length && stop - word < 40 && /[\w*.-]/.test(text.charAt(stop))) stop++
      if (stop > word && text.charCodeAt(stop) === 61) break
      end = Math.max(stop, word)
      continue
    }
    end++
  }
  let value = text.slice(at, end).trim()
  if (value.endsWith(')') && value.includes('(') && name !== 'name' && !name.startsWith('filename'))
    value = withoutComments(value).trim()
  return { text: value, quoted: false, end }
}

/** RFC 2231 §3 and §4: the pieces in the order of their numbers, `%XX` decoded in the charset the first one names. */
function joinSegments(list: Segment[], note?: Note): string {
  // A single `name*` wins over `name*0…`.
  const single = list.find((segment) => segment.order < 0)
  const ordered = single ? [single] : list.sort((a, b) => a.order - b.order)
  let charset: string | undefined
  let out = ''
  let pending: Buffer[] = []
  let isFirst = true
  const flush = () => {
    if (pending.length === 0) return
    const decoded = decodeCharset(Buffer.concat(pending), charset)
    if (decoded.unknown || decoded.invalid)
      note?.(
        'mime.parameter-invalid',
        `a parameter in charset "${(charset ?? '').slice(0, 60)}" could not be read`,
      )
    out += decoded.text
    pending = []
  }
  let previous = -1
  for (const segment of ordered) {
    if (segment.order >= 0 && segment.order === previous) continue
    previous = segment.order
    if (!segment.encoded) {
      flush()
      out += segment.text
      isFirst = false
      continue
    }
    let { text } = segment
    // Later pieces must not, but sometimes do, repeat the charset.
    const named = /^([\w.:-]*)'([\w-]*)'/.exec(text.slice(0, 120))
    const repeated = !named && !isFirst ? /^([\w.:-]+)'/.exec(text.slice(0, 60)) : null
    if (named && (isFirst || (named[1] ?? '').toLowerCase() === charset)) {
      charset ??= named[1] === '' ? undefined : named[1]?.toLowerCase()
      text = text.slice(named[0].length)
    } else if (repeated && repeated[1]?.toLowerCase() === charset) text = text.slice(repeated[0].length)
    pending.push(percentBytes(text, charset))
    isFirst = false
  }
  flush()
  return out.includes('=?') ? decodeWords(out, note) : out
}

function percentBytes(text: string, charset: string | undefined): Buffer {
  const bytes = writtenBytes(text, charset)
  if (!text.includes('%')) return bytes
  let written = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] as number
    if (byte === 37 && at + 2 < bytes.length) {
      const code = Number.parseInt(bytes.toString('latin1', at + 1, at + 3), 16)
      const isHex = /^[0-9a-f]{2}$/i.test(bytes.toString('latin1', at + 1, at + 3))
      if (isHex) {
        bytes[written++] = code
        at += 2
        continue
      }
    }
    bytes[written++] = byte
  }
  return bytes.subarray(0, written)
}

/** First character after the comment (RFC 5322 §3.2.2, nesting allowed) that starts at `at`. */
export function commentEnd(text: string, at: number): number {
  let depth = 0
  for (let here = at; here < text.length; here++) {
    const code = text.charCodeAt(here)
    if (code === 92) here++
    else if (code === 40) depth++
    else if (code === 41 && --depth === 0) return here + 1
  }
  return text.length
}

/** The text with its comments replaced by a space; quoted strings are left alone. */
export function withoutComments(text: string): string {
  if (!text.includes('(')) return text
  let out = ''
  let copied = 0
  let quoted = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 92) at++
    else if (code === 34) quoted = !quoted
    else if (code === 40 && !quoted) {
      out += `${text.slice(copied, at)} `
      copied = commentEnd(text, at)
      at = copied - 1
    }
  }
  return out + text.slice(copied)
}
