import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { CONTRACT_ZONE, resolverContract } from '../testing/resolver-contract.ts'
import { readZoneFile, ZoneFileError, zoneOf, zoneResolver } from './zone-resolver.ts'

resolverContract('zone resolver', () => zoneResolver(zoneOf(CONTRACT_ZONE, 'contract'), 1_700_000_000_000))

async function withFile(content: string | Uint8Array, use: (file: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-zone-'))
  try {
    const file = join(folder, 'zone.json')
    await writeFile(file, content)
    await use(file)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test("a file may name text only, or records by type; the time is the recording's", async () => {
  const json = {
    'S1._domainkey.Example.org.': 'v=DKIM1; p=AA==',
    'example.org': { txt: 'v=spf1 -all', A: [] },
    'split.example.org': { TXT: [['v=spf1', ' -all'], 'whole'] },
    'gone.example.org': null,
  }
  await withFile(`\uFEFF${JSON.stringify(json)}`, async (file) => {
    const resolver = zoneResolver(await readZoneFile(file), 5)
    assert.deepEqual(await resolver.resolve('s1._domainkey.example.org', 'TXT'), {
      kind: 'lookup',
      id: 'dns:TXT:s1._domainkey.example.org',
      time: 5,
      from: 'zone-file',
      status: 'answer',
      answer: ['v=DKIM1; p=AA=='],
    })
    assert.deepEqual((await resolver.resolve('example.org', 'TXT')).answer, ['v=spf1 -all'])
    assert.deepEqual((await resolver.resolve('split.example.org', 'TXT')).answer, ['v=spf1 -all', 'whole'])
    assert.equal((await resolver.resolve('example.org', 'A')).status, 'absent')
    assert.equal((await resolver.resolve('example.org', 'MX')).status, 'unknown')
    assert.equal((await resolver.resolve('gone.example.org', 'MX')).status, 'absent')
    assert.equal((await resolver.resolve('other.example.org', 'TXT')).error, 'not in the recorded zone')
  })
})

test('trouble names the file, the reason and what to do', async () => {
  const cases: [string | Uint8Array, RegExp][] = [
    ['', /is not JSON/],
    ['{"a": ', /is not JSON/],
    ['[]', /holds no JSON object/],
    ['{"a.example": 5}', /"a\.example" is neither text/],
    ['{"a.example": {"SRV": []}}', /no records of type SRV/],
    ['{"a.example": {"TXT": [5]}}', /TXT must be text or a list of texts/],
    ['{"a.example": {"MX": ["mx"]}}', /MX must be a list of \{"exchange", "priority"\}/],
    [JSON.stringify(Object.fromEntries(Array.from({ length: 14 }, (_, n) => [`n${n}`, n]))), /and 4 more$/],
    [Uint8Array.of(0, 255, 10), /is not JSON/],
  ]
  for (const [content, reason] of cases)
    await withFile(content, async (file) => {
      await assert.rejects(readZoneFile(file), (error) => {
        assert.ok(error instanceof ZoneFileError)
        assert.equal(error.file, file)
        assert.match(error.message, reason)
        assert.ok(error.message.startsWith(file))
        assert.ok(error.next.length > 0)
        return true
      })
    })
  await assert.rejects(readZoneFile('/nowhere/zone.json'), /cannot be read: ENOENT/)
  await assert.rejects(readZoneFile(tmpdir()), ZoneFileError)
})
