import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSeparator, SEPARATOR_LINE_LIMIT } from './mbox-separator.ts'

function read(line: string): number | 'no time' | undefined {
  const view = Buffer.from(`..${line}`, 'latin1')
  const separator = readSeparator(view, 2, view.length)
  return separator && (separator.time ?? 'no time')
}

const NOON = Date.UTC(2024, 5, 13, 12, 0, 0)

test('a separator line states its time in the ways mail programs write it', () => {
  const table: [string, number | 'no time' | undefined][] = [
    ['From ann@example.org Thu Jun 13 12:00:00 2024', NOON],
    ['From ann@example.org Thu Jun 13 12:00:00 2024\r\n', NOON],
    ['From ann@example.org Thu Jun 13 12:00 2024', NOON],
    ['From - Thu Jun 13 12:00:00 2024', NOON],
    ['From ann at example.org  Thu Jun 13 12:00:00 2024', NOON],
    ['From "Ann Mon" <ann@example.org> Thu Jun 13 12:00:00 2024', NOON],
    ['From 12345@xxx Thu Jun 13 14:00:00 +0200 2024', NOON],
    ['From ann@example.org Thu Jun 13 08:00:00 EDT 2024', NOON],
    ['From ann@example.org Thu Jun 13 12:00:00 MET DST 2024', NOON],
    ['From ann@example.org Thu Jun 13 07:00:00 2024 -0500', NOON],
    ['From ann@example.org Thu, 13 Jun 2024 14:00:00 +0200', NOON],
    ['From ann@example.org 13 Jun 2024 12:00:00 +0000 (UTC)', NOON],
    ['From ann@example.org 2024-06-13T12:00:00Z', NOON],
    ['From ann@example.org 2024-06-13 14:00:00 +0200', NOON],
    ['From ann Thu Jun 13 12:00:00 2024 remote from host.example', NOON],
    ['From MAILER-DAEMON Thu Jun  6 01:02:03 2024', Date.UTC(2024, 5, 6, 1, 2, 3)],
    ['From ???@??? Thu Jun 13 12:00:00 2024', NOON],
    ['From ???@???', 'no time'],
    ['From mboxrd@z Thu Jan  1 00:00:00 1970', 'no time'],
    ['From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001', 'no time'],
    ['From ann@example.org Mon Sep 17 00:00:00 2001', Date.UTC(2001, 8, 17)],
    // text
    ['From ', undefined],
    ['From the start it was clear', undefined],
    ['From ann@example.org', undefined],
    ['From Thu Jun 13 12:00:00 2024', undefined],
    ['From ann Thu Jun 13 12:00:00 2024 she wrote', undefined],
    ['From ann Thu Jun 13 12:00:00 2024 wrote', undefined],
    ['From ann Thu Jun 13 2024', undefined],
    ['From ann Thu Jun 32 12:00:00 2024', undefined],
    ['From ann Thu Jun 13 25:00:00 2024', undefined],
    ['From ann Thu Foo 13 12:00:00 2024', undefined],
    ['From ann Thu Jun 13 12:00:00 24', undefined],
    [`From ${'a'.repeat(SEPARATOR_LINE_LIMIT)} Thu Jun 13 12:00:00 2024`, undefined],
  ]
  for (const [line, expected] of table) assert.equal(read(line), expected, line.slice(0, 90))
})
