import { extensionOf } from '../../../parse/attachments/active-content.ts'
import type { FoundLink, InnerFile, OpenContext } from '../opener.ts'

/** Opens a file that a document or archive carries, and says so when opening it from there would run it. */
export async function openEmbedded(
  context: OpenContext,
  bytes: Uint8Array,
  name: string,
  range?: FoundLink['range'],
): Promise<InnerFile> {
  const inner = await context.openInner(bytes, name, range)
  if (inner.active && !isShown(inner) && !isObjectPart(inner)) context.power('embedded-program')
  return inner
}

const PAGES: ReadonlySet<string> = new Set('htm html xhtml xht shtml shtm svg mht mhtml eml'.split(' '))

/** Opened in a browser or mail client: scripts in them are a power of their own. */
const isShown = ({ path, mediaType }: InnerFile): boolean =>
  PAGES.has(extensionOf(path)) &&
  (mediaType.startsWith('text/') || mediaType === 'message/rfc822' || mediaType === 'image/svg+xml')

/** Office calls its own embedded objects `.bin`; what is packed in them is looked at one level further in. */
const isObjectPart = ({ path, mediaType }: InnerFile): boolean =>
  extensionOf(path) === 'bin' && /^application\/(?:msword|vnd\.ms-|x-ole-storage|x-msi)/.test(mediaType)
