import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { markedSource, newPlan } from './mark-plan.ts'
import { readMaster } from './read-master.ts'
import { readPlaces } from './read-places.ts'

const TEXT = `The survey was carried out by two volunteers last summer. They looked into every room and counted the boxes.

The result is clear, although some boxes are damp, torn and mouldy in a few areas near the old stairs of the house.

For example, the firm needs eight weeks to answer. We need to choose a date soon, because the lease ends in June.

In addition, the staff often helped the schools, and we discussed the main tasks with the office every month. Finally, the whole archive was kept dry.

Perhaps the biggest gain is the distance to the museum. At present, the staff walks for a quarter of an hour to fetch a roll.
`
const master = readMaster(Buffer.from(TEXT), 'memo.txt')
if ('kind' in master) throw new Error(master.what)
const places = newPlan(master, '0'.repeat(64))
  .places.filter(({ layer }) => layer === 'wording')
  .map((place) => ({ ...place, decision: 'accepted' as const }))
const bitOf = (id: number): 0 | 1 => (id % 3 === 0 ? 1 : 0)
const copy = markedSource(master, places, bitOf)

function check(text: string, least: number): void {
  const readings = readPlaces(master as Exclude<typeof master, { kind: string }>, places, { text })
  assert.equal(readings.length, places.length)
  const read = readings.filter(({ bit }) => bit !== undefined)
  assert.ok(read.length >= least, `${read.length} of ${places.length} read`)
  for (const { place, bit } of read)
    assert.equal(bit, bitOf(place.id), `${place.original} | ${place.alternative}`)
}

describe('reading places', () => {
  it('has places enough for this test', () => assert.ok(places.length >= 15))
  it('reads all in the copy', () => check(copy, places.length - 1))
  it('reads through reply marks and other line ends', () =>
    check(
      `Hello,\n\n${copy.replace(/ /g, (space, i: number) => (i % 7 === 0 ? '\n> > ' : space))}`,
      places.length - 2,
    ))
  it('reads through words cut at line ends', () =>
    check(copy.replace(/\b(su|bi|mu|vo)(?=[a-z]{3})/g, '$1-\n'), places.length - 3))
  it('reads paragraphs in another order', () =>
    check(copy.trim().split('\n\n').reverse().join('\n\n'), places.length - 5))
  it('reads an excerpt, and nothing outside of it', () => {
    const part = copy.split('\n\n')[2]!
    const readings = readPlaces(master as never, places, { text: part })
    for (const { place, bit } of readings) if (place.block !== 2) assert.equal(bit, undefined)
    assert.ok(readings.filter(({ bit }) => bit !== undefined).length >= 2)
  })
  it('reads capitals and wrong letters', () => {
    check(copy.toUpperCase(), places.length - 2)
    check(copy.replace(/rn/g, 'm').replace(/l(?=[a-z])/g, '1'), places.length - 6)
  })
  it('reads nothing in another text', () => {
    const other =
      'A quite different letter about boats and the weather of the coast in the autumn of that year.'
    for (const { bit } of readPlaces(master as never, places, { text: other })) assert.equal(bit, undefined)
  })
  it('takes a word that is neither form as an erasure', () => {
    const place = places.find(({ original }) => original === 'carried out')!
    assert.ok(place)
    const readings = readPlaces(master as never, places, { text: TEXT.replace('carried out', 'mangled') })
    assert.equal(readings.find((reading) => reading.place.id === place.id)?.bit, undefined)
  })
  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.nat(), (noise, cut) => {
        const at = cut % copy.length
        readPlaces(master as never, places, { text: copy.slice(0, at) + noise + copy.slice(at) })
      }),
      { numRuns: 60 },
    )
  })
  it('stays fast on a phrase repeated for megabytes', () => {
    const start = process.cpuUsage()
    readPlaces(master as never, places, {
      text: 'the survey was carried out by two volunteers last summer '.repeat(20_000),
    })
    const used = process.cpuUsage(start)
    assert.ok(used.user + used.system < 20_000_000)
  })
})
