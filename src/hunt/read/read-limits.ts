/** How much of a file of indicators is read. Whoever publishes a feed, or whoever took over its site, writes these files. */
export const READ_LIMITS = {
  /** Bytes of lists, tables and texts. Attack: a feed that never ends. The largest public dumps have 300 MB. */
  bytes: 536_870_912,
  /** Bytes of JSON and XML, which are held in memory as a whole. The whole of ATT&CK has 45 MB. */
  treeBytes: 134_217_728,
  /** Values in one JSON text. Attack: `[{},{},…`, where three bytes become an object of a hundred. */
  treeValues: 8_000_000,
  /** Nesting of JSON and XML. Attack: a million brackets, for readers that follow them one inside the other. */
  treeDepth: 100,
  /** Bytes of written reports. Attack: megabytes of text, of which each sentence is looked at several times. */
  reportBytes: 33_554_432,
  /** Values of one report. Attack: megabytes of short names, each looked at with its sentence. */
  reportValues: 50_000,
  /** Characters of one line of a list or of one record of a table. Attack: one line of a gigabyte. */
  lineLength: 262_144,
  /** Cells of one record. Attack: a line of commas. */
  cells: 1_000,
  /** Characters of one value: URLs longer than this are met in no report. Attack: a URL of a gigabyte. */
  valueLength: 8_192,
  /** Characters of a STIX pattern. Attack: as above, and patterns are evaluated for every mail. */
  patternLength: 65_536,
  /** Comparisons taken out of one pattern. */
  patternValues: 1_000,
  /** Indicators of one file. Attack: a feed that fills the store. URLhaus in full has about 3.5 million. */
  indicators: 5_000_000,
  /** Issues kept of each code; the rest is counted. Attack: a feed of nothing but broken lines. */
  issuesOfCode: 50,
  wordingLength: 300,
  contextLength: 500,
  labels: 50,
  labelLength: 100,
} as const
