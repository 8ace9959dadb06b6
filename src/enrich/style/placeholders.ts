/**
 * Signs that stand in a style text for what was taken out. One Latin-1 character each: a text without letters
 * beyond Latin-1 then takes one byte a character in memory. Where a writer used one of them, it is removed.
 */
export const PLACEHOLDERS = {
  /** A run of digits. */
  number: '0',
  url: '¦',
  address: '¤',
  name: '¶',
  /** A path, an identifier, a hash: anything written for a machine. */
  code: '¬',
} as const

/** The signs above that are no digits, for removing them from what people wrote. */
export const PLACEHOLDER_SIGNS: RegExp = /[¦¤¶¬]/g
