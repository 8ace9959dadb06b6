/** What the worker is told, and what it tells. */
export interface FuzzOrder {
  readonly seconds: number
  readonly seed: string
  /** Folder for failing inputs. */
  readonly out: string
  /** Folders of messages to start from. */
  readonly seeds: readonly string[]
  readonly maxBytes: number
  /** Write what was kept for its new code or new result. */
  readonly keep: boolean
  /** The input of the moment; its length is `counters[1]`, and `counters[0]` counts inputs. */
  readonly input: SharedArrayBuffer
  readonly counters: SharedArrayBuffer
}

export interface FuzzReport {
  readonly kind: 'note' | 'failure' | 'done'
  readonly note: string
}
