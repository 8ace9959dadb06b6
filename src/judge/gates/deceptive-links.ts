import type { LinkTrait } from '../../model/link.ts'
import type { MessageRecord, RecordLink } from '../../model/record.ts'
import type { SenderContext } from '../../model/sender.ts'
import { defanged } from '../quoting.ts'

export interface DeceptiveLink {
  /** Index into `MessageRecord.links`. */
  readonly index: number
  readonly link: RecordLink
  readonly trait: LinkTrait
  readonly because: string
}

const DISGUISES: readonly (readonly [LinkTrait, string])[] = [
  ['idn-confusable', 'imitates another name with foreign letters'],
  ['idn-mixed-script', 'mixes alphabets inside one name'],
  ['userinfo', 'puts another name before the real host'],
  ['ip-host', 'leads to a bare address instead of a name'],
  ['data-url', 'carries its page inside itself'],
  ['script-url', 'runs a script instead of leading anywhere'],
]

/**
 * Links that show one thing and do another, in what the writer wrote or forwarded, or quotes of a
 * mail that is not here. A text that names another domain
 * counts only when the target is new for this sender: newsletters do it on every link, through the same tracker.
 */
export function deceptiveLinks(record: MessageRecord, context: SenderContext): readonly DeceptiveLink[] {
  const found: DeceptiveLink[] = []
  for (const [index, link] of record.links.entries()) {
    if (link.region === 'signature' || (link.region === 'quoted' && context.thread.resolved > 0)) continue
    if (link.origin === 'html-image' || link.origin === 'html-other') continue
    const host = link.target?.host ?? link.href
    for (const [trait, words] of DISGUISES)
      if (link.traits.includes(trait))
        found.push({ index, link, trait, because: `${defanged(host)} ${words}` })
    if (!link.traits.includes('text-host-differs') || !link.textHost || !link.target) continue
    const novelty = context.links.find((one) => one.domain === link.target?.domain)
    if (!novelty || novelty.bySender > 0 || novelty.own) continue
    found.push({
      index,
      link,
      trait: 'text-host-differs',
      because: `shows ${defanged(link.textHost.host)} but leads to ${defanged(host)}`,
    })
  }
  return found
}
