/**
 * Whether the fragment of one URL holds the next, plainly or in a common coding. What stands after the # is never
 * sent to a server, so a page led on by it looks harmless to whoever asks the server.
 */
export function carriedByFragment(from: string, next: string): boolean {
  const fragment = URL.parse(from)?.hash.slice(1, 20_001) ?? ''
  const target = URL.parse(next)
  if (fragment === '' || target === null || !/^https?:$/.test(target.protocol)) return false
  const host = target.hostname
  const pieces = new Set([fragment, ...fragment.split(/[&=;|,!]/)].slice(0, 50))
  for (const piece of pieces)
    for (const text of readings(piece))
      if (text.includes(host) || [...text].reverse().join('').includes(host)) return true
  return false
}

function readings(piece: string): string[] {
  const plain = percentDecoded(percentDecoded(piece))
  const texts = [piece, plain]
  if (/^[\w+/=-]{8,}$/.test(plain)) texts.push(Buffer.from(plain, 'base64').toString('latin1'))
  if (/^(?:[0-9a-f]{2}){6,}$/i.test(plain)) texts.push(Buffer.from(plain, 'hex').toString('latin1'))
  return texts.map((text) => text.toLowerCase())
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
