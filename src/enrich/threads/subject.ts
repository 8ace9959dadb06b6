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
 * write in other languages): also `[Fwd: …]` around the whole, `[Fwd]` as a tag, and `(fwd)` at the end, as older
 * mailers forward. Linear; at most 20 prefixes are taken off.
 */
export function subjectShape(subject: string): SubjectShape {
  let rest = subject.replace(/\s+/g, ' ').trim()
  let prefix: SubjectShape['prefix'] = 'none'
  let trailed = false
  for (let round = 0; round < 20; round++) {
    const wrap = /^\[\s?([\p{L} ]{1,15})\s?[:：]\s?/u.exec(rest)
    const wrapped = wrap && rest.endsWith(']') ? kindOf(wrap[1]) : undefined
    if (wrap && wrapped) {
      if (prefix === 'none') prefix = wrapped
      rest = rest.slice(wrap[0].length, -1).trim()
      continue
    }
    const tag = /^\[([^[\]]{1,60})\]\s*/.exec(rest)
    if (tag && tag[0].length < rest.length) {
      // `[Fwd] Budget`: the tag is the prefix itself.
      if (prefix === 'none' && kindOf(tag[1]) === 'forward') prefix = 'forward'
      rest = rest.slice(tag[0].length)
      continue
    }
    const mark = /^([\p{L} ]{1,15})\s?(?:\[\d{1,3}\]|\(\d{1,3}\)|\^\d{1,3})?\s?[:：]\s?/u.exec(rest)
    const trailer = TRAILER.exec(rest.slice(-10))
    if (trailer && trailer[0].length < rest.length) {
      trailed = true
      rest = rest.slice(0, -trailer[0].length)
      continue
    }
    const kind = kindOf(mark?.[1])
    if (!mark || !kind) break
    if (prefix === 'none') prefix = kind
    rest = rest.slice(mark[0].length)
  }
  if (prefix === 'none' && trailed) prefix = 'forward'
  return { prefix, base: rest.toLowerCase().trim() }
}

/** What a forwarding mailer puts behind the subject (RFC 5256 §2.1, subj-trailer). */
const TRAILER = /\s?\(fwd\)$/i

function kindOf(written: string | undefined): 'reply' | 'forward' | undefined {
  const word = written?.trim().toLowerCase() ?? ''
  return REPLY.has(word) ? 'reply' : FORWARD.has(word) ? 'forward' : undefined
}
