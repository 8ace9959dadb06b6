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
  files: new Map([
    ['mail/b@harrow.example/Inbox.mbox', Buffer.from('')],
    ['leaked/memo.pdf', Buffer.from('%PDF-')],
    [
      'outside/received.csv',
      Buffer.from('time,newsroom,from,file\r\n2026-07-28T03:22:04.000Z,r@x.example,m@x.example,memo.pdf\r\n'),
    ],
  ]),
  mailboxes: ['b@harrow.example'],
  mails: 0,
  border: 'mx1.harrow.example',
  web: new Map(),
  followed: 0,
  truth: TRUTH,
}
const EVERY = [...new Set(DEMO_STEPS.map(({ verb }) => verb))]
const alertLine = (id: string): string =>
  `${JSON.stringify({ type: 'message', verdict: 'alert', message: { id: `<${id}>`, digest: `sha256:${'ab'.repeat(32)}`, from: 'a@x.example', subject: 's', source: 'f#1' } })}\n`

/** Runs it with these verbs; a scan writes one alert, and the case its report. */
async function run(
  name: string,
  verbs: readonly string[],
  { ends = EXIT.done, grounded = true }: { readonly ends?: ExitCode; readonly grounded?: boolean } = {},
) {
  const at = join(folder, name)
  const written: string[] = []
  const ran: (readonly string[])[] = []
  const session = {
    library: {
      makeCampaign: () => CAMPAIGN,
      openLinkAsker: async () => ({ follow: async () => ({ chains: [] }), close: async () => undefined }),
      webFetcher: () => ({}),
      defang: (text: string) => text.replaceAll('.', '[.]'),
      assertionsOf: () => ({
        grounds: { sightings: [] },
        assertions: { grounded, mails: grounded ? [`sha256:${'ab'.repeat(32)}`] : [] },
      }),
      isCase: () => true,
      openCase: () => ({ claims: [{ id: 'C1', state: 'proposed' }] }),
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
        if (line[1] === 'report') writeFileSync(join(at, 'case-report.html'), '')
        return ends
      },
    },
    session,
  )
  return { exit, ran, text: written.join(''), at }
}

describe('demo', () => {
  it('prints each command line it runs and no other', async () => {
    const { exit, ran, text, at } = await run('all', EVERY)
    assert.equal(exit, EXIT.done)
    const shown = [...text.matchAll(/^\$ counterfoil (\S+)/gm)].map(([, verb]) => verb)
    assert.deepEqual(
      shown,
      ran.map(([verb]) => verb),
    )
    assert.ok(shown.includes('trace'))
    assert.match(text, /alert 1 of 1/)
    const ofCase = ran.filter(([verb]) => verb === 'case').map(([, verb]) => verb)
    for (const verb of [
      'grounds',
      'new',
      'add',
      'add-claims',
      'accept',
      'hypothesis',
      'propose',
      'check',
      'report',
      'export',
    ])
      assert.ok(ofCase.includes(verb), verb)
    assert.ok(
      ran.some((line) =>
        line.join(' ').startsWith(`leak trace ${at}/leaked --until 2026-07-28T03:22:04.000Z`),
      ),
    )
    assert.match(text, /The report of the case lies in \S+case-report\.html/)
  })

  it('makes no case where nothing carries one', async () => {
    const { exit, ran, text } = await run('quiet', EVERY, { grounded: false })
    assert.equal(exit, EXIT.done)
    assert.deepEqual(
      ran.filter(([verb]) => verb === 'case').map(([, verb]) => verb),
      ['grounds'],
    )
    assert.match(text, /No case was made: nothing carries one/)
  })

  it('leaves out steps whose verb is not there, and steps about alerts that are not there', async () => {
    const { ran } = await run('few', ['scan', 'review'])
    assert.deepEqual([...new Set(ran.map(([verb]) => verb))], ['scan', 'review'])
    const { ran: blind } = await run('blind', ['trace', 'inspect'])
    assert.deepEqual(blind, [])
  })

  it('stops when it is interrupted, before the truth', async () => {
    const { exit, ran, text } = await run('stopped', ['scan'], { ends: EXIT.interrupted })
    assert.equal(exit, EXIT.interrupted)
    assert.equal(ran.length, 1)
    assert.doesNotMatch(text, /What was hidden/)
  })

  it('says that something failed on the way', async () => {
    assert.equal((await run('failed', ['scan'], { ends: EXIT.incomplete })).exit, EXIT.incomplete)
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

  it('says of an insider whether the papers had been sent to them', () => {
    const item = {
      family: 'Memo',
      version: 1,
      name: 'memo.pdf',
      sha256: 'ab',
      sent: '2026-01-01T00:00:00.000Z',
    }
    const inside = (holders: readonly string[]): string =>
      truthText(
        {
          seed: 3,
          kind: 'insider',
          mailbox: 'c@harrow.example',
          mails: [],
          leak: { persona: 'm@inkmail.test', items: [{ ...item, holders }], commonHolders: [] },
          namedByVendor: [],
        },
        [alert],
        (text) => text,
      )
    assert.match(inside(['c@harrow.example']), /do not tell whether its owner or somebody else took them/)
    assert.match(inside(['b@harrow.example']), /None of them was ever sent to them/)
    assert.match(inside(['b@harrow.example']), /No mail here came from a taken-over account/)
  })
})
