/**
 * One layer of percent-encoding taken off, as a server does it before it writes the text into `Location`. Bytes that
 * are no UTF-8 stay escaped: a browser would escape them again. `form` also reads `+` as a space
 * (application/x-www-form-urlencoded, WHATWG URL §5.1).
 */
export function percentText(raw: string, form: boolean): string {
  const text = form && raw.includes('+') ? raw.replaceAll('+', ' ') : raw
  if (!text.includes('%')) return text
  try {
    return decodeURIComponent(text)
  } catch {
    return text.replace(ASCII_ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  }
}

const ASCII_ESCAPE = /%([0-7][0-9a-f])/gi
