import { hash } from 'node:crypto'
import { z } from 'zod'
import type { PackageCheck, PackageManifest } from '../../model/case-package.ts'
import { TLP_LABELS } from '../../model/indicator.ts'
import type { Issue } from '../../model/issue.ts'
import { CaseError } from '../case-error.ts'
import { readCaseText } from '../case-file.ts'
import { CASE_FILE, LOG_FILE } from '../case-paths.ts'
import { readCommitted } from '../committed-log.ts'
import { type PlacedFile, readCanonicalZip } from './canonical-zip.ts'
import { MANIFEST_FILE, manifestText, PACKAGE_VERSION, SUMS_FILE, sumsText } from './write-package.ts'

/** Issues told; the rest is counted. Attack: a directory of 65,535 wrong rows. */
const MOST_ISSUES = 200

const MANIFEST = z.strictObject({
  kind: z.literal('counterfoil-case-package'),
  version: z.literal(PACKAGE_VERSION),
  name: z.string(),
  title: z.string(),
  tool: z.string(),
  created: z.number(),
  createdText: z.string(),
  tlp: z.enum(TLP_LABELS),
  head: z.string(),
  withheld: z.array(z.string()),
  files: z.array(
    z.strictObject({
      path: z.string(),
      size: z.int(),
      sha256: z.string(),
      evidence: z.string().optional(),
    }),
  ),
})

/**
 * Checks a package, byte for byte: that the archive is the one its files make, that each file has the hash the manifest
 * and `SHA256SUMS` give, that the custody log is whole and belongs to this case. Any changed byte is told with the file
 * and the place in the package. Never throws because of what a package holds.
 */
export function checkPackage(bytes: Uint8Array): PackageCheck {
  const { files, differences } = readCanonicalZip(bytes, unlisted)
  const issues: Issue[] = []
  const add = (
    code: Issue['code'],
    place: { readonly start: number; readonly end: number },
    detail: string,
  ): void => {
    issues.push({ code, range: { start: place.start, end: place.end }, detail })
  }
  for (const { start, end, path, words } of differences)
    add(
      'case.package-changed',
      { start, end },
      `${path === undefined ? '' : `${path.slice(0, 120)}: `}${words} (${rangeWords(start, end)} of the package)`,
    )
  const byPath = new Map(files.map((file) => [file.path, file]))
  if (byPath.size < files.length)
    add(
      'case.package-changed',
      { start: 0, end: bytes.length },
      'two files of the package have the same name',
    )
  const damaged = new Set(differences.flatMap(({ path }) => (path === undefined ? [] : [path])))
  const manifest = checkManifest(files, byPath, damaged, add)
  checkSums(files, byPath, damaged, add)
  const head = checkCase(byPath, manifest, add)
  const told = issues.slice(0, MOST_ISSUES)
  if (issues.length > told.length)
    told.push({
      code: 'case.package-changed',
      detail: `${issues.length - told.length} more places are not as they were written`,
    })
  return {
    kind: 'package-check',
    digest: `sha256:${hash('sha256', bytes)}`,
    bytes: bytes.length,
    files: files.length,
    ...(head !== undefined && { head }),
    ...(manifest && { manifest }),
    issues: told,
  }
}

/** Files whose names do not stand in `SHA256SUMS`, itself not counted; all when it is not there. */
function unlisted(files: readonly PlacedFile[]): number {
  const sums = files.find(({ path }) => path === SUMS_FILE)
  if (!sums) return files.length + 1
  const listed = new Set(
    Buffer.from(sums.bytes)
      .toString('utf8')
      .split('\n')
      .map((line) => line.slice(66)),
  )
  return files.filter(({ path }) => path !== SUMS_FILE && !listed.has(path)).length
}

type Add = (
  code: Issue['code'],
  place: { readonly start: number; readonly end: number },
  detail: string,
) => void
type Files = ReadonlyMap<string, PlacedFile>

const rangeWords = (start: number, end: number): string =>
  end - start <= 1 ? `byte ${start}` : `bytes ${start}–${end - 1}`
const placeWords = ({ start, end }: PlacedFile): string => `${rangeWords(start, end)} of the package`
const NOWHERE = { start: 0, end: 0 }

function checkManifest(
  files: readonly PlacedFile[],
  byPath: Files,
  damaged: ReadonlySet<string>,
  add: Add,
): PackageManifest | undefined {
  const file = byPath.get(MANIFEST_FILE)
  if (!file) {
    add('case.package-incomplete', NOWHERE, `${MANIFEST_FILE} is not in the package`)
    return undefined
  }
  const text = Buffer.from(file.bytes).toString('utf8')
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    add('case.package-changed', file, `${MANIFEST_FILE} is not JSON (${placeWords(file)})`)
    return undefined
  }
  const version = (value as { version?: unknown } | null)?.version
  if (typeof version === 'number' && version > PACKAGE_VERSION) {
    add(
      'case.newer-version',
      file,
      `the package is of version ${version}, and this program knows version ${PACKAGE_VERSION}: only its bytes and ${SUMS_FILE} were checked; use the newer counterfoil that wrote it for the rest`,
    )
    return undefined
  }
  const parsed = MANIFEST.safeParse(value)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    add(
      'case.package-changed',
      file,
      `${MANIFEST_FILE}: "${issue?.path.join('.') ?? ''}" is not as it should be (${placeWords(file)})`,
    )
    return undefined
  }
  const manifest = value as PackageManifest
  if (manifestText(manifest) !== text)
    add(
      'case.package-changed',
      file,
      `${MANIFEST_FILE} is not written as this program writes it (${placeWords(file)})`,
    )
  const listed = new Set([MANIFEST_FILE, SUMS_FILE])
  for (const { path, size, sha256 } of manifest.files) {
    listed.add(path)
    const one = byPath.get(path)
    if (!one)
      add(
        'case.package-incomplete',
        NOWHERE,
        `${path.slice(0, 120)} stands in ${MANIFEST_FILE} and is not in the package`,
      )
    else if (!damaged.has(path) && (one.bytes.length !== size || hash('sha256', one.bytes) !== sha256))
      add(
        'case.package-changed',
        one,
        `${path.slice(0, 120)} is not what ${MANIFEST_FILE} says (${placeWords(one)})`,
      )
  }
  for (const one of files)
    if (!listed.has(one.path))
      add(
        'case.stray-file',
        one,
        `${one.path.slice(0, 120)} does not stand in ${MANIFEST_FILE} (${placeWords(one)})`,
      )
  return manifest
}

function checkSums(
  files: readonly PlacedFile[],
  byPath: Files,
  damaged: ReadonlySet<string>,
  add: Add,
): void {
  const file = byPath.get(SUMS_FILE)
  if (!file) {
    add('case.package-incomplete', NOWHERE, `${SUMS_FILE} is not in the package`)
    return
  }
  const others = files.filter(({ path }) => path !== SUMS_FILE)
  const lines = Buffer.from(file.bytes).toString('utf8').split('\n')
  const wanted = sumsText(others).split('\n')
  for (const [index, line] of wanted.entries()) {
    const found = lines[index]
    const path = line.slice(66)
    if (found === line || damaged.has(path) || damaged.has(SUMS_FILE)) continue
    add(
      'case.package-changed',
      file,
      `line ${index + 1} of ${SUMS_FILE}${path === '' ? '' : `, on ${path.slice(0, 120)},`} does not fit the files of the package (${placeWords(file)})`,
    )
  }
  if (lines.length > wanted.length)
    add(
      'case.package-changed',
      file,
      `${SUMS_FILE} has ${lines.length - wanted.length} lines too many (${placeWords(file)})`,
    )
}

/** The custody log and the case, against each other and the manifest. Gives the last hash of the log. */
function checkCase(byPath: Files, manifest: PackageManifest | undefined, add: Add): string | undefined {
  const log = byPath.get(LOG_FILE)
  if (!log) {
    add('case.package-incomplete', NOWHERE, `${LOG_FILE} is not in the package`)
    return undefined
  }
  const { custody, state, broken } = readCommitted(log.bytes)
  if (broken)
    add(
      broken.found === 'backwards-in-time' ? 'case.clock-backwards' : 'case.log-broken',
      log,
      `${LOG_FILE}: ${broken.words} (${placeWords(log)})`,
    )
  const head = custody.at(-1)?.hash
  if (manifest && head !== manifest.head)
    add(
      'case.log-cut',
      log,
      `the last hash of ${LOG_FILE} is not the one ${MANIFEST_FILE} gives: the log was cut or exchanged (${placeWords(log)})`,
    )
  const file = byPath.get(CASE_FILE)
  if (!file) {
    if (manifest && manifest.withheld.length === 0)
      add('case.package-incomplete', NOWHERE, `${CASE_FILE} is not in the package`)
    return head
  }
  if (!broken && `sha256:${hash('sha256', file.bytes)}` !== state)
    add(
      'case.changed-outside',
      file,
      `${CASE_FILE} is not the case the custody log speaks of (${placeWords(file)})`,
    )
  try {
    const { content } = readCaseText(Buffer.from(file.bytes).toString('utf8'), CASE_FILE)
    const packaged = new Map(manifest?.files.map((one) => [one.evidence, one]))
    for (const { id, digest, duplicateOf } of content.evidence) {
      const one = packaged.get(duplicateOf ?? id)
      if (manifest && `sha256:${one?.sha256}` !== digest)
        add(
          'case.evidence-changed',
          byPath.get(one?.path ?? '') ?? NOWHERE,
          `${id}: the package does not hold the bytes that were added`,
        )
    }
  } catch (error) {
    if (!(error instanceof CaseError)) throw error
    add(
      error.code === 'newer-version' ? 'case.newer-version' : 'case.package-changed',
      file,
      `${CASE_FILE}: ${error.message} (${placeWords(file)})`,
    )
  }
  return head
}
