/** The program against a library of our making: what each kind of event and error becomes for the person. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { after, describe, it } from 'node:test'
import { StoreError } from '../model/ports.ts'
import type { ScanEvent, ScannedMessage, ScanSummary } from '../model/scan.ts'
import type { SourceTrouble } from '../model/source.ts'
import type { VerdictLevel } from '../model/verdict.ts'
import type { Library } from './library.ts'
import { runProgram } from './program.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-program-'))
after(() => rmSync(folder, { recursive: true }))

interface Outcome {
  readonly exit: number
  readonly stdout: string
  readonly stderr: string
  readonly closed: readonly string[]
  readonly asked: readonly Record<string, unknown>[]
}

interface World {
  readonly events?: (options: { signal?: AbortSignal }) => AsyncGenerator<ScanEvent>
  readonly openStore?: Library['openStore']
  readonly stdout?: NodeJS.WriteStream
  readonly env?: Record<string, string>
}

async function run(args: readonly string[], world: World = {}): Promise<Outcome> {
  const closed: string[] = []
  const asked: Record<string, unknown>[] = []
  const library = {
    scan: (options: { signal?: AbortSignal }) => {
      asked.push(options)
      return (world.events ?? (() => ending({})))(options)
    },
    openStore:
      world.openStore ??
      (async (location: string) => ({
        location,
        counts: async () => ({ messages: 1240 }),
        close: async () => void closed.push(`store ${location}`),
      })),
    threadReader: () => ({
      parallel: 1,
      read: async () => [],
      close: async () => void closed.push('reader'),
    }),
    alertText: ({ verdict }: ScannedMessage) => `${verdict.level}!\n`,
    summaryText: () => 'summary\n',
    reviewLog: async () => ({ waiting: 2 }),
    closingHintText: (hint: Parameters<Library['closingHintText']>[0]) => `${JSON.stringify(hint)}\n`,
    messageLine: ({ verdict }: ScannedMessage) => `{"verdict":"${verdict.level}"}\n`,
    summaryLine: () => '{"type":"summary"}\n',
    scanJson: (messages: readonly ScannedMessage[]) => `[${messages.length}]\n`,
    reportFor: async (messages: readonly ScannedMessage[]) => messages,
    reportHtml: (messages: readonly unknown[]) => `<p>${messages.length}</p>\n`,
  } as unknown as Library
  const out = collector()
  const err = collector()
  const exit = await runProgram({
    args,
    streams: {
      stdout: world.stdout ?? (out.stream as unknown as NodeJS.WriteStream),
      stderr: err.stream as unknown as NodeJS.WriteStream,
      env: world.env ?? {},
      now: () => 0,
    },
    clock: () => 0,
    loadLibrary: async () => library,
  })
  return { exit, stdout: out.text(), stderr: err.text(), closed, asked }
}

function collector(): { stream: Writable; text: () => string } {
  const pieces: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      pieces.push(String(chunk))
      done()
    },
  })
  return { stream, text: () => pieces.join('') }
}

const scanned = (level: VerdictLevel): ScannedMessage =>
  ({
    kind: 'scanned-message',
    verdict: { level, digest: `sha256:${level}` },
    judgement: { held: level === 'alert' || level === 'review' },
  }) as unknown as ScannedMessage

const trouble = (detail: string, fatal = false): SourceTrouble => ({
  kind: 'source-trouble',
  code: 'unreadable',
  file: '/elsewhere/mail.mbox',
  detail,
  next: 'look at it',
  fatal,
})

async function* ending({
  met = 3,
  troubles = [] as SourceTrouble[],
  levels = [] as VerdictLevel[],
}): AsyncGenerator<ScanEvent> {
  yield { kind: 'scan-progress', phase: 'reading', messages: 1 }
  yield* troubles
  yield* levels.map(scanned)
  const count = (level: VerdictLevel): number => levels.filter((one) => one === level).length
  yield {
    kind: 'scan-summary',
    messages: { met },
    verdicts: { alert: count('alert'), review: count('review') },
    coverage: { trouble: troubles },
  } as unknown as ScanSummary
}

describe('scan', () => {
  it('prints alerts and a summary, and what it did not print as a note', async () => {
    const { exit, stdout, stderr, closed } = await run(['scan', 'a.mbox'], {
      events: () => ending({ levels: ['alert', 'review'] }),
    })
    assert.equal(exit, 0)
    const hint = { digest: 'sha256:alert', waiting: 2, program: 'counterfoil', history: '--history a.mbox' }
    assert.equal(stdout, `alert!\n\nsummary\n\n${JSON.stringify(hint)}\n`)
    assert.match(stderr, /1 more may be worth a look/)
    assert.match(stderr, /was not kept; with --store FILE/)
    assert.deepEqual(closed.toSorted(), ['reader', 'store :memory:'])
  })

  it('ends with what to do next only where a mail is held, and names the store as it was given', async () => {
    const levels: VerdictLevel[] = ['review', 'none']
    const events = () => ending({ levels })
    const kept = await run(['scan', 'my mail', '--store', 'a b.counterfoil'], { events })
    assert.match(kept.stdout, /"digest":"sha256:review"/)
    assert.match(kept.stdout, /"store":"--store 'a b\.counterfoil'","history":"--history 'my mail'"/)
    const piped = await run(['scan', '-'], { events })
    assert.doesNotMatch(piped.stdout, /history/)
    const quiet = await run(['scan', 'a.mbox', '--quiet'], { events })
    assert.equal(quiet.stdout, 'summary\n')
    const nothing = await run(['scan', 'a.mbox'], { events: () => ending({ levels: ['none'] }) })
    assert.equal(nothing.stdout, 'summary\n')
  })

  it('says nothing but results with --quiet, and still what goes wrong', async () => {
    const fine = await run(['scan', 'a.mbox', '--quiet'])
    assert.deepEqual([fine.exit, fine.stdout, fine.stderr], [0, 'summary\n', ''])
    const bad = await run(['scan', 'a.mbox', '--quiet'], {
      events: () => ending({ troubles: [trouble('it broke')] }),
    })
    assert.equal(bad.stderr, 'counterfoil: /elsewhere/mail.mbox: it broke\n  what to do: look at it\n')
  })

  for (const [name, world, args, exit] of [
    ['something failed on the way', { troubles: [trouble('it broke')] }, [], 1],
    ['nothing could be read', { met: 0, troubles: [trouble('it broke', true)] }, [], 3],
    ['alerts found, not asked about', { levels: ['alert'] as VerdictLevel[] }, [], 0],
    ['alerts found, asked about', { levels: ['alert'] as VerdictLevel[] }, ['--fail-on', 'alert'], 10],
    [
      'alerts found and something failed',
      { levels: ['alert'] as VerdictLevel[], troubles: [trouble('x')] },
      ['--fail-on', 'alert'],
      10,
    ],
    ['only reviews found', { levels: ['review'] as VerdictLevel[] }, ['--fail-on', 'alert'], 0],
  ] as const)
    it(`exits with ${exit}: ${name}`, async () => {
      assert.equal(
        (await run(['scan', 'a.mbox', ...args], { events: () => ending(world as never) })).exit,
        exit,
      )
    })

  it('prints no results when nothing could be read', async () => {
    const { stdout } = await run(['scan', 'a.mbox', '--format', 'ndjson'], {
      events: () => ending({ met: 0, troubles: [trouble('it broke', true)] }),
    })
    assert.equal(stdout, '')
  })

  it('does not bury the rest under one kind of trouble', async () => {
    const { stderr } = await run(['scan', 'pictures'], {
      events: () => ending({ troubles: Array.from({ length: 500 }, (_, i) => trouble(`picture ${i}`)) }),
    })
    assert.equal(stderr.match(/picture/g)?.length, 10)
    assert.match(stderr, /490 more of this kind \(unreadable\) were not shown/)
  })

  it('shows no escape sequence or hidden character of a file name', async () => {
    const { stderr } = await run(['scan', 'x'], {
      events: () => ending({ troubles: [{ ...trouble('bad \u202egnp'), file: '/m/\u001b[2Jx' }] }),
    })
    assert.match(stderr, /\/m\/⟨U\+001B⟩\[2Jx: bad ⟨U\+202E⟩gnp/)
  })

  it('writes each format, to a file when asked', async () => {
    const levels: VerdictLevel[] = ['alert', 'review']
    const formats = {
      json: '[2]\n',
      html: '<p>2</p>\n',
      ndjson: '{"verdict":"alert"}\n{"verdict":"review"}\n{"type":"summary"}\n',
    }
    for (const [format, text] of Object.entries(formats)) {
      const args = ['scan', 'a.mbox', '--format', format, '--quiet']
      assert.equal((await run(args, { events: () => ending({ levels }) })).stdout, text)
      const path = join(folder, `out.${format}`)
      const toFile = await run([...args, '--output', path], { events: () => ending({ levels }) })
      assert.equal(toFile.stdout, '')
      assert.equal(readFileSync(path, 'utf8'), text)
    }
  })

  it('leaves no output behind when nothing could be read, the store fails or the code is wrong', async () => {
    const path = join(folder, 'never.json')
    const args = ['scan', 'a.mbox', '--format', 'json', '--output', path]
    const failing = [
      { events: () => ending({ met: 0, troubles: [trouble('it broke', true)] }) },
      {
        openStore: async () => {
          throw new StoreError('not-a-store', '/x.db', 'this is no store', 'take another')
        },
      },
      {
        events: async function* (): AsyncGenerator<ScanEvent> {
          yield scanned('alert')
          throw new RangeError('our mistake')
        },
      },
    ]
    const exits = []
    for (const world of failing) {
      exits.push((await run(args, world)).exit)
      assert.ok(!existsSync(path))
    }
    assert.deepEqual(exits, [3, 4, 1])
  })

  it('names the store and what to do when the store fails', async () => {
    const { exit, stderr } = await run(['scan', 'a.mbox', '--store', 'x.db'], {
      openStore: async () => {
        throw new StoreError('not-a-store', '/elsewhere/x.db', '/elsewhere/x.db is no store', 'take another')
      },
    })
    assert.equal(exit, 4)
    assert.equal(stderr, 'counterfoil: /elsewhere/x.db is no store\n  what to do: take another\n')
  })

  it('passes on what was asked', async () => {
    const { asked } = await run([
      ...['scan', 'a', 'b', '--budget', '5/1000', '--since', '2024-06-01', '--until', '2024-06-13', '--all'],
      ...['--trust-host', 'MX.example.org', '--trust-host', 'mx2.example.org'],
    ])
    const { inputs, budget, since, until, all, trustedHosts } = asked[0]!
    assert.deepEqual(
      { inputs, budget, since, until, all, trustedHosts },
      {
        inputs: ['a', 'b'],
        budget: { kind: 'share', alerts: 5, messages: 1000 },
        since: Date.UTC(2024, 5, 1),
        until: Date.UTC(2024, 5, 14),
        all: true,
        trustedHosts: ['mx.example.org', 'mx2.example.org'],
      },
    )
  })

  it('lets the command line outrank the configuration', async () => {
    const config = join(folder, 'counterfoil.json')
    writeFileSync(config, '{"budget": 3, "trustedHosts": ["mx.example.org"], "store": "kept.counterfoil"}')
    const plain = await run(['scan', 'a', '--config', config])
    assert.deepEqual(plain.asked[0]!.budget, { kind: 'count', alerts: 3 })
    assert.ok(plain.closed.includes(`store ${join(folder, 'kept.counterfoil')}`))
    const given = await run([
      'scan',
      'a',
      '--config',
      config,
      '--budget',
      '9',
      '--trust-host',
      'b.example.org',
    ])
    assert.deepEqual(given.asked[0]!.budget, { kind: 'count', alerts: 9 })
    assert.deepEqual(given.asked[0]!.trustedHosts, ['b.example.org', 'mx.example.org'])
  })

  it('refuses an empty window, an output over an input, and markup on a screen', async () => {
    const input = join(folder, 'in.mbox')
    writeFileSync(input, 'From x')
    const screen = Object.assign(collector().stream, {
      isTTY: true,
      columns: 80,
    }) as unknown as NodeJS.WriteStream
    for (const [args, what] of [
      [['scan', 'a', '--since', '2024-06-14', '--until', '2024-06-13'], /no time lies between/],
      [['scan', input, '--output', input], /would overwrite/],
      [['scan', input, '--format', 'html'], /not readable on a terminal/],
    ] as const) {
      const { exit, stderr, asked } = await run(args, { stdout: screen })
      assert.equal(exit, 2)
      assert.match(stderr, what)
      assert.equal(asked.length, 0)
    }
    assert.equal(readFileSync(input, 'utf8'), 'From x')
  })

  const interrupted = async function* ({ signal }: { signal?: AbortSignal }): AsyncGenerator<ScanEvent> {
    yield { kind: 'scan-progress', phase: 'reading', messages: 1 }
    process.emit('SIGINT', 'SIGINT')
    assert.ok(signal?.aborted)
    throw Object.assign(new Error('stopped'), { kind: 'scan-interrupted', messagesSaved: 3 })
  }

  it('says how to go on after Ctrl-C, as a line to type', async () => {
    const { exit, stderr, closed } = await run(['scan', "Ann's mail.mbox", '--store', 'mail.counterfoil'], {
      events: interrupted,
    })
    assert.equal(exit, 130)
    assert.match(stderr, /stopping after the messages at hand/)
    assert.ok(
      stderr.includes(
        "counterfoil: mail.counterfoil: stopped before the end; this store keeps 1,240 messages\n  what to do: go on where it stopped with: counterfoil scan 'Ann'\\''s mail.mbox' --store mail.counterfoil\n",
      ),
      stderr,
    )
    assert.deepEqual(closed.toSorted(), ['reader', 'store mail.counterfoil'])
    assert.equal(process.listenerCount('SIGINT'), 0)
  })

  it('says that nothing was kept after Ctrl-C without a store, and how to keep it', async () => {
    const { exit, stderr } = await run(['scan', 'a.mbox'], {
      events: interrupted,
      env: { npm_lifecycle_event: 'npx' },
    })
    assert.equal(exit, 130)
    assert.match(
      stderr,
      /nothing was kept\n {2}what to do: .*: npx counterfoil scan a\.mbox --store mail\.counterfoil\n/,
    )
  })

  it('ends quietly when nobody reads the results any more', async () => {
    const stdout = new Writable({
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE', syscall: 'write' }))
      },
    }) as unknown as NodeJS.WriteStream
    const { exit, stderr, closed } = await run(['scan', 'a.mbox', '--quiet'], { stdout })
    assert.deepEqual([exit, stderr], [0, ''])
    assert.deepEqual(closed.toSorted(), ['reader', 'store :memory:'])
  })

  it('calls a bug a bug', async () => {
    const { exit, stderr } = await run(['scan', 'a.mbox'], {
      // biome-ignore lint/correctness/useYield: it fails before it yields
      events: async function* (): AsyncGenerator<ScanEvent> {
        throw new RangeError('our mistake')
      },
    })
    assert.equal(exit, 1)
    assert.match(
      stderr,
      /this is a bug in counterfoil: our mistake\n.*report it.*\n(.*\n)*.* at .*program\.test\.ts/,
    )
  })
})
