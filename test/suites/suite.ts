/** What a case gave that its suite does not expect. */
export interface Difference {
  /** Name of the case, and of the field or kind where one case has several: never content of the suite. */
  readonly case: string
  /** What differs, for the person who studies it; printed for differences that are not listed. */
  readonly what: string
}

/** One row of the table. */
export interface SuiteResult {
  readonly suite: string
  readonly passed: number
  readonly differing: number
  readonly differences: readonly Difference[]
  /** Cases that ask nothing of a mail reader, counted by reason. */
  readonly notApplicable: ReadonlyMap<string, number>
  /** Further lines under the row: shares over fields, what was counted. */
  readonly notes: readonly string[]
  /** A share that has to be reached and is not. */
  readonly failures: readonly string[]
}

/** An unpacked archive. */
export interface SuiteFiles {
  readonly folder: string
  /** Paths of all files below `folder`, sorted, with `/`. */
  readonly names: readonly string[]
  read(name: string): Buffer
}

export interface Suite {
  readonly archive: string
  /** `suitesFolder` is where the archives lie, for a suite that opens them itself. */
  run(files: SuiteFiles, suitesFolder: string): Promise<readonly SuiteResult[]> | readonly SuiteResult[]
}

/** Counts the cases of one row. */
export interface Tally {
  /** One case: it passed when `differences` is empty. */
  add(differences: readonly Difference[]): void
  skip(reason: string): void
  note(line: string): void
  fail(line: string): void
  result(): SuiteResult
}

export function tally(suite: string): Tally {
  let passed = 0
  let differing = 0
  const differences: Difference[] = []
  const notApplicable = new Map<string, number>()
  const notes: string[] = []
  const failures: string[] = []
  return {
    add: (found) => {
      if (found.length === 0) passed++
      else {
        differing++
        differences.push(...found)
      }
    },
    skip: (reason) => {
      notApplicable.set(reason, (notApplicable.get(reason) ?? 0) + 1)
    },
    note: (line) => {
      notes.push(line)
    },
    fail: (line) => {
      failures.push(line)
    },
    result: () => ({ suite, passed, differing, differences, notApplicable, notes, failures }),
  }
}

/** `12 of 13 (92.31 %)` */
export function share(part: number, whole: number): string {
  return `${part} of ${whole} (${whole === 0 ? '–' : ((part / whole) * 100).toFixed(2)} %)`
}

/** Two values as one short line, for a difference. */
export function versus(theirs: unknown, ours: unknown): string {
  const show = (value: unknown) => {
    const text = JSON.stringify(value) ?? 'undefined'
    return text.length > 200 ? `${text.slice(0, 200)}… (${text.length})` : text
  }
  return `expected ${show(theirs)}, ours ${show(ours)}`
}
