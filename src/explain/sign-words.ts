import type { HostShape, Likeness, LinkSign, PathShape } from '../model/link-sign.ts'
import type { RedirectChain } from '../model/redirect-chain.ts'
import type { TracedLink } from '../model/trace.ts'
import { divergenceText } from './chain-words.ts'
import { countText, dayText, listText } from './layout.ts'

/** A finding in words for a person. Hosts and URLs in them are raw: pages defang them. */
export interface SignWords {
  readonly title: string
  readonly seen: string
  readonly why: string
  readonly innocent: string
  readonly next: string
}

/**
 * Everything there is to see about a link, in words: its signs, those that only other clients got to see, a page that
 * asks for a password, then what clients were treated differently in.
 */
export function findingsOf({
  chain,
  signs,
  compared = [],
  diverges,
}: Pick<TracedLink, 'chain' | 'signs' | 'compared' | 'diverges'>): readonly SignWords[] {
  const words = signs.map(signWords)
  const known = new Set(signs.map((sign) => JSON.stringify(sign)))
  for (const { chain, signs } of compared)
    for (const sign of signs) {
      const key = JSON.stringify(sign)
      if (known.has(key)) continue
      known.add(key)
      const said = signWords(sign)
      words.push({ ...said, seen: `Seen as ${chain.profile ?? 'another client'} only: ${said.seen}` })
    }
  const asking = [chain, ...compared.map(({ chain }) => chain)].find(({ end }) => end === 'credential-page')
  if (asking !== undefined) words.push(passwordWords(asking))
  if (diverges === undefined) return words
  return [
    ...words,
    {
      title: 'clients are treated differently',
      seen: divergenceText(diverges).join(' '),
      why: 'Kits show their page to the client they wait for, and something else to scanners and to everybody who looks on.',
      innocent:
        diverges.differs === 'query'
          ? 'A token in the query that is made anew for each visit.'
          : 'Sites send phones elsewhere, refuse programs that are no browser, and some links work once only: then the first client got what the others did not.',
      next: 'Read the chain of each client for itself (--format json has them), and compare again at another time from another network.',
    },
  ]
}

function passwordWords({ hops, profile }: RedirectChain): SignWords {
  const host = hops.at(-1)?.target?.host ?? 'a page without a host'
  return {
    title: 'asks for a password',
    seen: `The last page (hop ${hops.length}, ${host}${profile === undefined ? '' : `, seen as ${profile}`}) has a field for a password. Nothing was typed.`,
    why: 'To get a password is what such links are mostly sent for, and the page looks like the one it is taken from.',
    innocent: 'Shared documents and customer areas ask who is there, too.',
    next: `Type nothing there. If you have an account with ${host}, go there by your own bookmark; a password that was typed already has to be changed now.`,
  }
}

const freshText = ({ registered, days, before }: Extract<LinkSign, { kind: 'fresh-host' }>): string => {
  const what = before === 'mail' ? 'the mail' : 'this look'
  const when =
    days === 0
      ? 'less than a day before'
      : days < 0
        ? 'within a day after'
        : `${countText(days, 'day')} before`
  return `${when} ${what} (${dayText(registered)})`
}

const ASK =
  'Ask the sender over another way you already had whether they sent this link; do not open it to look.'

/** What a sign says, why it matters, what innocent thing it could be, and what to do. Hops count from 1. */
export function signWords(sign: LinkSign): SignWords {
  switch (sign.kind) {
    case 'stop-over':
      return {
        title: 'stop-over',
        seen: `${sign.domain} (hop ${sign.hop + 1}) is neither shown nor known, and stands before the end of the chain.${sign.returns ? ' The chain then ends at the host that the text shows.' : ''}`,
        why: sign.returns
          ? 'The visit ends at the genuine page, so it looks right afterwards; the host in between still sees who comes, and can send some of them elsewhere.'
          : 'A host nobody needs sees who clicks, and decides for each of them where they go.',
        innocent:
          'A newsletter or file service the lists do not know, or one that this sender uses for the first time.',
        next: ASK,
      }
    case 'foreign-wrapper': {
      const whose =
        sign.recipient ?? (sign.tenant === undefined ? 'somebody else' : `the customer “${sign.tenant}”`)
      return {
        title: 'wrapper made for others',
        seen: `The gateway wrapper (hop ${sign.hop + 1}) was made for ${whose}, ${sign.other === 'person' ? 'who is not on this mail' : 'of neither the sender’s nor the recipient’s organisation'}.`,
        why: 'A gateway rewrites links of mail to its own customer. Whoever puts such a link into another mail took it from a mail they had, and hides the target behind the good name of the gateway.',
        innocent:
          'The link came along when a mail was forwarded or quoted, and the gateway of the first reader had rewritten it.',
        next: 'Look where the text around the link comes from. If nobody forwarded it, ask the sender over another way.',
      }
    }
    case 'other-landing':
      return {
        title: 'lands elsewhere',
        seen: `The text names ${sign.shown}, the chain ends at ${sign.landing}.`,
        why: 'Whoever reads the text believes they go to the place it names.',
        innocent: 'An organisation with several domains, or a service that shows its customer’s name.',
        next: 'Type the address that is shown yourself instead of following the link.',
      }
    case 'courier-to-unseen':
      return {
        title: 'trusted site passes on to an unseen host',
        seen: `${sign.courier} (hop ${sign.hop + 1}) passes on to ${sign.landing}, which no known mail linked before.`,
        why: 'Filters and people trust the first host; what counts is the last.',
        innocent:
          'Search engines, social networks and portals pass on to all the world, and people copy such links without noticing.',
        next: 'Judge the last host as if it stood in the mail by itself.',
      }
    case 'recipient-carried':
      return {
        title: 'carries the recipient',
        seen: `The link tells ${sign.domain} (hop ${sign.hop + 1}) who clicks${sign.encoded ? ', in an encoded form' : ''}: an address of this mail’s recipients stands in it.`,
        why: 'Sign-in kits fill their form with it and turn away everybody else.',
        innocent:
          'Newsletters and invitations name their reader as well, mostly to count or to unsubscribe them.',
        next: ASK,
      }
    case 'gateway-inside':
      return {
        title: 'gateway hidden inside',
        seen: `A gateway’s wrapper (hop ${sign.hop + 1}) stands behind another hop (hop ${sign.before + 1}), and leads to ${sign.landing}.`,
        why: 'A gateway wraps what it delivers, so its wrapper stands outermost. Behind a shortener it was put there on purpose, to hide the last host from whoever checks.',
        innocent: 'Somebody shortened a link they had copied from their own mail.',
        next: ASK,
      }
    case 'look-alike':
      return {
        title: 'look-alike host',
        seen: `${sign.host} (hop ${sign.hop + 1}) resembles ${sign.of}: ${LIKENESS_WORDS[sign.how]}.`,
        why: 'It can be taken for the host that is known here.',
        innocent: 'Names collide, and organisations register variants of their own.',
        next: `Compare letter by letter, and ask ${sign.of} over a way you already had whether the host is theirs.`,
      }
    case 'host-shape':
      return {
        title: 'host made for one use',
        seen: `The host of hop ${sign.hop + 1} is ${listText(sign.shapes.map((shape) => HOST_SHAPE_WORDS[shape]))}.`,
        why: 'Hosts that last for days are made so; together with being unseen it tells something.',
        innocent: 'Each of these is common among honest small sites too.',
        next: 'Give it weight only together with other signs.',
      }
    case 'fresh-host':
      return {
        title: 'fresh host',
        seen: `${sign.domain} (hop ${sign.hop + 1}) was registered ${freshText(sign)}, told by ${sign.from}.`,
        why: 'Domains for lures are registered for the purpose and used within days or weeks; those that people know are older.',
        innocent:
          'New organisations, campaigns and events register names of their own, and a name that ran out and was bought anew counts as new.',
        next: ASK,
      }
    case 'path-shape':
      return {
        title: 'path as kits have it',
        seen: `The path of hop ${sign.hop + 1} is ${PATH_SHAPE_WORDS[sign.shape]}.`,
        why: 'Sign-in kits and the gates before them use such paths.',
        innocent: 'Other web software has paths like this as well.',
        next: ASK,
      }
  }
}

const LIKENESS_WORDS: Readonly<Record<Likeness, string>> = {
  skeleton: 'the same to the eye, in other letters',
  edit: 'one letter apart',
  word: 'the same name with a word added',
  ending: 'the same name under another ending',
  label: 'the whole name as part of somebody else’s',
}

const HOST_SHAPE_WORDS: Readonly<Record<HostShape, string>> = {
  'dynamic-dns': 'below a service where anybody points a name anywhere within a minute',
  'free-host': 'below a provider where anybody gets a site within minutes',
  'random-label': 'named by letters and digits no person would choose',
  'three-words': 'named by several words with hyphens, as kits make them',
  'many-labels': 'a long row of names, of which a narrow screen shows the beginning only',
  'cheap-ending': 'under an ending that lures favour',
}

const PATH_SHAPE_WORDS: Readonly<Record<PathShape, string>> = {
  token: 'nothing but a token of 7 or 8 letters and digits',
  'kit-folder': 'a folder of a known kit, with a token of the person aimed at',
  'password-step': 'the step of a kit that asks for the password',
  'hosted-page': 'a single page in cloud storage, named after a mail or share service',
  'random-folders': 'a row of folders of random letters',
}
