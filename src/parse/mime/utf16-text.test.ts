import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'node:test'
import { utf16Text } from './utf16-text.ts'

test('half a character at the end is left out, at even and odd addresses', () => {
  const bytes = Buffer.from('xa\0b\0c', 'latin1')
  assert.equal(utf16Text(bytes.subarray(1)), 'ab')
  assert.equal(utf16Text(bytes.subarray(1, 5)), 'ab')
  assert.equal(utf16Text(Buffer.alloc(0)), '')
  assert.equal(utf16Text(Buffer.from([1])), '')
})

test('odd lengths at odd addresses do no harm to the memory of the program', () => {
  // In a process of its own: with the plain toString it ends with "corrupted size vs. prev_size".
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      '--expose-gc',
      '--input-type=module-typescript',
      '--eval',
      `import { utf16Text } from ${JSON.stringify(join(import.meta.dirname, 'utf16-text.ts'))}
       const bytes = Buffer.alloc(9000, 65)
       for (let at = 0; at < 3000; at++) { utf16Text(bytes.subarray(1, 1 + 4153)); if (at % 100 === 0) globalThis.gc() }`,
    ],
    { encoding: 'utf8' },
  )
  assert.equal(status, 0, stderr)
})
