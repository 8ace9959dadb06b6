import type { Opener } from '../opener.ts'

/** OpenPGP (RFC 9580, RFC 3156): signatures and keys have nothing inside to look at, anything else is closed to us. */
export const openpgp: Opener = {
  id: 'openpgp',
  accepts: (mediaType) => mediaType.startsWith('application/pgp-'),
  async open(_bytes, context) {
    if (context.mediaType !== 'application/pgp-encrypted')
      return { encrypted: false, metadata: {}, complete: true }
    context.issue('attachment.encrypted', 'Only its recipient can read it')
    return { encrypted: true, metadata: {}, complete: false }
  },
}
