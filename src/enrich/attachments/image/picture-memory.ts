import { hash } from 'node:crypto'
import type { FoundLink, OpenContext } from '../opener.ts'
import { tellCode } from './code-links.ts'

/** What looking for codes in a picture came to, step by step as it was counted and told. */
export type PictureStep =
  | { readonly kind: 'work'; readonly steps: number }
  | { readonly kind: 'unpacked'; readonly bytes: number }
  | { readonly kind: 'code'; readonly text: string; readonly place: NonNullable<FoundLink['place']> }

/** Pictures remembered in each thread, and bytes of codes in one of them: a few megabytes in all. */
const MOST_PICTURES = 4_096
const MOST_TEXT = 1_024

const known = new Map<string, readonly PictureStep[]>()

/** Names a picture by its content. */
export function pictureKey(bytes: Uint8Array): string {
  return hash('sha256', bytes, 'base64')
}

/**
 * What was found in the same bytes before, so that the logo under every mail is decoded once and not a thousand
 * times. The answer follows from the bytes alone; it is taken up again step by step, so that a budget that ends in
 * between ends at the same place.
 */
export function rememberedPicture(key: string): readonly PictureStep[] | undefined {
  return known.get(key)
}

/** Keeps the steps of a picture that was looked at whole; the oldest picture makes room. */
export function rememberPicture(key: string, steps: readonly PictureStep[]): void {
  const text = steps.reduce((sum, step) => sum + (step.kind === 'code' ? step.text.length : 0), 0)
  if (text > MOST_TEXT) return
  if (known.size >= MOST_PICTURES) {
    const [oldest] = known.keys()
    if (oldest !== undefined) known.delete(oldest)
  }
  known.set(key, steps)
}

/** Counts and tells one step. */
export function takeStep(step: PictureStep, context: OpenContext): void {
  if (step.kind === 'work') context.budget.work(step.steps)
  else if (step.kind === 'unpacked') context.budget.inflated(step.bytes)
  else tellCode(step.text, step.place, context)
}
