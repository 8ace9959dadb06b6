/** Mail addresses in running text: of RFC 5322 §3.4.1 what people really use, without quoting and rare signs. */

export interface WrittenAddress {
  /** Lower case. */
  readonly value: string
  readonly start: number
  readonly end: number
}

/** RFC 5321 §4.5.3.1: longest local part and domain. */
const LOCAL_LENGTH = 64
const DOMAIN_LENGTH = 253
const IN_LOCAL = /[a-z0-9._+-]/i
const IN_DOMAIN = /[a-z0-9.-]/i
const DOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/i

/** The addresses of a text, in order. Linear: each `@` looks at a bounded stretch on both sides. */
export function findAddresses(text: string): readonly WrittenAddress[] {
  const found: WrittenAddress[] = []
  let done = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    let start = at
    while (start > done && at - start < LOCAL_LENGTH && IN_LOCAL.test(text[start - 1]!)) start--
    let end = at + 1
    while (end < text.length && end - at <= DOMAIN_LENGTH && IN_DOMAIN.test(text[end]!)) end++
    while (end > at + 1 && /[.-]/.test(text[end - 1]!)) end--
    while (start < at && /[.-]/.test(text[start]!)) start++
    // Part of a path, a query or a longer name: `git://git@…`, `?to=a@…`, `a@b@c`, and no real end in sight.
    const isPart = start > 0 && /[/=?&@%]/.test(text[start - 1]!)
    const [local, domain] = [text.slice(start, at), text.slice(at + 1, end)]
    done = at + 1
    const topLevel = domain.slice(domain.lastIndexOf('.') + 1)
    if (
      isPart ||
      local === '' ||
      local.endsWith('.') ||
      !DOMAIN.test(domain) ||
      !/^[a-z][a-z0-9-]+$/i.test(topLevel)
    )
      continue
    found.push({ value: `${local}@${domain}`.toLowerCase(), start, end })
  }
  return found
}
