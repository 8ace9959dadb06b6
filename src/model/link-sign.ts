/** How one host resembles another. */
export const LIKENESSES = [
  'skeleton', // the same to the eye (UTS 39 §4)
  'edit', // one letter more, less, other, or two swapped
  'word', // a word put in, before or behind: `examplelogin`, `the-example`
  'ending', // the same name under another public suffix
  'label', // the whole name as labels of somebody else's: `example.org.login.test`
] as const
export type Likeness = (typeof LIKENESSES)[number]

/** Host names as they are made for one use. Each is common in honest mail too; together with newness they tell something. */
export const HOST_SHAPES = [
  'dynamic-dns', // below a zone where anyone points a name elsewhere within a minute
  'free-host', // below a provider where anyone gets a site within minutes
  'random-label', // letters and digits no person would choose
  'three-words', // two or more hyphens in the registered name, as kits generate them
  'many-labels', // a long chain of sub-domains, so that a narrow screen shows its beginning only
  'cheap-ending', // a top-level domain that lures of this kind favour
] as const
export type HostShape = (typeof HOST_SHAPES)[number]

/** Paths as sign-in kits and their gates have them (indicators published by Google TAG, 2024-08-14). */
export const PATH_SHAPES = [
  'token', // nothing but one token of 7 or 8 letters and digits
  'kit-folder', // the folder of a known kit, with a token of the person aimed at
  'password-step', // the step of a kit that asks for the password
  'hosted-page', // a single HTML file in a cloud bucket, named after a mail or share service
  'random-folders', // four or more folders of random letters
] as const
export type PathShape = (typeof PATH_SHAPES)[number]

/**
 * Something to see about where a link leads. Facts, not opinions: each also has innocent reasons. `hop` counts in
 * `RedirectChain.hops`; domains are registered domains, or below a provider of free names the name of one customer.
 */
export type LinkSign =
  /** An unknown host stands between what is shown and where it ends; `returns` when it ends where the text says. */
  | { readonly kind: 'stop-over'; readonly hop: number; readonly domain: string; readonly returns: boolean }
  /** The link was rewritten by a mail gateway for somebody else. */
  | {
      readonly kind: 'foreign-wrapper'
      readonly hop: number
      /** `organisation`: neither the sender's nor the recipient's; `person`: of one of these, but not on this mail. */
      readonly other: 'organisation' | 'person'
      readonly recipient?: string
      readonly tenant?: string
    }
  /** The text names one host, and the end of the chain is another. */
  | { readonly kind: 'other-landing'; readonly shown: string; readonly landing: string }
  /** A trusted site passes on to a host nobody here linked before. */
  | {
      readonly kind: 'courier-to-unseen'
      readonly hop: number
      readonly courier: string
      readonly landing: string
    }
  /** The last hop is told who clicks. */
  | {
      readonly kind: 'recipient-carried'
      readonly hop: number
      readonly domain: string
      readonly encoded: boolean
    }
  /** A gateway's wrapper behind a hop that no gateway puts before its own: somebody hides behind its name. */
  | {
      readonly kind: 'gateway-inside'
      readonly before: number
      readonly hop: number
      readonly landing: string
    }
  | {
      readonly kind: 'look-alike'
      readonly hop: number
      readonly host: string
      readonly of: string
      readonly how: Likeness
    }
  | { readonly kind: 'host-shape'; readonly hop: number; readonly shapes: readonly HostShape[] }
  /** The domain was registered shortly before the mail, or before it was asked about when there is no mail. */
  | {
      readonly kind: 'fresh-host'
      readonly hop: number
      readonly domain: string
      /** Milliseconds since the epoch, and who told. */
      readonly registered: number
      readonly from: string
      /** Whole days in between; negative when it was registered just after. */
      readonly days: number
      readonly before: 'mail' | 'asked'
    }
  | { readonly kind: 'path-shape'; readonly hop: number; readonly shape: PathShape }

/** A sign with the link it was seen on. */
export interface SeenSign {
  /** Index into `MessageRecord.links`. */
  readonly link: number
  readonly sign: LinkSign
}
