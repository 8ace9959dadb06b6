/** Bounds of link reading. Each leaves an issue when it bites. */
export const LIMITS = {
  /**
   * Links kept per message. Attack: a million links, each costing an object, a URL and a row in the store. Past it
   * only links to hosts not seen before are kept, up to `linkHostCount`, so that filling up hides nothing.
   */
  linkCount: 2_000,
  linkHostCount: 1_000,
  /** Places kept for the same target and text in one part: templates repeat a spacer or a footer link hundreds of times. */
  linkRepeat: 8,
  /** Characters of one target. Attack: a target of megabytes, parsed and stored. Longer ones are cut. */
  hrefLength: 8_192,
  /** Characters kept of a data: URL, enough for its media type; the place covers all of it. */
  dataLength: 256,
  /** Characters kept of the visible text (model). */
  textLength: 200,
  /** Recipient addresses looked for inside links. Attack: a thousand recipients times a thousand links. */
  recipientCount: 50,
  /** Layers of encoding opened inside one URL, and values looked at on all layers. Attack: encodings inside each other. */
  nestingDepth: 5,
  nestedValues: 100,
  nestedUrls: 10,
} as const
