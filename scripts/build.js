// Builds dist/ for publishing: plain JavaScript and declarations, as Node refuses to strip types under node_modules.
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'

rmSync('dist', { recursive: true, force: true })
const { status } = spawnSync('tsc', ['-p', 'tsconfig.build.json'], { stdio: 'inherit' })
process.exit(status ?? 1)
