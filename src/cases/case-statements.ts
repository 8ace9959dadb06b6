import type {
  AttackTechnique,
  Claim,
  ClaimLabel,
  Confidence,
  Consistency,
  Hypothesis,
  LikelihoodTerm,
  NoteKind,
  TimelineLane,
} from '../model/case.ts'
import { CaseError, refusal } from './case-error.ts'
import type { CaseContent } from './case-file.ts'
import type { CaseChange } from './case-folder.ts'
import { adding, digestOf, itemsOf, knownItems, LONGEST_NAME, nextId, requiredText } from './case-items.ts'
import { confidencesIn, likelihoodsIn } from './estimative-words.ts'
import { lintStatements, type Remark, type Statement } from './statement-linter.ts'

/** A sentence that cannot stand in a report, with what to change. */
export class RefusedSentence extends CaseError {
  readonly remarks: readonly Remark[]
  constructor(text: string, remarks: readonly Remark[]) {
    const [first] = remarks
    super(
      'refused',
      undefined,
      `this sentence cannot stand in a report: “${first?.quoted ?? text.slice(0, 80)}” (${remarks.map(({ rule }) => rule).join(', ')})`,
      remarks.map(({ words }) => words).join(' '),
    )
    this.remarks = remarks
  }
}

/** Sentences of our own that a report would print: those that are held to the rules of analytic language. */
export function ownStatements(content: CaseContent): readonly (Statement & { readonly id: string })[] {
  const gone = new Set(content.withdrawn.map(({ item }) => item))
  return [
    ...content.judgements.map(({ id, text, evidence }) => ({ id, text, evidence })),
    ...content.claims
      .filter(({ speaker, state }) => speaker === undefined && state !== 'rejected')
      .map(({ id, text, label, supporting }) => ({ id, text, label, evidence: supporting })),
    ...content.timeline
      .filter(({ label }) => label === 'observed' || label === 'assessed')
      .map(({ id = '', text, label, items }) => ({ id, text, label, evidence: items })),
    ...content.notes
      .filter(({ of }) => of !== 'dissent')
      .map(({ id, text, items }) => ({ id, text, evidence: items })),
  ].filter(({ id }) => !gone.has(id))
}

/** Throws `RefusedSentence` when the sentence breaks a rule, alone or beside what the case says already. */
function lint(content: CaseContent, statement: Statement): void {
  const before = ownStatements(content)
  const remarks = lintStatements([...before, statement]).filter((one) => one.statement === before.length)
  if (remarks.length > 0) throw new RefusedSentence(statement.text, remarks)
}

export interface ClaimInput {
  readonly text: string
  readonly verbatim?: boolean
  readonly speaker?: string
  readonly via?: string
  readonly about?: string
  readonly said?: number
  readonly label?: ClaimLabel
  readonly denies?: string
  readonly supporting?: readonly string[]
  readonly contradicting?: readonly string[]
  readonly falsifier?: string
  readonly readIn?: Claim['readIn']
  readonly state?: Claim['state']
}

/**
 * Adds claims. One of somebody else is `claimed` unless it is said to be `reported`; it can never be entered as
 * observed or assessed by us. One of ours needs evidence and passes the linter. Throws `CaseError`.
 */
export function addingClaims(content: CaseContent, inputs: readonly ClaimInput[]): CaseChange {
  const claims = [...content.claims]
  for (const input of inputs) {
    const text = requiredText(input.text, 'the claim')
    const label = input.label ?? (input.speaker === undefined ? 'assessed' : 'claimed')
    const current = { ...content, claims }
    const ours = label === 'observed' || label === 'assessed'
    if (ours !== (input.speaker === undefined))
      throw ours
        ? refusal(
            `what ${input.speaker?.slice(0, 80)} says is not ${label} by us`,
            'label it claimed (an interested party) or reported (a credible third party)',
          )
        : refusal('a claim of somebody needs who says it', 'add --by "who"; or label it observed or assessed')
    const supporting = knownItems(current, input.supporting ?? [], ['E', 'C'])
    const contradicting = knownItems(current, input.contradicting ?? [], ['E', 'C'])
    if (ours && supporting.length === 0 && input.readIn === undefined)
      throw refusal(`what is ${label} by us needs the evidence it rests on`, 'add --supporting E1,E2')
    if (label === 'observed' && !supporting.some((id) => id.startsWith('E')))
      throw refusal(
        'what is observed needs the artifact that is held',
        'add it, and name it with --supporting E1',
      )
    if (ours) lint(current, { text, label, evidence: supporting })
    const [denies] = knownItems(current, input.denies === undefined ? [] : [input.denies], ['C'])
    const claim: Claim = {
      kind: 'claim',
      id: nextId('C', claims),
      text,
      verbatim: input.verbatim ?? false,
      ...(input.speaker !== undefined && {
        speaker: requiredText(input.speaker, 'who says it', LONGEST_NAME),
      }),
      ...(input.via !== undefined && { via: requiredText(input.via, 'through whom', LONGEST_NAME) }),
      ...(input.about !== undefined && { about: requiredText(input.about, 'what it is about') }),
      ...(input.said !== undefined && { said: input.said }),
      label,
      ...(denies !== undefined && { denies }),
      supporting,
      contradicting,
      ...(input.falsifier !== undefined && {
        falsifier: requiredText(input.falsifier, 'what would show it wrong'),
      }),
      ...(input.readIn && { readIn: input.readIn }),
      state: input.state ?? 'accepted',
    }
    claims.push(claim)
  }
  const added = claims.slice(content.claims.length)
  const what = added.every(({ state }) => state === 'proposed') ? 'claim proposed' : 'claim added'
  return adding(content, { claims }, what, added)
}

export interface ClaimDecision {
  readonly claim: string
  readonly state: 'accepted' | 'rejected'
  readonly why?: string
}

/** Accepts or rejects claims that were proposed: the statement was made, which says nothing of whether it is true. */
export function decidingClaims(content: CaseContent, decisions: readonly ClaimDecision[]): CaseChange {
  const states = new Map<string, ClaimDecision>()
  for (const decision of decisions) {
    const [id = ''] = knownItems(content, [decision.claim], ['C'])
    if (states.has(id)) throw refusal(`${id} is decided on twice`, 'say one of them')
    states.set(id, decision)
  }
  if (states.size === 0) throw refusal('nothing is decided', 'name claims: C1 C2')
  return {
    content: {
      ...content,
      claims: content.claims.map((claim) => ({
        ...claim,
        state: states.get(claim.id)?.state ?? claim.state,
      })),
    },
    log: [...states].map(([item, { state, why }]) => ({
      what: `claim ${state}${why === undefined ? '' : `: ${requiredText(why, 'the reason')}`}`,
      item,
    })),
  }
}

/** Adds hypotheses. Throws `CaseError` for one that stands there already. */
export function addingHypotheses(
  content: CaseContent,
  inputs: readonly Pick<Hypothesis, 'text' | 'standing'>[],
  missing: readonly string[] = [],
): CaseChange {
  const hypotheses = [...content.hypotheses]
  for (const input of inputs) {
    const text = requiredText(input.text, 'the hypothesis')
    const same = hypotheses.find((one) => one.text === text)
    if (same) throw refusal(`this is ${same.id} already`, 'counterfoil case show lists the hypotheses')
    hypotheses.push({
      kind: 'hypothesis',
      id: nextId('H', hypotheses),
      text,
      ...(input.standing !== undefined && { standing: input.standing }),
      missing: missing.map((one) => requiredText(one, 'what is missing')),
    })
  }
  return adding(content, { hypotheses }, 'hypothesis added', hypotheses.slice(content.hypotheses.length))
}

/** Adds what one would expect if a hypothesis were true, and what is not there. */
export function expecting(content: CaseContent, hypothesis: string, missing: readonly string[]): CaseChange {
  const [id] = knownItems(content, [hypothesis], ['H'])
  const words = missing.map((one) => requiredText(one, 'what is missing'))
  const hypotheses = content.hypotheses.map((one) =>
    one.id === id ? { ...one, missing: [...new Set([...one.missing, ...words])] } : one,
  )
  return adding(
    content,
    { hypotheses },
    'missing evidence noted',
    hypotheses.filter((one) => one.id === id),
  )
}

/** Says how an item goes with a hypothesis. The last word counts; earlier ones are in the log. */
export function weighing(
  content: CaseContent,
  cell: {
    readonly hypothesis: string
    readonly item: string
    readonly value: Consistency
    readonly why: string
  },
): CaseChange {
  const [hypothesis = ''] = knownItems(content, [cell.hypothesis], ['H'])
  const [item = ''] = knownItems(content, [cell.item], ['E', 'C'])
  const why = requiredText(cell.why, 'the reason')
  const made = { kind: 'cell' as const, hypothesis, item, value: cell.value, why }
  const cells = content.cells.filter((one) => one.hypothesis !== hypothesis || one.item !== item)
  return {
    content: { ...content, cells: [...cells, made] },
    log: [
      {
        what: `${item} weighed against ${hypothesis}: ${cell.value}`,
        item: hypothesis,
        digest: digestOf(made),
      },
    ],
  }
}

export interface JudgementInput {
  readonly text: string
  readonly likelihood?: LikelihoodTerm
  readonly confidence?: Confidence
  readonly basis?: string
  readonly evidence: readonly string[]
}

/** Adds a judgement: linted, resting on evidence, likelihood in its sentence and confidence apart. Throws `CaseError`. */
export function addingJudgement(content: CaseContent, input: JudgementInput): CaseChange {
  const text = requiredText(input.text, 'the judgement')
  const evidence = knownItems(content, input.evidence, ['E', 'C', 'J'])
  lint(content, { text, label: 'assessed', evidence })
  if (evidence.length === 0) throw refusal('a judgement needs what it rests on', 'add --evidence E1,C2')
  const [found] = likelihoodsIn(text)
  if (input.likelihood !== undefined && found?.term !== input.likelihood)
    throw refusal(
      found
        ? `the sentence says “${found.text}” and the likelihood is given as “${input.likelihood}”`
        : `the sentence does not say “${input.likelihood}”`,
      'put the term into the sentence, where its reader sees it',
    )
  const [confidence] = confidencesIn(text)
  const level = input.confidence ?? confidence?.level
  if (
    confidence?.level !== undefined &&
    input.confidence !== undefined &&
    confidence.level !== input.confidence
  )
    throw refusal(
      `the sentence says “${confidence.text}” and the confidence is given as ${input.confidence}`,
      'say one of them',
    )
  if (level !== undefined && input.basis === undefined)
    throw refusal('a confidence needs what it rests on', 'add --basis "two independent logs agree"')
  if (input.basis !== undefined) lint(content, { text: requiredText(input.basis, 'the basis'), evidence })
  const likelihood = input.likelihood ?? found?.term
  const made = {
    kind: 'case-judgement' as const,
    id: nextId('J', content.judgements),
    text,
    ...(likelihood !== undefined && { likelihood }),
    ...(level !== undefined && { confidence: level }),
    ...(input.basis !== undefined && { basis: requiredText(input.basis, 'the basis') }),
    evidence,
  }
  return adding(content, { judgements: [...content.judgements, made] }, 'judgement added', [made])
}

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

/** Takes something back. It stays in the case and out of reports. Throws `CaseError`. */
export function withdrawing(content: CaseContent, item: string, why: string): CaseChange {
  const [id = ''] = knownItems(content, [item], ['E', 'C', 'H', 'J', 'V', 'A', 'N', 'T'])
  const made = { kind: 'withdrawal' as const, item: id, why: requiredText(why, 'the reason') }
  const resting = itemsOf(content).length === 0 ? [] : restingOn(content, id)
  if (resting.length > 0)
    throw refusal(
      `${resting.slice(0, 10).join(', ')} rest${resting.length === 1 ? 's' : ''} on ${id} alone`,
      'withdraw what rests on it first',
    )
  return {
    content: { ...content, withdrawn: [...content.withdrawn, made] },
    log: [{ what: `withdrawn: ${made.why}`, item: id, digest: digestOf(made) }],
  }
}

/** What would stand without any ground if this were gone. */
function restingOn(content: CaseContent, id: string): readonly string[] {
  const gone = new Set([id, ...content.withdrawn.map(({ item }) => item)])
  const rows = [
    ...content.judgements.map(({ id: own, evidence }) => [own, evidence] as const),
    ...content.claims
      .filter(({ label }) => label === 'observed' || label === 'assessed')
      .map(({ id: own, supporting }) => [own, supporting] as const),
    ...content.timeline.map(({ id: own = '', items }) => [own, items] as const),
    ...content.techniques.map(({ id: own, items }) => [own, items] as const),
    ...content.actors.map(({ id: own, items }) => [own, items] as const),
  ]
  return rows.flatMap(([own, items]) =>
    !gone.has(own) && items.includes(id) && items.every((item) => gone.has(item)) ? [own] : [],
  )
}
