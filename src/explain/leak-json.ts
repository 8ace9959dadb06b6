import type { LeakTrace, RegisteredFile } from '../model/leak-trace.ts'
import { jsonText } from './json-text.ts'

/** The fields of `LeakTrace` as one JSON document. Values are raw; times are milliseconds. */
export function leakJson({ kind: _, ...trace }: LeakTrace): string {
  return `${jsonText({ type: 'leak-trace', ...trace }, true)}\n`
}

/** The fields of `RegisteredFile` on one line. */
export function registeredJson({ kind: _, ...file }: RegisteredFile): string {
  return `${jsonText({ type: 'registered-file', ...file })}\n`
}
