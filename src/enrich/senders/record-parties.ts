/** Who a mail is from, to whom it goes, and where answers would go. */
import type { MessageRecord } from '../../model/record.ts'
import { registeredDomain } from './registered-domain.ts'

/** Recipients of one mail that count. */
const RECIPIENTS = 100

/** The address a message's history is kept under: From, lower case. */
export function senderKey(record: MessageRecord): string {
  return record.from.address.toLowerCase()
}

/** Registered domain of an address. */
export function domainOf(address: string): string {
  return registeredDomain(address.slice(address.lastIndexOf('@') + 1))
}

/** Recipient addresses, lower case, each once, without the sender. */
export function recipientsOf(record: MessageRecord): readonly string[] {
  const sender = senderKey(record)
  const found = new Set<string>()
  for (const { address } of [...record.to, ...record.cc, ...record.bcc]) {
    const key = address.toLowerCase()
    if (key && key !== sender) found.add(key)
    if (found.size >= RECIPIENTS) break
  }
  return [...found]
}

/** Registered domains that the sender writes from: From, envelope, and the signature. */
export function senderDomains(record: MessageRecord): readonly string[] {
  const { 'return-path': envelope, 'dkim-domain': signer } = record.path
  const found = [domainOf(senderKey(record))]
  if (envelope) found.push(envelope)
  if (signer) found.push(registeredDomain(signer))
  return found
}

/** Registered domains of Reply-To addresses that are not the From domain's. */
export function foreignReplyTo(record: MessageRecord): readonly string[] {
  if (record.replyTo.length === 0) return []
  const own = domainOf(senderKey(record))
  const found = new Set<string>()
  for (const { address } of record.replyTo) {
    const domain = domainOf(address.toLowerCase())
    if (domain && domain !== own) found.add(domain)
  }
  return [...found]
}
