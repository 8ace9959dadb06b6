import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ALL_OPENERS } from './all-openers.ts'

const openerOf = (mediaType: string, name = ''): string | undefined =>
  ALL_OPENERS.find((each) => each.accepts(mediaType, name))?.id

test('content decides, the name only where content is text', () => {
  for (const [mediaType, name, id] of [
    ['application/pdf', 'page.html', 'pdf'],
    ['image/svg+xml', 'logo.png', 'html'],
    ['image/png', 'page.html', 'image'],
    ['text/html', 'contract.doc', 'html'],
    ['text/html', 'run.js', 'html'],
    ['text/plain', 'page.htm', 'html'],
    ['text/plain', 'run.js', 'script'],
    ['text/plain', 'x.url', 'shortcut'],
    ['text/plain', 'x.eml', 'mail'],
    ['text/plain', 'x.ics', 'calendar'],
    ['text/plain', 'x.vcf', 'vcard'],
    ['text/plain', 'x.txt', 'text'],
    ['text/calendar', 'x.txt', 'calendar'],
    ['text/vcard', 'x.txt', 'vcard'],
    ['application/rtf', 'x.doc', 'rtf'],
    ['application/x-apple-aspen-config', 'x.ics', 'shortcut'],
    ['application/pkcs7-mime', 'x.mobileconfig', 'shortcut'],
    ['application/pkcs7-mime', 'ATT1', 'signed'],
    ['application/mbox', 'x.eml', 'mail'],
    ['application/octet-stream', 'x.vbs', 'script'],
  ] as const)
    assert.equal(openerOf(mediaType, name), id, `${mediaType} ${name}`)
  assert.equal(openerOf('application/octet-stream', 'x.bin'), undefined)
})

test('each has a name of its own', () => {
  assert.equal(new Set(ALL_OPENERS.map(({ id }) => id)).size, ALL_OPENERS.length)
})
