import type { LeakTrace, RegisteredFile } from '../model/leak-trace.ts'
import { countText, cutText } from './layout.ts'
import { leakBlocks } from './leak-blocks.ts'
import { startPage, type TextOptions } from './page.ts'

/** A trace as text: each item with versions, holders and marks, then the mailbox question with its rivals. */
export function leakText(trace: LeakTrace, options: TextOptions): string {
  const page = startPage(options)
  for (const block of leakBlocks(trace))
    if (block.kind === 'heading') page.heading(block.text)
    else if (block.kind === 'text') page.text(block.text, block.style ? { style: block.style } : {})
    else page.text(block.text, { indent: block.level * 2 - 2, mark: '• ' })
  return page.toString()
}

/** One line for a file that was registered. */
export function registeredText(
  { name, document, letters, pages, readFrom, issues }: RegisteredFile,
  options: TextOptions,
): string {
  const page = startPage(options)
  const read =
    letters > 0
      ? `${countText(letters, 'letter')} of text${readFrom === undefined ? '' : ` from “${cutText(readFrom, 90)}”`}`
      : pages > 0
        ? `no text: only the very same file, and ${countText(pages, 'page')} by how ${pages === 1 ? 'it looks' : 'they look'}, will be recognised`
        : 'no text: only the very same file will be recognised'
  page.text(`Registered “${cutText(name, 90)}” (${document.slice(7, 19)}): ${read}.`)
  for (const issue of issues.slice(0, 3))
    page.text(`Not read whole: ${cutText(issue, 240).replace(/\.+$/, '')}.`, { indent: 2 })
  return page.toString()
}
