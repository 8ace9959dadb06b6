import type { Page } from './page.ts'

/** Below this width labels stand on a line of their own. */
const BESIDE_WIDTH = 72
const INDENT = 5
/** Column of the text beside a label, and under one. */
const BESIDE = 28
const UNDER = 7

/** A label of a finding and its text: beside it, or on a narrow page under it. */
export function labelled(page: Page, label: string, text: string): void {
  if (page.width >= BESIDE_WIDTH) page.field(label, text, { indent: INDENT, at: BESIDE })
  else {
    page.text(label, { indent: INDENT, style: 'faint' })
    page.text(text, { indent: UNDER })
  }
}

/** A further text under the last label. */
export function continued(page: Page, text: string): void {
  page.text(text, { indent: page.width < BESIDE_WIDTH ? UNDER : BESIDE })
}
