/** Puts what a scan yields into the form asked for. */
import type { Store } from '../model/ports.ts'
import type { ScannedMessage, ScanSummary } from '../model/scan.ts'
import type { Output } from './output.ts'
import type { Session } from './session.ts'

export interface ScanResults {
  message(scanned: ScannedMessage): Promise<void>
  end(summary: ScanSummary): Promise<void>
}

/** Writes each message as early as the form allows. */
export function scanResults(
  options: { readonly format: string; readonly output?: string; readonly all?: boolean },
  output: Output,
  { library, terminal, clock }: Session,
  store: Store,
  inputs: readonly string[],
): ScanResults {
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
      return {
        // Mails only worth a look would drown the alerts; they are counted, and --all shows them.
        message: async (scanned) => {
          if (options.all || scanned.verdict.level === 'alert')
            await output.write(`${library.alertText(scanned, page)}\n`)
        },
        end: (summary) => output.write(library.summaryText(summary, page)),
      }
    }
  }
}
