// Fails when a dependency has no line in ARCHITECTURE.md or is imported nowhere, when a line names none, when a
// licence is not one we may ship, or when anything installed runs a script at installation.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const MAY_SHIP = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  // shared libraries that are linked dynamically and can be replaced (libvips of sharp)
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'Unicode-3.0',
  'Unlicense',
])
/** Used in development only, never part of the package. */
const MAY_USE = new Set([...MAY_SHIP, 'CC-BY-4.0', 'MPL-2.0', 'Python-2.0'])

/** Whether an SPDX expression leaves a choice that is allowed. AND binds tighter than OR, brackets are not nested in practice. */
function allowed(expression, licences) {
  return expression
    .replace(/[()]/g, ' ')
    .split(/\s+OR\s+/i)
    .some((choice) => choice.split(/\s+AND\s+/i).every((licence) => licences.has(licence.trim())))
}

/**
 * @param {string} root folder with package.json, package-lock.json and ARCHITECTURE.md
 * @returns {string[]} one line for each violation
 */
export function dependencyViolations(root) {
  const read = (name) => readFileSync(join(root, name), 'utf8')
  const manifest = JSON.parse(read('package.json'))
  const lock = JSON.parse(read('package-lock.json'))
  /** @type {string[]} */
  const found = []

  const direct = new Set(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies }))
  for (const workspace of manifest.workspaces ?? [])
    for (const name of Object.keys(lock.packages[workspace]?.optionalDependencies ?? {})) direct.add(name)
  // a row of the table in the section on dependencies: | `name` | what for | why this one |
  const section = /^## Dependencies$(.*?)(?=^## |$(?![\s\S]))/ms.exec(read('ARCHITECTURE.md'))?.[1] ?? ''
  const rows = new Map(
    [...section.matchAll(/^\|\s*`([^`]+)`\s*\|([^|]*)\|([^|]*)\|\s*$/gm)].map(([, name, what, why]) => [
      name,
      what.trim() !== '' && why.trim() !== '',
    ]),
  )
  for (const name of direct)
    if (rows.get(name) !== true)
      found.push(`${name}: add a row to the table of dependencies in ARCHITECTURE.md: what for, why this one`)
  const sources = readdirSync(join(root, 'src'), { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing'))
    .map((name) => read(join('src', name)))
  for (const name of Object.keys(manifest.dependencies ?? {}))
    if (!sources.some((text) => text.includes(`'${name}'`) || text.includes(`'${name}/`)))
      found.push(`${name}: nothing in src imports it`)
  for (const name of rows.keys())
    if (!direct.has(name)) found.push(`${name}: has a row in ARCHITECTURE.md but is no dependency`)

  for (const [path, entry] of Object.entries(lock.packages)) {
    if (!path.includes('node_modules/') || entry.link) continue
    const name = `${path.slice(path.lastIndexOf('node_modules/') + 13)}@${entry.version}`
    if (entry.hasInstallScript) found.push(`${name}: runs a script at installation`)
    const development = entry.dev === true || entry.devOptional === true
    if (typeof entry.license !== 'string') found.push(`${name}: states no licence`)
    else if (!allowed(entry.license, development ? MAY_USE : MAY_SHIP))
      found.push(`${name}: licence ${entry.license} is not on the list in scripts/check-dependencies.js`)
  }
  return found
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const found = dependencyViolations('.')
  for (const line of found) console.error(line)
  process.exitCode = found.length > 0 ? 1 : 0
}
