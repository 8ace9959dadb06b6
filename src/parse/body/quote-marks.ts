import type { TextRegionKind } from '../../model/message.ts'
import { classNames } from './class-names.ts'
import type { HtmlElement } from './html-reader.ts'

/** What an element of a mail client says about the text in it. */
export interface QuoteMark {
  /** Kind of its text; absent for a frame that holds quoted and own text. */
  readonly mark?: TextRegionKind
  /** Everything after it is the earlier mail, too. */
  readonly rest?: boolean
}

const QUOTED: QuoteMark = { mark: 'quoted' }
const FORWARDED: QuoteMark = { mark: 'forwarded' }
const SIGNATURE: QuoteMark = { mark: 'signature' }
const FRAME: QuoteMark = {}
const REST: QuoteMark = { mark: 'quoted', rest: true }

/** Class names and what they mark, by client. */
const CLASSES: ReadonlyMap<string, QuoteMark> = new Map([
  ['gmail_quote', FRAME],
  ['gmail_attr', QUOTED],
  ['moz-cite-prefix', QUOTED],
  ['moz-forward-container', FORWARDED],
  ['moz-email-headers-table', FORWARDED],
  ['yahoo_quoted', QUOTED],
  ['yahoo-quoted-begin', QUOTED],
  ['protonmail_quote', QUOTED],
  ['tutanota_quote', QUOTED],
  ['zmail_extra', QUOTED],
  ['outlookmessageheader', REST],
  ['ms-outlook-mobile-reference-message', QUOTED],
  ['appleoriginalcontents', QUOTED],
  ['ntes_quote', QUOTED],
  ['gmail_signature', SIGNATURE],
  ['gmail_signature_prefix', SIGNATURE],
  ['moz-signature', SIGNATURE],
  ['protonmail_signature_block', SIGNATURE],
  ['tutanota_signature', SIGNATURE],
])

/** The same by id, lower case. Outlook on the web puts `x_` before ids of earlier mails. */
const IDS: ReadonlyMap<string, QuoteMark> = new Map([
  ['divrplyfwdmsg', REST],
  ['appendonsend', REST],
  ['stopspelling', REST],
  ['zwchr', REST],
  ['mail-editor-reference-message-container', QUOTED],
  ['olk_src_body_section', QUOTED],
  ['reply-intro', QUOTED],
  ['isreplycontent', QUOTED],
  ['isforwardcontent', FORWARDED],
  ['yahoo_quoted', QUOTED],
  ['signature', SIGNATURE],
  ['divsignature', SIGNATURE],
  ['ms-outlook-mobile-signature', SIGNATURE],
  ['applemailsignature', SIGNATURE],
])

/** Reads the marks of one element; undefined when it has none. */
export function quoteMark(element: HtmlElement): QuoteMark | undefined {
  let found: QuoteMark | undefined
  let style = ''
  let cite = false
  for (const { name, value } of element.attributes) {
    switch (name) {
      case 'class':
        if (value.length < 500)
          for (const one of classNames(value.toLowerCase())) {
            const mark = CLASSES.get(one)
            // Gmail puts its class on the frame and on the quotation in it.
            if (mark) found = mark === FRAME && element.name === 'blockquote' ? QUOTED : mark
          }
        break
      case 'id': {
        const id = value.length < 100 ? value.toLowerCase() : ''
        found = IDS.get(id.startsWith('x_') ? id.slice(2) : id) ?? found
        break
      }
      case 'type':
        cite = value.toLowerCase() === 'cite'
        break
      case 'name':
        if (element.name === 'div' && value.toLowerCase() === 'quote') found = QUOTED
        break
      case 'data-marker':
        if (value.startsWith('__QUOTED')) found = QUOTED
        else if (value.startsWith('__SIG')) found = SIGNATURE
        break
      case 'style':
        style = value
        break
    }
  }
  if (found || element.name !== 'blockquote') return found
  // An indented paragraph is a blockquote without a line at its side.
  return cite || style === '' || /border-left/i.test(style.slice(0, 500)) ? QUOTED : undefined
}
