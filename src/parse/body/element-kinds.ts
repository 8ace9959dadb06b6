/**
 * What the HTML Standard says of elements by their names, as bits: one look-up for each tag instead of one for each
 * question. Above the bits stands a number that tells the known elements apart; 0 for an element nobody knows.
 */

/** Has no content and no end tag. */
export const VOID: number = 1
/** "Special": an end tag of an ordinary element does not reach through it. */
export const SPECIAL: number = 1 << 1
export const FORMATTING: number = 1 << 2
/** Ends the search for what an end tag closes. */
export const SCOPE: number = 1 << 3
/** Table cells, captions, objects: links do not reach out of them (the standard's "markers"). */
export const MARKER: number = 1 << 4
export const TABLE_PART: number = 1 << 5
/** Its start tag ends an open paragraph. */
export const ENDS_PARAGRAPH: number = 1 << 6
/** `table` and `template`: table parts are looked for up to here. */
export const TABLE_FENCE: number = 1 << 7
/** List items are looked for up to here: special elements but `address`, `div` and `p`. */
export const LIST_FENCE: number = 1 << 8
/** Begins and ends a line for the reader. */
export const LINE: number = 1 << 9
/** Its content is not shown. */
export const NOT_SHOWN: number = 1 << 10
/** Its content may be raw text. */
export const RAW: number = 1 << 11
export const PARAGRAPH: number = 1 << 12
/** `td` and `th`. */
export const CELL: number = 1 << 13
export const ROW: number = 1 << 14
/** `tbody`, `thead`, `tfoot`. */
export const ROW_GROUP: number = 1 << 15
/** `li`. */
export const ITEM: number = 1 << 16
/** `dd` and `dt`. */
export const TERM: number = 1 << 17
export const OPTION: number = 1 << 18
export const BUTTON: number = 1 << 19
/** `svg` and `math`: nothing in them is raw text. */
export const FOREIGN: number = 1 << 20
const BITS = 21

const LISTS: readonly (readonly [bit: number, names: string])[] = [
  [
    VOID,
    'area base basefont bgsound br col embed frame hr image img input keygen link meta param source track wbr',
  ],
  [
    SPECIAL,
    'address applet article aside blockquote body button caption center colgroup dd details dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup html li main marquee menu nav object ol p pre search section select summary table tbody td template tfoot th thead title tr ul',
  ],
  [FORMATTING, 'a b big code em font i nobr s small strike strong tt u'],
  [SCOPE, 'applet caption html table td th marquee object template'],
  [MARKER, 'applet caption td th marquee object template'],
  [TABLE_PART, 'table tbody thead tfoot tr td th caption'],
  [
    ENDS_PARAGRAPH,
    'address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table ul dd dt',
  ],
  [TABLE_FENCE, 'table template'],
  [
    LINE,
    'address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html li main menu nav ol option p pre section select summary table tbody tfoot thead title tr ul',
  ],
  [NOT_SHOWN, 'title script style template noembed noframes iframe datalist dialog'],
  [RAW, 'style script iframe noembed noframes xmp title textarea plaintext'],
  [PARAGRAPH, 'p'],
  [CELL, 'td th'],
  [ROW, 'tr'],
  [ROW_GROUP, 'tbody thead tfoot'],
  [ITEM, 'li'],
  [TERM, 'dd dt'],
  [OPTION, 'option'],
  [BUTTON, 'button'],
  [FOREIGN, 'svg math'],
  // No bits, but met in every mail.
  [0, 'span sup sub abbr label cite ins del q map picture video svg path o:p v:rect v:shape'],
]

const KINDS: ReadonlyMap<string, number> = kinds()

function kinds(): Map<string, number> {
  const all = new Map<string, number>()
  for (const [bit, names] of LISTS)
    for (const name of names.split(' ')) all.set(name, (all.get(name) ?? 0) | bit)
  let number = 1
  for (const [name, bits] of all) {
    const fence = bits & SPECIAL && name !== 'address' && name !== 'div' && name !== 'p' ? LIST_FENCE : 0
    all.set(name, bits | fence | (number++ << BITS))
  }
  return all
}

/** The bits and the number of an element; `name` in lower case. */
export const elementKind = (name: string): number => KINDS.get(name) ?? 0

/** The number of a known element, from 1 to `ELEMENT_NUMBERS` - 1; 0 for others. */
export const elementNumber = (kind: number): number => kind >>> BITS
export const ELEMENT_NUMBERS: number = KINDS.size + 1
