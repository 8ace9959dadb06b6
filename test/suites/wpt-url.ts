import type { Link } from '../../src/model/link.ts'
import { idnTraits } from '../../src/parse/links/idn-traits.ts'
import { linkHost } from '../../src/parse/links/link-host.ts'
import { parseMessage } from '../../src/parse/parse-message.ts'
import type { Difference, Suite, SuiteFiles, SuiteResult } from './suite.ts'
import { share, tally, versus } from './suite.ts'

interface UrlCase {
  readonly input: string
  readonly base: string | null
  readonly failure?: true
  readonly href?: string
  readonly protocol?: string
  readonly hostname?: string
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;')

/** The one link of a mail whose HTML holds this address. */
function linkOf(input: string, base: string | null): Link | undefined {
  const html = `${base === null ? '' : `<base href="${escaped(base)}">`}<a href="${escaped(input)}">x</a>`
  const mail = `From: a@a.test\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n${html}`
  return parseMessage(Buffer.from(mail)).links.find(({ origin }) => origin === 'html-anchor')
}

/** Hosts are contacted under these; others have none that we speak of. */
const WEB = new Set(['http:', 'https:', 'ftp:', 'ws:', 'wss:', 'file:'])

function urls(files: SuiteFiles): SuiteResult {
  const rows = tally('wpt-url links')
  const cases = (
    JSON.parse(files.read('wpt-url/url/tests/urltestdata.json').toString('utf8')) as (UrlCase | string)[]
  ).filter((each) => typeof each === 'object')
  let agreeing = 0
  for (const [index, { input, base, failure, href, protocol, hostname }] of cases.entries()) {
    const node = URL.parse(input, base ?? undefined)
    const isNode = failure === true ? node === null : node?.href === href
    if (isNode) agreeing++
    // Their numbering: strings between the cases are comments.
    const label = `case ${index + 1}`
    const differences: Difference[] = []
    try {
      // Only hosts of these are ever asked about.
      const host = node && WEB.has(node.protocol) ? node.hostname : ''
      const owner = linkHost(host)
      idnTraits(host)
      if (owner.host !== host.replace(/\.$/, ''))
        differences.push({ case: `${label} linkHost`, what: versus(host, owner.host) })
    } catch (error) {
      differences.push({ case: `${label} linkHost`, what: String(error) })
    }
    if (!isNode) rows.skip('Node’s URL differs from the suite')
    else if (!input.isWellFormed() || /[\0\f]/.test(input)) rows.skip('cannot stand in an HTML attribute')
    else if (base !== null && !/^(?:https?|ftp|file):/i.test(base))
      rows.skip('base address that no mail client follows')
    else if (/^[\s]*(?:$|#|cid:|mid:|about:|blob:)/i.test(input)) rows.skip('points into the mail itself')
    else {
      const link = linkOf(input, base)
      if (link === undefined) differences.push({ case: `${label} link`, what: versus(input, undefined) })
      else {
        const expected = failure === true ? undefined : href
        if (link.scheme !== 'data' && link.url !== expected)
          differences.push({ case: `${label} address`, what: `${input}: ${versus(expected, link.url)}` })
        const target =
          expected !== undefined && WEB.has(protocol ?? '') ? (hostname ?? '').replace(/\.$/, '') : ''
        if ((link.target?.host ?? '') !== target)
          differences.push({ case: `${label} host`, what: `${input}: ${versus(target, link.target?.host)}` })
      }
      rows.add(differences)
      continue
    }
    if (differences.length > 0) rows.add(differences)
  }
  rows.note(`Node’s URL agrees with the suite: ${share(agreeing, cases.length)}`)
  return rows.result()
}

/** Names in every state of repair: the host as the URL parser has it, and never a throw. */
function names(files: SuiteFiles): SuiteResult {
  const rows = tally('wpt-url names')
  const lines = files
    .read('wpt-url/idna/tests/IdnaTestV2.txt')
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
  for (const [index, line] of lines.entries()) {
    const source = (line.split(';')[0] ?? '').replace(/\\u([0-9A-Fa-f]{4})/g, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    )
    const differences: Difference[] = []
    try {
      const { host } = linkHost(source)
      idnTraits(host)
      const expected = URL.parse(`http://${source.trim()}/`)
      const isHost =
        expected?.pathname === '/' &&
        expected.search === '' &&
        expected.hash === '' &&
        expected.username === '' &&
        expected.port === ''
      if (expected && isHost && host !== expected.hostname.replace(/\.$/, ''))
        differences.push({ case: `name ${index + 1}`, what: versus(expected.hostname, host) })
    } catch (error) {
      differences.push({ case: `name ${index + 1}`, what: String(error) })
    }
    rows.add(differences)
  }
  return rows.result()
}

export const wptUrl: Suite = {
  archive: 'wpt-url.tar.zst',
  run: (files) => [urls(files), names(files)],
}
