/** Thrown when a scan was asked to stop: what was read so far is in the store. */
export class ScanInterrupted extends Error {
  override readonly name: string = 'ScanInterrupted'
  readonly kind = 'scan-interrupted' as const
  /** Messages added to the store before the stop. */
  readonly messagesSaved: number
  constructor(messagesSaved: number) {
    super(`scan interrupted after saving ${messagesSaved} messages`)
    this.messagesSaved = messagesSaved
  }
}
