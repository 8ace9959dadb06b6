import type { LinkOrigin } from '../../../model/link.ts'
import type { PdfPage } from './page-tree.ts'

/** A target found in the structure of a PDF, before it is known what text stands there. */
export interface PdfLink {
  readonly origin: Extract<LinkOrigin, 'pdf-annotation' | 'pdf-form'>
  readonly href: string
  readonly base?: string
  readonly page?: PdfPage
  /** In the page's own units. */
  readonly rect?: readonly [left: number, bottom: number, right: number, top: number]
  readonly range?: { readonly start: number; readonly end: number }
  readonly visible: boolean
  /** Text that is known without looking at the page: the title of a bookmark. */
  readonly text?: string
}

/** JavaScript of the document, to be searched for URLs. */
export interface PdfScript {
  readonly text: string
  readonly page?: PdfPage
}
