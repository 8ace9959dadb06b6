/** What stands in an XML text, in order. */
export interface XmlHandler {
  /** Names without their prefix. */
  start(name: string, attributes: ReadonlyMap<string, string>, line: number): void
  text(text: string): void
  end(name: string): void
}

export interface XmlTrouble {
  readonly why: string
  readonly line: number
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const ATTRIBUTE = /([^\s=/>"']{1,200})\s*=\s*(?:"([^"]*)"|'([^']*)')/g

/**
 * Walks an XML text without a tree. Entities a document declares are not expanded, whatever they are (attack: a
 * billion laughs, files of the machine); nothing external is read; elements nested deeper than `depth` end the reading.
 * Answers the trouble that ended it early. Linear.
 */
export function walkXml(text: string, depth: number, handler: XmlHandler): XmlTrouble | undefined {
  const open: string[] = []
  let at = 0
  let line = 1
  let counted = 0
  const lineAt = (place: number): number => {
    for (let i = text.indexOf('\n', counted); i >= 0 && i < place; i = text.indexOf('\n', counted)) {
      line++
      counted = i + 1
    }
    return line
  }
  while (at < text.length) {
    const tag = text.indexOf('<', at)
    if (tag < 0 || tag > at) {
      const run = text.slice(at, tag < 0 ? undefined : tag)
      if (open.length > 0) handler.text(decoded(run))
      if (tag < 0) break
    }
    const skipped = skip(text, tag)
    if (skipped === -1) return { why: 'a declaration or remark is never closed', line: lineAt(tag) }
    if (skipped !== undefined) {
      if (skipped.cdata !== undefined && open.length > 0) handler.text(skipped.cdata)
      at = skipped.end
      continue
    }
    const close = text.indexOf('>', tag)
    if (close < 0) return { why: 'a tag is never closed', line: lineAt(tag) }
    const inner = text.slice(tag + 1, close)
    at = close + 1
    if (inner.startsWith('/')) {
      const name = localName(inner.slice(1).trim())
      if (open.pop() !== name) return { why: `</${name.slice(0, 40)}> closes nothing`, line: lineAt(tag) }
      handler.end(name)
      continue
    }
    const name = localName(/^[^\s/]{1,200}/.exec(inner)?.[0] ?? '')
    const attributes = new Map<string, string>()
    for (const [, key = '', double, single] of inner.matchAll(ATTRIBUTE)) {
      if (attributes.size < 100) attributes.set(localName(key), decoded(double ?? single ?? ''))
    }
    if (open.length >= depth) return { why: `nested more than ${depth} deep`, line: lineAt(tag) }
    handler.start(name, attributes, lineAt(tag))
    if (inner.endsWith('/')) handler.end(name)
    else open.push(name)
  }
  return open.length > 0
    ? { why: `<${(open.at(-1) ?? '').slice(0, 40)}> is never closed`, line: lineAt(text.length) }
    : undefined
}

const localName = (name: string): string => name.slice(name.indexOf(':') + 1)

/** Past what is neither element nor text; -1 when it has no end. A DOCTYPE is passed with what it declares. */
function skip(text: string, at: number): { readonly end: number; readonly cdata?: string } | -1 | undefined {
  const after = (mark: string): { end: number } | -1 => {
    const end = text.indexOf(mark, at)
    return end < 0 ? -1 : { end: end + mark.length }
  }
  if (text.startsWith('<!--', at)) return after('-->')
  if (text.startsWith('<?', at)) return after('?>')
  if (text.startsWith('<![CDATA[', at)) {
    const end = text.indexOf(']]>', at)
    return end < 0 ? -1 : { end: end + 3, cdata: text.slice(at + 9, end) }
  }
  if (!text.startsWith('<!', at)) return undefined
  let brackets = 0
  for (let i = at + 2; i < text.length; i++) {
    const c = text.charCodeAt(i)
    if (c === 34 || c === 39) {
      i = text.indexOf(text.charAt(i), i + 1)
      if (i < 0) return -1
    } else if (c === 91) brackets++
    else if (c === 93) brackets--
    else if (c === 62 && brackets <= 0) return { end: i + 1 }
  }
  return -1
}

/** The five entities of XML and characters by number; others stay as written. */
function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,4}));/gi, (whole, number, hex, name) => {
    if (name !== undefined) return NAMED[String(name)] ?? whole
    const code = hex === undefined ? Number(number) : Number.parseInt(String(hex), 16)
    return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code < 0xe000)
      ? String.fromCodePoint(code)
      : whole
  })
}
