/**
 * What a transcript cannot set up: a full disk, files of somebody else, mail far larger than memory, signals. All
 * through the real program; each case looks at message, exit code, and what lies on the disk afterwards.
 */
import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { after, beforeEach, describe, it, type TestContext } from 'node:test'
import { fileURLToPath } from 'node:url'
import { constants, createZstdCompress } from 'node:zlib'

const PROGRAM = [
  process.execPath,
  '--import',
  new URL('../src/testing/deny-network.ts', import.meta.url).href,
  fileURLToPath(new URL('../bin/counterfoil.js', import.meta.url)),
]
const NOBODY = 65_534
const root = mkdtempSync(join(tmpdir(), 'counterfoil-hardship-'))
chmodSync(root, 0o755)
after(() => rmSync(root, { recursive: true, force: true }))
let folder = root
beforeEach(() => {
  folder = mkdtempSync(join(root, 'case-'))
  chmodSync(folder, 0o755)
})

interface Ended {
  readonly exit: number | string
  readonly stdout: string
  readonly stderr: string
}

function counterfoil(args: readonly string[], options: { uid?: number } = {}): Promise<Ended> {
  return start(args, options).ended
}

function start(
  args: readonly string[],
  options: { uid?: number; command?: readonly string[] } = {},
): { pid: number; ended: Promise<Ended>; kill(signal: NodeJS.Signals): void } {
  const [command = '', ...rest] = options.command ?? PROGRAM
  const child = spawn(command, [...rest, ...args], {
    cwd: folder,
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', HOME: folder, TMPDIR: folder, LC_ALL: 'C.UTF-8' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(options.uid === undefined ? {} : { uid: options.uid, gid: options.uid }),
  })
  const [stdout, stderr]: [string[], string[]] = [[], []]
  child.stdout.setEncoding('utf8').on('data', (text: string) => stdout.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => stderr.push(text))
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code, signal) =>
      resolve({ exit: code ?? String(signal), stdout: stdout.join(''), stderr: stderr.join('') }),
    )
  })
  return { pid: child.pid ?? 0, ended, kill: (signal) => child.kill(signal) }
}

/** `count` small mails of five people over a year, each a little different, as mbox. */
function mailbox(count: number, bodyBytes = 200): string {
  const people = ['ann', 'bob', 'cleo', 'dan', 'eve']
  const mails: string[] = []
  for (let i = 0; i < count; i++) {
    const from = people[i % people.length]!
    const to = people[(i * 3 + 1) % people.length]!
    const date = new Date(Date.UTC(2024, 0, 1) + Math.floor((i / count) * 366 * 86_400_000))
      .toUTCString()
      .replace('GMT', '+0000')
    mails.push(
      `From ${from}@example.org Mon Jan  1 00:00:00 2024\nFrom: ${from} <${from}@example.org>\nTo: ${to}@example.org\nDate: ${date}\nMessage-ID: <${i}@mail.example.org>\nSubject: minutes ${i}\n\n${'Dear all, here it is.\n'.repeat(bodyBytes / 22)}${i}\n\n`,
    )
  }
  return mails.join('')
}

/** The last NDJSON line of a scan. */
function summaryOf({ stdout }: Ended): { messages: Record<string, number> } {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1)!)
}

describe('files of somebody else', () => {
  const skip = process.getuid?.() === 0 ? false : 'needs root to act as two people'

  it('are named, with what to do, and do not stop the rest', { skip }, async () => {
    mkdirSync(join(folder, 'post'), { mode: 0o755 })
    writeFileSync(join(folder, 'post', 'a.mbox'), mailbox(5), { mode: 0o644 })
    writeFileSync(join(folder, 'post', 'b.mbox'), mailbox(5), { mode: 0o600 })
    mkdirSync(join(folder, 'post', 'c'), { mode: 0o700 })
    chownSync(folder, NOBODY, NOBODY)
    const some = await counterfoil(['scan', 'post', '--format', 'ndjson'], { uid: NOBODY })
    assert.equal(some.exit, 1)
    assert.match(some.stderr, /post\/b\.mbox: .*permission/i)
    assert.match(some.stderr, /post\/c: .*permission/i)
    assert.match(some.stderr, /what to do: /)
    assert.equal(summaryOf(some).messages.met, 5)
    const none = await counterfoil(['scan', 'post/b.mbox', '--store', 'x.counterfoil'], { uid: NOBODY })
    assert.equal(none.exit, 3)
    assert.equal(none.stdout, '')
  })

  it('are not taken as a store or an output either', { skip }, async () => {
    writeFileSync(join(folder, 'a.mbox'), mailbox(5), { mode: 0o644 })
    const made = await counterfoil(['scan', 'a.mbox', '--store', 'x.counterfoil', '--quiet'])
    assert.equal(made.exit, 0)
    assert.equal(statSync(join(folder, 'x.counterfoil')).mode & 0o777, 0o600)
    const store = await counterfoil(['scan', 'a.mbox', '--store', 'x.counterfoil'], { uid: NOBODY })
    assert.equal(store.exit, 4)
    assert.match(store.stderr, /the store \S*x\.counterfoil is not usable: [\s\S]*what to do: /)
    const output = await counterfoil(['scan', 'a.mbox', '--output', 'report.txt'], { uid: NOBODY })
    assert.equal(output.exit, 2)
    assert.match(output.stderr, /report\.txt: results cannot be written there: no permission/)
  })
})

describe('a full disk', {
  skip: process.platform === 'linux' ? false : 'mounts or file limits of Linux',
}, () => {
  /** The command that gives a process mounts of its own, where that is allowed. */
  function canMount(): readonly string[] | undefined {
    const mount = ['mount', '-t', 'tmpfs', 'x', root]
    return [
      ['unshare', '-m'],
      ['unshare', '-rm'],
    ].find(([unshare, flags]) => spawnSync(unshare!, [flags!, ...mount], { stdio: 'ignore' }).status === 0)
  }

  /**
   * Runs with 2 MB of space in ./small: a mount of its own where allowed, else a limit on file size. Then lists
   * what is left there, and runs `afterwards` with plenty of space.
   */
  function cramped(t: TestContext, args: readonly string[], afterwards: readonly string[]): Promise<Ended> {
    mkdirSync(join(folder, 'small'), { recursive: true })
    const shell = (words: readonly string[]): string => words.map((text) => `'${text}'`).join(' ')
    const run = shell([...PROGRAM, ...args])
    const inspect = `echo "exit $?" >&2; ls -A small >&2; echo "room again" >&2`
    const again = afterwards.length > 0 ? shell([...PROGRAM, ...afterwards]) : 'true'
    // The mount lives in a namespace of its own and is gone with the process.
    const mounted = `mount -t tmpfs -o size=2m counterfoil small && ${run}; ${inspect}; mount -o remount,size=200m small; ${again}`
    const unshare = canMount()
    if (unshare) return start([], { command: [...unshare, 'sh', '-c', mounted] }).ended
    t.diagnostic('no mount allowed here: a limit on file size stands in for the full disk')
    const limited = `(trap '' XFSZ; ulimit -f 4000; ${run}); ${inspect}; ${again}`
    return start([], { command: ['sh', '-c', limited] }).ended
  }

  it('stops a scan with the store as it was, and the scan goes on when there is room', async (t) => {
    writeFileSync(join(folder, 'a.mbox'), mailbox(5000))
    const args = ['scan', 'a.mbox', '--store', 'small/x.counterfoil', '--quiet', '--format', 'ndjson']
    const full = await cramped(t, args, args)
    const [before] = full.stderr.split('room again\n')
    // A file that may not grow is another error of the system than a full disk, and told as one.
    const what = canMount()
      ? /there is no room left for the store \S*small\/x\.counterfoil\n/
      : /small\/x\.counterfoil is not usable/
    assert.match(before!, what)
    assert.match(before!, /\n {2}what to do: .*\nexit 4\n/)
    assert.equal(full.exit, 0, full.stderr)
    assert.equal(full.stdout.match(/"type":"summary"/g)?.length, 1)
    const { met, stored } = summaryOf(full).messages
    assert.deepEqual([met, stored], [5000, 5000])
  })

  it('leaves no half-written results', async (t) => {
    writeFileSync(join(folder, 'a.mbox'), mailbox(6000))
    const args = ['scan', 'a.mbox', '--all', '--format', 'ndjson', '--output', 'small/all.ndjson', '--quiet']
    const full = await cramped(t, args, [])
    const [what, next, ...left] = full.stderr.trimEnd().split('\n')
    assert.match(what!, /small\/all\.ndjson: the results could not be written: .*; nothing was left there/)
    assert.match(next!, /what to do: make room/)
    assert.deepEqual(left, ['exit 1', 'room again'])
  })

  it('is told when standard output is on it', {
    skip: !existsSync('/dev/full') && 'no /dev/full',
  }, async () => {
    writeFileSync(join(folder, 'a.mbox'), mailbox(5))
    const command = [
      'sh',
      '-c',
      `${PROGRAM.map((text) => `'${text}'`).join(' ')} scan a.mbox --quiet > /dev/full`,
    ]
    const full = await start([], { command }).ended
    assert.equal(full.exit, 1)
    assert.match(full.stderr, /the results could not be written: the disk is full/)
  })
})

describe('a single line of 2 GB', () => {
  it('is read in passing, with a mark, and the mail after it is not lost', async () => {
    const path = join(folder, 'long.mbox.zst')
    const block = Buffer.alloc(1 << 20, 'a')
    const [before, afterwards] = [mailbox(1), mailbox(2)]
    async function* content(): AsyncGenerator<Buffer> {
      yield Buffer.from(before)
      for (let i = 0; i < 2048; i++) yield block
      yield Buffer.from(`\n\n${afterwards}`)
    }
    const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 1 } })
    await pipeline(Readable.from(content()), compress, createWriteStream(path))
    const probe = `process.on('exit', () => process.stderr.write('peak ' + process.resourceUsage().maxRSS))`
    const command = [
      process.execPath,
      '--import',
      `data:text/javascript,${encodeURIComponent(`import { isMainThread } from 'node:worker_threads'; if (isMainThread) ${probe}`)}`,
      ...PROGRAM.slice(1),
    ]
    const ended = await start(['scan', path, '--format', 'ndjson', '--all', '--quiet'], { command }).ended
    assert.equal(summaryOf(ended).messages.met, 3, ended.stderr)
    const peakMb = Number(/peak (\d+)/.exec(ended.stderr)?.[1]) / 1024
    assert.ok(peakMb < 700, `needed ${peakMb} MB`)
    assert.match(ended.stdout, /limit\.message-size|too-large/)
  })
})

describe('signals', () => {
  const args = ['scan', 'a.mbox', '--store', 'x.counterfoil', '--format', 'ndjson']
  const MESSAGES = 12_000

  /** Sends the signal as soon as the store exists and has taken something in. */
  async function interruptedScan(signals: readonly NodeJS.Signals[], given = args): Promise<Ended> {
    writeFileSync(join(folder, 'a.mbox'), mailbox(MESSAGES, 1100))
    const { pid, ended, kill } = start(given)
    const grown = (): boolean =>
      ['x.counterfoil', 'x.counterfoil-wal'].some(
        (name) => (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0) > 500_000,
      )
    const deadline = Date.now() + 20_000
    while (given === args && !grown() && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 10))
    // Without a store nothing grows: the scan is under way when it has its input open.
    const reads = (): boolean =>
      readdirSync(`/proc/${pid}/fd`).some((fd) => {
        try {
          return readlinkSync(`/proc/${pid}/fd/${fd}`).endsWith('/a.mbox')
        } catch {
          return false // closed in between
        }
      })
    while (given !== args && !reads() && Date.now() < deadline)
      await new Promise((resolve) => setTimeout(resolve, 10))
    for (const signal of signals) {
      kill(signal)
      await new Promise((resolve) => setTimeout(resolve, 1))
    }
    return ended
  }

  it('Ctrl-C leaves a store that the printed command goes on with, and nothing is lost or doubled', async () => {
    const stopped = await interruptedScan(['SIGINT'])
    assert.equal(stopped.exit, 130, stopped.stderr)
    assert.equal(stopped.stdout, '')
    const again = /what to do: go on where it stopped with: counterfoil (.*)\n/.exec(stopped.stderr)?.[1]
    assert.equal(again, args.join(' '))
    const kept = Number(/this store keeps ([\d,]+) messages/.exec(stopped.stderr)?.[1]?.replaceAll(',', ''))
    assert.ok(kept > 0 && kept < MESSAGES, String(kept))
    const resumed = await counterfoil(args)
    assert.equal(resumed.exit, 0)
    const { met, added, stored } = summaryOf(resumed).messages
    assert.deepEqual([met, added, stored], [MESSAGES, MESSAGES - kept, MESSAGES])
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.includes('partial')),
      [],
    )
  })

  it('SIGTERM does the same with its own exit code', async () => {
    const stopped = await interruptedScan(['SIGTERM'])
    assert.equal(stopped.exit, 143, stopped.stderr)
    assert.match(stopped.stderr, /go on where it stopped with/)
  })

  it('without a store Ctrl-C says that nothing was kept', async () => {
    const stopped = await interruptedScan(['SIGINT'], ['scan', 'a.mbox', '--output', 'out.txt'])
    assert.equal(stopped.exit, 130, stopped.stderr)
    assert.match(
      stopped.stderr,
      /nothing was kept\n {2}what to do: .*counterfoil scan a\.mbox --output out\.txt --store mail\.counterfoil/,
    )
    assert.deepEqual(readdirSync(folder), ['a.mbox'])
  })

  it('Ctrl-C twice ends at once, and the store is still whole', async () => {
    const stopped = await interruptedScan(['SIGINT', 'SIGINT'])
    assert.equal(stopped.exit, 130)
    const doctor = await counterfoil(['doctor', '--store', 'x.counterfoil'])
    assert.equal(doctor.exit, 0, doctor.stderr)
  })
})
