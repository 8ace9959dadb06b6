/** What JSON.stringify leaves raw although a terminal obeys it or a person cannot see it: DEL, C1, bidi, zero-width. */
const UNSEEN = /[\p{Cc}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufff9-\ufffb]/gu

/**
 * JSON (RFC 8259) on one line, or indented by two spaces. Unseen characters stand as `\u…` escapes, so the text
 * can be printed to a terminal and still reads back to the same values.
 */
export function jsonText(value: unknown, indented: boolean = false): string {
  const text = JSON.stringify(value, null, indented ? 2 : undefined)
  return text.replace(UNSEEN, (character) => {
    if (character === '\n') return character // only JSON.stringify's own indentation is a raw line feed
    return [...Array(character.length).keys()]
      .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join('')
  })
}
