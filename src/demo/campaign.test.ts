import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
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
/** An insider whose mailbox never held a paper. */
const UNSENT = 103

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

  it('hands the papers on as the newsrooms got them', () => {
    const { files } = intrusion
    const items = truth.leak?.items ?? []
    assert.deepEqual(
      [...files.keys()].filter((path) => path.startsWith('leaked/')).sort(),
      items.map(({ name }) => `leaked/${name}`).sort(),
    )
    for (const { name, sha256 } of items)
      assert.equal(
        createHash('sha256')
          .update(files.get(`leaked/${name}`) ?? '')
          .digest('hex'),
        sha256,
      )
    const [head, ...lines] = textOf(intrusion, 'outside/received.csv').trim().split('\r\n')
    assert.equal(head, 'time,newsroom,from,file')
    assert.equal(lines.length, 3 * items.length)
    assert.ok(lines.every((line) => line.includes(`,${truth.leak?.persona},`)))
    assert.ok(!quiet.files.has('outside/received.csv'))
  })

  it('takes papers from where all lie, when they come from staff to whom none was sent', () => {
    const { truth: inside } = makeCampaign(UNSENT)
    assert.equal(inside.kind, 'insider')
    assert.equal(inside.leak?.items.length, 3)
    assert.ok(inside.leak.items.every(({ holders }) => !holders.includes(inside.mailbox ?? '')))
  })

  it('cannot be told by the form of a computer’s name', () => {
    const names = new Map<string, Set<string>>()
    for (const path of intrusion.files.keys())
      if (path.startsWith('mail/'))
        for (const [, name = '', from = ''] of textOf(intrusion, path).matchAll(
          /^Received: from ((?:WIN|DESKTOP|LAPTOP)-\w+|PC\d\d) [\s\S]{0,4000}?^From: .*?([^<\s]+@[\w.]+)/gm,
        )) {
          const form = name.replace(/[-\d].*/, '')
          names.set(form, (names.get(form) ?? new Set()).add(from))
        }
    assert.ok(
      [...names.values()].reduce((sum, { size }) => sum + size, 0) >= 4,
      JSON.stringify([...names.keys()]),
    )
  })

  it('is absent where nothing happened', () => {
    const { truth: nothing } = quiet
    assert.equal(nothing.kind, 'nothing')
    assert.deepEqual(nothing.mails, [])
    assert.equal(nothing.leak, undefined)
  })
})
