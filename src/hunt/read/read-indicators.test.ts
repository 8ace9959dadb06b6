import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Indicator, IndicatorSet } from '../../model/indicator.ts'
import { readIndicators } from './read-indicators.ts'

const read = (text: string | object, name = 'feed'): Promise<IndicatorSet> =>
  readIndicators(Buffer.from(typeof text === 'string' ? text : JSON.stringify(text)), name)
const values = (set: IndicatorSet): readonly string[] =>
  set.indicators.map(({ type, value }) => `${type} ${value}`)
const codes = (set: IndicatorSet): readonly string[] => set.issues.map(({ code }) => code)
const only = (set: IndicatorSet): Indicator => {
  assert.equal(set.indicators.length, 1)
  return set.indicators[0] as Indicator
}

test('lists: bullets, remarks, hosts files, filter rules, ports, paths, blanks', async () => {
  const set = await read(`# TLP:GREEN
# Reference: https://blog.example/post (2025-03-04 Fernwick)

evil.test   \r
*.zone.evil.test
- hxxp://evil[.]test/x   # dropper
192.0.2.1:8080
/gate/x.php
0.0.0.0 blocked.test
||ads.test^
bad [.] test
12. numbered.test - landing page

; second block
me@evil.test
not a value at all
${'0f'.repeat(16)}
`)
  assert.equal(set.source.format, 'list')
  assert.deepEqual(values(set), [
    'domain evil.test',
    'domain zone.evil.test',
    'url http://evil.test/x',
    'ip 192.0.2.1:8080',
    'path /gate/x.php',
    'domain blocked.test',
    'domain ads.test',
    'domain bad.test',
    'domain numbered.test',
    'address me@evil.test',
    `file-hash md5:${'0f'.repeat(16)}`,
  ])
  const [first, , third] = set.indicators
  assert.equal(first?.published, Date.UTC(2025, 2, 4))
  assert.equal(first?.tlp, 'green')
  assert.match(first?.context ?? '', /blog\.example/)
  assert.match(third?.context ?? '', /^dropper/)
  assert.deepEqual(first?.source.line, 4)
  assert.deepEqual(
    set.issues.map(({ code, detail }) => [code, detail.slice(0, 8)]),
    [['intel.value-invalid', 'line 16:']],
  )
})

test('lists: the same statement has the same id, in another file another', async () => {
  const one = await read('evil.test\nevil.test\nother.test')
  const again = await read('other.test\nevil.test')
  const elsewhere = await read('evil.test\nother.test', 'other')
  const id = (set: IndicatorSet): string | undefined =>
    set.indicators.find(({ value }) => value === 'evil.test')?.id
  assert.equal(one.indicators.length, 2)
  assert.equal(id(one), id(again))
  assert.notEqual(id(one), id(elsewhere))
})

const HASHES = `${'0f'.repeat(32)},${'1e'.repeat(20)},${'2d'.repeat(16)}`
const TABLES: readonly (readonly [name: string, text: string, values: readonly string[]])[] = [
  [
    'value, type, description, with a mark and several hashes in a cell',
    `\ufeffvalue,entity_type,description\n"${HASHES}",file,"a ""quoted"", note"\nevil.test ,hostname,x\n`,
    [
      `file-hash sha256:${'0f'.repeat(32)}`,
      `file-hash sha1:${'1e'.repeat(20)}`,
      `file-hash md5:${'2d'.repeat(16)}`,
      'domain evil.test',
    ],
  ],
  [
    'semicolons, other words, defanged',
    'Indicator;Type;Comment\r\nevil[.]test;Domain;c2\r\nhxxps://evil[.]test/a;URL;"two\r\nlines"\r\n192.0.2.4;IPv4;\r\n',
    ['domain evil.test', 'url https://evil.test/a', 'ip 192.0.2.4'],
  ],
  [
    'no header',
    'evil.test,2024-01-02,phishing kit for mail\nb.evil.test,2024-01-03,phishing kit too\n',
    ['domain evil.test', 'host b.evil.test'],
  ],
  [
    'the header in a remark, a link to read on',
    '################\n# Dump #\n# id,dateadded,url,url_status,urlhaus_link\n"1","2024-01-02 03:04:05","http://evil.test/a","online","https://urlhaus.test/1/"\n"2","2024-01-02 03:04:06","http://evil.test/b","online","https://urlhaus.test/2/"\n',
    ['url http://evil.test/a', 'url http://evil.test/b'],
  ],
  [
    'a column for each kind',
    `Domain\tIP Address\tSHA256\tFilename\nevil.test\t192.0.2.5\t${'0f'.repeat(32)}\tinvoice.exe\n\t192.0.2.6\t\t\n`,
    [
      'domain evil.test',
      'ip 192.0.2.5',
      `file-hash sha256:${'0f'.repeat(32)}`,
      'file-name invoice.exe',
      'ip 192.0.2.6',
    ],
  ],
  [
    'an export of MISP',
    `uuid,event_id,category,type,value,comment,to_ids,date\na-1,1,Network activity,domain|ip,evil.test|192.0.2.7,c,1,20240102\na-2,1,Payload delivery,filename|md5,a.exe|${'2d'.repeat(16)},c,1,20240102\na-3,1,Payload delivery,email-subject,"Pay now, please",c,1,20240102\n`,
    ['domain evil.test', 'ip 192.0.2.7', `file-hash md5:${'2d'.repeat(16)}`, 'text Pay now, please'],
  ],
  ['one column under a name', 'domain\nevil.test\nother.test\n', ['domain evil.test', 'domain other.test']],
  ['bars', 'type|value\ndomain|evil.test\nip|192.0.2.8\n', ['domain evil.test', 'ip 192.0.2.8']],
]

test('tables in the layouts vendors use', async () => {
  for (const [name, text, wanted] of TABLES) {
    const set = await read(text, 'iocs.csv')
    assert.equal(set.source.format, 'csv', name)
    assert.deepEqual(values(set), wanted, name)
    assert.deepEqual(set.issues, [], name)
    // The same without a name that helps.
    if (!name.startsWith('one') && !name.startsWith('no '))
      assert.deepEqual(values(await read(text)), wanted, name)
  }
})

test('tables: dates, confidence, TLP, labels, and trouble with its line', async () => {
  const set = await read(
    'indicator,type,first_seen,expires,confidence,tlp,tags\nevil.test,domain,2024-01-02T03:04:05Z,2025-01-02,high,TLP:AMBER+STRICT,"a,b"\nnot-a-host,domain,,,,,\nx,mutex,,,,,\n"open,domain,,,,,\nlast.test,domain,,,40,,\n',
    'iocs.csv',
  )
  assert.deepEqual(values(set), ['domain evil.test', 'domain last.test'])
  const [first, last] = set.indicators
  assert.equal(first?.validFrom, Date.UTC(2024, 0, 2, 3, 4, 5))
  assert.equal(first?.validUntil, Date.UTC(2025, 0, 2))
  assert.equal(first?.confidence, 85)
  assert.equal(first?.tlp, 'amber+strict')
  assert.deepEqual(first?.labels, ['a', 'b'])
  assert.equal(last?.confidence, 40)
  assert.deepEqual(
    set.issues.map(({ code, detail }) => `${code} ${detail.slice(0, 7)}`),
    [
      'intel.value-invalid line 3:',
      'intel.type-unsupported line 4:',
      'intel.unreadable line 5:',
      'intel.value-invalid line 5:',
    ],
  )
})

const id = (type: string, n: number): string =>
  `${type}--00000000-0000-4000-8000-${String(n).padStart(12, '0')}`
const indicator = (n: number, pattern: string, rest: object = {}): object => ({
  type: 'indicator',
  spec_version: '2.1',
  id: id('indicator', n),
  created: '2024-01-02T03:04:05.000Z',
  modified: '2024-01-02T03:04:05.000Z',
  pattern,
  pattern_type: 'stix',
  valid_from: '2024-01-01T00:00:00Z',
  ...rest,
})
const bundle = (...objects: readonly object[]): object => ({ type: 'bundle', id: id('bundle', 0), objects })

test('STIX: facts of reports, identities, relationships and markings reach the indicator', async () => {
  const set = await read(
    bundle(
      { type: 'identity', id: id('identity', 1), name: 'Fernwick', identity_class: 'organization' },
      { type: 'malware', id: id('malware', 1), name: 'Kite', is_family: true },
      {
        type: 'relationship',
        id: id('relationship', 1),
        relationship_type: 'indicates',
        source_ref: id('indicator', 1),
        target_ref: id('malware', 1),
      },
      {
        type: 'report',
        id: id('report', 1),
        name: 'Paper Lantern',
        published: '2024-03-01T00:00:00Z',
        created_by_ref: id('identity', 1),
        object_refs: [id('grouping', 1)],
        object_marking_refs: ['marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1'],
      },
      {
        type: 'grouping',
        id: id('grouping', 1),
        context: 'x',
        object_refs: [id('indicator', 1), id('grouping', 1)],
      },
      indicator(1, "[domain-name:value = 'evil.test']", {
        valid_until: '2025-01-01T00:00:00Z',
        confidence: 70,
        labels: ['apt'],
        indicator_types: ['malicious-activity'],
        name: 'A lure',
        description: 'Seen in mail',
      }),
    ),
  )
  const one = only(set)
  assert.equal(one.published, Date.UTC(2024, 2, 1))
  assert.equal(one.validFrom, Date.UTC(2024, 0, 1))
  assert.equal(one.validUntil, Date.UTC(2025, 0, 1))
  assert.equal(one.confidence, 70)
  assert.equal(one.tlp, 'red')
  assert.deepEqual(one.labels, ['apt', 'malicious-activity'])
  assert.equal(one.context, 'A lure. Seen in mail. Indicates Kite')
  assert.equal(one.source.publisher, 'Fernwick')
  assert.equal(one.source.title, 'Paper Lantern')
  assert.equal(one.source.reference, id('indicator', 1))
})

test('STIX: TLP 1 and 2 by id, by definition and by extension', async () => {
  const marked = (ref: string, ...more: readonly object[]): Promise<IndicatorSet> =>
    read(bundle(indicator(1, "[domain-name:value = 'evil.test']", { object_marking_refs: [ref] }), ...more))
  const own = id('marking-definition', 9)
  assert.equal(only(await marked('marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9')).tlp, 'clear')
  assert.equal(only(await marked('marking-definition--f88d31f6-486f-44da-b317-01333bde0b82')).tlp, 'amber')
  assert.equal(
    only(await marked('marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003')).tlp,
    'amber+strict',
  )
  assert.equal(
    only(
      await marked(own, {
        type: 'marking-definition',
        id: own,
        definition_type: 'tlp',
        definition: { tlp: 'green' },
      }),
    ).tlp,
    'green',
  )
  assert.equal(
    only(
      await marked(own, {
        type: 'marking-definition',
        id: own,
        extensions: { 'extension-definition--x': { extension_type: 'property-extension', tlp_2_0: 'amber' } },
      }),
    ).tlp,
    'amber',
  )
  assert.equal(only(await marked(own)).tlp, undefined)
})

test('STIX: withdrawn, other languages, broken values and references are said', async () => {
  const set = await read(
    bundle(
      indicator(1, "[domain-name:value = 'gone.test']", { revoked: true }),
      indicator(2, 'alert tcp any', { pattern_type: 'snort' }),
      indicator(3, "[domain-name:value = 'two words here']"),
      indicator(4, "[email-message:subject MATCHES '^x']"),
      {
        type: 'relationship',
        id: id('relationship', 1),
        source_ref: id('malware', 1),
        target_ref: id('malware', 1),
      },
      { type: 'report', id: id('report', 1), name: 'x', object_refs: [id('report', 1)] },
      { type: 'indicator', id: id('indicator', 5) },
    ),
  )
  assert.deepEqual(values(set), ["pattern [email-message:subject MATCHES '^x']"])
  assert.deepEqual([...codes(set)].sort(), [
    'intel.reference-broken',
    'intel.reference-broken',
    'intel.type-unsupported',
    'intel.unreadable',
    'intel.value-invalid',
    'intel.withdrawn',
  ])
})

test('STIX: observables count unless the bundle shows them as seen', async () => {
  const url = { type: 'url', id: id('url', 1), value: 'http://evil.test/' }
  const file = { type: 'file', id: id('file', 1), name: 'a.exe', hashes: { 'SHA-256': '0f'.repeat(32) } }
  const victim = { type: 'email-addr', id: id('email-addr', 1), value: 'victim@example.org' }
  const mail = {
    type: 'email-message',
    id: id('email-message', 1),
    message_id: '<1@evil.test>',
    to_refs: [victim.id],
  }
  const seen = { type: 'observed-data', id: id('observed-data', 1), object_refs: [mail.id, victim.id] }
  const set = await read(
    bundle(url, file, victim, mail, seen, indicator(1, "[domain-name:value = 'evil.test']")),
  )
  assert.deepEqual(values(set), [
    'url http://evil.test/',
    `file-hash sha256:${'0f'.repeat(32)}`,
    'domain evil.test',
  ])
  const envelope = await read({ more: false, objects: [url] })
  assert.deepEqual(values(envelope), ['url http://evil.test/'])
  const lines = await read(`${JSON.stringify(bundle(url))}\n${JSON.stringify(bundle(file))}\n`)
  assert.equal(lines.indicators.length, 2)
})

const attribute = (type: string, value: string, rest: object = {}): object => ({
  uuid: `u-${value}`,
  type,
  value,
  category: 'Network activity',
  to_ids: true,
  ...rest,
})

test('MISP: pairs, objects, tags, to_ids, deleted, kinds that are not searched for', async () => {
  const event = {
    Event: {
      info: 'Paper Lantern',
      date: '2024-02-03',
      Orgc: { name: 'Fernwick' },
      Tag: [
        { name: 'tlp:amber' },
        { name: 'misp:confidence-level="usually-confident"' },
        { name: 'type:OSINT' },
      ],
      Attribute: [
        attribute('domain|ip', 'evil.test|192.0.2.1'),
        attribute('ip-dst|port', '192.0.2.2|8080'),
        attribute('filename|sha256', `a b.exe|${'0f'.repeat(32)}`),
        attribute('link', 'https://blog.test/post', { to_ids: false }),
        attribute('target-email', 'victim@example.org'),
        attribute('email-subject', 'Pay  now'),
        attribute('uri', '/gate.php'),
        attribute('domain', 'gone.test', { deleted: true }),
        attribute('mutex', 'x'),
        attribute('mutex', 'y'),
        attribute('domain', 'no host'),
        attribute('stix2-pattern', "[file:name = 'x' AND file:size = 3]"),
        attribute('domain', 'strict.test', {
          Tag: [{ name: 'tlp:red' }],
          comment: 'handle with care',
          first_seen: '2024-01-01T00:00:00Z',
        }),
      ],
      Object: [
        { name: 'email', Attribute: [attribute('email-src', 'A@evil.test')] },
        { deleted: '1', Attribute: [attribute('domain', 'never.test')] },
      ],
    },
  }
  const set = await read(event)
  assert.equal(set.source.format, 'misp')
  assert.deepEqual(values(set), [
    'domain evil.test',
    'ip 192.0.2.1',
    'ip 192.0.2.2:8080',
    `file-hash sha256:${'0f'.repeat(32)}`,
    'url https://blog.test/post',
    'address victim@example.org',
    'text Pay now',
    'path /gate.php',
    "pattern [file:name = 'x' AND file:size = 3]",
    'domain strict.test',
    'address a@evil.test',
  ])
  const by = (value: string): Indicator | undefined => set.indicators.find((each) => each.value === value)
  assert.equal(by('evil.test')?.pattern, '192.0.2.1')
  assert.equal(by(`sha256:${'0f'.repeat(32)}`)?.pattern, 'a b.exe')
  assert.equal(by('https://blog.test/post')?.benign?.kind, 'reference')
  assert.equal(by('victim@example.org')?.benign?.kind, 'victim')
  assert.deepEqual([by('evil.test')?.tlp, by('strict.test')?.tlp], ['amber', 'red'])
  assert.equal(by('evil.test')?.confidence, 75)
  assert.deepEqual(by('evil.test')?.labels, ['type:OSINT'])
  assert.equal(by('evil.test')?.published, Date.UTC(2024, 1, 3))
  assert.equal(by('strict.test')?.validFrom, Date.UTC(2024, 0, 1))
  assert.equal(by('strict.test')?.context, 'handle with care')
  assert.deepEqual([set.source.publisher, set.source.title], ['Fernwick', 'Paper Lantern'])
  assert.deepEqual([...codes(set)].sort(), [
    'intel.type-unsupported',
    'intel.value-invalid',
    'intel.withdrawn',
    'intel.withdrawn',
  ])
  // Answers of its search.
  assert.equal((await read({ response: [event, event] })).indicators.length, set.indicators.length)
  assert.equal(
    (await read({ response: { Attribute: [attribute('domain', 'evil.test')] } })).indicators.length,
    1,
  )
})

test('OpenIOC 1.0 and 1.1: alternatives, groups, entities that are not expanded', async () => {
  const item = (search: string, content: string, condition = 'is'): string =>
    `<IndicatorItem id="i" condition="${condition}"><Context document="x" search="${search}" type="mir"/><Content type="string">${content}</Content></IndicatorItem>`
  const old = await read(
    `<?xml version="1.0"?>\n<ioc xmlns="http://schemas.mandiant.com/2010/ioc" id="1"><short_description>Paper Lantern</short_description><authored_by>Fernwick</authored_by><authored_date>2013-01-02T03:04:05</authored_date><definition><Indicator operator="OR">${item('Network/DNS', 'evil.test', 'contains')}${item('FileItem/Md5sum', '2d'.repeat(16))}${item('RegistryItem/Path', 'x')}<Indicator operator="AND">${item('Email/Subject', 'Pay &amp; go')}${item('FileItem/FileName', "it's.exe")}</Indicator><Indicator operator="AND">${item('FileItem/FileName', 'a.exe')}${item('FileItem/SizeInBytes', '3')}</Indicator></Indicator></definition></ioc>`,
  )
  assert.equal(old.source.format, 'openioc')
  assert.deepEqual(values(old), [
    'domain evil.test',
    `file-hash md5:${'2d'.repeat(16)}`,
    "pattern [email-message:subject LIKE '%Pay & go%' AND file:name = 'it\\'s.exe']",
  ])
  assert.deepEqual(codes(old), ['intel.type-unsupported', 'intel.type-unsupported'])
  assert.equal(old.indicators[0]?.published, Date.UTC(2013, 0, 2, 3, 4, 5))
  assert.deepEqual([old.source.publisher, old.source.title], ['Fernwick', 'Paper Lantern'])
  const recent = await read(
    `<!DOCTYPE OpenIOC [<!ENTITY a "evil.test"><!ENTITY b "&a;&a;">]><OpenIOC xmlns="http://openioc.org/schemas/OpenIOC_1.1"><metadata><short_description>x</short_description></metadata><criteria><Indicator operator="OR">${item('PortItem/remoteIP', '192.0.2.1')}${item('Network/DNS', '&b;')}</Indicator></criteria></OpenIOC>`,
  )
  assert.deepEqual(values(recent), ['ip 192.0.2.1'])
  assert.deepEqual(codes(recent), ['intel.value-invalid'])
  const broken = await read(
    `<ioc xmlns="http://schemas.mandiant.com/2010/ioc">\n<definition>\n<Indicator operator="OR">${item('Network/DNS', 'evil.test')}</definition>`,
  )
  assert.deepEqual(values(broken), ['domain evil.test'])
  assert.match(broken.issues[0]?.detail ?? '', /^line 3: /)
})

test('what it is, is told by content', async () => {
  const format = async (text: string, name?: string): Promise<string> =>
    (await read(text, name)).source.format
  assert.equal(await format('evil.test\n'), 'list')
  assert.equal(
    await format('[TLP:AMBER] Notes\n\nWe saw evil[.]test in a mail that somebody sent to us last week.\n'),
    'report',
  )
  assert.equal(await format('# Title\n\nSome words, and evil[.]test among them.\n', 'x.md'), 'report')
  assert.equal(await format('<p>Some words</p>'), 'report')
  assert.equal(await format('{"a": 1}'), 'stix')
  assert.deepEqual(codes(await read('{"a": 1}')), ['intel.unreadable'])
  assert.deepEqual(codes(await read('%PDF-1.7\n')), ['intel.unreadable'])
  assert.deepEqual(values(await read('')), [])
})
