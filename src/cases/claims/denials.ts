/** Words by which something is said not to be so, whoever says them. */
const UNTRUE =
  /\b(?:baseless|untrue|absurd|nonsense|rubbish|ridiculous|preposterous|fabricat(?:ed|ion)|forgery|forged|fake news|hoax|smear|fantasy|fiction|slander|not (?:my|mine|our|ours)|n['’]t (?:my|mine|our|ours)|unfounded|groundless|a (?:\w+ )?lie|lies|not true|without merit|without foundation|absolutely not|that['’]s wrong|was(?:n['’]t| not) me|never existed|false(?:ly)?|no truth|categorically|no evidence|never endangered|at no time)\b/i
/** What people are accused of, or what they say did not happen. */
const WRONG =
  'involve|come from|came from|see\\b|seen|role|part|responsib|hack|leak|sen[dt]|order|st[eo]l|tak|broke|break|shared?\\b|met\\b|wr[io]t|authori|interfer|compromis|breach|access|affect|chang|tamper|record|wrong|done|do with|engag|pa(?:y|id)|warning|touch|treat|left|side|hospital|said this|receiv'
const NEGATED = new RegExp(
  `\\b(?:not|never|no|none|nobody|nothing|neither|nor|[a-z]{2,6}n['’]t|cannot)\\b[^.;!?]{0,60}?\\b(?:${WRONG})`,
  'i',
)

/** Whether words deny something by themselves: `We had no part in it`. Linear in the words. */
export function denies(words: string): boolean {
  return (
    UNTRUE.test(words) ||
    (NEGATED.test(words.replace(/, not (?=an? |the )/g, ', ')) &&
      !/\b(?:not|n['’]t) (?:believe|think)\b/.test(words)) ||
    /\b(?:not know|no knowledge)\b/.test(words)
  )
}
