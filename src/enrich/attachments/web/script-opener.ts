import { extensionOf } from '../../../parse/attachments/active-content.ts'
import type { OpenContext, OpenedContent, Opener } from '../opener.ts'
import { decodeText } from '../text/text-encoding.ts'
import { openCarried } from './carried-file.ts'
import { CARRIED, readScript } from './script-facts.ts'

/** Text files that a double click or their interpreter runs. */
const EXTENSIONS: ReadonlySet<string> = new Set(
  (
    'js jse mjs vbs vbe vb wsf wsh wsc ws sct bat cmd ps1 ps1xml ps2 psc1 psd1 psm1 sh bash csh ksh command scpt ' +
    'applescript py pyw pl rb lua php ahk au3 reg inf'
  ).split(' '),
)

/** Script files: what they name and start, as far as it stands in them. */
export const scriptFile: Opener = {
  id: 'script',
  accepts: (mediaType, name) =>
    mediaType === 'text/x-shellscript' ||
    ((mediaType.startsWith('text/') || mediaType === 'application/octet-stream') &&
      EXTENSIONS.has(extensionOf(name))),
  async open(bytes: Uint8Array, context: OpenContext): Promise<OpenedContent> {
    const size = Math.min(bytes.length, context.budget.inflatable())
    context.budget.inflated(size)
    const code = decodeText(bytes.subarray(0, size))
    context.power('script')
    for (const { bytes: content, name } of readScript(code, context, { origin: 'text' })) {
      await openCarried(content, name, context)
    }
    // Code inside a page is seen by nobody; a script file is, in an editor.
    if (!context.name.startsWith(`${CARRIED} `)) context.text(code)
    return { encrypted: false, metadata: {}, complete: size === bytes.length }
  },
}
