import type { OpenBudget } from '../open-budget.ts'
import { openWithoutPassword, type PdfDecryption } from './pdf-encryption.ts'
import { type DecodedStream, decodeFilters } from './pdf-filters.ts'
import { isPdfSpace, pdfLexer, readValue, skipSpace } from './pdf-lexer.ts'
import { isKeyed, itemsOf, type Keyed, nameOf, type PdfStream, type PdfValue, stringOf } from './pdf-value.ts'

/** A PDF as a set of numbered objects, read without its cross-reference table. */
export interface PdfFile {
  readonly bytes: Buffer
  /** Trailer dictionaries in file order; later ones win. */
  trailer(key: string): PdfValue | undefined
  /** Follows references; undefined when there is nothing. */
  resolve(value: PdfValue | undefined): PdfValue | undefined
  get(of: Keyed, key: string): PdfValue | undefined
  /** The document catalog, also when no trailer names it. */
  readonly catalog: Keyed | undefined
  decode(stream: PdfStream): DecodedStream
  /** Every object in the file, replaced ones too; `current` tells the version that counts. */
  everyObject(): Iterable<{ readonly num: number; readonly value: PdfValue; readonly current: boolean }>
  /** `locked`: encrypted with a password or by certificate, strings and streams are unreadable. */
  readonly encryption: 'none' | 'opened' | 'locked'
  /** How often the file was saved on top of itself, 0 for a file written once. */
  readonly updates: number
  /** What is wrong with it, for a person. */
  readonly damage: readonly string[]
  /** True when a stream unpacked to more than the budget: other readers must not be given this file. */
  bomb(): boolean
}

interface Entry {
  readonly num: number
  readonly gen: number
  /** Offset of the content after `obj`, or inside the unpacked object stream. */
  readonly at: number
  readonly container?: Container
  value?: PdfValue
  /** Being read: a stream whose length is itself. */
  busy?: boolean
}

interface Container {
  readonly stream: PdfStream
  readonly data: Buffer
}

/** Objects kept. Attack: 10 million empty objects, each costing a hundred times its size. */
const MOST_OBJECTS = 300_000
/** References followed from one to the next. Attack: an object that is a reference to itself. */
const LONGEST_CHAIN = 32

/**
 * Reads every `N G obj` from beginning to end, as viewers do with a damaged file, and the objects in object streams;
 * the last version of a number counts. This sees objects that the cross-reference table hides, and needs no table.
 * Streams are skipped over, so that the objects of an attached PDF are not taken for those of the file.
 */
export function readPdfFile(bytes: Buffer, budget: OpenBudget): PdfFile {
  const entries: Entry[] = []
  const latest = new Map<number, Entry>()
  const damage: string[] = []
  const gaps: [start: number, end: number][] = []
  let decryption: PdfDecryption | undefined
  let bombed = false

  const add = (entry: Entry): void => {
    entries.push(entry)
    latest.set(entry.num, entry)
  }

  const resolve = (value: PdfValue | undefined): PdfValue | undefined => {
    let found = value
    for (let i = 0; i < LONGEST_CHAIN; i++) {
      if (typeof found !== 'object' || found === null || found.kind !== 'ref') return found
      const entry = latest.get(found.num)
      if (entry === undefined) return undefined
      budget.work()
      found = read(entry)
    }
    return undefined
  }

  function read(entry: Entry): PdfValue {
    if (entry.value !== undefined) return entry.value
    if (entry.busy) return null
    entry.busy = true
    entry.value = (entry.container ? readPacked(entry, entry.container) : readDirect(entry)) ?? null
    entry.busy = false
    return entry.value
  }

  function readPacked(entry: Entry, { stream, data }: Container): PdfValue | undefined {
    return readValue(pdfLexer(data, entry.at, data.length, budget.work, stream))
  }

  function readDirect(entry: Entry): PdfValue | undefined {
    const lexer = pdfLexer(bytes, entry.at, bytes.length, budget.work)
    const crypt = decryption
    const value = readValue(lexer, crypt && ((text) => crypt.string(text, entry.num, entry.gen)))
    return withStream(value, lexer.at, entry)?.value ?? value
  }

  let noMoreEnds = false
  /** The stream behind a dictionary (§7.3.8), by its length if that is right, else by the word at its end. */
  function withStream(
    value: PdfValue | undefined,
    at: number,
    entry: Entry,
  ): { readonly value: PdfStream; readonly after: number } | undefined {
    if (!isKeyed(value)) return undefined
    const word = skipSpace(bytes, at, bytes.length)
    if (!startsWith(bytes, 'stream', word)) return undefined
    let start = word + 6
    if (bytes[start] === 13) start++
    if (bytes[start] === 10) start++
    const stated = value.map.get('Length')
    const make = (end: number, after: number): { readonly value: PdfStream; readonly after: number } => ({
      value: { kind: 'stream', map: value.map, start, end, num: entry.num, gen: entry.gen },
      after,
    })
    if (typeof stated === 'number' && stated >= 0 && start + stated <= bytes.length) {
      const end = skipSpace(bytes, start + stated, Math.min(bytes.length, start + stated + 8))
      if (startsWith(bytes, 'endstream', end) || startsWith(bytes, 'endobj', end))
        return make(start + stated, end)
    }
    let end = noMoreEnds ? -1 : bytes.indexOf('endstream', start, 'latin1')
    if (end < 0) {
      noMoreEnds = true
      return make(bytes.length, bytes.length)
    }
    const after = end
    if (bytes[end - 1] === 10) end--
    if (bytes[end - 1] === 13) end--
    return make(Math.max(end, start), after)
  }

  scan()
  const trailers = readTrailers()
  const trailer = (key: string): PdfValue | undefined => {
    for (let i = trailers.length - 1; i >= 0; i--) {
      const value = resolve(trailers[i]?.get(key))
      if (value !== undefined && value !== null) return value
    }
    return undefined
  }

  let encryption: PdfFile['encryption'] = 'none'
  const encrypt = trailer('Encrypt')
  if (isKeyed(encrypt) && encrypt.kind === 'dict') {
    const ids = itemsOf(trailer('ID'))
    decryption = openWithoutPassword(encrypt, stringOf(resolve(ids[0]))?.bytes ?? '', resolve)
    encryption = decryption === undefined ? 'locked' : 'opened'
    // Read in clear until here; /Encrypt itself is never encrypted and already in hand.
    if (decryption) for (const entry of entries) delete entry.value
  }

  const decode = (stream: PdfStream): DecodedStream => {
    let raw = bytes.subarray(stream.start, stream.end)
    const type = nameOf(stream.map.get('Type'))
    if (decryption && type !== 'XRef' && !(type === 'Metadata' && !decryption.metadata)) {
      budget.work(raw.length >> 4)
      raw = decryption.stream(raw, stream.num, stream.gen, cryptFilter(stream))
    }
    const filter = stream.map.get('Filter') ?? stream.map.get('F')
    const parms = stream.map.get('DecodeParms') ?? stream.map.get('DP')
    const decoded = decodeFilters(raw, filter, parms, resolve, budget)
    if (decoded.bomb) bombed = true
    return decoded
  }

  function cryptFilter(stream: PdfStream): string | undefined {
    const filter = resolve(stream.map.get('Filter'))
    const first = nameOf(filter) ?? nameOf(resolve(itemsOf(filter)[0]))
    if (first !== 'Crypt') return undefined
    const parms = resolve(stream.map.get('DecodeParms'))
    const parm = isKeyed(parms) ? parms : resolve(itemsOf(parms)[0])
    return (isKeyed(parm) ? nameOf(resolve(parm.map.get('Name'))) : undefined) ?? 'Identity'
  }

  if (encryption !== 'locked') unpackObjectStreams()
  const catalog = findCatalog()

  /** Finds `N G obj` and what follows; what lies between is kept for the search for trailers. */
  function scan(): void {
    let at = 0
    let gap = 0
    for (;;) {
      budget.work()
      const word = bytes.indexOf('obj', at, 'latin1')
      if (word < 0) break
      at = word + 3
      const header = objectHeader(bytes, word)
      if (header === undefined) continue
      if (entries.length >= MOST_OBJECTS) {
        damage.push(`Only the first ${MOST_OBJECTS} objects are read`)
        break
      }
      const entry: Entry = { num: header.num, gen: header.gen, at }
      const lexer = pdfLexer(bytes, at, bytes.length, budget.work)
      const value = readValue(lexer)
      const stream = withStream(value, lexer.at, entry)
      entry.value = stream?.value ?? value ?? null
      add(entry)
      gaps.push([gap, header.start])
      at = Math.max(at, stream?.after ?? lexer.at)
      gap = at
    }
    gaps.push([gap, bytes.length])
  }

  function readTrailers(): ReadonlyMap<string, PdfValue>[] {
    const found: { readonly at: number; readonly map: ReadonlyMap<string, PdfValue> }[] = []
    for (const [start, end] of gaps) {
      budget.work()
      for (
        let at = indexOf(bytes, 'trailer', start, end);
        at >= 0;
        at = indexOf(bytes, 'trailer', at + 7, end)
      ) {
        const value = readValue(pdfLexer(bytes, at + 7, bytes.length, budget.work))
        if (isKeyed(value)) found.push({ at, map: value.map })
      }
    }
    for (const { value, at } of entries)
      if (isKeyed(value) && nameOf(value.map.get('Type')) === 'XRef') found.push({ at, map: value.map })
    return found
      .toSorted((a, b) => a.at - b.at)
      .map(({ map }) => map)
      .filter((map) => map.has('Root') || map.has('Encrypt') || map.has('ID') || map.has('Info'))
  }

  function unpackObjectStreams(): void {
    for (const entry of [...entries]) {
      const value = entry.container ? null : read(entry)
      if (!isKeyed(value) || value.kind !== 'stream' || nameOf(value.map.get('Type')) !== 'ObjStm') continue
      const { data, complete } = decode(value)
      if (!complete) damage.push(`Object stream ${entry.num} is damaged or too large`)
      const count = resolve(value.map.get('N'))
      const first = resolve(value.map.get('First'))
      if (typeof count !== 'number' || typeof first !== 'number') continue
      const lexer = pdfLexer(data, 0, Math.min(Math.max(first, 0), data.length), budget.work)
      for (let i = 0; i < count && entries.length < MOST_OBJECTS; i++) {
        const num = lexer.next()
        const offset = lexer.next()
        if (typeof num !== 'number' || typeof offset !== 'number') break
        const packed: Entry = { num, gen: 0, at: first + offset, container: { stream: value, data } }
        entries.push(packed)
        const known = latest.get(num)
        // The version that stands later in the file counts.
        if (known === undefined || placeOf(known) <= value.start) latest.set(num, packed)
      }
    }
  }

  function findCatalog(): Keyed | undefined {
    const root = trailer('Root')
    if (isKeyed(root)) return root
    damage.push('No trailer names the document catalog')
    let found: Keyed | undefined
    for (const entry of entries) {
      const value = read(entry)
      if (isKeyed(value) && nameOf(value.map.get('Type')) === 'Catalog') found = value
    }
    return found
  }

  return {
    bytes,
    trailer,
    resolve,
    get: (of, key) => resolve(of.map.get(key)),
    catalog,
    decode,
    *everyObject() {
      for (const entry of entries)
        yield { num: entry.num, value: read(entry), current: latest.get(entry.num) === entry }
    },
    encryption,
    updates: countUpdates(bytes, gaps),
    damage,
    bomb: () => bombed,
  }
}

const placeOf = (entry: Entry): number => entry.container?.stream.start ?? entry.at

const startsWith = (bytes: Buffer, word: string, at: number): boolean =>
  at >= 0 && at + word.length <= bytes.length && bytes.toString('latin1', at, at + word.length) === word

const indexOf = (bytes: Buffer, word: string, from: number, to: number): number => {
  const at = bytes.subarray(from, to).indexOf(word, 0, 'latin1')
  return at < 0 ? -1 : from + at
}

/** The two numbers before `obj`. */
function objectHeader(
  bytes: Buffer,
  word: number,
): { readonly num: number; readonly gen: number; readonly start: number } | undefined {
  const numberBefore = (end: number): { readonly value: number; readonly start: number } | undefined => {
    let i = end
    while (i > 0 && end - i < 64 && isPdfSpace(bytes[i - 1])) i--
    const stop = i
    while (i > 0 && stop - i < 10 && isDigit(bytes[i - 1])) i--
    return stop === i ? undefined : { value: Number(bytes.toString('latin1', i, stop)), start: i }
  }
  const gen = numberBefore(word)
  if (gen === undefined || !isPdfSpace(bytes[gen.start - 1])) return undefined
  const num = numberBefore(gen.start)
  return num && { num: num.value, gen: gen.value, start: num.start }
}

const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 0x30 && c <= 0x39

/** Each save ends with `startxref` and an offset; the 0 of a linearised file's first part is no save. */
function countUpdates(bytes: Buffer, gaps: readonly (readonly [number, number])[]): number {
  let saves = 0
  for (const [start, end] of gaps)
    for (
      let at = indexOf(bytes, 'startxref', start, end);
      at >= 0;
      at = indexOf(bytes, 'startxref', at + 9, end)
    )
      if (/^\s+0*[1-9]/.test(bytes.toString('latin1', at + 9, at + 30))) saves++
  return Math.max(0, saves - 1)
}
