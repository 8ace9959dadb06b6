import type { Inspection } from '../model/scan.ts'
import { jsonText } from './json-text.ts'

/** The mail as it was read, as one JSON document: the fields of `Inspection`, all but the raw bytes. Values are raw. */
export function inspectionJson({ source, message, authentication, opened }: Inspection): string {
  return `${jsonText({ type: 'inspection', source, message, authentication, opened }, true)}\n`
}
