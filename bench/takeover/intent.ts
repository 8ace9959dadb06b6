/** What a pair of attack and twin shall be, thrown before any scene is tried, or hard scenes would bend the shares. */
import { HARD_NEGATIVES, type HardNegative } from './hard-negatives.ts'
import type { Dice } from './random.ts'

export const TIERS = ['T1', 'T2', 'T3', 'T4', 'T5', 'T6'] as const
export type Tier = (typeof TIERS)[number]
export const PAYLOADS = ['host', 'courier', 'ask'] as const
export type Payload = (typeof PAYLOADS)[number] | 'none'

/** What a twin is: the owner sends a new link, forwards a mail, or does something unusual. */
export type TwinKind = 'own-link' | 'own-forward' | HardNegative

const NEW_HOST_SHARE = 0.7
const USUAL_SHARE = 0.5
const TWIN_USUAL_SHARE = 0.85
const HARD_NEGATIVE_SHARE = 0.4
const ASK_SHARE = 0.2
/** Session-riders write into live threads so often. */
const THREAD_SHARE = 0.4
const COURIER_SHARE = 0.3

export interface Intent {
  readonly phish: boolean
  readonly inThread: boolean
  readonly payload: Exclude<Payload, 'none'>
  readonly newHost: boolean
  /** Nine in ten in the language of the list; who poses as the owner keeps to it. */
  readonly english: boolean
  readonly usual: boolean
  /** For hard negatives: mostly an ordinary answer, sometimes with a new link on top. */
  readonly oddInThread: boolean
  readonly oddLure: boolean
}

/** Throws an intent; a twin keeps more to its owner's habits. */
export function intentOf(throws: Dice, tier: Tier, twin: boolean): Intent {
  const usualShare = twin ? TWIN_USUAL_SHARE : USUAL_SHARE
  const thread = throws.chance(THREAD_SHARE)
  return {
    phish: throws.chance(0.5),
    inThread: tier === 'T3' || ((tier === 'T4' || tier === 'T5') && thread),
    payload:
      throws.chance(ASK_SHARE) && tier !== 'T6' ? 'ask' : throws.chance(COURIER_SHARE) ? 'courier' : 'host',
    newHost: throws.chance(NEW_HOST_SHARE),
    english: throws.chance(0.9) || twin || tier === 'T4' || tier === 'T5',
    usual: throws.chance(usualShare),
    oddInThread: throws.chance(0.6),
    oddLure: throws.chance(0.3),
  }
}

export function twinKind(throws: Dice, tier: Tier): TwinKind {
  if (throws.chance(HARD_NEGATIVE_SHARE)) return throws.pick(HARD_NEGATIVES)
  return tier === 'T6' ? 'own-forward' : 'own-link'
}
