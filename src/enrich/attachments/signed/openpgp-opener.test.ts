import assert from 'node:assert/strict'
import { test } from 'node:test'
import { codes, openFile } from '../../../testing/open-file.ts'

const armoured = (what: string): string =>
  `-----BEGIN PGP ${what}-----\n\niHUEABYKAB0WIQT\n=abcd\n-----END PGP ${what}-----\n`

for (const what of ['SIGNATURE', 'PUBLIC KEY BLOCK'])
  test(`a PGP ${what.toLowerCase()} is read whole, without a word`, async () => {
    const opened = await openFile('signature.asc', armoured(what))
    assert.deepEqual([opened.encrypted, opened.complete, codes(opened)], [false, true, []])
  })

test('a PGP message is encrypted, and said to be', async () => {
  const opened = await openFile('message.asc', armoured('MESSAGE'))
  assert.deepEqual(
    [opened.encrypted, opened.complete, codes(opened)],
    [true, false, ['attachment.encrypted']],
  )
})
