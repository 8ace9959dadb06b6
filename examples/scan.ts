// The library in one screen: scans a mailbox and prints what a person should look at. In a checkout:
//   npx node --conditions=counterfoil-source examples/scan.ts [MAILBOX]
import { fileURLToPath } from 'node:url'
import { scan } from 'counterfoil'

const mailbox = process.argv[2] ?? fileURLToPath(new URL('mailbox.mbox', import.meta.url))

for await (const event of scan({ inputs: [mailbox], budget: { kind: 'count', alerts: 5 } })) {
  if (event.kind === 'source-trouble') console.error(`${event.detail}; ${event.next}`)
  if (event.kind === 'scanned-message' && event.verdict.level === 'alert') {
    const { record, verdict, judgement } = event
    // what stands in a mail is never printed raw: JSON shows control characters as escapes
    console.log(
      `${verdict.rank}. ${verdict.model}: ${JSON.stringify(record.subject)} from ${record.from.address}`,
    )
    for (const finding of judgement.findings)
      console.log(`   - ${finding.seen}\n     Innocent if: ${finding.innocent}`)
    console.log(`   Message-ID: ${JSON.stringify(record.messageId)}\n`)
  }
  if (event.kind === 'scan-summary') {
    const { messages, verdicts } = event
    console.log(`${messages.ranked} messages: ${verdicts.alert} alerts, ${verdicts.review} worth a look`)
  }
}
