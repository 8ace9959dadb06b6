import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readReceivedSpf } from './received-spf.ts'

test('the examples of RFC 7208 §9.1', () => {
  const pass = readReceivedSpf(
    'pass (mybox.example.org: domain of myname@example.com designates 192.0.2.1 as permitted sender) ' +
      'receiver=mybox.example.org; client-ip=192.0.2.1; envelope-from="myname@example.com"; helo=foo.example.com;',
  )
  assert.equal(pass.host, 'mybox.example.org')
  assert.equal(pass.result?.result, 'pass')
  assert.deepEqual(pass.result?.properties, [
    { ptype: 'smtp', property: 'mailfrom', value: 'myname@example.com' },
    { ptype: 'smtp', property: 'remote-ip', value: '192.0.2.1' },
  ])
  const helo = readReceivedSpf(
    'Fail identity=helo; client-ip=192.0.2.1; helo=foo.example.com; receiver=<UNKNOWN>',
  )
  assert.equal(helo.host, '')
  assert.equal(helo.result?.result, 'fail')
  assert.deepEqual(helo.result?.properties[0], { ptype: 'smtp', property: 'helo', value: 'foo.example.com' })
})

test('host and domain from the comment where no pairs name them', () => {
  const field = readReceivedSpf(
    'None (protection.example.com: domain of news.example.net does not designate permitted sender hosts)',
  )
  assert.equal(field.host, 'protection.example.com')
  assert.equal(field.result?.result, 'none')
  assert.equal(field.result?.properties[0]?.value, 'news.example.net')
  const google = readReceivedSpf(
    'pass (example.com: domain of a@example.net designates 192.0.2.3 as permitted sender)',
  )
  assert.equal(google.result?.properties[0]?.value, 'a@example.net')
})

test('any text is read without throwing', () => {
  assert.equal(readReceivedSpf('').issues[0]?.code, 'header.malformed-line')
  assert.equal(readReceivedSpf('=;;( ').result, undefined)
  fc.assert(fc.property(fc.string(), (value) => void readReceivedSpf(value)))
  for (const piece of ['(', '"', ';', '=', 'a=b;']) readReceivedSpf(piece.repeat(60_000))
})
