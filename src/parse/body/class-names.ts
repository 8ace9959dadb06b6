/** The names in a `class` attribute. Mostly it is one. */
export function classNames(value: string): readonly string[] {
  for (let i = 0; i < value.length; i++) {
    const c = value.charCodeAt(i)
    if (c <= 32 || c >= 128) return value.split(/\s+/)
  }
  return [value]
}
