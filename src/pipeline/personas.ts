/** Gathers what the senders of a set leave in their mails: program, way in, signature, writing. */
import { type PersonaProfile, personaView } from '../authenticity/persona-likeness.ts'
import { statedAuthentication } from '../enrich/auth/authenticate.ts'
import { clientTraits } from '../enrich/senders/client-traits.ts'
import { pathTraits } from '../enrich/senders/path-traits.ts'
import { registeredDomain } from '../enrich/senders/registered-domain.ts'
import { binWeights, type GramCounts, gramCounts, unitVector } from '../enrich/style/likeness.ts'
import { modelText } from '../enrich/style/model-text.ts'
import { styleText } from '../enrich/style/own-text.ts'
import type { PersonaView } from '../model/authenticity.ts'
import type { Message } from '../model/message.ts'

export interface PersonaGathering {
  /** Adds a mail; `inSet` is false for one that only serves to measure by. */
  add(message: Message, inSet: boolean): void
  view(): PersonaView
  /** The profiles a view is made of. */
  profiles(): readonly PersonaProfile[]
}

interface Gathered {
  inSet: boolean
  items: number
  readonly traits: Map<string, Map<string, number>>
  text: string
}

/** Senders kept, values of a trait, characters of a sender's writing. Attack: a set in which every mail has another sender. */
const MAX_SENDERS = 5_000
const MAX_VALUES = 200
const MAX_CHARACTERS = 40_000

export function personaGathering(): PersonaGathering {
  const senders = new Map<string, Gathered>()
  const profiles = (): readonly PersonaProfile[] => profilesOf(senders)
  return {
    add(message, inSet) {
      const sender = message.from[0]?.address.toLowerCase() ?? ''
      if (sender === '' || (senders.size >= MAX_SENDERS && !senders.has(sender))) return
      const known = senders.get(sender) ?? { inSet: false, items: 0, traits: new Map(), text: '' }
      senders.set(sender, known)
      known.inSet ||= inSet
      known.items++
      const values = {
        ...clientTraits(message),
        ...pathTraits(message, statedAuthentication(message, [], [])),
      }
      for (const [trait, value] of Object.entries(values)) {
        // The address itself, and what only the recipient's side wrote, tell nothing about a hand.
        if (typeof value !== 'string' || trait === 'authentication') continue
        const counts = known.traits.get(trait) ?? new Map<string, number>()
        if (counts.size < MAX_VALUES || counts.has(value)) counts.set(value, (counts.get(value) ?? 0) + 1)
        known.traits.set(trait, counts)
      }
      if (known.text.length < MAX_CHARACTERS) known.text += `${styleText(message)}\n`
    },
    view: () => personaView(profiles()),
    profiles,
  }
}

function profilesOf(senders: ReadonlyMap<string, Gathered>): readonly PersonaProfile[] {
  const grams = new Map<string, GramCounts>()
  for (const [sender, { text }] of senders)
    if (text.length > 1) grams.set(sender, gramCounts(modelText(text)))
  const weights = binWeights([...grams.values()])
  return [...senders].map(([sender, { inSet, items, traits, text }]): PersonaProfile => {
    const counts = grams.get(sender)
    return {
      sender,
      provider: registeredDomain(sender.slice(sender.lastIndexOf('@') + 1)),
      inSet,
      items,
      traits,
      ...(counts && { style: vector(unitVector(counts, weights)) }),
      characters: text.length,
    }
  })
}

function vector({ bins, counts }: GramCounts): ReadonlyMap<number, number> {
  const values = new Map<number, number>()
  bins.forEach((bin, at) => {
    values.set(bin, counts[at] ?? 0)
  })
  return values
}
