/** The plan of a document: what its author said of each place, as a file that can be read, edited and used again. */
import { z } from 'zod'
import { MARK_FORMATS, type MarkedCopyRecord, type MarkPlace, type MarkPlan } from '../../model/mark.ts'
import {
  type MasterText,
  type MasterTrouble,
  masterTrouble,
  type SourceEdit,
  sourceEdits,
  withEdits,
} from './master-text.ts'
import { sentenceAround } from './variants/block-words.ts'
import { proposePlaces } from './variants/propose.ts'

/** A hundred thousand places are a book; more is not a plan of ours. */
const MAX_PLACES = 100_000
/** Longest alternative an author may write. */
export const MAX_ALTERNATIVE = 300
const MAX_RECIPIENTS = 100_000

const PLACE = z.object({
  id: z.int().min(1),
  layer: z.enum(['wording', 'typography', 'layout']),
  rule: z.string().min(1).max(40),
  block: z.int().min(0),
  start: z.int().min(0),
  end: z.int().min(0),
  original: z.string().max(2_000),
  alternative: z.string().max(MAX_ALTERNATIVE),
  decision: z.enum(['open', 'accepted', 'rejected']),
  // For the person who edits the file; we read the master.
  sentence: z.string().optional(),
})

const PLAN = z.object({
  kind: z.literal('mark-plan'),
  version: z.literal(1),
  document: z.string().regex(/^[0-9a-f]{64}$/),
  format: z.enum(MARK_FORMATS),
  places: z.array(PLACE).max(MAX_PLACES),
  copies: z
    .array(
      z.object({
        recipient: z.string().min(1).max(320),
        file: z.string().max(400),
        sha256: z.string().regex(/^[0-9a-f]{64}$/),
        time: z.number(),
      }),
    )
    .max(MAX_RECIPIENTS),
})

/** A plan with all its places open. `document` is the SHA-256 of the master, lower-case hex. */
export function newPlan(master: MasterText, document: string): MarkPlan {
  return {
    kind: 'mark-plan',
    version: 1,
    document,
    format: master.format,
    places: proposePlaces(master),
    copies: [],
  }
}

/** A plan as JSON, with the sentence of each place for the person who edits the file. */
export function markPlanJson(plan: MarkPlan, master: MasterText): string {
  const places = plan.places.map((place) => ({ ...place, sentence: sentenceOf(master, place).before }))
  return `${JSON.stringify({ ...plan, places }, null, 2)}\n`
}

/** Reads a plan back; trouble when it is none, or does not belong to this master. */
export function readMarkPlan(json: string, master: MasterText, document: string): MarkPlan | MasterTrouble {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    return masterTrouble(`it is not JSON: ${(error as Error).message}`, 'correct it, or make a new plan')
  }
  const read = PLAN.safeParse(value)
  if (!read.success) {
    const [issue] = read.error.issues
    return masterTrouble(
      `it is not a plan: ${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'unreadable'}`,
      'correct it, or make a new plan',
    )
  }
  const { data } = read
  if (data.document !== document)
    return masterTrouble(
      'it was made for another version of the document',
      'use the version the copies were made from; a changed document needs a new plan',
    )
  const plan: MarkPlan = {
    ...data,
    places: data.places.map(({ sentence: _, ...place }): MarkPlace => place),
    copies: data.copies.map((copy): MarkedCopyRecord => copy),
  }
  const ids = new Set(plan.places.map(({ id }) => id))
  if (ids.size < plan.places.length)
    return masterTrouble('two of its places have one number', 'restore the numbers: copies depend on them')
  for (const place of plan.places) {
    const trouble = placeTrouble(master, place)
    if (trouble !== undefined)
      return masterTrouble(`place ${place.id}: ${trouble}`, 'correct it, or set its decision to "rejected"')
  }
  const overlap = overlapTrouble(master, plan.places)
  return overlap ?? plan
}

/** What is wrong with a place, `undefined` when it can carry a mark. Places that are not accepted may be anything. */
export function placeTrouble(master: MasterText, place: MarkPlace): string | undefined {
  if (place.decision !== 'accepted') return undefined
  const block = master.blocks[place.block]
  if (!block || block.text.slice(place.start, place.end) !== place.original)
    return 'the document does not say there what the plan says'
  if (place.layer === 'layout')
    return block.layout?.rule === place.rule && block.layout.edits.length > 0
      ? undefined
      : 'there is no such layout'
  if (place.alternative === place.original) return 'both forms are the same'
  if (/[\n\r\t]/.test(place.alternative)) return 'the other form holds a line end'
  return placeEdits(master, place) === undefined
    ? 'the other form would touch markup, a link or a line end'
    : undefined
}

/** The edits that put the other form of a place into the source. */
function placeEdits(master: MasterText, place: MarkPlace): readonly SourceEdit[] | undefined {
  const block = master.blocks[place.block]
  if (!block) return undefined
  return place.layer === 'layout' ? block.layout?.edits : sourceEdits(master, block, place, place.alternative)
}

function overlapTrouble(master: MasterText, places: readonly MarkPlace[]): MasterTrouble | undefined {
  const accepted = places.filter(({ decision }) => decision === 'accepted')
  try {
    withEdits(
      master.source,
      accepted.flatMap((place) => placeEdits(master, place) ?? []),
    )
    return undefined
  } catch {
    return masterTrouble('two accepted places overlap', 'reject one of them')
  }
}

/** The master's source with the other form at every place whose bit is set. Throws `TypeError` for unchecked plans. */
export function markedSource(
  master: MasterText,
  places: readonly MarkPlace[],
  bitOf: (place: number) => 0 | 1,
): string {
  const edits: SourceEdit[] = []
  for (const place of places) {
    if (place.decision !== 'accepted' || bitOf(place.id) === 0) continue
    const own = placeEdits(master, place)
    if (!own) throw new TypeError(`place ${place.id} cannot be written`)
    edits.push(...own)
  }
  return withEdits(master.source, edits)
}

export interface PlaceSentence {
  readonly before: string
  readonly after: string
  /** Where the two forms stand in them. */
  readonly at: number
}

/** The sentence of a place in both forms. */
export function sentenceOf(master: MasterText, place: MarkPlace): PlaceSentence {
  const text = master.blocks[place.block]?.text ?? ''
  const { start, end } = sentenceAround(text, place)
  const before = text.slice(start, end)
  const at = place.start - start
  return {
    before,
    after: before.slice(0, at) + place.alternative + before.slice(place.end - start),
    at,
  }
}
