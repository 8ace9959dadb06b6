import type { HopRole, WrapperFacts } from '../../../model/redirect-chain.ts'

/** What a wrapper says of its link: the target when it is written in the URL, and facts either way. */
export interface Unwrapped {
  /** Absolute, normalised as a browser does it; absent when the token has to be asked about. */
  readonly target?: string
  readonly facts: WrapperFacts
}

/** One kind of rewritten link. Data and one pure function; never throws, linear in the URL. */
export interface Wrapper {
  readonly wrapper: string
  readonly product: string
  readonly role: HopRole
  /** Host suffixes it lives on: `example.com` also stands for its sub-domains; `google.*` for a name under every country's ending. */
  readonly hosts: readonly string[]
  /** First path segments, in lower case, that tell it on the customer's own host. */
  readonly paths?: readonly string[]
  /** Undefined when the URL is none of its links: a help page of the vendor, say. */
  unwrap(url: URL): Unwrapped | undefined
}

type Extra = Partial<Pick<WrapperFacts, 'tenant' | 'recipient'>>

/** Facts beside a decoded target. `layers` are the encodings taken off, outermost first. */
export function decodedLink(
  { wrapper, product, role }: Wrapper,
  target: string,
  layers: readonly string[],
  extra?: Extra,
): Unwrapped {
  return { target, facts: { wrapper, product, role, decoded: 'exact', ...extra, layers } }
}

/** Facts of a token that only its vendor can read; `hint` when the link names the target's host beside it. */
export function opaqueLink(
  { wrapper, product, role }: Wrapper,
  extra?: Extra,
  decoded: 'opaque' | 'hint' = 'opaque',
): Unwrapped {
  return { facts: { wrapper, product, role, decoded, ...extra, layers: [] } }
}
