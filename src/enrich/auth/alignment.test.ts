import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMailText } from '../../testing/read-mail-text.ts'
import { statedAuthentication } from './stated-authentication.ts'

function aligned(stated: string, from = 'Ada <ada@mail.sender.example>', more = ''): string {
  const mail = `Authentication-Results: mx.receiver.example; ${stated}\nFrom: ${from}\n${more}\n\n`
  return statedAuthentication(readMailText(mail), ['receiver.example']).aligned
}

test('pass: DMARC, or SPF or DKIM of the same organisation', () => {
  assert.equal(aligned('dmarc=pass header.from=mail.sender.example'), 'pass')
  assert.equal(aligned('dmarc=pass'), 'pass')
  assert.equal(aligned('spf=pass smtp.mailfrom=bounce@sender.example'), 'pass')
  assert.equal(aligned('dkim=fail header.d=other.example; dkim=pass header.i=@news.sender.example'), 'pass')
  assert.equal(aligned('dmarc=pass', 'A <a@sender.example>, B <b@sender.example>'), 'pass')
})

test('fail only on positive evidence', () => {
  assert.equal(
    aligned('dmarc=fail header.from=mail.sender.example; spf=pass smtp.mailfrom=list.example'),
    'fail',
  )
  assert.equal(aligned('spf=softfail smtp.mailfrom=sender.example; dkim=none'), 'fail')
  assert.equal(aligned('spf=none smtp.mailfrom=sender.example; dkim=fail header.d=sender.example'), 'fail')
})

test('unknown: nothing evaluated, only one method, nothing failed, others passed, temporary errors', () => {
  for (const stated of [
    'none',
    'spf=fail smtp.mailfrom=sender.example',
    'dkim=fail header.d=sender.example',
    'spf=none; dkim=none; dmarc=none header.from=sender.example',
    'spf=pass smtp.mailfrom=list.example; dkim=fail header.d=sender.example',
    'spf=fail smtp.mailfrom=sender.example; dkim=temperror header.d=sender.example',
    'spf=pass smtp.helo=mail.sender.example',
    'dmarc=pass header.from=other.example',
    'dmarc=fail header.from=other.example',
    'dmarc=temperror header.from=sender.example',
  ])
    assert.equal(aligned(stated), 'unknown', stated)
})

test('unknown: no author or several', () => {
  assert.equal(aligned('dmarc=pass', 'undisclosed'), 'unknown')
  assert.equal(aligned('dmarc=pass', 'A <a@one.example>, B <b@two.example>'), 'unknown')
  assert.equal(aligned('dmarc=pass', 'A <a@sender.example>', 'From: B <b@sender.example>'), 'unknown')
})

test('two tenants of one provider are two organisations', () => {
  assert.equal(aligned('dkim=pass header.d=bob.github.io', 'Alice <a@alice.github.io>'), 'unknown')
  assert.equal(aligned('dkim=pass header.d=alice.github.io', 'Alice <a@alice.github.io>'), 'pass')
})
