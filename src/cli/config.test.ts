import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { readConfig } from './config.ts'
import { Stop } from './exit.ts'
import { placeInJson } from './json-place.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-config-'))
after(() => rmSync(folder, { recursive: true }))

function write(text: string): string {
  const path = join(folder, 'counterfoil.json')
  writeFileSync(path, text)
  return path
}

describe('readConfig', () => {
  it('reads every setting, with paths from the folder of the file', () => {
    const path = write(`\ufeff{
      "store": "mail.counterfoil", "zone": "/srv/dns.zone",
      "trustedHosts": ["MX.example.org."], "budget": "5/1000", "jobs": 2
    }`)
    assert.deepEqual(readConfig(path), {
      store: join(folder, 'mail.counterfoil'),
      zone: '/srv/dns.zone',
      trustedHosts: ['mx.example.org'],
      budget: { kind: 'share', alerts: 5, messages: 1000 },
      jobs: 2,
    })
    assert.deepEqual(readConfig(write('{"budget": 7, "store": ":memory:"}')), {
      budget: { kind: 'count', alerts: 7 },
      store: ':memory:',
    })
    assert.deepEqual(readConfig(write('{}')), {})
  })

  for (const [text, line, what] of [
    ['{\n  "budget": 20,\n  "bugdet": 20\n}', 3, /"bugdet" is not a setting/],
    ['{\n  "budget":\n    "lots"\n}', 2, /"budget" takes a number of alerts \(20\).*not "lots"/],
    ['{\n  "budget": true\n}', 2, /"budget" takes a number or a text/],
    [
      '{\n  "trustedHosts": [\n    "mx.example.org",\n    "a b"\n  ]\n}',
      4,
      /"trustedHosts\[1\]" takes the name of a mail host/,
    ],
    ['{\n  "jobs": 0\n}', 2, /"jobs" /],
    ['{\n  "store": ""\n}', 2, /"store" /],
    ['[]', 1, /must hold an object/],
    ['{\n  "budget": 20,\n}', 3, /not JSON/],
    ['', 1, /not JSON/],
  ] as const)
    it(`names the line of what is wrong in ${JSON.stringify(text)}`, () => {
      const path = write(text)
      assert.throws(
        () => readConfig(path),
        (error) => {
          assert.ok(error instanceof Stop)
          assert.equal(error.exit, 2)
          assert.equal(error.where, `${path}:${line}`)
          assert.match(error.message, what)
          assert.match(error.next, /store, zone, trustedHosts, budget, jobs/)
          return true
        },
      )
    })

  it('says when there is no such file', () => {
    assert.throws(() => readConfig(join(folder, 'nowhere.json')), /cannot be read: no such file/)
  })
})

describe('placeInJson', () => {
  const text = '{"a": [1,\n {"b": {"c": "],"}},\n [[],\n [5]]],\n "a\\"b": {},\n "last": null}'
  for (const [path, line] of [
    [[], 1],
    [['a'], 1],
    [['a', 0], 1],
    [['a', 1], 2],
    [['a', 1, 'b', 'c'], 2],
    [['a', 2, 1, 0], 4],
    [['a"b'], 5],
    [['last'], 6],
    [['a', 1, 'not there'], 2],
    [['nowhere', 'at', 'all'], 1],
  ] as const)
    it(`finds ${JSON.stringify(path)}`, () => assert.equal(placeInJson(text, path).line, line))
})
