/** `demo` as a person runs it, over a tiny campaign of our making. */
import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { Campaign, Truth } from '../../index.ts'
import { ALERTS_FILE } from '../demo-place.ts'
import { DEMO_STEPS } from '../demo-steps.ts'
import { truthText } from '../demo-truth.ts'
import { EXIT, type ExitCode, Stop } from '../exit.ts'
import type { Session } from '../session.ts'
import { demo } from './demo.ts'

const folder = mkdtempSync(join(tmpdir(), 'counterfoil-demo-'))
after(() => rmSync(folder, { recursive: true }))

const TRUTH: Truth = {
  seed: 1,
  kind: 'intrusion',
  mailbox: 'b@harrow.example',
  mails: [
    {
      part: 'takeover',
      messageId: 'm1@x.example',
      from: 'a@x.example',
      to: ['b@harrow.example'],
      subject: 'Fwd: notes',
      time: '2026-03-01T10:00:00.000Z',
    },
  ],
  link: {
    shown: 'https://docs.example/d',
    href: 'https://gate.test/k',
    hop: 'gate.test',
    landing: 'https://docs.example/d',
  },
  namedByVendor: [],
}
const CAMPAIGN: Campaign = {
  files: new Map([['mail/b@harrow.example/Inbox.mbox', Buffer.from('')]]),
  mailboxes: ['b@harrow.example'],
  mails: 0,
  border: 'mx1.harrow.example',
  web: new Map(),
  followed: 0,
  truth: TRUTH,
}
const alertLine = (id: string): string =>
  `${JSON.stringify({ type: 'message', verdict: 'alert', message: { id: `<${id}>`, digest: `sha256:${'ab'.repeat(32)}`, from: 'a@x.example', subject: 's', source: 'f#1' } })}\n`

/** Runs it with these verbs; a scan writes one alert. */
async function run(name: string, verbs: readonly string[], ends: ExitCode = EXIT.done) {
  const at = join(folder, name)
  const written: string[] = []
  const ran: (readonly string[])[] = []
  const session = {
    library: {
      makeCampaign: () => CAMPAIGN,
      openLinkAsker: async () => ({ follow: async () => ({ chains: [] }), close: async () => undefined }),
      webFetcher: () => ({}),
      defang: (text: string) => text.replaceAll('.', '[.]'),
    },
    terminal: { write: async (text: string) => void written.push(text) },
    args: [],
    env: {},
    clock: () => 0,
  } as unknown as Session
  const exit = await demo(
    { seed: 1, folder: at },
    {
      has: (verb) => verbs.includes(verb),
      run: async (line) => {
        ran.push(line)
        if (line.includes('ndjson')) writeFileSync(join(at, ALERTS_FILE), alertLine('m1@x.example'))
        return ends
      },
    },
    session,
  )
  return { exit, ran, text: written.join(''), at }
}

describe('demo', () => {
  it('prints each command line it runs and no other', async () => {
    const { exit, ran, text } = await run('all', [...new Set(DEMO_STEPS.map(({ verb }) => verb))])
    assert.equal(exit, EXIT.done)
    const shown = [...text.matchAll(/^\$ counterfoil (\S+)/gm)].map(([, verb]) => verb)
    assert.deepEqual(
      shown,
      ran.map(([verb]) => verb),
    )
    assert.ok(shown.includes('trace'))
    assert.match(text, /alert 1 of 1/)
  })

  it('leaves out steps whose verb is not there, and steps about alerts that are not there', async () => {
    const { ran } = await run('few', ['scan', 'review'])
    assert.deepEqual([...new Set(ran.map(([verb]) => verb))], ['scan', 'review'])
    const { ran: blind } = await run('blind', ['trace', 'inspect'])
    assert.deepEqual(blind, [])
  })

  it('stops when it is interrupted, before the truth', async () => {
    const { exit, ran, text } = await run('stopped', ['scan'], EXIT.interrupted)
    assert.equal(exit, EXIT.interrupted)
    assert.equal(ran.length, 1)
    assert.doesNotMatch(text, /What was hidden/)
  })

  it('says that something failed on the way', async () => {
    assert.equal((await run('failed', ['scan'], EXIT.incomplete)).exit, EXIT.incomplete)
  })

  it('refuses a folder that holds something', async () => {
    const { at } = await run('twice', ['scan'])
    assert.ok(existsSync(join(at, 'truth.json')))
    await assert.rejects(
      run('twice', ['scan']),
      (error) => error instanceof Stop && error.exit === EXIT.wrongUse,
    )
  })
})

describe('the truth at the end', () => {
  const alert = { digest: 'ab', messageId: 'm1@x.example', from: 'a@x.example', subject: 's', source: 'f#1' }

  it('says hit and miss, and defangs the host', () => {
    const hit = truthText(TRUTH, [{ ...alert, messageId: 'other@x.example' }, alert], (text) =>
      text.replaceAll('.', '[.]'),
    )
    assert.match(hit, /was alert 2 of 2/)
    assert.match(hit, /gate\[\.\]test/)
    assert.match(
      truthText(TRUTH, [], (text) => text),
      /That is a miss/,
    )
  })

  it('calls every alert a false alarm where nothing happened', () => {
    const nothing: Truth = { seed: 2, kind: 'nothing', mails: [], namedByVendor: [] }
    assert.match(
      truthText(nothing, [alert], (text) => text),
      /1 alert was shown.*false alarm/,
    )
  })
})
