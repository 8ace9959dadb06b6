/** Which fields a signature speaks for, and the bytes that were hashed over them. */
import { canonicalField } from './canonical.ts'
import type { RawField } from './raw-mail.ts'
import type { Signature } from './signature-tags.ts'

/** Index of the field each name of `h=` takes, undefined where none was left (RFC 6376 §5.4.2: from the bottom up). */
export function selectedFields(
  fields: readonly RawField[],
  names: readonly string[],
): readonly (number | undefined)[] {
  const places = new Map<string, number[]>()
  for (let index = 0; index < fields.length; index++) {
    const { key } = fields[index]!
    const known = places.get(key)
    if (known === undefined) places.set(key, [index])
    else known.push(index)
  }
  return names.map((name) => places.get(name)?.pop())
}

/** What is hashed for a DKIM or ARC message signature: the selected fields, then its own without `b=` (§3.7). */
export function signedHeader(fields: readonly RawField[], signature: Signature): Buffer {
  const { headerForm, names, unsignedText } = signature
  // A signature never covers itself, whatever h= says: it is added last.
  const others = fields.map((field, index) => (index === signature.field ? { ...field, key: '' } : field))
  const lines: string[] = []
  for (const index of selectedFields(others, names))
    if (index !== undefined) lines.push(canonicalField(fields[index]!.text, headerForm))
  lines.push(canonicalField(unsignedText, headerForm))
  return Buffer.from(lines.join('\r\n'), 'latin1')
}
