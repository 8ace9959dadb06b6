import type { Claim, ClaimLabel, Confidence, LikelihoodTerm } from '../model/case.ts'
import type { CaseChange } from './case-change.ts'
import { refusal } from './case-error.ts'
import type { CaseContent } from './case-file.ts'
import { adding, knownItems, LONGEST_NAME, nextId, requiredText } from './case-items.ts'
import { confidencesIn, likelihoodsIn } from './estimative-words.ts'
import { lint } from './linted-statements.ts'

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
