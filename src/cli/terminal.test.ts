import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openTerminal, type Terminal, type TerminalOptions, visible } from './terminal.ts'

interface Setting extends TerminalOptions {
  readonly tty?: boolean
  readonly env?: Record<string, string>
}

function open({ tty = true, env = {}, ...options }: Setting = {}): { terminal: Terminal; written: string[] } {
  const written: string[] = []
  const stream = (name: string): NodeJS.WriteStream =>
    ({
      isTTY: tty,
      columns: 80,
      on() {},
      write(text: string, done?: () => void) {
        written.push(`${name} ${text}`)
        done?.()
      },
    }) as unknown as NodeJS.WriteStream
  const streams = { stdout: stream('out'), stderr: stream('err'), env, now: () => 0 }
  return { terminal: openTerminal(streams, options), written }
}

describe('openTerminal', () => {
  it('uses colour and width only on a terminal whose owner wants them', () => {
    const look = (setting: Setting): unknown[] => {
      const { terminal } = open(setting)
      return [terminal.colour, terminal.columns]
    }
    assert.deepEqual(look({}), [true, 80])
    assert.deepEqual(look({ tty: false }), [false, undefined])
    assert.deepEqual(look({ colour: false }), [false, 80])
    assert.deepEqual(look({ env: { NO_COLOR: '1' } }), [false, 80])
    assert.deepEqual(look({ env: { NO_COLOR: '' } }), [true, 80], 'empty does not count (no-color.org)')
    assert.deepEqual(look({ env: { TERM: 'dumb' } }), [false, 80])
  })

  it('takes the bar away before anything else is written', async () => {
    const { terminal, written } = open()
    const progress = { kind: 'scan-progress', phase: 'reading', messages: 1 } as const
    terminal.progress(progress)
    terminal.note('a note')
    terminal.progress(progress)
    await terminal.write('a result\n')
    terminal.progress(progress)
    terminal.settle()
    const clear = 'err \r\u001b[K'
    const bar = `${clear}reading, 1 message`
    assert.deepEqual(written, [
      bar,
      clear,
      'err counterfoil: a note\n',
      bar,
      clear,
      'out a result\n',
      bar,
      clear,
    ])
  })

  it('draws no bar on a dumb terminal or with --quiet', () => {
    for (const setting of [{ env: { TERM: 'dumb' } }, { quiet: true }]) {
      const { terminal, written } = open(setting)
      terminal.progress({ kind: 'scan-progress', phase: 'reading', messages: 1 })
      assert.deepEqual(written, [])
    }
  })
})

describe('visible', () => {
  it('names what a terminal would obey or hide, and leaves every script alone', () => {
    assert.equal(
      visible('a\u001b[31m\u009b\u202e\u200bb\ud800'),
      'a⟨U+001B⟩[31m⟨U+009B⟩⟨U+202E⟩⟨U+200B⟩b⟨U+D800⟩',
    )
    assert.equal(visible('Привет, 世界 👍 é'), 'Привет, 世界 👍 é')
  })
})
