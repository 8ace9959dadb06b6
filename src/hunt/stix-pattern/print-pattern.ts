import {
  type ComparisonExpression,
  type ObservationExpression,
  type PatternLiteral,
  pathText,
  type Qualifier,
  quotedText,
} from './pattern.ts'

const JOINS = { and: ' AND ', or: ' OR ', 'followed-by': ' FOLLOWEDBY ' } as const

/** The pattern as text; reading it gives the same pattern again, but for places and brackets without meaning. */
export function printPattern(pattern: ObservationExpression): string {
  switch (pattern.kind) {
    case 'observation':
      return `[${comparisonText(pattern.test)}]`
    case 'qualified': {
      const plain = pattern.of.kind === 'observation'
      const of = printPattern(pattern.of)
      return `${plain ? of : `(${of})`} ${pattern.qualifiers.map(qualifierText).join(' ')}`
    }
    default:
      return pattern.parts
        .map((part) => {
          const plain = part.kind === 'observation' || part.kind === 'qualified'
          return plain ? printPattern(part) : `(${printPattern(part)})`
        })
        .join(JOINS[pattern.kind])
  }
}

function qualifierText(one: Qualifier): string {
  if (one.kind === 'within') return `WITHIN ${one.text} SECONDS`
  if (one.kind === 'repeats') return `REPEATS ${one.text} TIMES`
  return `START t'${one.fromText}' STOP t'${one.untilText}'`
}

function comparisonText(test: ComparisonExpression): string {
  switch (test.kind) {
    case 'exists':
      return `${test.negated ? 'NOT ' : ''}EXISTS ${pathText(test.path)}`
    case 'test': {
      const value =
        test.operator === 'IN'
          ? `(${test.values.map(literalText).join(', ')})`
          : test.values.map(literalText).join()
      return `${pathText(test.path)} ${test.negated ? 'NOT ' : ''}${test.operator} ${value}`
    }
    default:
      return test.parts
        .map((part) =>
          part.kind === 'and' || part.kind === 'or' ? `(${comparisonText(part)})` : comparisonText(part),
        )
        .join(JOINS[test.kind])
  }
}

function literalText(value: PatternLiteral): string {
  switch (value.kind) {
    case 'string':
      return quotedText(value.value)
    case 'integer':
    case 'float':
      return value.text
    case 'boolean':
      return String(value.value)
    case 'hex':
      return `h'${Buffer.from(value.value, 'latin1').toString('hex')}'`
    case 'binary':
      return `b'${Buffer.from(value.value, 'latin1').toString('base64')}'`
    case 'timestamp':
      return `t'${value.text}'`
  }
}
