import type { Comparison, Where } from './query.ts'

/** The query as text; reading it gives the same query again, but for brackets without meaning. */
export function printWhere(where: Where): string {
  switch (where.kind) {
    case 'and':
    case 'or':
      return where.parts
        .map((part) =>
          part.kind === 'and' || part.kind === 'or' ? `(${printWhere(part)})` : printWhere(part),
        )
        .join(` ${where.kind} `)
    case 'not': {
      const inner = printWhere(where.of)
      return where.of.kind === 'and' || where.of.kind === 'or' ? `not (${inner})` : `not ${inner}`
    }
    case 'group': {
      const all = where.quantifier === 'all' ? 'all ' : ''
      const count = where.count ? `.count ${where.count.operator} ${valueText(where.count.value)}` : ''
      return `${all}${where.group}[${printWhere(where.where)}]${count}`
    }
    case 'compare':
      return `${where.quantifier === 'all' ? 'all ' : ''}${where.field} ${operationText(where)}`
  }
}

function operationText({ operator, values }: Comparison): string {
  const [first = '', second = ''] = values
  if (operator === 'exists') return 'exists'
  if (operator === 'in') return `in (${values.map(valueText).join(', ')})`
  if (operator === 'within') return `within ${valueText(first)} of ${valueText(second)}`
  return `${operator} ${valueText(first)}`
}

function valueText(value: string): string {
  return /^[^\s()[\],"'\\][^\s()[\],"'\\]*$/.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`
}
