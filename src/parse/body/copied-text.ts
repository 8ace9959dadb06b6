/**
 * The same text in memory of its own. V8 lets a slice share the text it was cut from, so a short string kept for
 * long would keep a whole mail alive.
 */
export function copied(text: string): string {
  // A concatenation is flattened into a new buffer when it is sliced.
  return text.length < 13 ? text : ` ${text}`.slice(1)
}
