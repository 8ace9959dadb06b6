/**
 * The value of one tag in a tag list (RFC 6376 §3.2), white space inside removed; undefined when the tag is absent.
 * Tag names are compared as written; the first of several counts.
 */
export function tagValue(list: string, name: string): string | undefined {
  let start = 0
  while (start <= list.length) {
    let end = list.indexOf(';', start)
    if (end < 0) end = list.length
    // Within the tag only: looking for `=` in the rest of the list would be quadratic on `;;;;…`.
    const tag = list.slice(start, end)
    const equals = tag.indexOf('=')
    if (equals >= 0 && tag.slice(0, equals).trim() === name) return tag.slice(equals + 1).replace(/\s+/g, '')
    start = end + 1
  }
  return undefined
}
