import type { CustodyEntry } from '../model/case.ts'
import type { Issue } from '../model/issue.ts'
import type { CaseContent } from './case-file.ts'

/** Clocks of two computers differ by this much without anything being wrong; milliseconds. */
const SLACK = 5 * 60_000

const stamp = (time: number): string => new Date(time).toISOString().replace(/\.\d{3}Z$/, 'Z')

/** Times that have not come yet, and times whose zone nobody knows, each with what it is the time of. */
export function timeIssues(
  { evidence, claims, timeline, actors, created }: CaseContent,
  custody: readonly CustodyEntry[],
  now: number,
): readonly Issue[] {
  const issues: Issue[] = []
  const late = (time: number | undefined, what: string): void => {
    if (time !== undefined && time > now + SLACK)
      issues.push({
        code: 'case.clock-future',
        detail: `${what} ${stamp(time)}, which is after now (${stamp(now)}): a clock was or is wrong`,
      })
  }
  late(created, 'the case was opened at')
  for (const { id, time, zone, collected } of evidence) {
    late(collected, `${id}: it was collected at`)
    late(time, `${id}: its time is`)
    if (time !== undefined && zone === undefined) issues.push(zoneless(id, time))
  }
  for (const { id, said } of claims) late(said, `${id}: it was said at`)
  for (const { id, said } of actors) late(said, `${id}: it was said at`)
  for (const { id = '', time, zone } of timeline) {
    late(time, `${id}: its time is`)
    if (zone === undefined) issues.push(zoneless(id, time))
  }
  const wrong = custody.find(({ time }) => time > now + SLACK)
  if (wrong) late(wrong.time, `entry ${wrong.sequence} of the custody log is of`)
  return issues
}

const zoneless = (id: string, time: number): Issue => ({
  code: 'case.zone-missing',
  detail: `${id}: its source states no zone; ${stamp(time)} holds only if it meant UTC`,
})
