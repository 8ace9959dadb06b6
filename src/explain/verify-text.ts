import {
  type ItemVerdict,
  type OriginalComparison,
  REPAIRS_OF_KEEPING,
  type SetVerdict,
  type SignatureVerdict,
} from '../model/authenticity.ts'
import { sourceDetail } from './evidence-text.ts'
import { countText, cutText, dateText, dayText, listText, rangeText, sizeText } from './layout.ts'
import { type Page, startPage, type TextOptions } from './page.ts'
import { ARC_WORDS, repairText, STATE_WORDS, signerText } from './verify-words.ts'

/** Uncovered fields, sets of a chain, comparisons and the like told of one item. */
const MAX_LISTED = 12
const MAX_VALUE = 160
const FIELD = { indent: 3, at: 20 }
const INNER = { indent: 6, at: 22 }
const COMPARE_NEXT =
  'Until then compare it with mail you hold (--originals). That it agrees shows no more than that somebody had the words.'

/** One item: what was seen, what that shows, what it does not, and what to do next. */
export function itemVerdictText(item: ItemVerdict, number: number, options: TextOptions): string {
  const page = startPage(options)
  const words = STATE_WORDS[item.state]
  const deciding = item.deciding === undefined ? undefined : item.signatures[item.deciding]
  page.text(titleOf(item), { mark: `${number}. `, style: 'strong' })
  page.field('lies in', { exact: item.source ? sourceDetail(item.source) : item.file }, FIELD)
  if (item.from !== '') page.field('says it is from', cutText(item.from, MAX_VALUE), FIELD)
  if (item.date !== undefined) page.field('says it is of', dateText(item.date), FIELD)
  const repaired = deciding?.repairs.some(({ name }) => !REPAIRS_OF_KEEPING.has(name)) ?? false
  page.field(
    'verdict',
    `${words.short}${byAnother(deciding) ? ', of another domain than the sender’s' : ''}${repaired ? ', after repair' : ''} (${item.state})`,
    {
      ...FIELD,
      style: styleOf(item.state),
    },
  )
  if (item.notRaw !== undefined) page.field('why', item.notRaw, FIELD)
  item.signatures.slice(0, MAX_LISTED).forEach((signature, at) => {
    signatureLines(page, signature, at === item.deciding, `signature ${at + 1}`)
  })
  if (item.signatures.length > MAX_LISTED)
    page.field('', `and ${countText(item.signatures.length - MAX_LISTED, 'more signature')}`, FIELD)
  for (const { name, count } of item.repeated)
    page.field(
      'note',
      `${cutText(name, 60)} stands ${count} times: mail programs differ in which one they show`,
      {
        ...FIELD,
        style: 'caution',
      },
    )
  arcLines(page, item)
  for (const one of item.comparisons) comparisonLines(page, one)
  for (const why of item.notEvaluated)
    page.field('not checked', cutText(why, MAX_VALUE), { ...FIELD, style: 'caution' })
  page.field('shows', showsText(item, deciding), FIELD)
  page.field('does not show', `${words.notShown}.`, FIELD)
  if (item.ask !== undefined) page.field('instead', item.ask, FIELD)
  page.field('next step', item.ask === undefined ? words.next : COMPARE_NEXT, FIELD)
  return page.toString()
}

/** It fits, but not for the domain that people see. */
const byAnother = (deciding: SignatureVerdict | undefined): boolean =>
  deciding?.author === 'other' && deciding.header === 'match' && deciding.body === 'match'

/** One item on one line, for large sets. */
export function itemVerdictLine(item: ItemVerdict, number: number, options: TextOptions): string {
  const page = startPage(options)
  page.text([`${titleOf(item)}: `, { exact: item.state }], { mark: `${number}. ` })
  return page.toString()
}

function titleOf(item: ItemVerdict): string {
  if (item.source === undefined) return cutText(item.file.split('/').at(-1) ?? item.file, MAX_VALUE)
  return item.subject === '' ? '(no subject)' : `“${cutText(item.subject, MAX_VALUE)}”`
}

function styleOf(state: ItemVerdict['state']): 'plain' | 'caution' {
  return state === 'pass_live_key' || state === 'pass_archived_key' ? 'plain' : 'caution'
}

function showsText(item: ItemVerdict, deciding: SignatureVerdict | undefined): string {
  const { shows } = STATE_WORDS[item.state]
  if (deciding === undefined) return shows
  const open = deciding.coverage?.uncovered ?? []
  const visible = [...new Set(open.map(({ name }) => cutText(name, 40)))]
  const gap =
    item.state.startsWith('pass_') && visible.length > 0
      ? ` Nothing about ${listText(visible)}: the signature does not cover ${visible.length === 1 ? 'it' : 'them'}.`
      : ''
  const body =
    item.state.startsWith('pass_') && (deciding.coverage?.bodyUnsigned ?? 0) > 0
      ? ` Nothing about the last ${sizeText(deciding.coverage?.bodyUnsigned ?? 0)} of the body, which anybody can have added.`
      : ''
  const undone = deciding.repairs.some(({ name }) => !REPAIRS_OF_KEEPING.has(name))
    ? ' It is about the mail before the changes that were undone here, not about what they added or took away.'
    : ''
  return `${shows}${gap}${body}${undone}`
}

function signatureLines(page: Page, signature: SignatureVerdict, deciding: boolean, label: string): void {
  page.field(label, signerText(signature), FIELD)
  page.field('comes to', `${signature.reason} (${signature.state}${deciding ? ', decides' : ''})`, INNER)
  const halves =
    signature.state === 'fail_body' ||
    signature.state === 'fail_headers' ||
    signature.state === 'no_key_found'
      ? `body ${HALF_WORDS[signature.body]}, fields ${HALF_WORDS[signature.header]}`
      : undefined
  if (halves !== undefined) page.field('in detail', halves, INNER)
  if (signature.key !== undefined) page.field('key', keyText(signature.key), INNER)
  for (const repair of signature.repairs) page.field('after repair', repairText(repair), INNER)
  const { coverage, times } = signature
  if (coverage !== undefined) {
    page.field('covers', listText(coverage.signed.map((name) => cutText(name, 40)).slice(0, 60)), INNER)
    if (coverage.closed.length > 0)
      page.field(
        'closed against',
        `${listText(coverage.closed.map((name) => cutText(name, 40)).slice(0, 60))}: adding one breaks the signature`,
        INNER,
      )
    for (const field of coverage.uncovered.slice(0, MAX_LISTED))
      page.field(
        'NOT covered',
        `${cutText(field.name, 40)}: ${cutText(field.value, MAX_VALUE)} (${rangeText(field.range)}${field.why === 'extra' ? '; one more than was signed' : ''})`,
        { ...INNER, style: 'caution' },
      )
    if (coverage.uncovered.length > MAX_LISTED)
      page.field('', `and ${countText(coverage.uncovered.length - MAX_LISTED, 'more field')}`, INNER)
    if (coverage.bodyUnsigned > 0)
      page.field(
        'NOT covered',
        `${sizeText(coverage.bodyUnsigned)} of the body${signature.repairs.some(({ name }) => name === 'list-footer') ? '' : ' (l=)'}${coverage.unsignedFrom === undefined ? '' : ` from byte ${coverage.unsignedFrom}`}${coverage.unsignedParts.length === 0 ? '' : `, in part ${listText(coverage.unsignedParts.slice(0, MAX_LISTED))}`}`,
        { ...INNER, style: 'caution' },
      )
  }
  if (times.signed !== undefined) page.field('signed', dateText(times.signed), INNER)
  for (const { detail } of times.problems) page.field('time', detail, { ...INNER, style: 'caution' })
}

const HALF_WORDS: Readonly<Record<'match' | 'mismatch' | 'unknown', string>> = {
  match: 'as signed',
  mismatch: 'not as signed',
  unknown: 'not checked',
}

function keyText(key: NonNullable<SignatureVerdict['key']>): string {
  const life =
    key.firstSeen === undefined && key.lastSeen === undefined
      ? 'no times recorded'
      : `seen ${key.firstSeen === undefined ? '' : `from ${dayText(key.firstSeen)} `}${key.lastSeen === undefined ? '' : `to ${dayText(key.lastSeen)}`}`.trim()
  return `from ${cutText(key.source, 80)}, ${life}, fingerprint ${key.fingerprint.slice(0, 16)}`
}

function arcLines(page: Page, { arc }: ItemVerdict): void {
  if (arc.result === 'none') return
  page.field('forwarders', `${ARC_WORDS[arc.result]} (${cutText(arc.reason, MAX_VALUE)})`, FIELD)
  for (const set of arc.sets.slice(0, MAX_LISTED))
    page.field(
      `${set.instance}.`,
      `${cutText(set.sealer, 80)}: seal ${set.seal.state}, mail ${set.message?.state ?? 'not signed'}${set.results === undefined ? '' : `; states: ${cutText(set.results, MAX_VALUE)}`}`,
      INNER,
    )
}

function comparisonLines(page: Page, one: OriginalComparison): void {
  page.field('held mail', { exact: sourceDetail(one.source) }, FIELD)
  page.field(
    'agrees',
    `${Math.round(one.likeness * 100)} % of the held mail’s words stand in it in the same order; ${
      one.fields.length === 0
        ? 'no field could be compared'
        : one.fields
            .map(({ name, agrees }) => `${name} ${agrees ? 'agrees' : 'DIFFERS or is absent'}`)
            .join(', ')
    }`,
    INNER,
  )
  for (const words of one.onlyShown.slice(0, 5))
    page.field('only here', `“${cutText(words, MAX_VALUE)}”`, INNER)
  for (const words of one.onlyHeld.slice(0, 5))
    page.field('only held', `“${cutText(words, MAX_VALUE)}”`, INNER)
}

/** The counts of the set, and what they do not mean. */
export function setVerdictText(set: SetVerdict, options: TextOptions): string {
  const page = startPage(options)
  page.heading('All items')
  page.text(countText(set.items, 'item'))
  for (const [state, count] of Object.entries(set.states))
    if (count > 0)
      page.text(
        [`${count} ${STATE_WORDS[state as keyof typeof STATE_WORDS].short} `, { exact: `(${state})` }],
        {
          mark: '• ',
        },
      )
  const at = { indent: 0, at: 24 }
  page.gap()
  page.field(
    'signed by the sender',
    `${countText(set.byAuthor, 'item')} with a fitting signature of the visible sender’s own domain`,
    at,
  )
  if (set.afterRepair > 0) page.field('after repair', countText(set.afterRepair, 'item'), at)
  if (set.withTimeProblems > 0)
    page.field('times that do not fit', countText(set.withTimeProblems, 'item'), { ...at, style: 'caution' })
  if (set.repeatedItems > 0) page.field('handed in twice', countText(set.repeatedItems, 'item'), at)
  for (const { key, items } of set.keys.slice(0, MAX_LISTED))
    page.field(
      'key that fits',
      `${key.selector}, ${key.domain}: ${countText(items, 'item')}; ${keyText(key)}`,
      at,
    )
  for (const { name, items } of set.missingKeys.slice(0, MAX_LISTED))
    page.field('key missing', [{ exact: name }, `: ${countText(items, 'item')}`], { ...at, style: 'caution' })
  if (set.missingKeys.length > MAX_LISTED)
    page.field('', `and ${countText(set.missingKeys.length - MAX_LISTED, 'more key')}`, at)
  for (const { domain, selector, result, detail } of set.recoveries)
    page.field(
      'key worked out',
      `${selector}, ${domain}: ${result === 'found' ? 'found' : result === 'not-found' ? 'not found' : 'not tried'}; ${detail}`,
      at,
    )
  page.gap()
  page.text(
    'Each verdict is about its own item. A set can be genuine and one page of it false: items that pass do not vouch for those beside them.',
  )
  return page.toString()
}
