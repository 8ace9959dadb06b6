/** Raised with every change that can change a verdict; CHANGELOG.md says which. */
export const RULES_VERSION = '1'

/** Earlier mails a sender needs before drift from their own past means anything. */
export const KNOWN_WELL = 10
/** Earlier values a reference distribution needs before its tail is used. */
export const REFERENCE_MINIMUM = 100
