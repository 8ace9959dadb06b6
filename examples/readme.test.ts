import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')
const readme = read('README.md')

test('the README names the two commands a person needs', () => {
  for (const command of ['npm ci && npx counterfoil demo', 'npm ci && npm test'])
    assert.match(readme, new RegExp(`^\`\`\`\\n${command}\\n\`\`\`$`, 'm'))
})

test('the output shown in the README is what the command prints', () => {
  const child = spawnSync(process.execPath, ['scripts/readme-excerpt.js', '--check'], {
    cwd: new URL('..', import.meta.url),
    encoding: 'utf8',
  })
  assert.equal(child.status, 0, child.stderr)
})

test('what the README says about exit codes and options is what the program says', () => {
  const helpOf = (verb: string): string =>
    spawnSync(process.execPath, ['bin/counterfoil.js', ...verb.split(' '), '--help'], {
      cwd: new URL('..', import.meta.url),
      encoding: 'utf8',
    }).stdout
  const help = helpOf('scan')
  // Options belong to the verb of their code, else to the one the line is about, else to scan.
  for (const line of readme.split('\n')) {
    const ofLine = /`counterfoil ([a-z]+(?: [a-z]+)?)/.exec(line)?.[1]
    for (const [, code = ''] of line.matchAll(/`([^`]+)`/g)) {
      const options = code.match(/(?<=^| )--(?!trust-host)[a-z]+(?:-[a-z]+)*/g) ?? []
      const verbs = [/^(?:counterfoil )?([a-z]+(?: [a-z]+)?)/.exec(code)?.[1], ofLine]
      for (const option of options)
        assert.ok(
          help.includes(option) || verbs.some((verb) => verb !== undefined && helpOf(verb).includes(option)),
          `${option} is not an option of ${verbs.join(' or ')}`,
        )
    }
  }
  assert.match(help, /--trust-host/)
  for (const code of ['0 done', '2 wrong use', '3 input not readable', '4 store trouble', '10 alerts'])
    assert.ok(help.replace(/\s+/g, ' ').includes(code), code)
  for (const code of ['0', '1', '2', '3', '4', '10'])
    assert.match(readme, new RegExp(`^\\| ${code} +\\|`, 'm'))
})
