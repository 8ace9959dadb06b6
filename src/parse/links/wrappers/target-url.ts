const ABSOLUTE = /^[\x00-\x20]*https?:/i
/** `//host`, and the backslash forms that browsers read the same way (WHATWG URL §4.4, special authority). */
const SCHEMELESS = /^[/\\]{2,}[^/\\]/
const BARE_HOST = /^[\p{L}\p{N}_-]{1,63}(?:\.[\p{L}\p{N}_-]{1,63}){1,10}(?::\d{1,5})?(?:[/?#]|$)/u

/**
 * The web address in `text` as a browser sent there would show it, or undefined when it is none. A location without
 * a fragment inherits that of the link (Fetch §4.4, HTTP-redirect fetch step 4): kits carry the victim's address so.
 */
export function targetUrl(text: string, from?: URL): string | undefined {
  if (text === '') return undefined
  const target = ABSOLUTE.test(text)
    ? URL.parse(text)
    : SCHEMELESS.test(text)
      ? URL.parse((from?.protocol ?? 'https:') + text)
      : BARE_HOST.test(text.slice(0, 300))
        ? URL.parse(`http://${text}`)
        : null
  if (!target || target.hostname === '' || !target.protocol.startsWith('http')) return undefined
  if (from !== undefined && from.hash !== '' && !target.href.includes('#')) return target.href + from.hash
  return target.href
}
