/** The file behind --config: JSON, checked to the last key, with errors that name the line. */
import { readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { z } from 'zod'
import type { Budget } from '../model/scan.ts'
import { EXIT, Stop, systemReason } from './exit.ts'
import { placeInJson } from './json-place.ts'
import { readBudget, readHost } from './option-values.ts'

export interface Config {
  readonly store?: string
  readonly zone?: string
  readonly trustedHosts?: readonly string[]
  readonly budget?: Budget
  readonly jobs?: number
}

/** A configuration is a page of text; anything larger is a wrong path. */
const MAX_CONFIG_BYTES = 1024 * 1024

const read = <T>(reader: (text: string) => T): z.ZodType<T, string> =>
  z.string().transform((text, context) => {
    try {
      return reader(text)
    } catch (error) {
      context.addIssue({ code: 'custom', message: (error as Error).message })
      return z.NEVER
    }
  })

const SCHEMA = z.strictObject({
  store: z.string().min(1).optional(),
  zone: z.string().min(1).optional(),
  trustedHosts: z.array(read(readHost)).optional(),
  budget: z
    .union([z.int().min(1).transform(String), z.string()])
    .pipe(read(readBudget))
    .optional(),
  jobs: z.int().min(1).max(64).optional(),
})

/**
 * Reads a configuration. Paths in it count from its own folder. Throws `Stop` (wrong use) naming each wrong line
 * as `file:line`.
 */
export function readConfig(path: string): Config {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new Stop(EXIT.wrongUse, {
      where: path,
      what: `the configuration cannot be read: ${systemReason(error)}`,
      next: 'give --config the path of a JSON file',
      cause: error,
    })
  }
  const wrong = (line: number, what: string): Stop =>
    new Stop(EXIT.wrongUse, {
      where: `${path}:${line}`,
      what,
      next: `correct the file; it may hold ${Object.keys(SCHEMA.shape).join(', ')}`,
    })
  if (text.length > MAX_CONFIG_BYTES) throw wrong(1, 'this is too large for a configuration')
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (error) {
    const { line, what } = syntaxError(text, error as SyntaxError)
    throw wrong(line, `this is not JSON: ${what}`)
  }
  const parsed = SCHEMA.safeParse(value)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]!
    const [key] = issue.code === 'unrecognized_keys' ? issue.keys : []
    const at = key === undefined ? issue.path : [...issue.path, key]
    throw wrong(placeInJson(text, at).line, describe(issue, at))
  }
  const folder = dirname(resolve(path))
  const { store, zone, ...rest } = parsed.data
  return dropUndefined({
    ...rest,
    ...(store === undefined ? {} : { store: store === ':memory:' ? store : resolve(folder, store) }),
    ...(zone === undefined ? {} : { zone: resolve(folder, zone) }),
  })
}

function describe(issue: z.core.$ZodIssue, at: readonly PropertyKey[]): string {
  const name = at
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '')
  if (issue.code === 'unrecognized_keys') return `"${name}" is not a setting`
  const message =
    issue.code === 'invalid_union'
      ? 'takes a number or a text'
      : issue.message.replace(/^Invalid input: /, '')
  return name === '' ? `the file must hold an object: ${message}` : `"${name}" ${message}`
}

function syntaxError(text: string, error: SyntaxError): { line: number; what: string } {
  const position = /at position (\d+)/.exec(error.message)?.[1]
  const before = position === undefined ? text : text.slice(0, Number(position))
  return {
    line: before.split('\n').length,
    what: error.message.replace(/ (in JSON )?at position .*$/, '').replace(/, "[\s\S]*$/, ''),
  }
}

function dropUndefined<T extends object>(value: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T
}
