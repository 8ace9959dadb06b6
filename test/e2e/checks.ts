/** Named checks that run to the end whatever fails, for programs that drive a browser. */
export interface Checks {
  readonly check: (name: string, test: () => Promise<void> | void) => Promise<void>
  /** Prints `N passed, M failed`, which `.ci/run` looks for, and sets the exit code. */
  readonly done: () => void
}

export function namedChecks(): Checks {
  let passed = 0
  let failed = 0
  return {
    check: async (name, test) => {
      try {
        await test()
        passed++
        console.log(`ok ${name}`)
      } catch (error) {
        failed++
        const why = error instanceof Error ? error.message : String(error)
        console.log(`not ok ${name}\n${why.replace(/^/gm, '    ')}`)
      }
    },
    done: () => {
      console.log(`${passed} passed, ${failed} failed`)
      process.exitCode = failed === 0 && passed > 0 ? 0 : 1
    },
  }
}
