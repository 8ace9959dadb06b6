/** True for an object that is no array. */
export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Values of a JSON document, or of each line that is one. Lines that are none are passed over. */
export function documents(bytes: Uint8Array): readonly unknown[] {
  const text = Buffer.from(bytes).toString('utf8')
  try {
    return [JSON.parse(text)]
  } catch {
    return text.split('\n').flatMap((line) => {
      try {
        return line.trim() === '' ? [] : [JSON.parse(line)]
      } catch {
        return []
      }
    })
  }
}
