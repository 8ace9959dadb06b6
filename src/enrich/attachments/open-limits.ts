/** Bounds of looking into one attachment, nested files included. Each leaves an issue when it bites. */
export const OPEN_LIMITS = {
  /** Bytes of an attachment that is looked into at all. Attack: a file of gigabytes handed to every reader. */
  attachmentBytes: 128_000_000,
  /** Bytes of one unpacked stream or inner file. Attack: 10 MB of zeros deflated a thousand times. */
  streamBytes: 48_000_000,
  /** Bytes unpacked altogether. Attack: a thousand streams, each just below the single limit. */
  inflatedBytes: 128_000_000,
  /** Files inside, all levels together. Attack: a zip of a million empty files. */
  files: 1_000,
  /** Files inside files. Attack: a zip that contains itself (a quine), or 42.zip. */
  depth: 4,
  /** Characters of text kept. Attack: a document of a hundred million words. */
  textLength: 500_000,
  /** Links kept. Attack: a document of a million links, each costing an object and a row in the store. */
  links: 2_000,
  /** Places kept for the same target and text: a footer repeats its link on every page. */
  linkRepeat: 8,
  /** Issues kept. Attack: a document with a million small faults. */
  issues: 100,
  /**
   * Units of work of our own readers (about one token, object or dictionary entry each), so that a reader without a
   * clock ends as well. Attack: a cheap structure that refers to itself in many ways.
   */
  steps: 20_000_000,
  /** Milliseconds, when a clock is given; also how long a reader in its own thread may run before it is ended. */
  wallTime: 1_500,
  /** Characters of a file name inside, kept from its end. Attack: names of megabytes. */
  nameLength: 300,
} as const
