/**
 * What every Store must do, whatever it keeps its data in. Each implementation runs the same suite.
 */
import { describe } from 'node:test'
import { huntingContract } from './store-contract-hunting.ts'
import { judgementsContract } from './store-contract-judgements.ts'
import { lifeContract } from './store-contract-life.ts'
import { messagesContract } from './store-contract-messages.ts'
import { observablesContract } from './store-contract-observables.ts'
import { reviewsContract } from './store-contract-reviews.ts'
import { scratchContract } from './store-contract-scratch.ts'
import type { MakeStore } from './store-harness.ts'

export type { MadeStore, MakeStore } from './store-harness.ts'

/** Registers the suite under `name`; `makeStore` gives a new empty store each time. */
export function storeContract(name: string, makeStore: MakeStore): void {
  describe(`store contract: ${name}`, () => {
    messagesContract(makeStore)
    observablesContract(makeStore)
    huntingContract(makeStore)
    judgementsContract(makeStore)
    reviewsContract(makeStore)
    scratchContract(makeStore)
    lifeContract(makeStore)
  })
}
