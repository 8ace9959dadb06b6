/** Entry of the program `counterfoil`. */
import { loadLibrary } from './library.ts'
import { runProgram } from './program.ts'

process.exitCode = await runProgram({
  args: process.argv.slice(2),
  streams: { stdout: process.stdout, stderr: process.stderr, env: process.env, now: () => performance.now() },
  clock: () => Date.now(),
  loadLibrary,
})
