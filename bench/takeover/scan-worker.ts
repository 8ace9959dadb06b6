/** A process that scans: orders in, results out, one at a time. */
import { type ScanOrder, scanList } from './scan-list.ts'

process.on('message', (order: ScanOrder) => {
  scanList(order).then(
    (result) => process.send?.({ result }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  )
})
