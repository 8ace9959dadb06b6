/**
 * Recall of hunting: 500 indicators planted in every hiding place the reader knows, looked for by the hunt and by a
 * plain search over what was written before it was encoded, packed or wrapped. Both have to find the same pairs.
 */
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { domainToASCII } from 'node:url'
import { fileSource } from '../ingest/file-source.ts'
import type { Indicator, IndicatorSet, IndicatorType } from '../model/indicator.ts'
import type { SightingTier } from '../model/sighting.ts'
import { readMessage } from '../pipeline.ts'
import { openSqliteStore } from '../store/sqlite-store.ts'
import { codeModules, codePixels } from '../testing/code-writer.ts'
import { buildMessage, type MessageSpec } from '../testing/message-builder.ts'
import { paragraph, writeDocx, writePptx, writeXlsx } from '../testing/office-writer.ts'
import { onePage, textAt, writePdf } from '../testing/pdf-writer.ts'
import { writePng } from '../testing/png-writer.ts'
import { WRAP_ENCODERS } from '../testing/wrap-encoders.ts'
import { zipOf } from '../testing/zip-writer.ts'
import { huntStore } from './hunt.ts'

const INDICATORS = 500

interface Plant {
  readonly type: IndicatorType
  readonly value: string
  readonly tier: SightingTier
  readonly spec: MessageSpec
  /** What a reader with every decoder would find in the mail, beside its plain fields. */
  readonly contents: readonly string[]
}

const host = (n: number): string => `login.q${n}z.example`
const url = (n: number): string => `https://${host(n)}/t${n}/Xk${n}qR?id=${n * 7919}`
const WORDS =
  'amber basket cinder dapple ember fennel gravel hollow indigo jasper kettle lantern meadow nettle'.split(
    ' ',
  )
/** Words that no other number has in this order. */
const phrase = (n: number): string =>
  [n % 14, (n * 3 + 1) % 14, (n * 5 + 2) % 14].map((at, i) => `${WORDS[at]}${i === 1 ? n : ''}`).join(' ')
const ip = (n: number): string => `198.51.${100 - (n % 2)}.${n % 250}`
const hash = (name: string, content: string | Uint8Array): string =>
  createHash(name).update(content).digest('hex')

const annotated = (target: string): Buffer =>
  writePdf(
    onePage({
      page: '/Annots[6 0 R]',
      more: [`<</Type/Annot/Subtype/Link/Rect[10 10 90 30]/A<</S/URI/URI(${target})>>>>`],
    }),
  )
const linkedDocx = (target: string): Buffer =>
  writeDocx({
    body: '<w:p><w:hyperlink r:id="rId9"><w:r><w:t>Open</w:t></w:r></w:hyperlink></w:p>',
    relationships: [{ id: 'rId9', type: 'hyperlink', target }],
  })
async function qrPicture(text: string): Promise<Buffer> {
  const { side, pixels } = codePixels(await codeModules(text), 4)
  return writePng(side, side, 1, pixels)
}
const defanged = (text: string): string => text.replace(/^http/, 'hxxp').replace(/\.(?=[a-z])/g, '[.]')

/** One hiding place each; `n` is different for every plant. */
const PLACES: readonly (readonly [name: string, plant: (n: number) => Plant | Promise<Plant>])[] = [
  [
    'text in quoted-printable',
    (n) => linked(n, { text: `See ${url(n)} – für alle`, encoding: 'quoted-printable' }),
  ],
  ['text in base64', (n) => linked(n, { text: `See ${url(n)} today`, encoding: 'base64' })],
  ['HTML link in quoted-printable', (n) => linked(n, { html: anchor(url(n)), encoding: 'quoted-printable' })],
  ['HTML link in base64', (n) => linked(n, { html: anchor(url(n)), encoding: 'base64' })],
  [
    'wrapped link',
    (n) => {
      const encoders = WRAP_ENCODERS.filter(({ accepts }) => accepts?.(url(n)) ?? true)
      const wrapped = encoders[n % encoders.length]!.wrap(url(n))
      return linked(n, { html: anchor(wrapped.replaceAll('&', '&amp;')) })
    },
  ],
  [
    'wrapped twice',
    (n) => {
      const [one, two] = [WRAP_ENCODERS[0]!, WRAP_ENCODERS[1]!]
      return linked(n, { html: anchor(one.wrap(two.wrap(url(n))).replaceAll('&', '&amp;')) })
    },
  ],
  ['PDF link', (n) => file(n, 'plan.pdf', 'application/pdf', annotated(url(n)))],
  [
    'PDF text',
    (n) => file(n, 'plan.pdf', 'application/pdf', writePdf(onePage({ content: textAt(40, 700, url(n)) }))),
  ],
  ['Word link', (n) => file(n, 'plan.docx', 'application/octet-stream', linkedDocx(url(n)))],
  [
    'Word text',
    (n) =>
      file(n, 'plan.docx', 'application/octet-stream', writeDocx({ body: paragraph(`See ${url(n)} now`) })),
  ],
  [
    'Excel text',
    (n) =>
      file(
        n,
        'plan.xlsx',
        'application/octet-stream',
        writeXlsx({
          strings: [`See ${url(n)} now`],
          sheets: ['<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'],
        }),
      ),
  ],
  [
    'PowerPoint text',
    (n) =>
      file(
        n,
        'plan.pptx',
        'application/octet-stream',
        writePptx(
          `<p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>${url(n).replaceAll('&', '&amp;')}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld>`,
        ),
      ),
  ],
  ['QR code', async (n) => file(n, 'code.png', 'image/png', await qrPicture(url(n)))],
  [
    'Word file in an archive',
    (n) => file(n, 'all.zip', 'application/zip', zipOf({ 'a/plan.docx': linkedDocx(url(n)) })),
  ],
  ['HTML file', (n) => file(n, 'plan.html', 'text/html', `<html><body>${anchor(url(n))}</body></html>`)],
  ['quoted text', (n) => linked(n, { text: `No.\n\nOn Monday Ann wrote:\n> see ${url(n)}\n> Ann\n` })],
  [
    'forwarded text',
    (n) =>
      linked(n, {
        text: `FYI\n\n---------- Forwarded message ---------\nFrom: Ann <ann@example.org>\nSubject: x\n\nsee ${url(n)}\n`,
      }),
  ],
  ['field of the header', (n) => linked(n, { header: [['List-Unsubscribe', `<${url(n)}>`]] })],
  ['encoded word in the subject', (n) => linked(n, { subject: `Schön: ${url(n)}` })],
  ['defanged URL', (n) => linked(n, { text: `Do not open ${defanged(url(n))} at all` })],
  ['hidden HTML text', (n) => hosted(n, { html: `<p>Hello</p><div style="display:none">${host(n)}</div>` })],
  ['HTML comment', (n) => linked(n, { html: `<p>Hello</p><!-- kit ${url(n)} -->` })],
  [
    'attribute of HTML',
    (n) => linked(n, { html: `<p data-next="${url(n).replaceAll('&', '&amp;')}">Hello</p>` }),
  ],
  ['defanged host', (n) => hosted(n, { text: `The page lay at ${defanged(host(n))}, we think.` })],
  ['host in words', (n) => hosted(n, { text: `The page lay at login(dot)q${n}z(dot)example yesterday.` })],
  ['host as text', (n) => hosted(n, { text: `The page lay at ${host(n)} yesterday.` })],
  ['host as link text', (n) => hosted(n, { html: `<a href="https://example.org/">https://${host(n)}/</a>` })],
  [
    'international host',
    (n) => {
      const name = `login.bücher${n}.example`
      return {
        type: 'host',
        value: domainToASCII(name),
        tier: 'host',
        spec: { html: anchor(`https://${name}/`) },
        contents: [domainToASCII(name)],
      }
    },
  ],
  [
    'host of the way',
    (n) => ({
      type: 'host',
      value: host(n),
      tier: 'header-host',
      spec: {
        received: [
          { from: host(n), ip: '192.0.2.1', by: 'mx.example.net', with: 'ESMTPS', time: 1741080000000 },
        ],
      },
      contents: [host(n)],
    }),
  ],
  [
    'address of the way',
    (n) => ({
      type: 'ip',
      value: ip(n),
      tier: 'ip',
      spec: {
        received: [
          { from: 'relay.example.net', ip: ip(n), by: 'mx.example.net', with: 'ESMTPS', time: 1741080000000 },
        ],
      },
      contents: [ip(n)],
    }),
  ],
  [
    'X-Originating-IP',
    (n) => ({
      type: 'ip',
      value: `2001:db8:${n.toString(16)}::5`,
      tier: 'ip',
      spec: { header: [['X-Originating-IP', `[2001:db8:${n.toString(16)}:0::5]`]] },
      contents: [`2001:db8:${n.toString(16)}::5`],
    }),
  ],
  [
    'network',
    (n) => ({
      type: 'network',
      value: `203.0.${n % 250}.0/28`,
      tier: 'ip',
      spec: { html: anchor(`http://203.0.${n % 250}.${n % 16}/x`) },
      contents: [`203.0.${n % 250}.${n % 16}`],
    }),
  ],
  ['sender', (n) => mailed(n, { from: `"A B" <Ann.${n}@q${n}z.example>` })],
  ['Reply-To', (n) => mailed(n, { replyTo: `ann.${n}@q${n}z.example` })],
  ['envelope sender', (n) => mailed(n, { returnPath: `ann.${n}@q${n}z.example` })],
  ['address in text', (n) => mailed(n, { text: `Write to ann.${n}@q${n}z.example, please.` })],
  ['defanged address', (n) => mailed(n, { text: `It came from ann.${n}[at]q${n}z[.]example.` })],
  [
    'Message-ID',
    (n) => ({
      type: 'message-id',
      value: `made.${n}@mx.example.org`,
      tier: 'message-id',
      spec: { messageId: `made.${n}@mx.example.org` },
      contents: [`made.${n}@mx.example.org`],
    }),
  ],
  [
    'reference',
    (n) => ({
      type: 'message-id',
      value: `made.${n}@mx.example.org`,
      tier: 'message-id',
      spec: { references: [`made.${n}@mx.example.org`], inReplyTo: `made.${n}@mx.example.org` },
      contents: [`made.${n}@mx.example.org`],
    }),
  ],
  ['file by sha256', (n) => hashed(n, 'sha256')],
  ['file by sha1', (n) => hashed(n, 'sha1')],
  ['file by md5', (n) => hashed(n, 'md5')],
  [
    'file in an archive',
    (n) => {
      const content = `packed ${n}`
      const value = hash('sha256', content)
      return {
        type: 'file-hash',
        value: `sha256:${value}`,
        tier: 'file-hash',
        spec: {
          attachments: [{ name: 'all.zip', type: 'application/zip', content: zipOf({ 'x.txt': content }) }],
        },
        contents: [`sha256:${value}`],
      }
    },
  ],
  [
    'file name',
    (n) => ({
      type: 'file-name',
      value: `Überblick ${n}.iso`,
      tier: 'file-name',
      spec: {
        attachments: [{ name: `Überblick ${n}.iso`, type: 'application/octet-stream', content: `x${n}` }],
      },
      contents: [`Überblick ${n}.iso`],
    }),
  ],
  [
    'name of a file in an archive',
    (n) => ({
      type: 'file-name',
      value: `Invoice${n}.lnk`,
      tier: 'file-name',
      spec: {
        attachments: [
          { name: 'all.zip', type: 'application/zip', content: zipOf({ [`in/Invoice${n}.lnk`]: `x${n}` }) },
        ],
      },
      contents: [`Invoice${n}.lnk`],
    }),
  ],
  ['words', (n) => worded(n, { text: `We met at the ${phrase(n)}, remember?` })],
  [
    'words over lines and tags',
    (n) => worded(n, { html: `<p>The <b>${phrase(n).replaceAll(' ', '</b>\n<i>')}</i>!</p>` }),
  ],
  ['words in the subject', (n) => worded(n, { subject: `Grüße: ${phrase(n).toUpperCase()}` })],
  [
    'words in a document',
    (n) =>
      worded(n, {
        attachments: [
          {
            name: 'a.docx',
            type: 'application/octet-stream',
            content: writeDocx({ body: paragraph(phrase(n)) }),
          },
        ],
      }),
  ],
  [
    'the same path elsewhere',
    (n) => ({
      type: 'path',
      value: `/Gcol${n}Lection/Ref`,
      tier: 'path-token',
      spec: { html: anchor(`https://other${n}.example/x/Gcol${n}Lection/Ref?a=b`) },
      contents: [`/Gcol${n}Lection/Ref`],
    }),
  ],
  [
    'mail inside a mail',
    (n) => {
      const inner = Buffer.from(buildMessage({ from: `ann.${n}@q${n}z.example`, text: 'hello' }))
      return mailed(n, { attachments: [{ name: 'a.eml', type: 'message/rfc822', content: inner }] })
    },
  ],
]

function linked(n: number, spec: MessageSpec): Plant {
  return { type: 'url', value: url(n), tier: 'exact-url', spec, contents: [url(n)] }
}
function file(n: number, name: string, type: string, content: string | Uint8Array): Plant {
  return linked(n, { attachments: [{ name, type, content }] })
}
function hosted(n: number, spec: MessageSpec): Plant {
  return { type: 'host', value: host(n), tier: 'host', spec, contents: [host(n)] }
}
function mailed(n: number, spec: MessageSpec): Plant {
  const value = `ann.${n}@q${n}z.example`
  return { type: 'address', value, tier: 'address', spec, contents: [value] }
}
function worded(n: number, spec: MessageSpec): Plant {
  return { type: 'text', value: phrase(n), tier: 'text', spec, contents: [phrase(n)] }
}
function hashed(n: number, name: string): Plant {
  const content = `file ${n}\0${'x'.repeat(n % 50)}`
  const value = `${name}:${hash(name, content)}`
  return {
    type: 'file-hash',
    value,
    tier: 'file-hash',
    spec: { attachments: [{ name: 'a.bin', type: 'application/octet-stream', content }] },
    contents: [value],
  }
}
const anchor = (href: string): string => `<p><a href="${href}">Minutes</a></p>`

/** Almost what an indicator names: none of these is a sighting. */
function nearMiss(n: number): MessageSpec {
  const near: readonly MessageSpec[] = [
    { text: `at https://login.q${n}z.example.safe.test/t${n}` },
    { text: `at https://xlogin-q${n}z.test/` },
    { text: `ann.${n}@q${n}z.example.net wrote` },
    { text: `${phrase(n).split(' ').reverse().join(' ')} and ${phrase(n).split(' ')[0]}` },
    { html: anchor(`https://elsewhere.test/Gcol${n}Lectio/Ref`) },
    { html: anchor(`https://elsewhere.test/xGcol${n}Lection/Refx`) },
    { header: [['X-Originating-IP', `[192.0.2.${n % 250}]`]] },
    { messageId: `xmade.${n}@mx.example.org` },
    { attachments: [{ name: `Invoice${n}.lnk.txt`, type: 'text/plain', content: `other ${n}` }] },
    { text: `version 1.198.51.100.${n % 250} of it` },
  ]
  return near[n % near.length]!
}

/** Whether a value stands in a content on its own: what a person with every decoder would find by reading. */
function holds(content: string, { type, value }: Pick<Plant, 'type' | 'value'>): boolean {
  if (type === 'network') {
    const net = value.slice(0, value.lastIndexOf('.') + 1)
    return content.startsWith(net) && Number(content.slice(net.length)) < 16
  }
  const at = content.toLowerCase().indexOf(value.toLowerCase())
  if (at < 0) return false
  const [before, after] = [content[at - 1] ?? ' ', content[at + value.length] ?? ' ']
  const inside = /[\p{L}\p{N}.@-]/u
  return !inside.test(before) && !inside.test(after)
}

test('500 planted indicators are found where they stand, and nowhere else', {
  timeout: 900_000,
}, async (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-recall-'))
  context.after(() => rmSync(folder, { recursive: true }))
  const plants: (Plant & { readonly place: string; readonly digest: string })[] = []
  for (let n = 0; n < INDICATORS; n++) {
    const [place, plant] = PLACES[n % PLACES.length]!
    plants.push({ ...(await plant(n)), place, digest: '' })
  }
  const specs: { readonly spec: MessageSpec; readonly contents: readonly string[] }[] = [
    ...plants,
    ...Array.from({ length: 200 }, (_, n) => ({ spec: nearMiss(n), contents: [] })),
  ]
  for (const [n, { spec }] of specs.entries())
    writeFileSync(
      join(folder, `${String(n).padStart(4, '0')}.eml`),
      buildMessage({
        from: 'writer@example.org',
        to: 'team@example.net',
        subject: `Mail ${n}`,
        text: 'Hello.',
        seed: String(n),
        ...spec,
      }),
    )

  const store = await openSqliteStore(':memory:')
  context.after(() => store.close())
  const contentsOf = new Map<string, readonly string[]>()
  const digestOf: string[] = []
  for await (const item of fileSource().read([folder])) {
    if (item.kind !== 'raw-message') continue
    const result = await readMessage(item, { index: 'all' })
    await store.saveMessages([result])
    const n = Number(item.source.file.slice(-8, -4))
    contentsOf.set(result.record.digest, specs[n]!.contents)
    digestOf[n] = result.record.digest
  }

  const indicators = plants.map(
    ({ type, value }, n): Indicator => ({
      kind: 'indicator',
      id: String(n),
      type,
      value,
      wording: value,
      source: { name: 'planted', format: 'list' },
      labels: [],
    }),
  )
  const set: IndicatorSet = {
    kind: 'indicator-set',
    source: { name: 'planted', format: 'list' },
    indicators,
    issues: [],
  }
  const found = new Map<string, SightingTier>()
  for await (const event of huntStore({ reports: [], sets: [set] }, { store, source: fileSource() }))
    if (event.kind === 'sighting') found.set(`${event.indicator.id} ${event.digest}`, event.tier)

  const expected = new Set<string>()
  for (const [digest, contents] of contentsOf)
    for (const [n, plant] of plants.entries())
      if (contents.some((content) => holds(content, plant))) expected.add(`${n} ${digest}`)
  const missed = [...expected]
    .filter((pair) => !found.has(pair))
    .map((pair) => plants[Number(pair.split(' ')[0])]!.place)
  const extra = [...found.keys()].filter((pair) => !expected.has(pair))
  assert.deepEqual(missed, [])
  assert.deepEqual(
    extra.map((pair) => [pair.split(' ')[0], digestOf.indexOf(pair.split(' ')[1]!), found.get(pair)]),
    [],
  )
  assert.ok(expected.size >= INDICATORS)
  for (const [n, plant] of plants.entries())
    assert.equal(found.get(`${n} ${digestOf[n]}`), plant.tier, `${plant.place} ${n}`)
})
