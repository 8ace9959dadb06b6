/** Plain spellings of the signs our own text uses. */
const PLAIN: Readonly<Record<string, string>> = {
  '…': '...',
  '–': '-',
  '—': '-',
  '·': '-',
  '•': '*',
  '→': '->',
  '“': '"',
  '”': '"',
  '‘': "'",
  '’': "'",
  '⟨': '<',
  '⟩': '>',
  '×': 'x',
  '├': '|',
  '└': '`',
  '│': '|',
  '─': '-',
  '§': 'section ',
}

/**
 * ASCII only, for terminals and logs that can show nothing else. Our own signs get a plain spelling; any other
 * character becomes `<U+00E9>`, never a look-alike letter: `paypаl` with a Cyrillic а has to stay apart.
 */
export function ascii(text: string): string {
  return text.replace(
    /[^\x00-\x7f]/gu,
    (character) =>
      PLAIN[character] ??
      `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  )
}
