/** Reports → indicators → sightings: joins the hunt with the store, the lists of hosts and the mail itself. */
import { openAttachment } from '../enrich/attachments/open-attachment.ts'
import { openAttachments } from '../enrich/attachments/open-attachments.ts'
import { hostRole } from '../enrich/links/host-role.ts'
import { listedHosts } from '../enrich/links/listed-hosts.ts'
import { siteOf } from '../enrich/links/site-of.ts'
import { BEHAVIOURS, behaviourNamed } from '../hunt/behaviours.ts'
import { hunt } from '../hunt/hunt.ts'
import { type NamedQuery, queriesSeen } from '../hunt/match/behaviours-seen.ts'
import type { ReadText, TextReader } from '../hunt/match/phrases.ts'
import type { HostKnowledge } from '../hunt/match/searches.ts'
import { caretLines } from '../hunt/query-error.ts'
import { readIndicators } from '../hunt/read/read-indicators.ts'
import { huntQuery } from '../hunt/saved-hunt.ts'
import { type CompiledWhere, compileWhere } from '../hunt/where/compile-where.ts'
import { nearestNames } from '../hunt/where/nearest-names.ts'
import type { Digest } from '../model/bytes.ts'
import type { HuntEvent } from '../model/hunt.ts'
import type { IndicatorSet } from '../model/indicator.ts'
import type { Clock, Source, Store } from '../model/ports.ts'
import type { SourceLocation } from '../model/source.ts'
import { readAttachments } from '../parse/attachments/read-attachments.ts'
import { publicSuffixRules } from '../parse/links/site-rules.ts'
import { decodeTexts } from '../parse/mime/decode-texts.ts'
import { readMime } from '../parse/mime/read-mime.ts'
import { parseMessage, parseTopHeader } from '../parse/parse-message.ts'
import { searchedHtml } from '../parse/words/searched-text.ts'
import { digestOf } from './read-into.ts'

/** A file that names indicators. */
export interface Report {
  /** Path or URL, as given. */
  readonly name: string
  readonly bytes: Uint8Array
}

export interface HuntRequest {
  readonly reports: readonly Report[]
  /** Sets read before, such as those of feeds. */
  readonly sets?: readonly IndicatorSet[]
  readonly acceptBenign?: boolean
  /** A query of the hunt language; with behaviours, too, both must hold. */
  readonly where?: string
  /** Names of behaviours, each hunted on its own. */
  readonly behaviours?: readonly string[]
  /** Milliseconds; messages in [since, until). */
  readonly since?: number
  readonly until?: number
}

/** Roles of hosts on which customers who do not know each other have their pages. */
const SHARED_ROLES: ReadonlySet<string> = new Set([
  'gateway',
  'tracker',
  'shortener',
  'courier',
  'identity',
  'link-page',
])

/** What the Public Suffix List and `lists/` say of hosts. */
export function hostKnowledge(): HostKnowledge {
  const lists = listedHosts()
  return {
    isShared: (host, url) => SHARED_ROLES.has(hostRole(host, url, lists)?.role ?? ''),
    siteOf: (host, url) => siteOf(host, url, lists),
    isZoneOfMany: (host) => publicSuffixRules.isPublicSuffix(host) || lists.get(host)?.below !== undefined,
  }
}

/** The indicators of a report; documents are opened, nothing in them is run or fetched. Never rejects for content. */
export function readReport({ name, bytes }: Report): Promise<IndicatorSet> {
  return readIndicators(bytes, name, {
    openDocument: (content, file) =>
      openAttachment(
        { part: '0', name: file, declaredType: 'application/octet-stream', bytes: content },
        { recipients: [], qr: false },
      ),
  })
}

/** Looks for what reports name in all mail of a store; see `hunt`. */
export async function* huntStore(
  request: HuntRequest,
  { store, source, clock }: { readonly store: Store; readonly source: Source; readonly clock?: Clock },
): AsyncGenerator<HuntEvent, void, undefined> {
  const queries = queriesOf(request, clock?.() ?? 0)
  const range = {
    ...(request.since !== undefined ? { since: request.since } : {}),
    ...(request.until !== undefined ? { until: request.until } : {}),
  }
  const lists = listedHosts()
  const hostRoles = (host: string): readonly string[] => {
    const role = hostRole({ host }, '', lists)?.role
    return role === undefined ? [] : [role]
  }
  const sets: IndicatorSet[] = [...(request.sets ?? [])]
  for (const report of request.reports) sets.push(await readReport(report))
  yield* hunt(sets, {
    store,
    knowledge: hostKnowledge(),
    readTexts: textReader(store, source),
    ...(request.acceptBenign ? { acceptBenign: true } : {}),
    ...range,
    ...(queries.length > 0
      ? { others: (limits) => queriesSeen(queries, store, range, hostRoles, limits) }
      : {}),
    ...(clock ? { clock } : {}),
  })
}

/** A query or behaviour that cannot be hunted. */
export class UnknownQuery extends Error {
  /** The query with a mark under the place, for a terminal; empty for a behaviour. */
  readonly lines: readonly string[]
  /** 1-based character at which it goes wrong. */
  readonly character: number | undefined
  readonly hint: string | undefined
  constructor(
    message: string,
    lines: readonly string[],
    character: number | undefined,
    hint: string | undefined,
  ) {
    super(message)
    this.lines = lines
    this.character = character
    this.hint = hint
  }
}

/** What is asked beside indicators. Throws `UnknownQuery`. */
export function queriesOf(
  { where, behaviours = [] }: Pick<HuntRequest, 'where' | 'behaviours'>,
  now: number,
): readonly NamedQuery[] {
  const compiled = (text: string): CompiledWhere => {
    const answer = compileWhere(text, { now })
    if (answer.kind === 'compiled-where') return answer
    const { message, start, hint } = answer.error
    throw new UnknownQuery(message, caretLines(text, answer.error), start + 1, hint)
  }
  if (where !== undefined) compiled(where)
  if (behaviours.length === 0) return where === undefined ? [] : [{ name: where, compiled: compiled(where) }]
  return behaviours.map((name) => {
    const behaviour = behaviourNamed(name)
    if (!behaviour) {
      const known = BEHAVIOURS.map((one) => one.name)
      const near = nearestNames(name, known)
      throw new UnknownQuery(
        `there is no behaviour ${name.slice(0, 60)}`,
        [],
        undefined,
        near.length > 0 ? `perhaps ${near.join(', ')}` : `there are: ${known.join(', ')}`,
      )
    }
    const text = huntQuery({ behaviours: [name], ...(where === undefined ? {} : { where }) })
    return { name, compiled: compiled(text), meaning: `${behaviour.meaning} Innocent: ${behaviour.innocent}` }
  })
}

/** Reads the texts of mails again, with one pass over each file they lie in. */
function textReader(store: Store, source: Source): TextReader {
  return async function* readTexts(digests) {
    const byPlace = new Map<string, Digest>()
    const locations: SourceLocation[] = []
    const left = new Set(digests)
    for (const digest of digests) {
      const [location] = await store.sources(digest)
      if (!location || location.file === '-') continue
      byPlace.set(placeKey(location), digest)
      locations.push(location)
    }
    for await (const { location, raw } of source.readMany(locations)) {
      const digest = byPlace.get(placeKey(location))
      if (digest === undefined || !raw) continue
      if (digestOf(raw.bytes) !== digest) continue
      left.delete(digest)
      yield { digest, texts: textsOf(raw.bytes) }
    }
    for (const digest of left) yield { digest }
  }
}

const placeKey = ({ file, item = '', offset }: SourceLocation): string => JSON.stringify([file, item, offset])

/** Everything that was indexed of a mail, the cheapest first: documents are opened only when nothing else will do. */
async function* textsOf(bytes: Uint8Array): AsyncGenerator<ReadText, void, undefined> {
  yield { place: 'subject', part: '0', text: parseTopHeader(bytes).subject }
  const { parts } = readMime(bytes)
  for (const { part, mediaType, text, attached, rangeOf } of decodeTexts(bytes, parts).texts) {
    const place = attached ? 'attachment-text' : 'text'
    if (mediaType === 'text/html') yield { place, part, text: searchedHtml(text).text }
    else yield { place, part, text, rangeOf }
  }
  if (readAttachments(bytes, parts).length === 0) return
  const message = parseMessage(bytes)
  for (const { part, text } of await openAttachments(message, bytes, 'documents'))
    if (text !== '') yield { place: 'attachment-text', part, text }
}
