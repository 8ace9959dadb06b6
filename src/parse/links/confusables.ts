/**
 * Characters that look like ASCII letters or digits, limited to those that can stand in a host name or a mail
 * address after lower-casing. Compatibility forms (fullwidth, mathematical, ligatures) are not listed: NFKD folds
 * them.
 *
 * Source: first written from knowledge of the Unicode charts, then completed from and checked against the Unicode
 * data file `confusables.txt` of UTS 39 (2021-05, Unicode License): every entry of `SAME_SHAPE` has the same prototype
 * there. `NEAR_SHAPE` is our own judgement, after the letters that browsers treat alike in host names.
 *
 * Left: what it looks like. Right: the characters, one code point each.
 */
type Table = readonly (readonly [prototype: string, characters: string])[]

/** Same shape in common fonts: the reader has no chance. */
const SAME_SHAPE: Table = [
  ['a', 'аɑα⍺ᗅꓮ𐊠'],
  ['b', 'ЬƄᏏᖯᑲᗷꓐ'],
  ['c', 'сϲᴄⲥꮯ𐐽ꓚ𐔜'],
  ['d', 'ԁᏧᑯꓒᗞᗪꓓ'],
  ['e', 'еҽ℮ꬲⴹꓰ'],
  ['f', 'ꬵꞙẝքᖴꓝ𐔥'],
  ['g', 'ɡցᶃꓖ'],
  ['h', 'һհᏂᕼꓧ'],
  ['i', 'іιıɩɪӏᎥꙇ⍳ꭵ'],
  ['j', 'јϳᒍꓙ'],
  ['k', 'ᛕꓗ𐔘'],
  ['l', 'ǀاןוߊᛁⵏꓲ۱ᒪꓡ𐔦∣'],
  ['m', 'ᗰᛖꓟ'],
  ['n', 'ոռꓠ𐔓'],
  ['o', 'оοσօჿഠ๐໐٥۵०੦૦௦౦೦൦ဝ၀ᴏᴑⲟ〇ﻩہهסዐ𐐬ꬽംಂംංⵔଠ୦ꓳ𐔖𐓪'],
  ['p', 'рρϱⲣᑭꓑ'],
  ['q', 'ԛգզⵕ'],
  ['r', 'гᴦⲅꭇꭈꮁᖇꓣ'],
  ['s', 'ѕƽꜱꮪ𐑈ꓢ'],
  ['t', 'ꓔ'],
  ['u', 'υսʋᴜꞟꭎꭒ𐓶ሀᑌꓴ'],
  ['v', 'ѵνטᴠꮩ۷ⴸᐯꛟꓦ'],
  ['w', 'ԝաɯᴡꮃѡꓪ'],
  ['x', 'х᙮᙭ᕁᕽᚷꓫⵝ'],
  ['y', 'уүγʏɣყᶌỿꭚꓬ'],
  ['z', 'ᴢꮓꓜ'],
  ['3', 'Ӡ'],
  ['4', 'Ꮞ'],
  ['6', 'бᏮ'],
  ['8', 'ȣଃ৪੪'],
  ['9', '੧୨৭൭'],
  ['.', '․٠۰'],
  ['/', '⁄∕⧸╱〳'],
]

/**
 * Nearly the same: a stroke, hook or serif apart, or alike only at a glance. Many are everyday letters (Polish ł,
 * Danish ø, Russian т), so they count when two names are compared, never as a fact about one name.
 */
const NEAR_SHAPE: Table = [
  ['a', 'ᴀꭺ'],
  ['b', 'ьвҍƀɓʙƅ'],
  ['c', 'ҫƈɕ'],
  ['d', 'đɖɗժð'],
  ['e', 'єҿεɛǝə'],
  ['f', 'ғӻƒϝ'],
  ['g', 'ǥɠԍ'],
  ['h', 'нңҥӈԧԩћħɦʜ'],
  ['i', 'ɨȷ'],
  ['j', 'ʝɉյ'],
  ['k', 'кκқҝҟҡӄԟĸƙᴋⲕ'],
  ['l', 'łɫɬɭƚ'],
  ['m', 'мӎɱᴍꮇ'],
  ['n', 'пŋɲɳƞηԥɴ'],
  ['o', 'өɵѳøᴼ០'],
  ['p', 'þƿᴘꮲ'],
  ['q', 'ʠɋ'],
  ['r', 'ґɼɽɾӷ'],
  ['s', 'ʂֆ'],
  ['t', 'тҭԏŧƫƭʈτᴛꭲ'],
  ['u', 'ʊц'],
  ['v', 'ᵥ'],
  ['w', 'шщωพฟພຟ'],
  ['x', 'ҳӽӿχⲭ'],
  ['y', 'ўұ'],
  ['z', 'ʐƶʑȥɀʒӡзⲍ'],
  ['2', 'ƨ'],
  ['3', 'ɜᴈ'],
  ['ae', 'æӕ'],
  ['oe', 'œ'],
  ['-', '‐‑‒–—−'],
]

/**
 * ASCII that reads as other ASCII (UTS 39 has the same pairs: m is two strokes like rn, 1 like l, 0 like o).
 * Both sides of a comparison go through it, so `rnicrosoft` meets `microsoft`.
 */
const ASCII_ALIKE: Table = [
  ['o', '0'],
  ['l', '1|'],
  ['rn', 'm'],
  ['vv', 'w'],
]

const entries = (table: Table): (readonly [string, string])[] =>
  table.flatMap(([prototype, characters]) => [...characters].map((c) => [c, prototype] as const))

/** Code point → the ASCII it cannot be told from. */
export const SAME: ReadonlyMap<string, string> = new Map(entries(SAME_SHAPE))

/** Code point → the ASCII it resembles, for comparing two names. */
export const ALIKE: ReadonlyMap<string, string> = new Map([...entries(NEAR_SHAPE), ...entries(SAME_SHAPE)])

export const ALIKE_ASCII: ReadonlyMap<string, string> = new Map(entries(ASCII_ALIKE))
