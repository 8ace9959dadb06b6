import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it, type TestContext } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import type { Digest } from '../model/bytes.ts'
import type { ObservableQuery, ReadResult, Store } from '../model/ports.ts'
import {
  sampleFinding,
  sampleJudgement,
  sampleLookup,
  sampleRecord,
  sampleResults,
  sampleVerdict,
} from '../testing/store-samples.ts'
import { digestTie } from './digest-bytes.ts'
import { RECORD_VERSION } from './message-table.ts'
import { MIGRATIONS, migrate, SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { openStoreFile } from './sqlite-file.ts'
import { openSqliteStore } from './sqlite-store.ts'

/**
 * Schema versions that people have stores of, each with a store written by a program of that time as SQL
 * (released/N.sql) and what it holds (released/N.ndjson). Add the number here and write both files before a schema
 * is followed by another: COUNTERFOIL_WRITE_RELEASED=1 npm test -- src/store/migrations.test.ts
 */
const RELEASED = [1, 5, 6]
/** Traces, words, networks, paths, files and feeds came with this version; documents with the one behind. */
const HUNTED = 5
const DOCUMENTED = 6

const folder = new URL('./released/', import.meta.url)
const released = (version: number, extension: 'sql' | 'ndjson'): URL =>
  new URL(`${version}.${extension}`, folder)

function placeFor(context: TestContext): string {
  const place = mkdtempSync(join(tmpdir(), 'counterfoil-migrations-'))
  context.after(() => rmSync(place, { recursive: true }))
  return join(place, 'store.db')
}

/** What a store is made of, without names SQLite gives and white space. */
function schemaOf(database: DatabaseSync): readonly string[] {
  return database
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY type, name")
    .all()
    .map((row) => `${row.type} ${row.name} ${String(row.sql).replace(/\s+/g, ' ')}`)
}

/** Everything a store of a version answers, as plain data. */
async function contentsOf(store: Store, version: number = SCHEMA_VERSION): Promise<unknown> {
  const messages = []
  for await (const message of store.messages()) messages.push(message)
  const answers = []
  for (const { digest } of messages)
    answers.push({ sources: await store.sources(digest), ...(await store.judgement(digest)) })
  const hosts = await store.findObservables({
    type: 'host',
    value: 'example.com',
    match: 'suffix',
    limit: 1000,
  })
  const digests = messages.map(({ digest }) => digest)
  const contents = {
    messages,
    answers,
    hosts,
    lookup: await store.lookup(sampleLookup(1).id),
    setting: await store.setting('cursor'),
    counts: await store.counts(),
    ...(version >= HUNTED ? { hunted: await huntedIn(store, digests) } : {}),
    ...(version >= DOCUMENTED ? { documents: await documentsIn(store) } : {}),
  }
  return JSON.parse(JSON.stringify(contents))
}

/** What a hunt asks a store. */
async function huntedIn(store: Store, digests: readonly Digest[]): Promise<unknown> {
  const queries: readonly Omit<ObservableQuery, 'limit'>[] = [
    { type: 'url', value: '/minutes/3', match: 'path' },
    { type: 'ip', value: '198.51.100.0/24', match: 'within' },
    { type: 'host', value: 'relay.example', match: 'suffix' },
    { type: 'file-name', value: 'plan.zip', match: 'exact' },
    { type: 'message-id', value: '4.31676@mx.example.org', match: 'exact' },
    { type: 'address', value: 'example.org', match: 'suffix' },
  ]
  const traces = []
  for (const digest of digests) traces.push((await store.trace(digest)) ?? null)
  return {
    traces,
    seen: await store.seen(queries.map((query) => ({ ...query, limit: 1000 }))),
    about: await store.acquaintance({ type: 'host', value: 'example.com', match: 'suffix', limit: 9 }),
    words: await store.withWords(['minutes', 'plan'], 100),
    carrying: await store.findMessageId('4.31676@mx.example.org'),
    coverage: await store.indexCoverage(),
    known: [...(await store.known(digests, { words: true }))].sort(),
    senders: await store.senders(),
    feeds: (await store.feeds()).map((feed) => ({
      ...feed,
      content: feed.content && Buffer.from(feed.content).toString('utf8'),
    })),
  }
}

async function documentsIn(store: Store): Promise<unknown> {
  const documents = []
  for await (const { pieces, ...rest } of store.documents())
    documents.push({ ...rest, pieces: [...pieces].sort((a, b) => a - b) })
  const holdings = await store.registeredHoldings()
  return {
    documents,
    holdings,
    untraced: await store.untracedMessages(),
    texts: [...(await store.mailTexts())],
  }
}

/** A mail with all that hunting keeps. */
function traced(result: ReadResult, n: number): ReadResult {
  return {
    ...result,
    trace: {
      kind: 'trace',
      version: 1,
      values: {
        received: {
          host: [`mx${n % 2}.relay.example`, 'mx.relay.example'],
          ip: [`198.51.100.${n}`, '2001:db8::7'],
        },
        'message-id': { host: ['mx.example.org'] },
        text: { url: [`https://www.example.com/text/${n}`], host: ['www.example.com'] },
        packed: { 'file-name': ['plan.zip'], sha256: ['ab'.repeat(32)] },
      },
      wrapped: { seen: n, decoded: 1 },
      attachments: { seen: 1, opened: n % 2 },
      complete: true,
    },
    ...(n % 4 === 0 ? {} : { words: `minutes of the plan nr${n}` }),
  }
}

async function fillSample(store: Store): Promise<void> {
  const results = sampleResults(0, 12).map((one, n) => ({
    ...(n % 3 === 2 || SCHEMA_VERSION < HUNTED ? one : traced(one, n)),
    lookups: [sampleLookup(n % 3)],
  }))
  const older = results.slice(0, 3).map(({ record }) => ({
    record: { ...record, version: 0 as unknown as 5 },
    lookups: [],
  }))
  await store.saveMessages(older)
  await store.saveMessages(results)
  const { record } = results[7] ?? assert.fail()
  await store.saveSources([
    {
      digest: record.digest,
      source: {
        file: '/srv/Maildir/cur/7:2,S',
        format: 'maildir',
        offset: 0,
        length: 9,
        flags: ['read'],
        folder: '',
      },
    },
  ])
  await store.saveJudgements(
    results.map((one, n) =>
      sampleJudgement(one.record, { held: n % 5 === 0, findings: n % 5 === 0 ? [sampleFinding()] : [] }),
    ),
  )
  await store.saveVerdicts(results.map((one, n) => sampleVerdict(one.record.digest, n + 1)))
  await store.saveSetting('cursor', "it's")
  if (SCHEMA_VERSION >= HUNTED) {
    await store.saveFeed({
      location: '/srv/list.txt',
      content: Buffer.from('bad-place.example\n'),
      read: 5,
      changed: 4,
    })
    await store.saveFeed({ location: 'https://feeds.example.org/a', failed: { time: 6, why: 'no answer' } })
    await store.saveTrouble(['/srv/a.mbox'], [])
  }
  if (SCHEMA_VERSION >= DOCUMENTED) {
    const id = `sha256:${'c'.repeat(64)}` as const
    const place = { kind: 'mail', message: record.digest, part: '2' } as const
    const document = {
      kind: 'document',
      id,
      form: 'attachment',
      name: 'paper',
      size: 7,
      place,
      letters: 900,
    } as const
    const one = { document: { ...document, mediaType: 'application/pdf' }, pieces: Uint32Array.from([7, 9]) }
    await store.saveDocuments([{ message: record.digest, text: id, documents: [one] }])
  }
}

/** Tables that a full-text index keeps its data in. */
const OF_INDEX = /^(?:word|url)_index_/

/** SQL that makes the same database again. */
function dump(database: DatabaseSync): string {
  const pragma = (name: string): string =>
    `PRAGMA ${name} = ${database.prepare(`PRAGMA ${name}`).get()?.[name]};`
  const objects = database
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    .all()
  const statements = (types: readonly string[]): string[] =>
    objects
      .filter((row) => types.includes(String(row.type)) && !OF_INDEX.test(String(row.name)))
      .map((row) => `${row.sql};`)
  const lines = [pragma('application_id'), pragma('user_version'), ...statements(['table'])]
  const tables = objects
    .filter((row) => row.type === 'table' && !String(row.sql).startsWith('CREATE VIRTUAL'))
    .map((row) => String(row.name))
  for (const table of [...tables, 'sqlite_sequence']) {
    const columns = database
      .prepare(`PRAGMA table_info(${table})`)
      .all()
      .map((row) => `quote("${row.name}")`)
    const values = database.prepare(`SELECT ${columns.join(` || ', ' || `)} AS line FROM ${table}`).all()
    // Made by the virtual table, with content of its own.
    if (OF_INDEX.test(table)) lines.push(`DELETE FROM ${table};`)
    for (const row of values) lines.push(`INSERT INTO ${table} VALUES (${row.line});`)
  }
  return `${[...lines, ...statements(['index', 'trigger'])].join('\n')}\n`
}

if (process.env.COUNTERFOIL_WRITE_RELEASED) {
  const place = mkdtempSync(join(tmpdir(), 'counterfoil-released-'))
  const location = join(place, 'store.db')
  const store = await openSqliteStore(location)
  await fillSample(store)
  mkdirSync(folder, { recursive: true })
  writeFileSync(released(SCHEMA_VERSION, 'ndjson'), `${JSON.stringify(await contentsOf(store))}\n`)
  await store.close()
  const database = new DatabaseSync(location)
  writeFileSync(released(SCHEMA_VERSION, 'sql'), dump(database))
  database.close()
  rmSync(place, { recursive: true })
}

describe('released stores', () => {
  it('each stands once, with what it holds', () => {
    const files = readdirSync(folder).sort()
    assert.deepEqual(files, RELEASED.flatMap((version) => [`${version}.ndjson`, `${version}.sql`]).sort())
    for (const version of RELEASED) assert.ok(version >= 1 && version <= SCHEMA_VERSION)
  })

  for (const version of RELEASED) {
    it(`version ${version} opens, is brought forward and holds what it held`, async (context) => {
      const location = placeFor(context)
      const old = new DatabaseSync(location)
      // The tables behind a full-text index may be written.
      old.enableDefensive(false)
      old.exec(readFileSync(released(version, 'sql'), 'utf8'))
      assert.equal(schemaVersion(old), version)
      old.close()

      const expected = JSON.parse(readFileSync(released(version, 'ndjson'), 'utf8')) as {
        readonly messages: readonly { readonly version: number }[]
        readonly hunted?: { known: readonly string[] }
      }
      // What an older reader read is to be read again.
      if (expected.hunted && expected.messages.every((one) => one.version < RECORD_VERSION))
        expected.hunted.known = []
      for (const round of ['first', 'second']) {
        const store = await openSqliteStore(location)
        assert.deepEqual(await contentsOf(store, version), expected, round)
        await store.close()
      }
      const store = await openSqliteStore(location)
      assert.equal(await store.saveMessages(sampleResults(10, 20)), 8)
      await store.close()

      const now = new DatabaseSync(location)
      const fresh = openStoreFile(':memory:', { busyTimeout: 0 })
      assert.equal(schemaVersion(now), SCHEMA_VERSION)
      assert.deepEqual(schemaOf(now), schemaOf(fresh))
      now.close()
      fresh.close()
    })

    it(`migration ${version} was not changed after its release`, () => {
      const then = new DatabaseSync(':memory:')
      then.enableDefensive(false)
      then.exec(readFileSync(released(version, 'sql'), 'utf8'))
      const now = new DatabaseSync(':memory:')
      migrate(now, MIGRATIONS.slice(0, version))
      assert.deepEqual(schemaOf(now), schemaOf(then))
      then.close()
      now.close()
    })
  }
})

it('version 5 indexes what older records tell: paths, networks, files and what is in them', async (context) => {
  const location = placeFor(context)
  openStoreFile(location, { busyTimeout: 0 }, MIGRATIONS.slice(0, 4)).close()
  const old = new DatabaseSync(location)
  const record = sampleRecord(1, {
    attachments: [
      {
        part: '2',
        range: { start: 0, end: 9 },
        name: 'Plan.ZIP',
        extension: 'zip',
        declaredType: 'application/zip',
        size: 9,
        sha256: 'a'.repeat(64),
        active: false,
        opened: {
          encrypted: false,
          powers: [],
          metadata: {},
          files: [{ path: 'in/a.lnk', sha256: 'b'.repeat(64), mediaType: 'x', active: true }],
          complete: true,
        },
      },
    ],
  })
  const text = JSON.stringify({ ...record, digest: '' })
  old
    .prepare('INSERT INTO record_block (id, lines, live, size, data) VALUES (1, 1, 1, ?, ?)')
    .run(text.length, zstdCompressSync(text))
  old
    .prepare('INSERT INTO record_block (id, lines, live, size, data) VALUES (2, 1, 1, 5, ?)')
    .run(Buffer.from('spoilt'))
  const digest = Buffer.from(record.digest.slice('sha256:'.length), 'hex')
  old
    .prepare(
      'INSERT INTO message (id, digest, time, tie, sender, version, block, line) VALUES (1, ?, ?, ?, 1, 3, 1, 0)',
    )
    .run(digest, record.time, digestTie(digest))
  const values: readonly (readonly [type: number, key: string])[] = [
    [2, 'org.example.@ann'],
    [1, 'https://www.example.com/Gcollection/Ref'],
    [3, '198.51.100.7'],
    [3, '::ffff:198.51.100.7'],
    [3, '2001:db8::7'],
  ]
  for (const [index, [type, key]] of values.entries()) {
    old.prepare('INSERT INTO value (type, key, id) VALUES (?, ?, ?)').run(type, key, index + 1)
    old
      .prepare('INSERT INTO observation (value, message, places) VALUES (?, 1, ?)')
      .run(index + 1, 1 << index)
  }
  old.exec('UPDATE next_id SET id = 6')
  old.close()

  const store = await openSqliteStore(location)
  const places = async (query: Omit<ObservableQuery, 'limit'>): Promise<readonly string[]> =>
    (await store.seen([{ ...query, limit: 9 }])).flatMap(({ seen }) => seen.flatMap((one) => one.places))
  assert.deepEqual(await places({ type: 'url', value: '/Gcollection/Ref', match: 'path' }), ['to'])
  assert.deepEqual(await places({ type: 'ip', value: '198.51.100.0/24', match: 'within' }), [
    'cc',
    'received',
  ])
  assert.deepEqual(await places({ type: 'ip', value: '2001:db8::/32', match: 'within' }), ['link'])
  assert.deepEqual(await places({ type: 'file-name', value: 'plan.zip', match: 'exact' }), ['attachment'])
  assert.deepEqual(await places({ type: 'file-name', value: 'a.lnk', match: 'exact' }), ['packed'])
  assert.deepEqual(await places({ type: 'sha256', value: 'b'.repeat(64), match: 'exact' }), ['packed'])
  assert.deepEqual(await store.message(record.digest), record)
  const coverage = await store.indexCoverage()
  assert.deepEqual([coverage.messages, coverage.traced, coverage.worded], [1, 0, 0])
  // A scan reads it again, as an older program left out what the record does not tell.
  assert.deepEqual(await store.known([record.digest]), new Set())
  await store.close()
})

describe('migrating', () => {
  const settings = { busyTimeout: 50 }
  const second = {
    version: SCHEMA_VERSION + 1,
    up: (database: DatabaseSync) => database.exec('CREATE TABLE more (a TEXT) STRICT'),
  }
  const third = {
    version: SCHEMA_VERSION + 2,
    up: (database: DatabaseSync) => database.exec("INSERT INTO more VALUES ('x')"),
  }

  it('takes each missing step once, in order', (context) => {
    const location = placeFor(context)
    openStoreFile(location, settings).close()
    for (let round = 0; round < 2; round++) {
      const database = openStoreFile(location, settings, [...MIGRATIONS, second, third])
      assert.equal(schemaVersion(database), SCHEMA_VERSION + 2)
      assert.equal(database.prepare('SELECT count(*) AS n FROM more').get()?.n, 1)
      database.close()
    }
    assert.throws(() => openStoreFile(location, settings), { code: 'newer-version' })
  })

  it('a step that fails leaves the store at its version, with everything in it', async (context) => {
    const location = placeFor(context)
    const store = await openSqliteStore(location)
    await fillSample(store)
    const contents = await contentsOf(store)
    await store.close()
    const broken = {
      version: SCHEMA_VERSION + 2,
      up: (database: DatabaseSync) => {
        database.exec('DROP TABLE source')
        throw new Error('the power went off')
      },
    }
    assert.throws(() => openStoreFile(location, settings, [...MIGRATIONS, second, broken]), /power/)
    const again = await openSqliteStore(location)
    assert.deepEqual(await contentsOf(again), contents)
    await again.close()
  })

  it('steps are numbered without gaps', () => {
    const database = new DatabaseSync(':memory:')
    assert.throws(() => migrate(database, [...MIGRATIONS, third]), TypeError)
    database.close()
  })
})
