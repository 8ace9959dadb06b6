import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { explain, inspectFile, type SourceTrouble } from '../index.ts'
import type { Inspection } from '../model/scan.ts'
import { zipOf } from '../testing/zip-writer.ts'
import { fileTarget, isExactly, isMeant } from './locate.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-locate-'))
after(() => rmSync(root, { recursive: true, force: true }))

const mail = (subject: string): string =>
  `From: ann@example.org\nMessage-ID: <${subject}@example.org>\nSubject: ${subject}\n\ntext\n`
const mbox = (...subjects: readonly string[]): string =>
  subjects.map((subject) => `From ann@example.org Thu Jun 13 12:00:00 2024\n${mail(subject)}\n`).join('')

test('the longest beginning that is a file is the file', () => {
  const plain = join(root, 'plain')
  const odd = join(root, 'odd#5')
  for (const path of [plain, odd]) writeFileSync(path, '')
  assert.deepEqual(fileTarget(plain), { file: plain })
  assert.deepEqual(fileTarget(`${plain}#12`), { file: plain, place: '12' })
  assert.deepEqual(fileTarget(`${plain}#a#b.mbox#12`), { file: plain, place: 'a#b.mbox#12' })
  assert.deepEqual(fileTarget(odd), { file: odd })
  assert.deepEqual(fileTarget(`${odd}#7`), { file: odd, place: '7' })
  assert.deepEqual(fileTarget('-#7'), { file: '-', place: '7' })
  assert.deepEqual(fileTarget('nowhere#item'), { file: 'nowhere#item' })
  const source = { file: plain, format: 'mbox', item: 'a', offset: 3, length: 9 } as const
  assert.deepEqual(
    ['a', 'a#3', 'a#4', '3'].map((place) => [
      isMeant({ file: plain, place }, source),
      isExactly({ file: plain, place }, source),
    ]),
    [
      [true, false],
      [true, true],
      [false, false],
      [false, false],
    ],
  )
})

test('inspect and explain take items of archives, as results print them', async () => {
  const path = join(root, 'a.zip')
  writeFileSync(
    path,
    zipOf({ 'one.eml': mail('one'), 'b/box.mbox': mbox('two', 'three'), '7': mail('seven') }),
  )
  const seen = async (target: string): Promise<string[]> => {
    const found: (Inspection | SourceTrouble)[] = []
    for await (const one of inspectFile(target)) found.push(one)
    return found.map((one) =>
      one.kind === 'inspection' ? one.message.subject : `${one.code} ${one.item ?? one.offset}`,
    )
  }
  assert.deepEqual(await seen(path), ['seven', 'one', 'two', 'three'])
  assert.deepEqual(await seen(`${path}#one.eml`), ['one'])
  assert.deepEqual(await seen(`${path}#b/box.mbox`), ['two', 'three'])
  const second = mbox('two').length
  assert.deepEqual(await seen(`${path}#b/box.mbox#${second}`), ['three'])
  assert.deepEqual(await seen(`${path}#7`), ['seven'])
  assert.deepEqual(await seen(`${path}#nothing`), ['not-found nothing'])
  assert.equal((await explain(`${path}#b/box.mbox#${second}`)).record.subject, 'three')
  await assert.rejects(explain(`${path}#b/box.mbox`), { code: 'ambiguous' })
})
