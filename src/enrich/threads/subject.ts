/** Reply and forward prefixes of common clients, by language; lower case, without the colon. */
const REPLY = new Set([
  're',
  'aw',
  'antw',
  'sv',
  'vs',
  'odp',
  'ref',
  'ynt',
  'res',
  'rif',
  'r',
  'σχετ',
  'отв',
  'ответ',
  'відп',
  'bls',
  'atb',
  '回复',
  '答复',
  '回覆',
  '返信',
  'השב',
  'رد',
  'پاسخ',
])
const FORWARD = new Set([
  'fw',
  'fwd',
  'wg',
  'tr',
  'rv',
  'i',
  'enc',
  'vl',
  'vb',
  'doorst',
  'pd',
  'ilt',
  'fs',
  'πρθ',
  'пересл',
  'fyi fwd',
  'trs',
  '转发',
  '轉寄',
  '転送',
  'הועבר',
  'بازارسال',
  'إعادة توجيه',
])

export interface SubjectShape {
  readonly prefix: 'none' | 'reply' | 'forward'
  /** Without reply, forward and list prefixes, white space collapsed, lower case. */
  readonly base: string
}

/**
 * Takes a subject apart into its outermost prefix and base (RFC 5256 §2.1 generalised to the prefixes clients
 * write in other languages). Linear; at most 20 prefixes are taken off.
 */
export function subjectShape(subject: string): SubjectShape {
  let rest = subject.replace(/\s+/g, ' ').trim()
  let prefix: SubjectShape['prefix'] = 'none'
  for (let round = 0; round < 20; round++) {
    const tag = /^\[[^[\]]{1,60}\]\s*/.exec(rest)
    if (tag && tag[0].length < rest.length) {
      rest = rest.slice(tag[0].length)
      continue
    }
    const mark = /^([\p{L} ]{1,15})\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s?[:：]\s?/u.exec(rest)
    const word = mark?.[1]?.trim().toLowerCase()
    if (!mark || word === undefined) break
    const kind = REPLY.has(word) ? 'reply' : FORWARD.has(word) ? 'forward' : undefined
    if (!kind) break
    if (prefix === 'none') prefix = kind
    rest = rest.slice(mark[0].length)
  }
  return { prefix, base: rest.toLowerCase().trim() }
}
