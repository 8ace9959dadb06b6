import type { PdfFile } from './pdf-file.ts'
import { isKeyed, type Keyed, type PdfStream, textOf } from './pdf-value.ts'

/** The files behind file specifications (ISO 32000-1 §7.11.4), each stream once. */
export function* attachedFiles(
  file: PdfFile,
  specifications: Iterable<Keyed>,
): Iterable<{ readonly name: string; readonly stream: PdfStream }> {
  const seen = new Set<PdfStream>()
  for (const specification of specifications) {
    const embedded = file.get(specification, 'EF')
    if (!isKeyed(embedded)) continue
    let name = ''
    for (const key of ['UF', 'F', 'Unix', 'DOS', 'Mac']) {
      if (name === '') name = textOf(file.get(specification, key))
      const stream = file.get(embedded, key)
      if (!isKeyed(stream) || stream.kind !== 'stream' || seen.has(stream)) continue
      seen.add(stream)
      yield { name, stream }
    }
  }
}
