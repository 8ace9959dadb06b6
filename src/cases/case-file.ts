import { z } from 'zod'
import {
  type Case,
  CLAIM_LABELS,
  CONFIDENCES,
  EVIDENCE_KINDS,
  INFORMATION_GRADES,
  LIKELIHOODS,
  NOTE_KINDS,
  SOURCE_GRADES,
  TIMELINE_LANES,
} from '../model/case.ts'
import { TLP_LABELS } from '../model/indicator.ts'
import { CaseError } from './case-error.ts'

/** What `case.json` holds: all but the log, which lies beside it, and what is found when it is opened. */
export type CaseContent = Omit<Case, 'custody' | 'issues'>

/** The version this program writes and reads. */
export const CASE_VERSION = 1
/** Attack: a file of gigabytes in place of a case. */
export const LARGEST_CASE_FILE: number = 256 * 1024 * 1024

const text = z.string()
const texts = z.array(text)
/** ECMA-262 §21.4.1.1. */
const time = z.number().min(-8.64e15).max(8.64e15)
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/)
const range = z.strictObject({ start: z.int().min(0), end: z.int().min(0), of: text.optional() })

const CONTENT = z.strictObject({
  kind: z.literal('case'),
  version: z.literal(CASE_VERSION),
  /** Entries of the log when this was written, so that a log that was cut is noticed. */
  logged: z.int().min(0),
  name: text,
  title: text,
  created: time,
  tlp: z.enum(TLP_LABELS),
  attackVersion: text,
  evidence: z.array(
    z.strictObject({
      kind: z.literal('case-evidence'),
      id: z.string().regex(/^E\d+$/),
      of: z.enum(EVIDENCE_KINDS),
      digest,
      size: z.int().min(0),
      name: text,
      title: text,
      collector: text,
      collected: time,
      how: text,
      tool: text,
      time: time.optional(),
      zone: text.optional(),
      tlp: z.enum(TLP_LABELS),
      grade: z
        .strictObject({ source: z.enum(SOURCE_GRADES), information: z.literal([...INFORMATION_GRADES]) })
        .optional(),
      duplicateOf: text.optional(),
      madeFrom: text.optional(),
    }),
  ),
  claims: z.array(
    z.strictObject({
      kind: z.literal('claim'),
      id: z.string().regex(/^C\d+$/),
      text,
      verbatim: z.boolean(),
      speaker: text.optional(),
      via: text.optional(),
      about: text.optional(),
      said: time.optional(),
      label: z.enum(CLAIM_LABELS),
      denies: text.optional(),
      supporting: texts,
      contradicting: texts,
      falsifier: text.optional(),
      readIn: z.strictObject({ evidence: text, range, page: z.int().min(1).optional() }).optional(),
      state: z.enum(['proposed', 'accepted', 'rejected']),
    }),
  ),
  hypotheses: z.array(
    z.strictObject({
      kind: z.literal('hypothesis'),
      id: z.string().regex(/^H\d+$/),
      text,
      standing: text.optional(),
      missing: texts,
    }),
  ),
  cells: z.array(
    z.strictObject({
      kind: z.literal('cell'),
      hypothesis: text,
      item: text,
      value: z.enum(['C', 'I', 'N', 'A']),
      why: text.optional(),
    }),
  ),
  judgements: z.array(
    z.strictObject({
      kind: z.literal('case-judgement'),
      id: z.string().regex(/^J\d+$/),
      text,
      likelihood: z.enum(LIKELIHOODS.flatMap(({ terms }) => [...terms])).optional(),
      confidence: z.enum(CONFIDENCES).optional(),
      basis: text.optional(),
      evidence: texts,
    }),
  ),
  timeline: z.array(
    z.strictObject({
      kind: z.literal('timeline-entry'),
      id: z.string().regex(/^V\d+$/),
      time,
      until: time.optional(),
      zone: text.optional(),
      text,
      label: z.enum(CLAIM_LABELS),
      items: texts,
      lane: z.enum(TIMELINE_LANES),
    }),
  ),
  actors: z.array(
    z.strictObject({
      kind: z.literal('actor-statement'),
      id: z.string().regex(/^A\d+$/),
      name: text,
      by: text,
      alsoNamed: texts,
      said: time.optional(),
      items: texts,
    }),
  ),
  techniques: z.array(
    z.strictObject({
      kind: z.literal('technique'),
      id: z.string().regex(/^T\d{4}(?:\.\d{3})?$/),
      name: text,
      tactics: texts,
      why: text,
      items: texts,
    }),
  ),
  notes: z.array(
    z.strictObject({
      kind: z.literal('case-note'),
      id: z.string().regex(/^N\d+$/),
      of: z.enum(NOTE_KINDS),
      text,
      by: text.optional(),
      items: texts,
    }),
  ),
  people: z.array(
    z.strictObject({ kind: z.literal('case-person'), name: text, also: texts, isPublic: z.boolean() }),
  ),
  withdrawn: z.array(z.strictObject({ kind: z.literal('withdrawal'), item: text, why: text })),
  gaps: texts,
})

/** `case.json`, the same bytes for the same content. */
export function caseText(content: CaseContent, logged: number): string {
  const { kind, version, name, ...rest } = content
  const { custody: _, issues: __, ...plain } = rest as Omit<Case, 'kind' | 'version' | 'name'>
  return `${JSON.stringify({ kind, version, logged, name, ...plain }, null, 2)}\n`
}

/**
 * Reads `case.json`, to the last field. Throws `CaseError`, which names the field; nothing that this version does not
 * understand is passed over, as it would be lost with the next change.
 */
export function readCaseText(
  json: string,
  where: string,
): { readonly content: CaseContent; readonly logged: number } {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw notReadable(where, `it is not JSON: ${(error as Error).message.slice(0, 200)}`, error)
  }
  const version = (value as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > CASE_VERSION)
    throw new CaseError(
      'newer-version',
      where,
      `the case is of version ${version}, and this program reads version ${CASE_VERSION}`,
      'use the newer counterfoil that wrote it; nothing was changed',
    )
  const parsed = CONTENT.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const at = issue?.path.map(String).join('.') ?? ''
    throw notReadable(where, `${at === '' ? '' : `"${at}": `}${issue?.message ?? 'not as it should be'}`)
  }
  // Out of JSON.parse: no field is there with the value undefined, so the checked value has the type exactly.
  const { logged, ...content } = value as CaseContent & { readonly logged: number }
  return { content, logged }
}

function notReadable(where: string, why: string, cause?: unknown): CaseError {
  return new CaseError(
    'not-a-case',
    where,
    `the case cannot be read: ${why}`,
    'nothing was changed; put back case.json from a package (counterfoil case export) or a backup',
    cause,
  )
}
