/** Says at the end of a demonstration what really happened, and what of it the alerts showed. */
import type { Truth } from '../index.ts'
import type { DemoAlert } from './demo-place.ts'

const day = (time: string): string => time.slice(0, 10)

/** Lines for a person. Everything in them was made up by the generator. */
export function truthText(
  truth: Truth,
  alerts: readonly DemoAlert[],
  defang: (text: string) => string,
): string {
  const lines = [...happened(truth, defang), '', ...shown(truth, alerts)]
  return `${lines.join('\n')}\n`
}

function happened(truth: Truth, defang: (text: string) => string): readonly string[] {
  const { kind, mailbox, mails, link, access, leak } = truth
  if (kind === 'nothing')
    return ['Nothing happened in this campaign: no account was taken over, and nothing was given away.']
  const lines: string[] = []
  const leaked = mails.find(({ part }) => part === 'leak')
  if (kind === 'insider')
    lines.push(
      `Nobody broke in. ${mailbox} gave papers away.`,
      leak?.items.every(({ holders }) => !holders.includes(mailbox ?? ''))
        ? 'None of them was ever sent to them: they lay where all of the staff could take them.'
        : 'Papers that lie in a mailbox do not tell whether its owner or somebody else took them.',
    )
  const rapport = mails.filter(({ part }) => part === 'rapport')
  if (rapport[0])
    lines.push(
      `From ${day(rapport[0].time)} on somebody wrote ${rapport.length} mails without a link to ${rapport[0].to.join(', ')} as ${rapport[0].from}.`,
    )
  const takeover = mails.find(({ part }) => part === 'takeover')
  if (takeover && link)
    lines.push(
      `On ${day(takeover.time)} they wrote to ${takeover.to.join(', ')} from the taken-over account ${takeover.from}:`,
      `  “${takeover.subject}”, a forward of a mail that never was. Its link went through ${defang(link.hop)}.`,
    )
  if (access)
    lines.push(
      `From ${day(access.from)} to ${day(access.until)} they read the mailbox ${mailbox} from ${access.ip}, and took away what would have told.`,
    )
  if (leaked && leak)
    lines.push(
      `From ${day(leaked.time)} on ${leak.items.length} papers went to newsrooms from ${leak.persona}.`,
      leak.commonHolders.length === 1
        ? `Of the six mailboxes only ${leak.commonHolders[0]} held all of them.`
        : leak.commonHolders.length === 0
          ? 'None of the six mailboxes held all of them.'
          : `${leak.commonHolders.length} of the six mailboxes held all of them, so the papers alone do not tell whose was read.`,
    )
  return lines
}

function shown({ kind, mails }: Truth, alerts: readonly DemoAlert[]): readonly string[] {
  const counted = alerts.length === 1 ? '1 alert' : `${alerts.length} alerts`
  if (kind !== 'intrusion')
    return [
      `${counted} ${alerts.length === 1 ? 'was' : 'were'} shown. No mail here came from a taken-over account, so each of them is a false alarm.`,
    ]
  const placed = mails.flatMap(({ part, messageId }) => {
    const at = alerts.findIndex((alert) => alert.messageId === messageId)
    return at < 0 ? [] : [{ part, at }]
  })
  const takeover = placed.find(({ part }) => part === 'takeover')
  const others = alerts.length - placed.length
  return [
    takeover
      ? `The mail from the taken-over account was alert ${takeover.at + 1} of ${alerts.length}.`
      : `The mail from the taken-over account was not among the ${counted}. That is a miss.`,
    others === 0
      ? 'Every alert was mail of the operation.'
      : `${others} of the alerts had nothing to do with it.`,
  ]
}
