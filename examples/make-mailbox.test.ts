import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { dkimVerify } from 'mailauth/lib/dkim/verify.js'
import { simpleParser } from 'mailparser'
import { BORDER, isHome } from './fiction/people.ts'
import { makeMailbox } from './make-mailbox.ts'

const { mails, key, mbox, zone } = makeMailbox()
const committed = readFileSync(new URL('mailbox.mbox', import.meta.url))

test('the committed mailbox is what the generator writes', () => {
  assert.ok(
    Buffer.from(mbox).equals(committed),
    'examples/mailbox.mbox is stale: run `npx node examples/make-mailbox.ts` and commit the result',
  )
  const committedZone = readFileSync(new URL('mailbox.zone.json', import.meta.url), 'utf8')
  assert.deepEqual(JSON.parse(committedZone), zone)
})

test('it holds some five hundred mails over fourteen months, in order, each once', () => {
  const separators = committed.toString('latin1').match(/^From .+@.+ \d{4}$/gm) ?? []
  assert.equal(separators.length, mails.length)
  assert.ok(mails.length >= 500 && mails.length <= 700, String(mails.length))
  assert.equal(new Set(mails.map((mail) => mail.messageId)).size, mails.length)
  for (const [index, mail] of mails.entries()) assert.ok(index === 0 || mail.time >= mails[index - 1]!.time)
  const months = (mails.at(-1)!.time - mails[0]!.time) / (30.4 * 86_400_000)
  assert.ok(months > 13 && months < 15, String(months))
})

test('mbox quoting is needed and done', () => {
  assert.match(committed.toString('latin1'), /^>From /m)
})

test('no two mails have the same text', () => {
  const seen = new Map<string, string>()
  for (const mail of mails) {
    const { paragraphs } = mail.letter
    const text = JSON.stringify(paragraphs)
    assert.equal(seen.get(text), undefined, mail.letter.subject)
    seen.set(text, mail.messageId)
  }
})

test('every host and address is under a reserved name or in a documentation range', () => {
  // without the soft line breaks of quoted-printable
  const text = committed.toString('latin1').replaceAll('=\n', '')
  for (const [, host = ''] of text.matchAll(/[@/]((?:[a-z0-9-]+\.)+[a-z]{2,})\b/gi)) {
    // names of a format, not hosts anybody is led to
    if (host === 'schemas.openxmlformats.org' || host.startsWith('vnd.')) continue
    assert.match(host, /\.(example|test)$|^example\.(org|com|net)$/i)
  }
  for (const [address] of text.matchAll(/\[\d+\.\d+\.\d+\.\d+\]/g))
    assert.match(address, /^\[(192\.0\.2|198\.51\.100|203\.0\.113|10\.20\.1)\./)
  for (const [, address = ''] of text.matchAll(/\[IPv6:([0-9a-f:]+)\]/g))
    assert.match(address, /^(3fff|fe80):/)
})

test('every mail from outside carries results of the border host that say pass, and a signature that verifies', async () => {
  const resolver = async (name: string): Promise<string[][]> => {
    const record = zone[name]
    if (record === undefined) throw Object.assign(new Error(`no ${name}`), { code: 'ENOTFOUND' })
    return [[record]]
  }
  for (const mail of mails) {
    if (isHome(mail.letter.from.address)) continue
    const head = Buffer.from(mail.bytes).toString('latin1').split('\r\n\r\n')[0] as string
    const results =
      /^Authentication-Results: (.*(?:\r\n[\t ].*)*)/m.exec(head)?.[1]?.replace(/\s+/g, ' ') ?? ''
    assert.ok(results.startsWith(`${BORDER}; dkim=pass`), mail.letter.subject)
    assert.match(results, /spf=pass .*dmarc=pass/)
    assert.ok((head.match(/^Received: /gm)?.length ?? 0) >= 2)
    const verified = await dkimVerify(Buffer.from(mail.bytes), { resolver })
    assert.equal(verified.results[0]?.status.result, 'pass', mail.letter.subject)
  }
})

test('another parser reads every mail: subject, sender, text', async () => {
  for (const mail of mails) {
    const parsed = await simpleParser(Buffer.from(mail.bytes), {
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
    })
    assert.equal(parsed.subject, mail.letter.subject)
    assert.equal(parsed.from?.value[0]?.address, mail.letter.from.address)
    assert.equal(parsed.from?.value[0]?.name, mail.letter.from.name)
    assert.ok((parsed.text ?? '').length > 20, mail.letter.subject)
    assert.equal(
      parsed.attachments.filter((part) => part.filename).length,
      mail.letter.attachments?.length ?? 0,
    )
  }
})

test('the answer key in examples/README.md names exactly the hidden mails', () => {
  const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
  const named = [...readme.matchAll(/^\d\. \*\*(.+?)\*\*.*\n +`<(.+)>`$/gm)]
  assert.deepEqual(
    named.map(([, part = '', id]) => [part.toLowerCase().replace(' ', '-'), id]),
    key.map((hidden) => [hidden.part, hidden.messageId]),
  )
})
