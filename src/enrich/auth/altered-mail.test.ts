import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Resolver } from '../../model/ports.ts'
import type { RawMessage } from '../../model/source.ts'
import { readMessage } from '../../pipeline.ts'

const BYTES = Buffer.from(
  [
    'Authentication-Results: mx.example.com; dkim=pass header.d=example.org; spf=pass smtp.mailfrom=ann@example.org',
    'Received: from mail.example.org (mail.example.org [192.0.2.1]) by mx.example.com; Thu, 13 Jun 2024 09:00:00 +0000',
    'DKIM-Signature: v=1; a=rsa-sha256; d=example.org; s=s; h=from; bh=AAAA; b=AAAA',
    'From: Ann <ann@example.org>',
    'Date: Thu, 13 Jun 2024 10:00:00 +0100',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'text',
    '',
  ].join('\r\n'),
)

function raw(source: Partial<RawMessage['source']>): RawMessage {
  return {
    kind: 'raw-message',
    bytes: BYTES,
    source: { file: '/mail/a.msg', format: 'msg', offset: 0, length: BYTES.length, ...source },
    issues: [],
  }
}

const asked: string[] = []
const resolver: Resolver = {
  async resolve(name, type) {
    asked.push(name)
    return { kind: 'lookup', id: `dns:${type}:${name}`, time: 0, status: 'absent', from: 'zone-file' }
  },
}

test('a signature over rebuilt bytes is neither verified nor failed, with and without a resolver', async () => {
  for (const options of [{}, { resolver }, { resolver, trustedHosts: ['mx.example.com'] }])
    for (const [source, why] of [
      [{ rebuilt: ['header', 'body'] }, 'the mail was rebuilt from Outlook properties'],
      [{ rebuilt: ['body'] }, 'the mail was rebuilt from Outlook properties'],
      [{ incomplete: true }, 'the mail program keeps a part of the mail elsewhere'],
    ] as const) {
      const { record, lookups } = await readMessage(raw(source), options)
      const { results, notEvaluated } = record.authentication
      assert.ok(notEvaluated.includes(`own DKIM verification: ${why}`), JSON.stringify(notEvaluated))
      assert.deepEqual(lookups, [])
      assert.ok(results.every(({ source: from, result }) => from !== 'own' && result !== 'fail'))
      // what the header states is still there to be read
      assert.ok(results.some(({ method, result }) => method === 'dkim' && result === 'pass'))
    }
  assert.deepEqual(asked, [])
  const whole = await readMessage(raw({}), { resolver })
  assert.ok(whole.record.authentication.results.some(({ source }) => source === 'own'))
  assert.ok(asked.length > 0)
})

test('habits are not learned from what was made here', async () => {
  const traits = async (source: Partial<RawMessage['source']>): Promise<readonly string[]> =>
    Object.keys((await readMessage(raw(source))).record.client)
  const all = await traits({})
  for (const trait of [
    'mime-shape',
    'content-type-shape',
    'header-order',
    'date-format',
    'zone',
    'from-shape',
  ])
    assert.ok(all.includes(trait), trait)
  const body = await traits({ rebuilt: ['body'] })
  assert.ok(!body.includes('mime-shape') && !body.includes('content-type-shape') && body.includes('zone'))
  const both = await traits({ rebuilt: ['header', 'body'] })
  assert.ok(!both.includes('zone') && !both.includes('from-shape') && !both.includes('header-order'))
})
