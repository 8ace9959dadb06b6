import type { AttackTechnique, ClaimLabel, NoteKind, TimelineLane } from '../model/case.ts'
import type { CaseChange } from './case-change.ts'
import { refusal } from './case-error.ts'
import type { CaseContent } from './case-file.ts'
import { adding, digestOf, knownItems, LONGEST_NAME, nextId, requiredText } from './case-items.ts'
import { lint } from './linted-statements.ts'

/** Adds a technique of ATT&CK with the reason. Throws `CaseError`. */
export function addingTechnique(
  content: CaseContent,
  technique: AttackTechnique,
  version: string | undefined,
  input: { readonly why: string; readonly items: readonly string[] },
): CaseChange {
  const { id, name, tactics } = technique
  const items = knownItems(content, input.items, ['E', 'C'])
  if (items.length === 0) throw refusal('a technique needs the evidence it is seen in', 'add --evidence E1')
  const why = requiredText(input.why, 'the reason')
  lint(content, { text: why, evidence: items })
  if (content.techniques.some((one) => one.id === id))
    throw refusal(`${id} is in the case already`, 'withdraw it first, to say it otherwise')
  const used = content.techniques.length > 0 ? content.attackVersion : (version ?? content.attackVersion)
  if (version !== undefined && version !== used)
    throw refusal(
      `the case names techniques of ATT&CK ${used}, and this list is of ${version}`,
      'use one version for the whole case',
    )
  const made = { kind: 'technique' as const, id, name, tactics, why, items }
  return adding(
    content,
    { techniques: [...content.techniques, made], attackVersion: used },
    'technique added',
    [made],
  )
}

export interface ActorInput {
  readonly name: string
  readonly by: string
  readonly alsoNamed: readonly string[]
  readonly said?: number
  readonly items: readonly string[]
}

/** Adds what somebody calls a cluster. Names are only ever listed, never made one. Throws `CaseError`. */
export function addingActor(content: CaseContent, input: ActorInput): CaseChange {
  const items = knownItems(content, input.items, ['E', 'C'])
  if (items.length === 0) throw refusal('a name for a cluster needs where it was read', 'add --evidence E1')
  const made = {
    kind: 'actor-statement' as const,
    id: nextId('A', content.actors),
    name: requiredText(input.name, 'the name', LONGEST_NAME),
    by: requiredText(input.by, 'who says so', LONGEST_NAME),
    alsoNamed: input.alsoNamed.map((one) => requiredText(one, 'the name', LONGEST_NAME)),
    ...(input.said !== undefined && { said: input.said }),
    items,
  }
  return adding(content, { actors: [...content.actors, made] }, 'statement about an actor added', [made])
}

export interface EventInput {
  readonly text: string
  readonly time: number
  readonly until?: number
  readonly zone?: string
  readonly label: ClaimLabel
  readonly items: readonly string[]
  readonly lane: TimelineLane
}

/** Adds an event to the timeline. What we observed or assess is linted and needs evidence. Throws `CaseError`. */
export function addingEvent(content: CaseContent, input: EventInput): CaseChange {
  const text = requiredText(input.text, 'the event')
  const items = knownItems(content, input.items, ['E', 'C'])
  if (items.length === 0) throw refusal('an event needs what shows it', 'add --evidence E1')
  if (input.until !== undefined && input.until < input.time)
    throw refusal('it would end before it begins', 'exchange the two times')
  if (input.label === 'observed' || input.label === 'assessed')
    lint(content, { text, label: input.label, evidence: items })
  const made = {
    kind: 'timeline-entry' as const,
    id: nextId('V', content.timeline),
    time: input.time,
    ...(input.until !== undefined && { until: input.until }),
    ...(input.zone !== undefined && { zone: input.zone }),
    text,
    label: input.label,
    items,
    lane: input.lane,
  }
  return adding(content, { timeline: [...content.timeline, made] }, 'event added', [made])
}

/** Adds what could not be seen or was not looked at. */
export function addingGap(content: CaseContent, gap: string): CaseChange {
  const text = requiredText(gap, 'the gap')
  lint(content, { text })
  return adding(content, { gaps: [...content.gaps, text] }, 'gap added', [
    { text } as { readonly id?: string },
  ])
}

/** Adds a note to a section of the report. Dissent is its author's own and is not linted. Throws `CaseError`. */
export function addingNote(
  content: CaseContent,
  input: {
    readonly of: NoteKind
    readonly text: string
    readonly by?: string
    readonly items: readonly string[]
  },
): CaseChange {
  const text = requiredText(input.text, 'the note')
  const items = knownItems(content, input.items, ['E', 'C', 'J'])
  if (input.of !== 'dissent') lint(content, { text, evidence: items })
  else if (input.by === undefined) throw refusal('dissent has an author', 'add --by NAME')
  const made = {
    kind: 'case-note' as const,
    id: nextId('N', content.notes),
    of: input.of,
    text,
    ...(input.by !== undefined && { by: requiredText(input.by, 'the name', LONGEST_NAME) }),
    items,
  }
  return adding(content, { notes: [...content.notes, made] }, `note added (${input.of})`, [made])
}

/** Names a person or organisation with all spellings; again for the same name, it replaces what was said. */
export function namingPerson(
  content: CaseContent,
  input: { readonly name: string; readonly also: readonly string[]; readonly isPublic: boolean },
): CaseChange {
  const name = requiredText(input.name, 'the name', LONGEST_NAME)
  const also = input.also.map((one) => requiredText(one, 'the other spelling', LONGEST_NAME))
  const made = { kind: 'case-person' as const, name, also, isPublic: input.isPublic }
  const people = [...content.people.filter((one) => one.name !== name), made]
  return { content: { ...content, people }, log: [{ what: 'person named', digest: digestOf(made) }] }
}
