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
const source = new URL('../src/cli/main.ts', import.meta.url)
await import(existsSync(source) ? source.href : new URL('../dist/cli/main.js', import.meta.url).href)
