/** What can be asked in the language of hunts (docs/hunt-language.md). */
export interface QueryGuide {
  readonly kind: 'query-guide'
  readonly fields: readonly QueryField[]
  readonly behaviours: readonly {
    readonly name: string
    readonly meaning: string
    readonly innocent: string
    /** The query it stands for. */
    readonly where: string
  }[]
}

export interface QueryField {
  readonly name: string
  /** `text`, `host`, `date` …; it says which operators there are. */
  readonly type: string
  readonly operators: readonly string[]
  /** A mail can have several values of it. */
  readonly several: boolean
  /** Name of the things it is told of, such as `links`; absent for what a mail has once. */
  readonly group?: string
  readonly meaning: string
  /** A comparison that uses it. */
  readonly example: string
  /** The values there are, when they are only some. */
  readonly words?: readonly string[]
}

/** What may follow the beginning of a query. */
export interface QueryContinuation {
  readonly kind: 'query-continuation'
  /** The query so far. */
  readonly begun: string
  /** Where what is being typed begins, in UTF-16 units: an item stands in place of it. */
  readonly from: number
  readonly items: readonly { readonly text: string; readonly meaning: string }[]
}
