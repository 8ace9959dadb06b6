/**
 * The value of the first parameter that has one of these names (lower case), still percent-encoded; undefined when
 * none is there. Earlier names win. Names are compared without regard to case, and without the `amp;` that stays
 * when a mail program copies a link out of HTML. Not `URLSearchParams`: that replaces bytes that are no UTF-8.
 */
export function queryValue(search: string, names: readonly string[]): string | undefined {
  let best = names.length
  let value: string | undefined
  let equals = -1
  for (let start = search.startsWith('?') ? 1 : 0; start < search.length && best > 0; ) {
    const amp = search.indexOf('&', start)
    const end = amp < 0 ? search.length : amp
    // Kept from turn to turn: a long query without any would be searched to its end for each of its parts.
    if (equals < start) equals = search.indexOf('=', start)
    if (equals < 0) break
    if (equals < end && equals - start <= NAME_LENGTH) {
      const rank = names.indexOf(parameterName(search.slice(start, equals)))
      if (rank >= 0 && rank < best) {
        best = rank
        value = search.slice(equals + 1, end)
      }
    }
    start = end + 1
  }
  return value
}

/** Longer than any known name. Attack: one name of the whole URL's length, decoded for every wrapper. */
const NAME_LENGTH = 64

function parameterName(raw: string): string {
  const name = raw
    .toLowerCase()
    .replace(/%([2-7][0-9a-f])/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return name.startsWith('amp;') ? name.slice(4) : name
}
