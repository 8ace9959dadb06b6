import assert from 'node:assert/strict'
import { it } from 'node:test'
import { nestedFieldText, reachesOut, readFieldCode } from './field-code.ts'

it('reads the target of a field, whatever stands around it', () => {
  assert.equal(readFieldCode('HYPERLINK "https://a.test/x"')?.href, 'https://a.test/x')
  assert.equal(readFieldCode(' hyperlink https://a.test/x ')?.href, 'https://a.test/x')
  assert.equal(readFieldCode('HYPERLINK \\t "_blank" \\o "tip" "https://a.test/x"')?.href, 'https://a.test/x')
  assert.equal(readFieldCode('HYPERLINK \u201chttps://a.test/x\u201d')?.href, 'https://a.test/x')
  assert.equal(readFieldCode('HYPERLINK \\l "Chapter"')?.href, '#Chapter')
  assert.equal(
    readFieldCode('INCLUDETEXT "\\\\\\\\host.test\\\\s\\\\a.doc"')?.href,
    '\\\\host.test\\s\\a.doc',
  )
  assert.equal(readFieldCode('INCLUDEPICTURE "\\\\host.test\\s\\a.png" \\d')?.href, '\\\\host.test\\s\\a.png')
  assert.equal(readFieldCode('PAGE \\* MERGEFORMAT'), undefined)
  assert.equal(readFieldCode(''), undefined)
})

it('tells what is on another machine', () => {
  for (const out of [
    'https://a.test',
    'HTTP://a.test',
    '\\\\a.test\\s',
    '//a.test/s',
    'file://a.test/s',
    'file:////a.test/s',
    'file:\\\\a.test\\s',
  ])
    assert.equal(reachesOut(out), true, out)
  for (const near of ['C:\\a', 'file:///C:/a', 'a.docx', '../a', '#b', '\\\\.\\pipe\\x', '\\\\?\\C:\\x', ''])
    assert.equal(reachesOut(near), false, near)
})

it('spells what a QUOTE field gives by numbers', () => {
  assert.equal(nestedFieldText('QUOTE 68 68 69', 'shown'), 'DDE')
  assert.equal(nestedFieldText('REF a', 'shown'), 'shown')
})
