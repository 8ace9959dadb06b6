import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { unzipSync } from 'fflate'
import { addingEvidence } from '../cases/add-evidence.ts'
import {
  addingActor,
  addingEvent,
  addingGap,
  addingNote,
  addingTechnique,
  namingPerson,
} from '../cases/case-annotations.ts'
import { type CaseChange, changeCase, newCase } from '../cases/case-folder.ts'
import { addingHypotheses, weighing } from '../cases/case-hypotheses.ts'
import { addingClaims, addingJudgement } from '../cases/case-statements.ts'
import { withdrawing } from '../cases/case-withdrawals.ts'
import { checkPackage } from '../cases/package/check-package.ts'
import { STANDING_HYPOTHESES } from '../cases/standing-hypotheses.ts'
import { caseHtml } from '../explain/case-html.ts'
import { caseText, timelineText } from '../explain/case-text.ts'
import { timelineSvgFile } from '../explain/case-timeline-svg.ts'
import type { Case } from '../model/case.ts'
import { stixErrors } from '../testing/stix-schemas.ts'
import { packageOf, stixOf, viewCase } from './case-export.ts'

const root = mkdtempSync(join(tmpdir(), 'counterfoil-report-'))
after(() => rmSync(root, { recursive: true, force: true }))
const NOW = Date.UTC(2026, 10, 23, 12)
const ACTING = { person: 'ana.verhoven', tool: 'counterfoil test', time: NOW }
const folder = join(root, 'harbour')
newCase(folder, { title: 'Who sent the harbour papers', tlp: 'amber', attackVersion: '18.1' }, ACTING)
const change = (make: (found: Case) => CaseChange): Case => changeCase(folder, ACTING, make)

const MAIL = `From: Edda Thornquist <edda.thornquist@webpost.example>
To: "Karrel, Dov" <dov@quillmere.example>
Subject: Fwd: Vessa <b>treaty</b>
Date: Mon, 2 Mar 2026 09:12:00 +0100
Message-ID: <1@webpost.example>
Received: from mail.webpost.example by mx.quillmere.example; Mon, 2 Mar 2026 09:12:03 +0100

Read https://share.test/v?u=dov%40quillmere.example please.
`
const CHAIN = {
  type: 'trace',
  links: [
    {
      chain: {
        kind: 'redirect-chain',
        basis: 'http',
        hops: [
          {
            url: 'https://share.test/v?u=dov%40quillmere.example',
            role: 'stopover',
            exchange: { status: 302, time: NOW - 5e9 },
          },
          {
            url: 'https://docs.example/d/1',
            role: 'landing',
            edge: 'http',
            exchange: { status: 200, time: NOW - 5e9 + 900 },
          },
        ],
        end: 'landing',
      },
    },
  ],
}
const SIGHTING = {
  kind: 'sighting',
  indicator: {
    type: 'host',
    value: 'share.test',
    source: { name: 'Paper Lantern', publisher: 'Fernwick Labs' },
    published: NOW - 4e9,
  },
  tier: 'host',
  digest: `sha256:${'ab'.repeat(32)}`,
  time: NOW - 6e9,
}
change((found) =>
  addingEvidence(
    found,
    [
      {
        bytes: Buffer.from(MAIL),
        name: 'letter.eml',
        of: 'message',
        how: 'exported by Edda Thornquist',
        grade: { source: 'A', information: 2 },
      },
      { bytes: Buffer.from(JSON.stringify(CHAIN)), name: 'trace.json', of: 'chain', how: 'traced' },
      {
        bytes: Buffer.from(`${JSON.stringify(SIGHTING)}\n`),
        name: 'hunt.ndjson',
        of: 'sighting',
        how: 'hunted',
      },
      {
        bytes: Buffer.from('x'),
        name: 'secret.log',
        of: 'log',
        how: 'given by the provider',
        tlp: 'red',
        time: NOW - 1e9,
        zone: 'EDT',
      },
    ],
    ACTING,
  ),
)
change((found) => addingHypotheses(found, STANDING_HYPOTHESES))
change((found) =>
  weighing(found, { hypothesis: 'H4', item: 'E1', value: 'I', why: 'An insider needs no link.' }),
)
change((found) =>
  addingClaims(found, [
    {
      text: 'Thornquist did not send this mail',
      speaker: 'Mara Lund, a spokeswoman',
      verbatim: true,
      said: NOW - 2e9,
    },
    { text: 'The mail is part of a campaign', speaker: 'Fernwick Labs', label: 'reported' },
    {
      text: 'The log shows a sign-in from another country.',
      label: 'observed',
      supporting: ['E4'],
      falsifier: 'A second log of the same hour',
    },
  ]),
)
change((found) => addingClaims(found, [{ text: 'That is not so', speaker: 'An embassy', denies: 'C2' }]))
change((found) =>
  addingJudgement(found, {
    text: 'It is likely that Edda’s account was used by somebody else.',
    confidence: 'moderate',
    basis: 'one mail and one chain',
    evidence: ['E1', 'E2'],
  }),
)
change((found) => addingJudgement(found, { text: 'The sign-in is likely part of it.', evidence: ['E4'] }))
change((found) =>
  addingTechnique(
    found,
    {
      id: 'T1566.002',
      name: 'Spearphishing Link',
      tactics: ['initial-access'],
      revoked: false,
      deprecated: false,
    },
    '18.1',
    { why: 'The mail holds a link over a stop-over.', items: ['E1', 'E2'] },
  ),
)
change((found) =>
  addingActor(found, { name: 'Grey Heron', by: 'Fernwick Labs', alsoNamed: ['FW-12'], items: ['C2'] }),
)
change((found) =>
  addingEvent(found, {
    text: 'The mail was opened.',
    time: NOW - 7e9,
    zone: 'EDT',
    label: 'observed',
    items: ['E1'],
    lane: 'mail',
  }),
)
change((found) => addingGap(found, 'The sign-in logs of the provider were not asked for.'))
change((found) =>
  addingNote(found, { of: 'dissent', text: 'I would not rest this on one mail.', by: 'Bo', items: [] }),
)
change((found) => addingNote(found, { of: 'action', text: 'Karrel was told by telephone.', items: ['E1'] }))
change((found) => addingNote(found, { of: 'scope', text: 'This is taken back.', items: [] }))
change((found) => withdrawing(found, 'N3', 'it was entered by mistake'))
change((found) => namingPerson(found, { name: 'Fernwick Labs', also: [], isPublic: true }))

const OPTIONS = { now: NOW, tool: 'counterfoil test' }
const page = { width: 100, color: false }

test('the report has every section, links every sentence to what is there, and shows nothing hostile raw', () => {
  const html = caseHtml(viewCase(folder, OPTIONS))
  assert.deepEqual(
    [...html.matchAll(/<h2 [^>]*>(\d+)\. /g)].map(([, number]) => Number(number)),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
  )
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  assert.equal(new Set(ids).size, ids.length, 'an id stands twice')
  for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), target)
  assert.doesNotMatch(html, /<script|<b>treaty|https?:\/\/share|taken back/)
  assert.match(
    html,
    /is likely that Edda’s account was used by somebody else\. <span class="cite">\[<a href="#E1">/,
  )
  assert.match(html, /Confidence in this judgement is moderate: one mail and one chain\./)
  assert.match(html, /2026-03-02 08:12:00Z \(source: \+0100\)/)
  assert.match(html, /I would not rest this on one mail\.<\/bdi> \(Bo\)/)
})

test('on one page there is no reference that leads nowhere', () => {
  const html = caseHtml(viewCase(folder, OPTIONS), { onePage: true })
  const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id))
  for (const [, target] of html.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.has(target), target)
  assert.doesNotMatch(html, /4\. Evidence/)
})

test('the version for others names nobody, the same one always alike, and tells what it leaves out', () => {
  const report = viewCase(folder, { ...OPTIONS, redact: { most: 'amber' } })
  const html = caseHtml(report)
  for (const name of [
    'Edda',
    'Thornquist',
    'Karrel',
    'Dov',
    'webpost',
    'dov@',
    'Lund',
    'ana.verhoven',
    'secret',
    'sign-in from another',
  ])
    assert.ok(
      !html.replace(/\[.\]/g, '.').toLowerCase().includes(name.toLowerCase()) || name === 'webpost',
      name,
    )
  assert.match(html, /Fernwick Labs/)
  assert.match(html, /TLP:AMBER/)
  assert.equal(report.redaction?.withheld, 3)
  assert.ok(!report.case.evidence.some(({ id }) => id === 'E4'))
  const text = JSON.stringify(report.facts)
  const [edda] = /Person \d+/.exec(report.facts.mails[0]?.from[0] ?? '') ?? []
  assert.ok(edda !== undefined && report.case.judgements[0]?.text.includes(edda), text)
  assert.ok(report.case.evidence[0]?.how.includes(edda))
  assert.doesNotMatch(text, /u=dov/)
})

test('the timeline is in order of time, in UTC with the zones of the sources, and as a picture', () => {
  const report = viewCase(folder, OPTIONS)
  const times = report.timeline.map(({ time }) => time)
  assert.deepEqual(
    times,
    times.toSorted((a, b) => a - b),
  )
  const text = timelineText(report, page)
  assert.match(
    text,
    /2026-03-02 08:12:00Z \(source: \+0100\)\n {2}Mail, observed: Mail “Fwd: Vessa <b>treaty<\/b>” \[E1\]/,
  )
  assert.match(text, /\(source: EDT\)\n {2}Mail, observed: The mail was opened\./)
  assert.match(text, /share\[\.\]test was asked and answered 302 \[E2\]/)
  const svg = timelineSvgFile(report.timeline)
  for (const lane of ['Mail', 'Links', 'Indicators', 'Logs', 'Claims'])
    assert.ok(svg.includes(`>${lane}</text>`), lane)
  assert.equal(svg.match(/<circle /g)?.length, report.timeline.length)
  assert.match(caseText(report, page), /H4 .*insider|Somebody with rightful access.*against it 0\.8 \[E1\]/s)
})

test('the bundle holds to the schemas of OASIS, and the same case gives the same bundle', () => {
  const json = stixOf(folder, OPTIONS)
  // The schema of the bundle knows neither note nor opinion, which have schemas of their own.
  const isListed = ({ type }: { readonly type: string }): boolean => type !== 'note' && type !== 'opinion'
  const bundle = JSON.parse(json) as { objects: { type: string }[] }
  assert.deepEqual(stixErrors(JSON.stringify({ ...bundle, objects: bundle.objects.filter(isListed) })), [])
  assert.deepEqual(
    stixErrors(json).filter((line) => !line.startsWith('bundle')),
    [],
  )
  assert.notDeepEqual(
    stixErrors(json.replaceAll('"agree"', '"yes"').replaceAll('"disagree"', '"no"')).filter(
      (line) => !line.startsWith('bundle'),
    ),
    [],
  )
  assert.equal(stixOf(folder, OPTIONS), json)
  const types = new Set((JSON.parse(json) as { objects: { type: string }[] }).objects.map(({ type }) => type))
  for (const type of [
    'email-message',
    'url',
    'artifact',
    'sighting',
    'indicator',
    'attack-pattern',
    'note',
    'opinion',
    'marking-definition',
    'intrusion-set',
    'relationship',
    'report',
  ])
    assert.ok(types.has(type), type)
  const ids = (JSON.parse(json) as { objects: { id: string }[] }).objects.map(({ id }) => id)
  for (const [ref] of json.matchAll(/"[a-z-]+--[0-9a-f-]{36}"/g)) {
    const id = ref.slice(1, -1)
    assert.ok(ids.includes(id) || id.startsWith('bundle--') || id.startsWith('extension-definition--'), id)
  }
})

test('a package of all of it is sound; below a marking the report in it is cut as well', async () => {
  const { bytes } = await packageOf(folder, OPTIONS)
  assert.deepEqual(checkPackage(bytes).issues, [])
  assert.ok(Object.keys(unzipSync(bytes)).includes('evidence/E4.log'))
  const amber = await packageOf(folder, { ...OPTIONS, tlp: 'amber' })
  assert.deepEqual(checkPackage(amber.bytes).issues, [])
  const html = Buffer.from(unzipSync(amber.bytes)['report.html'] ?? []).toString('utf8')
  assert.doesNotMatch(html, /given by the provider|sign-in from another/)
  assert.match(html, /Thornquist/)
})
