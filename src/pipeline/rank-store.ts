/** Ranks what was judged, within the budget, and remembers how, so that a review can rank again the same way. */
import { candidateOf, type Ranking, rank } from '../judge/ranking.ts'
import type { Store } from '../model/ports.ts'
import type { Budget, ScanProgress } from '../model/scan.ts'

export interface TimeWindow {
  readonly since?: number
  readonly until?: number
}

/** How the last ranking was asked for. */
export interface RankingAsked {
  readonly window: TimeWindow
  readonly budget: Budget
}

const SETTING = 'ranked'

/** Ranks the judged mail of a window and saves the verdicts; the same judgements and budget give the same verdicts. */
export async function* rankStore(
  store: Store,
  window: TimeWindow,
  budget: Budget,
): AsyncGenerator<ScanProgress, Ranking, undefined> {
  const candidates = []
  for await (const judgement of store.judgements(window)) candidates.push(candidateOf(judgement))
  yield { kind: 'scan-progress', phase: 'ranking', messages: 0, messagesTotal: candidates.length }
  const ranking = rank(candidates, budget)
  await store.saveVerdicts(ranking.verdicts)
  await store.saveSetting(SETTING, JSON.stringify({ window, budget } satisfies RankingAsked))
  return ranking
}

/** How the last ranking was asked for; the default of a look back when there was none. */
export async function lastRanking(store: Store): Promise<RankingAsked> {
  const asked = await store.setting(SETTING)
  return asked === undefined
    ? { window: {}, budget: { kind: 'look-back' } }
    : (JSON.parse(asked) as RankingAsked)
}
