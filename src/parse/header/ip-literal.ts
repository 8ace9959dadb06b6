/** The IP address a token of a trace field names (`[192.0.2.1]`, `IPv6:2001:db8::1`, `192.0.2.1:25`), or undefined. */
export function ipLiteral(token: string): string | undefined {
  let text = token.replace(/^[[(]+/, '').replace(/[\])]+.*$/, '')
  if (/^ipv6:/i.test(text)) text = text.slice(5)
  text = text.replace(/%[\w.-]{1,30}$/, '')
  if (isIpv4(text)) return text
  const port = /^(\d{1,3}(?:\.\d{1,3}){3}):\d{1,5}$/.exec(text)
  if (port?.[1] && isIpv4(port[1])) return port[1]
  return isIpv6(text) ? text.toLowerCase() : undefined
}

function isIpv4(text: string): boolean {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  return match?.slice(1).every((octet) => Number(octet) < 256) ?? false
}

/** RFC 4291 §2.2. */
function isIpv6(text: string): boolean {
  if (text.length < 2 || text.length > 45 || !/^[0-9a-f:.]+$/i.test(text) || !text.includes(':')) return false
  const halves = text.split('::')
  if (halves.length > 2) return false
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  let count = groups.length
  if (groups.at(-1)?.includes('.')) {
    if (!isIpv4(groups.pop() as string)) return false
    count++
  }
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false
  return halves.length === 2 ? count < 8 : count === 8
}
