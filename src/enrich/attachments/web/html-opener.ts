import { extensionOf } from '../../../parse/attachments/active-content.ts'
import { decodeCharset } from '../../../parse/mime/charset.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { decodeText } from '../text/text-encoding.ts'
import { openCarried } from './carried-file.ts'
import { readHtmlFile } from './html-file.ts'

const EXTENSIONS: ReadonlySet<string> = new Set('htm html xhtml xht shtml shtm hta svg'.split(' '))

/** Pages and vector pictures sent as a file: they open in a browser, where scripts run. */
export const html: Opener = {
  id: 'html',
  accepts: (mediaType, name) =>
    mediaType === 'text/html' ||
    mediaType === 'image/svg+xml' ||
    mediaType === 'application/xhtml+xml' ||
    (mediaType.startsWith('text/') && EXTENSIONS.has(extensionOf(name))),
  async open(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
    const size = Math.min(bytes.length, context.budget.inflatable())
    context.budget.inflated(size)
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, size)
    const text = decodePage(buffer)
    const carried = readHtmlFile(text, context, { scripts: true, bytes: text.length === bytes.length })
    for (const { bytes: content, name } of carried) {
      await openCarried(content, name, context)
    }
    const metadata = pageMetadata(text)
    return { encrypted: false, metadata, complete: size === bytes.length }
  },
}

/** HTML Standard §13.2.3.2 looks at the first 1,024 bytes for a declared encoding. */
function decodePage(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 1_024)
  if (!/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/.test(head)) {
    const charset = /<meta[^>]{0,200}charset\s{0,20}=\s{0,20}["']?\s{0,20}([\w:-]{2,40})/i.exec(head)?.[1]
    // A page that says UTF-16 in ASCII letters is not UTF-16.
    if (charset !== undefined && !/^utf-?16/i.test(charset)) return decodeCharset(bytes, charset).text
  }
  return decodeText(bytes)
}

function pageMetadata(html: string): OpenedContent['metadata'] {
  const head = html.slice(0, 4_096)
  const program = /<meta\s{1,20}name=["']?generator["']?\s{1,20}content=["']([^"'>]{1,200})/i.exec(head)?.[1]
  const title = /<title[^>]{0,100}>([^<]{1,300})/i.exec(head)?.[1]?.trim()
  return {
    ...(title !== undefined && title !== '' && { title }),
    ...(program !== undefined && { program }),
  }
}
