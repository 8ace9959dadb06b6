import { TLP_MARKINGS } from '../hunt/tlp.ts'
import { writeStix } from '../hunt/write/stix-bundle.ts'
import { observableId, ownId } from '../hunt/write/stix-id.ts'
import { mailObjects, type StixObject } from '../hunt/write/stix-observables.ts'
import type { Digest } from '../model/bytes.ts'
import type { Confidence, Consistency } from '../model/case.ts'
import type { CaseMail, CaseReport, CaseSighting } from '../model/case-report.ts'
import { INDICATOR_TYPES, type IndicatorType, type TlpLabel } from '../model/indicator.ts'
import type { Mailbox } from '../model/message.ts'
import { SIGHTING_TIERS, type Sighting, type SightingTier } from '../model/sighting.ts'

/** Of the TLP 2.0 marking definitions (OASIS, "TLP 2.0 extension definition"). */
const TLP_EXTENSION = 'extension-definition--60a3c5c5-0d10-413e-aab3-9e08dde9e88d'
/** Bytes of evidence that stand in the bundle themselves; larger ones are named by their hash. */
const LARGEST_PAYLOAD = 256 * 1024

/** STIX 2.1 appendix A, "None / Low / Med / High": the middle of each range. Derived last, from the words. */
const CONFIDENCE: Readonly<Record<Confidence, number>> = { low: 15, moderate: 50, high: 85 }
/** How a cell of the matrix reads as an opinion on its hypothesis (STIX 2.1 §10.8). */
const OPINIONS: Readonly<Record<Consistency, string>> = {
  C: 'agree',
  I: 'disagree',
  N: 'neutral',
  A: 'neutral',
}

const stamp = (time: number): string => new Date(time).toISOString()
const isTime = (time: number | undefined): time is number =>
  time !== undefined && time >= 0 && time < Date.UTC(9999, 0)
const wellFormed = (text: string): string => text.toWellFormed()

/**
 * The case as a STIX 2.1 bundle: mails with their raw bytes, URLs of chains in order, sightings with their indicators,
 * techniques, named clusters as their vendors name them, claims and judgements as notes, weighings as opinions, all with
 * their marking. Ids follow from content, so that the same case gives the same bundle.
 */
export function caseStix(report: CaseReport, bytesOf: (evidence: string) => Uint8Array | undefined): string {
  const { case: found, facts, generated, tool, tlp } = report
  const objects = new Map<string, StixObject>()
  const marking = markingObject(tlp)
  const author = identity(`Case ${found.name}`, generated)
  const add = (object: StixObject): string => {
    const marked =
      object.type === 'marking-definition' ? object : { object_marking_refs: [marking.id], ...object }
    if (!objects.has(object.id)) objects.set(object.id, marked)
    return object.id
  }
  add(marking)
  add(author)
  const common = (type: string, ...parts: readonly string[]): StixObject => ({
    type,
    spec_version: '2.1',
    id: ownId(type, found.name, String(found.created), ...parts),
    created_by_ref: author.id,
    created: stamp(generated),
    modified: stamp(generated),
  })
  /** Objects an item of the case stands for, for references to it. */
  const standsFor = new Map<string, readonly string[]>()
  const refsOf = (items: readonly string[]): readonly string[] => {
    const refs = [...new Set(items.flatMap((item) => standsFor.get(item) ?? []))]
    return refs.length > 0 ? refs : [author.id]
  }

  for (const { id, digest, of, size, duplicateOf } of found.evidence) {
    if (duplicateOf !== undefined) {
      standsFor.set(id, standsFor.get(duplicateOf) ?? [])
      continue
    }
    const sha256 = digest.slice('sha256:'.length)
    const bytes = size <= LARGEST_PAYLOAD ? bytesOf(id) : undefined
    const hashes = { 'SHA-256': sha256 }
    const mime = of === 'message' ? 'message/rfc822' : 'application/octet-stream'
    const payload = bytes && Buffer.from(bytes).toString('base64')
    const raw =
      payload === undefined
        ? { type: 'file', spec_version: '2.1', id: observableId('file', { hashes }), hashes, size }
        : {
            type: 'artifact',
            spec_version: '2.1',
            id: observableId('artifact', { hashes, payload_bin: payload }),
            mime_type: mime,
            payload_bin: payload,
            hashes,
          }
    const refs = [add(raw)]
    const mail = facts.mails.find(({ evidence }) => evidence === id)
    if (mail && isTime(mail.time)) {
      const [message, ...addresses] = mailObjects(mail.time, sightedMail(mail))
      for (const address of addresses) add(address)
      if (message)
        refs.unshift(add({ ...message, ...(raw.type === 'artifact' && { raw_email_ref: raw.id }) }))
    }
    for (const [index, chain] of facts.chains.filter(({ evidence }) => evidence === id).entries()) {
      const urls = chain.hops.flatMap(({ url }) => {
        const value = URL.parse(url)?.href
        return value === undefined
          ? []
          : [add({ type: 'url', spec_version: '2.1', id: observableId('url', { value }), value })]
      })
      refs.push(...urls)
      for (const [at, target] of urls.entries()) {
        const source = urls[at - 1]
        if (source === undefined || source === target) continue
        add({
          ...common('relationship', id, String(index), String(at)),
          relationship_type: 'related-to',
          description: `Step ${at} of chain ${index + 1} in ${id}: ${chain.hops[at]?.edge ?? 'request'}`,
          source_ref: source,
          target_ref: target,
        })
      }
    }
    standsFor.set(id, refs)
  }
  const hunted = JSON.parse(
    writeStix(
      { indicators: [], sightings: facts.sightings.flatMap(sightingOf) },
      { now: generated, author: `Case ${found.name}` },
    ),
  ) as { readonly objects: readonly StixObject[] }
  if (facts.sightings.length > 0) for (const object of hunted.objects) add(object)

  for (const { id, name, tactics, why, items } of found.techniques) {
    const pattern = add({
      ...common('attack-pattern', id),
      name,
      external_references: [
        { source_name: 'mitre-attack', external_id: id, description: `ATT&CK ${found.attackVersion}` },
      ],
      kill_chain_phases: tactics.map((phase_name) => ({ kill_chain_name: 'mitre-attack', phase_name })),
    })
    add({
      ...common('note', 'technique', id),
      content: wellFormed(why),
      object_refs: [pattern, ...refsOf(items)],
    })
    standsFor.set(id, [pattern])
  }
  for (const { id, name, by, alsoNamed, said } of found.actors) {
    const vendor = add(identity(by, generated))
    const set = add({
      ...common('intrusion-set', id),
      created_by_ref: vendor,
      name: wellFormed(name),
      description: wellFormed(`As ${by} names it${isTime(said) ? `, ${stamp(said).slice(0, 10)}` : ''}.`),
      ...(alsoNamed.length > 0 && { aliases: alsoNamed.map(wellFormed) }),
    })
    standsFor.set(id, [set])
  }
  for (const claim of found.claims) {
    const speaker = claim.speaker === undefined ? author.id : add(identity(claim.speaker, generated))
    const items = [...(claim.readIn ? [claim.readIn.evidence] : []), ...claim.supporting]
    const note = add({
      ...common('note', claim.id),
      abstract: `${claim.id}: ${claim.label}`,
      content: wellFormed(claim.text),
      authors: [wellFormed(claim.speaker ?? found.name)],
      object_refs: [...new Set([speaker, ...refsOf(items)])],
    })
    standsFor.set(claim.id, [note])
    const [denied] = claim.denies === undefined ? [] : (standsFor.get(claim.denies) ?? [])
    if (denied !== undefined)
      add({
        ...common('opinion', claim.id),
        opinion: 'strongly-disagree',
        explanation: wellFormed(claim.text),
        authors: [wellFormed(claim.speaker ?? found.name)],
        object_refs: [denied],
      })
  }
  for (const { id, text } of found.hypotheses)
    standsFor.set(id, [
      add({
        ...common('note', id),
        abstract: `${id}: hypothesis`,
        content: wellFormed(text),
        object_refs: [author.id],
      }),
    ])
  for (const { hypothesis, item, value, why } of found.cells)
    add({
      ...common('opinion', hypothesis, item),
      opinion: OPINIONS[value],
      explanation: wellFormed(`${item}: ${why ?? 'no reason given'}`),
      object_refs: refsOf([hypothesis]),
    })
  for (const { id, text, confidence, basis, evidence } of found.judgements)
    standsFor.set(id, [
      add({
        ...common('note', id),
        abstract: `${id}: judgement`,
        content: wellFormed(basis === undefined ? text : `${text} Confidence: ${confidence}: ${basis}.`),
        ...(confidence !== undefined && { confidence: CONFIDENCE[confidence] }),
        object_refs: refsOf(evidence),
      }),
    ])
  const everything = [...objects.values()]
    .filter(({ type }) => type !== 'marking-definition')
    .map(({ id }) => id)
  add({
    ...common('report', 'report'),
    name: wellFormed(found.title),
    description: `Written by ${tool}; last hash of the custody log ${report.head}`,
    report_types: ['threat-report'],
    published: stamp(generated),
    object_refs: everything,
  })
  const all = [...objects.values()]
  return `${JSON.stringify({ type: 'bundle', id: ownId('bundle', ...all.map(({ id }) => id), stamp(generated)), objects: all }, null, 2)}\n`
}

function markingObject(label: TlpLabel): StixObject {
  const [id = ''] = [...TLP_MARKINGS].find(([, one]) => one === label) ?? []
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id,
    created: '2022-10-01T00:00:00.000Z',
    name: `TLP:${label.toUpperCase()}`,
    extensions: { [TLP_EXTENSION]: { extension_type: 'property-extension', tlp_2_0: label } },
  }
}

function identity(name: string, time: number): StixObject {
  return {
    type: 'identity',
    spec_version: '2.1',
    id: ownId('identity', name),
    created: stamp(time),
    modified: stamp(time),
    name: wellFormed(name),
    identity_class: 'unknown',
  }
}

function sightedMail({ from, to, subject, messageId }: CaseMail): {
  readonly messageId?: string
  readonly from?: Mailbox
  readonly subject: string
  readonly recipients: readonly Mailbox[]
} {
  const [sender] = from.map(boxOf)
  return {
    ...(messageId !== undefined && { messageId }),
    ...(sender && { from: sender }),
    subject,
    recipients: to.map(boxOf).filter(({ address }) => address.includes('@')),
  }
}

function boxOf(text: string): Mailbox {
  const [, name = '', address = text] = /^(.*?)\s?<([^<>]{1,320})>$/.exec(text.slice(0, 1_000)) ?? []
  return { name, address }
}

/** A sighting as `hunt` has it, from what the case read of it. */
function sightingOf(one: CaseSighting): readonly Sighting[] {
  const { type, tier, value, source, digest, time, published, validUntil, tlp } = one
  if (!INDICATOR_TYPES.includes(type as IndicatorType) || !SIGHTING_TIERS.includes(tier as SightingTier))
    return []
  return [
    {
      kind: 'sighting',
      indicator: {
        kind: 'indicator',
        id: ownId('indicator', type, value, source),
        type: type as IndicatorType,
        value,
        wording: value,
        source: { name: source, format: 'report' },
        labels: [],
        ...(published !== undefined && { published }),
        ...(validUntil !== undefined && { validUntil }),
        ...(tlp && { tlp }),
      },
      tier: tier as SightingTier,
      digest: digest as Digest,
      time,
      seen: value,
      places: [],
      evidence: [],
    },
  ]
}
