import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { openStore, scan } from '../index.ts'
import { fileSource } from '../ingest/file-source.ts'
import type { ItemVerdict, PersonaView, SetVerdict, VerifyEvent } from '../model/authenticity.ts'
import type { Resolver } from '../model/ports.ts'
import { rsaSigned, rsaTestKey } from '../testing/rsa-signed-mail.ts'
import { KeyFileError, readKeyFile } from './key-file.ts'
import { type VerifyRequest, verifyFiles } from './verify.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-verify-'))
after(() => rmSync(folder, { recursive: true, force: true }))

const key = rsaTestKey('example.org', 's1', { bits: 512, exponent: 3 })
const strong = rsaTestKey('example.org', 's2')
const NOW = Date.UTC(2024, 5, 14)

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, typeof content === 'string' ? Buffer.from(content, 'latin1') : content)
  return path
}

const letter = (number: number, by = key): Promise<string> =>
  rsaSigned(
    `From: Ann Lee <ann@example.org>\r\nTo: bob@example.com\r\nSubject: letter ${number}\r\nDate: Thu, 13 Jun 2024 09:12:00 +0000\r\nMessage-ID: <${number}@example.org>\r\n\r\nThis is the text of letter number ${number}, which says what it says.\r\n`,
    { key: by },
  )

async function run(request: Omit<VerifyRequest, 'clock'>): Promise<{
  events: VerifyEvent[]
  items: ItemVerdict[]
  set: SetVerdict
}> {
  const events: VerifyEvent[] = []
  for await (const event of verifyFiles({ ...request, clock: () => NOW }, fileSource())) events.push(event)
  const set = events.find((event): event is SetVerdict => event.kind === 'set-verdict')
  assert.ok(set)
  return { events, items: events.filter((event): event is ItemVerdict => event.kind === 'item-verdict'), set }
}

const answers = (from: 'dns' | 'zone-file', record: string | undefined): Resolver => ({
  resolve: async (name) => ({
    kind: 'lookup',
    id: `dns:TXT:${name}`,
    time: NOW,
    from,
    ...(record === undefined
      ? { status: 'absent' as const }
      : { status: 'answer' as const, answer: [record] }),
  }),
})

test('keys come from live DNS, a recorded zone, or a file, and the state says which', async () => {
  const one = file('one.eml', await letter(1, strong))
  assert.equal(
    (await run({ inputs: [one], resolver: answers('dns', strong.record) })).items[0]?.state,
    'pass_live_key',
  )
  assert.equal(
    (await run({ inputs: [one], resolver: answers('zone-file', strong.record) })).items[0]?.state,
    'pass_archived_key',
  )
  const keys = await readKeyFile(
    file('keys.json', JSON.stringify({ 's2._domainkey.example.org': strong.record })),
  )
  assert.equal((await run({ inputs: [one], keys: [keys] })).items[0]?.state, 'pass_archived_key')
  const absent = await run({ inputs: [one], resolver: answers('dns', undefined) })
  assert.match(absent.items[0]?.signatures[0]?.reason ?? '', /publishes no such key/)
  const replaced = await run({
    inputs: [one],
    resolver: answers('dns', rsaTestKey('example.org', 's2').record),
  })
  assert.equal(replaced.items[0]?.state, 'fail_headers', 'the key published a day later did not make it')
})

test('a set is items and counts; one altered page is seen among genuine ones', async () => {
  const mails = [
    await letter(1, strong),
    await letter(2, strong),
    (await letter(3, strong)).replace('what it says', 'other words'),
  ]
  const box = file(
    'set.mbox',
    mails
      .map((mail) => `From ann@example.org Thu Jun 13 09:12:00 2024\n${mail.replaceAll('\r\n', '\n')}\n`)
      .join(''),
  )
  const keys = await readKeyFile(
    file('k2.json', JSON.stringify([{ domain: 'example.org', selector: 's2', value: strong.record }])),
  )
  const { items, set } = await run({
    inputs: [box, file('again.eml', mails[0]!.replaceAll('\r\n', '\n'))],
    keys: [keys],
  })
  assert.deepEqual(
    items.map(({ state }) => state),
    ['pass_archived_key', 'pass_archived_key', 'fail_body', 'pass_archived_key'],
  )
  assert.equal(set.items, 4)
  assert.equal(set.states.fail_body, 1)
  assert.equal(set.byAuthor, 3)
  assert.equal(set.repeatedItems, 1)
  assert.equal(set.afterRepair, 0, 'LF line ends are how mail is kept')
})

test('a recovered key is worth what confirms it: a file, a store, or nothing', async () => {
  const set = [file('a.eml', await letter(1)), file('b.eml', await letter(2))]
  const held = file('held.eml', await letter(9))
  const alone = await run({ inputs: set, recover: true })
  assert.deepEqual(
    alone.items.map(({ state }) => state),
    ['pass_weak_key', 'pass_weak_key'],
  )
  assert.equal(alone.items[0]?.signatures[0]?.key?.independent, 'no')
  assert.equal(alone.set.recoveries[0]?.result, 'found')
  const confirmed = await run({ inputs: set, recover: true, independent: [held] })
  assert.equal(confirmed.items[0]?.signatures[0]?.key?.independent, 'yes')
  const itself = await run({ inputs: set, recover: true, independent: [set[0]!] })
  assert.equal(itself.items[0]?.signatures[0]?.key?.independent, 'no')
  const store = await openStore(':memory:')
  for await (const _ of scan({ inputs: [held], store })) {
    // Only what the store then holds matters.
  }
  const stored = await run({ inputs: set, recover: true, store })
  await store.close()
  assert.equal(stored.items[0]?.signatures[0]?.key?.independent, 'yes')
})

test('print-outs, pictures and texts are not raw, and are compared with held mail', async () => {
  const held = file('original.eml', await letter(4))
  const text =
    'From: Ann Lee\nSent: 13 June 2024\nSubject: letter 4\n\nThis is the text of letter number 4, which says what it pleases.\n'
  const printed = file('printed.txt', `Page 1\n\n${text}`)
  const picture = file('shot.png', Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex'))
  const { items } = await run({ inputs: [printed, picture], originals: [held] })
  assert.deepEqual(
    items.map(({ state }) => state),
    ['not_raw', 'not_raw'],
  )
  const [found] = items[0]?.comparisons ?? []
  assert.ok(found !== undefined && found.likeness > 0.8 && found.likeness < 1)
  assert.deepEqual(found.fields, [
    { name: 'Subject', agrees: true },
    { name: 'From', agrees: true },
    { name: 'Date', agrees: true },
  ])
  assert.deepEqual(found.onlyShown, ['pleases'])
  assert.match(items[1]?.notRaw ?? '', /picture/)
  assert.match(items[1]?.notEvaluated[0] ?? '', /not read here/)
  const unlike = await run({
    inputs: [file('other.txt', 'Quite another matter with no word in common.\n')],
    originals: [held],
  })
  assert.deepEqual(unlike.items[0]?.comparisons, [])
})

test('print-outs, screenshots and copied texts each come to a state, a reason, and what to ask for instead', async () => {
  const pdf = (extra: string): Buffer =>
    Buffer.from(
      `%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\ntrailer << /Root 1 0 R ${extra}>>\n%%EOF\n`,
      'latin1',
    )
  const cases: readonly (readonly [path: string, why: RegExp, ask: RegExp, not: RegExp | undefined])[] = [
    [
      file('shot.png', Buffer.from('89504e470d0a1a0a0000000d494844520000000100000001', 'hex')),
      /picture of a mail/,
      /recording that shows the mail being opened/,
      /text in a picture is not read/,
    ],
    [file('printed.pdf', pdf('')), /print-out of a mail/, /who printed it/, /no text could be read/],
    [
      file('cut.pdf', pdf('').subarray(0, 60)),
      /print-out of a mail/,
      /Show original/,
      /no text could be read/,
    ],
    [
      file('page.html', '<html><body><p>Dear Bob</p></body></html>'),
      /a text holds no signature/,
      /clipboard/,
      undefined,
    ],
    [
      file('copied.txt', 'From: Ann Lee\nSent: 13 June 2024\nSubject: offer\n\nDear Bob, fine.\n'),
      /no program has left a trace/,
      /clipboard/,
      undefined,
    ],
    [file('words.txt', 'Dear Bob, the plan stands.\n'), /a text holds no signature/, /clipboard/, undefined],
  ]
  const { items } = await run({ inputs: cases.map(([path]) => path) })
  assert.equal(items.length, cases.length)
  for (const [at, [path, why, ask, not]] of cases.entries()) {
    const item = items[at]!
    assert.equal(item.state, 'not_raw', path)
    assert.match(item.notRaw ?? '', why)
    assert.match(item.ask ?? '', ask)
    assert.match(item.ask ?? '', /Not forwarded/)
    if (not !== undefined)
      assert.ok(
        item.notEvaluated.some((line) => not.test(line)),
        path,
      )
  }
})

test('a mail as a program writes it is no copied text, whatever is missing', async () => {
  const { items } = await run({
    inputs: [
      file('draft.eml', 'From: ann@example.org\r\nDate: Thu, 13 Jun 2024 09:12:00 +0000\r\n\r\nx\r\n'),
    ],
  })
  assert.equal(items[0]?.state, 'unsigned')
  assert.equal(items[0]?.ask, undefined)
})

test('what cannot be read is trouble beside the rest, and an abort ends it', async () => {
  const { events, items } = await run({
    inputs: [join(folder, 'nowhere.eml'), file('ok.eml', await letter(1))],
  })
  assert.equal(events.filter(({ kind }) => kind === 'source-trouble').length, 1)
  assert.equal(items.length, 1)
  const stop = new AbortController()
  stop.abort()
  await assert.rejects(run({ inputs: [join(folder, 'ok.eml')], signal: stop.signal }), { name: 'AbortError' })
})

test('key files that are none are refused with what is wrong', async () => {
  const wrong: [string, RegExp][] = [
    ['{', /is not JSON/],
    ['7', /neither a list nor an object/],
    ['[{"domain": "example.org"}]', /entry 1 has no domain, selector and value/],
  ]
  for (const [content, message] of wrong) {
    const path = file('wrong.json', content)
    await assert.rejects(
      readKeyFile(path),
      (error) => error instanceof KeyFileError && message.test(error.message) && error.next !== '',
    )
  }
  await assert.rejects(readKeyFile(join(folder, 'no.json')), KeyFileError)
})

test('senders are set beside each other only when asked, and too little is said to be too little', async () => {
  const inputs = [
    file('p1.eml', await letter(1)),
    file('p2.eml', (await letter(2)).replaceAll('ann@', 'cy@')),
  ]
  const views = (events: readonly VerifyEvent[]): PersonaView[] =>
    events.filter((event): event is PersonaView => event.kind === 'persona-view')
  assert.deepEqual(views((await run({ inputs })).events), [])
  const [view] = views((await run({ inputs, personas: true })).events)
  assert.deepEqual(
    view?.senders.map(({ sender }) => sender),
    ['ann@example.org', 'cy@example.org'],
  )
  assert.deepEqual(
    view?.pairs.map(({ verdict }) => verdict),
    ['cannot-tell'],
  )
  assert.deepEqual(view?.groups, [])
})
