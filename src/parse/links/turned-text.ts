/** ASCII letters moved by half the alphabet; twice gives the text again. */
export const rot13 = (text: string): string =>
  text.replace(/[a-z]/gi, (letter) => {
    const code = letter.charCodeAt(0)
    return String.fromCharCode((code & 31) <= 13 ? code + 13 : code - 13)
  })

/** The text from its end to its beginning, by code points. */
export const reversed = (text: string): string => [...text].reverse().join('')
