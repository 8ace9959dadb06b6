import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { test } from 'node:test'
import { compilePattern } from '../stix-pattern/compile-pattern.ts'
import { compileWhere } from './compile-where.ts'
import { behaviourTable, fieldTables } from './field-table.ts'

const PAGE = new URL('../../../docs/hunt-language.md', import.meta.url)

test('docs/hunt-language.md has the fields and behaviours there are (UPDATE_DOCS=1 writes them)', () => {
  let page = readFileSync(PAGE, 'utf8')
  for (const [mark, text] of [
    ['fields', fieldTables()],
    ['behaviours', behaviourTable()],
  ] as const) {
    const [open, close] = [`<!-- ${mark} -->\n`, `\n<!-- end of ${mark} -->`]
    const from = page.indexOf(open) + open.length
    const to = page.indexOf(close)
    assert.ok(from >= open.length && to > from, `the page lacks the marks of ${mark}`)
    if (process.env.UPDATE_DOCS === '1') page = `${page.slice(0, from)}\n${text}\n${page.slice(to)}`
    else assert.equal(page.slice(from, to).trim(), text, 'run this test with UPDATE_DOCS=1')
  }
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page)
})

test('every query and pattern on the page can be asked', () => {
  const blocks = [...readFileSync(PAGE, 'utf8').matchAll(/```(hunt|stix)\n([\s\S]*?)```/g)]
  assert.ok(blocks.length >= 5)
  for (const [, kind, lines = ''] of blocks)
    for (const line of lines.trim().split('\n')) {
      const compiled = kind === 'hunt' ? compileWhere(line, { now: 0 }) : compilePattern(line)
      assert.notEqual(compiled.kind, 'error', `${line}: ${JSON.stringify(compiled)}`)
    }
})
