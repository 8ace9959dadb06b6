import type { Hop, RedirectChain } from '../model/redirect-chain.ts'
import { EDGE_LABELS, ROLE_WORDS } from './chain-words.ts'
import { type Html, html } from './html.ts'
import { countText, cutText, wholeCharacters } from './layout.ts'

/** Boxes drawn; of a longer chain the beginning and the end. Attack: a chain of sixty hops makes a page of arrows. */
const MOST_BOXES = 14
const AT_END = 4
/** Units of the picture, which grows and shrinks with the page. */
const WIDTH = 560
const BOX = 58
const GAP = 46
const EDGE = 4
/** Characters of a host that fit into a box; of a longer one both ends are shown, as the end tells whose it is. */
const HOST = 50
const HOST_END = 34

interface Box {
  readonly hop: Hop
  readonly number: number
  /** Hops left out before this one. */
  readonly skipped: number
}

/**
 * A chain as a picture: a box for each hop with its host and role, arrows with the kind of step, stop-overs marked by a
 * thick line and by words, never by colour alone. `id` is unique in the page. All text is defanged and escaped.
 */
export function chainSvg({ hops }: RedirectChain, id: string): Html {
  const boxes = drawnBoxes(hops)
  const height = EDGE * 2 + boxes.length * BOX + Math.max(0, boxes.length - 1) * GAP
  const words = hops
    .slice(0, MOST_BOXES)
    .map(
      ({ role, target, edge }) =>
        `${edge === undefined ? '' : `${EDGE_LABELS[edge]} to `}${hostText(target?.host)} (${ROLE_WORDS[role].toLowerCase()})`,
    )
    .join(', then ')
  const more = hops.length > MOST_BOXES ? `, and ${countText(hops.length - MOST_BOXES, 'more hop')}` : ''
  return html`<svg class="chain" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="${{ exact: id }}-t ${{ exact: id }}-d"><title id="${{ exact: id }}-t">The chain in ${countText(hops.length, 'hop')}</title><desc id="${{ exact: id }}-d">${words}${more}.</desc>${boxes.map(boxSvg)}</svg>`
}

function drawnBoxes(hops: readonly Hop[]): readonly Box[] {
  const all = hops.map((hop, at): Box => ({ hop, number: at + 1, skipped: 0 }))
  if (all.length <= MOST_BOXES) return all
  const [first, ...rest] = all.slice(-AT_END)
  const head = all.slice(0, MOST_BOXES - AT_END)
  return first === undefined ? head : [...head, { ...first, skipped: all.length - MOST_BOXES }, ...rest]
}

function boxSvg({ hop, number, skipped }: Box, at: number): Html {
  const y = EDGE + at * (BOX + GAP)
  const { role, edge, target } = hop
  const status = hop.exchange?.status
  const mark = role === 'stopover' ? ' ▲ neither shown nor known' : ''
  const said = `${number}. ${ROLE_WORDS[role]}${mark}${status === undefined ? '' : `, answered ${status}`}`
  return html`${at > 0 ? arrowSvg(y, edge === undefined ? '' : EDGE_LABELS[edge], skipped) : undefined}<rect class="box ${{ exact: role }}" x="${EDGE}" y="${y}" width="${WIDTH - 2 * EDGE}" height="${BOX}" rx="6"/><text class="role ${{ exact: role }}" x="18" y="${y + 22}">${said}</text><text class="host" x="18" y="${y + 45}">${hostText(target?.host)}</text>`
}

function arrowSvg(y: number, label: string, skipped: number): Html {
  const left = skipped > 0 ? `${countText(skipped, 'hop')} left out; ` : ''
  return html`<path class="arrow" d="M36 ${y - GAP + 4}V${y - 9}"/><path class="tip" d="M29 ${y - 11}h14l-7 9z"/><text class="edge" x="58" y="${y - GAP / 2 + 4}">${left}${label}</text>`
}

function hostText(host: string | undefined): string {
  if (host === undefined) return 'no host'
  if (host.length <= HOST) return host
  const tail = host.slice(host.length - HOST_END)
  return `${cutText(host.slice(0, wholeCharacters(host, HOST - HOST_END - 3)), HOST)}… ${tail}`
}
