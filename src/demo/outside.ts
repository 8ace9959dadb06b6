// What others publish about the affair, and the sign-ins the mail service wrote down.
import type { SeededRandom } from '../mail-writing/seeded-random.ts'
import { DAY, dayText, HOUR, isoTime, longDay } from './calendar.ts'
import { type Cast, firstName, type Person } from './cast.ts'
import { CLUSTERS, OUTLETS, STATES, VENDORS } from './names.ts'
import type { Operation } from './operation.ts'
import { pdf } from './papers.ts'

const textOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
const defanged = (host: string): string => host.replaceAll('.', '[.]')

const page = (title: string, blocks: readonly string[]): string =>
  `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${escapeHtml(title)}</title></head>\n<body>\n<h1>${escapeHtml(title)}</h1>\n${blocks.join('\n')}\n</body>\n</html>\n`
const paragraph = (text: string): string => `<p>${escapeHtml(text)}</p>`

/** Files by path below the demonstration's folder. */
export function publishedFiles(
  cast: Cast,
  { kind, leaked, persona, namedByVendor }: Operation,
  random: SeededRandom,
): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const vendor = random.pick(VENDORS)
  const cluster = random.pick(CLUSTERS)
  const state = random.pick(STATES)
  const month = (leaked ?? cast.start + 280 * DAY) + (18 + random.below(12)) * DAY
  const findings = [
    `${vendor} tracks ${cluster}, a group that we assess with moderate confidence to act for ${state}.`,
    ...(kind === 'intrusion'
      ? [
          'In the past months the group sent a phishing mail to a campaign in a large city from the compromised account of a former adviser. The mail contained a fake forward with a link that went through a host of the group before it led on to the listed site.',
        ]
      : ['In the past months the group sent phishing mails to several campaigns in large cities.']),
    'We do not name the victims. We told those we could reach. The list below is not complete.',
  ]
  const indicators = namedByVendor.map(
    (host) => `${defanged(host)} (phishing, seen until ${dayText(month - 30 * DAY)})`,
  )
  const title = `${cluster} and the city elections`
  files.set(
    'outside/vendor-report.html',
    Buffer.from(
      page(title, [
        paragraph(`${vendor}, ${longDay(month)}`),
        ...findings.map(paragraph),
        '<h2>Indicators</h2>',
        `<ul>\n${indicators.map((one) => `<li>${escapeHtml(one)}</li>`).join('\n')}\n</ul>`,
      ]),
    ),
  )
  const lines = [
    title,
    `${vendor}, ${longDay(month)}`,
    '',
    ...findings.flatMap((text) => folded(text, 88)),
    '',
    'Indicators',
    ...indicators,
  ]
  const report = pdf('vendor-report.pdf', { title, author: vendor, saved: month, version: 1, pages: [lines] })
  files.set('outside/vendor-report.pdf', textOf(report.content))
  files.set(
    'outside/indicators.csv',
    Buffer.from(
      `type,value,description,date\r\n${namedByVendor.map((host) => `domain,${host},${cluster} phishing,${isoTime(month)}\r\n`).join('')}`,
    ),
  )
  if (leaked === undefined) return files
  const [outlet] = OUTLETS.find(([, domain]) => cast.reporters[0]?.address.endsWith(`@${domain}`)) ?? [
    'The newsroom',
    '',
  ]
  const speaker = cast.owners[3] as Person
  const day = leaked + (8 + random.below(6)) * DAY
  files.set(
    'outside/article.html',
    Buffer.from(
      page('Campaign says it was hacked', [
        paragraph(`By ${cast.reporters[0]?.name ?? 'our reporter'}, ${outlet}, ${longDay(day)}`),
        paragraph(
          `Harrow Forward said on ${longDay(day)} that its internal papers had been stolen. “These documents were obtained illegally from a foreign source,” said ${speaker.name}, who speaks for the campaign. ${firstName(speaker)} said that ${state} was behind it. The campaign published nothing to support that.`,
        ),
        paragraph(
          `The newsroom had received files from a person who writes under the name “${persona?.name ?? 'nobody'}”. “I suggest you do not ask where I have them from,” the person wrote. The person said to work for the campaign.`,
        ),
        paragraph(
          `The embassy of ${state} denied any part in it. “We have neither the intention nor a motive to interfere in the election of a city,” it said.`,
        ),
        paragraph(`${vendor} declined to say whether the campaign is among the victims it knows of.`),
      ]),
    ),
  )
  return files
}

function folded(text: string, width: number): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else line = line === '' ? word : `${line} ${word}`
  }
  return [...lines, line]
}

/** Sign-ins to the six mailboxes as their mail service wrote them down (CSV). */
export function signIns(cast: Cast, { access }: Operation, random: SeededRandom): Uint8Array {
  const rows: {
    readonly time: number
    readonly user: string
    readonly ip: string
    readonly program: string
  }[] = []
  for (const owner of cast.owners)
    for (let time = cast.start; time < cast.end; time += (1 + random.below(5)) * DAY) {
      const { place, client } = random.pick(
        owner.devices.filter(({ from, until }) => time >= (from ?? 0) && time < (until ?? cast.end)),
      )
      rows.push({
        time: time + (8 + random.below(10)) * HOUR,
        user: owner.address,
        ip: place.ip,
        program: client,
      })
    }
  if (access)
    for (let time = access.from; time < access.until; time += (8 + random.below(60)) * HOUR)
      rows.push({ time, user: access.mailbox, ip: access.ip, program: 'browser' })
  const lines = rows
    .toSorted((a, b) => a.time - b.time)
    .map(({ time, user, ip, program }) => `${new Date(time).toISOString()},${user},sign-in,${ip},${program}`)
  return Buffer.from(`time,user,event,ip,program\r\n${lines.join('\r\n')}\r\n`)
}
