import assert from 'node:assert/strict'
import { it } from 'node:test'
import fc from 'fast-check'
import { scanXml } from './xml-scan.ts'

/** Tags and text in order, as short words. */
function told(xml: string): { readonly events: readonly string[]; readonly clean: boolean } {
  const events: string[] = []
  const clean = scanXml(
    xml,
    {
      open: (tag) =>
        events.push(
          `<${tag.name}${tag.empty ? '/' : ''} ${tag.attribute('v') ?? '-'} ${tag.foreign('id') ?? '-'}`,
        ),
      close: (name) => events.push(`>${name}`),
      text: (text) => events.push(`"${text}"`),
    },
    () => {},
  )
  return { events, clean }
}

it('reads tags, attributes, text, CDATA and references', () => {
  assert.deepEqual(
    told(
      `<?xml version="1.0"?><!-- <no> --><w:a v='1&amp;2' r:id="x"><b w:v="&#x41;"/>t&lt;<![CDATA[<&amp;>]]></w:a>`,
    ),
    { events: ['<a 1&2 x', '<b/ A -', '"t<"', '"<&amp;>"', '>a'], clean: true },
  )
  assert.deepEqual(told('<a v="x > y">1</a >').events, ['<a x > y -', '"1"', '>a'])
})

it('resolves no entity of a document type', () => {
  const { events } = told(
    '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd"><!ENTITY c "&b;&b;">]><a>&c;&b;</a>',
  )
  assert.deepEqual(events, ['<a - -', '"&c;&b;"', '>a'])
})

it('ends at what is never closed, and passes over bare marks', () => {
  assert.equal(told('<a v="').clean, false)
  assert.equal(told('<!-- ').clean, false)
  assert.equal(told('<![CDATA[ x').clean, false)
  assert.deepEqual(told('1 < 2 <a/>'), { events: ['"1 < 2 "', '<a/ - -'], clean: false })
})

it('never throws and tells no more characters than there are', () => {
  const piece = fc.constantFrom(
    '<',
    '>',
    '/',
    '!',
    '[',
    ']',
    '-',
    '"',
    "'",
    '=',
    ' ',
    ':',
    'a',
    '&',
    ';',
    '#x41',
    'CDATA[',
    '?',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const xml = pieces.join('')
      const { events } = told(xml)
      assert.ok(events.join('').length <= 8 * xml.length + 40)
    }),
    { numRuns: 500 },
  )
})
