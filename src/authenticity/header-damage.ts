/**
 * Damage that lists and relays do to header fields, undone. As with bodies, a form counts only when the signature
 * fits it exactly.
 */
import type { Repair, RepairName } from '../model/authenticity.ts'
import type { RawField } from './raw-mail.ts'
import type { Signature } from './signature-tags.ts'

export interface HeaderForm {
  readonly fields: readonly RawField[]
  /** The signature, whose own field may have been folded anew. */
  readonly signature: Signature
  readonly repairs: readonly Repair[]
}

interface Change {
  readonly repair: Repair
  /** The changed field, `undefined` for a field taken away. */
  readonly changed: ReadonlyMap<number, RawField | undefined>
  /** The signature's own field without `b=`, changed. */
  readonly unsignedText?: string
}

/** Forms tried for one signature and key. */
const MAX_FORMS = 400
/** Kinds of damage undone at once: a list that rewrites the header does about this many things. */
const MAX_TOGETHER = 4

/**
 * The fields as they are, then forms with one, two … kinds of damage undone. `reencoded`: the body fits in another
 * transfer encoding only, so the field that names it may be another too. Without that a change of this field by one
 * letter would be undone as if it were damage.
 */
export function* headerForms(
  fields: readonly RawField[],
  signature: Signature,
  reencoded: boolean,
): Generator<HeaderForm, void, undefined> {
  yield { fields, signature, repairs: [] }
  const groups = changesFor(fields, signature, reencoded)
  let made = 0
  for (let size = 1; size <= Math.min(MAX_TOGETHER, groups.length); size++)
    for (const chosen of choices(groups, size, 0)) {
      if (++made > MAX_FORMS) return
      const unsignedText = chosen.find((change) => change.unsignedText !== undefined)?.unsignedText
      yield {
        fields: withChanges(fields, chosen),
        signature: unsignedText === undefined ? signature : { ...signature, unsignedText },
        repairs: chosen.map(({ repair }) => repair),
      }
    }
}

/** Each way to take one change from each of `size` groups. The depth is at most `MAX_TOGETHER`. */
function* choices(
  groups: readonly (readonly Change[])[],
  size: number,
  from: number,
): Generator<readonly Change[], void, undefined> {
  if (size === 0) {
    yield []
    return
  }
  for (let at = from; at <= groups.length - size; at++)
    for (const change of groups[at]!)
      for (const rest of choices(groups, size - 1, at + 1)) yield [change, ...rest]
}

function withChanges(fields: readonly RawField[], changes: readonly Change[]): readonly RawField[] {
  const out = [...fields]
  // A field taken away keeps its place, so that indexes stay what they are.
  for (const { changed } of changes)
    for (const [index, field] of changed) out[index] = field ?? { ...out[index]!, key: '' }
  return out
}

/** Fields that lists put into mail, which is why signers close them (RFC 6376 §5.4.2). */
const LIST_FIELDS: ReadonlySet<string> = new Set([
  'list-id',
  'list-post',
  'list-help',
  'list-subscribe',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-owner',
  'list-archive',
  'mailing-list',
  'x-mailing-list',
  'precedence',
  'errors-to',
  'archived-at',
  'x-loop',
  'resent-from',
  'resent-sender',
  'resent-to',
  'resent-cc',
  'resent-date',
  'resent-message-id',
])
const ENCODINGS: readonly string[] = ['8bit', '7bit', 'quoted-printable', 'base64', '8BIT', '7BIT']

function changesFor(
  fields: readonly RawField[],
  { names, headerForm, unsignedText }: Signature,
  reencoded: boolean,
): readonly (readonly Change[])[] {
  const signed = new Set(names)
  const groups: Change[][] = []
  const add = (changes: readonly (Change | undefined)[]): void => {
    const possible = changes.filter((change) => change !== undefined)
    if (possible.length > 0) groups.push(possible)
  }
  const places = (key: string): number[] =>
    signed.has(key) ? fields.flatMap((field, index) => (field.key === key ? [index] : [])) : []

  add([taken('list-fields', fields, places('sender'))])
  add([taken('list-fields', fields, places('reply-to'))])
  add([taken('list-fields', fields, [...signed].filter((name) => LIST_FIELDS.has(name)).flatMap(places))])
  add(
    places('subject')
      .slice(-1)
      .map((index) => rewritten('subject-tag', fields, [index], withoutTag)),
  )
  add(
    places('from')
      .slice(-1)
      .map((index) => originalFrom(fields, index)),
  )
  const encoding = reencoded ? places('content-transfer-encoding').slice(-1) : []
  add([
    ...encoding.flatMap((index) =>
      ENCODINGS.map((word) =>
        rewritten(
          'encoding-field',
          fields,
          [index],
          (field) => `${field.slice(0, field.indexOf(':'))}: ${word}`,
        ),
      ),
    ),
    taken('encoding-field', fields, encoding),
  ])
  for (const key of ['to', 'cc'])
    add([
      rewritten('address-spacing', fields, places(key), (field) => spaced(field, ', ')),
      rewritten('address-spacing', fields, places(key), (field) => spaced(field, ',')),
      ...orders(fields, places(key)),
    ])
  if (headerForm === 'simple') {
    const all = [...signed].flatMap(places)
    add(FOLDINGS.map((fold) => rewritten('folding', fields, all, fold)))
    add(
      FOLDINGS.map((fold) => fold(unsignedText))
        .filter((text) => text !== unsignedText)
        .map((text) => ({
          repair: { name: 'folding', detail: 'the signature' },
          changed: new Map(),
          unsignedText: text,
        })),
    )
  }
  return groups
}

const FOLDINGS: readonly ((field: string) => string)[] = [
  (field) => field.replace(/\r\n[ \t]+/g, '\r\n\t'),
  (field) => field.replace(/\r\n[ \t]+/g, '\r\n '),
  (field) => field.replace(/\r\n[ \t]+/g, ' '),
  (field) => field.replace(/\r\n(?=[ \t])/g, ''),
]

function taken(name: RepairName, fields: readonly RawField[], places: readonly number[]): Change | undefined {
  if (places.length === 0) return undefined
  const what = [...new Set(places.map((index) => fields[index]!.name))].join(', ')
  return {
    repair: { name, detail: `without ${what}` },
    changed: new Map(places.map((index) => [index, undefined])),
  }
}

function rewritten(
  name: RepairName,
  fields: readonly RawField[],
  places: readonly number[],
  change: (field: string) => string | undefined,
): Change | undefined {
  const changed = new Map<number, RawField>()
  for (const index of places) {
    const field = fields[index]!
    const text = change(field.text)
    if (text !== undefined && text !== field.text) changed.set(index, { ...field, text })
  }
  if (changed.size === 0) return undefined
  const what = [...new Set([...changed.values()].map((field) => field.name))].join(', ')
  return { repair: { name, detail: what }, changed }
}

/** `Subject: [list] x` and `Subject: Re: [list] x` without the tag. */
function withoutTag(field: string): string | undefined {
  const value = field.slice(field.indexOf(':') + 1)
  const tag = /^(\s*(?:re:\s*)?)\[[^\][\r\n]{1,80}\]\s*/i.exec(value.slice(0, 200))
  if (tag === null) return undefined
  return `${field.slice(0, field.indexOf(':') + 1)}${tag[1]}${value.slice(tag[0].length)}`
}

/** From as it was before a list put itself there, when the list kept it. */
function originalFrom(fields: readonly RawField[], index: number): Change | undefined {
  const kept = fields.find(({ key }) => key === 'x-original-from' || key === 'x-from')
  if (kept === undefined) return undefined
  const field = fields[index]!
  const text = `${field.text.slice(0, field.text.indexOf(':'))}${kept.text.slice(kept.text.indexOf(':'))}`
  return {
    repair: { name: 'from-rewritten', detail: `From as in ${kept.name}` },
    changed: new Map([[index, { ...field, text }]]),
  }
}

/** Addresses put into order again: four are 24 orders, five would be 120. */
const MAX_ORDERED = 4

/** Other orders of the addresses of a field: Mailman 2 keeps those of Cc in a table, which loses their order. */
function orders(fields: readonly RawField[], places: readonly number[]): readonly (Change | undefined)[] {
  const field = places.length === 1 ? fields[places[0]!]!.text : ''
  const colon = field.indexOf(':')
  const addresses = spaced(field.slice(colon + 1), '\u0000').split('\u0000')
  if (addresses.length < 2 || addresses.length > MAX_ORDERED) return []
  const written = addresses.map((address) => address.trim())
  return permutations(written)
    .slice(1)
    .map((order) =>
      rewritten('address-order', fields, places, () => `${field.slice(0, colon)}: ${order.join(', ')}`),
    )
}

/** All orders of a few things, the given one first. */
function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items]
  return items.flatMap((item, at) =>
    permutations(items.filter((_, other) => other !== at)).map((rest) => [item, ...rest]),
  )
}

/** Commas between addresses with or without a blank behind them; those in quotes stay. */
function spaced(field: string, comma: string): string {
  let out = ''
  let quoted = false
  for (let at = 0; at < field.length; at++) {
    const character = field[at]!
    if (character === '"' && field[at - 1] !== '\\') quoted = !quoted
    if (character !== ',' || quoted) {
      out += character
      continue
    }
    out += comma
    while (at + 1 < field.length && ' \t\r\n'.includes(field[at + 1]!)) at++
  }
  return out
}
