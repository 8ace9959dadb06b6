/** The IP address a token of a trace field names (`[192.0.2.1]`, `IPv6:2001:db8::1`, `192.0.2.1:25`), or undefined. */
export function ipLiteral(token: string): string | undefined {
  if (!mayBeAddress(token)) return undefined
  let text = token.replace(/^[[(]+/, '').replace(/[\])]+.*$/, '')
  if (/^ipv6:/i.test(text)) text = text.slice(5)
  text = text.replace(/%[\w.-]{1,30}$/, '')
  if (isIpv4(text)) return text
  if (!text.includes(':')) return undefined
  const port = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(text)
  if (port?.[1] && isIpv4(port[1])) return port[1]
  return isIpv6(text) ? text.toLowerCase() : undefined
}

/** By the first character and a dot or colon: host names, which stand in the same places, mostly fail here. */
function mayBeAddress(token: string): boolean {
  let at = 0
  let c = token.charCodeAt(0)
  while (c === 91 || c === 40) c = token.charCodeAt(++at)
  if (c >= 48 && c <= 57) return true
  const lower = c | 32
  return (c === 58 || (lower >= 97 && lower <= 102) || lower === 105) && token.includes(':', at)
}

function isIpv4(text: string): boolean {
  if (text.length < 7 || text.length > 15) return false
  let octets = 0
  let digits = 0
  let octet = 0
  for (let i = 0; i <= text.length; i++) {
    const c = i < text.length ? text.charCodeAt(i) : 46
    if (c >= 48 && c <= 57) {
      octet = octet * 10 + c - 48
      if (++digits > 3) return false
    } else if (c === 46) {
      if (digits === 0 || octet > 255 || ++octets > 4) return false
      digits = octet = 0
    } else return false
  }
  return octets === 4
}

/** RFC 4291 §2.2: groups of up to four digits, one `::` for some of them, an IPv4 address in place of the last two. */
function isIpv6(text: string): boolean {
  if (text.length < 2 || text.length > 45) return false
  let groups = 0
  let digits = 0
  let gap = -1
  for (let i = 0; i < text.length; i++) {
    const c = text.charCodeAt(i)
    const lower = c | 32
    if ((c >= 48 && c <= 57) || (lower >= 97 && lower <= 102)) {
      if (++digits > 4) return false
      if (digits === 1) groups++
    } else if (c === 58) {
      if (text.charCodeAt(i + 1) === 58) {
        if (gap >= 0) return false
        gap = i
        i++
      } else if (digits === 0 || i + 1 === text.length) return false
      digits = 0
    } else if (c === 46) {
      // The group just begun is the first octet.
      const start = i - digits
      if (start === 0 || !isIpv4(text.slice(start))) return false
      groups++
      break
    } else return false
  }
  return gap >= 0 ? groups < 8 : groups === 8
}
