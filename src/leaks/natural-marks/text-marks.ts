// Marks in pasted text: wrapped links, the line above a quote, banners and footers. Line by line, linear.
import { plainLines } from '../../parse/body/plain-lines.ts'
import { readRegions } from '../../parse/body/read-regions.ts'
import { eachTextLink } from '../../parse/links/text-places.ts'
import { linkMarks } from './link-marks.ts'
import type { MarkList } from './mark-list.ts'

/** Characters of a leaked text whose lines are read for marks. */
const READ = 2_000_000
/** Longest line that can be a banner. */
const BANNER_LENGTH = 300
const BANNER =
  /^\W*(?:\[?(?:external|extern|externe)(?: (?:e-?mail|sender|mail))?\]?\b|caution\b|warning\b|achtung\b|attention\b|this (?:e-?mail|message) (?:originated|came|was sent) from (?:outside|an external)|you don'?t often get e-?mail from)/i
const FOOTER =
  /^\W*(?:you received this (?:message|e-?mail) because|to unsubscribe from|this e-?mail was sent to|sent to [^\s@]+@|list-unsubscribe|this message was sent to)/i
const SENT_TO = /(?:sent to|addressed to|delivered to)\s+<?([^\s@<>"',;:()]{1,64}@[a-z0-9.-]{1,253})/i

/** Reads marks out of the text of a leaked file. */
export function textMarks(whole: string, marks: MarkList): void {
  const text = whole.slice(0, READ)
  const links: string[] = []
  eachTextLink(text, ({ href, prefix }) => links.push(`${prefix ?? ''}${href}`))
  linkMarks(links, marks)
  const { originals } = readRegions({
    part: '1',
    mediaType: 'text/plain',
    charset: 'utf-8',
    text,
    attached: false,
    rangeOf: (start, end) => ({ start, end }),
  })
  for (const { from, dateText, start, end } of originals) {
    const said = text.slice(start, Math.min(end, start + 200)).replace(/\s+/g, ' ')
    marks.add('attribution', said, `characters ${start} to ${end}`)
    if (from !== undefined && from.name !== '' && dateText !== undefined)
      marks.add(
        'attribution',
        `“${from.name}” as this address book names them`,
        `characters ${start} to ${end}`,
      )
  }
  for (const [i, line] of plainLines(text).entries()) {
    if (line.text === '' || line.text.length > BANNER_LENGTH) continue
    if (BANNER.test(line.text)) marks.add('banner', line.text, `line ${i + 1}`)
    else if (FOOTER.test(line.text)) {
      const address = SENT_TO.exec(line.text)?.[1]?.toLowerCase().replace(/\.$/, '')
      marks.add('footer', line.text, `line ${i + 1}`, address)
    }
  }
}
