import type { IndexCoverage } from '../model/ports.ts'
import type { HuntCoverage } from '../model/sighting.ts'

const month = (time: number): string => new Date(time).toISOString().slice(0, 7)

/** What a hunt over a store can and cannot see, good enough to quote. */
export function huntCoverage(index: IndexCoverage): HuntCoverage {
  const { messages, traced, worded, wordsFrom, wordlessUntil } = index
  const notSearched: string[] = []
  const untraced = messages - traced
  if (untraced > 0)
    notSearched.push(
      `${untraced} of ${messages} messages were read by an older version: of these only links, addresses, ` +
        'Message-IDs and files are searched, not hosts of their way, links inside wrappers, and values in texts; ' +
        'scan the same mail again to fill this in',
    )
  if (messages > 0 && worded === 0) notSearched.push('text: no words of mail are kept in this store')
  else if (worded < messages)
    notSearched.push(
      `text of ${messages - worded} of ${messages} messages` +
        (wordsFrom !== undefined && wordlessUntil !== undefined && wordlessUntil < wordsFrom
          ? `: it was indexed from ${month(wordsFrom)} on`
          : ''),
    )
  return {
    kind: 'hunt-coverage',
    messages,
    ...(index.firstTime !== undefined ? { from: index.firstTime } : {}),
    ...(index.lastTime !== undefined ? { until: index.lastTime } : {}),
    sources: index.sources,
    unread: index.unread,
    attachments: index.attachments,
    wrapped: index.wrapped,
    notSearched,
  }
}
