import type { LinkOrigin } from '../../model/link.ts'

/** Where a link was written, before its target is read. Offsets count characters of the text of its part. */
export interface LinkPlace {
  readonly origin: LinkOrigin
  readonly start: number
  readonly end: number
  /** As written: entities decoded, trimmed. */
  readonly href: string
  /** Put before `href` to read it: `http://` for what mail clients link without a scheme. */
  readonly prefix: string | undefined
  /** Visible text; for a link in running text what stands there. */
  text: string
  visible: boolean
}
