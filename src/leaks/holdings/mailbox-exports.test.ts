import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Digest } from '../../model/bytes.ts'
import type { SourceLocation } from '../../model/source.ts'
import { type FoundMail, type MailboxTrace, mailboxTraces } from './mailbox-exports.ts'

const DAY = 86_400_000
const ANN = 'ann@example.org'
const id = (n: number): Digest => `sha256:${n.toString(16).padStart(64, '0')}`
const mbox = (file: string, flags?: SourceLocation['flags']): SourceLocation => ({
  file,
  format: 'mbox',
  offset: 0,
  length: 1,
  ...(flags && { flags }),
})

/** Mails of one a day, each found in the files that `where` names for its number. */
function mails(
  count: number,
  where: (n: number) => readonly SourceLocation[],
  addresses: (n: number) => readonly string[] = (n) => [ANN, `friend${n % 7}@example.org`],
): readonly FoundMail[] {
  return Array.from({ length: count }, (_, n) => ({
    digest: id(n),
    time: n * DAY,
    addresses: addresses(n),
    bulk: false,
    sources: where(n),
  }))
}
const of = (found: ReturnType<typeof mailboxTraces>, n: number, holder = ANN): MailboxTrace | undefined =>
  found.get(id(n))?.get(holder)

describe('exports of a mailbox', () => {
  const january = mbox('/x/ann-january.mbox')
  const march = mbox('/x/ann-march.mbox')

  it('tell that a mail was gone when a later one lacks it', () => {
    const found = mailboxTraces(
      mails(90, (n) => [...(n < 30 ? [january] : []), ...(n === 12 ? [] : [march])]),
    )
    const lost = of(found, 12)
    assert.ok(lost?.gone !== undefined && lost.gone >= 89 * DAY && lost.gone < 92 * DAY)
    assert.ok(lost.seen >= 29 * DAY && lost.seen < 32 * DAY)
    assert.equal(of(found, 13)?.gone, undefined)
    assert.ok((of(found, 13)?.seen ?? 0) >= 89 * DAY)
    // nothing is said of the mailboxes of others
    assert.equal(of(found, 12, 'friend5@example.org'), undefined)
  })

  it('say nothing of mail older than the later export reaches', () => {
    const found = mailboxTraces(mails(90, (n) => [...(n < 60 ? [january] : []), ...(n >= 30 ? [march] : [])]))
    assert.equal(of(found, 5)?.gone, undefined)
  })

  it('say nothing of mail that was moved to another folder, or exports of other folders', () => {
    const archive = mbox('/y/Archive')
    const moved = mailboxTraces(
      mails(90, (n) => [
        ...(n < 60 ? [mbox('/x/Inbox')] : []),
        ...(n % 5 === 0 && n < 60 ? [archive] : [mbox('/y/Inbox')]),
      ]),
    )
    for (let n = 0; n < 90; n++) assert.equal(of(moved, n)?.gone, undefined, `${n}`)
    const sent = mailboxTraces(mails(90, (n) => [n < 40 ? mbox('/x/Inbox') : mbox('/x/Sent')]))
    for (let n = 0; n < 90; n++) assert.equal(of(sent, n)?.gone, undefined, `${n}`)
  })

  it('are not journals, lists or places with few mails', () => {
    const everybody = (n: number): readonly string[] => [`a${n % 9}@example.org`, `b${n % 8}@example.org`]
    const journal = mailboxTraces(
      mails(90, (n) => [...(n < 60 ? [january] : []), ...(n === 12 ? [] : [march])], everybody),
    )
    assert.equal(journal.get(id(12))?.size ?? 0, 0)
    // a place too small to tell whose it is may hold what was moved
    const small = mbox('/y/Important')
    const kept = mailboxTraces(
      mails(90, (n) => [...(n < 30 ? [january] : []), ...(n === 12 ? [small] : [march])]),
    )
    assert.equal(of(kept, 12)?.gone, undefined)
    const lists = mails(90, (n) => [...(n < 30 ? [january] : []), ...(n === 12 ? [] : [march])])
    assert.equal(mailboxTraces(lists.map((mail) => ({ ...mail, bulk: true }))).get(id(12))?.size ?? 0, 0)
  })

  it('stay out of each other’s way when a journal was read as well', () => {
    const journal = mbox('/x/journal.mbox')
    const all = mails(90, (n) => [journal, ...(n < 30 ? [january] : []), ...(n === 12 ? [] : [march])])
    const others = Array.from({ length: 200 }, (_, n) => ({
      digest: id(1_000 + n),
      time: n * DAY,
      addresses: [`a${n % 9}@example.org`, `b${n % 8}@example.org`],
      bulk: false,
      sources: [journal],
    }))
    assert.ok(of(mailboxTraces([...all, ...others]), 12)?.gone !== undefined)
  })

  it('tell what lay among deleted mail', () => {
    const found = mailboxTraces(
      mails(40, (n) => [
        mbox('/x/ann.mbox', n === 3 ? ['read', 'trashed'] : ['read']),
        ...(n === 4 ? [mbox('/x/ann.mbox', ['trashed'])] : []),
      ]),
    )
    assert.deepEqual([of(found, 3)?.trashed, of(found, 4)?.trashed], [true, false])
  })

  it('of folders of single mails are told apart by the folder above the mailbox’s own', () => {
    const file = (root: string, folder: string, n: number): SourceLocation => ({
      file: `${root}/${folder}/cur/${n}.x:2,S`,
      format: 'maildir',
      folder: folder.slice(1),
      offset: 0,
      length: 1,
    })
    const found = mailboxTraces(
      mails(90, (n) => [
        ...(n < 40 ? [file('/jan/ann', '.Inbox', n)] : []),
        ...(n === 12 ? [] : [file('/mar/ann', n % 3 === 0 ? '.Kept' : '.Inbox', n)]),
      ]),
    )
    for (let n = 0; n < 90; n++) assert.equal(of(found, n)?.gone !== undefined, n === 12, `${n}`)
  })
})
