import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, it, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { zstdCompressSync } from 'node:zlib'
import { type Store, StoreError, type StoreErrorCode } from '../model/ports.ts'
import type { FullDiskReport } from '../testing/store-full-disk.ts'
import {
  sampleDigest,
  sampleFinding,
  sampleJudgement,
  sampleRecord,
  sampleResults,
} from '../testing/store-samples.ts'
import { SCHEMA_VERSION } from './migrations.ts'
import { openSqliteStore } from './sqlite-store.ts'

const FULL_DISK = fileURLToPath(new URL('../testing/store-full-disk.ts', import.meta.url))
const NOBODY = 65534
const isRoot = process.getuid?.() === 0

function folderFor(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'counterfoil-store-'))
  context.after(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Asserts a StoreError that a person can act on, and returns it. */
async function trouble(
  work: () => Promise<unknown>,
  code: StoreErrorCode,
  location: string,
): Promise<StoreError> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof StoreError)) throw error
    assert.equal(error.code, code, error.message)
    assert.equal(error.location, location)
    assert.ok(error.message.includes(location), error.message)
    assert.ok(error.next.length > 20)
    return error
  }
  return assert.fail(`no trouble where ${code} was expected`)
}

async function filled(location: string, messages: number): Promise<void> {
  const store = await openSqliteStore(location)
  await store.saveMessages(sampleResults(0, messages))
  await store.saveJudgements(sampleResults(0, messages).map(({ record }) => sampleJudgement(record)))
  await store.close()
}

async function readAll(store: Store): Promise<number> {
  let read = 0
  for await (const _ of store.messages()) read++
  for await (const _ of store.judgements()) read++
  return read
}

const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)

describe('the file', () => {
  it('is readable by its owner only, whatever the umask, with everything beside it', async (context) => {
    const folder = folderFor(context)
    for (const mask of [0, 0o022, 0o277]) {
      const location = join(folder, `mask-${mask}.db`)
      const old = process.umask(mask)
      try {
        const store = await openSqliteStore(location)
        await store.saveMessages(sampleResults(0, 10))
        for (const suffix of ['', '-wal', '-shm']) assert.equal(modeOf(location + suffix), '600', suffix)
        await store.close()
      } finally {
        process.umask(old)
      }
    }
  })

  it('takes an empty file over and closes it to others; leaves the mode of a store alone', async (context) => {
    const location = join(folderFor(context), 'store')
    writeFileSync(location, '', { mode: 0o644 })
    await filled(location, 3)
    assert.equal(modeOf(location), '600')
    chmodSync(location, 0o640)
    await filled(location, 4)
    assert.equal(modeOf(location), '640')
  })

  it('is one file after closing, marked as ours', async (context) => {
    const folder = folderFor(context)
    const location = join(folder, 'counterfoil.db')
    await filled(location, 100)
    assert.deepEqual(readdirSync(folder), ['counterfoil.db'])
    assert.equal(readFileSync(location).toString('latin1', 68, 72), 'Cfoi')
    assert.equal(readFileSync(location).readUInt32BE(60), SCHEMA_VERSION)
  })

  it('may have any name', async (context) => {
    const folder = folderFor(context)
    for (const name of ["a b'c.db", 'ü📮', 'x?mode=memory', 'y%20z#f', ':memory: ', '-wal']) {
      await filled(join(folder, name), 2)
      assert.ok(existsSync(join(folder, name)), name)
    }
    const here = process.cwd()
    process.chdir(folder)
    try {
      await filled('file:relative.db?mode=ro', 2)
    } finally {
      process.chdir(here)
    }
    assert.ok(existsSync(join(folder, 'file:relative.db?mode=ro')))
    symlinkSync('ü📮', join(folder, 'link'))
    const store = await openSqliteStore(join(folder, 'link'))
    assert.equal((await store.counts()).messages, 2)
    await store.close()
    await assert.rejects(openSqliteStore(''), TypeError)
  })

  it('is not left in memory by :memory:', async () => {
    const store = await openSqliteStore(':memory:')
    assert.equal(store.location, ':memory:')
    await store.saveMessages(sampleResults(0, 5))
    await store.close()
    assert.ok(!existsSync(':memory:'))
  })
})

describe('what is no store', () => {
  it('other files are named and left as they were', async (context) => {
    const folder = folderFor(context)
    const contents: Record<string, Buffer | string> = {
      text: 'From ann@example.org Mon Jan  1 00:00:00 2024\n',
      short: 'x',
      binary: Buffer.alloc(9000, 7),
      magic: 'SQLite format 3',
    }
    for (const [name, content] of Object.entries(contents)) {
      const location = join(folder, name)
      writeFileSync(location, content)
      await trouble(() => openSqliteStore(location), 'not-a-store', location)
      assert.deepEqual(readFileSync(location), Buffer.from(content))
    }
    const unfinished = join(folder, 'unfinished')
    writeFileSync(unfinished, `SQLite format 3\0${'\x01'.repeat(50)}`)
    await trouble(() => openSqliteStore(unfinished), 'not-a-store', unfinished)
    assert.equal(readdirSync(folder).length, 5)
  })

  it('SQLite files of other programs are named and left as they were', async (context) => {
    const folder = folderFor(context)
    const statements = {
      plain: 'CREATE TABLE t (a)',
      marked: 'CREATE TABLE t (a); PRAGMA application_id = 42',
      versioned: 'PRAGMA user_version = 7',
      wal: 'PRAGMA journal_mode = WAL; CREATE TABLE message (a)',
    }
    for (const [name, sql] of Object.entries(statements)) {
      const location = join(folder, name)
      const other = new DatabaseSync(location)
      other.exec(sql)
      other.close()
      const before = readFileSync(location)
      const error = await trouble(() => openSqliteStore(location), 'not-a-store', location)
      assert.match(error.message, /another program/)
      assert.deepEqual(readFileSync(location), before)
    }
  })

  it('folders, pipes and devices are named', async (context) => {
    const folder = folderFor(context)
    await trouble(() => openSqliteStore(folder), 'not-a-store', folder)
    await trouble(() => openSqliteStore('/dev/null'), 'not-a-store', '/dev/null')
    const pipe = join(folder, 'pipe')
    assert.equal(spawnSync('mkfifo', [pipe]).status, 0)
    await trouble(() => openSqliteStore(pipe), 'not-a-store', pipe)
  })

  it('a missing folder is named', async (context) => {
    const folder = folderFor(context)
    const missing = join(folder, 'missing', 'store.db')
    const error = await trouble(() => openSqliteStore(missing), 'no-such-folder', missing)
    assert.ok(error.next.includes(join(folder, 'missing')))
    writeFileSync(join(folder, 'file'), '')
    const below = join(folder, 'file', 'store.db')
    await trouble(() => openSqliteStore(below), 'no-such-folder', below)
    assert.deepEqual(readdirSync(folder), ['file'])
  })

  it('a newer schema is named with both versions and left as it was', async (context) => {
    const location = join(folderFor(context), 'store.db')
    await filled(location, 5)
    const newer = new DatabaseSync(location)
    newer.exec('PRAGMA user_version = 9876')
    newer.close()
    const before = readFileSync(location)
    const error = await trouble(() => openSqliteStore(location), 'newer-version', location)
    assert.match(error.message, new RegExp(`9876.* ${SCHEMA_VERSION}$`))
    assert.deepEqual(readFileSync(location), before)
  })
})

describe('permissions', () => {
  it('a file or folder that may not be written is named', async (context) => {
    const folder = folderFor(context)
    const closed = join(folder, 'closed')
    mkdirSync(closed)
    const location = join(folder, 'store.db')
    await filled(location, 3)
    chmodSync(location, 0o400)
    chmodSync(closed, 0o500)
    const script = `
      import { openSqliteStore } from ${JSON.stringify(new URL('./sqlite-store.ts', import.meta.url).href)}
      for (const location of ${JSON.stringify([location, join(closed, 'new.db')])})
        await openSqliteStore(location).then(() => console.log('opened'), (error) => console.log(error.code))`
    if (isRoot) {
      // Nothing is forbidden to root: the attempt is made by nobody, who must reach the folder.
      chmodSync(folder, 0o755)
      for (const path of [location, closed]) chownSync(path, NOBODY, NOBODY)
    }
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      cwd: '/',
      ...(isRoot ? { uid: NOBODY, gid: NOBODY } : {}),
    })
    assert.equal(stdout, 'unwritable\nunwritable\n', stderr)
    assert.deepEqual(readdirSync(closed), [])
  })
})

describe('two writers', () => {
  it('the second says locked when the first does not finish, and works when it does', async (context) => {
    const location = join(folderFor(context), 'store.db')
    const store = await openSqliteStore(location, { busyTimeout: 30 })
    context.after(() => store.close())
    await store.saveMessages(sampleResults(0, 10))
    const other = new DatabaseSync(location)
    other.exec('BEGIN IMMEDIATE')
    await trouble(() => store.saveMessages(sampleResults(0, 20)), 'locked', location)
    assert.equal((await store.counts()).messages, 10)
    const second = await openSqliteStore(location, { busyTimeout: 30 })
    assert.equal((await second.counts()).messages, 10)
    await second.close()
    other.exec('COMMIT')
    other.close()
    assert.equal(await store.saveMessages(sampleResults(0, 20)), 10)
  })

  it('the second waits for the first', async (context) => {
    const location = join(folderFor(context), 'store.db')
    const store = await openSqliteStore(location)
    context.after(() => store.close())
    const holder = spawn(
      process.execPath,
      [
        '-e',
        `const database = new (require('node:sqlite').DatabaseSync)(process.argv[1])
         database.exec("BEGIN IMMEDIATE; INSERT INTO setting VALUES ('\\"held\\"', '\\"yes\\"')")
         process.stdout.write('held')
         setTimeout(() => database.exec('COMMIT'), 400)`,
        location,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    await once(holder.stdout, 'data')
    assert.equal(await store.saveMessages(sampleResults(0, 5)), 5)
    assert.equal(await store.setting('held'), 'yes')
    if (holder.exitCode === null) await once(holder, 'exit')
  })

  it('a store another program keeps to itself is locked from the start', async (context) => {
    const location = join(folderFor(context), 'store.db')
    await filled(location, 5)
    const other = new DatabaseSync(location)
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE')
    await trouble(() => openSqliteStore(location, { busyTimeout: 30 }), 'locked', location)
    other.exec('ROLLBACK')
    other.close()
    await filled(location, 6)
  })

  it('several processes may create the same store at once', async (context) => {
    const location = join(folderFor(context), 'store.db')
    const writer = fileURLToPath(new URL('../testing/sqlite-store-writer.ts', import.meta.url))
    for (let round = 0; round < 3; round++) {
      const path = `${location}${round}`
      const writers = [0, 10, 20, 30].map((first) =>
        spawn(process.execPath, [writer, path, String(first), '1', '10'], {
          stdio: ['ignore', 'ignore', 'inherit'],
        }),
      )
      for (const [code] of await Promise.all(writers.map((one) => once(one, 'exit')))) assert.equal(code, 0)
      const store = await openSqliteStore(path)
      assert.equal((await store.counts()).messages, 40)
      await store.close()
    }
  })
})

describe('no room', () => {
  it('a store at its limit keeps what it has, and goes on with more room', async (context) => {
    const location = join(folderFor(context), 'store.db')
    let store = await openSqliteStore(location, { maxBytes: 600_000 })
    let saved = 0
    const fill = async (): Promise<void> => {
      for (; saved < 1e6; saved += 50) await store.saveMessages(sampleResults(saved, saved + 50))
    }
    await trouble(fill, 'full', location)
    assert.ok(saved > 100)
    const counts = await store.counts()
    assert.equal(counts.messages, saved)
    await trouble(fill, 'full', location)
    assert.deepEqual(await store.counts(), counts)
    assert.equal(await readAll(store), saved)
    await store.close()
    assert.ok(statSync(location).size <= 600_000)

    store = await openSqliteStore(location)
    assert.deepEqual(await store.counts(), counts)
    assert.equal(await store.saveMessages(sampleResults(0, saved + 50)), 50)
    const found = await store.findObservables({
      type: 'host',
      value: 'files.example.com',
      match: 'suffix',
      limit: 1e6,
    })
    assert.equal(found.length, saved + 50)
    await store.close()
    const check = new DatabaseSync(location)
    assert.deepEqual({ ...check.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' })
    check.close()
  })

  it('a store that cannot even be set up leaves no file', async (context) => {
    const folder = folderFor(context)
    const location = join(folder, 'store.db')
    await trouble(() => openSqliteStore(location, { maxBytes: 8192 }), 'full', location)
    assert.deepEqual(readdirSync(folder), [])
    const mine = join(folder, 'mine')
    writeFileSync(mine, '')
    await trouble(() => openSqliteStore(mine, { maxBytes: 8192 }), 'full', mine)
    assert.deepEqual(readdirSync(folder), ['mine'])
    await filled(mine, 3)
  })

  it('a disk that is full, and one that is read-only', async (context) => {
    const folder = folderFor(context)
    // A mount namespace of its own: the small disk goes away with the process, whatever happens.
    const { stdout, stderr, status, error } = spawnSync(
      'unshare',
      ['-m', process.execPath, FULL_DISK, folder],
      {
        encoding: 'utf8',
      },
    )
    if (error || stderr.startsWith('unshare:') || stdout === 'no-mount')
      return context.skip('no right to mount a small disk here; the limit test above provokes the same error')
    assert.equal(status, 0, stderr)
    const report = JSON.parse(stdout) as FullDiskReport
    assert.equal(report.full, 'full')
    assert.ok(report.messagesBefore >= 100)
    assert.equal(report.messagesAfter, report.messagesBefore)
    assert.equal(report.readable, report.messagesBefore)
    assert.equal(report.messagesReopened, report.messagesBefore)
    assert.equal(report.fullAgain, 'full')
    assert.equal(report.newStoreOnFullDisk, 'full')
    assert.deepEqual(report.leftOver, [])
    assert.equal(report.savedWithRoom, 50)
    assert.ok(report.messagesInEnd >= report.messagesBefore + 50)
    assert.equal(report.readOnly, 'unwritable')
  })
})

describe('damage', () => {
  const damaged = async (location: string, work?: () => Promise<unknown>): Promise<StoreError> =>
    trouble(
      work ??
        (async () => {
          const store = await openSqliteStore(location)
          try {
            await readAll(store)
          } finally {
            await store.close()
          }
        }),
      'corrupt',
      location,
    )
  const withSql = (location: string, sql: string, ...parameters: (string | Uint8Array)[]): void => {
    const database = new DatabaseSync(location, { defensive: false })
    database.exec('PRAGMA foreign_keys = OFF')
    database.prepare(sql).run(...parameters)
    database.close()
  }

  it('lost and overwritten pages', async (context) => {
    const folder = folderFor(context)
    const sound = join(folder, 'sound')
    await filled(sound, 400)
    const bytes = readFileSync(sound)
    const damages: Record<string, (copy: Buffer) => Buffer> = {
      'cut in the middle': (copy) => copy.subarray(0, 4096 * 9),
      'cut in the header': (copy) => copy.subarray(0, 90 + 4096),
      'zeroes in the first page': (copy) => copy.fill(0, 100, 4096),
      'zeroes after the first page': (copy) => copy.fill(0, 4096),
      'noise after the first page': (copy) => copy.fill('noise', 4096),
      'a broken header': (copy) => copy.fill(0xff, 18, 24),
    }
    for (const [name, damage] of Object.entries(damages)) {
      const location = join(folder, name)
      writeFileSync(location, damage(Buffer.from(bytes)))
      await damaged(location)
    }
    truncateSync(sound, 4096)
    await damaged(sound)
  })

  it('blocks that do not hold what they should', async (context) => {
    const folder = folderFor(context)
    const statements: Record<string, readonly [string, ...Uint8Array[]]> = {
      noise: ['UPDATE record_block SET data = ?', Buffer.from('noise')],
      'not JSON': ['UPDATE record_block SET data = ?', zstdCompressSync('{\n{\n{\n{\n{')],
      'not an object': ['UPDATE record_block SET data = ?', zstdCompressSync('5\n5\n5\n5\nnull')],
      'too few lines': ['UPDATE judgement_block SET data = ?', zstdCompressSync('{}')],
      gone: ['DELETE FROM record_block'],
      'table gone': ['DROP TABLE posting'],
      'column gone': ['ALTER TABLE verdict DROP COLUMN model'],
    }
    for (const [name, [sql, ...parameters]] of Object.entries(statements)) {
      const location = join(folder, name)
      await filled(location, 5)
      withSql(location, sql, ...parameters)
      const error = await damaged(location)
      assert.match(error.next, /scan the mail again/)
    }
  })
})

describe('sender events', () => {
  it('are written when a judgement or a person changes their mind, and never changed', async (context) => {
    const location = join(folderFor(context), 'store.db')
    const store = await openSqliteStore(location)
    context.after(() => store.close())
    const record = sampleRecord(1)
    await store.saveMessages([{ record, lookups: [] }])
    const database = new DatabaseSync(location)
    context.after(() => database.close())
    const events = (): readonly unknown[] =>
      database
        .prepare('SELECT event FROM sender_event ORDER BY seq')
        .all()
        .map((row) => row.event)
    for (const held of [false, false, true, true, false])
      await store.saveJudgements([sampleJudgement(record, { held, findings: held ? [sampleFinding()] : [] })])
    assert.deepEqual(events(), ['learned', 'held', 'learned'])
    assert.equal(database.prepare('SELECT count(*) AS n FROM finding').get()?.n, 0)
    const word = { kind: 'review', digest: record.digest, why: 'she called', by: 'anna', time: 1 } as const
    await store.saveReview({ ...word, action: 'release' })
    const found = sampleJudgement(record, { held: true, findings: [sampleFinding()] })
    await store.saveJudgements([found])
    await store.saveJudgements([found])
    assert.deepEqual(events(), ['learned', 'held', 'learned', 'released'])
    await store.saveReview({ ...word, action: 'withdraw' })
    await store.saveJudgements([found])
    assert.deepEqual(events(), ['learned', 'held', 'learned', 'released', 'held'])
    assert.throws(() => database.exec("UPDATE review SET action = 'confirm'"), /append-only/)
    assert.throws(() => database.exec('DELETE FROM review'), /append-only/)
    assert.deepEqual(
      { ...database.prepare('SELECT message, id, severity FROM finding').get() },
      {
        message: 1,
        id: 'sender.client-drift',
        severity: 'high',
      },
    )
    assert.throws(() => database.exec("UPDATE sender_event SET event = 'learned'"), /append-only/)
    assert.throws(() => database.exec('DELETE FROM sender_event'), /append-only/)
  })
})

describe('room', () => {
  it('replaced records and judgements give their blocks back', async (context) => {
    const location = join(folderFor(context), 'store.db')
    const store = await openSqliteStore(location)
    const records = sampleResults(0, 200).map(({ record }) => record)
    const older = records.map((record) => ({ ...record, version: 0 as unknown as 5 }))
    await store.saveMessages(older.map((record) => ({ record, lookups: [] })))
    for (let round = 0; round < 5; round++)
      await store.saveJudgements(records.map((record) => sampleJudgement(record, { rules: String(round) })))
    await store.saveMessages(records.map((record) => ({ record, lookups: [] })))
    await store.close()
    const database = new DatabaseSync(location)
    for (const table of ['record_block', 'judgement_block']) {
      const row = database.prepare(`SELECT count(*) AS blocks, sum(live) AS live FROM ${table}`).get()
      assert.equal(row?.live, 200, table)
      assert.ok(Number(row?.blocks) <= 8, table)
    }
    database.close()
  })

  it('messages that come one by one share their blocks', async (context) => {
    const location = join(folderFor(context), 'store.db')
    const store = await openSqliteStore(location)
    for (const result of sampleResults(0, 70)) await store.saveMessages([result])
    assert.deepEqual(await store.message(sampleDigest(40)), sampleRecord(40))
    await store.close()
    const database = new DatabaseSync(location)
    assert.equal(database.prepare('SELECT count(*) AS n FROM record_block').get()?.n, 3)
    database.close()
  })
})
