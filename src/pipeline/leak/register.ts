/** `leak register`: adds files held outside mail to a store, with who held them when. */
import { readFileSync, statSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import { openAttachment } from '../../enrich/attachments/open-attachment.ts'
import { OPEN_LIMITS } from '../../enrich/attachments/open-limits.ts'
import { fingerprint } from '../../leaks/fingerprint/winnow.ts'
import type { Digest } from '../../model/bytes.ts'
import type { Holding } from '../../model/holding.ts'
import type { RegisteredFile } from '../../model/leak-trace.ts'
import type { Store } from '../../model/ports.ts'
import type { SourceTrouble } from '../../model/source.ts'
import { digestOf } from '../read-into.ts'
import { howItLooks, PATIENCE } from './how-it-looks.ts'
import { fileReason } from './leaked-files.ts'
import { textBeside, textFileBeside } from './text-beside.ts'

export interface RegisterRequest {
  readonly files: readonly string[]
  readonly holder: string
  /** Milliseconds; held from then on. Absent when only `deleted` is said. */
  readonly from?: number
  readonly until?: number
  /** Milliseconds; every copy the holder had was gone by then, those that came by mail included. */
  readonly deleted?: number
}

/**
 * Registers files outside mail with who held them, or that a holder's copies were deleted. A scan takes the text that
 * OCR made of it from a file beside it. Yields what was registered and trouble with files. Rejects with `StoreError`.
 */
export async function* leakRegister(
  request: RegisterRequest,
  store: Store,
): AsyncGenerator<RegisteredFile | SourceTrouble, void, undefined> {
  for (const file of request.files) {
    const bytes = registrable(file)
    if ('kind' in bytes) {
      yield bytes
      continue
    }
    const opened = await openAttachment(
      { part: '1', name: basename(file), declaredType: '', bytes },
      { recipients: [], qr: false, patience: PATIENCE },
    )
    const { picture, pages, withoutText, issues } = await howItLooks(bytes, opened.mediaType, PATIENCE)
    const beside = withoutText.length > 0 ? textFileBeside(file) : undefined
    const ocr = beside === undefined ? '' : await textBeside(beside)
    const { pieces, letters } = fingerprint(ocr === '' ? opened.text : `${opened.text}\n${ocr}`)
    const document = digestOf(bytes)
    await store.registerDocument(
      {
        document: {
          kind: 'document',
          id: document,
          form: 'registered',
          name: basename(file),
          mediaType: opened.mediaType,
          size: bytes.length,
          place: { kind: 'file', path: resolve(file) },
          letters,
        },
        pieces,
        ...(picture !== undefined && { picture }),
        ...(pages.length > 0 && { pages }),
      },
      saidHoldings(document, request),
    )
    yield {
      kind: 'registered-file',
      name: basename(file),
      document,
      letters,
      pages: pages.length,
      ...(ocr !== '' && beside !== undefined && { readFrom: basename(beside) }),
      issues: [...opened.issues, ...issues].map(({ detail }) => detail),
    }
  }
}

/** The bytes of a file, or why it is not registered. */
function registrable(file: string): Buffer | SourceTrouble {
  const trouble = (code: SourceTrouble['code'], detail: string, next: string): SourceTrouble => ({
    kind: 'source-trouble',
    code,
    file,
    detail,
    next,
    fatal: true,
  })
  try {
    const { size } = statSync(file)
    if (size > OPEN_LIMITS.attachmentBytes)
      return trouble(
        'too-large',
        `larger than ${OPEN_LIMITS.attachmentBytes / 1e6} MB`,
        'register its parts, or its text',
      )
    const bytes = readFileSync(file)
    return bytes.length === 0 ? trouble('empty', 'the file is empty', 'check the file') : bytes
  } catch (error) {
    return trouble('not-found', fileReason(error), 'check the path')
  }
}

function saidHoldings(
  document: Digest,
  { holder, from, until, deleted }: RegisterRequest,
): readonly Holding[] {
  const said = { kind: 'holding', document, holder: holder.toLowerCase() } as const
  return [
    ...(from === undefined
      ? []
      : [{ ...said, way: 'registered', from, ...(until !== undefined && { until }) } as const]),
    ...(deleted === undefined ? [] : [{ ...said, way: 'deleted', from: deleted } as const]),
  ]
}
