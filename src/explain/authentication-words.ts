import type { AuthenticationFacts, AuthenticationResult } from '../model/authentication.ts'
import { AUTHENTICATION_METHOD_WORDS, AUTHENTICATION_RESULT_WORDS } from './words.ts'

const SOURCE_WORDS: Readonly<Record<AuthenticationResult['source'], string>> = {
  field: 'believed: a host of the receiving side',
  'untrusted-field': 'not believed: anybody can write such a line, and nobody vouches for this host',
  arc: 'believed: a forwarder whose seal is trusted',
  own: 'verified here',
}

/** Whether the result counts, and why. */
export function believedText(result: AuthenticationResult, facts: AuthenticationFacts): string {
  if (result.source !== 'field') return SOURCE_WORDS[result.source]
  const trusted = facts.trusted.find(({ host }) => host === result.by)
  if (trusted?.because === 'configured') return 'believed: you named this host'
  if (trusted?.because === 'inferred')
    return 'believed: taken for your receiving host by its place in the header'
  return SOURCE_WORDS.field
}

/** `DKIM (…): passed for harbourwatch.example, key s1`. Hostile text. */
export function resultText(result: AuthenticationResult): string {
  const domain = result.domain === undefined ? '' : ` for ${result.domain}`
  const key = result.selector === undefined ? '' : `, key ${result.selector}`
  const reason = result.reason === undefined || result.reason === '' ? '' : ` (${result.reason})`
  return `${AUTHENTICATION_METHOD_WORDS[result.method]}: ${AUTHENTICATION_RESULT_WORDS[result.result]}${domain}${key}${reason}`
}

/** What the visible sender's domain has to do with what passed. */
export function alignmentText(aligned: AuthenticationFacts['aligned']): string {
  switch (aligned) {
    case 'pass':
      return 'The domain of the visible sender is the one that passed. That speaks for the domain, not for the person who wrote.'
    case 'fail':
      return 'What passed does not belong to the domain of the visible sender.'
    case 'unknown':
      return 'Not known whether the domain of the visible sender passed.'
  }
}
