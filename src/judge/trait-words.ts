import type { ClientTrait, PathTrait } from '../model/record.ts'
import type { TraitSurprise } from '../model/sender.ts'
import { quote } from './quoting.ts'

/** What each trait is called when a person reads about it. */
export const TRAIT_WORDS: Readonly<Record<ClientTrait | PathTrait, string>> = {
  mailer: 'mail program',
  'mailer-version': 'program version',
  'header-order': 'order of the header fields',
  'header-extras': 'extra header fields',
  'message-id-shape': 'form of the Message-ID',
  'message-id-host': 'host in the Message-ID',
  'date-format': 'way of writing the date',
  zone: 'time zone',
  'mime-shape': 'build of the mail',
  'content-type-shape': 'way of writing Content-Type',
  'boundary-shape': 'form of the part boundary',
  'text-encoding': 'text encoding',
  language: 'language setting',
  'from-shape': 'way of writing the From name',
  'first-helo': 'name the sending machine gave itself',
  'first-by': 'server that took the mail first',
  'first-with': 'way it was handed in',
  'first-network': 'network it came from',
  route: 'chain of servers',
  'dkim-domain': 'domain that signed it',
  'dkim-selector': 'signing key',
  'dkim-shape': 'form of the signature',
  'return-path': 'bounce address domain',
  authentication: 'authentication results',
}

/**
 * Header field in which a trait's value stands word for word, for evidence. Values that are a shape, a class or
 * taken from elsewhere have none: quoting a field for them would show something the field does not say.
 */
export const TRAIT_FIELD: Readonly<Partial<Record<ClientTrait | PathTrait, readonly string[]>>> = {
  mailer: ['x-mailer', 'user-agent'],
  'message-id-host': ['message-id'],
  zone: ['date'],
  'first-with': ['received'],
  'dkim-selector': ['dkim-signature'],
}

/** `time zone “+0330” (new; usual: “+0000”, in 48 of 50)`, `order of the header fields (new)`. */
export function surpriseText(surprise: TraitSurprise): string {
  const { trait, value, seen, of, usual, usualSeen } = surprise
  const before = seen === 0 ? 'new' : `in ${seen} of ${of}`
  return DESCRIBED.has(trait)
    ? `${TRAIT_WORDS[trait]} (${before})`
    : `${TRAIT_WORDS[trait]} ${shown(value)} (${before}; usual: ${shown(usual)}, in ${usualSeen} of ${of})`
}

const shown = (value: string): string => (value === '∅' ? 'missing' : `“${quote(value, 40)}”`)

/** Traits whose value is a code that says nothing to a person. */
export const DESCRIBED: ReadonlySet<ClientTrait | PathTrait> = new Set([
  'header-order',
  'header-extras',
  'message-id-shape',
  'boundary-shape',
  'date-format',
  'content-type-shape',
  'dkim-shape',
])
