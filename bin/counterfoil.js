#!/usr/bin/env node
// In a checkout the TypeScript source runs directly; the published package carries dist/ and no src/.
import { existsSync } from 'node:fs'

const [major = 0] = process.versions.node.split('.').map(Number)
if (major < 24) {
  console.error(
    `counterfoil needs Node 24 or newer, this is ${process.version}. In a checkout run it as: npx counterfoil`,
  )
  process.exit(2)
}
// glibc gives each thread a heap of its own and seldom gives any back: pictures and PDFs, decoded by several threads,
// would leave a fifth of the memory lying about. It asks once, at the start of a process, so this one starts anew.
if (process.platform === 'linux' && !process.env.MALLOC_ARENA_MAX && process.execve)
  process.execve(process.execPath, [process.execPath, ...process.execArgv, ...process.argv.slice(1)], {
    ...process.env,
    MALLOC_ARENA_MAX: '1',
    MALLOC_MMAP_THRESHOLD_: '131072',
  })
const source = new URL('../src/cli/main.ts', import.meta.url)
await import(existsSync(source) ? source.href : new URL('../dist/cli/main.js', import.meta.url).href)
