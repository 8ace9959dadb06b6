import type { Budget, ScanSummary } from '../model/scan.ts'
import { countText, dayText, numberText } from './layout.ts'

/** The budget as the person asked for it. */
export function budgetText(budget: Budget): string {
  switch (budget.kind) {
    case 'count':
      return `at most ${countText(budget.alerts, 'alert')}`
    case 'share':
      return `at most ${countText(budget.alerts, 'alert')} for every ${countText(budget.messages, 'message')}`
    case 'daily':
      return `at most ${countText(budget.alerts, 'alert')} a day`
    case 'look-back':
      return 'the 20 most suspicious, never more than 1 in 500'
  }
}

/** The summary as label and sentence, the same for text and HTML. */
export function summaryRows(
  summary: ScanSummary,
): readonly { readonly label: string; readonly text: string }[] {
  const { messages, senders, verdicts, budget } = summary
  const span =
    summary.firstTime === undefined
      ? ''
      : `, from ${dayText(summary.firstTime)} to ${dayText(summary.lastTime ?? summary.firstTime)}`
  return [
    {
      label: 'Messages',
      text: `${numberText(messages.met)} read: ${numberText(messages.added)} new, ${numberText(messages.repeated)} met before; ${numberText(messages.stored)} in the store`,
    },
    { label: 'Ranked', text: `${countText(messages.ranked, 'message')}${span}` },
    {
      label: 'Alerts',
      text: `${numberText(budget.used)} shown, ${numberText(budget.allowed)} allowed (asked for: ${budgetText(budget.asked)})${budget.used < budget.allowed ? '; nothing else deserved one' : ''}`,
    },
    {
      label: 'Verdicts',
      text: `${numberText(verdicts.alert)} alert, ${numberText(verdicts.review)} review, ${numberText(verdicts.none)} none, ${numberText(verdicts.unknown)} unknown`,
    },
    {
      label: 'Senders',
      text: `${numberText(senders.all)} in all, ${numberText(senders.knownWell)} known well enough to compare with (at least ${countText(senders.threshold, 'earlier message')} each)`,
    },
  ]
}
