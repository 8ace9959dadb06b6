import type { LinkHost } from '../../model/link.ts'
import type { PathShape } from '../../model/link-sign.ts'
import { isRandomLabel } from './host-shapes.ts'
import type { ListedRole } from './listed-hosts.ts'

const KIT_FOLDERS =
  /^\/(?:[gly]collection|gallery|aliasauthg|dwp)\/(?:(?:auto)?ref\/[a-z0-9]{8}|password)\/?$/i
const PASSWORD_STEP = /\/password\/?$/i
const TOKEN = /^\/([A-Za-z0-9]{7,8})$/
const PAGE = /\/([^/]*)\.html?$/i
const SERVICES =
  /one-?drive|share-?point|office|outlook|docu-?sign|drop-?box|g-?mail|webmail|login|sign-?in|secure|verif|invoice|voice-?mail|adobe|wetransfer/i
const BUCKETS =
  /(?:^|\.)(?:firebasestorage\.googleapis\.com|storage\.googleapis\.com|amazonaws\.com|core\.windows\.net|digitaloceanspaces\.com|r2\.dev|backblazeb2\.com|wasabisys\.com|w3spaces\.com|ipfs\.io|dweb\.link)$/
const RANDOM_FOLDERS = 4

/**
 * The shape of a URL's path, where it is one that sign-in kits and their gates have; undefined otherwise. Static: the
 * URL is read, never asked. Hosts that by their purpose have such paths (shorteners, trackers, gateways) are left out.
 */
export function pathShape(
  { host }: Pick<LinkHost, 'host'>,
  url: string,
  listed: ListedRole | undefined,
): PathShape | undefined {
  if (listed === 'shortener' || listed === 'tracker' || listed === 'gateway' || listed === 'identity')
    return undefined
  const path = URL.parse(url)?.pathname
  if (path === undefined || path.length > 2_048) return undefined
  if (KIT_FOLDERS.test(path)) return 'kit-folder'
  if (PASSWORD_STEP.test(path)) return 'password-step'
  const isShare = listed === 'courier' // tokens are what share hosts name their files by
  const token = isShare ? undefined : TOKEN.exec(path)?.[1]
  if (token !== undefined && isToken(token)) return 'token'
  const page = PAGE.exec(path)?.[1]
  if (page !== undefined && BUCKETS.test(host) && SERVICES.test(page)) return 'hosted-page'
  const folders = path.split('/').filter((segment) => segment !== '')
  if (!isShare && folders.length >= RANDOM_FOLDERS && folders.every(isRandomFolder)) return 'random-folders'
  return undefined
}

/** Digits among letters, or capitals within: `08EFNZ1`, `PhyfkFQX`, not `Meeting`, `release`, `README`, `20240613`. */
function isToken(text: string): boolean {
  const [digits, small, capitals] = [/\d/.test(text), /[a-z]/.test(text), /[A-Z]/.test(text)]
  const inner = /[a-z][A-Z]/.test(text) && /[A-Z]{2}/.test(text)
  return (digits && small && capitals) || (digits && capitals && /\d[A-Z]|[A-Z]\d+[A-Z]/.test(text)) || inner
}

/** A folder named by chance: letters and digits mixed, or a label no person would choose. */
const isRandomFolder = (segment: string): boolean =>
  /^[A-Za-z0-9]{4,32}$/.test(segment) && (isToken(segment) || isRandomLabel(segment.toLowerCase()))
