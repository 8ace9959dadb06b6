/**
 * Grammar of a generated token (Message-ID left side, MIME boundary): what kind of characters stand where, with
 * lengths, but not which. `20240613091200.4711-2-name` → `d14.d4-d1-a4`. Random tokens of one generator share a
 * shape; two programs rarely do.
 */
export function tokenShape(token: string): string {
  let out = ''
  let start = 0
  const text = token.length > 200 ? token.slice(0, 200) : token
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : -1
    const inWord = (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122)
    if (inWord) continue
    if (i > start) out += wordShape(text.slice(start, i))
    if (code >= 0) out += text[i]
    start = i + 1
  }
  return out
}

function wordShape(word: string): string {
  if (/^\d+$/.test(word)) return `d${word.length}`
  if (word.length >= 6 && /^[0-9a-f]+$/.test(word)) return `h${word.length}`
  if (word.length >= 6 && /^[0-9A-F]+$/.test(word)) return `H${word.length}`
  if (/\d/.test(word)) return `x${word.length <= 4 ? 's' : word.length <= 12 ? 'm' : 'l'}`
  if (word === word.toLowerCase()) return `a${word.length <= 4 ? 's' : word.length <= 12 ? 'm' : 'l'}`
  return word === word.toUpperCase() ? 'A' : 'M'
}
