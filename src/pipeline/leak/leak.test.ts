import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import sharp from 'sharp'
import { leakHtml, leakJson, leakRegister, leakText, leakTrace, openStore, scan } from '../../index.ts'
import type { LeakTrace } from '../../model/leak-trace.ts'
import type { Store } from '../../model/ports.ts'
import type { SourceTrouble } from '../../model/source.ts'

const MEMO =
  'The ferry between Dunmere and Larkmoor loses 412 dollars on every crossing, and the county board has known it since the spring audit. Nobody wants to say so before the vote. Our line until then is that the timetable is under review and that no crossing will be cut before winter.'
const DINNER =
  'Seats at the first table go to Greta Marlowe, Ivo Lindqvist and the two guests from Stonebridge who paid for the orchard campaign. Petra Kettler asked not to be printed in the programme. Wanda Norwood pays in three parts and wants a receipt for each of them.'
const KEYS =
  'The keys for the new office lie with the porter at Millbrook from Tuesday on. Please bring your old ones back, there are two missing, and tell me who has the parking card, because the garage wants it returned before the holidays begin.'

interface Mail {
  readonly from: string
  readonly to: readonly string[]
  readonly day: string
  readonly subject: string
  readonly text: string
  readonly file?: { readonly name: string; readonly type: string; readonly bytes: Uint8Array } | undefined
}

function mbox(mails: readonly Mail[]): string {
  return mails
    .map(({ from, to, day, subject, text, file }, n) => {
      const head = `From ${from}@quillmere.example Mon Jan  1 00:00:00 2024\nFrom: ${from}@quillmere.example\nTo: ${to.map((name) => `${name}@quillmere.example`).join(', ')}\nDate: ${day} 09:00:00 +0000\nSubject: ${subject}\nMessage-ID: <m${n}@quillmere.example>\nMIME-Version: 1.0\n`
      if (file === undefined) return `${head}\n${text}\n`
      return `${head}Content-Type: multipart/mixed; boundary=b\n\n--b\n\n${text}\n--b\nContent-Type: ${file.type}; name="${file.name}"\nContent-Disposition: attachment; filename="${file.name}"\nContent-Transfer-Encoding: base64\n\n${Buffer.from(file.bytes).toString('base64')}\n--b--\n`
    })
    .join('\n')
}

async function picture(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="500"><rect width="400" height="500" fill="#fff"/><rect x="40" y="30" width="200" height="60" fill="#333"/><circle cx="300" cy="300" r="70" fill="#777"/><rect x="30" y="400" width="150" height="50" fill="#000"/></svg>`
  return sharp(Buffer.from(svg)).png().toBuffer()
}

async function house(context: TestContext): Promise<{ readonly store: Store; readonly folder: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-leak-'))
  const second = MEMO.replace('412', '618')
  const memo = (text: string): Mail['file'] => ({
    name: 'memo.txt',
    type: 'text/plain',
    bytes: Buffer.from(`Ferry memo\n\n${text}\n`),
  })
  writeFileSync(
    join(folder, 'house.mbox'),
    mbox([
      {
        from: 'dov',
        to: ['ann', 'bob'],
        day: 'Mon, 5 Feb 2024',
        subject: 'First draft',
        text: 'Here it is',
        file: memo(MEMO),
      },
      {
        from: 'dov',
        to: ['ann'],
        day: 'Wed, 7 Feb 2024',
        subject: 'Second draft',
        text: 'Changed',
        file: memo(second),
      },
      { from: 'cleo', to: ['ann', 'eva'], day: 'Fri, 1 Mar 2024', subject: 'Dinner', text: DINNER },
      { from: 'eva', to: ['ann', 'bob', 'cleo'], day: 'Mon, 11 Mar 2024', subject: 'Keys', text: KEYS },
      {
        from: 'cleo',
        to: ['eva'],
        day: 'Tue, 12 Mar 2024',
        subject: 'Plan',
        text: 'See the plan',
        file: { name: 'plan.png', type: 'image/png', bytes: await picture() },
      },
      // what ann never saw
      ...Array.from({ length: 16 }, (_, n) => ({
        from: 'bob',
        to: ['eva'],
        day: 'Tue, 13 Feb 2024',
        subject: `Note ${n}`,
        text: `Tender ${n * 7919} for the ${'roof gate wall mill dock lane well yard'.split(' ')[n % 8]} closes in ${n + 3} days and needs a second bidder from the list of last year.`,
      })),
    ]),
  )
  const store = await openStore(':memory:')
  for await (const _ of scan({ inputs: [join(folder, 'house.mbox')], store })) {
    // Only the store's state matters here.
  }
  context.after(async () => {
    await store.close()
    rmSync(folder, { recursive: true })
  })
  return { store, folder }
}

async function traced(
  store: Store,
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<{ readonly trace: LeakTrace; readonly trouble: readonly SourceTrouble[] }> {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content)
  const trouble: SourceTrouble[] = []
  let trace: LeakTrace | undefined
  for await (const item of leakTrace({
    inputs: Object.keys(files).map((name) => join(folder, name)),
    store,
    until: Date.UTC(2024, 3, 1),
  }))
    if (item.kind === 'leak-trace') trace = item
    else if (item.kind === 'source-trouble') trouble.push(item)
  assert.ok(trace)
  return { trace, trouble }
}

describe('leak trace', () => {
  it('goes from noisy excerpts to versions, holders and the mailbox', async (context) => {
    const { store, folder } = await house(context)
    const { trace } = await traced(store, folder, {
      'a.txt': MEMO.replace('412', '618').replace('known', 'kn0wn').slice(0, 190),
      'b.txt': DINNER.slice(10, 240),
      'c.txt':
        'Geese cross the northern lakes in autumn, and nobody in this house ever wrote a single line about that, as far as anybody can remember it now.',
    })
    const [a, b, c] = trace.items
    assert.deepEqual(
      [a?.found, a?.versions[0]?.document.name, a?.versions[0]?.by],
      ['version', 'memo.txt', 'part'],
    )
    assert.deepEqual(
      a?.holders.map(({ holder }) => holder),
      ['ann@quillmere.example', 'dov@quillmere.example'],
    )
    assert.deepEqual(a?.versions[0]?.differences, [{ kind: 'slip', leaked: 'kn0wn', document: 'known' }])
    assert.equal(b?.holders.length, 3)
    assert.equal(c?.found, 'none')
    assert.deepEqual([trace.answer.verdict, trace.answer.named], ['one', ['ann@quillmere.example']])
    assert.equal(trace.answer.accessNotBefore, Date.UTC(2024, 2, 1, 9))
    assert.deepEqual(trace.searched, { documents: 24, holders: 5, messages: 21, unread: 0 })
    const text = leakText(trace, { width: 100, color: false })
    for (const words of [
      'ann@quillmere.example: likelihood',
      'What else would look like this',
      '“kn0wn” in the leak',
    ])
      assert.ok(text.includes(words), words)
    assert.equal(JSON.parse(leakJson(trace)).type, 'leak-trace')
    assert.ok(leakHtml(trace).includes('<h2>'))
  })

  it('leaves the version open where the drafts agree, and knows a file by its bytes', async (context) => {
    const { store, folder } = await house(context)
    const { trace } = await traced(store, folder, {
      'part.txt': MEMO.slice(140),
      'whole.txt': `Ferry memo\n\n${MEMO}\n`,
    })
    const [part, whole] = trace.items
    assert.equal(part?.found, 'versions')
    assert.equal(part?.versions.length, 2)
    assert.equal(part?.holders.filter(({ holder }) => holder === 'bob@quillmere.example').length, 1)
    assert.deepEqual([whole?.found, whole?.versions[0]?.by], ['version', 'bytes'])
  })

  it('knows a picture again that was made smaller and saved as JPEG', async (context) => {
    const { store, folder } = await house(context)
    const small = await sharp(await picture())
      .resize(180)
      .jpeg({ quality: 40 })
      .toBuffer()
    const { trace } = await traced(store, folder, { 'photo.jpg': small })
    assert.deepEqual(
      trace.items.map(({ found, versions }) => [found, versions[0]?.by, versions[0]?.document.name]),
      [['version', 'picture', 'plan.png']],
    )
  })

  it('takes what OCR made of a page, as text and as hOCR, and a mail with its files', async (context) => {
    const { store, folder } = await house(context)
    const words = KEYS.split(' ').map(
      (word, n) => `<span class='ocrx_word' title='bbox ${n} 0 1 1'>${word}</span>`,
    )
    const { trace } = await traced(store, folder, {
      'page.hocr': `<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title></title><meta name='ocr-system' content='tesseract'/></head><body><p class='ocr_par'>${words.join(' ')}</p></body></html>`,
      'mail.eml': `Delivered-To: eva@quillmere.example\r\nFrom: cleo@quillmere.example\r\nTo: ann@quillmere.example, eva@quillmere.example\r\nSubject: Dinner\r\n\r\n${DINNER}\r\n`,
    })
    const [page, mail] = trace.items
    assert.equal(page?.versions[0]?.document.name, 'Keys')
    assert.equal(mail?.versions[0]?.document.name, 'Dinner')
    assert.deepEqual(
      mail?.marks.flatMap(({ mark, holder }) => (holder === undefined ? [] : [`${mark} ${holder}`])),
      ['delivered-to eva@quillmere.example'],
    )
  })

  it('finds what was registered, with who held it when', async (context) => {
    const { store, folder } = await house(context)
    const paper =
      'Polling in Westmere and Oakhurst shows the heating subsidy as the one matter on which voters of all ages would change sides, and the research unit asks for two more weeks and four hundred more calls before it says by how much.'
    writeFileSync(join(folder, 'poll.txt'), paper)
    const registered = []
    for await (const item of leakRegister({
      store,
      files: [join(folder, 'poll.txt'), join(folder, 'nowhere.txt')],
      holder: 'Shared-Drive',
      from: Date.UTC(2024, 1, 1),
    }))
      registered.push(item.kind)
    assert.deepEqual(registered, ['registered-file', 'source-trouble'])
    const { trace } = await traced(store, folder, { 'leak.txt': paper.slice(0, 180) })
    assert.deepEqual(
      trace.items[0]?.holders.map(({ holder, way }) => [holder, way]),
      [['shared-drive', 'registered']],
    )
  })

  it('reads mail once, says what is gone, and survives files that are none', async (context) => {
    const { store, folder } = await house(context)
    const first = await traced(store, folder, { 'x.txt': DINNER })
    rmSync(join(folder, 'house.mbox'))
    const { trace, trouble } = await traced(store, folder, {
      'x.txt': DINNER,
      'empty.txt': '',
      'broken.pdf': '%PDF-1.7\n1 0 obj\n<<',
      'noise.docx': Buffer.from([0x50, 0x4b, 3, 4, 1, 2, 3]),
    })
    assert.equal(first.trace.items[0]?.versions[0]?.by, 'words')
    // the text is not there any more: the fingerprint still tells
    assert.equal(trace.items[0]?.versions[0]?.by, 'pieces')
    assert.deepEqual(
      trace.items.slice(1).map(({ found }) => found),
      ['no-text', 'no-text', 'no-text'],
    )
    assert.deepEqual(trouble, [])
    assert.ok(leakText(trace, { width: 80, color: false }).includes('Run OCR'))
  })

  it('takes an address that only receives mail of a list for the list, and a person who writes for none', async (context) => {
    const folder = mkdtempSync(join(tmpdir(), 'counterfoil-leak-'))
    const mails = mbox([
      { from: 'dov', to: ['crew', 'cleo'], day: 'Mon, 5 Feb 2024', subject: 'Ferries', text: MEMO },
      { from: 'cleo', to: ['ann'], day: 'Tue, 6 Feb 2024', subject: 'Keys', text: KEYS },
    ]).replace('Subject: Ferries', 'List-ID: <crew.quillmere.example>\nSubject: Ferries')
    writeFileSync(join(folder, 'house.mbox'), mails)
    const store = await openStore(':memory:')
    context.after(async () => {
      await store.close()
      rmSync(folder, { recursive: true })
    })
    for await (const _ of scan({ inputs: [join(folder, 'house.mbox')], store })) {
      // Only the store's state matters here.
    }
    const { trace } = await traced(store, folder, { 'leak.txt': MEMO })
    assert.deepEqual(
      trace.items[0]?.holders.map(({ holder, way }) => `${holder.split('@')[0]} ${way}`).sort(),
      ['cleo list', 'crew list', 'dov sent'],
    )
    assert.deepEqual(trace.answer.rivals.find(({ kind }) => kind === 'list-members')?.holders, [
      'crew@quillmere.example',
    ])
  })
})
