import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'

const FOLDER = join(import.meta.dirname, '../../test/stix-2.1-schemas/schemas')

interface Validator {
  (value: unknown): boolean
  errors?: readonly { readonly instancePath: string; readonly message?: string }[] | null
}

let compiled: ReadonlyMap<string, Validator> | undefined

function validators(): ReadonlyMap<string, Validator> {
  if (compiled) return compiled
  // The schemas use `format` and `title` loosely; what they demand is checked all the same.
  const ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    validateFormats: false,
    unicodeRegExp: false,
    logger: false,
  })
  const ids = new Map<string, string>()
  for (const folder of ['common', 'observables', 'sdos', 'sros'])
    for (const file of readdirSync(join(FOLDER, folder))) {
      const schema = JSON.parse(readFileSync(join(FOLDER, folder, file), 'utf8')) as { readonly $id: string }
      ajv.addSchema(schema)
      ids.set(file.replace(/\.json$/, ''), schema.$id)
    }
  compiled = new Map([...ids].map(([name, id]) => [name, ajv.getSchema(id) as Validator]))
  return compiled
}

/**
 * Checks a STIX 2.1 bundle with the JSON schemas of OASIS (test/stix-2.1-schemas) and ajv: the bundle as a whole, and
 * each object by the schema of its own type, since that of the bundle takes an unknown object for a custom one.
 * Answers what is wrong, one line each.
 */
export function stixErrors(json: string): readonly string[] {
  const bundle = JSON.parse(json) as {
    readonly objects?: readonly { readonly type: string; readonly id: string }[]
  }
  const found: string[] = []
  const check = (schema: string, value: unknown, name: string): void => {
    const validate = validators().get(schema)
    if (validate === undefined) found.push(`${name}: no schema for ${schema}`)
    else if (!validate(value))
      for (const { instancePath, message } of (validate.errors ?? []).slice(0, 5))
        found.push(`${name}${instancePath}: ${message}`)
  }
  check('bundle', bundle, 'bundle')
  for (const object of bundle.objects ?? []) check(object.type, object, object.id)
  return found
}
