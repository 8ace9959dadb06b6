import type { Digest } from '../model/bytes.ts'
import type { ObservableQuery, Store } from '../model/ports.ts'
import type { MessageRecord } from '../model/record.ts'
import type { Aftermath } from '../model/sighting.ts'
import { linkHost } from '../parse/links/link-host.ts'
import type { HostKnowledge } from './match/searches.ts'

/** Mails told that answer or forward one. */
const FOLLOWING = 50
/** Mails that name its sender looked through for quotes of it. */
const NAMING = 300
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
  return {
    kind: 'aftermath',
    digest: record.digest,
    from: record.from,
    recipients: [...record.to, ...record.cc, ...record.bcc],
    followedBy: await following(record, store),
    related: await related(record, store, knowledge),
  }
}

async function following(
  record: MessageRecord,
  store: Pick<Store, 'seen' | 'message'>,
): Promise<Aftermath['followedBy']> {
  const { messageId, from, time, digest } = record
  const queries: ObservableQuery[] = []
  if (messageId) queries.push({ type: 'message-id', value: messageId, match: 'exact', limit: FOLLOWING })
  if (from.address) queries.push({ type: 'address', value: from.address, match: 'exact', limit: NAMING })
  const [referring, naming] = await store.seen(queries)
  const later = new Map<Digest, 'refers' | 'quotes'>()
  for (const one of (messageId ? referring : undefined)?.seen ?? [])
    if (one.places.includes('reference') && one.digest !== digest) later.set(one.digest, 'refers')
  for (const one of (messageId ? naming : referring)?.seen ?? [])
    if (one.places.includes('claim') && one.time >= time && one.time - time < MONTH && one.digest !== digest)
      if (!later.has(one.digest) && later.size < FOLLOWING) later.set(one.digest, 'quotes')
  const found: Aftermath['followedBy'][number][] = []
  for (const [one, how] of later) {
    const mail = await store.message(one)
    if (!mail || mail.time < time) continue
    if (how === 'quotes' && !quotes(mail, record)) continue
    const isForward = mail.thread.poses === 'forward' || mail.thread.because.includes('forward-block')
    found.push({
      digest: one,
      time: mail.time,
      from: mail.from,
      how: isForward ? 'forwarded' : 'answered',
    })
  }
  return found.sort((a, b) => a.time - b.time)
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
): Promise<Aftermath['related']> {
  const asked = new Map<string, { readonly query: ObservableQuery; readonly because: string }>()
  const ask = (
    type: ObservableQuery['type'],
    value: string,
    match: 'exact' | 'suffix',
    because: string,
  ): void => {
    if (value !== '' && asked.size < VALUES)
      asked.set(`${type} ${value}`, { query: { type, value, match, limit: RARE + 1 }, because })
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

  const list = [...asked.values()]
  const answers = await store.seen(list.map(({ query }) => query))
  const found = new Map<Digest, string>()
  for (const [index, answer] of answers.entries()) {
    const messages = new Set(answer.seen.map(({ digest }) => digest))
    if (answer.more || messages.size > RARE) continue
    for (const digest of messages)
      if (digest !== record.digest && !found.has(digest) && found.size < RELATED)
        found.set(digest, list[index]?.because ?? '')
  }
  return [...found].map(([digest, because]) => ({ digest, because }))
}
