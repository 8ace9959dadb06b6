// Writes mailbox.mbox and mailbox.zone.json: `npx node examples/make-mailbox.ts`. The same bytes come out every time,
// and make-mailbox.test.ts compares them with the committed files.
import { writeFileSync } from 'node:fs'
import { dkimTestKey } from '../src/testing/dkim-sign.ts'
import { twoDigits, wallClock } from '../src/testing/mail-encoding.ts'
import { type HiddenMail, hideOperation } from './fiction/operation.ts'
import { DOMAINS, LIST_HOST, LIST_IP } from './fiction/people.ts'
import { openPostOffice, type Sent } from './fiction/post-office.ts'
import { writeYear } from './fiction/year.ts'

const SEED = 'quillmere'

export interface ExampleMailbox {
  /** In the order the mail came in. */
  readonly mails: readonly Sent[]
  readonly key: readonly HiddenMail[]
  /** The mbox file (mboxrd). */
  readonly mbox: Uint8Array
  /** DNS as it would answer about the senders: name to TXT record, for `counterfoil scan --zone`. */
  readonly zone: Readonly<Record<string, string>>
}

/** All of it, made in memory. */
export function makeMailbox(): ExampleMailbox {
  const ordinary = openPostOffice(SEED)
  writeYear(ordinary, SEED)
  const hidden = openPostOffice(`${SEED} hidden`)
  const key = hideOperation(hidden)
  const mails = [...ordinary.delivered(), ...hidden.delivered()].toSorted((a, b) => a.time - b.time)
  return { mails, key, mbox: mboxrd(mails), zone: senderZone() }
}

/** One file of mails with LF line ends: separator line, mail, empty line; `From ` lines in a mail get one more `>`. */
function mboxrd(mails: readonly Sent[]): Uint8Array {
  const pieces = mails.map((mail) => {
    const at = wallClock(mail.time, 0)
    const clock = [at.hour, at.minute, at.second].map(twoDigits).join(':')
    const separator = `From ${mail.letter.from.address} ${at.dayName} ${at.monthName} ${String(at.day).padStart(2)} ${clock} ${at.year}`
    const text = Buffer.from(mail.bytes).toString('latin1').replaceAll('\r\n', '\n')
    return `${separator}\n${text.replace(/^(>*From )/gm, '>$1')}\n`
  })
  return Buffer.from(pieces.join(''), 'latin1')
}

/** DKIM keys (RFC 6376), SPF (RFC 7208) and DMARC (RFC 7489) of every domain that sends. */
function senderZone(): Record<string, string> {
  const zone: Record<string, string> = { [LIST_HOST]: `v=spf1 ip4:${LIST_IP} -all` }
  for (const { domain, selector, relayIp } of Object.values(DOMAINS)) {
    zone[domain] = `v=spf1 ip4:${relayIp} -all`
    zone[`${selector}._domainkey.${domain}`] = dkimTestKey(domain, selector).record
    zone[`_dmarc.${domain}`] = 'v=DMARC1; p=reject'
  }
  return zone
}

if (import.meta.main) {
  const { mails, mbox, zone } = makeMailbox()
  const file = new URL('mailbox.mbox', import.meta.url)
  writeFileSync(file, mbox)
  writeFileSync(new URL('mailbox.zone.json', import.meta.url), `${JSON.stringify(zone, undefined, 2)}\n`)
  console.error(`${mails.length} mails, ${mbox.length} bytes: ${file.pathname}`)
}
