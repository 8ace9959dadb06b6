import type { OpenContext } from '../opener.ts'

/** Opens what a page or script carries in itself. Further script is a power already told; a program is told here. */
export async function openCarried(bytes: Uint8Array, name: string, context: OpenContext): Promise<void> {
  const inner = await context.openInner(bytes, name)
  if (inner.active && !inner.mediaType.startsWith('text/') && inner.mediaType !== 'image/svg+xml')
    context.power('embedded-program')
}
