import { MAIL_HEADER_FIELDS, MAIL_OBJECT_PROPERTIES } from './mail-objects.ts'
import {
  type ComparisonExpression,
  type ObjectPath,
  type ObservationExpression,
  pathText,
} from './pattern.ts'

/** What a reference leads to. */
const REFERRED: Readonly<Record<string, string>> = {
  from_ref: 'email-addr',
  sender_ref: 'email-addr',
  to_refs: 'email-addr',
  cc_refs: 'email-addr',
  bcc_refs: 'email-addr',
  body_raw_ref: 'file',
  raw_email_ref: 'artifact',
  content_ref: 'artifact',
  contains_refs: 'file',
}
const INSIDE: Readonly<Record<string, readonly string[]>> = {
  body_multipart: ['content_type', 'content_disposition', 'body_raw_ref'],
  extensions: ['pdf-ext', 'archive-ext'],
  'pdf-ext': ['document_info_dict', 'pdfid0', 'pdfid1'],
  document_info_dict: ['Title', 'Author', 'Producer'],
  'archive-ext': ['contains_refs'],
}

/**
 * Paths of a pattern that lead nowhere in any mail, as a record holds no such thing: the text of the body, other hashes
 * than SHA-256, processes, registry keys. A hunt says these were not searched.
 */
export function unheldPaths(pattern: ObservationExpression): readonly string[] {
  const found = new Set<string>()
  const walkTest = (test: ComparisonExpression): void => {
    if ('parts' in test) for (const part of test.parts) walkTest(part)
    else if (!isHeld(test.path)) found.add(pathText(test.path))
  }
  const walk = (node: ObservationExpression): void => {
    if (node.kind === 'observation') walkTest(node.test)
    else if (node.kind === 'qualified') walk(node.of)
    else for (const part of node.parts) walk(part)
  }
  walk(pattern)
  return [...found]
}

/** Whether some mail can have a value at the path. */
export function isHeld(path: ObjectPath): boolean {
  let allowed = Object.hasOwn(MAIL_OBJECT_PROPERTIES, path.type)
    ? MAIL_OBJECT_PROPERTIES[path.type]
    : undefined
  for (const step of path.steps) {
    if (step.kind === 'index') continue
    const { name } = step
    if (allowed === undefined) return false
    if (allowed === HASHES) {
      if (!/^sha-?256$/i.test(name)) return false
      allowed = undefined
      continue
    }
    if (!(allowed === MAIL_HEADER_FIELDS ? allowed.includes(name.toLowerCase()) : allowed.includes(name)))
      return false
    if (name === 'hashes') allowed = HASHES
    else if (name === 'additional_header_fields') allowed = MAIL_HEADER_FIELDS
    else if (Object.hasOwn(REFERRED, name)) allowed = MAIL_OBJECT_PROPERTIES[REFERRED[name]!]
    else allowed = Object.hasOwn(INSIDE, name) ? INSIDE[name] : undefined
  }
  return true
}

const HASHES: readonly string[] = []
