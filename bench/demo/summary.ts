// The table of README.md from the lines of a run.
import type { SeedResult } from './run.ts'

const share = (part: number, all: number): string =>
  `${part} of ${all}${all === 0 ? '' : ` (${Math.round((1000 * part) / all) / 10} %)`}`

/** Counts over all seeds, one line each. */
export function summarise(results: readonly SeedResult[], title: string): readonly string[] {
  const of = (kind: SeedResult['kind']): readonly SeedResult[] => results.filter((one) => one.kind === kind)
  const [hits, insiders, nothing] = [of('intrusion'), of('insider'), of('nothing')]
  const count = (list: readonly SeedResult[], test: (one: SeedResult) => boolean): string =>
    share(list.filter(test).length, list.length)
  const within = (limit: number) => (one: SeedResult) => {
    const takeover = one.found.find(({ part }) => part === 'takeover')
    return takeover?.verdict === 'alert' && (takeover.rank ?? Infinity) <= limit
  }
  const followed = hits.filter(({ hopNamed }) => hopNamed !== undefined)
  const clear = hits.filter(({ leak }) => leak?.determinable)
  const insiderClear = insiders.filter(({ leak }) => leak?.determinable)
  const estimates = ({ case: { judgements } }: SeedResult): readonly string[] =>
    judgements.filter(({ likelihood }) => likelihood !== undefined).map(({ text }) => text)
  /** A mailbox stands in an estimate. */
  const named = (one: SeedResult): string | undefined =>
    estimates(one)
      .find((text) => text.includes('came from the mailbox'))
      ?.match(/from the mailbox (\S+?),/)?.[1]
  const isRight = ({ leak, mailbox }: SeedResult): boolean => leak?.best === mailbox
  return [
    `${title}: ${hits.length} intrusion, ${insiders.length} insider, ${nothing.length} nothing`,
    `takeover mail: first alert ${count(hits, within(1))}, inside the first 3 ${count(hits, within(3))}`,
    `interposed hop named: ${count(followed, ({ hopNamed }) => hopNamed === true)} of traced`,
    `the vendor's hosts met: ${count(hits, ({ sightings }) => sightings > 0)}; with an insider ${count(insiders, ({ sightings }) => sightings > 0)}; nothing ${count(nothing, ({ sightings }) => sightings > 0)}`,
    `right mailbox first, by papers: all ${count(hits, isRight)}, determinable ${count(clear, isRight)}; insider, determinable ${count(insiderClear, isRight)}`,
    `answer by papers alone: ${JSON.stringify(
      Object.fromEntries(
        Map.groupBy([...hits, ...insiders], ({ leak }) => `${leak?.verdict}, ${leak?.because}`)
          .entries()
          .map(([key, list]) => [key, list.length]),
      ),
    )}`,
    `case, intrusion: made ${count(hits, ({ case: { grounded } }) => grounded)}, estimate on the account ${count(hits, (one) => estimates(one).some((text) => text.includes('written by somebody other')))}, on a mailbox ${count(hits, (one) => named(one) !== undefined)}, of these the right one ${share(hits.filter((one) => named(one) === one.mailbox).length, hits.filter((one) => named(one) !== undefined).length)}`,
    `case, insider: made ${count(insiders, ({ case: { grounded } }) => grounded)}, without any estimate ${count(insiders, (one) => estimates(one).length === 0)}, says that it cannot be told ${count(insiders, ({ case: { judgements } }) => judgements.some(({ text }) => text.includes('does not tell whether somebody with rightful access')))}`,
    `with an insider and, by coincidence, a mail in another hand to another mailbox: that mailbox named ${share(
      insiders.reduce((sum, { coincidence }) => sum + (coincidence?.named.length ?? 0), 0),
      insiders.reduce((sum, { coincidence }) => sum + (coincidence?.tried ?? 0), 0),
    )}`,
    `alerts over an unknown host when followed: ${results.reduce((sum, one) => sum + one.overUnknown, 0)}, of these in another hand ${results.reduce((sum, { case: { mails } }) => sum + mails, 0)}`,
    `case, nothing: made ${count(nothing, ({ case: { grounded } }) => grounded)}, judgements, notes or cells ${count(nothing, ({ case: { judgements, notes, cells } }) => judgements.length + notes + cells > 0)}`,
    `alerts where nothing happened: ${nothing.map(({ alerts }) => alerts)}; with an insider: ${insiders.map(({ alerts }) => alerts)}`,
    `processor seconds a seed: ${Math.round((10 * results.reduce((sum, { seconds }) => sum + seconds, 0)) / Math.max(1, results.length)) / 10}`,
  ]
}
