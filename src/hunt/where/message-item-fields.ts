import { ASK_KINDS, type Ask } from '../../model/ask.ts'
import { AUTHENTICATION_WORDS, type AuthenticationResult } from '../../model/authentication.ts'
import type { MessageRecord } from '../../model/record.ts'
import { type Field, one } from './field.ts'

/** Fields of one request. */
export const ASK_FIELDS: readonly Field<Ask>[] = [
  {
    name: 'kind',
    type: 'word',
    words: ASK_KINDS,
    meaning: 'What is asked for, however faintly.',
    example: 'asks.kind = payment',
    read: ({ kind }) => [kind],
  },
  {
    name: 'strength',
    type: 'number',
    meaning: 'How plainly, 0 to 1; from 0.46 on a person would call it a request.',
    example: 'asks[kind = secrecy and strength >= 0.7]',
    read: ({ strength }) => [strength],
  },
  {
    name: 'words',
    type: 'text',
    meaning: 'The words that ask.',
    example: 'asks.words has password',
    read: ({ words }) => one(words),
  },
  {
    name: 'language',
    type: 'text',
    meaning: 'ISO 639-1 code of the phrases that matched, or of the words that were learned.',
    example: 'asks.language = fa',
    read: ({ language }) => one(language),
  },
  {
    name: 'learned',
    type: 'flag',
    meaning: 'No set phrase asks; it was read from the words as a whole, and may be none.',
    example: 'asks[kind = payment and learned = no]',
    read: ({ learned }) => [learned === true],
  },
]

/** Fields of one result of authentication. */
export const AUTH_FIELDS: readonly Field<AuthenticationResult>[] = [
  {
    name: 'method',
    type: 'word',
    words: ['spf', 'dkim', 'dmarc', 'arc', 'auth', 'iprev', 'compauth'],
    meaning: 'What was checked.',
    example: 'auth[method = dkim and result = pass]',
    read: ({ method }) => [method],
  },
  {
    name: 'result',
    type: 'word',
    words: AUTHENTICATION_WORDS,
    meaning: 'Its result.',
    example: 'auth.result = softfail',
    read: ({ result }) => [result],
  },
  {
    name: 'domain',
    type: 'host',
    meaning: 'The domain the result speaks of.',
    example: 'auth[method = dkim and domain = example.org]',
    read: ({ domain }) => one(domain),
  },
  {
    name: 'selector',
    type: 'text',
    meaning: 'DKIM selector.',
    example: 'auth.selector = mail2',
    read: ({ selector }) => one(selector),
  },
  {
    name: 'source',
    type: 'word',
    words: ['field', 'untrusted-field', 'arc', 'own'],
    meaning: 'Who says so: a trusted host, any host, a trusted ARC sealer, or Counterfoil itself.',
    example: 'auth[source = own and result = fail]',
    read: ({ source }) => [source],
  },
  {
    name: 'by',
    type: 'host',
    meaning: 'The host that says so.',
    example: 'auth.by = mx.example.org',
    read: ({ by }) => one(by),
  },
]

/** Fields of one claim about a quoted or forwarded mail. */
export const CLAIM_FIELDS: readonly Field<MessageRecord['thread']['claims'][number]>[] = [
  {
    name: 'kind',
    type: 'word',
    words: ['quoted', 'forwarded'],
    meaning: 'Whether the mail quotes or forwards it.',
    example: 'claims.kind = forwarded',
    read: ({ kind }) => [kind],
  },
  {
    name: 'from',
    type: 'text',
    meaning: 'Address of the claimed author, else the name.',
    example: 'claims.from = anna@example.org',
    read: ({ from }) => one(from),
  },
  {
    name: 'name',
    type: 'text',
    meaning: 'Name of the claimed author.',
    example: 'claims.name has berg',
    read: ({ name }) => one(name),
  },
  {
    name: 'subject',
    type: 'text',
    meaning: 'Claimed subject.',
    example: 'claims.subject has report',
    read: ({ subject }) => one(subject),
  },
  {
    name: 'date',
    type: 'date',
    meaning: 'Claimed date.',
    example: 'claims.date < 2023',
    read: ({ time }) => one(time),
  },
]

/** Fields of one phone number or address a mail gives for its sender. */
export const CONTACT_FIELDS: readonly Field<NonNullable<MessageRecord['contacts']>[number]>[] = [
  {
    name: 'kind',
    type: 'word',
    words: ['phone', 'address'],
    meaning: 'Phone number or mail address.',
    example: 'contacts.kind = phone',
    read: ({ kind }) => [kind],
  },
  {
    name: 'value',
    type: 'text',
    meaning: 'The number as +49…, or the address.',
    example: 'contacts.value ~ +49*',
    read: ({ value }) => one(value),
  },
  {
    name: 'where',
    type: 'word',
    words: ['signature', 'text'],
    meaning: 'Where it stands.',
    example: 'contacts.where = signature',
    read: ({ where }) => [where],
  },
]
