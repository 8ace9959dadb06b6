import { hash } from 'node:crypto'
import type { Case, CaseEvidence } from '../../model/case.ts'
import type { PackageFile, PackageManifest } from '../../model/case-package.ts'
import type { TlpLabel } from '../../model/indicator.ts'
import { caseText } from '../case-file.ts'
import { CASE_FILE, LOG_FILE } from '../case-paths.ts'
import { isStricter } from '../case-report.ts'
import { custodyLines } from '../custody-log.ts'
import { canonicalZip, type ZipFile } from './canonical-zip.ts'

export const MANIFEST_FILE = 'manifest.json'
export const SUMS_FILE = 'SHA256SUMS'
export const PACKAGE_VERSION = 1

/** Endings that no system runs when somebody opens them; evidence can be anything. */
const QUIET: ReadonlySet<string> = new Set('eml txt md json ndjson log csv pdf png jpg jpeg svg'.split(' '))

export interface PackageInput {
  readonly found: Case
  readonly bytesOf: (one: CaseEvidence) => Uint8Array
  /** Report, bundle, pictures: made from the case. */
  readonly rendered: readonly ZipFile[]
  /** Milliseconds. */
  readonly created: number
  readonly tool: string
  readonly tlp: TlpLabel
}

/**
 * The package of a case: evidence, chains, custody log, the case itself and what was made of it, in a zip archive whose
 * every byte follows from its files. `SHA256SUMS` is as `sha256sum -c` reads it. Throws `CaseError`.
 */
export function casePackage(input: PackageInput): {
  readonly bytes: Buffer
  readonly manifest: PackageManifest
} {
  const { found, bytesOf, rendered, created, tool, tlp } = input
  const told = found.evidence.filter((one) => !isStricter(one.tlp, tlp))
  const withheld = found.evidence.filter((one) => isStricter(one.tlp, tlp)).map(({ id }) => id)
  const evidence = told
    .filter(({ duplicateOf }) => duplicateOf === undefined || withheld.includes(duplicateOf))
    .map((one) => ({ path: `evidence/${packagedName(one)}`, bytes: bytesOf(one), evidence: one.id }))
  const { custody, issues: _, ...content } = found
  const files: (ZipFile & { readonly evidence?: string })[] = [
    ...(withheld.length === 0
      ? [{ path: CASE_FILE, bytes: Buffer.from(caseText(content, custody.length)) }]
      : []),
    { path: LOG_FILE, bytes: Buffer.from(custodyLines(custody)) },
    { path: 'README.txt', bytes: Buffer.from(readme(found, tool)) },
    ...rendered,
    ...evidence,
  ]
  const manifest: PackageManifest = {
    kind: 'counterfoil-case-package',
    version: PACKAGE_VERSION,
    name: found.name,
    title: found.title,
    tool,
    created,
    createdText: new Date(created).toISOString(),
    tlp,
    head: custody.at(-1)?.hash ?? '',
    withheld,
    files: files
      .map(
        (file): PackageFile => ({
          path: file.path,
          size: file.bytes.length,
          sha256: hash('sha256', file.bytes),
          ...(file.evidence !== undefined && { evidence: file.evidence }),
        }),
      )
      .sort(byPath),
  }
  const all: readonly ZipFile[] = [
    ...files,
    { path: MANIFEST_FILE, bytes: Buffer.from(manifestText(manifest)) },
  ]
  return {
    bytes: canonicalZip([...all, { path: SUMS_FILE, bytes: Buffer.from(sumsText(all)) }]),
    manifest,
  }
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : 1

export const manifestText = (manifest: PackageManifest): string => `${JSON.stringify(manifest, null, 2)}\n`

/** As `sha256sum` writes it. */
export function sumsText(files: readonly ZipFile[]): string {
  return files
    .toSorted(byPath)
    .map(({ path, bytes }) => `${hash('sha256', bytes)}  ${path}\n`)
    .join('')
}

/** `E3.eml`; of unknown kinds `E3.exe.bin`, so that nothing is run by a double click. */
function packagedName({ id, of, name }: CaseEvidence): string {
  const ending = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase()
  if (of === 'message') return `${id}.eml`
  if (ending === undefined) return `${id}.bin`
  return QUIET.has(ending) ? `${id}.${ending}` : `${id}.${ending}.bin`
}

function readme({ title }: Case, tool: string): string {
  return `${title}

This package was written by ${tool}. It holds evidence as it was collected: mails, links and files in it
are what they are, and some may be harmful. Do not open attachments or follow links.

What is in it
  report.html     the report; report.pdf is the same, where it is there
  timeline.svg    the timeline as a picture
  bundle.json     the case as STIX 2.1
  case.json       the case as data
  custody.ndjson  who did what when; each line holds the hash of the line before
  evidence/       the evidence, byte by byte; report.html says what each item is
  manifest.json   every file with its size and SHA-256
  SHA256SUMS      the same for sha256sum

How to check it
  counterfoil case check PACKAGE.zip      every byte of the package, with the place of any change
  sha256sum -c SHA256SUMS                 in the folder it was unpacked to
  sha256sum -c PACKAGE.zip.sha256         the package as a whole

Somebody who can change the package can also make all of these anew. Ask the sender, on another way, for the
SHA-256 of the package or for the last hash of the custody log, which the report prints as well.
`
}
