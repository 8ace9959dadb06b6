/** Raised with every change that can change a verdict; CHANGELOG.md says which. */
export const RULES_VERSION = '6'

/** Earlier mails a sender needs before drift from their own past means anything. */
export const KNOWN_WELL = 10
/** Earlier values a reference distribution needs before its tail is used. */
export const REFERENCE_MINIMUM = 100

/** Why a channel or model has nothing to say about a newcomer; one text, so that the coverage can count it. */
export const TOO_LITTLE_PAST: string = `fewer than ${KNOWN_WELL} earlier mails of this sender`

/** Style is compared only where a mail could carry a lure; elsewhere nothing was missed, so the coverage passes over it. */
export const NO_OCCASION: string = 'nothing in the mail makes its style worth comparing'

/** Only first contacts can pretend to be somebody; of others nothing was missed, so the coverage passes over it. */
export const NO_FIRST_CONTACT: string = 'the sender is known here, or bears a known name'

/** Why the stranger's model has nothing to say while too few newcomers have written. */
export const FEW_FIRST_CONTACTS: string = `fewer than ${REFERENCE_MINIMUM} mails of newcomers to compare with`
