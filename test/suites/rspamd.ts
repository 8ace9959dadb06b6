import { hash } from 'node:crypto'
import { simpleParser } from 'mailparser'
import { authenticate } from '../../src/enrich/auth/authenticate.ts'
import type { LinkTrait } from '../../src/model/link.ts'
import type { Message } from '../../src/model/message.ts'
import { zoneOf, zoneResolver } from '../../src/net/zone-resolver.ts'
import { readChecked } from './reader-check.ts'
import type { Difference, Suite, SuiteFiles, SuiteResult } from './suite.ts'
import { share, tally, versus } from './suite.ts'
import { hostsInText, urlsOfDocument } from './url-oracle.ts'

interface Case {
  readonly name: string
  readonly bytes: Buffer
  readonly message: Message
}

async function messages(
  files: SuiteFiles,
): Promise<{ readonly result: SuiteResult; readonly cases: readonly Case[] }> {
  const rows = tally('rspamd messages')
  const cases: Case[] = []
  for (const file of files.names.filter((each) => each.includes('/messages/'))) {
    const bytes = files.read(file)
    const name = file.replace(/^.*\/messages\//, '')
    const { message, broken } = readChecked(bytes)
    const differences: Difference[] = broken.map((what) => ({ case: name, what }))
    if (message) {
      cases.push({ name, bytes, message })
      try {
        await authenticate(message, { bytes, resolver: zoneResolver(zoneOf({}, name), 0) })
      } catch (error) {
        differences.push({ case: `${name} authenticate`, what: String(error) })
      }
    }
    rows.add(differences)
  }
  return { result: rows.result(), cases }
}

/** What the name of a message says about its link. */
const TRAITS: readonly (readonly [cases: RegExp, trait: LinkTrait])[] = [
  [/^phishing\d\.eml$|^phishing_same_label_cross_tld/, 'text-host-differs'],
  [/^phishing_same_label_cross_tld/, 'text-host-lookalike'],
  [/^phishing_query_|^url_suspect_(?:single|multi)_query|^url_query_nesting/, 'nested-url'],
  [/^phishing_query_nested|^phishing_query_overcap/, 'nested-url-encoded'],
  [
    /^url_suspect_(?:long|very_long)_user|^url_suspect_user_no_password|^url_suspect_multiple_at|numeric_ip_user/,
    'userinfo',
  ],
  [/^url_suspect_numeric_ip|^numeric_urls/, 'ip-host'],
]

/** Web hosts that mailparser's text and parse5's tree of mailparser's HTML hold, each among our links. */
async function urls(cases: readonly Case[]): Promise<SuiteResult> {
  const rows = tally('rspamd links')
  let wanted = 0
  let found = 0
  for (const { name, bytes, message } of cases) {
    const parsed = await simpleParser(bytes, {
      skipImageLinks: true,
      skipTextToHtml: true,
      skipHtmlToText: true,
      skipTextLinks: true,
    })
    const expected = hostsInText(parsed.text ?? '')
    for (const { url } of urlsOfDocument(parsed.html || '')) {
      const target = /^https?:/i.test(url) ? URL.parse(url)?.hostname : undefined
      if (target) expected.add(target)
    }
    const ours = new Set(
      message.links.flatMap((link) => [link.target?.host, ...link.nested.map((inner) => inner.target?.host)]),
    )
    const differences: Difference[] = []
    for (const host of expected) {
      wanted++
      if (ours.has(host)) found++
      else differences.push({ case: `${name} host`, what: host })
    }
    const traits = TRAITS.filter(([pattern]) => pattern.test(name)).map(([, trait]) => trait)
    for (const trait of traits)
      if (!message.links.some((link) => link.traits.includes(trait)))
        differences.push({ case: `${name} ${trait}`, what: 'no link has this trait' })
    if (expected.size === 0 && traits.length === 0) rows.skip('no web address in it')
    else rows.add(differences)
  }
  rows.note(`hosts found: ${share(found, wanted)}`)
  return rows.result()
}

/** One sender written in nine ways; which of them say the same name is told by the names of the cases. */
function senders(cases: readonly Case[]): SuiteResult {
  const rows = tally('rspamd From')
  const from = (name: string) => cases.find((each) => each.name === `from/${name}.eml`)?.message.from ?? []
  const plain = from('from')[0]
  const same = new Map([
    ['from_dn_comment', 'from_dn'],
    ['from_quoted_dn_comment', 'from_quoted_dn'],
    ['from_quoted_dn_middle', 'from_quoted_dn'],
    ['from_quoted_dn_middle_inner', 'from_quoted_dn'],
  ])
  for (const { name, message } of cases.filter((each) => each.name.startsWith('from/'))) {
    const short = name.slice(5, -4)
    const differences: Difference[] = []
    if (message.from.length !== 1 || message.from[0]?.address !== plain?.address)
      differences.push({ case: `${name} address`, what: versus(plain, message.from) })
    const twin = same.get(short)
    const written = (names: typeof message.from) => names[0]?.name.replace(/\s+/g, ' ')
    if (twin !== undefined && written(message.from) !== written(from(twin)))
      differences.push({ case: `${name} name`, what: versus(from(twin), message.from) })
    if (short !== 'from' && message.from[0]?.name === '')
      differences.push({ case: `${name} name`, what: 'no name' })
    rows.add(differences)
  }
  for (const { name, message } of cases.filter((each) => /^phish_sender/.test(each.name)))
    rows.add(
      message.from.some(({ address }) => address !== '')
        ? []
        : [{ case: `${name} address`, what: 'no sender' }],
    )
  return rows.result()
}

/** The canonical body's hash (RFC 6376 §3.4, §3.7) as a signature claims it, over a body given. */
function bodyHash(signature: string, written: Buffer): { readonly claimed: string; readonly found: string } {
  const tag = (name: string) =>
    new RegExp(`(?:^|;)\\s*${name}\\s*=([^;]*)`).exec(signature)?.[1]?.replace(/\s+/g, '')
  let body = written.toString('latin1').replace(/\r?\n/g, '\r\n')
  const relaxed = (tag('c') ?? '').split('/')[1] === 'relaxed'
  if (relaxed) body = body.replace(/[ \t]+(?=\r\n)/g, '').replace(/[ \t]+/g, ' ')
  body = body.replace(/(?:\r\n)+$/, '')
  if (body !== '' || !relaxed) body += '\r\n'
  const length = tag('l')
  if (length !== undefined) body = body.slice(0, Number(length))
  return {
    claimed: tag('bh') ?? '',
    found: hash(/sha1$/.test(tag('a') ?? '') ? 'sha1' : 'sha256', Buffer.from(body, 'latin1'), 'base64'),
  }
}

/** A signed body has to start where the signer's did: its hash tells, without any key. */
function signedBodies(cases: readonly Case[]): SuiteResult {
  const rows = tally('rspamd signed bodies')
  for (const { name, bytes, message } of cases) {
    const signatures = message.header.filter(
      ({ key }) => key === 'dkim-signature' || key === 'arc-message-signature',
    )
    const separator = /\r?\n\r?\n/.exec(bytes.toString('latin1'))
    const simple = separator
      ? bytes.subarray(separator.index + separator[0].length)
      : bytes.subarray(bytes.length)
    for (const [index, { value }] of signatures.entries()) {
      const ours = bodyHash(value, bytes.subarray(message.root.bodyRange.start))
      if (ours.claimed === ours.found) rows.add([])
      else if (bodyHash(value, simple).found === ours.claimed)
        rows.add([{ case: `${name} signature ${index + 1}`, what: 'our body starts elsewhere' }])
      else rows.skip('signature over another body: changed under way, or broken on purpose')
    }
  }
  return rows.result()
}

export const rspamd: Suite = {
  archive: 'rspamd-tests.tar.zst',
  run: async (files) => {
    const { result, cases } = await messages(files)
    return [result, await urls(cases), senders(cases), signedBodies(cases)]
  },
}
