// Reports written for this purpose in the manner of many publishers, with what is in them beside each
// (fixtures/reports). Everything is fictional: reserved or made-up names, documentation networks.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { openAttachment } from '../../enrich/attachments/open-attachment.ts'
import type { Indicator, IndicatorSet } from '../../model/indicator.ts'
import { onePage, writePdf } from '../../testing/pdf-writer.ts'
import { readIndicators } from './read-indicators.ts'

const FOLDER = join(import.meta.dirname, '../../../fixtures/reports')

interface Expected {
  readonly facts: ReadonlyMap<string, string>
  readonly indicators: ReadonlySet<string>
  readonly benign: ReadonlyMap<string, string>
}

/** `type value` for an indicator, `- reason type value` for one told apart, `# facts key=value; …`. */
function readExpected(text: string): Expected {
  const facts = new Map<string, string>()
  const indicators = new Set<string>()
  const benign = new Map<string, string>()
  for (const line of text.split('\n')) {
    if (line.startsWith('# facts '))
      for (const fact of line.slice(8).split('; '))
        facts.set(fact.slice(0, fact.indexOf('=')), fact.slice(fact.indexOf('=') + 1))
    else if (line.startsWith('- ')) {
      const [, reason = '', value = ''] = /^- (\S+) (.*)$/.exec(line) ?? []
      benign.set(value, reason)
    } else if (line.trim() !== '') indicators.add(line)
  }
  return { facts, indicators, benign }
}

const key = ({ type, value }: Indicator): string => `${type} ${value}`

const known = new Map<string, IndicatorSet>()

/** Each once. The text of a PDF is read in a thread against the clock: a machine that is busy gets a second try. */
async function read(bytes: Uint8Array, name: string): Promise<IndicatorSet> {
  let set = known.get(name)
  for (
    let tries = 0;
    set === undefined || (tries < 3 && set.issues.some(({ code }) => code === 'limit.attachment-time'));
    tries++
  )
    set = await readIndicators(bytes, name, {
      openDocument: (document, documentName) =>
        openAttachment(
          { part: '', name: documentName, declaredType: '', bytes: document },
          { recipients: [] },
        ),
    })
  known.set(name, set)
  return set
}

interface Case {
  readonly name: string
  readonly bytes: Uint8Array
  readonly expected: Expected
}

/** Lines of text as pages of a PDF, Helvetica, from the top. */
function pdfOf(lines: readonly string[], metadata = ''): Buffer {
  const shown = lines.map((line) => `(${line.replace(/[\\()]/g, '\\$&')}) Tj T*`).join('\n')
  const content = `BT /F 9 Tf 11 TL 50 760 Td\n${shown}\nET`
  return writePdf([...onePage({ content }), metadata], { trailer: '/Info 6 0 R' })
}

const PDF_BULLETIN = pdfOf(
  `TLP:AMBER
Willow Creek Research
Bulletin: the "Stone Bridge" lure
Published: 12 June 2026

Stone Bridge is sent from taken-over accounts. The link goes to
hxxps://bridge.stone-fictional[.]net/open/doc and then to the genuine site drive.example.
The loader (version 4.1.2.9) beacons to 203.0.113[.]130 every hour.

Indicators of compromise
stone-fictional[.]net
bridge.stone-fictional[.]net
stone-bridge[.]
example
hxxps://stone-bridge[.]example/files/2026/06/long/path/to/the/
document/view.php?id=4711
203.0.113[.]130
203.0.113[.]131
sender@stone-bridge[.]example
SHA-256: b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee
9088f7ace2efcde9
MD5: 827ccb0eea8a706c4c34a16891f84e7b

Contact: bulletins@willow-creek.example`.split('\n'),
  '<</Title(Bulletin: the "Stone Bridge" lure)/Author(Willow Creek Research)>>',
)
const PDF_TABLE = pdfOf(
  `Monthly threat overview                                      May 2026
Prepared by the Meadow Lane Security Group

1. Phishing
A wave used names such as meadow-mail[.]example and meadow-mail-fictional[.]com, while the
real portal is portal.meadow.example. See https://attack.mitre.org/techniques/T1566/.

Appendix A. IOCs
Type        Value
domain      meadow-mail[.]example
domain      meadow-mail-fictional[.]com
ipv4        192.0.2[.]11
ipv4        192.0.2[.]12
url         hxxp://192.0.2[.]11/a/b.php
sha1        aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d
email       info@meadow-mail[.]example

Appendix B. Versions checked
Agent 7.4.2.1, rules 2026.5.1, report.pdf, config.sh, Microsoft.Graph`.split('\n'),
  '<</Producer(Writer)>>',
)

const CASES: readonly Case[] = [
  ...readdirSync(FOLDER)
    .filter((name) => !name.endsWith('.expected'))
    .sort()
    .map((name) => ({
      name,
      bytes: readFileSync(join(FOLDER, name)),
      expected: readExpected(readFileSync(join(FOLDER, name.replace(/\.\w+$/, '.expected')), 'utf8')),
    })),
  {
    name: '23-bulletin.pdf',
    bytes: PDF_BULLETIN,
    expected:
      readExpected(`# facts publisher=Willow Creek Research; published=2026-06-12; tlp=amber; title=Bulletin: the "Stone Bridge" lure
url https://bridge.stone-fictional.net/open/doc
domain stone-fictional.net
host bridge.stone-fictional.net
domain stone-bridge.example
url https://stone-bridge.example/files/2026/06/long/path/to/the/document/view.php?id=4711
ip 203.0.113.130
ip 203.0.113.131
address sender@stone-bridge.example
file-hash sha256:b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9
file-hash md5:827ccb0eea8a706c4c34a16891f84e7b
- victim domain drive.example
- publisher address bulletins@willow-creek.example`),
  },
  {
    name: '24-overview.pdf',
    bytes: PDF_TABLE,
    expected: readExpected(`domain meadow-mail.example
domain meadow-mail-fictional.com
ip 192.0.2.11
ip 192.0.2.12
url http://192.0.2.11/a/b.php
file-hash sha1:aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d
address info@meadow-mail.example
- victim host portal.meadow.example
- reference url https://attack.mitre.org/techniques/T1566/`),
  },
]

test('written reports: recall at least 0.99, precision at least 0.97, over all of them', async () => {
  let found = 0
  let wanted = 0
  let asserted = 0
  let reasons = 0
  let reasonsWanted = 0
  const wrong: string[] = []
  for (const { name, bytes, expected } of CASES) {
    const set = await read(bytes, name)
    assert.equal(set.source.format, 'report', `${name} is read as ${set.source.format}`)
    const meant = new Set(set.indicators.filter(({ benign }) => benign === undefined).map(key))
    wanted += expected.indicators.size
    asserted += meant.size
    for (const each of expected.indicators)
      if (meant.has(each)) found++
      else
        wrong.push(
          `${name}: missing ${each}${set.indicators
            .filter((one) => key(one) === each)
            .map((one) => ` (told ${JSON.stringify(one.benign)})`)
            .join('')}`,
        )
    for (const each of meant) if (!expected.indicators.has(each)) wrong.push(`${name}: too much ${each}`)
    for (const [each, reason] of expected.benign) {
      reasonsWanted++
      const told = set.indicators.find((one) => key(one) === each)?.benign?.kind
      if (told === reason) reasons++
      else wrong.push(`${name}: ${each} told ${told}, not ${reason}`)
    }
  }
  const recall = found / wanted
  const precision = found / asserted
  console.log(
    `${CASES.length} reports: ${found} of ${wanted} indicators, recall ${recall.toFixed(4)}; ${asserted - found} too many, precision ${precision.toFixed(4)}; ${reasons} of ${reasonsWanted} reasons`,
  )
  for (const line of wrong) console.log(`  ${line}`)
  assert.ok(CASES.length >= 20)
  assert.ok(recall >= 0.99)
  assert.ok(precision >= 0.97)
  assert.ok(reasons / reasonsWanted >= 0.9)
})

test('written reports: title, publisher, date and TLP are read where they stand', async () => {
  const wrong: string[] = []
  let facts = 0
  for (const { name, bytes, expected } of CASES) {
    const set = await read(bytes, name)
    const [first] = set.indicators
    const published = first?.published
    const told: Readonly<Record<string, string | undefined>> = {
      publisher: set.source.publisher,
      title: set.source.title,
      published: published === undefined ? undefined : new Date(published).toISOString().slice(0, 10),
      tlp: first?.tlp,
    }
    for (const [fact, value] of expected.facts) {
      facts++
      if (told[fact] !== value) wrong.push(`${name}: ${fact} is ${told[fact]}, not ${value}`)
    }
  }
  console.log(`${facts - wrong.length} of ${facts} facts`)
  assert.deepEqual(wrong, [])
})

test('written reports: the range of each indicator holds its wording', async () => {
  for (const { name, bytes } of CASES) {
    if (!/\.(?:txt|md)$/.test(name)) continue
    const set = await read(bytes, name)
    for (const { source, wording } of set.indicators) {
      assert.ok(source.range && source.line, name)
      const written = Buffer.from(bytes.subarray(source.range.start, source.range.end))
        .toString()
        .replace(/\s+/g, ' ')
      assert.equal(written.slice(0, 200), wording.slice(0, 200), name)
    }
  }
})
