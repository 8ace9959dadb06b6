import { inflateSync } from 'node:zlib'
import { decodeBase64 } from '../base64-value.ts'
import { looksLikeAddress } from './parameter-wrapper.ts'
import { percentText } from './percent-text.ts'
import { queryValue } from './query-value.ts'
import { targetUrl } from './target-url.ts'
import { decodedLink, opaqueLink, type Wrapper } from './wrapper.ts'

/** Amazon SES (`awstrack.me`), and Reddit's mail that uses it under its own name: `/L0/PERCENT-ENCODED-URL/1/MESSAGE/SIGNATURE`, later `/CL0/`. */
export const awsSes: Wrapper = {
  wrapper: 'aws_ses',
  product: 'Amazon SES',
  role: 'tracker',
  hosts: ['awstrack.me'],
  paths: ['l0', 'cl0'],
  unwrap(url) {
    const path = url.pathname
    const start = path.indexOf('/', 1) + 1
    if (start === 0 || !/^\/C?L0\//i.test(path.slice(0, 5))) return undefined
    const end = path.indexOf('/', start)
    const written = percentText(end < 0 ? path.slice(start) : path.slice(start, end), false)
    // A file's name must not pass for a host.
    const target = /^https?:/i.test(written) ? targetUrl(written, url) : undefined
    if (target !== undefined) return decodedLink(this, target, ['percent'])
    // On an own host the two letters alone prove nothing.
    return url.hostname.endsWith('.awstrack.me') ? opaqueLink(this) : undefined
  },
}

/** Postmark: `/3s/HOST%2Fpath/…` stands for https, `/3/` for http; the scheme itself is not written. */
export const postmark: Wrapper = {
  wrapper: 'postmark',
  product: 'Postmark',
  role: 'tracker',
  hosts: ['click.pstmrk.it', 'pstmrk.it'],
  unwrap(url) {
    const [, version = '', written = ''] = url.pathname.split('/', 3)
    if (!/^\d{1,2}t?s?$/.test(version)) return undefined
    const scheme = version.endsWith('s') ? 'https://' : 'http://'
    const target = written === '' ? undefined : targetUrl(scheme + percentText(written, false), url)
    return target === undefined ? opaqueLink(this) : decodedLink(this, target, ['percent'])
  },
}

/** The last path segment is base64 of the target: Mailjet `/lnk/…/URL`, Kit (ConvertKit) `/TOKEN/HASH/URL`. */
function lastSegment(
  wrapper: string,
  product: string,
  hosts: readonly string[],
  paths: readonly string[],
  /** Host and path of its click links, apart from its pictures and its pages for signing off. */
  clicks: RegExp,
): Wrapper {
  const self: Wrapper = {
    wrapper,
    product,
    role: 'tracker',
    hosts,
    paths,
    unwrap(url) {
      const path = url.pathname
      const coded = percentText(path.slice(path.lastIndexOf('/') + 1), false)
      const target = targetUrl(decodeBase64(coded) ?? '', url)
      if (target !== undefined) return decodedLink(self, target, ['base64'])
      return clicks.test(url.hostname + path.slice(0, 64)) ? opaqueLink(self) : undefined
    },
  }
  return self
}

export const mailjet: Wrapper = lastSegment('mailjet', 'Mailjet', ['mjt.lu'], ['lnk'], /\.mjt\.lu\/lnk\//)
export const convertKit: Wrapper = lastSegment(
  'convertkit',
  'Kit (ConvertKit)',
  [
    'convertkit-mail.com',
    'convertkit-mail2.com',
    'convertkit-mail4.com',
    'kit-mail1.com',
    'kit-mail2.com',
    'kit-mail3.com',
    'kit-mail4.com',
    'ck.page',
  ],
  [],
  /^click\.[^/]*\/[^/]+\/[^/]+\/[^/]/,
)

/** More than any URL we keep. Attack: a token that inflates to gigabytes. */
const INFLATED_LENGTH = 65_536

/** Mailgun: `/c/TOKEN`, older tokens being zlib in base64url of `h=…&i=…&l=TARGET&r=RECIPIENT`, newer ones ciphertext. */
export const mailgun: Wrapper = {
  wrapper: 'mailgun',
  product: 'Mailgun',
  role: 'tracker',
  hosts: ['mailgun.org', 'mailgun.info', 'mailgun.net'],
  paths: ['c'],
  unwrap(url) {
    if (!url.pathname.startsWith('/c/eJ')) return undefined
    const text = inflated(url.pathname.slice(3))
    const link = text === undefined ? undefined : queryValue(text, ['l'])
    const address = percentText((text === undefined ? undefined : queryValue(text, ['r'])) ?? '', true)
    const extra = looksLikeAddress(address) ? { recipient: address } : {}
    const target = link === undefined ? undefined : targetUrl(percentText(link, true), url)
    if (target !== undefined) return decodedLink(this, target, ['base64url', 'zlib', 'percent'], extra)
    return opaqueLink(this)
  },
}

function inflated(token: string): string | undefined {
  try {
    return inflateSync(Buffer.from(token, 'base64url'), { maxOutputLength: INFLATED_LENGTH }).toString('utf8')
  } catch {
    return undefined
  }
}
