import type { SourceTrouble } from '../model/source.ts'

/** An archive, or an entry of one, that cannot be read (further), in words for a person. */
export class ArchiveDamage extends Error {
  override readonly name: string = 'ArchiveDamage'
  readonly code: SourceTrouble['code']
  readonly next: string
  constructor(code: SourceTrouble['code'], message: string, next: string) {
    super(message)
    this.code = code
    this.next = next
  }
}

/** The bytes end before the archive says so. */
export function archiveCut(): ArchiveDamage {
  return new ArchiveDamage(
    'truncated',
    'the archive ends too early: what follows is missing',
    'fetch or copy the archive again; what stands before the end was read',
  )
}

/** What stands in the archive contradicts itself. */
export function archiveCorrupt(what: string): ArchiveDamage {
  return new ArchiveDamage(
    'corrupt',
    `the archive is damaged: ${what}`,
    'fetch or copy the archive again; what could be read was read',
  )
}
