import type { MessageRecord } from '../../model/record.ts'

/** Words for the program a mail came from, for people: `Thunderbird`, `Gmail`, `a program that names itself not`. */
export function clientLabel(record: MessageRecord): string {
  const family = record.client.mailer
  if (!family || family === 'unnamed') {
    const host = record.client['message-id-host']
    return host ? `an unnamed program (Message-ID of ${host})` : 'an unnamed program'
  }
  return family
}
