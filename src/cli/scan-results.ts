/** Puts what a scan yields into the form asked for. */
import type { Digest } from '../model/bytes.ts'
import type { Store } from '../model/ports.ts'
import type { ScannedMessage, ScanSummary } from '../model/scan.ts'
import { programName, quotedOptions } from './interrupt.ts'
import type { Output } from './output.ts'
import type { Session } from './session.ts'

export interface ScanResults {
  message(scanned: ScannedMessage): Promise<void>
  end(summary: ScanSummary): Promise<void>
}

/** Writes each message as early as the form allows. */
export function scanResults(
  options: {
    readonly format: string
    readonly output?: string
    readonly all?: boolean
    readonly quiet?: boolean
  },
  output: Output,
  session: Session,
  store: Store,
  inputs: readonly string[],
): ScanResults {
  const { library, terminal, clock } = session
  const held: ScannedMessage[] = []
  const hold = async (scanned: ScannedMessage): Promise<void> => void held.push(scanned)
  switch (options.format) {
    case 'ndjson':
      return {
        message: (scanned) => output.write(library.messageLine(scanned)),
        end: (summary) => output.write(library.summaryLine(summary)),
      }
    case 'json':
      return { message: hold, end: (summary) => output.write(library.scanJson(held, summary)) }
    case 'html':
      return {
        message: hold,
        async end(summary) {
          const report = await library.reportFor(held, summary, { store, inputs, clock })
          await output.write(library.reportHtml(report))
        },
      }
    default: {
      const page = { width: terminal.columns ?? 100, color: terminal.colour && options.output === undefined }
      let first: Digest | undefined
      return {
        // Mails only worth a look would drown the alerts; they are counted, and --all shows them.
        async message(scanned) {
          const { verdict, judgement } = scanned
          if (judgement.held && judgement.reviewed === undefined) first ??= verdict.digest
          if (options.all || verdict.level === 'alert')
            await output.write(`${library.alertText(scanned, page)}\n`)
        },
        async end(summary) {
          await output.write(library.summaryText(summary, page))
          if (options.quiet || first === undefined) return
          const { waiting } = await library.reviewLog(store)
          const isKept = store.location !== ':memory:'
          const hint = {
            digest: first,
            waiting,
            program: programName(session.env),
            ...(isKept ? { store: quotedOptions('--store', [store.location]) } : {}),
            ...(inputs.includes('-') ? {} : { history: quotedOptions('--history', inputs) }),
          }
          await output.write(`\n${library.closingHintText(hint, page)}`)
        },
      }
    }
  }
}
