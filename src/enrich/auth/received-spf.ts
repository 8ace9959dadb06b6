import type { Issue } from '../../model/issue.ts'
import type { StatedProperty, StatedResult } from './authentication-results.ts'
import { fieldScanner } from './field-scanner.ts'
import { resultWord } from './result-words.ts'

export interface ReceivedSpfField {
  /** The host that wrote it, lower case: `receiver=`, else the name its comment starts with; empty when unsaid. */
  readonly host: string
  /** Method `spf`, the identity that was checked as property `smtp.mailfrom` or `smtp.helo`. */
  readonly result?: StatedResult
  readonly issues: readonly Issue[]
}

const MAX_VALUE_LENGTH = 65_536
const MAX_PAIRS = 32

/** Reads a `Received-SPF` value (RFC 7208 §9.1): result, comment, `key=value;` pairs. Never throws. */
export function readReceivedSpf(value: string): ReceivedSpfField {
  const issues: Issue[] = []
  if (value.length > MAX_VALUE_LENGTH)
    issues.push({
      code: 'limit.header-size',
      detail: `Received-SPF cut after ${MAX_VALUE_LENGTH} characters`,
    })
  const scanner = fieldScanner(value.slice(0, MAX_VALUE_LENGTH))
  const written = scanner.name().toLowerCase()
  let comment: string | undefined
  const pairs = new Map<string, string>()
  while (!scanner.atEnd() && pairs.size < MAX_PAIRS) {
    const text = scanner.comment()
    if (text !== undefined) {
      comment ??= text
      continue
    }
    const name = scanner.name().toLowerCase()
    if (name !== '' && scanner.take('=')) {
      const found = scanner.value()
      if (!pairs.has(name)) pairs.set(name, found)
    } else if (name === '' && scanner.value() === '') scanner.take(scanner.peek())
  }
  if (written === '') {
    issues.push({ code: 'header.malformed-line', detail: 'Received-SPF without a result' })
    return { host: '', issues }
  }
  const identity = pairs.get('identity')?.toLowerCase() ?? 'mailfrom'
  const properties: StatedProperty[] = []
  const sender = pairs.get('envelope-from')
  const helo = pairs.get('helo')
  if (identity === 'helo') {
    if (helo !== undefined) properties.push({ ptype: 'smtp', property: 'helo', value: helo })
  } else {
    const checked = sender ?? domainInComment(comment)
    if (checked !== undefined) properties.push({ ptype: 'smtp', property: 'mailfrom', value: checked })
    else if (helo !== undefined) properties.push({ ptype: 'smtp', property: 'helo', value: helo })
  }
  const client = pairs.get('client-ip')
  if (client !== undefined) properties.push({ ptype: 'smtp', property: 'remote-ip', value: client })
  return {
    host: hostOf(pairs.get('receiver'), comment),
    result: {
      method: 'spf',
      result: resultWord(written).result,
      written,
      ...(comment !== undefined && { comment }),
      properties,
    },
    issues,
  }
}

/** `receiver=`, or the `host:` many implementations open their comment with. Postfix' policy agent writes `<UNKNOWN>`. */
function hostOf(receiver: string | undefined, comment: string | undefined): string {
  if (receiver !== undefined && receiver !== '' && !receiver.startsWith('<')) return receiver.toLowerCase()
  const first = comment?.trimStart().split(' ', 1)[0] ?? ''
  return first.endsWith(':') && first.includes('.') ? first.slice(0, -1).toLowerCase() : ''
}

/** The domain after `domain of` (Google, Exchange), where no `envelope-from=` is given. */
function domainInComment(comment: string | undefined): string | undefined {
  const words = comment?.split(/\s/, 12) ?? []
  const at = words.indexOf('of')
  return at > 0 && words[at - 1] === 'domain' ? words[at + 1] : undefined
}
