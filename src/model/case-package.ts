import type { TlpLabel } from './indicator.ts'
import type { Issue } from './issue.ts'

/** One file of a package, as the manifest lists it. */
export interface PackageFile {
  readonly path: string
  readonly size: number
  /** Hex. */
  readonly sha256: string
  /** The evidence whose bytes these are. */
  readonly evidence?: string
}

/** `manifest.json` of a package. */
export interface PackageManifest {
  readonly kind: 'counterfoil-case-package'
  /** Raised when an older program could not check it. */
  readonly version: 1
  readonly name: string
  readonly title: string
  readonly tool: string
  /** Milliseconds, and the same as text. */
  readonly created: number
  readonly createdText: string
  readonly tlp: TlpLabel
  /** Last hash of the custody log in it. */
  readonly head: string
  /** Evidence that is not in it, because its marking is higher than the package's. */
  readonly withheld: readonly string[]
  /** All other files but `SHA256SUMS`, by path. */
  readonly files: readonly PackageFile[]
}

/** What checking a package found. */
export interface PackageCheck {
  readonly kind: 'package-check'
  /** `sha256:…` of the whole file. */
  readonly digest: string
  readonly bytes: number
  readonly files: number
  readonly head?: string
  readonly manifest?: PackageManifest
  /** Each names the file in the package and its bytes. */
  readonly issues: readonly Issue[]
}
