import type { DocumentMetadata } from '../../../model/attachment.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { decodeText } from '../text/text-encoding.ts'
import { XMP_LENGTH, xmpValue } from '../xmp.ts'
import { decodeBitmap } from './bitmap.ts'
import { readExif } from './exif.ts'
import { findCodes, LARGEST_SIDE } from './find-codes.ts'
import { loadSharp } from './load-sharp.ts'
import type { GreyPicture } from './picture.ts'
import {
  type PictureStep,
  pictureKey,
  rememberedPicture,
  rememberPicture,
  takeStep,
} from './picture-memory.ts'
import { strongestGrey } from './strongest-grey.ts'

type Sharp = typeof import('sharp').default

/**
 * Formats that libvips decodes here. SVG is not among them: it is a document that can refer to others, and has its
 * links read as text; HEIC needs a decoder that is not shipped.
 */
const FORMATS: ReadonlySet<string> = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/tiff',
  'image/avif',
])
/**
 * Pixels of a picture that is decoded while it is read, and of one that must be held whole (interlaced, WebP, AVIF,
 * TIFF) at up to 8 bytes a pixel. Attack: a PNG of 60,000 by 60,000 white pixels in 200 KB.
 */
const MOST_PIXELS = 50_000_000
const MOST_WHOLE_PIXELS = 12_000_000
/** Frames or pages that are looked at. Attack: a GIF of ten thousand frames. */
const MOST_FRAMES = 3
/**
 * Seconds after which libvips stops by itself. The pixels bound its work to about one; a busy machine stretches that,
 * and the same picture should tell the same there.
 */
const DECODE_SECONDS = 5

/** Pictures: codes that a telephone would follow, camera, position and times. */
export const image: Opener = {
  id: 'image',
  accepts: (mediaType) => mediaType.startsWith('image/') && mediaType !== 'image/svg+xml',
  async open(bytes, context) {
    if (context.mediaType === 'image/bmp') return openBitmap(bytes, context)
    if (!FORMATS.has(context.mediaType)) {
      context.issue('attachment.unsupported', `No decoder for ${context.mediaType}`)
      return { encrypted: false, metadata: {}, complete: false }
    }
    const sharp = await loadSharp()
    const facts = await sharp(bytes, { limitInputPixels: false, failOn: 'none' }).metadata()
    const metadata = pictureMetadata(facts.exif, facts.xmp)
    const { width, height, isProgressive, format, pages = 1, pageHeight } = facts
    const pixels = width * (pageHeight ?? height)
    const streamed = !isProgressive && (format === 'jpeg' || format === 'png')
    if (pixels > (streamed ? MOST_PIXELS : MOST_WHOLE_PIXELS)) {
      context.issue('limit.attachment-size', `A picture of ${width} by ${height} pixels is not decoded`)
      return { encrypted: false, metadata, complete: false }
    }
    const looked = Math.min(pages, MOST_FRAMES)
    const complete =
      !context.qr || (await lookForCodes(sharp, bytes, looked, facts.autoOrient.width, context))
    if (pages > MOST_FRAMES)
      context.issue(
        'limit.attachment-files',
        `Only the first ${MOST_FRAMES} of ${pages} frames are looked at`,
      )
    return { encrypted: false, metadata: pages > 1 ? { ...metadata, pages } : metadata, complete }
  },
}

/**
 * @param width of the upright picture, in whose pixels the boxes are told.
 * @returns false when a frame could not be decoded.
 */
async function lookForCodes(
  sharp: Sharp,
  bytes: Uint8Array,
  frames: number,
  width: number,
  context: OpenContext,
): Promise<boolean> {
  const key = pictureKey(bytes)
  const before = rememberedPicture(key)
  if (before) {
    for (const step of before) takeStep(step, context)
    return true
  }
  const steps: PictureStep[] = []
  const take = (step: PictureStep): void => {
    steps.push(step)
    takeStep(step, context)
  }
  let complete = true
  for (let frame = 0; frame < frames; frame++) {
    take({ kind: 'work', steps: 1_000 })
    let decoded = await decodeFrame(sharp, bytes, frame, 'truncated')
    if (typeof decoded === 'string') {
      complete = false
      if (decoded.includes('timeout')) {
        context.issue('limit.attachment-time', `Frame ${frame + 1} takes too long to decode`)
        continue
      }
      context.issue('attachment.damaged', `Frame ${frame + 1} cannot be decoded whole: ${decoded}`)
      // What is there of a cut picture is shown by viewers, and looked at here.
      decoded = await decodeFrame(sharp, bytes, frame, 'none')
      if (typeof decoded === 'string') continue
    }
    const { data, info } = decoded
    take({ kind: 'unpacked', bytes: data.length })
    const place = frames > 1 ? { page: frame + 1 } : {}
    const versions = strongestGrey(data, info.width, info.height, info.channels)
    if (!(await tellCodes(versions, width / info.width, place, context, take))) complete = false
  }
  if (complete) rememberPicture(key, steps)
  return complete
}

/**
 * The codes of the first version of the picture that shows any; `scale` leads from its pixels to those of the file.
 * @returns false when there was no time for all that is tried; an issue says so.
 */
async function tellCodes(
  versions: readonly GreyPicture[],
  scale: number,
  place: { readonly page?: number },
  context: OpenContext,
  take: (step: PictureStep) => void,
): Promise<boolean> {
  let whole = true
  const late = (): void => {
    whole = false
    context.issue('limit.attachment-time', 'Codes in a picture are not looked for in every way')
  }
  const scaled = (value: number): number => Math.round(value * scale)
  const { budget } = context
  const work = (steps = 1): void => take({ kind: 'work', steps })
  for (const picture of versions) {
    const codes = await findCodes(picture, { ...budget, work }, late)
    for (const { text, box } of codes) {
      const [left, top, right, bottom] = box
      take({
        kind: 'code',
        text,
        place: { ...place, box: [scaled(left), scaled(top), scaled(right), scaled(bottom)] },
      })
    }
    if (codes.length > 0) break
  }
  return whole
}

async function openBitmap(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
  const content = { encrypted: false, metadata: {}, complete: true }
  if (!context.qr) return content
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const bitmap = decodeBitmap(buffer, MOST_WHOLE_PIXELS)
  if (bitmap === undefined) {
    context.issue(
      'attachment.unsupported',
      'A bitmap that is compressed, too large or damaged is not decoded',
    )
    return { ...content, complete: false }
  }
  const { pixels, width, height } = bitmap
  context.budget.inflated(pixels.length)
  const whole = await tellCodes(strongestGrey(pixels, width, height, 3), 1, {}, context, (step) =>
    takeStep(step, context),
  )
  return { ...content, complete: whole }
}

/** One frame upright on white, as RGB or grey bytes; what is wrong with it when it cannot be decoded. */
async function decodeFrame(
  sharp: Sharp,
  bytes: Uint8Array,
  frame: number,
  failOn: 'truncated' | 'none',
): Promise<
  string | { readonly data: Buffer; readonly info: { width: number; height: number; channels: number } }
> {
  try {
    return await sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn, page: frame })
      .timeout({ seconds: DECODE_SECONDS })
      .autoOrient()
      // Black on nothing is black on white to a reader.
      .flatten({ background: '#ffffff' })
      .resize({ width: LARGEST_SIDE, height: LARGEST_SIDE, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .raw()
      .toBuffer({ resolveWithObject: true })
  } catch (error) {
    return String(error).split('\n', 1)[0]?.slice(0, 80) ?? ''
  }
}

function pictureMetadata(exif: Buffer | undefined, xmp: Buffer | undefined): DocumentMetadata {
  const facts = exif ? readExif(exif) : {}
  if (xmp === undefined) return facts
  const packet = decodeText(xmp.subarray(0, XMP_LENGTH))
  const documentId = xmpValue(packet, 'xmpMM:DocumentID')
  const instanceId = xmpValue(packet, 'xmpMM:InstanceID')
  const program = facts.program ?? xmpValue(packet, 'xmp:CreatorTool')
  return {
    ...facts,
    ...(program !== undefined && { program }),
    ...(documentId !== undefined && { xmpDocumentId: documentId }),
    ...(instanceId !== undefined && { xmpInstanceId: instanceId }),
  }
}
