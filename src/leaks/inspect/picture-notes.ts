/** What the pixels of a picture may give away, as notes for a person: tracking dots of printers, and screenshots. */
import type { MarkList } from './mark-list.ts'
import { loadPictures } from './picture-library.ts'
import { printerDots } from './printer-dots.ts'

/** Pixels looked at: a page at 600 dots per inch has 35 million. */
const MAX_PIXELS = 40_000_000
/** Seconds after which decoding stops. Attack: a small file that takes long. */
const DECODE_SECONDS = 20
/** A page at 100 dots per inch; below that dots of a tenth of a millimetre cannot be seen. */
const LEAST_SIDE = 800

/** Screens of telephones, tablets and computers, the shorter side first. */
const SCREENS: ReadonlySet<string> = new Set(
  (
    '640x1136 750x1334 828x1792 1125x2436 1170x2532 1179x2556 1206x2622 1242x2208 1242x2688 1284x2778 1290x2796 1320x2868 ' +
    '720x1280 720x1520 720x1600 1080x1920 1080x2160 1080x2220 1080x2280 1080x2340 1080x2400 1080x2408 1080x2412 1080x2424 1080x2520 ' +
    '1008x2244 1280x2856 1344x2992 1440x2560 1440x2960 1440x3040 1440x3088 1440x3120 1440x3200 ' +
    '768x1024 1536x2048 1620x2160 1640x2360 1668x2224 1668x2388 1668x2420 2048x2732 2064x2752 1200x1920 1600x2560 ' +
    '800x1280 768x1366 900x1440 864x1536 900x1600 1050x1680 1200x1920 1504x2256 1440x2560 1600x2560 1664x2560 1800x2880 ' +
    '1864x2880 1920x3072 1964x3024 2234x3456 1440x3440 1080x2560 2160x3840 2400x3840 2880x5120 1440x5120'
  ).split(' '),
)
/** Names of programs and devices that take pictures of screens, in texts inside a picture and in its file name. */
const SCREENSHOT =
  /screen[ _-]?shot|bildschirmfoto|capture d.écran|captura de pantalla|schermata|snipping|snagit|greenshot|flameshot|shutter|spectacle|gnome-screenshot|lightshot|sharex/i

/** Said of scanned pages in which dots were not looked for. */
export const HOW_TO_LOOK =
  'look for them at the page under blue light, or in the picture’s blue channel alone, inverted and enlarged'

/** What came of looking for printer dots in a picture. */
export type DotsLookedFor = 'found' | 'none-seen' | 'too-many' | 'too-small' | 'too-large' | 'unreadable'

const NOT_LOOKED: Readonly<Record<Exclude<DotsLookedFor, 'found'>, string>> = {
  'none-seen': `printer dots: a regular pattern of small yellow dots was looked for and not seen. That does not show that there is none: JPEG as most scanners and telephones write it loses such dots, and printers can mark in other ways; ${HOW_TO_LOOK}`,
  'too-many': `printer dots: whether there are any could not be told, as too much is small and yellow; ${HOW_TO_LOOK}`,
  'too-small': `printer dots were not looked for: with less than ${LEAST_SIDE} pixels a side a page does not show them`,
  'too-large': `printer dots were not looked for: the picture has more than ${MAX_PIXELS / 1e6} million pixels; ${HOW_TO_LOOK}`,
  unreadable: `printer dots were not looked for, as the picture could not be decoded; ${HOW_TO_LOOK}`,
}

/** Says what looking for dots came to, where it is not a mark itself. */
export function dotsNote(list: MarkList, outcome: DotsLookedFor): void {
  if (outcome !== 'found') list.notRead.push(NOT_LOOKED[outcome])
}

/** Adds notes on the pixels of a picture; `part` is its name when it lies in another file. Never throws. */
export async function pictureNotes(
  list: MarkList,
  bytes: Uint8Array,
  file: string,
  part?: string,
): Promise<DotsLookedFor> {
  const size = await pictureSize(bytes)
  if (size === undefined) return 'unreadable'
  const { width, height } = size
  screenNotes(list, bytes, { width, height, file, part })
  if (Math.min(width, height) < LEAST_SIDE) return 'too-small'
  if (width * height > MAX_PIXELS) return 'too-large'
  const pixels = await colours(bytes, width * height)
  if (pixels === undefined) return 'unreadable'
  const found = printerDots({ width, height, pixels })
  if (found === undefined) return 'none-seen'
  if (found === 'too-many') return found
  const [right, down] = found.distance
  list.add({
    code: 'image.printer-dots',
    means: 'device',
    part,
    value: `${found.dots} small yellow dots, of which ${found.inPattern} have another one ${Math.abs(right)} pixels to the ${right < 0 ? 'left' : 'right'} and ${down} down: like the dots by which colour laser printers write their number and the time on every page`,
    cleaned: 'no',
  })
  return 'found'
}

async function pictureSize(
  bytes: Uint8Array,
): Promise<{ readonly width: number; readonly height: number } | undefined> {
  try {
    const { width, height } = await (await loadPictures())(bytes, { limitInputPixels: false }).metadata()
    return width > 0 && height > 0 ? { width, height } : undefined
  } catch {
    return undefined
  }
}

async function colours(bytes: Uint8Array, count: number): Promise<Uint8Array | undefined> {
  try {
    const picture = (await loadPictures())(bytes, { limitInputPixels: MAX_PIXELS })
      .timeout({ seconds: DECODE_SECONDS })
      .flatten({ background: 'white' })
      .toColourspace('srgb')
    const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true })
    // A picture of several pages gives more pixels than its first page has.
    if (info.width * info.height !== count) return undefined
    if (info.channels === 3) return data
    if (info.channels !== 1) return undefined
    // Shades of grey have no yellow in them.
    const grey = new Uint8Array(data.length * 3)
    for (let at = 0; at < data.length; at++) grey.fill(data[at]!, at * 3, at * 3 + 3)
    return grey
  } catch {
    return undefined
  }
}

function screenNotes(
  list: MarkList,
  bytes: Uint8Array,
  {
    width,
    height,
    file,
    part,
  }: {
    readonly width: number
    readonly height: number
    readonly file: string
    readonly part: string | undefined
  },
): void {
  const add = (value: string, range?: { readonly start: number; readonly end: number }): void =>
    list.add({
      code: 'image.screenshot',
      means: 'device',
      part,
      value,
      ...(range && { range }),
      cleaned: 'no',
    })
  const hasCamera = list.marks().some((mark) => mark.code === 'image.camera' && mark.part === part)
  if (!hasCamera && SCREENS.has(`${Math.min(width, height)}x${Math.max(width, height)}`))
    add(`${width} × ${height} pixels is the size of a whole screen, which tells the kind of device`)
  const name = SCREENSHOT.exec(file.split(/[\\/]/).at(-1) ?? '')?.[0]
  if (name !== undefined && part === undefined)
    add(`the file’s name says it is a screenshot (${name}), and often when it was taken`)
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 65_536)).toString('latin1')
  const told = SCREENSHOT.exec(head)
  if (told !== null)
    add(`a text in it names a screenshot (${told[0]})`, {
      start: told.index,
      end: told.index + told[0].length,
    })
  // Chunks of PNG that only Apple's own screenshots and exports have.
  const apple = head.indexOf('iDOT')
  if (apple >= 0 && head.startsWith('\u0089PNG'))
    add('written by a program of Apple (iDOT)', { start: apple, end: apple + 4 })
}
