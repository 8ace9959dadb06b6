import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { paragraph, writeDocx } from '../../../testing/office-writer.ts'
import { markedSource } from '../mark-plan.ts'
import { withEdits } from '../master-text.ts'
import { readMaster } from '../read-master.ts'
import { proposePlaces } from './propose.ts'

function proposals(text: string, name = 'x.md'): readonly string[] {
  const master = readMaster(typeof text === 'string' ? Buffer.from(text) : text, name)
  assert.ok(!('kind' in master))
  return proposePlaces(master)
    .filter(({ layer }) => layer === 'wording')
    .map(({ rule, original, alternative }) => `${rule}: ${original} → ${alternative}`)
}

describe('proposals', () => {
  const cases: readonly (readonly [string, readonly string[]])[] = [
    [
      'We began the work, although the rain was heavy in the morning.',
      ['synonym: began → started', 'synonym: although → though'],
    ],
    [
      'It is the plan that was made by the board for the spring.',
      ["contraction: It is → It's", 'that-which: that → which'],
    ],
    [
      'The paint was red, green and blue in all of the old photographs.',
      ['serial-comma: green and → green, and', 'synonym: all of the → all the'],
    ],
    [
      'They stayed here for three weeks with the whole team of the house.',
      ['number: three → 3', 'synonym: whole → entire'],
    ],
    ['The house was sold on 3 May to the firm with the yellow sign.', ['date: 3 → 3rd']],
    [
      'However, it is late for the change of the plan that they made.',
      ['connector: However, it is  → It is, however, '],
    ],
    [
      'The plan covers the costs and delays of the move from the house.',
      ['order: costs and delays → delays and costs'],
    ],
    [
      'Das Haus war jedoch seit dem Jahr schon leer, und die Tür war nicht zu.',
      ['synonym: jedoch → allerdings', 'synonym: schon → bereits'],
    ],
    [
      'La maison est souvent vide dans la rue, cependant les clés sont dans le bureau.',
      ['synonym: souvent → fréquemment', 'synonym: cependant → toutefois'],
    ],
    [
      'La casa está casi vacía en la calle, sin embargo las llaves están en el despacho.',
      ['synonym: casi → prácticamente', 'synonym: sin embargo → no obstante'],
    ],
  ]
  for (const [text, expected] of cases) it(text, () => assert.deepEqual(proposals(text), expected))

  for (const [what, text] of [
    ['a quotation', 'He said to the board: “We began the work at once, although it was often hard.”'],
    [
      'a straight quotation',
      'He said to the board: "We began the work at once, although it was often hard."',
    ],
    ['a heading', '# We began the work at once although it was often hard'],
    ['a block quotation', '> We began the work at once, although it was often hard for the staff.'],
    ['code', '    We began the work at once, although it was often hard for the staff.'],
    ['a fenced block', '```\nWe began the work at once, although it was often hard.\n```'],
    ['code in a line', 'The name of it was `began although often` in the file of the house.'],
    ['a link', 'See [how we began and often helped the staff](https://example.org/began) for the rest.'],
    ['an address', 'Write to began@often.example or see often.example/began for the rest of it.'],
    ['a name', 'The Lower Main Often Street of the Small Began Trust was a place for the Staff.'],
    ['a table', '| began | often |\n| --- | --- |\n| we began | although |'],
    ['front matter', '---\ntitle: we began although often\n---\n\nThe cat sat on the mat of the house.'],
    ['amounts', 'The price is 3,500 euros, 12 % of it in 2026, in version 3 tables and page 4 lists.'],
  ] as const)
    it(`leaves ${what} alone`, () => assert.deepEqual(proposals(text), []))

  it('leaves fields, links and headings of Word documents alone', () => {
    const text = 'We began the work at once, although it was often hard.'
    const run = `<w:r><w:t>${text}</w:t></w:r>`
    const body = `<w:p><w:hyperlink r:id="rId1">${run}</w:hyperlink></w:p><w:p><w:pPr><w:outlineLvl w:val="0"/></w:pPr>${run}</w:p><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>${run}<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p><w:p><w:del>${run.replaceAll('w:t>', 'w:delText>')}</w:del></w:p>`
    const master = readMaster(writeDocx({ body }), 'x.docx')
    assert.ok(!('kind' in master))
    assert.deepEqual(
      proposePlaces(master).filter(({ layer }) => layer === 'wording'),
      [],
    )
    const open = readMaster(writeDocx({ body: paragraph(text) }), 'x.docx')
    assert.ok(!('kind' in open))
    assert.ok(proposePlaces(open).length > 2)
  })

  it('does not change words that runs of different look share', () => {
    const body =
      '<w:p><w:r><w:t xml:space="preserve">The staff looked </w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">into every</w:t></w:r><w:r><w:t xml:space="preserve"> room of the house.</w:t></w:r></w:p>'
    const master = readMaster(writeDocx({ body }), 'x.docx')
    assert.ok(!('kind' in master))
    assert.deepEqual(
      proposePlaces(master).flatMap(({ layer, original }) => (layer === 'wording' ? [original] : [])),
      ['staff'],
    )
  })

  it('all proposals together can be written into any text, and never throw', () => {
    const piece = fc.constantFrom(
      'We began',
      'although',
      '“',
      '”',
      '"',
      "don't",
      'it is',
      'However, it is',
      ' and ',
      'costs and delays',
      ', ',
      '. ',
      '\n',
      '\n\n',
      '> ',
      '# ',
      '`',
      '[',
      '](',
      ')',
      '*',
      '_',
      '<b>',
      '&amp;',
      '3 weeks',
      'the plan that was',
      '…',
      ' – ',
      '\u0301',
      '😀',
      'The staff',
      'often',
      '\r\n',
      '| ',
      '--- ',
      '\t',
      '    ',
      '- ',
      'https://example.org/x ',
    )
    fc.assert(
      fc.property(
        fc.array(piece, { maxLength: 60 }),
        fc.constantFrom('x.md', 'x.txt', 'x.html'),
        (pieces, name) => {
          const text = pieces.join('')
          const master = readMaster(Buffer.from(text), name)
          assert.ok(!('kind' in master))
          assert.equal(withEdits(master.source, []), text)
          for (const block of master.blocks) {
            assert.equal(block.from.length, block.text.length)
            for (let i = 0; i < block.text.length; i++) assert.ok(block.from[i]! < block.to[i]!)
          }
          const places = proposePlaces(master).map((place) => ({ ...place, decision: 'accepted' as const }))
          markedSource(master, places, () => 1)
        },
      ),
      { numRuns: 400 },
    )
  })
})
