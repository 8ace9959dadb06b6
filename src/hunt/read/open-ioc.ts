import type { IndicatorSet, IndicatorSource } from '../../model/indicator.ts'
import { stixPatternOf, stixString } from '../stix-value-pattern.ts'
import { feedText } from './feed-text.ts'
import { type Assertion, indicatorCollector } from './indicator-collector.ts'
import type { NormalValue } from './indicator-value.ts'
import { valueOfType } from './named-types.ts'
import { READ_LIMITS } from './read-limits.ts'
import { walkXml } from './xml-events.ts'

export const isOpenIoc = (start: string): boolean =>
  /<(?:[\w-]{1,40}:)?(?:ioc|OpenIOC)[\s>]/i.test(start) && /openioc|mandiant|<ioc[\s>]/i.test(start)

/** Search terms of OpenIOC that can be met in mail, lower case, and the type their content has. */
const TERMS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    host: 'network/dns dnsentryitem/host dnsentryitem/recordname network/httpreferr network/host urlhistoryitem/hostname formhistoryitem/hostname email/domain',
    ip: 'portitem/remoteip portitem/localip network/ip routeentryitem/destination dnsentryitem/recorddata/ipv4address network/dstip network/remoteip ipv4/address',
    url: 'urlhistoryitem/url filedownloadhistoryitem/sourceurl email/url network/url',
    uri: 'network/uri',
    email: 'email/from email/replyto email/sender email/returnpath email/fromaddress',
    'email-subject': 'email/subject',
    filename: 'fileitem/filename email/attachment/name emailattachment/name fileitem/name',
    md5: 'fileitem/md5sum email/attachment/md5 processitem/md5sum taskitem/md5sum driveritem/md5sum moduleitem/md5sum serviceitem/md5sum emailattachment/md5sum',
    sha1: 'fileitem/sha1sum driveritem/sha1sum',
    sha256: 'fileitem/sha256sum driveritem/sha256sum',
    'message-id': 'email/messageid email/message-id',
  }).flatMap(([type, terms]) => terms.split(' ').map((term) => [term, type] as const)),
)

interface Item {
  readonly kind: 'item'
  readonly term: string
  readonly condition: string
  readonly negated: boolean
  content: string
  readonly line: number
  readonly id: string | undefined
  comment: string
}

interface Group {
  readonly kind: 'group'
  readonly joint: 'AND' | 'OR'
  readonly parts: (Item | Group)[]
}

/**
 * Reads OpenIOC 1.0 and 1.1. What stands under OR only is one indicator each; what has to come together (AND) becomes a
 * STIX pattern, when all of it can be met in mail, else it is an issue.
 */
export function readOpenIoc(bytes: Uint8Array, source: IndicatorSource): IndicatorSet {
  const collector = indicatorCollector(source)
  const facts: { title?: string; publisher?: string; published?: number; context?: string } = {}
  const roots: Group[] = []
  const open: Group[] = []
  const names: string[] = []
  let item: Item | undefined
  const said = (of: Partial<Item> = {}): Omit<Assertion, 'wording'> => ({
    ...(facts.title !== undefined && { title: facts.title }),
    ...(facts.publisher !== undefined && { publisher: facts.publisher }),
    ...(of.id !== undefined && { reference: of.id }),
    ...(of.line !== undefined && { line: of.line }),
    published: facts.published,
    context: [of.comment, facts.context].filter((each) => each !== undefined && each !== '').join('. '),
  })

  const trouble = walkXml(feedText(bytes).text, READ_LIMITS.treeDepth, {
    start(name, attributes, line) {
      names.push(name)
      if (name === 'Indicator') {
        const group: Group = {
          kind: 'group',
          joint: attributes.get('operator')?.toUpperCase() === 'AND' ? 'AND' : 'OR',
          parts: [],
        }
        const outer = open.at(-1)
        if (outer) outer.parts.push(group)
        else roots.push(group)
        open.push(group)
      } else if (name === 'IndicatorItem')
        item = {
          kind: 'item',
          term: '',
          condition: attributes.get('condition') ?? 'is',
          negated: attributes.get('negate') === 'true' || /not$/i.test(attributes.get('condition') ?? ''),
          content: '',
          line,
          id: attributes.get('id'),
          comment: '',
        }
      else if (name === 'Context' && item)
        item = { ...item, term: (attributes.get('search') ?? '').toLowerCase() }
    },
    text(text) {
      const name = names.at(-1)
      if (item) {
        if (name === 'Content' && item.content.length <= READ_LIMITS.valueLength) item.content += text
        else if (name === 'Comment' && item.comment.length < READ_LIMITS.contextLength) item.comment += text
        return
      }
      const words = text.trim()
      if (words === '') return
      if (name === 'short_description') facts.title ??= words
      else if (name === 'authored_by') facts.publisher ??= words
      else if (name === 'description') facts.context ??= words
      else if (name === 'authored_date' || name === 'published-date') {
        const milliseconds = Date.parse(/[Z+]|-\d\d:\d\d$/.test(words) ? words : `${words}Z`)
        if (Number.isFinite(milliseconds)) facts.published ??= milliseconds
      }
    },
    end(name) {
      names.pop()
      if (name === 'Indicator') open.pop()
      else if (name === 'IndicatorItem' && item) {
        open.at(-1)?.parts.push(item)
        item = undefined
      }
    },
  })
  if (trouble) collector.issue('intel.unreadable', trouble.why, trouble.line)

  const alone = (one: Item): void => {
    const value = itemValue(one)
    const type = TERMS.get(one.term)
    if (type === undefined || one.negated)
      collector.issue(
        'intel.type-unsupported',
        `${one.negated ? 'not ' : ''}${one.term.slice(0, 60)}`,
        one.line,
      )
    else if (value === undefined)
      collector.issue(
        'intel.value-invalid',
        `${one.term.slice(0, 40)}: ‹${one.content.trim().slice(0, 60)}›`,
        one.line,
      )
    else collector.add(value, { ...said(one), wording: one.content.trim() })
  }
  // Depth is bounded by the walk above.
  const take = (group: Group): void => {
    if (group.joint === 'AND' && group.parts.length > 1) {
      const pattern = groupPattern(group)
      const first = firstItem(group)
      if (pattern === undefined)
        collector.issue(
          'intel.type-unsupported',
          'a group whose parts cannot all be met in mail',
          first?.line,
        )
      else
        collector.add(
          { type: 'pattern', value: `[${pattern}]`, pattern: `[${pattern}]` },
          { ...said(first), wording: pattern },
        )
      return
    }
    for (const part of group.parts) {
      if (part.kind === 'item') alone(part)
      else take(part)
    }
  }
  for (const root of roots) take(root)
  return collector.finish({
    ...(facts.publisher !== undefined && { publisher: facts.publisher }),
    ...(facts.title !== undefined && { title: facts.title }),
  })
}

function firstItem(group: Group): Item | undefined {
  for (const part of group.parts) {
    const found = part.kind === 'item' ? part : firstItem(part)
    if (found) return found
  }
  return undefined
}

function itemValue({ term, content, condition, negated }: Item): NormalValue | undefined {
  const type = TERMS.get(term)
  if (type === undefined || negated || !/^(?:is|contains|matches|starts-with|ends-with)$/i.test(condition))
    return undefined
  return valueOfType(type, content.trim())
}

/** The inside of a STIX observation; undefined when a part cannot be met in mail. */
function groupPattern(group: Group): string | undefined {
  const parts: string[] = []
  for (const part of group.parts) {
    const text = part.kind === 'group' ? groupPattern(part) : itemPattern(part)
    if (text === undefined) return undefined
    parts.push(part.kind === 'group' && part.parts.length > 1 ? `(${text})` : text)
  }
  return parts.length === 0 ? undefined : parts.join(` ${group.joint} `)
}

function itemPattern(item: Item): string | undefined {
  const value = itemValue(item)
  if (value === undefined) return undefined
  if (value.type === 'text') return `email-message:subject LIKE ${stixString(`%${value.value}%`)}`
  return stixPatternOf(value)?.slice(1, -1)
}
