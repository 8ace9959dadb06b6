import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it, type TestContext } from 'node:test'
import type { Store } from '../model/ports.ts'
import {
  sampleFinding,
  sampleJudgement,
  sampleLookup,
  sampleResults,
  sampleVerdict,
} from '../testing/store-samples.ts'
import { MIGRATIONS, migrate, SCHEMA_VERSION, schemaVersion } from './migrations.ts'
import { openStoreFile } from './sqlite-file.ts'
import { openSqliteStore } from './sqlite-store.ts'

/**
 * Schema versions that were released, each with a store written by that release as SQL (released/N.sql) and what
 * it holds (released/N.ndjson). At a release with a new schema, add its number here and write both files:
 * COUNTERFOIL_WRITE_RELEASED=1 npm test -- src/store/migrations.test.ts
 */
const RELEASED = [1]

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

/** Everything a store answers, as plain data. */
async function contentsOf(store: Store): Promise<unknown> {
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
  const contents = {
    messages,
    answers,
    hosts,
    lookup: await store.lookup(sampleLookup(1).id),
    setting: await store.setting('cursor'),
    counts: await store.counts(),
  }
  return JSON.parse(JSON.stringify(contents))
}

async function fillSample(store: Store): Promise<void> {
  const results = sampleResults(0, 12).map((one, n) => ({ ...one, lookups: [sampleLookup(n % 3)] }))
  const older = results.slice(0, 3).map(({ record }) => ({
    record: { ...record, version: 0 as unknown as 4 },
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
}

/** SQL that makes the same database again. */
function dump(database: DatabaseSync): string {
  const pragma = (name: string): string =>
    `PRAGMA ${name} = ${database.prepare(`PRAGMA ${name}`).get()?.[name]};`
  const objects = database
    .prepare("SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'")
    .all()
  const statements = (types: readonly string[]): string[] =>
    objects.filter((row) => types.includes(String(row.type))).map((row) => `${row.sql};`)
  const lines = [pragma('application_id'), pragma('user_version'), ...statements(['table'])]
  const tables = objects.filter((row) => row.type === 'table').map((row) => String(row.name))
  for (const table of [...tables, 'sqlite_sequence']) {
    const columns = database
      .prepare(`PRAGMA table_info(${table})`)
      .all()
      .map((row) => `quote("${row.name}")`)
    const values = database.prepare(`SELECT ${columns.join(` || ', ' || `)} AS line FROM ${table}`).all()
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
  it('no version was left out: only the newest ones are not released yet', () => {
    assert.deepEqual(
      RELEASED,
      Array.from({ length: RELEASED.length }, (_, n) => n + 1),
    )
    assert.ok(RELEASED.length <= SCHEMA_VERSION)
  })

  for (const version of RELEASED) {
    it(`version ${version} opens, is brought forward and holds what it held`, async (context) => {
      const location = placeFor(context)
      const old = new DatabaseSync(location)
      old.exec(readFileSync(released(version, 'sql'), 'utf8'))
      assert.equal(schemaVersion(old), version)
      old.close()

      const expected: unknown = JSON.parse(readFileSync(released(version, 'ndjson'), 'utf8'))
      for (const round of ['first', 'second']) {
        const store = await openSqliteStore(location)
        assert.deepEqual(await contentsOf(store), expected, round)
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
      then.exec(readFileSync(released(version, 'sql'), 'utf8'))
      const now = new DatabaseSync(':memory:')
      migrate(now, MIGRATIONS.slice(0, version))
      assert.deepEqual(schemaOf(now), schemaOf(then))
      then.close()
      now.close()
    })
  }
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
