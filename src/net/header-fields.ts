/** Fields of an HTTP header in order, as sent. */
export type HeaderFields = readonly (readonly [name: string, value: string])[]

/** All values of a field, in order; the name in lower case. */
export const headerValues = (header: HeaderFields, name: string): readonly string[] =>
  header.filter(([one]) => one.toLowerCase() === name).map(([, value]) => value)

/** Values of a field joined as one list (RFC 9110 §5.3); undefined without the field. */
export function headerValue(header: HeaderFields, name: string): string | undefined {
  const values = headerValues(header, name)
  return values.length === 0 ? undefined : values.join(', ')
}

/** Without blanks and tabs at both ends (OWS, RFC 9110 §5.6.3). Not `trim`: 0xA0 may be the last byte of a letter. */
export function withoutBlanks(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isBlank(text.charCodeAt(start))) start++
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--
  return text.slice(start, end)
}

const isBlank = (c: number): boolean => c === 32 || c === 9

/** Whether a value of JSON has the form of header fields, pairs of strings. */
export const isHeaderFields = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.every(
    (field) => Array.isArray(field) && field.length === 2 && field.every((part) => typeof part === 'string'),
  )
