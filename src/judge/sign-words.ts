import type { HostShape, Likeness, LinkSign, PathShape } from '../model/link-sign.ts'
import { defanged } from './quoting.ts'

/** How a host resembles another, to go before the other's name. */
export const LIKENESS_WORDS: Readonly<Record<Likeness, string>> = {
  skeleton: 'looks the same as',
  edit: 'is one letter away from',
  word: 'is, but for an added word,',
  ending: 'has another ending than',
  label: 'has, as a part of its name,',
}

/** What a host is like, to go after "the host". */
export const HOST_SHAPE_WORDS: Readonly<Record<HostShape, string>> = {
  'dynamic-dns': 'stands below a zone where anyone can point a name elsewhere within a minute',
  'free-host': 'stands with a provider where anyone gets a site within minutes',
  'random-label': 'has a name of letters and digits that no person would choose',
  'three-words': 'has a name of three or more words with hyphens, as kits make them',
  'many-labels': 'has so many parts that a narrow screen shows only its beginning',
  'cheap-ending': 'has an ending that costs little and is favoured by lures',
}

/** What a path is like, to go after "the path". */
export const PATH_SHAPE_WORDS: Readonly<Record<PathShape, string>> = {
  token: 'is nothing but one token',
  'kit-folder': 'is a folder of a known sign-in kit',
  'password-step': 'is the step of a known kit that asks for the password',
  'hosted-page': 'is a single page in a storage bucket, named after a mail or share service',
  'random-folders': 'is a row of folders named by chance',
}

/** What a sign says about a link, in a few words; hosts are defanged. */
export function signText(sign: LinkSign): string {
  switch (sign.kind) {
    case 'stop-over':
      return `leads by way of ${defanged(sign.domain)}, which is neither shown nor known here`
    case 'foreign-wrapper':
      return `was rewritten by a mail gateway for ${wrappedFor(sign)}`
    case 'other-landing':
      return `shows ${defanged(sign.shown)} but leads to ${defanged(sign.landing)}`
    case 'courier-to-unseen':
      return `${defanged(sign.courier)} passes it on to ${defanged(sign.landing)}, which nobody linked here before`
    case 'recipient-carried':
      return `tells ${defanged(sign.domain)} the address of its reader`
    case 'gateway-inside':
      return `hides ${defanged(sign.landing)} behind a mail gateway’s wrapper inside another link`
    case 'look-alike':
      return `${defanged(sign.host)} ${LIKENESS_WORDS[sign.how]} ${defanged(sign.of)}`
    case 'host-shape':
      return `its host ${HOST_SHAPE_WORDS[sign.shapes[0] ?? 'random-label']}`
    case 'fresh-host':
      return `leads to ${defanged(sign.domain)}, registered ${sign.days} days before`
    case 'path-shape':
      return `its path ${PATH_SHAPE_WORDS[sign.shape]}`
  }
}

/** For whom a wrapper was made, as far as it says. */
export function wrappedFor({ recipient, other }: Extract<LinkSign, { kind: 'foreign-wrapper' }>): string {
  if (recipient !== undefined) return `${defanged(recipient)}, who has no part in this mail`
  return other === 'organisation' ? 'another organisation' : 'somebody who has no part in this mail'
}
