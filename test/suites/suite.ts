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
  /** The differences of each case that has any. */
  readonly differing: readonly (readonly Difference[])[]
  /** Single comparisons made, where one case has many. */
  readonly fields?: number
  /** Share of cases and of fields that has to agree, when that is a goal. */
  readonly goal?: number
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
  /** Sets the number of single comparisons, and the share that has to agree. */
  measure(fields: number, goal?: number): void
  fail(line: string): void
  result(): SuiteResult
}

export function tally(suite: string): Tally {
  let passed = 0
  const differing: (readonly Difference[])[] = []
  let measured: Pick<SuiteResult, 'fields' | 'goal'> = {}
  const notApplicable = new Map<string, number>()
  const notes: string[] = []
  const failures: string[] = []
  return {
    add: (found) => {
      if (found.length === 0) passed++
      else differing.push(found)
    },
    skip: (reason) => {
      notApplicable.set(reason, (notApplicable.get(reason) ?? 0) + 1)
    },
    note: (line) => {
      notes.push(line)
    },
    measure: (fields, goal) => {
      measured = { fields, ...(goal === undefined ? {} : { goal }) }
    },
    fail: (line) => {
      failures.push(line)
    },
    result: () => ({ suite, passed, differing, ...measured, notApplicable, notes, failures }),
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
