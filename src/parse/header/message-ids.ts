/**
 * The Message-IDs of a Message-ID, In-Reply-To or References field (RFC 5322 §3.6.4), without brackets, in order.
 * White space that folding put inside one is removed. Without any bracket, words that hold an `@` count, as old
 * programs wrote them; text beside brackets (obsolete In-Reply-To phrases) does not.
 */
export function parseMessageIds(value: string): string[] {
  const ids: string[] = []
  let open = value.indexOf('<')
  if (open < 0) {
    const words = value.split(/[\s,]+/).filter((word) => word !== '')
    if (words.length === 1) return words
    return words.filter((word) => word.includes('@'))
  }
  let close = -1
  while (open >= 0) {
    let start = open + 1
    while (value.charCodeAt(start) === 60) start++
    const next = value.indexOf('<', start)
    let end = close < start ? value.indexOf('>', start) : close
    if (end < 0) end = value.length
    // Found once, however many `<` come before it.
    close = end
    // `<a@b <c@d>`: the first one was never closed.
    if (next >= 0 && next < end) end = next
    const id = value.slice(start, end).replace(/\s+/g, '')
    if (id !== '') ids.push(id)
    open = next
  }
  return ids
}
