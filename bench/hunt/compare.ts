/**
 * Hunting against searching mail with other tools: `node bench/hunt/compare.ts STORE FOLDER [COUNT]`. FOLDER holds one
 * mail to a file (.eml), STORE was made of it by a scan. With MISSED=1 what was not found is listed. README.md says what is measured.
 */
import { spawnSync } from 'node:child_process'
import { globSync, linkSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { hunt, type Indicator, type IndicatorSet, openStore } from '../../src/index.ts'
import { decodeTexts } from '../../src/parse/mime/decode-texts.ts'
import { readMime } from '../../src/parse/mime/read-mime.ts'
import { numbers } from './draw-indicators.ts'

const [location, folder, countText = '200'] = process.argv.slice(2)
if (location === undefined || folder === undefined) {
  console.error('usage: node bench/hunt/compare.ts STORE FOLDER [COUNT]')
  process.exit(2)
}

/** Longer ones are no indicators that anybody hands on. */
const URL_LENGTH = 1_000

/** URLs of a decoded text, by a plain expression and not by the reader of links that is measured. */
function urlsIn(text: string): readonly string[] {
  return [...text.replaceAll('&amp;', '&').matchAll(/https?:\/\/[a-z0-9][^\s"'<>()[\]\\^`{|}]+/gi)]
    .map(([url]) => url.replace(/[.,;:!?]+$/, ''))
    .filter((url) => url.length <= URL_LENGTH)
}
const hostOf = (url: string): string =>
  /^https?:\/\/([a-z0-9.-]+\.[a-z]{2,})(?=[:/?#]|$)/i.exec(url)?.[1]?.toLowerCase() ?? ''

const truth = new Map<string, Set<string>>()
const files = globSync('**/*.eml', { cwd: folder }).sort()
for (const file of files) {
  const bytes = readFileSync(join(folder, file))
  const { texts } = decodeTexts(bytes, readMime(bytes).parts)
  for (const url of texts.flatMap(({ text }) => urlsIn(text)))
    for (const value of [url, hostOf(url)]) {
      if (value === '' || hostOf(url) === '') continue
      const mails = truth.get(value)
      if (mails) mails.add(file)
      else truth.set(value, new Set([file]))
    }
}
// What stands in every tenth mail is no indicator of anything.
const rare = [...truth.keys()].filter((value) => (truth.get(value)?.size ?? 0) * 10 < files.length)
const random = numbers(11)
const drawn = new Set<string>()
const wanted = Number(countText)
const kinds = [rare.filter((value) => value.includes('/')), rare.filter((value) => !value.includes('/'))]
for (let tries = 0; drawn.size < wanted && tries < wanted * 100; tries++) {
  const values = kinds[tries % 2] ?? []
  const value = values[Math.floor(random() * values.length)]
  if (value !== undefined) drawn.add(value)
}
const values = [...drawn]
const pairs = values.reduce((sum, value) => sum + (truth.get(value)?.size ?? 0), 0)
console.log(`${files.length} mails, ${values.length} indicators, ${pairs} pairs of indicator and mail`)

interface Outcome {
  readonly found: number
  readonly wall: number
  readonly cpu: number
}
function told(name: string, { found, wall, cpu }: Outcome): void {
  const share = ((100 * found) / pairs).toFixed(1)
  console.log(`${name}: ${found} pairs (${share} %), ${cpu.toFixed(2)} s of CPU time, ${wall.toFixed(2)} s`)
}
const hits = (value: string, mails: Iterable<string>): number => {
  const real = truth.get(value)
  return [...new Set(mails)].filter((mail) => real?.has(mail)).length
}

// Beside the mails, as hard links do not cross disks; removed at the end.
const work = mkdtempSync(join(dirname(location), 'counterfoil-compare-'))
const list = join(work, 'list.txt')
writeFileSync(list, `${values.join('\n')}\n`)

/** Runs a shell command twice and measures the second time; its output, and seconds. */
function warm(
  script: string,
  rounds = 2,
): { readonly out: string; readonly wall: number; readonly cpu: number } {
  const output = join(work, 'output.txt')
  const timed = `TIMEFORMAT='%R %U %S'; time { ${script}\n} >"$OUTPUT" 2>/dev/null`
  let stderr = ''
  for (let round = 0; round < rounds; round++)
    stderr = spawnSync('bash', ['-c', timed], {
      encoding: 'utf8',
      env: { ...process.env, LC_ALL: 'C', FOLDER: folder, LIST: list, OUTPUT: output, WORK: work },
    }).stderr
  const [wall = NaN, user = NaN, system = NaN] = (stderr.trim().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number)
  return { out: readFileSync(output, 'latin1'), wall, cpu: user + system }
}
const isThere = (command: string): boolean => spawnSync('which', [command]).status === 0

/** Answers of one query after the other: paths, and a line with the number of the query before its answers. */
function answersOf(out: string): number {
  let found = 0
  let mails: string[] = []
  let query = -1
  const close = (): void => {
    const value = values[query]
    if (value !== undefined) found += hits(value, mails)
    mails = []
  }
  for (const line of out.split('\n'))
    if (line.startsWith('== ')) {
      close()
      query = Number(line.slice(3))
    } else if (line !== '') mails.push(byName.get(basename(line).replace(/:2,.*$/, '')) ?? '')
  close()
  return found
}
const byName = new Map(files.map((file) => [file.replaceAll('/', '_'), file]))

const grep = warm('grep -raFHi --null -f "$LIST" "$FOLDER" --include="*.eml"')
const lines = new Map<string, string[]>()
for (const line of grep.out.split('\n')) {
  const [path = '', text = ''] = line.split('\0')
  const mail = path.slice(folder.replace(/\/*$/, '/').length)
  const its = lines.get(mail)
  if (its) its.push(text.toLowerCase())
  else lines.set(mail, [text.toLowerCase()])
}
const greped = values.map((value) =>
  hits(
    value,
    [...lines].flatMap(([mail, its]) =>
      its.some((text) => text.includes(value.toLowerCase())) ? [mail] : [],
    ),
  ),
)
told('grep -F, all at once', { found: greped.reduce((a, b) => a + b, 0), wall: grep.wall, cpu: grep.cpu })

const maildir = join(work, 'mail')
for (const one of ['cur', 'new', 'tmp']) mkdirSync(join(maildir, one), { recursive: true })
for (const [name, file] of byName) {
  const target = join(maildir, 'cur', `${name}:2,S`)
  try {
    linkSync(join(folder, file), target)
  } catch {
    writeFileSync(target, readFileSync(join(folder, file)))
  }
}
const loop = (command: string): string =>
  `n=0; while IFS= read -r value; do echo "== $n"; ${command}; n=$((n + 1)); done <"$LIST"`
if (isThere('notmuch')) {
  writeFileSync(
    join(work, 'notmuch.conf'),
    `[database]\npath=${work}/notmuch\nmail_root=${maildir}\n[user]\nname=x\nprimary_email=x@example.org\n[new]\ntags=\n[maildir]\nsynchronize_flags=false\n`,
  )
  mkdirSync(join(work, 'notmuch'))
  const build = warm('NOTMUCH_CONFIG="$WORK/notmuch.conf" notmuch new', 1)
  console.log(`notmuch new: ${build.cpu.toFixed(1)} s of CPU time`)
  const { out, ...time } = warm(
    loop(`NOTMUCH_CONFIG="$WORK/notmuch.conf" notmuch search --output=files --exclude=false "\\"$value\\""`),
  )
  told('notmuch', { found: answersOf(out), ...time })
} else console.log('notmuch is not here')
if (isThere('mu')) {
  const build = warm(
    `mu init --quiet --muhome="$WORK/mu" --maildir="${maildir}"; mu index --quiet --muhome="$WORK/mu"`,
    1,
  )
  console.log(`mu index: ${build.cpu.toFixed(1)} s of CPU time`)
  const { out, ...time } = warm(loop(`mu find --muhome="$WORK/mu" --fields=l "\\"$value\\""`))
  told('mu', { found: answersOf(out), ...time })
} else console.log('mu is not here')

const store = await openStore(location)
const indicators = values.map(
  (value): Indicator => ({
    kind: 'indicator',
    id: value,
    type: value.includes('/') ? 'url' : 'host',
    value,
    wording: value,
    source: { name: 'drawn', format: 'list' },
    labels: [],
  }),
)
const set: IndicatorSet = {
  kind: 'indicator-set',
  source: { name: 'drawn', format: 'list' },
  indicators,
  issues: [],
}
const names = new Map(files.map((file) => [join(folder, file), file]))
for (const isWarm of [false, true]) {
  const before = process.cpuUsage()
  const started = performance.now()
  const met = new Map<string, Set<string>>()
  const sighted: { readonly id: string; readonly digest: `sha256:${string}` }[] = []
  for await (const event of hunt({ reports: [], sets: [set], store }))
    if (event.kind === 'sighting' && event.tier !== 'look-alike' && event.tier !== 'registered-domain')
      sighted.push({ id: event.indicator.id, digest: event.digest })
  const wall = (performance.now() - started) / 1000
  const { user, system } = process.cpuUsage(before)
  if (!isWarm) continue
  for (const { id, digest } of sighted)
    for (const { file } of await store.sources(digest)) {
      const mails = met.get(id)
      if (mails) mails.add(names.get(file) ?? file)
      else met.set(id, new Set([names.get(file) ?? file]))
    }
  const found = values.reduce((sum, value) => sum + hits(value, met.get(value) ?? []), 0)
  told('counterfoil hunt, store open', { found, wall, cpu: (user + system) / 1e6 })
  const missed = values.filter((value) => hits(value, met.get(value) ?? []) < (truth.get(value)?.size ?? 0))
  if (process.env.MISSED) for (const value of missed) console.log(`missed: ${value}`)
}
await store.close()
const program = join(import.meta.dirname, '../../bin/counterfoil.js')
const whole = warm(
  `"${process.execPath}" "${program}" hunt "$LIST" --store "${location}" --accept-benign --format ndjson`,
)
const start = warm(`"${process.execPath}" "${program}" --version`)
console.log(
  `counterfoil hunt, as a program of its own: ${whole.cpu.toFixed(2)} s of CPU time, ${whole.wall.toFixed(2)} s, of which starting takes ${start.cpu.toFixed(2)} s of CPU time`,
)
rmSync(work, { recursive: true })
