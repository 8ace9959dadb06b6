import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, describe, it } from 'node:test'
import { inspectFile, openResolver } from '../index.ts'
import { type Campaign, LARGEST_SEED, makeCampaign } from './campaign.ts'
import type { Truth } from './truth.ts'

/** Seeds of each kind; the year before the operation is drawn after it, so a change of the year keeps them. */
const INTRUSION = 1
const NOTHING = 19

const intrusion = makeCampaign(INTRUSION)
const quiet = makeCampaign(NOTHING)
const textOf = ({ files }: Campaign, path: string): string =>
  Buffer.from(files.get(path) ?? []).toString('latin1')
const partOf = ({ mails }: Truth, part: Truth['mails'][number]['part']) =>
  mails.filter((mail) => mail.part === part)
const inbox = (address: string): string => `mail/${address}/Inbox.mbox`
const sentItems = (address: string): string => `mail/${address}/Sent.mbox`

describe('a made-up campaign', () => {
  it('is the same for the same seed and another for another', () => {
    const again = makeCampaign(INTRUSION)
    assert.deepEqual([...again.files.keys()], [...intrusion.files.keys()])
    for (const [path, bytes] of intrusion.files)
      assert.ok(Buffer.from(bytes).equals(again.files.get(path) ?? new Uint8Array()), path)
    assert.deepEqual(again.truth, intrusion.truth)
    assert.notDeepEqual(quiet.mailboxes, intrusion.mailboxes)
  })

  it('refuses a seed that is none', () => {
    for (const seed of [-1, 1.5, Number.NaN, LARGEST_SEED + 1])
      assert.throws(() => makeCampaign(seed), RangeError)
  })

  it('has six mailboxes with a year of mail and three newsrooms', () => {
    assert.equal(intrusion.mailboxes.length, 6)
    assert.ok(intrusion.mails > 1500, `${intrusion.mails} mails`)
    assert.equal([...intrusion.files.keys()].filter((path) => path.startsWith('newsrooms/')).length, 3)
  })

  it('names no host outside the reserved domains (RFC 2606)', () => {
    for (const [path, bytes] of intrusion.files) {
      if (path === 'truth.json') continue
      const text = Buffer.from(bytes)
        .toString('latin1')
        .replace(/=\r?\n/g, '')
      for (const [, host] of text.matchAll(/(?:https?:\/\/|@)([a-z0-9.-]+\.[a-z]{2,})/gi))
        assert.match(
          String(host).toLowerCase(),
          /\.(?:example|test|org)$|\.(?:purl\.org|openxmlformats\.org)$/,
          path,
        )
    }
  })

  it('is signed so that the zone beside it verifies it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'counterfoil-campaign-'))
    after(() => rmSync(folder, { recursive: true }))
    const [address = ''] = intrusion.mailboxes
    for (const path of [inbox(address), 'senders.zone.json']) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), intrusion.files.get(path) ?? '')
    }
    const resolver = await openResolver({
      zoneFile: join(folder, 'senders.zone.json'),
      live: false,
      clock: () => 0,
    })
    let verified = 0
    for await (const one of inspectFile(join(folder, inbox(address)), {
      resolver,
      limit: 80,
      attachments: 'none',
    })) {
      assert.equal(one.kind, 'inspection')
      if (one.kind !== 'inspection') continue
      const own = one.authentication.results.filter(
        (stated) => stated.source === 'own' && stated.method === 'dkim',
      )
      for (const { result, domain } of own) assert.equal(result, 'pass', domain)
      verified += own.length
    }
    assert.ok(verified > 10, `${verified} signatures verified`)
  })
})

describe('the hidden operation', () => {
  const { truth, files } = intrusion

  it('begins with mail that has no link', () => {
    const rapport = partOf(truth, 'rapport')
    assert.equal(rapport.length, 3)
    for (const { messageId, to } of rapport) {
      const box = textOf(intrusion, inbox(to[0] ?? ''))
      const at = box.indexOf(`<${messageId}>`)
      assert.ok(at > 0)
      assert.doesNotMatch(box.slice(at, box.indexOf('\nFrom MAILER', at)), /https?:/)
    }
  })

  it('puts the decisive link into one mailbox, and its hop nowhere else', () => {
    const { link, mailbox = '' } = truth
    assert.ok(link)
    assert.notEqual(new URL(link.landing).hostname, link.hop)
    const holding = [...files]
      .filter(([, bytes]) => Buffer.from(bytes).includes(link.hop))
      .map(([path]) => path)
    assert.deepEqual(holding, [inbox(mailbox)])
    assert.ok(!truth.namedByVendor.includes(link.hop))
    assert.ok(intrusion.web.has(link.href))
  })

  it('asks a colleague from inside and clears the Sent items', () => {
    const [request] = partOf(truth, 'inside-request')
    assert.ok(request)
    assert.ok(textOf(intrusion, inbox(request.to[0] ?? '')).includes(request.messageId))
    assert.ok(!textOf(intrusion, sentItems(request.from)).includes(request.messageId))
  })

  it('leaks papers that the mailbox held before it was left', () => {
    const { leak, access, mailbox = '' } = truth
    assert.ok(leak && access && leak.items.length > 0)
    for (const { holders, sent } of leak.items) {
      assert.ok(holders.includes(mailbox))
      assert.ok(sent < access.until)
    }
    assert.ok(leak.commonHolders.includes(mailbox))
  })

  it('is absent where nothing happened', () => {
    const { truth: nothing } = quiet
    assert.equal(nothing.kind, 'nothing')
    assert.deepEqual(nothing.mails, [])
    assert.equal(nothing.leak, undefined)
  })
})
