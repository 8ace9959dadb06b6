/**
 * Words of analytic sentences that a report does not stand by, by what is wrong with them. All in the form of
 * `plainSentence`: small letters, no hyphens.
 */

const list = (text: string): readonly string[] =>
  text
    .split(/[\n,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** `totally sure`, `100% certain`: each degree before each word. */
const WHOLLY_SURE: readonly string[] = list(
  'totally, completely, absolutely, entirely, utterly, fully, wholly, perfectly, quite, 100%, 100 %, 100 percent, 100 per cent, hundred percent, hundred per cent',
).flatMap((degree) =>
  list('sure, certain, positive, convinced, confident').map((word) => `${degree} ${word}`),
)

/** Proof, or a certainty that no term of ICD 203 reaches. */
export const PROVING: readonly string[] = [
  ...WHOLLY_SURE,
  ...list(`
  are positive, am positive, are convinced, am convinced,
  prove, proves, proved, proven, proving, proof, smoking gun, undeniable, undeniably, irrefutable, irrefutably,
  incontrovertible, incontrovertibly, conclusively, definitively, indisputable, indisputably, unquestionable,
  unquestionably, undoubtedly, doubtless, no doubt, without doubt, without a doubt, without any doubt, beyond doubt,
  beyond any doubt, beyond all doubt, beyond a reasonable doubt, beyond reasonable doubt, beyond question,
  beyond dispute, without question, no room for doubt, no question that, obviously, obvious that, evident that, clear that,
  clearly, evidently, plainly, certainly, certain that, with certainty, are certain, am certain, we are sure, sure that,
  must have, can only have, could only have, the only explanation, the only possible explanation, case closed, goes without saying, know for a fact, known for a fact,
  without any question, can be no question, can be no doubt, ironclad, airtight, watertight, consistent only with,
  explained only by`),
]

export const CONVICTING: readonly string[] = list(`
  culprit, culprits, the leaker, guilty, the mole, traitor, the perpetrator is, is to blame, betrayed, the thief,
  the spy, the offender, is the insider, was the insider, caught in the act, the source of the leak, red handed`)

export const VOUCHING: readonly string[] = list(`
  is clean, are clean, was clean, were clean, is safe, are safe, is harmless, are harmless, is benign, are benign,
  was not compromised, were not compromised, is not compromised, are not compromised, has not been compromised,
  have not been compromised, was never compromised, were never compromised, is uncompromised, are uncompromised,
  no compromise took place, is legitimate, are legitimate, is secure, are secure, remains secure, remain secure,
  poses no threat, pose no threat, poses no risk, pose no risk, can be trusted, is trustworthy, are trustworthy,
  is unaffected, are unaffected, was unaffected, were unaffected, was not affected, were not affected, not at risk, is fine, are fine,
  were fine, nothing bad happened, nothing happened to`)

/** Likelihood in words that are in no row of ICD 203. */
export const VAGUE: readonly string[] = list(`
  possibly, perhaps, maybe, presumably, seemingly, arguably, conceivably, apparently, supposedly, reportedly, allegedly,
  potentially, plausibly, might, may have, may well, could have, could well, cannot be ruled out, can't be ruled out,
  cannot rule out, can't rule out, not be excluded, possible that, plausible that, in all likelihood,
  in all probability, chances are, odds are, strong possibility, real possibility, distinct possibility,
  good possibility, strong chance, good chance, fair chance, every chance, high probability, high likelihood,
  strong likelihood, strong probability, great likelihood, more likely than not, less likely than not, likely as not,
  appears to have, appear to have, appears to be, appear to be, appears that, would appear, seems to, seem to,
  it seems, seems that, would seem, is believed to, are believed to, was believed to, were believed to,
  is thought to, are thought to, is understood to, are understood to, is assumed to, are assumed to, we suspect,
  we believe, we think, we feel, stands to reason, by all accounts, safe bet, on the cards, could be that,
  anyone's guess, a fair guess, our best guess`)

/** Words that say who did it. */
export const ATTRIBUTING: readonly string[] = list(`
  carried out by, was conducted by, were conducted by, hacked by, was done by, were done by, stolen by, leaked by,
  was sent by, were sent by, perpetrated by, committed by, orchestrated by, engineered by, masterminded by,
  attributed to, attributable to, we attribute, linked to, orchestrated, masterminded, hacked the, hacked our,
  broke into, works for, acted for, acts on behalf of, acted on behalf of, acting on behalf of,
  works on behalf of, working on behalf of, worked on behalf of, a hand in, pulls the strings, pulled the strings,
  leaked it, stole it, leaked the, stole the, hallmarks of, fingerprints of, handiwork of,
  is the work of, are the work of, was the work of, were the work of, at the behest of, on the orders of,
  on orders from, sponsored by, state sponsored, state backed, government backed, backed by, everything points to,
  signs point to, evidence points to, clues point to, did it, did this, traces back to, leads back to`)

export const EQUATING: readonly string[] = list(`
  also known as, otherwise known as, better known as, formerly known as, aka, a.k.a., is another name for,
  are another name for, one and the same, is the same group as, is the same actor as, is the same cluster as,
  are the same group, are the same actor, are the same cluster`)

/** Words before a term that change it by an unknown amount. */
export const BENDING: RegExp =
  /\b(?:most|very|quite|extremely|exceedingly|fairly|rather|somewhat|pretty|reasonably|overwhelmingly|increasingly|not|far from|by no means|so|too),? {1,3}(?:very {1,3})?$/
