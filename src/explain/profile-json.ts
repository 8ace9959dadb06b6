import type { CorrespondentProfile } from '../model/profile.ts'
import { jsonText } from './json-text.ts'

/** The fields of `CorrespondentProfile` as one JSON document. Values are raw. */
export function profileJson({ kind: _, ...profile }: CorrespondentProfile): string {
  return `${jsonText({ type: 'profile', ...profile }, true)}\n`
}
