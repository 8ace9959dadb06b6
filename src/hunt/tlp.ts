import type { TlpLabel } from '../model/indicator.ts'

/** Marking definitions of STIX 2.1 §7.2.1.4 (TLP 1) and of the extension for TLP 2.0 (OASIS, 2022). */
export const TLP_MARKINGS: ReadonlyMap<string, TlpLabel> = new Map<string, TlpLabel>([
  ['marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487', 'clear'],
  ['marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb', 'green'],
  ['marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421', 'amber'],
  ['marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003', 'amber+strict'],
  ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1', 'red'],
  ['marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9', 'clear'],
  ['marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da', 'green'],
  ['marking-definition--f88d31f6-486f-44da-b317-01333bde0b82', 'amber'],
  ['marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed', 'red'],
])

/** `TLP:AMBER+STRICT`, `tlp:white`, `white`: the label in the words of TLP 2.0. */
export function tlpOf(written: string): TlpLabel | undefined {
  const word = /^\s*(?:tlp\s?[:\s_-]\s?)?(clear|white|green|amber(?:[\s+_-]{1,3}strict)?|red)\b/i
    .exec(written.slice(0, 60))?.[1]
    ?.toLowerCase()
  if (word === undefined) return undefined
  if (word === 'white') return 'clear'
  return word.startsWith('amber') ? (word.includes('strict') ? 'amber+strict' : 'amber') : (word as TlpLabel)
}
