import { BEHAVIOURS } from '../behaviours.ts'
import { FIELDS, GROUPS } from './all-fields.ts'
import type { Field } from './field.ts'

/** Words of a field are listed up to this many characters; completion knows them all. */
const WORDS_LIMIT = 160

/** The fields of the hunt language as tables of Markdown, as docs/hunt-language.md holds them. */
export function fieldTables(): string {
  const plain = FIELDS.filter(
    ({ name }) => !GROUPS.some((of) => name.startsWith(`${of.name}.`)) || name === 'auth.aligned',
  )
  const tables = [`### The mail and its judgement\n\n${table(plain)}`]
  for (const of of GROUPS)
    tables.push(
      `### \`${of.name}\`\n\n${of.meaning}\n\n${table(FIELDS.filter((field) => of.fields.some(({ name }) => field.name === `${of.name}.${name}`)))}`,
    )
  return tables.join('\n\n')
}

/** The behaviours as a table of Markdown. */
export function behaviourTable(): string {
  const rows = BEHAVIOURS.map(
    ({ name, meaning, innocent, where }) => `| \`${name}\` | ${meaning} | ${innocent} | \`${where}\` |`,
  )
  return [
    '| name | what it means when it is meant badly | what else it often is | query |',
    '| --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
}

function table(fields: readonly Field<never>[]): string {
  const rows = fields.map(
    (field) =>
      `| \`${field.name}\` | ${field.type}${field.list ? ', several' : ''} | ${meaningOf(field)} | \`${field.example}\` |`,
  )
  return ['| field | type | what it means | example |', '| --- | --- | --- | --- |', ...rows].join('\n')
}

function meaningOf({ meaning, words }: Field<never>): string {
  if (!words) return meaning
  const all = words.map((word) => `\`${word}\``)
  let shown = all.length
  while (all.slice(0, shown).join(', ').length > WORDS_LIMIT) shown--
  return `${meaning} ${all.slice(0, shown).join(', ')}${shown < all.length ? ' …' : ''}`
}
