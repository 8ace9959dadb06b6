import type { Opener } from '../opener.ts'

export const pdf: Opener = {
  id: 'pdf',
  accepts: (mediaType) => mediaType.startsWith('application/pdf') && mediaType !== 'image/svg+xml',
  async open() {
    throw new Error('not in this commit yet')
  },
}
