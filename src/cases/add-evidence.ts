import { hash } from 'node:crypto'
import type { AdmiraltyGrade, CaseEvidence, EvidenceKind } from '../model/case.ts'
import type { TlpLabel } from '../model/indicator.ts'
import { parseMessage } from '../parse/parse-message.ts'
import type { Acting, CaseChange } from './case-change.ts'
import { refusal } from './case-error.ts'
import type { CaseContent } from './case-file.ts'
import { LONGEST_NAME, nextId, requiredText } from './case-items.ts'
import { LARGEST_EVIDENCE } from './case-paths.ts'

/** A thing that enters the case, with its bytes as they were collected. */
export interface EvidenceInput {
  readonly bytes: Uint8Array
  /** Name of the file it was collected as. */
  readonly name: string
  readonly of: EvidenceKind
  readonly title?: string
  /** Who collected it, if not who enters it, and when (milliseconds). */
  readonly collector?: string
  readonly collected?: number
  readonly how: string
  /** Milliseconds, with the zone as its source states it. Of a mail its Date, when not given. */
  readonly time?: number
  readonly zone?: string
  /** Default: that of the case. */
  readonly tlp?: TlpLabel
  readonly grade?: AdmiraltyGrade
  /** The evidence this was made from: its text. */
  readonly madeFrom?: string
}

/**
 * The change that adds evidence. Bytes that are in the case already enter again under a new id, marked as duplicates:
 * that two people collected the same is itself worth knowing. Throws `CaseError`.
 */
export function addingEvidence(
  content: CaseContent,
  inputs: readonly EvidenceInput[],
  acting: Acting,
): CaseChange {
  const evidence = [...content.evidence]
  const files: { digest: string; bytes: Uint8Array }[] = []
  for (const input of inputs) {
    const { bytes, of, name } = input
    if (bytes.length === 0) throw refusal(`${name}: it is empty`, 'evidence has at least one byte')
    if (bytes.length > LARGEST_EVIDENCE)
      throw refusal(
        `${name}: ${bytes.length} bytes are more than a case takes (${LARGEST_EVIDENCE})`,
        'add the part that matters, and say how it was cut out',
      )
    const digest = `sha256:${hash('sha256', bytes)}`
    const same = evidence.find((one) => one.digest === digest && one.duplicateOf === undefined)
    const told = of === 'message' ? mailFacts(bytes) : {}
    const time = input.time ?? told.time
    const zone = input.time === undefined ? told.zone : input.zone
    const one: CaseEvidence = {
      kind: 'case-evidence',
      id: nextId('E', evidence),
      of,
      digest,
      size: bytes.length,
      name: name.slice(0, LONGEST_NAME).toWellFormed(),
      title: requiredText(
        input.title ?? told.title ?? name.slice(0, LONGEST_NAME),
        'the title',
        LONGEST_NAME,
      ),
      collector: input.collector ?? acting.person,
      collected: input.collected ?? acting.time,
      how: requiredText(input.how, 'how it was collected'),
      tool: acting.tool,
      ...(time !== undefined && { time }),
      ...(zone !== undefined && { zone }),
      tlp: input.tlp ?? content.tlp,
      ...(input.grade && { grade: input.grade }),
      ...(same && { duplicateOf: same.id }),
      ...(input.madeFrom !== undefined && { madeFrom: input.madeFrom }),
    }
    evidence.push(one)
    files.push({ digest, bytes })
  }
  const added = evidence.slice(content.evidence.length)
  return {
    content: { ...content, evidence },
    files,
    log: added.map(({ id, digest, of }) => ({ what: `evidence added (${of})`, item: id, digest })),
  }
}

function mailFacts(bytes: Uint8Array): Pick<EvidenceInput, 'time' | 'zone' | 'title'> {
  const { date, subject } = parseMessage(bytes)
  const zone = date === undefined || date.offset === undefined ? undefined : statedZone(date.text)
  return {
    ...(date && { time: date.time }),
    ...(zone !== undefined && { zone }),
    title: `Mail “${(subject ?? '').slice(0, LONGEST_NAME - 10).toWellFormed() || 'without subject'}”`,
  }
}

/** The zone at the end of a date as mail writes it: `+0200`, `EDT` (RFC 5322 §3.3, §4.3). */
function statedZone(date: string): string | undefined {
  return /([+-]\d{4}|\b[A-Z]{1,4})\s{0,10}(?:\([^()]{0,60}\)\s{0,10})?$/.exec(date.slice(-100))?.[1]
}
