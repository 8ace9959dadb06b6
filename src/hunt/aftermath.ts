import type { Digest } from '../model/bytes.ts'
import type { ObservableQuery, Seen, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { Aftermath } from '../model/sighting.ts'
import { linkHost } from '../parse/links/link-host.ts'
import type { HostKnowledge } from './match/searches.ts'

/** Mails told that answer or forward one. */
const FOLLOWING = 50
/** Mails of the month after that quote its sender, looked through for quotes of it. */
const QUOTING = 300
/** A value that more mails than this share is no sign of one hand. */
const RARE = 10
/** Values of one mail that others are looked for by. Attack: a mail of two hundred new hosts. */
const VALUES = 40
/** Mails told as related. */
const RELATED = 20
const MONTH = 31 * 86_400_000

/**
 * Who received a mail and what became of it, as far as the mail held here shows: answers and forwards that refer to
 * it or quote its sender and subject, and other mails that share a rare value of its infrastructure.
 */
export async function aftermathOf(
  record: MessageRecord,
  store: Pick<Store, 'seen' | 'message' | 'trace'>,
  knowledge: HostKnowledge,
): Promise<Aftermath> {
  const limits: string[] = []
  return {
    kind: 'aftermath',
    digest: record.digest,
    from: record.from,
    recipients: [...record.to, ...record.cc, ...record.bcc],
    followedBy: await following(record, store, limits),
    related: await related(record, store, knowledge, limits),
    limits,
  }
}

async function following(
  record: MessageRecord,
  store: Pick<Store, 'seen' | 'message'>,
  limits: string[],
): Promise<Aftermath['followedBy']> {
  const { messageId, from, time, digest } = record
  const ask = async (query: ObservableQuery, name: string): Promise<readonly Seen[]> => {
    const [answer] = await store.seen([query])
    if (answer?.more) limits.push(`only the first ${query.limit} mails that ${name} were looked at`)
    return answer?.seen.filter((one) => one.digest !== digest) ?? []
  }
  const later = new Map<Digest, 'refers' | 'quotes'>()
  if (messageId) {
    const query = { type: 'message-id', value: messageId, match: 'exact', place: 'reference' } as const
    for (const one of await ask({ ...query, since: time, limit: FOLLOWING }, 'refer to it'))
      later.set(one.digest, 'refers')
  }
  if (from.address) {
    const query = { type: 'address', value: from.address, match: 'exact', place: 'claim' } as const
    const span = { since: time, until: time + MONTH, limit: QUOTING }
    const words = `quote ${from.address.slice(0, 200)} within a month`
    for (const one of await ask({ ...query, ...span }, words))
      if (!later.has(one.digest)) later.set(one.digest, 'quotes')
  }
  const found: Aftermath['followedBy'][number][] = []
  for (const [one, how] of later) {
    const mail = await store.message(one)
    if (!mail) continue
    if (how === 'quotes' && !quotes(mail, record)) continue
    const isForward = mail.thread.poses === 'forward' || mail.thread.because.includes('forward-block')
    found.push({
      digest: one,
      time: mail.time,
      from: mail.from,
      how: isForward ? 'forwarded' : 'answered',
    })
  }
  if (found.length > FOLLOWING)
    limits.push(`${found.length} mails answer or forward it; the first ${FOLLOWING} are told`)
  return found.sort((a, b) => a.time - b.time).slice(0, FOLLOWING)
}

/** Whether a mail without a reference quotes this very one: its sender, and its subject or its time. */
function quotes(mail: MessageRecord, record: MessageRecord): boolean {
  const address = record.from.address.toLowerCase()
  const isSame = mail.thread.baseSubject !== '' && mail.thread.baseSubject === record.thread.baseSubject
  return mail.thread.claims.some(
    ({ from, time, subject }) =>
      from?.toLowerCase().includes(address) &&
      (isSame ||
        subject === record.subject ||
        (time !== undefined && Math.abs(time - record.time) < 120_000)),
  )
}

async function related(
  record: MessageRecord,
  store: Pick<Store, 'seen' | 'trace'>,
  knowledge: HostKnowledge,
  limits: string[],
): Promise<Aftermath['related']> {
  let unasked = 0
  const asked = new Map<string, { readonly query: ObservableQuery; readonly because: string }>()
  const ask = (
    type: ObservableQuery['type'],
    value: string,
    match: 'exact' | 'suffix',
    because: string,
  ): void => {
    const name = `${type} ${value}`
    if (value === '' || asked.has(name)) return
    if (asked.size < VALUES) asked.set(name, { query: { type, value, match, limit: RARE + 1 }, because })
    else unasked++
  }
  const trace = await store.trace(record.digest)
  const host = (name: string, url: string, words: string): void => {
    const one = linkHost(name)
    if (one.isIp) ask('ip', one.host, 'exact', `${words} ${one.host}`)
    else if (one.domain.includes('.') && !knowledge.isShared(one, url)) {
      const site = knowledge.siteOf(one, url)
      if (!knowledge.isZoneOfMany(site)) ask('host', site, 'suffix', `${words} ${site}`)
    }
  }
  for (const { target, url, href } of record.links) if (target) host(target.host, url ?? href, 'links to')
  for (const name of trace?.values.wrapped?.host ?? []) host(name, '', 'leads to')
  for (const { sha256 } of record.attachments) ask('sha256', sha256, 'exact', 'carries the same file')
  for (const ip of trace?.values.received?.ip ?? [])
    if (!/^(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))\.|^(?:::1$|f[cd]|fe80)/i.test(ip))
      ask('ip', ip, 'exact', `came by way of ${ip}`)
  if (record.from.address) ask('address', record.from.address, 'exact', `names ${record.from.address}`)

  if (unasked > 0)
    limits.push(`only ${VALUES} of its hosts, files and addresses were looked for in other mail`)
  const list = [...asked.values()]
  const answers = await store.seen(list.map(({ query }) => query))
  const found = new Map<Digest, string>()
  for (const [index, answer] of answers.entries()) {
    const messages = new Set(answer.seen.map(({ digest }) => digest))
    if (answer.more || messages.size > RARE) continue
    for (const digest of messages)
      if (digest !== record.digest && !found.has(digest)) found.set(digest, list[index]?.because ?? '')
  }
  if (found.size > RELATED) limits.push(`${found.size} other mails belong to it; ${RELATED} are told`)
  return [...found].slice(0, RELATED).map(([digest, because]) => ({ digest, because }))
}
