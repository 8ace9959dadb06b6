/** Verbs by which a sentence is put into somebody's mouth: that somebody says so is then what it asserts. */
const VERB =
  'says?|said|(?:states?|claims?|reports?|writes?|wrote) that|stated|claimed|reported|alleges?|alleged|assesse[sd]|asserts?|asserted|denies|denied|deny|told|announced|attributes|believes?|concludes?|concluded'
/** `the reported takeover`, `was told`, `as stated`, `the claim that` put nothing into anybody's mouth. */
const NOBODY =
  'as|is|are|was|were|be|been|being|the|a|an|this|these|any|our|my|widely|often|already|previously'
const SAYING = new RegExp(`(?<!\\b(?:${NOBODY}) {1,3})\\b(?:${VERB})\\b`, 'g')
const ACCORDING = /\baccording to (?!our|us|my|this)|\bin the words of (?!our|us|my)/
/** `That said, …` */
const ASIDE = /^\W*that said\b/
const OWN = /^\W*(?:(?:and|but|so|thus|therefore|hence) )?(?:we|our|i|it is|it was|this report|the case)\b/
/** Where the writer goes on in their own words: `…, which proves`, `…, and so`. */
const GOES_ON =
  /;|,? which\b|,? and (?:so|thus|therefore|hence|this|we)\b|, but\b(?! that\b)|, (?:so|thus|therefore|hence|meaning)\b/g

/** Whether the word at an offset of a plain sentence is in the mouth of somebody else. */
export function reportedWords(plain: string): (offset: number) => boolean {
  const starts = [0, ...Array.from(plain.matchAll(GOES_ON), ({ index }) => index)]
  const reported = starts.map((start, index) => {
    const piece = plain.slice(start, starts[index + 1])
    if (ACCORDING.test(piece)) return true
    if (OWN.test(piece.replace(/^[;,]/, ''))) return false
    const from = ASIDE.exec(piece)?.[0].length ?? 0
    return piece.slice(from).search(SAYING) >= 0
  })
  return (offset) => reported[starts.findLastIndex((start) => start <= offset)] ?? false
}
