import { AUTHENTICATION_WORDS, type AuthenticationWord } from '../../model/authentication.ts'

const KNOWN: ReadonlySet<string> = new Set(AUTHENTICATION_WORDS)

/** Words met in the wild that RFC 8601 §2.7 does not list, and the listed word that claims no more than they do. */
const ALIASES: ReadonlyMap<string, AuthenticationWord> = new Map<string, AuthenticationWord>([
  // RFC 5451 name of SPF fail, withdrawn by RFC 6577
  ['hardfail', 'fail'],
  ['temperr', 'temperror'],
  ['permerr', 'permerror'],
  // RFC 4408 drafts: error = try again, unknown = the record is broken
  ['error', 'temperror'],
  ['unknown', 'permerror'],
  ['invalid', 'permerror'],
  // Exchange Online: the key query timed out
  ['timeout', 'temperror'],
  // Exchange Online: there is no DMARC record, and it would have passed one
  ['bestguesspass', 'none'],
  // Exchange Online composite authentication
  ['softpass', 'neutral'],
  ['skipped', 'none'],
])

/**
 * The RFC 8601 §2.7 word a written result stands for, and whether it was written so. A word nobody knows is
 * `neutral`: the method ran, and nothing can be concluded.
 */
export function resultWord(written: string): {
  readonly result: AuthenticationWord
  readonly exact: boolean
} {
  const word = written.toLowerCase()
  if (KNOWN.has(word)) return { result: word as AuthenticationWord, exact: true }
  return { result: ALIASES.get(word) ?? 'neutral', exact: false }
}
