import { openEmbedded } from '../office/embedded-file.ts'
import { reachesOut } from '../office/field-code.ts'
import { readOldObject, readPackage } from '../office/ole-object.ts'
import { urlStrings } from '../office/url-strings.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { readHtmlFile } from '../web/html-file.ts'
import { readRtf } from './rtf-reader.ts'
import type { RtfObject } from './rtf-values.ts'

const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])
/** Groups inside each other that no writer makes; a sign of hiding. */
const SUSPICIOUS_DEPTH = 1_000

/** Rich Text Format, also under the name of a Word document, and the formatted body of Outlook messages. */
export const rtf: Opener = {
  id: 'rtf',
  accepts: (mediaType) => mediaType === 'application/rtf' || mediaType === 'text/rtf',
  async open(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
    const facts = readRtf(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), context)
    context.text(facts.text)
    if (facts.html !== '') readHtmlFile(facts.html, context, { scripts: false })
    if (facts.unclosed > 0)
      context.issue('attachment.damaged', `${facts.unclosed} groups are opened and never closed`)
    if (facts.depth > SUSPICIOUS_DEPTH)
      context.issue('attachment.damaged', `Groups are nested ${facts.depth} deep`)
    for (const [index, object] of facts.objects.entries()) await openObject(object, index + 1, context)
    return { encrypted: false, metadata: facts.metadata, complete: facts.unclosed === 0 }
  },
}

async function openObject(object: RtfObject, number: number, context: OpenContext): Promise<void> {
  const old = readOldObject(object.bytes)
  const className = (old?.className || object.className).slice(0, 60)
  const place = { file: `object ${number} ${className}`.trim() }
  // A program of 2000 without defences, reached by the class name alone (CVE-2017-11882).
  if (/^equation/i.test(className)) context.power('embedded-program')
  if (old?.linked) {
    context.power(reachesOut(old.topic) ? 'remote-content' : 'external-data')
    context.link({ origin: 'rtf-field', href: old.topic, place, range: object.range })
    return
  }
  const content = old?.content ?? object.bytes
  const packed = /^package/i.test(className) ? readPackage(content) : undefined
  if (packed !== undefined) {
    context.power('embedded-program')
    if (packed.bytes.length > 0) await openEmbedded(context, packed.bytes, packed.name, object.range)
    else context.link({ origin: 'rtf-field', href: packed.sourcePath, place, range: object.range })
    return
  }
  const compound = object.bytes.indexOf(COMPOUND)
  if (compound >= 0) {
    await openEmbedded(context, object.bytes.subarray(compound), place.file, object.range)
    return
  }
  urlStrings(object.bytes, context, place.file)
  context.issue('attachment.unsupported', `The embedded object ${place.file} is only searched for addresses`)
}
