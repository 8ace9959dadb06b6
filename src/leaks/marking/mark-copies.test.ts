import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MarkPlan } from '../../model/mark.ts'
import { paragraph, writeDocx, writeOdt } from '../../testing/office-writer.ts'
import { decodeMarks, readSuspect } from './decode-marks.ts'
import { openZip } from './formats/zip-members.ts'
import { copyBits } from './mark-code.ts'
import { markPlanJson, newPlan, readMarkPlan } from './mark-plan.ts'
import { copyNames, markedCopy, readRecipients, sha256Hex } from './marked-copies.ts'
import type { MasterText } from './master-text.ts'
import { readMaster } from './read-master.ts'

const KEY = new Uint8Array(32).fill(9)
const PROSE = [
  'We began with a survey of the shelves, although the cellar was dry. It showed that the boxes are damp.',
  'The staff moved the rolls at once, but there is not enough space. However, it is possible to store them upstairs.',
  'They asked for help in May. The results were clear & the costs were lower than we thought at the beginning of June.',
  'For example, the firm often needs eight weeks to answer. We need to choose a date soon, because the lease ends.',
  'They often help the schools, and they discussed the errors with the staff every month. Finally, the whole archive was kept dry.',
  'We will choose the main rooms soon. In addition, the office requires a clear answer because most of the tasks begin in autumn.',
  'The main costs are shelves, transport and repairs. Perhaps the grant may cover almost half of the shelves.',
]
const STRICT: Readonly<Record<string, Uint8Array>> = {
  'memo.docx': writeDocx({
    body: PROSE.map(
      (text) =>
        `${paragraph(text.slice(0, 31)).replace('</w:p>', '').replaceAll('<w:t>', '<w:t xml:space="preserve">')}<w:r><w:rPr><w:b/><w:sz w:val="22"/></w:rPr><w:t xml:space="preserve">${text.slice(31, 40)}</w:t></w:r><w:r><w:t xml:space="preserve">${text.slice(40).replaceAll('&', '&amp;')}</w:t></w:r></w:p>`,
    ).join(''),
    parts: [{ name: 'word/media/picture.png', content: new Uint8Array([1, 2, 3, 4]), method: 'stored' }],
  }),
  'memo.odt': writeOdt({
    body: PROSE.map(
      (text) =>
        `<text:p>${text.slice(0, 20)}<text:span text:style-name="T1">${text.slice(20, 25)}</text:span>${text.slice(25).replaceAll('&', '&amp;')}</text:p>`,
    ).join(''),
  }),
  'memo.html': Buffer.from(
    `<!DOCTYPE html><title>A start and an end</title><body>${PROSE.map((text) => `<p>${text.replaceAll('&', '&amp;').replace('costs', '<em>costs</em>')}`).join('\n')}<!-- begin --><script>var begin = "start"</script>`,
  ),
  'memo.md': Buffer.from(
    `# A start\r\n\r\n${PROSE.map((text) => text.replace('costs', '**costs**')).join('\r\n\r\n')}\r\n`,
  ),
  'memo.txt': Buffer.from(`\ufeff${PROSE.map((text) => text.replace(/^(.{50}\S*) /, '$1\n')).join('\n\n')}`),
}

function opened(name: string, bytes: Uint8Array): { master: MasterText; plan: MarkPlan } {
  const master = readMaster(bytes, name)
  assert.ok(!('kind' in master), JSON.stringify(master))
  const plan = newPlan(master, sha256Hex(bytes))
  return {
    master,
    plan: { ...plan, places: plan.places.map((place) => ({ ...place, decision: 'accepted' })) },
  }
}

describe('marked copies', () => {
  for (const [name, bytes] of Object.entries(STRICT)) {
    const { master, plan } = opened(name, bytes)
    const recipients = Array.from({ length: 40 }, (_, i) => `reader-${i}@example.org`)

    it(`${name}: proposes places and reads every recipient back from the copy`, () => {
      assert.ok(plan.places.filter(({ layer }) => layer === 'wording').length >= 18)
      for (const recipient of recipients.slice(0, 8)) {
        const copy = markedCopy(master, plan, KEY, recipient)
        const suspect = readSuspect(copy, name)
        assert.ok(!('kind' in suspect))
        const { verdict, named, readings } = decodeMarks({ master, plan, key: KEY, recipients, suspect })
        assert.equal(verdict, 'one-copy')
        assert.equal(named[0]?.recipient, recipient)
        const bits = copyBits(KEY, plan.document, recipient)
        for (const { place, bit } of readings)
          if (bit !== undefined) assert.equal(bit, bits(place.id), place.original)
        assert.ok(readings.filter(({ bit }) => bit !== undefined).length > readings.length * 0.8)
      }
    })

    it(`${name}: a copy without set bits is the master, byte for byte`, () => {
      const none = {
        ...plan,
        places: plan.places.map((place) => ({ ...place, decision: 'rejected' as const })),
      }
      const copy = markedCopy(master, none, KEY, 'reader-1@example.org')
      const zip = openZip(copy)
      if ('kind' in zip) assert.deepEqual(Buffer.from(copy), Buffer.from(bytes))
      else sameMembers(copy, bytes, [])
    })

    it(`${name}: nothing but the text of accepted places differs`, () => {
      const wording = { ...plan, places: plan.places.filter(({ layer }) => layer === 'wording') }
      const copy = markedCopy(master, wording, KEY, 'reader-1@example.org')
      const again = readMaster(copy, name)
      assert.ok(!('kind' in again))
      // Tags, references and blank space stand as they did.
      const tags = (source: string): string => (source.match(/<[^>]*>|\r?\n/g) ?? []).join('')
      assert.equal(tags(again.source), tags(master.source))
      assert.equal(again.blocks.length, master.blocks.length)
      if (name.endsWith('docx') || name.endsWith('odt'))
        sameMembers(copy, bytes, [name.endsWith('docx') ? 'word/document.xml' : 'content.xml'])
    })
  }

  it('the plan goes through JSON, and says when document, place or number is wrong', () => {
    const { master, plan } = opened('memo.md', STRICT['memo.md']!)
    const json = markPlanJson(plan, master)
    assert.deepEqual(readMarkPlan(json, master, plan.document), plan)
    const trouble = (text: string, document = plan.document): string => {
      const read = readMarkPlan(text, master, document)
      return read.kind === 'master-trouble' ? read.what : 'no trouble'
    }
    assert.match(trouble(json, '0'.repeat(64)), /another version/)
    assert.match(trouble('{'), /not JSON/)
    assert.match(trouble('{}'), /not a plan/)
    assert.match(trouble(json.replace('"id": 2,', '"id": 1,')), /one number/)
    const other = {
      ...plan,
      places: plan.places.map((place, i) => (i === 0 ? { ...place, original: 'zzz' } : place)),
    }
    assert.match(trouble(markPlanJson(other, master)), /does not say/)
    const same = {
      ...plan,
      places: plan.places.map((place, i) => (i === 0 ? { ...place, alternative: place.original } : place)),
    }
    assert.match(trouble(markPlanJson(same, master)), /same/)
    const doubled = {
      ...plan,
      places: [...plan.places, { ...plan.places[0]!, id: 999, alternative: 'entirely other' }],
    }
    assert.match(trouble(markPlanJson(doubled, master)), /overlap/)
  })

  it('the key is neither in plans nor in copies', () => {
    const { master, plan } = opened('memo.md', STRICT['memo.md']!)
    const key = new Uint8Array(32).map((_, i) => i * 7 + 1)
    const hex = Buffer.from(key).toString('hex')
    assert.ok(!markPlanJson(plan, master).includes(hex))
    assert.ok(!Buffer.from(markedCopy(master, plan, key, 'a@example.org')).includes(Buffer.from(key)))
  })

  it('reads lists of recipients and names files', () => {
    const list = readRecipients('\ufeffa@example.org\r\n# nobody\n\n A@example.org \nÄgidius Ost\nb\u202ec\n')
    assert.deepEqual(list.recipients, ['a@example.org', 'Ägidius Ost'])
    assert.deepEqual(
      list.wrong.map(({ line }) => line),
      [4, 6],
    )
    assert.deepEqual(copyNames('a b.docx', ['x/../y', 'x-..-y', '???', 'A@example.org', 'a@example.org']), [
      'a b.x-..-y.docx',
      'a b.x-..-y.2.docx',
      'a b.copy.docx',
      'a b.A@example.org.docx',
      'a b.a@example.org.2.docx',
    ])
  })
})

function sameMembers(copy: Uint8Array, master: Uint8Array, changed: readonly string[]): void {
  const [one, other] = [openZip(copy), openZip(master)]
  assert.ok(!('kind' in one) && !('kind' in other))
  assert.deepEqual(one.names, other.names)
  for (const name of one.names)
    if (!changed.includes(name)) assert.deepEqual(one.read(name), other.read(name), name)
}
